//! Figures and predictions in the API.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Json, Response};
use serde_json::{Value, json};
use wafa_analytics::Question;
use wafa_kernel::policy::action::{ReadCustomers, ReadInsights};
use wafa_kernel::{CalendarKind, CustomerId, Day, PeriodKind, Policy};
use wafa_text::calendar;

use super::input::Asked;
use crate::ask::Path;
use crate::fault::Fault;
use crate::route::{GET, Gate, Site};
use crate::who::Who;

pub(super) fn routes(site: Site) -> Site {
    site.api(GET, "/api/v1/insights", Gate::of::<ReadInsights>(), figures).api(
        GET,
        "/api/v1/customers/{id}/prediction",
        Gate::of::<ReadInsights>(),
        prediction,
    )
}

async fn figures(who: Who<ReadInsights>, asked: Asked) -> Result<Response, Fault> {
    let as_of: Day = asked.get("as_of").unwrap_or(who.today);
    let kind: CalendarKind = asked.get("calendar").unwrap_or(who.business.calendar);
    let period: PeriodKind = asked.get("period").unwrap_or(PeriodKind::Month);
    let groups: PeriodKind = asked.get("cohorts").unwrap_or(PeriodKind::Month);
    let (from, to) = who.app.insights.reach(&who.permit, as_of, who.today).await?;
    let (rules, _) = who.app.customers.rules(&Policy::system::<ReadCustomers>("insights")).await?;
    let groups = calendar::periods_of(&who.business, kind, groups, from, to);
    let periods = calendar::periods_of(&who.business, kind, period, from, to);
    let figures =
        who.app.insights.figures(&who.permit, Question::new(as_of, periods, groups, &who.business, rules)).await?;
    let mut json = serde_json::to_value(&*figures).map_err(Fault::internal)?;
    write_days(&mut json);
    Ok(Json(json).into_response())
}

/// Days are numbers inside and dates outside.
fn write_days(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            for (name, field) in fields {
                let day = field
                    .as_i64()
                    .filter(|_| matches!(name.as_str(), "as_of" | "start" | "end" | "next_on"))
                    .and_then(|number| i32::try_from(number).ok());
                match day {
                    Some(day) => *field = Day::from_number(day).to_string().into(),
                    None => write_days(field),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(write_days),
        _ => {}
    }
}

async fn prediction(who: Who<ReadInsights>, Path(id): Path<CustomerId>, _: Asked) -> Result<Response, Fault> {
    let found = who.app.predictor.prediction_now(&who.permit, id, who.today).await?;
    let prediction = found.ok_or_else(|| Fault::of(StatusCode::NOT_FOUND, "api.no_prediction"))?;
    Ok(Json(json!({
        "customer": prediction.customer, "as_of": prediction.as_of.to_string(),
        "expected_purchases": prediction.expected_purchases, "p_active": prediction.p_active, "p_alive": prediction.p_alive,
        "value_minor": prediction.value_minor, "next_on": prediction.next_on.map(|day| day.to_string()),
        "reasons": prediction.reasons, "model": prediction.model,
    }))
    .into_response())
}
