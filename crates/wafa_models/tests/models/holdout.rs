//! The choice of a model on real customers: 39 weeks of calibration, 39 of hold-out.

use crate::cdnow::{self, CALIBRATION_END, HOLDOUT_END};
use wafa_models::{Candidate, ChoiceReason, Score, Selection, Split, TransactionKind, Transactions, Unit, select};

fn score(selection: &Selection, candidate: Candidate) -> &Score {
    selection.table.iter().find(|score| score.candidate == candidate).unwrap()
}

#[test]
fn cdnow_scores_are_those_measured_with_the_established_libraries() {
    let selection = select(&cdnow::histories(), CALIBRATION_END, HOLDOUT_END);
    // MAE, RMSE, bias, AUC
    for (candidate, mae, rmse, bias, auc) in [
        (Candidate::OwnRate, 1.024, 2.212, 0.56, 0.760),
        (Candidate::Model(TransactionKind::BgNbd), 0.786, 1.608, -0.121, 0.773),
        (Candidate::Model(TransactionKind::MbgNbd), 0.765, 1.607, -0.162, 0.773),
        (Candidate::Model(TransactionKind::ParetoNbd), 0.755, 1.603, -0.115, 0.779),
    ] {
        let got = score(&selection, candidate);
        assert_eq!(got.customers, 2_357);
        assert!((got.mae - mae).abs() < 0.0015, "{candidate:?} mae {}", got.mae);
        assert!((got.rmse - rmse).abs() < 0.0015, "{candidate:?} rmse {}", got.rmse);
        assert!((got.bias.unwrap() - bias).abs() < 0.006, "{candidate:?} bias {:?}", got.bias);
        assert!((got.auc_active.unwrap() - auc).abs() < 0.002, "{candidate:?} auc {:?}", got.auc_active);
    }
    let zero = score(&selection, Candidate::Zero);
    assert!((zero.mae - 0.798).abs() < 0.001 && zero.bias == Some(-1.0) && zero.auc_active == Some(0.5));
}

#[test]
fn the_choice_is_made_without_the_hold_out_says_why_and_is_refitted_on_everything() {
    let histories = cdnow::histories();
    let selection = select(&histories, CALIBRATION_END, HOLDOUT_END);
    let chosen = selection.model.kind();
    let runner_up = selection.reasons.iter().find_map(|reason| match reason {
        ChoiceReason::SmallestError { error, runner_up } => Some((*error, runner_up.unwrap())),
        _ => None,
    });
    let (error, (other, other_error)) = runner_up.unwrap();
    assert!(other != chosen && error < other_error);
    assert!(selection.reasons.iter().any(|r| matches!(r, ChoiceReason::BeatsBaselines { .. })));
    assert_eq!(selection.as_of, HOLDOUT_END);
    let refitted =
        chosen.fit(&histories.summaries(HOLDOUT_END, Unit::Week), &wafa_models::FitOptions::default()).unwrap();
    assert_eq!(selection.model.parameters(), refitted.parameters());
    // What is bought in the hold-out changes the table, but not what was chosen before it began.
    let mut quiet = wafa_models::Histories::new();
    for history in histories.iter() {
        let known = history.until(CALIBRATION_END);
        let mut days: Vec<(i32, f64)> = known.days().iter().copied().zip(known.values().iter().copied()).collect();
        days.push((CALIBRATION_END + 7, 1.0));
        quiet.push(&days);
    }
    assert_eq!(select(&quiet, CALIBRATION_END, HOLDOUT_END).model.kind(), chosen);
}

#[test]
fn the_chosen_model_is_as_good_as_the_best_of_the_established_ones() {
    let selection = select(&cdnow::histories(), CALIBRATION_END, HOLDOUT_END);
    let chosen = selection.chosen_score().unwrap();
    assert!(chosen.mae <= 0.755, "{chosen:?}");
}

#[test]
fn calibration_picture_rises_and_covers_everyone() {
    let selection = select(&cdnow::histories(), CALIBRATION_END, HOLDOUT_END);
    let bins = &selection.chosen_score().unwrap().bins;
    assert_eq!(bins.len(), 10);
    assert_eq!(bins.iter().map(|bin| bin.customers).sum::<usize>(), 2_357);
    assert!(bins.windows(2).all(|pair| pair[0].predicted <= pair[1].predicted));
    let top = bins.last().unwrap();
    assert!((top.predicted - top.actual).abs() < 0.5, "{top:?}");
    assert!((top.p_active - top.active).abs() < 0.06, "{top:?}");
}

#[test]
fn recommended_split_halves_the_history_up_to_a_year() {
    assert_eq!(Split::recommended(0, 59), None);
    assert_eq!(Split::recommended(0, 60), Some(Split { calibration_end: 30, holdout_end: 60 }));
    assert_eq!(Split::recommended(0, 2000), Some(Split { calibration_end: 1635, holdout_end: 2000 }));
    let split = Split::recommended(cdnow::day_number("1997-01-01"), HOLDOUT_END).unwrap();
    assert_eq!(split.calibration_end, CALIBRATION_END + 1);
}
