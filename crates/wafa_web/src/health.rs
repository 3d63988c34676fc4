//! For whoever watches the machine: is the program alive, can it work.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Json, Response};
use wafa_db::values;

use crate::app::App;
use crate::route::{GET, Site};

pub(crate) fn routes(site: Site) -> Site {
    site.public(GET, "/healthz", alive).public(GET, "/readyz", ready)
}

/// The process answers.
async fn alive() -> &'static str {
    "ok\n"
}

/// The database reads and writes are accepted.
async fn ready(State(app): State<Arc<App>>) -> Response {
    let reads = app.db.read("select 1", values![]).await.is_ok();
    let writes = !app.db.read_only();
    let status = if reads && writes { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    (status, Json(serde_json::json!({ "reads": reads, "writes": writes }))).into_response()
}
