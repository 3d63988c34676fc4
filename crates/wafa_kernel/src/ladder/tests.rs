#![allow(clippy::unwrap_used)]
#![allow(clippy::indexing_slicing)]
use super::*;
use proptest::prelude::*;

fn days(numbers: &[i32]) -> Vec<Day> {
    numbers.iter().copied().map(Day::from_number).collect()
}

fn check(orders: &[i32], signals: &[(i32, SignalKind)], until: i32, expected: &[(i32, Rung)]) -> Climb {
    let signals: Vec<Signal> =
        signals.iter().map(|(on, kind)| Signal { on: Day::from_number(*on), kind: *kind }).collect();
    let climb = climb(&days(orders), &signals, &LadderRules::default(), Day::from_number(until));
    let moves: Vec<(i32, Rung)> = climb.moves.iter().map(|m| (m.on.number(), m.rung)).collect();
    assert_eq!(moves, expected, "orders {orders:?} until {until}");
    climb
}

#[test]
fn every_rung_is_reached_by_its_facts() {
    use Rung::{Advocate, Customer, Loyal, Prospect, Repeat};
    use SignalKind::{Interest, Promoter};
    assert_eq!(check(&[], &[], 100, &[]).rung(), Rung::Suspect);
    check(&[], &[(5, Interest)], 100, &[(5, Prospect)]);
    check(&[10], &[(5, Interest)], 100, &[(5, Prospect), (10, Customer)]);
    check(&[10, 40], &[], 60, &[(10, Customer), (40, Repeat)]);
    check(&[10, 40, 70], &[], 75, &[(10, Customer), (40, Repeat), (70, Loyal)]);
    check(&[10, 40, 70], &[(72, Promoter)], 75, &[(10, Customer), (40, Repeat), (70, Loyal), (72, Advocate)]);
    check(&[10, 10], &[], 60, &[(10, Repeat)]);
}

#[test]
fn whoever_stops_coming_slides_back_on_the_day() {
    use Rung::{Customer, Loyal, Repeat};
    let loyal = check(&[10, 40, 70], &[], 130, &[(10, Customer), (40, Repeat), (70, Loyal)]);
    assert_eq!((loyal.slides_on, loyal.usual_gap_days), (Some(Day::from_number(131)), Some(30.0)));
    let slid = check(&[10, 40, 70], &[], 131, &[(10, Customer), (40, Repeat), (70, Loyal), (131, Repeat)]);
    assert_eq!(slid.slides_on, None);
}

#[test]
fn a_gap_too_long_keeps_from_loyal() {
    use Rung::{Customer, Repeat};
    check(&[10, 20, 200], &[], 201, &[(10, Customer), (20, Repeat), (200, Rung::Loyal)]);
    check(&[10, 20, 30, 200], &[], 201, &[(10, Customer), (20, Repeat), (30, Rung::Loyal), (51, Repeat)]);
}

#[test]
fn recent_gaps_only_when_asked() {
    let rules = LadderRules { loyal_recent_gaps: 2, ..LadderRules::default() };
    let history = days(&[10, 20, 30, 200, 210, 220]);
    assert_eq!(climb(&history, &[], &rules, Day::from_number(221)).rung(), Rung::Loyal);
    assert_eq!(climb(&history, &[], &LadderRules::default(), Day::from_number(221)).rung(), Rung::Repeat);
}

#[test]
fn a_recommendation_without_loyalty_is_not_advocacy() {
    check(&[10], &[(20, SignalKind::Review)], 60, &[(10, Rung::Customer)]);
    check(&[], &[(20, SignalKind::Referral)], 60, &[(20, Rung::Prospect)]);
}

proptest! {
    /// The past does not change when the future becomes known.
    #[test]
    fn history_is_never_rewritten(
        mut orders in proptest::collection::vec(0i32..400, 0..12),
        mut hints in proptest::collection::vec((0i32..400, 0usize..4), 0..4),
        until in 0i32..400,
    ) {
        orders.sort_unstable();
        hints.sort_unstable();
        let signals: Vec<Signal> = hints.iter().map(|(on, kind)| Signal { on: Day::from_number(*on), kind: SignalKind::ALL[*kind] }).collect();
        let rules = LadderRules::default();
        let whole = climb(&days(&orders), &signals, &rules, Day::from_number(500));
        let early = climb(&days(&orders), &signals, &rules, Day::from_number(until));
        let before: Vec<RungMove> = whole.moves.iter().copied().filter(|m| m.on.number() <= until).collect();
        prop_assert_eq!(&early.moves, &before);
        if let Some(due) = early.slides_on {
            prop_assert!(due.number() > until);
            prop_assert!(early.rung() >= Rung::Loyal);
        }
        prop_assert!(whole.moves.windows(2).all(|w| w[0].on < w[1].on && w[0].rung != w[1].rung));
    }

    /// Counting without the history comes to the same rung.
    #[test]
    fn standing_is_the_end_of_the_climb(
        mut orders in proptest::collection::vec(0i32..300, 0..12),
        mut hints in proptest::collection::vec((0i32..300, 0usize..4), 0..4),
        until in 0i32..400,
        recent in 0u32..3,
    ) {
        orders.sort_unstable();
        hints.sort_unstable();
        let signals: Vec<Signal> = hints.iter().map(|(on, kind)| Signal { on: Day::from_number(*on), kind: SignalKind::ALL[*kind] }).collect();
        let rules = LadderRules { loyal_recent_gaps: recent, ..LadderRules::default() };
        let until = Day::from_number(until);
        prop_assert_eq!(stand(&days(&orders), &signals, &rules, until), climb(&days(&orders), &signals, &rules, until).rung());
    }
}
