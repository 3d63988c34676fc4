//! Reads the CDNOW sample and its published summary.

use std::path::PathBuf;
use wafa_models::{Histories, Summary};

/// Last day of the 39-week calibration period, 1997-09-30.
pub const CALIBRATION_END: i32 = 10_134;
/// Last day of the data, 1998-06-30.
#[allow(dead_code)] // an example does without it
pub const HOLDOUT_END: i32 = 10_407;

fn read(path: &str) -> String {
    let full = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(path);
    std::fs::read_to_string(&full).unwrap_or_else(|error| panic!("{}: {error}", full.display()))
}

/// Days since 1970-01-01 of a Gregorian `YYYY-MM-DD`.
pub fn day_number(date: &str) -> i32 {
    let mut parts = date.split('-').map(|part| part.parse::<i32>().unwrap());
    let (y, m, d) = (parts.next().unwrap(), parts.next().unwrap(), parts.next().unwrap());
    let (y, m) = if m <= 2 { (y - 1, m + 9) } else { (y, m - 3) };
    let era = y.div_euclid(400);
    let of_era = y.rem_euclid(400);
    let of_year = (153 * m + 2) / 5 + d - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// All purchases of the 2,357 customers, in the order of the file; amounts in US dollars.
pub fn histories() -> Histories {
    let text = read("../../fixtures/cdnow_sample.csv");
    let mut histories = Histories::new();
    let mut current: Option<(String, Vec<(i32, f64)>)> = None;
    for line in text.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        let purchase = (day_number(cells[2]), cells[4].parse().unwrap());
        match &mut current {
            Some((customer, purchases)) if customer == cells[1] => purchases.push(purchase),
            _ => {
                if let Some((_, purchases)) = current.take() {
                    histories.push(&purchases);
                }
                current = Some((cells[1].to_owned(), vec![purchase]));
            }
        }
    }
    if let Some((_, purchases)) = current {
        histories.push(&purchases);
    }
    histories
}

/// The published calibration summary, in weeks rounded to two decimals.
#[allow(dead_code)] // the example does without it
pub fn published_summary() -> Vec<Summary> {
    let text = read("tests/fixtures/cdnow_customers_summary.csv");
    let rows = text.lines().skip(1).map(|line| {
        let cells: Vec<&str> = line.split(',').collect();
        let number = |i: usize| cells[i].parse::<f64>().unwrap();
        Summary::new(cells[1].parse().unwrap(), number(2), number(3))
    });
    rows.collect()
}
