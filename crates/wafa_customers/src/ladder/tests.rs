#![allow(clippy::unwrap_used, clippy::indexing_slicing)]
use proptest::prelude::*;
use wafa_kernel::{CustomerId, Day, Event, LadderRules, Rung, SignalKind};

use crate::ladder::path::path;
use crate::shop::{Shop, day, may, shops};
use crate::{Error, NextRung, RuleVersion};

/// First orders every thirty days up to 2026-03-01.
async fn regular(shop: &Shop, name: &str) -> CustomerId {
    let id = shop.add(name, vec![]).await;
    for back in [90, 60, 30, 0] {
        shop.sell(id, day(2026, 3, 1).plus_days(-back), 100);
    }
    id
}

async fn rung(shop: &Shop, id: CustomerId) -> Rung {
    shop.customers.get(&may(), id).await.unwrap().standing.rung
}

#[tokio::test]
async fn history_is_kept_as_of_every_day() {
    for shop in shops().await {
        let id = regular(&shop, "سارا").await;
        shop.refresh(&[id]).await;
        let steps = shop.customers.rung_history(&may(), id).await.unwrap();
        let told: Vec<(Day, Rung, i64)> = steps.iter().map(|step| (step.on, step.rung, step.stayed_days)).collect();
        let first = day(2025, 12, 1);
        assert_eq!(
            told,
            [(first, Rung::Customer, 0), (day(2025, 12, 31), Rung::Repeat, 30), (day(2026, 1, 30), Rung::Loyal, 30)]
        );
        assert_eq!(steps[0].from, None);
        for (on, expected) in [
            (day(2025, 11, 30), None),
            (first, Some(Rung::Customer)),
            (day(2026, 1, 29), Some(Rung::Repeat)),
            (day(2026, 3, 21), Some(Rung::Loyal)),
        ] {
            assert_eq!(shop.customers.rung_at(&may(), id, on).await.unwrap(), expected);
            let heads = shop.customers.ladder_counts(&may(), on).await.unwrap();
            assert_eq!(heads.iter().sum::<u64>(), u64::from(expected.is_some()), "{on}");
            assert!(expected.is_none_or(|rung| heads[usize::from(rung.number()) - 1] == 1), "{on} {heads:?}");
        }
        let profile = shop.customers.get(&may(), id).await.unwrap();
        assert_eq!(profile.next, NextRung::Recommend { signals_missing: 1 });
        assert_eq!((profile.standing.usual_gap_days, profile.standing.slides_on), (Some(30.0), Some(day(2026, 5, 1))));
        assert_eq!(shop.kit.db.events_of(id, None, 9).await.unwrap().len(), 1, "bulk history wakes nobody");
        shop.assert_sound().await;
    }
}

#[tokio::test]
async fn an_order_moves_the_customer_up_and_is_announced() {
    for shop in shops().await {
        let id = shop.add("سارا", vec![]).await;
        shop.order(id, day(2026, 3, 21), 100).await;
        shop.worker.settle().await.unwrap();
        assert_eq!(rung(&shop, id).await, Rung::Customer);
        let last = shop.kit.db.events_of(id, None, 1).await.unwrap().remove(0);
        let (from, to, on) = (Rung::Suspect, Rung::Customer, day(2026, 3, 21));
        assert_eq!((last.event, last.depth), (Event::RungChanged { customer: id, from, to, on }, 1));
        shop.assert_sound().await;
    }
}

#[tokio::test]
async fn whoever_stops_coming_slides_back_on_the_day() {
    for shop in shops().await {
        let id = regular(&shop, "سارا").await;
        shop.refresh(&[id]).await;
        shop.customers.record_signal(&may(), id, SignalKind::Promoter, day(2026, 3, 2), "NPS").await.unwrap();
        assert_eq!(rung(&shop, id).await, Rung::Advocate);
        let due = day(2026, 5, 1).utc_midnight().plus_ms(-3_600_000 * 7 / 2);
        shop.kit.clock.set(due.plus_ms(-1));
        shop.worker.settle().await.unwrap();
        assert_eq!(rung(&shop, id).await, Rung::Advocate);
        shop.kit.clock.set(due);
        shop.worker.settle().await.unwrap();
        let profile = shop.customers.get(&may(), id).await.unwrap();
        assert_eq!((profile.standing.rung, profile.standing.rung_on), (Rung::Repeat, Some(day(2026, 5, 1))));
        assert_eq!(profile.next, NextRung::KeepPace { by: Some(day(2026, 4, 30)) });
        let last = shop.kit.db.events_of(id, None, 1).await.unwrap().remove(0);
        assert!(matches!(last.event, Event::RungChanged { from: Rung::Advocate, to: Rung::Repeat, .. }));
        shop.assert_sound().await;
        // Late or on time, the history is the same.
        shop.kit.clock.advance_days(40);
        shop.refresh(&[id]).await;
        assert_eq!(shop.customers.rung_at(&may(), id, day(2026, 5, 1)).await.unwrap(), Some(Rung::Repeat));
    }
}

#[tokio::test]
async fn new_rules_hold_from_today_and_leave_the_past_alone() {
    for shop in shops().await {
        let id = regular(&shop, "سارا").await;
        shop.refresh(&[id]).await;
        let strict = LadderRules { loyal_orders: 5, ..LadderRules::default() };
        assert_eq!(shop.customers.save_rules(&may(), strict).await.unwrap(), 1);
        shop.worker.settle().await.unwrap();
        assert_eq!(shop.customers.rules(&may()).await.unwrap(), (strict, 1));
        let steps = shop.customers.rung_history(&may(), id).await.unwrap();
        let last = steps.last().unwrap();
        assert_eq!((last.on, last.rung, last.rules_version), (day(2026, 3, 21), Rung::Repeat, 1));
        assert_eq!(shop.customers.rung_at(&may(), id, day(2026, 3, 20)).await.unwrap(), Some(Rung::Loyal));
        shop.assert_sound().await;
        shop.kit.clock.advance_days(10);
        assert_eq!(shop.customers.save_rules(&may(), LadderRules::default()).await.unwrap(), 2);
        shop.worker.settle().await.unwrap();
        assert_eq!(shop.customers.rung_at(&may(), id, day(2026, 3, 25)).await.unwrap(), Some(Rung::Repeat));
        assert_eq!(rung(&shop, id).await, Rung::Loyal);
        let versions = shop.customers.rule_versions(&may()).await.unwrap();
        assert_eq!(
            versions.iter().map(|version| version.from).collect::<Vec<_>>(),
            [None, Some(day(2026, 3, 21)), Some(day(2026, 3, 31))]
        );
        let wrong = LadderRules { loyal_orders: 1, ..LadderRules::default() };
        assert!(matches!(shop.customers.save_rules(&may(), wrong).await, Err(Error::RulesInvalid)));
        shop.assert_sound().await;
    }
}

#[tokio::test]
async fn the_report_counts_heads_moves_and_losses() {
    for shop in shops().await {
        let mut all = vec![regular(&shop, "سارا").await, regular(&shop, "رضا").await, shop.add("مینا", vec![]).await];
        let once = shop.add("علی", vec![]).await;
        shop.sell(once, day(2026, 1, 10), 50);
        all.push(once);
        shop.refresh(&all).await;
        let (from, to) = (day(2026, 1, 1), day(2026, 3, 21));
        let flow = shop.customers.ladder_flow(&may(), from, to).await.unwrap();
        assert_eq!(flow.start, [0, 0, 0, 2, 0, 0]);
        assert_eq!(flow.end, [1, 0, 1, 0, 2, 0]);
        assert_eq!(flow.entered, [1, 0, 1, 0, 0, 0]);
        assert_eq!(
            (flow.moves.len(), flow.moves[0].from, flow.moves[0].to, flow.moves[0].customers),
            (1, Rung::Repeat, Rung::Loyal, 2)
        );
        let repeat = &flow.rungs[3];
        assert_eq!(
            (repeat.stood, repeat.climbed, repeat.slid, repeat.conversion, repeat.median_days),
            (2, 2, 0, Some(1.0), Some(30.0))
        );
        shop.kit.clock.set(day(2026, 6, 1).utc_midnight());
        shop.worker.settle().await.unwrap();
        let flow = shop.customers.ladder_flow(&may(), day(2026, 4, 1), day(2026, 5, 31)).await.unwrap();
        assert_eq!((flow.rungs[4].slid, flow.rungs[4].median_days, flow.end), (2, Some(91.0), [1, 0, 1, 2, 0, 0]));
        assert_eq!(shop.customers.ladder_counts(&may(), to).await.unwrap(), [1, 0, 1, 0, 2, 0]);
    }
}

#[tokio::test]
async fn verify_sees_what_the_facts_do_not_bear_out() {
    for shop in shops().await {
        let id = regular(&shop, "سارا").await;
        shop.refresh(&[id]).await;
        shop.assert_sound().await;
        let mut tx = shop.kit.db.begin().await.unwrap();
        tx.execute("update customer_standing set rung = 6 where customer_id = $1", wafa_db::values![id]).await.unwrap();
        tx.commit().await.unwrap();
        let found = shop.customers.verify_ladder().await.unwrap();
        assert_eq!((found.len(), found[0].customer), (1, id));
        assert_eq!(shop.customers.recompute_all().await.unwrap(), 1);
        shop.assert_sound().await;
    }
}

#[tokio::test]
async fn an_order_dated_ahead_counts_when_its_day_comes() {
    for shop in shops().await {
        let id = shop.add("سارا", vec![]).await;
        shop.sell(id, day(2026, 3, 25), 100);
        shop.refresh(&[id]).await;
        assert_eq!(rung(&shop, id).await, Rung::Suspect);
        shop.kit.clock.advance_days(4);
        shop.worker.settle().await.unwrap();
        assert_eq!(rung(&shop, id).await, Rung::Customer);
        shop.assert_sound().await;
    }
}

proptest! {
    /// The past is not rewritten by time passing, and versions of rules only matter from their day on.
    #[test]
    fn a_path_only_grows(
        mut orders in proptest::collection::vec(0i32..300, 0..10),
        added in 0i32..300,
        changed in 1i32..300,
        until in 0i32..300,
    ) {
        orders.sort_unstable();
        let orders: Vec<Day> = orders.into_iter().map(Day::from_number).collect();
        let strict = LadderRules { loyal_orders: 5, loyal_gap_factor: 1.5, ..LadderRules::default() };
        let versions = [
            RuleVersion { version: 0, from: None, rules: LadderRules::default() },
            RuleVersion { version: 1, from: Some(Day::from_number(changed)), rules: strict },
        ];
        let added = Day::from_number(added);
        let whole = path(&orders, &[], &versions, added, Day::from_number(400));
        prop_assert!(whole.steps.windows(2).all(|pair| pair[0].on < pair[1].on && pair[0].rung != pair[1].rung));
        prop_assert!(whole.steps[0].from.is_none() && whole.steps[0].on <= added);
        let until = Day::from_number(until).max(added);
        let early = path(&orders, &[], &versions, added, until);
        let before: Vec<_> = whole.steps.iter().copied().filter(|step| step.on <= until).collect();
        prop_assert_eq!(early.steps, before);
        let old = path(&orders, &[], &versions[..1], added, Day::from_number(400));
        let untouched = |steps: &[crate::ladder::path::Step]| -> Vec<_> {
            steps.iter().filter(|step| step.on.number() < changed).copied().collect()
        };
        prop_assert_eq!(untouched(&whole.steps), untouched(&old.steps));
    }
}
