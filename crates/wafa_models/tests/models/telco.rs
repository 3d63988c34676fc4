//! Reads half of IBM's customers of a made-up telephone company.

use std::path::{Path, PathBuf};
use wafa_models::features::{Column, Encoding, Features};

/// What is known of each customer, and whether she left.
pub fn customers() -> (Features, Vec<bool>) {
    read(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/telco_churn_half.csv"))
}

/// The same of another file: a column of ids first, whether she left (Yes, No) last.
pub fn read(path: impl AsRef<Path>) -> (Features, Vec<bool>) {
    let text = std::fs::read_to_string(path).unwrap();
    let header: Vec<&str> = text.lines().next().unwrap().split(',').collect();
    let rows: Vec<Vec<&str>> = text.lines().skip(1).map(|line| line.split(',').collect()).collect();
    let columns: Vec<(String, Column)> = (1..header.len() - 1)
        .map(|at| {
            let cells: Vec<&str> = rows.iter().map(|row| row[at]).collect();
            let numbers: Vec<Option<f64>> = cells.iter().map(|cell| cell.trim().parse().ok()).collect();
            let mostly = numbers.iter().filter(|number| number.is_some()).count() * 10 > rows.len() * 9;
            let words = cells.iter().map(|cell| (*cell).to_owned()).collect();
            (header[at].to_owned(), if mostly { Column::Numbers(numbers) } else { Column::Words(words) })
        })
        .collect();
    let left = rows.iter().map(|row| row[header.len() - 1] == "Yes").collect();
    (Encoding::learn(&columns).encode(&columns), left)
}
