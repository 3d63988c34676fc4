//! The days a page of the ladder looks at, chosen in the reader's calendar and kept in the address.

use serde::Serialize;
use wafa_kernel::{CalendarKind, Day};
use wafa_text::calendar;
use wafa_text::dates::{self, CalendarHint, DateOrder};

use crate::who::Desk;

/// Days from one to another, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// First day.
    pub from: Day,
    /// Last day.
    pub to: Day,
}

/// One of the ready-made spans, as a tab.
#[derive(Debug, Serialize)]
pub struct Choice {
    label: String,
    href: String,
    current: bool,
}

/// First day of the month of a day.
fn month_start(day: Day, kind: CalendarKind) -> Day {
    let (_, _, of_month) = calendar::civil(day, kind);
    day.plus_days(1 - i32::from(of_month))
}

/// The ready-made spans by the ending of their text.
fn ready_made(today: Day, kind: CalendarKind) -> [(&'static str, Span); 4] {
    let this_month = month_start(today, kind);
    let last_month_end = this_month.plus_days(-1);
    let (year, ..) = calendar::civil(today, kind);
    let year_start = calendar::day(kind, year, 1, 1).unwrap_or(this_month);
    [
        ("this-month", Span { from: this_month, to: today }),
        ("last-month", Span { from: month_start(last_month_end, kind), to: last_month_end }),
        ("ninety-days", Span { from: today.plus_days(-89), to: today }),
        ("this-year", Span { from: year_start, to: today }),
    ]
}

impl Span {
    /// Reads `from` and `to`, as ISO dates or as people of this calendar write them. What cannot be read is this month's.
    pub fn read(pairs: &[(String, String)], desk: &Desk) -> Self {
        let kind = desk.reader.calendar;
        let of = |name: &str| {
            let (_, text) = pairs.iter().find(|(key, _)| key == name)?;
            let iso = text.parse::<Day>().ok();
            iso.or_else(|| dates::read(text, CalendarHint::Only(kind), DateOrder::Auto).map(|read| read.day))
        };
        let to = of("to").map_or(desk.today, |day| day.min(desk.today));
        let from = of("from").unwrap_or_else(|| month_start(to, kind));
        if from > to { Self { from: to, to: from.min(desk.today) } } else { Self { from, to } }
    }

    /// The tabs, and whether one of them is this span.
    pub fn choices(self, desk: &Desk) -> (Vec<Choice>, bool) {
        let spans = ready_made(desk.today, desk.reader.calendar);
        // On the first day of a year several of them are the same days: only the first is current.
        let current = spans.iter().position(|(_, span)| *span == self);
        let choices = (0..).zip(spans).map(|(at, (name, span))| Choice {
            label: desk.say(&format!("ladder-span-{name}"), &[]),
            href: format!("/ladder?{}", span.query()),
            current: current == Some(at),
        });
        (choices.collect(), current.is_some())
    }

    /// As parameters of an address.
    pub fn query(self) -> String {
        format!("from={}&to={}", self.from, self.to)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn months_and_years_are_those_of_the_calendar() {
        let today = calendar::day(CalendarKind::Jalali, 1405, 8, 2).unwrap();
        let spans = ready_made(today, CalendarKind::Jalali);
        let civil = |day| calendar::civil(day, CalendarKind::Jalali);
        let ends: Vec<_> = spans.iter().map(|(_, span)| (civil(span.from), civil(span.to))).collect();
        assert_eq!(
            ends,
            [
                ((1405, 8, 1), (1405, 8, 2)),
                ((1405, 7, 1), (1405, 7, 30)),
                ((1405, 5, 5), (1405, 8, 2)),
                ((1405, 1, 1), (1405, 8, 2)),
            ]
        );
    }
}
