//! Reports that are sent by themselves. The timer of a report rings once per due moment: in its transaction the delivery
//! is added, the job enqueued and the next moment set. The job computes the figures with the rights of the report's owner
//! and writes them into the delivery, once. Until there is a channel for mail the delivery itself is the outbox: people
//! see it on the report's page, the log says to whom it would go.
//!
//! **Invariant:** a report is sent once for each moment it is due, however many workers ring and whichever die; moments
//! that were slept through are made up for by one.

use std::sync::Arc;

use wafa_analytics::report::{DeliveryId, ReportAnswer, ReportId, Reports, TIMER, Waiting};
use wafa_db::{Alarm, BoxError, BoxFuture, Job, NewJob, Tx, Work};
use wafa_kernel::policy::action::ReadInsights;
use wafa_kernel::{Actor, Business, Moment, Permit, Policy, UserId};

use super::answering::{Place, Reporter};
use super::time;
use crate::access::users;
use crate::app::{App, BUSINESS};
use crate::fault::Fault;

const JOB: &str = "report.send";

/// Wakes a report that is due.
pub struct ReportAlarm;

impl Alarm for ReportAlarm {
    fn kind(&self) -> &'static str {
        TIMER
    }
    fn ring<'a>(&'a self, subject: i64, due_at: Moment, tx: &'a mut Tx) -> BoxFuture<'a, Result<(), BoxError>> {
        Box::pin(async move {
            let id = ReportId::from_raw(subject);
            let Some(waiting) = Reports::claim(tx, id, due_at).await? else { return Ok(()) };
            let stored: Option<(Business, i64)> = tx.setting(BUSINESS).await?;
            let business = stored.map(|(business, _)| business).unwrap_or_default();
            let now = tx.now();
            let after = if now > due_at { now } else { due_at };
            let next = waiting.report.report.schedule.map(|schedule| {
                let zone = App::zone(&business);
                time::next_due(schedule, waiting.report.report.spec.calendar, &business, &zone, after)
            });
            Reports::set_due(tx, id, next).await?;
            let body = serde_json::to_string(&waiting.id)?;
            let dedupe_key = Some(format!("report:{}", waiting.id));
            tx.enqueue(NewJob { kind: JOB, body, run_at: now, priority: 0, dedupe_key }).await?;
            Ok(())
        })
    }
}

/// Computes and sends.
pub struct SendReport(pub Reporter);

impl Work for SendReport {
    fn kind(&self) -> &'static str {
        JOB
    }
    fn run<'a>(&'a self, job: &'a Job) -> BoxFuture<'a, Result<(), BoxError>> {
        Box::pin(async move {
            let id: DeliveryId = serde_json::from_str(&job.body)?;
            let Some(waiting) = self.0.reports.waiting(id).await? else { return Ok(()) };
            let outcome = match self.compute(&waiting).await {
                Ok(answer) => Ok(answer),
                // What the person can correct is said on the page; everything else is tried again.
                Err(fault) if fault.status().is_client_error() => Err(fault.code()),
                Err(fault) => return Err(fault.code().into()),
            };
            let mut tx = self.0.db.begin().await?;
            let first =
                Reports::deliver(&mut tx, id, waiting.report.id, outcome.as_deref().map_err(|code| *code)).await?;
            tx.commit().await?;
            if first {
                let (report, to) = (&waiting.report.id, waiting.report.report.recipients.join(", "));
                match outcome {
                    Ok(_) => tracing::info!(%report, delivery = %id, %to, "a report was sent"),
                    Err(code) => tracing::warn!(%report, delivery = %id, code, "a report could not be sent"),
                }
            }
            Ok(())
        })
    }
}

impl SendReport {
    async fn compute(&self, waiting: &Waiting) -> Result<Arc<ReportAnswer>, Fault> {
        let permit = self.permit(waiting.report.owner).await?;
        let stored: Option<(Business, i64)> = self.0.db.setting(BUSINESS).await?;
        let business = stored.map(|(business, _)| business).unwrap_or_default();
        let today = App::zone(&business).day_of(self.0.db.now());
        self.0.answer(&permit, Place { business: &business, today }, &waiting.report.report.spec).await
    }
    /// The rights of the owner as they are now; the team's reports are Wafa's own.
    async fn permit(&self, owner: Option<UserId>) -> Result<Permit<ReadInsights>, Fault> {
        let Some(id) = owner else { return Ok(Policy::system("reports")) };
        let user = users::get(&self.0.db, id).await?;
        if !user.active {
            return Err(Fault::of(axum::http::StatusCode::FORBIDDEN, "reports.owner_gone"));
        }
        Policy::check(&Actor::User { id, role: user.role })
            .map_err(|_| Fault::of(axum::http::StatusCode::FORBIDDEN, "reports.owner_gone"))
    }
}
