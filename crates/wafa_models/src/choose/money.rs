//! What a choice is worth in money: spend and order values foretold for the hold-out.

use super::Split;
use super::score::HoldOut;
use crate::{FirstPurchase, FitOptions, GammaGamma, Histories, TransactionKind, TransactionModel, Transactions, Unit};
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
    let known = HoldOut::new(histories, split, unit);
    let quick = FitOptions { standard_errors: false, ..FitOptions::default() };
    let model = kind
        .fit(known.summaries(), &quick)
        .unwrap_or_else(|_| TransactionModel::PooledRate(crate::PooledRate::fit(known.summaries())));
    let values = histories.value_summaries(split.calibration_end, FirstPurchase::Excluded);
    let spending = GammaGamma::fit(&values, &quick).ok();
    let (mut spends, mut off, mut judged) = (Vec::new(), 0.0, 0.0);
    let coming = unit.from_days(split.holdout_days());
    for history in histories.iter() {
        let Some(summary) = history.summary(split.calibration_end, unit) else { continue };
        let own = history.value_summary(split.calibration_end, FirstPurchase::Excluded);
        let expected = match (&spending, own) {
            (Some(model), own) => own.map_or(model.expected_value(0, 0.0), |own| model.expected_value(own.x, own.mean)),
            (None, own) => own.map_or(0.0, |own| own.mean),
        };
        let later = history.until(split.holdout_end);
        let start = history.until(split.calibration_end).days().len();
        let actual: Vec<f64> = later.values().get(start..).unwrap_or_default().to_vec();
        let spent: f64 = actual.iter().sum();
        if summary.x > 0 && spent > 0.0 {
            off += (expected - spent / actual.len() as f64).abs();
            judged += 1.0;
        }
        spends.push((model.expected_purchases(&summary, coming) * expected, spent));
    }
    spends.sort_by(|p, q| q.0.total_cmp(&p.0));
    let total: f64 = spends.iter().map(|row| row.1).sum();
    let top: f64 = spends.iter().take(spends.len().div_ceil(10)).map(|row| row.1).sum();
    HoldoutValue {
        top_decile_share: (total > 0.0).then(|| top / total),
        order_value_mae: (judged > 0.0).then(|| off / judged),
    }
}
