//! Scores of predictions against what then happened.
//!
//! Owns the hold-out sample (everyone who had bought by the end of the calibration, with the purchase days
//! counted in the hold-out), the baselines, and the measures: MAE, RMSE, bias, AUC of buying again, and
//! calibration by tenths of the prediction.

use super::Split;
use crate::baseline::Baseline;
use crate::{FitError, Histories, Summary, TransactionKind, TransactionModel, Transactions, Unit};
use serde::{Deserialize, Serialize};

/// Groups of equal size in the calibration picture.
const BINS: usize = 10;

/// What was scored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Candidate {
    /// A fitted model.
    Model(TransactionKind),
    /// "Nobody buys again."
    Zero,
    /// "Everyone buys at the mean rate of all customers."
    Mean,
    /// "Everyone goes on as before": repeat purchases over age.
    OwnRate,
}

impl Candidate {
    /// Stable short name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Model(kind) => kind.name(),
            Self::Zero => "zero",
            Self::Mean => "mean",
            Self::OwnRate => "own-rate",
        }
    }
}

/// A tenth of the customers, by rising prediction, and what became of them.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Bin {
    /// Customers in the group.
    pub customers: usize,
    /// Mean predicted purchases.
    pub predicted: f64,
    /// Mean actual purchases.
    pub actual: f64,
    /// Mean predicted probability of buying at all.
    pub p_active: f64,
    /// Share that did buy.
    pub active: f64,
}

/// How one candidate did on the hold-out.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Score {
    /// Which candidate.
    pub candidate: Candidate,
    /// Customers scored.
    pub customers: usize,
    /// Mean absolute error, purchases per customer.
    pub mae: f64,
    /// Root of the mean squared error, purchases per customer.
    pub rmse: f64,
    /// (predicted − actual) / actual over all customers; `None` when nobody bought.
    pub bias: Option<f64>,
    /// Probability that a customer who bought again had more purchases predicted than one who did not;
    /// `None` when all or none did.
    pub auc_active: Option<f64>,
    /// Calibration picture, by rising prediction.
    pub bins: Vec<Bin>,
    /// Log-likelihood on the calibration period, for models.
    pub log_likelihood: Option<f64>,
    /// Predictions that were no finite number and counted as none; 0 unless something is very wrong.
    #[serde(default)]
    pub not_numbers: usize,
    /// Why the candidate could not be scored; its figures are then 0.
    pub error: Option<FitError>,
}

impl Score {
    pub(super) fn failed(candidate: Candidate, error: FitError) -> Self {
        Self {
            candidate,
            customers: 0,
            mae: 0.0,
            rmse: 0.0,
            bias: None,
            auc_active: None,
            bins: Vec::new(),
            log_likelihood: None,
            not_numbers: 0,
            error: Some(error),
        }
    }

    /// What the choice minimises: the geometric mean of MAE and RMSE over the AUC of buying again.
    #[must_use]
    pub fn combined_error(&self) -> f64 {
        (self.mae * self.rmse).sqrt() / self.auc_active.map_or(1.0, |auc| auc.max(0.05))
    }
}

/// What a candidate says of one customer.
#[derive(Debug, Clone, Copy)]
struct Said {
    purchases: f64,
    p_active: f64,
}

/// Customers known at the end of the calibration, and what they did in the hold-out.
pub(super) struct HoldOut {
    summaries: Vec<Summary>,
    actual: Vec<f64>,
    coming: f64,
}

impl HoldOut {
    pub fn new(histories: &Histories, split: Split, unit: Unit) -> Self {
        let mut rows: Vec<(Summary, f64)> = histories
            .iter()
            .filter_map(|history| {
                let summary = history.summary(split.calibration_end, unit)?;
                Some((summary, history.count_between(split.calibration_end, split.holdout_end) as f64))
            })
            .collect();
        // Sorted, so that equal customers stand together and are predicted once.
        rows.sort_by(|(p, _), (q, _)| p.x.cmp(&q.x).then(p.t_x.total_cmp(&q.t_x)).then(p.t.total_cmp(&q.t)));
        let (summaries, actual) = rows.into_iter().unzip();
        Self { summaries, actual, coming: unit.from_days(split.holdout_days()) }
    }

    pub fn summaries(&self) -> &[Summary] {
        &self.summaries
    }

    /// Whether there is anything to score: a customer who had been seen for a while, and days held out.
    pub fn is_usable(&self) -> bool {
        self.coming > 0.0 && self.summaries.iter().any(|customer| customer.t > 0.0)
    }

    /// Purchases in the hold-out by customers known before it.
    pub fn purchases(&self) -> f64 {
        self.actual.iter().sum()
    }

    pub fn score_model(&self, model: &TransactionModel) -> Score {
        let mut last: Option<(Summary, Said)> = None;
        let said = self.summaries.iter().map(|customer| match last {
            Some((seen, said)) if seen == *customer => said,
            _ => {
                let said = Said {
                    purchases: model.expected_purchases(customer, self.coming),
                    p_active: model.p_active(customer, self.coming),
                };
                last = Some((*customer, said));
                said
            }
        });
        let mut score = self.score(Candidate::Model(model.kind()), said.collect());
        score.log_likelihood = Some(model.report().log_likelihood);
        score
    }

    pub fn score_baselines(&self) -> Vec<Score> {
        let scored = Baseline::all(&self.summaries).into_iter().map(|baseline| {
            let said = self.summaries.iter().map(|customer| Said {
                purchases: baseline.expected_purchases(customer, self.coming),
                p_active: baseline.p_active(customer, self.coming),
            });
            self.score(baseline.candidate(), said.collect())
        });
        scored.collect()
    }

    fn score(&self, candidate: Candidate, mut said: Vec<Said>) -> Score {
        let mut not_numbers = 0;
        for said in said.iter_mut().filter(|said| !said.purchases.is_finite() || !said.p_active.is_finite()) {
            *said = Said { purchases: 0.0, p_active: 0.0 };
            not_numbers += 1;
        }
        let count = self.actual.len().max(1) as f64;
        let (mut absolute, mut squared, mut predicted) = (0.0, 0.0, 0.0);
        for (said, actual) in said.iter().zip(&self.actual) {
            let error = said.purchases - actual;
            absolute += error.abs();
            squared += error * error;
            predicted += said.purchases;
        }
        let bought = self.purchases();
        let ranks: Vec<(f64, bool)> =
            said.iter().zip(&self.actual).map(|(said, actual)| (said.purchases, *actual > 0.0)).collect();
        Score {
            candidate,
            customers: self.actual.len(),
            mae: absolute / count,
            rmse: (squared / count).sqrt(),
            bias: (bought > 0.0).then(|| predicted / bought - 1.0),
            auc_active: auc(ranks),
            bins: self.bins(&said),
            log_likelihood: None,
            not_numbers,
            error: None,
        }
    }

    fn bins(&self, said: &[Said]) -> Vec<Bin> {
        let mut rows: Vec<(Said, f64)> = said.iter().copied().zip(self.actual.iter().copied()).collect();
        rows.sort_by(|p, q| p.0.purchases.total_cmp(&q.0.purchases));
        let count = rows.len();
        (0..BINS)
            .filter_map(|bin| rows.get(bin * count / BINS..(bin + 1) * count / BINS))
            .filter(|group| !group.is_empty())
            .map(|group| {
                let mean = |of: &dyn Fn(&(Said, f64)) -> f64| group.iter().map(of).sum::<f64>() / group.len() as f64;
                Bin {
                    customers: group.len(),
                    predicted: mean(&|row| row.0.purchases),
                    actual: mean(&|row| row.1),
                    p_active: mean(&|row| row.0.p_active),
                    active: mean(&|row| f64::from(u8::from(row.1 > 0.0))),
                }
            })
            .collect()
    }
}

/// Area under the ROC curve, ties counted half; `None` unless both outcomes occur.
#[must_use]
pub fn auc(mut scored: Vec<(f64, bool)>) -> Option<f64> {
    scored.sort_by(|p, q| p.0.total_cmp(&q.0));
    let positives = scored.iter().filter(|row| row.1).count() as f64;
    let negatives = scored.len() as f64 - positives;
    if positives == 0.0 || negatives == 0.0 {
        return None;
    }
    let (mut below, mut won) = (0.0, 0.0);
    for tied in scored.chunk_by(|p, q| p.0 == q.0) {
        let up = tied.iter().filter(|row| row.1).count() as f64;
        let down = tied.len() as f64 - up;
        won += up * (below + 0.5 * down);
        below += down;
    }
    Some(won / (positives * negatives))
}
