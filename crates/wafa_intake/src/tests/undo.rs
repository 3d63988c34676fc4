//! Taking an import back keeps what others did.

use wafa_customers::Field;
use wafa_kernel::policy::action::WriteCustomers;

use super::desk::{desks, dollars, permit};
use crate::{BatchState, Overwrite, Preset};

const FIRST: &str = "order_id,customer_id,date,amount,city,product\nA1,1,2024-10-01,10,Shiraz,Tea\nA2,2,2024-10-02,10,,Cup\nA3,3,2024-10-03,10,,Cup\nA4,1,2024-10-04,-3,,\n";
const SECOND: &str =
    "order_id,customer_id,date,amount,city,product\nB1,2,2024-11-01,20,Dubai,Tea\nB2,4,2024-11-02,20,,Tea\n";

#[tokio::test]
async fn an_import_taken_back_leaves_what_later_ones_brought() {
    for desk in desks().await {
        let first = desk.import(FIRST, &dollars()).await;
        assert_eq!((first.orders_added, first.returns_added, first.customers_added), (3, 1, 3));
        let second = desk.import(SECOND, &dollars()).await;
        assert_eq!((second.orders_added, second.customers_added, second.customers_changed), (2, 1, 1));
        desk.intake.undo(&permit(), first.batch).await.unwrap();
        let undone = desk.intake.run(first.batch, &mut |_| {}).await.unwrap();
        assert_eq!(undone.state, BatchState::Undone);
        let numbers: Vec<String> = desk.orders().await.into_iter().map(|order| order.number).collect();
        assert_eq!(numbers, ["B1", "B2"]);
        assert_eq!(desk.count("select count(*) from sales_return").await, 0);
        assert_eq!(desk.customers().await, 2, "1 and 3 are gone, 2 has orders of the second import");
        let kept = desk.customers.get(&permit(), desk.order("B1").await.customer.unwrap()).await.unwrap();
        assert_eq!((kept.standing.orders, kept.standing.net_minor), (1, 2_000));
        assert_eq!(kept.fields.city, "Dubai");
        let products = "select count(*) from sales_product";
        assert_eq!(desk.count(products).await, 1, "the cup goes, the tea was sold by others too");
        assert_eq!(desk.intake.undo(&permit(), first.batch).await.unwrap_err().code(), "intake.not_undoable");
        let back = desk.import(FIRST, &dollars()).await;
        assert_eq!((back.orders_added, back.returns_added, back.customers_added), (3, 1, 2), "it can be imported anew");
        desk.intake.undo(&permit(), second.batch).await.unwrap();
        desk.intake.run(second.batch, &mut |_| {}).await.unwrap();
        assert_eq!(desk.orders().await.len(), 3);
    }
}

#[tokio::test]
async fn fields_are_as_before_unless_somebody_changed_them_since() {
    for desk in desks().await {
        desk.import("customer_id,name,city,company\n1,Sara,Shiraz,Old\n2,Omar,Doha,Old\n", &dollars()).await;
        let path = desk.file("new.csv", "customer_id,name,city,company\n1,Sara,Tabriz,New\n2,Omar,Dubai,New\n");
        let mut mapping = desk.mapping(&path, Preset::Generic).await.unwrap();
        for rule in mapping.columns.values_mut() {
            rule.overwrite = Overwrite::Overwrite;
        }
        let started = desk.intake.start(&permit(), &path, &mapping, &dollars()).await.unwrap();
        desk.intake.run(started.batch, &mut |_| {}).await.unwrap();
        let ids = desk.db.read("select id from customer order by id", vec![]).await.unwrap();
        let (sara, omar) = (ids[0].get(0).unwrap(), ids[1].get(0).unwrap());
        desk.customers
            .change(&permit::<WriteCustomers>(), omar, vec![(Field::City, "Muscat".to_owned())])
            .await
            .unwrap();
        desk.intake.undo(&permit(), started.batch).await.unwrap();
        desk.intake.run(started.batch, &mut |_| {}).await.unwrap();
        let sara = desk.customers.get(&permit(), sara).await.unwrap().fields;
        let omar = desk.customers.get(&permit(), omar).await.unwrap().fields;
        assert_eq!((sara.city.as_str(), sara.company.as_str()), ("Shiraz", "Old"));
        assert_eq!((omar.city.as_str(), omar.company.as_str()), ("Muscat", "Old"), "a person's change stays");
    }
}

#[tokio::test]
async fn an_import_that_runs_cannot_be_taken_back() {
    for desk in desks().await {
        let path = desk.file("orders.csv", FIRST);
        let mapping = desk.mapping(&path, Preset::Generic).await.unwrap();
        let started = desk.intake.start(&permit(), &path, &mapping, &dollars()).await.unwrap();
        assert_eq!(desk.intake.undo(&permit(), started.batch).await.unwrap_err().code(), "intake.not_undoable");
        desk.intake.run(started.batch, &mut |_| {}).await.unwrap();
        desk.intake.undo(&permit(), started.batch).await.unwrap();
        let worker = desk.worker();
        worker.settle().await.unwrap();
        assert_eq!(desk.intake.result(&permit(), started.batch).await.unwrap().state, BatchState::Undone);
        assert_eq!(desk.customers().await, 0);
    }
}
