//! Uplift: for whom an action (an e-mail, a voucher) makes a difference.
//!
//! Assumptions
//! 1. Who was treated was decided by lot.
//! 2. Of customers alike in their columns, the treated show what the others would have done if treated.
//! 3. Customers do not influence each other.
//!
//! Two logistic regressions ([`crate::churn::Logistic`]), one for the treated, one for the others; a customer's
//! uplift is the difference of their predictions, made for every customer by models that have not seen her.
//!
//! - Average effect: difference of the mean outcomes, with the normal 95 % interval from both variances.
//! - Qini: customers ranked by falling uplift; the curve is outcomes of the treated so far less those of the
//!   others, scaled to as many; the coefficient is the area between it and the straight line of a random
//!   ranking, over the same area of the perfect ranking. Random gives 0, perfect 1.
//! - Its 95 % interval comes from a bootstrap of customers. Where it covers 0, the data show no difference
//!   worth targeting by, whatever the average effect.
//!
//! N. J. Radcliffe, "Using control groups to target on predicted lift", Direct Marketing Analytics Journal, 2007;
//! P. Gutierrez, J.-Y. Gérardy, "Causal Inference and Uplift Modelling: A Review", PMLR 67, 2017.

mod qini;

#[cfg(test)]
mod tests;

use crate::churn::{Logistic, LogisticOptions, out_of_fold};
use crate::features::Features;
use crate::fit::FitError;
use crate::special::NORMAL_95;
use serde::{Deserialize, Serialize};

/// How to measure.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct UpliftOptions {
    /// Parts of the cross-fitting.
    pub folds: usize,
    /// Samples of the bootstrap.
    pub bootstraps: usize,
    /// How the two regressions are fitted.
    pub logistic: LogisticOptions,
}

impl Default for UpliftOptions {
    fn default() -> Self {
        Self { folds: 5, bootstraps: 400, logistic: LogisticOptions { ridge: 10.0, ..LogisticOptions::default() } }
    }
}

/// The effect among the customers with the highest uplift.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct UpliftAt {
    /// Which share of customers, from the top.
    pub share: f64,
    /// How many customers that is.
    pub customers: usize,
    /// Difference of the mean outcomes among them; `None` where treated or others are missing.
    pub uplift: Option<f64>,
    /// Its 95 % interval.
    pub interval: Option<(f64, f64)>,
}

/// What an experiment shows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct UpliftReport {
    /// Customers.
    pub customers: usize,
    /// Of these, the treated.
    pub treated: usize,
    /// Average effect of the treatment, in units of the outcome.
    pub average_effect: f64,
    /// Its 95 % interval.
    pub average_effect_interval: (f64, f64),
    /// Qini coefficient of the ranking.
    pub qini: f64,
    /// Its 95 % interval.
    pub qini_interval: (f64, f64),
    /// Whether the effect differs between customers in a way that can be targeted: the interval of the qini lies
    /// above what a random ranking gives.
    pub heterogeneous: bool,
    /// Columns left out, because treated and others differ in them by more than lot explains: they cannot have been
    /// known before the treatment.
    pub unbalanced: Vec<usize>,
    /// The effect among the best 10, 20, … 100 % of the ranking.
    pub at: Vec<UpliftAt>,
}

/// One customer of an experiment, ranked.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ranked {
    pub uplift: f64,
    pub treated: bool,
    pub outcome: f64,
}

/// A model of the uplift; see the module for the assumptions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TwoModels {
    /// The regression of the treated.
    pub treated: Logistic,
    /// The regression of the others.
    pub others: Logistic,
}

impl TwoModels {
    /// Fits both regressions; an outcome above 0 counts as success.
    ///
    /// # Errors
    /// Nobody, or nobody treated, or everybody.
    pub fn fit(
        features: &Features,
        treated: &[bool],
        outcomes: &[f64],
        options: &LogisticOptions,
    ) -> Result<Self, FitError> {
        let side = |wanted: bool| {
            let rows: Vec<usize> =
                (0..features.len()).filter(|at| treated.get(*at).is_some_and(|own| *own == wanted)).collect();
            let known: Vec<bool> = rows.iter().map(|at| outcomes.get(*at).is_some_and(|out| *out > 0.0)).collect();
            Logistic::fit(&features.only(&rows), &known, options)
        };
        Ok(Self { treated: side(true)?, others: side(false)? })
    }

    /// Expected difference the treatment makes to a customer's probability of success.
    #[must_use]
    pub fn uplift(&self, row: &[f64]) -> f64 {
        self.treated.predict(row) - self.others.predict(row)
    }
}

/// Measures an experiment. Rows beyond the shortest input are left out; an outcome that is not finite counts as 0.
///
/// # Errors
/// Nobody, or nobody treated, or everybody.
pub fn measure(
    features: &Features,
    treated: &[bool],
    outcomes: &[f64],
    options: &UpliftOptions,
) -> Result<UpliftReport, FitError> {
    let rows = features.len().min(treated.len()).min(outcomes.len());
    let treated: Vec<bool> = treated.iter().take(rows).copied().collect();
    let finite = |v: &f64| if v.is_finite() { v.clamp(-1e12, 1e12) } else { 0.0 };
    let outcomes: Vec<f64> = outcomes.iter().take(rows).map(finite).collect();
    let count = treated.iter().filter(|own| **own).count();
    if rows == 0 || count == 0 {
        return Err(FitError::NoRows);
    }
    if count == rows {
        return Err(FitError::OneOutcome);
    }
    let unbalanced = unbalanced(features, &treated);
    let kept = without(features, &unbalanced);
    let mut ranked = scored(&kept, &treated, &outcomes, options);
    ranked.sort_by(|p, q| q.uplift.total_cmp(&p.uplift));
    let (average_effect, average_effect_interval) = effect(&ranked).unwrap_or((0.0, (0.0, 0.0)));
    let qini = qini::coefficient(&ranked);
    let qini_interval = qini::interval(&ranked, options.bootstraps.clamp(50, 20_000));
    let at = (1..=10).map(|tenth| top(&ranked, tenth)).collect();
    Ok(UpliftReport {
        customers: rows,
        treated: count,
        average_effect,
        average_effect_interval,
        qini,
        qini_interval,
        heterogeneous: qini_interval.0 > 0.0,
        unbalanced,
        at,
    })
}

/// Columns whose means differ between treated and others by more than five standard errors.
fn unbalanced(features: &Features, treated: &[bool]) -> Vec<usize> {
    const TOO_FAR: f64 = 5.0;
    let as_outcome = |column: usize| {
        let values = features.iter().map(|row| row.get(column).copied().unwrap_or(0.0));
        let rows: Vec<Ranked> =
            values.zip(treated).map(|(outcome, treated)| Ranked { uplift: 0.0, treated: *treated, outcome }).collect();
        effect(&rows)
    };
    let differs = |column: &usize| {
        as_outcome(*column).is_some_and(|(difference, (low, high))| {
            let error = (high - low) / (2.0 * NORMAL_95);
            difference.abs() > TOO_FAR * error && difference.abs() > 1e-9 * (low.abs() + high.abs())
        })
    };
    (0..features.width()).filter(differs).collect()
}

fn without(features: &Features, columns: &[usize]) -> Features {
    if columns.is_empty() {
        return features.clone();
    }
    let mut out = Features::new(features.width() - columns.len());
    for row in features.iter() {
        let kept: Vec<f64> =
            row.iter().enumerate().filter(|(at, _)| !columns.contains(at)).map(|(_, value)| *value).collect();
        out.push(&kept);
    }
    out
}

/// Everyone with an uplift by models that have not seen her.
fn scored(features: &Features, treated: &[bool], outcomes: &[f64], options: &UpliftOptions) -> Vec<Ranked> {
    // Each side is fitted on its own customers, but predicts everybody of the part held out: dealing by treatment
    // keeps both sides in every part.
    let predicted = |wanted: bool| {
        let mut turn = 0;
        let dealt = crate::features::folds(treated, options.folds.clamp(2, 50));
        out_of_fold(features, treated, options.folds.clamp(2, 50), |_, _| {
            let rows: Vec<usize> = (0..treated.len())
                .filter(|at| dealt.get(*at) != Some(&turn) && treated.get(*at) == Some(&wanted))
                .collect();
            turn += 1;
            let known: Vec<bool> = rows.iter().map(|at| outcomes.get(*at).is_some_and(|out| *out > 0.0)).collect();
            match Logistic::fit(&features.only(&rows), &known, &options.logistic) {
                Ok(model) => Box::new(move |row: &[f64]| model.predict(row)),
                Err(_) => Box::new(|_: &[f64]| 0.0),
            }
        })
    };
    let (with, without) = (predicted(true), predicted(false));
    with.iter()
        .zip(&without)
        .zip(treated.iter().zip(outcomes))
        .map(|((with, without), (treated, outcome))| Ranked {
            uplift: with - without,
            treated: *treated,
            outcome: *outcome,
        })
        .collect()
}

/// Difference of the mean outcomes with its normal interval; `None` unless both sides are there.
fn effect(rows: &[Ranked]) -> Option<(f64, (f64, f64))> {
    let side = |wanted: bool| {
        let own = || rows.iter().filter(move |row| row.treated == wanted).map(|row| row.outcome);
        let count = own().count() as f64;
        let mean = own().sum::<f64>() / count;
        let variance = own().map(|out| (out - mean) * (out - mean)).sum::<f64>() / (count - 1.0).max(1.0);
        (count > 0.0).then_some((mean, variance / count))
    };
    let ((with, spread_with), (without, spread_without)) = (side(true)?, side(false)?);
    let (difference, half) = (with - without, NORMAL_95 * (spread_with + spread_without).sqrt());
    Some((difference, (difference - half, difference + half)))
}

fn top(ranked: &[Ranked], tenth: usize) -> UpliftAt {
    let customers = ranked.len() * tenth / 10;
    let effect = ranked.get(..customers).and_then(effect);
    UpliftAt {
        share: tenth as f64 / 10.0,
        customers,
        uplift: effect.map(|(uplift, _)| uplift),
        interval: effect.map(|(_, interval)| interval),
    }
}
