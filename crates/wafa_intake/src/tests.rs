#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

mod again;
mod corrections;
mod desk;
mod files;
mod garbage;
mod orders;
mod reading;
mod resume;
mod trial;
mod undo;
