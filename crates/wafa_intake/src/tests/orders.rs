//! What rows become: orders, lines, returns, customers; and what a file brings the second time.

use wafa_kernel::{Currency, Day};
use wafa_sales::OrderStatus;

use super::desk::{desks, dollars, permit};
use crate::{ImportOptions, Mapping, Meaning, Overwrite, Preset};

#[tokio::test]
async fn the_same_file_again_adds_nothing_and_equal_rows_all_count() {
    let text = "customer_id,date,quantity,amount\n1,1997-01-01,1,11.77\n2,1997-01-12,1,12.00\n2,1997-01-12,5,77.00\n2,1997-01-12,1,12.00\n,1997-01-13,1,4.00\n";
    for desk in desks().await {
        let first = desk.import(text, &dollars()).await;
        assert_eq!(
            (first.rows_imported, first.orders_added, first.customers_added, first.without_customer),
            (5, 5, 2, 1)
        );
        let again = desk.import(text, &dollars()).await;
        assert_eq!(
            (again.rows_imported, again.rows_duplicate, again.orders_added, again.customers_added),
            (0, 5, 0, 0)
        );
        assert_ne!(first.batch, again.batch);
        let longer = format!("{text}2,1997-01-12,1,12.00\n");
        let third = desk.import(longer, &dollars()).await;
        assert_eq!((third.rows_imported, third.rows_duplicate), (1, 5), "a third equal row is a third purchase");
        assert_eq!(desk.orders().await.len(), 6);
        assert_eq!(desk.customers().await, 2);
    }
}

#[tokio::test]
async fn equal_rows_are_counted_across_chunks() {
    for desk in desks().await {
        let mut text = String::from("customer_id,date,amount\n");
        text.push_str(&"7,2024-10-06,5\n8,2024-10-06,5\n".repeat(40));
        let path = desk.file("orders.csv", &text);
        let intake = desk.intake.clone().with_chunk(7);
        let mapping = desk.mapping(&path, Preset::Generic).await.unwrap();
        let started = intake.start(&permit(), &path, &mapping, &dollars()).await.unwrap();
        let report = intake.run(started.batch, &mut |_| {}).await.unwrap();
        assert_eq!((report.orders_added, report.rows_duplicate), (80, 0));
        let again = desk.import(&text, &dollars()).await;
        assert_eq!((again.orders_added, again.rows_duplicate), (0, 80));
    }
}

#[tokio::test]
async fn lines_of_one_order_are_put_together_wherever_they_stand() {
    let text = "order_id,customer_id,date,product,quantity,amount\nA1,C1,2024-10-06,Tea,2,10.00\nA1,C1,2024-10-06,Cup,1,5.50\nA2,C2,2024-10-06,Tea,1,5.00\nA1,,,Spoon,3,1.50\n";
    for chunk in [5_000, 1] {
        for desk in desks().await {
            let path = desk.file("orders.csv", text);
            let intake = desk.intake.clone().with_chunk(chunk);
            let mapping = desk.mapping(&path, Preset::Generic).await.unwrap();
            let started = intake.start(&permit(), &path, &mapping, &dollars()).await.unwrap();
            let report = intake.run(started.batch, &mut |_| {}).await.unwrap();
            assert_eq!((report.rows_imported, report.orders_added), (4, 2), "chunks of {chunk}");
            let order = desk.order("A1").await;
            assert_eq!((order.amount_minor, order.quantity), (1_700, 6));
            let detail = desk.sales.order(&permit(), order.id).await.unwrap();
            let names: Vec<&str> = detail.lines.iter().map(|line| line.name.as_str()).collect();
            assert_eq!(names, ["Tea", "Cup", "Spoon"]);
            assert_eq!(desk.count("select count(*) from sales_product").await, 3);
            let again = desk.import(text, &dollars()).await;
            assert_eq!((again.rows_duplicate, again.orders_added), (4, 0));
            assert_eq!(desk.order("A1").await.amount_minor, 1_700);
        }
    }
}

#[tokio::test]
async fn a_total_repeated_on_every_line_counts_once() {
    let text = "Order Number,Customer ID,Date,Product,Quantity,Total\nA1,C1,2024-10-06,Tea,2,15.50\nA1,C1,2024-10-06,Cup,1,15.50\nA2,C1,2024-10-07,Cup,1,5.50\n";
    for desk in desks().await {
        let report = desk.import(text, &dollars()).await;
        assert_eq!(report.rows_imported, 3);
        assert_eq!(desk.order("A1").await.amount_minor, 1_550);
        let lines = "Order Number,Customer ID,Date,Product,Quantity,Unit Price\nB1,C1,2024-10-06,Tea,2,15.50\nB1,C1,2024-10-06,Cup,1.5,3.00\n";
        desk.import(lines, &dollars()).await;
        assert_eq!(desk.order("B1").await.amount_minor, 3_100 + 450);
    }
}

#[tokio::test]
async fn what_is_given_back_becomes_a_return() {
    let text = "order_id,customer_id,date,amount,status\nA1,C1,2024-10-06,50,paid\nA1,C1,2024-10-09,-20,paid\nA2,C1,2024-10-06,30,refunded\nA3,C2,2024-10-06,40,cancelled\n,C3,2024-10-07,-5,\n";
    for desk in desks().await {
        let report = desk.import(text, &dollars()).await;
        assert_eq!((report.rows_imported, report.orders_added, report.returns_added), (5, 3, 3));
        let part = desk.returns("A1").await;
        assert_eq!((part.len(), part[0].amount_minor, part[0].customer.is_some()), (1, 2_000, true));
        assert_eq!(part[0].returned_on, Day::from_ymd(2024, 10, 9).unwrap());
        assert_eq!(desk.order("A1").await.amount_minor, 5_000);
        let whole = desk.order("A2").await;
        assert_eq!((whole.status, whole.amount_minor, whole.counts), (OrderStatus::Refunded, 3_000, true));
        assert_eq!(desk.returns("A2").await[0].amount_minor, 3_000);
        let cancelled = desk.order("A3").await;
        assert_eq!((cancelled.status, cancelled.counts), (OrderStatus::Cancelled, false));
        let again = desk.import(text, &dollars()).await;
        assert_eq!((again.rows_duplicate, again.returns_added), (5, 0));
        let later = "order_id,customer_id,date,amount,status\nA1,C1,2024-10-06,50,paid\nA1,C1,2024-10-20,50,refunded\n";
        let later = desk.import(later, &dollars()).await;
        assert_eq!((later.orders_added, later.returns_added, later.rows_duplicate), (0, 1, 1));
        assert_eq!(later.rows_updated, 1);
        assert_eq!(desk.returns("A1").await.len(), 2);
    }
}

#[tokio::test]
async fn shopify_orders_with_more_lines_refunds_and_apostrophes() {
    let text = "Name,Email,Financial Status,Paid at,Fulfillment Status,Currency,Subtotal,Total,Discount Code,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Billing Name,Billing City,Billing Phone,Notes,Cancelled at,Refunded Amount,Phone,Source\n\
        #1001,sara@example.com,paid,2024-10-06 10:00:00 +0330,fulfilled,USD,30.00,35.00,YALDA,2024-10-06 10:00:00 +0330,2,Tea,10.00,T-1,Sara Ahmadi,Shiraz,'+98 912 345 6789,,,0.00,,web\n\
        #1001,sara@example.com,,,,,,,,,1,Cup,10.00,C-1,,,,,,,,\n\
        #1002,omar@example.com,partially_refunded,2024-10-07 10:00:00 +0330,fulfilled,USD,20.00,20.00,,2024-10-07 10:00:00 +0330,2,Cup,10.00,C-1,Omar,Dubai,,,,7.50,,web\n\
        #1003,sara@example.com,voided,,,USD,20.00,20.00,,2024-10-08 10:00:00 +0330,2,Cup,10.00,C-1,Sara Ahmadi,Shiraz,,,2024-10-09 10:00:00 +0330,0.00,,web\n";
    for desk in desks().await {
        let path = desk.file("orders_export.csv", text);
        let seen = desk.intake.inspect(&permit(), &path, Preset::Generic).await.unwrap();
        assert_eq!(seen.preset, Preset::Shopify, "recognised by its columns");
        let options = ImportOptions { preset: Preset::Shopify, ..dollars() };
        let report = desk.import(text, &options).await;
        assert_eq!((report.rows_imported, report.orders_added, report.returns_added), (4, 3, 1));
        assert_eq!(report.customers_added, 2);
        let first = desk.order("#1001").await;
        assert_eq!((first.amount_minor, first.quantity, first.discount_code.as_str()), (3_500, 3, "YALDA"));
        let detail = desk.sales.order(&permit(), first.id).await.unwrap();
        let amounts: Vec<i64> = detail.lines.iter().map(|line| line.amount_minor).collect();
        assert_eq!(amounts, [2_000, 1_000]);
        let profile = desk.customers.get(&permit(), first.customer.unwrap()).await.unwrap();
        assert!(profile.contacts.iter().any(|contact| contact.key == "+989123456789"));
        assert_eq!(profile.fields.city, "Shiraz");
        assert_eq!(desk.returns("#1002").await[0].amount_minor, 750);
        assert!(!desk.order("#1003").await.counts);
        let again = desk.import(text, &options).await;
        assert_eq!((again.rows_duplicate, again.orders_added, again.returns_added), (4, 0, 0));
    }
}

#[tokio::test]
async fn rows_that_cannot_be_read_are_reported_and_stop_nothing() {
    let text = "order_id,customer_id,date,amount,currency,quantity\nA1,C1,2024-10-06,10,USD,1\nA2,C1,someday,10,USD,1\nA3,C1,2024-13-45,10,USD,1\nA4,C1,2024-10-06,ten,USD,1\nA5,C1,2024-10-06,,USD,1\nA6,C1,2024-10-06,10,coins,1\nA7,C1,2024-10-06,10,EUR,many\n,C1,,10,USD,1\nA8,C1,2024-10-06,=SUM(A1:A9),USD,1\nA9,,2024-10-06,9,EUR,1\n";
    for desk in desks().await {
        let report = desk.import(text, &dollars()).await;
        assert_eq!(
            (report.rows_read, report.rows_imported, report.rows_problem, report.without_customer),
            (10, 2, 8, 1)
        );
        let problems = desk.intake.problems(&permit(), report.batch, 0, 100).await.unwrap();
        let seen: Vec<(u64, &str, &str, &str)> = problems
            .iter()
            .map(|one| (one.line, one.column.as_str(), one.value.as_str(), one.reason.code.as_str()))
            .collect();
        let expected = [
            (3, "date", "someday", "date_unreadable"),
            (4, "date", "2024-13-45", "date_unreadable"),
            (5, "amount", "ten", "amount_unreadable"),
            (6, "amount", "", "amount_missing"),
            (7, "currency", "coins", "currency_unknown"),
            (8, "quantity", "many", "quantity_unreadable"),
            (9, "date", "", "date_missing"),
            (10, "amount", "=SUM(A1:A9)", "formula"),
        ];
        assert_eq!(seen, expected);
        assert_eq!(desk.order("A9").await.currency, "EUR".parse::<Currency>().unwrap());
        let mut file = Vec::new();
        let reader = wafa_text::Reader::of(&wafa_kernel::Business::default(), wafa_kernel::Language::En);
        let rows = desk.intake.write_problems(&permit(), report.batch, &reader, &mut file).await.unwrap();
        let file = String::from_utf8(file).unwrap();
        assert_eq!(rows, 8);
        assert!(file.starts_with("\u{feff}Line,Column,What is wrong,order_id,customer_id"), "{file}");
        assert!(file.contains("A2,C1,someday"), "{file}");
        assert!(file.contains("'=SUM(A1:A9)"), "{file}");
        assert!(!file.contains('⟦'), "every reason has its text: {file}");
    }
}

#[tokio::test]
async fn people_are_known_by_id_phone_or_mail_and_never_by_name() {
    let text = "order_id,customer name,phone,email,date,amount\nA1,سارا احمدی,۰۹۱۲۳۴۵۶۷۸۹,,2024-10-06,1\nA2,سارا,+98 912 345 6789,sara@example.com,2024-10-07,1\nA3,,,SARA@example.com,2024-10-08,1\nA4,سارا احمدی,,,2024-10-09,1\nA5,علی,not a phone,,2024-10-09,1\nA6,علی,not a phone,ali@example.com,2024-10-09,1\n";
    for desk in desks().await {
        let report = desk.import(text, &dollars()).await;
        assert_eq!((report.rows_imported, report.rows_problem, report.without_customer), (5, 1, 1));
        assert_eq!(report.customers_added, 2);
        let sara = desk.order("A1").await.customer.unwrap();
        assert_eq!(desk.order("A2").await.customer, Some(sara));
        assert_eq!(desk.order("A3").await.customer, Some(sara));
        assert_eq!(desk.order("A4").await.customer, None, "a name alone is nobody");
        let profile = desk.customers.get(&permit(), sara).await.unwrap();
        assert_eq!((profile.fields.given_name.as_str(), profile.fields.family_name.as_str()), ("سارا", "احمدی"));
        let ali = desk.customers.get(&permit(), desk.order("A6").await.customer.unwrap()).await.unwrap();
        assert_eq!(ali.fields.custom["phone"], "not a phone", "kept as it was written");
        assert_eq!(profile.standing.orders, 3, "the ladder knows");
    }
}

#[tokio::test]
async fn lists_of_customers_and_who_wins() {
    for desk in desks().await {
        let text = "customer_id,name,city,tags\n1,Sara,Shiraz,vip\n2,Omar,,\n2,Omar,,\n,Nobody,,\n";
        let report = desk.import(text, &dollars()).await;
        assert_eq!((report.rows_imported, report.rows_duplicate, report.rows_problem), (2, 1, 1));
        assert_eq!((report.customers_added, report.orders_added), (2, 0));
        let again = desk.import(text, &dollars()).await;
        assert_eq!((again.rows_imported, again.rows_duplicate, again.customers_changed), (0, 3, 0));
        let changed = "customer_id,name,city,tags\n1,Sarah,Tabriz,\n2,Omar,Dubai,\n";
        let path = desk.file("changed.csv", changed);
        let mut mapping = desk.mapping(&path, Preset::Generic).await.unwrap();
        mapping.columns.get_mut("name").unwrap().overwrite = Overwrite::Overwrite;
        let started = desk.intake.start(&permit(), &path, &mapping, &dollars()).await.unwrap();
        let third = desk.intake.run(started.batch, &mut |_| {}).await.unwrap();
        assert_eq!((third.rows_imported, third.customers_changed), (2, 2));
        let ids = desk.db.read("select id from customer order by id", vec![]).await.unwrap();
        let sara = desk.customers.get(&permit(), ids[0].get(0).unwrap()).await.unwrap();
        assert_eq!((sara.fields.name.as_str(), sara.fields.city.as_str()), ("Sarah", "Shiraz"));
        let omar = desk.customers.get(&permit(), ids[1].get(0).unwrap()).await.unwrap();
        assert_eq!(omar.fields.city, "Dubai", "what was blank is filled");
    }
}

#[tokio::test]
async fn unknown_columns_become_fields_on_request_and_mappings_are_kept() {
    let text = "order_id,customer_id,date,amount,رنگ\nA1,C1,2024-10-06,1,آبی\n";
    for desk in desks().await {
        let options = ImportOptions { custom_fields: true, ..dollars() };
        desk.import(text, &options).await;
        let detail = desk.sales.order(&permit(), desk.order("A1").await.id).await.unwrap();
        assert_eq!(detail.custom["رنگ"], "آبی");
        let header: Vec<String> = ["Nr", "Wer", "Wann", "Wieviel"].map(str::to_owned).to_vec();
        let mapping = Mapping::from_json(
            r#"{"columns": {"Nr": "order_id", "Wer": {"meaning": "customer_id"}, "Wann": "date", "Wieviel": {"meaning": "amount", "overwrite": "skip"}}}"#,
        )
        .unwrap();
        desk.intake.save_mapping(&permit(), "Kasse", &header, &mapping).await.unwrap();
        let path = desk.file("kasse.csv", "Wieviel;Nr;Wer;Wann\n3,50;K1;9;06.10.2024\n");
        let seen = desk.intake.inspect(&permit(), &path, Preset::Generic).await.unwrap();
        assert_eq!(seen.saved.as_ref().map(|(name, _)| name.as_str()), Some("Kasse"), "whatever the order of columns");
        assert_eq!(seen.mapping().columns["Nr"].meaning, Meaning::OrderId);
        let options = ImportOptions { date_order: Some(crate::DayOrder::DayFirst), ..dollars() };
        let report =
            desk.try_import("kasse.csv", "Wieviel;Nr;Wer;Wann\n3,50;K1;9;06.10.2024\n", &options).await.unwrap();
        assert_eq!(report.rows_imported, 1);
        assert_eq!(desk.order("K1").await.placed_on, Day::from_ymd(2024, 10, 6).unwrap());
    }
}

#[tokio::test]
async fn a_mapping_must_name_what_is_needed() {
    let desk = desks().await.remove(0);
    let path = desk.file("orders.csv", "order_id,customer_id,date,amount\nA1,C1,2024-10-06,1\n");
    let mut mapping = desk.mapping(&path, Preset::Generic).await.unwrap();
    mapping.columns.remove("date");
    let refused = desk.intake.start(&permit(), &path, &mapping, &dollars()).await.unwrap_err();
    assert_eq!((refused.code(), refused.args()), ("intake.missing_meaning", vec![("meaning", "date".to_owned())]));
    mapping.set("Datum", Meaning::Date);
    let refused = desk.intake.start(&permit(), &path, &mapping, &dollars()).await.unwrap_err();
    assert_eq!(refused.code(), "intake.column_unknown");
    assert_eq!(desk.count("select count(*) from intake_batch").await, 0);
}

#[tokio::test]
async fn trying_out_counts_what_an_import_does_and_writes_nothing() {
    let mut text = String::from("order_id,customer_id,date,amount,product\n");
    for row in 0..60 {
        let order = row / 2 * 7 % 30;
        text.push_str(&format!("A{order},C{},2024-10-{:02},1.50,Tea\n", order % 9, order % 28 + 1));
    }
    text.push_str("A99,C1,never,1,Tea\n");
    for desk in desks().await {
        let path = desk.file("orders.csv", &text);
        let mapping = desk.mapping(&path, Preset::Generic).await.unwrap();
        let intake = desk.intake.clone().with_chunk(11);
        let dry = intake.dry_run(&permit(), &path, &mapping, &dollars()).await.unwrap();
        for table in
            ["select count(*) from sales_order", "select count(*) from customer", "select count(*) from intake_batch"]
        {
            assert_eq!(desk.count(table).await, 0);
        }
        let report = desk.import(&text, &dollars()).await;
        assert_eq!(
            (dry.rows, dry.imported, dry.problems),
            (report.rows_read, report.rows_imported, report.rows_problem)
        );
        assert_eq!((dry.orders, dry.create), (report.orders_added, report.customers_added));
        assert_eq!(dry.first_problems.len(), 1);
        let again = intake.dry_run(&permit(), &path, &mapping, &dollars()).await.unwrap();
        assert_eq!((again.duplicates, again.orders, again.create), (60, 0, 0));
    }
}

#[tokio::test]
async fn the_published_sample_gives_its_published_counts() {
    let text = include_str!("../../../../fixtures/cdnow_sample.csv");
    let rows = text.lines().count() as u64 - 1;
    let desk = desks().await.remove(0);
    let report = desk.import(text, &dollars()).await;
    assert_eq!((report.rows_read, report.orders_added, report.customers_added), (rows, 6_919, 2_357));
    let worth = desk.count("select sum(amount_minor) from sales_order").await;
    assert_eq!(worth, desk.count("select sum(net_minor) from customer_standing").await);
}
