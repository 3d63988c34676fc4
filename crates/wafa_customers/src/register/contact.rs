//! Phones, e-mail addresses and the ids other systems use.

use serde::Serialize;
use wafa_kernel::Id;

use crate::error::Error;

/// What a [`ContactId`] names.
#[derive(Debug)]
pub enum OfContact {}
/// One phone, address or id of a customer.
pub type ContactId = Id<OfContact>;

/// The kind of a contact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ContactKind {
    /// A phone; its key is E.164.
    Phone,
    /// An e-mail address; its key is lower case.
    Email,
    /// The id another system uses; it names one customer.
    External,
}

impl ContactKind {
    /// All kinds.
    pub const ALL: [Self; 3] = [Self::Phone, Self::Email, Self::External];
    /// The name used in storage and JSON.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Phone => "phone",
            Self::Email => "email",
            Self::External => "external",
        }
    }
}

impl std::str::FromStr for ContactKind {
    type Err = Error;
    fn from_str(text: &str) -> Result<Self, Error> {
        let known = Self::ALL.into_iter().find(|kind| kind.as_str() == text);
        known.ok_or(Error::QueryInvalid { parameter: "contact" })
    }
}

/// A contact as a person writes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewContact {
    /// What it is.
    pub kind: ContactKind,
    /// What it is for: `mobile`, `home`, `work`, the name of the other system; may be blank.
    pub role: String,
    /// In any digits and spelling.
    pub text: String,
}

/// A contact in the register.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Contact {
    /// Which.
    pub id: ContactId,
    /// What it is.
    pub kind: ContactKind,
    /// What it is for.
    pub role: String,
    /// As it was written.
    pub shown: String,
    /// As it is compared: E.164, lower-case address, the id itself.
    pub key: String,
}

/// The key of a contact in the country of the business.
pub(crate) fn read(kind: ContactKind, text: &str, country: &str) -> Result<String, Error> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Error::ContactEmpty);
    }
    match kind {
        ContactKind::Phone => {
            wafa_text::phone::parse(text, country).map(|phone| phone.e164).ok_or(Error::PhoneUnreadable)
        }
        ContactKind::Email => wafa_text::email::parse(text).ok_or(Error::EmailUnreadable),
        ContactKind::External if text.chars().count() > 200 || text.contains('\0') => Err(Error::ContactEmpty),
        ContactKind::External => Ok(wafa_text::fold::digits(text).into_owned()),
    }
}
