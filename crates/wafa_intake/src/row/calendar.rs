//! The dates of a file: in which calendar and order they are written, and reading them fast.

use wafa_kernel::{CalendarKind, Day, Moment};
use wafa_text::{CalendarHint, DateOrder, ReadDate, Zone, dates};

use super::recent::Recent;
use crate::table::options::DayOrder;

/// How dates are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct DateStyle {
    pub calendar: CalendarKind,
    pub order: DayOrder,
    /// Day and month could as well be the other way round.
    pub ambiguous: bool,
    /// Years have two digits, and even the calendar could be another: somebody must say.
    pub unclear: bool,
}

/// Years before today an order can lie back.
const YEARS_BACK: i32 = 60;
/// Years before today an order whose year has two digits lies back, if any date of the file can.
const SHORT_YEARS_BACK: i32 = 20;

fn within(day: Day, today: Day, years_back: i32) -> bool {
    day >= today.plus_days(-366 * years_back) && day <= today.plus_days(2 * 366)
}

fn plausible(day: Day, today: Day) -> bool {
    within(day, today, YEARS_BACK)
}

/// The calendar and order in which most of the texts are dates that make sense, among those somebody chose.
/// `None` when none of them is a date.
pub(crate) fn detect<'t>(
    texts: impl Iterator<Item = &'t str>,
    today: Day,
    calendar: Option<CalendarKind>,
    order: Option<DayOrder>,
) -> Option<DateStyle> {
    let (short, full): (Vec<&str>, Vec<&str>) = texts.partition(|text| is_short(text));
    let calendars: Vec<CalendarKind> = match calendar {
        Some(one) => vec![one],
        None => vec![CalendarKind::Gregorian, CalendarKind::Jalali, CalendarKind::Hijri],
    };
    // Dates with a whole year say how those without are meant.
    detect_full(&full, today, &calendars).or_else(|| detect_short(&short, today, &calendars, order))
}

fn detect_full(texts: &[&str], today: Day, calendars: &[CalendarKind]) -> Option<DateStyle> {
    let mut best: Option<(usize, DateStyle)> = None;
    for calendar in calendars.iter().copied() {
        let score = |order: DayOrder| {
            let makes_sense = |text: &&&str| {
                if order == DayOrder::YearFirst && year_is_last(text) {
                    return false;
                }
                let makes = |calendar: CalendarKind| {
                    let read = dates::read(text, CalendarHint::Only(calendar), order.date_order());
                    read.is_some_and(|date| plausible(date.day, today))
                };
                // 1403 is a Jalali year of today and a Hijri year of 1982: one Hijri date must not turn all others.
                makes(calendar)
                    && !(calendar == CalendarKind::Hijri && calendars.len() > 1 && makes(CalendarKind::Jalali))
            };
            texts.iter().filter(makes_sense).count()
        };
        let (year, day, month) = (score(DayOrder::YearFirst), score(DayOrder::DayFirst), score(DayOrder::MonthFirst));
        let (order, score) = if year >= day && year >= month {
            (DayOrder::YearFirst, year)
        } else if day >= month {
            (DayOrder::DayFirst, day)
        } else {
            (DayOrder::MonthFirst, month)
        };
        if score > best.map_or(0, |(known, _)| known) {
            let ambiguous = order != DayOrder::YearFirst && day == month;
            best = Some((score, DateStyle { calendar, order, ambiguous, unclear: false }));
        }
    }
    best.map(|(_, style)| style)
}

/// Years of two digits: `03/01/05` is a day of 1403, of 2003 and of 2005. Only what reads more of the texts than every
/// other way is taken; people who write Jalali dates begin with the year.
fn detect_short(texts: &[&str], today: Day, calendars: &[CalendarKind], order: Option<DayOrder>) -> Option<DateStyle> {
    let orders: Vec<DayOrder> = order.map_or_else(|| DayOrder::ALL.to_vec(), |one| vec![one]);
    let score = |calendar: CalendarKind, order: DayOrder, years_back: i32| {
        let read = |text: &&&str| dates::read(text, CalendarHint::Only(calendar), order.date_order());
        texts.iter().filter(|text| read(text).is_some_and(|date| within(date.day, today, years_back))).count()
    };
    let ways = |years_back: i32| -> Vec<(usize, CalendarKind, DayOrder)> {
        let all = calendars.iter().flat_map(|calendar| orders.iter().map(|order| (*calendar, *order)));
        all.map(|(calendar, order)| (score(calendar, order, years_back), calendar, order)).collect()
    };
    let mut found = ways(SHORT_YEARS_BACK);
    if found.iter().all(|(score, ..)| *score == 0) {
        found = ways(YEARS_BACK);
    }
    let most = found.iter().map(|(score, ..)| *score).max().filter(|most| *most > 0)?;
    found.retain(|(score, ..)| *score == most);
    let jalali = |way: &&(usize, CalendarKind, DayOrder)| way.1 == CalendarKind::Jalali && way.2 == DayOrder::YearFirst;
    let (_, calendar, order) = *found.iter().find(jalali).or_else(|| found.first())?;
    let chosen = calendars.len() == 1 && calendar == CalendarKind::Jalali;
    let unclear = found.len() > 1 && !chosen;
    Some(DateStyle { calendar, order, ambiguous: unclear, unclear })
}

/// A date of numbers none of which has more than two digits.
pub(crate) fn is_short(text: &str) -> bool {
    let folded = wafa_text::fold::digits(text.trim());
    let date = folded.split([' ', 'T', '،', ',']).next().unwrap_or_default();
    let mut parts = 0;
    for part in date.split(['/', '-', '.']) {
        if !(1..=2).contains(&part.len()) || !part.bytes().all(|byte| byte.is_ascii_digit()) {
            return false;
        }
        parts += 1;
    }
    parts == 3
}

/// A date of numbers whose first is no year: a day or a month leads.
fn year_is_last(text: &str) -> bool {
    let folded = wafa_text::fold::digits(text);
    let leading = folded.bytes().take_while(u8::is_ascii_digit).count();
    (1..=2).contains(&leading) && !folded.chars().any(char::is_alphabetic)
}

/// Reads the dates of one file.
#[derive(Debug)]
pub(crate) struct DateReader {
    hint: CalendarHint,
    order: DateOrder,
    zone: Zone,
    business: Zone,
    same_zone: bool,
    serials: bool,
    today: Option<Day>,
    days: Recent<Box<str>, (Moment, Day)>,
}

impl DateReader {
    /// `serials`: a bare number is a day as Excel counts them.
    pub(crate) fn new(
        calendar: Option<CalendarKind>,
        order: Option<DayOrder>,
        zone: Zone,
        business: Zone,
        serials: bool,
    ) -> Self {
        Self {
            hint: calendar.map_or(CalendarHint::Auto, CalendarHint::Only),
            order: order.map_or(DateOrder::Auto, DayOrder::date_order),
            same_zone: zone == business,
            zone,
            business,
            serials,
            today: None,
            days: Recent::new(8_192),
        }
    }

    /// Orders lie in the past, give or take; a date that does not is read in another calendar or not at all.
    pub(crate) fn believing(mut self, today: Day) -> Self {
        self.today = Some(today);
        self
    }

    /// The moment and the day of the business a text means, with a time from a column of its own if there is one.
    pub(crate) fn read(&mut self, text: &str, time: &str) -> Option<(Moment, Day)> {
        let cacheable = time.is_empty() && text.len() <= 24;
        if cacheable && let Some(known) = self.days.get(text) {
            return Some(known);
        }
        let joined;
        let whole = if time.is_empty() {
            text
        } else {
            joined = format!("{text} {time}");
            &joined
        };
        let date = self.parse(whole).or_else(|| if time.is_empty() { None } else { self.parse(text) })?;
        let date = match self.today {
            Some(today) if !plausible(date.day, today) => {
                dates::read(whole, CalendarHint::Auto, DateOrder::Auto).filter(|other| plausible(other.day, today))?
            }
            _ => date,
        };
        let at = date.moment(&self.zone);
        let floating = date.offset_minutes.is_none();
        let on = if floating && (self.same_zone || date.time.is_none()) { date.day } else { self.business.day_of(at) };
        if cacheable {
            self.days.insert(text.into(), (at, on));
        }
        Some((at, on))
    }

    /// The day alone, for birthdays.
    pub(crate) fn day(&self, text: &str) -> Option<Day> {
        self.parse(text).map(|date| date.day)
    }

    fn parse(&self, text: &str) -> Option<ReadDate> {
        dates::read(text, self.hint, self.order)
            // Another calendar or order in single rows: only where the text itself leaves no doubt.
            .or_else(|| iso(text).then(|| dates::read(text, CalendarHint::Auto, DateOrder::YearFirst)).flatten())
            .or_else(|| unambiguous(text))
            .or_else(|| self.serials.then(|| serial(text)).flatten())
    }
}

/// A date that means the same in whichever order it is read: with the name of a month, without separators, or with a
/// day that can be no month.
fn unambiguous(text: &str) -> Option<ReadDate> {
    let read = |order: DateOrder| dates::read(text, CalendarHint::Auto, order);
    match (read(DateOrder::DayFirst), read(DateOrder::MonthFirst)) {
        (Some(one), Some(other)) => (one.day == other.day).then_some(one),
        (one, other) => one.or(other),
    }
}

/// Four digits of a year in front.
fn iso(text: &str) -> bool {
    let folded = wafa_text::fold::digits(text);
    let mut bytes = folded.bytes();
    bytes.by_ref().take(4).filter(u8::is_ascii_digit).count() == 4 && matches!(bytes.next(), Some(b'-' | b'/' | b'.'))
}

/// A day as Excel counts them, with a time as fraction: 45292 is 2024-01-01.
fn serial(text: &str) -> Option<ReadDate> {
    let number: f64 = text.parse().ok()?;
    if !(20_000.0..80_000.0).contains(&number) {
        return None;
    }
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let (day, seconds) = (number.floor() as i32 - 25_569, (number.fract() * 86_400.0).round() as u32);
    let clock = |value: u32| u8::try_from(value).unwrap_or(0);
    let seconds = seconds.min(86_399);
    let time = (clock(seconds / 3_600), clock(seconds / 60 % 60), clock(seconds % 60));
    Some(ReadDate {
        day: Day::from_number(day),
        time: (seconds > 0).then_some(time),
        offset_minutes: None,
        calendar: CalendarKind::Gregorian,
    })
}
