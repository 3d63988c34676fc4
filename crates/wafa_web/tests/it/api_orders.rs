use serde_json::{Value, json};

use crate::place::Place;

fn order(number: &str) -> Value {
    json!({
        "number": number, "amount_minor": 860_000, "placed_at": "2026-03-20T10:00:00+03:30",
        "customer": { "phone": "+989121234567", "name": "مریم" },
        "lines": [{ "product_code": "T-1", "name": "چای", "quantity": 2, "amount_minor": 860_000 }],
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_has_lines_returns_and_one_customer() {
    let place = Place::open().await;
    let key = place.full_key().await;
    let post = |path: &str, body: &Value| place.ask("POST", path).key(&key).json(body);
    let made = post("/api/v1/orders", &order("A-1")).send().await;
    assert_eq!(made.status, 201, "{made:?}");
    let first = made.json();
    assert_eq!(
        (first["placed_on"].as_str(), first["currency"].as_str(), first["lines"][0]["quantity"].as_i64()),
        (Some("2026-03-20"), Some("IRR"), Some(2))
    );
    let second = post("/api/v1/orders", &order("A-2")).send().await.json();
    assert_eq!(first["customer"], second["customer"], "found by phone, not added twice");

    let again = post("/api/v1/orders", &order("A-1")).send().await;
    assert_eq!((again.status, again.json()["id"].clone()), (200, first["id"].clone()), "the same number once");
    let mut other = order("A-1");
    other["amount_minor"] = json!(5);
    let refused = post("/api/v1/orders", &other).send().await;
    assert_eq!((refused.status, refused.code().as_str()), (409, "sales.order_differs"), "{refused:?}");

    let path = format!("/api/v1/orders/{}", first["id"].as_str().unwrap());
    let back = post(&format!("{path}/returns"), &json!({ "amount_minor": 60_000, "reason": "شکسته" })).send().await;
    assert_eq!(back.status, 201, "{back:?}");
    assert_eq!(place.get(&path).key(&key).send().await.json()["returns"][0]["amount_minor"].as_i64(), Some(60_000));
    let cancelled = place.ask("POST", &format!("{path}/cancel")).key(&key).send().await;
    assert_eq!((cancelled.status, cancelled.json()["counts"].as_bool()), (200, Some(false)), "{cancelled:?}");

    let customer = first["customer"].as_str().unwrap();
    let listed = place.get(&format!("/api/v1/orders?customer={customer}&limit=1")).key(&key).send().await.json();
    assert_eq!(listed["items"].as_array().map(Vec::len), Some(1));
    assert!(listed["next"].is_string());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_order_again_is_welcome_and_another_under_its_number_is_not() {
    let place = Place::open().await;
    let key = place.full_key().await;
    let post = |body: &Value| place.ask("POST", "/api/v1/orders").key(&key).json(body);
    let first = post(&order("A-1")).send().await.json();
    let id = first["id"].clone();
    // In other digits, without what was not said again, after it moved on: still the same.
    let mut same = order("a-1".to_uppercase().as_str());
    same["number"] = json!("A-۱");
    same["lines"] = json!([]);
    same["customer"] = json!({});
    same["status"] = json!("paid");
    place.ask("POST", &format!("/api/v1/orders/{}/cancel", id.as_str().unwrap())).key(&key).send().await;
    for body in [&order("A-1"), &same] {
        let again = post(body).send().await;
        assert_eq!((again.status, &again.json()["id"]), (200, &id), "{again:?}");
        assert_eq!(again.json()["status"], "cancelled", "what is stored is answered");
    }
    let differing = [
        ("/customer", json!({ "customer": { "phone": "+989120000000" } })),
        ("/amount_minor", json!({ "amount_minor": 5 })),
        ("/currency", json!({ "currency": "USD" })),
        (
            "/lines",
            json!({ "lines": [{ "product_code": "T-2", "name": "چای", "quantity": 2, "amount_minor": 860_000 }] }),
        ),
    ];
    for (field, change) in &differing {
        let mut other = order("A-1");
        other.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        for (language, word) in [("en", "A-1"), ("fa", "شمارهٔ"), ("ar", "الطلب")] {
            let refused = post(&other).header("accept-language", language).send().await;
            assert_eq!((refused.status, refused.code().as_str()), (409, "sales.order_differs"), "{refused:?}");
            let said = refused.json();
            assert!(said["detail"].as_str().unwrap().contains(word), "{said}");
            assert_eq!(said["errors"].as_array().map(Vec::len), Some(1), "{said}");
            assert_eq!(said["errors"][0]["field"].as_str(), Some(*field), "{said}");
        }
    }
    let listed = place.get("/api/v1/customers").key(&key).send().await.json();
    assert_eq!(listed["items"].as_array().map(Vec::len), Some(1), "a refused order adds nobody");
}

#[tokio::test(flavor = "multi_thread")]
async fn orders_are_refused_with_reason() {
    let place = Place::open().await;
    let key = place.full_key().await;
    let post = |body: Value| place.ask("POST", "/api/v1/orders").key(&key).json(&body);
    assert_eq!(post(json!({ "amount_minor": -1 })).send().await.status, 422);
    assert_eq!(
        post(json!({ "amount_minor": 1, "placed_at": "2030-01-01T00:00:00Z" })).send().await.code(),
        "api.outside_time"
    );
    assert_eq!(post(json!({ "amount_minor": 1, "customer": { "id": "01K6M5Z8R0000" } })).send().await.status, 404);
    place.customer(&key, "Twin one", "+989121234567").await;
    place.customer(&key, "Twin two", "+989121234567").await;
    assert_eq!(post(order("B-1")).send().await.code(), "api.customer_ambiguous");
    let nobody = post(json!({ "amount_minor": 1 })).send().await;
    assert_eq!((nobody.status, nobody.json()["customer"].is_null()), (201, true));
    let missing = place
        .ask("POST", "/api/v1/orders/01K6M5Z8R0000/returns")
        .key(&key)
        .json(&json!({ "amount_minor": 1 }))
        .send()
        .await;
    assert_eq!((missing.status, missing.code().as_str()), (404, "sales.not_found"));
}

#[tokio::test(flavor = "multi_thread")]
async fn events_are_read_onwards_from_the_last_one_seen() {
    let place = Place::open().await;
    let key = place.full_key().await;
    place.ask("POST", "/api/v1/orders").key(&key).json(&order("A-1")).send().await;
    let page = place.get("/api/v1/events?limit=1").key(&key).send().await.json();
    assert_eq!(page["items"][0]["kind"].as_str(), Some("customer_added"));
    let rest =
        place.get(&format!("/api/v1/events?after={}", page["next"].as_str().unwrap())).key(&key).send().await.json();
    let placed = rest["items"].as_array().unwrap().iter().find(|event| event["kind"] == "order_placed").unwrap();
    assert_eq!(
        (placed["data"]["on"].as_str(), placed["data"]["amount_minor"].as_i64()),
        (Some("2026-03-20"), Some(860_000))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn figures_count_what_was_ordered() {
    let place = Place::open().await;
    let key = place.full_key().await;
    for number in ["A-1", "A-2"] {
        place.ask("POST", "/api/v1/orders").key(&key).json(&order(number)).send().await;
    }
    let answer = place.get("/api/v1/insights?period=month&calendar=jalali").key(&key).send().await;
    assert_eq!(answer.status, 200, "{answer:?}");
    let figures = answer.json();
    assert_eq!(
        (figures["orders"].as_i64(), figures["revenue_minor"].as_i64(), figures["as_of"].as_str()),
        (Some(2), Some(1_720_000), Some("2026-03-21"))
    );
    let customer =
        place.get("/api/v1/customers").key(&key).send().await.json()["items"][0]["id"].as_str().unwrap().to_owned();
    let none = place.get(&format!("/api/v1/customers/{customer}/prediction")).key(&key).send().await;
    assert_eq!((none.status, none.code().as_str()), (404, "api.no_prediction"));
}
