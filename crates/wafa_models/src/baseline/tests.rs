#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use super::*;

#[test]
fn the_three_formulae_by_hand() {
    let often = Summary::new(6, 20.0, 24.0);
    let rows = [often, Summary { weight: 3.0, ..Summary::new(0, 0.0, 12.0) }];
    let [zero, mean, own] = Baseline::all(&rows);
    assert_eq!(zero.expected_purchases(&often, 10.0), 0.0);
    assert_eq!(zero.p_active(&often, 10.0), 0.0);
    // 6 purchases in 24 + 3·12 units of time.
    assert_eq!(mean, Baseline::Mean { rate: 0.1 });
    assert!((mean.expected_purchases(&rows[1], 10.0) - 1.0).abs() < 1e-12);
    assert!((mean.p_active(&rows[1], 10.0) - (1.0 - (-1.0_f64).exp())).abs() < 1e-12);
    assert_eq!(own.expected_purchases(&often, 8.0), 2.0);
    assert_eq!(own.expected_purchases(&rows[1], 8.0), 0.0);
    assert_eq!([zero, mean, own].map(|one| one.candidate().name()), ["zero", "mean", "own-rate"]);
}

#[test]
fn nothing_known_and_nonsense_are_answered_too() {
    assert_eq!(Baseline::mean(&[]), Baseline::Mean { rate: 0.0 });
    let odd = [f64::NAN, f64::INFINITY, -1.0, 0.0, 1e-300, f64::MAX];
    for (t, ahead) in odd.iter().flat_map(|t| odd.map(|ahead| (*t, ahead))) {
        let customer = Summary::new(u32::MAX, t, t);
        for one in Baseline::all(&[customer]).into_iter().chain([Baseline::Mean { rate: f64::NAN }]) {
            let expected = one.expected_purchases(&customer, ahead);
            assert!(expected.is_finite() && expected >= 0.0, "{one:?} {t} {ahead}");
            assert!((0.0..=1.0).contains(&one.p_active(&customer, ahead)), "{one:?} {t} {ahead}");
        }
    }
}
