//! How orders and returns stand in their tables.

use wafa_db::{DbError, Row};

use crate::order::{OrderStatus, OrderSummary, ReturnSummary};

/// Columns of an order, in the order [`summary`] reads them.
macro_rules! order_columns {
    () => {
        "id, number, customer_id, placed_at, placed_on, status, currency, amount_minor, quantity, discount_code, \
         source, campaign, city, counts, batch_id, custom"
    };
}
/// Columns of a return, in the order [`returned`] reads them.
macro_rules! return_columns {
    () => {
        "id, order_id, customer_id, returned_at, returned_on, currency, amount_minor, reason"
    };
}
pub(crate) use {order_columns, return_columns};

/// Where the fields of the shop's own stand in [`order_columns`].
pub(crate) const CUSTOM: usize = 15;

pub(crate) fn summary(row: &Row) -> Result<OrderSummary, DbError> {
    let status: String = row.get(5)?;
    Ok(OrderSummary {
        id: row.get(0)?,
        number: row.get(1)?,
        customer: row.get(2)?,
        placed_at: row.get(3)?,
        placed_on: row.get(4)?,
        status: status.parse().unwrap_or(OrderStatus::Placed),
        currency: row.get(6)?,
        amount_minor: row.get(7)?,
        quantity: row.get(8)?,
        discount_code: row.get(9)?,
        source: row.get(10)?,
        campaign: row.get(11)?,
        city: row.get(12)?,
        counts: row.get(13)?,
        batch: row.get(14)?,
    })
}

pub(crate) fn returned(row: &Row) -> Result<ReturnSummary, DbError> {
    Ok(ReturnSummary {
        id: row.get(0)?,
        order: row.get(1)?,
        customer: row.get(2)?,
        returned_at: row.get(3)?,
        returned_on: row.get(4)?,
        currency: row.get(5)?,
        amount_minor: row.get(6)?,
        reason: row.get(7)?,
    })
}
