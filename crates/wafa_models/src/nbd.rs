//! NBD: negative binomial distribution of purchases, nobody ever drops out.
//!
//! Assumptions
//! 1. A customer buys as a Poisson process with rate λ, for ever.
//! 2. λ differs between customers as Gamma(r, α).
//!
//! Parameters: `r` (no unit), `alpha` (time units). L = Γ(r+x)/Γ(r) · α^r/(α+T)^(r+x); the coming purchases
//! are (r+x)/(α+T) · t. It is what the richer models become when their data show no drop-out, and the
//! fallback where they cannot be fitted.
//!
//! A. S. C. Ehrenberg, "The pattern of consumer purchases", Applied Statistics 8, 1959; D. G. Morrison,
//! D. C. Schmittlein, "Generalizing the NBD model for customer purchases", JBES 6, 1988.
#![allow(clippy::indexing_slicing)] // two parameters and a table of ages, indexed by positions made here

use crate::Summary;
use crate::fit::optimum::{Search, named};
use crate::fit::{self, FitError, FitOptions, FitReport, Note, Parameter, Row, Sample};
use crate::optimise::{self, LOG_LIMIT, Minimum, Objective};
use crate::special::{ln_rising, sum_inverse};
use crate::transaction::{Transactions, coming, discount, worth_naming};
use serde::{Deserialize, Serialize};

/// An NBD model with its parameters; see the module for the assumptions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Nbd {
    /// Shape of the distribution of purchase rates.
    pub r: f64,
    /// Its rate parameter, in time units.
    pub alpha: f64,
    /// How the fit went; empty for a model built from known parameters.
    pub report: FitReport,
}

impl Nbd {
    /// A model from known parameters, all positive.
    #[must_use]
    pub fn new(r: f64, alpha: f64) -> Self {
        Self { r, alpha, report: FitReport::default() }
    }

    /// Fits by maximum likelihood.
    ///
    /// # Errors
    /// No rows, an impossible row, or no time observed.
    pub fn fit(summaries: &[Summary], options: &FitOptions) -> Result<Self, FitError> {
        let sample = Sample::new(summaries)?;
        let search = Search {
            starts: &[start(&sample)],
            limit: LOG_LIMIT,
            units: [1.0, sample.scale],
            customers: sample.customers,
        };
        let top = fit::climb(&Likelihood { sample: &sample }, &search, options);
        let [r, alpha] = top.parameters;
        let mut notes = Vec::new();
        if sample.has_no_repeats() {
            notes.push(Note::NoRepeatPurchases);
        }
        if r > 1e4 {
            notes.push(Note::EqualRates);
        }
        let log_likelihood = sample.total(top.end.value);
        Ok(Self { r, alpha, report: top.report(log_likelihood, sample.rows.len(), notes) })
    }

    /// Log-likelihood of customers under these parameters.
    ///
    /// # Errors
    /// As [`Self::fit`].
    pub fn log_likelihood(&self, summaries: &[Summary]) -> Result<f64, FitError> {
        let sample = Sample::new(summaries)?;
        let at = [self.r, self.alpha / sample.scale].map(f64::ln);
        Ok(sample.total(Likelihood { sample: &sample }.evaluate(&at).0))
    }
}

/// The optimum over scaled time, which the richer models compare themselves with.
pub(crate) fn minimum(sample: &Sample, options: &FitOptions) -> Minimum<2> {
    optimise::minimise(&Likelihood { sample }, &[start(sample)], LOG_LIMIT, options.stop())
}

fn start(sample: &Sample) -> [f64; 2] {
    [0.0, -sample.mean_purchases().ln().clamp(-9.0, 9.0)]
}

/// Mean negative log-likelihood over (ln r, ln α), time scaled.
struct Likelihood<'a> {
    sample: &'a Sample,
}

impl Objective<2> for Likelihood<'_> {
    fn evaluate(&self, at: &[f64; 2]) -> (f64, [f64; 2]) {
        let [r, alpha] = at.map(f64::exp);
        let ages: Vec<(f64, f64)> = self.sample.ages.iter().map(|t| ((t / alpha).ln_1p(), 1.0 / (alpha + t))).collect();
        let (mut rising, mut rising_slope, mut seen) = (0.0, 0.0, 0_u64);
        let (mut sum, mut gradient) = (0.0, [0.0; 2]);
        for row in &self.sample.rows {
            let x = u64::from(row.x);
            if x > seen {
                rising += ln_rising(r, seen, x);
                rising_slope += sum_inverse(r, seen, x);
                seen = x;
            }
            let count = x as f64;
            let (ln_age, to_end) = ages[row.age as usize];
            sum += row.weight * (rising - count * at[1] - (r + count) * ln_age);
            gradient[0] += row.weight * (rising_slope - ln_age);
            gradient[1] += row.weight * (r / alpha - (r + count) * to_end);
        }
        let per_customer = -1.0 / self.sample.customers;
        (sum * per_customer, [gradient[0] * per_customer * r, gradient[1] * per_customer * alpha])
    }
}

/// ln L of one customer with its slopes in (r, α).
pub(crate) fn row_likelihood(row: &Row, [r, alpha]: [f64; 2]) -> (f64, [f64; 2]) {
    let (x, count) = (u64::from(row.x), f64::from(row.x));
    let ln_age = (row.t / alpha).ln_1p();
    let value = ln_rising(r, 0, x) - count * alpha.ln() - (r + count) * ln_age;
    (value, [sum_inverse(r, 0, x) - ln_age, r / alpha - (r + count) / (alpha + row.t)])
}

impl Transactions for Nbd {
    fn parameters(&self) -> Vec<Parameter> {
        named(&[("r", self.r), ("alpha", self.alpha)])
    }
    fn report(&self) -> &FitReport {
        &self.report
    }
    fn expected_purchases_if_alive(&self, customer: &Summary, t: f64) -> f64 {
        let customer = customer.clamped();
        (self.r + f64::from(customer.x)) / (self.alpha + customer.t) * coming(t)
    }
    fn p_alive(&self, _: &Summary) -> f64 {
        1.0
    }
    fn p_active(&self, customer: &Summary, t: f64) -> f64 {
        let customer = customer.clamped();
        let n = self.r + f64::from(customer.x);
        -(-n * (coming(t) / (self.alpha + customer.t)).ln_1p()).exp_m1()
    }
    fn expected_purchases_new(&self, t: f64) -> f64 {
        self.r / self.alpha * coming(t)
    }
    fn waiting_time(&self, customer: &Summary, q: f64) -> Option<f64> {
        let customer = customer.clamped();
        let q = if q.is_nan() { 0.5 } else { q.clamp(0.0, 1.0 - 1e-12) };
        let n = self.r + f64::from(customer.x);
        worth_naming((self.alpha + customer.t) * (-(-q).ln_1p() / n).exp_m1())
    }
    fn discounted_residual(&self, customer: &Summary, rate: f64) -> f64 {
        let customer = customer.clamped();
        (self.r + f64::from(customer.x)) / (self.alpha + customer.t) / discount(rate)
    }
}
