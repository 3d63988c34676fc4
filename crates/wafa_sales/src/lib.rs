//! Orders, order lines, returns and products: what was sold, as facts.
//!
//! Owns the tables `sales_order`, `sales_line`, `sales_return`, `sales_product`, `sales_change` and
//! `sales_reassignment`.
//! Records [`OrderPlaced`], [`OrderCancelled`], [`OrderReturned`] and [`OrdersReassigned`]; listens to
//! [`CustomersMerged`] and [`CustomersUnmerged`]. Importers write through [`bulk`], without events: history is not news.
//!
//! **Invariants**
//! - An order arrives once: its key is unique, whichever file or call brings it.
//! - An amount is never negative; money given back is a return of its own, counted on the day of the return.
//! - Every change here bumps the version of the facts in the same transaction.
//! - An order keeps the customer it was placed by; a merge moves it and remembers where it came from.
//!
//! Why returns are not negative orders: counts, averages and intervals are made of orders, revenue of both.
//!
//! [`OrderPlaced`]: wafa_kernel::Event::OrderPlaced
//! [`OrderCancelled`]: wafa_kernel::Event::OrderCancelled
//! [`OrderReturned`]: wafa_kernel::Event::OrderReturned
//! [`OrdersReassigned`]: wafa_kernel::Event::OrdersReassigned
//! [`CustomersMerged`]: wafa_kernel::Event::CustomersMerged
//! [`CustomersUnmerged`]: wafa_kernel::Event::CustomersUnmerged

pub mod batch;
pub mod bulk;
mod error;
mod history;
mod order;
mod place;
mod product;
mod reaction;
mod read;
pub mod revise;
mod row;

pub use error::Error;
pub use order::{
    Difference, NewLine, NewOrder, NewReturn, OrderDetail, OrderLine, OrderQuery, OrderStatus, OrderSummary, Placed,
    ReturnSummary, Returned, order_key,
};
pub use product::{product_code, product_ids};
pub use reaction::{MergeReaction, wants};

use wafa_db::Db;

/// The orders of the business.
#[derive(Clone)]
pub struct Sales {
    db: Db,
}

impl Sales {
    /// Orders kept in this database.
    #[must_use]
    pub const fn new(db: Db) -> Self {
        Self { db }
    }
}

#[cfg(test)]
mod tests;
