//! The mathematics BG/NBD and MBG/NBD share.
//!
//! The two models differ in one thing: whether the first purchase is already a chance to drop out. With
//! `k` = 0 (BG) or 1 (MBG) chances there, the likelihood of one customer is
//!
//! > L = Γ(r+x)/Γ(r) · α^r · B(a, b+m)/B(a, b) · (α+T)^−(r+x) · (1 + D),  m = x + k,
//! > D = a/(b+m−1) · ((α+T)/(α+t_x))^(r+x) for m > 0, else 0,
//!
//! where D is the odds of having dropped out. Everything is computed in log-space, the ratio of beta
//! functions as a sum of ln((b+j)/(a+b+j)) that is carried along the rows sorted by x.
#![allow(clippy::indexing_slicing)] // four parameters, indexed by constants

use crate::Summary;
use crate::counts;
use crate::fit::{FitError, FitOptions, FitReport, Note, Parameter, Sample};
use crate::nbd;
use crate::optimise::{self, LOG_LIMIT, Minimum, Objective};
use crate::special::{ln_1p_exp_and_logistic, ln_rising, ln_survival, logistic, sum_inverse};
use crate::transaction::{coming, worth_naming};

/// Parameters with the number of drop-out chances at the first purchase.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Shape {
    pub r: f64,
    pub alpha: f64,
    pub a: f64,
    pub b: f64,
    pub chances_at_first: u32,
}

impl Shape {
    pub fn parameters(&self) -> Vec<Parameter> {
        let named = [("r", self.r), ("alpha", self.alpha), ("a", self.a), ("b", self.b)];
        named.into_iter().map(|(name, value)| Parameter { name, value }).collect()
    }

    fn n(&self, customer: &Summary) -> f64 {
        self.r + f64::from(customer.x)
    }

    fn chances(&self, customer: &Summary) -> f64 {
        f64::from(customer.x) + f64::from(self.chances_at_first)
    }

    /// Probability of being alive: 1/(1 + D).
    pub fn p_alive(&self, customer: &Summary) -> f64 {
        let customer = customer.clamped();
        let chances = self.chances(&customer);
        if chances == 0.0 {
            return 1.0;
        }
        let silence = ((customer.t - customer.t_x) / (self.alpha + customer.t_x)).ln_1p();
        let ln_odds = self.a.ln() - (self.b + chances - 1.0).ln() + self.n(&customer) * silence;
        logistic(-ln_odds)
    }

    pub fn p_active(&self, customer: &Summary, t: f64) -> f64 {
        let customer = customer.clamped();
        let u = coming(t) / (self.alpha + customer.t);
        -(-self.n(&customer) * u.ln_1p()).exp_m1() * self.p_alive(&customer)
    }

    pub fn expected_purchases_if_alive(&self, customer: &Summary, t: f64) -> f64 {
        let customer = customer.clamped();
        let u = coming(t) / (self.alpha + customer.t);
        counts::expected(self.n(&customer), u, self.a, self.b + self.chances(&customer))
    }

    pub fn waiting_time(&self, customer: &Summary, q: f64) -> Option<f64> {
        let customer = customer.clamped();
        let q = if q.is_nan() { 0.5 } else { q.clamp(0.0, 1.0 - 1e-12) };
        worth_naming((self.alpha + customer.t) * (-(-q).ln_1p() / self.n(&customer)).exp_m1())
    }
}

/// Mean negative log-likelihood over (ln r, ln α, ln a, ln b), time scaled.
struct Likelihood<'a> {
    sample: &'a Sample,
    chances_at_first: u32,
}

impl Objective<4> for Likelihood<'_> {
    fn evaluate(&self, at: &[f64; 4]) -> (f64, [f64; 4]) {
        let [r, alpha, a, b] = at.map(f64::exp);
        let (mut rising, mut rising_slope) = (0.0, 0.0);
        let (mut surviving, mut slope_a, mut slope_b) = (0.0, 0.0, 0.0);
        let (mut seen_x, mut seen_m) = (0_u64, 0_u64);
        let (mut last_chance, mut ln_chance_odds) = (b, 0.0);
        let (mut sum, mut gradient) = (0.0, [0.0; 4]);
        for row in &self.sample.rows {
            let (x, m) = (u64::from(row.x), u64::from(row.x) + u64::from(self.chances_at_first));
            if x > seen_x {
                rising += ln_rising(r, seen_x, x);
                rising_slope += sum_inverse(r, seen_x, x);
                seen_x = x;
            }
            if m > seen_m {
                surviving += ln_survival(a, b, seen_m, m);
                let with_a = sum_inverse(a + b, seen_m, m);
                slope_a -= with_a;
                slope_b += sum_inverse(b, seen_m, m) - with_a;
                seen_m = m;
                last_chance = b + m as f64 - 1.0;
                ln_chance_odds = at[2] - last_chance.ln();
            }
            let count = x as f64;
            let n = r + count;
            let (to_end, ln_age) = (1.0 / (alpha + row.t), (row.t / alpha).ln_1p());
            let mut value = rising + surviving - count * at[1] - n * ln_age;
            let mut slope = [rising_slope - ln_age, r / alpha - n * to_end, slope_a, slope_b];
            if m > 0 {
                let silence = if row.t_x > 0.0 { ((row.t - row.t_x) / (alpha + row.t_x)).ln_1p() } else { ln_age };
                let (ln_sum, gone) = ln_1p_exp_and_logistic(ln_chance_odds + n * silence);
                value += ln_sum;
                slope[0] += gone * silence;
                slope[1] += gone * n * (to_end - 1.0 / (alpha + row.t_x));
                slope[2] += gone / a;
                slope[3] -= gone / last_chance;
            }
            sum += row.weight * value;
            for (total, part) in gradient.iter_mut().zip(slope) {
                *total += row.weight * part;
            }
        }
        let per_customer = -1.0 / self.sample.customers;
        let scale = [r, alpha, a, b];
        for (total, parameter) in gradient.iter_mut().zip(scale) {
            *total *= per_customer * parameter;
        }
        (sum * per_customer, gradient)
    }
}

/// Fits either model.
pub(crate) fn fit(
    summaries: &[Summary],
    options: &FitOptions,
    chances_at_first: u32,
) -> Result<(Shape, FitReport), FitError> {
    let sample = Sample::new(summaries)?;
    let likelihood = Likelihood { sample: &sample, chances_at_first };
    let nbd = nbd::minimum(&sample, options);
    let end = optimise::minimise(&likelihood, &starts(&sample, &nbd), LOG_LIMIT, options.stop());
    let [r, alpha, a, b] = end.at.map(f64::exp);
    let shape = Shape { r, alpha: alpha * sample.scale, a, b, chances_at_first };
    let standard_errors = if options.standard_errors {
        optimise::standard_errors(&likelihood, &end.at, LOG_LIMIT, sample.customers).map(|mut errors| {
            errors[1] *= sample.scale;
            errors.to_vec()
        })
    } else {
        None
    };
    let report = FitReport {
        log_likelihood: sample.total(end.value),
        customers: sample.customers,
        unique_rows: sample.rows.len(),
        iterations: end.iterations,
        evaluations: end.evaluations,
        converged: end.converged,
        standard_errors,
        notes: notes(&shape, &sample, &end, &nbd),
    };
    Ok((shape, report))
}

/// A middling start, and for samples where it costs little a second one next to "nobody drops out".
fn starts(sample: &Sample, nbd: &Minimum<2>) -> Vec<[f64; 4]> {
    const LARGE: usize = 5_000;
    let middling = [0.0, -sample.mean_purchases().ln().clamp(-5.0, 5.0), 0.0, 3.0_f64.ln()];
    let faithful = [nbd.at[0], nbd.at[1], -6.0, 0.0];
    if sample.rows.len() > LARGE { vec![middling] } else { vec![middling, faithful] }
}

fn notes(shape: &Shape, sample: &Sample, end: &Minimum<4>, nbd: &Minimum<2>) -> Vec<Note> {
    let mut notes = Vec::new();
    let dropout = shape.a / (shape.a + shape.b);
    let no_better = (nbd.value - end.value) * sample.customers < 1e-3;
    if sample.has_no_repeats() {
        notes.push(Note::NoRepeatPurchases);
    } else if no_better && dropout < 0.05 {
        notes.push(Note::NobodyDropsOut);
    } else if shape.a < 1e-3 && shape.b < 1e-2 {
        notes.push(Note::AllOrNothingDropout);
    } else if shape.a + shape.b > 1e4 {
        notes.push(Note::EqualDropout);
    }
    if shape.r > 1e4 {
        notes.push(Note::EqualRates);
    }
    if !end.converged {
        notes.push(Note::NotConverged);
    }
    notes
}

/// Log-likelihood of customers under given parameters, constants in `x` left out as in the literature.
pub(crate) fn log_likelihood(shape: &Shape, summaries: &[Summary]) -> Result<f64, FitError> {
    let sample = Sample::new(summaries)?;
    let likelihood = Likelihood { sample: &sample, chances_at_first: shape.chances_at_first };
    let at = [shape.r, shape.alpha / sample.scale, shape.a, shape.b].map(f64::ln);
    Ok(sample.total(likelihood.evaluate(&at).0))
}
