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
    assert!(saved.header("location").unwrap().starts_with(&format!("{tagged}&min_orders=2&view=")), "{saved:?}");
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

/// The address of the undo that the message of the last answer offers.
fn undo_of(answer: &Answer) -> String {
    use base64::Engine as _;
    let cookie = answer.header("set-cookie").expect("a message waits");
    let value = cookie.split(['=', ';']).nth(1).unwrap();
    let json = base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(value).unwrap();
    let toast: serde_json::Value = serde_json::from_slice(&json).unwrap();
    toast["undo"].as_str().expect("it can be undone").to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_saved_view_keeps_its_order_and_columns_and_can_be_changed() {
    let desk = Desk::of(Role::Owner).await;
    desk.customer("سارا کریمی", "09123456789").await;
    let shows = [("city", ""), ("sort", "name"), ("dir", "asc"), ("columns", "name,phone,nonsense")];
    let mut form = shows.to_vec();
    form.push(("view_name", "تلفن‌ها"));
    let saved = desk.post("/customers/views", &form).await;
    let at = saved.header("location").unwrap().to_owned();
    assert!(at.contains("sort=name&dir=asc&columns=name%2Cphone&view="), "{at}");
    let page = desk.get(&at).await.body;
    assert!(page.contains("data-col=\"phone\"><") && page.contains("data-col=\"city\" hidden"), "{page}");
    assert!(!page.contains("/update\""), "nothing was changed yet");
    let id = at.rsplit("view=").next().unwrap();
    let changed = desk.get(&at.replace("sort=name", "sort=value")).await.body;
    assert!(changed.contains(&format!("/customers/views/{id}/update")), "what is changed can be kept");

    let update = [("sort", "value"), ("columns", "name,city"), ("rung", "loyal")];
    let at = desk.post(&format!("/customers/views/{id}/update"), &update).await.header("location").unwrap().to_owned();
    assert!(at.contains("rung=loyal") && at.contains("columns=name%2Ccity") && at.contains(id), "{at}");
    assert!(
        desk.get("/customers").await.body.contains("rung=loyal&amp;sort=value&amp;dir=desc&amp;columns=name%2Ccity")
    );
    desk.post(&format!("/customers/views/{id}/rename"), &[("view_name", "شهرها"), ("view_shared", "true")]).await;
    let tabs = desk.get("/customers").await.body;
    assert!(tabs.contains("شهرها") && !tabs.contains("تلفن‌ها"), "{tabs}");
}

#[tokio::test(flavor = "multi_thread")]
async fn acts_on_many_can_be_taken_back() {
    let desk = Desk::of(Role::Owner).await;
    let (sara, mina) = (desk.customer("سارا", "09123456789").await, desk.customer("مینا", "09123456780").await);
    let (a, b) = (sara.to_string(), mina.to_string());
    desk.post("/customers/bulk", &[("act", "tag"), ("new_tag", "ویژه"), ("id", &a)]).await;
    let both =
        [("act", "tag"), ("new_tag", "ویژه"), ("id", a.as_str()), ("id", b.as_str()), ("back", "/customers?tag=x")];
    let undo = undo_of(&desk.post("/customers/bulk", &both).await);
    assert_eq!(desk.post(&undo, &[]).await.header("location").unwrap(), "/customers?tag=x");
    let tagged = desk.get("/customers?tag=%D9%88%DB%8C%DA%98%D9%87").await.body;
    assert!(tagged.contains(&a) && !tagged.contains(&b), "only whom the act changed is as before: {tagged}");
    let untag = [("act", "untag"), ("new_tag", "ویژه"), ("id", a.as_str()), ("id", b.as_str())];
    let undo = undo_of(&desk.post("/customers/bulk", &untag).await);
    desk.post(&undo, &[]).await;
    desk.post(&undo, &[]).await;
    let tagged = desk.get("/customers?tag=%D9%88%DB%8C%DA%98%D9%87").await.body;
    assert!(tagged.contains(&a) && !tagged.contains(&b), "{tagged}");

    let twin = desk.customer("سارا دو", "09123456789").await.to_string();
    assert!(desk.get("/customers/duplicates").await.body.contains(&twin));
    let undo = undo_of(&desk.post("/customers/apart", &[("a", &a), ("b", &twin)]).await);
    assert!(!desk.get("/customers/duplicates").await.body.contains(&twin));
    desk.post(&undo, &[]).await;
    assert!(desk.get("/customers/duplicates").await.body.contains(&twin), "they may be one again");
}

#[tokio::test(flavor = "multi_thread")]
async fn another_phone_can_be_typed_without_scripts() {
    let desk = Desk::of(Role::Owner).await;
    let form = [("name", "سارا"), ("phone", "09123456789"), ("phone_role", ""), ("more", "1")];
    let page = desk.post("/customers/new", &form).await;
    assert_eq!(page.status, 200, "{page:?}");
    assert_eq!(page.body.matches("type=\"tel\" name=\"phone\"").count(), 2, "a row to type into: {}", page.body);
    assert!(desk.get("/customers").await.body.contains("No customers yet"), "nothing is saved by that");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_long_line_of_time_goes_on_page_by_page() {
    let desk = Desk::of(Role::Owner).await;
    let sara = desk.customer("سارا", "09123456789").await;
    let mut file = String::from("phone,order_id,date,amount\n");
    for order in 0..1_203 {
        let day = wafa_kernel::Day::from_ymd(2023, 1, 1).unwrap().plus_days(order / 4);
        file.push_str(&format!("09123456789,N-{order},{day},10\n"));
    }
    let (intake, permit) = (&desk.place.app.intake, Policy::system::<wafa_kernel::policy::action::Import>("test"));
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("orders.csv");
    std::fs::write(&path, file).unwrap();
    let mapping = intake.inspect(&permit, &path, wafa_intake::Preset::Generic).await.unwrap().mapping();
    let started = intake.start(&permit, &path, &mapping, &wafa_intake::ImportOptions::default()).await.unwrap();
    while !intake.result(&permit, started.batch).await.unwrap().state.is_final() {
        tokio::task::yield_now().await;
    }
    let at = format!("/customers/{sara}");
    let (mut url, mut seen, mut pages) = (format!("{at}/timeline?kind=orders&show=500"), 0, 0);
    loop {
        let part = desk.fragment(&url).await.body;
        seen += part.matches("N-").count();
        pages += 1;
        let Some(before) = part.split("timeline?before=").nth(1) else { break };
        let day = before.split('&').next().unwrap();
        url = format!("{at}/timeline?kind=orders&before={day}");
        assert!(pages < 9, "it ends");
    }
    assert_eq!((seen, pages), (1_203, 3), "every order stands on exactly one page");
}
