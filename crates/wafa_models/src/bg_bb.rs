//! BG/BB: beta-geometric/beta-Bernoulli, for purchases that can only happen at certain times (yearly donations,
//! monthly meetings, weekly market days).
//!
//! Assumptions
//! 1. At each of n opportunities a living customer buys with probability p, which stays the same for her.
//! 2. p differs between customers as Beta(α, β).
//! 3. At the beginning of each opportunity a living customer leaves for good with probability θ.
//! 4. θ differs between customers as Beta(γ, δ).
//! 5. p and θ are independent.
//!
//! Parameters: `alpha`, `beta`, `gamma`, `delta` (no unit); mean chance to buy α/(α+β), to leave γ/(γ+δ).
//! With x purchases, the last at opportunity t_x of n,
//!
//! > L = B(α+x, β+n−x)/B(α, β) · B(γ, δ+n)/B(γ, δ)
//! >   + Σ_{i<n−t_x} B(α+x, β+t_x−x+i)/B(α, β) · B(γ+1, δ+t_x+i)/B(γ, δ).
//!
//! All expectations are sums of positive terms, the closed forms of the paper being differences.
//!
//! P. S. Fader, B. G. S. Hardie, J. Shang, "Customer-Base Analysis in a Discrete-Time Noncontractual Setting",
//! Marketing Science 29(6), 2010, 1086–1108.
#![allow(clippy::indexing_slicing)] // four parameters, indexed by constants

mod likelihood;
mod waiting;

#[cfg(test)]
mod tests;

use crate::clv;
use crate::fit::USABLE_WEIGHTS;
use crate::fit::optimum::{Search, named};
use crate::fit::{self, FitError, FitOptions, FitReport, Note, Parameter};
use crate::optimise::{LOG_LIMIT, Objective};
use likelihood::{Likelihood, Sample};
use serde::{Deserialize, Serialize};
use waiting::FirstPurchase;

/// Most opportunities, past or future.
const LONGEST: u32 = 1_000_000;

/// Customers who behaved alike at the opportunities they had.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Opportunities {
    /// Opportunities used: purchases after the one that made her a customer.
    pub x: u32,
    /// The last opportunity used, counted from 1; 0 if none was.
    pub t_x: u32,
    /// Opportunities there were; at most a million.
    pub n: u32,
    /// How many customers.
    pub weight: f64,
}

impl Opportunities {
    /// A single customer.
    #[must_use]
    pub fn new(x: u32, t_x: u32, n: u32) -> Self {
        Self { x, t_x, n, weight: 1.0 }
    }

    fn is_valid(&self) -> bool {
        let ordered = self.n <= LONGEST && self.x <= self.t_x && self.t_x <= self.n && (self.x > 0 || self.t_x == 0);
        ordered && USABLE_WEIGHTS.contains(&self.weight)
    }

    fn clamped(self) -> Self {
        let n = self.n.min(LONGEST);
        let t_x = self.t_x.min(n);
        Self { n, t_x: if self.x == 0 { 0 } else { t_x }, x: self.x.min(t_x), ..self }
    }
}

/// A BG/BB model with its parameters; see the module for the assumptions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct BgBb {
    /// First shape of the distribution of chances to buy.
    pub alpha: f64,
    /// Its second shape.
    pub beta: f64,
    /// First shape of the distribution of chances to leave.
    pub gamma: f64,
    /// Its second shape.
    pub delta: f64,
    /// How the fit went; empty for a model built from known parameters.
    pub report: FitReport,
}

impl BgBb {
    /// A model from known parameters, all positive.
    #[must_use]
    pub fn new(alpha: f64, beta: f64, gamma: f64, delta: f64) -> Self {
        Self { alpha, beta, gamma, delta, report: FitReport::default() }
    }

    /// Fits by maximum likelihood.
    ///
    /// # Errors
    /// No rows, an impossible row, or no opportunity.
    pub fn fit(rows: &[Opportunities], options: &FitOptions) -> Result<Self, FitError> {
        let sample = Sample::new(rows)?;
        let starts = [[0.0, 0.0, -0.5, 0.5], [0.0, 0.0, -4.0, 0.0]];
        let search = Search { starts: &starts, limit: LOG_LIMIT, units: [1.0; 4], customers: sample.customers };
        let top = fit::climb(&Likelihood { sample: &sample }, &search, options);
        let [alpha, beta, gamma, delta] = top.parameters;
        let mut notes = Vec::new();
        if sample.rows.iter().all(|row| row.x == 0) {
            notes.push(Note::NoRepeatPurchases);
        } else if gamma / (gamma + delta) < 1e-5 {
            notes.push(Note::NobodyDropsOut);
        } else if gamma < 1e-3 && delta < 1e-2 {
            notes.push(Note::AllOrNothingDropout);
        } else if gamma + delta > 1e4 {
            notes.push(Note::EqualDropout);
        }
        if alpha + beta > 1e4 {
            notes.push(Note::EqualRates);
        }
        let report = top.report(-top.end.value * sample.customers, sample.rows.len(), notes);
        Ok(Self { alpha, beta, gamma, delta, report })
    }

    /// Log-likelihood of customers under these parameters.
    ///
    /// # Errors
    /// As [`Self::fit`].
    pub fn log_likelihood(&self, rows: &[Opportunities]) -> Result<f64, FitError> {
        let sample = Sample::new(rows)?;
        let at = self.shapes().map(f64::ln);
        Ok(-Likelihood { sample: &sample }.evaluate(&at).0 * sample.customers)
    }

    /// Probability of being alive at the last opportunity there was.
    #[must_use]
    pub fn p_alive(&self, customer: &Opportunities) -> f64 {
        likelihood::p_alive(&customer.clamped(), self.shapes())
    }

    /// Expected purchases at the coming `n` opportunities.
    #[must_use]
    pub fn expected_purchases(&self, customer: &Opportunities, n: u32) -> f64 {
        let customer = customer.clamped();
        self.p_alive(&customer) * self.chance(&customer) * self.living(f64::from(customer.n), n, 1.0)
    }

    /// Probability of at least one purchase at the coming `n` opportunities.
    #[must_use]
    pub fn p_active(&self, customer: &Opportunities, n: u32) -> f64 {
        let customer = customer.clamped();
        let (x, seen) = (f64::from(customer.x), f64::from(customer.n));
        let then = [self.alpha + x, self.beta + seen - x, self.gamma, self.delta + seen];
        let none = likelihood::ln_likelihood(&Opportunities::new(0, 0, n.min(LONGEST)), then);
        self.p_alive(&customer) * (-none.exp_m1()).clamp(0.0, 1.0)
    }

    /// Expected purchases of a new customer at her first `n` opportunities.
    #[must_use]
    pub fn expected_purchases_new(&self, n: u32) -> f64 {
        self.expected_purchases(&Opportunities::new(0, 0, 0), n)
    }

    /// Discounted expected residual transactions: all purchases to come, those of the coming opportunity discounted
    /// once, at this rate per opportunity; at most a million opportunities are counted.
    #[must_use]
    pub fn discounted_purchases(&self, customer: &Opportunities, discount_rate: f64) -> f64 {
        let customer = customer.clamped();
        let factor = 1.0 / (1.0 + if discount_rate.is_nan() { 0.0 } else { discount_rate.clamp(0.0, 1e6) });
        self.p_alive(&customer) * self.chance(&customer) * self.living(f64::from(customer.n), LONGEST, factor)
    }

    /// Lifetime value of all purchases to come, in the currency unit of `value_per_purchase`: margin · value · the
    /// discounted expected residual transactions ([`Self::discounted_purchases`]), with the margin as a share (0.4 for
    /// 40 %) and the discount rate per opportunity. For a new customer: `Opportunities::new(0, 0, 0)`; the purchase
    /// that made her one is not in it. A figure that is no number counts as 0, a margin as 1.
    #[must_use]
    pub fn lifetime_value(
        &self,
        customer: &Opportunities,
        value_per_purchase: f64,
        margin: f64,
        discount_rate: f64,
    ) -> f64 {
        clv::money(self.discounted_purchases(customer, discount_rate), value_per_purchase, margin)
    }

    /// Opportunities until a share `q` of such customers who do purchase again have done so, the coming one counted
    /// as 1; `q` = 0.5 is the median. `None` where that takes more than a million, or no purchase is expected.
    ///
    /// The first coming purchase is made at the j-th coming opportunity, by one still alive, with probability
    ///
    /// > f_j = B(α+x+1, β+n−x+j−1)/B(α+x, β+n−x) · B(γ, δ+n+j)/B(γ, δ+n),
    ///
    /// which falls like j^−(α+x+γ+1): the mean Σ j·f_j / Σ f_j is infinite for α+x+γ ≤ 1 and ruled by a few very
    /// late ones just above it, so that a quantile is given instead.
    #[must_use]
    pub fn waiting_opportunities(&self, customer: &Opportunities, q: f64) -> Option<u32> {
        let customer = customer.clamped();
        let q = if q.is_nan() { 0.5 } else { q.clamp(0.0, 1.0 - 1e-12) };
        let (x, seen) = (f64::from(customer.x), f64::from(customer.n));
        let first = FirstPurchase {
            buys: self.alpha + x,
            not: self.beta + seen - x,
            leaves: self.gamma,
            stays: self.delta + seen,
        };
        let target = q * first.total()?;
        let mut sum = 0.0;
        for (j, term) in (1..=LONGEST).zip(first.terms()) {
            sum += term;
            if sum >= target {
                return Some(j);
            }
        }
        None
    }

    /// Parameters in the order of the literature.
    #[must_use]
    pub fn parameters(&self) -> Vec<Parameter> {
        named(&[("alpha", self.alpha), ("beta", self.beta), ("gamma", self.gamma), ("delta", self.delta)])
    }

    fn shapes(&self) -> [f64; 4] {
        [self.alpha, self.beta, self.gamma, self.delta]
    }

    /// Mean chance to buy at an opportunity, given what she did.
    fn chance(&self, customer: &Opportunities) -> f64 {
        (self.alpha + f64::from(customer.x)) / (self.alpha + self.beta + f64::from(customer.n))
    }

    /// Discounted sum of the chances to live through the coming opportunities, given alive at the `seen`-th.
    fn living(&self, seen: f64, coming: u32, factor: f64) -> f64 {
        let (mut term, mut sum) = (1.0, 0.0);
        for j in 0..coming {
            let at = seen + f64::from(j);
            term *= (self.delta + at) / (self.gamma + self.delta + at) * factor;
            sum += term;
            if term <= 1e-16 * sum * (1.0 - factor).max(1e-9) {
                break;
            }
        }
        sum
    }
}
