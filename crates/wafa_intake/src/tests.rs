#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

mod corrections;
mod desk;
mod files;
mod garbage;
mod orders;
mod reading;
mod resume;
mod undo;
