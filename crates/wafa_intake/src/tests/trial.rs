//! Trying out says exactly what the import does, whatever the file and wherever chunks end.

use proptest::collection::vec;
use proptest::prelude::*;

use super::desk::{desks, dollars, permit};
use crate::{BatchReport, DryRun, Preset};

type Row = (u8, u8, u8, u8, u8, u8, u8);

fn line((order, customer, day, amount, status, currency, contact): Row) -> String {
    let order = if order == 0 { String::new() } else { format!("A{order}") };
    let customer = ["", "C1", "C2", "C3"][usize::from(customer)];
    // Something given back without a date has to wait until its order is there: that is news the second time.
    let day = if status == 1 { 0 } else { day };
    let date = ["2024-10-06", "2024-10-06", "2024-10-06", "2024-10-07", ""][usize::from(day)];
    let amount = ["10", "20", "5", "-5", "30", "x"][usize::from(amount)];
    let status = ["paid", "refunded", "cancelled", "", "blorp"][usize::from(status)];
    let currency = ["USD", "USD", "USD", "EUR", "XYZ"][usize::from(currency)];
    let (phone, email) = [("", ""), ("09121111111", ""), ("09121111111", "a@b.ir"), ("", "a@b.ir"), ("09122222222", "")]
        [usize::from(contact)];
    format!("{order},{customer},{date},{amount},{status},{currency},{phone},{email}\n")
}

fn rows(most: usize) -> impl Strategy<Value = Vec<Row>> {
    vec((0..6_u8, 0..4_u8, 0..5_u8, 0..6_u8, 0..5_u8, 0..5_u8, 0..5_u8), 1..most)
}

fn told(dry: &DryRun) -> [u64; 10] {
    let [a, b, c] = [dry.rows, dry.imported, dry.updated];
    [a, b, c, dry.duplicates, dry.problems, dry.create, dry.update, dry.orders, dry.returns, dry.without_customer]
}

fn done(report: &BatchReport) -> [u64; 10] {
    let [a, b, c] = [report.rows_read, report.rows_imported, report.rows_updated];
    let (d, e, f) = (report.rows_duplicate, report.rows_problem, report.customers_added);
    [a, b, c, d, e, f, report.customers_changed, report.orders_added, report.returns_added, report.without_customer]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    #[test]
    fn trying_out_says_what_happens(before in rows(8), file in rows(40), chunk in 1..12_usize) {
        let head = "order_id,customer_id,date,amount,status,currency,phone,email\n";
        let text = |rows: &[Row]| rows.iter().fold(head.to_owned(), |text, row| text + &line(*row));
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let desk = desks().await.remove(0);
            desk.try_import("before.csv", text(&before), &dollars()).await.unwrap();
            let path = desk.file("file.csv", text(&file));
            let mapping = desk.mapping(&path, Preset::Generic).await.unwrap();
            let intake = desk.intake.clone().with_chunk(chunk);
            let dry = intake.dry_run(&permit(), &path, &mapping, &dollars()).await.unwrap();
            let started = intake.start(&permit(), &path, &mapping, &dollars()).await.unwrap();
            let report = intake.run(started.batch, &mut |_| {}).await.unwrap();
            assert!(report.reconciles());
            assert_eq!(told(&dry), done(&report));
            let started = intake.start(&permit(), &path, &mapping, &dollars()).await.unwrap();
            let again = intake.run(started.batch, &mut |_| {}).await.unwrap();
            assert!(again.reconciles());
            assert_eq!((again.rows_imported, again.orders_added, again.returns_added, again.customers_added), (0, 0, 0, 0));
        });
    }
}
