//! The ladder, predictions and models as people see them: a shop without orders, and one that has grown for a year.

use wafa_customers::{Collisions, Incoming};
use wafa_kernel::{BatchId, Currency, Day, Language, Moment, Policy, Role};
use wafa_sales::OrderStatus;
use wafa_sales::bulk::{BulkOrder, insert_orders};
use wafa_web::access::users;

use crate::client::Answer;
use crate::place::{NOW, Place};

const CUSTOMERS: usize = 560;
const DAY_MS: i64 = 86_400_000;

/// Numbers that look random and are the same every time.
pub struct Dice(pub u64);

impl Dice {
    pub fn up_to(&mut self, most: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % most.max(1)
    }
}

/// Days before today on which somebody bought: own rhythm, and some stop.
fn purchase_days(dice: &mut Dice) -> Vec<i64> {
    let mut days_ago = 20 + dice.up_to(380) as i64;
    let rhythm = 8 + dice.up_to(80) as i64;
    let mut days = vec![days_ago];
    while dice.up_to(5) > 0 && days.len() < 25 {
        days_ago -= rhythm / 2 + dice.up_to(rhythm as u64) as i64;
        if days_ago < 0 {
            break;
        }
        days.push(days_ago);
    }
    days
}

pub async fn grow(place: &Place, customers: usize) {
    grow_by(place, customers, Dice(11)).await;
}

/// The same customers with purchases on other days for other dice.
pub async fn grow_by(place: &Place, customers: usize, mut dice: Dice) {
    let app = &place.app;
    let today: Day = NOW.utc_day();
    let batch: BatchId = app.db.new_id();
    for from in (0..customers).step_by(80) {
        let mut tx = app.db.begin().await.unwrap();
        let rows: Vec<Incoming> = (from..from + 80)
            .map(|at| Incoming {
                external: Some(format!("C{at}")),
                fields: wafa_customers::Fields {
                    name: format!("مشتری {at}"),
                    city: "شیراز".to_owned(),
                    ..Default::default()
                },
                ..Incoming::default()
            })
            .collect();
        let resolved = app.customers.resolve_many(&mut tx, batch, rows, &Collisions::default(), today).await.unwrap();
        let customers: Vec<_> = resolved.iter().map(|one| one.customer).collect();
        let mut orders = Vec::new();
        for customer in &customers {
            for days_ago in purchase_days(&mut dice) {
                let placed_at = Moment::from_ms(NOW.ms() - days_ago * DAY_MS);
                let id = tx.new_id();
                orders.push(BulkOrder {
                    id,
                    key: format!("k{id}"),
                    number: String::new(),
                    customer: Some(*customer),
                    placed_at,
                    placed_on: placed_at.utc_day(),
                    status: OrderStatus::Completed,
                    currency: Currency::IRR,
                    amount_minor: 900_000 + dice.up_to(4_000_000) as i64,
                    quantity: 1,
                    discount_code: String::new(),
                    source: String::new(),
                    campaign: String::new(),
                    city: String::new(),
                    custom: String::new(),
                    batch: None,
                    lines: Vec::new(),
                });
            }
        }
        insert_orders(&mut tx, orders).await.unwrap();
        app.customers.refresh_standings(&mut tx, &customers, today, None).await.unwrap();
        wafa_db::facts::bump(&mut tx).await.unwrap();
        tx.commit().await.unwrap();
    }
}

pub struct Person {
    session: String,
    csrf: String,
}

pub async fn person(place: &Place, role: Role, language: Language) -> Person {
    let (id, _) = place.member(role).await;
    users::set_language(&place.app.db, id, language).await.unwrap();
    let session = place.session(id).await;
    let csrf = place.csrf(&session).await;
    Person { session, csrf }
}

impl Person {
    pub async fn get(&self, place: &Place, path: &str) -> Answer {
        place.get(path).cookie(&self.session).send().await
    }
    pub async fn page(&self, place: &Place, path: &str) -> String {
        let answer = self.get(place, path).await;
        assert_eq!(answer.status, 200, "{path}: {answer:?}");
        sound(path, &answer.body);
        answer.body.replace(['\u{2068}', '\u{2069}'], "")
    }
    pub async fn post(&self, place: &Place, path: &str, fields: &[(&str, &str)]) -> Answer {
        let mut all = vec![("csrf", self.csrf.as_str())];
        all.extend_from_slice(fields);
        place.post(path).cookie(&self.session).form(&all).send().await
    }
}

/// Every word is there, and nothing the Content-Security-Policy would refuse.
fn sound(path: &str, html: &str) {
    assert!(!html.contains('⟦'), "{path} misses {:?}", html.split('⟦').nth(1).map(|rest| &rest[..rest.len().min(80)]));
    assert!(!html.contains(" style="), "{path}");
}

/// Presses the button and follows the progress to its end.
pub async fn fit(place: &Place, owner: &Person) {
    let asked = owner.post(place, "/models/fit", &[]).await;
    assert_eq!(asked.status, 303, "{asked:?}");
    let following = asked.header("location").unwrap().to_owned();
    let job = following.strip_prefix("/models?job=").unwrap().to_owned();
    loop {
        let progress = place
            .get(&format!("/models/fit/{job}/progress"))
            .cookie(&owner.session)
            .header("hx-request", "true")
            .send()
            .await;
        assert_eq!(progress.status, 200, "{progress:?}");
        if progress.header("hx-redirect") == Some("/models") {
            break;
        }
        sound("progress", &progress.body);
        assert!(progress.body.contains("hx-trigger=\"every 1s\""), "{}", progress.body);
        place.app.worker().settle().await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shop_without_orders_is_told_what_to_do() {
    let place = Place::open().await;
    for (language, role) in [(Language::Fa, Role::Owner), (Language::Ar, Role::Marketer), (Language::En, Role::Analyst)]
    {
        let who = person(&place, role, language).await;
        for path in ["/ladder", "/predictions", "/models"] {
            let page = who.page(&place, path).await;
            assert!(page.contains("class=\"empty\""), "{path}: {page}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn rules_are_read_in_any_digits_and_kept_when_wrong() {
    let place = Place::open().await;
    let who = person(&place, Role::Owner, Language::Fa).await;
    let rules = |repeat, loyal| {
        [
            ("repeat_orders", repeat),
            ("loyal_orders", loyal),
            ("gap_factor", "۲٫۵"),
            ("recent_gaps", "۳"),
            ("advocate_signals", "۲"),
        ]
    };
    let refused = who.post(&place, "/ladder/rules", &rules("۴", "۳")).await;
    assert_eq!(refused.status, 422, "{refused:?}");
    sound("/ladder/rules", &refused.body);
    assert!(refused.body.contains("value=\"۲٫۵\"") && refused.body.contains("aria-invalid"));
    let read = Policy::system("test");
    assert_eq!(place.app.customers.rules(&read).await.unwrap().1, 0, "nothing was saved");

    let saved = who.post(&place, "/ladder/rules", &rules("۲", "۴")).await;
    assert_eq!((saved.status, saved.header("location")), (303, Some("/ladder")));
    let (rules, version) = place.app.customers.rules(&read).await.unwrap();
    assert_eq!((rules.loyal_orders, rules.loyal_gap_factor, rules.loyal_recent_gaps, version), (4, 2.5, 3, 1));
    let page = who.page(&place, "/ladder/rules").await;
    assert!(page.contains("۲٫۵ برابر") && page.contains("۷۵ روز"), "{page}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_grown_shop_sees_its_flow_its_predictions_and_its_model() {
    let place = Place::open().await;
    grow(&place, CUSTOMERS).await;
    let owner = person(&place, Role::Owner, Language::En).await;
    fit(&place, &owner).await;
    the_ladder(&place, &owner).await;
    predictions(&place, &owner).await;
    models(&place, &owner).await;
    for (language, role) in [(Language::Fa, Role::Analyst), (Language::Ar, Role::Marketer)] {
        let who = person(&place, role, language).await;
        for path in ["/ladder?from=2025-01-01&to=2026-03-21", "/predictions", "/predictions?list=worth", "/models"] {
            who.page(&place, path).await;
        }
    }
}

async fn the_ladder(place: &Place, owner: &Person) {
    let page = owner.page(place, "/ladder?from=2025-06-01&to=2026-03-21").await;
    assert_eq!(page.matches("class=\"flow-tile\"").count(), 6);
    assert!(page.contains("class=\"flow-arcs\"") && page.contains("flow-arcs-down"), "people climbed and slid");
    assert!(page.contains("href=\"/customers?rung=loyal\""));
    let moves = owner.get(place, "/ladder/moves/csv?from=2025-06-01&to=2026-03-21").await.body;
    assert!(moves.lines().any(|line| line.starts_with("customer,repeat,")), "{moves}");
    let rungs = owner.get(place, "/ladder/rungs/csv?from=2025-06-01&to=2026-03-21").await.body;
    for line in rungs.lines().skip(1) {
        let cells: Vec<i64> = line.split(',').skip(3).take(6).map(|cell| cell.parse().unwrap()).collect();
        assert_eq!(
            cells[0] + cells[1] + cells[2] - cells[3] - cells[4],
            cells[5],
            "start + new + arrived − climbed − slid = end: {line}"
        );
    }
    assert_eq!(owner.get(place, "/ladder/moves/xlsx").await.status, 200);
    assert_eq!(owner.get(place, "/ladder/moves/exe").await.status, 404);
}

async fn predictions(place: &Place, owner: &Person) {
    let worth = owner.page(place, "/predictions?list=worth").await;
    assert_eq!(worth.matches("class=\"person\"").count(), 25);
    assert!(worth.contains("class=\"reasons\"") && worth.contains("after="), "{worth}");
    let file = owner.get(place, "/predictions/export/csv?list=worth").await;
    assert_eq!(file.body.lines().count(), 1 + CUSTOMERS, "everybody who ordered");
    let slipping = owner.get(place, "/predictions/export/csv?list=slipping").await.body;
    let at_risk: Vec<i64> =
        slipping.lines().skip(1).map(|line| line.split(',').nth(12).unwrap().parse().unwrap()).collect();
    assert!(
        at_risk.len() > 5 && at_risk.is_sorted_by(|a, b| a >= b) && at_risk.iter().all(|minor| *minor > 0),
        "{at_risk:?}"
    );
}

async fn models(place: &Place, owner: &Person) {
    let page = owner.page(place, "/models").await;
    assert!(page.contains("Nobody buys again"), "baselines stand in the table");
    assert!(page.contains("id=\"calibration\"") && page.contains("Half of your returning customers"));
    let bins = owner.get(place, "/models/calibration/csv").await.body;
    assert!(bins.lines().count() > 5, "{bins}");
    let table = owner.get(place, "/models/holdout/csv").await.body;
    assert!(table.contains("mbg-nbd,") && table.contains("own-rate,"), "{table}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_young_shop_is_told_that_its_lists_rest_on_rfm() {
    let place = Place::open().await;
    grow(&place, 80).await;
    let owner = person(&place, Role::Owner, Language::En).await;
    fit(&place, &owner).await;
    let page = owner.page(&place, "/predictions?list=worth").await;
    assert!(page.contains("rest on RFM") && page.contains("checklist"), "{page}");
    assert!(!page.contains("data-col=\"chance\""), "no probability is shown");
    let file = owner.get(&place, "/predictions/export/csv?list=worth").await.body;
    for line in file.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        assert_eq!((cells[9], cells[10], cells[14]), ("", "", "rfm"), "{line}");
    }
    assert!(owner.page(&place, "/models").await.contains("80 customers with an order"));
}

#[tokio::test(flavor = "multi_thread")]
async fn another_margin_gives_other_values() {
    let place = Place::open().await;
    grow(&place, 80).await;
    let owner = person(&place, Role::Owner, Language::En).await;
    fit(&place, &owner).await;
    let latest = async || place.app.predictor.latest_fit(&Policy::system("test")).await.unwrap().unwrap();
    let before = latest().await;
    let mut business = place.app.business().await.unwrap().as_ref().clone();
    business.name = "نام تازه".to_owned();
    place.app.save_business(&Policy::system("test"), &business).await.unwrap();
    place.clock.set(Moment::from_ms(NOW.ms() + 1_000));
    business.margin_permille = before.economics.margin_permille / 2;
    place.app.save_business(&Policy::system("test"), &business).await.unwrap();
    // The server's own worker may be the one that fits: ask until it has.
    let mut after = latest().await;
    for _ in 0..1_000 {
        if after.economics != before.economics {
            break;
        }
        place.app.worker().settle().await.unwrap();
        owner.page(&place, "/models").await;
        after = latest().await;
    }
    let fits = place.app.predictor.fits(&Policy::system("test"), 10).await.unwrap();
    assert_eq!(fits.len(), 2, "a name is worth nothing");
    assert_eq!(after.economics.margin_permille, business.margin_permille);
    assert!(after.fitted_at > before.fitted_at);
    let half = before.value_minor as f64 / 2.0;
    assert!(before.value_minor > 0 && (after.value_minor as f64 - half).abs() <= half * 0.01, "{after:?}");
}
