#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use super::*;
use crate::{FirstPurchase, GammaGamma, MbgNbd, TransactionModel, Unit};

const AS_OF: i32 = 400;

fn peers() -> Peers {
    Peers { returned: 0.4, usual_days: 40.0, per_year: 9.0 }
}

fn reasons_of(purchases: &[(i32, f64)]) -> Vec<WeightedReason> {
    let mut histories = Histories::new();
    histories.push(purchases);
    let model = TransactionModel::MbgNbd(MbgNbd::new(0.6, 40.0, 0.8, 2.5));
    let predictor = Predictor::new(model, Unit::Day);
    explain(&predictor, &histories.get(0).unwrap(), &peers(), AS_OF, 90.0)
}

#[test]
fn a_customer_late_against_her_rhythm_is_named_with_figures_and_lowered() {
    let reasons = reasons_of(&[(200, 1.0), (220, 1.0), (240, 1.0), (280, 1.0)]);
    let late = Reason::LateAgainstOwnRhythm { gap_days: 120, usual_days: 20.0, times: 6.0 };
    assert_eq!(reasons[0].reason, late);
    assert!(reasons[0].effect < -0.05, "{reasons:?}");
}

#[test]
fn a_recent_frequent_customer_is_raised() {
    let reasons = reasons_of(&[(340, 1.0), (355, 1.0), (370, 1.0), (385, 1.0), (398, 1.0)]);
    let kinds: Vec<_> = reasons.iter().map(|r| (std::mem::discriminant(&r.reason), r.effect > 0.0)).collect();
    let recent = Reason::RecentPurchase { gap_days: 0, peers_usual_days: 0.0 };
    let often = Reason::MoreOftenThanPeers { per_year: 0.0, peers_per_year: 0.0 };
    for reason in [recent, often] {
        assert!(kinds.contains(&(std::mem::discriminant(&reason), true)), "{reasons:?}");
    }
}

#[test]
fn one_purchase_is_new_at_first_and_a_one_time_buyer_later() {
    assert_eq!(reasons_of(&[(390, 1.0)])[0].reason, Reason::NewCustomer { age_days: 10 });
    let old = reasons_of(&[(100, 1.0)]);
    assert_eq!(old[0].reason, Reason::OneTimeBuyer { gap_days: 300, peers_returned: 0.4 });
    assert!(old[0].effect < 0.0, "{old:?}");
    assert!(reasons_of(&[(401, 1.0)]).is_empty());
}

#[test]
fn a_change_of_value_is_told_apart_from_noise() {
    let with = |values: [f64; 4]| {
        let days = [100, 200, 300, 390];
        let purchases: Vec<(i32, f64)> = days.into_iter().zip(values).collect();
        reasons_of(&purchases).into_iter().map(|r| r.reason).collect::<Vec<_>>()
    };
    let rising = Reason::ValueRising { recent: 40.0, earlier: 20.0 };
    assert!(with([20.0, 20.0, 40.0, 40.0]).contains(&rising));
    let falling = Reason::ValueFalling { recent: 10.0, earlier: 20.0 };
    assert!(with([20.0, 20.0, 10.0, 10.0]).contains(&falling));
    let steady = with([20.0, 20.0, 22.0, 21.0]);
    assert!(!steady.iter().any(|r| matches!(r, Reason::ValueRising { .. } | Reason::ValueFalling { .. })));
}

/// Every effect is the difference the model itself makes when only that fact is undone.
#[test]
fn an_effect_is_what_the_model_says_without_the_fact() {
    let model = MbgNbd::new(0.6, 40.0, 0.8, 2.5);
    let active = |x: u32, t_x: f64, t: f64| model.p_active(&Summary::new(x, t_x, t), 90.0);
    // Every 20 days, then silent for 120: as usual would be 20 days of silence.
    let late = reasons_of(&[(200, 1.0), (220, 1.0), (240, 1.0), (280, 1.0)]);
    let by_hand = active(3, 80.0, 200.0) - active(3, 180.0, 200.0);
    assert!((late[0].effect - by_hand).abs() < 1e-12, "{late:?} {by_hand}");
    // Every 13 or 15 days, nine times a year is usual: in 58 days one or two purchases instead of four.
    let often = reasons_of(&[(340, 1.0), (355, 1.0), (370, 1.0), (385, 1.0), (398, 1.0)]);
    let more = often.iter().find(|one| matches!(one.reason, Reason::MoreOftenThanPeers { .. })).unwrap();
    assert!((more.effect - (active(4, 58.0, 60.0) - active(1, 58.0, 60.0))).abs() < 1e-12, "{often:?}");
    // Seldom: 200 and 180 days apart, nine a year are usual.
    let seldom = reasons_of(&[(0, 1.0), (200, 1.0), (380, 1.0)]);
    let less = seldom.iter().find(|one| matches!(one.reason, Reason::LessOftenThanPeers { .. })).unwrap();
    assert!((less.effect - (active(2, 380.0, 400.0) - active(9, 380.0, 400.0))).abs() < 1e-12 && less.effect < 0.0);
    // Not late: on day 20 of 40; the other end of usual is 60 days of silence.
    let steady = reasons_of(&[(300, 1.0), (340, 1.0), (380, 1.0)]);
    let recent = steady.iter().find(|one| matches!(one.reason, Reason::RecentPurchase { gap_days: 20, .. })).unwrap();
    assert!((recent.effect - (active(2, 80.0, 100.0) - active(2, 60.0, 100.0))).abs() < 1e-12, "{steady:?}");
}

#[test]
fn a_trend_of_value_says_what_it_does_to_the_next_purchase() {
    let mut histories = Histories::new();
    histories.push(&[(100, 20.0), (200, 20.0), (300, 40.0), (390, 40.0)]);
    let value = GammaGamma::new(6.0, 4.0, 15.0, 30.0);
    let plain = Predictor::new(TransactionModel::MbgNbd(MbgNbd::new(0.6, 40.0, 0.8, 2.5)), Unit::Day);
    let predictor = plain.with_value(value.clone(), FirstPurchase::Counts);
    let told = explain(&predictor, &histories.get(0).unwrap(), &peers(), AS_OF, 90.0);
    let rising = told.iter().find(|one| matches!(one.reason, Reason::ValueRising { .. })).unwrap();
    let by_hand = value.expected_value(4, 30.0) / value.expected_value(4, 20.0) - 1.0;
    assert!((rising.worth - by_hand).abs() < 1e-12 && by_hand > 0.3 && rising.effect == 0.0, "{rising:?} {by_hand}");
    assert!(told.iter().all(|one| one.worth == 0.0 || one.effect == 0.0));
    assert_eq!(WeightedReason::about_money(rising.reason, 1.0, 0.0).worth, 0.0);
}

#[test]
fn what_is_usual_is_gathered_from_all_customers() {
    let mut histories = Histories::new();
    histories.push(&[(0, 1.0), (10, 1.0), (20, 1.0)]);
    histories.push(&[(0, 1.0), (30, 1.0)]);
    histories.push(&[(0, 1.0)]);
    histories.push(&[(500, 1.0)]);
    let peers = Peers::of(&histories, AS_OF);
    assert!((peers.returned - 2.0 / 3.0).abs() < 1e-12);
    assert!((peers.usual_days - 20.0).abs() < 1e-12);
    assert!((peers.per_year - 0.5 * (36.525 + 12.175)).abs() < 1e-9);
    assert_eq!(Peers::of(&Histories::new(), AS_OF), Peers::default());
}
