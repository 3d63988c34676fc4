//! The purchases of customers, as the ladder needs them. A port: the owner of orders implements it, the owner of
//! customers asks it, and neither knows the other.

use wafa_kernel::{CustomerId, Day};

use crate::error::DbError;
use crate::tx::Tx;
use crate::work::BoxFuture;

/// One order or return of a customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HistoryEntry {
    /// Whose.
    pub customer: CustomerId,
    /// On which day.
    pub on: Day,
    /// Minor units: what was paid, or, negative, what was given back.
    pub minor: i64,
    /// An order, not a return.
    pub is_order: bool,
}

/// Tells what customers bought.
pub trait PurchaseHistory: Send + Sync {
    /// Orders that count and returns, both in the currency of the business, in order of customer and day.
    ///
    /// # Errors
    /// Those of the database.
    fn of<'a>(
        &'a self,
        tx: &'a mut Tx,
        customers: &'a [CustomerId],
    ) -> BoxFuture<'a, Result<Vec<HistoryEntry>, DbError>>;
}
