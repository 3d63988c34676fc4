//! No NaN, no infinity, no panic, probabilities in [0, 1], and the orders that must hold, for any input.

use crate::laws::{self, KINDS, answers};
use proptest::prelude::*;
use wafa_models::{
    BgNbd, FitOptions, GammaGamma, Histories, MbgCnbd, MbgNbd, Nbd, Note, ParetoNbd, PooledRate, Summary,
    TransactionKind, TransactionModel, Transactions, ValueSummary,
};

fn parameter() -> impl Strategy<Value = f64> {
    (-16.0..12.0_f64).prop_map(f64::exp)
}

fn any_model() -> impl Strategy<Value = TransactionModel> {
    let four = (parameter(), parameter(), parameter(), parameter());
    (0..6_u8, four).prop_map(|(kind, (p, q, s, u))| match kind {
        0 => TransactionModel::MbgNbd(MbgNbd::new(p, q, s, u)),
        1 => TransactionModel::BgNbd(BgNbd::new(p, q, s, u)),
        2 => TransactionModel::ParetoNbd(ParetoNbd::new(p, q, s, u)),
        3 => TransactionModel::Nbd(Nbd::new(p, q)),
        4 => TransactionModel::MbgCnbd(MbgCnbd::new(3, p, q, s, u)),
        _ => TransactionModel::PooledRate(PooledRate { rate: p, report: Default::default() }),
    })
}

fn any_customer() -> impl Strategy<Value = Summary> {
    let x = prop_oneof![Just(0_u32), 1..20_u32, 20..10_001_u32];
    let share = prop_oneof![Just(0.0), Just(1.0), 0.0..1.0_f64];
    let age = prop_oneof![Just(0.0), 0.0..400.0_f64, 400.0..20_000.0_f64];
    (x, share, age).prop_map(|(x, share, t)| Summary::new(x, if x == 0 { 0.0 } else { share * t }, t))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn answers_are_lawful_for_any_parameters(
        model in any_model(),
        customer in any_customer(),
        t in prop_oneof![Just(0.0), 1e-6..1.0_f64, 1.0..3_000.0_f64],
    ) {
        answers(&model, &customer, t);
    }

    #[test]
    fn silence_never_makes_alive_more_likely(
        model in any_model(),
        customer in any_customer(),
        silence in 0.0..5_000.0_f64,
    ) {
        let customer = Summary { x: customer.x.max(1), ..customer };
        let later = Summary { t: customer.t + silence, ..customer };
        prop_assert!(model.p_alive(&later) <= model.p_alive(&customer) + 1e-9);
    }

    #[test]
    fn impossible_customers_are_answered_lawfully_too(
        model in any_model(),
        x in any::<u32>(),
        t_x in any::<f64>(),
        t in any::<f64>(),
        coming in any::<f64>(),
    ) {
        let customer = Summary { x, t_x, t, weight: 1.0 };
        prop_assert!((0.0..=1.0).contains(&model.p_alive(&customer)));
        prop_assert!((0.0..=1.0).contains(&model.p_active(&customer, coming)));
        prop_assert!(model.expected_purchases(&customer, coming) >= 0.0);
        prop_assert!(model.expected_purchases(&customer, coming).is_finite());
    }

    #[test]
    fn expected_value_is_finite(
        (p, q, gamma) in (parameter(), parameter(), parameter()),
        x in 0..10_001_u32,
        mean in prop_oneof![Just(0.0), 1e-9..1e12_f64, any::<f64>()],
    ) {
        let value = GammaGamma::new(p, q, gamma, 10.0).expected_value(x, mean);
        prop_assert!(value.is_finite() && value >= 0.0, "{}", value);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_shop_is_fitted_and_answered(
        customers in prop::collection::vec(any_customer(), 1..40),
        horizon in 1.0..400.0_f64,
    ) {
        laws::shop(&customers, horizon);
    }

    #[test]
    fn any_histories_are_selected_explained_and_priced(
        raw in prop::collection::vec(
            prop::collection::vec((0..300_i32, -5.0..100.0_f64), 0..12), 0..25),
        cut in 0..300_i32,
    ) {
        let mut histories = Histories::new();
        for purchases in &raw {
            histories.push(purchases);
        }
        laws::histories(&histories, cut);
    }

    #[test]
    fn any_values_are_fitted(
        rows in prop::collection::vec((1..2_000_u32, prop_oneof![Just(20.0), 0.01..1e9_f64]), 1..40),
    ) {
        let rows: Vec<ValueSummary> =
            rows.into_iter().map(|(x, mean)| ValueSummary { x, mean, weight: 1.0 }).collect();
        laws::values(&rows);
    }
}

#[test]
fn shops_at_the_edge_of_the_possible() {
    let shops: [(&str, Vec<Summary>); 9] = [
        ("one customer", vec![Summary::new(3, 20.0, 30.0)]),
        ("one silent customer", vec![Summary::new(0, 0.0, 30.0)]),
        ("all equal", vec![Summary::new(2, 10.0, 30.0); 500]),
        ("nobody came back", (1..400).map(|t| Summary::new(0, 0.0, f64::from(t))).collect()),
        ("bought today", (1..400_u32).map(|x| Summary::new(x, 50.0, 50.0)).collect()),
        ("huge counts", (1..200_u32).map(|x| Summary::new(x * 50, 99.0, 100.0)).collect()),
        ("gone at once", (1..200_u32).map(|x| Summary::new(x, 0.1, 1000.0)).collect()),
        ("some without time", vec![Summary::new(0, 0.0, 0.0), Summary::new(1, 2.0, 9.0)]),
        ("ten thousand each", vec![Summary::new(10_000, 364.0, 365.0); 3]),
    ];
    for (name, rows) in shops {
        for kind in KINDS {
            let model = kind.fit(&rows, &FitOptions::default()).unwrap_or_else(|e| panic!("{name}: {e}"));
            assert!(model.report().log_likelihood.is_finite(), "{name} {model:?}");
            for row in &rows {
                answers(&model, row, 26.0);
            }
        }
    }
}

#[test]
fn no_dropout_is_a_result_with_a_name() {
    // Poisson-gamma buyers who never leave: counts follow the NBD, the last purchase is always recent.
    let rows: Vec<Summary> = (0..600_u32)
        .map(|i| {
            let x = [1, 2, 3, 5, 8, 13, 21, 34][i as usize % 8] + i % 3;
            let t = 100.0 + f64::from(i % 50);
            Summary::new(x, t * f64::from(x) / (f64::from(x) + 0.2), t)
        })
        .collect();
    let nbd = Nbd::fit(&rows, &FitOptions::default()).unwrap();
    for kind in [TransactionKind::MbgNbd, TransactionKind::BgNbd, TransactionKind::ParetoNbd] {
        let model = kind.fit(&rows, &FitOptions::default()).unwrap();
        let report = model.report();
        assert!(report.converged, "{model:?}");
        assert!(report.notes.contains(&Note::NobodyDropsOut), "{model:?}");
        assert!((report.log_likelihood - nbd.report.log_likelihood).abs() < 0.01, "{model:?}");
        for row in rows.iter().take(20) {
            let (rich, plain) = (model.expected_purchases(row, 30.0), nbd.expected_purchases(row, 30.0));
            assert!((rich / plain - 1.0).abs() < 0.01, "{rich} {plain}");
        }
    }
}
