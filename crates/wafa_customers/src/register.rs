//! The register: who the business knows, with every field, phone, address, id and date.
//!
//! Owns `customer`, `customer_contact`, `customer_token`, `customer_date`, `customer_tag`, `customer_signal` and the
//! register's half of `customer_standing`. Events out: `CustomerAdded`, `CustomerChanged`, `NoteAdded`,
//! `SignalRecorded`.
//!
//! **Invariant:** every customer has exactly one row in `customer_standing` and at least one in `customer_rung`.

mod contact;
pub(crate) mod dates;
mod field;
mod inside;
mod profile;
pub(crate) mod service;
pub(crate) mod store;

pub use contact::{Contact, ContactId, ContactKind, NewContact, OfContact};
pub use field::{Field, Fields};
pub use profile::{NewCustomer, NextRung, Profile, SignalId, SignalRow, Standing};

pub(crate) use contact::read as read_contact;
pub(crate) use service::differences;

#[cfg(test)]
mod tests;
