#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use super::*;

/// Ten pairs that go together (0 with 1, 2 with 3 …), and forty things that go with nothing.
fn shop(baskets: usize) -> Vec<Vec<u32>> {
    let mut draws = Draws::new(3);
    let mut out = Vec::new();
    for _ in 0..baskets {
        let mut basket = Vec::new();
        for _ in 0..2 {
            let pair = 2 * draws.below(10) as u32;
            basket.extend([pair, pair + 1].into_iter().filter(|_| draws.uniform() < 0.8));
        }
        basket.extend((20..60).filter(|_| draws.uniform() < 0.03));
        out.push(basket);
    }
    out
}

#[test]
fn what_goes_together_is_offered_with_its_reason() {
    for method in [Method::Bm25, Method::Cosine] {
        let offers = Offers::fit(&shop(2_000), method);
        let best = offers.offers(&[0, 25], 3);
        assert_eq!((best[0].item, best[0].because_of), (1, Some(0)), "{method:?} {best:?}");
        assert!(best.windows(2).all(|pair| pair[0].score >= pair[1].score));
        assert!(offers.offers(&[5], 10).iter().any(|offer| offer.item == 4 && offer.because_of == Some(5)));
        assert!(offers.offers(&[0, 1, 2], 59).iter().all(|offer| offer.item > 2), "nobody is offered what she has");
    }
}

#[test]
fn what_goes_together_beats_what_most_buy() {
    let rates = evaluate(&shop(3_000));
    assert_eq!(rates.len(), 3);
    let [bm25, cosine, popularity] = [0, 1, 2].map(|at| rates[at].hit_at_10);
    assert!(bm25 > 1.3 * popularity && cosine > 1.3 * popularity, "{rates:?}");
    assert_ne!(best(&rates), Method::Popularity);
    assert!(rates[0].baskets > 400);
}

#[test]
fn where_nothing_goes_together_popularity_stays() {
    let mut draws = Draws::new(9);
    let baskets: Vec<Vec<u32>> =
        (0..2_000).map(|_| (0..60_u32).filter(|item| draws.uniform() < 0.5 / f64::from(item + 1)).collect()).collect();
    assert_eq!(best(&evaluate(&baskets)), Method::Popularity);
}

#[test]
fn a_customer_without_items_is_offered_what_most_buy() {
    let offers = Offers::fit(&shop(500), Method::Bm25);
    let first = offers.offers(&[], 2)[0];
    assert!(first.item < 20 && first.because_of.is_none(), "{first:?}");
    assert_eq!(offers.offers(&[4_000_000], 2)[0], first);
    let none = Offers::fit(&[], Method::Cosine);
    assert!(none.offers(&[1], 5).is_empty());
    assert!(evaluate(&[]).is_empty() && evaluate(&[vec![1], vec![2]]).is_empty());
    assert_eq!(best(&[]), Method::Popularity);
}

#[test]
fn bm25_by_hand() {
    // Items 0 and 1 together in one basket of two, 2 in three baskets of one, 3 in one: 1.5 buyers on average, 4 items.
    let offers = Offers::fit(&[vec![0, 1], vec![2], vec![2], vec![2], vec![3]], Method::Bm25);
    let weight = 2.2 / (1.2 * (0.25 + 0.75 / 1.5) + 1.0);
    let idf = (4.0_f64 / 3.0).ln();
    let got = offers.offers(&[0], 1)[0];
    assert!((got.score - (weight * idf).powi(2)).abs() < 1e-12, "{got:?}");
}

#[test]
fn a_method_that_is_better_by_chance_only_is_not_chosen() {
    let rate = |method, hit_at_10, baskets| HitRate { method, hit_at_10, baskets };
    let of = |found, baskets| best(&[rate(Method::Bm25, found, baskets), rate(Method::Popularity, 0.30, baskets)]);
    assert_eq!(of(0.34, 100), Method::Popularity);
    assert_eq!(of(0.34, 2_000), Method::Bm25);
    assert_eq!(of(0.26, 2_000), Method::Popularity);
}

#[test]
fn what_nearly_everybody_buys_is_still_found() {
    // Everybody's things in every basket by falling chance, and one of twenty pairs of things hardly anybody buys.
    let mut draws = Draws::new(5);
    let baskets: Vec<Vec<u32>> = (0..3_000)
        .map(|_| {
            let mut basket: Vec<u32> = (0..40).filter(|item| draws.uniform() < 2.0 / f64::from(item + 3)).collect();
            let pair = 40 + 2 * draws.below(100) as u32;
            basket.extend([pair, pair + 1].into_iter().filter(|_| draws.uniform() < 0.3));
            basket
        })
        .collect();
    let rates = evaluate(&baskets);
    assert!(rates[0].hit_at_10 >= 0.97 * rates[2].hit_at_10, "{rates:?}");
}
