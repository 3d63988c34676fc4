//! Reading orders: one, those of a customer, those of a list.

use std::collections::BTreeMap;

use wafa_db::{DbError, Row, Tx, Value, values};
use wafa_kernel::policy::action::ReadOrders;
use wafa_kernel::{Cursor, CustomerId, OrderId, Page, Permit};

use crate::order::{OrderDetail, OrderLine, OrderQuery, OrderSummary, ReturnSummary};
use crate::row::{CUSTOM, order_columns, return_columns, returned, summary};
use crate::{Error, Sales};

const ORDER: &str = concat!("select ", order_columns!(), " from sales_order where id = $1");
const LINES: &str = "select l.id, l.position, l.product_id, coalesce(p.code, ''), l.name, l.quantity, l.amount_minor \
     from sales_line l left join sales_product p on p.id = l.product_id where l.order_id = $1 order by l.position, l.id";
const RETURNS: &str =
    concat!("select ", return_columns!(), " from sales_return where order_id = $1 order by returned_on, id");
const RETURNS_OF: &str = concat!(
    "select ",
    return_columns!(),
    " from sales_return where customer_id = $1 order by returned_on desc, id desc limit 100"
);

/// Rows of a page when nobody says how many.
const PAGE: u32 = 50;
/// Rows of a page at most.
const PAGE_MOST: u32 = 500;

impl Sales {
    /// One order with its lines and returns.
    ///
    /// # Errors
    /// [`Error::NotFound`], or those of the database.
    pub async fn order(&self, _permit: &Permit<ReadOrders>, order: OrderId) -> Result<OrderDetail, Error> {
        let snapshot = self.db.snapshot().await?;
        let rows = snapshot.read(ORDER, values![order]).await?;
        let lines = snapshot.read(LINES, values![order]).await?;
        let returns = snapshot.read(RETURNS, values![order]).await?;
        detail(&rows, &lines, &returns)
    }

    /// As [`Sales::order`], with what the transaction has written.
    ///
    /// # Errors
    /// As [`Sales::order`].
    pub async fn order_in(
        &self,
        tx: &mut Tx,
        _permit: &Permit<ReadOrders>,
        order: OrderId,
    ) -> Result<OrderDetail, Error> {
        let rows = tx.read(ORDER, values![order]).await?;
        let lines = tx.read(LINES, values![order]).await?;
        let returns = tx.read(RETURNS, values![order]).await?;
        detail(&rows, &lines, &returns)
    }

    /// The orders of a customer, newest first.
    ///
    /// # Errors
    /// [`Error::BadCursor`], or those of the database.
    pub async fn orders_of(
        &self,
        permit: &Permit<ReadOrders>,
        customer: CustomerId,
        before: Option<&Cursor>,
        limit: u32,
    ) -> Result<Page<OrderSummary>, Error> {
        let query = OrderQuery { customer: Some(customer), after: before.cloned(), limit, ..OrderQuery::default() };
        self.list(permit, &query).await
    }

    /// The latest returns of a customer, newest first, at most 100.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn returns_of(
        &self,
        _permit: &Permit<ReadOrders>,
        customer: CustomerId,
    ) -> Result<Vec<ReturnSummary>, Error> {
        let rows = self.db.read(RETURNS_OF, values![customer]).await?;
        Ok(rows.iter().map(returned).collect::<Result<_, _>>()?)
    }

    /// A page of orders, newest first.
    ///
    /// # Errors
    /// [`Error::BadCursor`], or those of the database.
    pub async fn list(&self, _permit: &Permit<ReadOrders>, query: &OrderQuery) -> Result<Page<OrderSummary>, Error> {
        let limit = if query.limit == 0 { PAGE } else { query.limit.min(PAGE_MOST) };
        let (sql, values) = select(query, limit)?;
        let rows = self.db.read_text(sql, values).await?;
        let mut items = rows.iter().map(summary).collect::<Result<Vec<_>, _>>()?;
        let more = items.len() > limit as usize;
        items.truncate(limit as usize);
        let next = items.last().filter(|_| more).map(cursor_after);
        Ok(Page { items, next })
    }
}

fn select(query: &OrderQuery, limit: u32) -> Result<(String, Vec<Value>), Error> {
    let mut sql = String::from(concat!("select ", order_columns!(), " from sales_order where 1 = 1"));
    let mut values: Vec<Value> = Vec::new();
    let mut narrow = |condition: &str, value: Value| {
        values.push(value);
        sql.push_str(" and ");
        sql.push_str(&condition.replace("$n", &format!("${}", values.len())));
    };
    if let Some(customer) = query.customer {
        narrow("customer_id = $n", customer.into());
    }
    if let Some(number) = &query.number {
        let folded = wafa_text::fold::digits(number).trim().to_owned();
        narrow("number <> '' and number = $n", folded.into());
    }
    if let Some(status) = query.status {
        narrow("status = $n", status.as_str().into());
    }
    if let Some(batch) = query.batch {
        narrow("batch_id = $n", batch.into());
    }
    if let Some(from) = query.from {
        narrow("placed_on >= $n", from.into());
    }
    if let Some(to) = query.to {
        narrow("placed_on <= $n", to.into());
    }
    if let Some(after) = &query.after {
        let (on, id) = after.0.split_once('.').ok_or(Error::BadCursor)?;
        let on: i32 = on.parse().map_err(|_| Error::BadCursor)?;
        let id: OrderId = id.parse().map_err(|_| Error::BadCursor)?;
        narrow("placed_on <= $n", on.into());
        let same_day = format!("(placed_on < {on} or id < $n)");
        narrow(&same_day, id.into());
    }
    sql.push_str(&format!(" order by placed_on desc, id desc limit {}", limit + 1));
    Ok((sql, values))
}

fn cursor_after(last: &OrderSummary) -> Cursor {
    Cursor(format!("{}.{}", last.placed_on.number(), last.id))
}

fn detail(orders: &[Row], lines: &[Row], returns: &[Row]) -> Result<OrderDetail, Error> {
    let row = orders.first().ok_or(Error::NotFound)?;
    let custom: String = row.get(CUSTOM)?;
    Ok(OrderDetail {
        order: summary(row)?,
        custom: custom_fields(&custom),
        lines: lines.iter().map(line).collect::<Result<_, _>>()?,
        returns: returns.iter().map(returned).collect::<Result<_, _>>()?,
    })
}

fn line(row: &Row) -> Result<OrderLine, DbError> {
    Ok(OrderLine {
        id: row.get(0)?,
        position: row.get(1)?,
        product: row.get(2)?,
        product_code: row.get(3)?,
        name: row.get(4)?,
        quantity: row.get(5)?,
        amount_minor: row.get(6)?,
    })
}

/// What stands in `custom`; an empty text is no fields.
fn custom_fields(text: &str) -> BTreeMap<String, String> {
    serde_json::from_str(text).unwrap_or_default()
}
