//! Gamma-Gamma: what a customer spends per purchase.
//!
//! Assumptions
//! 1. The values of a customer's purchases vary as Gamma(p, ν) around her own mean p/ν.
//! 2. ν differs between customers as Gamma(q, γ).
//! 3. How much is spent does not depend on how often; [`GammaGamma::fit`] reports the correlation, and a
//!    note when it is more than a trifle.
//!
//! Parameters: `p`, `q` (no unit), `gamma` (currency units). With x purchases of mean value m
//!
//! > ln L = ln Γ(px+q) − ln Γ(px) − ln Γ(q) + q ln γ + (px−1) ln m + px ln x − (px+q) ln(γ + xm),
//! > E\[M | x, m\] = p(γ + xm)/(px + q − 1),  population mean pγ/(q−1) for q > 1.
//!
//! P. S. Fader, B. G. S. Hardie, "The Gamma-Gamma Model of Monetary Value", brucehardie.com/notes/025;
//! P. S. Fader, B. G. S. Hardie, K. L. Lee, "RFM and CLV", Journal of Marketing Research 42, 2005.
#![allow(clippy::indexing_slicing)] // three parameters, indexed by constants

use crate::ValueSummary;
use crate::fit::USABLE_WEIGHTS;
use crate::fit::optimum::{Search, named};
use crate::fit::{self, FitError, FitOptions, FitReport, Note, Parameter};
use crate::optimise::{Minimum, Objective};
use crate::special::{digamma, ln_gamma};
use serde::{Deserialize, Serialize};

#[cfg(test)]
mod tests;

/// Log-parameters stay within ±this: equal values would otherwise drive p to infinity.
const LIMIT: f64 = 11.0;

/// Distinct rows from which one start is enough.
const LARGE: usize = 5_000;

/// Correlation between frequency and value from which it is worth a note.
const CORRELATED: f64 = 0.3;

/// A Gamma-Gamma model with its parameters; see the module for the assumptions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct GammaGamma {
    /// Shape of a customer's purchase values.
    pub p: f64,
    /// Shape of the distribution of customers.
    pub q: f64,
    /// Scale of that distribution, in currency units.
    pub gamma: f64,
    /// Observed mean value of all purchases: the answer where the model has none.
    pub observed_mean: f64,
    /// Pearson's correlation of purchase count and mean value; `None` where either does not vary.
    pub correlation: Option<f64>,
    /// How the fit went; empty for a model built from known parameters.
    pub report: FitReport,
}

impl GammaGamma {
    /// A model from known parameters, all positive, and the mean value that stands in where q ≤ 1.
    #[must_use]
    pub fn new(p: f64, q: f64, gamma: f64, observed_mean: f64) -> Self {
        Self { p, q, gamma, observed_mean, correlation: None, report: FitReport::default() }
    }

    /// Fits by maximum likelihood; rows without a positive value are left out and counted in a note.
    ///
    /// # Errors
    /// No row with a positive value.
    pub fn fit(values: &[ValueSummary], options: &FitOptions) -> Result<Self, FitError> {
        let sample = Sample::new(values)?;
        let likelihood = Likelihood { sample: &sample };
        let starts = [[1.5, 1.3, 0.5], [0.0, 1.0, 0.0]];
        // A second start is for small samples with more than one hill; it costs as much as the first.
        let starts = starts.get(..if sample.rows.len() > LARGE { 1 } else { 2 }).unwrap_or_default();
        let units = [1.0, 1.0, sample.scale];
        let search = Search { starts, limit: LIMIT, units, customers: sample.customers };
        let top = fit::climb(&likelihood, &search, options);
        let [p, q, gamma] = top.parameters;
        let correlation = correlation(&sample.rows);
        let notes = notes(&sample, &top.end, correlation);
        let report = top.report(sample.total(top.end.value), sample.rows.len(), notes);
        Ok(Self { p, q, gamma, observed_mean: sample.mean_purchase, correlation, report })
    }

    /// Log-likelihood of customers under these parameters.
    ///
    /// # Errors
    /// As [`Self::fit`].
    pub fn log_likelihood(&self, values: &[ValueSummary]) -> Result<f64, FitError> {
        let sample = Sample::new(values)?;
        let at = [self.p, self.q, self.gamma / sample.scale].map(f64::ln);
        Ok(sample.total(Likelihood { sample: &sample }.evaluate(&at).0))
    }

    /// Expected value of a customer's coming purchases; the population's mean for `x` = 0.
    ///
    /// The observed mean of all purchases stands in where the parameters imply none.
    #[must_use]
    pub fn expected_value(&self, x: u32, mean: f64) -> f64 {
        let known = x > 0 && mean > 0.0 && mean.is_finite();
        let (x, mean) = if known { (f64::from(x), mean.min(1e300)) } else { (0.0, 0.0) };
        let divisor = self.p * x + self.q - 1.0;
        // At the pole and beyond the expectation does not exist; next to it, it is a ratio of noise.
        if divisor <= 0.05 {
            return if known { mean } else { self.observed_mean };
        }
        let expected = self.p * (self.gamma / divisor) + mean * (self.p * x / divisor);
        if expected.is_finite() { expected } else { self.observed_mean }
    }

    /// Parameters in the order of the literature.
    #[must_use]
    pub fn parameters(&self) -> Vec<Parameter> {
        named(&[("p", self.p), ("q", self.q), ("gamma", self.gamma)])
    }
}

/// Distinct rows sorted by `(x, mean)`, values divided by `scale`.
struct Sample {
    rows: Vec<ValueSummary>,
    /// Logarithms of the rows' means.
    ln_means: Vec<f64>,
    customers: f64,
    scale: f64,
    mean_purchase: f64,
    left_out: u64,
}

impl Sample {
    fn new(values: &[ValueSummary]) -> Result<Self, FitError> {
        let usable = |row: &&ValueSummary| {
            let (value, weight) = (row.mean, row.weight);
            row.x > 0 && (1e-200..1e200).contains(&value) && USABLE_WEIGHTS.contains(&weight)
        };
        let mut rows: Vec<ValueSummary> = values.iter().filter(usable).copied().collect();
        let left_out = (values.len() - rows.len()) as u64;
        if rows.is_empty() {
            return Err(FitError::NoRows);
        }
        rows.sort_unstable_by(|p, q| p.x.cmp(&q.x).then(p.mean.total_cmp(&q.mean)));
        rows.dedup_by(|later, kept| {
            let same = later.x == kept.x && later.mean == kept.mean;
            if same {
                kept.weight += later.weight;
            }
            same
        });
        let customers: f64 = rows.iter().map(|row| row.weight).sum();
        let purchases: f64 = rows.iter().map(|row| row.weight * f64::from(row.x)).sum();
        let spent: f64 = rows.iter().map(|row| row.weight * f64::from(row.x) * row.mean).sum();
        let scale = rows.iter().map(|row| row.weight / customers * row.mean).sum::<f64>();
        for row in &mut rows {
            row.mean /= scale;
        }
        let ln_means = rows.iter().map(|row| row.mean.ln()).collect();
        Ok(Self { rows, ln_means, customers, scale, mean_purchase: spent / purchases, left_out })
    }

    fn total(&self, mean_negative: f64) -> f64 {
        -mean_negative * self.customers - self.customers * self.scale.ln()
    }

    /// Standard deviation of the customers' means over their mean (which is 1 after scaling).
    fn spread(&self) -> f64 {
        let sum: f64 = self.rows.iter().map(|row| row.weight * (row.mean - 1.0).powi(2)).sum();
        (sum / self.customers).sqrt()
    }
}

/// Mean negative log-likelihood over (ln p, ln q, ln γ), values scaled.
struct Likelihood<'a> {
    sample: &'a Sample,
}

impl Objective<3> for Likelihood<'_> {
    fn evaluate(&self, at: &[f64; 3]) -> (f64, [f64; 3]) {
        let [p, q, gamma] = at.map(f64::exp);
        let (ln_gamma_q, digamma_q) = (ln_gamma(q), digamma(q));
        let (mut seen, mut per_x, mut slope_p, mut slope_q) = (0, 0.0, 0.0, 0.0);
        let (mut sum, mut gradient) = (0.0, [0.0; 3]);
        for (row, ln_mean) in self.sample.rows.iter().zip(&self.sample.ln_means) {
            let x = f64::from(row.x);
            if row.x != seen {
                let both = digamma(p * x + q);
                per_x = ln_gamma(p * x + q) - ln_gamma(p * x) - ln_gamma_q + p * x * x.ln();
                slope_p = x * (both - digamma(p * x) + x.ln());
                slope_q = both - digamma_q;
                seen = row.x;
            }
            let total = gamma + x * row.mean;
            let ln_total = total.ln();
            let ln_share = at[2] - ln_total;
            let value = per_x + q * ln_share + (p * x - 1.0) * ln_mean - p * x * ln_total;
            sum += row.weight * value;
            gradient[0] += row.weight * (slope_p + x * ln_mean - x * ln_total);
            gradient[1] += row.weight * (slope_q + ln_share);
            gradient[2] += row.weight * (q / gamma - (p * x + q) / total);
        }
        let per_customer = -1.0 / self.sample.customers;
        for (total, parameter) in gradient.iter_mut().zip([p, q, gamma]) {
            *total *= per_customer * parameter;
        }
        (sum * per_customer, gradient)
    }
}

fn notes(sample: &Sample, end: &Minimum<3>, correlation: Option<f64>) -> Vec<Note> {
    let mut notes = Vec::new();
    if sample.left_out > 0 {
        notes.push(Note::RowsLeftOut { rows: sample.left_out });
    }
    if sample.spread() < 1e-2 {
        notes.push(Note::EqualValues);
    }
    if end.at[1] <= 0.0 {
        notes.push(Note::NoPopulationMean);
    }
    if let Some(correlation) = correlation.filter(|c| c.abs() >= CORRELATED) {
        notes.push(Note::ValueDependsOnFrequency { correlation });
    }
    notes
}

/// Pearson's correlation of count and mean value over customers.
fn correlation(rows: &[ValueSummary]) -> Option<f64> {
    let weight: f64 = rows.iter().map(|row| row.weight).sum();
    let mean_x = rows.iter().map(|row| row.weight * f64::from(row.x)).sum::<f64>() / weight;
    let mean_m = rows.iter().map(|row| row.weight * row.mean).sum::<f64>() / weight;
    let (mut xx, mut mm, mut xm) = (0.0, 0.0, 0.0);
    for row in rows {
        let (dx, dm) = (f64::from(row.x) - mean_x, row.mean - mean_m);
        xx += row.weight * dx * dx;
        mm += row.weight * dm * dm;
        xm += row.weight * dx * dm;
    }
    let varies = xx > 1e-12 * weight && mm > 1e-12 * weight;
    varies.then(|| (xm / (xx * mm).sqrt()).clamp(-1.0, 1.0))
}
