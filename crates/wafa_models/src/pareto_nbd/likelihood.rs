//! Likelihood of Pareto/NBD with its gradient, and the fit.
//!
//! > L = Γ(r+x)/Γ(r) · α^r β^s · [(α+T)^−(r+x) (β+T)^−s + s ∫_{t_x}^T (α+y)^−(r+x) (β+y)^−(s+1) dy]
//!
//! The first part is "still alive", the integral "left at y", whose share is the odds of being gone.
#![allow(clippy::indexing_slicing)] // four parameters, indexed by constants

use super::ParetoNbd;
use super::decay::Decay;
use crate::Summary;
use crate::fit::optimum::Search;
use crate::fit::{self, FitError, FitOptions, Note, Row, Sample};
use crate::nbd;
use crate::optimise::{self, LOG_LIMIT, Minimum, Objective, Stop};
use crate::special::{ln_1p_exp_and_logistic, ln_rising, sum_inverse};

/// Mean negative log-likelihood over (ln r, ln α, ln s, ln β), time scaled.
pub(super) struct Likelihood<'a> {
    pub sample: &'a Sample,
}

/// Odds of having left, with the slopes of "gone" minus "alive" in the four parameters.
fn gone(row: &Row, [r, alpha, s, beta]: [f64; 4]) -> Option<(f64, [f64; 4])> {
    let span = row.t - row.t_x;
    let n = r + f64::from(row.x);
    let (alpha_x, beta_x) = (alpha + row.t_x, beta + row.t_x);
    let decay = Decay { n, k: s + 1.0, alpha: alpha_x, beta: beta_x };
    let mean = decay.averages(span);
    if mean.integral <= 0.0 {
        return None;
    }
    let (ln_alpha, ln_beta) = ((span / alpha_x).ln_1p(), (span / beta_x).ln_1p());
    let ln_odds = (s * mean.integral / beta_x).ln() + n * ln_alpha + s * ln_beta;
    let slopes = [
        ln_alpha - mean.ln_alpha,
        n * (1.0 / (alpha + row.t) - mean.inverse_alpha),
        1.0 / s + ln_beta - mean.ln_beta,
        s / (beta + row.t) - (s + 1.0) * mean.inverse_beta,
    ];
    Some((ln_odds, slopes))
}

/// Logarithm of the odds of having left.
pub(super) fn ln_odds_gone(customer: &Summary, [r, alpha, s, beta]: [f64; 4]) -> f64 {
    let span = customer.t - customer.t_x;
    let n = r + f64::from(customer.x);
    let (alpha_x, beta_x) = (alpha + customer.t_x, beta + customer.t_x);
    let integral = Decay { n, k: s + 1.0, alpha: alpha_x, beta: beta_x }.integral(span);
    (s * integral / beta_x).ln() + n * (span / alpha_x).ln_1p() + s * (span / beta_x).ln_1p()
}

impl Objective<4> for Likelihood<'_> {
    fn evaluate(&self, at: &[f64; 4]) -> (f64, [f64; 4]) {
        let parameters = at.map(f64::exp);
        let r = parameters[0];
        let (mut rising, mut rising_slope, mut seen) = (0.0, 0.0, 0_u64);
        let (mut sum, mut gradient) = (0.0, [0.0; 4]);
        for row in &self.sample.rows {
            let x = u64::from(row.x);
            if x > seen {
                rising += ln_rising(r, seen, x);
                rising_slope += sum_inverse(r, seen, x);
                seen = x;
            }
            let (value, slope) = row_likelihood(row, parameters, (rising, rising_slope), at[1]);
            sum += row.weight * value;
            for (total, part) in gradient.iter_mut().zip(slope) {
                *total += row.weight * part;
            }
        }
        let per_customer = -1.0 / self.sample.customers;
        for (total, parameter) in gradient.iter_mut().zip(parameters) {
            *total *= per_customer * parameter;
        }
        (sum * per_customer, gradient)
    }
}

/// ln L of a row with its slopes, given ln and slope of Γ(r+x)/Γ(r), and ln α.
pub(super) fn row_likelihood(
    row: &Row,
    parameters: [f64; 4],
    (rising, rising_slope): (f64, f64),
    ln_alpha: f64,
) -> (f64, [f64; 4]) {
    let [r, alpha, s, beta] = parameters;
    let count = f64::from(row.x);
    let (ln_age, ln_life) = ((row.t / alpha).ln_1p(), (row.t / beta).ln_1p());
    let mut value = rising - count * ln_alpha - (r + count) * ln_age - s * ln_life;
    let mut slope =
        [rising_slope - ln_age, r / alpha - (r + count) / (alpha + row.t), -ln_life, s / beta - s / (beta + row.t)];
    if let Some((ln_odds, slopes)) = gone(row, parameters) {
        let (ln_sum, share) = ln_1p_exp_and_logistic(ln_odds);
        value += ln_sum;
        for (total, part) in slope.iter_mut().zip(slopes) {
            *total += share * part;
        }
    }
    (value, slope)
}

/// Fits the model.
pub(super) fn fit_to(summaries: &[Summary], options: &FitOptions) -> Result<ParetoNbd, FitError> {
    let sample = Sample::new(summaries)?;
    let likelihood = Likelihood { sample: &sample };
    let starts = starts(&sample, options);
    let units = [1.0, sample.scale, 1.0, sample.scale];
    let search = Search { starts: &starts, limit: LOG_LIMIT, units, customers: sample.customers };
    let top = fit::climb(&likelihood, &search, options);
    let [r, alpha, s, beta] = top.parameters;
    let notes = notes(&sample, &top.end, options);
    let report = top.report(sample.total(top.end.value), sample.rows.len(), notes);
    Ok(ParetoNbd { r, alpha, s, beta, report })
}

/// A middling start, and for samples where it costs little a second one next to "nobody drops out". For large ones the
/// middling start is first carried to the top of a part of the sample, where a look costs little.
fn starts(sample: &Sample, options: &FitOptions) -> Vec<[f64; 4]> {
    const LARGE: usize = 5_000;
    const PART: usize = 1_000;
    let middling = [-0.5, -0.5 - sample.mean_purchases().ln().clamp(-5.0, 5.0), -0.5, 0.0];
    if sample.rows.len() > LARGE {
        let part = sample.thinned(PART);
        let stop = Stop { max_iterations: 100, relative_f: 1e-9 };
        let near = optimise::minimise(&Likelihood { sample: &part }, &[middling], LOG_LIMIT, stop);
        let inside = near.at.iter().all(|at| at.abs() < 6.0);
        return vec![if inside { near.at } else { middling }];
    }
    let nbd = nbd::minimum(sample, options);
    vec![middling, [nbd.at[0], nbd.at[1], -6.0, 0.0]]
}

fn notes(sample: &Sample, end: &Minimum<4>, options: &FitOptions) -> Vec<Note> {
    let mut notes = Vec::new();
    let [r, _, s, beta] = end.at.map(f64::exp);
    // Only where leaving is rare is it worth asking whether anybody leaves at all.
    let no_better = || (nbd::minimum(sample, options).value - end.value) * sample.customers < 1e-3;
    // Share of customers that leave within the mean age, which is 1 in scaled time.
    let leaving = -(-s * (1.0 / beta).ln_1p()).exp_m1();
    if sample.has_no_repeats() {
        notes.push(Note::NoRepeatPurchases);
    } else if leaving < 0.05 && no_better() {
        notes.push(Note::NobodyDropsOut);
    } else if s > 1e4 {
        notes.push(Note::EqualDropout);
    } else if s < 1e-2 && beta < 1e-2 {
        notes.push(Note::AllOrNothingDropout);
    }
    if r > 1e4 {
        notes.push(Note::EqualRates);
    }
    notes
}

/// Log-likelihood of customers under given parameters.
pub(super) fn log_likelihood(model: &ParetoNbd, summaries: &[Summary]) -> Result<f64, FitError> {
    let sample = Sample::new(summaries)?;
    let at = [model.r, model.alpha / sample.scale, model.s, model.beta / sample.scale].map(f64::ln);
    Ok(sample.total(Likelihood { sample: &sample }.evaluate(&at).0))
}
