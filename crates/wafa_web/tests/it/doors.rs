use wafa_kernel::policy::action::ManageTeam;
use wafa_kernel::{Language, Policy, Role};
use wafa_web::access::{self, second_factor, users};

use crate::place::{PASSWORD, Place};

fn token_of(link: &str) -> &str {
    link.rsplit('/').next().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_run_makes_one_owner_and_never_two() {
    let place = Place::open().await;
    let link = access::first_run_link(&place.app).await.unwrap().unwrap();
    let path = format!("/first-run/{}", token_of(&link));
    assert_eq!(place.get(&path).send().await.status, 200);
    let form = [
        ("business", "فروشگاه سرو"),
        ("name", "سارا"),
        ("email", "Sara@Example.com"),
        ("password", PASSWORD),
        ("language", "fa"),
    ];
    let short = [form[0], form[1], form[2], ("password", "short"), form[4]];
    let refused = place.post(&path).form(&short).send().await;
    assert_eq!(refused.status, 422);
    assert!(
        refused.body.contains("sara@example.com") || refused.body.contains("Sara@Example.com"),
        "what was typed is kept"
    );
    let begun = place.post(&path).form(&form).send().await;
    assert_eq!((begun.status, begun.header("location")), (303, Some("/")), "{begun:?}");
    let session = begun.cookie("wafa_session").unwrap();
    let account = place.get("/account").cookie(&session).send().await;
    assert_eq!(account.status, 200);
    assert!(account.body.contains("dir=\"rtl\"") && account.body.contains("فروشگاه سرو"));
    assert_eq!(place.post(&path).form(&form).send().await.status, 404, "the link opens once");
    assert!(access::first_run_link(&place.app).await.unwrap().is_none());
    assert_eq!(place.app.business().await.unwrap().name, "فروشگاه سرو");
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_learns_who_has_an_account_and_guessing_is_braked() {
    let place = Place::open().await;
    let (_, email) = place.member(Role::Owner).await;
    let wrong = place.sign_in(&email, "not the password").await;
    let unknown = place.sign_in("nobody@example.com", "not the password").await;
    assert_eq!((wrong.status, unknown.status), (422, 422));
    let strip = |answer: &crate::client::Answer| answer.body.replace(&email, "").replace("nobody@example.com", "");
    assert_eq!(strip(&wrong), strip(&unknown));
    let right = place.sign_in(&email.to_uppercase(), PASSWORD).await;
    assert_eq!((right.status, right.header("location")), (303, Some("/account")));
    let cookie =
        right.headers.iter().find(|(name, value)| name == "set-cookie" && value.starts_with("wafa_session=")).unwrap();
    for part in ["HttpOnly", "SameSite=Lax", "Path=/"] {
        assert!(cookie.1.contains(part), "{cookie:?}");
    }
    let mut last = 0;
    for _ in 0..12 {
        last = place.sign_in(&email, "not the password").await.status;
    }
    assert_eq!(last, 429);
}

#[tokio::test(flavor = "multi_thread")]
async fn sign_in_leads_only_to_this_site() {
    let place = Place::open().await;
    let (_, email) = place.member(Role::Owner).await;
    for next in ["https://evil.example", "//evil.example", "/\\evil.example"] {
        let answer =
            place.post("/sign-in").form(&[("email", &email), ("password", PASSWORD), ("next", next)]).send().await;
        assert_eq!(answer.header("location"), Some("/"), "{next}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_dies_with_password_role_and_time() {
    let place = Place::open().await;
    let (owner, _) = place.member(Role::Owner).await;
    let (agent, email) = place.member(Role::Agent).await;
    let open = |session: String| place.get("/account").cookie(&session);
    let (here, there) = (place.session(agent).await, place.session(agent).await);
    assert_eq!(open(here.clone()).send().await.status, 200);
    let csrf = place.csrf(&here).await;
    let form = [("csrf", csrf.as_str()), ("current", PASSWORD), ("password", "a longer sentence of words")];
    let changed = place.post("/account/password").cookie(&here).form(&form).send().await;
    assert_eq!(changed.status, 303, "{changed:?}");
    for old in [here, there] {
        assert_eq!(open(old).send().await.status, 303, "ended by the change");
    }
    let fresh = changed.cookie("wafa_session").unwrap();
    assert_eq!(open(fresh.clone()).send().await.status, 200);
    let permit = Policy::system::<ManageTeam>("test");
    users::change_role(&place.app.db, &permit, agent, Role::Analyst).await.unwrap();
    assert_eq!(open(fresh).send().await.status, 303, "ended by the new role");
    assert_eq!(place.sign_in(&email, "a longer sentence of words").await.status, 303);
    let idle = place.session(agent).await;
    place.clock.advance_days(15);
    assert_eq!(open(idle).send().await.status, 303, "ended by idleness");
    let shut_out = place.session(agent).await;
    users::set_active(&place.app.db, &permit, agent, false).await.unwrap();
    assert_eq!(open(shut_out).send().await.status, 303, "ended by shutting out");
    assert_eq!(users::set_active(&place.app.db, &permit, owner, false).await.unwrap_err().code(), "access.last_owner");
    assert_eq!(
        users::change_role(&place.app.db, &permit, owner, Role::Agent).await.unwrap_err().code(),
        "access.last_owner"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn signing_out_ends_the_session_on_the_server() {
    let place = Place::open().await;
    let (owner, _) = place.member(Role::Owner).await;
    let session = place.session(owner).await;
    let csrf = place.csrf(&session).await;
    assert_eq!(place.post("/sign-out").cookie(&session).form(&[("csrf", &csrf)]).send().await.status, 303);
    assert_eq!(place.get("/account").cookie(&session).send().await.status, 303);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_second_factor_is_asked_for_and_a_code_works_once() {
    let place = Place::open().await;
    let (owner, email) = place.member(Role::Owner).await;
    let session = place.session(owner).await;
    let csrf = place.csrf(&session).await;
    let page = place.get("/account/second-factor").cookie(&session).send().await;
    let secret = page.body.split("<code class=\"ltr\">").nth(1).unwrap().split('<').next().unwrap().to_owned();
    let code = || second_factor::code_at(&secret, &email, place.app.now()).unwrap();
    let wrong =
        place.post("/account/second-factor").cookie(&session).form(&[("csrf", &csrf), ("code", "000000")]).send().await;
    assert_eq!(wrong.status, 422);
    let set =
        place.post("/account/second-factor").cookie(&session).form(&[("csrf", &csrf), ("code", &code())]).send().await;
    assert_eq!(set.status, 303, "{set:?}");

    let half = place.sign_in(&email, PASSWORD).await;
    assert!(half.header("location").unwrap().starts_with("/sign-in/code"));
    let half = half.cookie("wafa_session").unwrap();
    assert_eq!(place.get("/account").cookie(&half).send().await.status, 303, "half a sign-in opens nothing");
    let replayed = place.post("/sign-in/code").cookie(&half).form(&[("code", &code())]).send().await;
    assert_eq!(replayed.status, 422, "the code that set it up was used");
    place.clock.set(place.app.now().plus_ms(31_000));
    let right = place.post("/sign-in/code").cookie(&half).form(&[("code", &code())]).send().await;
    assert_eq!(right.status, 303, "{right:?}");
    let whole = right.cookie("wafa_session").unwrap();
    assert_ne!(whole, half, "a new token once every factor is passed");
    assert_eq!(place.get("/account").cookie(&whole).send().await.status, 200);
    assert_eq!(place.get("/account").cookie(&half).send().await.status, 303);

    let reset = access::reset_link(&place.app, &email).await.unwrap();
    let opened = place
        .post(&format!("/link/{}", token_of(&reset)))
        .form(&[("password", "another sentence of words")])
        .send()
        .await;
    assert_eq!(opened.status, 303, "{opened:?}");
    assert_eq!(place.get("/account").cookie(&whole).send().await.status, 303, "ended by the reset");
    assert_eq!(
        place.sign_in(&email, "another sentence of words").await.header("location"),
        Some("/account"),
        "without a second factor"
    );
}

/// What the database holds of a member's second factor.
async fn stored_secret(place: &Place) -> String {
    place.app.db.read("select totp_secret from web_user", Vec::new()).await.unwrap()[0].get(0).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn secrets_of_one_time_codes_are_sealed_also_those_of_an_earlier_version() {
    let place = Place::open().await;
    let (owner, email) = place.member(Role::Owner).await;
    let secret = second_factor::fresh_secret();
    let mut tx = place.app.db.begin().await.unwrap();
    let system = wafa_kernel::Actor::System("test");
    users::set_second_factor(&mut tx, owner, &secret, 0, &system).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(stored_secret(&place).await, secret, "as an earlier version stored it");
    assert_eq!(access::vault::seal_all(&place.app.db, &place.app.vault).await.unwrap(), 1);
    assert_eq!(access::vault::seal_all(&place.app.db, &place.app.vault).await.unwrap(), 0, "once");
    let stored = stored_secret(&place).await;
    assert!(stored.starts_with("v1.") && !stored.contains(&secret));
    let half = place.sign_in(&email, PASSWORD).await.cookie("wafa_session").unwrap();
    let code = second_factor::code_at(&secret, &email, place.app.now()).unwrap();
    // Another server, which has another key, cannot check the code and says why.
    let stranger = place.beside().await;
    let refused = stranger.post("/sign-in/code").cookie(&half).form(&[("code", &code)]).send().await;
    assert_eq!(refused.status, 500, "{refused:?}");
    assert!(refused.body.contains("wafa.key") || refused.body.contains("key file"), "{}", refused.body);
    let right = place.post("/sign-in/code").cookie(&half).form(&[("code", &code)]).send().await;
    assert_eq!(right.status, 303, "{right:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_factor_being_set_up_is_sealed_too() {
    let place = Place::open().await;
    let (owner, email) = place.member(Role::Owner).await;
    let session = place.session(owner).await;
    let csrf = place.csrf(&session).await;
    let page = place.get("/account/second-factor").cookie(&session).send().await;
    let secret = page.body.split("<code class=\"ltr\">").nth(1).unwrap().split('<').next().unwrap().to_owned();
    let pending = place.app.db.read("select pending_totp from web_session", Vec::new()).await.unwrap();
    let pending: String = pending[0].get(0).unwrap();
    assert!(pending.starts_with("v1.") && !pending.contains(&secret));
    let code = second_factor::code_at(&secret, &email, place.app.now()).unwrap();
    let form = [("csrf", csrf.as_str()), ("code", code.as_str())];
    assert_eq!(place.post("/account/second-factor").cookie(&session).form(&form).send().await.status, 303);
    let stored = stored_secret(&place).await;
    assert_eq!(place.app.vault.reveal(owner, &stored).unwrap(), secret);
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_codes_end_the_half_open_session() {
    let place = Place::open().await;
    let (owner, email) = place.member(Role::Owner).await;
    let mut tx = place.app.db.begin().await.unwrap();
    let system = wafa_kernel::Actor::System("test");
    users::set_second_factor(&mut tx, owner, &second_factor::fresh_secret(), 0, &system).await.unwrap();
    tx.commit().await.unwrap();
    let half = place.sign_in(&email, PASSWORD).await.cookie("wafa_session").unwrap();
    let mut answers = Vec::new();
    for _ in 0..5 {
        answers.push(place.post("/sign-in/code").cookie(&half).form(&[("code", "000000")]).send().await.status);
    }
    assert_eq!(answers, [422, 422, 422, 422, 303]);
    assert_eq!(place.get("/sign-in/code").cookie(&half).send().await.header("location"), Some("/sign-in"));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invitation_and_a_sign_in_link_open_once() {
    let place = Place::open().await;
    let permit = Policy::system::<ManageTeam>("test");
    let link = access::invites::invite(&place.app, &permit, "New@Example.com", "نو", Role::Cashier).await.unwrap();
    let path = format!("/link/{}", token_of(&link));
    assert_eq!(place.get(&path).send().await.status, 200);
    let form = [("name", "نوید"), ("password", PASSWORD)];
    let joined = place.post(&path).form(&form).send().await;
    assert_eq!(joined.status, 303, "{joined:?}");
    assert_eq!(place.post(&path).form(&form).send().await.status, 404);
    let members = users::list(&place.app.db).await.unwrap();
    assert_eq!((members[0].email.as_str(), members[0].role), ("new@example.com", Role::Cashier));

    let demo = access::demo_link(&place.app, "demo@example.com", "دمو", Language::Fa).await.unwrap();
    let path = format!("/link/{}", token_of(&demo));
    assert_eq!(place.get(&path).send().await.status, 200, "looking does not use it up");
    let entered = place.post(&path).form(&[]).send().await;
    assert_eq!(entered.status, 303, "{entered:?}");
    assert_eq!(place.post(&path).form(&[]).send().await.status, 404);
    place.clock.advance_days(8);
    let late = access::sign_in_link(&place.app, "demo@example.com").await.unwrap();
    place.clock.advance_days(1);
    assert_eq!(place.get(&format!("/link/{}", token_of(&late))).send().await.status, 404, "too old");
}
