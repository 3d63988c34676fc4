//! The version of the facts: a number that grows with every change the figures depend on.
//!
//! The lake is stamped with it, so that it knows when it is behind. Whoever writes orders, returns, signals or merges
//! bumps it in the same transaction.

use crate::db::Db;
use crate::error::DbError;
use crate::tx::Tx;

const BUMP: &str = "update fact_version set version = version + 1 where id = 1";
const VERSION: &str = "select version from fact_version where id = 1";

/// Says that facts changed in this transaction.
///
/// # Errors
/// Those of the database.
pub async fn bump(tx: &mut Tx) -> Result<(), DbError> {
    tx.execute(BUMP, Vec::new()).await.map(|_| ())
}

/// The version of the facts that are committed.
///
/// # Errors
/// Those of the database.
pub async fn version(db: &Db) -> Result<i64, DbError> {
    let rows = db.read(VERSION, Vec::new()).await?;
    rows.first().map_or(Ok(0), |row| row.get(0))
}
