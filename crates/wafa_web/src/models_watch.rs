//! Looks every hour whether the models still hold, and asks for a fit when they do not.
//!
//! A timer that sets itself anew rings; what it asks for is a job, one per hour at most however many servers there are.
//! The job does nothing while neither the facts nor the day have changed since it looked last. What it finds and the
//! fit it asks for are written in one transaction. The rules are those of [`wafa_analytics::predict::Check`].

use wafa_analytics::Predictor;
use wafa_analytics::predict::{Economics, FIT_JOB, FitCause, FitRequest, FitWork, Verdict};
use wafa_db::{Alarm, BoxError, BoxFuture, DbError, Job, NewJob, Tx, Work, facts};
use wafa_kernel::{Business, Moment, Policy};

use crate::app::{App, BUSINESS};

/// Kind of the timer; the first one is set when the server starts.
const WATCH: &str = "models.watch";
/// Kind of the job.
const CHECK_JOB: &str = "models.check";
const HOUR_MS: i64 = 3_600_000;

/// Money to come is valued as the business says.
pub(crate) fn economics(business: &Business) -> Economics {
    Economics { margin_permille: business.margin_permille, discount_permille: business.discount_permille }
}

/// A fit of everything up to today.
pub(crate) fn request(business: &Business, now: Moment, cause: Option<FitCause>) -> FitRequest {
    let as_of = App::zone(business).day_of(now);
    FitRequest { as_of, currency: business.currency, economics: economics(business), cause }
}

/// The settings of the business, inside a transaction.
pub(crate) async fn business(tx: &mut Tx) -> Result<Business, DbError> {
    let stored: Option<(Business, i64)> = tx.setting(BUSINESS).await?;
    Ok(stored.map(|(business, _)| business).unwrap_or_default())
}

/// Sets the first ring an hour ahead, unless one is set already.
///
/// # Errors
/// The database's.
pub(crate) async fn begin(db: &wafa_db::Db) -> Result<(), DbError> {
    let mut tx = db.begin().await?;
    let due_at = tx.now().plus_ms(HOUR_MS);
    tx.begin_timer(WATCH, 0, due_at).await?;
    tx.commit().await
}

/// Rings every hour.
#[derive(Debug, Clone, Copy)]
pub struct Watch;

impl Alarm for Watch {
    fn kind(&self) -> &'static str {
        WATCH
    }
    fn ring<'a>(&'a self, subject: i64, _due_at: Moment, tx: &'a mut Tx) -> BoxFuture<'a, Result<(), BoxError>> {
        Box::pin(async move {
            let now = tx.now();
            tx.set_timer(WATCH, subject, now.plus_ms(HOUR_MS)).await?;
            let dedupe_key = Some(format!("{CHECK_JOB}:{}", now.ms() / HOUR_MS));
            let body = "{}".to_owned();
            tx.enqueue(NewJob { kind: CHECK_JOB, body, run_at: now, priority: 0, dedupe_key }).await?;
            Ok(())
        })
    }
}

/// Looks, and asks for a fit when it is due.
#[derive(Debug, Clone)]
pub struct Check(pub Predictor, pub wafa_db::Db);

impl Work for Check {
    fn kind(&self) -> &'static str {
        CHECK_JOB
    }
    fn run<'a>(&'a self, _job: &'a Job) -> BoxFuture<'a, Result<(), BoxError>> {
        Box::pin(async move {
            let Self(predictor, db) = self;
            let stored: Option<(Business, i64)> = db.setting(BUSINESS).await?;
            let business = stored.map(|(business, _)| business).unwrap_or_default();
            let request = request(&business, db.now(), None);
            let version = facts::version(db).await?;
            let known = predictor.latest_check(&Policy::system("job")).await.map_err(told)?;
            let until = request.as_of.plus_days(-1);
            let waits = |verdict| matches!(verdict, Verdict::Waits(_));
            if known.is_some_and(|known| known.fact_version == version && known.until == until && !waits(known.verdict))
            {
                return Ok(());
            }
            let check = predictor.check(&Policy::system("job"), request).await.map_err(told)?;
            let pending = db.unfinished_job(FIT_JOB).await?.is_some();
            let mut tx = db.begin().await?;
            Predictor::keep_check(&mut tx, &check).await.map_err(told)?;
            if let Verdict::Due(cause) = check.verdict
                && !pending
            {
                let mut job = FitWork::job(&FitRequest { cause: Some(cause), ..request }, tx.now())?;
                job.dedupe_key = Some(check.key());
                tx.enqueue(job).await?;
            }
            tx.commit().await?;
            Ok(())
        })
    }
}

/// The worker tells a database that is busy from work that is wrong by the error of the database itself.
fn told(error: wafa_analytics::Error) -> BoxError {
    match error {
        wafa_analytics::Error::Db(error) => error.into(),
        other => other.into(),
    }
}
