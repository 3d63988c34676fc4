#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use std::borrow::Cow;

use proptest::prelude::*;

use super::*;

#[test]
fn digits_of_both_scripts_become_ascii() {
    assert_eq!(digits("۰۱۲۳۴۵۶۷۸۹ ٠١٢٣٤٥٦٧٨٩ abc"), "0123456789 0123456789 abc");
    assert!(matches!(digits("plain 12"), Cow::Borrowed(_)));
    assert!(matches!(digits("سلام"), Cow::Borrowed(_)));
}

#[test]
fn numbers_are_read_in_every_dress() {
    let same = |plain: &str, dresses: &[&str]| {
        for dress in dresses {
            assert_eq!(decimal(dress).as_deref(), Some(plain), "{dress:?}");
        }
    };
    same(
        "1234.56",
        &[
            "1234.56",
            "1,234.56",
            "1.234,56",
            "۱٬۲۳۴٫۵۶",
            "١٬٢٣٤٫٥٦",
            "1 234,56",
            "1'234.56",
            "1’234.56",
            "1،234.56",
            "SAR 1,234.56",
            "1,234.56 ر.س.",
            "$1,234.56",
            "US$ 1234.56",
            "+1234.56",
            "\u{200f}١٬٢٣٤٫٥٦ ر.س.\u{200f}",
            "1\u{202f}234,56 €",
        ],
    );
    same(
        "-1234.56",
        &[
            "-1234.56",
            "(1,234.56)",
            "1234.56-",
            "\u{200e}−۱٬۲۳۴٫۵۶",
            "\u{61c}-١٬٢٣٤٫٥٦",
            "-$1,234.56",
            "($1,234.56)",
            "$-1234.56",
            "–1234.56",
        ],
    );
    same(
        "12500",
        &[
            "۱۲٬۵۰۰ تومان",
            "12500",
            "12,500",
            "12500 ریال",
            "12500 ريال",
            "۱۲،۵۰۰",
            "'12500",
            "12 500",
            "۱۲٬۵۰۰تومان",
            "12,500 Toman",
            "IRR 12,500",
            "1.25E+04",
            "1.25e4",
        ],
    );
    same("12.5", &["12.5", "12,5", "۱۲٫۵", "12٫5"]);
    same("12.50", &["12.50", "12,50", "$12.50"]);
    same("-12.50", &["(12.50)", "12.50-"]);
    same("1234567", &["1,234,567", "1.234.567", "12,34,567", "۱٬۲۳۴٬۵۶۷"]);
    same("1234567.8", &["1,234,567.8", "1.234.567,8"]);
    same("0.123", &["0,123", "0.123", ".123", "00.123", "۰٫۱۲۳"]);
    same("1.234", &["1.234"]);
    same("1234", &["1,234", "1234", "01234", "1234."]);
    same("0", &["0", "-0", "000", "$0"]);
    same("0.00", &["0.00", "-0.00", "(0.00)"]);
    same("12", &["$12", "12 $", "12 SAR", "aed 12", "د.إ 12", "12 ت"]);
}

#[test]
fn what_is_no_number_is_refused() {
    for text in [
        "",
        " ",
        "-",
        "abc",
        "12abc",
        "1,23,4",
        "1.2.3",
        "1,2345,678",
        "12 34",
        "1403/07/15",
        "2024-01-02",
        "12:30",
        "--5",
        "(-5)",
        "5 6 7",
        "12%",
        "تومان",
        "1e",
        "e5",
        "1,234.567,89",
        "NaN",
        "inf",
        "$",
        "1e99",
        "0x10",
        "تومانها 12",
        "٫",
        ",",
    ] {
        assert_eq!(decimal(text), None, "{text:?}");
    }
}

proptest! {
    #[test]
    fn digits_fold_back_to_the_number(number in any::<u64>(), zero in prop::sample::select(vec!['۰', '٠', '0'])) {
        let native = crate::numbers::map_digits(&number.to_string(), zero);
        prop_assert_eq!(digits(&native).into_owned(), number.to_string());
    }
    #[test]
    fn folding_digits_twice_changes_nothing(text in any::<String>()) {
        let once = digits(&text).into_owned();
        prop_assert_eq!(digits(&once).into_owned(), once.clone());
        prop_assert_eq!(once.chars().count(), text.chars().count());
    }
    #[test]
    fn decimal_never_panics_and_is_a_fixed_point(text in any::<String>()) {
        if let Some(plain) = decimal(&text) {
            prop_assert_eq!(decimal(&plain), Some(plain.clone()));
            prop_assert!(plain.bytes().all(|b| b.is_ascii_digit() || b == b'.' || b == b'-'));
        }
    }
    #[test]
    fn number_like_texts_never_panic(text in "[-+(]?[0-9۰-۹٠-٩.,٫٬، 'eE]{0,14}[-)]?( تومان| SAR)?") {
        if let Some(plain) = decimal(&text) {
            prop_assert!(plain.parse::<f64>().is_ok(), "{}", plain);
        }
    }
    #[test]
    fn what_readers_are_shown_reads_back(minor in -9_000_000_000_000i64..9_000_000_000_000) {
        for reader in [crate::fixtures::persian(), crate::fixtures::arabic(), crate::fixtures::english()] {
            for code in ["SAR", "KWD", "USD", "IRR"] {
                let amount = crate::fixtures::money(minor, code);
                let shown = reader.money(amount);
                let read = decimal(&shown.replace("ریال سعودی", "").replace("دینار کویت", "").replace("ريال إيراني", "").replace("toman", ""));
                let toman = code == "IRR" && reader.unit == wafa_kernel::DisplayUnit::Toman;
                let read = read.and_then(|plain| wafa_kernel::money::parse_scaled(&plain, if toman { 1 } else { amount.currency.decimals() }));
                prop_assert_eq!(read, Some(minor), "{}", shown);
            }
        }
    }
}
