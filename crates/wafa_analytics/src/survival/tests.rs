#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use super::*;
use crate::shop::{Shop, day, months, question};

/// The window is 180 days. 1 ordered once and left on day 180; 2 ordered on days 0 and 100, left on day 280, and her
/// return on day 400 does not undo it; 3 has been silent for 179 days and is watched for 200; 4 came in February.
fn shop() -> Shop {
    let mut shop = Shop::default();
    shop.order(1, "2025-01-01", 100);
    shop.order(2, "2025-01-01", 100);
    shop.order(2, "2025-04-11", 100);
    shop.order(2, "2026-02-05", 100);
    shop.order(3, "2025-08-24", 100);
    shop.order(3, "2025-09-14", 100);
    shop.order(4, "2025-02-01", 100);
    shop
}

#[test]
fn a_first_stay_ends_when_the_window_runs_out() {
    let (_folder, lake) = shop().lake();
    let mut asked = question("2026-03-12", months((2025, 1), 15));
    asked.inactivity_days = 180;
    let told = survival(&lake, &asked).unwrap();
    let keys: Vec<((i32, bool), u64)> = told.all.iter().map(|(stay, customers)| (*stay, *customers)).collect();
    assert_eq!(keys, [((180, true), 2), ((200, false), 1), ((280, true), 1)]);
    assert_eq!((told.customers(), told.left(), told.longest()), (4, 3, 280));
    let groups: Vec<(&str, u64)> = told.groups.iter().map(|group| (group.key.as_str(), group.customers())).collect();
    assert_eq!(groups, [("2025-01", 2), ("2025-02", 1), ("2025-08", 1)]);
    let curve = told.curve().unwrap();
    // Of four, two leave on day 180; of the one still watched on day 280 nobody is left.
    assert_eq!((curve.survival(179.0), curve.survival(180.0), curve.survival(280.0)), (1.0, 0.5, 0.0));
    assert_eq!(curve.median(), Some(180.0));
}

#[test]
fn an_order_on_the_last_day_of_the_window_keeps_a_customer() {
    let mut shop = Shop::default();
    shop.order(1, "2025-01-01", 100);
    shop.order(1, "2025-06-30", 100);
    let (_folder, lake) = shop.lake();
    let mut asked = question("2025-12-26", months((2025, 1), 12));
    asked.inactivity_days = 180;
    assert_eq!(survival(&lake, &asked).unwrap().left(), 0);
    asked.as_of = day("2025-12-27");
    assert_eq!(survival(&lake, &asked).unwrap().left(), 1);
}
