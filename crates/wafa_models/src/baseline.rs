//! What any analyst could say by hand, for models to be held against.
//!
//! Three baselines foretell the purchases of a customer with `(x, t_x, T)` in the coming time t, each by one rate:
//!
//! > zero: E = 0;  mean: E = t·Σᵢ wᵢxᵢ / Σᵢ wᵢTᵢ over all customers i of weight wᵢ;  own rate: E = t·x/T, and 0 at T = 0.
//!
//! The probability of buying at all is that of a Poisson count, 1 − e^(−E). Nobody ever leaves.
//!
//! "Mean" is the maximum-likelihood Poisson rate ([`PooledRate`]); "own rate" is the heuristic that a customer goes on
//! as before. M. Wübben, F. v. Wangenheim, "Instant Customer Base Analysis: Managerial Heuristics Often 'Get It
//! Right'", Journal of Marketing 72(3), 2008, found simple rules hard to beat; hence every table of scores has them.

use crate::choose::score::Candidate;
use crate::transaction::coming;
use crate::{PooledRate, Summary};
use serde::{Deserialize, Serialize};

#[cfg(test)]
mod tests;

/// A baseline, ready to answer. Times are in the unit of the summaries it was made from.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "baseline")]
pub enum Baseline {
    /// "Nobody buys again."
    Zero,
    /// "Everyone buys at the mean rate of all customers."
    Mean {
        /// Repeat purchases per customer and time unit.
        rate: f64,
    },
    /// "Everyone goes on as before": repeat purchases over age.
    OwnRate,
}

impl Baseline {
    /// The mean rate of these customers; 0 where no time has passed. Impossible rows are left out.
    #[must_use]
    pub fn mean(summaries: &[Summary]) -> Self {
        Self::Mean { rate: PooledRate::fit(summaries).rate }
    }

    /// All three, for these customers.
    #[must_use]
    pub fn all(summaries: &[Summary]) -> [Self; 3] {
        [Self::Zero, Self::mean(summaries), Self::OwnRate]
    }

    /// Under which name it stands in a table of scores.
    #[must_use]
    pub fn candidate(&self) -> Candidate {
        match self {
            Self::Zero => Candidate::Zero,
            Self::Mean { .. } => Candidate::Mean,
            Self::OwnRate => Candidate::OwnRate,
        }
    }

    /// Purchases of the customer per time unit.
    #[must_use]
    pub fn rate(&self, customer: &Summary) -> f64 {
        let rate = match self {
            Self::Zero => 0.0,
            Self::Mean { rate } => *rate,
            Self::OwnRate => {
                let customer = customer.clamped();
                if customer.t > 0.0 { f64::from(customer.x) / customer.t } else { 0.0 }
            }
        };
        if rate.is_nan() { 0.0 } else { rate.clamp(0.0, f64::MAX) }
    }

    /// Expected purchases in (T, T+t]. Finite and never negative.
    #[must_use]
    pub fn expected_purchases(&self, customer: &Summary, t: f64) -> f64 {
        (self.rate(customer) * coming(t)).min(f64::MAX)
    }

    /// Probability of at least one purchase in (T, T+t].
    #[must_use]
    pub fn p_active(&self, customer: &Summary, t: f64) -> f64 {
        -(-self.expected_purchases(customer, t)).exp_m1()
    }
}
