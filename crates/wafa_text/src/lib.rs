//! How Wafa speaks and reads: languages, calendars, digits, search keys, names, phones and e-mail addresses
//! for Persian, Arabic and English.
//!
//! Owns every word the product shows (Fluent, embedded from `locales/`), every rule of showing a number, an
//! amount or a date to one [`Reader`], and every rule of reading what people and files write.
//! Emits no events and does no IO. Invariants: stored dates are plain [`wafa_kernel::Day`] numbers, stored
//! amounts integer minor units, stored digits ASCII; other calendars, units and digits exist only at the edges,
//! here. Why one crate: one canonical search key and one calendar table, so that no two pages disagree.

pub mod calendar;
pub mod dates;
pub mod email;
pub mod fold;
mod lexicon;
mod money;
pub mod names;
mod numbers;
pub mod phone;
pub mod reader;
pub mod search;
pub mod words;
pub mod zone;

pub use dates::{CalendarHint, DateOrder, ReadDate};
pub use phone::Phone;
pub use reader::Reader;
pub use words::{Arg, Words};
pub use zone::{UnknownZone, Zone};

#[cfg(test)]
mod fixtures;
#[cfg(test)]
mod parity;
