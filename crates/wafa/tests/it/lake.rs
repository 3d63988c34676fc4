//! The lake and its bench from the command line.

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
