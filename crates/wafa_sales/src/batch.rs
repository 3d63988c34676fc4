//! Taking back the orders one import brought. Only importers call this.

use std::collections::BTreeSet;

use wafa_db::facts::{self, Whose};
use wafa_db::{DbError, Tx, Value, values};
use wafa_kernel::{BatchId, CustomerId, OrderId};

use crate::bulk::read_in;

const ORDERS: &str = "select id, customer_id, placed_on from sales_order where batch_id = $1 order by id limit $2";
const DROP_LINES: &str = "delete from sales_line where order_id = $1";
const LET_GO: &str = "update sales_return set order_id = null where order_id = $1";
const LEFT_BEHIND: &str = "select customer_id, returned_on from sales_return where order_id in";
const DROP_ORDER: &str = "delete from sales_order where id = $1";
const RETURNS: &str = "select id, customer_id, returned_on from sales_return where batch_id = $1 order by id limit $2";
const DROP_RETURN: &str = "delete from sales_return where id = $1";
const PRODUCTS: &str = "select id from sales_product where batch_id = $1 order by id limit $2";
const KEEP_PRODUCT: &str = "update sales_product set batch_id = null where id = $1";
const DROP_PRODUCT: &str = "delete from sales_product where id = $1";

/// What taking back part of an import removed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Deleted {
    /// Orders removed.
    pub orders: usize,
    /// Returns removed.
    pub returns: usize,
    /// Products looked at.
    pub products: usize,
    /// Changes to orders and returns of others that were put back.
    pub changes: usize,
}

impl Deleted {
    /// Nothing of the import is left.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.orders + self.returns + self.products + self.changes == 0
    }
}

/// Takes back up to `limit` changes, or orders, or returns, or products of an import; call it until nothing is left.
/// Returns that others recorded for its orders stay, no longer tied to an order.
///
/// # Errors
/// Those of the database.
pub async fn delete_batch(tx: &mut Tx, batch: BatchId, limit: usize) -> Result<Deleted, DbError> {
    let changes = crate::revise::put_back(tx, batch, limit).await?;
    if changes > 0 {
        return Ok(Deleted { changes, ..Deleted::default() });
    }
    let mut deleted = Deleted::default();
    let (mut ids, mut whose) = (Vec::new(), Vec::new());
    for row in tx.read(ORDERS, values![batch, limit]).await? {
        ids.push(values![row.get::<OrderId>(0)?]);
        whose.push(Whose::of(row.get(1)?, row.get(2)?));
    }
    if !ids.is_empty() {
        let orders: Vec<Value> = ids.iter().flatten().cloned().collect();
        for row in read_in(tx, LEFT_BEHIND, &orders).await? {
            whose.push(Whose::of(row.get(0)?, row.get(1)?));
        }
        deleted.orders = ids.len();
        tx.execute_many(DROP_LINES, ids.clone()).await?;
        tx.execute_many(LET_GO, ids.clone()).await?;
        forget_moves(tx, "order", &ids).await?;
        tx.execute_many(DROP_ORDER, ids).await?;
        facts::changed(tx, whose).await?;
        return Ok(deleted);
    }
    for row in tx.read(RETURNS, values![batch, limit]).await? {
        ids.push(values![row.get::<i64>(0)?]);
        whose.push(Whose::of(row.get(1)?, row.get(2)?));
    }
    if !ids.is_empty() {
        deleted.returns = ids.len();
        forget_moves(tx, "return", &ids).await?;
        tx.execute_many(DROP_RETURN, ids).await?;
        facts::changed(tx, whose).await?;
        return Ok(deleted);
    }
    deleted.products = delete_products(tx, batch, limit).await?;
    Ok(deleted)
}

async fn forget_moves(tx: &mut Tx, kind: &'static str, ids: &[Vec<wafa_db::Value>]) -> Result<(), DbError> {
    const FORGET: &str = "delete from sales_reassignment where kind = $1 and subject_id = $2";
    const FORGET_CHANGES: &str = "delete from sales_change where kind = $1 and subject_id = $2";
    let rows = |kind: &'static str| ids.iter().flatten().map(|id| vec![kind.into(), id.clone()]).collect::<Vec<_>>();
    tx.execute_many(FORGET_CHANGES, rows(if kind == "order" { "status" } else { "refund" })).await?;
    tx.execute_many(FORGET, rows(kind)).await.map(|_| ())
}

/// Products others have sold meanwhile stay; the rest go.
async fn delete_products(tx: &mut Tx, batch: BatchId, limit: usize) -> Result<usize, DbError> {
    let mut ids = Vec::new();
    for row in tx.read(PRODUCTS, values![batch, limit]).await? {
        ids.push(wafa_db::Value::from(row.get::<i64>(0)?));
    }
    let mut sold = BTreeSet::new();
    for row in read_in(tx, "select distinct product_id from sales_line where product_id in", &ids).await? {
        sold.insert(row.get::<i64>(0)?);
    }
    let (mut keep, mut drop) = (Vec::new(), Vec::new());
    for id in &ids {
        let kept = matches!(id, wafa_db::Value::Int(raw) if sold.contains(raw));
        if kept { keep.push(vec![id.clone()]) } else { drop.push(vec![id.clone()]) }
    }
    tx.execute_many(KEEP_PRODUCT, keep).await?;
    tx.execute_many(DROP_PRODUCT, drop).await?;
    Ok(ids.len())
}

/// Those of the customers who have neither orders nor returns.
///
/// # Errors
/// Those of the database.
pub async fn without_orders(tx: &mut Tx, customers: &[CustomerId]) -> Result<Vec<CustomerId>, DbError> {
    let ids: Vec<wafa_db::Value> = customers.iter().map(|customer| (*customer).into()).collect();
    let mut buyers = BTreeSet::new();
    for select in [
        "select distinct customer_id from sales_order where customer_id in",
        "select distinct customer_id from sales_return where customer_id in",
    ] {
        for row in read_in(tx, select, &ids).await? {
            buyers.insert(row.get::<CustomerId>(0)?);
        }
    }
    Ok(customers.iter().copied().filter(|customer| !buyers.contains(customer)).collect())
}
