//! What every fit has in common: options, the report, notes on boundary optima, refusals, and the sample
//! of distinct rows.
//!
//! Owns the de-duplication that makes fits fast: customers with the same `(x, t_x, T)` have the same
//! likelihood, so a million customers become some hundred thousand weighted rows, sorted by `x` so that
//! sums of logarithms over `x` are carried from row to row. Time is rescaled to a mean age of 1 before
//! optimising, so that parameters start near their order of magnitude, and scaled back afterwards.

use crate::Summary;
use crate::optimise::Stop;
use serde::{Deserialize, Serialize};

#[cfg(test)]
mod tests;

/// How to fit. The defaults reproduce the published figures.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct FitOptions {
    /// Give up after this many iterations per start.
    pub max_iterations: u32,
    /// Stop when the mean log-likelihood moves by less than this share of itself.
    pub tolerance: f64,
    /// Whether to compute standard errors from the curvature at the optimum.
    pub standard_errors: bool,
}

impl Default for FitOptions {
    fn default() -> Self {
        Self { max_iterations: 300, tolerance: 1e-13, standard_errors: true }
    }
}

impl FitOptions {
    pub(crate) fn stop(&self) -> Stop {
        Stop { max_iterations: self.max_iterations.max(1), relative_f: self.tolerance.max(0.0) }
    }
}

/// A named circumstance of a fit that a reader should know. None of them is an error.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "note")]
pub enum Note {
    /// The optimum lies at the boundary where nobody drops out: the model has become the NBD model.
    NobodyDropsOut,
    /// The optimum lies at the boundary where all customers buy at the same rate (Poisson).
    EqualRates,
    /// The optimum lies at the boundary where all customers have the same chance of dropping out.
    EqualDropout,
    /// The optimum lies at the boundary where some customers leave at once and the others never.
    AllOrNothingDropout,
    /// Nobody has bought twice: the data say only that repeat purchases are rare.
    NoRepeatPurchases,
    /// All values are (nearly) the same: the spending model has become "everyone spends the mean".
    EqualValues,
    /// The mean spend of the population does not exist under the fitted parameters (q ≤ 1); the observed
    /// mean stands in for customers without purchases.
    NoPopulationMean,
    /// The optimiser stopped before its own rule was satisfied; the parameters are the best it saw.
    NotConverged,
    /// Rows without a positive value were left out of a spending model.
    RowsLeftOut {
        /// How many.
        rows: u64,
    },
    /// Purchase frequency and purchase value are correlated: the spending model assumes they are not.
    ValueDependsOnFrequency {
        /// Pearson's correlation between the number of purchases and their mean value.
        correlation: f64,
    },
}

/// How a fit went.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Default)]
pub struct FitReport {
    /// Log-likelihood at the optimum, in the time and money units of the data; constants in `x` left out,
    /// as in the literature.
    pub log_likelihood: f64,
    /// Customers the model was fitted to (sum of weights).
    pub customers: f64,
    /// Distinct rows among them.
    pub unique_rows: usize,
    /// Iterations of the optimiser, all starts together.
    pub iterations: u32,
    /// Evaluations of the likelihood.
    pub evaluations: u32,
    /// Whether the optimiser's own stopping rule was satisfied.
    pub converged: bool,
    /// Standard errors in the order of the parameters; `None` at a boundary, where none exist.
    pub standard_errors: Option<Vec<f64>>,
    /// Circumstances worth knowing.
    pub notes: Vec<Note>,
}

/// Why a model could not be fitted.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "error")]
pub enum FitError {
    /// There is no customer with a purchase.
    #[error("there is no row to fit to")]
    NoRows,
    /// Every customer bought for the first time on the as-of day: nothing has been observed yet.
    #[error("no time has passed since the first purchases")]
    NoTimeObserved,
    /// A row is impossible: negative or infinite figures, or a last purchase after the as-of day.
    #[error("row {row} is impossible")]
    ImpossibleRow {
        /// Position of the row in the input, from 0.
        row: usize,
    },
}

impl FitError {
    /// Stable name of the refusal.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoRows => "models.no_rows",
            Self::NoTimeObserved => "models.no_time_observed",
            Self::ImpossibleRow { .. } => "models.impossible_row",
        }
    }
}

/// One parameter of a fitted model, for showing.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Parameter {
    /// Its letter in the literature, spelled out (`r`, `alpha`, …).
    pub name: &'static str,
    /// Its value, in the time and money units of the data.
    pub value: f64,
}

/// Distinct rows, sorted by `(x, t_x, T)`, times divided by `scale`.
#[derive(Debug, Clone)]
pub(crate) struct Sample {
    pub rows: Vec<Summary>,
    pub customers: f64,
    pub scale: f64,
    pub purchases: f64,
}

impl Sample {
    /// Checks, sorts and folds the rows.
    pub fn new(summaries: &[Summary]) -> Result<Self, FitError> {
        if let Some(row) = summaries.iter().position(|summary| !summary.is_valid()) {
            return Err(FitError::ImpossibleRow { row });
        }
        let mut rows = summaries.to_vec();
        rows.sort_unstable_by(|p, q| p.x.cmp(&q.x).then(p.t_x.total_cmp(&q.t_x)).then(p.t.total_cmp(&q.t)));
        rows.dedup_by(|later, kept| {
            let same = later.x == kept.x && later.t_x == kept.t_x && later.t == kept.t;
            if same {
                kept.weight += later.weight;
            }
            same
        });
        let customers: f64 = rows.iter().map(|row| row.weight).sum();
        let exposure: f64 = rows.iter().map(|row| row.weight * row.t).sum();
        let purchases: f64 = rows.iter().map(|row| row.weight * f64::from(row.x)).sum();
        if rows.is_empty() {
            return Err(FitError::NoRows);
        }
        let scale = exposure / customers;
        if scale <= 0.0 || !scale.is_finite() {
            return Err(FitError::NoTimeObserved);
        }
        for row in &mut rows {
            row.t_x /= scale;
            row.t /= scale;
        }
        Ok(Self { rows, customers, scale, purchases })
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
