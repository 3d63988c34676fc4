//! One customer's facts, as a fold sees them.

use wafa_kernel::{CustomerId, Day, Rung, Signal};

/// An order that counts, in the currency asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Purchase {
    /// The day it was placed.
    pub on: Day,
    /// Its amount in minor units, before returns.
    pub amount_minor: i64,
}

/// Money given back, in the currency asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refund {
    /// The day of the return: returns count in the period of the return, not of the order.
    pub on: Day,
    /// How much, positive, in minor units.
    pub amount_minor: i64,
}

/// Everything known of one customer up to and including the as-of day, each list in order of time.
///
/// Facts after the as-of day are already cut off, so that a fold cannot look into the future by mistake.
#[derive(Debug, Clone, Copy)]
pub struct CustomerHistory<'a> {
    /// Who.
    pub customer: CustomerId,
    /// Orders, by day, within a day by time.
    pub purchases: &'a [Purchase],
    /// Returns, by day.
    pub refunds: &'a [Refund],
    /// Signals, by day.
    pub signals: &'a [Signal],
    /// The rung she stood on that evening as it was known then, when the as-of day is over and it was written down.
    pub stood: Option<Rung>,
}

impl CustomerHistory<'_> {
    /// First and last order day; `None` for somebody who has not ordered.
    #[must_use]
    pub fn span(&self) -> Option<(Day, Day)> {
        Some((self.purchases.first()?.on, self.purchases.last()?.on))
    }
    /// Orders less returns, in minor units. Saturates instead of overflowing.
    #[must_use]
    pub fn net_minor(&self) -> i64 {
        let bought = self.purchases.iter().fold(0i64, |sum, purchase| sum.saturating_add(purchase.amount_minor));
        self.refunds.iter().fold(bought, |sum, refund| sum.saturating_sub(refund.amount_minor))
    }
}
