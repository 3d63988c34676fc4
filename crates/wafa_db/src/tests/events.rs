//! The event log, settings, timers and the queue as they are written.
use serde::{Deserialize, Serialize};
use wafa_kernel::{Actor, CustomerId, Event, EventId, UserId};

use super::count;
use crate::testkit::{engines, engines_with};
use crate::{DbError, NewJob, Subscription, values};

const BOTH: [Subscription; 2] = [
    Subscription { name: "ladder", wants: |kind| matches!(kind, "order_placed" | "note_added") },
    Subscription { name: "figures", wants: |kind| kind == "order_placed" },
];

fn note(customer: i64, text: &str) -> Event {
    Event::NoteAdded {
        customer: CustomerId::from_raw(customer),
        author: Some(UserId::from_raw(9)),
        text: text.to_owned(),
    }
}

#[tokio::test]
async fn an_event_is_written_with_its_outbox_rows() {
    for test in engines_with(BOTH.to_vec()).await {
        let mut ticks = test.db.commits();
        ticks.borrow_and_update();
        let actor = Actor::System("test");
        let mut tx = test.db.begin().await.unwrap();
        let first = tx.record(&actor, note(1, "سلام")).await.unwrap();
        let earlier = test.db.now().plus_ms(-5_000);
        let second = tx.record_at(&actor, note(1, "b"), earlier).await.unwrap();
        tx.record(&actor, note(2, "c")).await.unwrap();
        let nobody = tx.record(&actor, Event::BusinessChanged { version: 3 }).await.unwrap();
        assert!(!ticks.has_changed().unwrap());
        tx.commit().await.unwrap();
        assert!(ticks.has_changed().unwrap());

        let mine = test.db.events_of(CustomerId::from_raw(1), None, 10).await.unwrap();
        assert_eq!(mine.iter().map(|event| event.id).collect::<Vec<_>>(), [second, first]);
        assert_eq!((mine[0].occurred_at, mine[0].recorded_at), (earlier, test.db.now()));
        assert_eq!(
            (mine[1].event.clone(), mine[1].actor.as_str(), mine[1].depth, mine[1].cause),
            (note(1, "سلام"), "system:test", 0, None)
        );
        assert_eq!(test.db.events_of(CustomerId::from_raw(1), Some(second), 10).await.unwrap().len(), 1);
        assert_eq!(test.db.events_after(Some(first), 10).await.unwrap().len(), 3);
        assert_eq!(test.db.events_after(None, 2).await.unwrap()[0].id, first);
        assert_eq!(count(&test.db, "select count(*) from outbox where subscriber = 'ladder'").await, 3);
        assert_eq!(count(&test.db, "select count(*) from outbox where subscriber = 'figures'").await, 0);
        assert_eq!(test.db.read("select 1 from outbox where event_id = $1", values![nobody]).await.unwrap().len(), 0);
    }
}

#[tokio::test]
async fn a_chain_of_causes_ends() {
    for test in engines().await {
        let actor = Actor::System("test");
        let mut tx = test.db.begin().await.unwrap();
        let mut last: EventId = tx.record(&actor, note(1, "0")).await.unwrap();
        tx.commit().await.unwrap();
        for depth in 1..=9 {
            let cause = test.db.events_of(CustomerId::from_raw(1), None, 1).await.unwrap().remove(0);
            assert_eq!(cause.id, last);
            let mut tx = test.db.begin().await.unwrap();
            let outcome = tx.record_caused(&actor, note(1, "next"), &cause).await;
            if depth == 9 {
                assert!(matches!(outcome, Err(DbError::TooDeep { depth: 9 })), "{outcome:?}");
                break;
            }
            last = outcome.unwrap();
            tx.commit().await.unwrap();
            let written = test.db.events_of(CustomerId::from_raw(1), None, 1).await.unwrap().remove(0);
            assert_eq!((written.cause, written.depth), (Some(cause.id), depth));
        }
    }
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Rules {
    gap_days: i32,
    name: String,
}

#[tokio::test]
async fn settings_keep_their_history() {
    for test in engines().await {
        assert_eq!(test.db.setting::<Rules>("ladder").await.unwrap(), None);
        let user = Actor::User { id: UserId::from_raw(4), role: wafa_kernel::Role::Owner };
        for version in 1..=3 {
            test.clock.advance_days(1);
            let mut tx = test.db.begin().await.unwrap();
            let rules = Rules { gap_days: version, name: "قواعد".to_owned() };
            assert_eq!(tx.save_setting("ladder", &rules, &user).await.unwrap(), i64::from(version));
            assert_eq!(tx.setting::<Rules>("ladder").await.unwrap(), Some((rules, i64::from(version))));
            tx.commit().await.unwrap();
        }
        let mut tx = test.db.begin().await.unwrap();
        tx.save_setting("ladder", &Rules { gap_days: 99, name: String::new() }, &user).await.unwrap();
        drop(tx);
        let (rules, version) = test.db.setting::<Rules>("ladder").await.unwrap().unwrap();
        assert_eq!((rules.gap_days, version), (3, 3));
        let history = test.db.setting_history("ladder").await.unwrap();
        assert_eq!(history.iter().map(|one| one.version).collect::<Vec<_>>(), [3, 2, 1]);
        assert_eq!(
            (history[2].body.as_str(), history[2].changed_by.as_str()),
            (r#"{"gap_days":1,"name":"قواعد"}"#, user.to_string().as_str())
        );
        assert!(history[0].changed_at > history[1].changed_at);
        assert!(matches!(test.db.setting::<i64>("ladder").await, Err(DbError::Json(_))));
    }
}

#[tokio::test]
async fn a_job_with_a_key_is_queued_once() {
    for test in engines().await {
        let job = |key: Option<&str>| NewJob {
            kind: "mail",
            body: "{}".to_owned(),
            run_at: test.db.now(),
            priority: 0,
            dedupe_key: key.map(str::to_owned),
        };
        let mut tx = test.db.begin().await.unwrap();
        assert!(tx.enqueue(job(Some("a"))).await.unwrap().is_some());
        assert!(tx.enqueue(job(Some("a"))).await.unwrap().is_none());
        assert!(tx.enqueue(job(None)).await.unwrap().is_some());
        assert!(tx.enqueue(job(None)).await.unwrap().is_some());
        tx.commit().await.unwrap();
        assert_eq!(count(&test.db, "select count(*) from job").await, 3);
    }
}

#[tokio::test]
async fn a_subject_has_one_timer_of_a_kind() {
    for test in engines().await {
        let now = test.db.now();
        let mut tx = test.db.begin().await.unwrap();
        tx.set_timer("slide", 1, now).await.unwrap();
        tx.set_timer("slide", 1, now.plus_ms(5)).await.unwrap();
        tx.set_timer("other", 1, now).await.unwrap();
        tx.set_timers_many(
            "slide",
            vec![(2, Some(now)), (3, Some(now)), (1, None), (9, None), (2, Some(now.plus_ms(7)))],
        )
        .await
        .unwrap();
        tx.clear_timer("other", 1).await.unwrap();
        tx.clear_timer("other", 1).await.unwrap();
        tx.commit().await.unwrap();
        let rows = test.db.read("select subject_id, due_at from timer order by subject_id", values![]).await.unwrap();
        let timers: Vec<(i64, i64)> = rows.iter().map(|row| (row.get(0).unwrap(), row.get(1).unwrap())).collect();
        assert_eq!(timers, [(2, now.ms() + 7), (3, now.ms())]);
    }
}
