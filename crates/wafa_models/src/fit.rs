//! What every fit has in common: options, the report, notes on boundary optima and refusals; below it the
//! sample of distinct rows ([`sample`]) and the way from a likelihood to a report ([`optimum`]).

pub(crate) mod optimum;
pub(crate) mod sample;

use crate::optimise::Stop;
use serde::{Deserialize, Serialize};

pub(crate) use optimum::climb;
pub(crate) use sample::{Row, Sample};

/// Numbers of customers one row may stand for; outside it sums over rows would lose all digits.
pub(crate) const USABLE_WEIGHTS: std::ops::Range<f64> = 1e-9..1e15;

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
    /// All rows have the same outcome: nothing to tell apart.
    #[error("all rows have the same outcome")]
    OneOutcome,
    /// More columns than a model takes.
    #[error("at most {most} columns can be used")]
    TooManyColumns {
        /// How many it takes.
        most: usize,
    },
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
            Self::OneOutcome => "models.one_outcome",
            Self::TooManyColumns { .. } => "models.too_many_columns",
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
