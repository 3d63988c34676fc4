#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use super::*;

#[test]
fn addresses_are_read_as_they_are_pasted() {
    for text in [
        "Sara@Example.COM",
        "  sara@example.com ",
        "mailto:sara@example.com",
        "\u{200e}sara@example.com\u{200e}",
        "Sara <sara@example.com>",
        "'sara@example.com'",
        "sara@example.com;",
    ] {
        assert_eq!(parse(text).as_deref(), Some("sara@example.com"), "{text:?}");
    }
    assert_eq!(parse("ali+news@mail.shop.ir").as_deref(), Some("ali+news@mail.shop.ir"));
    assert_eq!(parse("ali۱۲@mail.ir").as_deref(), Some("ali12@mail.ir"));
}

#[test]
fn what_is_no_address_is_refused() {
    for text in [
        "",
        "sara",
        "sara@",
        "@example.com",
        "sara@example",
        "a b@example.com",
        "a@b@c.com",
        "a@-b.com",
        "a..b@c.com",
        "a@b..com",
        ".a@b.com",
        "a@1.2.3.4",
        "09123456789",
        "<a@b.com",
    ] {
        assert_eq!(parse(text), None, "{text:?}");
    }
}
