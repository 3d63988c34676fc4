#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use wafa_kernel::DigitStyle;

use super::*;
use crate::fixtures::{arabic, english, money, persian};

#[test]
fn whole_amounts() {
    let fa = persian();
    assert_eq!(fa.money(money(8_600_000, "IRR")), "۸۶۰٬۰۰۰ تومان");
    assert_eq!(fa.money(money(8_600_005, "IRR")), "۸۶۰٬۰۰۰٫۵ تومان");
    assert_eq!(fa.money(money(-8_600_000, "IRR")), "\u{200e}−۸۶۰٬۰۰۰ تومان");
    let rial = Reader { unit: DisplayUnit::Currency, ..persian() };
    assert_eq!(rial.money(money(8_600_000, "IRR")), "۸٬۶۰۰٬۰۰۰ ریال");
    assert_eq!(arabic().money(money(86_000, "SAR")), "٨٦٠٫٠٠ ر.س.\u{200f}");
    assert_eq!(arabic().money(money(1_500, "KWD")), "١٫٥٠٠ د.ك.\u{200f}");
    assert_eq!(english().money(money(1_250, "USD")), "$12.50");
    assert_eq!(english().money(money(-1_250, "USD")), "-$12.50");
    assert_eq!(english().money(money(123_456, "SAR")), "SAR\u{a0}1,234.56");
    assert_eq!(english().money(money(123_456, "XTS")), "XTS\u{a0}1,234.56");
    let toman = Reader { unit: DisplayUnit::Toman, ..english() };
    assert_eq!(toman.money(money(8_600_000, "IRR")), "860,000 toman");
    assert_eq!(toman.money(money(1_250, "USD")), "$12.50", "Toman is only for rials");
}

#[test]
fn short_amounts() {
    let fa = persian();
    for (rials, expected) in [
        (12_400_000_000, "۱٫۲۴ میلیارد تومان"),
        (68_000_000, "۶٫۸ میلیون تومان"),
        (8_600_000, "۸۶۰ هزار تومان"),
        (9_990, "۹۹۹ تومان"),
        (9_999, "۹۹۹٫۹ تومان"),
        (10_000, "۱ هزار تومان"),
        (0, "۰ تومان"),
        (9_994_999, "۹۹۹ هزار تومان"),
        (9_995_000, "۱ میلیون تومان"),
        (99_960_000, "۱۰ میلیون تومان"),
        (123_456_000_000_000, "۱۲٫۳ هزار میلیارد تومان"),
        (-68_000_000, "\u{200e}−۶٫۸ میلیون تومان"),
    ] {
        assert_eq!(fa.money_short(money(rials, "IRR")), expected, "{rials}");
    }
    assert_eq!(english().money_short(money(120_000_000, "USD")), "$1.2 M");
    assert_eq!(english().money_short(money(-120_000_000, "USD")), "-$1.2 M");
    assert_eq!(english().money_short(money(12_345, "USD")), "$123.45");
    assert_eq!(arabic().money_short(money(124_000_000, "SAR")), "١٫٢٤ مليون ر.س.\u{200f}");
    let latin = Reader { digits: DigitStyle::Latin, ..persian() };
    assert_eq!(latin.money_short(money(12_400_000_000, "IRR")), "1.24 میلیارد تومان");
}

#[test]
fn extremes_do_not_break() {
    for minor in [i64::MIN, i64::MIN + 1, i64::MAX] {
        for reader in [persian(), arabic(), english()] {
            for code in ["IRR", "USD", "KWD"] {
                assert!(!reader.money(money(minor, code)).is_empty());
                assert!(!reader.money_short(money(minor, code)).is_empty());
            }
        }
    }
}

#[test]
fn parts_for_cards() {
    let parts = |reader: &Reader, minor, code| reader.amount_parts(money(minor, code));
    assert_eq!(parts(&persian(), 12_400_000_000, "IRR"), ("۱٫۲۴".to_owned(), "میلیارد تومان".to_owned()));
    assert_eq!(parts(&persian(), 5_000, "IRR"), ("۵۰۰".to_owned(), "تومان".to_owned()));
    assert_eq!(parts(&english(), 120_000_000, "USD"), ("$1.2".to_owned(), "M".to_owned()));
    assert_eq!(parts(&english(), 1_200, "USD"), ("$12.00".to_owned(), String::new()));
}
