#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use super::*;
use crate::special::ln_hyp2f1;

#[track_caller]
fn near(got: f64, want: f64, tolerance: f64, what: (f64, f64, f64, f64)) {
    let error = (got / want - 1.0).abs();
    assert!(error <= tolerance, "{what:?}: got {got:e}, want {want:e}, off by {error:.1e}");
}

/// Closed form with sixty digits, as published; the last line of each block is hostile to naive formulas.
const SHORT: [(f64, f64, f64, f64, f64); 11] = [
    (0.243, 8.8, 0.793, 2.426, 1.193_480_350_348_989),
    (2.243, 0.9, 0.793, 4.426, 1.685_434_973_942_724),
    (0.553, 5.0, 1.000_000_1, 2.0, 1.456_591_425_257_935),
    (3.5, 0.01, 1e-7, 0.5, 0.034_999_999_844_400_32),
    (7.0, 3.0, 0.02, 0.3, 18.893_960_791_578_67),
    (1000.2, 1.5, 0.8, 1002.0, 1_006.278_491_915_659),
    (0.24, 200.0, 1.6, 0.4, 1.059_100_678_015_459),
    (26.0, 1e-9, 0.8, 3.0, 2.599_999_992_610_526e-8),
    (199.0561, 40.7, 6.674, 2.0, 1.352_485_019_386_676),
    (900.0, 9.0, 1.2, 3.0, 12.794_056_526_972_6),
    (5000.0, 2.5, 0.3, 800.0, 7_032.194_729_781_609),
];

const LONG: [(f64, f64, f64, f64, f64); 6] = [
    (0.243, 5000.0, 0.793, 2.426, 19.250_366_436_405_93),
    (3000.0, 50.0, 1.5, 40.0, 79.681_409_132_607_64),
    (10_000.0, 30.0, 0.2, 9000.0, 179_172.964_814_453_4),
    (2.0, 1e6, 2.0, 0.3, 1.299_999_609_995_82),
    (50.0, 1e5, 0.001, 0.002, 3_283_682.128_876_462),
    (200.0, 2000.0, 300.0, 5000.0, 17.722_408_026_755_85),
];

#[test]
fn series_has_thirteen_digits() {
    for (n, u, a, b, want) in SHORT {
        near(expected(n, u, a, b), want, 2e-13, (n, u, a, b));
    }
}

#[test]
fn quadrature_has_nine_digits() {
    for (n, u, a, b, want) in LONG {
        near(by_quadrature(n, u, a, b, 1.0), want, 1e-9, (n, u, a, b));
        near(expected(n, u, a, b), want, 1e-9, (n, u, a, b));
    }
    for (n, u, a, b, want) in SHORT {
        near(by_quadrature(n, u, a, b, 1.0), want, 1e-8, (n, u, a, b));
    }
}

#[test]
fn equals_the_closed_form_with_the_hypergeometric_function() {
    for (n, u, a, b) in [(0.5_f64, 2.0_f64, 0.4, 1.7), (4.2, 0.7, 2.3, 5.1), (40.0, 0.3, 3.0, 60.0)] {
        let z = u / (1.0 + u);
        let ln_part = n * (-z).ln_1p() + ln_hyp2f1(n, b, a + b - 1.0, z);
        let closed = (a + b - 1.0) / (a - 1.0) * -ln_part.exp_m1();
        near(expected(n, u, a, b), closed, 1e-11, (n, u, a, b));
    }
}

#[test]
fn nothing_comes_of_no_time_and_nothing_is_lost_without_dropout() {
    assert_eq!(expected(2.0, 0.0, 1.0, 1.0), 0.0);
    assert_eq!(expected(0.0, 5.0, 1.0, 1.0), 0.0);
    near(expected(3.0, 2.0, 1e-12, 5.0), 6.0, 1e-9, (3.0, 2.0, 1e-12, 5.0));
    near(expected(3.0, 2.0, 1e9, 1e-9), 1.0 - 3.0_f64.powi(-3), 1e-6, (3.0, 2.0, 1e9, 1e-9));
}
