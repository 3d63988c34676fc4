//! Which model a shop should believe, decided by what would have been right.
//!
//! Owns the time-split hold-out: every candidate is fitted on the calibration period, predicts the following
//! hold-out period customer by customer, and is scored on what then happened, next to three baselines any
//! analyst could do by hand. The choice itself does not look at that hold-out: it is made on splits inside
//! the calibration period ([`trial`]), so that the table shows what the chosen model does on days nobody chose
//! it by. The candidate with the smallest error there wins, the default on a tie, and is refitted on all data.
//! In-sample likelihood takes no part: a model can fit the past better and foretell worse.
//!
//! The error is the geometric mean of MAE and RMSE over customers, divided by the AUC of buying again. MAE alone
//! rewards a model that predicts nothing wherever most customers do nothing; RMSE alone is decided by a handful
//! of great buyers; and a model that cannot tell who will come back is of no use however small its errors are.

pub mod money;
pub mod readiness;
pub mod score;
pub(crate) mod trial;

#[cfg(test)]
mod tests;

use crate::{FitError, FitOptions, Histories, TransactionKind, TransactionModel, Unit};
use score::{Candidate, HoldOut, Score};
use serde::{Deserialize, Serialize};
use trial::Trials;

/// Errors within this share of each other are a tie.
const TIE: f64 = 0.001;

/// A trial split with fewer purchases than this decides nothing, and a hold-out with fewer says nothing for or
/// against a model. It is scored all the same.
pub const FEWEST_HOLDOUT_PURCHASES: f64 = 10.0;

/// Calibration and hold-out, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Split {
    /// Last day of the calibration period.
    pub calibration_end: i32,
    /// Last day of the hold-out period.
    pub holdout_end: i32,
}

impl Split {
    /// The split for a history: the later half is held out, at most a year; `None` below 60 days.
    #[must_use]
    pub fn recommended(first_day: i32, as_of: i32) -> Option<Self> {
        let days = i64::from(as_of) - i64::from(first_day);
        if days < 60 {
            return None;
        }
        let held_out = i32::try_from((days / 2).min(365)).ok()?;
        Some(Self { calibration_end: as_of.checked_sub(held_out)?, holdout_end: as_of })
    }

    /// Days held out.
    #[must_use]
    pub fn holdout_days(&self) -> f64 {
        (i64::from(self.holdout_end) - i64::from(self.calibration_end)).max(0) as f64
    }
}

/// What to try and how.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SelectOptions {
    /// Candidates in the order of preference: the first wins a tie. The `k` of MBG/CNBD-k is chosen, too:
    /// any number here stands for "some k of at least 2".
    pub candidates: Vec<TransactionKind>,
    /// Unit of time for the models.
    pub unit: Unit,
    /// How to fit.
    pub fit: FitOptions,
}

impl Default for SelectOptions {
    fn default() -> Self {
        let candidates = vec![
            TransactionKind::MbgNbd,
            TransactionKind::ParetoNbd,
            TransactionKind::BgNbd,
            TransactionKind::MbgCnbd { k: 2 },
            TransactionKind::Nbd,
        ];
        Self { candidates, unit: Unit::default(), fit: FitOptions::default() }
    }
}

/// Why this model was chosen, as facts.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "reason")]
pub enum ChoiceReason {
    /// It had the smallest error on the trial splits inside the calibration period.
    SmallestError {
        /// Its error.
        error: f64,
        /// The next best model and its error, if another could be scored.
        runner_up: Option<(TransactionKind, f64)>,
    },
    /// It was as good as the best within the tolerance and stands first in the order of preference.
    Tie {
        /// The other model.
        with: TransactionKind,
    },
    /// It was better than every baseline on the hold-out.
    BeatsBaselines {
        /// The best baseline.
        best: Candidate,
        /// Its error.
        error: f64,
    },
    /// A baseline was as good or better: predictions deserve little trust.
    NoBetterThanBaseline {
        /// The best baseline.
        best: Candidate,
        /// Its error.
        error: f64,
    },
    /// Too little history or too few purchases to try the candidates on: the first that fits was taken.
    NoHoldOut,
    /// A candidate could not be fitted.
    CandidateFailed {
        /// Which one.
        kind: TransactionKind,
        /// Why.
        error: FitError,
    },
    /// No candidate could be fitted on all data; this is the last resort.
    LastResort,
}

/// The outcome: the chosen model fitted to all data, the table behind the choice, and the reasons.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Selection {
    /// The chosen model, fitted to everything up to `as_of`.
    pub model: TransactionModel,
    /// Its time unit.
    pub unit: Unit,
    /// Last day of the data it was fitted to.
    pub as_of: i32,
    /// The split that was scored; `None` when there was nothing to score: no days held out, or no customer who had
    /// been seen for a while before them. A hold-out in which little or nothing was bought is scored.
    pub split: Option<Split>,
    /// Scores of all candidates and baselines; what a hold-out without purchases leaves undefined (AUC, bias) is `None`.
    pub table: Vec<Score>,
    /// Why the model was chosen.
    pub reasons: Vec<ChoiceReason>,
}

impl Selection {
    /// The score of the chosen model on the hold-out.
    #[must_use]
    pub fn chosen_score(&self) -> Option<&Score> {
        let chosen = Candidate::Model(self.model.kind());
        self.table.iter().find(|score| score.candidate == chosen)
    }
}

/// Chooses among the default candidates; see [`select_with`].
#[must_use]
pub fn select(histories: &Histories, calibration_end: i32, holdout_end: i32) -> Selection {
    select_with(histories, Split { calibration_end, holdout_end }, &SelectOptions::default())
}

/// Chooses on splits inside the calibration period, scores every candidate on the hold-out, and refits the
/// chosen one on all data up to the end of the hold-out. The hold-out is scored however little was bought in it, but
/// a model is held against the baselines only where at least ten purchases were made. Never fails: without usable
/// trial splits the first candidate that can be fitted is taken, without any the pooled rate.
#[must_use]
pub fn select_with(histories: &Histories, split: Split, options: &SelectOptions) -> Selection {
    let mut reasons = Vec::new();
    let trials = Trials::run(histories, split.calibration_end, options);
    let order = ranked(&trials, options, &mut reasons);
    let hold_out = HoldOut::new(histories, split, options.unit);
    let table = if hold_out.is_usable() { score_all(&hold_out, &order, &options.fit) } else { Vec::new() };
    let summaries = histories.summaries(split.holdout_end, options.unit);
    let mut model = None;
    for kind in &order {
        match kind.fit(&summaries, &options.fit) {
            Ok(fitted) => {
                model = Some(fitted);
                break;
            }
            Err(error) => reasons.push(ChoiceReason::CandidateFailed { kind: *kind, error }),
        }
    }
    let model = model.unwrap_or_else(|| {
        reasons.push(ChoiceReason::LastResort);
        TransactionModel::PooledRate(crate::PooledRate::fit(&summaries))
    });
    if hold_out.purchases() >= FEWEST_HOLDOUT_PURCHASES {
        reasons.extend(against_baselines(&table, model.kind()));
    }
    let as_of = split.holdout_end;
    let split = (!table.is_empty()).then_some(split);
    Selection { model, unit: options.unit, as_of, split, table, reasons }
}

fn score_all(hold_out: &HoldOut, kinds: &[TransactionKind], fit: &FitOptions) -> Vec<Score> {
    let quick = FitOptions { standard_errors: false, ..*fit };
    let mut table: Vec<Score> = kinds
        .iter()
        .map(|kind| match kind.fit(hold_out.summaries(), &quick) {
            Ok(model) => hold_out.score_model(&model),
            Err(error) => Score::failed(Candidate::Model(*kind), error),
        })
        .collect();
    table.extend(hold_out.score_baselines());
    table
}

/// Candidates from best to worst, with the reasons of the first; those that could not be tried stand last.
fn ranked(trials: &Trials, options: &SelectOptions, reasons: &mut Vec<ChoiceReason>) -> Vec<TransactionKind> {
    let mut models = trials.errors.clone();
    let untried = || options.candidates.iter().copied().filter(|kind| !trials.errors.iter().any(|m| same(m.0, *kind)));
    let Some(smallest) = models.iter().min_by(|p, q| p.1.total_cmp(&q.1)).copied() else {
        reasons.push(ChoiceReason::NoHoldOut);
        return options.candidates.clone();
    };
    let near = |error: f64| error <= smallest.1 * (1.0 + TIE);
    let winner = models.iter().find(|model| near(model.1)).copied().unwrap_or(smallest);
    models.sort_by(|p, q| (p.0 != winner.0).cmp(&(q.0 != winner.0)).then(p.1.total_cmp(&q.1)));
    if winner.0 == smallest.0 {
        reasons.push(ChoiceReason::SmallestError { error: winner.1, runner_up: models.get(1).copied() });
    } else {
        reasons.push(ChoiceReason::Tie { with: smallest.0 });
    }
    models.into_iter().map(|(kind, _)| kind).chain(untried()).collect()
}

/// The same model, whatever its k.
fn same(one: TransactionKind, other: TransactionKind) -> bool {
    one.name() == other.name()
}

/// How the chosen model stands against the best baseline on the hold-out.
fn against_baselines(table: &[Score], chosen: TransactionKind) -> Option<ChoiceReason> {
    let own = table.iter().find(|score| score.candidate == Candidate::Model(chosen) && score.error.is_none())?;
    let baselines = table.iter().filter(|score| !matches!(score.candidate, Candidate::Model(_)));
    let best = baselines.min_by(|p, q| p.combined_error().total_cmp(&q.combined_error()))?;
    let (best, error) = (best.candidate, best.combined_error());
    Some(if own.combined_error() < error {
        ChoiceReason::BeatsBaselines { best, error }
    } else {
        ChoiceReason::NoBetterThanBaseline { best, error }
    })
}
