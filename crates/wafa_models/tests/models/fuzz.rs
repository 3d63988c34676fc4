//! Random shops, contracts, cohorts, experiments and baskets: no panic, no NaN, no infinity, whatever comes in.
//!
//! Each law ([`crate::laws`]) runs some dozens of cases with every test run. The long run tries many thousands of each:
//! `WAFA_FUZZ_CASES=20000 cargo test --release -p wafa_models --test models fuzz`. It is property testing by
//! `proptest` (random inputs, shrunk to the smallest that fails); `fuzz/` at the top of the repository holds the same
//! laws against inputs led by coverage.

use crate::laws;
use proptest::prelude::*;
use wafa_models::features::Features;
use wafa_models::{Contract, Histories, Opportunities, Stay, Summary};

fn cases(usual: u32) -> ProptestConfig {
    let cases = std::env::var("WAFA_FUZZ_CASES").ok().and_then(|text| text.parse().ok()).unwrap_or(usual);
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

fn weird() -> impl Strategy<Value = f64> {
    prop_oneof![Just(0.0), Just(1.0), 0.0..1.0_f64, 0.0..1e6_f64, any::<f64>()]
}

/// How many customers a row stands for: a possible number as a rule.
fn weight() -> impl Strategy<Value = f64> {
    prop_oneof![9 => (1..50_u32).prop_map(f64::from), 1 => weird()]
}

fn duration() -> impl Strategy<Value = f64> {
    prop_oneof![9 => (0..60_u32).prop_map(f64::from), 1 => weird()]
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

proptest! {
    #![proptest_config(cases(32))]

    #[test]
    fn regular_buyers(rows in prop::collection::vec(customer(), 1..6), k in 0..20_u32, t in weird(), rate in weird()) {
        laws::regular_buyers(&rows, k, t, rate);
    }

    #[test]
    fn contracts(
        rows in prop::collection::vec((0..60_u32, any::<bool>(), weight()), 0..20),
        renewals in any::<u32>(),
        rate in 0.01..2.0_f64,
    ) {
        let rows: Vec<Contract> =
            rows.into_iter().map(|(periods, cancelled, weight)| Contract { periods, cancelled, weight }).collect();
        laws::contracts(&rows, renewals, rate);
    }

    #[test]
    fn opportunities(
        rows in prop::collection::vec((0..300_u32, 0..300_u32, 0..300_u32, weird()), 0..20),
        n in 0..2_000_u32,
        rate in 0.01..2.0_f64,
    ) {
        let odd: Vec<Opportunities> =
            rows.iter().map(|(x, t_x, n, weight)| Opportunities { x: *x, t_x: *t_x, n: *n, weight: *weight }).collect();
        laws::opportunities(&laws::tidy(&odd), n, rate);
        laws::opportunities(&odd, n, rate);
    }

    #[test]
    fn stays(rows in prop::collection::vec((duration(), any::<bool>(), weight()), 0..40), cut in 0..40_usize) {
        let rows: Vec<Stay> =
            rows.into_iter().map(|(duration, left, weight)| Stay { duration, left, weight }).collect();
        laws::stays(&rows, cut);
    }

    #[test]
    fn tables(
        numbers in prop::collection::vec(prop_oneof![Just(None), weird().prop_map(Some)], 1..60),
        words in prop::collection::vec("[a-c]{0,1}", 1..60),
        seed in any::<u64>(),
    ) {
        laws::tables(numbers, words, seed);
    }

    #[test]
    fn baskets(
        baskets in prop::collection::vec(prop::collection::vec(0..30_u32, 0..8), 0..40),
        own in prop::collection::vec(any::<u32>(), 0..5),
    ) {
        laws::baskets(&baskets, &own);
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
        laws::customers_with_covariates(&summaries, &covariates, z);
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
        laws::money_and_steps(&histories, cut);
    }
}
