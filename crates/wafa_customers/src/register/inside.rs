//! The commands of the register inside a transaction of whoever composes them: an order and its new customer, or a
//! change and the answer that is kept of it, are written together or not at all.

use wafa_db::{Tx, values};
use wafa_kernel::policy::action::{ReadCustomers, WriteCustomers};
use wafa_kernel::{CustomerId, Event, Permit, Signal};

use crate::ask::Ask;
use crate::duplicates::merges_of;
use crate::error::Error;
use crate::ladder::{current_version, rules_of};
use crate::register::dates::{load_dates, save_date};
use crate::register::service::{contact_rows, forget_split_name, lock_name, tell};
use crate::register::store::{self, NewRow};
use crate::register::{ContactKind, Field, NewCustomer, NextRung, Profile, differences, read_contact};
use crate::tags::{add_tags, read_tag};
use crate::{Customers, place};

impl Customers {
    /// As [`Customers::add`], in a transaction of the caller's.
    ///
    /// # Errors
    /// As [`Customers::add`]; the transaction can then only be dropped.
    pub async fn add_in(
        &self,
        tx: &mut Tx,
        permit: &Permit<WriteCustomers>,
        new: NewCustomer,
    ) -> Result<CustomerId, Error> {
        let place = place::place(tx).await?;
        let id: CustomerId = tx.new_id();
        let fields = new.fields.checked()?;
        let contacts = contact_rows(tx, id, &new.contacts, &place).await?;
        let tags: Vec<String> = new.tags.iter().map(|tag| read_tag(tag)).collect::<Result<_, _>>()?;
        let today = place.day_of(tx.now());
        let version = current_version(tx).await?;
        store::insert(tx, &[NewRow { id, fields, batch: None }], contacts, today, version).await?;
        for tag in &tags {
            add_tags(tx, &[id], tag).await?;
        }
        for (kind, day) in &new.dates {
            save_date(tx, id, kind, Some(*day)).await?;
        }
        tx.record(permit.actor(), Event::CustomerAdded { customer: id }).await?;
        Ok(id)
    }

    /// As [`Customers::change`], in a transaction of the caller's.
    ///
    /// # Errors
    /// As [`Customers::change`]; the transaction can then only be dropped.
    pub async fn change_in(
        &self,
        tx: &mut Tx,
        permit: &Permit<WriteCustomers>,
        customer: CustomerId,
        fields: Vec<(Field, String)>,
    ) -> Result<Vec<Field>, Error> {
        tx.lock(customer.raw()).await?;
        let before = store::load_live(&mut Ask::Tx(tx), customer).await?.fields;
        let mut after = before.clone();
        forget_split_name(&mut after, &fields);
        for (field, text) in &fields {
            after.set(field, text)?;
        }
        if after.name != before.name {
            after.take_name_apart();
        }
        let changed = differences(&before, &after);
        if !changed.is_empty() {
            store::save(tx, customer, &after).await?;
            store::reindex(tx, &[customer]).await?;
            tell(tx, permit.actor(), customer, changed.iter().map(Field::name).collect()).await?;
        }
        Ok(changed)
    }

    /// As [`Customers::get`], with what the transaction has written.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn get_in(
        &self,
        tx: &mut Tx,
        _permit: &Permit<ReadCustomers>,
        customer: CustomerId,
    ) -> Result<Profile, Error> {
        profile_of(&mut Ask::Tx(tx), customer).await
    }

    /// The record a customer lives on in: itself, unless it was merged.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn living_in(
        &self,
        tx: &mut Tx,
        _permit: &Permit<ReadCustomers>,
        customer: CustomerId,
    ) -> Result<CustomerId, Error> {
        Ok(store::load_head(&mut Ask::Tx(tx), customer).await?.merged_into.unwrap_or(customer))
    }

    /// Lets nobody else look for, or add, a customer by one of these contacts until the transaction ends: two
    /// orders of one new customer add one customer, whichever processes they reach.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn lock_contacts(&self, tx: &mut Tx, contacts: &[(ContactKind, String)]) -> Result<(), Error> {
        let country = place::place(tx).await?.country;
        let readable = contacts
            .iter()
            .filter_map(|(kind, text)| read_contact(*kind, text, &country).ok().map(|key| lock_name(*kind, &key)));
        Ok(tx.lock_names(&readable.collect::<Vec<_>>()).await?)
    }

    /// As [`Customers::find_by_contact`], with what the transaction has written.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn find_by_contact_in(
        &self,
        tx: &mut Tx,
        _permit: &Permit<ReadCustomers>,
        kind: ContactKind,
        text: &str,
    ) -> Result<Vec<CustomerId>, Error> {
        const SQL: &str = "select distinct customer_id from customer_contact where kind = $1 and key = $2";
        let country = place::place(tx).await?.country;
        let Ok(key) = read_contact(kind, text, &country) else { return Ok(Vec::new()) };
        let rows = tx.read(SQL, values![kind.as_str(), key]).await?;
        Ok(rows.iter().map(|row| row.get(0)).collect::<Result<_, _>>()?)
    }
}

/// Everything known about a customer, as whoever asks sees it.
pub(super) async fn profile_of(ask: &mut Ask<'_>, customer: CustomerId) -> Result<Profile, Error> {
    let head = store::load_head(ask, customer).await?;
    let contacts = store::load_contacts(ask, &[customer]).await?.remove(&customer).unwrap_or_default();
    let tags = store::load_tags(ask, &[customer]).await?.remove(&customer).unwrap_or_default();
    let dates = load_dates(ask, customer).await?;
    let mut signals: Vec<_> =
        store::load_signals(ask, &[customer]).await?.into_iter().map(|(_, signal)| signal).collect();
    let standing = store::load_standings(ask, &[customer]).await?.remove(&customer).ok_or(Error::NotFound)?;
    let (rules, _) = rules_of(ask).await?;
    let facts: Vec<Signal> = signals.iter().map(|signal| Signal { on: signal.on, kind: signal.kind }).collect();
    let next = NextRung::of(&standing, &facts, &rules);
    signals.reverse();
    Ok(Profile {
        id: customer,
        fields: head.fields,
        contacts,
        tags,
        dates,
        signals,
        standing,
        next,
        merged_into: head.merged_into,
        merges: merges_of(ask, customer).await?,
        batch: head.batch,
        created_at: head.created_at,
        changed_at: head.changed_at,
    })
}
