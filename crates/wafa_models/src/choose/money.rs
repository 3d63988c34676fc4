//! What a choice is worth in money: spend and order values foretold for the hold-out.
//!
//! Scored is what [`Predictor`] says with a value model that counts first purchases ([`FirstPurchase::Counts`]),
//! as the product and `wafa model predict` fit it.

use super::Split;
use super::score::HoldOut;
use crate::{FirstPurchase, FitOptions, GammaGamma, Histories, Predictor, TransactionKind, TransactionModel, Unit};
use serde::{Deserialize, Serialize};

/// How well money was foretold on the hold-out.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct HoldoutValue {
    /// Share of the hold-out's spend by the tenth of customers with the highest expected spend; `None` when nothing
    /// was spent.
    pub top_decile_share: Option<f64>,
    /// Mean absolute error of the expected value of a purchase, over customers with repeat purchases who bought
    /// again, in currency units; `None` when there is none.
    pub order_value_mae: Option<f64>,
}

/// Fits a purchase model and the spending model to the calibration period and holds expected against actual money.
/// Where the purchase model cannot be fitted the pooled rate stands in, and the own mean for the spending model.
#[must_use]
pub fn holdout_value(histories: &Histories, split: Split, unit: Unit, kind: TransactionKind) -> HoldoutValue {
    let predictor = calibrated(histories, split, unit, kind);
    let (mut spends, mut off, mut judged) = (Vec::new(), 0.0, 0.0);
    let said = predictor.predict_all(histories, split.calibration_end, split.holdout_days());
    for (history, said) in histories.iter().zip(said) {
        let Some(said) = said else { continue };
        let start = history.until(split.calibration_end).days().len();
        let actual = history.until(split.holdout_end).values().get(start..).unwrap_or_default();
        let spent: f64 = actual.iter().sum();
        if said.summary.x > 0 && spent > 0.0 {
            off += (said.value_per_purchase - spent / actual.len() as f64).abs();
            judged += 1.0;
        }
        spends.push((said.expected_value, spent));
    }
    spends.sort_by(|p, q| q.0.total_cmp(&p.0));
    let total: f64 = spends.iter().map(|row| row.1).sum();
    let top: f64 = spends.iter().take(spends.len().div_ceil(10)).map(|row| row.1).sum();
    HoldoutValue {
        top_decile_share: (total > 0.0).then(|| top / total),
        order_value_mae: (judged > 0.0).then(|| off / judged),
    }
}

/// What would have been shipped on the last day of the calibration.
fn calibrated(histories: &Histories, split: Split, unit: Unit, kind: TransactionKind) -> Predictor {
    let known = HoldOut::new(histories, split, unit);
    let quick = FitOptions { standard_errors: false, ..FitOptions::default() };
    let model = kind
        .fit(known.summaries(), &quick)
        .unwrap_or_else(|_| TransactionModel::PooledRate(crate::PooledRate::fit(known.summaries())));
    let predictor = Predictor::new(model, unit);
    let values = histories.value_summaries(split.calibration_end, FirstPurchase::Counts);
    match GammaGamma::fit(&values, &quick) {
        Ok(value) => predictor.with_value(value, FirstPurchase::Counts),
        Err(_) => predictor,
    }
}
