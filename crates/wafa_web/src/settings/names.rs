//! The lists people choose from: countries, currencies, time zones, days of the week.

use wafa_kernel::{Currency, Day, Weekday};
use wafa_text::Zone;

use super::Choice;
use crate::who::Desk;

const COUNTRIES: &[&str] = &[
    "IR", "AF", "TJ", "IQ", "SA", "AE", "KW", "QA", "BH", "OM", "YE", "JO", "LB", "SY", "PS", "EG", "SD", "LY", "TN",
    "DZ", "MA", "TR", "DE", "GB", "FR", "SE", "US", "CA", "AU",
];
const CURRENCIES: &[&str] = &[
    "IRR", "AFN", "IQD", "SAR", "AED", "KWD", "QAR", "BHD", "OMR", "JOD", "LBP", "EGP", "MAD", "TRY", "USD", "EUR",
    "GBP",
];
/// Zones offered before all others.
const ZONES: &[&str] = &[
    "Asia/Tehran",
    "Asia/Kabul",
    "Asia/Dushanbe",
    "Asia/Baghdad",
    "Asia/Riyadh",
    "Asia/Dubai",
    "Asia/Kuwait",
    "Asia/Qatar",
    "Asia/Bahrain",
    "Asia/Muscat",
    "Asia/Aden",
    "Asia/Amman",
    "Asia/Beirut",
    "Asia/Damascus",
    "Asia/Gaza",
    "Africa/Cairo",
    "Africa/Khartoum",
    "Africa/Tripoli",
    "Africa/Tunis",
    "Africa/Algiers",
    "Africa/Casablanca",
    "Europe/Istanbul",
    "Europe/Berlin",
    "Europe/Paris",
    "Europe/London",
    "America/New_York",
    "America/Toronto",
    "America/Los_Angeles",
    "Australia/Sydney",
    "UTC",
];

/// Countries by name, and the one that is set even when it is not among them.
pub(super) fn countries(desk: &Desk, set: &str) -> Vec<Choice> {
    let mut list: Vec<Choice> = COUNTRIES
        .iter()
        .map(|code| Choice::of(*code, desk.say(&format!("settings-country-{}", code.to_ascii_lowercase()), &[])))
        .collect();
    keep(&mut list, set);
    list
}

/// Currencies by name, and the one that is set.
pub(super) fn currencies(desk: &Desk, set: &str) -> Vec<Choice> {
    let mut list: Vec<Choice> = CURRENCIES
        .iter()
        .map(|code| {
            Choice::of(
                *code,
                format!("{} ({code})", desk.say(&format!("settings-currency-{}", code.to_ascii_lowercase()), &[])),
            )
        })
        .collect();
    keep(&mut list, set);
    list
}

/// Time zones: those of the region first, then all others by name.
pub(super) fn zones(set: &str) -> Vec<Choice> {
    let others = Zone::names().into_iter().filter(|name| name.contains('/') && !ZONES.contains(&name.as_str()));
    let mut list: Vec<Choice> =
        ZONES.iter().map(|name| (*name).to_owned()).chain(others).map(|name| Choice::of(name.clone(), name)).collect();
    keep(&mut list, set);
    list
}

fn keep(list: &mut Vec<Choice>, set: &str) {
    if !set.is_empty() && !list.iter().any(|choice| choice.value == set) {
        list.push(Choice::of(set, set));
    }
}

/// The days of the week, Saturday first.
pub(super) fn weekdays(desk: &Desk) -> Vec<Choice> {
    let saturday = desk.today.plus_days(-i32::from(desk.today.days_since_saturday()));
    let day_of = |at: i32| -> Day { saturday.plus_days(at) };
    (0..)
        .zip(Weekday::ALL)
        .map(|(at, weekday)| Choice::of(weekday_name(weekday), desk.reader.weekday(day_of(at))))
        .collect()
}

/// The name of a weekday in forms.
pub(super) const fn weekday_name(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Saturday => "saturday",
        Weekday::Sunday => "sunday",
        Weekday::Monday => "monday",
        Weekday::Tuesday => "tuesday",
        Weekday::Wednesday => "wednesday",
        Weekday::Thursday => "thursday",
        Weekday::Friday => "friday",
    }
}

/// The weekday of a name in forms.
pub(super) fn weekday_of(name: &str) -> Option<Weekday> {
    Weekday::ALL.into_iter().find(|weekday| weekday_name(*weekday) == name)
}

/// A currency Wafa can show.
pub(super) fn currency_of(code: &str) -> Option<Currency> {
    code.parse().ok()
}
