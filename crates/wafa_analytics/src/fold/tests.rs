#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use proptest::prelude::*;
use wafa_kernel::{CustomerId, Day, Signal, SignalKind};

use super::ranking::{RankingFold, Segment};
use super::*;
use crate::figures::{AllFolds, Excluded, Figures, WithoutCustomer};
use crate::history::{Purchase, Refund};
use crate::shop::{months, question};

#[test]
fn means_are_rounded_half_away_from_zero() {
    assert_eq!(mean_minor(5, 2), Some(3));
    assert_eq!(mean_minor(-5, 2), Some(-3));
    assert_eq!(mean_minor(10, 3), Some(3));
    assert_eq!(mean_minor(1, 0), None);
    assert_eq!(mean_minor(i128::from(i64::MAX) * 4, 2), None);
}

#[test]
fn every_pair_of_scores_has_a_segment_and_every_segment_a_pair() {
    let pairs = (1..=5).flat_map(|r| (1..=5).map(move |f| (r, f)));
    let mut seen: Vec<Segment> = pairs.map(|(r, f)| Segment::of(r, f)).collect();
    assert_eq!(Segment::of(5, 5), Segment::Champions);
    assert_eq!(Segment::of(1, 1), Segment::Hibernating);
    assert_eq!(Segment::of(2, 5), Segment::CannotLose);
    seen.sort_unstable();
    seen.dedup();
    assert_eq!(seen, Segment::ALL);
}

#[derive(Debug, Clone)]
struct Customer {
    purchases: Vec<Purchase>,
    refunds: Vec<Refund>,
    signals: Vec<Signal>,
}

fn customers() -> impl Strategy<Value = Vec<Customer>> {
    let start = Day::from_ymd(2025, 1, 1).unwrap().number();
    let facts = |most| proptest::collection::vec((start..start + 400, 1i64..10_000), 0..most);
    let customer = (facts(9), facts(3), facts(2)).prop_map(|(mut orders, mut returns, mut signals)| {
        orders.sort_by_key(|fact| fact.0);
        returns.sort_by_key(|fact| fact.0);
        signals.sort_by_key(|fact| fact.0);
        let on = Day::from_number;
        Customer {
            purchases: orders.into_iter().map(|(day, amount_minor)| Purchase { on: on(day), amount_minor }).collect(),
            refunds: returns.into_iter().map(|(day, amount_minor)| Refund { on: on(day), amount_minor }).collect(),
            signals: signals
                .into_iter()
                .map(|(day, kind)| Signal { on: on(day), kind: SignalKind::ALL[kind as usize % 4] })
                .collect(),
        }
    });
    proptest::collection::vec(customer, 1..30)
}

fn folded(customers: &[Customer], first_id: usize) -> AllFolds {
    let mut folds = AllFolds::new(&question("2026-02-04", months((2025, 1), 14)));
    for (at, customer) in customers.iter().enumerate() {
        folds.customer(&CustomerHistory {
            customer: CustomerId::from_raw((first_id + at) as i64),
            purchases: &customer.purchases,
            refunds: &customer.refunds,
            signals: &customer.signals,
            stood: None,
        });
    }
    folds
}

fn finished(folds: AllFolds) -> Figures {
    folds.finish(WithoutCustomer::default(), Excluded::default())
}

proptest! {
    /// However the customers are cut into ranges, the figures are the same.
    #[test]
    fn folding_in_parts_is_folding_at_once(all in customers(), cut in 0usize..30) {
        let cut = cut.min(all.len());
        let mut parts = folded(&all[..cut], 1);
        parts.merge(folded(&all[cut..], 1 + cut));
        prop_assert_eq!(finished(parts), finished(folded(&all, 1)));
    }

    /// The figures of periods and cohorts add up to the overall ones, and rates are shares.
    #[test]
    fn figures_agree_with_one_another(all in customers()) {
        let figures = finished(folded(&all, 1));
        let sum = |of: &dyn Fn(&super::period::PeriodFigures) -> i64| figures.periods.iter().map(of).sum::<i64>();
        prop_assert_eq!(sum(&|p| p.orders as i64), figures.orders as i64);
        prop_assert_eq!(sum(&|p| p.new as i64), figures.customers as i64);
        prop_assert_eq!(sum(&|p| p.revenue_minor), figures.revenue_minor);
        prop_assert_eq!(figures.cohorts.iter().map(|c| c.size).sum::<u64>(), figures.customers);
        let cells = figures.cohorts.iter().flat_map(|c| &c.cells);
        prop_assert_eq!(cells.map(|c| c.orders).sum::<u64>(), figures.orders);
        prop_assert_eq!(figures.rfm.iter().map(|c| c.customers).sum::<u64>(), figures.customers);
        prop_assert_eq!(figures.ladder.total(), all.len() as u64);
        for (before, after) in figures.periods.iter().zip(figures.periods.iter().skip(1)) {
            prop_assert_eq!(before.ending, after.starting);
        }
        for period in &figures.periods {
            prop_assert!(period.lost <= period.starting && period.customers >= period.new);
            for rate in [period.retention, period.churn, period.repeat_rate].into_iter().flatten() {
                prop_assert!((0.0..=1.0).contains(&rate));
            }
        }
    }

    /// A score is what its definition says: one plus fifths of customers strictly below.
    #[test]
    fn scores_are_quintiles_by_rank(all in customers()) {
        let mut ranking = RankingFold::default();
        for (at, customer) in all.iter().enumerate() {
            ranking.customer(&CustomerHistory {
                customer: CustomerId::from_raw(at as i64),
                purchases: &customer.purchases,
                refunds: &[],
                signals: &[],
                stood: None,
            });
        }
        let scores = ranking.scores();
        for score in &scores {
            let fifths = |below: usize| 1 + (5 * below / scores.len()) as u8;
            prop_assert_eq!(score.r, fifths(scores.iter().filter(|other| other.last_on < score.last_on).count()));
            prop_assert_eq!(score.f, fifths(scores.iter().filter(|other| other.orders < score.orders).count()));
            prop_assert_eq!(score.m, fifths(scores.iter().filter(|other| other.net_minor < score.net_minor).count()));
        }
    }

    /// Churn counted in one walk is churn counted by asking every customer about every evening.
    #[test]
    fn activity_is_an_order_within_the_window(all in customers(), window in 1u32..200) {
        let months = months((2025, 1), 14);
        let as_of = Day::from_ymd(2026, 1, 20).unwrap();
        let mut fold = super::period::PeriodFold::new(&months, as_of, window);
        let cut = |customer: &Customer| -> Vec<Purchase> {
            customer.purchases.iter().copied().filter(|purchase| purchase.on <= as_of).collect()
        };
        let known: Vec<Vec<Purchase>> = all.iter().map(cut).collect();
        for purchases in &known {
            let customer = CustomerId::from_raw(1);
            fold.customer(&CustomerHistory { customer, purchases, refunds: &[], signals: &[], stood: None });
        }
        let active = |purchases: &[Purchase], evening: Day| {
            purchases.iter().any(|p| p.on <= evening && p.on > evening.plus_days(-(window as i32)))
        };
        for period in fold.finish() {
            let (before, end) = (period.start.plus_days(-1), period.end.min(as_of));
            let starting = known.iter().filter(|p| active(p, before)).count() as u64;
            let lost = known.iter().filter(|p| active(p, before) && !active(p, end)).count() as u64;
            let ending = known.iter().filter(|p| active(p, end)).count() as u64;
            prop_assert_eq!((period.starting, period.lost, period.ending), (starting, lost, ending));
        }
    }
}
