//! The engine from outside, on one machine. Several machines are tested with the program itself.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

mod figures;
mod shop;
mod sql;
