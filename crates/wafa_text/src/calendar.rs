//! The three calendars: Jalali (the Persian solar calendar), Hijri (Umm al-Qura) and Gregorian.
//!
//! Dates are stored as [`Day`]; this module says which year, month and day of a calendar that is, and where the
//! periods of reporting begin. Month starts of the years around ours are computed once through ICU4X and looked
//! up by binary search, because imports and folds ask a million times; other years ask ICU4X each time.

use std::sync::OnceLock;

use icu_calendar::Date;
use icu_calendar::cal::{Hijri, Persian};
use icu_calendar::types::RataDie;
use wafa_kernel::{Business, CalendarKind, Day, PeriodKind, Periods, Weekday};

mod holidays;

pub use holidays::holidays;

/// Rata Die of 1970-01-01.
const UNIX_EPOCH_RATA_DIE: i64 = 719_163;

/// First days of consecutive months.
struct MonthStarts {
    first_year: i32,
    /// Day numbers, twelve a year, and the day after the last month.
    starts: Vec<i32>,
}

impl MonthStarts {
    fn build(kind: CalendarKind, first_year: i32, last_year: i32) -> Self {
        let months = (first_year..=last_year).flat_map(|year| (1..=12).map(move |month| (year, month)));
        let starts =
            months.chain([(last_year + 1, 1)]).filter_map(|(year, month)| asked_day(kind, year, month, 1)).collect();
        Self { first_year, starts }
    }

    fn civil(&self, day: i32) -> Option<(i32, u8, u8)> {
        let after = self.starts.partition_point(|start| *start <= day);
        let index = after.checked_sub(1)?;
        self.starts.get(after)?;
        let start = *self.starts.get(index)?;
        let index = i32::try_from(index).ok()?;
        Some((self.first_year + index / 12, u8::try_from(index % 12 + 1).ok()?, u8::try_from(day - start + 1).ok()?))
    }

    /// First day and length of a month.
    fn month(&self, year: i32, month: u8) -> Option<(i32, i32)> {
        let index = usize::try_from(year.checked_sub(self.first_year)?).ok()? * 12 + usize::from(month) - 1;
        let start = *self.starts.get(index)?;
        Some((start, *self.starts.get(index + 1)? - start))
    }
}

/// The table of a calendar for the Gregorian years 1900 to 2100; the Gregorian calendar itself needs none.
fn table(kind: CalendarKind) -> Option<&'static MonthStarts> {
    static JALALI: OnceLock<MonthStarts> = OnceLock::new();
    static HIJRI: OnceLock<MonthStarts> = OnceLock::new();
    match kind {
        CalendarKind::Jalali => Some(JALALI.get_or_init(|| MonthStarts::build(kind, 1278, 1480))),
        CalendarKind::Hijri => Some(HIJRI.get_or_init(|| MonthStarts::build(kind, 1317, 1525))),
        CalendarKind::Gregorian => None,
    }
}

/// Year, month (1–12) and day of a calendar.
#[must_use]
pub fn civil(day: Day, kind: CalendarKind) -> (i32, u8, u8) {
    match table(kind) {
        None => gregorian(day),
        Some(table) => table.civil(day.number()).unwrap_or_else(|| asked_civil(kind, day)),
    }
}

/// The day of a date; `None` when the calendar has no such date.
#[must_use]
pub fn day(kind: CalendarKind, year: i32, month: u8, day: u8) -> Option<Day> {
    if !(1..=12).contains(&month) || day == 0 {
        return None;
    }
    let Some(table) = table(kind) else {
        return Day::from_ymd(year, u32::from(month), u32::from(day));
    };
    match table.month(year, month) {
        Some((start, length)) => (i32::from(day) <= length).then(|| Day::from_number(start + i32::from(day) - 1)),
        None => asked_day(kind, year, month, day).map(Day::from_number),
    }
}

/// How many days a month has; 0 when there is no such month.
#[must_use]
pub fn month_days(kind: CalendarKind, year: i32, month: u8) -> u8 {
    let Some(start) = day(kind, year, month, 1) else {
        return 0;
    };
    let next = if month == 12 { day(kind, year + 1, 1, 1) } else { day(kind, year, month + 1, 1) };
    next.and_then(|next| u8::try_from(next - start).ok()).unwrap_or(0)
}

/// The day on which weeks usually begin where a calendar is used.
#[must_use]
pub const fn week_starts(kind: CalendarKind) -> Weekday {
    match kind {
        CalendarKind::Jalali => Weekday::Saturday,
        CalendarKind::Hijri => Weekday::Sunday,
        CalendarKind::Gregorian => Weekday::Monday,
    }
}

/// As [`periods`], with the weeks of the business where the calendar is its own.
#[must_use]
pub fn periods_of(business: &Business, kind: CalendarKind, period: PeriodKind, from: Day, to: Day) -> Periods {
    match period {
        PeriodKind::Week if kind == business.calendar => weeks(kind, business.week_starts, from, to),
        _ => periods(kind, period, from, to),
    }
}

/// The weeks that cover `from` to `to`. The key of a week is its first day: calendars number weeks differently or not
/// at all.
fn weeks(kind: CalendarKind, begins: Weekday, from: Day, to: Day) -> Periods {
    if to < from {
        return Periods::default();
    }
    let back = (0..7).find(|back| Weekday::of(from.plus_days(-back)) == begins).unwrap_or_default();
    let count = (to - from.plus_days(-back)) / 7 + 1;
    let starts: Vec<Day> = (0..=count).map(|week| from.plus_days(week * 7 - back)).collect();
    let key = |start: &Day| {
        let (year, month, day) = civil(*start, kind);
        format!("{year}-{month:02}-{day:02}")
    };
    let keys = starts.iter().take(starts.len().saturating_sub(1)).map(key).collect();
    Periods::new(starts, keys).unwrap_or_default()
}

/// The periods that cover `from` to `to`, whole at both ends. Keys are of the calendar itself: `1405-01`,
/// `1405-Q1`, `1405`, of a week its first day. Empty when `to` is before `from`.
#[must_use]
pub fn periods(kind: CalendarKind, period: PeriodKind, from: Day, to: Day) -> Periods {
    if to < from {
        return Periods::default();
    }
    let months = match period {
        PeriodKind::Week => return weeks(kind, week_starts(kind), from, to),
        PeriodKind::Month => 1,
        PeriodKind::Quarter => 3,
        PeriodKind::Year => 12,
    };
    let (year, month, _) = civil(from, kind);
    let mut at = (year, (month - 1) / months * months + 1);
    let (mut starts, mut keys) = (Vec::new(), Vec::new());
    while let Some(start) = day(kind, at.0, at.1, 1) {
        starts.push(start);
        if start > to {
            break;
        }
        keys.push(period_key(period, at.0, at.1));
        at = if at.1 + months > 12 { (at.0 + 1, 1) } else { (at.0, at.1 + months) };
    }
    Periods::new(starts, keys).unwrap_or_default()
}

fn period_key(period: PeriodKind, year: i32, month: u8) -> String {
    match period {
        PeriodKind::Week | PeriodKind::Month => format!("{year}-{month:02}"),
        PeriodKind::Quarter => format!("{year}-Q{}", quarter(month)),
        PeriodKind::Year => year.to_string(),
    }
}

/// The quarter (1–4) of a month (1–12).
pub(crate) fn quarter(month: u8) -> u8 {
    month.saturating_sub(1) / 3 + 1
}

/// True when the business works on this day: neither weekend nor holiday.
#[must_use]
pub fn is_working_day(business: &Business, day: Day) -> bool {
    if business.weekend.contains(&Weekday::of(day)) {
        return false;
    }
    !business.holidays.iter().any(|holiday| {
        let (_, month, of_month) = civil(day, holiday.calendar);
        (month, of_month) == (holiday.month, holiday.day)
    })
}

fn gregorian(day: Day) -> (i32, u8, u8) {
    let (year, month, day) = day.ymd();
    (year, u8::try_from(month).unwrap_or(1), u8::try_from(day).unwrap_or(1))
}

fn asked_civil(kind: CalendarKind, day: Day) -> (i32, u8, u8) {
    let rata_die = RataDie::new(i64::from(day.number()) + UNIX_EPOCH_RATA_DIE);
    match kind {
        CalendarKind::Gregorian => gregorian(day),
        CalendarKind::Jalali => {
            let date = Date::from_rata_die(rata_die, Persian);
            (date.year().extended_year(), date.month().ordinal, date.day_of_month().0)
        }
        CalendarKind::Hijri => {
            let date = Date::from_rata_die(rata_die, Hijri::new_umm_al_qura());
            (date.year().extended_year(), date.month().ordinal, date.day_of_month().0)
        }
    }
}

fn asked_day(kind: CalendarKind, year: i32, month: u8, day: u8) -> Option<i32> {
    let rata_die = match kind {
        CalendarKind::Gregorian => return Day::from_ymd(year, u32::from(month), u32::from(day)).map(Day::number),
        CalendarKind::Jalali => Date::try_new_persian(year, month, day).ok()?.to_rata_die(),
        CalendarKind::Hijri => {
            Date::try_new_hijri_with_calendar(year, month, day, Hijri::new_umm_al_qura()).ok()?.to_rata_die()
        }
    };
    i32::try_from(rata_die.to_i64_date() - UNIX_EPOCH_RATA_DIE).ok()
}

#[cfg(test)]
mod tests;
