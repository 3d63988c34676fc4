#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use super::*;

#[track_caller]
fn near(got: f64, want: f64, tolerance: f64) {
    assert!((got - want).abs() <= tolerance, "{got} {want}");
}

fn features(rows: &[&[f64]]) -> Features {
    let mut features = Features::new(rows[0].len());
    for row in rows {
        features.push(row);
    }
    features
}

/// Hours of study and passing an exam, the usual textbook example: −4.0777 + 1.5046·hours, errors 1.7610, 0.6287.
#[test]
fn textbook_example_without_a_ridge() {
    let hours =
        [0.5, 0.75, 1.0, 1.25, 1.5, 1.75, 1.75, 2.0, 2.25, 2.5, 2.75, 3.0, 3.25, 3.5, 4.0, 4.25, 4.5, 4.75, 5.0, 5.5];
    let passed = [0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 1, 1, 1, 1, 1].map(|pass| pass == 1);
    let mut rows = Features::new(1);
    for hour in hours {
        rows.push(&[hour]);
    }
    let model = Logistic::fit(&rows, &passed, &LogisticOptions { ridge: 0.0, ..Default::default() }).unwrap();
    near(model.intercept, -4.0777, 2e-4);
    near(model.coefficients[0].value, 1.5046, 1e-4);
    near(model.coefficients[0].standard_error, 0.6287, 1e-4);
    near(model.log_likelihood, -8.02988, 1e-4);
    near(model.predict(&[5.0]), 0.97, 0.005);
}

#[test]
fn perfect_separation_equal_columns_and_constants_stay_finite() {
    let rows = features(&[&[0.0, 0.0, 7.0], &[1.0, 1.0, 7.0], &[2.0, 2.0, 7.0], &[3.0, 3.0, 7.0]]);
    let model = Logistic::fit(&rows, &[false, false, true, true], &LogisticOptions::default()).unwrap();
    near(model.coefficients[0].value, model.coefficients[1].value, 1e-9);
    assert_eq!(model.coefficients[2].value, 0.0);
    assert!(model.predict(&[3.0, 3.0, 7.0]) > 0.5 && model.predict(&[0.0, 0.0, 7.0]) < 0.5);
    for outcomes in [[true; 4], [false; 4]] {
        let model = Logistic::fit(&rows, &outcomes, &LogisticOptions::default()).unwrap();
        assert!(model.predict(&[1e300, f64::NAN, 0.0]).is_finite() && model.log_likelihood.is_finite());
    }
    assert_eq!(Logistic::fit(&Features::new(2), &[], &LogisticOptions::default()).unwrap_err(), FitError::NoRows);
    assert!(Logistic::fit(&features(&[&[1.0]]), &[true], &LogisticOptions::default()).is_ok());
}
