use super::*;

#[test]
fn decimals_are_read_exactly() {
    let cases = [
        ("11.77", 2, Some(1177)),
        ("-11.77", 2, Some(-1177)),
        ("12", 2, Some(1200)),
        ("0.1", 2, Some(10)),
        (".5", 2, Some(50)),
        ("5.", 2, Some(500)),
        ("1.005", 2, Some(101)),
        ("-1.005", 2, Some(-101)),
        ("1250000", 0, Some(1_250_000)),
        ("1.4", 0, Some(1)),
        ("1.5", 0, Some(2)),
        ("0.0005", 3, Some(1)),
        ("", 2, None),
        (".", 2, None),
        ("-", 2, None),
        ("1e5", 2, None),
        ("1,5", 2, None),
        ("--1", 2, None),
        ("9223372036854775808", 0, None),
        ("99999999999999999999999999999999999999999999", 2, None),
    ];
    for (text, decimals, expected) in cases {
        assert_eq!(parse_scaled(text, decimals), expected, "{text}");
    }
}

#[test]
fn currencies() {
    assert_eq!("irr".parse::<Currency>(), Ok(Currency::IRR));
    assert!("IR".parse::<Currency>().is_err());
    assert!("ﷺabc".parse::<Currency>().is_err());
    assert_eq!("KWD".parse::<Currency>().map(Currency::minor_per_major), Ok(1000));
}
