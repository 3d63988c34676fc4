//! Whether a shop has enough history for predictions to mean anything.
//!
//! Owns the four gates in use across the industry: customers with an order, days of history, a fresh order,
//! and some customers with three or more. Below them the product shows RFM instead and says so.

use crate::Histories;
use serde::{Deserialize, Serialize};

/// The gates. The defaults are the product's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadinessRules {
    /// Fewest customers with an order.
    pub customers: usize,
    /// Fewest days from the first order to the as-of day.
    pub history_days: i64,
    /// Most days since the last order.
    pub last_order_days: i64,
    /// Fewest customers with orders on at least three days.
    pub customers_with_three: usize,
}

impl Default for ReadinessRules {
    fn default() -> Self {
        Self { customers: 500, history_days: 180, last_order_days: 30, customers_with_three: 1 }
    }
}

/// The facts, each with its gate, and the verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Readiness {
    /// Customers with an order.
    pub customers: usize,
    /// Days from the first order to the as-of day; 0 without orders.
    pub history_days: i64,
    /// Days since the last order; `None` without orders.
    pub last_order_days: Option<i64>,
    /// Customers with orders on at least three days.
    pub customers_with_three: usize,
    /// Gates the facts were held against.
    pub rules: ReadinessRules,
    /// Whether every gate is passed.
    pub ready: bool,
}

impl Readiness {
    /// Gathers the facts up to and including a day and holds them against the gates.
    #[must_use]
    pub fn check(histories: &Histories, as_of: i32, rules: ReadinessRules) -> Self {
        let (mut customers, mut customers_with_three) = (0, 0);
        let (mut first, mut last): (Option<i32>, Option<i32>) = (None, None);
        for history in histories.iter() {
            let history = history.until(as_of);
            let days = history.days();
            if let (Some(start), Some(end)) = (days.first(), days.last()) {
                customers += 1;
                first = Some(first.map_or(*start, |day| day.min(*start)));
                last = last.max(Some(*end));
            }
            customers_with_three += usize::from(days.len() >= 3);
        }
        let since = |day: i32| i64::from(as_of) - i64::from(day);
        let history_days = first.map_or(0, since);
        let last_order_days = last.map(since);
        let ready = customers >= rules.customers
            && history_days >= rules.history_days
            && last_order_days.is_some_and(|days| days <= rules.last_order_days)
            && customers_with_three >= rules.customers_with_three;
        Self { customers, history_days, last_order_days, customers_with_three, rules, ready }
    }
}
