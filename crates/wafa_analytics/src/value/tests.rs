#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use wafa_kernel::CustomerId;

use super::*;
use crate::shop::{Shop, day, months, question};

fn expected(customer: i64, value_minor: i64, p_active: f64) -> Expected {
    Expected { customer: CustomerId::from_raw(customer), value_minor, p_active }
}

/// The window is 90 days. 1 comes every month; 2 came once in January and is gone; 3 came on 20 April and will be silent
/// for 90 days on 19 July.
fn shop() -> Shop {
    let mut shop = Shop::default();
    for month in 1..=6 {
        shop.order(1, &format!("2026-{month:02}-15"), 1_000);
    }
    shop.order(2, "2026-01-10", 500);
    shop.refund(2, "2026-02-01", 200);
    shop.order(3, "2026-04-20", 2_000);
    shop
}

fn told(basis: Basis) -> ValueFigures {
    let (_folder, lake) = shop().lake();
    let mut asked = question("2026-06-30", months((2026, 1), 6));
    asked.inactivity_days = 90;
    let rows = vec![expected(3, 800, 0.25), expected(1, 4_000, 0.9), expected(2, 100, 0.1)];
    figures(&lake, &asked, day("2026-07-31"), Some(&Expectations::new(day("2026-06-30"), basis, rows))).unwrap()
}

#[test]
fn shares_of_rungs_and_segments_add_up_to_the_whole() {
    let told = told(Basis::Model);
    let of = |rung: Rung| told.rungs.iter().find(|share| share.key == rung).copied().unwrap();
    let once = of(Rung::Customer);
    assert_eq!((once.customers, once.revenue_minor, once.value_minor), (2, 2_300, Some(900)));
    let loyal = of(Rung::Loyal);
    assert_eq!((loyal.customers, loyal.revenue_minor, loyal.value_minor), (1, 6_000, Some(4_000)));
    assert_eq!(told.segments.iter().map(|share| share.revenue_minor).sum::<i64>(), 8_300);
    assert_eq!(told.segments.iter().filter_map(|share| share.value_minor).sum::<i64>(), 4_900);
    let spread = told.spread.unwrap();
    assert_eq!((spread.customers, spread.total_minor, spread.mean_minor, spread.median_minor), (3, 4_900, 1_633, 800));
    assert_eq!(spread.bins.iter().map(|bin| bin.customers).sum::<u64>(), 3);
    assert_eq!(spread.bins.iter().map(|bin| bin.value_minor).sum::<i64>(), 4_900);
}

#[test]
fn at_risk_this_quarter_is_who_would_fall_silent_in_it() {
    let quarter = told(Basis::Model).quarter.unwrap();
    // 1 ordered on 15 June and stays active until September; 2 is gone already.
    assert_eq!((quarter.customers, quarter.value_minor, quarter.at_risk_minor), (1, 800, 600));
}

#[test]
fn without_a_model_nothing_rests_on_values() {
    let told = told(Basis::Rfm);
    assert!(told.spread.is_none() && told.quarter.is_none());
    assert!(told.rungs.iter().all(|share| share.value_minor.is_none()));
    assert_eq!(told.rungs.iter().map(|share| share.revenue_minor).sum::<i64>(), 8_300);
}

#[test]
fn the_bucket_fills_with_new_customers_and_leaks_the_silent_ones() {
    let told = told(Basis::Model);
    let rows: Vec<(u64, i64, u64, i64)> =
        told.bucket.iter().map(|row| (row.new, row.poured_minor, row.lost, row.leaked_minor)).collect();
    // 2 leaks on 10 April (90 days after 10 January) with 500 − 200.
    let none = (0, 0, 0, 0);
    assert_eq!(rows, [(2, 1_500, 0, 0), none, none, (1, 2_000, 1, 300), none, none]);
}

#[test]
fn a_lost_customer_costs_what_sewell_says() {
    assert_eq!(lost_customer_minor(25_000, 10.0, 0.0), 250_000);
    assert_eq!(lost_customer_minor(25_000, 10.0, 0.33), 332_500);
    let yearly = told(Basis::Model).yearly;
    assert_eq!((yearly.customers, yearly.revenue_minor, yearly.per_customer_minor), (3, 8_300, Some(2_767)));
    assert_eq!((yearly.active_then, yearly.churn, yearly.years), (0, None, None));
}

#[test]
fn years_are_one_over_the_share_that_left_within_a_year() {
    let mut shop = Shop::default();
    for customer in 1..=40 {
        shop.order(customer, "2025-06-20", 100);
        if customer > 10 {
            shop.order(customer, "2026-06-01", 100);
        }
    }
    let (_folder, lake) = shop.lake();
    let mut asked = question("2026-06-30", months((2025, 6), 13));
    asked.inactivity_days = 90;
    let yearly = figures(&lake, &asked, day("2026-06-30"), None).unwrap().yearly;
    assert_eq!((yearly.active_then, yearly.churn, yearly.years), (40, Some(0.25), Some(4.0)));
}

#[test]
fn bars_are_of_round_width_and_lose_nobody() {
    let spread = Spread::of((1..=100).map(|value| value * 37).collect()).unwrap();
    assert_eq!(spread.bins.first().unwrap().to_minor, Some(500));
    assert_eq!(spread.bins.iter().map(|bin| bin.customers).sum::<u64>(), 100);
    assert_eq!(spread.bins.last().unwrap().to_minor, None);
    assert!(Spread::of(Vec::new()).is_none());
    let nothing = Spread::of(vec![0, 0]).unwrap();
    assert_eq!((nothing.bins.len(), nothing.top20_share), (1, None));
}
