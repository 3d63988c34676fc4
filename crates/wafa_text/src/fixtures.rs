//! Readers the tests read with.

use wafa_kernel::{Business, CalendarKind, Currency, Day, DigitStyle, DisplayUnit, Language, Money};

use crate::{Reader, Zone};

/// An Iranian business read in Persian: Jalali, native digits, Toman.
pub(crate) fn persian() -> Reader {
    Reader::of(&Business::default(), Language::Fa)
}

/// A Saudi business read in Arabic: Gregorian, native digits, riyal.
pub(crate) fn arabic() -> Reader {
    Reader {
        language: Language::Ar,
        digits: DigitStyle::Native,
        calendar: CalendarKind::Gregorian,
        zone: Zone::load("Asia/Riyadh").unwrap_or_else(|_| Zone::utc()),
        currency: currency("SAR"),
        unit: DisplayUnit::Currency,
    }
}

/// A business with dollars read in English.
pub(crate) fn english() -> Reader {
    Reader { language: Language::En, digits: DigitStyle::Latin, currency: Currency::USD, ..arabic() }
}

pub(crate) fn currency(code: &str) -> Currency {
    code.parse().unwrap_or(Currency::USD)
}

pub(crate) fn money(minor: i64, code: &str) -> Money {
    Money::new(minor, currency(code))
}

pub(crate) fn day(iso: &str) -> Day {
    iso.parse().unwrap_or_default()
}
