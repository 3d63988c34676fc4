//! The demo shop.

pub mod names;
pub mod people;
pub mod shop;
