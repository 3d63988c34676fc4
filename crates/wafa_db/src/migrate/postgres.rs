//! Migrations on PostgreSQL.

use tokio_postgres::Client;

use super::{Applied, LEDGER, LIST, Migration, NOTE, pending};
use crate::error::DbError;

/// Held while migrations are read and applied, so that processes started together take turns.
const LOCK: &str = "select pg_advisory_lock(7861302)";
const UNLOCK: &str = "select pg_advisory_unlock(7861302)";

pub(crate) async fn migrate(client: &mut Client, now_ms: i64, up_to: Option<i64>) -> Result<(), DbError> {
    client.batch_execute(LOCK).await?;
    let outcome = apply(client, now_ms, up_to).await;
    client.batch_execute(UNLOCK).await?;
    outcome
}

async fn apply(client: &mut Client, now_ms: i64, up_to: Option<i64>) -> Result<(), DbError> {
    client.batch_execute(LEDGER).await?;
    let found = client.query(LIST, &[]).await?;
    let applied: Vec<Applied> = found
        .iter()
        .map(|row| Ok(Applied { version: row.try_get(0)?, checksum: row.try_get(1)? }))
        .collect::<Result<_, tokio_postgres::Error>>()?;
    let wanted = |one: &Migration| up_to.is_none_or(|newest| one.version <= newest);
    for migration in pending(&applied)?.into_iter().filter(wanted) {
        one(client, &migration, now_ms)
            .await
            .map_err(|source| DbError::Migration { name: migration.name, source: Box::new(source) })?;
        tracing::info!(migration = migration.name, "applied");
    }
    Ok(())
}

async fn one(client: &mut Client, migration: &Migration, now_ms: i64) -> Result<(), DbError> {
    let tx = client.transaction().await?;
    for statement in migration.statements() {
        tx.batch_execute(&statement).await?;
    }
    tx.execute(NOTE, &[&migration.version, &migration.name, &migration.checksum(), &now_ms]).await?;
    tx.commit().await?;
    Ok(())
}
