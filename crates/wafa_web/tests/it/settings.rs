//! Today and the settings over HTTP.

use wafa_kernel::Role;
use wafa_kernel::policy::action::ManageTeam;
use wafa_kernel::{DisplayUnit, Policy, Weekday};
use wafa_web::access::{invites, users};

use crate::client::Answer;
use crate::place::{PASSWORD, Place};

struct Desk {
    place: Place,
    session: String,
    csrf: String,
}

impl Desk {
    async fn open(role: Role) -> Self {
        let place = Place::open().await;
        let (id, _) = place.member(role).await;
        let session = place.session(id).await;
        let csrf = place.csrf(&session).await;
        Self { place, session, csrf }
    }
    async fn get(&self, path: &str) -> Answer {
        self.place.get(path).cookie(&self.session).send().await
    }
    async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let mut form = vec![("csrf", self.csrf.as_str())];
        form.extend_from_slice(fields);
        self.place.post(path).cookie(&self.session).form(&form).send().await
    }
}

const FORM: [(&str, &str); 13] = [
    ("name", "قهوهٔ دارچین"),
    ("language", "fa"),
    ("currency", "IRR"),
    ("unit", "toman"),
    ("calendar", "jalali"),
    ("digits", "native"),
    ("zone", "Asia/Tehran"),
    ("week_starts", "saturday"),
    ("weekend", "thursday"),
    ("weekend", "friday"),
    ("country", "IR"),
    ("margin", "۳۲٫۵"),
    ("discount", "۱۵٪"),
];

#[tokio::test(flavor = "multi_thread")]
async fn settings_are_saved_from_persian_digits_and_kept_when_refused() {
    let desk = Desk::open(Role::Owner).await;
    let mut form = FORM.to_vec();
    form.push(("inactivity_days", "سه"));
    let refused = desk.post("/settings", &form).await;
    assert_eq!(refused.status, 422);
    assert!(
        refused.body.contains("value=\"سه\"")
            && refused.body.contains("aria-invalid=\"true\"")
            && refused.body.contains("۳۲٫۵")
    );
    form.pop();
    form.push(("inactivity_days", "۱٬۲۰۰"));
    let saved = desk.post("/settings", &form).await;
    assert_eq!((saved.status, saved.header("location")), (303, Some("/settings")), "{saved:?}");
    let business = desk.place.app.business().await.unwrap();
    assert_eq!((business.margin_permille, business.discount_permille, business.inactivity_days), (325, 150, 1_200));
    assert_eq!((business.name.as_str(), business.display_unit), ("قهوهٔ دارچین", DisplayUnit::Toman));
    assert_eq!(business.weekend, [Weekday::Thursday, Weekday::Friday]);
}

#[tokio::test(flavor = "multi_thread")]
async fn holidays_are_added_corrected_and_removed() {
    let desk = Desk::open(Role::Owner).await;
    assert_eq!(desk.post("/settings/holidays/standard", &[]).await.status, 303);
    let usual = desk.place.app.business().await.unwrap().holidays.len();
    assert!(usual > 10);
    assert_eq!(desk.post("/settings/holidays/standard", &[]).await.status, 303);
    assert_eq!(desk.place.app.business().await.unwrap().holidays.len(), usual, "none comes twice");
    let none = [("name", "هیچ"), ("calendar", "jalali"), ("month", "۷"), ("day", "۳۱"), ("was", "")];
    let refused = desk.post("/settings/holidays", &none).await;
    assert!(refused.status == 422 && refused.body.contains("value=\"هیچ\""), "{refused:?}");
    let yalda = [("name", "یلدا"), ("calendar", "jalali"), ("month", "۹"), ("day", "۲۹"), ("was", "")];
    assert_eq!(desk.post("/settings/holidays", &yalda).await.status, 303);
    let right =
        [("name", "شب یلدا"), ("calendar", "jalali"), ("month", "۹"), ("day", "۳۰"), ("was", "jalali-9-29-یلدا")];
    assert_eq!(desk.post("/settings/holidays", &right).await.status, 303);
    let holidays = desk.place.app.business().await.unwrap().holidays.clone();
    assert_eq!(holidays.len(), usual + 1);
    assert_eq!(holidays.iter().filter(|holiday| holiday.name == "شب یلدا" && holiday.day == 30).count(), 1);
    assert!(desk.get("/settings/holidays").await.body.contains("شب یلدا"));
    assert_eq!(desk.post("/settings/holidays/remove", &[("which", "jalali-9-30-شب یلدا")]).await.status, 303);
    assert_eq!(desk.place.app.business().await.unwrap().holidays.len(), usual);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_colleague_is_invited_joins_changes_role_and_is_shut_out() {
    let desk = Desk::open(Role::Owner).await;
    let wrong = desk.post("/settings/team", &[("email", "not an address"), ("name", "رضا"), ("role", "agent")]).await;
    assert!(wrong.status == 422 && wrong.body.contains("not an address") && wrong.body.contains("رضا"));
    let made = desk.post("/settings/team", &[("email", "Reza@example.com"), ("name", "رضا"), ("role", "agent")]).await;
    assert_eq!(made.status, 200);
    let start = made.body.find("/link/").expect("the link is shown");
    let path: String = made.body[start..].chars().take_while(|letter| !matches!(letter, '"' | '&' | '<')).collect();
    assert!(!desk.get("/settings/team").await.body.contains(&path), "the link is shown once");
    let joined = desk.place.post(&path).form(&[("name", "رضا"), ("password", PASSWORD)]).send().await;
    assert_eq!(joined.status, 303, "{joined:?}");
    let theirs = joined.cookie("wafa_session").unwrap();
    let today = desk.place.get("/").cookie(&theirs).send().await;
    assert_eq!(today.status, 200, "an agent has a Today: {}", today.body);
    assert!(!today.body.contains("class=\"card kpi\"") && !today.body.contains("/insights"), "without figures");
    let permit = Policy::system::<ManageTeam>("test");
    assert!(invites::open(&desk.place.app.db, &permit).await.unwrap().is_empty());
    let reza = users::by_email(&desk.place.app.db, "reza@example.com").await.unwrap().unwrap();
    assert_eq!(desk.post(&format!("/settings/team/{}/role", reza.id), &[("role", "analyst")]).await.status, 303);
    assert_eq!(users::get(&desk.place.app.db, reza.id).await.unwrap().role, Role::Analyst);
    assert_eq!(desk.post(&format!("/settings/team/{}/active", reza.id), &[("active", "false")]).await.status, 303);
    assert!(!users::get(&desk.place.app.db, reza.id).await.unwrap().active);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_is_shown_once_works_and_is_made_void() {
    let desk = Desk::open(Role::Owner).await;
    let refused = desk.post("/settings/keys", &[("name", "صندوق")]).await;
    assert!(refused.status == 422 && refused.body.contains("صندوق"), "a key needs a scope");
    let made = desk.post("/settings/keys", &[("name", "صندوق"), ("scope", "customers:read")]).await;
    assert_eq!(made.status, 200);
    let start = made.body.find("value=\"wafa_").expect("the secret is shown") + 7;
    let secret: String = made.body[start..].chars().take_while(|letter| *letter != '"').collect();
    assert!(!desk.get("/settings/keys").await.body.contains(&secret), "the secret is shown once");
    assert_eq!(desk.place.get("/api/v1/customers").key(&secret).send().await.status, 200);
    let list = desk.get("/settings/keys").await.body;
    let at = list.find("/settings/keys/").map(|at| at + "/settings/keys/".len()).unwrap();
    let id: String = list[at..].chars().take_while(|letter| *letter != '/').collect();
    assert_eq!(desk.post(&format!("/settings/keys/{id}/revoke"), &[]).await.status, 303);
    assert_eq!(desk.place.get("/api/v1/customers").key(&secret).send().await.status, 401);
}

#[tokio::test(flavor = "multi_thread")]
async fn today_begins_with_a_next_step_and_the_list_can_be_closed() {
    let desk = Desk::open(Role::Owner).await;
    let first = desk.get("/").await;
    assert_eq!(first.status, 200, "{}", first.body);
    assert!(first.body.contains("href=\"/import\"") && first.body.contains("/today/checklist/close"));
    assert!(!first.body.contains('⟦'), "every text is there");
    assert_eq!(desk.post("/today/checklist/close", &[]).await.status, 303);
    assert!(!desk.get("/").await.body.contains("/today/checklist/close"));
    assert_eq!(desk.get("/today/step/cohorts").await.header("location"), Some("/insights/retention"));
    assert_eq!(desk.get("/today/step/else").await.status, 404);
}
