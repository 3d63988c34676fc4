//! Writing what rows say.

use std::collections::{HashMap, HashSet};

use wafa_db::{Tx, Value};
use wafa_kernel::{BatchId, CustomerId, Day};

use crate::Customers;
use crate::ask::Ask;
use crate::bulk::identity::Holders;
use crate::bulk::{Collision, Collisions, FieldChange, Incoming, Resolved};
use crate::error::Error;
use crate::ladder::current_version;
use crate::register::differences;
use crate::register::store::{self, ContactRow, NewRow};
use crate::register::{ContactKind, Fields};
use crate::tags::read_tag;

const TAG_COLUMNS: &[&str] = &["customer_id", "tag"];

/// What is to become of one customer.
#[derive(Default)]
struct Draft {
    created: bool,
    before: Fields,
    after: Fields,
    keys: HashSet<(ContactKind, String)>,
    had_tags: HashSet<String>,
    new_tags: Vec<String>,
    new_contacts: bool,
}

impl Customers {
    /// Finds or adds the customers of many rows, and writes what the rows say about them. One answer per row, in
    /// order. Rows of one call that mean one person are one customer. Only importers call it, in their transaction;
    /// they call [`Customers::refresh_standings`] once the facts are written. No events are recorded.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn resolve_many(
        &self,
        tx: &mut Tx,
        batch: BatchId,
        rows: Vec<Incoming>,
        collisions: &Collisions,
        today: Day,
    ) -> Result<Vec<Resolved>, Error> {
        let mut holders = Holders::load(tx, &rows).await?;
        let mut order: Vec<CustomerId> = Vec::new();
        let mut drafts: HashMap<CustomerId, Draft> = HashMap::new();
        let mut resolved = Vec::with_capacity(rows.len());
        for row in &rows {
            let found = holders.find(row);
            let customer = found.unwrap_or_else(|| tx.new_id());
            holders.learn(row, customer);
            drafts.entry(customer).or_insert_with(|| {
                order.push(customer);
                Draft { created: found.is_none(), ..Draft::default() }
            });
            resolved.push(Resolved { customer, created: found.is_none(), changes: Vec::new() });
        }
        load(tx, &mut drafts).await?;
        let mut contacts = Vec::new();
        for (row, answer) in rows.into_iter().zip(&resolved) {
            if let Some(draft) = drafts.get_mut(&answer.customer) {
                draft.take(row, answer, batch, collisions, &mut contacts);
            }
        }
        save(tx, batch, &order, &mut drafts, contacts, today).await?;
        for answer in &mut resolved {
            if let Some(draft) = drafts.remove(&answer.customer).filter(|draft| !draft.created) {
                answer.changes = draft.changes(answer.customer);
            }
        }
        Ok(resolved)
    }
}

impl Customers {
    /// Everybody each row could mean, without writing anything; empty for somebody new. Only importers call it.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn possible(&self, tx: &mut Tx, rows: &[Incoming]) -> Result<Vec<Vec<CustomerId>>, Error> {
        let holders = Holders::load(tx, rows).await?;
        Ok(rows.iter().map(|row| holders.possible(row)).collect())
    }

    /// How files call customers: by the id of the other system, or else by phone or address.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn references(
        &self,
        tx: &mut Tx,
        customers: &[CustomerId],
    ) -> Result<HashMap<CustomerId, String>, Error> {
        let mut references = HashMap::new();
        for (customer, contacts) in store::load_contacts(&mut Ask::Tx(tx), customers).await? {
            let of = |kind: ContactKind| contacts.iter().find(|contact| contact.kind == kind);
            let best = of(ContactKind::External).or(of(ContactKind::Phone)).or(of(ContactKind::Email));
            if let Some(contact) = best {
                references.insert(customer, contact.shown.clone());
            }
        }
        Ok(references)
    }
}

/// Loads what is known about the customers who are there.
async fn load(tx: &mut Tx, drafts: &mut HashMap<CustomerId, Draft>) -> Result<(), Error> {
    let mut there: Vec<CustomerId> =
        drafts.iter().filter(|(_, draft)| !draft.created).map(|(customer, _)| *customer).collect();
    there.sort_unstable();
    let mut heads = store::load_heads(&mut Ask::Tx(tx), &there).await?;
    let mut contacts = store::load_contacts(&mut Ask::Tx(tx), &there).await?;
    let mut tags = store::load_tags(&mut Ask::Tx(tx), &there).await?;
    for customer in there {
        let (Some(draft), Some(head)) = (drafts.get_mut(&customer), heads.remove(&customer)) else { continue };
        draft.before = head.fields.clone();
        draft.after = head.fields;
        let own = contacts.remove(&customer).unwrap_or_default();
        draft.keys = own.into_iter().map(|contact| (contact.kind, contact.key)).collect();
        draft.had_tags = tags.remove(&customer).unwrap_or_default().into_iter().collect();
    }
    Ok(())
}

impl Draft {
    fn take(
        &mut self,
        row: Incoming,
        answer: &Resolved,
        batch: BatchId,
        collisions: &Collisions,
        contacts: &mut Vec<ContactRow>,
    ) {
        for (field, text) in row.fields.known() {
            let writes = match collisions.of(&field) {
                Collision::Never => false,
                Collision::Skip => answer.created || (self.created && self.after.get(&field).is_empty()),
                Collision::FillBlank => self.after.get(&field).is_empty(),
                Collision::Overwrite => true,
            };
            if writes && field.takes(&text) {
                // Checked just before: a value the field takes is taken.
                self.after.set(&field, &text).ok();
            }
        }
        let Incoming { external, phone, email, tags, .. } = row;
        let external = external.map(|id| (ContactKind::External, id.clone(), id));
        let phone = phone.map(|(key, shown)| (ContactKind::Phone, key, shown));
        let email = email.map(|(key, shown)| (ContactKind::Email, key, shown));
        for (kind, key, shown) in [external, phone, email].into_iter().flatten() {
            if self.keys.insert((kind, key.clone())) {
                let (customer, role) = (answer.customer, String::new());
                contacts.push(ContactRow { customer, kind, role, shown, key, batch: Some(batch) });
                self.new_contacts = true;
            }
        }
        for tag in tags.iter().filter_map(|tag| read_tag(tag).ok()) {
            if self.had_tags.insert(tag.clone()) {
                self.new_tags.push(tag);
            }
        }
    }

    fn changes(&self, customer: CustomerId) -> Vec<FieldChange> {
        let fields = differences(&self.before, &self.after).into_iter().map(|field| {
            let (old, new) = (self.before.get(&field), self.after.get(&field));
            FieldChange { customer, field: field.name(), old, new }
        });
        let tags = self.new_tags.iter().map(|tag| {
            let field = format!("tag:{tag}");
            FieldChange { customer, field, old: String::new(), new: "1".to_owned() }
        });
        fields.chain(tags).collect()
    }
}

async fn save(
    tx: &mut Tx,
    batch: BatchId,
    order: &[CustomerId],
    drafts: &mut HashMap<CustomerId, Draft>,
    contacts: Vec<ContactRow>,
    today: Day,
) -> Result<(), Error> {
    let mut new = Vec::new();
    let mut changed = Vec::new();
    let mut stale = Vec::new();
    let mut tags = Vec::new();
    for customer in order {
        let Some(draft) = drafts.get_mut(customer) else { continue };
        if draft.created {
            if draft.after.name.is_empty() {
                draft.after.name = draft.after.shown_name();
            }
            draft.after.take_name_apart();
            new.push(NewRow { id: *customer, fields: draft.after.clone(), batch: Some(batch) });
        } else {
            let differs = draft.before != draft.after;
            if differs {
                changed.push(*customer);
            }
            if differs || draft.new_contacts {
                stale.push(*customer);
            }
        }
        tags.extend(draft.new_tags.iter().map(|tag| vec![Value::from(*customer), tag.into()]));
    }
    let made: HashSet<CustomerId> = new.iter().map(|row| row.id).collect();
    let (of_new, of_others): (Vec<_>, Vec<_>) = contacts.into_iter().partition(|row| made.contains(&row.customer));
    let version = current_version(tx).await?;
    store::insert(tx, &new, of_new, today, version).await?;
    store::insert_contacts(tx, of_others).await?;
    let fields: Vec<_> = changed.iter().filter_map(|id| drafts.get(id).map(|draft| (*id, &draft.after))).collect();
    store::save_many(tx, &fields).await?;
    store::reindex(tx, &stale).await?;
    tx.insert_many("customer_tag", TAG_COLUMNS, tags).await?;
    Ok(())
}
