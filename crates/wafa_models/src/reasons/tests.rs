#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use super::*;
use crate::{MbgNbd, TransactionModel, Unit};

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
