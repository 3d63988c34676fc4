#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use wafa_db::{facts, testkit, values};
use wafa_kernel::Policy;

use super::*;
use crate::lake::TableKind;
use crate::shop::{Shop, day, months, question};

async fn insights(test: &testkit::TestDb, folder: &tempfile::TempDir) -> Insights {
    let mut shop = Shop::default();
    shop.order(1, "2026-01-10", 1_000);
    shop.order(2, "2026-02-10", 2_000);
    shop.save(&test.db).await;
    Insights::new(test.db.clone(), Lake::open(folder.path()).unwrap())
}

#[tokio::test]
async fn answers_are_remembered_until_facts_change() {
    for test in testkit::engines().await {
        let folder = tempfile::tempdir().unwrap();
        let insights = insights(&test, &folder).await;
        let permit = Policy::system("test");
        let asked = question("2026-03-31", months((2026, 1), 3));
        let first = insights.figures(&permit, asked.clone()).await.unwrap();
        assert_eq!((first.customers, first.revenue_minor), (2, 3_000));
        let reach = insights.reach(&permit, day("2026-03-31"), day("2026-03-21")).await.unwrap();
        assert_eq!(reach, (day("2026-01-10"), day("2026-03-21")));
        let again = insights.figures(&permit, asked.clone()).await.unwrap();
        assert!(Arc::ptr_eq(&first, &again));
        let earlier = insights.figures(&permit, question("2026-01-31", months((2026, 1), 3))).await.unwrap();
        assert_eq!(earlier.revenue_minor, 1_000);
        let mut tx = test.db.begin().await.unwrap();
        tx.execute("update sales_order set counts = false where customer_id = $1", values![2]).await.unwrap();
        facts::bump(&mut tx).await.unwrap();
        tx.commit().await.unwrap();
        let changed = insights.figures(&permit, asked).await.unwrap();
        assert_eq!((changed.customers, changed.excluded.not_counting), (1, 1));
    }
}

#[tokio::test]
async fn a_reader_who_leaves_does_not_stop_the_building() {
    let (test, folder) = (testkit::sqlite(Vec::new()).await, tempfile::tempdir().unwrap());
    let insights = insights(&test, &folder).await;
    let left = {
        let mut reading = std::pin::pin!(insights.freshen());
        std::future::poll_fn(|context| std::task::Poll::Ready(reading.as_mut().poll(context).is_pending())).await
    };
    assert!(left, "there was something to wait for");
    while insights.lake().status().unwrap().is_none() {
        tokio::task::yield_now().await;
    }
    assert_eq!(insights.lake().mismatches(&test.db).await.unwrap(), []);
}

#[tokio::test]
async fn a_damaged_lake_is_built_anew() {
    let (test, folder) = (testkit::sqlite(Vec::new()).await, tempfile::tempdir().unwrap());
    let insights = insights(&test, &folder).await;
    insights.freshen().await.unwrap();
    let manifest = insights.lake().status().unwrap().unwrap();
    std::fs::write(folder.path().join(manifest.file(TableKind::Orders)), b"damaged").unwrap();
    let asked = question("2026-03-31", months((2026, 1), 3));
    let answer = insights.figures(&Policy::system("test"), asked.clone()).await.unwrap();
    assert_eq!(answer.revenue_minor, 3_000);
    let manifest = insights.lake().status().unwrap().unwrap();
    std::fs::remove_file(folder.path().join(manifest.file(TableKind::Customers))).unwrap();
    let other = question("2026-01-31", months((2026, 1), 3));
    assert_eq!(insights.figures(&Policy::system("test"), other).await.unwrap().revenue_minor, 1_000);
}

/// Whichever page happens to be opened first.
#[tokio::test]
async fn every_question_mends_a_damaged_lake() {
    let (test, folder) = (testkit::sqlite(Vec::new()).await, tempfile::tempdir().unwrap());
    let insights = insights(&test, &folder).await;
    let predictor = crate::Predictor::new(test.db.clone(), insights.lake().clone());
    let (permit, as_of) = (Policy::system("test"), day("2026-03-31"));
    let asked = || question("2026-03-31", months((2026, 1), 3));
    let damage = || async {
        insights.freshen().await.unwrap();
        let manifest = insights.lake().status().unwrap().unwrap();
        std::fs::write(folder.path().join(manifest.file(TableKind::Orders)), b"damaged").unwrap();
    };
    damage().await;
    assert_eq!(insights.survival(&permit, asked()).await.unwrap().customers(), 2);
    damage().await;
    assert_eq!(insights.value(&permit, asked(), as_of, None).await.unwrap().customers, 2);
    damage().await;
    let champions = insights.segment(&permit, Segment::Champions, as_of, asked().currency).await;
    champions.unwrap();
    damage().await;
    let economics = crate::predict::Economics { margin_permille: 300, discount_permille: 150 };
    let request = crate::predict::FitRequest { as_of, currency: asked().currency, economics, cause: None };
    assert_eq!(predictor.predict_all(&permit, request, 90).await.unwrap().rows().count(), 2);
    assert_eq!(insights.lake().mismatches(&test.db).await.unwrap(), []);
}

#[test]
fn periods_reach_no_further_than_today_or_the_last_fact() {
    let span = Some((day("2026-01-10"), day("2026-02-10")));
    let asked = |as_of, today| reach(span, day(as_of), day(today));
    assert_eq!(asked("9999-12-31", "2026-03-21"), (day("2026-01-10"), day("2026-03-21")));
    assert_eq!(asked("9999-12-31", "2026-01-20"), (day("2026-01-10"), day("2026-02-10")));
    assert_eq!(asked("2026-01-31", "2026-03-21"), (day("2026-01-10"), day("2026-01-31")));
    assert_eq!(asked("2025-12-31", "2026-03-21"), (day("2025-12-31"), day("2025-12-31")));
    let nothing = |as_of| reach(None, day(as_of), day("2026-03-21"));
    assert_eq!(nothing("9999-12-31"), (day("2026-03-21"), day("2026-03-21")));
    assert_eq!(nothing("0001-01-01"), (day("0001-01-01"), day("0001-01-01")));
}
