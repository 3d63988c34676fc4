//! The worker: carries events to reactions, does jobs, rings alarms.
//!
//! Rows are claimed by a lease in batches, so several processes share the work and a dead one's work is taken up
//! again. A reaction's writes and the deletion of its outbox row share a transaction (exactly once inside the
//! database); a job may run again when its end could not be written down (at least once). What fails is tried again
//! after 2, 4, 8 … minutes and set aside as dead after ten attempts, where it can be seen and started again.
//!
//! Order: one customer's events reach one subscriber in the order of their ids; a dead one does not hold up the rest.

mod alarms;
mod dead;
mod jobs;
mod reactions;
mod state;

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;
use wafa_kernel::{JobId, Moment, Recorded};

use crate::db::Db;
use crate::error::DbError;
use crate::tx::Tx;

pub use dead::{DeadJob, DeadReaction};
pub use state::JobState;

/// A future that may move between threads.
pub type BoxFuture<'a, T> = futures::future::BoxFuture<'a, T>;
/// Whatever a reaction, a job or an alarm fails with.
pub type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// Attempts before something is set aside.
const ATTEMPTS_MOST: i64 = 10;
const LEASE_MS: i64 = 5 * 60_000;
/// Rows claimed at once.
const BATCH: i64 = 50;
/// Claimed rows worked on at once: on SQLite they share one commit.
const AT_ONCE: usize = 8;
const POLL: Duration = Duration::from_millis(1_500);
const ROUNDS_MOST: u32 = 1_000_000;

/// Somebody who answers events with changes of its own.
pub trait React: Send + Sync {
    /// The name it subscribed under.
    fn name(&self) -> &'static str;
    /// Answers one event. Everything goes through `tx`, which also takes the event off the list.
    fn handle<'a>(&'a self, event: &'a Recorded, tx: &'a mut Tx) -> BoxFuture<'a, Result<(), BoxError>>;
}

/// Somebody who does jobs of one kind.
pub trait Work: Send + Sync {
    /// The kind.
    fn kind(&self) -> &'static str;
    /// Does one job. It may come again after a crash: use the job's id as the key of outside effects.
    fn run<'a>(&'a self, job: &'a Job) -> BoxFuture<'a, Result<(), BoxError>>;
}

/// Somebody who is woken when a timer of one kind is due.
pub trait Alarm: Send + Sync {
    /// The kind.
    fn kind(&self) -> &'static str;
    /// Looks at the subject again. `due_at` is the moment that was set, however late it is now.
    fn ring<'a>(&'a self, subject: i64, due_at: Moment, tx: &'a mut Tx) -> BoxFuture<'a, Result<(), BoxError>>;
}

/// A job as it is handed to whoever does it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Job {
    /// Its identifier.
    pub id: JobId,
    /// Its kind.
    pub kind: String,
    /// JSON.
    pub body: String,
    /// 1 on the first attempt.
    pub attempt: i64,
}

/// Carries out everything that is due.
pub struct Worker {
    /// The database.
    pub db: Db,
    /// Who answers events. Every subscriber of the database needs one here, or its rows wait.
    pub reactions: Vec<Arc<dyn React>>,
    /// Who does jobs.
    pub works: Vec<Arc<dyn Work>>,
    /// Who is woken by timers.
    pub alarms: Vec<Arc<dyn Alarm>>,
}

impl Worker {
    /// Works until `stop` turns true (or its sender is gone). Woken by commits of this process, and looks by itself
    /// every 1.5 seconds for what others committed and for what became due.
    pub async fn run(self: Arc<Self>, mut stop: watch::Receiver<bool>) {
        let mut commits = self.db.commits();
        if let Err(error) = self.db.release_abandoned().await {
            tracing::warn!(%error, code = error.code(), "what a dead worker held has to wait for the end of its lease");
        }
        while !*stop.borrow() {
            // Marked as seen before looking: what is committed meanwhile wakes us again.
            commits.borrow_and_update();
            let worked = match self.round().await {
                Ok(worked) => worked,
                Err(error) => {
                    tracing::warn!(%error, code = error.code(), "the worker could not look for work");
                    false
                }
            };
            if worked {
                continue;
            }
            tokio::select! {
                changed = stop.changed() => if changed.is_err() { return },
                _ = commits.changed() => {}
                () = tokio::time::sleep(POLL) => {}
            }
        }
    }
    /// Does everything that is due now and everything that follows from it, for tests and the command line. What
    /// fails is left for its next attempt.
    ///
    /// # Errors
    /// [`DbError`]; [`DbError::Endless`] when the work makes ever more work.
    pub async fn settle(&self) -> Result<(), DbError> {
        for _ in 0..ROUNDS_MOST {
            if !self.round().await? {
                return Ok(());
            }
        }
        Err(DbError::Endless)
    }
    /// One batch of each; whether there was anything.
    async fn round(&self) -> Result<bool, DbError> {
        let mut worked = jobs::prune(&self.db).await?;
        for reaction in &self.reactions {
            worked |= reactions::batch(&self.db, reaction.as_ref()).await?;
        }
        worked |= alarms::batch(&self.db, &self.alarms).await?;
        worked |= jobs::batch(&self.db, &self.works, &self.alarms).await?;
        Ok(worked)
    }
}

/// When the next attempt is due after so many.
fn next_attempt(now: Moment, attempts: i64) -> Moment {
    now.plus_ms(60_000 << attempts.clamp(0, 16))
}

/// An error with its causes, as it is kept beside what failed.
fn account(error: &(dyn std::error::Error + 'static)) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(inner) = cause {
        text.push_str(": ");
        text.push_str(&inner.to_string());
        cause = inner.source();
    }
    text.chars().filter(|letter| *letter != '\0').take(2_000).collect()
}

/// Somebody panicked.
#[derive(Debug, thiserror::Error)]
#[error("panicked: {0}")]
struct Panicked(String);

/// Runs a handler so that its panic is a failure like any other.
async fn guarded<'a>(work: BoxFuture<'a, Result<(), BoxError>>) -> Result<(), BoxError> {
    match futures::FutureExt::catch_unwind(std::panic::AssertUnwindSafe(work)).await {
        Ok(outcome) => outcome,
        Err(payload) => {
            let text = payload.downcast_ref::<&str>().map(|text| (*text).to_owned());
            let text = text.or_else(|| payload.downcast_ref::<String>().cloned()).unwrap_or_default();
            Err(Panicked(text).into())
        }
    }
}
