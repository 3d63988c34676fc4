//! Phone numbers as keys: E.164, from whatever people and spreadsheets write.

use phonenumber::country::Id;
use phonenumber::{Mode, PhoneNumber};

use crate::fold;

/// A phone number that can exist.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Phone {
    /// Plus sign, country code and number: `+989123456789`.
    pub e164: String,
}

/// Reads a phone number. Native digits, the apostrophe of spreadsheets, bidi marks, `00`, a missing leading zero
/// and a doubled one are understood; a number without a country code belongs to `country` (two letters).
/// `None` when no such number can exist.
#[must_use]
pub fn parse(text: &str, country: &str) -> Option<Phone> {
    let cleaned = clean(text);
    if !(5..=24).contains(&cleaned.len()) {
        return None;
    }
    if let Some(e164) = plain_mobile(&cleaned, country) {
        return Some(Phone { e164 });
    }
    let home: Option<Id> = country.trim().to_ascii_uppercase().parse().ok();
    let number = attempt(home, &cleaned).or_else(|| with_plus(home, &cleaned))?;
    Some(Phone { e164: number.format().mode(Mode::E164).to_string() })
}

/// Shows a stored number in international groups: `+98 912 345 6789`. Text that is no number is shown as it is.
#[must_use]
pub fn display(e164: &str) -> String {
    match phonenumber::parse(None, e164) {
        Ok(number) => number.format().mode(Mode::International).to_string(),
        Err(_) => e164.to_owned(),
    }
}

/// ASCII digits with at most one leading plus sign; separators and marks removed. Empty when letters are inside.
fn clean(text: &str) -> String {
    let mut cleaned = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '+' | '＋' if cleaned.is_empty() => cleaned.push('+'),
            '+' | '＋' => return String::new(),
            _ => match fold::digit(c) {
                Some(digit) => cleaned.push(digit),
                None if c.is_alphabetic() && !fold::is_invisible(c) => return String::new(),
                None => {}
            },
        }
    }
    // A spreadsheet that took the number for an amount writes 9123456789.0; the zero is not part of it.
    if text.trim_end().ends_with(".0") && cleaned.len() > 8 {
        cleaned.pop();
    }
    match cleaned.strip_prefix("00") {
        Some(rest) => format!("+{}", rest.trim_start_matches('0')),
        None => match cleaned.strip_prefix("+00") {
            Some(rest) => format!("+{rest}"),
            None => cleaned,
        },
    }
}

/// Mobile numbers of the two largest markets in their national form, which need no metadata: country, country code,
/// length after the leading zero, and the beginnings that libphonenumber 9.0 accepts whatever follows.
const MOBILES: &[(&str, &str, usize, &[&str])] = &[
    ("IR", "+98", 10, &["900", "901", "902", "903", "904", "905", "91", "920", "921", "922", "923", "93"]),
    ("SA", "+966", 9, &["50", "53", "54", "55", "56", "58", "59"]),
];

fn plain_mobile(cleaned: &str, country: &str) -> Option<String> {
    let (_, code, length, beginnings) = MOBILES.iter().find(|(of, ..)| *of == country)?;
    let national = cleaned.strip_prefix(*code).or_else(|| cleaned.strip_prefix('0'))?;
    let fits = national.len() == *length && beginnings.iter().any(|beginning| national.starts_with(beginning));
    fits.then(|| format!("{code}{national}"))
}

fn attempt(home: Option<Id>, cleaned: &str) -> Option<PhoneNumber> {
    phonenumber::parse(home, cleaned).ok().filter(PhoneNumber::is_valid)
}

/// `989123456789`: the country code is there but its plus sign was lost.
fn with_plus(home: Option<Id>, cleaned: &str) -> Option<PhoneNumber> {
    if cleaned.starts_with('+') || cleaned.starts_with('0') || cleaned.len() < 10 {
        return None;
    }
    attempt(home, &format!("+{cleaned}"))
}

#[cfg(test)]
mod tests;
