//! What a later file says about orders that are there: further along, the same, or something else.

use wafa_kernel::policy::action::ReadCustomers;
use wafa_kernel::{Business, Language};
use wafa_sales::OrderStatus;
use wafa_text::Reader;

use super::desk::{Desk, desks, dollars, permit};
use wafa_kernel::BatchId;

use crate::{BatchReport, BatchState, ImportOptions};

const HEAD: &str = "order_id,customer_id,date,amount,status\n";

fn counts(report: &BatchReport) -> (u64, u64, u64, u64) {
    (report.rows_imported, report.rows_updated, report.rows_duplicate, report.rows_problem)
}

async fn undo(desk: &Desk, batch: BatchId) {
    desk.intake.undo(&permit(), batch).await.unwrap();
    let report = desk.intake.run(batch, &mut |_| {}).await.unwrap();
    assert_eq!(report.state, BatchState::Undone);
}

async fn codes(desk: &Desk, report: &BatchReport) -> Vec<String> {
    let problems = desk.intake.problems(&permit(), report.batch, 0, 100).await.unwrap();
    problems.into_iter().map(|problem| problem.reason.code).collect()
}

#[tokio::test]
async fn an_order_cancelled_later_takes_effect_and_can_be_taken_back() {
    for desk in desks().await {
        let first =
            desk.import(format!("{HEAD}A1,C1,2024-10-06,50,paid\nA2,C1,2024-10-08,20,paid\n"), &dollars()).await;
        let later = format!("{HEAD}A1,C1,2024-10-06,50,لغو شده توسط مشتری\nA2,C1,2024-10-08,20,paid\n");
        let second = desk.import(&later, &dollars()).await;
        assert_eq!(counts(&second), (0, 1, 1, 0));
        let order = desk.order("A1").await;
        assert_eq!((order.status, order.counts), (OrderStatus::Cancelled, false));
        let customer = order.customer.unwrap();
        let standing = desk.customers.get(&permit::<ReadCustomers>(), customer).await.unwrap().standing;
        assert_eq!((standing.orders, standing.net_minor), (1, 2_000), "the ladder knows");
        let events = "select count(*) from timeline_event where kind = 'order_cancelled'";
        assert_eq!(desk.count(events).await, 1);
        assert_eq!(counts(&desk.import(&later, &dollars()).await), (0, 0, 2, 0));
        let older = format!("{HEAD}A1,C1,2024-10-06,50,paid\nA2,C1,2024-10-08,20,paid\n");
        assert_eq!(counts(&desk.import(older, &dollars()).await), (0, 0, 2, 0), "an older file takes nothing back");
        undo(&desk, second.batch).await;
        let order = desk.order("A1").await;
        assert_eq!((order.status, order.counts), (OrderStatus::Paid, true));
        let standing = desk.customers.get(&permit::<ReadCustomers>(), customer).await.unwrap().standing;
        assert_eq!((standing.orders, standing.net_minor), (2, 7_000));
        undo(&desk, first.batch).await;
        assert_eq!((desk.customers().await, desk.orders().await.len()), (0, 0));
    }
}

#[tokio::test]
async fn a_change_in_the_middle_is_taken_out_of_the_middle() {
    for desk in desks().await {
        let import =
            async |status: &str| desk.import(format!("{HEAD}A1,C1,2024-10-06,50,{status}\n"), &dollars()).await;
        import("processing").await;
        let completed = import("completed").await;
        let cancelled = import("cancelled").await;
        undo(&desk, completed.batch).await;
        assert_eq!(desk.order("A1").await.status, OrderStatus::Cancelled, "what came later stays");
        undo(&desk, cancelled.batch).await;
        assert_eq!(desk.order("A1").await.status, OrderStatus::Paid, "as before both");
    }
}

#[tokio::test]
async fn an_order_refunded_later_becomes_a_return_once() {
    for desk in desks().await {
        desk.import(format!("{HEAD}A1,C1,2024-10-06,50,paid\n"), &dollars()).await;
        let later = format!("{HEAD}A1,C1,2024-10-06,50,Refunded to card\n");
        let second = desk.import(&later, &dollars()).await;
        assert_eq!((counts(&second), second.returns_added), ((0, 1, 0, 0), 1));
        let order = desk.order("A1").await;
        assert_eq!((order.status, order.amount_minor), (OrderStatus::Refunded, 5_000));
        assert_eq!(desk.returns("A1").await[0].amount_minor, 5_000);
        assert_eq!(desk.count("select count(*) from timeline_event where kind = 'order_returned'").await, 1);
        assert_eq!(counts(&desk.import(&later, &dollars()).await), (0, 0, 1, 0));
        let standing = desk.customers.get(&permit::<ReadCustomers>(), order.customer.unwrap()).await.unwrap().standing;
        assert_eq!(standing.net_minor, 0);
        undo(&desk, second.batch).await;
        assert_eq!((desk.order("A1").await.status, desk.returns("A1").await.len()), (OrderStatus::Paid, 0));
    }
}

#[tokio::test]
async fn more_given_back_than_before_raises_the_return_and_goes_back() {
    let head = "order_id,customer_id,date,order total,refunded amount\n";
    for desk in desks().await {
        desk.import(format!("{head}A1,C1,2024-10-06,50,10\n"), &dollars()).await;
        let second = desk.import(format!("{head}A1,C1,2024-10-06,50,30\n"), &dollars()).await;
        assert_eq!((counts(&second), second.returns_added), ((0, 1, 0, 0), 0));
        assert_eq!(desk.returns("A1").await[0].amount_minor, 3_000);
        undo(&desk, second.batch).await;
        assert_eq!(desk.returns("A1").await[0].amount_minor, 1_000);
    }
}

#[tokio::test]
async fn what_contradicts_a_stored_order_is_named_and_changes_nothing() {
    let head = "order_id,customer_id,date,amount,currency,product\n";
    for desk in desks().await {
        desk.import(
            format!("{head}A1,C1,2024-10-06,10,USD,Tea\nA1,C1,2024-10-06,5,USD,Cup\nB1,C2,2024-10-06,7,USD,\n"),
            &dollars(),
        )
        .await;
        let cases = [
            ("A1,C9,2024-10-06,10,USD,Tea\nA1,C9,2024-10-06,5,USD,Cup\n", (0, 0, 0, 2), "order_customer_differs"),
            ("A1,C2,2024-10-06,10,USD,Tea\nA1,C2,2024-10-06,5,USD,Cup\n", (0, 0, 0, 2), "order_customer_differs"),
            ("A1,C1,2025-10-06,10,USD,Tea\n", (0, 0, 0, 1), "order_date_differs"),
            ("A1,C1,2024-10-06,10,EUR,Tea\n", (0, 0, 0, 1), "order_currency_differs"),
            (
                "A1,C1,2024-10-06,10,USD,Tea\nA1,C1,2024-10-06,5,USD,Cup\nA1,C1,2024-10-06,3,USD,Spoon\n",
                (0, 0, 2, 1),
                "order_amount_differs",
            ),
            ("A1,C1,2024-10-06,10,USD,Tea\n", (0, 0, 0, 1), "order_amount_differs"),
            ("B1,C2,2024-10-06,8,USD,\n", (0, 0, 0, 1), "order_amount_differs"),
        ];
        for (rows, expected, code) in cases {
            let report = desk.import(format!("{head}{rows}"), &dollars()).await;
            assert_eq!(counts(&report), expected, "{rows}");
            assert!(codes(&desk, &report).await.iter().all(|known| known == code), "{rows}");
            for language in [Language::Fa, Language::Ar, Language::En] {
                let reader = Reader::of(&Business::default(), language);
                for problem in desk.intake.problems(&permit(), report.batch, 0, 10).await.unwrap() {
                    let said = problem.reason.say_plain(&reader);
                    assert!(!said.contains('⟦') && !said.contains('{'), "{said}");
                }
            }
        }
        let order = desk.order("A1").await;
        assert_eq!((order.amount_minor, desk.customers().await, desk.orders().await.len()), (1_500, 2, 2));
        let same = format!("{head}A1,C1,2024-10-06,5,USD,Cup\nA1,C1,2024-10-06,10,USD,Tea\n");
        assert_eq!(
            counts(&desk.import(same, &dollars()).await),
            (0, 0, 2, 0),
            "in another order of rows it is the same"
        );
    }
}

#[tokio::test]
async fn one_number_for_two_customers_or_days_in_one_file_is_refused() {
    let text = "order_id,customer_id,date,amount\nA1,C1,2024-10-06,10\nA1,C2,2024-10-06,20\nA1,C1,2025-10-06,30\nA1,C1,2024-10-06,5\n";
    for desk in desks().await {
        for chunk in [5_000, 1] {
            let path = desk.file("orders.csv", text);
            let mapping = desk.mapping(&path, crate::Preset::Generic).await.unwrap();
            let intake = desk.intake.clone().with_chunk(chunk);
            let started = intake.start(&permit(), &path, &mapping, &dollars()).await.unwrap();
            let report = intake.run(started.batch, &mut |_| {}).await.unwrap();
            assert_eq!(counts(&report), (2, 0, 0, 2), "chunks of {chunk}");
            assert_eq!(codes(&desk, &report).await, ["order_customers", "order_dates"]);
            assert_eq!(desk.order("A1").await.amount_minor, 1_500);
            undo(&desk, report.batch).await;
            assert_eq!(desk.customers().await, 0);
        }
    }
}

#[tokio::test]
async fn refunds_and_currencies_hold_across_chunks() {
    for desk in desks().await {
        for chunk in [5_000, 1] {
            let text = "order_id,customer_id,date,amount,status,currency\nA1,C1,2024-10-06,10,refunded,USD\nA2,C1,2024-10-06,1,paid,USD\nA1,C1,2024-10-06,20,refunded,USD\nA2,C1,2024-10-06,9,paid,EUR\n";
            let path = desk.file("orders.csv", text);
            let mapping = desk.mapping(&path, crate::Preset::Generic).await.unwrap();
            let intake = desk.intake.clone().with_chunk(chunk);
            let started = intake.start(&permit(), &path, &mapping, &dollars()).await.unwrap();
            let report = intake.run(started.batch, &mut |_| {}).await.unwrap();
            assert_eq!(counts(&report), (3, 0, 0, 1), "chunks of {chunk}");
            assert_eq!(codes(&desk, &report).await, ["currency_differs"]);
            let returned: i64 = desk.returns("A1").await.iter().map(|one| one.amount_minor).sum();
            assert_eq!((desk.order("A1").await.amount_minor, returned), (3_000, 3_000), "chunks of {chunk}");
            assert_eq!(desk.order("A2").await.amount_minor, 100);
            let again = intake.start(&permit(), &path, &mapping, &dollars()).await.unwrap();
            let again = intake.run(again.batch, &mut |_| {}).await.unwrap();
            assert_eq!(counts(&again), (0, 0, 3, 1));
            undo(&desk, again.batch).await;
            undo(&desk, report.batch).await;
        }
    }
}

#[tokio::test]
async fn a_customer_two_imports_share_goes_with_the_last_of_them() {
    for desk in desks().await {
        for first_goes_first in [true, false] {
            let a = desk
                .import("order_id,customer_id,date,amount,phone\nA1,C1,2024-10-06,10,09121234567\n", &dollars())
                .await;
            let b =
                desk.import("order_id,customer_id,date,amount,city\nB1,C1,2024-11-06,10,Shiraz\n", &dollars()).await;
            let (one, other) = if first_goes_first { (a.batch, b.batch) } else { (b.batch, a.batch) };
            undo(&desk, one).await;
            assert_eq!(desk.customers().await, 1);
            undo(&desk, other).await;
            assert_eq!(desk.customers().await, 0, "a first: {first_goes_first}");
            assert_eq!(desk.count("select count(*) from customer_contact").await, 0);
        }
    }
}

#[tokio::test]
async fn words_nobody_knows_are_told() {
    let text = format!(
        "{HEAD}A1,C1,2024-10-06,50,blorp\nA2,C1,2024-10-06,50,blorp\nA3,C1,2024-10-06,50,zork\nA4,C1,2024-10-06,5,paid\n"
    );
    for desk in desks().await {
        let path = desk.file("orders.csv", &text);
        let mapping = desk.mapping(&path, crate::Preset::Generic).await.unwrap();
        let dry = desk.intake.dry_run(&permit(), &path, &mapping, &dollars()).await.unwrap();
        let report = desk.import(&text, &dollars()).await;
        let words: Vec<(&str, u64)> = report.odd_statuses.iter().map(|odd| (odd.word.as_str(), odd.rows)).collect();
        assert_eq!(words, [("blorp", 2), ("zork", 1)]);
        assert_eq!(dry.odd_statuses, report.odd_statuses);
        assert_eq!(desk.order("A1").await.status, OrderStatus::Placed);
    }
}

#[tokio::test]
async fn currencies_are_those_of_the_standard() {
    let text = "order_id,customer_id,date,amount,currency\nA1,C1,2024-10-06,5,XYZ\nA2,C1,2024-10-06,5,€\nA3,C1,2024-10-06,5,د.إ\nA4,C1,2024-10-06,5,IRT\nA5,C1,2024-10-06,5,﷼\n";
    for desk in desks().await {
        let report = desk.import(text, &dollars()).await;
        assert_eq!(counts(&report), (3, 0, 0, 2));
        assert_eq!(codes(&desk, &report).await, ["currency_unknown", "currency_unknown"]);
        assert_eq!(desk.order("A2").await.currency.code(), "EUR");
        let toman = desk.order("A4").await;
        assert_eq!((toman.currency.code(), toman.amount_minor), ("IRR", 50));
        let options = ImportOptions { currency: Some("XYZ".parse().unwrap()), ..ImportOptions::default() };
        assert_eq!(desk.try_import("o.csv", text, &options).await.unwrap_err().code(), "intake.currency_unknown");
        let options = ImportOptions { currency: Some("IRT".parse().unwrap()), ..ImportOptions::default() };
        let report =
            desk.try_import("o.csv", "order_id,customer_id,date,amount\nT1,C1,2024-10-06,5\n", &options).await.unwrap();
        assert_eq!(report.rows_imported, 1);
        assert_eq!(desk.order("T1").await.amount_minor, 50);
    }
}
