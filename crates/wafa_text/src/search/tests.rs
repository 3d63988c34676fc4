#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use proptest::prelude::*;

use super::*;

#[derive(serde::Deserialize)]
struct Vector {
    a: String,
    b: String,
    same_key: bool,
}

#[test]
fn spellings_share_a_key_exactly_when_they_should() {
    let vectors: Vec<Vector> = serde_json::from_str(include_str!("../../fixtures/norm_vectors.json")).unwrap();
    assert!(vectors.len() >= 17);
    for Vector { a, b, same_key } in vectors {
        assert_eq!(key(&a) == key(&b), same_key, "{a} → {} and {b} → {}", key(&a), key(&b));
    }
}

#[test]
fn further_spellings() {
    for (a, b) in [
        ("خانهٔ", "خانه"),
        ("مُحَمَّد", "محمد"),
        ("Sara AHMADI", "sara  ahmadi "),
        ("José", "jose"),
        ("İstanbul", "istanbul"),
        ("\u{feff}علی\u{200f}", "علی"),
        ("إبراهيم", "ابراهیم"),
        ("مؤسسة", "موسسه"),
        ("AB-12", "ab12"),
        ("O'Brien", "obrien"),
        ("٭علی٭", "علی"),
        ("سید‌ علی", "سید علی"),
        ("＃１２", "12"),
    ] {
        assert_eq!(key(a), key(b), "{a} and {b}");
    }
    assert_eq!(key("؟!"), "");
    assert_eq!(key("ali@example.com"), "ali example com");
}

#[test]
fn tokens_are_the_glued_word_and_its_parts() {
    assert_eq!(tokens("کتاب‌های خوب"), ["کتابهای", "کتاب", "های", "خوب"]);
    assert_eq!(tokens("Al-Ahmad, ahmad"), ["alahmad", "al", "ahmad"]);
    assert_eq!(tokens("  "), Vec::<String>::new());
}

#[test]
fn the_short_way_folds_as_the_long_way() {
    for c in (0..0x700).filter_map(char::from_u32).filter(|c| needs_no_decomposition(*c)) {
        let text = format!("x{c}x");
        let long = fold_letters(8, text.nfkd().flat_map(char::to_lowercase));
        assert_eq!(folded(&text), long, "U+{:04X}", u32::from(c));
    }
}

proptest! {
    #[test]
    fn a_key_is_its_own_key(text in any::<String>()) {
        let once = key(&text);
        prop_assert_eq!(key(&once), once.clone());
        prop_assert!(!once.starts_with(' ') && !once.ends_with(' ') && !once.contains("  "));
    }
    #[test]
    fn persian_and_arabic_letters_have_stable_keys(text in "[آ-ی ءأإؤئةىك\u{200c}ً-ْ۰-۹a-zA-Z-]{0,30}") {
        let once = key(&text);
        prop_assert_eq!(key(&once), once.clone());
        let joined = tokens(&text).concat();
        prop_assert_eq!(joined.is_empty(), once.is_empty());
    }
}
