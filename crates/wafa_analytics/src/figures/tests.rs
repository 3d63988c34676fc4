#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use std::sync::Arc;

use wafa_kernel::{CustomerId, SignalKind};

use super::*;
use crate::fold::ladder::LadderCounts;
use crate::question::CustomerSet;
use crate::shop::{Shop, day, months, periods, question};

fn near(figure: Option<f64>, expected: f64) {
    let figure = figure.expect("the figure exists");
    assert!((figure - expected).abs() < 1e-9, "{figure} is not {expected}");
}

/// Three months of a small shop:
/// 1: 10 Jan 1,000; 10 Jan 500 (same day); 5 Mar 3,000; 7 Mar −600 given back.
/// 2: 20 Jan 2,000. 3: 1 Feb 4,000; 28 Feb 100. 4: 31 Mar 900. 5: only interested. 6: only in the register.
fn shop() -> Shop {
    let mut shop = Shop::default();
    shop.order(1, "2026-01-10", 1_000);
    shop.order(1, "2026-01-10", 500);
    shop.order(1, "2026-03-05", 3_000);
    shop.refund(1, "2026-03-07", 600);
    shop.order(2, "2026-01-20", 2_000);
    shop.order(3, "2026-02-01", 4_000);
    shop.order(3, "2026-02-28", 100);
    shop.order(4, "2026-03-31", 900);
    shop.signal(5, "2026-01-05", SignalKind::Interest);
    shop.customer(6, "2026-01-01");
    shop.customer(1, "2026-01-01");
    shop
}

#[test]
fn overall_figures_of_a_small_shop() {
    let (_folder, lake) = shop().lake();
    let figures = figures(&lake, &question("2026-03-31", months((2026, 1), 3))).unwrap();
    assert_eq!((figures.customers, figures.orders, figures.revenue_minor), (4, 7, 10_900));
    assert_eq!(figures.aov_minor, Some(1_557)); // 10,900 ÷ 7 = 1,557.14
    near(figures.purchase_frequency, 7.0 / 4.0);
    near(figures.repeat_rate, 2.0 / 4.0);
    near(figures.top8_revenue_share, 0.0); // round(0.32) = nobody
    near(figures.top20_revenue_share, 4_100.0 / 10_900.0); // round(0.8) = customer 3
    let ladder = LadderCounts { suspect: 1, prospect: 1, customer: 2, repeat: 0, loyal: 1, advocate: 0 };
    // Customer 1 has three orders on two days (54 days apart, 26 days ago); customer 3 two orders.
    assert_eq!(figures.ladder, LadderCounts { repeat: 1, ..ladder });
    assert_eq!(figures.ladder.total(), 6);
}

#[test]
fn everything_rides_one_pass_and_is_what_each_says_alone() {
    for shop in [shop(), Shop::cdnow(), Shop::default()] {
        let (_folder, lake) = shop.lake();
        for as_of in ["2026-03-31", "1997-12-31"] {
            let question = question(as_of, months((1997, 1), 18));
            let whole = everything(&lake, &question).unwrap();
            assert_eq!(whole.figures, figures(&lake, &question).unwrap());
            assert_eq!(whole.survival, crate::survival::survival(&lake, &question).unwrap());
            assert_eq!(whole.summaries, crate::predict::summaries(&lake, &question).unwrap());
            assert_eq!(whole.summaries.values().sum::<u64>(), whole.figures.customers);
            assert_eq!(whole.survival.customers(), whole.figures.customers);
        }
    }
}

#[test]
fn figures_of_each_period() {
    let (_folder, lake) = shop().lake();
    let figures = figures(&lake, &question("2026-03-31", months((2026, 1), 3))).unwrap();
    let [january, february, march] = figures.periods.as_slice() else { panic!("three months") };
    let counts = |p: &PeriodFigures| (p.customers, p.new, p.returning, p.orders, p.revenue_minor);
    assert_eq!(counts(january), (2, 2, 0, 3, 3_500));
    assert_eq!(counts(february), (1, 1, 0, 2, 4_100));
    assert_eq!(counts(march), (2, 1, 1, 2, 3_300)); // 3,000 + 900 − 600
    assert_eq!((january.start, january.end, january.partial), (day("2026-01-01"), day("2026-01-31"), false));
    assert_eq!(january.aov_minor, Some(1_167)); // 3,500 ÷ 3 = 1,166.67
    near(january.purchase_frequency, 1.5);
    near(january.repeat_rate, 0.5); // two orders on one day are two orders
    near(march.repeat_rate, 0.5);
    assert_eq!((january.retention, january.churn), (None, None)); // nobody was there before
    // Active on the evening of 28 February: all three. On 31 March (since 31 January): 1, 3, 4; 2 is lost.
    assert_eq!((march.starting, march.lost, march.ending), (3, 1, 3));
    near(march.churn, 1.0 / 3.0);
    near(march.retention, 2.0 / 3.0);
}

#[test]
fn facts_after_the_as_of_day_do_not_count_and_those_of_the_day_do() {
    let (_folder, lake) = shop().lake();
    let early = figures(&lake, &question("2026-03-05", months((2026, 1), 6))).unwrap();
    assert_eq!((early.customers, early.orders, early.revenue_minor), (3, 6, 10_600));
    assert_eq!(early.periods.len(), 3);
    assert!(early.periods[2].partial);
    assert_eq!((early.periods[2].orders, early.periods[2].revenue_minor), (1, 3_000));
    let before = figures(&lake, &question("2026-03-04", months((2026, 1), 6))).unwrap();
    assert_eq!((before.orders, before.periods[2].orders, before.periods[2].aov_minor), (5, 0, None));
    let nothing = figures(&lake, &question("2025-12-31", months((2025, 12), 6))).unwrap();
    assert_eq!(
        (nothing.customers, nothing.aov_minor, nothing.repeat_rate, nothing.top20_revenue_share),
        (0, None, None, None)
    );
    assert_eq!(nothing.ladder.total(), 0);
    assert!(nothing.cohorts.is_empty() && nothing.rfm.is_empty() && nothing.order_number.is_empty());
}

#[test]
fn cohorts_follow_customers_from_their_first_month() {
    let (_folder, lake) = shop().lake();
    let figures = figures(&lake, &question("2026-03-31", months((2026, 1), 3))).unwrap();
    let table: Vec<(&str, u64, Vec<(u64, u64, i64)>)> = figures
        .cohorts
        .iter()
        .map(|c| {
            (c.cohort.as_str(), c.size, c.cells.iter().map(|x| (x.customers, x.orders, x.revenue_minor)).collect())
        })
        .collect();
    let january = ("2026-01", 2, vec![(2, 3, 3_500), (0, 0, 0), (1, 1, 2_400)]);
    let february = ("2026-02", 1, vec![(1, 2, 4_100), (0, 0, 0)]);
    assert_eq!(table, [january, february, ("2026-03", 1, vec![(1, 1, 900)])]);
}

#[test]
fn jalali_months_are_just_another_table() {
    let (_folder, lake) = shop().lake();
    // Dey, Bahman and Esfand 1404, Farvardin 1405.
    let table =
        [("1404-10", "2025-12-22"), ("1404-11", "2026-01-21"), ("1404-12", "2026-02-20"), ("1405-01", "2026-03-21")];
    let figures = figures(&lake, &question("2026-03-31", periods(&table, "2026-04-21"))).unwrap();
    let orders: Vec<(&str, u64, bool)> =
        figures.periods.iter().map(|p| (p.key.as_str(), p.orders, p.partial)).collect();
    assert_eq!(orders, [("1404-10", 3, false), ("1404-11", 1, false), ("1404-12", 2, false), ("1405-01", 1, true)]);
    assert_eq!(
        figures.cohorts.iter().map(|c| c.cohort.as_str()).collect::<Vec<_>>(),
        ["1404-10", "1404-11", "1405-01"]
    );
}

#[test]
fn spending_and_conversion_by_order_number() {
    let (_folder, lake) = shop().lake();
    let figures = figures(&lake, &question("2026-03-31", months((2026, 1), 3))).unwrap();
    let rows: Vec<(usize, u64, Option<i64>)> =
        figures.order_number.iter().map(|o| (o.n, o.customers, o.aov_minor)).collect();
    // First orders: 1,000, 2,000, 4,000, 900; second: 500, 100; third: 3,000.
    assert_eq!(rows, [(1, 4, Some(1_975)), (2, 2, Some(300)), (3, 1, Some(3_000))]);
    near(figures.order_number[0].next_rate, 0.5);
    near(figures.order_number[1].next_rate, 0.5);
    near(figures.order_number[2].next_rate, 0.0);
}

#[test]
fn what_is_left_out_is_said() {
    let mut shop = shop();
    shop.order(0, "2026-02-10", 700);
    shop.refund(0, "2026-02-11", 200);
    shop.order(2, "2026-02-12", 9_000).counts = false;
    shop.order(2, "2026-02-13", 9_000).word = crate::lake::Word::Currency(Currency::USD);
    shop.order(2, "2026-06-13", 9_000).counts = false;
    let (_folder, lake) = shop.lake();
    let figures = figures(&lake, &question("2026-03-31", months((2026, 1), 3))).unwrap();
    assert_eq!((figures.customers, figures.orders, figures.revenue_minor), (4, 7, 10_900));
    assert_eq!(figures.without_customer, WithoutCustomer { orders: 1, returns: 1, revenue_minor: 500 });
    assert_eq!(figures.excluded, Excluded { not_counting: 1, other_currency: 1 });
}

#[test]
fn a_part_of_the_customers_is_folded_alike() {
    let (_folder, lake) = shop().lake();
    let some = CustomerSet::from_ids([3, 1, 6].map(CustomerId::from_raw));
    let asked = Question { only: Some(Arc::new(some)), ..question("2026-03-31", months((2026, 1), 3)) };
    let figures = figures(&lake, &asked).unwrap();
    assert_eq!((figures.customers, figures.orders, figures.ladder.total()), (2, 5, 3));
    assert_eq!(figures.revenue_minor, 8_000);
}

/// 1,000 customers at the start; 200 of them are lost, 300 come: 1,100 at the end. Churn is 20 %, not −10 %.
#[test]
fn growth_does_not_hide_losses() {
    let mut shop = Shop::default();
    for id in 1..=1_000 {
        shop.order(id, "2026-01-20", 100);
        if id > 200 {
            shop.order(id, "2026-03-15", 100);
        }
    }
    for id in 1_001..=1_300 {
        shop.order(id, "2026-03-16", 100);
    }
    let (_folder, lake) = shop.lake();
    let figures = figures(&lake, &question("2026-03-31", months((2026, 3), 1))).unwrap();
    let march = &figures.periods[0];
    assert_eq!((march.starting, march.lost, march.ending, march.new), (1_000, 200, 1_100, 300));
    near(march.churn, 0.20);
    near(march.retention, 0.80);
}

/// 500 orders of 200 unique customers are 2.5 per customer, within the period as overall.
#[test]
fn purchase_frequency_counts_customers_once() {
    let mut shop = Shop::default();
    for order in 0..500 {
        shop.order(1 + order % 200, "2026-03-15", 100);
    }
    let (_folder, lake) = shop.lake();
    let figures = figures(&lake, &question("2026-03-31", months((2026, 3), 1))).unwrap();
    near(figures.purchase_frequency, 2.5);
    near(figures.periods[0].purchase_frequency, 2.5);
}

/// Repeat rate is of a period: two orders in life and one in the period.
#[test]
fn repeat_rate_is_of_whoever_came_in_the_period() {
    let mut shop = Shop::default();
    shop.order(1, "2026-01-10", 100);
    shop.order(1, "2026-02-10", 100);
    shop.order(2, "2026-02-11", 100);
    shop.order(3, "2026-01-11", 100);
    shop.order(3, "2026-01-12", 100);
    shop.order(2, "2026-03-11", 100);
    let (_folder, lake) = shop.lake();
    let figures = figures(&lake, &question("2026-03-31", months((2026, 1), 3))).unwrap();
    near(figures.periods[0].repeat_rate, 0.5); // 1 and 3 came; 3 had ordered twice by the end of January
    near(figures.periods[1].repeat_rate, 0.5); // 1 and 2 came; 2 ordered again only later
    near(figures.periods[2].repeat_rate, 1.0);
    near(figures.repeat_rate, 1.0);
}

#[test]
fn the_keys_of_the_json_are_the_promised_ones() {
    let (_folder, lake) = shop().lake();
    let figures = figures(&lake, &question("2026-03-31", months((2026, 1), 3))).unwrap();
    let json = serde_json::to_value(&figures).unwrap();
    let has = |at: &serde_json::Value, keys: &[&str]| {
        for key in keys {
            assert!(at.get(key).is_some(), "{key} is missing in {at}");
        }
    };
    has(&json, &["as_of", "currency", "customers", "orders", "revenue_minor", "aov_minor", "purchase_frequency"]);
    has(&json, &["repeat_rate", "top8_revenue_share", "top20_revenue_share", "ladder", "periods", "cohorts", "rfm"]);
    has(&json["ladder"], &["suspect", "prospect", "customer", "repeat", "loyal", "advocate"]);
    has(
        &json["periods"][2],
        &["start", "end", "customers", "new", "returning", "orders", "revenue_minor", "aov_minor"],
    );
    has(&json["periods"][2], &["purchase_frequency", "repeat_rate", "retention", "churn"]);
    has(&json["cohorts"][0], &["cohort", "size", "cells"]);
    has(&json["cohorts"][0]["cells"][0], &["offset", "customers", "orders", "revenue_minor"]);
    has(&json["rfm"][0], &["r", "f", "m", "customers"]);
    has(&json["order_number"][0], &["n", "customers", "aov_minor", "next_rate"]);
    assert_eq!((&json["as_of"], &json["currency"]), (&"2026-03-31".into(), &"IRR".into()));
    assert_eq!(json["periods"][0]["start"], "2026-01-01");
}

/// Figures of the CDNOW sample, counted by an independent program.
#[test]
fn figures_of_the_cdnow_sample() {
    let (_folder, lake) = Shop::cdnow().lake();
    let asked = Question { inactivity_days: 180, ..question("1998-06-30", months((1997, 1), 18)) };
    let figures = figures(&lake, &asked).unwrap();
    assert_eq!((figures.customers, figures.orders, figures.revenue_minor), (2_357, 6_919, 24_409_194));
    assert_eq!(figures.aov_minor, Some(3_528));
    near(figures.purchase_frequency, 6_919.0 / 2_357.0);
    near(figures.repeat_rate, 1_152.0 / 2_357.0);
    near(figures.top8_revenue_share, 0.457_930_196_302_262_17);
    near(figures.top20_revenue_share, 0.674_015_577_900_687_8);
    let july = &figures.periods[6];
    assert_eq!((july.customers, july.new, july.orders, july.revenue_minor), (203, 0, 284, 1_086_623));
    assert_eq!((july.starting, july.lost, july.ending), (2_347, 515, 1_832));
    let february = &figures.periods[1];
    assert_eq!((february.customers, february.new, february.orders), (981, 857, 1_178));
    near(february.repeat_rate, 227.0 / 981.0);
    let last = &figures.periods[17];
    assert_eq!((last.starting, last.lost, last.ending, last.orders), (540, 62, 514, 172));
    let sizes: Vec<u64> = figures.cohorts.iter().map(|cohort| cohort.size).collect();
    assert_eq!(sizes, [781, 857, 719]);
    let cell = figures.cohorts[0].cells[3];
    assert_eq!((cell.customers, cell.orders, cell.revenue_minor), (70, 100, 375_536));
    let cell = figures.cohorts[2].cells[15];
    assert_eq!((cell.customers, cell.orders, cell.revenue_minor), (45, 55, 168_164));
    let first = &figures.order_number[..3];
    assert_eq!(first.iter().map(|o| o.customers).collect::<Vec<_>>(), [2_357, 1_152, 746]);
    assert_eq!(first.iter().map(|o| o.aov_minor).collect::<Vec<_>>(), [Some(3_253), Some(3_443), Some(3_490)]);
    near(first[1].next_rate, 746.0 / 1_152.0);
    assert_eq!(figures.rfm.iter().map(|cell| cell.customers).sum::<u64>(), 2_357);
    assert_eq!(figures.segments.iter().map(|segment| segment.customers).sum::<u64>(), 2_357);
    assert_eq!(figures.ladder.total(), 2_357);
    assert_eq!(figures.ladder.customer, 2_357 - 1_152);
}
