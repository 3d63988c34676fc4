//! Ringing alarms. One that fails becomes a job of kind `alarm:KIND`, which is tried again and can be seen.

use std::sync::Arc;

use futures::StreamExt;
use serde::{Deserialize, Serialize};
use wafa_kernel::{JobId, Moment};

use super::{AT_ONCE, Alarm, BATCH, BoxError, account, guarded, next_attempt};
use crate::db::Db;
use crate::error::DbError;
use crate::values;

const TAKE: &str = "delete from timer where kind = $1 and subject_id = $2 and due_at = $3";
const INTO_JOB: &str = "insert into job (id, kind, body, priority, run_at, lease_until, attempts, dedupe_key, last_error, dead, done_at) \
    values ($1, $2, $3, 0, $4, 0, 1, null, $5, false, null)";
/// Kinds of jobs that are alarms on their next attempt begin with this.
pub(super) const PREFIX: &str = "alarm:";

/// Body of a job that is an alarm.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Late {
    pub subject: i64,
    pub due_at: Moment,
}

/// Rings one batch of what is due; whether there was anything.
pub(super) async fn batch(db: &Db, alarms: &[Arc<dyn Alarm>]) -> Result<bool, DbError> {
    let mut found = false;
    for alarm in alarms {
        let due = due(db, alarm.kind()).await?;
        found |= !due.is_empty();
        let ringing =
            futures::stream::iter(due).map(|(subject, due_at)| settle_one(db, alarm.as_ref(), subject, due_at));
        let mut ringing = ringing.buffer_unordered(AT_ONCE);
        while let Some(outcome) = ringing.next().await {
            outcome?;
        }
    }
    Ok(found)
}

async fn due(db: &Db, kind: &'static str) -> Result<Vec<(i64, Moment)>, DbError> {
    const DUE: &str =
        "select subject_id, due_at from timer where kind = $1 and due_at <= $2 order by due_at, subject_id limit $3";
    let rows = db.read(DUE, values![kind, db.now(), BATCH]).await?;
    rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect()
}

async fn settle_one(db: &Db, alarm: &dyn Alarm, subject: i64, due_at: Moment) -> Result<(), DbError> {
    let Err(error) = ring(db, alarm, subject, due_at).await else { return Ok(()) };
    if let Some(db_error) = error.downcast_ref::<DbError>()
        && db_error.kind() == wafa_kernel::ErrorKind::Unavailable
    {
        return Err(db_error.clone());
    }
    let text = account(error.as_ref());
    tracing::warn!(alarm = alarm.kind(), subject, error = text, "an alarm failed");
    let mut tx = db.begin().await?;
    if tx.execute(TAKE, values![alarm.kind(), subject, due_at]).await? > 0 {
        let id: JobId = tx.new_id();
        let body = serde_json::to_string(&Late { subject, due_at })?;
        let kind = format!("{PREFIX}{}", alarm.kind());
        tx.execute(INTO_JOB, values![id, kind, body, next_attempt(db.now(), 1), text]).await?;
    }
    tx.commit().await
}

async fn ring(db: &Db, alarm: &dyn Alarm, subject: i64, due_at: Moment) -> Result<(), BoxError> {
    let mut tx = db.begin().await?;
    if tx.execute(TAKE, values![alarm.kind(), subject, due_at]).await? == 0 {
        // Somebody else rang it, or it was set anew or cleared.
        return Ok(());
    }
    guarded(alarm.ring(subject, due_at, &mut tx)).await?;
    tx.commit().await?;
    Ok(())
}
