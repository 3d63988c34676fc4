//! How one person reads: language, digits, calendar, place and unit of money, and everything shown to them.

use wafa_kernel::{
    Business, CalendarKind, Currency, Day, DigitStyle, DisplayUnit, Language, Moment, Money, PeriodKind,
};

use crate::lexicon::Lexicon;
use crate::numbers::{map_digits, zero};
use crate::words::{Arg, Words};
use crate::zone::Zone;
use crate::{calendar, money};

/// Right-to-left mark: keeps the parts of an Arabic numeric date in reading order (CLDR `d‏/M‏/y`).
const RLM: char = '\u{200f}';

/// One person's way of reading.
#[derive(Clone, Debug)]
pub struct Reader {
    /// Language of words.
    pub language: Language,
    /// Digits of numbers.
    pub digits: DigitStyle,
    /// Calendar of dates.
    pub calendar: CalendarKind,
    /// Place, for times of day.
    pub zone: Zone,
    /// Currency of the business.
    pub currency: Currency,
    /// Unit amounts are shown in.
    pub unit: DisplayUnit,
}

impl Reader {
    /// Reads as the business does, in a language of one's own. An unknown zone counts as UTC.
    #[must_use]
    pub fn of(business: &Business, language: Language) -> Self {
        Self {
            language,
            digits: business.digits,
            calendar: business.calendar,
            zone: Zone::load(&business.zone).unwrap_or_else(|_| Zone::utc()),
            currency: business.currency,
            unit: business.display_unit,
        }
    }

    /// A count with grouping: `۱٬۲۳۴`.
    #[must_use]
    pub fn number(&self, n: i64) -> String {
        self.script(true).whole(n)
    }

    /// A number without grouping, for years and codes: `۱۴۰۵`.
    #[must_use]
    pub fn plain_number(&self, n: i64) -> String {
        self.script(false).whole(n)
    }

    /// A number rounded to so many places; a dash when there is no number.
    #[must_use]
    pub fn decimal(&self, v: f64, places: u8) -> String {
        self.script(true).rounded(v, places)
    }

    /// A share as per cent: 0.427 with one place is `۴۲٫۷٪`. A dash when there is no share.
    #[must_use]
    pub fn percent(&self, share: f64, places: u8) -> String {
        let script = self.script(true);
        let number = script.rounded(share * 100.0, places);
        if share.is_finite() { number + script.percent_sign() } else { number }
    }

    /// The whole amount with its unit: `۸۶۰٬۰۰۰ تومان`, `$12.50`.
    #[must_use]
    pub fn money(&self, m: Money) -> String {
        money::full(self, m)
    }

    /// The amount in three significant digits: `۱٫۲۴ میلیارد تومان`, `$1.2 M`.
    #[must_use]
    pub fn money_short(&self, m: Money) -> String {
        money::short(self, m)
    }

    /// The short amount in two parts for cards: number, and unit (empty when the number carries it).
    #[must_use]
    pub fn amount_parts(&self, m: Money) -> (String, String) {
        money::short_parts(self, m)
    }

    /// A date in words: `۲ آبان ۱۴۰۵`, `24 Oct 2026`.
    #[must_use]
    pub fn date(&self, d: Day) -> String {
        let (year, month, day) = calendar::civil(d, self.calendar);
        let (day, year) = (self.plain_number(day.into()), self.year(year));
        format!("{day} {} {year}", self.short_month(month))
    }

    /// A date in numbers: `۱۴۰۵/۸/۲`, `2026-10-24`.
    #[must_use]
    pub fn date_short(&self, d: Day) -> String {
        let (year, month, day) = calendar::civil(d, self.calendar);
        let text = match self.language {
            Language::Fa => format!("{year}/{month}/{day}"),
            Language::Ar => format!("{day}{RLM}/{month}{RLM}/{year}"),
            Language::En => format!("{year:04}-{month:02}-{day:02}"),
        };
        self.digits(&text)
    }

    /// Day and month: `۲ آبان`.
    #[must_use]
    pub fn day_month(&self, d: Day) -> String {
        let (_, month, day) = calendar::civil(d, self.calendar);
        format!("{} {}", self.plain_number(day.into()), self.short_month(month))
    }

    /// Month and year: `آبان ۱۴۰۵`.
    #[must_use]
    pub fn month_year(&self, d: Day) -> String {
        let (year, month, _) = calendar::civil(d, self.calendar);
        format!("{} {}", Lexicon::of(self.language).month(self.calendar, month), self.year(year))
    }

    /// Name of the month: `آبان`.
    #[must_use]
    pub fn month_name(&self, d: Day) -> String {
        let (_, month, _) = calendar::civil(d, self.calendar);
        Lexicon::of(self.language).month(self.calendar, month).to_owned()
    }

    /// Name of the reporting period beginning at `start`: `آبان ۱۴۰۵`, `پاییز ۱۴۰۵`, `۱۴۰۵`; a week is
    /// called by its first day.
    #[must_use]
    pub fn period_label(&self, kind: PeriodKind, start: Day) -> String {
        let (year, month, _) = calendar::civil(start, self.calendar);
        match kind {
            PeriodKind::Week => self.date(start),
            PeriodKind::Month => self.month_year(start),
            PeriodKind::Quarter => {
                let quarter = Lexicon::of(self.language).quarter(self.calendar, calendar::quarter(month));
                format!("{quarter} {}", self.year(year))
            }
            PeriodKind::Year => self.year(year),
        }
    }

    /// Time of day here: `۱۴:۰۵`.
    #[must_use]
    pub fn time(&self, m: Moment) -> String {
        let (hour, minute) = self.zone.clock(m);
        self.digits(&format!("{hour:02}:{minute:02}"))
    }

    /// Date and time of day here: `۲ آبان ۱۴۰۵، ۱۴:۰۵`.
    #[must_use]
    pub fn date_time(&self, m: Moment) -> String {
        let comma = if self.language == Language::En { "," } else { "،" };
        format!("{}{comma} {}", self.date(self.zone.day_of(m)), self.time(m))
    }

    /// How long ago (or ahead) a day is: امروز، دیروز، ۳ روز پیش، ۲ ماه پیش. Months of 30 days, years of 365.
    #[must_use]
    pub fn ago(&self, d: Day, today: Day) -> String {
        let days = i64::from(today - d);
        let past = days > 0;
        let size = days.abs();
        let (key, count) = match size {
            0 => ("ago-today", 0),
            1 if past => ("ago-yesterday", 1),
            1 => ("ahead-tomorrow", 1),
            2..=30 => (if past { "ago-days" } else { "ahead-days" }, size),
            31..=364 => (if past { "ago-months" } else { "ahead-months" }, size / 30),
            _ => (if past { "ago-years" } else { "ahead-years" }, size / 365),
        };
        Words::global().say_plain(self, key, &[("count", Arg::Number(count))])
    }

    /// Maps the ASCII digits of a text to this person's; signs and order stay.
    #[must_use]
    pub fn digits(&self, ascii: &str) -> String {
        map_digits(ascii, zero(self.language, self.digits))
    }

    /// Name of the weekday: `شنبه`.
    #[must_use]
    pub fn weekday(&self, d: Day) -> String {
        Lexicon::of(self.language).weekday(d).to_owned()
    }

    /// The year with its era where the language needs one.
    fn year(&self, year: i32) -> String {
        let number = self.plain_number(year.into());
        match Lexicon::of(self.language).era(self.calendar) {
            "" => number,
            era => format!("{number} {era}"),
        }
    }

    /// The month as full dates show it: English shortens the Gregorian ones (CLDR `MMM`).
    fn short_month(&self, month: u8) -> &'static str {
        let name = Lexicon::of(self.language).month(self.calendar, month);
        match (self.language, self.calendar) {
            (Language::En, CalendarKind::Gregorian) => name.get(..3).unwrap_or(name),
            _ => name,
        }
    }
}

#[cfg(test)]
mod tests;
