#![allow(clippy::unwrap_used)]
use super::*;
use proptest::prelude::*;

#[test]
fn ids_grow_even_when_the_clock_stands_still() {
    let source = IdSource::new();
    let now = Moment::from_ms(1_790_000_000_000);
    let first: CustomerId = source.next(now);
    let second: CustomerId = source.next(now);
    assert!(second > first);
    assert_eq!(first.made_at(), now);
}

#[test]
fn a_wrong_text_is_refused() {
    for text in ["", "123", "ZZZZZZZZZZZZZ", "00000000000U0", "۱۲۳۴۵۶۷۸۹۰۱۲۳"] {
        assert_eq!(text.parse::<CustomerId>(), Err(NotAnId), "{text}");
    }
}

proptest! {
    #[test]
    fn what_is_shown_is_read_back(raw in 0..i64::MAX) {
        let id = CustomerId::from_raw(raw);
        let shown = id.to_string();
        prop_assert_eq!(shown.len(), 13);
        prop_assert_eq!(shown.parse::<CustomerId>().unwrap(), id);
        prop_assert_eq!(shown.to_lowercase().parse::<CustomerId>().unwrap(), id);
    }
}
