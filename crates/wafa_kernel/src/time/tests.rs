#![allow(clippy::unwrap_used)]
use super::*;
use proptest::prelude::*;

#[test]
fn known_days() {
    for (text, number, since_saturday) in [("1970-01-01", 0, 5), ("2026-03-21", 20_533, 0), ("2000-02-29", 11_016, 3)] {
        let day: Day = text.parse().unwrap();
        assert_eq!(
            (day.number(), day.days_since_saturday(), day.to_string()),
            (number, since_saturday, text.to_owned())
        );
    }
}

#[test]
fn days_that_do_not_exist_are_refused() {
    for text in ["2025-02-29", "2026-13-01", "2026-00-10", "2026-01-32", "26/1/1", "", "2026-1", "-2026-01-01"] {
        assert!(text.parse::<Day>().is_err(), "{text}");
    }
}

proptest! {
    #[test]
    fn a_day_is_read_back(number in -700_000i32..2_900_000) {
        let day = Day::from_number(number);
        let (year, month, dom) = day.ymd();
        prop_assert_eq!(Day::from_ymd(year, month, dom), Some(day));
    }
}
