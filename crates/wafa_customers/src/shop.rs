//! A small shop for tests: a register on every engine, orders kept in memory, a worker that can be settled.
#![allow(clippy::unwrap_used)]

use std::sync::{Arc, Mutex};

use wafa_db::history::{HistoryEntry, PurchaseHistory};
use wafa_db::testkit::{TestDb, engines_with};
use wafa_db::{BoxFuture, DbError, Tx, Worker};
use wafa_kernel::policy::Action;
use wafa_kernel::{Actor, BatchId, CustomerId, Day, Event, OrderId, Permit, Policy};

use crate::{ContactKind, Customers, Fields, Incoming, NewContact, NewCustomer};

/// Purchases kept in memory.
#[derive(Default)]
pub(crate) struct Ledger(Mutex<Vec<HistoryEntry>>);

impl PurchaseHistory for Ledger {
    fn of<'a>(
        &'a self,
        _tx: &'a mut Tx,
        customers: &'a [CustomerId],
    ) -> BoxFuture<'a, Result<Vec<HistoryEntry>, DbError>> {
        let mut found: Vec<HistoryEntry> = {
            let all = self.0.lock().unwrap();
            all.iter().filter(|entry| customers.contains(&entry.customer)).copied().collect()
        };
        found.sort_by_key(|entry| (entry.customer, entry.on));
        Box::pin(async move { Ok(found) })
    }
}

/// The shop.
pub(crate) struct Shop {
    pub kit: TestDb,
    pub customers: Customers,
    pub ledger: Arc<Ledger>,
    pub worker: Worker,
}

/// A shop on every engine; it is 2026-03-21 there.
pub(crate) async fn shops() -> Vec<Shop> {
    engines_with(vec![Customers::subscription()]).await.into_iter().map(Shop::open).collect()
}

/// A permit of the system.
pub(crate) fn may<A: Action>() -> Permit<A> {
    Policy::system("test")
}

/// A day of the calendar.
pub(crate) fn day(year: i32, month: u32, day: u32) -> Day {
    Day::from_ymd(year, month, day).unwrap()
}

pub(crate) fn phone(text: &str) -> NewContact {
    NewContact { kind: ContactKind::Phone, role: "mobile".to_owned(), text: text.to_owned() }
}

pub(crate) fn email(text: &str) -> NewContact {
    NewContact { kind: ContactKind::Email, role: String::new(), text: text.to_owned() }
}

pub(crate) fn code(text: &str) -> NewContact {
    NewContact { kind: ContactKind::External, role: "shop".to_owned(), text: text.to_owned() }
}

/// A customer with a name and contacts.
pub(crate) fn named(name: &str, contacts: Vec<NewContact>) -> NewCustomer {
    let fields = Fields { name: name.to_owned(), ..Fields::default() };
    NewCustomer { fields, contacts, ..NewCustomer::default() }
}

impl Shop {
    fn open(kit: TestDb) -> Self {
        let ledger = Arc::new(Ledger::default());
        let customers = Customers::new(kit.db.clone(), ledger.clone());
        let worker = Worker {
            db: kit.db.clone(),
            reactions: vec![customers.reaction()],
            works: vec![customers.work()],
            alarms: vec![customers.alarm()],
        };
        Self { kit, customers, ledger, worker }
    }

    pub(crate) async fn add(&self, name: &str, contacts: Vec<NewContact>) -> CustomerId {
        self.customers.add(&may(), named(name, contacts)).await.unwrap()
    }

    /// Writes a purchase down without telling anybody.
    pub(crate) fn sell(&self, customer: CustomerId, on: Day, minor: i64) {
        self.ledger.0.lock().unwrap().push(HistoryEntry { customer, on, minor, is_order: minor > 0 });
    }

    /// A purchase as it happens: written down and announced.
    pub(crate) async fn order(&self, customer: CustomerId, on: Day, minor: i64) {
        self.sell(customer, on, minor);
        let mut tx = self.kit.db.begin().await.unwrap();
        let order: OrderId = tx.new_id();
        let event = Event::OrderPlaced { customer: Some(customer), order, on, amount_minor: minor };
        tx.record(&Actor::System("test"), event).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// Purchases of one record go to another, as the owner of orders does after a merge.
    pub(crate) async fn reassign(&self, from: CustomerId, to: CustomerId) {
        for entry in self.ledger.0.lock().unwrap().iter_mut().filter(|entry| entry.customer == from) {
            entry.customer = to;
        }
        let mut tx = self.kit.db.begin().await.unwrap();
        tx.record(&Actor::System("test"), Event::OrdersReassigned { customer: to, from }).await.unwrap();
        tx.commit().await.unwrap();
        self.worker.settle().await.unwrap();
    }

    /// The purchases of one day go back to the record that stands alone again.
    pub(crate) async fn ledger_moves_back(&self, from: CustomerId, to: CustomerId, on: Day) {
        for entry in self.ledger.0.lock().unwrap().iter_mut().filter(|entry| entry.customer == from && entry.on == on) {
            entry.customer = to;
        }
        let mut tx = self.kit.db.begin().await.unwrap();
        tx.record(&Actor::System("test"), Event::OrdersReassigned { customer: to, from }).await.unwrap();
        tx.commit().await.unwrap();
        self.worker.settle().await.unwrap();
    }

    /// Judges customers as bulk history does.
    pub(crate) async fn refresh(&self, customers: &[CustomerId]) {
        let mut tx = self.kit.db.begin().await.unwrap();
        let today = crate::today(&mut tx).await.unwrap();
        self.customers.refresh_standings(&mut tx, customers, today, None).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// An import of rows about customers.
    pub(crate) async fn import(
        &self,
        rows: Vec<Incoming>,
        collisions: &crate::Collisions,
    ) -> (BatchId, Vec<crate::Resolved>) {
        let mut tx = self.kit.db.begin().await.unwrap();
        let today = crate::today(&mut tx).await.unwrap();
        let batch: BatchId = tx.new_id();
        let resolved = self.customers.resolve_many(&mut tx, batch, rows, collisions, today).await.unwrap();
        tx.commit().await.unwrap();
        (batch, resolved)
    }

    /// The facts bear out everything that is stored.
    pub(crate) async fn assert_sound(&self) {
        assert_eq!(self.customers.verify_ladder().await.unwrap(), Vec::new(), "{:?}", self.kit.engine());
    }
}
