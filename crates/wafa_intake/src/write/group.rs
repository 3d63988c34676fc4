//! Rows of one order, put together.

use std::collections::HashMap;
use std::sync::Arc;

use wafa_kernel::{Currency, Day, Moment};
use wafa_sales::{OrderStatus, order_key};

use crate::row::interpret::OrderRow;
use crate::row::person::Person;
use crate::table::meaning::Meaning;
use crate::table::plan::Plan;

/// Rows of one order.
#[derive(Debug)]
pub(crate) struct Group {
    pub key: String,
    /// Bought.
    pub bought: Vec<OrderRow>,
    /// Said to be refunded: an order that was given back, or the giving back of one.
    pub refunded: Vec<OrderRow>,
    /// Negative amounts.
    pub returned: Vec<OrderRow>,
}

impl Group {
    /// The key of the return that stands for the refund of the order as a whole.
    pub(crate) fn refund_key(&self) -> String {
        format!("rf:{}", self.key)
    }
    /// All rows: bought ones first.
    pub(crate) fn rows(&self) -> impl Iterator<Item = &OrderRow> {
        self.bought.iter().chain(&self.refunded).chain(&self.returned)
    }
    /// Whom the order names.
    pub(crate) fn person(&self) -> Option<&Arc<Person>> {
        self.rows().find_map(|row| row.person.as_ref())
    }
    /// Whom the rows in the currency of the order name; those in another are refused and say nothing about it.
    pub(crate) fn person_in(&self, currency: Currency) -> Option<&Arc<Person>> {
        self.rows().filter(|row| row.currency == currency).find_map(|row| row.person.as_ref())
    }
    /// When it was placed, as far as these rows say.
    pub(crate) fn at(&self) -> Option<(Moment, Day)> {
        self.rows().find_map(|row| row.at)
    }
    /// The order has a number of its own; without one, the key is made of the content.
    pub(crate) fn is_numbered(&self) -> bool {
        self.key.starts_with("n:")
    }
    /// How far the order has come, as far as these rows say.
    pub(crate) fn status(&self) -> Option<OrderStatus> {
        self.bought.iter().find_map(|row| row.status)
    }
}

/// Puts rows of one order together, in order of appearance.
pub(crate) fn group(plan: &Plan, rows: Vec<OrderRow>) -> Vec<Group> {
    let refund_column = plan.columns.has(Meaning::RefundedAmount);
    let mut groups: Vec<Group> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    for row in rows {
        let key = if row.number.is_empty() { format!("h:{}", row.content) } else { order_key(&row.number) };
        let at = *places.entry(key.clone()).or_insert_with(|| {
            groups.push(Group { key, bought: Vec::new(), refunded: Vec::new(), returned: Vec::new() });
            groups.len() - 1
        });
        let Some(group) = groups.get_mut(at) else { continue };
        let rows = if amount(&row) < 0 {
            &mut group.returned
        } else if row.status == Some(OrderStatus::Refunded) && !refund_column {
            &mut group.refunded
        } else {
            &mut group.bought
        };
        // Most orders are one row; room for more would be most of the memory of a chunk.
        if rows.is_empty() {
            rows.reserve_exact(1);
        }
        rows.push(row);
    }
    groups
}

/// The keys to look up before deciding: of orders, and of returns.
pub(crate) fn keys(groups: &[Group]) -> (Vec<String>, Vec<String>) {
    let orders = groups.iter().map(|group| group.key.clone()).collect();
    let mut returns = Vec::new();
    for group in groups {
        returns.extend(group.returned.iter().map(return_key));
        if !group.refunded.is_empty() || group.bought.iter().any(|row| row.refunded_minor.is_some()) {
            returns.push(group.refund_key());
        }
    }
    (orders, returns)
}

/// The key of the return a row with a negative amount is.
pub(crate) fn return_key(row: &OrderRow) -> String {
    format!("r:{}", row.content)
}

/// What a row is worth by itself.
pub(crate) fn amount(row: &OrderRow) -> i64 {
    row.line_minor.or(row.total_minor).unwrap_or(0)
}

/// What rows of one order are worth together.
pub(crate) fn worth<'r>(rows: impl Iterator<Item = &'r OrderRow> + Clone) -> i64 {
    match rows.clone().find_map(|row| row.total_minor) {
        Some(total) => total,
        None => rows.filter_map(|row| row.line_minor).fold(0, i64::saturating_add),
    }
}
