#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use CalendarHint::{Auto, Only};
use CalendarKind::{Gregorian, Hijri, Jalali};
use proptest::prelude::*;

use super::*;
use crate::fixtures::{arabic, day, english, persian};
use crate::{Reader, Zone};

fn auto(text: &str) -> Option<ReadDate> {
    read(text, Auto, DateOrder::Auto)
}

#[test]
fn the_same_day_in_every_dress() {
    for text in [
        "2026-10-24",
        "2026/10/24",
        "24/10/2026",
        "24.10.2026",
        "10/24/2026",
        "20261024",
        "24 Oct 2026",
        "Oct 24, 2026",
        "24 October 2026",
        "Saturday, October 24th 2026",
        "Sat 24-Oct-2026",
        "۲۰۲۶/۱۰/۲۴",
        "٢٤\u{200f}/١٠\u{200f}/٢٠٢٦",
        "٢٤ أكتوبر ٢٠٢٦",
        "السبت، ٢٤ تشرين الأول ٢٠٢٦",
        "۲۴ اکتبر ۲۰۲۶",
        "24 Oct 26",
        "2026.10.24",
        "2026-10-24 م",
        "24 - 10 - 2026",
        "2026 10 24",
        "24/10/2026 ميلادي",
        "1405/08/02",
        "۱۴۰۵/۸/۲",
        "1405-8-2",
        "2/8/1405",
        "۲ آبان ۱۴۰۵",
        "شنبه ۲ آبان ۱۴۰۵",
        "14050802",
        "2 Aban 1405",
        "۱۴۰۵/۰۸/۰۲ ه‍.ش",
        "٢ آبان ١٤٠٥",
        "1448/05/13",
        "13/5/1448",
        "١٣ جمادى الأولى ١٤٤٨ هـ",
        "۱۳ جمادی‌الاول ۱۴۴۸",
        "13 Jumada al-Ula 1448 AH",
        "1448-05-13 هـ",
    ] {
        assert_eq!(auto(text).map(|date| date.day), Some(day("2026-10-24")), "{text:?}");
    }
}

#[test]
fn the_calendar_is_told() {
    let kind = |text: &str| auto(text).map(|date| date.calendar);
    assert_eq!(kind("1403/07/15"), Some(Jalali));
    assert_eq!(kind("1446/03/10"), Some(Hijri));
    assert_eq!(kind("2024/07/15"), Some(Gregorian));
    assert_eq!(kind("15 مهر 1403"), Some(Jalali));
    assert_eq!(kind("1420/03/10 هـ"), Some(Hijri));
    assert_eq!(kind("10 رمضان 1420"), Some(Hijri));
    let only = |text: &str, kind| read(text, Only(kind), DateOrder::Auto).map(|date| date.day.to_string());
    assert_eq!(only("1420/03/10", Hijri).as_deref(), Some("1999-06-24"));
    assert_eq!(only("2024/07/15", Jalali), None, "no one means the Jalali year 2024");
    assert_eq!(only("15 مهر 1403", Gregorian), None);
}

#[test]
fn orders_and_short_years_need_to_be_known() {
    let gregorian = |text: &str, order| read(text, Only(Gregorian), order).map(|date| date.day.to_string());
    assert_eq!(gregorian("03/04/2024", DateOrder::Auto).as_deref(), Some("2024-04-03"));
    assert_eq!(gregorian("03/04/2024", DateOrder::DayFirst).as_deref(), Some("2024-04-03"));
    assert_eq!(gregorian("03/04/2024", DateOrder::MonthFirst).as_deref(), Some("2024-03-04"));
    assert_eq!(gregorian("13/04/2024", DateOrder::MonthFirst), None);
    assert_eq!(gregorian("24/10/26", DateOrder::Auto).as_deref(), Some("2026-10-24"));
    assert_eq!(gregorian("26/10/24", DateOrder::YearFirst).as_deref(), Some("2026-10-24"));
    assert_eq!(gregorian("24/10/85", DateOrder::Auto).as_deref(), Some("1985-10-24"));
    let jalali = |text: &str| read(text, Only(Jalali), DateOrder::Auto).map(|date| calendar::civil(date.day, Jalali));
    assert_eq!(jalali("۰۳/۰۷/۱۵"), Some((1403, 7, 15)));
    assert_eq!(jalali("99/12/30"), Some((1399, 12, 30)));
    assert_eq!(auto("03/07/15"), None);
}

#[test]
fn times_are_read_with_their_halves_and_offsets() {
    let time = |text: &str| auto(text).and_then(|date| date.time);
    for (text, expected) in [
        ("2026-10-24 14:05", (14, 5, 0)),
        ("2026-10-24T14:05:33", (14, 5, 33)),
        ("2026-10-24T14:05:33.123Z", (14, 5, 33)),
        ("۱۴۰۵/۰۸/۰۲ ۰۹:۳۰:۰۰", (9, 30, 0)),
        ("۱۴۰۵/۰۸/۰۲، ساعت ۹:۳۰ ب.ظ", (21, 30, 0)),
        ("1405/08/02 12:15 ق.ظ", (0, 15, 0)),
        ("1405/08/02 09:30 قبل از ظهر", (9, 30, 0)),
        ("1405/08/02 09:30 بعدازظهر", (21, 30, 0)),
        ("٢٤/١٠/٢٠٢٦ ٢:٠٥ م", (14, 5, 0)),
        ("٢٤/١٠/٢٠٢٦ ٢:٠٥ ص", (2, 5, 0)),
        ("24/10/2026 02:05 مساءً", (14, 5, 0)),
        ("10/24/2026 2:05 PM", (14, 5, 0)),
        ("24 Oct 2026 at 12:05 a.m.", (0, 5, 0)),
        ("14:05 1405/08/02", (14, 5, 0)),
        ("14:05 - 1405/08/02", (14, 5, 0)),
    ] {
        assert_eq!(time(text), Some(expected), "{text:?}");
        assert_eq!(auto(text).unwrap().day, day("2026-10-24"), "{text:?}");
    }
    let offset = |text: &str| auto(text).and_then(|date| date.offset_minutes);
    assert_eq!(offset("2026-10-24T14:05:33Z"), Some(0));
    assert_eq!(offset("2026-10-24T14:05:33+03:30"), Some(210));
    assert_eq!(offset("2026-10-24 14:05:33 -0500"), Some(-300));
    assert_eq!(offset("2026-10-24 14:05 GMT+3"), Some(180));
    assert_eq!(offset("2026-10-24 14:05"), None);
}

#[test]
fn moments_use_the_written_offset_or_the_zone() {
    let tehran = Zone::load("Asia/Tehran").unwrap();
    let utc = auto("2026-10-24T14:05:00Z").unwrap().moment(&tehran);
    assert_eq!(utc, Zone::utc().moment(day("2026-10-24"), 14, 5, 0));
    assert_eq!(auto("2026-10-24T17:35:00+03:30").unwrap().moment(&Zone::utc()), utc);
    assert_eq!(auto("1405/08/02 17:35").unwrap().moment(&tehran), utc);
    assert_eq!(auto("1405/08/02").unwrap().moment(&tehran), tehran.start_of(day("2026-10-24")));
}

#[test]
fn the_end_of_a_day_is_the_beginning_of_the_next() {
    for text in
        ["2026-10-24 24:00", "2026-10-24T24:00:00", "24/10/2026 24:00", "1405/08/02 ۲۴:۰۰", "2 آبان 1405 24:00:00"]
    {
        let read = auto(text).unwrap();
        assert_eq!((read.day, read.time), (day("2026-10-25"), Some((0, 0, 0))), "{text:?}");
    }
    assert_eq!(auto("2026-10-24 24:01"), None);
}

#[test]
fn dates_without_separators_are_read_in_both_calendars() {
    for (text, expected) in [("14030703", "2024-09-24"), ("20240925", "2024-09-25"), ("۱۴۰۳۰۷۰۳", "2024-09-24")]
    {
        assert_eq!(auto(text).map(|date| date.day), Some(day(expected)), "{text:?}");
    }
}

#[test]
fn what_is_no_date_is_refused() {
    for text in [
        "",
        " ",
        "سلام",
        "12",
        "2026",
        "2026-13-01",
        "2026-02-30",
        "1404/12/30",
        "24 Foo 2026",
        "2026-10-24 25:00",
        "2026-10-24 14:05 14:06",
        "1/2",
        "1/2/3/4",
        "09123456789",
        "12.50",
        "2026-10-24 PM",
        "0000-00-00",
        "15 مهر",
        "2026-10-24T14:05+99:00",
        "3026-10-24",
        "$12",
        "2026-10-24x",
        "--",
        "1405/08/02 رمضان",
    ] {
        assert_eq!(auto(text), None, "{text:?}");
    }
}

proptest! {
    #[test]
    fn any_text_is_survived(text in any::<String>()) {
        let _ = auto(&text);
    }
    #[test]
    fn date_like_texts_are_survived(text in "[0-9۰-۹]{0,4}[-/. ][0-9]{0,3}[-/. ][0-9]{0,4}[ T]?[0-9:]{0,8}(Z|\\+[0-9:]{0,5}| ب.ظ)?") {
        let _ = auto(&text);
    }
    #[test]
    fn iso_reads_back(number in -40_000..80_000i32, hour in 0..24u8, minute in 0..60u8, second in 0..60u8) {
        let of = Day::from_number(number);
        let text = format!("{of} {hour:02}:{minute:02}:{second:02}");
        let found = auto(&text).unwrap();
        prop_assert_eq!((found.day, found.time, found.calendar), (of, Some((hour, minute, second)), Gregorian));
    }
    #[test]
    fn what_readers_are_shown_reads_back(number in -18_000..28_000i32) {
        let of = Day::from_number(number);
        for reader in [persian(), arabic(), english()] {
            for calendar in CalendarKind::ALL {
                let reader = Reader { calendar, ..reader.clone() };
                for shown in [reader.date(of), reader.date_short(of)] {
                    let found = read(&shown, Only(calendar), DateOrder::Auto);
                    prop_assert_eq!(found.map(|date| date.day), Some(of), "{} {:?}", shown, calendar);
                }
                let named = auto(&reader.date(of));
                prop_assert_eq!(named.map(|date| (date.day, date.calendar)), Some((of, calendar)), "{}", reader.date(of));
            }
        }
    }
    #[test]
    fn numeric_jalali_dates_read_back(year in 1300..=1425i32, month in 1..=12u8, of_month in 1..=29u8) {
        let expected = calendar::day(Jalali, year, month, of_month);
        for text in [format!("{year}/{month}/{of_month}"), format!("{year}-{month:02}-{of_month:02}"), format!("{of_month}/{month}/{year}"), format!("{year}{month:02}{of_month:02}")] {
            // A day that could be a month is read as a day.
            prop_assert_eq!(auto(&text).map(|date| date.day), expected, "{}", text);
        }
    }
}
