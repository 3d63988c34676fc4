//! The version of the facts: a number that grows with every change the figures depend on, and whose facts changed.
//!
//! The lake is stamped with the version, so that it knows when it is behind, and reads anew only what belongs to those
//! listed since. Whoever writes orders, returns, signals, customers, merges or steps on the ladder says so in the same transaction,
//! as recording an event of a customer does by itself:
//! [`changed`] when it knows whose they are, [`bump`] when it does not.
//!
//! **Invariant:** versions are given out one transaction after the other (they are one row), so that whoever sees a
//! version sees all changes up to it.

use wafa_kernel::{CustomerId, Day};

use crate::db::{Db, Snapshot};
use crate::error::DbError;
use crate::tx::Tx;
use crate::value::Value;
use crate::values;

const BUMP: &str = "update fact_version set version = version + 1 where id = 1";
const MADE_AT: &str = "select coalesce(min(applied_at), 0) from schema_migration";
const VERSION: &str = "select version from fact_version where id = 1";
const NOTE: &str = "insert into fact_change (customer_id, on_day, version) \
    values ($1, $2, (select version from fact_version where id = 1)) \
    on conflict (customer_id, on_day) do update set version = excluded.version";
const SINCE: &str = "select customer_id, on_day from fact_change where version > $1 order by customer_id, on_day";

/// The row that stands for everybody.
const EVERYBODY: i64 = -1;
/// The customer of facts that name nobody.
const NOBODY: i64 = 0;

/// Whose facts changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Whose {
    /// A customer's.
    Customer(CustomerId),
    /// Those of a day that name nobody.
    Nobody(Day),
}

impl Whose {
    /// Whose a fact of a day is.
    #[must_use]
    pub fn of(customer: Option<CustomerId>, on: Day) -> Self {
        customer.map_or(Self::Nobody(on), Self::Customer)
    }
    const fn key(self) -> (i64, i32) {
        match self {
            Self::Customer(customer) => (customer.raw(), 0),
            Self::Nobody(on) => (NOBODY, on.number()),
        }
    }
}

/// Says that facts changed in this transaction, and whose; nobody's when the answers to questions changed for another
/// reason (rules, settings).
///
/// # Errors
/// Those of the database.
pub async fn changed(tx: &mut Tx, whose: impl IntoIterator<Item = Whose>) -> Result<(), DbError> {
    let mut keys: Vec<(i64, i32)> = whose.into_iter().map(Whose::key).collect();
    keys.sort_unstable();
    keys.dedup();
    tx.execute(BUMP, Vec::new()).await?;
    tx.execute_many(NOTE, keys.into_iter().map(|(customer, on)| values![customer, on]).collect()).await?;
    Ok(())
}

/// Says that any facts may have changed in this transaction: lakes are built anew. Prefer [`changed`].
///
/// # Errors
/// Those of the database.
pub async fn bump(tx: &mut Tx) -> Result<(), DbError> {
    tx.execute(BUMP, Vec::new()).await?;
    tx.execute(NOTE, values![EVERYBODY, 0]).await.map(|_| ())
}

/// The version of the facts that are committed.
///
/// # Errors
/// Those of the database.
pub async fn version(db: &Db) -> Result<i64, DbError> {
    let rows = db.read(VERSION, Vec::new()).await?;
    rows.first().map_or(Ok(0), |row| row.get(0))
}

/// A number that tells databases apart whose files lie side by side, by when each was made and where it is: a copy is
/// another one, for it goes on by itself. The same for the same database, unless it is moved.
///
/// # Errors
/// Those of the database.
pub async fn database(db: &Db) -> Result<i64, DbError> {
    let rows = db.read(MADE_AT, Vec::new()).await?;
    let made_at: i64 = rows.first().map_or(Ok(0), |row| row.get(0))?;
    Ok(made_at ^ db.place().cast_signed())
}

/// Whose facts changed after a version.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Changes {
    /// Anybody's: what is listed is not all.
    pub everything: bool,
    /// Customers, in order of their ids.
    pub customers: Vec<CustomerId>,
    /// Days of facts that name nobody, in order.
    pub days: Vec<Day>,
}

/// Whose facts changed after a version, as of a snapshot.
///
/// # Errors
/// Those of the database.
pub async fn changes_since(snapshot: &Snapshot, version: i64) -> Result<Changes, DbError> {
    let mut changes = Changes::default();
    for row in snapshot.read(SINCE, vec![Value::Int(version)]).await? {
        match row.get(0)? {
            EVERYBODY => changes.everything = true,
            NOBODY => changes.days.push(row.get(1)?),
            customer => changes.customers.push(CustomerId::from_raw(customer)),
        }
    }
    Ok(changes)
}
