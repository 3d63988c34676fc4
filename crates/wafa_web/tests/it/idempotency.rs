use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::client::Ask;
use crate::place::Place;

fn order(place: &Place, key: &str, idempotency: &str, amount: i64) -> Ask {
    place
        .ask("POST", "/api/v1/orders")
        .key(key)
        .header("idempotency-key", idempotency)
        .json(&json!({ "amount_minor": amount }))
}

async fn count(place: &Place, key: &str) -> usize {
    place.get("/api/v1/orders?limit=200").key(key).send().await.json()["items"].as_array().unwrap().len()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_request_again_is_the_same_answer() {
    let place = Place::open().await;
    let key = place.full_key().await;
    let first = order(&place, &key, "k1", 10).send().await;
    assert_eq!((first.status, first.header("idempotency-replayed")), (201, None), "{first:?}");
    let again = order(&place, &key, "k1", 10).send().await;
    assert_eq!((again.status, again.header("idempotency-replayed")), (201, Some("true")));
    assert_eq!((again.json(), again.header("location")), (first.json(), first.header("location")));
    let changed = order(&place, &key, "k1", 11).send().await;
    assert_eq!((changed.status, changed.code().as_str()), (422, "api.idempotency_key_reused"));
    let elsewhere = place
        .ask("POST", "/api/v1/customers")
        .key(&key)
        .header("idempotency-key", "k1")
        .json(&json!({ "amount_minor": 10 }))
        .send()
        .await;
    assert_eq!(elsewhere.code(), "api.idempotency_key_reused");
    let other = place.full_key().await;
    assert_eq!(
        order(&place, &other, "k1", 10).send().await.header("idempotency-replayed"),
        None,
        "keys of others are others"
    );
    assert_eq!(count(&place, &key).await, 2);
    place.clock.advance_days(31);
    assert_eq!(
        order(&place, &key, "k1", 12).send().await.header("idempotency-replayed"),
        None,
        "forgotten after 30 days"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_request_may_be_corrected_under_the_same_key() {
    let place = Place::open().await;
    let key = place.full_key().await;
    assert_eq!(order(&place, &key, "k1", -5).send().await.status, 422);
    assert_eq!(order(&place, &key, "k1", 5).send().await.status, 201);
    let unreadable = order(&place, &key, "a b", 5).send().await;
    assert_eq!((unreadable.status, unreadable.code().as_str()), (400, "api.idempotency_key_unreadable"));
}

#[tokio::test(flavor = "multi_thread")]
async fn thirty_two_twins_have_one_effect() {
    let place = Place::open().await;
    let key = place.full_key().await;
    let twins: Vec<_> = (0..32)
        .map(|_| {
            tokio::spawn({
                let ask = order(&place, &key, "twin", 7);
                async move { ask.send().await }
            })
        })
        .collect();
    let mut ids: BTreeSet<String> = BTreeSet::new();
    for twin in twins {
        let answer = twin.await.unwrap();
        match answer.status {
            201 => drop(ids.insert(answer.json()["id"].as_str().unwrap().to_owned())),
            409 => assert_eq!(answer.code(), "api.idempotency_in_flight"),
            other => panic!("{other}: {answer:?}"),
        }
    }
    assert_eq!((ids.len(), count(&place, &key).await), (1, 1));
}

async fn cut_off(place: &Place) {
    let mut tx = place.app.db.begin().await.unwrap();
    tx.execute("update web_idempotency set status = 0, answer = ''", Vec::new()).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_crash_between_effect_and_answer_does_not_double() {
    let place = Place::open().await;
    let key = place.full_key().await;
    let first: Value = order(&place, &key, "k1", 10).send().await.json();
    cut_off(&place).await;
    let again = order(&place, &key, "k1", 10).send().await;
    assert_eq!((again.json()["id"].clone(), count(&place, &key).await), (first["id"].clone(), 1));

    let back = |id: &str| {
        place
            .ask("POST", &format!("/api/v1/orders/{id}/returns"))
            .key(&key)
            .header("idempotency-key", "r1")
            .json(&json!({ "amount_minor": 3 }))
    };
    let id = first["id"].as_str().unwrap();
    let returned = back(id).send().await.json();
    cut_off(&place).await;
    assert_eq!(back(id).send().await.json(), returned);

    let person = || {
        place
            .ask("POST", "/api/v1/customers")
            .key(&key)
            .header("idempotency-key", "c1")
            .json(&json!({ "name": "نگار", "city": "یزد" }))
    };
    let added = person().send().await.json();
    cut_off(&place).await;
    assert_eq!(person().send().await.json(), added);
    let listed = place.get("/api/v1/customers").key(&key).send().await.json();
    assert_eq!(listed["items"].as_array().map(Vec::len), Some(1));
}

#[tokio::test(flavor = "multi_thread")]
async fn one_number_sent_thirty_two_times_at_once_is_one_order() {
    let place = Place::open().await;
    let key = place.full_key().await;
    let body = json!({ "number": "N-1", "amount_minor": 7, "customer": { "phone": "+989121234567" } });
    let twins: Vec<_> = (0..32)
        .map(|_| {
            tokio::spawn({
                let ask = place.ask("POST", "/api/v1/orders").key(&key).json(&body);
                async move { ask.send().await }
            })
        })
        .collect();
    let mut ids: BTreeSet<String> = BTreeSet::new();
    for twin in twins {
        let answer = twin.await.unwrap();
        assert!(matches!(answer.status, 200 | 201), "{answer:?}");
        ids.insert(answer.json()["id"].as_str().unwrap().to_owned());
    }
    assert_eq!((ids.len(), count(&place, &key).await), (1, 1));
    let customers = place.get("/api/v1/customers").key(&key).send().await.json();
    assert_eq!(customers["items"].as_array().map(Vec::len), Some(1), "added once");
}
