//! A shop with an importer on every engine, and short words for what tests do with it.

use std::path::PathBuf;
use std::sync::Arc;

use wafa_customers::{Customers, ListQuery};
use wafa_db::testkit::{TestDb, engines};
use wafa_db::{Db, Worker, values};
use wafa_kernel::policy::Action;
use wafa_kernel::policy::action::{Import, ReadCustomers, ReadOrders};
use wafa_kernel::{Currency, Permit, Policy};
use wafa_sales::{OrderQuery, OrderSummary, ReturnSummary, Sales};

use crate::{BatchReport, Error, ImportOptions, Intake, Mapping, Preset};

pub fn permit<A: Action>() -> Permit<A> {
    Policy::system("test")
}

pub struct Desk {
    pub db: Db,
    pub customers: Customers,
    pub sales: Sales,
    pub intake: Intake,
    pub folder: tempfile::TempDir,
    _test: TestDb,
}

/// One desk per engine.
pub async fn desks() -> Vec<Desk> {
    engines().await.into_iter().map(Desk::of).collect()
}

pub fn dollars() -> ImportOptions {
    ImportOptions { currency: Some(Currency::USD), zone: Some("UTC".to_owned()), ..ImportOptions::default() }
}

impl Desk {
    fn of(test: TestDb) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let db = test.db.clone();
        let sales = Sales::new(db.clone());
        let customers = Customers::new(db.clone(), Arc::new(sales.clone()));
        let intake = Intake::new(db.clone(), customers.clone(), sales.clone(), folder.path().join("imports"));
        Self { db, customers, sales, intake, folder, _test: test }
    }

    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, content).unwrap();
        path
    }

    /// Imports a text with guessed columns.
    pub async fn import(&self, content: impl AsRef<[u8]>, options: &ImportOptions) -> BatchReport {
        self.try_import("orders.csv", content, options).await.unwrap()
    }

    pub async fn try_import(
        &self,
        name: &str,
        content: impl AsRef<[u8]>,
        options: &ImportOptions,
    ) -> Result<BatchReport, Error> {
        let path = self.file(name, content);
        let mapping = self.mapping(&path, options.preset).await?;
        let started = self.intake.start(&permit(), &path, &mapping, options).await?;
        let report = self.intake.run(started.batch, &mut |_| {}).await?;
        assert!(report.reconciles(), "{report:?}");
        Ok(report)
    }

    pub async fn mapping(&self, path: &std::path::Path, preset: Preset) -> Result<Mapping, Error> {
        Ok(self.intake.inspect(&permit::<Import>(), path, preset).await?.mapping())
    }

    pub async fn orders(&self) -> Vec<OrderSummary> {
        let query = OrderQuery { limit: 500, ..OrderQuery::default() };
        let mut orders = self.sales.list(&permit::<ReadOrders>(), &query).await.unwrap().items;
        orders.sort_by_key(|order| order.id);
        orders
    }

    pub async fn order(&self, number: &str) -> OrderSummary {
        let query = OrderQuery { number: Some(number.to_owned()), ..OrderQuery::default() };
        self.sales.list(&permit::<ReadOrders>(), &query).await.unwrap().items.pop().unwrap()
    }

    pub async fn returns(&self, number: &str) -> Vec<ReturnSummary> {
        let order = self.order(number).await;
        self.sales.order(&permit::<ReadOrders>(), order.id).await.unwrap().returns
    }

    pub async fn customers(&self) -> u64 {
        self.customers.count(&permit::<ReadCustomers>(), &ListQuery::default()).await.unwrap().n
    }

    pub fn worker(&self) -> Worker {
        Worker { db: self.db.clone(), reactions: Vec::new(), works: self.intake.works(), alarms: Vec::new() }
    }

    pub async fn count(&self, sql: &'static str) -> i64 {
        self.db.read(sql, values![]).await.unwrap()[0].get(0).unwrap()
    }
}
