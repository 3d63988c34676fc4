#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use super::*;
use crate::{MbgNbd, Nbd};

fn shop() -> Histories {
    let mut histories = Histories::new();
    histories.push(&[(0, 10.0), (14, 30.0), (28, 20.0)]);
    histories.push(&[(0, 10.0), (14, 10.0), (28, 70.0)]);
    histories.push(&[(90, 5.0)]);
    histories.push(&[(200, 5.0)]);
    histories
}

fn mbg() -> TransactionModel {
    TransactionModel::MbgNbd(MbgNbd::new(0.525, 6.183, 0.891, 1.614))
}

#[test]
fn units_and_money_are_carried_through() {
    let predictor = Predictor::new(TransactionModel::Nbd(Nbd::new(1.0, 10.0)), Unit::Week)
        .with_clv(ClvOptions { margin: 0.5, ..ClvOptions::default() });
    let history = shop();
    let prediction = predictor.predict(&history.get(0).unwrap(), 70, 70.0).unwrap();
    // Two repeats in ten weeks: rate 3/20 a week, ten weeks ahead, 20 each.
    assert!((prediction.expected_purchases - 1.5).abs() < 1e-12);
    assert!((prediction.expected_value - 30.0).abs() < 1e-10);
    let year_weeks = 365.25 / 7.0;
    assert!((prediction.lifetime_value - 0.15 * year_weeks * 20.0 * 0.5).abs() < 1e-9);
    let median_weeks = 20.0 * (2.0_f64.powf(1.0 / 3.0) - 1.0);
    assert!((prediction.next_purchase_days.unwrap() - 7.0 * median_weeks).abs() < 1e-9);
    assert_eq!(prediction.p_alive, 1.0);
}

#[test]
fn all_at_once_equals_one_by_one_and_keeps_the_order() {
    let predictor = Predictor::new(mbg(), Unit::Week);
    let histories = shop();
    let all = predictor.predict_all(&histories, 100, 60.0);
    assert_eq!(all.len(), 4);
    assert!(all[3].is_none());
    for (index, prediction) in all.iter().enumerate() {
        assert_eq!(*prediction, predictor.predict(&histories.get(index).unwrap(), 100, 60.0));
    }
    assert_eq!(all[0].unwrap().p_active, all[1].unwrap().p_active);
    assert!(all[0].unwrap().expected_value < all[1].unwrap().expected_value);
}

#[test]
fn discount_and_margin_shrink_the_lifetime_value() {
    let value = |clv| {
        let predictor = Predictor::new(mbg(), Unit::Week).with_clv(clv);
        predictor.predict(&shop().get(0).unwrap(), 40, 30.0).unwrap().lifetime_value
    };
    let plain = value(ClvOptions::default());
    let discounted = value(ClvOptions::default().with_annual_discount_rate(0.25));
    assert!(discounted < plain && discounted > plain / 1.25, "{discounted} {plain}");
    let quarter = value(ClvOptions { margin: 0.25, ..ClvOptions::default() });
    assert!((quarter / plain - 0.25).abs() < 1e-12);
    let twelfth = ClvOptions::default().with_annual_discount_rate(0.25).monthly_discount_rate;
    assert!(((1.0 + twelfth).powi(12) - 1.25).abs() < 1e-12);
}
