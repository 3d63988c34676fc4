//! Several servers on one database: what must be there once is there once, whichever of them is asked.

use std::collections::BTreeSet;

use serde_json::json;

use crate::client::{Answer, Ask};
use crate::place::Place;

const AT_ONCE: usize = 24;

/// Sends all at once, every other one to the second server; what is only busy is sent again.
async fn race(asks: Vec<Ask>) -> Vec<Answer> {
    let sending = asks.into_iter().map(|ask| {
        tokio::spawn(async move {
            loop {
                let answer = ask.send().await;
                if answer.status != 503 && !answer.body.contains("api.idempotency_in_flight") {
                    return answer;
                }
            }
        })
    });
    let mut answers = Vec::new();
    for sent in sending.collect::<Vec<_>>() {
        answers.push(sent.await.unwrap());
    }
    answers
}

fn ids(answers: &[Answer]) -> BTreeSet<String> {
    answers
        .iter()
        .map(|answer| {
            assert!(matches!(answer.status, 200 | 201), "{answer:?}");
            answer.json()["id"].as_str().unwrap().to_owned()
        })
        .collect()
}

async fn count(place: &Place, key: &str, path: &str) -> usize {
    place.get(path).key(key).send().await.json()["items"].as_array().unwrap().len()
}

#[tokio::test(flavor = "multi_thread")]
async fn orders_of_a_new_customer_at_two_servers_add_one_customer() {
    for one in Place::everywhere().await {
        let two = one.beside().await;
        let key = one.full_key().await;
        let asks = (0..AT_ONCE).map(|number| {
            // Two ways to name the same person, and numbers that are all different.
            let customer = if number % 3 == 0 {
                json!({ "phone": "+989121234567" })
            } else {
                json!({ "phone": "+989121234567", "email": "n@example.com", "external_id": "c-1" })
            };
            let place = if number.is_multiple_of(2) { &one } else { &two };
            let body = json!({ "number": format!("N-{number}"), "amount_minor": 5, "customer": customer });
            place.ask("POST", "/api/v1/orders").key(&key).json(&body)
        });
        assert_eq!(ids(&race(asks.collect()).await).len(), AT_ONCE);
        assert_eq!(count(&one, &key, "/api/v1/customers").await, 1, "{:?}", one.app.db.engine());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_number_at_two_servers_is_one_order_and_one_key_one_effect() {
    for one in Place::everywhere().await {
        let two = one.beside().await;
        let key = one.full_key().await;
        let post = |number: usize, path: &str| {
            let place = if number.is_multiple_of(2) { &one } else { &two };
            place.ask("POST", path).key(&key)
        };
        let numbered = json!({ "number": "N-1", "amount_minor": 5, "customer": { "external_id": "c-1" } });
        let asks = (0..AT_ONCE).map(|number| post(number, "/api/v1/orders").json(&numbered));
        assert_eq!(ids(&race(asks.collect()).await).len(), 1);
        let keyed = json!({ "amount_minor": 7 });
        let asks =
            (0..AT_ONCE).map(|number| post(number, "/api/v1/orders").header("idempotency-key", "k").json(&keyed));
        let answers = race(asks.collect()).await;
        assert_eq!(ids(&answers).len(), 1);
        let first = answers.iter().filter(|answer| answer.header("idempotency-replayed").is_none()).count();
        assert_eq!(first, 1, "one did it, the others were told");
        let person = json!({ "name": "نگار", "phones": ["+989121234567"] });
        let asks =
            (0..AT_ONCE).map(|number| post(number, "/api/v1/customers").header("idempotency-key", "c").json(&person));
        assert_eq!(ids(&race(asks.collect()).await).len(), 1);
        let engine = one.app.db.engine();
        assert_eq!(count(&one, &key, "/api/v1/orders").await, 2, "{engine:?}");
        assert_eq!(count(&one, &key, "/api/v1/customers").await, 2, "{engine:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_id_of_another_system_names_one_customer_at_two_servers() {
    for one in Place::everywhere().await {
        let two = one.beside().await;
        let key = one.full_key().await;
        let body = json!({ "name": "نگار", "external_id": "c-1" });
        let asks = (0..AT_ONCE).map(|number| {
            let place = if number.is_multiple_of(2) { &one } else { &two };
            place.ask("POST", "/api/v1/customers").key(&key).json(&body)
        });
        let (made, refused): (Vec<Answer>, Vec<Answer>) =
            race(asks.collect()).await.into_iter().partition(|answer| answer.status == 201);
        assert_eq!((made.len(), refused.len()), (1, AT_ONCE - 1));
        for answer in refused {
            assert_eq!((answer.status, answer.code().as_str()), (409, "customers.external_taken"));
        }
    }
}
