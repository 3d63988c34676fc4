//! Building the lake from one consistent snapshot of the database.
//!
//! Pages by key, so that neither the database nor this process holds more than a page; reading and writing overlap.

use std::path::Path;

use tokio::sync::mpsc;
use wafa_db::{Db, DbError, Row, Snapshot, Value, values};
use wafa_kernel::{Moment, SignalKind};

use super::manifest::Stamp;
use super::table::{FactRow, TableKind, Word};
use super::writer::LakeWriter;
use crate::error::Error;

const PAGE: i64 = 20_000;
/// A day that is never later than the local one, wherever the business is.
const WESTERNMOST_MS: i64 = 12 * 3_600_000;

const STAMP: &str = "select (select version from fact_version where id = 1), (select max(id) from customer)";
const ORDERS: &str = "select customer_id, placed_on, placed_at, id, amount_minor, quantity, currency, counts \
    from sales_order where (customer_id, placed_on, id) > ($1, $2, $3) \
    order by customer_id, placed_on, id limit $4";
const ORDERS_WITHOUT_CUSTOMER: &str = "select 0, placed_on, placed_at, id, amount_minor, quantity, currency, counts \
    from sales_order where customer_id is null and (placed_on, id) > ($1, $2) \
    order by placed_on, id limit $3";
const RETURNS: &str = "select customer_id, returned_on, returned_at, id, amount_minor, 0, currency, true \
    from sales_return where (customer_id, returned_on, id) > ($1, $2, $3) \
    order by customer_id, returned_on, id limit $4";
const RETURNS_WITHOUT_CUSTOMER: &str = "select 0, returned_on, returned_at, id, amount_minor, 0, currency, true \
    from sales_return where customer_id is null and (returned_on, id) > ($1, $2) \
    order by returned_on, id limit $3";
const CUSTOMERS: &str =
    "select id, created_at from customer where id > $1 and merged_into is null order by id limit $2";
const SIGNALS: &str = "select customer_id, on_day, id, kind from customer_signal \
    where (customer_id, on_day, id) > ($1, $2, $3) order by customer_id, on_day, id limit $4";

/// How one table is read.
struct Extract {
    table: TableKind,
    sql: &'static str,
    /// The key before every row.
    first: Vec<Value>,
    /// The key of a row.
    key: fn(&FactRow) -> Vec<Value>,
    row: fn(&Row) -> Result<FactRow, DbError>,
}

fn extracts() -> [Extract; 6] {
    let by_customer = || values![i64::MIN, i32::MIN, i64::MIN];
    let by_day = || values![i32::MIN, i64::MIN];
    let customer_key: fn(&FactRow) -> Vec<Value> = |row| values![row.customer, row.on, row.id];
    let day_key: fn(&FactRow) -> Vec<Value> = |row| values![row.on, row.id];
    let extract = |table, sql, first, key, row| Extract { table, sql, first, key, row };
    [
        extract(TableKind::Orders, ORDERS, by_customer(), customer_key, order_row),
        extract(TableKind::OrdersWithoutCustomer, ORDERS_WITHOUT_CUSTOMER, by_day(), day_key, order_row),
        extract(TableKind::Returns, RETURNS, by_customer(), customer_key, order_row),
        extract(TableKind::ReturnsWithoutCustomer, RETURNS_WITHOUT_CUSTOMER, by_day(), day_key, order_row),
        extract(TableKind::Customers, CUSTOMERS, values![i64::MIN], |row| values![row.customer], customer_row),
        extract(TableKind::Signals, SIGNALS, by_customer(), customer_key, signal_row),
    ]
}

fn order_row(row: &Row) -> Result<FactRow, DbError> {
    Ok(FactRow {
        customer: row.get(0)?,
        on: row.get(1)?,
        at: row.get(2)?,
        id: row.get(3)?,
        amount_minor: row.get(4)?,
        quantity: row.get(5)?,
        word: Word::Currency(row.get(6)?),
        counts: row.get(7)?,
    })
}

fn customer_row(row: &Row) -> Result<FactRow, DbError> {
    let (customer, created_at): (i64, Moment) = (row.get(0)?, row.get(1)?);
    let on = created_at.plus_ms(-WESTERNMOST_MS).utc_day().number();
    Ok(FactRow { customer, on, at: 0, id: 0, amount_minor: 0, quantity: 0, word: Word::None, counts: true })
}

fn signal_row(row: &Row) -> Result<FactRow, DbError> {
    // A kind this version does not know says at least that there was interest.
    let kind = row.get::<String>(3)?.parse().unwrap_or(SignalKind::Interest);
    Ok(FactRow {
        customer: row.get(0)?,
        on: row.get(1)?,
        at: 0,
        id: row.get(2)?,
        amount_minor: 0,
        quantity: 0,
        word: Word::Signal(kind),
        counts: true,
    })
}

fn stamp(rows: &[Row]) -> Result<Stamp, DbError> {
    let Some(row) = rows.first() else { return Ok(Stamp { fact_version: 0, newest_customer: 0 }) };
    Ok(Stamp { fact_version: row.get(0)?, newest_customer: row.get::<Option<i64>>(1)?.unwrap_or(0) })
}

/// The state of the facts in the database now.
pub(super) async fn current_stamp(db: &Db) -> Result<Stamp, Error> {
    Ok(stamp(&db.read(STAMP, values![]).await?)?)
}

/// The state of the facts in a snapshot.
pub(super) async fn stamp_of(snapshot: &Snapshot) -> Result<Stamp, Error> {
    Ok(stamp(&snapshot.read(STAMP, values![]).await?)?)
}

type Pages = mpsc::Sender<(TableKind, Vec<FactRow>)>;

/// Builds a new lake and puts it in the place of the old one.
pub(super) async fn build(db: &Db, folder: &Path) -> Result<Stamp, Error> {
    let snapshot = db.snapshot().await?;
    let stamp = stamp_of(&snapshot).await?;
    let (pages, mut arriving) = mpsc::channel::<(TableKind, Vec<FactRow>)>(2);
    let (folder, now) = (folder.to_owned(), db.now());
    let writing = tokio::task::spawn_blocking(move || {
        let mut writer = LakeWriter::begin(&folder, now)?;
        while let Some((table, rows)) = arriving.blocking_recv() {
            writer.write(table, &rows)?;
        }
        Ok::<_, Error>(writer)
    });
    let sent = send(&snapshot, &pages).await;
    drop(pages);
    // When writing failed, sending failed because of it.
    let writer = writing.await.map_err(|_| Error::Interrupted)??;
    sent?;
    let publishing = tokio::task::spawn_blocking(move || writer.publish(stamp));
    let manifest = publishing.await.map_err(|_| Error::Interrupted)??;
    tracing::info!(orders = manifest.rows.orders, build_ms = manifest.build_ms, "the lake was built");
    Ok(stamp)
}

async fn send(snapshot: &Snapshot, pages: &Pages) -> Result<(), Error> {
    for extract in extracts() {
        let mut from = extract.first;
        loop {
            from.push(Value::Int(PAGE));
            let rows = snapshot.read(extract.sql, from).await?;
            let full = rows.len() as i64 == PAGE;
            let rows = rows.iter().map(extract.row).collect::<Result<Vec<_>, _>>()?;
            let Some(last) = rows.last() else { break };
            from = (extract.key)(last);
            pages.send((extract.table, rows)).await.map_err(|_| Error::Interrupted)?;
            if !full {
                break;
            }
        }
    }
    Ok(())
}
