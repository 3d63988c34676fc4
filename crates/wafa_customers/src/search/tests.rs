use super::*;

fn finds(stored: &[i64], query: &str) -> bool {
    let plan = plan(query).unwrap_or_default();
    plan.any_of.iter().any(|all| {
        !all.is_empty() && all.iter().all(|span| stored.iter().any(|token| (span.from..span.to).contains(token)))
    })
}

#[test]
fn names_are_found_in_any_spelling_by_their_beginnings() {
    let stored = tokens_of(["سارا احمدی"], [], []);
    for query in ["سارا", "احمدي", "سا", "احمدی سارا", "سارا احم", "ســارا", "سَارا", "سا احمدی", "سا اح", "احم سا"]
    {
        assert!(finds(&stored, query), "{query}");
    }
    for query in ["رضا", "سارا رضایی", "مدی", "؟"] {
        assert!(!finds(&stored, query), "{query}");
    }
    let glued = tokens_of(["محمدرضا کریمی"], [], []);
    let apart = tokens_of(["محمد رضا کریمی"], [], []);
    for query in ["محمد رضا", "محمدرضا", "محمد‌رضا"] {
        assert!(finds(&glued, query) && finds(&apart, query), "{query}");
    }
    assert!(finds(&tokens_of(["Ahmed Al-Fārsī"], [], []), "alfarsi"));
}

#[test]
fn phones_are_found_in_any_digits_from_either_end() {
    let stored = tokens_of([], ["+989123456789"], []);
    for query in ["۰۹۱۲۳۴۵۶۷۸۹", "0912 345", "+98 912", "0098912", "٩١٢٣٤٥", "9123456789", "6789", "۵۶۷۸۹", "98912"]
    {
        assert!(finds(&stored, query), "{query}");
    }
    for query in ["0913", "6788", "345678", "+1912"] {
        assert!(!finds(&stored, query), "{query}");
    }
}

#[test]
fn codes_and_addresses_are_found_by_their_beginnings() {
    let stored = tokens_of([], [], ["c-1042", "sara@example.com"]);
    for query in ["C-1042", "c-10", "C-۱۰۴۲", "sara@ex", "SARA@EXAMPLE.COM"] {
        assert!(finds(&stored, query), "{query}");
    }
    assert!(!finds(&stored, "c-2"));
    let id: wafa_kernel::CustomerId = wafa_kernel::Id::from_raw(123_456_789);
    assert_eq!(plan(&id.to_string()).and_then(|plan| plan.id), Some(id));
}

#[test]
fn names_sort_by_the_alphabet() {
    let names = ["آرش", "بهار", "پریسا", "تینا", "ژاله", "سارا", "گلناز", "لیلا", "یاسر", "adam", "zoe", ""];
    let orders: Vec<String> = names.iter().map(|name| name_order(name, "", "")).collect();
    let mut sorted = orders.clone();
    sorted.sort();
    assert_eq!(orders, sorted);
    assert!(orders.iter().all(|order| order.bytes().all(|b| b.is_ascii_digit())));
    assert!(name_order("سارا احمدی", "سارا", "احمدی") < name_order("آرش کریمی", "آرش", "کریمی"));
}

#[test]
fn names_that_are_likely_one_have_one_print() {
    let same = |a: &str, b: &str| name_print(a) == name_print(b) && name_print(a) != 0;
    assert!(same("محمد رضا احمدی", "احمدي، محمدرضا"));
    assert!(same("Mohammad Karimi", "Mohamed Karimi"));
    assert!(same("Karimi, Sara", "sara karimi"));
    assert!(!same("سارا احمدی", "سارا کریمی"));
    assert_eq!((name_print("سارا"), name_print(""), name_print("Ali")), (0, 0, 0));
}

#[test]
fn a_prefix_is_a_range_within_its_kind() {
    for (word, longer) in [("س", "سارا"), ("سارا", "ساراییان"), ("ab", "abc")] {
        let span = word_span(Kind::Word, word);
        assert!((span.from..span.to).contains(&word_span(Kind::Word, longer).from), "{word} {longer}");
        assert!(span.to <= Kind::Phone.base());
    }
    let top = word_span(Kind::Word, "یییییییییی");
    assert!(top.from < top.to && word_span(Kind::Code, "😀😀😀😀😀😀😀😀😀😀").to <= 5 * ROOM);
}
