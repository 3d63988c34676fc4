//! The mathematics BG/NBD, MBG/NBD and MBG/CNBD-k share.
//!
//! The first two models differ in one thing: whether the first purchase is already a chance to drop out. With
//! `h` = 0 (BG) or 1 (MBG) chances there, the likelihood of one customer is
//!
//! > L = Γ(r+x)/Γ(r) · α^r · B(a, b+m)/B(a, b) · (α+T)^−(r+x) · (1 + D),  m = x + h,
//! > D = a/(b+m−1) · ((α+T)/(α+t_x))^(r+x) for m > 0, else 0,
//!
//! where D is the odds of having dropped out. When every purchase is the k-th of k unseen Poisson steps
//! (CNBD-k: the larger k, the more regular the customer), x becomes kx and the living have made some of the
//! next k steps since t_x:
//!
//! > L = Γ(r+kx)/Γ(r) · α^r · B(a, b+m)/B(a, b) · (α+T)^−(r+kx) · P · (1 + D),
//! > P = Σ_{j<k} (r+kx)_j/j! · w^j,  w = (T−t_x)/(α+T),  D = a/(b+m−1) · ((α+T)/(α+t_x))^(r+kx) / P.
//!
//! Everything is computed in log-space, the ratio of beta functions as a sum of ln((b+j)/(a+b+j)) that is
//! carried along the rows sorted by x; logarithms of ages come from a table, those of t_x from the row before.
#![allow(clippy::indexing_slicing)] // four parameters and a table of ages, indexed by positions made here

use crate::counts;
use crate::fit::optimum::{Search, named};
use crate::fit::{self, FitError, FitOptions, FitReport, Note, Parameter, Row, Sample};
use crate::nbd;
use crate::optimise::{LOG_LIMIT, Minimum, Objective};
use crate::special::{ln_1p_exp_and_logistic, ln_rising, ln_survival, logistic, sum_inverse};
use crate::steps::Steps;
use crate::transaction::{coming, worth_naming};
use crate::{Summary, Transactions};

/// Parameters with the number of drop-out chances at the first purchase and of steps to a purchase.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Shape {
    pub r: f64,
    pub alpha: f64,
    pub a: f64,
    pub b: f64,
    pub chances_at_first: u32,
    pub steps: u32,
}

impl Shape {
    pub fn parameters(&self) -> Vec<Parameter> {
        named(&[("r", self.r), ("alpha", self.alpha), ("a", self.a), ("b", self.b)])
    }

    fn n(&self, customer: &Summary) -> f64 {
        self.r + f64::from(self.steps) * f64::from(customer.x)
    }

    fn chances(&self, customer: &Summary) -> f64 {
        f64::from(customer.x) + f64::from(self.chances_at_first)
    }

    /// What is known of the steps made since the last purchase.
    fn since(&self, customer: &Summary) -> Steps {
        let silence = (customer.t - customer.t_x) / (self.alpha + customer.t);
        Steps::since(self.steps, self.n(customer), silence)
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
        let ln_living = if self.steps == 1 { 0.0 } else { self.since(&customer).ln_sum };
        logistic(ln_living - ln_odds)
    }

    pub fn p_active(&self, customer: &Summary, t: f64) -> f64 {
        let customer = customer.clamped();
        let u = coming(t) / (self.alpha + customer.t);
        let active = if self.steps == 1 {
            -(-self.n(&customer) * u.ln_1p()).exp_m1()
        } else {
            self.since(&customer).p_purchase(u)
        };
        active * self.p_alive(&customer)
    }

    pub fn expected_purchases_if_alive(&self, customer: &Summary, t: f64) -> f64 {
        let customer = customer.clamped();
        let u = coming(t) / (self.alpha + customer.t);
        let b = self.b + self.chances(&customer);
        if self.steps == 1 {
            counts::expected(self.n(&customer), u, self.a, b)
        } else {
            self.since(&customer).expected(u, self.a, b)
        }
    }

    pub fn waiting_time(&self, customer: &Summary, q: f64) -> Option<f64> {
        let customer = customer.clamped();
        let q = if q.is_nan() { 0.5 } else { q.clamp(0.0, 1.0 - 1e-12) };
        let u = if self.steps == 1 {
            (-(-q).ln_1p() / self.n(&customer)).exp_m1()
        } else {
            self.since(&customer).quantile(q)
        };
        worth_naming((self.alpha + customer.t) * u)
    }
}

/// A model of this family: its answers are those of its shape.
pub(crate) trait Shaped {
    fn shape(&self) -> Shape;
    fn fit_report(&self) -> &FitReport;
    /// Parameters that are not among the fitted four.
    fn more(&self) -> Option<Parameter> {
        None
    }
}

impl<M: Shaped> Transactions for M {
    /// The fitted four, then any other, which has no standard error.
    fn parameters(&self) -> Vec<Parameter> {
        self.shape().parameters().into_iter().chain(self.more()).collect()
    }
    fn report(&self) -> &FitReport {
        self.fit_report()
    }
    fn expected_purchases_if_alive(&self, customer: &Summary, t: f64) -> f64 {
        self.shape().expected_purchases_if_alive(customer, t)
    }
    fn p_alive(&self, customer: &Summary) -> f64 {
        self.shape().p_alive(customer)
    }
    fn p_active(&self, customer: &Summary, t: f64) -> f64 {
        self.shape().p_active(customer, t)
    }
    fn expected_purchases_new(&self, t: f64) -> f64 {
        self.expected_purchases(&Summary::new(0, 0.0, 0.0), t)
    }
    fn waiting_time(&self, customer: &Summary, q: f64) -> Option<f64> {
        self.shape().waiting_time(customer, q)
    }
}

/// Mean negative log-likelihood over (ln r, ln α, ln a, ln b), time scaled.
struct Likelihood<'a> {
    sample: &'a Sample,
    chances_at_first: u32,
    steps: u32,
}

/// Sums over the purchases seen so far, carried along the rows.
#[derive(Default)]
struct Carried {
    steps: u64,
    chances: u64,
    rising: f64,
    rising_slope: f64,
    surviving: f64,
    slope_a: f64,
    slope_b: f64,
    last_chance: f64,
    ln_chance_odds: f64,
}

impl Carried {
    fn to(&mut self, steps: u64, chances: u64, [r, _, a, b]: [f64; 4], ln_a: f64) {
        if steps > self.steps {
            self.rising += ln_rising(r, self.steps, steps);
            self.rising_slope += sum_inverse(r, self.steps, steps);
            self.steps = steps;
        }
        if chances > self.chances {
            self.surviving += ln_survival(a, b, self.chances, chances);
            let with_a = sum_inverse(a + b, self.chances, chances);
            self.slope_a -= with_a;
            self.slope_b += sum_inverse(b, self.chances, chances) - with_a;
            self.chances = chances;
            self.last_chance = b + chances as f64 - 1.0;
            self.ln_chance_odds = ln_a - self.last_chance.ln();
        }
    }
}

impl Objective<4> for Likelihood<'_> {
    fn evaluate(&self, at: &[f64; 4]) -> (f64, [f64; 4]) {
        let parameters = at.map(f64::exp);
        let alpha = parameters[1];
        let ages: Vec<(f64, f64)> = self.sample.ages.iter().map(|t| ((t / alpha).ln_1p(), 1.0 / (alpha + t))).collect();
        let mut carried = Carried::default();
        let (mut last_t_x, mut ln_last, mut to_last) = (0.0, 0.0, 1.0 / alpha);
        let (mut sum, mut gradient) = (0.0, [0.0; 4]);
        for row in &self.sample.rows {
            let steps = u64::from(row.x) * u64::from(self.steps);
            let chances = u64::from(row.x) + u64::from(self.chances_at_first);
            carried.to(steps, chances, parameters, at[2]);
            if row.t_x != last_t_x {
                last_t_x = row.t_x;
                ln_last = (row.t_x / alpha).ln_1p();
                to_last = 1.0 / (alpha + row.t_x);
            }
            let times = Times { ln_age: ages[row.age as usize].0, to_end: ages[row.age as usize].1, ln_last, to_last };
            let (value, slope) = row_value(row, &carried, &times, parameters, self.steps, at[1]);
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

/// Logarithms and inverses of a row's times.
struct Times {
    ln_age: f64,
    to_end: f64,
    ln_last: f64,
    to_last: f64,
}

/// ln L of a row with its slopes.
fn row_value(
    row: &Row,
    carried: &Carried,
    times: &Times,
    [r, alpha, a, _]: [f64; 4],
    steps: u32,
    ln_alpha: f64,
) -> (f64, [f64; 4]) {
    let Times { ln_age, to_end, ln_last, to_last } = *times;
    let count = carried.steps as f64;
    let n = r + count;
    let mut value = carried.rising + carried.surviving - count * ln_alpha - n * ln_age;
    let mut slope = [carried.rising_slope - ln_age, r / alpha - n * to_end, carried.slope_a, carried.slope_b];
    let (mut ln_living, mut living_r, mut living_alpha) = (0.0, 0.0, 0.0);
    if steps > 1 {
        (ln_living, living_r, living_alpha) = living(steps, n, row, to_end);
        value += ln_living;
        slope[0] += living_r;
        slope[1] += living_alpha;
    }
    if carried.chances > 0 {
        let silence = ln_age - ln_last;
        let (ln_sum, gone) = ln_1p_exp_and_logistic(carried.ln_chance_odds + n * silence - ln_living);
        value += ln_sum;
        slope[0] += gone * (silence - living_r);
        slope[1] += gone * (n * (to_end - to_last) - living_alpha);
        slope[2] += gone / a;
        slope[3] -= gone / carried.last_chance;
    }
    (value, slope)
}

/// ln L of one customer with its slopes in (r, α, a, b).
pub(crate) fn row_likelihood(row: &Row, parameters: [f64; 4], chances_at_first: u32) -> (f64, [f64; 4]) {
    let [_, alpha, a, _] = parameters;
    let mut carried = Carried::default();
    carried.to(u64::from(row.x), u64::from(row.x) + u64::from(chances_at_first), parameters, a.ln());
    let times = Times {
        ln_age: (row.t / alpha).ln_1p(),
        to_end: 1.0 / (alpha + row.t),
        ln_last: (row.t_x / alpha).ln_1p(),
        to_last: 1.0 / (alpha + row.t_x),
    };
    row_value(row, &carried, &times, parameters, 1, alpha.ln())
}

/// ln P of the living with its slopes in r and α.
fn living(steps: u32, n: f64, row: &Row, to_end: f64) -> (f64, f64, f64) {
    let w = (row.t - row.t_x).max(0.0) * to_end;
    let (mut term, mut harmonic) = (1.0, 0.0);
    let (mut sum, mut slope_n, mut slope_w) = (1.0, 0.0, 0.0);
    for j in 1..steps {
        let j = f64::from(j);
        harmonic += 1.0 / (n + j - 1.0);
        term *= (n + j - 1.0) / j * w;
        sum += term;
        slope_n += term * harmonic;
        slope_w += term * j;
    }
    (sum.ln(), slope_n / sum, -slope_w / sum * to_end)
}

/// Fits any of the models.
pub(crate) fn fit(
    summaries: &[Summary],
    options: &FitOptions,
    chances_at_first: u32,
    steps: u32,
) -> Result<(Shape, FitReport), FitError> {
    let sample = Sample::new(summaries)?;
    let likelihood = Likelihood { sample: &sample, chances_at_first, steps };
    let starts = starts(&sample, options, steps);
    let units = [1.0, sample.scale, 1.0, 1.0];
    let search = Search { starts: &starts, limit: LOG_LIMIT, units, customers: sample.customers };
    let top = fit::climb(&likelihood, &search, options);
    let [r, alpha, a, b] = top.parameters;
    let shape = Shape { r, alpha, a, b, chances_at_first, steps };
    let notes = notes(&shape, &sample, &top.end, options);
    Ok((shape, top.report(total(&sample, steps, top.end.value), sample.rows.len(), notes)))
}

/// The term Π(interval)^(k−1)/Γ(k)^x of CNBD-k, which no parameter changes, is left out.
fn total(sample: &Sample, steps: u32, mean_negative: f64) -> f64 {
    sample.total(mean_negative) - f64::from(steps - 1) * sample.purchases * sample.scale.ln()
}

/// A middling start, and for samples where it costs little a second one next to "nobody drops out".
fn starts(sample: &Sample, options: &FitOptions, steps: u32) -> Vec<[f64; 4]> {
    const LARGE: usize = 5_000;
    let mean = sample.mean_purchases() * f64::from(steps);
    let mut starts = vec![[0.0, -mean.ln().clamp(-5.0, 5.0), 0.0, 3.0_f64.ln()]];
    if sample.rows.len() <= LARGE {
        let nbd = nbd::minimum(sample, options);
        starts.push([nbd.at[0], nbd.at[1] - f64::from(steps).ln(), -6.0, 0.0]);
    }
    starts
}

fn notes(shape: &Shape, sample: &Sample, end: &Minimum<4>, options: &FitOptions) -> Vec<Note> {
    let mut notes = Vec::new();
    let rare = shape.a / (shape.a + shape.b) < 0.05;
    // Only where leaving is rare is it worth asking whether anybody leaves at all.
    let no_better = || match shape.steps {
        1 => (nbd::minimum(sample, options).value - end.value) * sample.customers < 1e-3,
        _ => shape.a / (shape.a + shape.b) < 1e-5,
    };
    if sample.has_no_repeats() {
        notes.push(Note::NoRepeatPurchases);
    } else if rare && no_better() {
        notes.push(Note::NobodyDropsOut);
    } else if shape.a < 1e-3 && shape.b < 1e-2 {
        notes.push(Note::AllOrNothingDropout);
    } else if shape.a + shape.b > 1e4 {
        notes.push(Note::EqualDropout);
    }
    if shape.r > 1e4 {
        notes.push(Note::EqualRates);
    }
    notes
}

/// Log-likelihood of customers under given parameters, constants in `x` left out as in the literature.
pub(crate) fn log_likelihood(shape: &Shape, summaries: &[Summary]) -> Result<f64, FitError> {
    let sample = Sample::new(summaries)?;
    let likelihood = Likelihood { sample: &sample, chances_at_first: shape.chances_at_first, steps: shape.steps };
    let at = [shape.r, shape.alpha / sample.scale, shape.a, shape.b].map(f64::ln);
    Ok(total(&sample, shape.steps, likelihood.evaluate(&at).0))
}
