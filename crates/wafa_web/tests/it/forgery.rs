use wafa_kernel::Role;

use crate::place::Place;

#[tokio::test(flavor = "multi_thread")]
async fn a_form_needs_our_page_and_the_secret_of_the_session() {
    let place = Place::open().await;
    let (owner, _) = place.member(Role::Owner).await;
    let session = place.session(owner).await;
    let csrf = place.csrf(&session).await;
    let send = |site: Option<(&'static str, &'static str)>, token: String| {
        let mut ask = place.ask("POST", "/account/sessions/end").cookie(&session).form(&[("csrf", &token)]);
        if let Some((name, value)) = site {
            ask = ask.header(name, value);
        }
        async move { ask.send().await.status }
    };
    assert_eq!(send(Some(("sec-fetch-site", "same-origin")), csrf.clone()).await, 303);
    assert_eq!(send(None, csrf.clone()).await, 403, "does not say where it comes from");
    assert_eq!(send(Some(("sec-fetch-site", "cross-site")), csrf.clone()).await, 403);
    assert_eq!(send(Some(("origin", "https://evil.example")), csrf.clone()).await, 403);
    assert_eq!(send(Some(("sec-fetch-site", "same-origin")), "wrong".into()).await, 403);
    let other = place.session(owner).await;
    let foreign = place.csrf(&other).await;
    assert_eq!(send(Some(("sec-fetch-site", "same-origin")), foreign).await, 403, "of another session");
    let htmx = place
        .post("/account/sessions/end")
        .cookie(&session)
        .header("x-csrf-token", &csrf)
        .header("hx-request", "true")
        .send()
        .await;
    assert_eq!((htmx.status, htmx.header("hx-redirect")), (200, Some("/account")));
    assert_eq!(
        place.ask("POST", "/sign-in").form(&[("email", "a"), ("password", "b")]).send().await.status,
        403,
        "sign-in too"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn every_answer_has_the_security_headers_and_an_id() {
    let place = Place::open().await;
    for path in ["/sign-in", "/healthz", "/api/v1/customers", "/nowhere", "/api/nowhere", "/account"] {
        let answer = place.get(path).send().await;
        let csp = answer.header("content-security-policy").unwrap_or_default();
        assert!(csp.starts_with("default-src 'none'") && !csp.contains("unsafe"), "{path}: {csp}");
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "same-origin"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cache-control", "no-store"),
        ] {
            assert_eq!(answer.header(name), Some(value), "{path}");
        }
        assert_eq!(answer.header("x-request-id").map(str::len), Some(13), "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn refusals_look_like_what_was_asked_for() {
    let place = Place::open().await;
    let page = place.get("/nowhere").header("accept-language", "fa").send().await;
    assert_eq!(page.status, 404);
    assert!(page.body.contains("<html lang=\"fa\" dir=\"rtl\"") && page.body.contains("پیدا نشد"), "{}", page.body);
    assert!(page.body.contains(page.header("x-request-id").unwrap()));
    let toast = place.get("/nowhere").header("hx-request", "true").send().await;
    assert_eq!((toast.status, toast.header("hx-reswap")), (404, Some("none")));
    assert!(toast.header("hx-trigger").unwrap().starts_with("{\"toast\":"));
    let api = place.get("/api/v1/nowhere").header("accept-language", "fa").send().await;
    assert_eq!((api.status, api.code().as_str()), (404, "web.not_found"));
    let method = place.ask("PUT", "/api/v1/customers").send().await;
    assert_eq!((method.status, method.code().as_str()), (405, "web.method"));
    let allowed: Vec<&str> = method.header("allow").unwrap().split(',').map(str::trim).collect();
    assert!(allowed.contains(&"GET") && allowed.contains(&"POST"), "{allowed:?}");
    assert_eq!(place.get("/account?x=1").send().await.header("location"), Some("/sign-in?next=%2Faccount%3Fx%3D1"));
    let large = "a=".to_owned() + &"x".repeat(2 << 20);
    let refused = place.post("/sign-in").raw(&large, "application/x-www-form-urlencoded").send().await;
    assert_eq!(refused.status, 413);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_language_switch_works_for_strangers_and_members() {
    let place = Place::open().await;
    let switched = place.post("/account/language").form(&[("language", "ar"), ("back", "/sign-in")]).send().await;
    assert_eq!(
        (switched.status, switched.header("location"), switched.cookie("lang").as_deref()),
        (303, Some("/sign-in"), Some("ar"))
    );
    let page = place.get("/sign-in").header("cookie", "lang=ar").send().await;
    assert!(page.body.contains("<html lang=\"ar\" dir=\"rtl\""));
    let (owner, _) = place.member(Role::Owner).await;
    let session = place.session(owner).await;
    place.post("/account/language").cookie(&session).form(&[("language", "fa"), ("back", "//evil")]).send().await;
    assert!(place.get("/account").cookie(&session).send().await.body.contains("<html lang=\"fa\""));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_watchman_is_answered() {
    let place = Place::open().await;
    assert_eq!(place.get("/healthz").send().await.body, "ok\n");
    let ready = place.get("/readyz").send().await;
    assert_eq!((ready.status, ready.json()["writes"].as_bool()), (200, Some(true)));
}
