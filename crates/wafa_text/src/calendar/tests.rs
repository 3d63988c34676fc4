#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use CalendarKind::{Gregorian, Hijri, Jalali};
use proptest::prelude::*;

use super::*;
use crate::fixtures::day as iso;

/// Dates that are known to be the same day: (Gregorian, Jalali, Hijri).
const SAME_DAYS: &[(&str, Option<(i32, u8, u8)>, Option<(i32, u8, u8)>)] = &[
    ("2025-03-20", Some((1403, 12, 30)), Some((1446, 9, 20))),
    ("2025-03-21", Some((1404, 1, 1)), None),
    ("2026-03-20", Some((1404, 12, 29)), Some((1447, 10, 1))),
    ("2026-03-21", Some((1405, 1, 1)), Some((1447, 10, 2))),
    ("2026-02-18", None, Some((1447, 9, 1))),
    ("2026-05-27", None, Some((1447, 12, 10))),
    ("2024-12-20", Some((1403, 9, 30)), None),
    ("2025-12-21", Some((1404, 9, 30)), None),
    ("2027-03-21", Some((1406, 1, 1)), None),
    ("1979-02-11", Some((1357, 11, 22)), None),
];

#[test]
fn known_days_agree_in_all_calendars() {
    for (gregorian, jalali, hijri) in SAME_DAYS {
        let of = iso(gregorian);
        for (kind, date) in [(Jalali, jalali), (Hijri, hijri)] {
            if let Some((y, m, d)) = *date {
                assert_eq!(civil(of, kind), (y, m, d), "{gregorian} in {kind:?}");
                assert_eq!(day(kind, y, m, d), Some(of), "{kind:?} {y}/{m}/{d}");
            }
        }
    }
}

#[test]
fn the_table_agrees_with_the_source_at_every_tenth_day() {
    for number in (-36_525..69_000).step_by(10) {
        let of = Day::from_number(number);
        for kind in [Jalali, Hijri] {
            assert_eq!(civil(of, kind), asked_civil(kind, of), "{of} in {kind:?}");
        }
    }
}

#[test]
fn leap_years_have_their_day() {
    assert_eq!(month_days(Jalali, 1403, 12), 30);
    assert_eq!(month_days(Jalali, 1404, 12), 29);
    assert_eq!(month_days(Jalali, 1405, 6), 31);
    assert_eq!(month_days(Gregorian, 2024, 2), 29);
    assert_eq!(month_days(Gregorian, 2026, 13), 0);
    assert_eq!(day(Jalali, 1404, 12, 30), None);
    assert_eq!(day(Jalali, 1404, 0, 1), None);
    assert_eq!(day(Jalali, 1404, 1, 0), None);
    assert_eq!(day(Gregorian, 2026, 2, 29), None);
}

#[test]
fn dates_outside_the_table_are_asked_of_the_source() {
    for (kind, year) in [(Jalali, 1200), (Jalali, 1550), (Hijri, 1200), (Hijri, 1590)] {
        let of = day(kind, year, 5, 17).unwrap();
        assert_eq!(civil(of, kind), (year, 5, 17));
    }
}

#[test]
fn periods_cover_the_span_whole() {
    let months = periods(Jalali, PeriodKind::Month, iso("2026-03-25"), iso("2026-05-01"));
    assert_eq!((months.len(), months.key(0), months.key(1)), (2, Some("1405-01"), Some("1405-02")));
    assert_eq!((months.start(0), months.end(1)), (Some(iso("2026-03-21")), Some(iso("2026-05-21"))));
    let quarters = periods(Jalali, PeriodKind::Quarter, iso("2026-03-20"), iso("2026-06-22"));
    assert_eq!(quarters.key(0), Some("1404-Q4"));
    assert_eq!(quarters.key(2), Some("1405-Q2"));
    assert_eq!(quarters.start(2), Some(iso("2026-06-22")));
    let years = periods(Gregorian, PeriodKind::Year, iso("2024-12-31"), iso("2026-01-01"));
    assert_eq!((years.len(), years.key(2)), (3, Some("2026")));
    assert!(periods(Hijri, PeriodKind::Month, iso("2026-01-02"), iso("2026-01-01")).is_empty());
}

#[test]
fn weeks_begin_as_the_business_or_the_calendar_says() {
    let wednesday = iso("2026-03-25");
    for (kind, start, key) in [
        (Jalali, "2026-03-21", "1405-01-01"),
        (Hijri, "2026-03-22", "1447-10-03"),
        (Gregorian, "2026-03-23", "2026-03-23"),
    ] {
        let table = periods(kind, PeriodKind::Week, wednesday, wednesday);
        assert_eq!((table.len(), table.start(0), table.key(0)), (1, Some(iso(start)), Some(key)));
        assert_eq!(table.end(0), Some(iso(start).plus_days(6)));
    }
    let business = Business { calendar: Gregorian, week_starts: Weekday::Sunday, ..Business::default() };
    let own = periods_of(&business, Gregorian, PeriodKind::Week, wednesday, iso("2026-04-05"));
    assert_eq!((own.len(), own.start(0), own.start(2)), (3, Some(iso("2026-03-22")), Some(iso("2026-04-05"))));
    let other = periods_of(&business, Jalali, PeriodKind::Week, wednesday, wednesday);
    assert_eq!(other.start(0), Some(iso("2026-03-21")), "the weeks of another calendar are its own");
    assert!(periods(Hijri, PeriodKind::Week, iso("2026-01-02"), iso("2026-01-01")).is_empty());
}

#[test]
fn weekends_and_holidays_are_no_working_days() {
    let mut business = Business { holidays: holidays("IR"), ..Business::default() };
    assert!(!is_working_day(&business, iso("2026-03-21")), "Nowruz");
    assert!(!is_working_day(&business, iso("2026-10-23")), "a Friday");
    assert!(is_working_day(&business, iso("2026-10-24")));
    assert!(!is_working_day(&business, iso("2026-06-25")), "Tasua 1448/1/9 is a Thursday");
    business.holidays.clear();
    assert!(is_working_day(&business, iso("2026-03-21")), "Saturday");
}

#[test]
fn every_country_has_named_holidays() {
    for country in [
        "IR", "AF", "SA", "AE", "QA", "KW", "BH", "OM", "JO", "LY", "EG", "DZ", "SD", "IQ", "SY", "YE", "LB", "MA",
        "TN", "PS",
    ] {
        let list = holidays(country);
        assert!(list.len() >= 7, "{country}");
        assert!(
            list.iter().all(|holiday| !holiday.name.is_empty() && !holiday.name.contains('⟦')),
            "{country}: {list:?}"
        );
        assert!(list.iter().all(|holiday| holiday.day <= 31 && (1..=12).contains(&holiday.month)));
    }
    assert!(holidays("XX").is_empty());
    assert!(holidays("ir").iter().any(|holiday| holiday.name == "نوروز"));
}

proptest! {
    #[test]
    fn jalali_goes_there_and_back(year in 1300..=1500i32, month in 1..=12u8, of_month in 1..=31u8) {
        there_and_back(Jalali, year, month, of_month)?;
    }
    #[test]
    fn hijri_goes_there_and_back(year in 1300..=1600i32, month in 1..=12u8, of_month in 1..=31u8) {
        there_and_back(Hijri, year, month, of_month)?;
    }
    #[test]
    fn days_go_there_and_back(number in -60_000..80_000i32) {
        for kind in CalendarKind::ALL {
            let (y, m, d) = civil(Day::from_number(number), kind);
            prop_assert_eq!(day(kind, y, m, d), Some(Day::from_number(number)));
        }
    }
    #[test]
    fn every_day_is_in_its_period(from in -20_000..40_000i32, span in 0..2_000i32, step in 0..2_000i32) {
        let (first, last) = (Day::from_number(from), Day::from_number(from + span));
        let inside = Day::from_number(from + step.min(span));
        for kind in CalendarKind::ALL {
            for period in [PeriodKind::Week, PeriodKind::Month, PeriodKind::Quarter, PeriodKind::Year] {
                let table = periods(kind, period, first, last);
                let index = table.index_of(inside);
                prop_assert!(index.is_some());
                let named = if period == PeriodKind::Week { table.start(index.unwrap()).unwrap() } else { inside };
                let (year, _, _) = civil(named, kind);
                prop_assert!(table.key(index.unwrap()).unwrap().starts_with(&year.to_string()));
                prop_assert!(inside - named < 7 || period != PeriodKind::Week);
                prop_assert_eq!(table.index_of(last), Some(table.len() - 1));
                prop_assert_eq!(table.index_of(first), Some(0));
            }
        }
    }
}

fn there_and_back(kind: CalendarKind, year: i32, month: u8, of_month: u8) -> Result<(), TestCaseError> {
    let length = month_days(kind, year, month);
    prop_assert!((29..=31).contains(&length));
    match day(kind, year, month, of_month) {
        Some(found) => {
            prop_assert_eq!(civil(found, kind), (year, month, of_month));
            prop_assert_eq!(found - day(kind, year, month, 1).unwrap(), i32::from(of_month) - 1);
        }
        None => prop_assert!(of_month > length),
    }
    Ok(())
}
