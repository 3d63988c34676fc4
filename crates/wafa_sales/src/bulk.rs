//! Writing many orders at once. Only importers call this: no permits, no events, keys checked by the caller's look-up.
//!
//! The order of work in one transaction: [`existing_orders`] and [`existing_returns`] say which keys are there,
//! [`product_ids`](crate::product_ids) names the products, then [`insert_orders`], [`extend_orders`],
//! [`insert_returns`] and [`revise`](crate::revise::revise) write. Each of the four says whose facts changed when it
//! wrote something.

use std::collections::HashMap;

use wafa_db::facts::{self, Whose};
use wafa_db::{DbError, Row, Tx, Value, values};
use wafa_kernel::{BatchId, Currency, CustomerId, Day, LineId, Moment, OrderId, ProductId, ReturnId};

use crate::order::OrderStatus;

/// Values of one `in (…)`; lists are cut and filled up to it, so that statements repeat and stay prepared.
const LIST: usize = 250;

/// A line to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BulkLine {
    /// Its place in the order.
    pub position: i32,
    /// The product, if it has one.
    pub product: Option<ProductId>,
    /// What it is called.
    pub name: String,
    /// How many.
    pub quantity: i64,
    /// What the line costs, in minor units.
    pub amount_minor: i64,
}

/// An order to be written. Its key must not be there.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct BulkOrder {
    pub id: OrderId,
    pub key: String,
    pub number: String,
    pub customer: Option<CustomerId>,
    pub placed_at: Moment,
    pub placed_on: Day,
    pub status: OrderStatus,
    pub currency: Currency,
    pub amount_minor: i64,
    pub quantity: i64,
    pub discount_code: String,
    pub source: String,
    pub campaign: String,
    pub city: String,
    /// A JSON object of texts; empty for none.
    pub custom: String,
    pub batch: Option<BatchId>,
    pub lines: Vec<BulkLine>,
}

/// More lines, and what they cost, for an order that is there.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Extension {
    pub order: OrderId,
    pub amount_minor: i64,
    pub quantity: i64,
    pub lines: Vec<BulkLine>,
}

/// A return to be written. Its key must not be there.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct BulkReturn {
    pub key: String,
    pub order: Option<OrderId>,
    pub customer: Option<CustomerId>,
    pub returned_at: Moment,
    pub returned_on: Day,
    pub currency: Currency,
    pub amount_minor: i64,
    pub reason: String,
    pub batch: Option<BatchId>,
}

/// An order that is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Existing {
    /// Which.
    pub id: OrderId,
    /// Who placed it.
    pub customer: Option<CustomerId>,
    /// The import that brought it.
    pub batch: Option<BatchId>,
    /// When it was placed.
    pub placed_at: Moment,
    /// On which day.
    pub placed_on: Day,
    /// Worth how much, in minor units.
    pub amount_minor: i64,
    /// How many pieces.
    pub quantity: i64,
    /// In which currency.
    pub currency: Currency,
    /// How far it has come.
    pub status: OrderStatus,
}

/// A return that is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ExistingReturn {
    /// Which.
    pub id: ReturnId,
    /// The import that brought it.
    pub batch: Option<BatchId>,
    /// How much was given back, in minor units.
    pub amount_minor: i64,
}

/// Reads `{select} ($1, …)` for any number of values, in as many statements as it takes.
pub(crate) async fn read_in(tx: &mut Tx, select: &str, wanted: &[Value]) -> Result<Vec<Row>, DbError> {
    let mut found = Vec::new();
    for part in wanted.chunks(LIST) {
        let size = if part.len() == LIST { LIST } else { part.len().next_power_of_two() };
        let places: Vec<String> = (1..=size).map(|place| format!("${place}")).collect();
        let mut values = part.to_vec();
        if let Some(last) = part.last() {
            values.resize(size, last.clone());
        }
        found.extend(tx.read_text(format!("{select} ({})", places.join(", ")), values).await?);
    }
    Ok(found)
}

/// Those of the keys that name an order, with the order.
///
/// # Errors
/// Those of the database.
pub async fn existing_orders(tx: &mut Tx, keys: &[String]) -> Result<HashMap<String, Existing>, DbError> {
    let keys: Vec<Value> = keys.iter().map(Value::from).collect();
    let select = "select key, id, customer_id, batch_id, placed_at, placed_on, amount_minor, quantity, currency, status \
         from sales_order where key in";
    let mut found = HashMap::new();
    for row in read_in(tx, select, &keys).await? {
        let order = Existing {
            id: row.get(1)?,
            customer: row.get(2)?,
            batch: row.get(3)?,
            placed_at: row.get(4)?,
            placed_on: row.get(5)?,
            amount_minor: row.get(6)?,
            quantity: row.get(7)?,
            currency: row.get(8)?,
            status: row.get::<String>(9)?.parse().unwrap_or(OrderStatus::Placed),
        };
        found.insert(row.get(0)?, order);
    }
    Ok(found)
}

/// Those of the keys that name a return, with the return.
///
/// # Errors
/// Those of the database.
pub async fn existing_returns(tx: &mut Tx, keys: &[String]) -> Result<HashMap<String, ExistingReturn>, DbError> {
    let keys: Vec<Value> = keys.iter().map(Value::from).collect();
    let mut found = HashMap::new();
    for row in read_in(tx, "select key, id, batch_id, amount_minor from sales_return where key in", &keys).await? {
        let one = ExistingReturn { id: row.get(1)?, batch: row.get(2)?, amount_minor: row.get(3)? };
        found.insert(row.get(0)?, one);
    }
    Ok(found)
}

/// Writes orders with their lines.
///
/// # Errors
/// [`DbError::Unique`] when a key is there already; those of the database.
pub async fn insert_orders(tx: &mut Tx, orders: Vec<BulkOrder>) -> Result<(), DbError> {
    if orders.is_empty() {
        return Ok(());
    }
    let now = tx.now();
    let whose: Vec<Whose> = orders.iter().map(|order| Whose::of(order.customer, order.placed_on)).collect();
    let mut rows = Vec::with_capacity(orders.len());
    let mut lines = Vec::new();
    for order in orders {
        lines.extend(order.lines.into_iter().map(|line| (order.id, line)));
        rows.push(values![
            order.id,
            order.key,
            order.number,
            order.customer,
            order.placed_at,
            order.placed_on,
            order.status.as_str(),
            order.currency,
            order.amount_minor,
            order.quantity,
            order.discount_code,
            order.source,
            order.campaign,
            order.city,
            order.status.counts(),
            order.custom,
            order.batch,
            now,
        ]);
    }
    tx.insert_many("sales_order", ORDER_COLUMNS, rows).await?;
    insert_lines(tx, lines).await?;
    facts::changed(tx, whose).await
}

/// Adds lines to orders that are there, and what they cost to the orders.
///
/// # Errors
/// Those of the database.
pub async fn extend_orders(tx: &mut Tx, extensions: Vec<Extension>) -> Result<(), DbError> {
    const ADD: &str = "update sales_order set amount_minor = amount_minor + $2, quantity = quantity + $3 where id = $1";
    if extensions.is_empty() {
        return Ok(());
    }
    let orders: Vec<Value> = extensions.iter().map(|extension| extension.order.into()).collect();
    let mut sums = Vec::with_capacity(extensions.len());
    let mut lines = Vec::new();
    for extension in extensions {
        sums.push(values![extension.order, extension.amount_minor, extension.quantity]);
        lines.extend(extension.lines.into_iter().map(|line| (extension.order, line)));
    }
    tx.execute_many(ADD, sums).await?;
    insert_lines(tx, lines).await?;
    let whose = whose_orders(tx, &orders).await?;
    facts::changed(tx, whose).await
}

/// Whose some orders are.
pub(crate) async fn whose_orders(tx: &mut Tx, orders: &[Value]) -> Result<Vec<Whose>, DbError> {
    const WHOSE: &str = "select customer_id, placed_on from sales_order where id in";
    let mut whose = Vec::new();
    for row in read_in(tx, WHOSE, orders).await? {
        whose.push(Whose::of(row.get(0)?, row.get(1)?));
    }
    Ok(whose)
}

/// Writes returns and says which they are, in order.
///
/// # Errors
/// [`DbError::Unique`] when a key is there already; those of the database.
pub async fn insert_returns(tx: &mut Tx, returns: Vec<BulkReturn>) -> Result<Vec<ReturnId>, DbError> {
    if returns.is_empty() {
        return Ok(Vec::new());
    }
    let now = tx.now();
    let whose: Vec<Whose> = returns.iter().map(|one| Whose::of(one.customer, one.returned_on)).collect();
    let mut rows = Vec::with_capacity(returns.len());
    let mut ids = Vec::with_capacity(returns.len());
    for one in returns {
        let id: ReturnId = tx.new_id();
        ids.push(id);
        rows.push(values![
            id,
            one.key,
            one.order,
            one.customer,
            one.returned_at,
            one.returned_on,
            one.currency,
            one.amount_minor,
            one.reason,
            one.batch,
            now,
        ]);
    }
    tx.insert_many("sales_return", RETURN_COLUMNS, rows).await?;
    facts::changed(tx, whose).await?;
    Ok(ids)
}

pub(crate) async fn insert_lines(tx: &mut Tx, lines: Vec<(OrderId, BulkLine)>) -> Result<(), DbError> {
    if lines.is_empty() {
        return Ok(());
    }
    let mut rows = Vec::with_capacity(lines.len());
    for (order, line) in lines {
        let id: LineId = tx.new_id();
        rows.push(values![id, order, line.position, line.product, line.name, line.quantity, line.amount_minor]);
    }
    tx.insert_many("sales_line", LINE_COLUMNS, rows).await.map(|_| ())
}

const ORDER_COLUMNS: &[&str] = &[
    "id",
    "key",
    "number",
    "customer_id",
    "placed_at",
    "placed_on",
    "status",
    "currency",
    "amount_minor",
    "quantity",
    "discount_code",
    "source",
    "campaign",
    "city",
    "counts",
    "custom",
    "batch_id",
    "recorded_at",
];
const LINE_COLUMNS: &[&str] = &["id", "order_id", "position", "product_id", "name", "quantity", "amount_minor"];
const RETURN_COLUMNS: &[&str] = &[
    "id",
    "key",
    "order_id",
    "customer_id",
    "returned_at",
    "returned_on",
    "currency",
    "amount_minor",
    "reason",
    "batch_id",
    "recorded_at",
];
