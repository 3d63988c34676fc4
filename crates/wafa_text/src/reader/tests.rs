#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use super::*;
use crate::fixtures::{arabic, day, english, persian};

#[test]
fn numbers_per_language() {
    assert_eq!(persian().number(1_234_567), "۱٬۲۳۴٬۵۶۷");
    assert_eq!(persian().number(-5), "\u{200e}−۵");
    assert_eq!(persian().plain_number(1405), "۱۴۰۵");
    assert_eq!(arabic().number(1_234), "١٬٢٣٤");
    assert_eq!(arabic().number(-5), "\u{61c}-٥");
    assert_eq!(english().number(-1_234), "-1,234");
    assert_eq!(persian().decimal(1_234.567, 2), "۱٬۲۳۴٫۵۷");
    assert_eq!(persian().decimal(-0.001, 1), "۰٫۰");
    assert_eq!(persian().decimal(f64::NAN, 1), "—");
    assert_eq!(english().decimal(1e300, 0).len(), 401);
    assert_eq!(persian().digits("v1.20"), "v۱.۲۰");
}

#[test]
fn shares_per_language() {
    assert_eq!(persian().percent(0.427, 1), "۴۲٫۷٪");
    assert_eq!(arabic().percent(0.427, 1), "٤٢٫٧٪\u{61c}");
    assert_eq!(english().percent(0.427, 0), "43%");
    assert_eq!(english().percent(f64::INFINITY, 0), "—");
}

#[test]
fn dates_per_language_and_calendar() {
    let of = day("2026-10-24");
    let fa = persian();
    assert_eq!(fa.date(of), "۲ آبان ۱۴۰۵");
    assert_eq!(fa.date_short(of), "۱۴۰۵/۸/۲");
    assert_eq!(fa.day_month(of), "۲ آبان");
    assert_eq!(fa.month_year(of), "آبان ۱۴۰۵");
    assert_eq!(fa.month_name(of), "آبان");
    assert_eq!(fa.weekday(of), "شنبه");
    assert_eq!(arabic().date(of), "٢٤ أكتوبر ٢٠٢٦");
    assert_eq!(arabic().date_short(of), "٢٤\u{200f}/١٠\u{200f}/٢٠٢٦");
    assert_eq!(arabic().weekday(of), "السبت");
    assert_eq!(english().date(of), "24 Oct 2026");
    assert_eq!(english().date_short(of), "2026-10-24");
    assert_eq!(english().month_year(of), "October 2026");
    let hijri = |reader: Reader| Reader { calendar: CalendarKind::Hijri, ..reader };
    let feast = day("2026-03-21");
    assert_eq!(hijri(arabic()).date(feast), "٢ شوال ١٤٤٧ هـ");
    assert_eq!(hijri(english()).date(feast), "2 Shawwal 1447 AH");
    assert_eq!(hijri(persian()).date(feast), "۲ شوال ۱۴۴۷");
    let jalali = |reader: Reader| Reader { calendar: CalendarKind::Jalali, ..reader };
    assert_eq!(jalali(arabic()).date(feast), "١ فروردين ١٤٠٥");
    assert_eq!(jalali(english()).date(feast), "1 Farvardin 1405");
    let gregorian = Reader { calendar: CalendarKind::Gregorian, ..persian() };
    assert_eq!(gregorian.date(feast), "۲۱ مارس ۲۰۲۶");
}

#[test]
fn periods_have_names() {
    let start = day("2026-03-21");
    assert_eq!(persian().period_label(PeriodKind::Month, start), "فروردین ۱۴۰۵");
    assert_eq!(persian().period_label(PeriodKind::Quarter, start), "بهار ۱۴۰۵");
    assert_eq!(persian().period_label(PeriodKind::Year, start), "۱۴۰۵");
    let first = day("2026-01-01");
    assert_eq!(arabic().period_label(PeriodKind::Quarter, first), "الربع الأول ٢٠٢٦");
    assert_eq!(english().period_label(PeriodKind::Quarter, first), "Q1 2026");
}

#[test]
fn times_are_local() {
    let moment = persian().zone.moment(day("2026-10-24"), 14, 5, 0);
    assert_eq!(persian().time(moment), "۱۴:۰۵");
    assert_eq!(persian().date_time(moment), "۲ آبان ۱۴۰۵، ۱۴:۰۵");
    assert_eq!(english().time(moment), "13:35", "Riyadh is half an hour behind Tehran");
    assert_eq!(english().date_time(moment), "24 Oct 2026, 13:35");
}

#[test]
fn how_long_ago() {
    let today = day("2026-10-24");
    let ago = |reader: &Reader, days: i32| reader.ago(today.plus_days(-days), today);
    for (days, expected) in [
        (0, "امروز"),
        (1, "دیروز"),
        (3, "۳ روز پیش"),
        (30, "۳۰ روز پیش"),
        (65, "۲ ماه پیش"),
        (364, "۱۲ ماه پیش"),
        (800, "۲ سال پیش"),
        (-1, "فردا"),
        (-3, "۳ روز دیگر"),
    ] {
        assert_eq!(ago(&persian(), days), expected);
    }
    assert_eq!(ago(&arabic(), 3), "قبل ٣ أيام");
    assert_eq!(ago(&arabic(), -2), "بعد يومين");
    assert_eq!(ago(&english(), 31), "1 month ago");
    assert_eq!(ago(&english(), -40), "in 1 month");
}

#[test]
fn every_month_and_weekday_has_a_name_everywhere() {
    for reader in [persian(), arabic(), english()] {
        for calendar in CalendarKind::ALL {
            let reader = Reader { calendar, ..reader.clone() };
            let names: std::collections::BTreeSet<String> =
                (0..365).map(|n| reader.month_name(Day::from_number(20_000 + n))).collect();
            assert_eq!(names.len(), 12, "{names:?}");
            assert!(names.iter().all(|name| !name.is_empty() && !name.contains('⟦')));
        }
        let week: std::collections::BTreeSet<String> = (0..7).map(|n| reader.weekday(Day::from_number(n))).collect();
        assert_eq!(week.len(), 7);
    }
}
