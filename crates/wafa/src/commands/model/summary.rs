//! Ready summaries: frequency, recency, T, monetary value and weights, as pandas and R write them.

use std::path::Path;

use wafa_intake::{Sheet, SheetRow};
use wafa_models::{Opportunities, Summary, ValueSummary};

use super::reading::{self, Named, Tally};

const KNOWN: &[&str] = &["frequency", "recency", "t", "monetary_value", "weights"];
const FREQUENCY: &[&str] = &["frequency", "x"];
const RECENCY: &[&str] = &["recency", "t_x", "tx"];
const AGE: &[&str] = &["T", "age", "T_cal", "Tcal"];
const PERIODS: &[&str] = &["periods", "n_periods", "n", "T", "n_cal"];
const VALUE: &[&str] = &["monetary_value", "monetary", "mean_value", "value", "zbar", "m_x"];
const WEIGHTS: &[&str] = &["weights", "weight", "num_cust", "customers", "count"];

/// Rows for the models of purchases.
pub fn purchases(path: &Path, columns: &[(String, String)]) -> anyhow::Result<Vec<Summary>> {
    rows(path, columns, &[("frequency", FREQUENCY), ("recency", RECENCY), ("t", AGE)], |cells, weight| {
        let [x, t_x, t] = cells else { return None };
        let row = Summary { weight, ..Summary::new(whole(*x)?, *t_x, *t) };
        row.is_valid().then_some(row)
    })
}

/// Rows for the model of values; who has no value is left out by the model, not here.
pub fn values(path: &Path, columns: &[(String, String)]) -> anyhow::Result<Vec<ValueSummary>> {
    rows(path, columns, &[("frequency", FREQUENCY), ("monetary_value", VALUE)], |cells, weight| {
        let [x, mean] = cells else { return None };
        Some(ValueSummary { x: whole(*x)?, mean: *mean, weight })
    })
}

/// Rows for purchases at certain times only.
pub fn opportunities(path: &Path, columns: &[(String, String)]) -> anyhow::Result<Vec<Opportunities>> {
    rows(path, columns, &[("frequency", FREQUENCY), ("recency", RECENCY), ("t", PERIODS)], |cells, weight| {
        let [x, t_x, n] = cells else { return None };
        let (x, t_x, n) = (whole(*x)?, whole(*t_x)?, whole(*n)?);
        let possible = x <= t_x && t_x <= n && (x > 0 || t_x == 0);
        possible.then_some(Opportunities { x, t_x, n, weight })
    })
}

fn rows<T>(
    path: &Path,
    columns: &[(String, String)],
    wanted: &[(&str, &[&str])],
    make: impl Fn(&[f64], f64) -> Option<T>,
) -> anyhow::Result<Vec<T>> {
    let sheet: Sheet = reading::open(path)?;
    let named = Named::of(&sheet, columns, KNOWN, &[])?;
    let mut places = Vec::new();
    for (what, words) in wanted {
        places.push(named.need(what, words, &[])?);
    }
    let weights = named.find("weights", WEIGHTS, &[]);
    let (mut tally, mut out) = (Tally::default(), Vec::new());
    sheet.each(&mut |row| {
        tally.read += 1;
        match cells(row, &places, weights).and_then(|(cells, weight)| make(&cells, weight)) {
            Some(made) => out.push(made),
            None => tally.leave_out(row.line(), "an impossible or missing figure"),
        }
    })?;
    tally.report(path)?;
    Ok(out)
}

fn cells(row: &SheetRow<'_>, places: &[usize], weights: Option<usize>) -> Option<(Vec<f64>, f64)> {
    if row.is_flawed() {
        return None;
    }
    let cells: Option<Vec<f64>> = places.iter().map(|at| row.number(*at)).collect();
    let weight = weights.map_or(Some(1.0), |at| row.number(at))?;
    (weight > 0.0).then_some((cells?, weight))
}

/// A whole number that is not negative.
fn whole(number: f64) -> Option<u32> {
    let fits = (0.0..=f64::from(u32::MAX)).contains(&number) && number.fract() == 0.0;
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // checked above
    fits.then_some(number as u32)
}
