//! BG/NBD: beta-geometric/negative binomial distribution.
//!
//! Assumptions
//! 1. While active, a customer buys as a Poisson process with rate λ.
//! 2. λ differs between customers as Gamma(r, α) (shape r, rate α, so the mean is r/α).
//! 3. After each REPEAT purchase a customer becomes inactive with probability p; never at another time,
//!    and never at the first purchase.
//! 4. p differs between customers as Beta(a, b).
//! 5. λ and p are independent.
//!
//! Parameters: `r` (no unit), `alpha` (time units), `a`, `b` (no unit); mean purchase rate r/α per time unit,
//! mean chance to leave after a repeat purchase a/(a+b).
//!
//! Mind assumption 3: a customer without repeat purchases is alive for certain, so P(alive) of this model
//! is no churn score. Use MBG/NBD, P(active) or expected purchases for that.
//!
//! P. S. Fader, B. G. S. Hardie, K. L. Lee, "'Counting Your Customers' the Easy Way: An Alternative to the
//! Pareto/NBD Model", Marketing Science 24(2), 2005, 275–284 (likelihood eq. 6, expectation eq. 10).

use crate::beta_geometric::{self, Shape, Shaped};
use crate::{FitError, FitOptions, FitReport, Summary};
use serde::{Deserialize, Serialize};

/// A BG/NBD model with its parameters; see the module for the assumptions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct BgNbd {
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

impl BgNbd {
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
        let (shape, report) = beta_geometric::fit(summaries, options, 0, 1)?;
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

impl Shaped for BgNbd {
    fn shape(&self) -> Shape {
        Shape { r: self.r, alpha: self.alpha, a: self.a, b: self.b, chances_at_first: 0, steps: 1 }
    }
    fn fit_report(&self) -> &FitReport {
        &self.report
    }
}
