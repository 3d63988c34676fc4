//! The report builder as people use it: from the empty shop to a shared report and its files.

use wafa_customers::{Collisions, Fields, Incoming};
use wafa_kernel::{BatchId, Currency, Language, Moment, Role};
use wafa_sales::OrderStatus;
use wafa_sales::bulk::{BulkOrder, insert_orders};
use wafa_web::App;
use wafa_web::access::users;

use crate::client::Answer;
use crate::place::{NOW, Place};

const DAY_MS: i64 = 86_400_000;

/// (customer, days before today, channel, campaign, rials)
type Order = (usize, i64, &'static str, &'static str, i64);

/// Two customers of Shiraz, one of Tehran; a channel whose name looks like a formula.
pub const ORDERS: [Order; 5] = [
    (0, 40, "web", "norooz", 1_000_000),
    (0, 10, "=shop", "", 500_000),
    (1, 5, "web", "", 2_000_000),
    (2, 3, "web", "norooz", 700_000),
    (2, 1, "=shop", "norooz", 300_000),
];

pub async fn fill(app: &App, orders: &[Order]) {
    let batch: BatchId = app.db.new_id();
    let mut tx = app.db.begin().await.unwrap();
    let rows = ["Shiraz", "Shiraz", "Tehran"].iter().enumerate().map(|(at, city)| Incoming {
        external: Some(format!("B{at}")),
        fields: Fields { name: format!("Buyer {at}"), city: (*city).to_owned(), ..Default::default() },
        ..Incoming::default()
    });
    let rows = rows.collect();
    let known = Collisions::default();
    let resolved = app.customers.resolve_many(&mut tx, batch, rows, &known, NOW.utc_day()).await.unwrap();
    let ids: Vec<_> = resolved.iter().map(|one| one.customer).collect();
    let mut rows = Vec::new();
    for (customer, days_ago, source, campaign, amount_minor) in orders {
        let placed_at = Moment::from_ms(NOW.ms() - days_ago * DAY_MS);
        let id = tx.new_id();
        rows.push(BulkOrder {
            id,
            key: format!("k{id}"),
            number: String::new(),
            customer: Some(ids[*customer]),
            placed_at,
            placed_on: placed_at.utc_day(),
            status: OrderStatus::Completed,
            currency: Currency::IRR,
            amount_minor: *amount_minor,
            quantity: 2,
            discount_code: String::new(),
            source: (*source).to_owned(),
            campaign: (*campaign).to_owned(),
            city: String::new(),
            custom: String::new(),
            batch: None,
            lines: Vec::new(),
        });
    }
    insert_orders(&mut tx, rows).await.unwrap();
    app.customers.refresh_standings(&mut tx, &ids, NOW.utc_day(), None).await.unwrap();
    wafa_db::facts::bump(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
}

struct Person {
    session: String,
    csrf: String,
}

impl Person {
    async fn of(place: &Place, role: Role, language: Language) -> Self {
        let (id, _) = place.member(role).await;
        users::set_language(&place.app.db, id, language).await.unwrap();
        let session = place.session(id).await;
        Self { csrf: place.csrf(&session).await, session }
    }
    async fn get(&self, place: &Place, path: &str) -> Answer {
        place.get(path).cookie(&self.session).send().await
    }
    async fn post(&self, place: &Place, path: &str, fields: &[(&str, &str)]) -> Answer {
        let mut all = vec![("csrf", self.csrf.as_str())];
        all.extend(fields);
        place.post(path).cookie(&self.session).form(&all).send().await
    }
}

const SPEC: &str = r#"{"measures":["net_minor","orders"],"by":["channel"],"filters":{},"time":{"kind":"last","count":90,"length":"day"},"calendar":"jalali","limit":20,"chart":"bar"}"#;
const BY_CHANNEL: &str = "measure=net_minor&measure=orders&by=channel&time=last-90-day&calendar=jalali&chart=bar";

fn location(answer: &Answer) -> String {
    assert_eq!(answer.status, 303, "{answer:?}");
    answer.header("location").unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_shop_is_offered_five_reports_and_told_what_to_do() {
    let place = Place::open().await;
    for (role, language) in [(Role::Owner, Language::Fa), (Role::Analyst, Language::Ar), (Role::ReadOnly, Language::En)]
    {
        let person = Person::of(&place, role, language).await;
        let list = person.get(&place, "/reports").await;
        assert_eq!((list.status, list.body.matches("/reports/new?measure=").count()), (200, 5), "{}", list.body);
        assert!(!list.body.contains('⟦'));
        let page = person.get(&place, &format!("/reports/new?{BY_CHANNEL}")).await;
        assert_eq!((page.status, page.body.contains("id=\"report-table\"")), (200, false), "nothing is there to show");
        assert_eq!(page.body.contains("name=\"spec\""), role != Role::ReadOnly, "who only looks cannot save");
        assert!(!page.body.contains('⟦'), "{}", page.body);
    }
    let agent = Person::of(&place, Role::Agent, Language::En).await;
    assert_eq!(agent.get(&place, "/reports").await.status, 403, "revenue is not for everybody");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_is_built_saved_shared_changed_and_deleted() {
    let place = Place::open().await;
    fill(&place.app, &ORDERS).await;
    let owner = Person::of(&place, Role::Owner, Language::En).await;
    let analyst = Person::of(&place, Role::Analyst, Language::En).await;
    let preview = analyst.get(&place, &format!("/reports/new?{BY_CHANNEL}")).await;
    for part in ["id=\"report-table\"", "<bdi>web</bdi>", "<bdi>=shop</bdi>", "370,000", "data-chart"] {
        assert!(preview.body.contains(part), "{part} in {}", preview.body);
    }
    let nameless = analyst.post(&place, "/reports", &[("spec", SPEC), ("name", " "), ("hour", "8")]).await;
    assert_eq!(nameless.status, 422);
    assert!(nameless.body.contains("id=\"e-name\""), "{}", nameless.body);
    let made = analyst.post(&place, "/reports", &[("spec", SPEC), ("name", "Ways"), ("hour", "8")]).await;
    let path = location(&made);
    assert_eq!(owner.get(&place, &path).await.status, 404, "what is not shared is nobody else's");
    let shared = [
        ("spec", SPEC),
        ("name", "Ways in"),
        ("shared", "true"),
        ("version", "1"),
        ("every", "month"),
        ("hour", "۸"),
        ("recipients", "a@example.com، b@example.com"),
    ];
    location(&analyst.post(&place, &path, &shared).await);
    let seen = owner.get(&place, &path).await;
    assert!(seen.status == 200 && seen.body.contains("Ways in") && seen.body.contains("id=\"sent\""), "{}", seen.body);
    assert!(owner.get(&place, "/reports").await.body.contains("Ways in"));
    // Somebody else was faster.
    let stale = owner.post(&place, &path, &shared).await;
    assert_eq!((stale.status, stale.body.contains("meanwhile")), (409, true));
    let marketer = Person::of(&place, Role::Marketer, Language::En).await;
    let foreign = marketer.post(&place, &path, &[("spec", SPEC), ("name", "x"), ("version", "2"), ("hour", "8")]).await;
    assert_eq!(foreign.status, 403);
    let changed = marketer.get(&place, &format!("{path}?{BY_CHANNEL}&city=Shiraz")).await;
    assert!(changed.status == 200 && changed.body.contains("action=\"/reports\""), "others save a copy");
    location(&analyst.post(&place, &format!("{path}/delete"), &[]).await);
    assert_eq!(owner.get(&place, &path).await.status, 404);
    location(&analyst.post(&place, &format!("{path}/restore"), &[]).await);
    assert_eq!(owner.get(&place, &path).await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn files_of_a_report_speak_the_readers_language_and_run_no_formulas() {
    let place = Place::open().await;
    fill(&place.app, &ORDERS).await;
    let heads = [
        (Language::Fa, Role::Owner, "کانال سفارش,"),
        (Language::Ar, Role::Analyst, "قناة الطلب,"),
        (Language::En, Role::Marketer, "channel of the order,"),
    ];
    for (language, role, head) in heads {
        let person = Person::of(&place, role, language).await;
        let csv = person.get(&place, &format!("/reports/file/csv?{BY_CHANNEL}")).await;
        assert!(csv.body.starts_with(&format!("\u{feff}{head}")), "{}", csv.body);
        let rows: Vec<&str> = csv.body.lines().skip(1).collect();
        assert_eq!(rows, ["web,370000,3", "'=shop,80000,2"], "in the unit people read, toman");
    }
    let person = Person::of(&place, Role::ReadOnly, Language::Fa).await;
    let months = "measure=net_minor&by=month&by2=city&time=last-3-month&calendar=jalali";
    for (ending, start) in [("xlsx", "PK"), ("parquet", "PAR1")] {
        let file = person.get(&place, &format!("/reports/file/{ending}?{months}")).await;
        assert!(file.status == 200 && file.body.starts_with(start), "{ending}");
    }
    assert_eq!(person.get(&place, &format!("/reports/file/pdf?{months}")).await.status, 404);
    let csv = person.get(&place, &format!("/reports/file/csv?{months}")).await;
    let rows: Vec<&str> = csv.body.lines().skip(1).collect();
    assert_eq!(
        rows,
        [
            "بهمن ۱۴۰۴,2026-01-21,Shiraz,100000",
            "اسفند ۱۴۰۴,2026-02-20,Shiraz,250000",
            "اسفند ۱۴۰۴,2026-02-20,Tehran,100000"
        ]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_answered_is_said_on_the_page() {
    let place = Place::open().await;
    fill(&place.app, &ORDERS).await;
    let person = Person::of(&place, Role::Owner, Language::En).await;
    let wrong = [
        ("time=last-12-month&by=month", "Choose at least one figure"),
        ("measure=orders&time=last-1000-year&by=month", "longer than a hundred years"),
        ("measure=orders&time=days&from=1626-01-01&to=2026-01-01", "longer than a hundred years"),
        ("measure=orders&time=days&from=2026-02-01&to=2026-01-01", "ends before it begins"),
        ("measure=orders&time=all&by=product&by2=campaign", "cannot be combined"),
        ("measure=orders&time=all&by=city&by2=city", "two different break-downs"),
        ("measure=orders&time=all&segment=nobody", "There is no such segment"),
        ("measure=orders&time=all&view=0000000000001", "no longer exists"),
        ("measure=orders&time=all&limit=5000", "Between 1 and 1,000 rows"),
    ];
    for (query, said) in wrong {
        let page = person.get(&place, &format!("/reports/new?{query}")).await;
        assert!(page.status == 200 && page.body.contains(said), "{query}: {}", page.body);
        let file = person.get(&place, &format!("/reports/file/csv?{query}")).await;
        assert_eq!(file.status, 422, "{query}");
    }
    // What nobody knows is left out; what nobody has is empty.
    let page = person.get(&place, "/reports/new?measure=profit&measure=orders&by=moon&time=all&city=Mars").await;
    assert!(page.status == 200 && !page.body.contains("id=\"report-table\""), "{}", page.body);
}
