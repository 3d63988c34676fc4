//! Whether a fitted model still holds: what it expected since the fit against what came, and whether the customers are
//! still like those it was fitted to.
//!
//! Assumptions
//! 1. Customers buy independently of each other. A season or a campaign moves them all at once: then the model is off
//!    as well, and the interval, which knows the customers' own chance only, is too narrow to excuse it.
//! 2. The parameters are those of the fit, taken as exact: with hundreds of customers their error is small beside that
//!    of the purchases themselves.
//!
//! **Purchases.** With Eᵢ expected of customer i in the time since the fit and Oᵢ come, R = ΣO/ΣE. Its standard error
//! is that of a ratio of sums, √Σ(Oᵢ − R·Eᵢ)²/ΣE, at least that of a Poisson count, √ΣE/ΣE: it rests on the spread that is
//! seen and on no distribution. W. G. Cochran, "Sampling Techniques", 3rd ed. 1977, §2.11.
//!
//! **Customers.** Population stability index Σ(qⱼ − pⱼ)·ln(qⱼ/pⱼ) over the tenths of the customers at the fit, p their
//! shares then and q now, each with half a customer added. Below 0.1 nothing has happened, from [`SHIFTED`] on the
//! customers are others than those the model was fitted to. N. Siddiqi, "Credit Risk Scorecards", 2006.

use crate::distinct::Distinct;
use crate::{Histories, TransactionModel, Transactions, Unit};
use serde::{Deserialize, Serialize};

#[cfg(test)]
mod tests;

/// With fewer purchases expected than this, chance explains almost everything and nothing is said.
pub const FEWEST_EXPECTED: f64 = 20.0;
/// A difference smaller than this share is none, however certain it is.
pub const NOTABLE: f64 = 0.10;
/// From this index of stability on, customers are others than they were.
pub const SHIFTED: f64 = 0.25;
/// With fewer customers than this the index is mostly noise.
pub const FEWEST_CUSTOMERS: usize = 200;

/// The normal quantile of a 95 % interval.
const Z: f64 = 1.959_963_984_540_054;
/// Groups of equal size at the fit.
const GROUPS: usize = 10;

/// Purchases since the fit against what the fit expected.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Drift {
    /// Customers who had bought by the fit.
    pub customers: usize,
    /// Purchases expected of them since.
    pub expected: f64,
    /// Purchases that came.
    pub observed: f64,
    /// Lower end of the 95 % interval of came ÷ expected; not below 0.
    pub lower: f64,
    /// Its upper end.
    pub upper: f64,
}

impl Drift {
    /// Of (expected, came) of each customer; `None` where less than [`FEWEST_EXPECTED`] is expected in all.
    #[must_use]
    pub fn of(customers: impl IntoIterator<Item = (f64, f64)>) -> Option<Self> {
        let (mut count, mut expected, mut observed) = (0_usize, 0.0, 0.0);
        let (mut squares, mut products, mut own_squares) = (0.0, 0.0, 0.0);
        for (e, o) in customers.into_iter().filter(|(e, o)| e.is_finite() && o.is_finite()) {
            count += 1;
            expected += e;
            observed += o;
            squares += e * e;
            products += e * o;
            own_squares += o * o;
        }
        if !(expected >= FEWEST_EXPECTED && expected.is_finite()) {
            return None;
        }
        let ratio = observed / expected;
        let spread = own_squares - 2.0 * ratio * products + ratio * ratio * squares;
        let half = Z * spread.max(expected).sqrt() / expected;
        Some(Self { customers: count, expected, observed, lower: (ratio - half).max(0.0), upper: ratio + half })
    }

    /// Of everybody who had bought by the end of the day of the fit, over the days after it up to and including `until`.
    #[must_use]
    pub fn since(model: &TransactionModel, unit: Unit, histories: &Histories, fitted: i32, until: i32) -> Option<Self> {
        let span = unit.from_days((i64::from(until) - i64::from(fitted)).max(0) as f64);
        let mut distinct = Distinct::new();
        let members: Vec<(usize, f64)> = histories
            .iter()
            .filter_map(|history| {
                let row = distinct.add(&history.summary(fitted, unit)?);
                Some((row, history.count_between(fitted, until) as f64))
            })
            .collect();
        let expected: Vec<f64> = distinct.rows.iter().map(|row| model.expected_purchases(row, span)).collect();
        Self::of(members.into_iter().filter_map(|(row, came)| Some((*expected.get(row)?, came))))
    }

    /// Came ÷ expected: 0.88 is twelve per cent fewer than expected.
    #[must_use]
    pub fn ratio(&self) -> f64 {
        if self.expected > 0.0 { self.observed / self.expected } else { 1.0 }
    }

    /// Chance does not explain the difference.
    #[must_use]
    pub fn is_significant(&self) -> bool {
        self.lower > 1.0 || self.upper < 1.0
    }

    /// The model no longer holds: the difference is beyond chance and at least [`NOTABLE`].
    #[must_use]
    pub fn has_drifted(&self) -> bool {
        self.is_significant() && (self.ratio() - 1.0).abs() >= NOTABLE
    }
}

/// How a measure of the customers has moved since the fit.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Shift {
    /// Population stability index; 0 is not at all.
    pub index: f64,
    /// The middle customer's measure at the fit.
    pub then: f64,
    /// The middle customer's measure now.
    pub now: f64,
}

impl Shift {
    /// Of a measure of every customer at the fit, and of every customer now; `None` of fewer than
    /// [`FEWEST_CUSTOMERS`] then or now.
    #[must_use]
    pub fn of(mut then: Vec<f64>, mut now: Vec<f64>) -> Option<Self> {
        then.retain(|value| value.is_finite());
        now.retain(|value| value.is_finite());
        if then.len() < FEWEST_CUSTOMERS || now.len() < FEWEST_CUSTOMERS {
            return None;
        }
        then.sort_by(f64::total_cmp);
        now.sort_by(f64::total_cmp);
        let mut borders: Vec<f64> =
            (1..GROUPS).filter_map(|tenth| then.get(then.len() * tenth / GROUPS).copied()).collect();
        borders.dedup();
        let middle = |sorted: &[f64]| sorted.get(sorted.len() / 2).copied().unwrap_or(0.0);
        Some(Self { index: stability(&borders, &then, &now), then: middle(&then), now: middle(&now) })
    }

    /// Days since the last purchase: of everybody as of the fit against everybody now.
    #[must_use]
    pub fn recency(histories: &Histories, fitted: i32, now: i32) -> Option<Self> {
        let of = |as_of: i32| {
            let last = histories.iter().filter_map(|history| history.until(as_of).days().last().copied());
            last.map(|last| (i64::from(as_of) - i64::from(last)) as f64).collect()
        };
        Self::of(of(fitted), of(now))
    }

    /// Days with a purchase: of everybody as of the fit against everybody now.
    #[must_use]
    pub fn frequency(histories: &Histories, fitted: i32, now: i32) -> Option<Self> {
        let of = |as_of: i32| {
            let days = histories.iter().map(|history| history.until(as_of).days().len());
            days.filter(|days| *days > 0).map(|days| days as f64).collect()
        };
        Self::of(of(fitted), of(now))
    }

    /// The customers are others than those of the fit.
    #[must_use]
    pub fn has_shifted(&self) -> bool {
        self.index >= SHIFTED
    }
}

/// The index over groups that end with these borders, and one for what lies above.
fn stability(borders: &[f64], then: &[f64], now: &[f64]) -> f64 {
    let groups = borders.len() + 1;
    let shares = |sorted: &[f64]| -> Vec<f64> {
        let up_to = |border: &f64| sorted.partition_point(|value| value <= border);
        let ends: Vec<usize> = borders.iter().map(up_to).chain([sorted.len()]).collect();
        let starts = std::iter::once(0).chain(ends.iter().copied());
        let whole = sorted.len() as f64 + 0.5 * groups as f64;
        starts.zip(&ends).map(|(start, end)| ((end - start) as f64 + 0.5) / whole).collect()
    };
    shares(then).into_iter().zip(shares(now)).map(|(p, q)| (q - p) * (q / p).ln()).sum()
}
