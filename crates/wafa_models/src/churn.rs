//! Who is going to leave, from what is known of each customer.
//!
//! - [`Logistic`]: log-odds are a sum over the columns; readable, with standard errors.
//! - `Boosted` (cargo feature `boosting`): gradient-boosted trees of the crate `forust-ml`, for effects that
//!   bend and combine.
//!
//! [`cross_validate`] says how well either foretells customers it has not seen; the better one is the one to use.

#[cfg(feature = "boosting")]
pub mod boosted;
pub mod logistic;

use crate::choose::score::auc;
use crate::features::{Features, folds};
use serde::{Deserialize, Serialize};

#[cfg(feature = "boosting")]
pub use boosted::{Boosted, BoostedOptions};
pub use logistic::{Coefficient, Logistic, LogisticOptions};

/// How well a model foretells rows it has not seen.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct CrossValidated {
    /// Probability that who left had the higher prediction, mean over the parts; `None` when all or none left.
    pub auc: Option<f64>,
    /// Mean squared distance of the predicted probability from what happened.
    pub brier: f64,
    /// Share that left: its variance is the Brier score of knowing nothing.
    pub base_rate: f64,
}

/// Fits on all parts but one and predicts that one, for each of `parts` parts.
pub fn cross_validate(
    features: &Features,
    outcomes: &[bool],
    parts: usize,
    fit: impl FnMut(&Features, &[bool]) -> Box<dyn Fn(&[f64]) -> f64>,
) -> CrossValidated {
    let predicted = out_of_fold(features, outcomes, parts, fit);
    let rows = predicted.len().max(1) as f64;
    let hit = |outcome: bool| f64::from(u8::from(outcome));
    let squares: f64 = predicted.iter().zip(outcomes).map(|(p, outcome)| (p - hit(*outcome)).powi(2)).sum();
    let base_rate = outcomes.iter().map(|outcome| hit(*outcome)).sum::<f64>() / rows;
    let dealt = folds(outcomes, parts.max(2));
    let part = |fold: usize| {
        let rows = predicted.iter().copied().zip(outcomes.iter().copied()).zip(&dealt);
        auc(rows.filter(|(_, own)| **own == fold).map(|(row, _)| row).collect())
    };
    let aucs: Option<Vec<f64>> = (0..parts.max(2)).map(part).collect();
    let auc = aucs.map(|aucs| aucs.iter().sum::<f64>() / aucs.len() as f64);
    CrossValidated { auc, brier: squares / rows, base_rate }
}

/// Predictions for every row by a model that has not seen it.
pub(crate) fn out_of_fold(
    features: &Features,
    outcomes: &[bool],
    parts: usize,
    mut fit: impl FnMut(&Features, &[bool]) -> Box<dyn Fn(&[f64]) -> f64>,
) -> Vec<f64> {
    let dealt = folds(outcomes, parts.max(2));
    let mut out = vec![0.0; outcomes.len()];
    for fold in 0..parts.max(2) {
        let (held, kept): (Vec<usize>, Vec<usize>) =
            (0..outcomes.len()).partition(|at| dealt.get(*at).is_some_and(|own| *own == fold));
        let known: Vec<bool> = kept.iter().filter_map(|at| outcomes.get(*at).copied()).collect();
        let model = fit(&features.only(&kept), &known);
        for at in held {
            if let Some(slot) = out.get_mut(at) {
                *slot = model(features.row(at));
            }
        }
    }
    out
}
