//! Pareto/NBD.
//!
//! Assumptions
//! 1. While alive, a customer buys as a Poisson process with rate λ.
//! 2. λ differs between customers as Gamma(r, α).
//! 3. A customer's life is exponential with rate μ: she can leave at any moment, unobserved.
//! 4. μ differs between customers as Gamma(s, β).
//! 5. λ and μ are independent.
//!
//! Parameters: `r`, `s` (no unit), `alpha`, `beta` (time units); mean purchase rate r/α, mean drop-out rate s/β.
//! Given alive at T, λ ~ Gamma(r+x, α+T) and μ ~ Gamma(s, β+T), so
//! E\[purchases in (T, T+t\]\] = P(alive) · (r+x)(β+T)/((α+T)(s−1)) · (1 − ((β+T)/(β+T+t))^(s−1)),
//! continued through s = 1 by its limit, and
//! P(at least one) = P(alive) · (r+x)/(α+T) · ∫₀^t (1+y/(α+T))^−(r+x+1) (1+y/(β+T))^−s dy.
//!
//! D. C. Schmittlein, D. G. Morrison, R. Colombo, "Counting Your Customers: Who Are They and What Will They
//! Do Next?", Management Science 33(1), 1987, doi 10.1287/mnsc.33.1.1; P. S. Fader, B. G. S. Hardie, "A Note
//! on Deriving the Pareto/NBD Model and Related Expressions", brucehardie.com/notes/009.

mod decay;
mod likelihood;

#[cfg(test)]
mod tests;

use crate::clv;
use crate::fit::optimum::named;
use crate::special::{decayed, ln_rising, logistic, sum_inverse};
use crate::transaction::{LONGEST_WAIT, coming, discount, worth_naming};
use crate::{FitError, FitOptions, FitReport, Parameter, Summary, Transactions};
use decay::Decay;
use serde::{Deserialize, Serialize};

/// A Pareto/NBD model with its parameters; see the module for the assumptions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ParetoNbd {
    /// Shape of the distribution of purchase rates.
    pub r: f64,
    /// Its rate parameter, in time units.
    pub alpha: f64,
    /// Shape of the distribution of drop-out rates.
    pub s: f64,
    /// Its rate parameter, in time units.
    pub beta: f64,
    /// How the fit went; empty for a model built from known parameters.
    pub report: FitReport,
}

impl ParetoNbd {
    /// A model from known parameters, all positive.
    #[must_use]
    pub fn new(r: f64, alpha: f64, s: f64, beta: f64) -> Self {
        Self { r, alpha, s, beta, report: FitReport::default() }
    }

    /// Fits by maximum likelihood.
    ///
    /// # Errors
    /// No rows, an impossible row, or no time observed.
    pub fn fit(summaries: &[Summary], options: &FitOptions) -> Result<Self, FitError> {
        likelihood::fit_to(summaries, options)
    }

    /// Log-likelihood of customers under these parameters.
    ///
    /// # Errors
    /// As [`Self::fit`].
    pub fn log_likelihood(&self, summaries: &[Summary]) -> Result<f64, FitError> {
        likelihood::log_likelihood(self, summaries)
    }

    /// Density of the next purchase's time and what multiplies it, given alive at T.
    fn next_purchase(&self, customer: &Summary) -> (Decay, f64) {
        let n = self.r + f64::from(customer.x);
        let (alpha, beta) = (self.alpha + customer.t, self.beta + customer.t);
        (Decay { n: n + 1.0, k: self.s, alpha, beta }, n / alpha)
    }
}

/// ln L of one customer with its slopes in (r, α, s, β).
pub(crate) fn row_likelihood(row: &crate::fit::Row, parameters: [f64; 4]) -> (f64, [f64; 4]) {
    let [r, alpha, ..] = parameters;
    let x = u64::from(row.x);
    likelihood::row_likelihood(row, parameters, (ln_rising(r, 0, x), sum_inverse(r, 0, x)), alpha.ln())
}

impl Transactions for ParetoNbd {
    fn parameters(&self) -> Vec<Parameter> {
        named(&[("r", self.r), ("alpha", self.alpha), ("s", self.s), ("beta", self.beta)])
    }

    fn report(&self) -> &FitReport {
        &self.report
    }

    fn expected_purchases_if_alive(&self, customer: &Summary, t: f64) -> f64 {
        let customer = customer.clamped();
        let beta = self.beta + customer.t;
        let rate = (self.r + f64::from(customer.x)) / (self.alpha + customer.t);
        let living = decayed(self.s - 1.0, (coming(t) / beta).ln_1p()) * beta;
        rate * living.min(coming(t))
    }

    fn p_alive(&self, customer: &Summary) -> f64 {
        let parameters = [self.r, self.alpha, self.s, self.beta];
        logistic(-likelihood::ln_odds_gone(&customer.clamped(), parameters))
    }

    fn p_active(&self, customer: &Summary, t: f64) -> f64 {
        let customer = customer.clamped();
        let (decay, rate) = self.next_purchase(&customer);
        let never = -(-decay.n * (coming(t) / decay.alpha).ln_1p()).exp_m1();
        self.p_alive(&customer) * (rate * decay.integral(coming(t))).clamp(0.0, never.max(0.0))
    }

    fn expected_purchases_new(&self, t: f64) -> f64 {
        self.expected_purchases(&Summary::new(0, 0.0, 0.0), t)
    }

    fn waiting_time(&self, customer: &Summary, q: f64) -> Option<f64> {
        let customer = customer.clamped();
        let q = if q.is_nan() { 0.5 } else { q.clamp(0.0, 1.0 - 1e-9) };
        let (decay, rate) = self.next_purchase(&customer);
        let ever = decay.integral(LONGEST_WAIT);
        if ever * rate <= 1e-12 || q <= 0.0 {
            return if q <= 0.0 { Some(0.0) } else { None };
        }
        let wanted = q * ever;
        let (mut low, mut high) = (0.0, LONGEST_WAIT);
        let n = decay.n - 1.0;
        let mut at = (decay.alpha * (-(-q).ln_1p() / n).exp_m1()).clamp(0.0, 0.5 * LONGEST_WAIT);
        for _ in 0..100 {
            let missing = wanted - decay.integral(at);
            if missing > 0.0 {
                low = at
            } else {
                high = at
            }
            let newton = at + missing / decay.ln_at(at).exp();
            let inside = newton.is_finite() && newton > low && newton < high;
            let next = if inside { newton } else { 0.5 * (low + high) };
            if (next - at).abs() <= 1e-7 * next.max(1e-9) {
                at = next;
                break;
            }
            at = next;
        }
        worth_naming(at)
    }

    fn discounted_residual(&self, customer: &Summary, rate: f64) -> f64 {
        let customer = customer.clamped();
        let (rate, beta) = (discount(rate), self.beta + customer.t);
        let pace = (self.r + f64::from(customer.x)) / (self.alpha + customer.t);
        let living = clv::laplace(|v| (-self.s * (v / rate / beta).ln_1p()).exp()) / rate;
        self.p_alive(&customer) * pace * living
    }
}
