//! The web app and the JSON API: the one door to Wafa for people and programs.
//!
//! Owns the route register, authorisation at the edge, sessions, keys, pages, the live channel and the API.
//! Tables: `web_*`. Writes events only through the capabilities, and `BusinessChanged`.
//!
//! **Invariants**
//! - Every route is in the register, the access matrix has a row for it, and its handler runs with the permit shown there.
//! - A keyed API request has its effect once, and its answer is the same each time.
//! - Errors of people are sentences in their language; faults of ours are logged once with the request id they see.

pub mod access;
mod account;
mod api;
pub mod app;
pub mod ask;
pub mod assets;
pub mod chart;
mod components;
mod customers;
pub mod fault;
mod guard;
mod health;
mod import;
mod insights;
mod ladder;
pub mod live;
mod models;
mod models_reaction;
mod models_watch;
mod palette;
mod predictions;
pub mod reports;
pub mod route;
mod serving;
mod settings;
mod sheet;
mod sql;
mod today;
pub mod view;
pub mod who;

pub use api::openapi;
pub use app::{App, StartError, WebConfig, router};
pub use fault::Fault;
pub use route::{RouteInfo, routes};
pub use serving::{serve, work};
