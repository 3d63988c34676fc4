#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use super::*;

#[test]
fn one_step_is_the_ordinary_model() {
    for (n, u, a, b) in [(0.243, 8.8, 0.793, 2.426), (7.0, 3.0, 0.02, 0.3), (1000.2, 1.5, 0.8, 1002.0)] {
        let steps = Steps::since(1, n, 0.4);
        let (got, want) = (steps.expected(u, a, b), counts::expected(n, u, a, b));
        assert!((got / want - 1.0).abs() < 1e-12, "{got} {want}");
        let never = -(-n * f64::ln_1p(u)).exp_m1();
        assert!((steps.p_purchase(u) - never).abs() < 1e-12);
        assert!((steps.p_purchase(steps.quantile(0.3)) - 0.3).abs() < 1e-9);
    }
}

/// Two steps to a purchase, one of which may be made already: P(j = 1) ∝ n·w.
#[test]
fn a_late_regular_buyer_is_nearer_to_the_next_purchase() {
    let (fresh, late) = (Steps::since(2, 6.0, 0.0), Steps::since(2, 6.0, 0.5));
    assert!((late.ln_sum - 4.0_f64.ln()).abs() < 1e-12);
    let waits = |n: f64| (1.0_f64 / 1.2).powf(n) * (1.0 + n * 0.2 / 1.2);
    assert!((fresh.p_purchase(0.2) - (1.0 - waits(6.0))).abs() < 1e-12);
    let want = 1.0 - 0.25 * waits(6.0) - 0.75 * (1.0_f64 / 1.2).powf(7.0);
    assert!((late.p_purchase(0.2) - want).abs() < 1e-12);
    assert!(late.expected(0.2, 0.5, 2.0) > fresh.expected(0.2, 0.5, 2.0));
}

/// With no chance to leave, purchases are the steps completed in the renewal process: for k = 2 and Poisson
/// steps with mean m, E = m/2 − 1/4 + e^(−2m)/4.
#[test]
fn nobody_leaving_is_the_renewal_function() {
    let (n, u) = (4.0e5, 1e-5);
    let mean: f64 = n * u;
    let want = mean / 2.0 - 0.25 + (-2.0 * mean).exp() / 4.0;
    let got = Steps::since(2, n, 0.0).expected(u, 1e-12, 1.0);
    assert!((got / want - 1.0).abs() < 1e-4, "{got} {want}");
}

#[test]
fn many_steps_agree_with_the_integral() {
    for (n, u, a, b) in [(4_000.0, 4.5, 0.7, 3.0), (900.0, 15.0, 1.5, 40.0)] {
        let sum = Steps::since(3, n, 0.0).expected(u, a, b);
        let integral = counts::by_quadrature(n, u, a, b, 3.0);
        assert!((sum / integral - 1.0).abs() < 2e-2, "{sum} {integral}");
    }
}
