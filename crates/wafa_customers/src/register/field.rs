//! The fields of a customer, each readable and writable as text, so that changes, imports and undo are one thing.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use wafa_kernel::{Day, Language, UserId};

use crate::error::Error;

/// The longest text a field takes, in characters.
const LONGEST: usize = 4_000;

/// A field of a customer.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field {
    /// The name as one writes it.
    Name,
    /// «خانم»، «مهندس»، «الأستاذ».
    Honorific,
    /// Given name.
    GivenName,
    /// Family name.
    FamilyName,
    /// How the customer is addressed: «سارا خانم».
    Greeting,
    /// Grammatical gender for texts: `female`, `male` or nothing.
    Gender,
    /// The firm.
    Company,
    /// What the firm does.
    Industry,
    /// City.
    City,
    /// Birthday, ISO 8601.
    BirthOn,
    /// The channel the customer prefers.
    PreferredChannel,
    /// The language the customer reads: `fa`, `ar`, `en` or nothing.
    Language,
    /// What interests the customer.
    Interests,
    /// What the team should remember.
    Notes,
    /// The member of the team who looks after the customer.
    Owner,
    /// Where the customer was won.
    Source,
    /// The campaign that won the customer.
    Campaign,
    /// A field of the business's own.
    Custom(String),
}

impl Field {
    /// All fields but those of the business's own, in the order they are shown.
    pub const PLAIN: [Self; 17] = [
        Self::Name,
        Self::Honorific,
        Self::GivenName,
        Self::FamilyName,
        Self::Greeting,
        Self::Gender,
        Self::Company,
        Self::Industry,
        Self::City,
        Self::BirthOn,
        Self::PreferredChannel,
        Self::Language,
        Self::Interests,
        Self::Notes,
        Self::Owner,
        Self::Source,
        Self::Campaign,
    ];
    /// Channels a customer can prefer.
    pub const CHANNELS: [&'static str; 7] = ["phone", "sms", "email", "whatsapp", "telegram", "bale", "rubika"];

    /// The name used in storage, URLs and JSON: `city`, `custom:Size`.
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            Self::Custom(name) => format!("custom:{name}"),
            plain => plain.plain_name().to_owned(),
        }
    }

    const fn plain_name(&self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Honorific => "honorific",
            Self::GivenName => "given_name",
            Self::FamilyName => "family_name",
            Self::Greeting => "greeting",
            Self::Gender => "gender",
            Self::Company => "company",
            Self::Industry => "industry",
            Self::City => "city",
            Self::BirthOn => "birth_on",
            Self::PreferredChannel => "preferred_channel",
            Self::Language => "language",
            Self::Interests => "interests",
            Self::Notes => "notes",
            Self::Owner => "owner",
            Self::Source => "source",
            Self::Campaign => "campaign",
            Self::Custom(_) => "custom",
        }
    }

    /// Whether the field takes a text; every field takes blank.
    #[must_use]
    pub fn takes(&self, text: &str) -> bool {
        let text = text.trim();
        if text.is_empty() {
            return true;
        }
        let fits = text.chars().count() <= LONGEST && !text.contains('\0');
        fits && match self {
            Self::Gender => matches!(text, "female" | "male"),
            Self::PreferredChannel => Self::CHANNELS.contains(&text),
            Self::Language => text.parse::<Language>().is_ok(),
            Self::BirthOn => text.parse::<Day>().is_ok(),
            Self::Owner => text.parse::<UserId>().is_ok(),
            Self::Custom(name) => !name.is_empty() && name.chars().count() <= 100,
            _ => true,
        }
    }

    fn refusal(&self) -> Error {
        Error::InvalidField { field: self.name() }
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name())
    }
}

impl FromStr for Field {
    type Err = Error;
    fn from_str(text: &str) -> Result<Self, Error> {
        if let Some(name) = text.strip_prefix("custom:").map(str::trim).filter(|name| !name.is_empty()) {
            return Ok(Self::Custom(name.to_owned()));
        }
        let known = Self::PLAIN.into_iter().find(|field| field.plain_name() == text);
        known.ok_or_else(|| Error::InvalidField { field: text.to_owned() })
    }
}

/// What is known about a customer, contacts aside. Blank means unknown.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Fields {
    /// The name as one writes it.
    pub name: String,
    /// «خانم»، «مهندس»، «الأستاذ».
    pub honorific: String,
    /// Given name.
    pub given_name: String,
    /// Family name.
    pub family_name: String,
    /// How the customer is addressed.
    pub greeting: String,
    /// `female`, `male` or blank.
    pub gender: String,
    /// The firm.
    pub company: String,
    /// What the firm does.
    pub industry: String,
    /// City.
    pub city: String,
    /// Birthday.
    pub birth_on: Option<Day>,
    /// One of [`Field::CHANNELS`] or blank.
    pub preferred_channel: String,
    /// `fa`, `ar`, `en` or blank.
    pub language: String,
    /// What interests the customer.
    pub interests: String,
    /// What the team should remember.
    pub notes: String,
    /// The member of the team who looks after the customer.
    pub owner: Option<UserId>,
    /// Where the customer was won.
    pub source: String,
    /// The campaign that won the customer.
    pub campaign: String,
    /// Fields of the business's own.
    pub custom: BTreeMap<String, String>,
}

impl Fields {
    /// A field as text; blank when unknown.
    #[must_use]
    pub fn get(&self, field: &Field) -> String {
        match field {
            Field::BirthOn => self.birth_on.map(|day| day.to_string()).unwrap_or_default(),
            Field::Owner => self.owner.map(|owner| owner.to_string()).unwrap_or_default(),
            Field::Custom(name) => self.custom.get(name).cloned().unwrap_or_default(),
            text => self.text(text).cloned().unwrap_or_default(),
        }
    }

    fn text(&self, field: &Field) -> Option<&String> {
        Some(match field {
            Field::Name => &self.name,
            Field::Honorific => &self.honorific,
            Field::GivenName => &self.given_name,
            Field::FamilyName => &self.family_name,
            Field::Greeting => &self.greeting,
            Field::Gender => &self.gender,
            Field::Company => &self.company,
            Field::Industry => &self.industry,
            Field::City => &self.city,
            Field::PreferredChannel => &self.preferred_channel,
            Field::Language => &self.language,
            Field::Interests => &self.interests,
            Field::Notes => &self.notes,
            Field::Source => &self.source,
            Field::Campaign => &self.campaign,
            Field::BirthOn | Field::Owner | Field::Custom(_) => return None,
        })
    }

    fn text_mut(&mut self, field: &Field) -> Option<&mut String> {
        Some(match field {
            Field::Name => &mut self.name,
            Field::Honorific => &mut self.honorific,
            Field::GivenName => &mut self.given_name,
            Field::FamilyName => &mut self.family_name,
            Field::Greeting => &mut self.greeting,
            Field::Gender => &mut self.gender,
            Field::Company => &mut self.company,
            Field::Industry => &mut self.industry,
            Field::City => &mut self.city,
            Field::PreferredChannel => &mut self.preferred_channel,
            Field::Language => &mut self.language,
            Field::Interests => &mut self.interests,
            Field::Notes => &mut self.notes,
            Field::Source => &mut self.source,
            Field::Campaign => &mut self.campaign,
            Field::BirthOn | Field::Owner | Field::Custom(_) => return None,
        })
    }

    /// Sets a field from text; blank clears it.
    ///
    /// # Errors
    /// [`Error::InvalidField`] when the field does not take the value.
    pub fn set(&mut self, field: &Field, text: &str) -> Result<(), Error> {
        let text = text.trim();
        if !field.takes(text) {
            return Err(field.refusal());
        }
        match field {
            Field::BirthOn => self.birth_on = optional(field, text)?,
            Field::Owner => self.owner = optional(field, text)?,
            Field::Custom(name) if text.is_empty() => {
                self.custom.remove(name);
            }
            Field::Custom(name) => {
                self.custom.insert(name.clone(), text.to_owned());
            }
            plain => {
                if let Some(place) = self.text_mut(plain) {
                    text.clone_into(place);
                }
            }
        }
        Ok(())
    }

    /// Every field that is known, as text.
    #[must_use]
    pub fn known(&self) -> Vec<(Field, String)> {
        let plain = Field::PLAIN.into_iter().map(|field| (self.get(&field), field)).map(|(text, field)| (field, text));
        let custom = self.custom.iter().map(|(name, text)| (Field::Custom(name.clone()), text.clone()));
        plain.chain(custom).filter(|(_, text)| !text.trim().is_empty()).collect()
    }

    /// The name to show: the name, or its parts, or the firm; blank when none is known.
    #[must_use]
    pub fn shown_name(&self) -> String {
        if !self.name.is_empty() {
            return self.name.clone();
        }
        let joined = format!("{} {}", self.given_name, self.family_name);
        let joined = joined.trim();
        if joined.is_empty() { self.company.clone() } else { joined.to_owned() }
    }

    /// Checks every field, as if each had been set.
    pub(crate) fn checked(&self) -> Result<Self, Error> {
        let mut checked = Self::default();
        for (field, text) in self.known() {
            checked.set(&field, &text)?;
        }
        if checked.name.is_empty() {
            checked.name = checked.shown_name();
        }
        checked.take_name_apart();
        Ok(checked)
    }

    /// Fills given name, family name and honorific from the name, where the parts are unknown and it is a person's.
    pub(crate) fn take_name_apart(&mut self) {
        if !self.given_name.is_empty() || !self.family_name.is_empty() || !self.company.is_empty() {
            return;
        }
        let parts = wafa_text::names::split(&self.name);
        if parts.family.is_empty() {
            return;
        }
        (self.given_name, self.family_name) = (parts.given, parts.family);
        if self.honorific.is_empty() {
            self.honorific = parts.honorific.unwrap_or_default();
        }
    }
}

fn optional<T: FromStr>(field: &Field, text: &str) -> Result<Option<T>, Error> {
    if text.is_empty() {
        return Ok(None);
    }
    text.parse().map(Some).map_err(|_| field.refusal())
}
