#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use super::*;

#[track_caller]
fn near(got: f64, want: f64, tolerance: f64) {
    let error = (got - want).abs() / want.abs().max(1.0);
    assert!(error <= tolerance, "got {got:e}, want {want:e}, off by {error:.1e}");
}

// Reference values below were computed with forty digits.

#[test]
fn gamma_and_digamma() {
    for (x, ln_value, slope) in [
        (1e-8, 18.420_680_738_180_21, -100_000_000.577_215_6),
        (0.1, 2.252_712_651_734_206, -10.423_754_940_411_08),
        (0.5, 0.572_364_942_924_700_1, -1.963_510_026_021_423),
        (1.5, -0.120_782_237_635_245_2, 0.036_489_973_978_576_52),
        (2.5, 0.284_682_870_472_919_2, 0.703_156_640_645_243_2),
        (9.99, 12.779_315_214_350_19, 2.250_700_372_831_201),
        (10.0, 12.801_827_480_081_47, 2.251_752_589_066_721),
        (123.456, 469.605_547_129_929_5, 4.811_829_323_828_985),
        (1e6, 12_815_504.569_147_61, 13.815_510_057_964_19),
        (1e12, 26_631_021_115_915.65, 27.631_021_115_928_05),
    ] {
        near(ln_gamma(x), ln_value, 1e-14);
        near(digamma(x), slope, 1e-14);
    }
    assert_eq!(ln_gamma(0.0), f64::INFINITY);
    assert_eq!(digamma(0.0), f64::NEG_INFINITY);
}

#[test]
fn beta_does_not_cancel() {
    for (a, b, want) in [
        (0.5, 0.5, 1.144_729_885_849_4),
        (1e-6, 3.0, 13.815_509_057_964_9),
        (2.0, 1e8, -36.841_361_497_904_73),
        (1e5, 1e5, -138_633.927_061_348_1),
        (1000.0, 1e9, -14_818.045_913_237_06),
        (3.5, 30_000.0, -34.880_506_538_380_41),
    ] {
        near(ln_beta(a, b), want, 1e-13);
        near(ln_beta(b, a), want, 1e-13);
    }
}

#[test]
fn hypergeometric_function() {
    for (a, b, c, z, want) in [
        (0.243, 2.426, 2.219, 0.8, 0.452_422_826_701_228_4),
        (2.243, 4.426, 4.219, 0.474, 1.520_558_925_917_806),
        (1000.5, 1002.4, 1001.2, 0.19, 211.079_097_652_611_9),
        (0.5, 1.5, 9.0, 0.999, 0.100_097_659_729_189_3),
        (3.0, 4.0, 20.0, 0.9, 0.659_759_267_063_195_3),
    ] {
        near(ln_hyp2f1(a, b, c, z), want, 1e-13);
    }
    near(ln_hyp2f1(1.0, 1.0, 2.0, 0.5), (2.0 * 2.0_f64.ln()).ln(), 1e-14);
    assert_eq!(ln_hyp2f1(1.0, 1.0, 2.0, 1.0), f64::INFINITY);
    assert!(ln_hyp2f1(20_000.0, 20_000.0, 1.0, 0.5).is_finite());
}

#[test]
fn sums_over_rising_factorials_agree_with_their_closed_forms() {
    for (base, from, to) in [(0.3, 0, 7), (2.5, 3, 900), (4.0, 0, 50_000), (4.0, 100, 90_000)] {
        let (low, high) = (base + from as f64, base + to as f64);
        near(ln_rising(base, from, to), ln_gamma(high) - ln_gamma(low), 1e-12);
        near(sum_inverse(base, from, to), digamma(high) - digamma(low), 1e-12);
        let survival = ln_rising(base, from, to) - ln_rising(base + 0.7, from, to);
        near(ln_survival(0.7, base, from, to), survival, 1e-9);
    }
    assert_eq!(ln_rising(1.0, 5, 5), 0.0);
}

#[test]
fn exponentials_do_not_overflow() {
    near(ln_add_exp(1000.0, 1000.0), 1000.0 + 2.0_f64.ln(), 1e-15);
    assert_eq!(ln_add_exp(f64::NEG_INFINITY, 3.0), 3.0);
    near(ln_sum_exp(&[-1e4, -1e4, -1e4]), -1e4 + 3.0_f64.ln(), 1e-15);
    assert_eq!(ln_sum_exp(&[]), f64::NEG_INFINITY);
    assert_eq!(ln_1p_exp(1e6), 1e6);
    assert_eq!(ln_1p_exp(-1e6), 0.0);
    assert_eq!((logistic(1e6), logistic(-1e6), logistic(0.0)), (1.0, 0.0, 0.5));
    for w in [-1e6, -40.0, -0.3, 0.0, 0.3, 40.0, 1e6] {
        let (value, share) = ln_1p_exp_and_logistic(w);
        near(value, ln_1p_exp(w), 1e-15);
        near(share, logistic(w), 1e-15);
    }
    near(decayed(1e-15, 3.0), 3.0, 1e-14);
    near(decayed(-0.4, 3.0), (1.2_f64.exp() - 1.0) / 0.4, 1e-14);
}

#[test]
fn twelve_points_integrate_an_exponential_to_the_last_digits() {
    let got = quadrature::integrate(0.0, 9.0, 1, |y| (-y).exp());
    near(got, 1.0 - (-9.0_f64).exp(), 1e-12);
}

#[test]
fn normal_tail_has_its_known_values() {
    for (z, want) in [
        (0.0, 0.5),
        (1.0, 0.158_655_253_931_457_05),
        (NORMAL_95, 0.025),
        (3.0, 1.349_898_031_630_094_5e-3),
        (6.0, 9.865_876_450_376_98e-10),
        (-1.0, 0.841_344_746_068_542_9),
    ] {
        assert!((normal_tail(z) / want - 1.0).abs() < 1e-12, "{z} {}", normal_tail(z));
    }
    assert_eq!(normal_tail(f64::INFINITY), 0.0);
}
