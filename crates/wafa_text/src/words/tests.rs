#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use super::*;
use crate::fixtures::{arabic, english, persian};

fn days(reader: &Reader, count: i64) -> String {
    Words::global().say_plain(reader, "ago-days", &[("count", count.into())])
}

#[test]
fn numbers_take_the_digits_of_the_reader_and_choose_the_plural() {
    assert_eq!(days(&persian(), 1_234), "۱٬۲۳۴ روز پیش");
    assert_eq!(days(&english(), 1), "1 day ago");
    assert_eq!(days(&english(), 1_234), "1,234 days ago");
    let forms = [
        (1, "قبل يوم"),
        (2, "قبل يومين"),
        (3, "قبل ٣ أيام"),
        (11, "قبل ١١ يومًا"),
        (100, "قبل ١٠٠ يوم"),
        (102, "قبل ١٠٢ يوم"),
        (103, "قبل ١٠٣ أيام"),
        (1_111, "قبل ١٬١١١ يومًا"),
    ];
    for (count, expected) in forms {
        assert_eq!(days(&arabic(), count), expected);
    }
    let latin = Reader { digits: DigitStyle::Latin, ..arabic() };
    assert_eq!(days(&latin, 11), "قبل 11 يومًا");
}

#[test]
fn placeables_are_isolated_on_pages_only() {
    let args = [("count", Arg::from(5))];
    assert_eq!(Words::global().say(&persian(), "ago-days", &args), "\u{2068}۵\u{2069} روز پیش");
    assert_eq!(Words::global().say_plain(&persian(), "ago-days", &args), "۵ روز پیش");
}

#[test]
fn unknown_keys_and_missing_arguments_are_visible() {
    assert_eq!(Words::global().say(&persian(), "no-such-key", &[]), "⟦no-such-key⟧");
    assert_eq!(Words::global().say(&persian(), "no.such_key", &[]), "⟦no.such_key⟧");
    assert!(Words::global().say_plain(&persian(), "ago-days", &[]).contains("$count"));
}

#[test]
fn dotted_codes_find_attributes_and_hyphens() {
    let text = "sales = Sales\n    .bad_date = by attribute\nsales-no_order = by hyphen\nsales-no-money = by hyphens\n";
    let words = Words::build(&[("fa", "a.ftl", text)]);
    let say = |key: &str| words.say_plain(&persian(), key, &[]);
    assert_eq!(say("sales.bad_date"), "by attribute");
    assert_eq!(say("sales.no_order"), "by hyphen");
    assert_eq!(say("sales.no_money"), "by hyphens");
    assert_eq!(words.keys(Language::Fa), ["sales", "sales-no-money", "sales-no_order", "sales.bad_date"]);
    assert!(words.has(Language::Fa, "sales.no_order") && !words.has(Language::En, "sales.no_order"));
}

#[test]
fn decimals_keep_their_places() {
    let words = Words::build(&[(
        "fa",
        "a.ftl",
        "share = { $x } و { NUMBER($y, minimumFractionDigits: 2) } و { NUMBER($z, useGrouping: \"false\") }",
    )]);
    let args = [("x", Arg::Decimal(2.5, 2)), ("y", Arg::Number(3)), ("z", Arg::Number(1405))];
    assert_eq!(words.say_plain(&persian(), "share", &args), "۲٫۵۰ و ۳٫۰۰ و ۱۴۰۵");
}

#[test]
fn a_broken_file_loses_only_its_broken_message() {
    let words = Words::build(&[("en", "a.ftl", "good = Good\nbad = { $\n"), ("en", "b.ftl", "other = Other\n")]);
    assert!(words.has(Language::En, "good") && words.has(Language::En, "other"));
}
