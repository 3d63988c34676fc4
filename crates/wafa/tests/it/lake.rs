//! The lake and its bench from the command line.

use std::process::Command;

use serde_json::Value;

use super::{Shop, sample};

#[test]
fn the_lake_is_told_of_rebuilt_and_put_together() {
    let shop = Shop::new();
    let import = ["import", "orders", &sample(), "--currency", "USD", "--tz", "UTC", "--json"];
    let first = shop.json(&import);
    let rebuilt = shop.json(&["lake", "rebuild", "--json"]);
    assert_eq!((rebuilt["built"].as_bool(), rebuilt["changed"].as_u64()), (Some(true), Some(0)));
    assert_eq!(rebuilt["runs"][0]["rows"]["orders"].as_u64(), Some(6_919));
    assert_eq!(rebuilt["span"]["last_on"].as_str(), Some("1998-06-30"));
    shop.text(&["import", "undo", first["batch"].as_str().unwrap()]);
    // The models were fitted anew, to a lake that was brought up to date: everybody is in a second run, without orders.
    let undone = shop.json(&["lake", "status", "--json"]);
    assert_eq!((undone["changed"].as_u64(), undone["runs"][1]["rows"]["owned"].as_u64()), (Some(0), Some(2_357)));
    assert!(shop.text(&["lake", "status"]).contains("up to date"));
    let together = shop.json(&["lake", "compact", "--json"]);
    assert_eq!(together["runs"].as_array().map(Vec::len), Some(1));
    assert_eq!((together["runs"][0]["rows"]["orders"].as_u64(), together["span"].is_null()), (Some(0), true));
    assert!(shop.text(&["verify", "--deep"]).starts_with("ok"));
}

#[test]
fn a_far_future_is_not_a_list_of_empty_months() {
    let shop = Shop::new();
    shop.text(&["import", "orders", &sample(), "--currency", "USD", "--tz", "UTC"]);
    for calendar in ["gregorian", "jalali", "hijri"] {
        let ask = ["insights", "--as-of", "9999-12-31", "--period", "month", "--calendar", calendar, "--json"];
        let figures = shop.json(&ask);
        let periods = figures["periods"].as_array().unwrap();
        assert!((300..1_000).contains(&periods.len()), "from 1997 to today: {}", periods.len());
        let orders: u64 = periods.iter().map(|period| period["orders"].as_u64().unwrap()).sum();
        assert_eq!((orders, figures["orders"].as_u64()), (6_919, Some(6_919)));
    }
}

#[test]
fn groups_are_by_week_month_or_quarter() {
    let shop = Shop::new();
    shop.text(&["import", "orders", &sample(), "--currency", "USD", "--tz", "UTC"]);
    for (groups, count, first) in [("week", 13, "1996-12-30"), ("month", 3, "1997-01"), ("quarter", 1, "1997-Q1")] {
        let ask = ["insights", "--as-of", "1998-06-30", "--calendar", "gregorian", "--cohorts", groups, "--json"];
        let figures = shop.json(&ask);
        let cohorts = figures["cohorts"].as_array().unwrap();
        assert_eq!((cohorts.len(), cohorts[0]["cohort"].as_str()), (count, Some(first)), "{groups}");
        let sizes: u64 = cohorts.iter().map(|cohort| cohort["size"].as_u64().unwrap()).sum();
        assert_eq!(sizes, 2_357, "{groups}");
    }
}

#[test]
fn the_bench_makes_the_same_lake_every_time() {
    let folder = tempfile::tempdir().unwrap();
    let measure = |keep: &str| -> Value {
        let keep = folder.path().join(keep).display().to_string();
        let program = std::process::Command::new(env!("CARGO_BIN_EXE_wafa"))
            .args(["bench", "lake", "--rows", "30000", "--keep", &keep, "--json"])
            .output()
            .unwrap();
        assert!(program.status.success(), "{program:?}");
        serde_json::from_slice(&program.stdout).unwrap()
    };
    let (one, two) = (measure("a"), measure("b"));
    assert!(one["rows"].as_u64().unwrap() >= 30_000);
    for key in ["rows", "customers", "rfm_cells", "cohorts"] {
        assert_eq!(one[key], two[key], "{key}");
    }
    let read = |told: &Value| std::fs::read(told["file"].as_str().unwrap()).unwrap();
    assert_eq!(read(&one), read(&two));
    for key in ["cpu_s", "wall_s", "rss_mb"] {
        assert!(one[key].is_number(), "{key}");
    }
}

/// Runs when `WAFA_TABLES_PYTHON` names a Python with DuckDB and polars.
#[test]
fn duckdb_and_polars_see_the_rows_and_columns_the_document_tells_of() {
    let Some(python) = std::env::var_os("WAFA_TABLES_PYTHON") else { return };
    let shop = Shop::new();
    let data = shop.path("data").display().to_string();
    for (name, rows) in [
        (
            "first",
            "1,Z,2024-01-01,5,paid,tea\n1,Z,2024-01-01,7,refunded,tea\n2,,2024-01-02,9,paid,cup\n3,Y,2024-01-02,9,paid,cup\n",
        ),
        ("later", "4,Y,2024-02-02,9,paid,pot\n4,Y,2024-02-02,9,refunded,pot\n5,,2024-02-03,2,paid,tea\n"),
    ] {
        let file = shop.path(&format!("{name}.csv"));
        std::fs::write(&file, format!("order_id,customer_id,date,amount,status,product\n{rows}")).unwrap();
        let file = file.display().to_string();
        shop.text(&["import", "orders", &file, "--currency", "USD", "--data", &data]);
        shop.text(&["insights", "--as-of", "2024-03-01", "--json", "--data", &data]);
    }
    let status = shop.json(&["lake", "status", "--json", "--data", &data]);
    assert_eq!(status["built"].as_bool(), Some(true), "{status}");
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/../../xtask/peers/lake.py");
    let folder = shop.path("data/lake/shop");
    let output = Command::new(python).args([script, "counts"]).arg(&folder).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let told: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((&told["same"], &told["not_as_documented"]), (&Value::Bool(true), &serde_json::json!([])), "{told}");
    let tables = told["counts"].as_object().unwrap();
    for table in ["orders", "lines", "returns", "customers", "orders_without_customer"] {
        let rows: u64 = tables
            .iter()
            .filter(|(name, _)| name.split_once('-').unwrap().0 == table)
            .map(|(_, rows)| rows[1].as_u64().unwrap())
            .sum();
        assert!(rows > 0, "{table} of {told}");
    }
}

/// Two databases in one folder, asked in turn, also while one of them is a restored copy that goes on by itself.
#[test]
fn shops_side_by_side_have_figures_of_their_own() {
    let shop = Shop::new();
    let file = |orders: u32| {
        let rows: String = (1..=orders).map(|n| format!("A{n},C{n},2026-01-0{n},10\n")).collect();
        let path = shop.path(&format!("{orders}.csv"));
        std::fs::write(&path, format!("order_id,customer_id,date,amount\n{rows}")).unwrap();
        path.display().to_string()
    };
    let run = |db: &str, words: &[&str]| {
        let db = format!("sqlite:{}", shop.path(db).display());
        let output = Command::new(env!("CARGO_BIN_EXE_wafa")).args(words).args(["--db", &db]).output().unwrap();
        assert!(output.status.success(), "{words:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    let orders = |db: &str| {
        let told: Value = serde_json::from_str(&run(db, &["insights", "--as-of", "2026-02-01", "--json"])).unwrap();
        told["orders"].as_u64()
    };
    let import = |db: &str, count: u32| run(db, &["import", "orders", &file(count), "--currency", "USD"]);
    import("shop.sqlite", 3);
    import("other.sqlite", 2);
    assert_eq!((orders("shop.sqlite"), orders("other.sqlite")), (Some(3), Some(2)));
    let kept = shop.path("shop.backup").display().to_string();
    run("shop.sqlite", &["backup", &kept]);
    run("copy.sqlite", &["restore", &kept]);
    import("copy.sqlite", 5);
    import("shop.sqlite", 4);
    assert_eq!((orders("shop.sqlite"), orders("copy.sqlite")), (Some(4), Some(5)));
    for db in ["shop.sqlite", "other.sqlite", "copy.sqlite"] {
        assert!(run(db, &["verify", "--deep"]).starts_with("ok"), "{db}");
    }
}

/// The program these tests run is built without the engine for SQL.
#[cfg(not(feature = "cluster"))]
#[test]
fn without_the_engine_workers_are_refused_in_one_sentence() {
    let shop = Shop::new();
    let config = shop.path("wafa.toml");
    std::fs::write(&config, "[analytics]\nworkers = [\"http://10.0.0.5:8410\"]\n").unwrap();
    let config = config.display().to_string();
    for words in [
        &["--config", &config, "serve", "--listen", "127.0.0.1:0"][..],
        &["worker", "--cluster"],
        &["worker", "--cluster", "--listen", "127.0.0.1:0"],
    ] {
        let output = shop.run(words);
        assert_eq!(output.status.code(), Some(2), "{words:?}");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(said.contains("--features cluster") && said.lines().count() == 1, "{words:?}: {said}");
    }
    std::fs::write(shop.path("wafa.toml"), "[analytics]\nworkers = []\nnothing = 1\n").unwrap();
    assert_eq!(shop.run(&["--config", &config, "verify"]).status.code(), Some(2), "an unknown key");
}
