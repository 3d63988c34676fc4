//! Reports in the API.

use serde_json::{Value, json};
use wafa_kernel::Role;

use crate::place::Place;
use crate::reports::{ORDERS, fill};

fn body(name: &str) -> Value {
    json!({
        "name": name,
        "spec": { "measures": ["orders", "net_minor", "customers", "new", "repeat_share"], "by": ["month"], "time": { "kind": "all" } },
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_is_kept_changed_run_and_deleted_by_programs() {
    let place = Place::open().await;
    fill(&place.app, &ORDERS).await;
    let key = place.full_key().await;
    let post = || place.ask("POST", "/api/v1/reports").key(&key).header("idempotency-key", "k1").json(&body("Months"));
    let made = post().send().await;
    assert_eq!(made.status, 201, "{made:?}");
    let report = made.json();
    assert_eq!((&report["shared"], &report["owner"], &report["version"]), (&json!(true), &Value::Null, &json!(1)));
    let again = post().send().await;
    assert_eq!((again.json(), again.header("idempotency-replayed")), (report.clone(), Some("true")));
    let path = format!("/api/v1/reports/{}", report["id"].as_str().unwrap());
    let listed = place.get("/api/v1/reports").key(&key).send().await.json();
    assert_eq!(listed["items"], json!([report]));

    let run = place.ask("POST", &format!("{path}/run")).key(&key).header("idempotency-key", "k2").send().await;
    assert_eq!(run.status, 200, "{run:?}");
    let answer = run.json();
    assert_eq!(answer["measures"][1], json!({ "name": "net_minor", "unit": "minor" }));
    assert_eq!(answer["total"]["net_minor"], 4_500_000);
    // The same figures as the overview's, period by period.
    let overview = place.get("/api/v1/insights").key(&key).send().await.json();
    let periods = overview["periods"].as_array().unwrap();
    assert_eq!(answer["rows"].as_array().unwrap().len(), periods.len());
    for (row, period) in answer["rows"].as_array().unwrap().iter().zip(periods) {
        assert_eq!((&row["by"]["month"], &row["starts"]["month"]), (&period["key"], &period["start"]));
        for (mine, theirs) in [
            ("orders", "orders"),
            ("net_minor", "revenue_minor"),
            ("customers", "customers"),
            ("new", "new"),
            ("repeat_share", "repeat_rate"),
        ] {
            assert_eq!(row["figures"][mine], period[theirs], "{mine}");
        }
    }
    for ask in [
        place.ask("POST", &format!("{path}/run?format=csv")),
        place.ask("POST", &format!("{path}/run")).header("accept", "text/csv"),
    ] {
        let csv = ask.key(&key).send().await;
        assert!(csv.body.starts_with("\u{feff}month,orders,net_minor,customers,new,repeat_share\r\n"), "{csv:?}");
    }

    let mut change = body("Every month");
    change["version"] = json!(1);
    change["schedule"] = json!({ "every": "month", "hour": 7 });
    let changed = place.ask("PUT", &path).key(&key).json(&change).send().await;
    assert_eq!((changed.status, &changed.json()["version"]), (200, &json!(2)), "{changed:?}");
    assert_eq!(changed.json()["due_at"], "2026-04-21T03:30:00.000Z", "the first of Ordibehesht, seven in Tehran");
    assert_eq!(place.ask("PUT", &path).key(&key).json(&change).send().await.code(), "analytics.report_changed");
    assert_eq!(place.ask("DELETE", &path).key(&key).send().await.status, 200);
    assert_eq!(place.get(&path).key(&key).send().await.code(), "analytics.report_not_found");
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_reports_are_refused_with_the_field_that_is_wrong() {
    let place = Place::open().await;
    let key = place.full_key().await;
    let refused = async |change: &dyn Fn(&mut Value)| {
        let mut new = body("x");
        change(&mut new);
        let answer = place.ask("POST", "/api/v1/reports").key(&key).json(&new).send().await;
        assert_eq!(answer.status, 422, "{answer:?}");
        let json = answer.json();
        (
            json["errors"][0]["field"].as_str().unwrap_or_default().to_owned(),
            json["errors"][0]["code"].as_str().unwrap_or_default().to_owned(),
        )
    };
    let field = |field: &str, code: &str| (field.to_owned(), code.to_owned());
    assert_eq!(
        refused(&|new| new["spec"]["measures"] = json!(["profit"])).await,
        field("/spec/measures/0", "api.field_wrong")
    );
    let long = json!({ "kind": "days", "from": "1626-01-01", "to": "2026-01-01" });
    assert_eq!(refused(&|new| new["spec"]["time"] = long.clone()).await, field("time", "analytics.report_time_long"));
    assert_eq!(
        refused(&|new| new["spec"]["time"] = json!({ "kind": "days" })).await,
        field("/spec/time", "api.field_wrong")
    );
    assert_eq!(
        refused(&|new| new["spec"]["measures"] = json!([])).await,
        field("measures", "analytics.report_no_measure")
    );
    assert_eq!(refused(&|new| new["spec"]["profit"] = json!(1)).await, field("/spec/profit", "api.field_unknown"));
    assert_eq!(refused(&|new| new["recipients"] = json!(["nobody"])).await, field("/recipients/0", "api.field_wrong"));
    // Saved while there was such a segment; answered when there is none.
    let mut gone = body("gone");
    gone["spec"]["filters"] = json!({ "segment": "nobody" });
    let made = place.ask("POST", "/api/v1/reports").key(&key).json(&gone).send().await.json();
    let run =
        place.ask("POST", &format!("/api/v1/reports/{}/run", made["id"].as_str().unwrap())).key(&key).send().await;
    assert_eq!(run.code(), "reports.segment_unknown");
    let reader = place.key(&["insights:read"]).await;
    assert_eq!(place.ask("POST", "/api/v1/reports").key(&reader).json(&body("x")).send().await.status, 403);
    let orders = place.key(&["orders:read"]).await;
    assert_eq!(place.get("/api/v1/reports").key(&orders).send().await.status, 403);
    // A report of a person that is not shared does not exist for keys.
    let (id, _) = place.member(Role::Owner).await;
    let session = place.session(id).await;
    let csrf = place.csrf(&session).await;
    let spec = r#"{"measures":["orders"],"time":{"kind":"all"},"calendar":"jalali"}"#;
    let own = place
        .post("/reports")
        .cookie(&session)
        .form(&[("csrf", &csrf), ("spec", spec), ("name", "own"), ("hour", "8")])
        .send()
        .await;
    let own = own.header("location").unwrap().trim_start_matches("/reports/").to_owned();
    assert_eq!(place.get(&format!("/api/v1/reports/{own}")).key(&key).send().await.status, 404);
}
