#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use super::*;
use proptest::prelude::*;

/// 11,104 donors of a non-profit organisation over six years: x, t_x, n, customers.
fn donations() -> Vec<Opportunities> {
    let path = std::path::PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/bgbb_donations.csv");
    let text = std::fs::read_to_string(path).unwrap();
    let rows = text.lines().skip(1).map(|line| {
        let cells: Vec<u32> = line.split(',').map(|cell| cell.parse().unwrap()).collect();
        Opportunities { weight: f64::from(cells[3]), ..Opportunities::new(cells[0], cells[1], cells[2]) }
    });
    rows.collect()
}

#[track_caller]
fn near(got: f64, want: f64, tolerance: f64) {
    assert!((got - want).abs() <= tolerance, "{got} {want}");
}

#[test]
fn donors_of_fader_hardie_shang_2010() {
    let model = BgBb::fit(&donations(), &FitOptions::default()).unwrap();
    let golden = [1.203_522_272_031_457_8, 0.749_716_350_118_906_8, 0.656_718_325_162_565_3, 2.783_442_970_560_116_7];
    for (got, want) in model.parameters().iter().zip(golden) {
        near(got.value / want, 1.0, 1e-4);
    }
    near(model.report.log_likelihood, -33_225.581_274_346_99, 1e-4);
    assert_eq!(model.report.customers, 11_104.0);
    assert!(model.report.standard_errors.is_some() && model.report.notes.is_empty(), "{:?}", model.report);
    // Printed in the paper: five more years, for who never and who always gave.
    near(model.expected_purchases(&Opportunities::new(0, 0, 6), 5), 0.07, 0.006);
    near(model.expected_purchases(&Opportunities::new(6, 6, 6), 5), 3.75, 0.006);
}

/// Every probability by playing out p and θ on a fine grid of their quantiles.
#[test]
fn predictions_agree_with_playing_them_out() {
    let (alpha, beta, gamma, delta) = (1.2, 0.75, 0.66, 2.78);
    let model = BgBb::new(alpha, beta, gamma, delta);
    let customer = Opportunities::new(2, 3, 5);
    let density = |v: f64, a: f64, b: f64| v.powf(a - 1.0) * (1.0 - v).powf(b - 1.0);
    let (mut all, mut alive_mass, mut purchases, mut active) = (0.0, 0.0, 0.0, 0.0);
    let steps = 600;
    for i in 0..steps {
        for j in 0..steps {
            // Squared nodes tame the poles of the densities at both ends.
            let node = |i: i32| (f64::from(i) + 0.5) / f64::from(steps);
            let (p, slope_p) = (1.0 - (1.0 - node(i)).powi(2), 2.0 * (1.0 - node(i)));
            let (theta, slope_theta) = (node(j).powi(2), 2.0 * node(j));
            let mass = density(p, alpha, beta) * slope_p * density(theta, gamma, delta) * slope_theta;
            let stay = 1.0 - theta;
            let alive = mass * p.powi(2) * (1.0 - p).powi(3) * stay.powi(5);
            let gone = |t: i32| mass * p.powi(2) * (1.0 - p).powi(t - 2) * theta * stay.powi(t);
            all += alive + gone(3) + gone(4);
            alive_mass += alive;
            let living: f64 = (1..=4).map(|t| stay.powi(t)).sum();
            purchases += alive * p * living;
            let silent: f64 = (0..4).map(|t| theta * (stay * (1.0 - p)).powi(t)).sum();
            active += alive * (1.0 - silent - (stay * (1.0 - p)).powi(4));
        }
    }
    near(model.p_alive(&customer), alive_mass / all, 2e-4);
    near(model.expected_purchases(&customer, 4), purchases / all, 5e-4);
    near(model.p_active(&customer, 4), active / all, 2e-4);
}

#[test]
fn discounting_shrinks_and_a_thousand_years_are_finite() {
    let model = BgBb::new(1.2, 0.75, 0.66, 2.78);
    let customer = Opportunities::new(6, 6, 6);
    let (cheap, dear) = (model.discounted_purchases(&customer, 0.01), model.discounted_purchases(&customer, 0.2));
    assert!(dear < cheap && cheap < model.discounted_purchases(&customer, 0.0), "{dear} {cheap}");
    assert!(model.discounted_purchases(&customer, 0.0).is_finite());
    near(model.expected_purchases_new(1), 1.2 / 1.95 * 2.78 / 3.44, 1e-12);
}

#[test]
fn edges_have_names_and_refusals() {
    let options = FitOptions::default();
    assert_eq!(BgBb::fit(&[], &options).unwrap_err(), FitError::NoRows);
    assert_eq!(BgBb::fit(&[Opportunities::new(0, 0, 0)], &options).unwrap_err(), FitError::NoTimeObserved);
    let odd = [Opportunities::new(3, 2, 6)];
    assert_eq!(BgBb::fit(&odd, &options).unwrap_err(), FitError::ImpossibleRow { row: 0 });
    for rows in [
        vec![Opportunities::new(0, 0, 6); 9],
        vec![Opportunities::new(6, 6, 6); 9],
        vec![Opportunities::new(10_000, 10_000, 10_000), Opportunities::new(1, 1, 10_000)],
    ] {
        let model = BgBb::fit(&rows, &options).unwrap();
        for row in &rows {
            let answers = [model.p_alive(row), model.p_active(row, 9), model.expected_purchases(row, 9)];
            assert!(answers.iter().all(|answer| answer.is_finite() && *answer >= 0.0), "{answers:?} {model:?}");
        }
    }
}

/// The quantile against P(active), which is computed from the likelihood.
#[test]
fn half_of_those_who_come_back_have_done_so() {
    for (customer, model) in [
        (Opportunities::new(2, 3, 5), BgBb::new(1.2, 0.75, 0.66, 2.78)),
        (Opportunities::new(0, 0, 6), BgBb::new(1.2, 0.75, 0.66, 2.78)),
        (Opportunities::new(1, 40, 50), BgBb::new(0.8, 9.0, 1.1, 30.0)),
    ] {
        let ever = model.p_active(&customer, 400_000);
        for q in [0.1, 0.5, 0.9] {
            let n = model.waiting_opportunities(&customer, q).unwrap();
            assert!(model.p_active(&customer, n) >= (q - 1e-6) * ever, "{n} {q}");
            assert!(n == 1 || model.p_active(&customer, n - 1) < (q + 1e-6) * ever, "{n} {q}");
        }
        assert_eq!(model.waiting_opportunities(&customer, 0.0), Some(1));
    }
    // Buys for certain, or as good as never.
    assert_eq!(BgBb::new(1e9, 1e-3, 1.0, 3.0).waiting_opportunities(&Opportunities::new(0, 0, 0), 0.99), Some(1));
    assert_eq!(BgBb::new(1e-4, 1e6, 1e-6, 1e6).waiting_opportunities(&Opportunities::new(0, 0, 9), 0.5), None);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn values_and_waits_are_lawful(
        shapes in prop::array::uniform4(-6.0..6.0_f64),
        (n, t_x, x) in (0..300_u32, 0.0..=1.0_f64, 0.0..=1.0_f64),
        (cheap, dear) in (0.001..0.5_f64, 0.0..0.5_f64),
        (thin, thick) in (0.0..1.0_f64, 0.0..1.0_f64),
        (soon, late) in (0.0..0.5_f64, 0.0..0.5_f64),
    ) {
        let [alpha, beta, gamma, delta] = shapes.map(f64::exp);
        let model = BgBb::new(alpha, beta, gamma, delta);
        let t_x = (f64::from(n) * t_x) as u32;
        let x = (f64::from(t_x) * x).ceil() as u32;
        let customer = Opportunities::new(x, if x == 0 { 0 } else { t_x }, n);
        let value = |margin, rate| model.lifetime_value(&customer, 100.0, margin, rate);
        prop_assert!(value(thin, cheap).is_finite() && value(thin, cheap) >= 0.0);
        prop_assert!(value(thin + thick, cheap) >= value(thin, cheap));
        prop_assert!(value(thin, cheap + dear) <= value(thin, cheap) * (1.0 + 1e-9));
        prop_assert!(model.lifetime_value(&customer, f64::MAX, f64::MAX, f64::NAN).is_finite());
        let (first, last) = (model.waiting_opportunities(&customer, soon), model.waiting_opportunities(&customer, soon + late));
        prop_assert!(first.is_none_or(|first| first >= 1 && last.is_none_or(|last| last >= first)));
        prop_assert!(first.is_some() || last.is_none());
    }
}
