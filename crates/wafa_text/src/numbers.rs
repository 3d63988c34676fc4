//! Numbers as one language writes them: digits, grouping, decimal sign and minus sign of CLDR 48, through ICU4X.
//!
//! Formatters are costly to build and not shareable between threads, so each thread keeps its own.

use std::cell::RefCell;
use std::rc::Rc;

use fixed_decimal::Decimal;
use icu_decimal::DecimalFormatter;
use icu_decimal::options::{DecimalFormatterOptions, GroupingStrategy};
use icu_locale_core::Locale;
use wafa_kernel::{DigitStyle, Language};

/// One way of writing numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Script {
    pub(crate) language: Language,
    pub(crate) digits: DigitStyle,
    pub(crate) grouped: bool,
}

thread_local! {
    static FORMATTERS: RefCell<Vec<(Script, Rc<DecimalFormatter>)>> = const { RefCell::new(Vec::new()) };
}

impl Script {
    fn locale_tag(self) -> &'static str {
        match (self.language, self.digits) {
            (Language::Fa, DigitStyle::Native) => "fa-u-nu-arabext",
            (Language::Fa, DigitStyle::Latin) => "fa-u-nu-latn",
            (Language::Ar, DigitStyle::Native) => "ar-SA-u-nu-arab",
            (Language::Ar, DigitStyle::Latin) => "ar-u-nu-latn",
            (Language::En, _) => "en",
        }
    }

    fn formatter(self) -> Option<Rc<DecimalFormatter>> {
        FORMATTERS.with_borrow_mut(|known| {
            if let Some((_, formatter)) = known.iter().find(|(script, _)| *script == self) {
                return Some(Rc::clone(formatter));
            }
            let locale = Locale::try_from_str(self.locale_tag()).ok()?;
            let mut options = DecimalFormatterOptions::default();
            options.grouping_strategy =
                Some(if self.grouped { GroupingStrategy::Auto } else { GroupingStrategy::Never });
            let formatter = Rc::new(DecimalFormatter::try_new(locale.into(), options).ok()?);
            known.push((self, Rc::clone(&formatter)));
            Some(formatter)
        })
    }

    /// Writes a number exactly as it is.
    pub(crate) fn write(self, number: &Decimal) -> String {
        match self.formatter() {
            Some(formatter) => formatter.format(number).to_string(),
            None => number.to_string(),
        }
    }

    /// Writes a whole number.
    pub(crate) fn whole(self, number: i64) -> String {
        self.write(&Decimal::from(number))
    }

    /// Writes `value` rounded to so many places; a dash when it is not a finite number.
    pub(crate) fn rounded(self, value: f64, places: u8) -> String {
        if !value.is_finite() {
            return "—".to_owned();
        }
        let text = format!("{value:.*}", usize::from(places));
        let zero = text.bytes().all(|b| matches!(b, b'0' | b'.' | b'-'));
        let text = if zero { text.trim_start_matches('-') } else { &text };
        Decimal::try_from_str(text).map_or_else(|_| text.to_owned(), |number| self.write(&number))
    }

    /// Writes `minor` × 10^-`places`, all places shown.
    pub(crate) fn scaled(self, minor: i64, places: u32) -> String {
        let mut number = Decimal::from(minor);
        number.multiply_pow10(i16::try_from(places).map_or(0, |places| -places));
        self.write(&number)
    }

    /// The percent sign that belongs to these digits (CLDR `percentSign`; Arabic carries its letter mark).
    pub(crate) fn percent_sign(self) -> &'static str {
        match (self.language, self.digits) {
            (Language::Fa, DigitStyle::Native) => "٪",
            (Language::Ar, DigitStyle::Native) => "٪\u{61c}",
            _ => "%",
        }
    }
}

/// The digit zero of a language.
pub(crate) fn zero(language: Language, digits: DigitStyle) -> char {
    match (language, digits) {
        (Language::Fa, DigitStyle::Native) => '۰',
        (Language::Ar, DigitStyle::Native) => '٠',
        _ => '0',
    }
}

/// Maps ASCII digits of a text to those beginning at `zero`.
pub(crate) fn map_digits(text: &str, zero: char) -> String {
    let base = u32::from(zero);
    text.chars().map(|c| c.to_digit(10).and_then(|digit| char::from_u32(base + digit)).unwrap_or(c)).collect()
}
