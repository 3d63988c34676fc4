#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use super::*;

/// Customers who bought these items.
fn baskets(bought: Vec<Vec<u32>>, items: u32) -> Baskets {
    let named = (0..items).map(|item| (format!("p{item}"), format!("Product {item}"))).collect();
    let owners = bought.into_iter().enumerate().map(|(at, items)| (CustomerId::from_raw(at as i64), items)).collect();
    Baskets { items: named, bought: owners, ..Baskets::default() }
}

fn owning(item: u32) -> Baskets {
    baskets(vec![Vec::new()], 0).with_item(&format!("p{item}"))
}

/// Forty pairs that belong together: popularity finds a quarter of them at most.
#[test]
fn what_belongs_together_is_recommended_with_its_reason() {
    let pairs = (0..800).map(|at| vec![at % 40 * 2, at % 40 * 2 + 1]).collect();
    let learnt = Learnt::of(baskets(pairs, 80), 1_600);
    let told = learnt.suggest(&owning(6), 3);
    assert!(told.recommended && told.best_rate().unwrap() > told.rate(Method::Popularity).unwrap());
    let first = told.suggestions.first().unwrap();
    assert_eq!((first.name.as_str(), first.because_of.as_deref()), ("Product 7", Some("Product 6")));
    assert!(told.suggestions.iter().all(|one| one.because_of.is_some()));
}

#[test]
fn what_is_only_popular_is_not_recommended() {
    // Nobody buys anything together; and a shop of a few baskets proves nothing.
    let few = (0..20).map(|at| vec![at % 4 * 2, at % 4 * 2 + 1]).collect();
    let told = Learnt::of(baskets(few, 8), 40).suggest(&owning(0), 3);
    assert!(!told.recommended);
    assert!(told.suggestions.iter().all(|one| one.because_of.is_none() && one.code != "p0"), "{told:?}");
    let nobody = Learnt::of(baskets(Vec::new(), 0), 0).suggest(&owning(0), 3);
    assert_eq!((nobody.suggestions.len(), nobody.recommended), (0, false));
}
