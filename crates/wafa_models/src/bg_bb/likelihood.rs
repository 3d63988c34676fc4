//! Likelihood of BG/BB with its gradient.
#![allow(clippy::indexing_slicing)] // four parameters, indexed by constants

use super::Opportunities;
use crate::fit::FitError;
use crate::optimise::Objective;
use crate::special::{ln_1p_exp_and_logistic, ln_rising, ln_survival, logistic, sum_inverse};

/// Distinct rows.
pub(super) struct Sample {
    pub rows: Vec<Opportunities>,
    pub customers: f64,
}

impl Sample {
    pub fn new(rows: &[Opportunities]) -> Result<Self, FitError> {
        if let Some(row) = rows.iter().position(|row| !row.is_valid()) {
            return Err(FitError::ImpossibleRow { row });
        }
        let mut rows = rows.to_vec();
        rows.sort_unstable_by_key(|row| (row.x, row.t_x, row.n));
        rows.dedup_by(|later, kept| {
            let same = (later.x, later.t_x, later.n) == (kept.x, kept.t_x, kept.n);
            if same {
                kept.weight += later.weight;
            }
            same
        });
        if rows.is_empty() {
            return Err(FitError::NoRows);
        }
        if rows.iter().all(|row| row.n == 0) {
            return Err(FitError::NoTimeObserved);
        }
        let customers = rows.iter().map(|row| row.weight).sum();
        Ok(Self { rows, customers })
    }
}

/// Mean negative log-likelihood over (ln α, ln β, ln γ, ln δ).
pub(super) struct Likelihood<'a> {
    pub sample: &'a Sample,
}

impl Objective<4> for Likelihood<'_> {
    fn evaluate(&self, at: &[f64; 4]) -> (f64, [f64; 4]) {
        let shapes = at.map(f64::exp);
        let (mut sum, mut gradient) = (0.0, [0.0; 4]);
        for row in &self.sample.rows {
            let (ln_alive, alive) = living(row, shapes);
            let (mut value, mut slope) = (ln_alive, alive);
            if let Some((ln_gone, gone)) = gone(row, shapes) {
                let (ln_sum, share) = ln_1p_exp_and_logistic(ln_gone - ln_alive);
                value += ln_sum;
                for (own, other) in slope.iter_mut().zip(gone) {
                    *own += share * (other - *own);
                }
            }
            sum += row.weight * value;
            for (total, part) in gradient.iter_mut().zip(slope) {
                *total += row.weight * part;
            }
        }
        let per_customer = -1.0 / self.sample.customers;
        for (total, shape) in gradient.iter_mut().zip(shapes) {
            *total *= per_customer * shape;
        }
        (sum * per_customer, gradient)
    }
}

/// ln of "still alive at n" with its slopes.
fn living(row: &Opportunities, [alpha, beta, gamma, delta]: [f64; 4]) -> (f64, [f64; 4]) {
    let (x, n) = (u64::from(row.x), u64::from(row.n));
    let value = bought(x, n, alpha, beta) + ln_survival(gamma, delta, 0, n);
    let (all, left) = (sum_inverse(alpha + beta, 0, n), sum_inverse(gamma + delta, 0, n));
    let slopes =
        [sum_inverse(alpha, 0, x) - all, sum_inverse(beta, 0, n - x) - all, -left, sum_inverse(delta, 0, n) - left];
    (value, slopes)
}

/// ln B(α+x, β+n−x)/B(α, β).
fn bought(x: u64, n: u64, alpha: f64, beta: f64) -> f64 {
    ln_rising(alpha, 0, x) + ln_rising(beta, 0, n - x) - ln_rising(alpha + beta, 0, n)
}

/// ln of "left after t_x" with its slopes; `None` for who was there at the last opportunity.
fn gone(row: &Opportunities, [alpha, beta, gamma, delta]: [f64; 4]) -> Option<(f64, [f64; 4])> {
    if row.t_x >= row.n {
        return None;
    }
    let (x, t_x) = (u64::from(row.x), u64::from(row.t_x));
    let both = gamma + delta;
    let first = bought(x, t_x, alpha, beta) + ln_survival(gamma, delta, 0, t_x) + gamma.ln() - (both + t_x as f64).ln();
    let (mut all, mut left) = (sum_inverse(alpha + beta, 0, t_x), sum_inverse(both, 0, t_x));
    let (mut not, mut stayed) = (sum_inverse(beta, 0, t_x - x), sum_inverse(delta, 0, t_x));
    let own = sum_inverse(alpha, 0, x);
    let (mut term, mut sum, mut slopes) = (1.0, 0.0, [0.0; 4]);
    for t in row.t_x..row.n {
        let t = f64::from(t);
        let after = 1.0 / (both + t);
        let parts = [own - all, not - all, 1.0 / gamma - after - left, stayed - after - left];
        sum += term;
        for (total, part) in slopes.iter_mut().zip(parts) {
            *total += term * part;
        }
        let missed = t - f64::from(row.x);
        term *= (beta + missed) / (alpha + beta + t) * (delta + t) / (both + t + 1.0);
        all += 1.0 / (alpha + beta + t);
        left += after;
        not += 1.0 / (beta + missed);
        stayed += 1.0 / (delta + t);
        if term <= 1e-18 * sum {
            break;
        }
    }
    Some((first + sum.ln(), slopes.map(|slope| slope / sum)))
}

/// ln L of one customer.
pub(super) fn ln_likelihood(row: &Opportunities, shapes: [f64; 4]) -> f64 {
    let ln_alive = living(row, shapes).0;
    gone(row, shapes).map_or(ln_alive, |(ln_gone, _)| ln_alive + ln_1p_exp_and_logistic(ln_gone - ln_alive).0)
}

/// Share of "alive" in the likelihood.
pub(super) fn p_alive(row: &Opportunities, shapes: [f64; 4]) -> f64 {
    gone(row, shapes).map_or(1.0, |(ln_gone, _)| logistic(living(row, shapes).0 - ln_gone))
}
