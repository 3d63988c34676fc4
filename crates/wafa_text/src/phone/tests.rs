#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use super::*;

fn e164(text: &str, country: &str) -> Option<String> {
    parse(text, country).map(|phone| phone.e164)
}

#[test]
fn one_number_in_every_dress() {
    for text in [
        "09123456789",
        "0912 345 6789",
        "۰۹۱۲۳۴۵۶۷۸۹",
        "٠٩١٢٣٤٥٦٧٨٩",
        "9123456789",
        "+98 912 345 6789",
        "00989123456789",
        "989123456789",
        "'+989123456789",
        "\u{2066}+98 912 345 6789\u{2069}",
        "0098-912-345-6789",
        "(0912) 345-6789",
        "+98 0912 345 6789",
        "9123456789.0",
        "۰۹۱۲-۳۴۵-۶۷۸۹",
        "＋989123456789",
    ] {
        assert_eq!(e164(text, "IR").as_deref(), Some("+989123456789"), "{text:?}");
    }
}

#[test]
fn numbers_of_the_region() {
    for (text, country, expected) in [
        ("٠٥٠ ١٢٣ ٤٥٦٧", "SA", "+966501234567"),
        ("050 123 4567", "AE", "+971501234567"),
        ("010 01234567", "EG", "+201001234567"),
        ("0790 123 4567", "IQ", "+9647901234567"),
        ("500 12345", "KW", "+96550012345"),
        ("3312 3456", "QA", "+97433123456"),
        ("3600 1234", "BH", "+97336001234"),
        ("9212 3456", "OM", "+96892123456"),
        ("07 9012 3456", "JO", "+962790123456"),
        ("71 123 456", "LB", "+96171123456"),
        ("06 50 12 34 56", "MA", "+212650123456"),
        ("021 8888 7777", "IR", "+982188887777"),
        ("+966501234567", "IR", "+966501234567"),
    ] {
        assert_eq!(e164(text, country).as_deref(), Some(expected), "{text:?} in {country}");
    }
}

#[test]
fn what_is_no_phone_is_refused() {
    for text in [
        "",
        "-",
        "0",
        "12345",
        "0912",
        "سلام",
        "ali@example.com",
        "09123456789 x",
        "+98+912",
        "99999999999999999999999999",
        "۱۴۰۳/۰۷/۱۵",
    ] {
        assert_eq!(e164(text, "IR"), None, "{text:?}");
    }
    assert_eq!(e164("09123456789", "no country"), None);
}

#[test]
fn stored_numbers_are_shown_in_groups() {
    assert_eq!(display("+989123456789"), "+98 912 345 6789");
    assert_eq!(display("+966501234567"), "+966 50 123 4567");
    assert_eq!(display("unknown"), "unknown");
}

#[test]
fn the_short_way_accepts_only_what_the_metadata_accepts() {
    for (country, code, length, beginnings) in MOBILES {
        for beginning in *beginnings {
            for filler in ['0', '1', '5', '9'] {
                let national: String = beginning.chars().chain(std::iter::repeat(filler)).take(*length).collect();
                let short = plain_mobile(&format!("0{national}"), country);
                let long = attempt(country.parse().ok(), &format!("0{national}"))
                    .map(|number| number.format().mode(Mode::E164).to_string());
                assert_eq!(short, long, "{national}");
                assert_eq!(plain_mobile(&format!("{code}{national}"), country), long);
            }
        }
    }
}
