#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use super::*;
use crate::draws::Draws;

/// An experiment in which the effect is `flat` for everyone and `steep`·x on top, x uniform in (−1, 1).
fn experiment(customers: usize, flat: f64, steep: f64) -> (Features, Vec<bool>, Vec<f64>) {
    let mut draws = Draws::new(5);
    let (mut features, mut treated, mut outcomes) = (Features::new(2), Vec::new(), Vec::new());
    for _ in 0..customers {
        let (x, noise) = (2.0 * draws.uniform() - 1.0, draws.uniform());
        let own = draws.uniform() < 0.5;
        let chance = 0.2 + if own { flat + steep * x } else { 0.0 };
        features.push(&[x, noise]);
        treated.push(own);
        outcomes.push(f64::from(u8::from(draws.uniform() < chance)));
    }
    (features, treated, outcomes)
}

#[test]
fn an_effect_that_differs_is_found_and_ranked() {
    let (features, treated, outcomes) = experiment(8_000, 0.05, 0.15);
    let report = measure(&features, &treated, &outcomes, &UpliftOptions::default()).unwrap();
    let (low, high) = report.average_effect_interval;
    assert!(low < 0.05 && 0.05 < high && high - low < 0.05, "{report:?}");
    assert!(report.heterogeneous && report.qini > 0.02, "{report:?}");
    assert!(report.qini_interval.0 <= report.qini && report.qini <= report.qini_interval.1);
    assert!(report.at[0].uplift.unwrap() > report.average_effect + 0.05, "{report:?}");
    assert_eq!(report.at[9].customers, 8_000);
    assert!((report.at[9].uplift.unwrap() - report.average_effect).abs() < 1e-12);
    let model = TwoModels::fit(&features, &treated, &outcomes, &LogisticOptions::default()).unwrap();
    assert!(model.uplift(&[0.9, 0.5]) > 0.1 && model.uplift(&[-0.9, 0.5]) < 0.0);
}

#[test]
fn an_effect_equal_for_all_is_nothing_to_target_by() {
    let (features, treated, outcomes) = experiment(8_000, 0.08, 0.0);
    let report = measure(&features, &treated, &outcomes, &UpliftOptions::default()).unwrap();
    assert!(report.average_effect_interval.0 > 0.0, "{report:?}");
    assert!(!report.heterogeneous && report.qini_interval.1 > 0.0, "{report:?}");
}

#[test]
fn qini_by_hand() {
    let row = |uplift, treated, outcome| Ranked { uplift, treated, outcome };
    let perfect = [row(4.0, true, 1.0), row(3.0, true, 0.0), row(2.0, false, 0.0), row(1.0, false, 1.0)];
    // Heights 1, 1, 1, 0 against the perfect 1, 1 (the two zeros together), 0: area 3 less 0 against 3 less 0.
    let curve = 0.5 + 1.0 + 1.0 + 0.5;
    let best = 0.5 + 2.0 + 0.5;
    assert!((qini::coefficient(&perfect) - curve / best).abs() < 1e-12, "{}", qini::coefficient(&perfect));
    let equal = perfect.map(|one| Ranked { uplift: 0.0, ..one });
    assert!(qini::coefficient(&equal).abs() < 1e-12);
}

#[test]
fn edges_are_refused_or_answered() {
    let options = UpliftOptions { bootstraps: 60, ..UpliftOptions::default() };
    let mut features = Features::new(1);
    assert_eq!(measure(&features, &[], &[], &options).unwrap_err(), FitError::NoRows);
    for i in 0..6 {
        features.push(&[f64::from(i)]);
    }
    assert_eq!(measure(&features, &[true; 6], &[1.0; 6], &options).unwrap_err(), FitError::OneOutcome);
    assert_eq!(measure(&features, &[false; 6], &[1.0; 6], &options).unwrap_err(), FitError::NoRows);
    let treated = [true, false, true, false, true, false];
    for outcomes in [[0.0; 6], [1.0; 6], [f64::NAN; 6], [-3.0; 6], [1e300; 6]] {
        let report = measure(&features, &treated, &outcomes, &options).unwrap();
        assert!(report.qini.is_finite() && report.average_effect.is_finite(), "{report:?}");
        assert!(!report.heterogeneous, "{report:?}");
    }
}
