//! Purchase histories and the two summaries the models read.
//!
//! Owns the step from "customer, day, value" to the sufficient statistics of the literature:
//! `(x, t_x, T)` for the purchase process and `(x, mean value)` for the spending process. Invariants:
//! days of one customer are sorted and unique (purchases of one day count once, their values are added),
//! and the as-of day is included: a customer who bought first on the as-of day has age 0.
//!
//! Histories are kept as three flat arrays, not as one list per customer, so that ten million purchases
//! cost ten million entries and nothing more.

use crate::fit::USABLE_WEIGHTS;
use serde::{Deserialize, Serialize};

#[cfg(test)]
mod tests;

/// The unit in which a model counts time. Parameters of rates are per this unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Days.
    Day,
    /// Weeks of seven days, kept at the resolution of a day: the custom of the literature.
    #[default]
    Week,
}

impl Unit {
    /// Days in one unit.
    #[must_use]
    pub fn days(self) -> f64 {
        match self {
            Self::Day => 1.0,
            Self::Week => 7.0,
        }
    }

    /// A span of days in this unit.
    #[must_use]
    pub fn from_days(self, days: f64) -> f64 {
        days / self.days()
    }
}

/// What the purchase models need to know of one customer: repeat purchases, recency and age.
///
/// Refused by fits when a figure is not finite, negative, or `t_x > t`; predictions clamp instead.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Summary {
    /// Repeat purchases: days with a purchase after the first such day.
    pub x: u32,
    /// Time from the first to the last purchase, in units; 0 when `x` is 0.
    pub t_x: f64,
    /// Time from the first purchase to the as-of day, in units (T in the literature).
    pub t: f64,
    /// How many customers share this row; 1 for a single customer.
    pub weight: f64,
}

impl Summary {
    /// A single customer.
    #[must_use]
    pub fn new(x: u32, t_x: f64, t: f64) -> Self {
        Self { x, t_x, t, weight: 1.0 }
    }

    /// The same row made safe to compute with: finite, `0 ≤ t_x ≤ t`, `t_x = 0` without repeat purchases.
    #[must_use]
    pub fn clamped(self) -> Self {
        const LONGEST: f64 = 1e9;
        let finite = |v: f64| if v.is_nan() { 0.0 } else { v.clamp(0.0, LONGEST) };
        let t = finite(self.t);
        let t_x = if self.x == 0 { 0.0 } else { finite(self.t_x).min(t) };
        Self { x: self.x, t_x, t, weight: finite(self.weight) }
    }

    /// Whether a fit accepts the row.
    #[must_use]
    pub fn is_valid(&self) -> bool {
        USABLE_WEIGHTS.contains(&self.weight) && self.clamped() == *self
    }
}

/// What the spending model needs to know of one customer.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct ValueSummary {
    /// Purchases whose values were averaged.
    pub x: u32,
    /// Mean value of those purchases, in the currency unit of the input.
    pub mean: f64,
    /// How many customers share this row; 1 for a single customer.
    pub weight: f64,
}

/// Whether a customer's first purchase speaks for her later spending.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(rename_all = "snake_case")]
pub enum FirstPurchase {
    /// It counts: one-time buyers are informative too. The default of the product.
    #[default]
    Counts,
    /// It does not count: the custom of the literature, needed to reproduce published figures.
    Excluded,
}

/// One customer's purchase days, sorted, unique, with the value of each day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct History<'a> {
    days: &'a [i32],
    values: &'a [f64],
}

impl<'a> History<'a> {
    /// Day numbers, rising.
    #[must_use]
    pub fn days(&self) -> &'a [i32] {
        self.days
    }

    /// Value of each day, in the currency unit of the input; same length as [`Self::days`].
    #[must_use]
    pub fn values(&self) -> &'a [f64] {
        self.values
    }

    /// The part of the history up to and including a day.
    #[must_use]
    pub fn until(&self, as_of: i32) -> History<'a> {
        let end = self.days.partition_point(|day| *day <= as_of);
        History { days: self.days.get(..end).unwrap_or_default(), values: self.values.get(..end).unwrap_or_default() }
    }

    /// `(x, t_x, T)` as of the end of a day; `None` for a customer who had not bought yet.
    #[must_use]
    pub fn summary(&self, as_of: i32, unit: Unit) -> Option<Summary> {
        let seen = self.until(as_of).days;
        let (first, last) = (*seen.first()?, *seen.last()?);
        let span = |from: i32, to: i32| unit.from_days((i64::from(to) - i64::from(from)) as f64);
        let x = u32::try_from(seen.len() - 1).unwrap_or(u32::MAX);
        Some(Summary::new(x, span(first, last), span(first, as_of)))
    }

    /// Mean value per purchase day as of a day; days without a positive value are left out.
    #[must_use]
    pub fn value_summary(&self, as_of: i32, first: FirstPurchase) -> Option<ValueSummary> {
        let skip = usize::from(first == FirstPurchase::Excluded);
        let values = self.until(as_of).values.iter().skip(skip).filter(|v| **v > 0.0 && v.is_finite());
        let (count, sum) = values.fold((0_u32, 0.0), |(count, sum), v| (count.saturating_add(1), sum + v));
        (count > 0).then(|| ValueSummary { x: count, mean: sum / f64::from(count), weight: 1.0 })
    }

    /// Purchase days in `(after, until]`.
    #[must_use]
    pub fn count_between(&self, after: i32, until: i32) -> usize {
        let start = self.days.partition_point(|day| *day <= after);
        let end = self.days.partition_point(|day| *day <= until);
        end.saturating_sub(start)
    }
}

/// The purchase histories of all customers of a shop.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Histories {
    starts: Vec<usize>,
    days: Vec<i32>,
    values: Vec<f64>,
}

impl Default for Histories {
    fn default() -> Self {
        Self { starts: vec![0], days: Vec::new(), values: Vec::new() }
    }
}

impl Histories {
    /// No customers yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one customer's purchases `(day, value)` in any order and returns her index.
    ///
    /// Purchases of one day become one purchase of their added value. A value that is not finite counts as 0.
    pub fn push(&mut self, purchases: &[(i32, f64)]) -> usize {
        let mut sorted: Vec<(i32, f64)> = purchases.to_vec();
        sorted.sort_by_key(|(day, _)| *day);
        let mut previous: Option<i32> = None;
        for (day, value) in sorted {
            let value = if value.is_finite() { value } else { 0.0 };
            match (previous == Some(day), self.values.last_mut()) {
                (true, Some(last)) => *last += value,
                _ => {
                    self.days.push(day);
                    self.values.push(value);
                }
            }
            previous = Some(day);
        }
        self.starts.push(self.days.len());
        self.len() - 1
    }

    /// Number of customers.
    #[must_use]
    pub fn len(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// Whether there is no customer.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// One customer's history.
    #[must_use]
    pub fn get(&self, index: usize) -> Option<History<'_>> {
        let (start, end) = (*self.starts.get(index)?, *self.starts.get(index + 1)?);
        Some(History { days: self.days.get(start..end)?, values: self.values.get(start..end)? })
    }

    /// All histories in the order they were added.
    pub fn iter(&self) -> impl Iterator<Item = History<'_>> {
        (0..self.len()).filter_map(|index| self.get(index))
    }

    /// First and last purchase day of the shop; `None` without purchases.
    #[must_use]
    pub fn day_range(&self) -> Option<(i32, i32)> {
        Some((*self.days.iter().min()?, *self.days.iter().max()?))
    }

    /// `(x, t_x, T)` of every customer who had bought by the end of a day.
    #[must_use]
    pub fn summaries(&self, as_of: i32, unit: Unit) -> Vec<Summary> {
        self.iter().filter_map(|history| history.summary(as_of, unit)).collect()
    }

    /// Mean values of every customer with a purchase that counts.
    #[must_use]
    pub fn value_summaries(&self, as_of: i32, first: FirstPurchase) -> Vec<ValueSummary> {
        self.iter().filter_map(|history| history.value_summary(as_of, first)).collect()
    }
}
