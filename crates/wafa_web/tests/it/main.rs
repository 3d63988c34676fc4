//! The web app from outside: a real server on a port of its own, real requests, a real database.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

mod adding_up;
mod api_customers;
mod api_orders;
mod client;
mod contract;
mod customers;
mod doors;
mod filters;
mod forgery;
mod idempotency;
mod import_wizard;
mod know;
mod live;
mod matrix;
mod place;
mod processes;
mod settings;
mod sql;
mod worth;
