//! What each column of a file means, and what wins where a customer is known already.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, Serialize};
use wafa_customers::Collision;

use super::meaning::Meaning;
use crate::Error;

/// A maker of files whose columns are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Preset {
    /// Any shop.
    #[default]
    Generic,
    /// Shopify's exports of orders and customers.
    Shopify,
}

impl Preset {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Generic, Self::Shopify];
    /// The name used on the command line, in URLs and in storage.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Generic => "generic",
            Self::Shopify => "shopify",
        }
    }
}

impl std::str::FromStr for Preset {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        Self::ALL
            .into_iter()
            .find(|preset| preset.as_str() == text)
            .ok_or_else(|| format!("{text}: generic or shopify is expected"))
    }
}

/// What wins where a customer is known already.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Overwrite {
    /// What is known; the file names new customers only.
    Skip,
    /// What is known; the file fills what is blank.
    #[default]
    FillBlank,
    /// The file.
    Overwrite,
    /// The column is not written at all, not even for new customers.
    Never,
}

impl Overwrite {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Skip, Self::FillBlank, Self::Overwrite, Self::Never];
    /// The name used in mappings and forms.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Skip => "skip",
            Self::FillBlank => "fill_blank",
            Self::Overwrite => "overwrite",
            Self::Never => "never",
        }
    }
    pub(crate) const fn collision(self) -> Collision {
        match self {
            Self::Skip => Collision::Skip,
            Self::FillBlank => Collision::FillBlank,
            Self::Overwrite => Collision::Overwrite,
            Self::Never => Collision::Never,
        }
    }
}

impl std::str::FromStr for Overwrite {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        Self::ALL
            .into_iter()
            .find(|rule| rule.as_str() == text)
            .ok_or_else(|| format!("{text}: not a rule for columns"))
    }
}

/// What one column means, and what wins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct ColumnRule {
    /// What it means.
    pub meaning: Meaning,
    /// What wins where the customer is known.
    pub overwrite: Overwrite,
}

/// Either only the meaning, as text, or both.
impl<'de> Deserialize<'de> for ColumnRule {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Written {
            Meaning(Meaning),
            Both {
                meaning: Meaning,
                #[serde(default)]
                overwrite: Overwrite,
            },
        }
        Ok(match Written::deserialize(deserializer)? {
            Written::Meaning(meaning) => Self { meaning, overwrite: Overwrite::default() },
            Written::Both { meaning, overwrite } => Self { meaning, overwrite },
        })
    }
}

/// What the columns of a file mean, by name.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Mapping {
    /// The rule of each column. A column that is not here is ignored, or becomes a field of the shop's own on request.
    pub columns: BTreeMap<String, ColumnRule>,
}

impl Mapping {
    /// Reads a mapping file: `{"columns": {"Kunde": "customer_id", "Ort": {"meaning": "city", "overwrite": "skip"}}}`.
    ///
    /// # Errors
    /// [`Error::MappingInvalid`] with the place.
    pub fn from_json(text: &str) -> Result<Self, Error> {
        serde_json::from_str(text).map_err(|error| Error::MappingInvalid { detail: error.to_string() })
    }

    /// Gives a column a meaning.
    pub fn set(&mut self, column: impl Into<String>, meaning: Meaning) {
        self.columns.insert(column.into(), ColumnRule { meaning, overwrite: Overwrite::default() });
    }
}
