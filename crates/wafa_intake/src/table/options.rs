//! What a person says about a file beyond its columns.

use serde::{Deserialize, Serialize};
use wafa_kernel::{CalendarKind, Currency};
use wafa_text::DateOrder;

use super::mapping::Preset;
use crate::Error;
use crate::source::Corrections;

/// The unit amounts of Iranian money are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// The currency's own.
    Rial,
    /// Ten rials.
    Toman,
}

impl Unit {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Rial, Self::Toman];
    /// The name used on the command line and in forms.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Rial => "rial",
            Self::Toman => "toman",
        }
    }
}

impl std::str::FromStr for Unit {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        Self::ALL
            .into_iter()
            .find(|unit| unit.as_str() == text)
            .ok_or_else(|| format!("{text}: rial or toman is expected"))
    }
}

/// In which order a date of numbers is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DayOrder {
    /// 1403/07/15.
    YearFirst,
    /// 15/07/2024.
    DayFirst,
    /// 07/15/2024.
    MonthFirst,
}

impl DayOrder {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::YearFirst, Self::DayFirst, Self::MonthFirst];
    /// The name used in forms.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::YearFirst => "year_first",
            Self::DayFirst => "day_first",
            Self::MonthFirst => "month_first",
        }
    }
    pub(crate) const fn date_order(self) -> DateOrder {
        match self {
            Self::YearFirst => DateOrder::YearFirst,
            Self::DayFirst => DateOrder::DayFirst,
            Self::MonthFirst => DateOrder::MonthFirst,
        }
    }
}

impl std::str::FromStr for DayOrder {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        Self::ALL
            .into_iter()
            .find(|order| order.as_str() == text)
            .ok_or_else(|| format!("{text}: not an order of dates"))
    }
}

impl ImportOptions {
    /// The same in plain words: IRT and the like are IRR in Toman.
    ///
    /// # Errors
    /// [`Error::CurrencyUnknown`] for letters that name no currency.
    pub(crate) fn plain(&self) -> Result<Self, Error> {
        let Some(currency) = self.currency else { return Ok(self.clone()) };
        let (known, unit) = crate::row::currency::read(currency.code(), currency)
            .ok_or_else(|| Error::CurrencyUnknown { currency: currency.code().to_owned() })?;
        Ok(Self { currency: Some(known), unit: unit.or(self.unit), ..self.clone() })
    }
}

/// What a person says about a file. Everything has a default.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ImportOptions {
    /// What the file is called; shown in the list of imports.
    pub file_name: String,
    /// Who made it.
    pub preset: Preset,
    /// Currency of amounts that name none; that of the business when not given.
    pub currency: Option<Currency>,
    /// Unit of amounts in IRR that name none; rial when not given.
    pub unit: Option<Unit>,
    /// Calendar of the dates; found out when not given.
    pub calendar: Option<CalendarKind>,
    /// Order of the parts of dates; found out when not given.
    pub date_order: Option<DayOrder>,
    /// Time zone of times without one; that of the business when not given.
    pub zone: Option<String>,
    /// Columns nobody gave a meaning become fields of the shop's own.
    pub custom_fields: bool,
    /// What was put right in single rows.
    #[serde(skip_serializing_if = "Corrections::is_empty")]
    pub corrections: Corrections,
}
