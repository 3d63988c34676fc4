//! Holidays of the business that are near.

use wafa_kernel::business::Holiday;
use wafa_kernel::{Business, Day};
use wafa_text::calendar;

/// When a holiday comes next, today included; `None` for a date its calendar does not have.
pub(crate) fn next_on(holiday: &Holiday, today: Day) -> Option<Day> {
    let (year, ..) = calendar::civil(today, holiday.calendar);
    // A 30th of a lunar month or a leap day is not in every year.
    (year..year + 9)
        .filter_map(|year| calendar::day(holiday.calendar, year, holiday.month, holiday.day))
        .find(|day| *day >= today)
}

/// Holidays within so many days, nearest first; of several days with one name the first.
pub(super) fn near(business: &Business, today: Day, within_days: i32) -> Vec<(Day, String)> {
    let mut coming: Vec<(Day, String)> = business
        .holidays
        .iter()
        .filter(|holiday| !holiday.name.trim().is_empty())
        .filter_map(|holiday| Some((next_on(holiday, today)?, holiday.name.clone())))
        .filter(|(day, _)| *day - today <= within_days)
        .collect();
    coming.sort();
    let mut named: Vec<(Day, String)> = Vec::new();
    for (day, name) in coming {
        if !named.iter().any(|(_, known)| *known == name) {
            named.push((day, name));
        }
    }
    named
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use wafa_kernel::CalendarKind;

    fn holiday(calendar: CalendarKind, month: u8, day: u8, name: &str) -> Holiday {
        Holiday { calendar, month, day, name: name.to_owned() }
    }

    #[test]
    fn a_holiday_that_is_over_comes_next_year() {
        let today: Day = "2026-03-22".parse().unwrap();
        let nowruz = holiday(CalendarKind::Jalali, 1, 1, "نوروز");
        assert_eq!(next_on(&nowruz, today).unwrap().to_string(), "2027-03-21");
        assert_eq!(next_on(&nowruz, "2026-03-21".parse().unwrap()).unwrap().to_string(), "2026-03-21");
        assert_eq!(next_on(&holiday(CalendarKind::Gregorian, 2, 29, "x"), today).unwrap().to_string(), "2028-02-29");
        assert_eq!(next_on(&holiday(CalendarKind::Gregorian, 2, 31, "x"), today), None);
    }

    #[test]
    fn days_of_one_name_are_one_occasion() {
        let mut holidays = [2, 1, 3].map(|day| holiday(CalendarKind::Jalali, 1, day, "نوروز")).to_vec();
        holidays.push(holiday(CalendarKind::Jalali, 3, 14, "خرداد"));
        let business = Business { holidays, ..Business::default() };
        let near = near(&business, "2026-03-15".parse().unwrap(), 14);
        assert_eq!(near.len(), 1);
        assert_eq!(near.first().unwrap().0.to_string(), "2026-03-21");
    }
}
