//! The words dates need, kept ready: asking Fluent for a month name in every cell of a table would be slow.

use std::sync::OnceLock;

use wafa_kernel::{CalendarKind, Day, DigitStyle, Language, Weekday};

use crate::words::Words;

/// Words of one language.
#[derive(Debug)]
pub(crate) struct Lexicon {
    months: [Vec<String>; 3],
    weekdays: Vec<String>,
    quarters: Vec<String>,
    seasons: Vec<String>,
    hijri_era: String,
}

impl Lexicon {
    /// The words of a language.
    pub(crate) fn of(language: Language) -> &'static Self {
        static FA: OnceLock<Lexicon> = OnceLock::new();
        static AR: OnceLock<Lexicon> = OnceLock::new();
        static EN: OnceLock<Lexicon> = OnceLock::new();
        match language {
            Language::Fa => &FA,
            Language::Ar => &AR,
            Language::En => &EN,
        }
        .get_or_init(|| Self::load(language))
    }

    fn load(language: Language) -> Self {
        let list = |stem: &str, last: u8| (1..=last).map(|n| word(language, &format!("{stem}-{n}"))).collect();
        Self {
            months: CalendarKind::ALL.map(|kind| list(&format!("month-{}", kind.as_str()), 12)),
            weekdays: list("weekday", 7),
            quarters: list("quarter", 4),
            seasons: list("quarter-jalali", 4),
            hijri_era: word(language, "era-hijri"),
        }
    }

    /// Name of a month (1–12).
    pub(crate) fn month(&self, kind: CalendarKind, month: u8) -> &str {
        let [jalali, hijri, gregorian] = &self.months;
        nth(
            match kind {
                CalendarKind::Jalali => jalali,
                CalendarKind::Hijri => hijri,
                CalendarKind::Gregorian => gregorian,
            },
            month,
        )
    }

    /// Name of a quarter (1–4); a season in Persian Jalali.
    pub(crate) fn quarter(&self, kind: CalendarKind, quarter: u8) -> &str {
        nth(if kind == CalendarKind::Jalali { &self.seasons } else { &self.quarters }, quarter)
    }

    /// Name of a weekday.
    pub(crate) fn weekday(&self, day: Day) -> &str {
        let weekday = Weekday::of(day);
        let position = Weekday::ALL.iter().position(|of| *of == weekday).unwrap_or(0);
        self.weekdays.get(position).map_or("", String::as_str)
    }

    /// What follows a Hijri year; empty where nothing does.
    pub(crate) fn era(&self, kind: CalendarKind) -> &str {
        if kind == CalendarKind::Hijri { &self.hijri_era } else { "" }
    }
}

fn nth(list: &[String], number: u8) -> &str {
    list.get(usize::from(number.saturating_sub(1))).map_or("", String::as_str)
}

/// A text without arguments in a language.
pub(crate) fn word(language: Language, key: &str) -> String {
    Words::global().spoken(language, DigitStyle::Latin, false, key, &[])
}
