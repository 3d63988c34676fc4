#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use super::*;

fn parts(full: &str) -> (String, String, String) {
    let name = split(full);
    (name.honorific.unwrap_or_default(), name.given, name.family)
}

#[test]
fn names_are_taken_apart() {
    for (full, honorific, given, family) in [
        ("سارا احمدی", "", "سارا", "احمدی"),
        ("خانم سارا احمدی", "خانم", "سارا", "احمدی"),
        ("جناب آقای دکتر رضا کریمی‌نژاد", "جناب آقای دکتر", "رضا", "کریمی‌نژاد"),
        ("آقاي مهندس علي رضايي", "آقاي مهندس", "علي", "رضايي"),
        ("محمد رضا حسینی", "", "محمد رضا", "حسینی"),
        ("علی رضایی", "", "علی", "رضایی"),
        ("محمد علی", "", "محمد", "علی"),
        ("سید علی موسوی تبار", "", "سید علی", "موسوی تبار"),
        ("عبد الرحمن الشمري", "", "عبد الرحمن", "الشمري"),
        ("أبو بكر الصالح", "", "أبو بكر", "الصالح"),
        ("الأستاذة سارة بنت خالد", "الأستاذة", "سارة", "بنت خالد"),
        ("د. أحمد العتيبي", "د.", "أحمد", "العتيبي"),
        ("Dr. Sara Ahmadi", "Dr.", "Sara", "Ahmadi"),
        ("احمدی، خانم سارا", "خانم", "سارا", "احمدی"),
        ("سارا", "", "سارا", ""),
        ("دکتر", "", "دکتر", ""),
        ("", "", "", ""),
    ] {
        assert_eq!(parts(full), (honorific.to_owned(), given.to_owned(), family.to_owned()), "{full}");
    }
}

#[test]
fn people_are_greeted_as_their_language_does() {
    assert_eq!(greeting(&split("خانم سارا احمدی"), Language::Fa), "خانم احمدی");
    assert_eq!(greeting(&split("سارا احمدی"), Language::Fa), "سارا");
    assert_eq!(greeting(&split("الأستاذ أحمد الصالح"), Language::Ar), "أستاذ أحمد");
    assert_eq!(greeting(&split("Dr Sara Ahmadi"), Language::En), "Dr Ahmadi");
    assert_eq!(greeting(&Name::default(), Language::En), "");
}
