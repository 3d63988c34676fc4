//! Reports from the command line.

use super::{Shop, sample};

const SPEC: &str = r#"{"measures": ["orders", "net_minor", "customers"], "by": ["quarter"], "calendar": "gregorian",
    "time": {"kind": "days", "from": "1997-01-01", "to": "1998-06-30"}}"#;

#[test]
fn a_report_in_a_file_is_answered_like_the_figures() {
    let shop = Shop::new();
    shop.text(&["import", "orders", &sample(), "--currency", "USD", "--tz", "UTC"]);
    let spec = shop.path("report.json");
    std::fs::write(&spec, SPEC).unwrap();
    let spec = spec.display().to_string();
    let answer = shop.json(&["report", "run", "--spec", &spec, "--json"]);
    let ask = ["insights", "--as-of", "1998-06-30", "--period", "quarter", "--calendar", "gregorian", "--json"];
    let figures = shop.json(&ask);
    let (rows, periods) = (answer["rows"].as_array().unwrap(), figures["periods"].as_array().unwrap());
    assert_eq!(rows.len(), periods.len());
    for (row, period) in rows.iter().zip(periods) {
        for (mine, theirs) in [("orders", "orders"), ("net_minor", "revenue_minor"), ("customers", "customers")] {
            assert_eq!(row["figures"][mine], period[theirs]);
        }
    }
    let sheet = shop.path("report.xlsx");
    let csv = shop.text(&["report", "run", "--spec", &spec, "--csv", "--xlsx", &sheet.display().to_string()]);
    assert!(csv.starts_with("quarter,orders,net_minor,customers\r\n1997-Q1,"), "{csv}");
    assert!(std::fs::read(sheet).unwrap().starts_with(b"PK"));
    assert_eq!(shop.text(&["report", "list"]), "");
    std::fs::write(&spec, SPEC.replace("orders", "profit")).unwrap();
    let refused = shop.run(&["report", "run", "--spec", &spec]);
    assert_eq!(refused.status.code(), Some(2));
    let said = String::from_utf8(refused.stderr).unwrap();
    assert!(said.contains("unknown variant `profit`"), "{said}");
}
