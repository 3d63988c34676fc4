//! The business that uses Wafa: its language, money, calendar, week and place.

use serde::{Deserialize, Serialize};

use crate::money::Currency;
use crate::time::Day;

/// A language of the product.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// Persian.
    Fa,
    /// Arabic.
    Ar,
    /// English.
    En,
}

impl Language {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 3] = [Self::Fa, Self::Ar, Self::En];
    /// The BCP 47 tag, as in `<html lang>`.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Fa => "fa",
            Self::Ar => "ar",
            Self::En => "en",
        }
    }
    /// The reading direction, as in `<html dir>`.
    #[must_use]
    pub const fn dir(self) -> &'static str {
        match self {
            Self::Fa | Self::Ar => "rtl",
            Self::En => "ltr",
        }
    }
}

impl std::str::FromStr for Language {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        Self::ALL
            .into_iter()
            .find(|language| language.tag() == text)
            .ok_or_else(|| format!("{text}: fa, ar or en is expected"))
    }
}

/// A calendar for dates people see and for periods of reporting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CalendarKind {
    /// The solar calendar of Iran and Afghanistan.
    Jalali,
    /// The lunar calendar, Umm al-Qura.
    Hijri,
    /// The Gregorian calendar.
    Gregorian,
}

impl CalendarKind {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Jalali, Self::Hijri, Self::Gregorian];
    /// The name used in URLs and on the command line.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Jalali => "jalali",
            Self::Hijri => "hijri",
            Self::Gregorian => "gregorian",
        }
    }
}

impl std::str::FromStr for CalendarKind {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        Self::ALL
            .into_iter()
            .find(|kind| kind.as_str() == text)
            .ok_or_else(|| format!("{text}: jalali, hijri or gregorian is expected"))
    }
}

/// Which digits a person reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DigitStyle {
    /// Those of the language: ۰–۹ in Persian, ٠–٩ in Arabic.
    Native,
    /// 0–9.
    Latin,
}

/// The unit amounts are shown in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DisplayUnit {
    /// The currency's own unit.
    Currency,
    /// Ten rials; only with IRR.
    Toman,
}

/// A day of the week, Saturday first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Weekday {
    Saturday,
    Sunday,
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
}

impl Weekday {
    /// Saturday to Friday.
    pub const ALL: [Self; 7] =
        [Self::Saturday, Self::Sunday, Self::Monday, Self::Tuesday, Self::Wednesday, Self::Thursday, Self::Friday];
    /// The weekday of a day.
    #[must_use]
    pub fn of(day: Day) -> Self {
        Self::ALL.get(usize::from(day.days_since_saturday())).copied().unwrap_or(Self::Saturday)
    }
}

/// A day on which the business does not work, every year in one calendar.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holiday {
    /// The calendar it is fixed in.
    pub calendar: CalendarKind,
    /// Month, 1–12.
    pub month: u8,
    /// Day of the month.
    pub day: u8,
    /// Its name, as the business calls it.
    pub name: String,
}

/// The settings of the business. One per database.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Business {
    /// What it is called.
    pub name: String,
    /// Language of the product until a person chooses another.
    pub language: Language,
    /// Money all figures are in.
    pub currency: Currency,
    /// How amounts are shown.
    pub display_unit: DisplayUnit,
    /// Calendar of dates and periods.
    pub calendar: CalendarKind,
    /// Digits on pages.
    pub digits: DigitStyle,
    /// IANA time zone; times without a zone are in it.
    pub zone: String,
    /// First day of the week.
    pub week_starts: Weekday,
    /// Days of rest.
    pub weekend: Vec<Weekday>,
    /// Yearly holidays.
    pub holidays: Vec<Holiday>,
    /// Two-letter country, for phone numbers without a country code.
    pub country: String,
    /// A customer is lost when this many days pass without an order.
    pub inactivity_days: u32,
    /// Gross margin used for value, per mille of revenue (1,000 = all of it).
    pub margin_permille: u32,
    /// Yearly discount rate of future money, per mille.
    pub discount_permille: u32,
}

impl Default for Business {
    fn default() -> Self {
        Self {
            name: String::new(),
            language: Language::Fa,
            currency: Currency::IRR,
            display_unit: DisplayUnit::Toman,
            calendar: CalendarKind::Jalali,
            digits: DigitStyle::Native,
            zone: "Asia/Tehran".to_owned(),
            week_starts: Weekday::Saturday,
            weekend: vec![Weekday::Friday],
            holidays: Vec::new(),
            country: "IR".to_owned(),
            inactivity_days: 180,
            margin_permille: 300,
            discount_permille: 150,
        }
    }
}
