//! What each column of a file means, and what wins where a customer is known already.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;
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
    /// WooCommerce's export of orders: that of its analytics, and those of the usual extensions.
    Woocommerce,
    /// The export of orders of Salla («سلة»).
    Salla,
}

impl Preset {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Generic, Self::Shopify, Self::Woocommerce, Self::Salla];
    /// The name used on the command line, in URLs and in storage.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Generic => "generic",
            Self::Shopify => "shopify",
            Self::Woocommerce => "woocommerce",
            Self::Salla => "salla",
        }
    }
}

impl std::str::FromStr for Preset {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        Self::ALL
            .into_iter()
            .find(|preset| preset.as_str() == text)
            .ok_or_else(|| format!("{text}: generic, shopify, woocommerce or salla is expected"))
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

/// How a mapping file looks.
const EXAMPLE: &str = r#"{"columns": {"Kunde": "customer_id", "Ort": {"meaning": "city", "overwrite": "skip"}}}"#;

impl Mapping {
    /// Reads a mapping file: `{"columns": {"Kunde": "customer_id", "Ort": {"meaning": "city", "overwrite": "skip"}}}`.
    ///
    /// # Errors
    /// [`Error::MappingSyntax`], [`Error::MappingShape`], [`Error::MappingMeaning`] or [`Error::MappingRule`]: what is
    /// wrong, and where.
    pub fn from_json(text: &str) -> Result<Self, Error> {
        let text = text.trim_start_matches('\u{feff}');
        let value: Value = serde_json::from_str(text)
            .map_err(|error| Error::MappingSyntax { line: error.line(), column: error.column() })?;
        let shape = || Error::MappingShape { example: EXAMPLE };
        let columns = value.get("columns").and_then(Value::as_object).ok_or_else(shape)?;
        let mut mapping = Self::default();
        for (column, rule) in columns {
            let (meaning, overwrite) = match rule {
                Value::String(meaning) => (meaning.as_str(), None),
                Value::Object(rule) => {
                    let meaning = rule.get("meaning").and_then(Value::as_str).ok_or_else(shape)?;
                    (meaning, rule.get("overwrite").map(|rule| rule.as_str().ok_or_else(shape)).transpose()?)
                }
                _ => return Err(shape()),
            };
            let meaning = meaning
                .parse()
                .map_err(|_| Error::MappingMeaning { column: column.clone(), meaning: meaning.to_owned() })?;
            let overwrite = overwrite.map_or(Ok(Overwrite::default()), |rule| {
                rule.parse().map_err(|_| Error::MappingRule { column: column.clone(), rule: rule.to_owned() })
            })?;
            mapping.columns.insert(column.clone(), ColumnRule { meaning, overwrite });
        }
        Ok(mapping)
    }

    /// Gives a column a meaning.
    pub fn set(&mut self, column: impl Into<String>, meaning: Meaning) {
        self.columns.insert(column.into(), ColumnRule { meaning, overwrite: Overwrite::default() });
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_bad_mapping_says_what_is_wrong_and_where() {
        for (text, code) in [
            ("{\"columns\": {\"a\": \"date\",}}", "intake.mapping_syntax"),
            ("", "intake.mapping_syntax"),
            ("[1, 2]", "intake.mapping_shape"),
            ("{\"a\": \"date\"}", "intake.mapping_shape"),
            ("{\"columns\": {\"a\": 7}}", "intake.mapping_shape"),
            ("{\"columns\": {\"a\": \"datum\"}}", "intake.mapping_meaning"),
            ("{\"columns\": {\"a\": {\"meaning\": \"city\", \"overwrite\": \"maybe\"}}}", "intake.mapping_rule"),
        ] {
            let refused = Mapping::from_json(text).unwrap_err();
            assert_eq!(refused.code(), code, "{text}");
            for language in wafa_kernel::Language::ALL {
                let reader = wafa_text::Reader::of(&wafa_kernel::Business::default(), language);
                let owned = refused.args();
                let args: Vec<(&str, wafa_text::Arg)> =
                    owned.iter().map(|(name, value)| (*name, value.clone().into())).collect();
                let said = wafa_text::Words::global().say_plain(&reader, code, &args);
                assert!(!said.contains('⟦') && !said.contains("expected"), "{said}");
            }
        }
        let read = Mapping::from_json(EXAMPLE).unwrap();
        assert_eq!(read.columns["Ort"], ColumnRule { meaning: Meaning::City, overwrite: Overwrite::Skip });
    }
}
