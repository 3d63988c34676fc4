#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use super::*;
use proptest::prelude::*;

const HIGH_END: [f64; 7] = [131.0, 126.0, 90.0, 60.0, 42.0, 34.0, 26.0];
const REGULAR: [f64; 7] = [369.0, 163.0, 86.0, 56.0, 37.0, 27.0, 21.0];

#[track_caller]
fn near(got: f64, want: f64, tolerance: f64) {
    assert!((got - want).abs() <= tolerance, "{got} {want}");
}

/// Fader & Hardie (2007): 1,000 customers of each of two cohorts over seven years; likelihoods with more digits.
#[test]
fn cohorts_of_fader_hardie_2007() {
    for (cancelled, alpha, beta, log_likelihood) in [
        (HIGH_END, 0.668_088_389_734_440_3, 3.806_095_321_357_859_4, -1_611.158_147_391_155_1),
        (REGULAR, 0.704_077_342_348_645_9, 1.182_043_108_780_227, -1_680.265_188_463_286_7),
    ] {
        let model = Sbg::fit_cohort(&cancelled, 1_000.0, &FitOptions::default()).unwrap();
        near(model.alpha, alpha, 1e-5);
        near(model.beta, beta, 1e-4);
        near(model.report.log_likelihood, log_likelihood, 1e-6);
        assert!(model.report.standard_errors.is_some() && model.report.notes.is_empty(), "{:?}", model.report);
        near(model.survival(0), 1.0, 0.0);
        near(model.survival(1) * model.retention(2), model.survival(2), 1e-12);
        near((1..=30).map(|t| model.p_cancels(t)).sum::<f64>(), 1.0 - model.survival(30), 1e-12);
    }
}

/// Fader & Hardie (2010), table of residual lifetimes of customers active for one to five years, 10 % discount.
#[test]
fn residual_lifetimes_of_fader_hardie_2010() {
    for (alpha, beta, published) in
        [(3.80, 15.20, [3.31, 3.45, 3.59, 3.72, 3.84]), (0.067, 0.267, [7.68, 9.46, 9.86, 10.06, 10.19])]
    {
        for (renewals, want) in (0..).zip(published) {
            // The printed parameters have two or three digits.
            near(Sbg::new(alpha, beta).residual_lifetime(renewals, 0.1) / want, 1.0, 2e-3);
        }
    }
}

#[test]
fn cohorts_of_different_age_are_fitted_together() {
    let mut rows = Vec::new();
    let truth = Sbg::new(1.2, 4.0);
    for seen in [3_u32, 5, 8] {
        for t in 1..=seen {
            rows.push(Contract { periods: t, cancelled: true, weight: 1e6 * truth.p_cancels(t) });
        }
        rows.push(Contract { periods: seen, cancelled: false, weight: 1e6 * truth.survival(seen) });
    }
    let model = Sbg::fit(&rows, &FitOptions::default()).unwrap();
    near(model.alpha, 1.2, 1e-3);
    near(model.beta, 4.0, 1e-3);
    near(model.log_likelihood(&rows).unwrap() / model.report.log_likelihood, 1.0, 1e-12);
}

#[test]
fn edges_have_names_and_refusals() {
    let options = FitOptions::default();
    let nobody = Sbg::fit_cohort(&[0.0, 0.0, 0.0], 50.0, &options).unwrap();
    assert!(nobody.report.notes.contains(&Note::NobodyDropsOut), "{nobody:?}");
    assert!(nobody.residual_lifetime(3, 0.1).is_finite());
    let everybody = Sbg::fit_cohort(&[50.0], 50.0, &options).unwrap();
    assert!(everybody.residual_lifetime(1, 0.1).is_finite() && everybody.survival(1) < 0.01, "{everybody:?}");
    assert_eq!(Sbg::fit_cohort(&[], 50.0, &options).unwrap_err(), FitError::NoTimeObserved);
    assert_eq!(Sbg::fit_cohort(&[60.0], 50.0, &options).unwrap_err(), FitError::ImpossibleRow { row: 1 });
    assert_eq!(Sbg::fit_cohort(&[f64::NAN], 50.0, &options).unwrap_err(), FitError::ImpossibleRow { row: 1 });
    assert_eq!(Sbg::fit(&[], &options).unwrap_err(), FitError::NoRows);
}

/// Every value against its sum over the survival curve, which is another road (logarithms of beta functions).
#[test]
fn lifetime_values_are_sums_over_the_survival_curve() {
    let rate = 0.1;
    for (alpha, beta) in [(3.80, 15.20), (0.067, 0.267), (0.668, 3.806), (2.5, 0.4)] {
        let model = Sbg::new(alpha, beta);
        let worth = |from: u32| -> f64 {
            (0..600_u32)
                .map(|t| model.survival(from + t) / model.survival(from) / (1.0_f64 + rate).powi(t as i32))
                .sum()
        };
        near(model.lifetime_value(100.0, 0.7, rate) / (70.0 * worth(0)), 1.0, 1e-10);
        for renewals in [0, 1, 7] {
            // Due now: the first renewal is not discounted.
            let due = (worth(renewals) - 1.0) * (1.0 + rate);
            near(model.residual_value(renewals, 100.0, 0.7, rate) / (70.0 * due), 1.0, 1e-10);
        }
    }
    // Once, and never again: everyone leaves.
    near(Sbg::new(1e9, 1e-9).lifetime_value(100.0, 0.5, 0.0), 50.0, 1e-6);
}

#[test]
fn tenure_is_finite_only_where_it_is() {
    let model = Sbg::new(3.80, 15.20);
    near(model.remaining_tenure(0).unwrap(), 15.20 / 2.80, 1e-12);
    near(model.remaining_tenure(5).unwrap() / model.residual_lifetime(5, 0.0), 1.0, 1e-9);
    near(model.renewals_within(5, 3), (6..=8).map(|t| model.survival(t) / model.survival(5)).sum(), 1e-12);
    near(model.renewals_within(5, 2_000_000) / model.remaining_tenure(5).unwrap(), 1.0, 1e-9);
    assert_eq!(model.renewals_within(5, 0), 0.0);
    assert_eq!(Sbg::new(1.0, 4.0).remaining_tenure(2), None);
    assert_eq!(Sbg::new(f64::NAN, 4.0).remaining_tenure(2), None);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn values_rise_with_the_margin_and_fall_with_the_discount(
        alpha in -7.0..7.0_f64,
        beta in -7.0..7.0_f64,
        renewals in 0..5_000_u32,
        (cheap, dear) in (0.001..0.5_f64, 0.0..0.5_f64),
        (thin, thick) in (0.0..1.0_f64, 0.0..1.0_f64),
    ) {
        let model = Sbg::new(alpha.exp(), beta.exp());
        let dear = cheap + dear;
        let thick = thin + thick;
        for value in [
            &|margin, rate| model.lifetime_value(100.0, margin, rate),
            &|margin, rate| model.residual_value(renewals, 100.0, margin, rate),
        ] as [&dyn Fn(f64, f64) -> f64; 2] {
            prop_assert!(value(thin, cheap).is_finite() && value(thin, cheap) >= 0.0);
            prop_assert!(value(thick, cheap) >= value(thin, cheap));
            prop_assert!(value(thin, dear) <= value(thin, cheap) * (1.0 + 1e-9));
            prop_assert!(value(f64::NAN, f64::NAN).is_finite() && value(f64::INFINITY, -1.0).is_finite());
        }
        prop_assert!(model.lifetime_value(f64::MAX, f64::MAX, 0.0).is_finite());
        prop_assert!(model.renewals_within(renewals, 50) <= 50.0);
        let within = model.renewals_within(renewals, 50) * (1.0 - 1e-9);
        prop_assert!(model.remaining_tenure(renewals).is_none_or(|tenure| tenure >= within));
    }
}
