//! Taking back what an import did to the register.

use std::collections::HashSet;

use wafa_db::facts::{self, Whose};
use wafa_db::{Tx, Value};
use wafa_kernel::{BatchId, CustomerId};

use crate::Customers;
use crate::ask::{Ask, execute_in, ids};
use crate::bulk::FieldChange;
use crate::error::Error;
use crate::ladder::store::TIMER;
use crate::register::Field;
use crate::register::store;

const CREATED: &str = "select id from customer where batch_id = $1 and id > $2 order by id limit $3";
const OWN: &str = "select id, batch_id from customer where id";
const MERGED: &str = "select kept_id, merged_id from customer_merge where undone_at is null and kept_id";
const MERGED_INTO: &str = "select kept_id, merged_id from customer_merge where undone_at is null and merged_id";
const SIGNALLED: &str = "select distinct customer_id from customer_signal where customer_id";
const TOUCHED: &str = "select distinct customer_id from timeline_event \
    where kind <> 'rung_changed' and actor <> 'system:intake' and customer_id";
const OTHERS: &str = "select distinct customer_id, batch_id from customer_contact where customer_id";
const ADDED_CONTACTS: &str = "delete from customer_contact where batch_id = $1 and customer_id in \
    (select c.id from customer c where c.batch_id is null or c.batch_id <> $1) returning customer_id";
const UNTAG: &str = "delete from customer_tag where customer_id = $1 and tag = $2";

/// Tables with rows about one customer, in the order in which they can be emptied.
const DELETE: [&str; 11] = [
    "delete from customer_token where customer_id",
    "delete from customer_tag where customer_id",
    "delete from customer_date where customer_id",
    "delete from customer_signal where customer_id",
    "delete from customer_rung where customer_id",
    "delete from customer_standing where customer_id",
    "delete from customer_contact where customer_id",
    "delete from customer_merge where merged_id",
    "delete from customer_merge where kept_id",
    "delete from customer_distinct where low_id",
    "delete from customer_distinct where high_id",
];

/// What was taken back.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DeletedBatch {
    /// Customers who are gone.
    pub deleted: Vec<CustomerId>,
    /// Customers the caller gave as safe who stay, because people or later batches have worked with them.
    pub kept: u64,
    /// Fields and tags put back.
    pub restored: u64,
    /// Customers who stay and were changed.
    pub touched: Vec<CustomerId>,
}

impl Customers {
    /// Customers a batch added, by id, after `after`.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn batch_customers(
        &self,
        tx: &mut Tx,
        batch: BatchId,
        after: Option<CustomerId>,
        limit: u32,
    ) -> Result<Vec<CustomerId>, Error> {
        let after = after.map_or(0, wafa_kernel::Id::raw);
        let rows = tx.read(CREATED, wafa_db::values![batch, after, limit]).await?;
        Ok(rows.iter().map(|row| row.get(0)).collect::<Result<_, _>>()?)
    }

    /// Puts customers a batch added, and their contacts, down to other batches that have to do with them: taking those
    /// back as well takes the customers. Only importers call it.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn hand_over(&self, tx: &mut Tx, batch: BatchId, to: &[(CustomerId, BatchId)]) -> Result<(), Error> {
        const CUSTOMER: &str = "update customer set batch_id = $3 where id = $1 and batch_id = $2";
        const CONTACTS: &str = "update customer_contact set batch_id = $3 where customer_id = $1 and batch_id = $2";
        let rows: Vec<_> = to.iter().map(|(customer, heir)| wafa_db::values![*customer, batch, *heir]).collect();
        tx.execute_many(CUSTOMER, rows.clone()).await?;
        tx.execute_many(CONTACTS, rows).await?;
        Ok(())
    }

    /// Takes back what a batch did: deletes those of `safe` (customers without orders left) that the batch added and
    /// nobody has worked with since, puts back fields that still are as the batch left them, and takes away contacts
    /// the batch added to others. May be called in chunks. Only importers call it.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn delete_batch(
        &self,
        tx: &mut Tx,
        batch: BatchId,
        safe: &[CustomerId],
        changes: &[FieldChange],
    ) -> Result<DeletedBatch, Error> {
        let deletable = deletable(tx, batch, safe).await?;
        delete(tx, &deletable).await?;
        let mut touched: HashSet<CustomerId> = HashSet::new();
        for row in tx.read(ADDED_CONTACTS, wafa_db::values![batch]).await? {
            touched.insert(row.get(0)?);
        }
        let restored = restore(tx, changes, &mut touched).await?;
        let mut touched: Vec<CustomerId> = touched.into_iter().collect();
        touched.sort_unstable();
        store::reindex(tx, &touched).await?;
        let kept = u64::try_from(safe.len().saturating_sub(deletable.len())).unwrap_or(0);
        Ok(DeletedBatch { deleted: deletable, kept, restored, touched })
    }
}

/// Those the batch added and nothing else refers to.
async fn deletable(tx: &mut Tx, batch: BatchId, safe: &[CustomerId]) -> Result<Vec<CustomerId>, Error> {
    let mut own: HashSet<CustomerId> = HashSet::new();
    for row in Ask::Tx(tx).rows_in(OWN, ids(safe), "").await? {
        if row.get::<Option<BatchId>>(1)? == Some(batch) {
            own.insert(row.get(0)?);
        }
    }
    for sql in [MERGED, MERGED_INTO] {
        for row in Ask::Tx(tx).rows_in(sql, ids(safe), "").await? {
            own.remove(&row.get(0)?);
            own.remove(&row.get(1)?);
        }
    }
    for sql in [SIGNALLED, TOUCHED] {
        for row in Ask::Tx(tx).rows_in(sql, ids(safe), "").await? {
            own.remove(&row.get(0)?);
        }
    }
    for row in Ask::Tx(tx).rows_in(OTHERS, ids(safe), "").await? {
        if row.get::<Option<BatchId>>(1)? != Some(batch) {
            own.remove(&row.get(0)?);
        }
    }
    let mut own: Vec<CustomerId> = own.into_iter().collect();
    own.sort_unstable();
    Ok(own)
}

async fn delete(tx: &mut Tx, customers: &[CustomerId]) -> Result<(), Error> {
    if customers.is_empty() {
        return Ok(());
    }
    for sql in DELETE {
        execute_in(tx, sql, customers).await?;
    }
    tx.set_timers_many(TIMER, customers.iter().map(|customer| (customer.raw(), None)).collect()).await?;
    execute_in(tx, "delete from customer where id", customers).await?;
    facts::changed(tx, customers.iter().copied().map(Whose::Customer)).await?;
    Ok(())
}

/// Puts back fields and tags that still are as the batch left them.
async fn restore(tx: &mut Tx, changes: &[FieldChange], touched: &mut HashSet<CustomerId>) -> Result<u64, Error> {
    let mut customers: Vec<CustomerId> = changes.iter().map(|change| change.customer).collect();
    customers.sort_unstable();
    customers.dedup();
    let mut heads = store::load_heads(&mut Ask::Tx(tx), &customers).await?;
    let mut restored = 0;
    let mut tags = Vec::new();
    let mut saved: HashSet<CustomerId> = HashSet::new();
    for change in changes {
        let Some(head) = heads.get_mut(&change.customer) else { continue };
        if let Some(tag) = change.field.strip_prefix("tag:") {
            tags.push(vec![Value::from(change.customer), tag.into()]);
            continue;
        }
        let field: Field = change.field.parse()?;
        if head.fields.get(&field) == change.new {
            head.fields.set(&field, &change.old)?;
            saved.insert(change.customer);
            restored += 1;
        }
    }
    let rows: Vec<_> = saved.iter().filter_map(|id| heads.get(id).map(|head| (*id, &head.fields))).collect();
    store::save_many(tx, &rows).await?;
    restored += tx.execute_many(UNTAG, tags).await?;
    touched.extend(saved);
    Ok(restored)
}
