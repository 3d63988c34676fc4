//! What a later file says about orders that are there: another status, more given back. Only importers call this.
//!
//! Every change is an event of its own, recorded in the same transaction, and remembered with what stood there before,
//! so that the import that made it can be taken back. A change another import has built upon is taken out of the
//! middle: the later one then restores what stood before both.

use std::collections::HashMap;

use wafa_db::facts::{self, Whose};
use wafa_db::{DbError, Tx, Value, values};
use wafa_kernel::{Actor, BatchId, CustomerId, Day, Event, OrderId, ReturnId};

use crate::bulk::{read_in, whose_orders};
use crate::order::OrderStatus;

/// A change to what is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Revision {
    /// An order has come further.
    Status {
        /// Which order.
        order: OrderId,
        /// Who placed it.
        customer: Option<CustomerId>,
        /// On which day.
        on: Day,
        /// Worth how much, in minor units.
        amount_minor: i64,
        /// What it was.
        old: OrderStatus,
        /// What it is.
        new: OrderStatus,
        /// The same import brought the order: nothing has to be remembered, and nobody has heard of it yet.
        own: bool,
    },
    /// More was given back than the return says.
    Refund {
        /// Which return.
        returned: ReturnId,
        /// Of which order.
        order: Option<OrderId>,
        /// By whom.
        customer: Option<CustomerId>,
        /// On which day.
        on: Day,
        /// What it said, in minor units.
        old_minor: i64,
        /// What it says now, in minor units.
        new_minor: i64,
        /// The same import brought the return: nothing has to be remembered, and nobody has heard of it yet.
        own: bool,
    },
}

impl Revision {
    fn whose(&self) -> Whose {
        match self {
            Self::Status { customer, on, .. } | Self::Refund { customer, on, .. } => Whose::of(*customer, *on),
        }
    }
}

const STATUS: &str = "update sales_order set status = $2, counts = $3 where id = $1";
const REFUND: &str = "update sales_return set amount_minor = $2 where id = $1";
const REMEMBER: &str = "insert into sales_change (batch_id, kind, subject_id, old_value, new_value) \
     values ($1, $2, $3, $4, $5) on conflict (batch_id, kind, subject_id) do update set new_value = excluded.new_value";

/// Writes changes to orders and returns that are there, with their events.
///
/// # Errors
/// Those of the database.
pub async fn revise(tx: &mut Tx, batch: BatchId, revisions: Vec<Revision>) -> Result<(), DbError> {
    if revisions.is_empty() {
        return Ok(());
    }
    let (mut statuses, mut refunds, mut remembered, mut events) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let whose: Vec<Whose> = revisions.iter().map(Revision::whose).collect();
    for revision in revisions {
        match revision {
            Revision::Status { order, customer, on, amount_minor, old, new, own } => {
                statuses.push(values![order, new.as_str(), new.counts()]);
                if own {
                    continue;
                }
                remembered.push(values![batch, "status", order, old.as_str(), new.as_str()]);
                if new == OrderStatus::Cancelled {
                    events.push(Event::OrderCancelled { customer, order });
                } else if new.counts() && !old.counts() {
                    events.push(Event::OrderPlaced { customer, order, on, amount_minor });
                }
            }
            Revision::Refund { returned, order, customer, on, old_minor, new_minor, own } => {
                refunds.push(values![returned, new_minor]);
                if !own {
                    remembered.push(values![batch, "refund", returned, old_minor.to_string(), new_minor.to_string()]);
                    let amount_minor = new_minor - old_minor;
                    events.push(Event::OrderReturned { customer, order, returned, on, amount_minor });
                }
            }
        }
    }
    tx.execute_many(STATUS, statuses).await?;
    tx.execute_many(REFUND, refunds).await?;
    tx.execute_many(REMEMBER, remembered).await?;
    for event in events {
        tx.record(&Actor::System("intake"), event).await?;
    }
    facts::changed(tx, whose).await
}

/// Puts back up to `limit` changes of an import, where they still stand; says how many it looked at.
///
/// # Errors
/// Those of the database.
pub(crate) async fn put_back(tx: &mut Tx, batch: BatchId, limit: usize) -> Result<usize, DbError> {
    const PAGE: &str = "select kind, subject_id, old_value, new_value from sales_change where batch_id = $1 \
         order by kind, subject_id limit $2";
    const STATUS_BACK: &str = "update sales_order set status = $2, counts = $3 where id = $1 and status = $4";
    const REFUND_BACK: &str = "update sales_return set amount_minor = $2 where id = $1 and amount_minor = $3";
    const LINK: &str = "update sales_change set old_value = $4 \
         where kind = $2 and subject_id = $3 and batch_id <> $1 and old_value = $5";
    const DROP: &str = "delete from sales_change where batch_id = $1 and kind = $2 and subject_id = $3";
    const WHOSE: &str = "select customer_id, returned_on from sales_return where id in";
    let (mut statuses, mut refunds, mut links, mut drops) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let (mut orders, mut returns) = (Vec::new(), Vec::new());
    for row in tx.read(PAGE, values![batch, limit]).await? {
        let (kind, subject): (String, i64) = (row.get(0)?, row.get(1)?);
        let (old, new): (String, String) = (row.get(2)?, row.get(3)?);
        if kind == "status" {
            orders.push(Value::Int(subject));
            let counts = old.parse::<OrderStatus>().is_ok_and(OrderStatus::counts);
            statuses.push(values![subject, &old, counts, &new]);
        } else if let (Ok(before), Ok(after)) = (old.parse::<i64>(), new.parse::<i64>()) {
            returns.push(Value::Int(subject));
            refunds.push(values![subject, before, after]);
        }
        links.push(values![batch, &kind, subject, old, new]);
        drops.push(values![batch, kind, subject]);
    }
    let looked_at = drops.len();
    if looked_at > 0 {
        tx.execute_many(STATUS_BACK, statuses).await?;
        tx.execute_many(REFUND_BACK, refunds).await?;
        tx.execute_many(LINK, links).await?;
        tx.execute_many(DROP, drops).await?;
        let mut whose = whose_orders(tx, &orders).await?;
        for row in read_in(tx, WHOSE, &returns).await? {
            whose.push(Whose::of(row.get(0)?, row.get(1)?));
        }
        facts::changed(tx, whose).await?;
    }
    Ok(looked_at)
}

/// A line as it stands, for telling whether a file says the same.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct KnownLine {
    /// What was bought.
    pub name: String,
    /// How many.
    pub quantity: i64,
    /// What the line costs, in minor units.
    pub amount_minor: i64,
}

/// The lines of orders that are there.
///
/// # Errors
/// Those of the database.
pub async fn lines_of(tx: &mut Tx, orders: &[OrderId]) -> Result<HashMap<OrderId, Vec<KnownLine>>, DbError> {
    let ids: Vec<Value> = orders.iter().map(|order| Value::from(*order)).collect();
    let mut lines: HashMap<OrderId, Vec<KnownLine>> = HashMap::new();
    let select = "select order_id, name, quantity, amount_minor from sales_line where order_id in";
    for row in read_in(tx, select, &ids).await? {
        let line = KnownLine { name: row.get(1)?, quantity: row.get(2)?, amount_minor: row.get(3)? };
        lines.entry(row.get(0)?).or_default().push(line);
    }
    Ok(lines)
}
