//! Doing jobs.

use std::sync::Arc;
use std::time::Duration;

use futures::StreamExt;
use futures::future::Either;
use wafa_kernel::{ErrorKind, JobId, Moment};

use super::alarms::{Late, PREFIX};
use super::{ATTEMPTS_MOST, Alarm, BoxError, Job, LEASE_MS, Work, account, guarded, next_attempt};
use crate::db::Db;
use crate::error::DbError;
use crate::value::Value;
use crate::{Row, values};

/// Jobs claimed and run at once: few, because they may take long and wait for the network.
const BATCH: i64 = 4;
/// How long a job that was done is remembered: 35 days.
const KEPT_MS: i64 = 35 * 86_400_000;
const RENEW: Duration = Duration::from_secs(60);
const DONE: &str = "update job set done_at = $3, last_error = null where id = $1 and lease_until = $2";
const FAIL: &str =
    "update job set run_at = $3, lease_until = 0, last_error = $4, dead = $5 where id = $1 and lease_until = $2";
const RENEWED: &str = "update job set lease_until = $3 where id = $1 and lease_until = $2";

/// One job this worker holds.
struct Claim {
    job: Job,
    lease: Moment,
}

/// Claims and does one batch; whether there was anything.
pub(super) async fn batch(db: &Db, works: &[Arc<dyn Work>], alarms: &[Arc<dyn Alarm>]) -> Result<bool, DbError> {
    let kinds = works.iter().map(|work| work.kind().to_owned());
    let kinds: Vec<String> = kinds.chain(alarms.iter().map(|alarm| format!("{PREFIX}{}", alarm.kind()))).collect();
    if kinds.is_empty() {
        return Ok(false);
    }
    let claims = claim(db, &kinds).await?;
    let found = !claims.is_empty();
    let mut running = futures::stream::iter(claims)
        .map(|claim| settle_one(db, works, alarms, claim))
        .buffer_unordered(usize::try_from(BATCH).unwrap_or(1));
    let mut first_error = Ok(());
    while let Some(outcome) = running.next().await {
        first_error = first_error.and(outcome);
    }
    first_error.map(|()| found)
}

/// Forgets one batch of jobs done long ago; whether there were any. Until then their keys keep a repeat away.
pub(super) async fn prune(db: &Db) -> Result<bool, DbError> {
    const OLD: &str = "select id from job where done_at is not null and done_at < $1 order by done_at limit 500";
    const FORGET: &str = "delete from job where id = $1 and done_at is not null";
    let old = db.read(OLD, values![db.now().plus_ms(-KEPT_MS)]).await?;
    if old.is_empty() {
        return Ok(false);
    }
    let mut tx = db.begin().await?;
    tx.execute_many(FORGET, old.into_iter().map(Row::into_values).collect()).await?;
    tx.commit().await.map(|()| true)
}

async fn claim(db: &Db, kinds: &[String]) -> Result<Vec<Claim>, DbError> {
    let (now, lease) = (db.now(), db.now().plus_ms(LEASE_MS));
    let places = |from: usize| (from..from + kinds.len()).map(|n| format!("${n}")).collect::<Vec<_>>().join(", ");
    let names = || kinds.iter().map(Value::from);
    let any = format!(
        "select 1 from job where dead = false and done_at is null and run_at <= $1 and lease_until < $1 and kind in ({}) limit 1",
        places(2)
    );
    if db.read_text(any, values![now].into_iter().chain(names()).collect()).await?.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "update job set lease_until = $2, attempts = attempts + 1 where id in (\
         select id from job where dead = false and done_at is null and run_at <= $1 and lease_until < $1 and kind in ({}) \
         order by priority desc, run_at, id limit $3 {{{{skip_locked}}}}) and lease_until < $1 \
         returning id, kind, body, attempts",
        places(4)
    );
    let mut tx = db.begin().await?;
    let rows = tx.read_text(sql, values![now, lease, BATCH].into_iter().chain(names()).collect()).await?;
    tx.commit().await?;
    let claim = |row: &Row| {
        let job = Job { id: row.get(0)?, kind: row.get(1)?, body: row.get(2)?, attempt: row.get(3)? };
        Ok(Claim { job, lease })
    };
    rows.iter().map(claim).collect()
}

async fn settle_one(db: &Db, works: &[Arc<dyn Work>], alarms: &[Arc<dyn Alarm>], claim: Claim) -> Result<(), DbError> {
    let Claim { job, mut lease } = claim;
    let outcome = match job.kind.strip_prefix(PREFIX) {
        Some(kind) => {
            let alarm = alarms.iter().find(|alarm| alarm.kind() == kind);
            ring(db, alarm, &job, lease).await
        }
        None => match works.iter().find(|work| work.kind() == job.kind) {
            Some(work) if job.attempt <= ATTEMPTS_MOST => match run_held(db, work.as_ref(), &job, &mut lease).await {
                Ok(()) => return note_done(db, &job, lease).await,
                Err(error) => Err(error),
            },
            _ => Err(GivenUp.into()),
        },
    };
    let Err(error) = outcome else { return Ok(()) };
    if let Some(db_error) = error.downcast_ref::<DbError>()
        && db_error.kind() == ErrorKind::Unavailable
    {
        return Err(db_error.clone());
    }
    let dead = job.attempt >= ATTEMPTS_MOST;
    let text = account(error.as_ref());
    tracing::warn!(kind = job.kind, job = %job.id, attempt = job.attempt, dead, error = text, "a job failed");
    let mut tx = db.begin().await?;
    tx.execute(FAIL, values![job.id, lease, next_attempt(db.now(), job.attempt), text, dead]).await?;
    tx.commit().await
}

/// A job whose process ended ten times while it ran.
#[derive(Debug, thiserror::Error)]
#[error("given up: every attempt ended without a word")]
struct GivenUp;

async fn note_done(db: &Db, job: &Job, lease: Moment) -> Result<(), DbError> {
    let mut tx = db.begin().await?;
    tx.execute(DONE, values![job.id, lease, db.now()]).await?;
    tx.commit().await
}

/// Runs a job and keeps its lease alive meanwhile. The job goes on while the lease is renewed: it may hold the very
/// transaction the renewal waits for.
async fn run_held(db: &Db, work: &dyn Work, job: &Job, lease: &mut Moment) -> Result<(), BoxError> {
    let mut running = std::pin::pin!(guarded(work.run(job)));
    loop {
        tokio::select! {
            outcome = &mut running => return outcome,
            () = tokio::time::sleep(RENEW) => {}
        }
        let renewing = std::pin::pin!(renew(db, job.id, *lease));
        match futures::future::select(&mut running, renewing).await {
            Either::Left((outcome, renewing)) => {
                *lease = renewing.await?;
                return outcome;
            }
            Either::Right((renewed, _)) => *lease = renewed?,
        }
    }
}

async fn renew(db: &Db, job: JobId, lease: Moment) -> Result<Moment, DbError> {
    let next = db.now().plus_ms(LEASE_MS);
    let mut tx = db.begin().await?;
    tx.execute(RENEWED, values![job, lease, next]).await?;
    tx.commit().await?;
    Ok(next)
}

/// An alarm on a later attempt: its writes and the end of the job share a transaction.
async fn ring(db: &Db, alarm: Option<&Arc<dyn Alarm>>, job: &Job, lease: Moment) -> Result<(), BoxError> {
    let Some(alarm) = alarm else { return Err(GivenUp.into()) };
    let late: Late = serde_json::from_str(&job.body)?;
    let mut tx = db.begin().await?;
    if tx.execute(DONE, values![job.id, lease, db.now()]).await? == 0 {
        return Ok(());
    }
    guarded(alarm.ring(late.subject, late.due_at, &mut tx)).await?;
    tx.commit().await?;
    Ok(())
}
