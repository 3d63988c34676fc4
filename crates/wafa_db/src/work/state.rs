//! How far jobs have come, for whoever waits for one.

use wafa_kernel::{JobId, Moment};

use crate::db::Db;
use crate::error::DbError;
use crate::values;

const STATE: &str = "select done_at, dead, lease_until, last_error from job where id = $1";
const UNFINISHED: &str = "select id from job where kind = $1 and done_at is null and dead = false order by id limit 1";

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
}
