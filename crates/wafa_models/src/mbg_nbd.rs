//! MBG/NBD: modified beta-geometric/negative binomial distribution, the default of the product.
//!
//! Assumptions
//! 1. While active, a customer buys as a Poisson process with rate λ.
//! 2. λ differs between customers as Gamma(r, α) (shape r, rate α, so the mean is r/α).
//! 3. After EACH purchase, the first one included, a customer becomes inactive with probability p.
//! 4. p differs between customers as Beta(a, b).
//! 5. λ and p are independent.
//!
//! Parameters: `r` (no unit), `alpha` (time units), `a`, `b` (no unit). Because the first purchase is already
//! a chance to leave, a one-time buyer's P(alive) falls with every silent day, which BG/NBD's does not.
//!
//! E. P. Batislam, M. Denizel, A. Filiztekin, "Empirical validation and comparison of models for customer
//! base analysis", International Journal of Research in Marketing 24(3), 2007, 201–209,
//! doi 10.1016/j.ijresmar.2006.12.005.

use crate::beta_geometric::{self, Shape, Shaped};
use crate::{FitError, FitOptions, FitReport, Summary};
use serde::{Deserialize, Serialize};

/// An MBG/NBD model with its parameters; see the module for the assumptions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MbgNbd {
    /// Shape of the distribution of purchase rates.
    pub r: f64,
    /// Its rate parameter, in time units.
    pub alpha: f64,
    /// First shape of the distribution of drop-out chances.
    pub a: f64,
    /// Its second shape.
    pub b: f64,
    /// How the fit went; empty for a model built from known parameters.
    pub report: FitReport,
}

impl MbgNbd {
    /// A model from known parameters, all positive.
    #[must_use]
    pub fn new(r: f64, alpha: f64, a: f64, b: f64) -> Self {
        Self { r, alpha, a, b, report: FitReport::default() }
    }

    /// Fits by maximum likelihood.
    ///
    /// # Errors
    /// No rows, an impossible row, or no time observed.
    pub fn fit(summaries: &[Summary], options: &FitOptions) -> Result<Self, FitError> {
        let (shape, report) = beta_geometric::fit(summaries, options, 1, 1)?;
        Ok(Self { r: shape.r, alpha: shape.alpha, a: shape.a, b: shape.b, report })
    }

    /// Log-likelihood of customers under these parameters.
    ///
    /// # Errors
    /// As [`Self::fit`].
    pub fn log_likelihood(&self, summaries: &[Summary]) -> Result<f64, FitError> {
        beta_geometric::log_likelihood(&self.shape(), summaries)
    }
}

impl Shaped for MbgNbd {
    fn shape(&self) -> Shape {
        Shape { r: self.r, alpha: self.alpha, a: self.a, b: self.b, chances_at_first: 1, steps: 1 }
    }
    fn fit_report(&self) -> &FitReport {
        &self.report
    }
}
