//! The program as its users run it: the real binary, a real database, real files.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, missing_docs)]

mod bucket;
#[cfg(target_os = "linux")]
mod full;
mod lake;
mod model;
mod report;
mod s3;
mod server;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

/// A folder with a database of its own.
struct Shop {
    folder: tempfile::TempDir,
}

impl Shop {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }
    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
    fn db(&self) -> String {
        format!("sqlite:{}", self.path("shop.sqlite").display())
    }
    /// Runs `wafa WORDS --db …`.
    fn run(&self, words: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_wafa")).args(words).args(["--db", &self.db()]).output().unwrap()
    }
    fn text(&self, words: &[&str]) -> String {
        let output = self.run(words);
        assert!(output.status.success(), "{words:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }
    fn json(&self, words: &[&str]) -> Value {
        serde_json::from_str(&self.text(words)).unwrap()
    }
}

fn sample() -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/cdnow_sample.csv").display().to_string()
}

#[test]
fn a_file_is_imported_once_asked_about_and_taken_back() {
    let shop = Shop::new();
    let import = ["import", "orders", &sample(), "--currency", "USD", "--tz", "UTC", "--json"];
    let dry = shop.json(&[&import[..], &["--dry-run"]].concat());
    assert_eq!((dry["orders"].as_u64(), dry["customers_added"].as_u64()), (Some(6_919), Some(2_357)));
    let first = shop.json(&import);
    assert_eq!((first["imported"].as_u64(), first["customers_added"].as_u64()), (Some(6_919), Some(2_357)));
    let again = shop.json(&import);
    assert_eq!((again["imported"].as_u64(), again["duplicates"].as_u64()), (Some(0), Some(6_919)));
    let ask = ["insights", "--as-of", "1998-06-30", "--period", "quarter", "--calendar", "gregorian", "--json"];
    let figures = shop.json(&ask);
    assert_eq!((figures["customers"].as_u64(), figures["orders"].as_u64()), (Some(2_357), Some(6_919)));
    assert_eq!(figures["periods"].as_array().map(Vec::len), Some(6));
    assert!(shop.text(&["verify", "--deep"]).starts_with("ok"));
    shop.text(&["import", "undo", first["batch"].as_str().unwrap()]);
    assert_eq!(shop.json(&ask)["orders"].as_u64(), Some(0));
    assert!(shop.text(&["verify", "--deep"]).starts_with("ok"));
}

#[test]
fn predictions_have_a_row_per_customer_and_say_why_the_model() {
    let shop = Shop::new();
    shop.text(&["import", "orders", &sample(), "--currency", "USD", "--tz", "UTC"]);
    let csv = shop.text(&["predict", "--as-of", "1998-06-30", "--horizon-days", "90", "--csv"]);
    let mut lines = csv.lines();
    assert_eq!(
        lines.next(),
        Some(
            "customer_id,x,t_x,t,expected_purchases,p_active,p_alive,expected_value_minor,next_purchase_on,reasons,model"
        )
    );
    assert_eq!(lines.count(), 2_357);
    let json = shop.json(&["predict", "--as-of", "1998-06-30", "--horizon-days", "90", "--json"]);
    assert!(json["fit"]["choice"].as_array().is_some_and(|reasons| !reasons.is_empty()));
    for row in json["customers"].as_array().unwrap() {
        for share in ["p_active", "p_alive"] {
            assert!(row[share].as_f64().is_some_and(|p| (0.0..=1.0).contains(&p)), "{row}");
        }
    }
}

#[test]
fn a_backup_is_restored_and_a_damaged_one_refused() {
    let shop = Shop::new();
    shop.text(&["import", "orders", &sample(), "--currency", "USD"]);
    let backup = shop.path("backup.wafa").display().to_string();
    shop.text(&["backup", &backup]);
    let restored = format!("sqlite:{}", shop.path("restored/shop.sqlite").display());
    let restore = |file: &str, db: &str| {
        Command::new(env!("CARGO_BIN_EXE_wafa")).args(["restore", file, "--db", db]).output().unwrap()
    };
    assert!(restore(&backup, &restored).status.success());
    assert_eq!(restore(&backup, &restored).status.code(), Some(2), "a database that is there is not overwritten");
    let mut bytes = std::fs::read(&backup).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&backup, bytes).unwrap();
    let refused = restore(&backup, &format!("sqlite:{}", shop.path("other.sqlite").display()));
    assert_eq!(refused.status.code(), Some(2));
    assert!(!shop.path("other.sqlite").exists());
}

#[test]
fn a_backup_by_rows_fills_an_empty_database_and_says_which_key_to_keep() {
    let shop = Shop::new();
    shop.text(&["import", "orders", &sample(), "--currency", "USD", "--tz", "UTC"]);
    let backup = shop.path("backup.wafa").display().to_string();
    let said = shop.text(&["backup", "--rows", &backup]);
    assert!(said.contains("wafa.key"), "{said}");
    let restored = format!("sqlite:{}", shop.path("restored/shop.sqlite").display());
    let run = |words: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_wafa")).args(words).args(["--db", &restored]).output().unwrap();
        (output.status.code(), String::from_utf8_lossy(&output.stdout).into_owned())
    };
    assert_eq!(run(&["restore", &backup]).0, Some(0));
    let ask = ["insights", "--as-of", "1998-06-30", "--json"];
    let figures: Value = serde_json::from_str(&run(&ask).1).unwrap();
    assert_eq!(figures, shop.json(&ask));
    assert!(run(&["verify", "--deep"]).1.starts_with("ok"));
    assert_eq!(run(&["restore", &backup]).0, Some(2), "a database that is there is not overwritten");
}

#[test]
fn what_is_no_table_gets_one_sentence_in_the_chosen_language() {
    let shop = Shop::new();
    let picture = shop.path("orders.csv");
    std::fs::write(&picture, [0x89, b'P', b'N', b'G', 13, 10, 26, 10, 0, 0, 0, 13, 0xFF, 0xFE, 0, 1]).unwrap();
    for (language, word) in [("en", "table"), ("fa", "جدول"), ("ar", "جدول")] {
        let output = shop.run(&["import", "orders", &picture.display().to_string(), "--language", language]);
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2));
        assert_eq!(said.lines().count(), 1, "{said}");
        assert!(said.contains(word), "{said}");
    }
}

#[test]
fn one_odd_row_turns_no_other_and_stops_no_other() {
    let shop = Shop::new();
    let file = shop.path("orders.csv");
    let mut text = String::from("order_id,customer_id,date,amount\n");
    for month in 1..=10 {
        text.push_str(&format!("{month},C{month},1403/{month:02}/05,1000\n"));
    }
    text.push_str("11,C11,1445/09/14,1000\n12,C12,1403/02/03,1000,one,cell,too,many\n13,C13,2066-12-04,1000\n");
    std::fs::write(&file, text).unwrap();
    let report = shop.json(&["import", "orders", &file.display().to_string(), "--json"]);
    assert_eq!(report["calendar"], "jalali", "{report}");
    assert_eq!(report["read"], 13);
    assert_eq!(report["imported"].as_u64().unwrap() + report["problems"].as_u64().unwrap(), 13);
    let problems = std::fs::read_to_string(report["problems_file"].as_str().unwrap()).unwrap();
    assert!(problems.contains("2066-12-04"), "{problems}");
    let figures = shop.json(&["insights", "--as-of", "2026-01-01", "--json"]);
    let first = figures["periods"][0]["start"].as_str().unwrap();
    assert!(first.starts_with("2024-"), "nobody bought in {first}");
}

#[test]
fn a_quotation_mark_never_closed_is_reported() {
    let shop = Shop::new();
    let file = shop.path("orders.csv");
    let open = "order_id,customer_id,date,amount,name\n1,C1,2024-01-01,5,\"Ali\n2,C2,2024-01-02,6,Reza\n";
    std::fs::write(&file, open).unwrap();
    let report = shop.json(&["import", "orders", &file.display().to_string(), "--json"]);
    assert_eq!((report["imported"].as_u64(), report["problems"].as_u64()), (Some(1), Some(1)), "{report}");
    let closed = "order_id,customer_id,date,amount,name\n1,C1,2024-01-01,5,\"Ali\nReza\"";
    std::fs::write(&file, closed).unwrap();
    let report = shop.json(&["import", "orders", &file.display().to_string(), "--json"]);
    assert_eq!((report["imported"].as_u64(), report["problems"].as_u64()), (Some(1), Some(0)));
}

#[test]
fn an_order_cancelled_later_is_an_update_on_the_command_line() {
    let shop = Shop::new();
    let file = shop.path("orders.csv");
    let name = file.display().to_string();
    let write = |status: &str| {
        let text =
            format!("order_id,customer_id,date,amount,status\n1,C1,2024-01-01,5,{status}\n2,C2,2024-01-02,6,blorp\n");
        std::fs::write(&file, text).unwrap();
    };
    write("paid");
    let import = ["import", "orders", &name, "--currency", "USD"];
    assert!(shop.text(&import).contains("read 2 = imported 2 + updated 0 + duplicates 0 + problems 0"));
    write("Cancelled by customer");
    let dry = shop.json(&[&import[..], &["--dry-run", "--json"]].concat());
    let done = shop.json(&[&import[..], &["--json"]].concat());
    for report in [&dry, &done] {
        assert_eq!((report["updated"].as_u64(), report["duplicates"].as_u64()), (Some(1), Some(1)), "{report}");
        assert_eq!(report["unknown_statuses"][0]["word"], "blorp");
    }
    let orders = |on: &str| shop.json(&["insights", "--as-of", on, "--json"])["orders"].as_u64();
    assert_eq!(orders("2024-12-31"), Some(1));
    shop.text(&["import", "undo", done["batch"].as_str().unwrap()]);
    assert_eq!(orders("2024-12-31"), Some(2));
}

#[test]
fn a_bad_mapping_gets_one_sentence_in_the_chosen_language() {
    let shop = Shop::new();
    let (file, mapping) = (shop.path("orders.csv"), shop.path("mapping.json"));
    std::fs::write(&file, "a,b,c\n1,2024-01-01,5\n").unwrap();
    for (text, word) in [("{\"columns\": {\"a\": \"datum\"}}", "datum"), ("{\"columns\":", "JSON"), ("[]", "columns")] {
        std::fs::write(&mapping, text).unwrap();
        let (file, mapping) = (file.display().to_string(), mapping.display().to_string());
        let output = shop.run(&["import", "orders", &file, "--mapping", &mapping, "--language", "fa"]);
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!((output.status.code(), said.trim().lines().count()), (Some(2), 1), "{said}");
        assert!(said.contains("ستون") && said.contains(word) && !said.contains("expected"), "{said}");
    }
}

#[test]
fn asking_a_database_that_is_not_there_creates_none() {
    let shop = Shop::new();
    for words in [&["insights", "--json"][..], &["predict"], &["verify"]] {
        let output = shop.run(words);
        assert_eq!(output.status.code(), Some(2), "{words:?}");
        assert!(String::from_utf8_lossy(&output.stderr).contains("no such database"));
    }
    assert!(!shop.path("shop.sqlite").exists());
}

#[test]
fn more_cannot_be_given_back_than_was_bought() {
    let shop = Shop::new();
    let file = shop.path("orders.csv");
    let rows = "order_id,customer_id,date,amount,status\n1,Z,2024-01-01,5,paid\n1,Z,2024-01-01,7,refunded\n2,Y,2024-01-02,9,paid\n2,Y,2024-01-02,9,refunded\n";
    std::fs::write(&file, rows).unwrap();
    let report = shop.json(&["import", "orders", &file.display().to_string(), "--currency", "USD", "--json"]);
    assert_eq!((report["orders"].as_u64(), report["returns"].as_u64()), (Some(2), Some(2)), "{report}");
    let figures = shop.json(&["insights", "--as-of", "2024-02-01", "--json"]);
    assert_eq!(figures["revenue_minor"].as_i64(), Some(500), "12 − 7 and 9 − 9");
}
