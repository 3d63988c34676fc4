#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use super::*;

fn row(x: u32, mean: f64) -> ValueSummary {
    ValueSummary { x, mean, weight: 1.0 }
}

#[test]
fn equal_values_are_named_and_expected_back() {
    let rows: Vec<ValueSummary> = (1..40).map(|x| row(x, 25.0)).collect();
    let model = GammaGamma::fit(&rows, &FitOptions::default()).unwrap();
    assert!(model.report.notes.contains(&Note::EqualValues), "{:?}", model.report.notes);
    for x in [0, 1, 9] {
        assert!((model.expected_value(x, 25.0) - 25.0).abs() < 0.1, "{model:?}");
    }
}

#[test]
fn correlation_of_count_and_value_is_reported() {
    let rows: Vec<ValueSummary> = (1..60).map(|x| row(x, f64::from(x) * 3.0 + 5.0)).collect();
    let model = GammaGamma::fit(&rows, &FitOptions::default()).unwrap();
    assert!(model.correlation.unwrap() > 0.999);
    assert!(model.report.notes.iter().any(|note| matches!(note, Note::ValueDependsOnFrequency { .. })));
}

#[test]
fn rows_without_value_are_left_out_and_counted() {
    let rows = [row(2, 10.0), row(3, 14.0), row(1, 0.0), row(4, -3.0), row(0, 5.0), row(1, f64::NAN)];
    let model = GammaGamma::fit(&rows, &FitOptions::default()).unwrap();
    assert!(model.report.notes.contains(&Note::RowsLeftOut { rows: 4 }));
    assert!((model.report.customers - 2.0).abs() < 1e-12);
    assert!((model.observed_mean - 62.0 / 5.0).abs() < 1e-9);
    assert_eq!(GammaGamma::fit(&[row(1, 0.0)], &FitOptions::default()), Err(FitError::NoRows));
}

#[test]
fn without_a_population_mean_the_observed_one_stands_in() {
    let model = GammaGamma::new(2.0, 0.8, 15.0, 33.0);
    assert_eq!(model.expected_value(0, 0.0), 33.0);
    assert!(model.expected_value(1, 20.0).is_finite());
}

#[test]
fn scaling_the_currency_scales_gamma_only() {
    let rows: Vec<ValueSummary> = (1_u32..80).map(|i| row(i % 7 + 1, 10.0 + f64::from(i * i % 53))).collect();
    let rials: Vec<ValueSummary> = rows.iter().map(|r| ValueSummary { mean: r.mean * 1e6, ..*r }).collect();
    let (small, large) = (
        GammaGamma::fit(&rows, &FitOptions::default()).unwrap(),
        GammaGamma::fit(&rials, &FitOptions::default()).unwrap(),
    );
    assert!((large.p / small.p - 1.0).abs() < 1e-4 && (large.q / small.q - 1.0).abs() < 1e-4);
    assert!((large.gamma / small.gamma / 1e6 - 1.0).abs() < 1e-4);
}
