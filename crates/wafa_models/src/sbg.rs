//! sBG: shifted beta-geometric, for contracts that are renewed or not.
//!
//! Assumptions
//! 1. At the end of each period a customer cancels with probability θ, which stays the same for her.
//! 2. θ differs between customers as Beta(α, β).
//!
//! Parameters: `alpha`, `beta` (no unit); mean chance to cancel α/(α+β) in the first period, falling afterwards
//! because those who leave easily have left.
//!
//! > P(T = t) = B(α+1, β+t−1)/B(α, β),  S(t) = B(α, β+t)/B(α, β),
//! > retention r_t = S(t)/S(t−1) = (β+t−1)/(α+β+t−1).
//!
//! A customer who has renewed n times stays, discounted at rate d per period and counted from the coming
//! renewal, DERL = Σ_{t≥1} S(n+t)/S(n) · (1+d)^−(t−1) periods more: a hypergeometric sum of positive terms.
//!
//! P. S. Fader, B. G. S. Hardie, "How to Project Customer Retention", Journal of Interactive Marketing 21(1),
//! 2007; residual lifetime: "Customer-Base Valuation in a Contractual Setting: The Perils of Ignoring
//! Heterogeneity", Marketing Science 29(1), 2010.
#![allow(clippy::indexing_slicing)] // two parameters, indexed by constants

use crate::clv;
use crate::fit::USABLE_WEIGHTS;
use crate::fit::optimum::{Search, named};
use crate::fit::{self, FitError, FitOptions, FitReport, Note, Parameter};
use crate::optimise::{LOG_LIMIT, Objective};
use crate::special::{ln_survival, sum_inverse};
use serde::{Deserialize, Serialize};

#[cfg(test)]
mod tests;

/// Longest life that is added up, in periods.
const LONGEST: u64 = 2_000_000;

/// Customers who behaved alike: how long they were seen and whether they left.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Contract {
    /// Periods observed: the one at whose end they cancelled, or all they have stayed so far. At least 1 for who
    /// cancelled.
    pub periods: u32,
    /// Whether they cancelled.
    pub cancelled: bool,
    /// How many customers.
    pub weight: f64,
}

/// A shifted beta-geometric model with its parameters; see the module for the assumptions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Sbg {
    /// First shape of the distribution of chances to cancel.
    pub alpha: f64,
    /// Its second shape.
    pub beta: f64,
    /// How the fit went; empty for a model built from known parameters.
    pub report: FitReport,
}

impl Sbg {
    /// A model from known parameters, both positive.
    #[must_use]
    pub fn new(alpha: f64, beta: f64) -> Self {
        Self { alpha, beta, report: FitReport::default() }
    }

    /// Fits one cohort: how many of `customers` cancelled in each period; the others are still there.
    ///
    /// # Errors
    /// No customers, no period, or more cancellations than customers.
    pub fn fit_cohort(cancelled: &[f64], customers: f64, options: &FitOptions) -> Result<Self, FitError> {
        let lost: f64 = cancelled.iter().sum();
        if !customers.is_finite() || !lost.is_finite() || lost > customers * (1.0 + 1e-12) {
            return Err(FitError::ImpossibleRow { row: cancelled.len() });
        }
        let seen = u32::try_from(cancelled.len()).unwrap_or(u32::MAX);
        let left = cancelled.iter().zip(1_u32..).map(|(weight, periods)| (periods, true, *weight));
        let rows: Vec<Contract> = left
            .chain([(seen, false, (customers - lost).max(0.0))])
            .filter(|row| row.2 != 0.0)
            .map(|(periods, cancelled, weight)| Contract { periods, cancelled, weight })
            .collect();
        Self::fit(&rows, options)
    }

    /// Fits by maximum likelihood.
    ///
    /// # Errors
    /// No rows, an impossible row, or no period observed.
    pub fn fit(contracts: &[Contract], options: &FitOptions) -> Result<Self, FitError> {
        let sample = Sample::new(contracts)?;
        let likelihood = Likelihood { sample: &sample };
        let starts = [[0.0, 0.0], [-1.0, 1.0]];
        let search = Search { starts: &starts, limit: LOG_LIMIT, units: [1.0, 1.0], customers: sample.customers };
        let top = fit::climb(&likelihood, &search, options);
        let [alpha, beta] = top.parameters;
        let mut notes = Vec::new();
        if sample.lost <= 0.0 {
            notes.push(Note::NobodyDropsOut);
        } else if alpha + beta > 1e4 {
            notes.push(Note::EqualDropout);
        } else if alpha < 1e-3 && beta < 1e-2 {
            notes.push(Note::AllOrNothingDropout);
        }
        let log_likelihood = -top.end.value * sample.customers;
        Ok(Self { alpha, beta, report: top.report(log_likelihood, sample.rows.len(), notes) })
    }

    /// Log-likelihood of customers under these parameters.
    ///
    /// # Errors
    /// As [`Self::fit`].
    pub fn log_likelihood(&self, contracts: &[Contract]) -> Result<f64, FitError> {
        let sample = Sample::new(contracts)?;
        let at = [self.alpha, self.beta].map(f64::ln);
        Ok(-Likelihood { sample: &sample }.evaluate(&at).0 * sample.customers)
    }

    /// Share of a cohort still there after `periods` renewals were due.
    #[must_use]
    pub fn survival(&self, periods: u32) -> f64 {
        ln_survival(self.alpha, self.beta, 0, u64::from(periods)).exp()
    }

    /// Share of those there before the `period`-th renewal who renew; `period` counts from 1.
    #[must_use]
    pub fn retention(&self, period: u32) -> f64 {
        let done = f64::from(period.max(1)) - 1.0;
        (self.beta + done) / (self.alpha + self.beta + done)
    }

    /// Probability of cancelling at the end of the `period`-th period; `period` counts from 1.
    #[must_use]
    pub fn p_cancels(&self, period: u32) -> f64 {
        let before = self.survival(period.max(1) - 1);
        before * (1.0 - self.retention(period))
    }

    /// Discounted residual lifetime of a customer who has renewed so often, in periods: the coming renewal counts
    /// in full, later ones less. Without discount it is finite only for alpha > 1; then and wherever it would be
    /// longer, it ends after two million periods.
    #[must_use]
    pub fn residual_lifetime(&self, renewals: u32, discount_rate: f64) -> f64 {
        self.residual_sum(renewals, LONGEST, discount_factor(discount_rate))
    }

    fn residual_sum(&self, renewals: u32, periods: u64, factor: f64) -> f64 {
        let (mut term, mut sum) = (1.0, 0.0);
        let done = u64::from(renewals);
        for t in 0..periods.min(LONGEST) {
            let at = (done + t) as f64;
            term *= (self.beta + at) / (self.alpha + self.beta + at);
            sum += term;
            term *= factor;
            if term <= 1e-15 * sum * (1.0 - factor).max(1e-9) {
                break;
            }
        }
        sum
    }

    /// Lifetime value of a new customer, in the currency unit of `payment`: she pays now and, while she stays, at every
    /// renewal, discounted at this rate per period.
    ///
    /// > CLV = margin · payment · Σ_{t≥0} S(t)/(1+d)^t = margin · payment · (1 + DERL₀/(1+d))
    ///
    /// with DERL₀ of [`Self::residual_lifetime`]; the sum is ₂F₁(1, β; α+β; 1/(1+d)). The margin is a share (0.4 for
    /// 40 %). A payment that is no number counts as 0, a margin as 1.
    #[must_use]
    pub fn lifetime_value(&self, payment: f64, margin: f64, discount_rate: f64) -> f64 {
        let coming = self.residual_lifetime(0, discount_rate) * discount_factor(discount_rate);
        clv::money(1.0 + coming, payment, margin)
    }

    /// Residual lifetime value of a customer who has renewed so often, the next renewal being due now: margin ·
    /// payment · [`Self::residual_lifetime`]. Payments made before are not in it. Units and odd figures as in
    /// [`Self::lifetime_value`].
    #[must_use]
    pub fn residual_value(&self, renewals: u32, payment: f64, margin: f64, discount_rate: f64) -> f64 {
        clv::money(self.residual_lifetime(renewals, discount_rate), payment, margin)
    }

    /// Expected renewals still to come of a customer who has renewed so often, in periods: Σ_{t≥1} S(n+t)/S(n) =
    /// (β+n)/(α−1). `None` for α ≤ 1, where a few who hardly ever leave make it infinite;
    /// [`Self::renewals_within`] is always finite.
    #[must_use]
    pub fn remaining_tenure(&self, renewals: u32) -> Option<f64> {
        let tenure = (self.beta + f64::from(renewals)) / (self.alpha - 1.0);
        (self.alpha > 1.0 && tenure.is_finite()).then_some(tenure)
    }

    /// Expected renewals of such a customer when the coming `periods` renewals are due (at most two million are
    /// counted): Σ_{t=1}^{periods} S(n+t)/S(n).
    #[must_use]
    pub fn renewals_within(&self, renewals: u32, periods: u32) -> f64 {
        self.residual_sum(renewals, u64::from(periods), 1.0)
    }

    /// Parameters in the order of the literature.
    #[must_use]
    pub fn parameters(&self) -> Vec<Parameter> {
        named(&[("alpha", self.alpha), ("beta", self.beta)])
    }
}

/// What a payment one period ahead is worth now.
fn discount_factor(rate: f64) -> f64 {
    1.0 / (1.0 + if rate.is_nan() { 0.0 } else { rate.clamp(0.0, 1e6) })
}

/// Distinct rows, sorted by periods.
struct Sample {
    rows: Vec<Contract>,
    customers: f64,
    lost: f64,
}

impl Sample {
    fn new(contracts: &[Contract]) -> Result<Self, FitError> {
        let possible = |row: &Contract| USABLE_WEIGHTS.contains(&row.weight) && (row.periods > 0 || !row.cancelled);
        if let Some(row) = contracts.iter().position(|row| !possible(row)) {
            return Err(FitError::ImpossibleRow { row });
        }
        let mut rows = contracts.to_vec();
        rows.sort_unstable_by_key(|row| (row.periods, row.cancelled));
        rows.dedup_by(|later, kept| {
            let same = (later.periods, later.cancelled) == (kept.periods, kept.cancelled);
            if same {
                kept.weight += later.weight;
            }
            same
        });
        let customers: f64 = rows.iter().map(|row| row.weight).sum();
        let lost = rows.iter().filter(|row| row.cancelled).map(|row| row.weight).sum();
        match rows.last() {
            None => Err(FitError::NoRows),
            Some(last) if last.periods == 0 => Err(FitError::NoTimeObserved),
            Some(_) => Ok(Self { rows, customers, lost }),
        }
    }
}

/// Mean negative log-likelihood over (ln α, ln β).
struct Likelihood<'a> {
    sample: &'a Sample,
}

impl Objective<2> for Likelihood<'_> {
    fn evaluate(&self, at: &[f64; 2]) -> (f64, [f64; 2]) {
        let [alpha, beta] = at.map(f64::exp);
        let (mut seen, mut surviving, mut slope_alpha, mut slope_beta) = (0, 0.0, 0.0, 0.0);
        let (mut sum, mut gradient) = (0.0, [0.0; 2]);
        for row in &self.sample.rows {
            let renewals = u64::from(row.periods) - u64::from(row.cancelled);
            if renewals > seen {
                surviving += ln_survival(alpha, beta, seen, renewals);
                let both = sum_inverse(alpha + beta, seen, renewals);
                slope_alpha -= both;
                slope_beta += sum_inverse(beta, seen, renewals) - both;
                seen = renewals;
            }
            let (mut value, mut slope) = (surviving, [slope_alpha, slope_beta]);
            if renewals < seen {
                // Who cancelled stands behind who stayed as long: one renewal less.
                let last = (seen - 1) as f64;
                value -= ((beta + last) / (alpha + beta + last)).ln();
                slope[0] += 1.0 / (alpha + beta + last);
                slope[1] -= 1.0 / (beta + last) - 1.0 / (alpha + beta + last);
            }
            if row.cancelled {
                let all = alpha + beta + renewals as f64;
                value += (alpha / all).ln();
                slope[0] += 1.0 / alpha - 1.0 / all;
                slope[1] -= 1.0 / all;
            }
            sum += row.weight * value;
            gradient[0] += row.weight * slope[0];
            gradient[1] += row.weight * slope[1];
        }
        let per_customer = -1.0 / self.sample.customers;
        (sum * per_customer, [gradient[0] * per_customer * alpha, gradient[1] * per_customer * beta])
    }
}
