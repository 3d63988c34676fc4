//! Placing and cancelling orders, taking goods back.

use std::collections::BTreeMap;

use wafa_db::facts::{self, Whose};
use wafa_db::{Tx, values};
use wafa_kernel::policy::action::{ReadOrders, WriteOrders};
use wafa_kernel::{Currency, CustomerId, Event, OrderId, Permit, ReturnId};

use crate::bulk::{self, BulkLine, BulkOrder, BulkReturn};
use crate::order::{Difference, NewLine, NewOrder, NewReturn, OrderLine, OrderStatus, Placed, Returned, order_key};
use crate::product::{product_code, product_ids};
use crate::{Error, Sales};

/// Lines of one order, at most.
const LINES_MOST: usize = 500;
/// Letters of a text, at most; what is longer is cut.
const TEXT_MOST: usize = 500;

impl Sales {
    /// Places an order. The same key again changes nothing and says so.
    ///
    /// # Errors
    /// [`Error::AmountNegative`], [`Error::TooManyLines`], or those of the database.
    pub async fn place(&self, permit: &Permit<WriteOrders>, new: NewOrder) -> Result<Placed, Error> {
        let mut tx = self.db.begin().await?;
        let placed = self.place_in(&mut tx, permit, new).await?;
        // Also when nothing was written: the order that is there may be in the same group of transactions, and what
        // is answered has to be durable.
        tx.commit().await?;
        Ok(placed)
    }

    /// As [`Sales::place`], in a transaction of the caller's.
    ///
    /// # Errors
    /// As [`Sales::place`]; the transaction can then only be dropped.
    pub async fn place_in(&self, tx: &mut Tx, permit: &Permit<WriteOrders>, new: NewOrder) -> Result<Placed, Error> {
        if new.amount_minor < 0 {
            return Err(Error::AmountNegative);
        }
        if new.lines.len() > LINES_MOST {
            return Err(Error::TooManyLines { limit: LINES_MOST });
        }
        let id: OrderId = tx.new_id();
        let key = match &new.key {
            Some(key) => short(key),
            None if new.number.trim().is_empty() => format!("id:{id}"),
            None => order_key(&short(&new.number)),
        };
        if let Some(there) = order_of(tx, &key).await? {
            return Ok(Placed { id: there, already: true });
        }
        let event =
            Event::OrderPlaced { customer: new.customer, order: id, on: new.placed_on, amount_minor: new.amount_minor };
        let order = with_products(tx, id, key, new).await?;
        bulk::insert_orders(tx, vec![order]).await?;
        tx.record(permit.actor(), event).await?;
        Ok(Placed { id, already: false })
    }

    /// The order that has this number. Until the transaction ends nobody else can place one with it.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn find_number_in(&self, tx: &mut Tx, number: &str) -> Result<Option<OrderId>, Error> {
        let number = short(number);
        if number.is_empty() { Ok(None) } else { order_of(tx, &order_key(&number)).await }
    }

    /// In what an order that comes again differs from the one that is there. Whoever it does not name, and lines it
    /// does not have, are not compared; status and texts may have moved on.
    ///
    /// # Errors
    /// [`Error::NotFound`], or those of the database.
    pub async fn differences_in(
        &self,
        tx: &mut Tx,
        permit: &Permit<ReadOrders>,
        order: OrderId,
        again: &NewOrder,
    ) -> Result<Vec<Difference>, Error> {
        let there = self.order_in(tx, permit, order).await?;
        let mut found = Vec::new();
        if again.customer.is_some() && again.customer != there.order.customer {
            found.push(Difference::Customer);
        }
        if again.amount_minor != there.order.amount_minor {
            found.push(Difference::Amount);
        }
        if again.currency != there.order.currency {
            found.push(Difference::Currency);
        }
        if !again.lines.is_empty() && !same_lines(&again.lines, &there.lines) {
            found.push(Difference::Lines);
        }
        Ok(found)
    }

    /// Records goods or money given back. The same key again changes nothing and says so.
    ///
    /// # Errors
    /// [`Error::AmountNotPositive`], [`Error::NotFound`] when the order is not there, [`Error::OtherCurrency`], or
    /// those of the database.
    pub async fn return_order(&self, permit: &Permit<WriteOrders>, new: NewReturn) -> Result<Returned, Error> {
        let mut tx = self.db.begin().await?;
        let returned = self.return_in(&mut tx, permit, new).await?;
        tx.commit().await?;
        Ok(returned)
    }

    /// As [`Sales::return_order`], in a transaction of the caller's.
    ///
    /// # Errors
    /// As [`Sales::return_order`]; the transaction can then only be dropped.
    pub async fn return_in(
        &self,
        tx: &mut Tx,
        permit: &Permit<WriteOrders>,
        new: NewReturn,
    ) -> Result<Returned, Error> {
        const BY_KEY: &str = "select id from sales_return where key = $1";
        if new.amount_minor <= 0 {
            return Err(Error::AmountNotPositive);
        }
        let key = match &new.key {
            Some(key) => short(key),
            None => format!("id:{}", tx.new_id::<wafa_kernel::id::OfReturn>()),
        };
        tx.lock_names(&[format!("return:{key}")]).await?;
        if let Some(row) = tx.read(BY_KEY, values![&key]).await?.first() {
            return Ok(Returned { id: row.get(0)?, already: true });
        }
        let customer = match new.order {
            Some(order) => new.customer.or(customer_of(tx, order, new.currency).await?),
            None => new.customer,
        };
        let one = BulkReturn {
            key: key.clone(),
            order: new.order,
            customer,
            returned_at: new.returned_at,
            returned_on: new.returned_on,
            currency: new.currency,
            amount_minor: new.amount_minor,
            reason: short(&new.reason),
            batch: None,
        };
        bulk::insert_returns(tx, vec![one]).await?;
        let rows = tx.read(BY_KEY, values![&key]).await?;
        let id: ReturnId = rows.first().ok_or(Error::NotFound)?.get(0)?;
        let event = Event::OrderReturned {
            customer,
            order: new.order,
            returned: id,
            on: new.returned_on,
            amount_minor: new.amount_minor,
        };
        tx.record(permit.actor(), event).await?;
        Ok(Returned { id, already: false })
    }

    /// Cancels an order: it stays on record and no longer counts. Cancelling again changes nothing.
    ///
    /// # Errors
    /// [`Error::NotFound`], or those of the database.
    pub async fn cancel(&self, permit: &Permit<WriteOrders>, order: OrderId) -> Result<(), Error> {
        let mut tx = self.db.begin().await?;
        self.cancel_in(&mut tx, permit, order).await?;
        tx.commit().await?;
        Ok(())
    }

    /// As [`Sales::cancel`], in a transaction of the caller's.
    ///
    /// # Errors
    /// As [`Sales::cancel`]; the transaction can then only be dropped.
    pub async fn cancel_in(&self, tx: &mut Tx, permit: &Permit<WriteOrders>, order: OrderId) -> Result<(), Error> {
        const STATUS: &str = "select status, customer_id, placed_on from sales_order where id = $1";
        const CANCEL: &str = "update sales_order set status = $2, counts = $3 where id = $1";
        tx.lock(order.raw()).await?;
        let rows = tx.read(STATUS, values![order]).await?;
        let row = rows.first().ok_or(Error::NotFound)?;
        let customer: Option<CustomerId> = row.get(1)?;
        if row.get::<String>(0)? == OrderStatus::Cancelled.as_str() {
            return Ok(());
        }
        tx.execute(CANCEL, values![order, OrderStatus::Cancelled.as_str(), false]).await?;
        facts::changed(tx, [Whose::of(customer, row.get(2)?)]).await?;
        tx.record(permit.actor(), Event::OrderCancelled { customer, order }).await?;
        Ok(())
    }
}

/// The order kept under a key, which nobody else can take until the transaction ends.
async fn order_of(tx: &mut Tx, key: &str) -> Result<Option<OrderId>, Error> {
    tx.lock_names(&[format!("order:{key}")]).await?;
    let key = key.to_owned();
    Ok(bulk::existing_orders(tx, std::slice::from_ref(&key)).await?.get(&key).map(|there| there.id))
}

/// Whether the lines are the same, in whatever order they come.
fn same_lines(again: &[NewLine], there: &[OrderLine]) -> bool {
    let mut again: Vec<(String, String, i64, i64)> = again
        .iter()
        .map(|line| {
            let name = short(&line.name);
            let code = product_code(&short(&line.product_code), &name).unwrap_or_default();
            (code, name, line.quantity, line.amount_minor)
        })
        .collect();
    let mut there: Vec<(String, String, i64, i64)> = there
        .iter()
        .map(|line| (line.product_code.clone(), line.name.clone(), line.quantity, line.amount_minor))
        .collect();
    again.sort();
    there.sort();
    again == there
}

async fn customer_of(tx: &mut Tx, order: OrderId, currency: Currency) -> Result<Option<CustomerId>, Error> {
    const OF: &str = "select customer_id, currency from sales_order where id = $1";
    let rows = tx.read(OF, values![order]).await?;
    let row = rows.first().ok_or(Error::NotFound)?;
    if row.get::<Currency>(1)? != currency {
        return Err(Error::OtherCurrency);
    }
    Ok(row.get(0)?)
}

async fn with_products(tx: &mut Tx, id: OrderId, key: String, new: NewOrder) -> Result<BulkOrder, Error> {
    let mut wanted = BTreeMap::new();
    let codes: Vec<Option<String>> =
        new.lines.iter().map(|line| product_code(&short(&line.product_code), &short(&line.name))).collect();
    for (line, code) in new.lines.iter().zip(&codes) {
        if let Some(code) = code {
            wanted.insert(code.clone(), short(&line.name));
        }
    }
    let ids = product_ids(tx, None, &wanted).await?;
    let lines =
        new.lines.iter().zip(&codes).enumerate().map(|(at, (line, code)): (usize, (&NewLine, &Option<String>))| {
            BulkLine {
                position: i32::try_from(at + 1).unwrap_or(i32::MAX),
                product: code.as_ref().and_then(|code| ids.get(code)).copied(),
                name: short(&line.name),
                quantity: line.quantity,
                amount_minor: line.amount_minor,
            }
        });
    let lines: Vec<BulkLine> = lines.collect();
    let quantity = lines.iter().fold(0_i64, |sum, line| sum.saturating_add(line.quantity));
    Ok(BulkOrder {
        id,
        key,
        number: short(wafa_text::fold::digits(&new.number).trim()),
        customer: new.customer,
        placed_at: new.placed_at,
        placed_on: new.placed_on,
        status: new.status,
        currency: new.currency,
        amount_minor: new.amount_minor,
        quantity,
        discount_code: short(&new.discount_code),
        source: short(&new.source),
        campaign: short(&new.campaign),
        city: short(&new.city),
        custom: if new.custom.is_empty() {
            String::new()
        } else {
            serde_json::Value::from_iter(new.custom.iter().map(|(field, value)| (short(field), short(value))))
                .to_string()
        },
        batch: None,
        lines,
    })
}

/// The text as it is kept: without zero bytes and space around it, cut when too long.
fn short(text: &str) -> String {
    text.trim().chars().filter(|letter| *letter != '\0').take(TEXT_MOST).collect()
}
