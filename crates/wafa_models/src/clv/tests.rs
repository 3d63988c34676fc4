#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use super::*;
use crate::{BgNbd, MbgCnbd, MbgNbd, Nbd, ParetoNbd};

#[track_caller]
fn near(got: f64, want: f64, relative: f64) {
    assert!((got / want - 1.0).abs() <= relative, "{got} {want}");
}

#[test]
fn the_transform_of_known_functions() {
    near(laplace(|v| v), 1.0, 1e-12);
    near(laplace(|v| 1.0 - (-3.0 * v).exp()), 0.75, 1e-10);
    near(laplace(f64::sqrt), 0.886_226_925_452_758, 1e-6);
}

/// The series of monthly shares tends to the continuous figure as the months become days.
#[test]
fn residual_transactions_are_the_limit_of_discounted_purchases() {
    let customer = Summary::new(3, 20.0, 30.0);
    let models: [Box<dyn Transactions>; 5] = [
        Box::new(ParetoNbd::new(0.553, 10.578, 0.606, 11.669)),
        Box::new(BgNbd::new(0.243, 4.414, 0.793, 2.426)),
        Box::new(MbgNbd::new(0.525, 6.183, 0.891, 1.614)),
        Box::new(MbgCnbd::new(2, 0.7, 3.0, 0.6, 1.1)),
        Box::new(Nbd::new(0.5, 9.0)),
    ];
    for model in models {
        let rate = 0.05;
        let (mut sum, mut before) = (0.0, 0.0);
        for i in 1..=4_000 {
            let t = 0.1 * f64::from(i);
            let now = model.expected_purchases(&customer, t);
            sum += (now - before) * (-rate * (t - 0.05)).exp();
            before = now;
        }
        near(model.discounted_residual(&customer, rate), sum, 2e-4);
    }
}

/// Fader, Hardie & Lee (2005): Ψ(s, s; z) is the integral; for s = 1 it is e^z·E₁(z).
#[test]
fn pareto_nbd_at_s_of_one_is_the_exponential_integral() {
    let model = ParetoNbd::new(1.0, 1.0, 1.0, 9.0);
    let customer = Summary::new(0, 0.0, 1.0);
    // β+T = 10, δ = 0.1: z = 1, e·E₁(1) = 0.596347362323194.
    let want = model.p_alive(&customer) * 0.5 * 10.0 * 0.596_347_362_323_194;
    near(model.discounted_residual(&customer, 0.1), want, 1e-9);
}
