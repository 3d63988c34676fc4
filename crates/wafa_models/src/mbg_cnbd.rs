//! MBG/CNBD-k: MBG/NBD for customers who buy regularly.
//!
//! Assumptions
//! 1. While active, a customer makes unseen steps as a Poisson process with rate λ; every k-th of them is a
//!    purchase, so that the time between purchases is Erlang-k with rate λ: the larger k, the more regular.
//! 2. λ differs between customers as Gamma(r, α) (shape r, rate α); the mean purchase rate is r/(αk).
//! 3. After EACH purchase, the first one included, a customer becomes inactive with probability p.
//! 4. p differs between customers as Beta(a, b).
//! 5. λ and p are independent; k is the same for all.
//!
//! Parameters: `r` (no unit), `alpha` (time units), `a`, `b` (no unit), and the whole number `k`, which is
//! chosen by a time split and not by likelihood ([`crate::select`]). With k = 1 the model is MBG/NBD.
//!
//! > L = Π(interval)^(k−1)/Γ(k)^x · \[B(a+1, b+x)/B(a, b) · A(kx, t_x)
//! >     + B(a, b+x+1)/B(a, b) · Σ_{j<k} (T−t_x)^j/j! · A(kx+j, T)\],  A(n, s) = α^r Γ(r+n)/(Γ(r)(α+s)^(r+n)).
//!
//! The first factor depends on no parameter and not on `(x, t_x, T)` alone; it is left out of the reported
//! likelihood, which therefore must not be compared between different k.
//!
//! M. Platzer, T. Reutterer, "Ticking away the moments: Timing regularity helps to better predict customer
//! activity", Marketing Science 35(5), 2016; T. Reutterer, M. Platzer, N. Schröder, "Leveraging purchase
//! regularity for predicting customer behavior the easy way", International Journal of Research in Marketing
//! 38(1), 2021, doi 10.1016/j.ijresmar.2020.09.002.

use crate::beta_geometric::{self, Shape, Shaped};
use crate::steps::MOST_STEPS;
use crate::{FitError, FitOptions, FitReport, Parameter, Summary};
use serde::{Deserialize, Serialize};

#[cfg(test)]
mod tests;

/// An MBG/CNBD-k model with its parameters; see the module for the assumptions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MbgCnbd {
    /// Steps to a purchase; from 1 to 12.
    pub k: u32,
    /// Shape of the distribution of step rates.
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

impl MbgCnbd {
    /// A model from known parameters, all positive; `k` is kept between 1 and 12.
    #[must_use]
    pub fn new(k: u32, r: f64, alpha: f64, a: f64, b: f64) -> Self {
        Self { k: k.clamp(1, MOST_STEPS), r, alpha, a, b, report: FitReport::default() }
    }

    /// Fits by maximum likelihood for a given `k`, kept between 1 and 12.
    ///
    /// # Errors
    /// No rows, an impossible row, or no time observed.
    pub fn fit(summaries: &[Summary], k: u32, options: &FitOptions) -> Result<Self, FitError> {
        let k = k.clamp(1, MOST_STEPS);
        let (shape, report) = beta_geometric::fit(summaries, options, 1, k)?;
        Ok(Self { k, r: shape.r, alpha: shape.alpha, a: shape.a, b: shape.b, report })
    }

    /// Log-likelihood of customers under these parameters, without the factor of the intervals.
    ///
    /// # Errors
    /// As [`Self::fit`].
    pub fn log_likelihood(&self, summaries: &[Summary]) -> Result<f64, FitError> {
        beta_geometric::log_likelihood(&self.shape(), summaries)
    }
}

impl Shaped for MbgCnbd {
    fn shape(&self) -> Shape {
        let steps = self.k.clamp(1, MOST_STEPS);
        Shape { r: self.r, alpha: self.alpha, a: self.a, b: self.b, chances_at_first: 1, steps }
    }
    fn fit_report(&self) -> &FitReport {
        &self.report
    }
    fn more(&self) -> Option<Parameter> {
        Some(Parameter { name: "k", value: f64::from(self.k) })
    }
}
