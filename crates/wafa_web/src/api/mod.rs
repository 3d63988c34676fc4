//! The JSON API `/api/v1`: customers, orders with lines and returns, events, figures, predictions.
//!
//! Every operation is described once in [`operations`]: the description checks what comes in (`schema`), is printed
//! as OpenAPI 3.1 (`openapi`), and a test holds it against the route register. Errors are problem+json with a code.
//! Every unsafe request may carry an `Idempotency-Key` (`idempotency`).

use std::sync::Arc;

use axum::response::{IntoResponse, Json, Response};

use crate::app::App;
use crate::route::{GET, Site};

mod customers;
mod events;
pub mod idempotency;
mod identify;
pub mod input;
mod insights;
pub mod openapi;
pub mod operations;
mod orders;
mod patch;
mod reports;
pub mod schema;
mod shapes;
mod time;

pub(crate) fn routes(site: Site) -> Site {
    site.public(GET, "/api/openapi.json", document)
        .with(customers::routes)
        .with(orders::routes)
        .with(events::routes)
        .with(insights::routes)
        .with(reports::routes)
}

async fn document(axum::extract::State(app): axum::extract::State<Arc<App>>) -> Response {
    Json(openapi::document(&app.config.base_url)).into_response()
}
