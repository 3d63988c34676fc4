//! Trials inside the calibration period: what the choice is made on.
//!
//! The calibration period is split again, at half and at two thirds of its length; on each split every
//! candidate is fitted to the earlier part and judged on the later. A candidate's error is the mean over the
//! splits. The k of MBG/CNBD-k is the one with the smallest such error.

use super::score::HoldOut;
use super::{FEWEST_HOLDOUT_PURCHASES, SelectOptions, Split};
use crate::{FitOptions, Histories, TransactionKind};

/// Fewest days on either side of a trial split.
const FEWEST_DAYS: i64 = 28;

/// Steps to a purchase that are tried.
pub(crate) const STEPS_TRIED: std::ops::RangeInclusive<u32> = 2..=4;

/// What the trials showed.
pub(crate) struct Trials {
    /// Each candidate that could be tried on every split, in the order of preference, with its mean error
    /// ([`super::Score::combined_error`], purchases per customer).
    pub errors: Vec<(TransactionKind, f64)>,
}

impl Trials {
    /// Tries the candidates on what was known by the end of the calibration.
    pub fn run(histories: &Histories, calibration_end: i32, options: &SelectOptions) -> Self {
        let splits = hold_outs(histories, calibration_end, options);
        if splits.is_empty() {
            return Self { errors: Vec::new() };
        }
        let quick = FitOptions { standard_errors: false, ..options.fit };
        let errors = options.candidates.iter().filter_map(|kind| best_of(*kind, &splits, &quick)).collect();
        Self { errors }
    }
}

/// The candidate, with the best k where it has one, and its error.
fn best_of(kind: TransactionKind, splits: &[HoldOut], options: &FitOptions) -> Option<(TransactionKind, f64)> {
    let kinds: Vec<TransactionKind> = match kind {
        TransactionKind::MbgCnbd { .. } => STEPS_TRIED.map(|k| TransactionKind::MbgCnbd { k }).collect(),
        other => vec![other],
    };
    let tried = kinds.into_iter().filter_map(|kind| Some((kind, error_of(kind, splits, options)?)));
    tried.min_by(|p, q| p.1.total_cmp(&q.1))
}

fn error_of(kind: TransactionKind, splits: &[HoldOut], options: &FitOptions) -> Option<f64> {
    let mut sum = 0.0;
    for split in splits {
        let model = kind.fit(split.summaries(), options).ok()?;
        sum += split.score_model(&model).combined_error();
    }
    let error = sum / splits.len() as f64;
    error.is_finite().then_some(error)
}

/// Splits of the calibration period; none where it is too short.
fn inner_splits(histories: &Histories, calibration_end: i32) -> Vec<Split> {
    let Some((first, _)) = histories.day_range() else { return Vec::new() };
    let days = i64::from(calibration_end) - i64::from(first);
    let later = [days / 2, days / 3].into_iter().filter(|held| *held >= FEWEST_DAYS && days - held >= FEWEST_DAYS);
    later
        .filter_map(|held| {
            let calibration = calibration_end.checked_sub(i32::try_from(held).ok()?)?;
            Some(Split { calibration_end: calibration, holdout_end: calibration_end })
        })
        .collect()
}

/// The k of MBG/CNBD-k, 1 included, that foretells best on splits of the histories up to a day; 1 where nothing
/// can be tried.
#[must_use]
pub fn steps_to_a_purchase(histories: &Histories, as_of: i32, options: &SelectOptions) -> u32 {
    let splits = hold_outs(histories, as_of, options);
    if splits.is_empty() {
        return 1;
    }
    let quick = FitOptions { standard_errors: false, ..options.fit };
    let kinds = std::iter::once(1).chain(STEPS_TRIED).map(|k| TransactionKind::MbgCnbd { k });
    let tried = kinds.filter_map(|kind| Some((kind, error_of(kind, &splits, &quick)?)));
    match tried.min_by(|p, q| p.1.total_cmp(&q.1)) {
        Some((TransactionKind::MbgCnbd { k }, _)) => k,
        _ => 1,
    }
}

fn hold_outs(histories: &Histories, as_of: i32, options: &SelectOptions) -> Vec<HoldOut> {
    inner_splits(histories, as_of)
        .into_iter()
        .map(|split| HoldOut::new(histories, split, options.unit))
        .filter(|split| split.purchases() >= FEWEST_HOLDOUT_PURCHASES)
        .collect()
}
