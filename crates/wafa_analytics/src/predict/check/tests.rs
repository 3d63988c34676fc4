#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use super::*;

const DAY_MS: i64 = 24 * HOUR_MS;
const FITTED_AT: Moment = Moment::from_ms(1_000 * DAY_MS);

fn check(then: u64, now: u64) -> Check {
    Check {
        fit: 7,
        checked_at: FITTED_AT,
        until: Day::from_number(1_000),
        fact_version: 1,
        purchases_then: then,
        purchases_now: now,
        drift: None,
        recency: None,
        frequency: None,
        verdict: Verdict::Holds,
    }
}

fn after(check: &Check, days: i64) -> Verdict {
    check.judged(Some(FITTED_AT), Moment::from_ms(FITTED_AT.ms() + days * DAY_MS))
}

#[test]
fn a_shop_with_orders_and_no_fit_gets_its_first() {
    assert_eq!(check(0, 1).judged(None, FITTED_AT), Verdict::Due(FitCause::First));
    assert_eq!(check(0, 0).judged(None, FITTED_AT), Verdict::Holds);
}

#[test]
fn a_tenth_more_purchases_is_a_cause_once_a_day_has_passed() {
    assert_eq!(after(&check(1_000, 1_099), 3), Verdict::Holds);
    assert_eq!(after(&check(1_000, 1_100), 3), Verdict::Due(FitCause::Grown));
    assert_eq!(after(&check(1_000, 900), 3), Verdict::Due(FitCause::Grown));
    assert_eq!(after(&check(1_000, 5_000), 0), Verdict::Waits(FitCause::Grown));
    assert_eq!(after(&check(0, 1), 1), Verdict::Due(FitCause::Grown));
}

#[test]
fn an_old_fit_is_replaced_only_when_something_was_bought() {
    assert_eq!(after(&check(1_000, 1_001), OLD_DAYS), Verdict::Due(FitCause::Old));
    assert_eq!(after(&check(1_000, 1_001), OLD_DAYS - 1), Verdict::Holds);
    assert_eq!(after(&check(1_000, 1_000), 10 * OLD_DAYS), Verdict::Holds);
    assert_eq!(after(&check(0, 0), 10 * OLD_DAYS), Verdict::Holds);
}

#[test]
fn drift_is_a_cause_also_when_nobody_bought_and_a_shift_is_not() {
    let mut still = check(1_000, 1_000);
    still.drift = Drift::of((0..100).map(|_| (0.5, 0.0)));
    assert_eq!(after(&still, 2), Verdict::Due(FitCause::Drifted));
    let mut shifted = check(1_000, 1_000);
    shifted.recency = Shift::of(vec![1.0; 300], vec![90.0; 300]);
    assert!(shifted.recency.unwrap().has_shifted());
    assert_eq!(after(&shifted, 2), Verdict::Holds);
    shifted.purchases_now += 1;
    assert_eq!(after(&shifted, 2), Verdict::Due(FitCause::Shifted));
    // Within chance: 50 expected, 45 came.
    let mut chance = check(1_000, 1_050);
    chance.drift = Drift::of((0..100).map(|at| (0.5, if at % 20 < 9 { 1.0 } else { 0.0 })));
    assert_eq!(after(&chance, 2), Verdict::Holds);
}
