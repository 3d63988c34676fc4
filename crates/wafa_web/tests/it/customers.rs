use wafa_customers::{ContactKind, Fields, NewContact, NewCustomer};
use wafa_kernel::policy::action::WriteCustomers;
use wafa_kernel::{CustomerId, Policy, Role};
use wafa_web::ask::encode_component;

use crate::client::Answer;
use crate::place::Place;

/// A shop with its owner signed in.
struct Desk {
    place: Place,
    session: String,
    csrf: String,
}

impl Desk {
    async fn of(role: Role) -> Self {
        let place = Place::open().await;
        let (id, _) = place.member(role).await;
        let session = place.session(id).await;
        let csrf = place.csrf(&session).await;
        Self { place, session, csrf }
    }
    async fn customer(&self, name: &str, phone: &str) -> CustomerId {
        let contacts = match phone {
            "" => Vec::new(),
            phone => vec![NewContact { kind: ContactKind::Phone, role: "mobile".to_owned(), text: phone.to_owned() }],
        };
        let new = NewCustomer {
            fields: Fields { name: name.to_owned(), ..Fields::default() },
            contacts,
            ..NewCustomer::default()
        };
        self.place.app.customers.add(&Policy::system::<WriteCustomers>("test"), new).await.unwrap()
    }
    async fn get(&self, path: &str) -> Answer {
        self.place.get(path).cookie(&self.session).send().await
    }
    async fn fragment(&self, path: &str) -> Answer {
        self.place.get(path).cookie(&self.session).header("hx-request", "true").send().await
    }
    async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let mut all = vec![("csrf", self.csrf.as_str())];
        all.extend_from_slice(fields);
        self.place.post(path).cookie(&self.session).form(&all).send().await
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_list_says_what_to_do_next() {
    let desk = Desk::of(Role::Owner).await;
    let page = desk.get("/customers").await;
    assert_eq!(page.status, 200, "{page:?}");
    assert!(page.body.contains("No customers yet") && page.body.contains("href=\"/import\""), "{}", page.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_customer_is_found_by_a_phone_in_persian_digits() {
    let desk = Desk::of(Role::Agent).await;
    let sara = desk.customer("سارا کریمی", "09123456789").await;
    desk.customer("نیما احمدی", "09351112233").await;
    let everybody = desk.get("/customers").await.body;
    assert!(everybody.contains("سارا کریمی") && everybody.contains("نیما احمدی"));

    let found = desk.get(&format!("/customers?q={}", encode_component("۰۹۱۲۳۴۵۶۷۸۹"))).await.body;
    assert!(found.contains(&format!("/customers/{sara}")) && !found.contains("نیما احمدی"), "{found}");
    let nobody = desk.get("/customers?sleeping=۹۰").await;
    assert!(nobody.status == 200 && nobody.body.contains("Nobody matches these filters"), "{}", nobody.body);
    assert_eq!(desk.get("/customers?sort=shoe_size").await.status, 422);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_palette_finds_people_and_only_places_they_may_open() {
    let desk = Desk::of(Role::Cashier).await;
    let sara = desk.customer("سارا کریمی", "09123456789").await;
    let found = desk.fragment(&format!("/palette?q={}", encode_component("٠٩١٢٣٤٥٦"))).await;
    assert!(found.body.contains(&format!("/customers/{sara}")), "{}", found.body);
    let start = desk.fragment("/palette?q=").await.body;
    assert!(start.contains("href=\"/customers\"") && !start.contains("/settings/team"), "{start}");
    let dark = desk.fragment("/palette?q=dark").await.body;
    assert!(dark.contains("data-set-theme=\"dark\""), "{dark}");
}

#[tokio::test(flavor = "multi_thread")]
async fn files_hold_no_formula_and_leave_a_trace() {
    let desk = Desk::of(Role::Owner).await;
    desk.customer("=HYPERLINK(\"http://evil\")", "09123456789").await;
    let file = desk.get("/customers/export.csv").await;
    assert_eq!((file.status, file.header("content-type")), (200, Some("text/csv; charset=utf-8")));
    assert!(file.body.starts_with('\u{feff}'), "Excel needs the mark");
    let line = file.body.lines().nth(1).unwrap();
    assert!(line.contains("\"'=HYPERLINK(\"\"http://evil\"\")\""), "{line}");
    assert!(line.contains("'+989123456789"), "{line}");

    let book = desk.get("/customers/export.xlsx").await;
    assert_eq!(book.status, 200);
    assert!(book.body.starts_with("PK"), "a workbook is a zip");
    let noted = wafa_web::access::audit::latest(&desk.place.app.db, 10).await.unwrap();
    assert_eq!(noted.iter().filter(|entry| entry.what == "customers.exported").count(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cashier_takes_no_list_home() {
    let desk = Desk::of(Role::Cashier).await;
    assert_eq!(desk.get("/customers/export.csv").await.status, 403);
    assert_eq!(desk.get("/customers/duplicates").await.status, 403);
}

#[tokio::test(flavor = "multi_thread")]
async fn picked_customers_are_tagged_and_the_view_is_kept() {
    let desk = Desk::of(Role::Marketer).await;
    let (sara, nima) = (desk.customer("سارا", "").await.to_string(), desk.customer("نیما", "").await.to_string());
    let done = desk
        .post(
            "/customers/bulk",
            &[("id", &sara), ("id", &nima), ("act", "tag"), ("new_tag", "یلدا"), ("back", "/customers")],
        )
        .await;
    assert_eq!((done.status, done.header("location")), (303, Some("/customers")));
    let tagged = format!("/customers?tag={}", encode_component("یلدا"));
    assert!(desk.get(&tagged).await.body.contains("سارا"));
    let all = [("all", "1"), ("tag", "یلدا"), ("act", "untag"), ("new_tag", "یلدا"), ("back", "//evil.example")];
    assert_eq!(
        desk.post("/customers/bulk", &all).await.header("location"),
        Some("/customers"),
        "only back to this site"
    );
    assert!(desk.get(&tagged).await.body.contains("Nobody matches"));

    let saved = desk.post("/customers/views", &[("view_name", "شب یلدا"), ("tag", "یلدا"), ("min_orders", "۲")]).await;
    assert_eq!(saved.header("location"), Some(format!("{tagged}&min_orders=2").as_str()));
    assert!(desk.get("/customers").await.body.contains("شب یلدا"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_form_keeps_what_was_typed() {
    let desk = Desk::of(Role::Agent).await;
    let typed =
        [("name", "مریم"), ("phone", "12"), ("phone_role", "mobile"), ("birth_on", "۱۳۶۶/۱/۱۴"), ("city", "شیراز")];
    let refused = desk.post("/customers/new", &typed).await;
    assert_eq!(refused.status, 422);
    for kept in ["مریم", "value=\"12\"", "۱۳۶۶/۱/۱۴", "شیراز"] {
        assert!(refused.body.contains(kept), "{kept}");
    }
    let mut right = typed;
    right[1] = ("phone", "۰۹۱۲ ۳۴۵ ۶۷۸۹");
    let added = desk.post("/customers/new", &right).await;
    assert_eq!(added.status, 303, "{}", added.body);
    let page = desk.get(added.header("location").unwrap()).await.body;
    assert!(page.contains("مریم") && page.contains("tel:+989123456789") && page.contains("شیراز"), "{page}");

    let edit = format!("{}/edit", added.header("location").unwrap());
    let form = desk.get(&edit).await.body;
    assert!(form.contains("+98 912 345 6789"), "{form}");
    let saved = desk
        .post(
            &edit,
            &[
                ("name", "مریم"),
                ("city", "یزد"),
                ("phone", "09123456789"),
                ("phone_role", "mobile"),
                ("tags", "ویژه، همکار"),
            ],
        )
        .await;
    assert_eq!(saved.status, 303, "{}", saved.body);
    let page = desk.get(added.header("location").unwrap()).await.body;
    assert!(page.contains("یزد") && page.contains("همکار") && !page.contains("شیراز"), "{page}");
}

#[tokio::test(flavor = "multi_thread")]
async fn notes_and_signals_stand_on_the_timeline() {
    let desk = Desk::of(Role::Agent).await;
    let id = desk.customer("سارا", "09123456789").await;
    let url = format!("/customers/{id}");
    assert_eq!(desk.post(&format!("{url}/note"), &[("text", "قهوهٔ تلخ دوست دارد <b>")]).await.status, 303);
    assert_eq!(
        desk.post(&format!("{url}/signal"), &[("kind", "interest"), ("on", ""), ("source", "اینستاگرام")]).await.status,
        303
    );
    let page = desk.get(&url).await.body;
    assert!(page.contains("قهوهٔ تلخ دوست دارد &lt;b&gt;") && page.contains("اینستاگرام"), "{page}");
    assert!(page.contains("chip-rung rung-prospect"), "interest makes a prospect: {page}");
    let notes = desk.get(&format!("{url}?kind=notes")).await.body;
    assert!(notes.contains("قهوهٔ تلخ") && !notes.contains("اینستاگرام</small>"), "{notes}");
    assert_eq!(desk.get(&format!("{url}/parts")).await.status, 400, "parts are for htmx");
    assert!(desk.fragment(&format!("{url}/parts?kind=notes")).await.body.contains("قهوهٔ تلخ"));
    let tomorrow = desk.post(&format!("{url}/signal"), &[("kind", "review"), ("on", "2026-03-30")]).await;
    assert_eq!(tomorrow.status, 422, "what has not happened is no signal");
}

#[tokio::test(flavor = "multi_thread")]
async fn two_records_become_one_and_two_again() {
    let desk = Desk::of(Role::Agent).await;
    let keep = desk.customer("سارا کریمی", "09123456789").await.to_string();
    let other = desk.customer("Sara Karimi", "0912 345 6789").await.to_string();
    let suggested = desk.get("/customers/duplicates").await.body;
    assert!(suggested.contains("Same phone") && suggested.contains(&keep) && suggested.contains(&other), "{suggested}");

    let merged = desk.post("/customers/merge", &[("keep", &keep), ("merged", &other)]).await;
    assert_eq!(merged.header("location"), Some(format!("/customers/{keep}").as_str()), "{}", merged.body);
    let gone = desk.get(&format!("/customers/{other}")).await;
    assert_eq!((gone.status, gone.header("location")), (303, Some(format!("/customers/{keep}").as_str())));
    let page = desk.get(&format!("/customers/{keep}")).await.body;
    let undo = page
        .split("action=\"/customers/merges/")
        .nth(1)
        .and_then(|rest| rest.split('"').next())
        .expect("a button to separate");
    let undone = desk.post(&format!("/customers/merges/{undo}"), &[]).await;
    assert_eq!(undone.status, 303, "{}", undone.body);
    assert_eq!(desk.get(&format!("/customers/{other}")).await.status, 200, "stands alone again");

    assert_eq!(desk.post("/customers/apart", &[("a", &keep), ("b", &other)]).await.status, 303);
    assert!(desk.get("/customers/duplicates").await.body.contains("No duplicates found"));
}
