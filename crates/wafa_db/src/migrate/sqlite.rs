//! Migrations on SQLite.

use rusqlite::{Connection, TransactionBehavior, params};

use super::{Applied, LEDGER, LIST, Migration, NOTE};
use crate::error::DbError;

/// A BIGINT key would be a second tree beside the table; as INTEGER (64 bits too) it is the table's own row number:
/// one tree, half the work of an insert or a lookup.
const KEY: &str = "bigint not null primary key";
const ROW_NUMBER: &str = "integer not null primary key";

pub(crate) fn applied(connection: &Connection) -> Result<Vec<Applied>, DbError> {
    connection.execute_batch(LEDGER)?;
    let mut statement = connection.prepare(LIST)?;
    let found = statement.query_map([], |row| Ok(Applied { version: row.get(0)?, checksum: row.get(1)? }))?;
    Ok(found.collect::<Result<_, _>>()?)
}

pub(crate) fn apply(connection: &mut Connection, pending: &[Migration], now_ms: i64) -> Result<(), DbError> {
    for migration in pending {
        one(connection, migration, now_ms)
            .map_err(|source| DbError::Migration { name: migration.name, source: Box::new(source) })?;
        tracing::info!(migration = migration.name, "applied");
    }
    Ok(())
}

fn one(connection: &mut Connection, migration: &Migration, now_ms: i64) -> Result<(), DbError> {
    let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let done: i64 =
        tx.query_row("select count(*) from schema_migration where version = ?1", [migration.version], |row| {
            row.get(0)
        })?;
    // Another process that was started at the same time may have been faster.
    if done == 0 {
        for statement in migration.statements() {
            tx.execute_batch(&statement.replace(KEY, ROW_NUMBER))?;
        }
        tx.execute(NOTE, params![migration.version, migration.name, migration.checksum(), now_ms])?;
    }
    tx.commit()?;
    Ok(())
}
