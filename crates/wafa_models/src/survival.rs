//! Kaplan–Meier survival of cohorts, with confidence bands, and the log-rank test of two of them.
//!
//! Assumptions
//! 1. Customers leave independently of each other.
//! 2. Who is still there at the end of the observation (censored) leaves later like the others.
//!
//! Units: the time unit of the durations. S(t) = Π_{t_i ≤ t} (1 − d_i/n_i) with d_i leaving of n_i at risk. The
//! bands are Greenwood's on the scale of ln(−ln S), so that they stay within \[0, 1\]:
//!
//! > σ² = Σ d_i/(n_i(n_i − d_i)) / (ln S)²,  S^exp(±z σ).
//!
//! The log-rank test compares observed with expected departures of the first group at every departure time;
//! its statistic is χ² with one degree of freedom when both groups leave alike.
//!
//! E. L. Kaplan, P. Meier, "Nonparametric estimation from incomplete observations", JASA 53, 1958; J. D.
//! Kalbfleisch, R. L. Prentice, "The Statistical Analysis of Failure Time Data", 1980 (bands); N. Mantel,
//! "Evaluation of survival data and two new rank order statistics arising in its consideration", 1966.

use crate::fit::{FitError, USABLE_WEIGHTS};
use crate::special::{NORMAL_95, normal_tail};
use serde::{Deserialize, Serialize};

#[cfg(test)]
mod tests;

/// How long a customer stayed, as far as is known.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Stay {
    /// Time until she left or was last seen.
    pub duration: f64,
    /// Whether she left.
    pub left: bool,
    /// How many such customers.
    pub weight: f64,
}

impl Stay {
    fn is_valid(&self) -> bool {
        self.duration >= 0.0 && self.duration.is_finite() && USABLE_WEIGHTS.contains(&self.weight)
    }
}

/// Survival from one time at which somebody left until the next.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct SurvivalPoint {
    /// The time.
    pub time: f64,
    /// Customers there just before.
    pub at_risk: f64,
    /// Customers who left then.
    pub left: f64,
    /// Share of all customers there after it.
    pub survival: f64,
    /// Lower end of the 95 % band.
    pub lower: f64,
    /// Upper end of the 95 % band.
    pub upper: f64,
}

/// The survival curve of a cohort; 1 before its first point.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct KaplanMeier {
    /// Steps of the curve, in order of time.
    pub points: Vec<SurvivalPoint>,
    /// Customers.
    pub customers: f64,
}

impl KaplanMeier {
    /// Estimates the curve.
    ///
    /// # Errors
    /// No rows, or an impossible one.
    pub fn fit(stays: &[Stay]) -> Result<Self, FitError> {
        let events = departures(stays, |_| true)?;
        let customers = stays.iter().map(|stay| stay.weight).sum();
        let (mut survival, mut greenwood) = (1.0_f64, 0.0);
        let points = events
            .iter()
            .map(|event| {
                survival *= 1.0 - event.left / event.at_risk;
                greenwood += event.left / (event.at_risk * (event.at_risk - event.left));
                let (lower, upper) = band(survival.max(0.0), greenwood);
                SurvivalPoint {
                    time: event.time,
                    at_risk: event.at_risk,
                    left: event.left,
                    survival: survival.max(0.0),
                    lower,
                    upper,
                }
            })
            .collect();
        Ok(Self { points, customers })
    }

    /// Share still there after `time`.
    #[must_use]
    pub fn survival(&self, time: f64) -> f64 {
        let end = self.points.partition_point(|point| point.time <= time);
        end.checked_sub(1).and_then(|at| self.points.get(at)).map_or(1.0, |point| point.survival)
    }

    /// The time by which half have left; `None` while more than half are still there.
    #[must_use]
    pub fn median(&self) -> Option<f64> {
        self.points.iter().find(|point| point.survival <= 0.5).map(|point| point.time)
    }
}

fn band(survival: f64, greenwood: f64) -> (f64, f64) {
    let ln = survival.ln();
    if survival <= 0.0 || survival >= 1.0 || !greenwood.is_finite() {
        return (survival, survival);
    }
    let spread = (NORMAL_95 * greenwood.sqrt() / ln.abs()).min(700.0);
    ((ln * spread.exp()).exp(), (ln * (-spread).exp()).exp())
}

/// Departures at one time.
struct Departure {
    time: f64,
    at_risk: f64,
    left: f64,
    /// Of those, the ones of the group asked for.
    group_at_risk: f64,
    group_left: f64,
}

fn departures(stays: &[Stay], in_group: impl Fn(usize) -> bool) -> Result<Vec<Departure>, FitError> {
    if stays.is_empty() {
        return Err(FitError::NoRows);
    }
    if let Some(row) = stays.iter().position(|stay| !stay.is_valid()) {
        return Err(FitError::ImpossibleRow { row });
    }
    let mut order: Vec<(Stay, bool)> = stays.iter().enumerate().map(|(at, stay)| (*stay, in_group(at))).collect();
    order.sort_by(|p, q| p.0.duration.total_cmp(&q.0.duration));
    let total = |rows: &[(Stay, bool)], keep: &dyn Fn(&(Stay, bool)) -> bool| -> f64 {
        rows.iter().filter(|row| keep(row)).map(|row| row.0.weight).sum()
    };
    let mut at_risk = total(&order, &|_| true);
    let mut group_at_risk = total(&order, &|row| row.1);
    let mut out = Vec::new();
    for together in order.chunk_by(|p, q| p.0.duration == q.0.duration) {
        let left = total(together, &|row| row.0.left);
        let group_left = total(together, &|row| row.0.left && row.1);
        if let (true, Some(first)) = (left > 0.0, together.first()) {
            let risk = at_risk.max(left);
            out.push(Departure { time: first.0.duration, at_risk: risk, left, group_at_risk, group_left });
        }
        at_risk -= total(together, &|_| true);
        group_at_risk -= total(together, &|row| row.1);
    }
    Ok(out)
}

/// The outcome of a log-rank test.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct LogRank {
    /// χ² with one degree of freedom.
    pub chi_square: f64,
    /// Probability of at least this, if both groups leave alike.
    pub p_value: f64,
    /// Customers of the first group who left.
    pub observed: f64,
    /// How many would have left, had they left like everyone.
    pub expected: f64,
}

/// Whether two groups leave alike.
///
/// # Errors
/// No rows in one of them, or an impossible one (counted through both).
pub fn log_rank(one: &[Stay], other: &[Stay]) -> Result<LogRank, FitError> {
    if one.is_empty() || other.is_empty() {
        return Err(FitError::NoRows);
    }
    let both: Vec<Stay> = one.iter().chain(other).copied().collect();
    let (mut observed, mut expected, mut variance) = (0.0, 0.0, 0.0);
    for event in departures(&both, |at| at < one.len())? {
        let share = (event.group_at_risk / event.at_risk).clamp(0.0, 1.0);
        observed += event.group_left;
        expected += event.left * share;
        if event.at_risk > 1.0 {
            let rest = (event.at_risk - event.left).max(0.0) / (event.at_risk - 1.0);
            variance += event.left * share * (1.0 - share) * rest;
        }
    }
    let chi_square = if variance > 0.0 { (observed - expected) * (observed - expected) / variance } else { 0.0 };
    Ok(LogRank { chi_square, p_value: 2.0 * normal_tail(chi_square.sqrt()), observed, expected })
}
