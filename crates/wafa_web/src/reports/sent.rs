//! Files of a report: as it is now, and as it was sent.

use axum::http::StatusCode;
use axum::response::Response;
use wafa_analytics::report::DeliveryId;
use wafa_kernel::policy::action::ReadInsights;

use super::answering::Place;
use super::words::Writing;
use super::{asked, files};
use crate::ask::{Pairs, Path};
use crate::fault::Fault;
use crate::who::Who;

/// What the address asks, as a file.
pub(super) async fn file(
    who: Who<ReadInsights>,
    Path(ending): Path<String>,
    Pairs(pairs): Pairs,
) -> Result<Response, Fault> {
    let spec = asked::spec(&pairs, &who);
    let choices = who.app.insights.choices(&who.permit).await?;
    let place = Place { business: &who.business, today: who.today };
    let answer = who.app.reporter.answer(&who.permit, place, &spec).await?;
    files::file(&Writing::new(&who, spec.calendar, &choices), &answer, &ending)
}

/// What was sent, as a file: the figures of that moment.
pub(super) async fn delivery(
    who: Who<ReadInsights>,
    Path((id, ending)): Path<(DeliveryId, String)>,
) -> Result<Response, Fault> {
    let reports = &who.app.reporter.reports;
    let sent = reports.delivery(&who.permit, id).await?;
    let answer = sent.answer.ok_or_else(|| Fault::of(StatusCode::NOT_FOUND, "reports.not_sent"))?;
    let calendar = reports.get(&who.permit, sent.report).await?.report.spec.calendar;
    let choices = who.app.insights.choices(&who.permit).await?;
    files::file(&Writing::new(&who, calendar, &choices), &answer, &ending)
}
