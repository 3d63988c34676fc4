//! What was set aside after too many attempts: seen, and started again by hand.

use wafa_kernel::{EventId, JobId, Moment};

use crate::db::Db;
use crate::error::DbError;
use crate::values;

const REACTIONS: &str =
    "select event_id, subscriber, run_at, last_error from outbox where dead = true order by event_id limit $1";
const JOBS: &str = "select id, kind, run_at, last_error from job where dead = true order by id limit $1";
const RETRY_REACTION: &str =
    "update outbox set dead = false, attempts = 0, run_at = $3 where event_id = $1 and subscriber = $2 and dead = true";
const RETRY_JOB: &str = "update job set dead = false, attempts = 0, run_at = $2 where id = $1 and dead = true";

/// A reaction that was given up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeadReaction {
    /// To which event.
    pub event: EventId,
    /// Whose.
    pub subscriber: String,
    /// When it would have been tried next.
    pub run_at: Moment,
    /// Why it failed last.
    pub error: String,
}

/// A job that was given up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeadJob {
    /// Which.
    pub id: JobId,
    /// Its kind.
    pub kind: String,
    /// When it would have been tried next.
    pub run_at: Moment,
    /// Why it failed last.
    pub error: String,
}

impl Db {
    /// Reactions that were given up, oldest first.
    ///
    /// # Errors
    /// [`DbError`].
    pub async fn dead_reactions(&self, limit: u32) -> Result<Vec<DeadReaction>, DbError> {
        let rows = self.read(REACTIONS, values![limit]).await?;
        let one = |row: &crate::Row| {
            let error = row.get::<Option<String>>(3)?.unwrap_or_default();
            Ok(DeadReaction { event: row.get(0)?, subscriber: row.get(1)?, run_at: row.get(2)?, error })
        };
        rows.iter().map(one).collect()
    }
    /// Jobs that were given up, oldest first.
    ///
    /// # Errors
    /// [`DbError`].
    pub async fn dead_jobs(&self, limit: u32) -> Result<Vec<DeadJob>, DbError> {
        let rows = self.read(JOBS, values![limit]).await?;
        let one = |row: &crate::Row| {
            let error = row.get::<Option<String>>(3)?.unwrap_or_default();
            Ok(DeadJob { id: row.get(0)?, kind: row.get(1)?, run_at: row.get(2)?, error })
        };
        rows.iter().map(one).collect()
    }
    /// Starts a reaction again; false when it is not dead.
    ///
    /// # Errors
    /// [`DbError`].
    pub async fn retry_reaction(&self, event: EventId, subscriber: &str) -> Result<bool, DbError> {
        let mut tx = self.begin().await?;
        let changed = tx.execute(RETRY_REACTION, values![event, subscriber, self.now()]).await?;
        tx.wake_after();
        tx.commit().await.map(|()| changed > 0)
    }
    /// Starts a job again; false when it is not dead.
    ///
    /// # Errors
    /// [`DbError`].
    pub async fn retry_job(&self, id: JobId) -> Result<bool, DbError> {
        let mut tx = self.begin().await?;
        let changed = tx.execute(RETRY_JOB, values![id, self.now()]).await?;
        tx.wake_after();
        tx.commit().await.map(|()| changed > 0)
    }
}
