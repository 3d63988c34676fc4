//! Adding, changing and showing customers.

use std::collections::HashMap;

use wafa_db::Tx;
use wafa_kernel::policy::action::{ReadCustomers, WriteCustomers};
use wafa_kernel::{Actor, CustomerId, Event, EventId, Permit};

use crate::ask::{Ask, ids};
use crate::error::Error;
use crate::place::Place;
use crate::register::inside::profile_of;
use crate::register::store::{self, ContactRow};
use crate::register::{ContactId, ContactKind, Field, Fields, NewContact, NewCustomer, Profile, read_contact};
use crate::{Customers, place};

const OWNER_OF: &str = "select id, customer_id from customer_contact where kind = $1 and key = $2 order by id";
const DROP_CONTACT: &str = "delete from customer_contact where id = $1 and customer_id = $2 returning kind";

impl Customers {
    /// Adds a customer. Nothing is required; a phone or address another customer has is allowed (families share
    /// them) and suggested as a duplicate.
    ///
    /// # Errors
    /// [`Error::ExternalTaken`], or what is wrong with a field, a contact or a tag.
    pub async fn add(&self, permit: &Permit<WriteCustomers>, new: NewCustomer) -> Result<CustomerId, Error> {
        let mut tx = self.db.begin().await?;
        let id = self.add_in(&mut tx, permit, new).await?;
        tx.commit().await?;
        Ok(id)
    }

    /// Changes fields; blank clears one. Returns the fields that are different now.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Merged`], [`Error::InvalidField`].
    pub async fn change(
        &self,
        permit: &Permit<WriteCustomers>,
        customer: CustomerId,
        fields: Vec<(Field, String)>,
    ) -> Result<Vec<Field>, Error> {
        let mut tx = self.db.begin().await?;
        let changed = self.change_in(&mut tx, permit, customer, fields).await?;
        tx.commit().await?;
        Ok(changed)
    }

    /// Adds a phone, an address or an id. One the customer has already is returned as it is.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Merged`], [`Error::ExternalTaken`], or what is wrong with the text.
    pub async fn add_contact(
        &self,
        permit: &Permit<WriteCustomers>,
        customer: CustomerId,
        contact: NewContact,
    ) -> Result<ContactId, Error> {
        let mut tx = self.db.begin().await?;
        tx.lock(customer.raw()).await?;
        store::load_live(&mut Ask::Tx(&mut tx), customer).await?;
        let place = place::place(&mut tx).await?;
        let key = read_contact(contact.kind, &contact.text, &place.country)?;
        for row in tx.read(OWNER_OF, wafa_db::values![contact.kind.as_str(), &key]).await? {
            if row.get::<CustomerId>(1)? == customer {
                return Ok(row.get(0)?);
            }
        }
        let kind = contact.kind;
        let rows = contact_rows(&mut tx, customer, &[contact], &place).await?;
        let made = store::insert_contacts(&mut tx, rows).await?;
        store::reindex(&mut tx, &[customer]).await?;
        tell(&mut tx, permit.actor(), customer, vec![kind.as_str().to_owned()]).await?;
        tx.commit().await?;
        made.first().copied().ok_or(Error::ContactNotFound)
    }

    /// Takes a phone, an address or an id away.
    ///
    /// # Errors
    /// [`Error::ContactNotFound`], [`Error::NotFound`], [`Error::Merged`].
    pub async fn remove_contact(
        &self,
        permit: &Permit<WriteCustomers>,
        customer: CustomerId,
        contact: ContactId,
    ) -> Result<(), Error> {
        let mut tx = self.db.begin().await?;
        store::load_live(&mut Ask::Tx(&mut tx), customer).await?;
        let gone = tx.read(DROP_CONTACT, wafa_db::values![contact, customer]).await?;
        let kind: String = gone.first().ok_or(Error::ContactNotFound)?.get(0)?;
        store::reindex(&mut tx, &[customer]).await?;
        tell(&mut tx, permit.actor(), customer, vec![kind]).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Writes a note on the customer's timeline.
    ///
    /// # Errors
    /// [`Error::NoteEmpty`], [`Error::NotFound`], [`Error::Merged`].
    pub async fn add_note(
        &self,
        permit: &Permit<WriteCustomers>,
        customer: CustomerId,
        text: &str,
    ) -> Result<EventId, Error> {
        let text = text.trim().to_owned();
        if text.is_empty() {
            return Err(Error::NoteEmpty);
        }
        let author = match permit.actor() {
            Actor::User { id, .. } => Some(*id),
            _ => None,
        };
        let mut tx = self.db.begin().await?;
        store::load_live(&mut Ask::Tx(&mut tx), customer).await?;
        let event = tx.record(permit.actor(), Event::NoteAdded { customer, author, text }).await?;
        tx.commit().await?;
        Ok(event)
    }

    /// Everything known about a customer; also about a record that went into another one.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn get(&self, _permit: &Permit<ReadCustomers>, customer: CustomerId) -> Result<Profile, Error> {
        profile_of(&mut Ask::Db(&self.db), customer).await
    }

    /// Who has this phone, address or id, in any digits and spelling. Nobody when it cannot be read.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn find_by_contact(
        &self,
        _permit: &Permit<ReadCustomers>,
        kind: ContactKind,
        text: &str,
    ) -> Result<Vec<CustomerId>, Error> {
        const SQL: &str = "select distinct customer_id from customer_contact where kind = $1 and key = $2";
        let place = place::place_of(&self.db).await?;
        let Ok(key) = read_contact(kind, text, &place.country) else { return Ok(Vec::new()) };
        let rows = self.db.read(SQL, wafa_db::values![kind.as_str(), key]).await?;
        Ok(rows.iter().map(|row| row.get(0)).collect::<Result<_, _>>()?)
    }

    /// The names to show for customers; a customer without a name has a blank one.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn names(
        &self,
        _permit: &Permit<ReadCustomers>,
        customers: &[CustomerId],
    ) -> Result<HashMap<CustomerId, String>, Error> {
        const SQL: &str = "select id, name from customer where id";
        let rows = Ask::Db(&self.db).rows_in(SQL, ids(customers), "").await?;
        Ok(rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect::<Result<_, wafa_db::DbError>>()?)
    }

    /// The business's own ids of customers, where they have one; the oldest where they have several.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn external_ids(
        &self,
        _permit: &Permit<ReadCustomers>,
        customers: &[CustomerId],
    ) -> Result<HashMap<CustomerId, String>, Error> {
        const SQL: &str = "select customer_id, shown from customer_contact where customer_id";
        let rows = Ask::Db(&self.db).rows_in(SQL, ids(customers), "and kind = 'external' order by id").await?;
        let mut found = HashMap::new();
        for row in &rows {
            found.entry(row.get(0)?).or_insert(row.get(1)?);
        }
        Ok(found)
    }
}

/// The contacts of one customer, checked, each once.
pub(super) async fn contact_rows(
    tx: &mut Tx,
    customer: CustomerId,
    contacts: &[NewContact],
    place: &Place,
) -> Result<Vec<ContactRow>, Error> {
    let mut rows: Vec<ContactRow> = Vec::new();
    for contact in contacts {
        let key = read_contact(contact.kind, &contact.text, &place.country)?;
        if rows.iter().any(|row| row.kind == contact.kind && row.key == key) {
            continue;
        }
        if contact.kind == ContactKind::External {
            tx.lock_names(&[lock_name(contact.kind, &key)]).await?;
            let taken = tx.read(OWNER_OF, wafa_db::values![contact.kind.as_str(), &key]).await?;
            if let Some(row) = taken.first() {
                return Err(Error::ExternalTaken { by: row.get(1)? });
            }
        }
        let (role, shown) = (contact.role.trim().to_owned(), contact.text.trim().to_owned());
        rows.push(ContactRow { customer, kind: contact.kind, role, shown, key, batch: None });
    }
    Ok(rows)
}

/// What is locked while it is decided whose contact this is.
pub(super) fn lock_name(kind: ContactKind, key: &str) -> String {
    format!("contact:{}:{key}", kind.as_str())
}

/// When the name changes and its parts were only taken from it, the parts go with the old name.
pub(super) fn forget_split_name(fields: &mut Fields, changes: &[(Field, String)]) {
    let names = |field: &Field| changes.iter().any(|(changed, _)| changed == field);
    if !names(&Field::Name) || names(&Field::GivenName) || names(&Field::FamilyName) {
        return;
    }
    let parts = wafa_text::names::split(&fields.name);
    if parts.given == fields.given_name && parts.family == fields.family_name {
        fields.given_name.clear();
        fields.family_name.clear();
        if parts.honorific.is_some_and(|honorific| honorific == fields.honorific) {
            fields.honorific.clear();
        }
    }
}

/// Fields that are not the same in both.
pub(crate) fn differences(before: &Fields, after: &Fields) -> Vec<Field> {
    let custom = before.custom.keys().chain(after.custom.keys()).map(|name| Field::Custom(name.clone()));
    let mut all: Vec<Field> = Field::PLAIN.into_iter().chain(custom).collect();
    all.sort();
    all.dedup();
    all.retain(|field| before.get(field) != after.get(field));
    all
}

/// Writes the change down.
pub(crate) async fn tell(tx: &mut Tx, actor: &Actor, customer: CustomerId, fields: Vec<String>) -> Result<(), Error> {
    tx.record(actor, Event::CustomerChanged { customer, fields }).await?;
    Ok(())
}
