//! Random shops, contracts, cohorts, experiments and baskets: no panic, no NaN, no infinity, whatever comes in.
//!
//! Each law runs some dozens of cases with every test run. The long run tries many thousands of each:
//! `WAFA_FUZZ_CASES=20000 cargo test --release -p wafa_models --test models fuzz`. It is property testing by
//! `proptest` (random inputs, shrunk to the smallest that fails), not coverage-guided fuzzing, which needs a
//! nightly compiler.

use proptest::prelude::*;
use wafa_models::churn::{Logistic, LogisticOptions};
use wafa_models::covariates::{CovariateModel, WithCovariates};
use wafa_models::features::{Column, Encoding, Features};
use wafa_models::offers::{Method, Offers, evaluate};
use wafa_models::uplift::{UpliftOptions, measure};
use wafa_models::{
    BgBb, Contract, FitError, FitOptions, Histories, KaplanMeier, MbgCnbd, Opportunities, Sbg, Split, Stay, Summary,
    TransactionKind, Transactions, Unit, holdout_value, log_rank, steps_to_a_purchase,
};

fn cases(usual: u32) -> ProptestConfig {
    let cases = std::env::var("WAFA_FUZZ_CASES").ok().and_then(|text| text.parse().ok()).unwrap_or(usual);
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

fn weird() -> impl Strategy<Value = f64> {
    prop_oneof![Just(0.0), Just(1.0), 0.0..1.0_f64, 0.0..1e6_f64, any::<f64>()]
}

fn customer() -> impl Strategy<Value = Summary> {
    let x = prop_oneof![Just(0_u32), 1..20_u32, 20..10_001_u32];
    (x, 0.0..=1.0_f64, prop_oneof![Just(0.0), 0.0..400.0_f64])
        .prop_map(|(x, share, t)| Summary::new(x, if x == 0 { 0.0 } else { share * t }, t))
}

/// One who buys no more than a few hundred times.
fn occasional() -> impl Strategy<Value = Summary> {
    customer().prop_map(|customer| Summary {
        x: customer.x % 300,
        t_x: if customer.x % 300 == 0 { 0.0 } else { customer.t_x },
        ..customer
    })
}

fn all_finite(values: impl IntoIterator<Item = f64>) -> Result<(), TestCaseError> {
    for value in values {
        prop_assert!(value.is_finite(), "{value}");
    }
    Ok(())
}

proptest! {
    #![proptest_config(cases(32))]

    #[test]
    fn regular_buyers(rows in prop::collection::vec(customer(), 1..6), k in 0..20_u32, t in weird(), rate in weird()) {
        match MbgCnbd::fit(&rows, k, &FitOptions::default()) {
            Ok(model) => {
                all_finite(model.parameters().iter().map(|parameter| parameter.value))?;
                all_finite([model.report.log_likelihood])?;
                all_finite(model.report.standard_errors.clone().unwrap_or_default())?;
                for row in &rows {
                    let (alive, active) = (model.p_alive(row), model.p_active(row, t));
                    prop_assert!((0.0..=1.0).contains(&alive) && (0.0..=alive).contains(&active), "{} {}", alive, active);
                    all_finite([model.expected_purchases(row, t), model.discounted_residual(row, rate)])?;
                    all_finite(model.waiting_time(row, 0.5))?;
                }
            }
            Err(error) => prop_assert_eq!(error, FitError::NoTimeObserved),
        }
    }

    #[test]
    fn contracts(
        rows in prop::collection::vec((0..60_u32, any::<bool>(), weird()), 0..20),
        renewals in any::<u32>(),
        rate in 0.01..2.0_f64,
    ) {
        let rows: Vec<Contract> =
            rows.into_iter().map(|(periods, cancelled, weight)| Contract { periods, cancelled, weight }).collect();
        if let Ok(model) = Sbg::fit(&rows, &FitOptions::default()) {
            all_finite([model.report.log_likelihood, model.alpha, model.beta])?;
            all_finite([model.residual_lifetime(renewals, rate), model.retention(renewals)])?;
            prop_assert!((0.0..=1.0).contains(&model.survival(renewals)) && (0.0..=1.0).contains(&model.p_cancels(renewals)));
        }
    }

    #[test]
    fn opportunities(
        rows in prop::collection::vec((0..300_u32, 0..300_u32, 0..300_u32, weird()), 0..20),
        n in 0..2_000_u32,
        rate in 0.01..2.0_f64,
    ) {
        let tidy: Vec<Opportunities> = rows
            .iter()
            .map(|(x, t_x, n, weight)| {
                let t_x = *t_x.min(n);
                let x = *x.min(&t_x);
                Opportunities { x, t_x: if x == 0 { 0 } else { t_x }, n: *n, weight: weight.abs().clamp(0.1, 1e9) }
            })
            .collect();
        let odd: Vec<Opportunities> =
            rows.iter().map(|(x, t_x, n, weight)| Opportunities { x: *x, t_x: *t_x, n: *n, weight: *weight }).collect();
        for rows in [tidy, odd] {
            let Ok(model) = BgBb::fit(&rows, &FitOptions::default()) else { continue };
            all_finite([model.report.log_likelihood, model.expected_purchases_new(n)])?;
            for row in &rows {
                let (alive, active) = (model.p_alive(row), model.p_active(row, n));
                prop_assert!((0.0..=1.0).contains(&alive) && (0.0..=alive).contains(&active), "{} {}", alive, active);
                all_finite([model.expected_purchases(row, n), model.discounted_purchases(row, rate)])?;
            }
        }
    }

    #[test]
    fn stays(rows in prop::collection::vec((weird(), any::<bool>(), weird()), 0..40), cut in 0..40_usize) {
        let rows: Vec<Stay> =
            rows.into_iter().map(|(duration, left, weight)| Stay { duration, left, weight }).collect();
        if let Ok(curve) = KaplanMeier::fit(&rows) {
            for point in &curve.points {
                let lawful = 0.0 <= point.lower && point.lower <= point.survival && point.survival <= point.upper;
                prop_assert!(lawful && point.upper <= 1.0, "{:?}", point);
            }
            prop_assert!(curve.points.windows(2).all(|pair| pair[1].survival <= pair[0].survival));
        }
        let (one, other) = rows.split_at(cut.min(rows.len()));
        if let Ok(test) = log_rank(one, other) {
            prop_assert!(test.chi_square >= 0.0 && (0.0..=1.0).contains(&test.p_value), "{:?}", test);
        }
    }

    #[test]
    fn tables(
        numbers in prop::collection::vec(prop_oneof![Just(None), weird().prop_map(Some)], 1..60),
        words in prop::collection::vec("[a-c]{0,1}", 1..60),
        seed in any::<u64>(),
    ) {
        let columns = vec![("n".to_owned(), Column::Numbers(numbers)), ("w".to_owned(), Column::Words(words))];
        let features = Encoding::learn(&columns).encode(&columns);
        let bit = |at: usize, by: u32| (seed.rotate_left(at as u32 * by) & 1) == 1;
        let outcomes: Vec<bool> = (0..features.len()).map(|at| bit(at, 7)).collect();
        let treated: Vec<bool> = (0..features.len()).map(|at| bit(at, 13)).collect();
        let model = Logistic::fit(&features, &outcomes, &LogisticOptions::default()).unwrap();
        all_finite(model.coefficients.iter().flat_map(|one| [one.value, one.standard_error]))?;
        for row in features.iter() {
            prop_assert!((0.0..=1.0).contains(&model.predict(row)));
        }
        let amounts: Vec<f64> = features.iter().map(|row| row.first().copied().unwrap_or(0.0)).collect();
        let options = UpliftOptions { bootstraps: 50, ..UpliftOptions::default() };
        if let Ok(report) = measure(&features, &treated, &amounts, &options) {
            let (low, high) = report.qini_interval;
            all_finite([report.average_effect, report.qini, low, high])?;
            prop_assert!(low <= high, "{:?}", report);
        }
    }

    #[test]
    fn baskets(baskets in prop::collection::vec(prop::collection::vec(0..30_u32, 0..8), 0..40), own in prop::collection::vec(any::<u32>(), 0..5)) {
        for method in Method::ALL {
            let offers = Offers::fit(&baskets, method).offers(&own, 7);
            prop_assert!(offers.len() <= 7 && offers.iter().all(|offer| offer.score.is_finite() && !own.contains(&offer.item)));
        }
        prop_assert!(evaluate(&baskets).iter().all(|rate| (0.0..=1.0).contains(&rate.hit_at_10)));
    }
}

proptest! {
    #![proptest_config(cases(6))]

    #[test]
    fn customers_with_covariates(
        rows in prop::collection::vec((occasional(), -3.0..3.0_f64, any::<bool>()), 1..12),
        z in weird(),
    ) {
        let summaries: Vec<Summary> = rows.iter().map(|row| row.0).collect();
        let mut covariates = Features::new(2);
        for (_, number, bit) in &rows {
            covariates.push(&[*number, f64::from(u8::from(*bit))]);
        }
        for model in [CovariateModel::BgNbd, CovariateModel::MbgNbd, CovariateModel::ParetoNbd] {
            match WithCovariates::fit(model, &summaries, &covariates, &FitOptions::default()) {
                Ok(fitted) => {
                    all_finite(fitted.purchase.iter().chain(&fitted.dropout).copied())?;
                    let own = fitted.model_for(&[z, 1.0]);
                    all_finite(summaries.iter().map(|row| own.expected_purchases(row, 10.0)))?;
                }
                Err(error) => prop_assert_eq!(error, FitError::NoTimeObserved),
            }
        }
    }

    #[test]
    fn money_and_steps(
        raw in prop::collection::vec(prop::collection::vec((0..200_i32, weird()), 0..9), 0..20),
        cut in -10..210_i32,
    ) {
        let mut histories = Histories::new();
        for purchases in &raw {
            histories.push(purchases);
        }
        let split = Split { calibration_end: cut, holdout_end: 200 };
        let value = holdout_value(&histories, split, Unit::Day, TransactionKind::MbgNbd);
        prop_assert!(value.top_decile_share.is_none_or(|share| !share.is_nan()), "{:?}", value);
        prop_assert!(value.order_value_mae.is_none_or(|mae| !mae.is_nan()), "{:?}", value);
        prop_assert!((1..=12).contains(&steps_to_a_purchase(&histories, cut, &Default::default())));
    }
}
