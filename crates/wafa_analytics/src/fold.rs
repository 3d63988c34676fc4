//! Folds: a figure is a function of each customer's history and of nothing else.
//!
//! A new figure is a new [`Fold`]; all folds of a question ride the same pass over the lake. Customers are
//! independent, so the pass runs over ranges of customers at once and merges what the ranges found.

pub mod bucket;
pub mod cohort;
pub mod first;
pub mod ladder;
pub mod order_number;
pub mod period;
pub mod ranking;

pub(crate) mod calendar_table;

use crate::history::CustomerHistory;

/// Something computed from the histories of customers, one at a time.
pub trait Fold: Send {
    /// Takes in one customer. Customers come in order of their ids, each once.
    fn customer(&mut self, customer: &CustomerHistory<'_>);
    /// Takes in what was found in the next range of customers, whose ids are all higher.
    fn merge(&mut self, other: Self);
}

/// Two folds that ride together; of three, one of them is a pair.
impl<A: Fold, B: Fold> Fold for (A, B) {
    fn customer(&mut self, customer: &CustomerHistory<'_>) {
        self.0.customer(customer);
        self.1.customer(customer);
    }
    fn merge(&mut self, other: Self) {
        self.0.merge(other.0);
        self.1.merge(other.1);
    }
}

/// `part ÷ whole`; `None` when there is no whole.
#[allow(clippy::cast_precision_loss)]
pub(crate) fn ratio(part: u64, whole: u64) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

/// An amount divided among a number, rounded half away from zero, in minor units; `None` when there is nobody.
pub(crate) fn mean_minor(sum_minor: i128, count: u64) -> Option<i64> {
    let count = i128::from(count);
    if count == 0 {
        return None;
    }
    let twice = sum_minor.checked_mul(2)?;
    let rounded = (twice.abs() + count) / (count * 2);
    i64::try_from(if sum_minor < 0 { -rounded } else { rounded }).ok()
}

/// A sum as stored; at the end of the range of a 64-bit number it stays there.
#[must_use]
pub fn to_minor(sum: i128) -> i64 {
    i64::try_from(sum).unwrap_or(if sum < 0 { i64::MIN } else { i64::MAX })
}

#[cfg(test)]
mod tests;
