//! Saving, changing and deleting reports.

use axum::response::{IntoResponse, Response};
use wafa_analytics::report::{NewReport, ReportId, Reports};
use wafa_kernel::policy::action::{ReadInsights, WriteReports};
use wafa_kernel::{Business, Moment};

use super::{asked, builder, time};
use crate::app::App;
use crate::ask::{FormPairs, Path};
use crate::fault::Fault;
use crate::view::Tone;
use crate::who::Who;

/// When a report is due first.
pub fn due(business: &Business, now: Moment, report: &NewReport) -> Option<Moment> {
    let zone = App::zone(business);
    report
        .schedule
        .filter(|schedule| schedule.hour < 24)
        .map(|schedule| time::next_due(schedule, report.spec.calendar, business, &zone, now))
}

pub(super) async fn create(who: Who<WriteReports>, FormPairs(pairs): FormPairs) -> Result<Response, Fault> {
    match create_now(&who, &pairs).await {
        Ok(id) => {
            let text = who.say("reports-saved", &[("name", asked::one(&pairs, "name").into())]);
            Ok(who.redirect(format!("/reports/{id}")).toast(Tone::Good, text).into_response())
        }
        Err(fault) if fault.status().as_u16() == 422 => builder::again(&who, None, &pairs, &fault).await,
        Err(fault) => Err(fault),
    }
}

async fn create_now(who: &Who<WriteReports>, pairs: &asked::Pairs) -> Result<ReportId, Fault> {
    let new = asked::new_report(pairs)?;
    let mut tx = who.app.db.begin().await?;
    let due = due(&who.business, tx.now(), &new);
    let id = Reports::create(&mut tx, &who.permit, &new, due).await?;
    tx.commit().await?;
    Ok(id)
}

pub(super) async fn change(
    who: Who<WriteReports>,
    Path(id): Path<ReportId>,
    FormPairs(pairs): FormPairs,
) -> Result<Response, Fault> {
    match change_now(&who, id, &pairs).await {
        Ok(()) => {
            let text = who.say("reports-changed", &[]);
            Ok(who.redirect(format!("/reports/{id}")).toast(Tone::Good, text).into_response())
        }
        Err(fault) if matches!(fault.status().as_u16(), 409 | 422) => {
            let permit = who.permit_for::<ReadInsights>()?;
            let saved = who.app.reporter.reports.get(&permit, id).await?;
            builder::again(&who, Some(saved), &pairs, &fault).await
        }
        Err(fault) => Err(fault),
    }
}

async fn change_now(who: &Who<WriteReports>, id: ReportId, pairs: &asked::Pairs) -> Result<(), Fault> {
    let new = asked::new_report(pairs)?;
    let version = asked::one(pairs, "version").parse().map_err(|_| Fault::malformed())?;
    let mut tx = who.app.db.begin().await?;
    let due = due(&who.business, tx.now(), &new);
    Reports::change(&mut tx, &who.permit, id, version, &new, due).await?;
    Ok(tx.commit().await?)
}

pub(super) async fn delete(who: Who<WriteReports>, Path(id): Path<ReportId>) -> Result<Response, Fault> {
    let mut tx = who.app.db.begin().await?;
    Reports::delete(&mut tx, &who.permit, id).await?;
    tx.commit().await?;
    let text = who.say("reports-deleted", &[]);
    let undo = format!("/reports/{id}/restore");
    Ok(who.redirect("/reports").toast(Tone::Good, text).undo(undo).into_response())
}

pub(super) async fn restore(who: Who<WriteReports>, Path(id): Path<ReportId>) -> Result<Response, Fault> {
    let mut tx = who.app.db.begin().await?;
    let now = tx.now();
    Reports::restore(&mut tx, &who.permit, id, |report| due(&who.business, now, report)).await?;
    tx.commit().await?;
    let text = who.say("reports-restored", &[]);
    Ok(who.redirect(format!("/reports/{id}")).toast(Tone::Good, text).into_response())
}
