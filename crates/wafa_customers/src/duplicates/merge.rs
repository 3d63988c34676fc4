//! Merging two records.

use std::collections::HashMap;

use wafa_db::facts::{self, Whose};
use wafa_db::{Tx, Value};
use wafa_kernel::policy::action::{MergeCustomers, ReadCustomers};
use wafa_kernel::{CustomerId, Event, Permit};

use crate::ask::Ask;
use crate::duplicates::{MergeId, Moved, Twice};
use crate::error::Error;
use crate::ladder::{Announce, refresh};
use crate::register::dates::{load_dates, save_date};
use crate::register::store;
use crate::tags::add_tags;
use crate::{Contact, Customers, Field, Fields, place};

const INSERT: &str = "insert into customer_merge (id, kept_id, merged_id, merged_at, merged_by, undone_at, moved) \
    values ($1, $2, $3, $4, $5, null, $6)";
const POINT: &str = "update customer set merged_into = $2, changed_at = $3 where id = $1";
const MOVE_CONTACT: &str = "update customer_contact set customer_id = $2 where id = $1";
const DROP_CONTACT: &str = "delete from customer_contact where id = $1";
const CONTACT_BATCH: &str = "select id, batch_id from customer_contact where customer_id = $1 and batch_id is not null";
const MOVE_SIGNAL: &str = "update customer_signal set customer_id = $2 where id = $1";
const APART: &str = "insert into customer_distinct (low_id, high_id, decided_at, decided_by) values ($1, $2, $3, $4) \
    on conflict (low_id, high_id) do nothing";
const TOGETHER: &str = "delete from customer_distinct where low_id = $1 and high_id = $2";
const RECORDS: &str = "with recursive one (id) as (select c.id from customer c where c.id = $1 union all \
    select c.id from customer c join one on c.merged_into = one.id) select id from one order by id";

/// Fields that belong to the name; they go together.
const NAME: [Field; 5] = [Field::Name, Field::Honorific, Field::GivenName, Field::FamilyName, Field::Greeting];

impl Customers {
    /// Puts one record into another. The one that stays keeps what it has and gets what it lacks.
    ///
    /// # Errors
    /// [`Error::SameRecord`], [`Error::NotFound`], [`Error::Merged`].
    pub async fn merge(
        &self,
        permit: &Permit<MergeCustomers>,
        keep: CustomerId,
        merged: CustomerId,
    ) -> Result<MergeId, Error> {
        if keep == merged {
            return Err(Error::SameRecord);
        }
        let mut tx = self.db.begin().await?;
        lock_both(&mut tx, keep, merged).await?;
        let kept_fields = store::load_live(&mut Ask::Tx(&mut tx), keep).await?.fields;
        let merged_fields = store::load_live(&mut Ask::Tx(&mut tx), merged).await?.fields;
        let mut moved = Moved::default();
        move_contacts(&mut tx, keep, merged, &mut moved).await?;
        copy_tags_and_dates(&mut tx, keep, merged, &mut moved).await?;
        for (_, signal) in store::load_signals(&mut Ask::Tx(&mut tx), &[merged]).await? {
            tx.execute(MOVE_SIGNAL, wafa_db::values![signal.id, keep]).await?;
            moved.signals.push(signal.id.raw());
        }
        let filled = fill(&kept_fields, &merged_fields, &mut moved)?;
        store::save(&mut tx, keep, &filled).await?;
        let (id, now): (MergeId, _) = (tx.new_id(), tx.now());
        let body = serde_json::to_string(&moved)?;
        tx.execute(INSERT, wafa_db::values![id, keep, merged, now, permit.actor().to_string(), body]).await?;
        tx.execute(POINT, wafa_db::values![merged, keep, now]).await?;
        tx.execute(TOGETHER, ordered(keep, merged).to_vec()).await?;
        store::reindex(&mut tx, &[keep, merged]).await?;
        tx.record(permit.actor(), Event::CustomersMerged { customer: keep, merged }).await?;
        let today = place::today(&mut tx).await?;
        refresh(&mut tx, self.purchases.as_ref(), &[keep, merged], today, Announce::By(permit.actor())).await?;
        facts::changed(&mut tx, [keep, merged].map(Whose::Customer)).await?;
        tx.commit().await?;
        Ok(id)
    }

    /// Notes that two records are two people; they are not suggested again.
    ///
    /// # Errors
    /// [`Error::SameRecord`].
    pub async fn keep_apart(&self, permit: &Permit<MergeCustomers>, a: CustomerId, b: CustomerId) -> Result<(), Error> {
        if a == b {
            return Err(Error::SameRecord);
        }
        let mut tx = self.db.begin().await?;
        let [low, high] = ordered(a, b);
        let now = tx.now();
        tx.execute(APART, wafa_db::values![low, high, now, permit.actor().to_string()]).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Takes back that two records are two people: they may be offered as duplicates again.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn not_apart(&self, _permit: &Permit<MergeCustomers>, a: CustomerId, b: CustomerId) -> Result<(), Error> {
        const NOT_APART: &str = "delete from customer_distinct where low_id = $1 and high_id = $2";
        let mut tx = self.db.begin().await?;
        let [low, high] = ordered(a, b);
        tx.execute(NOT_APART, wafa_db::values![low, high]).await?;
        tx.commit().await?;
        Ok(())
    }

    /// The record and all that went into it, however far: whose events belong on one timeline.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn records_of(
        &self,
        _permit: &Permit<ReadCustomers>,
        customer: CustomerId,
    ) -> Result<Vec<CustomerId>, Error> {
        let rows = self.db.read(RECORDS, wafa_db::values![customer]).await?;
        Ok(rows.iter().map(|row| row.get(0)).collect::<Result<_, _>>()?)
    }
}

/// Holds both records until the end of the transaction, in one order, so that two merges cannot wait for each other.
pub(super) async fn lock_both(tx: &mut Tx, a: CustomerId, b: CustomerId) -> Result<(), Error> {
    tx.lock(a.min(b).raw()).await?;
    tx.lock(a.max(b).raw()).await?;
    Ok(())
}

fn ordered(a: CustomerId, b: CustomerId) -> [Value; 2] {
    [a.min(b).into(), a.max(b).into()]
}

/// Contacts the other record lacks go over; those it has are put away.
async fn move_contacts(tx: &mut Tx, keep: CustomerId, merged: CustomerId, moved: &mut Moved) -> Result<(), Error> {
    let mut contacts = store::load_contacts(&mut Ask::Tx(tx), &[keep, merged]).await?;
    let batches = tx.read(CONTACT_BATCH, wafa_db::values![merged]).await?;
    let batches: HashMap<i64, i64> =
        batches.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect::<Result<_, wafa_db::DbError>>()?;
    let has = contacts.remove(&keep).unwrap_or_default();
    for contact in contacts.remove(&merged).unwrap_or_default() {
        let Contact { id, kind, role, shown, key } = contact;
        if has.iter().any(|own| own.kind == kind && own.key == key) {
            tx.execute(DROP_CONTACT, wafa_db::values![id]).await?;
            let (id, kind) = (id.raw(), kind.as_str().to_owned());
            moved.twice.push(Twice { id, kind, role, shown, key, batch: batches.get(&id).copied() });
        } else {
            tx.execute(MOVE_CONTACT, wafa_db::values![id, keep]).await?;
            moved.contacts.push(id.raw());
        }
    }
    Ok(())
}

async fn copy_tags_and_dates(
    tx: &mut Tx,
    keep: CustomerId,
    merged: CustomerId,
    moved: &mut Moved,
) -> Result<(), Error> {
    let tags = store::load_tags(&mut Ask::Tx(tx), &[merged]).await?;
    for tag in tags.into_values().flatten() {
        if !add_tags(tx, &[keep], &tag).await?.is_empty() {
            moved.tags.push(tag);
        }
    }
    let has = load_dates(&mut Ask::Tx(tx), keep).await?;
    for (kind, day) in load_dates(&mut Ask::Tx(tx), merged).await? {
        if !has.iter().any(|(own, _)| *own == kind) {
            save_date(tx, keep, &kind, Some(day)).await?;
            moved.dates.push((kind, day));
        }
    }
    Ok(())
}

/// The fields of the record that stays, its blanks filled. A name is filled as a whole or not at all.
fn fill(kept: &Fields, merged: &Fields, moved: &mut Moved) -> Result<Fields, Error> {
    let mut filled = kept.clone();
    for (field, text) in merged.known() {
        if !kept.get(&field).is_empty() || (NAME.contains(&field) && !kept.name.is_empty()) {
            continue;
        }
        filled.set(&field, &text)?;
        moved.fields.push((field.name(), text));
    }
    Ok(filled)
}
