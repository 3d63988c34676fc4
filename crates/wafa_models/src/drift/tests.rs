#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use super::*;
use crate::draws::Draws;
use crate::{MbgNbd, Summary};

/// Purchases of a Poisson process of this rate within a time, as days.
fn purchases(draws: &mut Draws, rate: f64, from: f64, to: f64, into: &mut Vec<(i32, f64)>) {
    let mut at = from;
    loop {
        at -= draws.uniform().ln() / rate;
        if at >= to {
            return;
        }
        into.push((at.ceil() as i32, 1.0));
    }
}

/// Customers at two rates over 200 days, and over 60 more with their rates times `factor`.
fn shop(seed: u64, factor: f64) -> Histories {
    let mut draws = Draws::new(seed);
    let mut histories = Histories::new();
    for at in 0..600 {
        let rate = if at % 3 == 0 { 0.03 } else { 0.005 };
        let mut days = vec![(0, 1.0)];
        purchases(&mut draws, rate, 1.0, 200.0, &mut days);
        purchases(&mut draws, rate * factor, 200.0, 260.0, &mut days);
        histories.push(&days);
    }
    histories
}

fn drift(seed: u64, factor: f64) -> Drift {
    let histories = shop(seed, factor);
    let model = crate::TransactionKind::Nbd.fit(&histories.summaries(200, Unit::Day), &crate::FitOptions::default());
    Drift::since(&model.unwrap(), Unit::Day, &histories, 200, 260).unwrap()
}

#[test]
fn the_interval_covers_what_has_not_changed() {
    let covered = (0..200).filter(|seed| !drift(*seed, 1.0).is_significant()).count();
    // Of 200 intervals of 95 %, 190 are to be expected; parameters that are estimates cost some.
    assert!((178..=199).contains(&covered), "{covered}");
    assert!((0..200).all(|seed| !drift(seed, 1.0).has_drifted() || drift(seed, 1.0).is_significant()));
}

#[test]
fn a_third_fewer_purchases_are_found_and_named() {
    let found = (0..50).map(|seed| drift(seed, 0.67)).filter(Drift::has_drifted).count();
    assert_eq!(found, 50);
    let one = drift(1, 0.67);
    assert!(one.ratio() < 0.8 && one.upper < 1.0 && one.lower < one.ratio() && one.customers == 600, "{one:?}");
}

#[test]
fn the_interval_by_hand() {
    // Two customers, 10 and 30 expected, 5 and 45 came: R = 50/40, residuals −7.5 and 7.5.
    let told = Drift::of([(10.0, 5.0), (30.0, 45.0)]).unwrap();
    let half = Z * (2.0 * 7.5_f64 * 7.5).sqrt() / 40.0;
    assert!((told.lower - (1.25 - half)).abs() < 1e-12 && (told.upper - (1.25 + half)).abs() < 1e-12, "{told:?}");
    // Nobody came: the spread is 0, and the interval is that of a Poisson count.
    let none = Drift::of((0..100).map(|_| (0.3, 0.0))).unwrap();
    assert!((none.upper - Z / 30.0_f64.sqrt()).abs() < 1e-12 && none.has_drifted(), "{none:?}");
    assert!(Drift::of([(19.0, 40.0)]).is_none() && Drift::of([]).is_none());
    assert!(Drift::of([(f64::NAN, 1.0), (f64::INFINITY, 1.0)]).is_none());
}

#[test]
fn customers_who_came_after_the_fit_do_not_count() {
    let mut histories = Histories::new();
    for _ in 0..100 {
        histories.push(&[(0, 1.0), (50, 1.0), (100, 1.0)]);
    }
    let model = TransactionModel::MbgNbd(MbgNbd::new(2.0, 40.0, 0.5, 4.0));
    let before = Drift::since(&model, Unit::Day, &histories, 100, 130).unwrap();
    histories.push(&[(110, 1.0), (120, 1.0)]);
    assert_eq!(Drift::since(&model, Unit::Day, &histories, 100, 130), Some(before));
    let each = model.expected_purchases(&Summary::new(2, 100.0, 100.0), 30.0);
    assert!((before.expected - 100.0 * each).abs() < 1e-9 && before.observed == 0.0);
    assert_eq!(Drift::since(&model, Unit::Day, &histories, 100, 100), None, "no day has passed");
}

#[test]
fn a_shift_is_found_and_the_same_customers_have_none() {
    let measure: Vec<f64> = (0..1_000).map(|at| f64::from(at % 97)).collect();
    let same = Shift::of(measure.clone(), measure.clone()).unwrap();
    assert!(same.index.abs() < 1e-12 && !same.has_shifted(), "{same:?}");
    let moved = Shift::of(measure.clone(), measure.iter().map(|value| value + 40.0).collect()).unwrap();
    assert!(moved.has_shifted() && moved.now > moved.then, "{moved:?}");
    // Half and half, then a quarter and three: (1/4 − 1/2)·ln(1/2) + (3/4 − 1/2)·ln(3/2).
    let half: Vec<f64> = (0..10_000).map(|at| f64::from(at % 2)).collect();
    let quarter: Vec<f64> = (0..10_000).map(|at| f64::from(u8::from(at % 4 > 0))).collect();
    let by_hand = 0.25 * 2.0_f64.ln() + 0.25 * 1.5_f64.ln();
    assert!((Shift::of(half, quarter).unwrap().index - by_hand).abs() < 1e-3);
    assert!(Shift::of(vec![1.0; 199], vec![1.0; 500]).is_none());
    assert!(Shift::of(vec![1.0; 200], vec![1.0; 500]).unwrap().index < 0.01);
}
