//! The web app from outside: a real server on a port of its own, real requests, a real database.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

mod adding_up;
mod api_customers;
mod api_orders;
mod client;
mod cohorts;
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
mod past;
mod place;
mod processes;
mod reports;
mod reports_api;
mod reports_sent;
mod settings;
mod sql;
mod watch;
mod worth;
