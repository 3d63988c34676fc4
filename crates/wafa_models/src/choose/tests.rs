#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use super::*;
use crate::{Readiness, ReadinessRules};

#[test]
fn area_under_the_curve_counts_ties_half() {
    use super::score::auc;
    assert_eq!(auc(vec![(0.1, false), (0.9, true)]), Some(1.0));
    assert_eq!(auc(vec![(0.9, false), (0.1, true)]), Some(0.0));
    assert_eq!(auc(vec![(0.5, false), (0.5, true)]), Some(0.5));
    assert_eq!(auc(vec![(0.2, false), (0.5, true), (0.5, false), (0.7, true)]), Some(0.875));
    assert_eq!(auc(vec![(0.5, true)]), None);
}

#[test]
fn without_a_hold_out_the_default_is_taken_and_it_says_so() {
    let mut histories = Histories::new();
    histories.push(&[(0, 1.0), (5, 1.0)]);
    histories.push(&[(3, 1.0)]);
    let selection = select(&histories, 10, 10);
    assert_eq!(selection.model.kind(), TransactionKind::MbgNbd);
    assert_eq!(selection.reasons, [ChoiceReason::NoHoldOut]);
    assert!(selection.split.is_none() && selection.table.is_empty());
}

/// Regular customers of the first half-year of whom `bought` come again once in the second.
fn shop(bought: i32) -> Histories {
    let mut histories = Histories::new();
    for i in 0..60 {
        let mut days = vec![(i, 10.0), (i + 20 + i % 7, 12.0)];
        if i % 3 == 0 {
            days.push((i + 90 + i % 11, 9.0));
        }
        if i < bought {
            days.push((200 + i, 11.0));
        }
        histories.push(&days);
    }
    histories
}

#[test]
fn a_small_or_empty_hold_out_is_scored_and_decides_nothing() {
    for (bought, auc) in [(0, false), (4, true)] {
        let selection = select(&shop(bought), 180, 300);
        let chosen = selection.chosen_score().unwrap();
        assert_eq!(selection.split, Some(Split { calibration_end: 180, holdout_end: 300 }));
        assert_eq!((selection.table.len(), chosen.customers, chosen.bins.len()), (8, 60, 10));
        assert!(chosen.mae > 0.0 && chosen.rmse.is_finite());
        assert_eq!((chosen.auc_active.is_some(), chosen.bias.is_some()), (auc, auc), "{chosen:?}");
        let verdict = |reason: &ChoiceReason| {
            matches!(reason, ChoiceReason::BeatsBaselines { .. } | ChoiceReason::NoBetterThanBaseline { .. })
        };
        assert!(!selection.reasons.iter().any(verdict), "{:?}", selection.reasons);
        let zero = selection.table.iter().find(|score| score.candidate == Candidate::Zero).unwrap();
        assert_eq!(zero.mae == 0.0, bought == 0, "{zero:?}");
        // The choice was made before the hold-out began.
        assert_eq!(selection.model.kind(), select(&shop(40), 180, 300).model.kind());
    }
}

/// The figure is that of the predictor that is shipped: first purchases count.
#[test]
fn order_values_are_scored_with_the_first_purchase_counted() {
    use crate::{FirstPurchase, GammaGamma, Predictor};
    let mut histories = Histories::new();
    for i in 0..80 {
        let own = 10.0 + f64::from(i % 9) * 5.0;
        histories.push(&[(i, own * 1.5), (i + 30, own), (i + 60, own * 0.8), (200 + i, own * 1.1)]);
    }
    let (split, options) = (Split { calibration_end: 180, holdout_end: 300 }, FitOptions::default());
    let kind = TransactionKind::Nbd;
    let predictor = |first: FirstPurchase| {
        let value = GammaGamma::fit(&histories.value_summaries(180, first), &options).unwrap();
        let model = kind.fit(&histories.summaries(180, Unit::Week), &options).unwrap();
        Predictor::new(model, Unit::Week).with_value(value, first)
    };
    let error = |predictor: &Predictor| {
        let said = histories.iter().map(|history| predictor.value_per_purchase(&history, 180));
        let off: f64 = said.zip(histories.iter()).map(|(said, history)| (said - history.values()[3]).abs()).sum();
        off / 80.0
    };
    let scored = crate::holdout_value(&histories, split, Unit::Week, kind).order_value_mae.unwrap();
    assert!((scored / error(&predictor(FirstPurchase::Counts)) - 1.0).abs() < 1e-9, "{scored}");
    assert!((scored / error(&predictor(FirstPurchase::Excluded)) - 1.0).abs() > 0.02, "{scored}");
}

#[test]
fn the_chain_of_fallbacks_ends_in_the_pooled_rate() {
    for histories in [Histories::new(), {
        let mut today = Histories::new();
        today.push(&[(10, 1.0)]);
        today
    }] {
        let selection = select(&histories, 5, 10);
        assert_eq!(selection.model.kind(), TransactionKind::PooledRate);
        assert_eq!(selection.reasons.last(), Some(&ChoiceReason::LastResort));
        assert_eq!(selection.reasons.len(), 7, "{:?}", selection.reasons);
    }
}

#[test]
fn a_tie_goes_to_the_preferred_model() {
    let trials = Trials { errors: vec![(TransactionKind::MbgNbd, 1.0005), (TransactionKind::ParetoNbd, 1.0)] };
    let mut reasons = Vec::new();
    let options = SelectOptions::default();
    let order = ranked(&trials, &options, &mut reasons);
    assert_eq!(order[..2], [TransactionKind::MbgNbd, TransactionKind::ParetoNbd]);
    assert_eq!(order.len(), options.candidates.len(), "the others remain as fallbacks");
    assert_eq!(reasons, [ChoiceReason::Tie { with: TransactionKind::ParetoNbd }]);
}

#[test]
fn a_baseline_that_does_better_is_named() {
    let scored = |candidate, mae| Score { mae, rmse: 1.0, error: None, ..Score::failed(candidate, FitError::NoRows) };
    let kind = TransactionKind::MbgNbd;
    let table = [scored(Candidate::Model(kind), 1.0), scored(Candidate::Zero, 0.5), scored(Candidate::Mean, 0.7)];
    let verdict = against_baselines(&table, kind);
    assert!(matches!(verdict, Some(ChoiceReason::NoBetterThanBaseline { best: Candidate::Zero, .. })), "{verdict:?}");
    let verdict = against_baselines(&[scored(Candidate::Model(kind), 0.2), scored(Candidate::Zero, 0.5)], kind);
    assert!(matches!(verdict, Some(ChoiceReason::BeatsBaselines { .. })), "{verdict:?}");
}

#[test]
fn readiness_gates_hold_one_by_one() {
    let shop = |customers: i32, last: i32, triple: bool| {
        let mut histories = Histories::new();
        for i in 0..customers {
            histories.push(&[(i % 100, 1.0)]);
        }
        histories.push(&[(last, 1.0)]);
        if triple {
            histories.push(&[(1, 1.0), (2, 1.0), (3, 1.0)]);
        }
        Readiness::check(&histories, 200, ReadinessRules::default())
    };
    let ready = shop(500, 190, true);
    assert!(ready.ready, "{ready:?}");
    assert_eq!((ready.customers, ready.history_days), (502, 200));
    assert_eq!((ready.last_order_days, ready.customers_with_three), (Some(10), 1));
    assert!(!shop(400, 190, true).ready);
    assert!(!shop(500, 150, true).ready);
    assert!(!shop(500, 190, false).ready);
    let mut short = Histories::new();
    short.push(&[(0, 1.0), (1, 1.0), (2, 1.0)]);
    let rules = ReadinessRules { customers: 1, ..ReadinessRules::default() };
    assert!(!Readiness::check(&short, 20, rules).ready);
    assert!(!Readiness::check(&Histories::new(), 200, rules).ready);
}
