#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use super::*;
use crate::draws::Draws;

/// Customers of an MBG/NBD population (r 1, α 10, a 1, b 4), half of whom (z = 1) buy e^0.7 times as often and
/// leave with b·e^−0.8.
fn population(customers: usize) -> (Vec<Summary>, Features) {
    let mut draws = Draws::new(21);
    let (mut rows, mut covariates) = (Vec::new(), Features::new(1));
    for i in 0..customers {
        let z = f64::from(u8::from(i % 2 == 0));
        let rate = -draws.uniform().ln() / 10.0 * (0.7 * z).exp();
        // Beta(1, b) by inversion.
        let leaving = 1.0 - draws.uniform().powf(1.0 / (4.0 * (-0.8 * z).exp()));
        let (mut at, mut x, mut t_x) = (0.0, 0, 0.0);
        while draws.uniform() >= leaving {
            at -= draws.uniform().ln() / rate;
            if at > 100.0 {
                break;
            }
            x += 1;
            t_x = at;
        }
        rows.push(Summary::new(x, t_x, 100.0));
        covariates.push(&[z]);
    }
    (rows, covariates)
}

#[test]
fn coefficients_are_found_again_within_their_errors() {
    let (rows, covariates) = population(6_000);
    let model = WithCovariates::fit(CovariateModel::MbgNbd, &rows, &covariates, &FitOptions::default()).unwrap();
    let errors = model.report.standard_errors.clone().unwrap();
    assert_eq!(errors.len(), 6);
    assert!((model.purchase[0] - 0.7).abs() < 3.0 * errors[4] && errors[4] < 0.2, "{model:?}");
    assert!((model.dropout[0] - 0.8).abs() < 3.0 * errors[5] && errors[5] < 0.2, "{model:?}");
    let plain = MbgNbd::fit(&rows, &FitOptions::default()).unwrap();
    assert!(model.report.log_likelihood > plain.report.log_likelihood + 50.0, "{model:?}");
    let customer = Summary::new(3, 50.0, 60.0);
    let (one, other) = (model.model_for(&[1.0]), model.model_for(&[0.0]));
    assert!(one.p_alive(&customer) < other.p_alive(&customer));
    assert!(one.expected_purchases_new(10.0) > other.expected_purchases_new(10.0));
}

#[test]
fn covariates_that_say_nothing_change_nothing() {
    let (rows, _) = population(1_500);
    let mut constant = Features::new(2);
    for _ in &rows {
        constant.push(&[0.0, 0.0]);
    }
    for (model, kind) in [
        (CovariateModel::ParetoNbd, TransactionKind::ParetoNbd),
        (CovariateModel::BgNbd, TransactionKind::BgNbd),
        (CovariateModel::MbgNbd, TransactionKind::MbgNbd),
        (CovariateModel::Nbd, TransactionKind::Nbd),
    ] {
        let with = WithCovariates::fit(model, &rows, &constant, &FitOptions::default()).unwrap();
        let plain = kind.fit(&rows, &FitOptions::default()).unwrap();
        assert!((with.report.log_likelihood - plain.report().log_likelihood).abs() < 1e-3, "{with:?} {plain:?}");
        assert_eq!(with.purchase, [0.0, 0.0]);
        assert!(with.report.standard_errors.is_none(), "no figure for what cannot be known");
    }
}

/// The gradient against differences of the value.
#[test]
fn slopes_are_right() {
    let (rows, covariates) = population(40);
    for model in [CovariateModel::ParetoNbd, CovariateModel::BgNbd, CovariateModel::MbgNbd] {
        let pairs = rows.iter().zip(covariates.iter()).map(|(row, z)| (one_row(row, 100.0), z)).collect();
        let likelihood = Likelihood { model, rows: pairs, customers: 40.0 };
        let at: [f64; 6] = [0.1, -1.2, -0.3, 0.6, 0.4, -0.5];
        let (_, gradient) = likelihood.evaluate(&at);
        for i in 0..6 {
            let (mut up, mut down) = (at, at);
            up[i] += 1e-5;
            down[i] -= 1e-5;
            let slope = (likelihood.evaluate(&up).0 - likelihood.evaluate(&down).0) / 2e-5;
            assert!((slope - gradient[i]).abs() < 1e-7, "{model:?} {i}: {slope} {}", gradient[i]);
        }
    }
}

/// NBD customers (r 1, α 10), half of whom buy e^0.7 times as often; z₂ says nothing.
#[test]
fn nbd_finds_what_moves_the_rate_and_knows_no_leaving() {
    let mut draws = Draws::new(5);
    let (mut rows, mut covariates) = (Vec::new(), Features::new(2));
    for i in 0..4_000 {
        let (z, noise) = (f64::from(u8::from(i % 2 == 0)), draws.uniform() - 0.5);
        // Gamma(1, 10): exponential.
        let rate = -draws.uniform().ln() / 10.0 * (0.7 * z).exp();
        let (mut at, mut x, mut t_x) = (0.0, 0, 0.0);
        loop {
            at -= draws.uniform().ln() / rate;
            if at > 52.0 {
                break;
            }
            x += 1;
            t_x = at;
        }
        rows.push(Summary::new(x, t_x, 52.0));
        covariates.push(&[z, noise]);
    }
    let model = WithCovariates::fit(CovariateModel::Nbd, &rows, &covariates, &FitOptions::default()).unwrap();
    let errors = model.report.standard_errors.clone().unwrap();
    assert_eq!((errors.len(), model.dropout.len()), (4, 0));
    assert!((model.purchase[0] - 0.7).abs() < 3.0 * errors[2] && errors[2] < 0.1, "{model:?}");
    assert!(model.purchase[1].abs() < 3.0 * errors[3], "{model:?}");
    let (one, other) = (model.model_for(&[1.0, 0.0]), model.model_for(&[0.0, 0.0]));
    let ratio = one.expected_purchases_new(10.0) / other.expected_purchases_new(10.0);
    assert!((ratio - model.purchase[0].exp()).abs() < 1e-9, "{ratio}");
    assert_eq!(one.p_alive(&rows[0]), 1.0);
}

#[test]
fn slopes_of_nbd_are_right() {
    let (rows, covariates) = population(40);
    let pairs = rows.iter().zip(covariates.iter()).map(|(row, z)| (one_row(row, 100.0), z)).collect();
    let likelihood = Likelihood { model: CovariateModel::Nbd, rows: pairs, customers: 40.0 };
    let at: [f64; 3] = [0.1, -1.2, 0.4];
    let (_, gradient) = likelihood.evaluate(&at);
    for i in 0..3 {
        let (mut up, mut down) = (at, at);
        up[i] += 1e-5;
        down[i] -= 1e-5;
        let slope = (likelihood.evaluate(&up).0 - likelihood.evaluate(&down).0) / 2e-5;
        assert!((slope - gradient[i]).abs() < 1e-7, "{i}: {slope} {}", gradient[i]);
    }
}

#[test]
fn refusals_say_what_is_wrong() {
    let (rows, covariates) = population(10);
    let options = FitOptions::default();
    let fit = |features: &Features| WithCovariates::fit(CovariateModel::BgNbd, &rows, features, &options).unwrap_err();
    assert_eq!(fit(&covariates.only(&[0, 1])), FitError::ImpossibleRow { row: 2 });
    let mut wide = Features::new(7);
    for _ in 0..10 {
        wide.push(&[0.0; 7]);
    }
    assert_eq!(fit(&wide), FitError::TooManyColumns { most: 6 });
    let nbd = WithCovariates::fit(CovariateModel::Nbd, &rows, &wide, &options).unwrap_err();
    assert_eq!(nbd, FitError::TooManyColumns { most: 6 });
    let none = WithCovariates::fit(CovariateModel::BgNbd, &rows, &wide_none(), &options).unwrap();
    assert_eq!(none.model_for(&[f64::NAN]).kind(), TransactionKind::BgNbd);
}

fn wide_none() -> Features {
    let mut none = Features::new(0);
    for _ in 0..10 {
        none.push(&[]);
    }
    none
}
