//! The web app from outside: a real server on a port of its own, real requests, a real database.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

mod api_customers;
mod api_orders;
mod client;
mod contract;
mod customers;
mod doors;
mod forgery;
mod idempotency;
mod import_wizard;
mod know;
mod live;
mod matrix;
mod place;
mod processes;
mod settings;
