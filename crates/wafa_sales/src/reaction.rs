//! When two customers become one record, their orders follow; when the merge is taken back, so do they.
//!
//! Each move is remembered in `sales_reassignment`, so that taking a merge back moves exactly what it moved.
//! Handling an event twice changes nothing: there is nothing left to move.

use wafa_db::facts::{self, Whose};
use wafa_db::{BoxError, BoxFuture, DbError, React, Tx, values};
use wafa_kernel::{Actor, CustomerId, Event, Recorded};

/// The reaction of sales to merges.
#[derive(Debug, Clone, Copy, Default)]
pub struct MergeReaction;

impl MergeReaction {
    /// The name it subscribes under.
    pub const NAME: &'static str = "sales";
    /// The reaction.
    #[must_use]
    pub const fn new() -> Self {
        Self
    }
}

/// Whether the reaction wants events of this kind.
#[must_use]
pub fn wants(kind: &'static str) -> bool {
    matches!(kind, "customers_merged" | "customers_unmerged")
}

const REMEMBER_ORDERS: &str = "insert into sales_reassignment (kind, subject_id, from_customer_id, to_customer_id, moved_at) \
     select 'order', id, customer_id, cast($2 as bigint), cast($3 as bigint) from sales_order where customer_id = $1";
const REMEMBER_RETURNS: &str = "insert into sales_reassignment (kind, subject_id, from_customer_id, to_customer_id, moved_at) \
     select 'return', id, customer_id, cast($2 as bigint), cast($3 as bigint) from sales_return where customer_id = $1";
const MOVE_ORDERS: &str = "update sales_order set customer_id = $2 where customer_id = $1";
const MOVE_RETURNS: &str = "update sales_return set customer_id = $2 where customer_id = $1";
const GIVE_BACK_ORDERS: &str = "update sales_order set customer_id = $1 where customer_id = $2 and id in \
     (select subject_id from sales_reassignment where kind = 'order' and from_customer_id = $1 and to_customer_id = $2)";
const GIVE_BACK_RETURNS: &str = "update sales_return set customer_id = $1 where customer_id = $2 and id in \
     (select subject_id from sales_reassignment where kind = 'return' and from_customer_id = $1 and to_customer_id = $2)";
const FORGET: &str = "delete from sales_reassignment where from_customer_id = $1 and to_customer_id = $2";

impl React for MergeReaction {
    fn name(&self) -> &'static str {
        Self::NAME
    }

    fn handle<'a>(&'a self, event: &'a Recorded, tx: &'a mut Tx) -> BoxFuture<'a, Result<(), BoxError>> {
        Box::pin(async move {
            let moved = match &event.event {
                Event::CustomersMerged { customer, merged } => {
                    merge(tx, *merged, *customer).await?.then_some((*merged, *customer))
                }
                Event::CustomersUnmerged { customer, restored } => {
                    unmerge(tx, *restored, *customer).await?.then_some((*customer, *restored))
                }
                _ => None,
            };
            if let Some((from, customer)) = moved {
                facts::changed(tx, [from, customer].map(Whose::Customer)).await?;
                let reassigned = Event::OrdersReassigned { customer, from };
                tx.record_caused(&Actor::System("sales"), reassigned, event).await?;
            }
            Ok(())
        })
    }
}

async fn merge(tx: &mut Tx, from: CustomerId, to: CustomerId) -> Result<bool, DbError> {
    let now = tx.now();
    tx.execute(REMEMBER_ORDERS, values![from, to, now]).await?;
    tx.execute(REMEMBER_RETURNS, values![from, to, now]).await?;
    let orders = tx.execute(MOVE_ORDERS, values![from, to]).await?;
    let returns = tx.execute(MOVE_RETURNS, values![from, to]).await?;
    Ok(orders + returns > 0)
}

async fn unmerge(tx: &mut Tx, restored: CustomerId, kept: CustomerId) -> Result<bool, DbError> {
    let orders = tx.execute(GIVE_BACK_ORDERS, values![restored, kept]).await?;
    let returns = tx.execute(GIVE_BACK_RETURNS, values![restored, kept]).await?;
    tx.execute(FORGET, values![restored, kept]).await?;
    Ok(orders + returns > 0)
}
