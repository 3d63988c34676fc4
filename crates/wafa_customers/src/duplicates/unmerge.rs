//! Taking a merge back.

use wafa_db::facts::{self, Whose};
use wafa_db::{Tx, Value};
use wafa_kernel::policy::action::MergeCustomers;
use wafa_kernel::{BatchId, CustomerId, Event, Permit};

use crate::ask::Ask;
use crate::duplicates::merge::lock_both;
use crate::duplicates::{MergeId, Moved};
use crate::error::Error;
use crate::ladder::{Announce, refresh};
use crate::register::store;
use crate::{Customers, Field, place};

const LOAD: &str = "select kept_id, merged_id, moved from customer_merge where id = $1 and undone_at is null";
const LATER: &str = "select 1 from customer_merge where kept_id = $1 and id > $2 and undone_at is null limit 1";
const UNDONE: &str = "update customer_merge set undone_at = $2 where id = $1";
const POINT: &str = "update customer set merged_into = null, changed_at = $2 where id = $1";
const BACK_CONTACT: &str = "update customer_contact set customer_id = $3 where id = $1 and customer_id = $2";
const BACK_SIGNAL: &str = "update customer_signal set customer_id = $3 where id = $1 and customer_id = $2";
const UNTAG: &str = "delete from customer_tag where customer_id = $1 and tag = $2";
const UNDATE: &str = "delete from customer_date where customer_id = $1 and kind = $2 and on_day = $3";
const CONTACT_COLUMNS: &[&str] = &["id", "customer_id", "kind", "role", "shown", "key", "batch_id"];

impl Customers {
    /// Takes a merge back: both records are as they were, but for what was changed since.
    ///
    /// # Errors
    /// [`Error::MergeNotFound`]; [`Error::NotTheLastMerge`] when a later merge has to be taken back first.
    pub async fn unmerge(&self, permit: &Permit<MergeCustomers>, id: MergeId) -> Result<(), Error> {
        let mut tx = self.db.begin().await?;
        let (keep, merged, _) = load(&mut tx, id).await?;
        lock_both(&mut tx, keep, merged).await?;
        // Read again: somebody else may have taken it back before the lock was held.
        let (keep, merged, moved) = load(&mut tx, id).await?;
        let head = store::load_head(&mut Ask::Tx(&mut tx), keep).await?;
        if head.merged_into.is_some() || !tx.read(LATER, wafa_db::values![keep, id]).await?.is_empty() {
            return Err(Error::NotTheLastMerge);
        }
        put_back(&mut tx, keep, merged, &moved).await?;
        let mut fields = head.fields;
        for (name, filled) in &moved.fields {
            let field: Field = name.parse()?;
            if fields.get(&field) == *filled {
                fields.set(&field, "")?;
            }
        }
        store::save(&mut tx, keep, &fields).await?;
        let now = tx.now();
        tx.execute(UNDONE, wafa_db::values![id, now]).await?;
        tx.execute(POINT, wafa_db::values![merged, now]).await?;
        store::reindex(&mut tx, &[keep, merged]).await?;
        tx.record(permit.actor(), Event::CustomersUnmerged { customer: keep, restored: merged }).await?;
        let today = place::today(&mut tx).await?;
        refresh(&mut tx, self.purchases.as_ref(), &[keep, merged], today, Announce::By(permit.actor())).await?;
        facts::changed(&mut tx, [keep, merged].map(Whose::Customer)).await?;
        tx.commit().await?;
        Ok(())
    }
}

async fn load(tx: &mut Tx, id: MergeId) -> Result<(CustomerId, CustomerId, Moved), Error> {
    let rows = tx.read(LOAD, wafa_db::values![id]).await?;
    let row = rows.first().ok_or(Error::MergeNotFound)?;
    Ok((row.get(0)?, row.get(1)?, serde_json::from_str(&row.get::<String>(2)?)?))
}

async fn put_back(tx: &mut Tx, keep: CustomerId, merged: CustomerId, moved: &Moved) -> Result<(), Error> {
    let back = |ids: &[i64]| ids.iter().map(|id| wafa_db::values![*id, keep, merged]).collect::<Vec<_>>();
    tx.execute_many(BACK_CONTACT, back(&moved.contacts)).await?;
    tx.execute_many(BACK_SIGNAL, back(&moved.signals)).await?;
    let twice = moved.twice.iter().map(|contact| {
        let batch = contact.batch.map(BatchId::from_raw);
        let (kind, role) = (contact.kind.as_str(), contact.role.as_str());
        vec![
            Value::Int(contact.id),
            merged.into(),
            kind.into(),
            role.into(),
            contact.shown.as_str().into(),
            contact.key.as_str().into(),
            Value::from(batch),
        ]
    });
    tx.insert_many("customer_contact", CONTACT_COLUMNS, twice.collect()).await?;
    let tags = moved.tags.iter().map(|tag| wafa_db::values![keep, tag]).collect();
    tx.execute_many(UNTAG, tags).await?;
    let dates = moved.dates.iter().map(|(kind, day)| wafa_db::values![keep, kind, *day]).collect();
    tx.execute_many(UNDATE, dates).await?;
    Ok(())
}
