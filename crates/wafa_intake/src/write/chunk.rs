//! Writing one chunk: look up what is there, decide, name customers and products, write.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use wafa_customers::{Customers, Resolved};
use wafa_db::{Db, Tx};
use wafa_kernel::{BatchId, CustomerId, Day, OrderId, ProductId};
use wafa_sales::bulk::{self, BulkLine};

use super::assemble::{Drafts, Known, assemble, group, keys};
use super::produce::Chunk;
use super::store;
use crate::Error;
use crate::row::interpret::RowFacts;
use crate::row::person::Person;
use crate::row::problem::Problem;
use crate::row::recent::Recent;
use crate::table::plan::Plan;

/// What a chunk added, and what became of its rows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    pub read: u64,
    pub imported: u64,
    pub duplicates: u64,
    pub problems: u64,
    pub orders: u64,
    pub returns: u64,
    pub customers_added: u64,
    pub customers_changed: u64,
    pub without_customer: u64,
}

impl Tally {
    /// Nothing is lost silently: every row read is accounted for.
    pub(crate) const fn reconciles(&self) -> bool {
        self.read == self.imported + self.duplicates + self.problems
    }
}

/// Writes the chunks of one import.
pub(crate) struct ChunkWriter {
    db: Db,
    customers: Customers,
    plan: Arc<Plan>,
    batch: BatchId,
    today: Day,
    people: Recent<u128, CustomerId>,
    products: Recent<String, ProductId>,
    /// Whom the last chunk asked the register for.
    pub resolved: Vec<Arc<Person>>,
}

/// Customers remembered, at least; a few bytes each.
const REMEMBERED: usize = 150_000;

impl ChunkWriter {
    pub(crate) fn new(db: Db, customers: Customers, plan: Arc<Plan>, batch: BatchId, today: Day) -> Self {
        let (people, products) = (Recent::new(REMEMBERED), Recent::new(REMEMBERED / 6));
        Self { db, customers, plan, batch, today, people, products, resolved: Vec::new() }
    }

    /// Takes a person as known, for trying an import out: an earlier chunk would have added them.
    pub(crate) fn assume_known(&mut self, person: &Person) {
        self.people.insert(person.serial, self.db.new_id());
    }

    /// Writes a chunk in the given transaction and says what it added. Problems are handed back as well.
    pub(crate) async fn write(&mut self, tx: &mut Tx, chunk: Chunk) -> Result<(Tally, Vec<Problem>), Error> {
        self.resolved.clear();
        let mut tally = Tally { read: chunk.rows.len() as u64, ..Tally::default() };
        let (mut orders, mut persons, mut problems) = (Vec::new(), Vec::new(), Vec::new());
        for facts in chunk.rows {
            match facts {
                RowFacts::Order(order) => orders.push(*order),
                RowFacts::Customer { person } => persons.push(person),
                RowFacts::Problem(problem) => problems.push(problem),
            }
        }
        self.write_persons(tx, &persons, &mut tally).await?;
        let groups = group(&self.plan, orders);
        let (order_keys, return_keys) = keys(&groups);
        let known_orders = bulk::existing_orders(tx, &order_keys).await?;
        let known_returns = bulk::existing_returns(tx, &return_keys).await?;
        let db = self.db.clone();
        let known = Known {
            plan: &self.plan,
            batch: self.batch,
            orders: &known_orders,
            returns: &known_returns,
            new_id: &|| db.new_id(),
        };
        let mut drafts = assemble(&known, groups);
        let earlier = drafts.returns.iter().filter_map(|draft| draft.one.customer);
        store::touch(tx, self.batch, earlier.collect::<HashSet<_>>().into_iter()).await?;
        problems.append(&mut drafts.problems);
        tally.imported += drafts.imported;
        tally.duplicates += drafts.duplicates;
        self.write_drafts(tx, drafts, &mut tally).await?;
        tally.problems = problems.len() as u64;
        if !tally.reconciles() {
            return Err(Error::DoesNotReconcile);
        }
        Ok((tally, problems))
    }

    /// Rows of a list of customers: news about somebody is an import, nothing new a duplicate.
    async fn write_persons(&mut self, tx: &mut Tx, persons: &[Arc<Person>], tally: &mut Tally) -> Result<(), Error> {
        let (mut first_rows, mut seen) = (Vec::new(), HashSet::new());
        for person in persons {
            if self.people.get(&person.serial).is_some() || !seen.insert(person.serial) {
                tally.duplicates += 1;
            } else {
                first_rows.push(Arc::clone(person));
            }
        }
        for resolved in self.resolve(tx, &first_rows, tally).await? {
            if resolved.created || !resolved.changes.is_empty() {
                tally.imported += 1;
            } else {
                tally.duplicates += 1;
            }
        }
        Ok(())
    }

    async fn write_drafts(&mut self, tx: &mut Tx, drafts: Drafts, tally: &mut Tally) -> Result<(), Error> {
        let (mut wanted, mut seen) = (Vec::new(), HashSet::new());
        let of_orders = drafts.orders.iter().filter_map(|draft| draft.person.as_ref());
        let of_returns = drafts
            .returns
            .iter()
            .filter(|draft| draft.one.customer.is_none())
            .filter_map(|draft| draft.person.as_ref());
        for person in of_orders.chain(of_returns) {
            if seen.insert(person.serial) && self.people.get(&person.serial).is_none() {
                wanted.push(Arc::clone(person));
            }
        }
        self.resolve(tx, &wanted, tally).await?;
        self.resolve_products(tx, &drafts).await?;
        let mut placed_by: HashMap<OrderId, Option<CustomerId>> = HashMap::new();
        let mut orders = Vec::with_capacity(drafts.orders.len());
        for draft in drafts.orders {
            let mut order = draft.order;
            order.customer = draft.person.and_then(|person| self.people.get(&person.serial));
            placed_by.insert(order.id, order.customer);
            tally.without_customer += u64::from(order.customer.is_none());
            self.name_products(&mut order.lines, &draft.products);
            orders.push(order);
        }
        let mut extensions = Vec::with_capacity(drafts.extensions.len());
        for draft in drafts.extensions {
            let mut extension = draft.extension;
            self.name_products(&mut extension.lines, &draft.products);
            extensions.push(extension);
        }
        let mut returns = Vec::with_capacity(drafts.returns.len());
        for draft in drafts.returns {
            let mut one = draft.one;
            let same_order = draft.with_order.and_then(|order| placed_by.get(&order).copied().flatten());
            let named = draft.person.and_then(|person| self.people.get(&person.serial));
            one.customer = one.customer.or(same_order).or(named);
            returns.push(one);
        }
        tally.orders += orders.len() as u64;
        tally.returns += returns.len() as u64;
        bulk::insert_orders(tx, orders).await?;
        bulk::extend_orders(tx, extensions).await?;
        bulk::insert_returns(tx, returns).await?;
        Ok(())
    }

    async fn resolve(
        &mut self,
        tx: &mut Tx,
        people: &[Arc<Person>],
        tally: &mut Tally,
    ) -> Result<Vec<Resolved>, Error> {
        if people.is_empty() {
            return Ok(Vec::new());
        }
        self.resolved.extend_from_slice(people);
        let incoming = people.iter().map(|person| person.incoming()).collect();
        let collisions = self.plan.collisions();
        let resolved = self.customers.resolve_many(tx, self.batch, incoming, &collisions, self.today).await?;
        for (person, resolved) in people.iter().zip(&resolved) {
            self.people.insert(person.serial, resolved.customer);
            tally.customers_added += u64::from(resolved.created);
            tally.customers_changed += u64::from(!resolved.created && !resolved.changes.is_empty());
        }
        store::touch(tx, self.batch, resolved.iter().map(|one| one.customer)).await?;
        store::remember_changes(tx, self.batch, resolved.iter().flat_map(|one| &one.changes)).await?;
        Ok(resolved)
    }

    async fn resolve_products(&mut self, tx: &mut Tx, drafts: &Drafts) -> Result<(), Error> {
        let mut wanted: BTreeMap<String, String> = BTreeMap::new();
        let of_orders = drafts.orders.iter().map(|draft| (&draft.order.lines, &draft.products));
        let of_extensions = drafts.extensions.iter().map(|draft| (&draft.extension.lines, &draft.products));
        for (lines, codes) in of_orders.chain(of_extensions) {
            for (line, code) in lines.iter().zip(codes) {
                if let Some(code) = code.as_ref().filter(|code| self.products.get(code.as_str()).is_none()) {
                    wanted.insert(code.clone(), line.name.clone());
                }
            }
        }
        for (code, id) in wafa_sales::product_ids(tx, Some(self.batch), &wanted).await? {
            self.products.insert(code, id);
        }
        Ok(())
    }

    fn name_products(&mut self, lines: &mut [BulkLine], codes: &[Option<String>]) {
        for (line, code) in lines.iter_mut().zip(codes) {
            line.product = code.as_ref().and_then(|code| self.products.get(code.as_str()));
        }
    }
}
