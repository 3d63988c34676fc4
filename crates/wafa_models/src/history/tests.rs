#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use super::*;

fn one(purchases: &[(i32, f64)]) -> Histories {
    let mut histories = Histories::new();
    histories.push(purchases);
    histories
}

#[test]
fn purchases_of_one_day_count_once_and_add_up() {
    let histories = one(&[(30, 5.0), (10, 2.0), (10, 3.0), (30, 1.0), (20, 4.0)]);
    let history = histories.get(0).unwrap();
    assert_eq!(history.days(), [10, 20, 30]);
    assert_eq!(history.values(), [5.0, 4.0, 6.0]);
    assert_eq!(history.summary(44, Unit::Week), Some(Summary::new(2, 20.0 / 7.0, 34.0 / 7.0)));
    assert_eq!(history.summary(44, Unit::Day), Some(Summary::new(2, 20.0, 34.0)));
}

#[test]
fn the_as_of_day_is_included_and_later_purchases_are_not() {
    let histories = one(&[(10, 1.0), (20, 9.0)]);
    let history = histories.get(0).unwrap();
    assert_eq!(history.summary(9, Unit::Day), None);
    assert_eq!(history.summary(10, Unit::Day), Some(Summary::new(0, 0.0, 0.0)));
    assert_eq!(history.summary(19, Unit::Day), Some(Summary::new(0, 0.0, 9.0)));
    assert_eq!(history.summary(20, Unit::Day), Some(Summary::new(1, 10.0, 10.0)));
    assert_eq!((history.count_between(10, 20), history.count_between(9, 19)), (1, 1));
}

#[test]
fn equal_days_of_neighbouring_customers_stay_apart() {
    let mut histories = one(&[(10, 1.0)]);
    histories.push(&[(10, 2.0)]);
    histories.push(&[]);
    assert_eq!(histories.len(), 3);
    assert_eq!(histories.get(1).unwrap().values(), [2.0]);
    assert_eq!(histories.get(2).unwrap().summary(99, Unit::Day), None);
    assert_eq!(histories.day_range(), Some((10, 10)));
    assert_eq!(histories.summaries(12, Unit::Day).len(), 2);
}

#[test]
fn values_are_averaged_with_or_without_the_first() {
    let histories = one(&[(1, 10.0), (2, 20.0), (3, 0.0), (4, 40.0)]);
    let history = histories.get(0).unwrap();
    let mean = |first| history.value_summary(9, first).map(|v| (v.x, v.mean));
    assert_eq!(mean(FirstPurchase::Counts), Some((3, 70.0 / 3.0)));
    assert_eq!(mean(FirstPurchase::Excluded), Some((2, 30.0)));
    assert_eq!(history.value_summary(1, FirstPurchase::Excluded), None);
}

#[test]
fn impossible_rows_are_known_and_clamped() {
    for row in [
        Summary::new(1, 5.0, 4.0),
        Summary::new(1, f64::NAN, 4.0),
        Summary::new(0, 1.0, 4.0),
        Summary::new(1, 1.0, -4.0),
        Summary::new(1, 1.0, f64::INFINITY),
        Summary { weight: 0.0, ..Summary::new(1, 1.0, 4.0) },
    ] {
        assert!(!row.is_valid(), "{row:?}");
        let clamped = row.clamped();
        assert!(clamped.t.is_finite() && (0.0..=clamped.t).contains(&clamped.t_x), "{clamped:?}");
    }
}
