//! What customers spend on their first, second, third … order, and how many go on to the next.

use serde::Serialize;

use super::{Fold, mean_minor, ratio};
use crate::history::CustomerHistory;

/// The highest order number reported.
pub const HIGHEST: usize = 50;

/// The n-th orders of all customers who placed one.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct OrderNumber {
    /// 1 for first orders.
    pub n: usize,
    /// Customers with at least `n` orders.
    pub customers: u64,
    /// Mean amount of their n-th orders before returns (a return names a customer, not always an order), minor units.
    pub aov_minor: Option<i64>,
    /// Share of them who placed an (n+1)-th order up to the as-of day: 1→2, 2→3 …
    pub next_rate: Option<f64>,
}

/// Folds histories into statistics by order number.
#[derive(Debug, Clone)]
pub struct OrderNumberFold {
    /// One entry more than is reported, for the last conversion.
    orders: Vec<(u64, i128)>,
}

impl Default for OrderNumberFold {
    fn default() -> Self {
        Self { orders: vec![(0, 0); HIGHEST + 1] }
    }
}

impl OrderNumberFold {
    /// The statistics, up to the highest number anybody reached.
    #[must_use]
    pub fn finish(self) -> Vec<OrderNumber> {
        order_numbers_of(&self.orders)
    }
}

/// The statistics of n-th orders counted with the sum of their amounts, the first orders first; of the last entry only
/// how many went on to it.
#[must_use]
pub fn order_numbers_of(orders: &[(u64, i128)]) -> Vec<OrderNumber> {
    let next = orders.iter().skip(1);
    let reached = orders.iter().zip(next).take_while(|((customers, _), _)| *customers > 0);
    reached
        .enumerate()
        .map(|(at, ((customers, sum), (went_on, _)))| OrderNumber {
            n: at + 1,
            customers: *customers,
            aov_minor: mean_minor(*sum, *customers),
            next_rate: ratio(*went_on, *customers),
        })
        .collect()
}

impl Fold for OrderNumberFold {
    fn customer(&mut self, customer: &CustomerHistory<'_>) {
        for (slot, purchase) in self.orders.iter_mut().zip(customer.purchases) {
            slot.0 += 1;
            slot.1 += i128::from(purchase.amount_minor);
        }
    }

    fn merge(&mut self, other: Self) {
        for (mine, theirs) in self.orders.iter_mut().zip(other.orders) {
            mine.0 += theirs.0;
            mine.1 += theirs.1;
        }
    }
}
