//! Foretells churn of a telephone company's customers by logistic regression and by gradient-boosted trees.
//!
//! `cargo run --release -p wafa_models --features boosting --example churn`
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

#[path = "../tests/models/telco.rs"]
mod telco;

use std::io::Write;
use wafa_models::churn::{Boosted, BoostedOptions, Logistic, LogisticOptions, cross_validate};

fn main() -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    let (features, left) = telco::customers();
    for ridge in [0.1, 1.0, 10.0, 30.0] {
        let options = LogisticOptions { ridge, ..LogisticOptions::default() };
        let score = cross_validate(&features, &left, 5, |known, outcomes| {
            let model = Logistic::fit(known, outcomes, &options).unwrap();
            Box::new(move |row| model.predict(row))
        });
        writeln!(out, "logistic, ridge {ridge:5}: {score:?}")?;
    }
    for trees in [100, 300, 600] {
        let options = BoostedOptions { trees, ..BoostedOptions::default() };
        let score = cross_validate(&features, &left, 5, |known, outcomes| {
            let model = Boosted::fit(known, outcomes, &options).unwrap();
            Box::new(move |row| model.predict(row))
        });
        writeln!(out, "{trees} trees: {score:?}")?;
    }
    Ok(())
}
