//! The log of events in the API.

use axum::response::{IntoResponse, Json, Response};
use serde_json::{Value, json};
use wafa_kernel::policy::action::ReadEvents;
use wafa_kernel::{Day, Recorded};

use super::input::Asked;
use super::time;
use crate::fault::Fault;
use crate::route::{GET, Gate, Site};
use crate::who::Who;

pub(super) fn routes(site: Site) -> Site {
    site.api(GET, "/api/v1/events", Gate::of::<ReadEvents>(), list)
}

/// `next` is the id of the last event shown, as long as there was one: a reader keeps it and asks again later.
async fn list(who: Who<ReadEvents>, asked: Asked) -> Result<Response, Fault> {
    let events = who.app.db.events_after(asked.get("after"), asked.limit()).await?;
    let items = events.iter().map(event_json).collect::<Result<Vec<Value>, Fault>>()?;
    Ok(Json(json!({ "items": items, "next": events.last().map(|event| event.id) })).into_response())
}

fn event_json(recorded: &Recorded) -> Result<Value, Fault> {
    let mut data = serde_json::to_value(&recorded.event).map_err(Fault::internal)?;
    if let Some(fields) = data.as_object_mut() {
        fields.remove("kind");
        let day = fields.get("on").and_then(Value::as_i64).and_then(|number| i32::try_from(number).ok());
        if let Some(day) = day {
            fields.insert("on".to_owned(), Day::from_number(day).to_string().into());
        }
    }
    Ok(json!({
        "id": recorded.id, "kind": recorded.event.kind(), "actor": recorded.actor, "cause": recorded.cause, "data": data,
        "occurred_at": time::write(recorded.occurred_at), "recorded_at": time::write(recorded.recorded_at),
    }))
}
