#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use std::collections::BTreeMap;

use wafa_db::history::PurchaseHistory;
use wafa_db::testkit::{TestDb, engines, engines_with};
use wafa_db::{Subscription, Worker, values};
use wafa_kernel::policy::Action;
use wafa_kernel::{Actor, BatchId, Currency, CustomerId, Day, Event, Permit, Policy};

use crate::bulk::{self, BulkOrder};
use crate::*;

fn permit<A: Action>() -> Permit<A> {
    Policy::system("test")
}

fn on(day: u32) -> Day {
    Day::from_ymd(2026, 3, day).unwrap()
}

fn customer(number: i64) -> CustomerId {
    CustomerId::from_raw(number)
}

fn order(number: &str, who: i64, day: u32, amount_minor: i64) -> NewOrder {
    NewOrder {
        key: None,
        number: number.to_owned(),
        customer: Some(customer(who)),
        placed_at: on(day).utc_midnight(),
        placed_on: on(day),
        status: OrderStatus::Paid,
        currency: Currency::IRR,
        amount_minor,
        discount_code: String::new(),
        source: "web".to_owned(),
        campaign: String::new(),
        city: String::new(),
        custom: BTreeMap::from([("gift".to_owned(), "yes".to_owned())]),
        lines: vec![
            NewLine { product_code: "T-۱".to_owned(), name: "چای".to_owned(), quantity: 2, amount_minor },
            NewLine {
                product_code: String::new(), name: "بسته‌بندی".to_owned(), quantity: 1, amount_minor: 0
            },
        ],
    }
}

fn return_of(order: OrderIdOrNone, amount_minor: i64) -> NewReturn {
    NewReturn {
        key: None,
        order,
        customer: None,
        returned_at: on(20).utc_midnight(),
        returned_on: on(20),
        currency: Currency::IRR,
        amount_minor,
        reason: "too small".to_owned(),
    }
}

type OrderIdOrNone = Option<wafa_kernel::OrderId>;

async fn events(test: &TestDb) -> Vec<Event> {
    let recorded = test.db.events_after(None, 100).await.unwrap();
    recorded.into_iter().map(|one| one.event).collect()
}

#[tokio::test]
async fn an_order_arrives_once_with_its_lines() {
    for test in engines().await {
        let sales = Sales::new(test.db.clone());
        let placed = sales.place(&permit(), order("۱۰۰۱", 1, 3, 500)).await.unwrap();
        assert!(!placed.already);
        let version = wafa_db::facts::version(&test.db).await.unwrap();
        assert!(version > 0, "the lake hears of it");
        let again = sales.place(&permit(), order(" 1001 ", 2, 9, 900)).await.unwrap();
        assert_eq!(again, Placed { id: placed.id, already: true });
        let detail = sales.order(&permit(), placed.id).await.unwrap();
        assert_eq!((detail.order.number.as_str(), detail.order.amount_minor, detail.order.quantity), ("1001", 500, 3));
        assert_eq!(detail.order.customer, Some(customer(1)));
        assert_eq!(detail.custom["gift"], "yes");
        assert_eq!((detail.lines[0].product_code.as_str(), detail.lines[0].position), ("T-1", 1));
        assert!(detail.lines[1].product_code.starts_with("name:"));
        let expected =
            Event::OrderPlaced { customer: Some(customer(1)), order: placed.id, on: on(3), amount_minor: 500 };
        assert_eq!(events(&test).await, [expected]);
        assert_eq!(wafa_db::facts::version(&test.db).await.unwrap(), version, "the second call changed nothing");
    }
}

#[tokio::test]
async fn what_cannot_be_is_refused() {
    for test in engines().await {
        let sales = Sales::new(test.db.clone());
        assert_eq!(sales.place(&permit(), order("1", 1, 1, -1)).await.unwrap_err().code(), "sales.amount_negative");
        let crowded = NewOrder { lines: vec![order("", 1, 1, 1).lines[0].clone(); 501], ..order("1", 1, 1, 1) };
        assert_eq!(sales.place(&permit(), crowded).await.unwrap_err().code(), "sales.too_many_lines");
        assert_eq!(
            sales.return_order(&permit(), return_of(None, 0)).await.unwrap_err().code(),
            "sales.amount_not_positive"
        );
        let nowhere = return_of(Some(wafa_kernel::OrderId::from_raw(7)), 5);
        assert_eq!(sales.return_order(&permit(), nowhere).await.unwrap_err().code(), "sales.not_found");
        let id = sales.place(&permit(), order("1", 1, 1, 10)).await.unwrap().id;
        let dollars = NewReturn { currency: Currency::USD, ..return_of(Some(id), 5) };
        assert_eq!(sales.return_order(&permit(), dollars).await.unwrap_err().code(), "sales.other_currency");
        assert_eq!(
            sales.cancel(&permit(), wafa_kernel::OrderId::from_raw(7)).await.unwrap_err().code(),
            "sales.not_found"
        );
        let bad = OrderQuery { after: Some(wafa_kernel::Cursor("7".to_owned())), ..OrderQuery::default() };
        assert_eq!(sales.list(&permit(), &bad).await.unwrap_err().code(), "sales.bad_cursor");
    }
}

#[tokio::test]
async fn returns_and_cancellations_are_facts_of_their_own() {
    for test in engines().await {
        let sales = Sales::new(test.db.clone());
        let kept = sales.place(&permit(), order("1", 1, 1, 100)).await.unwrap().id;
        let called_off = sales.place(&permit(), order("2", 1, 2, 70)).await.unwrap().id;
        let keyed = NewReturn { key: Some("r1".to_owned()), ..return_of(Some(kept), 40) };
        let first = sales.return_order(&permit(), keyed.clone()).await.unwrap();
        let again = sales.return_order(&permit(), keyed).await.unwrap();
        assert_eq!(again, Returned { id: first.id, already: true });
        sales.cancel(&permit(), called_off).await.unwrap();
        sales.cancel(&permit(), called_off).await.unwrap();
        let returns = sales.returns_of(&permit(), customer(1)).await.unwrap();
        assert_eq!((returns.len(), returns[0].order, returns[0].amount_minor), (1, Some(kept), 40));
        assert_eq!(events(&test).await.len(), 4, "two orders, one return, one cancellation");
        let mut tx = test.db.begin().await.unwrap();
        let history = sales.of(&mut tx, &[customer(1), customer(2)]).await.unwrap();
        let seen: Vec<(Day, i64, bool)> = history.iter().map(|entry| (entry.on, entry.minor, entry.is_order)).collect();
        assert_eq!(seen, [(on(1), 100, true), (on(20), -40, false)], "what was called off does not count");
    }
}

#[tokio::test]
async fn pages_of_orders_go_on_where_they_ended() {
    for test in engines().await {
        let sales = Sales::new(test.db.clone());
        for number in 0..7 {
            sales
                .place(&permit(), order(&number.to_string(), i64::from(number % 2), number / 3 + 1, 10))
                .await
                .unwrap();
        }
        let mut seen = Vec::new();
        let mut query = OrderQuery { limit: 2, ..OrderQuery::default() };
        loop {
            let page = sales.list(&permit(), &query).await.unwrap();
            seen.extend(page.items.iter().map(|order| order.number.clone()));
            query.after = page.next;
            if query.after.is_none() {
                break;
            }
        }
        assert_eq!(seen, ["6", "5", "4", "3", "2", "1", "0"]);
        let of_one = sales.orders_of(&permit(), customer(1), None, 2).await.unwrap();
        let next = sales.orders_of(&permit(), customer(1), of_one.next.as_ref(), 2).await.unwrap();
        let numbers: Vec<&str> = of_one.items.iter().chain(&next.items).map(|order| order.number.as_str()).collect();
        assert_eq!(numbers, ["5", "3", "1"]);
        let found =
            sales.list(&permit(), &OrderQuery { number: Some("۴".to_owned()), ..OrderQuery::default() }).await.unwrap();
        assert_eq!(found.items.len(), 1);
        let days =
            OrderQuery { from: Some(on(2)), to: Some(on(2)), status: Some(OrderStatus::Paid), ..OrderQuery::default() };
        assert_eq!(sales.list(&permit(), &days).await.unwrap().items.len(), 3);
    }
}

#[tokio::test]
async fn a_merge_moves_orders_and_taking_it_back_returns_exactly_those() {
    let subscription = Subscription { name: MergeReaction::NAME, wants };
    for test in engines_with(vec![subscription]).await {
        let sales = Sales::new(test.db.clone());
        sales.place(&permit(), order("1", 1, 1, 100)).await.unwrap();
        let second = sales.place(&permit(), order("2", 2, 2, 100)).await.unwrap().id;
        sales.return_order(&permit(), return_of(Some(second), 5)).await.unwrap();
        let worker = worker(&test);
        record(&test, Event::CustomersMerged { customer: customer(1), merged: customer(2) }).await;
        worker.settle().await.unwrap();
        assert_eq!(sales.orders_of(&permit(), customer(1), None, 9).await.unwrap().items.len(), 2);
        assert_eq!(sales.returns_of(&permit(), customer(1)).await.unwrap().len(), 1);
        sales.place(&permit(), order("3", 1, 3, 100)).await.unwrap();
        record(&test, Event::CustomersUnmerged { customer: customer(1), restored: customer(2) }).await;
        worker.settle().await.unwrap();
        let of = |who| {
            let sales = sales.clone();
            async move { sales.orders_of(&permit(), customer(who), None, 9).await.unwrap().items.len() }
        };
        assert_eq!((of(1).await, of(2).await), (2, 1));
        assert_eq!(sales.returns_of(&permit(), customer(2)).await.unwrap().len(), 1);
        let moved =
            events(&test).await.into_iter().filter(|event| matches!(event, Event::OrdersReassigned { .. })).count();
        assert_eq!(moved, 2);
    }
}

fn worker(test: &TestDb) -> Worker {
    Worker {
        db: test.db.clone(),
        reactions: vec![std::sync::Arc::new(MergeReaction::new())],
        works: Vec::new(),
        alarms: Vec::new(),
    }
}

async fn record(test: &TestDb, event: Event) {
    let mut tx = test.db.begin().await.unwrap();
    tx.record(&Actor::System("test"), event).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn a_batch_is_taken_back_in_steps() {
    for test in engines().await {
        let sales = Sales::new(test.db.clone());
        let batch = BatchId::from_raw(77);
        let live = sales.place(&permit(), order("live", 1, 1, 1)).await.unwrap().id;
        let mut tx = test.db.begin().await.unwrap();
        let orders = (0..5).map(|number| BulkOrder {
            id: tx.new_id(),
            key: format!("k{number}"),
            number: String::new(),
            customer: Some(customer(number % 2 + 1)),
            placed_at: on(1).utc_midnight(),
            placed_on: on(1),
            status: OrderStatus::Placed,
            currency: Currency::IRR,
            amount_minor: 5,
            quantity: 1,
            discount_code: String::new(),
            source: String::new(),
            campaign: String::new(),
            city: String::new(),
            custom: String::new(),
            batch: Some(batch),
            lines: Vec::new(),
        });
        let orders: Vec<BulkOrder> = orders.collect();
        let keys: Vec<String> = orders.iter().map(|order| order.key.clone()).chain(["no".to_owned()]).collect();
        let first = orders[0].id;
        bulk::insert_orders(&mut tx, orders).await.unwrap();
        assert_eq!(bulk::existing_orders(&mut tx, &keys).await.unwrap().len(), 5);
        let idle = batch::without_orders(&mut tx, &[customer(1), customer(2), customer(3)]).await.unwrap();
        assert_eq!(idle, [customer(3)]);
        tx.commit().await.unwrap();
        sales.return_order(&permit(), return_of(Some(first), 2)).await.unwrap();
        let mut steps = Vec::new();
        loop {
            let mut tx = test.db.begin().await.unwrap();
            let deleted = batch::delete_batch(&mut tx, batch, 2).await.unwrap();
            tx.commit().await.unwrap();
            if deleted.is_empty() {
                break;
            }
            steps.push(deleted.orders);
        }
        assert_eq!(steps, [2, 2, 1]);
        let left = test.db.read("select count(*) from sales_order", values![]).await.unwrap();
        assert_eq!(left[0].get::<i64>(0).unwrap(), 1);
        assert!(sales.order(&permit(), live).await.is_ok());
        let returns = sales.returns_of(&permit(), customer(1)).await.unwrap();
        assert_eq!((returns.len(), returns[0].order), (1, None), "a return somebody recorded stays");
    }
}
