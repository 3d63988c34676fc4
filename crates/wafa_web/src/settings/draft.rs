//! The settings of the business as a form has them: texts, read in any digits, and what is wrong with them.

use std::collections::BTreeMap;

use serde::Serialize;
use wafa_kernel::money::parse_scaled;
use wafa_kernel::{Business, Currency, DigitStyle, DisplayUnit};
use wafa_text::reader::Reader;
use wafa_text::{Zone, fold};

use super::names::{currency_of, weekday_name, weekday_of};
use super::one;

/// Least and most days after which a customer counts as lost.
const INACTIVITY_DAYS: (i64, i64) = (7, 3_650);

/// The form.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Draft {
    name: String,
    language: String,
    pub(super) currency: String,
    unit: String,
    calendar: String,
    digits: String,
    pub(super) zone: String,
    week_starts: String,
    weekend: Vec<String>,
    pub(super) country: String,
    inactivity_days: String,
    margin: String,
    discount: String,
}

/// What is wrong: field to key of the sentence.
pub(super) type Wrong = BTreeMap<&'static str, &'static str>;

impl Draft {
    /// The settings as they are.
    pub(super) fn of(business: &Business, reader: &Reader) -> Self {
        let percent =
            |permille: u32| reader.decimal(f64::from(permille) / 10.0, u8::from(!permille.is_multiple_of(10)));
        Self {
            name: business.name.clone(),
            language: business.language.tag().to_owned(),
            currency: business.currency.code().to_owned(),
            unit: if business.display_unit == DisplayUnit::Toman { "toman" } else { "currency" }.to_owned(),
            calendar: business.calendar.as_str().to_owned(),
            digits: if business.digits == DigitStyle::Latin { "latin" } else { "native" }.to_owned(),
            zone: business.zone.clone(),
            week_starts: weekday_name(business.week_starts).to_owned(),
            weekend: business.weekend.iter().map(|weekday| weekday_name(*weekday).to_owned()).collect(),
            country: business.country.clone(),
            inactivity_days: reader.number(i64::from(business.inactivity_days)),
            margin: percent(business.margin_permille),
            discount: percent(business.discount_permille),
        }
    }

    /// The form as it was sent.
    pub(super) fn read(pairs: &[(String, String)]) -> Self {
        let of = |name: &str| one(pairs, name).to_owned();
        Self {
            name: of("name").chars().take(120).collect(),
            language: of("language"),
            currency: of("currency"),
            unit: of("unit"),
            calendar: of("calendar"),
            digits: of("digits"),
            zone: of("zone"),
            week_starts: of("week_starts"),
            weekend: pairs.iter().filter(|(name, _)| name == "weekend").map(|(_, day)| day.clone()).collect(),
            country: of("country"),
            inactivity_days: of("inactivity_days"),
            margin: of("margin"),
            discount: of("discount"),
        }
    }

    /// The settings with the changes of the form; or what is wrong with it. Holidays stay.
    pub(super) fn apply(&self, to: &Business) -> Result<Business, Wrong> {
        let mut wrong = Wrong::new();
        let mut business = to.clone();
        if self.name.is_empty() {
            wrong.insert("name", "settings-name-missing");
        }
        business.name.clone_from(&self.name);
        set(&mut business.language, self.language.parse().ok(), &mut wrong, "language");
        set(&mut business.calendar, self.calendar.parse().ok(), &mut wrong, "calendar");
        set(&mut business.week_starts, weekday_of(&self.week_starts), &mut wrong, "week_starts");
        set(&mut business.currency, currency_of(&self.currency), &mut wrong, "currency");
        business.digits = if self.digits == "latin" { DigitStyle::Latin } else { DigitStyle::Native };
        let toman = self.unit == "toman" && business.currency == Currency::IRR;
        business.display_unit = if toman { DisplayUnit::Toman } else { DisplayUnit::Currency };
        business.weekend = self.weekend.iter().filter_map(|name| weekday_of(name)).collect();
        if Zone::load(&self.zone).is_ok() {
            business.zone.clone_from(&self.zone);
        } else {
            wrong.insert("zone", "settings-choose-one");
        }
        let country = self.country.to_ascii_uppercase();
        if country.len() == 2 && country.bytes().all(|letter| letter.is_ascii_uppercase()) {
            business.country = country;
        } else {
            wrong.insert("country", "settings-choose-one");
        }
        self.numbers(&mut business, &mut wrong);
        if wrong.is_empty() { Ok(business) } else { Err(wrong) }
    }

    fn numbers(&self, business: &mut Business, wrong: &mut Wrong) {
        let (least, most) = INACTIVITY_DAYS;
        match number(&self.inactivity_days, 0)
            .filter(|days| (least..=most).contains(days))
            .and_then(|days| u32::try_from(days).ok())
        {
            Some(days) => business.inactivity_days = days,
            None => drop(wrong.insert("inactivity_days", "settings-days-range")),
        }
        let permille = |text: &str| {
            number(text, 1).filter(|share| (0..=1_000).contains(share)).and_then(|share| u32::try_from(share).ok())
        };
        match permille(&self.margin).filter(|margin| *margin > 0) {
            Some(margin) => business.margin_permille = margin,
            None => drop(wrong.insert("margin", "settings-percent-range")),
        }
        match permille(&self.discount) {
            Some(discount) => business.discount_permille = discount,
            None => drop(wrong.insert("discount", "settings-percent-range")),
        }
    }
}

fn set<T>(to: &mut T, value: Option<T>, wrong: &mut Wrong, field: &'static str) {
    match value {
        Some(value) => *to = value,
        None => drop(wrong.insert(field, "settings-choose-one")),
    }
}

/// A number in any digits, times a power of ten.
pub(super) fn number(text: &str, decimals: u32) -> Option<i64> {
    let text = text.trim().trim_end_matches(['%', '٪', '\u{66a}']);
    parse_scaled(&fold::decimal(text)?, decimals)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn form(changes: &[(&str, &str)]) -> Draft {
        let reader = Reader::of(&Business::default(), wafa_kernel::Language::Fa);
        let mut draft = Draft::of(&Business { name: "قهوهٔ دارچین".to_owned(), ..Business::default() }, &reader);
        for (field, value) in changes {
            let to = match *field {
                "margin" => &mut draft.margin,
                "discount" => &mut draft.discount,
                "days" => &mut draft.inactivity_days,
                "zone" => &mut draft.zone,
                _ => &mut draft.name,
            };
            (*value).clone_into(to);
        }
        draft
    }

    #[test]
    fn numbers_are_read_in_any_digits() {
        let saved =
            form(&[("margin", "۳۲٫۵٪"), ("discount", "١٢"), ("days", "۱٬۲۰۰")]).apply(&Business::default()).unwrap();
        assert_eq!((saved.margin_permille, saved.discount_permille, saved.inactivity_days), (325, 120, 1_200));
    }

    #[test]
    fn what_is_shown_is_what_was_saved() {
        let business =
            Business { name: "x".to_owned(), margin_permille: 285, inactivity_days: 1_095, ..Business::default() };
        for language in wafa_kernel::Language::ALL {
            let again = Draft::of(&business, &Reader::of(&business, language)).apply(&Business::default()).unwrap();
            assert_eq!(again, business, "{language:?}");
        }
    }

    #[test]
    fn every_wrong_field_is_named() {
        let wrong = form(&[("margin", "0"), ("discount", "120"), ("days", "سه"), ("zone", "Mars/Base"), ("name", "")])
            .apply(&Business::default());
        let fields: Vec<&str> = wrong.unwrap_err().into_keys().collect();
        assert_eq!(fields, ["discount", "inactivity_days", "margin", "name", "zone"]);
    }
}
