//! One scan over a folded date: numbers, a month name, a time, an offset, an era.

use wafa_kernel::CalendarKind;

use super::{CalendarHint, DateOrder, ReadDate, calendar_of, clock_is_valid, months, turned};
use crate::calendar;

/// A number and how many digits it was written with.
type Number = (u32, usize);

/// What a scan found.
#[derive(Debug, Default)]
pub(super) struct Found {
    numbers: [Number; 3],
    count: usize,
    month: Option<(CalendarKind, u8)>,
    time: Option<(u8, u8, u8)>,
    /// True after noon.
    half: Option<bool>,
    offset_minutes: Option<i32>,
    era: Option<CalendarKind>,
}

/// Words that say nothing a date needs. Weekdays of English are known by their first letters.
const FILLERS: &[&str] = &[
    "t",
    "at",
    "of",
    "on",
    "in",
    "the",
    "st",
    "nd",
    "rd",
    "th",
    "ساعت",
    "الساعه",
    "روز",
    "یوم",
    "سال",
    "سنه",
    "ماه",
    "شهر",
    "مورخ",
    "تاریخ",
    "شنبه",
    "یکشنبه",
    "دوشنبه",
    "سهشنبه",
    "چهارشنبه",
    "پنجشنبه",
    "جمعه",
    "یک",
    "دو",
    "سه",
    "چهار",
    "پنج",
    "السبت",
    "الاحد",
    "الاثنین",
    "الثلاثاء",
    "الاربعاء",
    "الخمیس",
    "الجمعه",
    "از",
    "ظهر",
    "الظهر",
];
const WEEKDAYS: [&str; 7] = ["saturday", "sunday", "monday", "tuesday", "wednesday", "thursday", "friday"];

/// Scans the whole text; `None` as soon as something does not belong to a date.
pub(super) fn scan(text: &str) -> Option<Found> {
    let mut found = Found::default();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        rest = if c.is_ascii_digit() {
            found.number(rest)?
        } else if c.is_alphabetic() {
            found.word(rest)?
        } else if matches!(c, '/' | '-' | '.' | ',' | ' ' | '_' | '\'' | '(' | ')') {
            rest.get(1..)?
        } else {
            return None;
        };
    }
    Some(found)
}

/// Splits the digits off the beginning of a text.
fn digits(text: &str) -> Option<(Number, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (head, rest) = text.split_at_checked(end)?;
    (1..=8).contains(&head.len()).then_some(())?;
    Some(((head.parse().ok()?, head.len()), rest))
}

/// A number of one or two digits.
fn short(text: &str) -> Option<(u8, &str)> {
    let ((value, length), rest) = digits(text)?;
    (length <= 2).then_some((u8::try_from(value).ok()?, rest))
}

impl Found {
    fn number<'t>(&mut self, text: &'t str) -> Option<&'t str> {
        let (number, rest) = digits(text)?;
        if let Some(minutes) = rest.strip_prefix(':') {
            return self.clock(number, minutes);
        }
        *self.numbers.get_mut(self.count)? = number;
        self.count += 1;
        Some(rest)
    }

    fn clock<'t>(&mut self, (hour, length): Number, text: &'t str) -> Option<&'t str> {
        let (minute, mut rest) = short(text)?;
        let mut second = 0;
        if let Some(seconds) = rest.strip_prefix(':') {
            (second, rest) = short(seconds)?;
            if let Some(fraction) = rest.strip_prefix('.') {
                rest = fraction.trim_start_matches(|c: char| c.is_ascii_digit());
            }
        }
        let time = (u8::try_from(hour).ok()?, minute, second);
        if self.time.is_some() || length > 2 || !clock_is_valid(time) {
            return None;
        }
        self.time = Some(time);
        // A dash after the time is an offset only where the date stood before.
        if self.count == 3 || self.month.is_some() { self.offset(rest) } else { Some(rest) }
    }

    /// `+03:30`, `+0330`, `+03`; the text unchanged when there is no sign.
    fn offset<'t>(&mut self, text: &'t str) -> Option<&'t str> {
        let trimmed = text.trim_start();
        let (sign, after) = match trimmed.bytes().next() {
            Some(b'+') => (1, trimmed.get(1..)?),
            Some(b'-') => (-1, trimmed.get(1..)?),
            _ => return Some(text),
        };
        let ((value, length), rest) = digits(after)?;
        let (hours, minutes, rest) = match (length, rest.strip_prefix(':')) {
            (1 | 2, Some(minutes)) => {
                let (minutes, rest) = short(minutes)?;
                (value, u32::from(minutes), rest)
            }
            (1 | 2, None) => (value, 0, rest),
            (4, None) => (value / 100, value % 100, rest),
            _ => return None,
        };
        if hours > 14 || minutes > 59 {
            return None;
        }
        self.offset_minutes = Some(sign * i32::try_from(hours * 60 + minutes).ok()?);
        Some(rest)
    }

    fn word<'t>(&mut self, text: &'t str) -> Option<&'t str> {
        if self.month.is_none()
            && let Some((kind, month, length)) = months::at_start(text)
        {
            self.month = Some((kind, month));
            return text.get(length..);
        }
        let end = word_end(text);
        let (word, rest) = text.split_at_checked(end)?;
        let bare: String = word.chars().filter(|c| *c != '.').collect();
        match bare.as_str() {
            "z" | "utc" | "gmt" => {
                self.offset_minutes = Some(0);
                return self.offset(rest);
            }
            "am" | "قظ" | "ص" | "صباحا" | "صبح" | "قبل" | "قبلازظهر" => self.half = Some(false),
            "م" if self.time.is_none() => self.era = Some(CalendarKind::Gregorian),
            "pm" | "بظ" | "م" | "مساء" | "عصر" | "شب" | "بعد" | "بعدازظهر" => {
                self.half = Some(true)
            }
            "ad" | "ce" | "میلادی" | "gregorian" => self.era = Some(CalendarKind::Gregorian),
            "هش" | "ش" | "شمسی" | "خورشیدی" | "ap" => self.era = Some(CalendarKind::Jalali),
            "هق" | "ق" | "قمری" | "ah" => self.era = Some(CalendarKind::Hijri),
            // Both calendars count from the same migration; the word after it decides.
            "ه" | "هجری" => self.era = self.era.or(self.month.map(|(kind, _)| kind)).or(Some(CalendarKind::Hijri)),
            bare if FILLERS.contains(&bare) => {}
            bare if bare.len() >= 3 && WEEKDAYS.iter().any(|weekday| weekday.starts_with(bare)) => {}
            _ => return None,
        }
        Some(rest)
    }

    /// Puts the parts together.
    pub(super) fn assemble(&self, hint: CalendarHint, order: DateOrder) -> Option<ReadDate> {
        let written = self.month.map(|(kind, _)| kind);
        if let (Some(named), Some(era)) = (written, self.era)
            && named != era
        {
            return None;
        }
        let written = written.or(self.era);
        let sure = written.or(match hint {
            CalendarHint::Only(kind) => Some(kind),
            CalendarHint::Auto => None,
        });
        let (year, month, day) = match (self.month, self.count) {
            (Some((_, month)), 2) => self.around_month(month)?,
            (None, 3) => self.ordered(sure, order)?,
            (None, 1) => self.compact()?,
            _ => return None,
        };
        let year = full_year(year, sure)?;
        let kind = calendar_of(year, written, hint)?;
        let day = calendar::day(kind, year, u8::try_from(month).ok()?, u8::try_from(day).ok()?)?;
        let (day, time) = turned(day, self.time()?);
        Some(ReadDate { day, time, offset_minutes: self.offset_minutes, calendar: kind })
    }

    /// Day and year around a month name; the day stands first unless the first number must be the year.
    fn around_month(&self, month: u8) -> Option<(Number, u32, u32)> {
        let [first, second, _] = self.numbers;
        let month = u32::from(month);
        Some(if is_year(first) { (first, month, second.0) } else { (second, month, first.0) })
    }

    fn ordered(&self, kind: Option<CalendarKind>, order: DateOrder) -> Option<(Number, u32, u32)> {
        let [a, b, c] = self.numbers;
        let order = match order {
            _ if is_year(a) => DateOrder::YearFirst,
            DateOrder::YearFirst if is_year(c) => DateOrder::Auto,
            order => order,
        };
        Some(match order {
            DateOrder::YearFirst => (a, b.0, c.0),
            DateOrder::DayFirst => (c, b.0, a.0),
            DateOrder::MonthFirst => (c, a.0, b.0),
            DateOrder::Auto if !is_year(c) && kind? == CalendarKind::Jalali => (a, b.0, c.0),
            DateOrder::Auto if a.0 <= 12 && b.0 > 12 => (c, a.0, b.0),
            DateOrder::Auto => (c, b.0, a.0),
        })
    }

    /// `20241024`.
    fn compact(&self) -> Option<(Number, u32, u32)> {
        let [(value, length), ..] = self.numbers;
        (length == 8).then_some(((value / 10_000, 4), value / 100 % 100, value % 100))
    }

    /// The time on the clock of 24 hours; the outer `None` when the halves of the day do not fit it.
    fn time(&self) -> Option<Option<(u8, u8, u8)>> {
        let Some((hour, minute, second)) = self.time else {
            return self.half.is_none().then_some(None);
        };
        let hour = match (self.half, hour) {
            (Some(true), 1..=11) => hour + 12,
            (Some(false), 12) => 0,
            _ => hour,
        };
        Some(Some((hour, minute, second)))
    }
}

fn is_year((value, length): Number) -> bool {
    length >= 3 || value > 31
}

/// Letters, and dots between them: `ق.ظ`, `a.m`.
fn word_end(text: &str) -> usize {
    let mut end = 0;
    for (at, c) in text.char_indices() {
        if c.is_alphabetic() {
            end = at + c.len_utf8();
        } else if c != '.' || at > end {
            break;
        }
    }
    end
}

/// Completes a year of two digits in a known calendar: 00–49 of this century for Jalali, 00–59 Hijri, 00–69
/// Gregorian, the rest of the one before.
fn full_year((value, length): Number, kind: Option<CalendarKind>) -> Option<i32> {
    let value = i32::try_from(value).ok()?;
    if length > 2 {
        return Some(value);
    }
    let (turn, century) = match kind? {
        CalendarKind::Jalali => (50, 1400),
        CalendarKind::Hijri => (60, 1400),
        CalendarKind::Gregorian => (70, 2000),
    };
    Some(if value < turn { century + value } else { century - 100 + value })
}
