#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use super::*;
use crate::MbgNbd;
use crate::Transactions;
use crate::special::{ln_beta, ln_gamma};

const ROWS: [(u32, f64, f64); 4] = [(0, 0.0, 12.0), (1, 4.0, 30.0), (6, 25.0, 27.0), (40, 41.0, 52.0)];

fn rows() -> Vec<Summary> {
    ROWS.iter().map(|(x, t_x, t)| Summary::new(*x, *t_x, *t)).collect()
}

/// The likelihood as printed, term by term, without the factor of the intervals.
fn as_printed(k: u32, [r, alpha, a, b]: [f64; 4], (x, t_x, t): (u32, f64, f64)) -> f64 {
    let steps = f64::from(k) * f64::from(x);
    let x = f64::from(x);
    let area = |n: f64, s: f64| (r * alpha.ln() + ln_gamma(r + n) - ln_gamma(r) - (r + n) * (alpha + s).ln()).exp();
    let gone = (ln_beta(a + 1.0, b + x) - ln_beta(a, b)).exp() * area(steps, t_x);
    let mut factorial = 1.0;
    let mut living = 0.0;
    for j in 0..k {
        factorial *= f64::from(j.max(1));
        living += (t - t_x).powi(j as i32) / factorial * area(steps + f64::from(j), t);
    }
    (gone + (ln_beta(a, b + x + 1.0) - ln_beta(a, b)).exp() * living).ln()
}

#[test]
fn likelihood_is_the_printed_one() {
    let parameters = [0.7, 3.0, 0.6, 1.1];
    for k in 1..=4 {
        let [r, alpha, a, b] = parameters;
        let got = MbgCnbd::new(k, r, alpha, a, b).log_likelihood(&rows()).unwrap();
        let want: f64 = ROWS.iter().map(|row| as_printed(k, parameters, *row)).sum();
        assert!((got / want - 1.0).abs() < 1e-11, "k {k}: {got} {want}");
    }
}

#[test]
fn one_step_is_mbg_nbd() {
    let (one, plain) = (MbgCnbd::new(1, 0.525, 6.183, 0.891, 1.614), MbgNbd::new(0.525, 6.183, 0.891, 1.614));
    for row in rows() {
        assert_eq!(one.p_alive(&row), plain.p_alive(&row));
        assert_eq!(one.expected_purchases(&row, 20.0), plain.expected_purchases(&row, 20.0));
        assert_eq!(one.waiting_time(&row, 0.5), plain.waiting_time(&row, 0.5));
    }
}

/// Regular buyers who all come every second week or so: two steps foretell them better than one.
#[test]
fn parameters_of_regular_buyers_are_found_again() {
    let mut draws = 7_u64;
    let mut uniform = move || {
        draws = draws.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((draws >> 11) as f64 + 0.5) / (1_u64 << 53) as f64
    };
    let mut rows = Vec::new();
    for _ in 0..4_000 {
        // r = 2, α = 4 by two exponentials; everyone leaves with chance 0.1.
        let rate = -(uniform().ln() + uniform().ln()) / 4.0;
        let (mut at, mut x, mut t_x) = (0.0, 0, 0.0);
        while uniform() >= 0.1 {
            at -= (uniform().ln() + uniform().ln() + uniform().ln()) / rate;
            if at > 60.0 {
                break;
            }
            x += 1;
            t_x = at;
        }
        rows.push(Summary::new(x, t_x, 60.0));
    }
    let model = MbgCnbd::fit(&rows, 3, &FitOptions::default()).unwrap();
    assert!((model.r - 2.0).abs() < 0.15 && (model.alpha - 4.0).abs() < 0.4, "{model:?}");
    assert!((model.a / (model.a + model.b) - 0.1).abs() < 0.01, "{model:?}");
}
