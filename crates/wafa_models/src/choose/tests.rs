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
