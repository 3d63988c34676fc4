#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use proptest::prelude::*;

use super::*;
use crate::fixtures::day;

#[test]
fn tehran_is_three_and_a_half_hours_ahead() {
    let tehran = Zone::load("Asia/Tehran").unwrap();
    let midnight = tehran.start_of(day("2026-10-24"));
    assert_eq!(midnight.ms(), day("2026-10-23").utc_midnight().ms() + (20 * 60 + 30) * 60_000);
    assert_eq!(tehran.day_of(midnight), day("2026-10-24"));
    assert_eq!(tehran.day_of(midnight.plus_ms(-1)), day("2026-10-23"));
    assert_eq!(tehran.clock(tehran.moment(day("2026-10-24"), 14, 5, 9)), (14, 5));
    assert_eq!(tehran.name(), "Asia/Tehran");
}

#[test]
fn days_without_a_midnight_begin_after_it() {
    // Tehran set its clocks from 24:00 on 1 Farvardin to 01:00 until 1401.
    let tehran = Zone::load("Asia/Tehran").unwrap();
    let start = tehran.start_of(day("2022-03-22"));
    assert_eq!(tehran.day_of(start), day("2022-03-22"));
    assert_eq!(tehran.clock(start), (1, 0));
    assert_eq!(tehran.day_of(start.plus_ms(-1)), day("2022-03-21"));
}

#[test]
fn unknown_zones_are_refused() {
    let refusal = Zone::load("Asia/Nowhere").unwrap_err();
    assert_eq!(refusal.name, "Asia/Nowhere");
    assert_eq!(refusal.code(), "text.unknown_zone");
    assert!(crate::Words::global().has(wafa_kernel::Language::Fa, refusal.code()));
}

#[test]
fn the_list_has_the_zones_of_the_region() {
    let names = Zone::names();
    for name in ["Asia/Tehran", "Asia/Riyadh", "Asia/Dubai", "Africa/Cairo", "Asia/Kabul"] {
        assert!(names.iter().any(|known| known == name), "{name}");
    }
    assert_eq!(Zone::utc().name(), "UTC");
    assert_eq!(Zone::load("UTC"), Ok(Zone::utc()));
}

proptest! {
    #[test]
    fn a_clock_time_belongs_to_its_day(number in -20_000..40_000i32, hour in 2..24u8, minute in 0..60u8) {
        let of = Day::from_number(number);
        for name in ["Asia/Tehran", "Africa/Cairo", "UTC"] {
            let zone = Zone::load(name).unwrap();
            let moment = zone.moment(of, hour, minute, 0);
            prop_assert_eq!(zone.day_of(moment), of);
            prop_assert_eq!(zone.clock(moment), (hour, minute));
        }
    }
}
