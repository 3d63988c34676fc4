//! The program built with the engine for SQL: workers as processes of their own, killed and frozen; the page.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    missing_docs
)]

mod bucket;
mod death;
mod machines;
mod page;
#[allow(dead_code)]
#[path = "../it/s3.rs"]
mod s3;
#[allow(dead_code)]
#[path = "../it/server.rs"]
mod server;
#[path = "../../../wafa_cluster/tests/it/shop.rs"]
mod shop;
mod workers;
