#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use super::*;

fn sheet(bytes: &[u8]) -> (tempfile::TempDir, Sheet) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("table.csv");
    std::fs::write(&path, bytes).unwrap();
    let sheet = Sheet::open(&path).unwrap();
    (folder, sheet)
}

#[test]
fn persian_dates_and_digits_behind_semicolons_are_read() {
    let (_folder, sheet) = sheet("شناسه مشتری;تاریخ;مبلغ\nم۱;۱۴۰۳/۰۱/۱۵;۱۲٬۵۰۰\n\nم۲;۱۴۰۳/۰۲/۳۱;۷۰۰٫۵\n".as_bytes());
    let date = sheet.meaning(Meaning::Date).unwrap();
    let mut dates = sheet.dates(date, Day::from_ymd(2025, 1, 1).unwrap()).unwrap();
    let mut rows = Vec::new();
    sheet.each(&mut |row| rows.push((dates.day(row.text(date)).unwrap(), row.number(2).unwrap()))).unwrap();
    let day = |y, m, d| Day::from_ymd(y, m, d).unwrap();
    assert_eq!(rows, [(day(2024, 4, 3), 12_500.0), (day(2024, 5, 20), 700.5)]);
}

#[test]
fn columns_are_found_as_people_write_them() {
    let (_folder, sheet) = sheet(b"Monetary_Value,T,recency\n1e3,38.86,\"1,5\"\nNaN,inf,-2\n");
    assert_eq!(sheet.column("monetary value"), Some(0));
    assert_eq!(sheet.column("t"), Some(1));
    assert_eq!(sheet.column("frequency"), None);
    let mut rows = Vec::new();
    sheet.each(&mut |row| rows.push([0, 1, 2].map(|at| row.number(at)))).unwrap();
    assert_eq!(rows, [[Some(1_000.0), Some(38.86), Some(1.5)], [None, None, Some(-2.0)]]);
}
