//! What earlier chunks of an import that is only tried out would have written. A later chunk finds it as if it stood
//! in the database: orders cut across chunks and people told twice count as in the real import.
//!
//! Bounded: only orders whose rows do not stand together are remembered, and persons up to a number.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use wafa_kernel::BatchId;
use wafa_sales::bulk::{Existing, ExistingReturn};
use wafa_sales::revise::Revision;

use super::assemble::Drafts;
use super::produce::number_hash;
use crate::row::person::Person;
use crate::row::recent::Recent;

/// Persons remembered, at least.
const PERSONS: usize = 100_000;
/// Orders and returns remembered, at least.
const ORDERS: usize = 400_000;
/// Persons remembered under one phone or address.
const SHARING: usize = 8;

/// An order an earlier chunk would have written, and whom it names.
type Remembered = (Existing, Option<Arc<Person>>);

/// What earlier chunks would have written.
pub(crate) struct Overlay {
    persons: Recent<u64, Vec<(u64, Arc<Person>)>>,
    told: u64,
    orders: Recent<u64, Remembered>,
    returns: Recent<u64, ExistingReturn>,
    /// Persons the register has been told about in this chunk's transaction. Telling it twice would not be the same:
    /// two who share a phone can be told apart only as long as one of them has it.
    present: HashSet<u128>,
}

impl Overlay {
    pub(crate) fn new() -> Self {
        let (persons, orders, returns) = (Recent::new(PERSONS), Recent::new(ORDERS), Recent::new(ORDERS));
        Self { persons, told: 0, orders, returns, present: HashSet::new() }
    }

    /// A chunk begins, in a transaction that knows nothing of those before.
    pub(crate) fn begin(&mut self) {
        self.present.clear();
    }

    /// Puts orders and returns of earlier chunks over those of the database. Hands back whom the orders name.
    pub(crate) fn cover(
        &mut self,
        order_keys: &[String],
        return_keys: &[String],
        orders: &mut HashMap<String, Existing>,
        returns: &mut HashMap<String, ExistingReturn>,
    ) -> HashMap<String, Arc<Person>> {
        let mut named = HashMap::new();
        for key in order_keys {
            if let Some((order, person)) = self.orders.get(&number_hash(key)) {
                orders.insert(key.clone(), order);
                named.extend(person.map(|person| (key.clone(), person)));
            }
        }
        for key in return_keys {
            if let Some(one) = self.returns.get(&number_hash(key)) {
                returns.insert(key.clone(), one);
            }
        }
        named
    }

    /// Persons earlier chunks told the register about who share something with these, in the order they were told;
    /// those this chunk told it about are left out.
    pub(crate) fn acquainted(&mut self, persons: &[Arc<Person>]) -> Vec<Arc<Person>> {
        let mut found: HashMap<u128, (u64, Arc<Person>)> = HashMap::new();
        let mut asked: HashSet<String> = HashSet::new();
        let mut ask: Vec<String> = persons.iter().flat_map(|person| person.keys()).collect();
        while let Some(key) = ask.pop() {
            if !asked.insert(key.clone()) {
                continue;
            }
            for (nth, person) in self.persons.get(&number_hash(&key)).unwrap_or_default() {
                ask.extend(person.keys());
                found.insert(person.serial, (nth, person));
            }
        }
        let mut found: Vec<(u64, Arc<Person>)> = found.into_values().collect();
        found.retain(|(_, person)| self.present.insert(person.serial));
        found.sort_by_key(|(nth, _)| *nth);
        found.into_iter().map(|(_, person)| person).collect()
    }

    /// Remembers whom a chunk told the register about.
    pub(crate) fn tell(&mut self, persons: &[Arc<Person>]) {
        for person in persons {
            self.told += 1;
            self.present.insert(person.serial);
            for key in person.keys() {
                let hash = number_hash(&key);
                let mut sharing = self.persons.get(&hash).unwrap_or_default();
                if sharing.len() < SHARING {
                    sharing.push((self.told, Arc::clone(person)));
                    self.persons.insert(hash, sharing);
                }
            }
        }
    }

    /// Remembers what a chunk would have written of orders other chunks know more about.
    pub(crate) fn keep(
        &mut self,
        batch: BatchId,
        drafts: &Drafts,
        scattered: &HashSet<u64>,
        orders: &HashMap<String, Existing>,
    ) {
        for draft in &drafts.orders {
            let hash = number_hash(&draft.order.key);
            if scattered.contains(&hash) {
                let order = &draft.order;
                let existing = Existing {
                    id: order.id,
                    customer: None,
                    batch: Some(batch),
                    placed_at: order.placed_at,
                    placed_on: order.placed_on,
                    amount_minor: order.amount_minor,
                    quantity: order.quantity,
                    currency: order.currency,
                    status: order.status,
                };
                self.orders.insert(hash, (existing, draft.person.clone()));
            }
        }
        for draft in &drafts.extensions {
            let hash = number_hash(&draft.key);
            if let Some((mut order, person)) = self.orders.get(&hash) {
                order.amount_minor = order.amount_minor.saturating_add(draft.extension.amount_minor);
                order.quantity = order.quantity.saturating_add(draft.extension.quantity);
                self.orders.insert(hash, (order, person));
            }
        }
        for draft in &drafts.returns {
            let one = &draft.one;
            if one.order.is_some() && one.key.starts_with("rf:n:") {
                let id = wafa_kernel::Id::from_raw(0);
                let known = ExistingReturn { id, batch: Some(batch), amount_minor: one.amount_minor };
                self.returns.insert(number_hash(&one.key), known);
            }
        }
        for draft in &drafts.revisions {
            let hash = number_hash(&draft.key);
            match &draft.revision {
                Revision::Status { new, .. } => {
                    let known = self.orders.get(&hash);
                    let stored = || orders.get(&draft.key).map(|order| (*order, None));
                    if let Some((mut order, person)) = known.or_else(stored) {
                        order.status = *new;
                        self.orders.insert(hash, (order, person));
                    }
                }
                Revision::Refund { returned, new_minor, own, .. } => {
                    let batch = own.then_some(batch);
                    let known = ExistingReturn { id: *returned, batch, amount_minor: *new_minor };
                    self.returns.insert(hash, known);
                }
            }
        }
    }
}
