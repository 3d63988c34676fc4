//! What happened to customers, and where they stood, in the lake.

use wafa_db::facts::{self, Whose};
use wafa_db::testkit::{self, TestDb};
use wafa_db::values;
use wafa_kernel::{Actor, CustomerId, Event, Rung};

use super::*;
use crate::fold::ladder::LadderCounts;
use crate::question::OrderFilter;

const STEP: &str = "insert into customer_rung (customer_id, on_day, rung, from_rung, stayed_days, rules_version) \
    values ($1, $2, $3, 0, 0, 1)";

/// A step on the ladder, as the register writes it down.
async fn step(test: &TestDb, customer: i64, on: &str, rung: Rung) {
    let mut tx = test.db.begin().await.unwrap();
    tx.execute(STEP, values![customer, day(on), i32::from(rung.number())]).await.unwrap();
    facts::changed(&mut tx, [Whose::Customer(CustomerId::from_raw(customer))]).await.unwrap();
    tx.commit().await.unwrap();
}

async fn happens(test: &TestDb, customer: i64) {
    let mut tx = test.db.begin().await.unwrap();
    let (customer, on) = (CustomerId::from_raw(customer), day("2026-03-01"));
    let event = Event::RungChanged { customer, from: Rung::Customer, to: Rung::Repeat, on };
    tx.record(&Actor::System("test"), event).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn events_and_the_history_of_the_ladder_are_in_the_lake() {
    for test in testkit::engines().await {
        small_shop().save(&test.db).await;
        step(&test, 1, "2026-01-10", Rung::Customer).await;
        step(&test, 1, "2026-02-10", Rung::Repeat).await;
        happens(&test, 1).await;
        let folder = tempfile::tempdir().unwrap();
        let lake = Lake::open(folder.path()).unwrap();
        lake.refresh(&test.db).await.unwrap();
        let rows = |lake: &Lake| lake.status().unwrap().unwrap().rows();
        assert_eq!((rows(&lake).rungs, rows(&lake).events), (2, 1));
        assert_eq!(lake.mismatches(&test.db).await.unwrap(), []);
        step(&test, 2, "2026-01-20", Rung::Customer).await;
        // Recording an event says by itself whose facts changed.
        happens(&test, 2).await;
        happens(&test, 1).await;
        lake.refresh(&test.db).await.unwrap();
        assert_eq!(lake.status().unwrap().unwrap().runs.len(), 2);
        assert_eq!(lake.mismatches(&test.db).await.unwrap(), []);
        lake.compact(test.db.now()).await.unwrap();
        assert_eq!((rows(&lake).rungs, rows(&lake).events), (3, 3));
        assert_eq!(lake.mismatches(&test.db).await.unwrap(), []);
        // Whoever writes past the owner is found.
        for (sql, table) in [
            ("update customer_rung set rung = 6 where customer_id = $1", "rungs"),
            ("delete from timeline_event where customer_id = $1", "events"),
        ] {
            let mut tx = test.db.begin().await.unwrap();
            tx.execute(sql, values![2]).await.unwrap();
            tx.commit().await.unwrap();
            let found = lake.mismatches(&test.db).await.unwrap();
            assert!(found.iter().any(|one| one.table == table), "{table}: {found:?}");
        }
    }
}

/// The database's clock stands at 2026-03-21.
#[tokio::test]
async fn a_day_that_is_over_is_told_as_it_was_written_down() {
    let test = testkit::sqlite(Vec::new()).await;
    small_shop().save(&test.db).await;
    let folder = tempfile::tempdir().unwrap();
    let lake = Lake::open(folder.path()).unwrap();
    let ladder = |as_of: &str, source: Option<&str>| {
        let mut asked = question(as_of, months((2026, 1), 3));
        asked.orders =
            source.map(|source| std::sync::Arc::new(OrderFilter { source: Some(source.into()), product: None }));
        figures(&lake, &asked).unwrap().ladder
    };
    lake.refresh(&test.db).await.unwrap();
    let judged = LadderCounts { suspect: 1, prospect: 1, customer: 1, repeat: 1, ..LadderCounts::default() };
    assert_eq!(ladder("2026-02-28", None), judged, "without history it is judged from the facts");
    // In January other rules were in force; in March somebody was moved again.
    step(&test, 1, "2026-01-10", Rung::Loyal).await;
    step(&test, 1, "2026-03-10", Rung::Advocate).await;
    lake.refresh(&test.db).await.unwrap();
    let written = LadderCounts { repeat: 0, loyal: 1, ..judged };
    assert_eq!(ladder("2026-02-28", None), written);
    assert_eq!(ladder("2026-03-12", None), LadderCounts { repeat: 0, advocate: 1, ..judged });
    assert_eq!(ladder("2026-03-21", None), judged, "today is judged by the rules of today");
    assert_eq!(ladder("2026-02-28", Some("")).loyal, 0, "a part of the orders has no history");
    lake.compact(test.db.now()).await.unwrap();
    assert_eq!(ladder("2026-02-28", None), written);
}
