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

/// As if the program had died at the last moment before the commit: nothing of the request may be there.
#[tokio::test(flavor = "multi_thread")]
async fn a_crash_between_effect_and_answer_does_not_double() {
    let place = Place::open().await;
    let key = place.full_key().await;
    let first: Value = order(&place, &key, "k0", 10).send().await.json();
    let id = first["id"].as_str().unwrap();
    // The answer cannot be kept, so the effect must not be there either.
    forbid_answers(&place, true).await;
    let asks = [
        order(&place, &key, "k1", 10),
        person(&place, &key),
        keyed(&place, &key, "POST", &format!("/api/v1/orders/{id}/returns"), "r1", &json!({ "amount_minor": 3 })),
        keyed(&place, &key, "POST", &format!("/api/v1/orders/{id}/cancel"), "x1", &json!({})),
    ];
    let before = everything(&place, &key, id).await;
    for ask in &asks {
        let failed = ask.send().await;
        assert!(failed.status >= 500 || failed.status == 422, "{failed:?}");
    }
    assert_eq!(everything(&place, &key, id).await, before, "half a request was kept");
    forbid_answers(&place, false).await;
    for ask in &asks {
        let done = ask.send().await;
        assert!(matches!(done.status, 200 | 201), "{done:?}");
        assert_eq!(done.header("idempotency-replayed"), None);
        let again = ask.send().await;
        assert_eq!((again.status, &again.body), (done.status, &done.body));
        assert_eq!(again.header("location"), done.header("location"));
        assert_eq!(again.header("idempotency-replayed"), Some("true"));
    }
    let changed = keyed(&place, &key, "PATCH", &customer_path(&place, &key).await, "p1", &json!({ "city": "شیراز" }));
    let done = changed.send().await;
    assert_eq!(done.status, 200, "{done:?}");
    assert_eq!(changed.send().await.header("idempotency-replayed"), Some("true"));
}

fn keyed(place: &Place, key: &str, method: &str, path: &str, idempotency: &str, body: &Value) -> Ask {
    place.ask(method, path).key(key).header("idempotency-key", idempotency).json(body)
}

fn person(place: &Place, key: &str) -> Ask {
    keyed(place, key, "POST", "/api/v1/customers", "c1", &json!({ "name": "نگار", "city": "یزد" }))
}

async fn customer_path(place: &Place, key: &str) -> String {
    let listed = place.get("/api/v1/customers").key(key).send().await.json();
    assert_eq!(listed["items"].as_array().map(Vec::len), Some(1));
    format!("/api/v1/customers/{}", listed["items"][0]["id"].as_str().unwrap())
}

/// Everything the API shows of orders, customers and what happened.
async fn everything(place: &Place, key: &str, order: &str) -> [Value; 4] {
    let get = |path: String| async move { place.get(&path).key(key).send().await.json() };
    [
        get("/api/v1/orders?limit=200".to_owned()).await,
        get("/api/v1/customers?limit=200".to_owned()).await,
        get("/api/v1/events?limit=200".to_owned()).await,
        get(format!("/api/v1/orders/{order}")).await,
    ]
}

/// Makes the very last write of a keyed request fail: an answer that breaks a reference.
async fn forbid_answers(place: &Place, forbid: bool) {
    let mut tx = place.app.db.begin().await.unwrap();
    let sql = match (place.app.db.engine(), forbid) {
        (wafa_db::Engine::Sqlite, true) => {
            "create trigger no_answer before update on web_idempotency begin select raise(abort, 'no answer'); end"
        }
        (wafa_db::Engine::Sqlite, false) => "drop trigger no_answer",
        (wafa_db::Engine::Postgres, true) => {
            "alter table web_idempotency add constraint no_answer check (status = 0) not valid"
        }
        (wafa_db::Engine::Postgres, false) => "alter table web_idempotency drop constraint no_answer",
    };
    tx.execute(sql, Vec::new()).await.unwrap();
    tx.commit().await.unwrap();
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
