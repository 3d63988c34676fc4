//! Public holidays that fall on the same date of their calendar every year, by country.
//!
//! A starting point a business edits, not an authority: dates of the lunar calendar follow the sighting of the
//! moon and may fall a day earlier or later, and governments move days off at short notice. Fuller lists for Iran,
//! Saudi Arabia, the United Arab Emirates, Egypt and Bahrain, for other countries the feasts common to all.

use CalendarKind::{Gregorian, Hijri, Jalali};
use wafa_kernel::business::Holiday;
use wafa_kernel::{CalendarKind, Language};

use crate::lexicon;

type Fixed = (CalendarKind, u8, u8, &'static str);

const IRAN: &[Fixed] = &[
    (Jalali, 1, 1, "holiday-nowruz"),
    (Jalali, 1, 2, "holiday-nowruz"),
    (Jalali, 1, 3, "holiday-nowruz"),
    (Jalali, 1, 4, "holiday-nowruz"),
    (Jalali, 1, 12, "holiday-islamic-republic"),
    (Jalali, 1, 13, "holiday-sizdah-bedar"),
    (Jalali, 3, 14, "holiday-khomeini"),
    (Jalali, 3, 15, "holiday-khordad-15"),
    (Jalali, 11, 22, "holiday-revolution"),
    (Jalali, 12, 29, "holiday-oil"),
    (Hijri, 1, 9, "holiday-tasua"),
    (Hijri, 1, 10, "holiday-ashura"),
    (Hijri, 2, 20, "holiday-arbaeen"),
    (Hijri, 2, 28, "holiday-prophet-demise"),
    (Hijri, 3, 17, "holiday-prophet-birth"),
    (Hijri, 6, 3, "holiday-fatima"),
    (Hijri, 7, 13, "holiday-ali-birth"),
    (Hijri, 7, 27, "holiday-mabath"),
    (Hijri, 8, 15, "holiday-mid-shaban"),
    (Hijri, 9, 21, "holiday-ali-martyrdom"),
    (Hijri, 10, 1, "holiday-fitr"),
    (Hijri, 10, 2, "holiday-fitr"),
    (Hijri, 10, 25, "holiday-sadiq"),
    (Hijri, 12, 10, "holiday-adha"),
    (Hijri, 12, 18, "holiday-ghadir"),
];

/// The two feasts as Arab countries keep them.
const FEASTS: &[Fixed] = &[
    (Hijri, 10, 1, "holiday-fitr"),
    (Hijri, 10, 2, "holiday-fitr"),
    (Hijri, 10, 3, "holiday-fitr"),
    (Hijri, 12, 9, "holiday-arafa"),
    (Hijri, 12, 10, "holiday-adha"),
    (Hijri, 12, 11, "holiday-adha"),
    (Hijri, 12, 12, "holiday-adha"),
];

/// Civil holidays of a country, and whether it keeps the Hijri new year and the Prophet's birthday.
fn civil(country: &str) -> Option<(&'static [Fixed], bool)> {
    Some(match country {
        "SA" => (&[(Gregorian, 2, 22, "holiday-founding"), (Gregorian, 9, 23, "holiday-national")], false),
        "AE" => (
            &[
                (Gregorian, 1, 1, "holiday-new-year"),
                (Gregorian, 12, 2, "holiday-national"),
                (Gregorian, 12, 3, "holiday-national"),
            ],
            true,
        ),
        "EG" => (
            &[
                (Gregorian, 1, 7, "holiday-coptic-christmas"),
                (Gregorian, 1, 25, "holiday-january-25"),
                (Gregorian, 4, 25, "holiday-sinai"),
                (Gregorian, 5, 1, "holiday-labour"),
                (Gregorian, 7, 23, "holiday-july-23"),
                (Gregorian, 10, 6, "holiday-october-6"),
            ],
            true,
        ),
        "BH" => (
            &[
                (Gregorian, 1, 1, "holiday-new-year"),
                (Gregorian, 5, 1, "holiday-labour"),
                (Gregorian, 12, 16, "holiday-national"),
                (Gregorian, 12, 17, "holiday-national"),
            ],
            true,
        ),
        "KW" => (
            &[
                (Gregorian, 1, 1, "holiday-new-year"),
                (Gregorian, 2, 25, "holiday-national"),
                (Gregorian, 2, 26, "holiday-liberation"),
            ],
            true,
        ),
        "QA" => (&[(Gregorian, 12, 18, "holiday-national")], false),
        "OM" => (&[(Gregorian, 11, 20, "holiday-national")], true),
        "JO" => (
            &[
                (Gregorian, 1, 1, "holiday-new-year"),
                (Gregorian, 5, 1, "holiday-labour"),
                (Gregorian, 5, 25, "holiday-independence"),
                (Gregorian, 12, 25, "holiday-christmas"),
            ],
            true,
        ),
        "IQ" | "LB" | "SY" | "YE" | "LY" | "SD" | "PS" | "MA" | "DZ" | "TN" => {
            (&[(Gregorian, 1, 1, "holiday-new-year"), (Gregorian, 5, 1, "holiday-labour")], true)
        }
        "AF" => (&[(Jalali, 1, 1, "holiday-nowruz"), (Jalali, 5, 28, "holiday-independence")], true),
        _ => return None,
    })
}

/// The holidays a new business of this country (two letters) starts with, named in the country's language.
/// Empty for countries the table does not know.
#[must_use]
pub fn holidays(country: &str) -> Vec<Holiday> {
    let country = country.trim().to_ascii_uppercase();
    let language = if matches!(country.as_str(), "IR" | "AF") { Language::Fa } else { Language::Ar };
    let named = |(calendar, month, day, key): &Fixed| Holiday {
        calendar: *calendar,
        month: *month,
        day: *day,
        name: lexicon::word(language, key),
    };
    if country == "IR" {
        return IRAN.iter().map(named).collect();
    }
    let Some((own, religious)) = civil(&country) else {
        return Vec::new();
    };
    let lunar: &[Fixed] = if religious {
        &[(Hijri, 1, 1, "holiday-hijri-new-year"), (Hijri, 3, 12, "holiday-prophet-birth")]
    } else {
        &[]
    };
    own.iter().chain(lunar).chain(FEASTS).map(named).collect()
}
