//! A shop that is the same every time: orders, lines, returns and signals of two hundred customers and of nobody, then
//! changes of all kinds, each of which adds a run to the lake.
#![allow(dead_code)]

use tempfile::TempDir;
use wafa_analytics::{Lake, OrderFilter, Question};
use wafa_db::facts::{self, Whose};
use wafa_db::testkit::{self, TestDb};
use wafa_db::{Tx, values};
use wafa_kernel::{Currency, CustomerId, Day, LadderRules, Periods};

const ADD_CUSTOMER: &str = "insert into customer (id, name, honorific, given_name, family_name, greeting, gender, \
    company, industry, city, preferred_channel, language, interests, notes, source, campaign, custom, \
    created_at, changed_at) \
    values ($1, '', '', '', '', '', '', '', '', '', '', '', '', '', '', '', '', $2, $2)";
const ADD_CONTACT: &str = "insert into customer_contact (id, customer_id, kind, role, shown, key) \
    values ($1, $1, 'external', '', $2, $2)";
const ADD_PRODUCT: &str = "insert into sales_product (id, code, name, search_key) values ($1, $2, $2, $2)";
const ADD_ORDER: &str = "insert into sales_order (id, key, number, customer_id, placed_at, placed_on, status, \
    currency, amount_minor, quantity, discount_code, source, campaign, city, counts, custom, recorded_at) \
    values ($1, $2, '', $3, $4, $5, '', $6, $7, 1, '', $8, '', '', $9, '', 0)";
const ADD_LINE: &str = "insert into sales_line (id, order_id, position, product_id, name, quantity, amount_minor) \
    values ($1, $2, $3, $4, 'tea', 1, $5)";
const ADD_RETURN: &str = "insert into sales_return (id, key, order_id, customer_id, returned_at, returned_on, \
    currency, amount_minor, reason, recorded_at) values ($1, $2, $3, $4, $5, $6, $7, $8, '', 0)";
const ADD_SIGNAL: &str =
    "insert into customer_signal (id, customer_id, kind, on_day, source) values ($1, $2, $3, $4, '')";
const ADD_STEP: &str = "insert into customer_rung (customer_id, on_day, rung, from_rung, stayed_days, rules_version) \
    values ($1, $2, $3, $4, 0, 1)";
const ADD_EVENT: &str = "insert into timeline_event (id, customer_id, kind, version, occurred_at, recorded_at, actor, \
    depth, body) values ($1, $2, 'rung_changed', 1, $3, $3, 'test', 0, '{}')";
const CUSTOMERS: u64 = 200;
const DAYS: u64 = 600;

/// Numbers that look random and are the same every time.
pub struct Dice(pub u64);

impl Dice {
    pub fn up_to(&mut self, most: u64) -> i64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        i64::try_from((self.0 >> 33) % most.max(1)).unwrap()
    }
}

pub fn first_day() -> i32 {
    Day::from_ymd(2024, 3, 20).unwrap().number()
}

/// The shop, its database and its lake.
pub struct Shop {
    pub test: TestDb,
    pub folder: TempDir,
    pub lake: Lake,
}

impl Shop {
    /// The shop with so many changes, each of them a run of its own.
    pub async fn with_runs(changes: i64) -> Self {
        let test = testkit::sqlite(Vec::new()).await;
        let folder = tempfile::tempdir().unwrap();
        let lake = Lake::open(folder.path().join("lake").join("shop")).unwrap();
        let mut dice = Dice(2024);
        fill(&test, &mut dice).await;
        lake.refresh(&test.db).await.unwrap();
        for step in 0..changes {
            change(&test, &mut dice, step).await;
            lake.refresh(&test.db).await.unwrap();
        }
        Self { test, folder, lake }
    }
}

async fn order(tx: &mut Tx, dice: &mut Dice, id: i64, customer: i64) -> i32 {
    let on = first_day() + i32::try_from(dice.up_to(DAYS)).unwrap();
    let at = Day::from_number(on).utc_midnight().ms() + dice.up_to(3) * 3_600_000;
    let named = (customer != 0).then_some(customer);
    let currency = if dice.up_to(30) == 0 { "USD" } else { "IRR" };
    let source = ["shop", "web", "", "phone's"][dice.up_to(4) as usize];
    let (first, second) = (100 + dice.up_to(90_000), 50 + dice.up_to(9_000));
    let counts = dice.up_to(25) != 0;
    let row = values![id, format!("n{id}"), named, at, on, currency, first + second, source, counts];
    tx.execute(ADD_ORDER, row).await.unwrap();
    for (position, amount) in [first, second].into_iter().enumerate() {
        let (line, product) = (id * 10 + position as i64, 1 + dice.up_to(3));
        tx.execute(ADD_LINE, values![line, id, position as i64, product, amount]).await.unwrap();
    }
    on
}

async fn back(tx: &mut Tx, dice: &mut Dice, id: i64, customer: i64) -> i32 {
    let on = first_day() - 20 + i32::try_from(dice.up_to(DAYS)).unwrap();
    let at = Day::from_number(on).utc_midnight().ms();
    let named = (customer != 0).then_some(customer);
    let of = (dice.up_to(2) == 0).then(|| 1_000 + dice.up_to(300));
    let currency = if dice.up_to(20) == 0 { "USD" } else { "IRR" };
    let row = values![id, format!("r{id}"), of, named, at, on, currency, 1 + dice.up_to(5_000)];
    tx.execute(ADD_RETURN, row).await.unwrap();
    on
}

async fn signal(tx: &mut Tx, dice: &mut Dice, id: i64, customer: i64) {
    let on = first_day() + i32::try_from(dice.up_to(DAYS)).unwrap();
    let kind = ["interest", "referral", "review", "promoter"][dice.up_to(4) as usize];
    tx.execute(ADD_SIGNAL, values![id, customer, kind, on]).await.unwrap();
}

/// What the register wrote down of a customer: steps of the ladder, and that they were recorded.
async fn history(tx: &mut Tx, dice: &mut Dice, customer: i64) {
    let mut from = 0;
    for step in 0..3i64 {
        let on = first_day() + i32::try_from(step * 200 + dice.up_to(190)).unwrap();
        let rung = 1 + dice.up_to(6);
        tx.execute(ADD_STEP, values![customer, on, rung, from]).await.unwrap();
        let at = Day::from_number(on).utc_midnight().ms();
        tx.execute(ADD_EVENT, values![9_000_000 + customer * 10 + step, customer, at]).await.unwrap();
        from = rung;
    }
}

async fn fill(test: &TestDb, dice: &mut Dice) {
    let mut tx = test.db.begin().await.unwrap();
    for product in 1..=3i64 {
        tx.execute(ADD_PRODUCT, values![product, format!("p{product}")]).await.unwrap();
    }
    for customer in 1..=CUSTOMERS as i64 {
        let since = Day::from_number(first_day() + i32::try_from(dice.up_to(DAYS)).unwrap()).utc_midnight().ms();
        tx.execute(ADD_CUSTOMER, values![customer, since]).await.unwrap();
        tx.execute(ADD_CONTACT, values![customer, format!("c{customer}")]).await.unwrap();
    }
    let mut id = 1_000;
    for customer in 0..=CUSTOMERS as i64 {
        // Some never order, some once, a few very often.
        let orders = [0, 1, 1, 2, 3, 5, 8, 60][dice.up_to(8) as usize];
        for _ in 0..orders {
            id += 1;
            order(&mut tx, dice, id, customer).await;
        }
        if customer == 0 || dice.up_to(3) == 0 {
            id += 1;
            back(&mut tx, dice, id, customer).await;
        }
        if customer != 0 && dice.up_to(3) == 0 {
            id += 1;
            signal(&mut tx, dice, id, customer).await;
        }
    }
    // Of the others nothing was written down: they are judged from the facts.
    for customer in (1..=CUSTOMERS as i64).step_by(3) {
        history(&mut tx, &mut Dice(customer.unsigned_abs()), customer).await;
    }
    facts::bump(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
}

/// Whatever may happen to facts, to a few customers at once.
async fn change(test: &TestDb, dice: &mut Dice, step: i64) {
    let mut tx = test.db.begin().await.unwrap();
    let mut changed = Vec::new();
    for more in 0..3 {
        let id = 500_000 + step * 10 + more;
        let customer = dice.up_to(CUSTOMERS + 1);
        let whose = |on| Whose::of((customer != 0).then_some(CustomerId::from_raw(customer)), Day::from_number(on));
        match dice.up_to(5) {
            0 => changed.push(whose(back(&mut tx, dice, id, customer).await)),
            1 if customer != 0 => {
                tx.execute("update sales_order set counts = false where customer_id = $1", values![customer])
                    .await
                    .unwrap();
                changed.push(whose(0));
            }
            2 if customer != 0 => {
                tx.execute(
                    "delete from sales_line where order_id in (select id from sales_order where customer_id = $1)",
                    values![customer],
                )
                .await
                .unwrap();
                tx.execute("delete from sales_order where customer_id = $1", values![customer]).await.unwrap();
                changed.push(whose(0));
            }
            3 if customer != 0 => {
                let other = 1 + dice.up_to(CUSTOMERS);
                tx.execute("update sales_order set customer_id = $1 where customer_id = $2", values![other, customer])
                    .await
                    .unwrap();
                changed.extend([whose(0), Whose::Customer(CustomerId::from_raw(other))]);
            }
            _ => changed.push(whose(order(&mut tx, dice, id, customer).await)),
        }
    }
    facts::changed(&mut tx, changed).await.unwrap();
    tx.commit().await.unwrap();
}

/// Periods of so many days each, as many as are asked for.
pub fn periods(from: i32, days: i32, count: i32) -> Periods {
    let starts = (0..=count).map(|at| Day::from_number(from + at * days)).collect();
    Periods::new(starts, (0..count).map(|at| format!("p{at:03}")).collect()).unwrap()
}

/// Questions of every kind: periods that cover all, that begin late, end early or in the future; parts of the register
/// and of the orders; other rules.
pub fn questions() -> Vec<Question> {
    let first = first_day();
    let plain = Question {
        as_of: Day::from_number(first + 580),
        periods: periods(first - 30, 30, 24),
        cohort_periods: periods(first - 30, 30, 24),
        inactivity_days: 60,
        rules: LadderRules::default(),
        currency: Currency::IRR,
        only: None,
        orders: None,
    };
    let filter = |source: Option<&str>, product: Option<&str>| {
        Some(std::sync::Arc::new(OrderFilter {
            source: source.map(str::to_owned),
            product: product.map(str::to_owned),
        }))
    };
    let named = |ids: std::ops::Range<i64>| {
        let ids = ids.map(|id| CustomerId::from_raw(id * 3));
        Some(std::sync::Arc::new(wafa_analytics::CustomerSet::from_ids(ids)))
    };
    let rules = LadderRules {
        loyal_recent_gaps: 2,
        loyal_gap_factor: 1.37,
        advocate_signals: 2,
        repeat_orders: 3,
        ..LadderRules::default()
    };
    vec![
        plain.clone(),
        Question { as_of: Day::from_number(first + 200), inactivity_days: 7, ..plain.clone() },
        Question { periods: periods(first + 100, 91, 3), cohort_periods: periods(first + 100, 30, 5), ..plain.clone() },
        Question { periods: periods(first, 1, 50), inactivity_days: 400, ..plain.clone() },
        Question { orders: filter(Some("web"), None), ..plain.clone() },
        Question { orders: filter(Some("phone's"), Some("p2")), ..plain.clone() },
        Question { orders: filter(None, Some("p1")), rules, ..plain.clone() },
        Question { only: named(1..40), rules, ..plain.clone() },
        Question { only: named(0..0), ..plain.clone() },
        Question { currency: Currency::USD, ..plain.clone() },
        Question { as_of: Day::from_number(first - 400), ..plain },
    ]
}
