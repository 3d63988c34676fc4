//! Why the register refused.

use wafa_db::DbError;
use wafa_kernel::{CustomerId, ErrorKind};

/// A refusal of the register, or a fault below it.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no such customer.
    #[error("no such customer")]
    NotFound,
    /// The record went into another one; work with that.
    #[error("the record was merged into {into}")]
    Merged {
        /// The record that lives on.
        into: CustomerId,
    },
    /// A field does not take this value.
    #[error("{field} does not take this value")]
    InvalidField {
        /// Name of the field.
        field: String,
    },
    /// The phone number cannot exist.
    #[error("not a phone number")]
    PhoneUnreadable,
    /// The address cannot exist.
    #[error("not an e-mail address")]
    EmailUnreadable,
    /// A contact without text.
    #[error("the contact is empty")]
    ContactEmpty,
    /// The customer has no such contact.
    #[error("no such contact")]
    ContactNotFound,
    /// The id of another system names another customer already.
    #[error("the id names customer {by} already")]
    ExternalTaken {
        /// Whom it names.
        by: CustomerId,
    },
    /// A record cannot be merged with itself.
    #[error("the two records are one")]
    SameRecord,
    /// Merges are taken back last first.
    #[error("a later merge has to be taken back first")]
    NotTheLastMerge,
    /// There is no such merge, or it was taken back.
    #[error("no such merge")]
    MergeNotFound,
    /// There is no such saved view.
    #[error("no such view")]
    ViewNotFound,
    /// The act is too long ago to be taken back.
    #[error("the act is too long ago to be taken back")]
    ActGone,
    /// It belongs to somebody else.
    #[error("it belongs to somebody else")]
    NotYours,
    /// A tag is empty or too long.
    #[error("not a tag")]
    TagInvalid,
    /// A note without text.
    #[error("the note is empty")]
    NoteEmpty,
    /// The rules of the ladder contradict themselves.
    #[error("the rules contradict themselves")]
    RulesInvalid,
    /// A filter, an order or a page of the list cannot be read.
    #[error("the list cannot be asked for {parameter}")]
    QueryInvalid {
        /// Which parameter of the query.
        parameter: &'static str,
    },
    /// The database did not do it.
    #[error(transparent)]
    Db(#[from] DbError),
    /// What is stored cannot be read.
    #[error("stored JSON cannot be read")]
    Stored(#[from] serde_json::Error),
}

impl Error {
    /// What kind of refusal it is.
    #[must_use]
    pub const fn kind(&self) -> ErrorKind {
        match self {
            Self::NotFound | Self::ContactNotFound | Self::MergeNotFound | Self::ViewNotFound | Self::ActGone => {
                ErrorKind::NotFound
            }
            Self::Merged { .. } | Self::ExternalTaken { .. } | Self::SameRecord | Self::NotTheLastMerge => {
                ErrorKind::Conflict
            }
            Self::NotYours => ErrorKind::Forbidden,
            Self::Db(error) => error.kind(),
            Self::Stored(_) => ErrorKind::Internal,
            _ => ErrorKind::Invalid,
        }
    }
    /// The stable name, which is also the key of its text.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotFound => "customers.not_found",
            Self::Merged { .. } => "customers.merged",
            Self::InvalidField { .. } => "customers.invalid_field",
            Self::PhoneUnreadable => "customers.phone_unreadable",
            Self::EmailUnreadable => "customers.email_unreadable",
            Self::ContactEmpty => "customers.contact_empty",
            Self::ContactNotFound => "customers.contact_not_found",
            Self::ExternalTaken { .. } => "customers.external_taken",
            Self::SameRecord => "customers.same_record",
            Self::NotTheLastMerge => "customers.not_the_last_merge",
            Self::MergeNotFound => "customers.merge_not_found",
            Self::ViewNotFound => "customers.view_not_found",
            Self::ActGone => "customers.act_gone",
            Self::NotYours => "customers.not_yours",
            Self::TagInvalid => "customers.tag_invalid",
            Self::NoteEmpty => "customers.note_empty",
            Self::RulesInvalid => "customers.rules_invalid",
            Self::QueryInvalid { .. } => "customers.query_invalid",
            Self::Db(error) => error.code(),
            Self::Stored(_) => "customers.stored",
        }
    }
}
