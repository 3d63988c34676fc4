//! The last resort: everyone buys at the rate of all customers together.
//!
//! Assumptions
//! 1. All customers buy as Poisson processes with one and the same rate.
//! 2. Nobody drops out.
//!
//! Parameter: `rate` λ (repeat purchases per customer and time unit), the maximum of the likelihood of independent
//! Poisson processes, Π λ^x·e^(−λT): λ = Σx / ΣT; the coming purchases are λ·t. It is the NBD in which customers do not
//! differ (r → ∞ with r/α = λ): A. S. C. Ehrenberg, "The pattern of consumer purchases", Applied Statistics 8, 1959.
//!
//! It can always be computed, even from nothing (rate 0), and exists so that a chain of fallbacks ends in an
//! honest figure with a name instead of an error.

use crate::transaction::{Transactions, coming, discount, worth_naming};
use crate::{FitReport, Parameter, Summary};
use serde::{Deserialize, Serialize};

/// The pooled purchase rate.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PooledRate {
    /// Repeat purchases per customer and time unit.
    pub rate: f64,
    /// How the fit went.
    pub report: FitReport,
}

impl PooledRate {
    /// Repeat purchases of all customers over the time all were observed; 0 where none was. Never fails:
    /// impossible rows are left out.
    #[must_use]
    pub fn fit(summaries: &[Summary]) -> Self {
        let (mut purchases, mut exposure, mut customers, mut rows) = (0.0, 0.0, 0.0, 0);
        for row in summaries.iter().filter(|row| row.is_valid()) {
            purchases += row.weight * f64::from(row.x);
            exposure += row.weight * row.t;
            customers += row.weight;
            rows += 1;
        }
        let rate = if exposure > 0.0 { purchases / exposure } else { 0.0 };
        let log_likelihood = if rate > 0.0 { purchases * rate.ln() - rate * exposure } else { 0.0 };
        let report =
            FitReport { log_likelihood, customers, unique_rows: rows, converged: true, ..FitReport::default() };
        Self { rate, report }
    }
}

impl Transactions for PooledRate {
    fn parameters(&self) -> Vec<Parameter> {
        vec![Parameter { name: "rate", value: self.rate }]
    }
    fn report(&self) -> &FitReport {
        &self.report
    }
    fn expected_purchases_if_alive(&self, _: &Summary, t: f64) -> f64 {
        self.rate * coming(t)
    }
    fn p_alive(&self, _: &Summary) -> f64 {
        1.0
    }
    fn p_active(&self, _: &Summary, t: f64) -> f64 {
        -(-self.rate * coming(t)).exp_m1()
    }
    fn expected_purchases_new(&self, t: f64) -> f64 {
        self.rate * coming(t)
    }
    fn waiting_time(&self, _: &Summary, q: f64) -> Option<f64> {
        let q = if q.is_nan() { 0.5 } else { q.clamp(0.0, 1.0 - 1e-12) };
        if self.rate <= 0.0 {
            return None;
        }
        worth_naming(-(-q).ln_1p() / self.rate)
    }
    fn discounted_residual(&self, _: &Summary, rate: f64) -> f64 {
        self.rate / discount(rate)
    }
}
