//! Days and weeks beside the periods of calendars: where a report begins, and when it is due.

use wafa_analytics::report::{Every, Length, ReportSpec, Schedule, Time};
use wafa_kernel::{Business, CalendarKind, Day, Moment, Periods, Weekday};
use wafa_text::{Zone, calendar};

/// Days looked ahead for the next moment a schedule is due: more than the longest month.
const AHEAD: i32 = 400;

/// First day of the day, week, month … a day is in, `back` of them earlier.
pub fn start_of(length: Length, kind: CalendarKind, business: &Business, on: Day, back: u32) -> Day {
    let back = i32::try_from(back).unwrap_or(i32::MAX);
    let months = match length {
        Length::Day => return on.plus_days(back.saturating_neg()),
        Length::Week => return week_of(business, on).plus_days(back.saturating_mul(-7)),
        Length::Month => 1,
        Length::Quarter => 3,
        Length::Year => 12,
    };
    let (year, month, _) = calendar::civil(on, kind);
    let month = (i32::from(month) - 1) / months * months;
    let at = i64::from(year) * 12 + i64::from(month) - i64::from(back) * i64::from(months);
    let year = i32::try_from(at.div_euclid(12)).unwrap_or(1).max(1);
    let month = u8::try_from(at.rem_euclid(12) + 1).unwrap_or(1);
    calendar::day(kind, year, month, 1).unwrap_or(on)
}

fn week_of(business: &Business, on: Day) -> Day {
    let place = |day: Weekday| Weekday::ALL.iter().position(|other| *other == day).unwrap_or(0);
    let since = (place(Weekday::of(on)) + 7 - place(business.week_starts)) % 7;
    on.plus_days(-i32::try_from(since).unwrap_or(0))
}

/// First and last day a spec looks at, as of today; `span` are the first and the last day with a fact.
pub fn reach(spec: &ReportSpec, business: &Business, today: Day, span: Option<(Day, Day)>) -> (Day, Day) {
    let (first, last) = span.unwrap_or((today, today));
    match spec.time {
        Time::All => (first.min(today), today),
        Time::Days { from, to } => (from, to.min(today.max(last)).max(from)),
        Time::Last { count, length, complete } => {
            let start = |back| start_of(length, spec.calendar, business, today, back);
            if complete { (start(count), start(0).plus_days(-1)) } else { (start(count.saturating_sub(1)), today) }
        }
    }
}

/// The periods of a length that cover the time.
pub fn periods(length: Length, kind: CalendarKind, business: &Business, from: Day, to: Day) -> Periods {
    if let Some(period) = length.period() {
        return calendar::periods(kind, period, from, to);
    }
    let (mut at, step) = if length == Length::Week { (week_of(business, from), 7) } else { (from, 1) };
    let (mut starts, mut keys) = (Vec::new(), Vec::new());
    while at <= to {
        let (year, month, day) = calendar::civil(at, kind);
        starts.push(at);
        keys.push(format!("{year}-{month:02}-{day:02}"));
        at = at.plus_days(step);
    }
    starts.push(at);
    Periods::new(starts, keys).unwrap_or_default()
}

/// The first moment after another at which a schedule is due.
pub fn next_due(schedule: Schedule, kind: CalendarKind, business: &Business, zone: &Zone, after: Moment) -> Moment {
    let today = zone.day_of(after);
    let fits = |day: Day| match schedule.every {
        Every::Day => true,
        Every::Week => Weekday::of(day) == business.week_starts,
        Every::Month => calendar::civil(day, kind).2 == 1,
    };
    let days = (0..AHEAD).map(|ahead| today.plus_days(ahead)).filter(|day| fits(*day));
    let mut moments = days.map(|day| zone.moment(day, schedule.hour, 0, 0));
    moments.find(|moment| *moment > after).unwrap_or_else(|| after.plus_ms(86_400_000))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn time_goes_back_in_its_own_calendar() {
        let business = Business::default();
        let today = day("2026-03-25");
        let start = |length, kind, back| start_of(length, kind, &business, today, back).to_string();
        assert_eq!(start(Length::Month, CalendarKind::Jalali, 0), "2026-03-21");
        assert_eq!(start(Length::Month, CalendarKind::Jalali, 1), "2026-02-20");
        assert_eq!(start(Length::Quarter, CalendarKind::Jalali, 4), "2025-03-21");
        assert_eq!(start(Length::Year, CalendarKind::Gregorian, 1), "2025-01-01");
        assert_eq!(start(Length::Week, CalendarKind::Jalali, 0), "2026-03-21");
        assert_eq!(start(Length::Day, CalendarKind::Jalali, 29), "2026-02-24");
        let monday = Business { week_starts: Weekday::Monday, ..Business::default() };
        let week = start_of(Length::Week, CalendarKind::Gregorian, &monday, today, 1);
        assert_eq!(week.to_string(), "2026-03-16");
        let weeks = periods(Length::Week, CalendarKind::Jalali, &business, today, today.plus_days(7));
        assert_eq!((weeks.len(), weeks.key(0), weeks.end(1)), (2, Some("1405-01-01"), Some(day("2026-04-03"))));
    }

    /// On the first of the Jalali month at eight in Tehran; the hour that has struck is over.
    #[test]
    fn a_schedule_is_due_on_the_first_of_its_month() {
        let business = Business::default();
        let zone = Zone::load("Asia/Tehran").unwrap();
        let at = |on: &str, hour| zone.moment(day(on), hour, 0, 0);
        let next = |every, kind, after| next_due(Schedule { every, hour: 8 }, kind, &business, &zone, after);
        assert_eq!(next(Every::Month, CalendarKind::Jalali, at("2026-03-20", 12)), at("2026-03-21", 8));
        assert_eq!(next(Every::Month, CalendarKind::Jalali, at("2026-03-21", 8)), at("2026-04-21", 8));
        assert_eq!(next(Every::Month, CalendarKind::Gregorian, at("2026-03-21", 8)), at("2026-04-01", 8));
        assert_eq!(next(Every::Week, CalendarKind::Jalali, at("2026-03-21", 8)), at("2026-03-28", 8));
        assert_eq!(next(Every::Day, CalendarKind::Jalali, at("2026-03-21", 7)), at("2026-03-21", 8));
        // Hijri: 1 Shawwal 1447.
        assert_eq!(next(Every::Month, CalendarKind::Hijri, at("2026-03-01", 7)), at("2026-03-20", 8));
    }
}
