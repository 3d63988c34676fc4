//! Reading the dates and times that files and people write, in any of the three calendars.
//!
//! ISO and spreadsheet forms go through a fast path over bytes, everything else through one scan of the folded
//! text. A date that could mean two things is refused rather than guessed where the guess would be silent: years of
//! two digits are read only when the caller names the calendar.

use std::borrow::Cow;

use wafa_kernel::{CalendarKind, Day, Moment};

use crate::{calendar, zone::Zone};

mod fold;
mod months;
mod scan;

/// What the caller knows about the calendar of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum CalendarHint {
    /// Nothing: month names, eras and the year decide. Years 1300–1425 are Jalali, 1426–1500 Hijri,
    /// 1800–2200 Gregorian.
    #[default]
    Auto,
    /// It is this one.
    Only(CalendarKind),
}

/// The order of the parts of a numeric date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DateOrder {
    /// Four digits are the year. Before a final year the day stands first, unless only the other order is a date.
    #[default]
    Auto,
    /// 1403/07/15.
    YearFirst,
    /// 15/07/2024.
    DayFirst,
    /// 07/15/2024.
    MonthFirst,
}

/// A date as it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReadDate {
    /// The day.
    pub day: Day,
    /// Hour, minute and second, if written.
    pub time: Option<(u8, u8, u8)>,
    /// Minutes east of UTC, if written.
    pub offset_minutes: Option<i32>,
    /// The calendar it was written in.
    pub calendar: CalendarKind,
}

impl ReadDate {
    /// The moment: with the written offset, or else on the clock of `zone`; without a time, the start of the day.
    #[must_use]
    pub fn moment(&self, zone: &Zone) -> Moment {
        let (hour, minute, second) = self.time.unwrap_or_default();
        match self.offset_minutes {
            Some(offset) => Zone::utc().moment(self.day, hour, minute, second).plus_ms(-i64::from(offset) * 60_000),
            None => zone.moment(self.day, hour, minute, second),
        }
    }
}

/// Reads a date: ISO 8601, `1403/07/15`, `15/07/2024`, `1446/03/10`, `15 مهر 1403`, `24 Oct 2026`, with or without a
/// time, AM/PM in three languages, `Z` or an offset, in any digits. `None` when it is no date.
#[must_use]
pub fn read(text: &str, hint: CalendarHint, order: DateOrder) -> Option<ReadDate> {
    if let Some(parts) = iso(text.trim_ascii().as_bytes()) {
        return parts.read(hint);
    }
    let folded: Cow<'_, str> = fold::fold(text);
    scan::scan(&folded)?.assemble(hint, order)
}

/// Year, month, day in the order of ISO, and a time.
struct Parts {
    date: (i32, u8, u8),
    time: Option<(u8, u8, u8)>,
}

impl Parts {
    fn read(&self, hint: CalendarHint) -> Option<ReadDate> {
        let (year, month, day) = self.date;
        let kind = calendar_of(year, None, hint)?;
        let (day, time) = turned(calendar::day(kind, year, month, day)?, self.time);
        Some(ReadDate { day, time, offset_minutes: None, calendar: kind })
    }
}

/// `YYYY-MM-DD` or `YYYY/MM/DD`, alone or with ` HH:MM`, `THH:MM` and seconds; `None` for anything else.
fn iso(bytes: &[u8]) -> Option<Parts> {
    let separator = *bytes.get(4)?;
    if !matches!(separator, b'-' | b'/') || *bytes.get(7)? != separator {
        return None;
    }
    let year = i32::from(two(bytes, 0)?) * 100 + i32::from(two(bytes, 2)?);
    let date = (year, two(bytes, 5)?, two(bytes, 8)?);
    let colon = |at: usize| bytes.get(at) == Some(&b':');
    let time = match bytes.len() {
        10 => None,
        16 | 19 if matches!(bytes.get(10), Some(b' ' | b'T')) && colon(13) => {
            let second = if bytes.len() == 19 { colon(16).then(|| two(bytes, 17))?? } else { 0 };
            Some((two(bytes, 11)?, two(bytes, 14)?, second)).filter(|time| clock_is_valid(*time))
        }
        _ => return None,
    };
    (bytes.len() == 10 || time.is_some()).then_some(Parts { date, time })
}

/// The number of two digits at a place.
fn two(bytes: &[u8], at: usize) -> Option<u8> {
    match bytes.get(at..at + 2)? {
        [tens @ b'0'..=b'9', ones @ b'0'..=b'9'] => Some((tens - b'0') * 10 + ones - b'0'),
        _ => None,
    }
}

/// A time of the clock of 24 hours; `24:00` is the end of the day.
fn clock_is_valid((hour, minute, second): (u8, u8, u8)) -> bool {
    (hour < 24 && minute < 60 && second <= 60) || (hour, minute, second) == END_OF_DAY
}

const END_OF_DAY: (u8, u8, u8) = (24, 0, 0);

/// The end of a day is the beginning of the next.
fn turned(day: Day, time: Option<(u8, u8, u8)>) -> (Day, Option<(u8, u8, u8)>) {
    if time == Some(END_OF_DAY) { (day.plus_days(1), Some((0, 0, 0))) } else { (day, time) }
}

/// The calendar of a full year, what was written about it and what the caller knows; `None` when they disagree or
/// no living person could mean that year.
fn calendar_of(year: i32, written: Option<CalendarKind>, hint: CalendarHint) -> Option<CalendarKind> {
    let kind = match (written, hint) {
        (Some(written), CalendarHint::Only(kind)) if written != kind => return None,
        (Some(kind), _) | (None, CalendarHint::Only(kind)) => kind,
        (None, CalendarHint::Auto) => match year {
            1300..=1425 => CalendarKind::Jalali,
            1426..=1500 => CalendarKind::Hijri,
            1800..=2200 => CalendarKind::Gregorian,
            _ => return None,
        },
    };
    let plausible = match kind {
        CalendarKind::Jalali => 1200..=1600,
        CalendarKind::Hijri => 1200..=1700,
        CalendarKind::Gregorian => 1800..=2200,
    };
    plausible.contains(&year).then_some(kind)
}

#[cfg(test)]
mod tests;
