//! Models that are looked after: fitted anew when they no longer hold, once, and never in a loop.

use wafa_analytics::predict::{FIT_JOB, FitCause, FitReport};
use wafa_db::{NewJob, testkit};
use wafa_kernel::{Actor, Business, Event, Language, Moment, Policy, Role};
use wafa_web::{App, WebConfig};

use crate::know::{Dice, fit, grow, grow_by, person};
use crate::place::{NOW, Place};

const HOUR_MS: i64 = 3_600_000;

async fn fits(place: &Place) -> Vec<FitReport> {
    place.app.predictor.fits(&Policy::system("test"), 10).await.unwrap()
}

/// Lets so many hours pass, and everything be done that is due then.
async fn pass(place: &Place, hours: i64) {
    for _ in 0..hours {
        place.clock.set(Moment::from_ms(place.app.now().ms() + HOUR_MS));
        done(place).await;
    }
}

/// Waits until nothing is due; the server's own worker may be the one that does it.
async fn done(place: &Place) {
    testkit::rest(&place.app.worker()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_grown_shop_is_fitted_to_anew_once_and_never_in_a_loop() {
    let place = Place::open().await;
    let beside = place.beside().await;
    grow(&place, 560).await;
    done(&place).await;
    assert!(fits(&place).await.is_empty(), "the first look is an hour after the start");
    pass(&place, 2).await;
    let first = fits(&place).await;
    assert_eq!((first.len(), first[0].cause), (1, Some(FitCause::First)));
    pass(&place, 5).await;
    assert_eq!(fits(&place).await.len(), 1, "nothing has happened since");
    // Some buy on as many other days: more than a tenth.
    grow_by(&place, 160, Dice(77)).await;
    pass(&place, 3).await;
    assert_eq!(fits(&place).await.len(), 1, "a fit rests for a day");
    let owner = person(&place, Role::Owner, Language::En).await;
    let waits = owner.page(&place, "/models").await;
    assert!(waits.contains("A new fit is due, because the number of purchases has changed"), "{waits}");
    for _ in 0..30 {
        place.clock.set(Moment::from_ms(place.app.now().ms() + HOUR_MS));
        let (one, other) = (place.app.worker(), beside.app.worker());
        let (one, other) = tokio::join!(one.settle(), other.settle());
        one.unwrap();
        other.unwrap();
        // No clock runs while somebody is at work: an hour would end the lease of a job that goes on.
        done(&place).await;
    }
    let second = fits(&place).await;
    assert_eq!((second.len(), second[0].cause), (2, Some(FitCause::Grown)));
    let age_ms = second[0].fitted_at.ms() - first[0].fitted_at.ms();
    assert!((24 * HOUR_MS..=26 * HOUR_MS).contains(&age_ms), "{age_ms}");
    pass(&place, 20).await;
    assert_eq!(fits(&place).await.len(), 2);
    for (role, language) in [(Role::Marketer, Language::Fa), (Role::Analyst, Language::Ar)] {
        person(&place, role, language).await.page(&place, "/models").await;
    }
    let page = owner.page(&place, "/models").await;
    assert!(page.contains("the number of purchases has changed") && page.contains("it is the first one"), "{page}");
}

/// The first import also sets the currency: both ask for a fit, and one is enough.
#[tokio::test(flavor = "multi_thread")]
async fn what_asks_for_the_same_fit_before_it_has_begun_gets_one() {
    for kit in testkit::engines_with(App::subscriptions()).await {
        kit.clock.set(NOW);
        let folder = tempfile::tempdir().unwrap();
        let app = App::new(kit.db.clone(), WebConfig::local(([127, 0, 0, 1], 0).into(), folder.path())).unwrap();
        let permit = Policy::system("test");
        let business = Business { margin_permille: 120, ..Business::default() };
        let import = || async {
            let mut tx = app.db.begin().await.unwrap();
            let event = Event::ImportFinished { batch: app.db.new_id(), orders: 0, customers: 0 };
            tx.record(&Actor::System("test"), event).await.unwrap();
            tx.commit().await.unwrap();
        };
        app.save_business(&Policy::system("test"), &business).await.unwrap();
        import().await;
        import().await;
        testkit::rest(&app.worker()).await;
        assert_eq!(app.predictor.fits(&permit, 10).await.unwrap().len(), 1, "{:?}", kit.engine());
        import().await;
        testkit::rest(&app.worker()).await;
        assert_eq!(app.predictor.fits(&permit, 10).await.unwrap().len(), 2, "that one was done");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fit_that_was_given_up_says_why_until_another_one_is_asked_for() {
    let place = Place::open().await;
    let owner = person(&place, Role::Owner, Language::En).await;
    let mut tx = place.app.db.begin().await.unwrap();
    let body = "{\"as_of\":\"not a day\"}".to_owned();
    let job = NewJob { kind: FIT_JOB, body, run_at: NOW, priority: 0, dedupe_key: None };
    let job = tx.enqueue(job).await.unwrap().unwrap();
    tx.commit().await.unwrap();
    let mut said_again = false;
    for _ in 0..200 {
        place.app.worker().settle().await.unwrap();
        if place.app.db.unfinished_job(FIT_JOB).await.unwrap() != Some(job) {
            break;
        }
        let page = owner.page(&place, "/models").await;
        said_again |= page.contains("The last attempt failed") && page.contains("What went wrong");
        place.clock.set(Moment::from_ms(place.app.now().ms() + 24 * HOUR_MS));
    }
    assert!(said_again);
    assert_eq!(place.app.db.given_up_last(FIT_JOB).await.unwrap(), Some(job));
    let page = owner.page(&place, "/models").await;
    assert!(page.contains("The fit did not succeed") && page.contains("What went wrong"), "{page}");
    grow(&place, 80).await;
    fit(&place, &owner).await;
    assert!(!owner.page(&place, "/models").await.contains("The fit did not succeed"));
}

#[tokio::test(flavor = "multi_thread")]
async fn without_orders_a_fit_is_refused_with_the_reason() {
    let place = Place::open().await;
    let owner = person(&place, Role::Owner, Language::En).await;
    let answer = owner.post(&place, "/models/fit", &[]).await;
    assert_eq!((answer.status, answer.header("location")), (303, Some("/models")));
    assert_eq!(place.app.db.unfinished_job(FIT_JOB).await.unwrap(), None);
    pass(&place, 3).await;
    assert!(fits(&place).await.is_empty(), "an empty shop is not fitted to by itself either");
    assert!(owner.page(&place, "/models").await.contains("class=\"empty\""));
}

/// What was said of her silence is not said any more once she has bought.
#[tokio::test(flavor = "multi_thread")]
async fn a_purchase_after_the_fit_is_known_to_the_page_of_the_customer_and_to_the_lists() {
    let place = Place::open().await;
    grow(&place, 560).await;
    let owner = person(&place, Role::Owner, Language::En).await;
    fit(&place, &owner).await;
    let slipping = owner.page(&place, "/predictions?list=slipping").await;
    let (before, _) = slipping.split_once("No purchase for").unwrap();
    let (_, from) = before.rsplit_once("href=\"/customers/").unwrap();
    let id = from.split('"').next().unwrap().to_owned();
    let page = format!("/customers/{id}");
    let before = owner.page(&place, &page).await;
    assert!(before.contains("No purchase for"), "{before}");
    place.clock.set(Moment::from_ms(NOW.ms() + 20 * HOUR_MS));
    let key = place.full_key().await;
    let order = serde_json::json!({
        "number": "after-the-fit", "customer": { "id": id }, "placed_at": "2026-03-22T03:00:00Z",
        "amount_minor": 1_000_000,
    });
    let answer = place.ask("POST", "/api/v1/orders").key(&key).json(&order).send().await;
    assert_eq!(answer.status, 201, "{answer:?}");
    let after = owner.page(&place, &page).await;
    assert!(!after.contains("No purchase for"), "{after}");
    let listed = owner.page(&place, "/predictions?list=slipping").await;
    assert!(listed.contains("Has bought since the fit"), "{listed}");
}

#[tokio::test(flavor = "multi_thread")]
async fn lists_are_narrowed_to_a_band_of_chances() {
    let place = Place::open().await;
    grow(&place, 560).await;
    let owner = person(&place, Role::Owner, Language::En).await;
    fit(&place, &owner).await;
    let chances = async |query: &str| -> Vec<f64> {
        let file = owner.get(&place, &format!("/predictions/export/csv?{query}")).await.body;
        file.lines().skip(1).map(|line| line.split(',').nth(9).unwrap().parse().unwrap()).collect()
    };
    let all = chances("list=likely").await;
    assert!(all.len() == 560 && all.is_sorted_by(|a, b| a >= b), "{all:?}");
    let mut parts = 0;
    for (name, range) in [("likely", 0.6..1.1), ("possible", 0.3..0.6), ("unlikely", 0.0..0.3)] {
        let part = chances(&format!("list=worth&chance={name}")).await;
        assert!(part.iter().all(|chance| range.contains(chance)), "{name} {part:?}");
        parts += part.len();
        let page = owner.page(&place, &format!("/predictions?list=likely&chance={name}")).await;
        assert_eq!(page.matches("class=\"person\"").count(), part.len().min(25), "{name}");
    }
    assert_eq!(parts, 560);
    for (role, language) in [(Role::Marketer, Language::Fa), (Role::Analyst, Language::Ar)] {
        let reader = person(&place, role, language).await;
        reader.page(&place, "/predictions?list=likely&chance=possible").await;
        reader.page(&place, "/predictions?list=slipping&chance=nonsense").await;
    }
}
