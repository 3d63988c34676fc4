//! The register as importers use it: many rows at once, inside the importer's transaction, without events.
//!
//! Who a row means: the id of the other system decides; else the phone; else the e-mail address, when it names exactly
//! one customer; else the row is somebody new. A name alone never decides, it only tells apart those who share a phone
//! or an address (so that the same file means the same people again). A phone or address whose holder has another id
//! decides nothing about a row with an id: two ids are two people until a person merges them.

mod apply;
mod identity;
mod undo;

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use wafa_kernel::CustomerId;

use crate::register::{Field, Fields};

pub use undo::DeletedBatch;

/// A row of a file about a customer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Incoming {
    /// The id of the other system.
    pub external: Option<String>,
    /// Phone: E.164, and as it was written.
    pub phone: Option<(String, String)>,
    /// E-mail address: its key, and as it was written.
    pub email: Option<(String, String)>,
    /// What the row says; blank = nothing. A value its field does not take (see [`Field::takes`]) is passed over.
    pub fields: Fields,
    /// Tags.
    pub tags: Vec<String>,
}

/// What happens where the register already says something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Collision {
    /// Customers who are there keep what they have, known or blank; new ones get it.
    Skip,
    /// Only blanks are filled.
    #[default]
    FillBlank,
    /// What the file says replaces what was there.
    Overwrite,
    /// Not written, not even for new customers.
    Never,
}

/// The rule of every field.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Collisions {
    /// For fields without a rule of their own.
    pub default: Collision,
    /// By field.
    pub of: HashMap<Field, Collision>,
}

impl Collisions {
    /// The rule of a field.
    #[must_use]
    pub fn of(&self, field: &Field) -> Collision {
        self.of.get(field).copied().unwrap_or(self.default)
    }
}

/// A field an import changed, with what stood there before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldChange {
    /// Whose.
    pub customer: CustomerId,
    /// [`Field::name`], or `tag:…`.
    pub field: String,
    /// Before; blank = unknown.
    pub old: String,
    /// After.
    pub new: String,
}

/// Whom a row meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resolved {
    /// Who.
    pub customer: CustomerId,
    /// True for the row that added the customer.
    pub created: bool,
    /// What changed about a customer who was there before; told once per customer, with the first row about them.
    pub changes: Vec<FieldChange>,
}

#[cfg(test)]
mod tests;
