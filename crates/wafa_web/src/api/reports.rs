//! Saved reports in the API: kept, changed with their version, run.

use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Json, Response};
use serde_json::{Value, json};
use wafa_analytics::report::{NewReport, ReportId, ReportSpec, Reports, SavedReport, Schedule};
use wafa_kernel::policy::action::{ReadInsights, WriteReports};

use super::idempotency::Once;
use super::input::{Asked, Body};
use super::time;
use crate::ask::{Path, header_text};
use crate::fault::Fault;
use crate::reports::{self, Place};
use crate::route::{DELETE, GET, Gate, POST, PUT, Site};
use crate::who::{Desk, Who};

pub(super) fn routes(site: Site) -> Site {
    site.api(GET, "/api/v1/reports", Gate::of::<ReadInsights>(), list)
        .api(POST, "/api/v1/reports", Gate::of::<WriteReports>(), create)
        .api(GET, "/api/v1/reports/{id}", Gate::of::<ReadInsights>(), get)
        .api(PUT, "/api/v1/reports/{id}", Gate::of::<WriteReports>(), change)
        .api(DELETE, "/api/v1/reports/{id}", Gate::of::<WriteReports>(), delete)
        .api(POST, "/api/v1/reports/{id}/run", Gate::of::<ReadInsights>(), run)
}

async fn list(who: Who<ReadInsights>, _: Asked) -> Result<Response, Fault> {
    let reports = who.app.reporter.reports.list(&who.permit).await?;
    let items: Vec<Value> = reports.iter().map(report_json).collect();
    Ok(Json(json!({ "items": items, "next": null })).into_response())
}

async fn get(who: Who<ReadInsights>, Path(id): Path<ReportId>, _: Asked) -> Result<Response, Fault> {
    let report = who.app.reporter.reports.get(&who.permit, id).await?;
    Ok(Json(report_json(&report)).into_response())
}

async fn create(who: Who<WriteReports>, once: Once, body: Body) -> Result<Response, Fault> {
    let new = read(&who, body.0)?;
    let mut deed = once.begin(&who.app.db).await?;
    let due = reports::due(&who.business, deed.tx.now(), &new);
    let id = Reports::create(&mut deed.tx, &who.permit, &new, due).await?;
    let saved = Reports::read_in(&mut deed.tx, id).await?;
    deed.answer(StatusCode::CREATED, &format!("/api/v1/reports/{id}"), &report_json(&saved)).await
}

async fn change(who: Who<WriteReports>, Path(id): Path<ReportId>, once: Once, body: Body) -> Result<Response, Fault> {
    let version = body.0.get("version").and_then(Value::as_i64).unwrap_or(0);
    let new = read(&who, body.0)?;
    let mut deed = once.begin(&who.app.db).await?;
    let due = reports::due(&who.business, deed.tx.now(), &new);
    Reports::change(&mut deed.tx, &who.permit, id, version, &new, due).await?;
    let saved = Reports::read_in(&mut deed.tx, id).await?;
    deed.answer(StatusCode::OK, "", &report_json(&saved)).await
}

async fn delete(who: Who<WriteReports>, Path(id): Path<ReportId>, _: Asked, once: Once) -> Result<Response, Fault> {
    let mut deed = once.begin(&who.app.db).await?;
    Reports::delete(&mut deed.tx, &who.permit, id).await?;
    let saved = Reports::read_in(&mut deed.tx, id).await?;
    deed.answer(StatusCode::OK, "", &report_json(&saved)).await
}

async fn run(
    who: Who<ReadInsights>,
    headers: HeaderMap,
    Path(id): Path<ReportId>,
    asked: Asked,
    once: Once,
) -> Result<Response, Fault> {
    let saved = who.app.reporter.reports.get(&who.permit, id).await?;
    let place = Place { business: &who.business, today: who.today };
    let answer = who.app.reporter.answer(&who.permit, place, &saved.report.spec).await?;
    once.changes_nothing();
    let accepts = header_text(&headers, "accept").is_some_and(|kinds| kinds.contains("text/csv"));
    let csv = match asked.text("format") {
        Some(format) => format == "csv",
        None => accepts,
    };
    if csv {
        return reports::plain(&answer).answer("csv", &who.reader);
    }
    let mut told = reports::json(&answer);
    super::schema::put(&mut told, "id", saved.id.to_string());
    super::schema::put(&mut told, "name", saved.report.name);
    Ok(Json(told).into_response())
}

/// A body that was checked against its shape. The shape cannot say which parts of a time go together.
fn read(desk: &Desk, mut body: Value) -> Result<NewReport, Fault> {
    let mut spec = body.get_mut("spec").map(Value::take).unwrap_or_default();
    if spec.get("calendar").is_none() {
        super::schema::put(&mut spec, "calendar", desk.business.calendar.as_str());
    }
    let wrong = |field: &'static str| {
        move |error: serde_json::Error| Fault::invalid("api.body_wrong").field(field, "api.field_wrong").source(error)
    };
    let spec: ReportSpec = serde_json::from_value(spec).map_err(wrong("/spec/time"))?;
    let schedule = body.get_mut("schedule").map(Value::take).unwrap_or_default();
    let schedule: Option<Schedule> = serde_json::from_value(schedule).map_err(wrong("/schedule"))?;
    let recipients = body.get_mut("recipients").map_or_else(|| json!([]), Value::take);
    Ok(NewReport {
        name: body.get("name").and_then(Value::as_str).unwrap_or_default().to_owned(),
        spec,
        shared: body.get("shared").and_then(Value::as_bool).unwrap_or(false),
        schedule,
        recipients: serde_json::from_value(recipients).map_err(wrong("/recipients"))?,
    })
}

fn report_json(saved: &SavedReport) -> Value {
    let report = &saved.report;
    json!({
        "id": saved.id,
        "name": report.name,
        "spec": report.spec,
        "shared": report.shared,
        "schedule": report.schedule,
        "recipients": report.recipients,
        "owner": saved.owner,
        "due_at": saved.due_at.map(time::write),
        "version": saved.version,
        "changed_at": time::write(saved.changed_at),
    })
}
