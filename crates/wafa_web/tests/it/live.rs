use std::time::Duration;

use serde_json::json;
use tokio::io::AsyncReadExt as _;
use tokio::net::TcpStream;
use tokio::time::timeout;
use wafa_kernel::Role;

use crate::place::Place;

/// Reads on until `text` was heard so many times.
async fn hear(stream: &mut TcpStream, heard: &mut String, text: &str, times: usize) {
    let mut buffer = [0u8; 4096];
    while heard.matches(text).count() < times {
        let read = stream.read(&mut buffer).await.unwrap();
        assert_ne!(read, 0, "the stream ended: {heard}");
        heard.push_str(&String::from_utf8_lossy(&buffer[..read]));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_moves_the_customer_up_the_ladder_within_a_second() {
    let place = Place::open().await;
    let key = place.full_key().await;
    let customer = place.customer(&key, "نگار", "+989121234567").await;
    let id = customer["id"].as_str().unwrap();
    let (owner, _) = place.member(Role::Owner).await;
    let session = place.session(owner).await;
    let mut stream = place.get(&format!("/live?topic=customer:{id}")).cookie(&session).open().await;
    let mut heard = String::new();
    hear(&mut stream, &mut heard, "text/event-stream", 1).await;

    let body = json!({ "amount_minor": 10, "customer": { "id": id } });
    assert_eq!(place.ask("POST", "/api/v1/orders").key(&key).json(&body).send().await.status, 201);
    // Asks again whenever it hears of a change, as the page does.
    let climbs = async {
        for times in 1.. {
            hear(&mut stream, &mut heard, "event: changed", times).await;
            let now = place.get(&format!("/api/v1/customers/{id}")).key(&key).send().await.json();
            if (now["rung"].as_str(), now["orders"].as_i64()) == (Some("customer"), Some(1)) {
                break;
            }
        }
    };
    timeout(Duration::from_secs(1), climbs).await.expect("within a second");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_hears_what_another_process_did_with_an_order_of_its_own_server() {
    // Placed at the server of the page, which leaves the work alone; the ladder is climbed by the other process.
    let web = Place::with(|config| config.background = false).await;
    let key = web.full_key().await;
    let customer = web.customer(&key, "نگار", "+989121234567").await;
    let id = customer["id"].as_str().unwrap();
    let (owner, _) = web.member(Role::Owner).await;
    let session = web.session(owner).await;
    let mut stream = web.get(&format!("/live?topic=customer:{id}")).cookie(&session).open().await;
    let mut heard = String::new();
    hear(&mut stream, &mut heard, "text/event-stream", 1).await;
    let body = json!({ "amount_minor": 10, "customer": { "id": id } });
    assert_eq!(web.ask("POST", "/api/v1/orders").key(&key).json(&body).send().await.status, 201);
    hear(&mut stream, &mut heard, "event: changed", 1).await;
    let rung = async || web.get(&format!("/api/v1/customers/{id}")).key(&key).send().await.json()["rung"].clone();
    assert_ne!(rung().await, "customer", "nobody works yet");

    let _worker = web.beside().await;
    for times in 2.. {
        timeout(Duration::from_secs(60), hear(&mut stream, &mut heard, "event: changed", times)).await.unwrap();
        if rung().await == "customer" {
            break;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stream_needs_a_session_and_a_topic() {
    let place = Place::open().await;
    assert_eq!(place.get("/live?topic=customer:01K6M5Z8R0000").send().await.status, 303);
    let (analyst, _) = place.member(Role::Analyst).await;
    let session = place.session(analyst).await;
    assert_eq!(place.get("/live?topic=weather").cookie(&session).send().await.status, 400);
    assert_eq!(
        place.get("/live?topic=import:01K6M5Z8R0000").cookie(&session).send().await.status,
        403,
        "an analyst does not import"
    );
}
