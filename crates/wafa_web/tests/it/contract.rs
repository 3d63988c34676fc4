//! The API against its own OpenAPI document, by schemathesis: thousands of right and wrong requests, all checks.
//! Runs when `WAFA_SCHEMATHESIS` names the program (`pip install schemathesis`).

use std::process::Command;

use serde_json::json;

use crate::place::Place;

#[tokio::test(flavor = "multi_thread")]
async fn schemathesis_finds_nothing() {
    let Some(program) = std::env::var_os("WAFA_SCHEMATHESIS") else { return };
    let place = Place::with(|config| config.api_per_minute = 6_000_000).await;
    let key = place.full_key().await;
    place.customer(&key, "علی", "+989121234567").await;
    let order = json!({ "number": "A-1", "amount_minor": 10, "customer": { "phone": "+989121234567" } });
    place.ask("POST", "/api/v1/orders").key(&key).json(&order).send().await;
    let config = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/schemathesis.toml");
    let examples = std::env::var("WAFA_SCHEMATHESIS_EXAMPLES").unwrap_or_else(|_| "25".to_owned());
    let document = format!("http://{}/api/openapi.json", place.at);
    let found = tokio::task::spawn_blocking(move || {
        Command::new(program)
            .args([
                "--config-file",
                config,
                "run",
                &document,
                "--checks",
                "all",
                "--max-examples",
                &examples,
                "--no-color",
                "--continue-on-failure",
                "--seed",
                "1",
                "--header",
            ])
            .arg(format!("Authorization: Bearer {key}"))
            .current_dir(std::env::temp_dir())
            .output()
            .expect("schemathesis runs")
    });
    let found = found.await.unwrap();
    assert!(
        found.status.success(),
        "{}\n{}",
        String::from_utf8_lossy(&found.stdout),
        String::from_utf8_lossy(&found.stderr)
    );
}
