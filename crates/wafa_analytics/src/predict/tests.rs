#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use std::collections::HashMap;
use std::sync::Arc;

use wafa_db::testkit::{self, TestDb};
use wafa_db::{Work, Worker};
use wafa_kernel::{Moment, Policy};

use super::*;
use crate::shop::{Shop, day};

fn request(as_of: &str) -> FitRequest {
    let economics = Economics { margin_permille: 300, discount_permille: 150 };
    FitRequest { as_of: day(as_of), currency: Currency::USD, economics, cause: Some(FitCause::Person) }
}

/// The CDNOW sample, cents as cents.
fn cdnow() -> Shop {
    let mut shop = Shop::cdnow();
    for order in &mut shop.orders {
        order.word = crate::lake::Word::Currency(Currency::USD);
    }
    shop
}

async fn predictor(test: &TestDb, shop: &Shop, folder: &tempfile::TempDir) -> Predictor {
    shop.save(&test.db).await;
    Predictor::new(test.db.clone(), Lake::open(folder.path()).unwrap())
}

#[tokio::test]
async fn a_forecast_of_cdnow_is_borne_out() {
    let (test, folder) = (testkit::sqlite(Vec::new()).await, tempfile::tempdir().unwrap());
    let shop = cdnow();
    let predictor = predictor(&test, &shop, &folder).await;
    let forecast = predictor.predict_all(&Policy::system("test"), request("1997-09-30"), 273).await.unwrap();
    let (cut, end) = (day("1997-09-30").number(), day("1998-06-30").number());
    let mut bought: HashMap<String, Vec<i32>> = HashMap::new();
    for order in shop.orders.iter().filter(|order| order.on > cut && order.on <= end) {
        let days = bought.entry(format!("shop-{}", order.customer)).or_default();
        if !days.contains(&order.on) {
            days.push(order.on);
        }
    }
    let rows: Vec<ForecastRow> = forecast.rows().collect();
    assert_eq!(rows.len(), 2_357);
    let error: f64 = rows
        .iter()
        .map(|row| (row.expected_purchases - bought.get(&row.customer_id).map_or(0.0, |days| days.len() as f64)).abs())
        .sum();
    assert!(error / 2_357.0 < 0.80, "mean absolute error {}", error / 2_357.0);
    assert!(forecast.report().readiness.ready);
    assert!(forecast.report().chosen_score().is_some());
    assert_eq!(forecast.report().horizon_days, 273);
    let first = rows.iter().find(|row| row.customer_id == "shop-1").unwrap();
    // Customer 1 bought on 1 and 18 January and on 2 August: published as x 2, t_x 30.43, T 38.86.
    assert_eq!((first.x, (first.t_x * 7.0).round(), (first.t * 7.0).round()), (2, 213.0, 272.0));
    for row in &rows {
        assert!((0.0..=1.0).contains(&row.p_active) && (0.0..=1.0).contains(&row.p_alive), "{row:?}");
        assert!(row.expected_purchases >= 0.0 && row.expected_value_minor >= 0, "{row:?}");
        assert!(!row.reasons.is_empty(), "{row:?}");
        assert!(row.next_purchase_on.is_none_or(|on| on > day("1997-09-30")), "{row:?}");
    }
}

#[tokio::test]
async fn a_fit_is_stored_listed_and_replaced_as_a_whole() {
    for test in testkit::engines().await {
        let folder = tempfile::tempdir().unwrap();
        let predictor = predictor(&test, &cdnow(), &folder).await;
        let reader = Policy::system("test");
        assert!(predictor.latest_fit(&reader).await.unwrap().is_none());
        assert!(predictor.worth_most(&reader, Chance::ANY, None, 10).await.unwrap().items.is_empty());
        predictor.fit(&Policy::system("test"), request("1997-09-30")).await.unwrap();
        let report = predictor.fit(&Policy::system("test"), request("1998-06-30")).await.unwrap();
        let fits = predictor.fits(&reader, 5).await.unwrap();
        assert_eq!(fits.iter().map(|fit| fit.as_of).collect::<Vec<_>>(), [day("1998-06-30"), day("1997-09-30")]);
        let latest = predictor.latest_fit(&reader).await.unwrap().unwrap();
        // All but the last digits of floats comes back as it was.
        assert_eq!(
            (&latest.model, latest.readiness, latest.value_minor),
            (&report.model, report.readiness, report.value_minor)
        );
        assert_eq!((latest.table.len(), latest.choice.len(), latest.notes.len()), (8, 2, report.notes.len()));
        assert!(latest.chosen_score().unwrap().bins.len() == 10);
        assert_eq!((report.basis, report.customers, report.table.len()), (Basis::Model, 2_357, 8));
        assert_eq!(report.value.as_ref().unwrap().parameters.len(), 3);

        let mut seen: Vec<Prediction> = Vec::new();
        let mut after = None;
        loop {
            let page = predictor.worth_most(&reader, Chance::ANY, after.as_ref(), 500).await.unwrap();
            seen.extend(page.items);
            after = page.next;
            if after.is_none() {
                break;
            }
        }
        assert_eq!(seen.len(), 2_357);
        assert!(
            seen.windows(2).all(|two| two[0].value_minor >= two[1].value_minor && two[0].customer != two[1].customer)
        );
        let total: i64 = seen.iter().map(|one| one.value_minor).sum();
        assert!((total - report.value_minor).abs() < 2_357, "{total} {}", report.value_minor);
        let at_risk = predictor.slipping_away(&reader, Chance::ANY, None, 50).await.unwrap();
        assert_eq!(at_risk.items.len(), 50);
        for one in &at_risk.items {
            assert!(one.at_risk_minor > 0 && one.at_risk_minor <= one.value_minor);
            assert_eq!(one.as_of, day("1998-06-30"));
            assert_eq!(predictor.prediction_of(&reader, one.customer).await.unwrap().as_ref(), Some(one));
        }
        let everybody = predictor.slipping_away(&reader, Chance::ANY, None, 10_000).await.unwrap().items;
        let counted = predictor.at_risk(&reader).await.unwrap();
        assert_eq!(counted.customers, everybody.iter().map(|one| one.customer).collect::<Vec<_>>());
        assert_eq!(counted.at_risk_minor, everybody.iter().map(|one| one.at_risk_minor).sum::<i64>());
        assert!(predictor.prediction_of(&reader, CustomerId::from_raw(99_999)).await.unwrap().is_none());
        let wrong = Cursor("no cursor".to_owned());
        assert!(matches!(predictor.worth_most(&reader, Chance::ANY, Some(&wrong), 5).await, Err(Error::Cursor)));
    }
}

#[tokio::test]
async fn too_little_data_is_said_and_rfm_stands_in() {
    let (test, folder) = (testkit::sqlite(Vec::new()).await, tempfile::tempdir().unwrap());
    let mut shop = Shop::default();
    for id in 1..=10 {
        shop.order(id, "2026-01-10", id * 1_000).word = crate::lake::Word::Currency(Currency::USD);
    }
    shop.order(10, "2026-02-10", 500).word = crate::lake::Word::Currency(Currency::USD);
    shop.refund(10, "2026-02-12", 200).word = crate::lake::Word::Currency(Currency::USD);
    let predictor = predictor(&test, &shop, &folder).await;
    let report = predictor.fit(&Policy::system("test"), request("2026-03-01")).await.unwrap();
    assert!(!report.readiness.ready);
    assert_eq!((report.basis, report.customers), (Basis::Rfm, 10));
    let page = predictor.worth_most(&Policy::system("test"), Chance::ANY, None, 3).await.unwrap();
    let best: Vec<(i64, i64)> = page.items.iter().map(|one| (one.customer.raw(), one.value_minor)).collect();
    assert_eq!(best, [(10, 10_300), (9, 9_000), (8, 8_000)]);
    assert!(page.items.iter().all(|one| one.basis == Basis::Rfm));
}

#[tokio::test]
async fn an_empty_shop_is_fitted_to_without_complaint() {
    let (test, folder) = (testkit::sqlite(Vec::new()).await, tempfile::tempdir().unwrap());
    let predictor = predictor(&test, &Shop::default(), &folder).await;
    let report = predictor.fit(&Policy::system("test"), request("2026-03-01")).await.unwrap();
    assert_eq!((report.customers, report.basis, report.value_minor), (0, Basis::Rfm, 0));
    assert_eq!(predictor.latest_fit(&Policy::system("test")).await.unwrap(), Some(report));
}

#[tokio::test]
async fn a_fit_can_be_background_work() {
    let (test, folder) = (testkit::sqlite(Vec::new()).await, tempfile::tempdir().unwrap());
    let predictor = predictor(&test, &cdnow(), &folder).await;
    let mut tx = test.db.begin().await.unwrap();
    tx.enqueue(FitWork::job(&request("1998-06-30"), Moment::from_ms(0)).unwrap()).await.unwrap();
    tx.commit().await.unwrap();
    let work: Arc<dyn Work> = Arc::new(FitWork::new(predictor.clone()));
    let worker = Worker { db: test.db.clone(), reactions: Vec::new(), works: vec![work], alarms: Vec::new() };
    worker.settle().await.unwrap();
    assert_eq!(predictor.latest_fit(&Policy::system("test")).await.unwrap().unwrap().customers, 2_357);
}

#[tokio::test(flavor = "multi_thread")]
async fn one_fit_of_a_job_counts_however_often_and_by_whomever_it_is_done() {
    for test in testkit::engines().await {
        let folder = tempfile::tempdir().unwrap();
        let predictor = predictor(&test, &cdnow(), &folder).await;
        let job = |id: i64| wafa_db::Job {
            id: wafa_kernel::JobId::from_raw(id),
            kind: FIT_JOB.to_owned(),
            body: FitWork::job(&request("1998-06-30"), Moment::from_ms(0)).unwrap().body,
            attempt: 1,
        };
        let (work, once) = (FitWork::new(predictor.clone()), job(1));
        // A worker whose lease ran out goes on beside the one that took its job over.
        let (one, other) = tokio::join!(work.run(&once), work.run(&once));
        // The one that came too late may have lost its rows to the other, and is asked once more.
        assert!(one.is_ok() || other.is_ok());
        for _ in 0..2 {
            work.run(&once).await.unwrap();
        }
        let permit = Policy::system("test");
        assert_eq!(predictor.fits(&permit, 10).await.unwrap().len(), 1, "{:?}", test.engine());
        const LEFT: &str = "select (select count(*) from analytics_fit), (select count(*) from analytics_prediction)";
        let left = || async { test.db.read(LEFT, Vec::new()).await.unwrap().remove(0) };
        let row = left().await;
        assert_eq!((row.get::<i64>(0).unwrap(), row.get::<i64>(1).unwrap()), (1, 2_357));
        work.run(&job(2)).await.unwrap();
        let row = left().await;
        assert_eq!((row.get::<i64>(0).unwrap(), row.get::<i64>(1).unwrap()), (2, 2_357));
    }
}

mod later;
