//! What a fit says about itself, as sentences: why this model, and circumstances worth knowing.

use wafa_analytics::predict::FitReport;
use wafa_models::{Candidate, ChoiceReason, FitError, Note, TransactionKind};
use wafa_text::words::Arg;

use crate::who::Desk;

/// The name of a model or baseline.
pub fn candidate(desk: &Desk, name: &str) -> String {
    desk.say(&format!("models-name-{name}"), &[])
}

fn kind(desk: &Desk, kind: TransactionKind) -> Arg {
    candidate(desk, kind.name()).into()
}

fn baseline(desk: &Desk, baseline: Candidate) -> Arg {
    candidate(desk, baseline.name()).into()
}

fn error(value: f64) -> Arg {
    Arg::Decimal(value, 3)
}

/// Why this model, in sentences.
pub fn choice(desk: &Desk, report: &FitReport) -> Vec<String> {
    report.choice.iter().map(|reason| choice_sentence(desk, report, *reason)).collect()
}

fn choice_sentence(desk: &Desk, report: &FitReport, reason: ChoiceReason) -> String {
    match reason {
        ChoiceReason::SmallestError { error: own, runner_up: Some((other, its)) } => {
            desk.say("models-why-smallest", &[("error", error(own)), ("other", kind(desk, other)), ("its", error(its))])
        }
        ChoiceReason::SmallestError { error: own, runner_up: None } => {
            desk.say("models-why-only", &[("error", error(own))])
        }
        ChoiceReason::Tie { with } => {
            desk.say("models-why-tie", &[("model", candidate(desk, &report.model).into()), ("other", kind(desk, with))])
        }
        ChoiceReason::BeatsBaselines { best, error: its } => {
            desk.say("models-why-beats", &[("best", baseline(desk, best)), ("error", error(its))])
        }
        ChoiceReason::NoBetterThanBaseline { best, error: its } => {
            desk.say("models-why-no-better", &[("best", baseline(desk, best)), ("error", error(its))])
        }
        ChoiceReason::NoHoldOut => desk.say("models-why-no-holdout", &[]),
        ChoiceReason::CandidateFailed { kind: which, error } => {
            desk.say("models-why-failed", &[("model", kind(desk, which)), ("reason", fit_error(desk, error).into())])
        }
        ChoiceReason::LastResort => desk.say("models-why-last-resort", &[]),
    }
}

/// Why a candidate could not be fitted.
pub fn fit_error(desk: &Desk, error: FitError) -> String {
    let key = match error {
        FitError::NoRows => "models-error-no-rows",
        FitError::NoTimeObserved => "models-error-no-time",
        FitError::OneOutcome => "models-error-one-outcome",
        FitError::TooManyColumns { .. } => "models-error-too-many-columns",
        FitError::ImpossibleRow { .. } => "models-error-impossible",
    };
    desk.say(key, &[])
}

/// Circumstances worth knowing, in sentences.
pub fn notes(desk: &Desk, notes: &[Note]) -> Vec<String> {
    notes.iter().map(|note| note_sentence(desk, *note)).collect()
}

fn note_sentence(desk: &Desk, note: Note) -> String {
    match note {
        Note::NobodyDropsOut => desk.say("models-note-nobody-drops-out", &[]),
        Note::EqualRates => desk.say("models-note-equal-rates", &[]),
        Note::EqualDropout => desk.say("models-note-equal-dropout", &[]),
        Note::AllOrNothingDropout => desk.say("models-note-all-or-nothing", &[]),
        Note::NoRepeatPurchases => desk.say("models-note-no-repeats", &[]),
        Note::EqualValues => desk.say("models-note-equal-values", &[]),
        Note::NoPopulationMean => desk.say("models-note-no-mean", &[]),
        Note::NotConverged => desk.say("models-note-not-converged", &[]),
        Note::RowsLeftOut { rows } => {
            desk.say("models-note-rows-left-out", &[("n", i64::try_from(rows).unwrap_or(i64::MAX).into())])
        }
        Note::ValueDependsOnFrequency { correlation } => {
            desk.say("models-note-value-depends", &[("correlation", Arg::Decimal(correlation, 2))])
        }
    }
}
