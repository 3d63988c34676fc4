//! Writing one chunk: look up what is there, decide, name customers and products, write.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use wafa_customers::{Customers, Resolved};
use wafa_db::{Db, Tx};
use wafa_kernel::{Actor, BatchId, CustomerId, Day, Event, OrderId, ProductId};
use wafa_sales::bulk::{self, BulkLine, Existing};
use wafa_sales::revise;

use super::assemble::{Drafts, Known, ReturnDraft, assemble};
use super::group::{Group, group, keys};
use super::overlay::Overlay;
use super::produce::{Chunk, number_hash};
use super::store;
use crate::Error;
use crate::row::interpret::{OrderRow, RowFacts};
use crate::row::person::Person;
use crate::row::problem::Problem;
use crate::row::recent::Recent;
use crate::table::plan::Plan;

/// What a chunk added, and what became of its rows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    pub read: u64,
    pub imported: u64,
    pub updated: u64,
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
        self.read == self.imported + self.updated + self.duplicates + self.problems
    }
}

/// What became of a chunk.
#[derive(Debug, Default)]
pub(crate) struct Written {
    pub tally: Tally,
    pub problems: Vec<Problem>,
    /// Words for the status nobody knows, with how often they stand there.
    pub odd_statuses: BTreeMap<Box<str>, u64>,
}

/// Writes the chunks of one import.
pub(crate) struct ChunkWriter {
    db: Db,
    customers: Customers,
    plan: Arc<Plan>,
    batch: BatchId,
    today: Day,
    people: Recent<u128, CustomerId>,
    /// Who persons were found to be, without having been told the register.
    owners: Recent<u128, CustomerId>,
    products: Recent<String, ProductId>,
    /// What the file has said so far was given back of orders that were there before and whose rows are scattered;
    /// after a restart, what this import wrote of it counts instead.
    given_back: Recent<u64, i64>,
    /// Set when the import is only tried out: orders are not written, and what earlier chunks would have written.
    trial: Option<Overlay>,
}

/// Customers remembered, at least; a few bytes each.
const REMEMBERED: usize = 150_000;
/// Words for the status of one chunk that are told.
const ODD_MOST: usize = 50;

impl ChunkWriter {
    pub(crate) fn new(db: Db, customers: Customers, plan: Arc<Plan>, batch: BatchId, today: Day) -> Self {
        let (people, owners, products) =
            (Recent::new(REMEMBERED), Recent::new(REMEMBERED), Recent::new(REMEMBERED / 6));
        let given_back = Recent::new(REMEMBERED);
        Self { db, customers, plan, batch, today, people, owners, products, given_back, trial: None }
    }

    /// Only tries out: the transactions it is given are dropped.
    pub(crate) fn on_trial(mut self) -> Self {
        self.trial = Some(Overlay::new());
        self
    }

    /// Writes a chunk in the given transaction and says what it added, and which rows it could not use.
    pub(crate) async fn write(&mut self, tx: &mut Tx, chunk: Chunk) -> Result<Written, Error> {
        let mut tally = Tally { read: chunk.rows.len() as u64, ..Tally::default() };
        if let Some(overlay) = &mut self.trial {
            overlay.begin();
        }
        let (mut orders, mut persons, mut problems) = (Vec::new(), Vec::new(), Vec::new());
        for facts in chunk.rows {
            match facts {
                RowFacts::Order(order) => orders.push(*order),
                RowFacts::Customer { person } => persons.push(person),
                RowFacts::Problem(problem) => problems.push(problem),
            }
        }
        let odd_statuses = odd_statuses(&orders);
        self.write_persons(tx, &persons, &mut tally).await?;
        let mut drafts = self.decide(tx, group(&self.plan, orders), &chunk.scattered).await?;
        problems.append(&mut drafts.problems);
        problems.sort_by_key(|problem| problem.row);
        tally.imported += drafts.imported;
        tally.updated += drafts.updated;
        tally.duplicates += drafts.duplicates;
        self.write_drafts(tx, drafts, &mut tally).await?;
        tally.problems = problems.len() as u64;
        if !tally.reconciles() {
            return Err(Error::DoesNotReconcile);
        }
        Ok(Written { tally, problems, odd_statuses })
    }

    /// Holds the rows against what is there.
    async fn decide(&mut self, tx: &mut Tx, groups: Vec<Group>, scattered: &HashSet<u64>) -> Result<Drafts, Error> {
        let (order_keys, return_keys) = keys(&groups);
        let mut orders = bulk::existing_orders(tx, &order_keys).await?;
        let mut returns = bulk::existing_returns(tx, &return_keys).await?;
        if self.trial.is_some() {
            let named = match &mut self.trial {
                Some(overlay) => overlay.cover(&order_keys, &return_keys, &mut orders, &mut returns),
                None => HashMap::new(),
            };
            self.recall_owners(tx, &groups, &named, &mut orders).await?;
        }
        let strangers = self.strangers(tx, &groups, &orders, scattered).await?;
        let mut given_back = HashMap::new();
        for group in groups.iter().filter(|group| !group.refunded.is_empty()) {
            let said = self.given_back.get(&number_hash(&group.key));
            given_back.extend(said.map(|said| (group.key.clone(), said)));
        }
        let db = self.db.clone();
        let mut known = Known {
            plan: &self.plan,
            batch: self.batch,
            orders: &orders,
            returns: &returns,
            lines: &HashMap::new(),
            strangers: &strangers,
            given_back: &given_back,
            scattered,
            new_id: &|| db.new_id(),
        };
        let told_otherwise: Vec<OrderId> = groups
            .iter()
            .filter_map(|group| orders.get(&group.key).map(|order| (group, *order)))
            .filter(|(group, order)| !known.own(*order) && !known.tells_the_same(group, *order))
            .map(|(_, order)| order.id)
            .collect();
        let lines = revise::lines_of(tx, &told_otherwise).await?;
        known.lines = &lines;
        let drafts = assemble(&known, groups);
        for (key, said) in &drafts.given_back {
            let hash = number_hash(key);
            if scattered.contains(&hash) {
                self.given_back.insert(hash, *said);
            }
        }
        if let Some(overlay) = &mut self.trial {
            overlay.keep(self.batch, &drafts, scattered, &orders);
        }
        Ok(drafts)
    }

    /// Orders that stand there and whose rows name somebody else, with what files call the one who placed them.
    async fn strangers(
        &mut self,
        tx: &mut Tx,
        groups: &[Group],
        orders: &HashMap<String, Existing>,
        scattered: &HashSet<u64>,
    ) -> Result<HashMap<String, String>, Error> {
        let mut nobodys = HashMap::new();
        let mut asked: Vec<(&Group, Option<CustomerId>, &Arc<Person>)> = Vec::new();
        for group in groups.iter().filter(|group| group.is_numbered()) {
            let Some(order) = orders.get(&group.key) else { continue };
            let Some(person) = group.person_in(order.currency) else { continue };
            match order.customer {
                // Another row of it may have named nobody.
                None if order.batch == Some(self.batch) || scattered.contains(&number_hash(&group.key)) => {}
                None => {
                    nobodys.insert(group.key.clone(), "—".to_owned());
                }
                Some(owner) => {
                    let known = self.people.get(&person.serial).or_else(|| self.owners.get(&person.serial));
                    if known != Some(owner) {
                        asked.push((group, Some(owner), person));
                    }
                }
            }
        }
        if asked.is_empty() {
            return Ok(nobodys);
        }
        let persons: Vec<Arc<Person>> = asked.iter().map(|(_, _, person)| Arc::clone(person)).collect();
        self.recall(tx, &persons).await?;
        let incoming: Vec<_> = persons.iter().map(|person| person.incoming()).collect();
        let possible = self.customers.possible(tx, &incoming).await?;
        let mut strangers: Vec<(String, CustomerId)> = Vec::new();
        for ((group, owner, person), possible) in asked.into_iter().zip(possible) {
            let Some(owner) = owner else { continue };
            if possible.contains(&owner) {
                self.owners.insert(person.serial, owner);
            } else {
                strangers.push((group.key.clone(), owner));
            }
        }
        let owners: Vec<CustomerId> = strangers.iter().map(|(_, owner)| *owner).collect();
        let names = if owners.is_empty() { HashMap::new() } else { self.customers.references(tx, &owners).await? };
        let named = strangers.into_iter().map(|(key, owner)| {
            let name = names.get(&owner).cloned().unwrap_or_else(|| owner.to_string());
            (key, name)
        });
        nobodys.extend(named);
        Ok(nobodys)
    }

    /// On trial: tells the register in this transaction whom earlier chunks would have told it about, as far as the
    /// orders of earlier chunks need it, and names their customers.
    async fn recall_owners(
        &mut self,
        tx: &mut Tx,
        groups: &[Group],
        named: &HashMap<String, Arc<Person>>,
        orders: &mut HashMap<String, Existing>,
    ) -> Result<(), Error> {
        let of_rows = groups.iter().filter(|group| named.contains_key(&group.key)).filter_map(Group::person);
        let persons: Vec<Arc<Person>> = named.values().chain(of_rows).cloned().collect();
        self.recall(tx, &persons).await?;
        for (key, person) in named {
            if let Some(order) = orders.get_mut(key) {
                order.customer = self.people.get(&person.serial);
            }
        }
        Ok(())
    }

    /// On trial: tells the register whom earlier chunks told it about, as far as these persons could be the same.
    async fn recall(&mut self, tx: &mut Tx, persons: &[Arc<Person>]) -> Result<(), Error> {
        let Some(overlay) = &mut self.trial else { return Ok(()) };
        let earlier = overlay.acquainted(persons);
        if earlier.is_empty() {
            return Ok(());
        }
        let incoming = earlier.iter().map(|person| person.incoming()).collect();
        let collisions = self.plan.collisions();
        let resolved = self.customers.resolve_many(tx, self.batch, incoming, &collisions, self.today).await?;
        for (person, resolved) in earlier.iter().zip(resolved) {
            self.people.insert(person.serial, resolved.customer);
        }
        Ok(())
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
        self.resolve_named(tx, &drafts, tally).await?;
        tally.orders += drafts.orders.len() as u64;
        tally.returns += drafts.returns.len() as u64;
        let nobodys = drafts.orders.iter().filter(|draft| draft.person.is_none());
        tally.without_customer += nobodys.count() as u64;
        if self.trial.is_some() {
            return Ok(());
        }
        self.resolve_products(tx, &drafts).await?;
        let earlier = drafts.returns.iter().filter_map(|draft| draft.one.customer);
        let revised = drafts.revisions.iter().filter_map(|draft| match draft.revision {
            revise::Revision::Status { customer, .. } | revise::Revision::Refund { customer, .. } => customer,
        });
        store::touch(tx, self.batch, earlier.chain(revised).collect::<HashSet<_>>().into_iter()).await?;
        let mut placed_by: HashMap<OrderId, Option<CustomerId>> = HashMap::new();
        let mut orders = Vec::with_capacity(drafts.orders.len());
        for draft in drafts.orders {
            let mut order = draft.order;
            order.customer = draft.person.and_then(|person| self.people.get(&person.serial));
            placed_by.insert(order.id, order.customer);
            self.name_products(&mut order.lines, &draft.products);
            orders.push(order);
        }
        let mut extensions = Vec::with_capacity(drafts.extensions.len());
        for draft in drafts.extensions {
            let mut extension = draft.extension;
            self.name_products(&mut extension.lines, &draft.products);
            extensions.push(extension);
        }
        bulk::insert_orders(tx, orders).await?;
        bulk::extend_orders(tx, extensions).await?;
        revise::revise(tx, self.batch, drafts.revisions.into_iter().map(|draft| draft.revision).collect()).await?;
        self.write_returns(tx, drafts.returns, &placed_by).await
    }

    /// Writes returns; those of orders that were there before are news, and recorded as such.
    async fn write_returns(
        &mut self,
        tx: &mut Tx,
        drafts: Vec<ReturnDraft>,
        placed_by: &HashMap<OrderId, Option<CustomerId>>,
    ) -> Result<(), Error> {
        let mut returns = Vec::with_capacity(drafts.len());
        let mut news = Vec::new();
        for draft in drafts {
            let mut one = draft.one;
            let same_order = draft.with_order.and_then(|order| placed_by.get(&order).copied().flatten());
            let named = draft.person.and_then(|person| self.people.get(&person.serial));
            one.customer = one.customer.or(same_order).or(named);
            if draft.is_news {
                news.push((returns.len(), one.customer, one.order, one.returned_on, one.amount_minor));
            }
            returns.push(one);
        }
        let ids = bulk::insert_returns(tx, returns).await?;
        for (place, customer, order, on, amount_minor) in news {
            if let Some(returned) = ids.get(place).copied() {
                let event = Event::OrderReturned { customer, order, returned, on, amount_minor };
                tx.record(&Actor::System("intake"), event).await?;
            }
        }
        Ok(())
    }

    /// Asks the register for everybody new orders and returns name.
    async fn resolve_named(&mut self, tx: &mut Tx, drafts: &Drafts, tally: &mut Tally) -> Result<(), Error> {
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
        self.resolve(tx, &wanted, tally).await.map(|_| ())
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
        self.recall(tx, people).await?;
        let incoming = people.iter().map(|person| person.incoming()).collect();
        let collisions = self.plan.collisions();
        let resolved = self.customers.resolve_many(tx, self.batch, incoming, &collisions, self.today).await?;
        for (person, resolved) in people.iter().zip(&resolved) {
            self.people.insert(person.serial, resolved.customer);
            tally.customers_added += u64::from(resolved.created);
            tally.customers_changed += u64::from(!resolved.created && !resolved.changes.is_empty());
        }
        if let Some(overlay) = &mut self.trial {
            overlay.tell(people);
            return Ok(resolved);
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

/// Words for the status nobody knows; the most frequent ones when there are many.
fn odd_statuses(rows: &[OrderRow]) -> BTreeMap<Box<str>, u64> {
    let mut words: HashMap<&str, u64> = HashMap::new();
    for word in rows.iter().filter_map(|row| row.odd_status.as_deref()) {
        *words.entry(word).or_default() += 1;
    }
    let mut words: Vec<(&str, u64)> = words.into_iter().collect();
    words.sort_by(|(a, more), (b, less)| less.cmp(more).then(a.cmp(b)));
    words.into_iter().take(ODD_MOST).map(|(word, seen)| (word.into(), seen)).collect()
}
