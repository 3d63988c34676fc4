//! The sample of distinct rows.
//!
//! Owns the de-duplication that makes fits fast: customers with the same `(x, t_x, T)` have the same
//! likelihood, so a million customers become some hundred thousand weighted rows, found by hashing and then
//! sorted by `x`, so that sums of logarithms over `x` are carried from row to row. Ages take few values: what
//! depends on T alone is read from a table. Time is rescaled to a mean age of 1 before optimising, so that
//! parameters start near their order of magnitude, and scaled back afterwards.

use super::FitError;
use crate::Summary;
use crate::distinct::Distinct;

#[cfg(test)]
mod tests;

/// A distinct row, times divided by the sample's scale.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Row {
    pub x: u32,
    /// Position of `t` in [`Sample::ages`].
    pub age: u32,
    pub t_x: f64,
    pub t: f64,
    pub weight: f64,
}

/// A customer as a row of her own, outside any sample.
pub(crate) fn one_row(summary: &Summary, scale: f64) -> Row {
    Row { x: summary.x, age: 0, t_x: summary.t_x / scale, t: summary.t / scale, weight: summary.weight }
}

/// Distinct rows, sorted by `(x, t_x, T)`, times divided by `scale`.
#[derive(Debug, Clone)]
pub(crate) struct Sample {
    pub rows: Vec<Row>,
    /// Distinct ages, rising.
    pub ages: Vec<f64>,
    pub customers: f64,
    pub scale: f64,
    pub purchases: f64,
}

impl Sample {
    /// Checks, folds and sorts the rows.
    pub fn new(summaries: &[Summary]) -> Result<Self, FitError> {
        if let Some(row) = summaries.iter().position(|summary| !summary.is_valid()) {
            return Err(FitError::ImpossibleRow { row });
        }
        let mut distinct = Distinct::of(summaries).rows;
        if distinct.is_empty() {
            return Err(FitError::NoRows);
        }
        distinct.sort_unstable_by(|p, q| p.x.cmp(&q.x).then(p.t_x.total_cmp(&q.t_x)).then(p.t.total_cmp(&q.t)));
        let customers: f64 = distinct.iter().map(|row| row.weight).sum();
        let exposure: f64 = distinct.iter().map(|row| row.weight * row.t).sum();
        let purchases: f64 = distinct.iter().map(|row| row.weight * f64::from(row.x)).sum();
        let scale = exposure / customers;
        if scale <= 0.0 || !scale.is_finite() {
            return Err(FitError::NoTimeObserved);
        }
        let mut ages: Vec<f64> = distinct.iter().map(|row| row.t).collect();
        ages.sort_unstable_by(f64::total_cmp);
        ages.dedup();
        let rows = distinct.iter().map(|row| Row {
            x: row.x,
            age: ages.partition_point(|age| *age < row.t) as u32,
            t_x: row.t_x / scale,
            t: row.t / scale,
            weight: row.weight,
        });
        let rows = rows.collect();
        for age in &mut ages {
            *age /= scale;
        }
        Ok(Self { rows, ages, customers, scale, purchases })
    }

    /// About so many of its rows, evenly spread: near enough to the whole for a first look.
    pub fn thinned(&self, rows: usize) -> Self {
        let step = (self.rows.len() / rows.max(1)).max(1);
        let rows: Vec<Row> = self.rows.iter().copied().step_by(step).collect();
        let customers = rows.iter().map(|row| row.weight).sum();
        let purchases = rows.iter().map(|row| row.weight * f64::from(row.x)).sum();
        Self { rows, ages: self.ages.clone(), customers, scale: self.scale, purchases }
    }

    /// Turns a mean negative log-likelihood over scaled times into the total one over the data's times.
    pub fn total(&self, mean_negative: f64) -> f64 {
        -mean_negative * self.customers - self.purchases * self.scale.ln()
    }

    /// Repeat purchases per customer: the natural size of the purchase rate in scaled time.
    pub fn mean_purchases(&self) -> f64 {
        (self.purchases / self.customers).max(1e-4)
    }

    /// Whether nobody bought twice.
    pub fn has_no_repeats(&self) -> bool {
        self.purchases <= 0.0
    }
}
