//! How far jobs have come, for whoever waits for one.

use wafa_kernel::{JobId, Moment};

use crate::db::{Db, Engine};
use crate::error::DbError;
use crate::values;

const STATE: &str = "select done_at, dead, lease_until, last_error from job where id = $1";
const UNFINISHED: &str = "select id from job where kind = $1 and done_at is null and dead = false order by id limit 1";

const LAST: &str = "select id, dead from job where kind = $1 order by id desc limit 1";

const RELEASE_REACTIONS: &str =
    "update outbox set lease_until = 0, attempts = attempts - 1 where lease_until > $1 and attempts > 0";
const RELEASE_JOBS: &str = "update job set lease_until = 0, attempts = attempts - 1 \
    where lease_until > $1 and attempts > 0 and done_at is null";

/// How far a job has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum JobState {
    /// In the queue; with the error of the last attempt when there was one.
    Waiting {
        /// Why the last attempt failed.
        error: Option<String>,
    },
    /// Somebody works on it.
    Running,
    /// Done; also when it was done so long ago that it was forgotten.
    Done,
    /// Given up after too many attempts.
    Dead {
        /// Why the last attempt failed.
        error: String,
    },
}

impl Db {
    /// Gives back what a worker that died had claimed, so that it is done now and not when its lease ends. The attempt
    /// it did not finish is not counted.
    ///
    /// Called when a worker starts. A worker that is alive loses nothing but effort: it takes a reaction only if it
    /// still holds it, in the transaction of its effect. Jobs are given back on SQLite alone, where one server is the
    /// rule; on PostgreSQL another server may be in the middle of one.
    ///
    /// # Errors
    /// [`DbError`].
    pub async fn release_abandoned(&self) -> Result<(), DbError> {
        let mut tx = self.begin().await?;
        let now = tx.now();
        tx.execute(RELEASE_REACTIONS, values![now]).await?;
        if self.engine() == Engine::Sqlite {
            tx.execute(RELEASE_JOBS, values![now]).await?;
        }
        tx.commit().await
    }
    /// How far a job has come.
    ///
    /// # Errors
    /// [`DbError`].
    pub async fn job_state(&self, id: JobId) -> Result<JobState, DbError> {
        let rows = self.read(STATE, values![id]).await?;
        let Some(row) = rows.first() else { return Ok(JobState::Done) };
        let (done_at, dead): (Option<Moment>, bool) = (row.get(0)?, row.get(1)?);
        let (lease_until, error): (Moment, Option<String>) = (row.get(2)?, row.get(3)?);
        Ok(if done_at.is_some() {
            JobState::Done
        } else if dead {
            JobState::Dead { error: error.unwrap_or_default() }
        } else if lease_until > self.now() {
            JobState::Running
        } else {
            JobState::Waiting { error }
        })
    }

    /// The oldest job of a kind that waits or runs.
    ///
    /// # Errors
    /// [`DbError`].
    pub async fn unfinished_job(&self, kind: &str) -> Result<Option<JobId>, DbError> {
        let rows = self.read(UNFINISHED, values![kind]).await?;
        rows.first().map(|row| row.get(0)).transpose()
    }

    /// The latest job of a kind, if it was given up.
    ///
    /// # Errors
    /// [`DbError`].
    pub async fn given_up_last(&self, kind: &str) -> Result<Option<JobId>, DbError> {
        let rows = self.read(LAST, values![kind]).await?;
        let Some(row) = rows.first() else { return Ok(None) };
        let dead: bool = row.get(1)?;
        if dead { row.get(0).map(Some) } else { Ok(None) }
    }
}
