use serde_json::json;

use crate::place::Place;

#[tokio::test(flavor = "multi_thread")]
async fn a_customer_is_added_found_changed_and_listed() {
    let place = Place::open().await;
    let key = place.full_key().await;
    let body = json!({ "name": "علی رضایی", "phones": ["+989121234567"], "emails": ["ali@example.com"], "external_id": "C-17", "city": "شیراز", "tags": ["vip"], "custom": { "Size": "L" } });
    let made = place.ask("POST", "/api/v1/customers").key(&key).json(&body).send().await;
    assert_eq!(made.status, 201, "{made:?}");
    let customer = made.json();
    let id = customer["id"].as_str().unwrap();
    assert_eq!(made.header("location"), Some(format!("/api/v1/customers/{id}").as_str()));
    assert_eq!((customer["rung"].as_str(), customer["external_ids"][0].as_str()), (Some("suspect"), Some("C-17")));
    assert_eq!(place.get(&format!("/api/v1/customers/{id}")).key(&key).send().await.json(), customer);

    let taken = place.ask("POST", "/api/v1/customers").key(&key).json(&body).send().await;
    assert_eq!((taken.status, taken.code().as_str()), (409, "customers.external_taken"));

    let changed = place
        .ask("PATCH", &format!("/api/v1/customers/{id}"))
        .key(&key)
        .json(&json!({ "city": "تهران", "birth_on": "1990-05-01" }))
        .send()
        .await;
    assert_eq!(changed.status, 200, "{changed:?}");
    let changed = changed.json();
    assert_eq!(
        (changed["city"].as_str(), changed["birth_on"].as_str(), changed["name"].as_str()),
        (Some("تهران"), Some("1990-05-01"), Some("علی رضایی"))
    );

    for query in [
        "q=%DB%B0%DB%B9%DB%B1%DB%B2%DB%B1%DB%B2%DB%B3%DB%B4%DB%B5%DB%B6%DB%B7",
        "external_id=C-17",
        "phone=%2B989121234567",
        "email=ali@example.com",
        "tag=vip",
        "rung=suspect",
    ] {
        let found = place.get(&format!("/api/v1/customers?{query}")).key(&key).send().await;
        assert_eq!(found.json()["items"].as_array().map(Vec::len), Some(1), "{query}: {found:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn lists_are_paged_without_gaps_or_doubles() {
    let place = Place::open().await;
    let key = place.full_key().await;
    for n in 0..7 {
        place.customer(&key, &format!("Customer {n}"), &format!("+98912123450{n}")).await;
    }
    let mut seen = Vec::new();
    let mut after = String::new();
    loop {
        let page = place.get(&format!("/api/v1/customers?limit=3{after}")).key(&key).send().await.json();
        seen.extend(page["items"].as_array().unwrap().iter().map(|item| item["name"].as_str().unwrap().to_owned()));
        let Some(next) = page["next"].as_str() else { break };
        after = format!("&after={}", wafa_web::ask::encode_component(next));
    }
    let newest_first: Vec<String> = (0..7).rev().map(|n| format!("Customer {n}")).collect();
    assert_eq!(seen, newest_first);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_is_said_with_its_place() {
    let place = Place::open().await;
    let key = place.full_key().await;
    let post = |body: &str, kind: &str| place.ask("POST", "/api/v1/customers").key(&key).raw(body, kind);
    let wrong = post(r#"{"name":"","phones":["0912"],"age":3}"#, "application/json").send().await;
    assert_eq!((wrong.status, wrong.code().as_str()), (422, "api.body_wrong"));
    let fields: Vec<String> = wrong.json()["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|error| error["field"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(fields, ["/name", "/phones/0", "/age"]);
    let problem = wrong.json();
    assert_eq!((problem["status"].as_u64(), problem["request_id"].as_str()), (Some(422), wrong.header("x-request-id")));
    assert_eq!(post("{", "application/json").send().await.status, 400);
    assert_eq!(post("{}", "text/plain").send().await.status, 415);
    assert_eq!(post(&format!(r#"{{"name":"{}"}}"#, "x".repeat(2 << 20)), "application/json").send().await.status, 413);
    assert_eq!(place.get("/api/v1/customers?colour=red").key(&key).send().await.code(), "api.parameter_wrong");
    assert_eq!(place.get("/api/v1/customers?limit=0").key(&key).send().await.status, 400);
    assert_eq!(place.get("/api/v1/customers?after=nonsense").key(&key).send().await.status, 404);
    assert_eq!(place.get("/api/v1/customers/nonsense").key(&key).send().await.status, 404);
    assert_eq!(place.get("/api/v1/customers/01K6M5Z8R0000").key(&key).send().await.code(), "customers.not_found");
    let persian = place.get("/api/v1/customers/01K6M5Z8R0000").key(&key).header("accept-language", "fa").send().await;
    assert!(persian.json()["detail"].as_str().unwrap().chars().any(|letter| ('\u{600}'..'\u{700}').contains(&letter)));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_does_what_its_scopes_say_until_it_is_revoked_and_not_too_often() {
    let place = Place::open().await;
    let key = place.key(&["customers:read"]).await;
    let list = || place.get("/api/v1/customers").key(&key);
    assert_eq!(list().send().await.status, 200);
    assert_eq!(place.ask("POST", "/api/v1/customers").key(&key).json(&json!({ "name": "x" })).send().await.status, 403);
    let nobody = place.get("/api/v1/customers").send().await;
    assert_eq!((nobody.status, nobody.header("www-authenticate")), (401, Some("Bearer realm=\"wafa\"")));
    assert_eq!(place.get("/api/v1/customers").key("wafa_nonsense").send().await.status, 401);
    let permit = wafa_kernel::Policy::system("test");
    let row = &wafa_web::access::keys::list(&place.app.db, &permit).await.unwrap()[0];
    assert!(key.starts_with(&row.shown) && row.shown.len() < 12 && row.used_at.is_some());
    wafa_web::access::keys::revoke(&place.app.db, &permit, row.id).await.unwrap();
    assert_eq!(list().send().await.status, 401);
    let mut slow = None;
    for _ in 0..1_200 {
        let answer = list().send().await;
        if answer.status == 429 {
            slow = answer.header("retry-after").map(str::to_owned);
            break;
        }
    }
    assert!(slow.is_some(), "a stranger is braked");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_document_is_served_to_everybody() {
    let place = Place::open().await;
    let document = place.get("/api/openapi.json").send().await;
    assert_eq!((document.status, document.json()["openapi"].as_str()), (200, Some("3.1.0")));
}
