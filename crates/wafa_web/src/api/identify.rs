//! Whose order it is: by our id, the shop's id, phone, e-mail, in this order; a new customer when nobody fits.
//! Never by name. Whoever is named is locked in the transaction first, so that two orders of a new customer do not
//! add two customers, whichever processes they reach.

use serde::Deserialize;
use wafa_customers::{ContactKind, Fields, NewContact, NewCustomer};
use wafa_db::Tx;
use wafa_kernel::policy::action::{WriteCustomers, WriteOrders};
use wafa_kernel::{CustomerId, Policy};

use super::customers::echo;
use crate::fault::Fault;
use crate::who::Who;

/// How an order names its customer.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Named {
    id: Option<CustomerId>,
    external_id: Option<String>,
    phone: Option<String>,
    email: Option<String>,
    name: Option<String>,
}

impl Named {
    /// Whether it can be told whose order it is.
    pub fn names_somebody(&self) -> bool {
        self.id.is_some() || !self.contacts().is_empty()
    }
    fn contacts(&self) -> Vec<(ContactKind, String)> {
        let of = |kind: ContactKind, text: &Option<String>| text.clone().map(|text| (kind, text));
        [
            of(ContactKind::External, &self.external_id),
            of(ContactKind::Phone, &self.phone),
            of(ContactKind::Email, &self.email),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

/// Keeps everybody else from deciding about the same contacts until the transaction ends.
pub async fn alone(who: &Who<WriteOrders>, tx: &mut Tx, named: &Named) -> Result<(), Fault> {
    if named.id.is_none() {
        who.app.customers.lock_contacts(tx, &named.contacts()).await?;
    }
    Ok(())
}

/// The customer who is named; `None` when nobody is, or nobody fits.
pub async fn found(who: &Who<WriteOrders>, tx: &mut Tx, named: &Named) -> Result<Option<CustomerId>, Fault> {
    if let Some(id) = named.id {
        return Ok(Some(who.app.customers.living_in(tx, &echo(), id).await?));
    }
    let mut ambiguous = false;
    for (kind, text) in named.contacts() {
        let found = who.app.customers.find_by_contact_in(tx, &echo(), kind, &text).await?;
        match found.as_slice() {
            [] => {}
            [only] => return Ok(Some(*only)),
            _ => ambiguous = true,
        }
    }
    if ambiguous { Err(Fault::conflict("api.customer_ambiguous")) } else { Ok(None) }
}

/// The customer who is named, added when new. `None` when nobody is named.
pub async fn found_or_added(
    who: &Who<WriteOrders>,
    tx: &mut Tx,
    named: &Named,
    source: &str,
) -> Result<Option<CustomerId>, Fault> {
    if let Some(found) = found(who, tx, named).await? {
        return Ok(Some(found));
    }
    let contacts = named.contacts();
    if contacts.is_empty() {
        return Ok(None);
    }
    let name = named.name.clone().unwrap_or_default();
    let fields = Fields { name, source: source.to_owned(), ..Fields::default() };
    let contacts = contacts.into_iter().map(|(kind, text)| NewContact { kind, role: String::new(), text }).collect();
    // Whoever may record orders may record whose they are.
    let permit = who.permit_for::<WriteCustomers>().unwrap_or_else(|_| Policy::system("api order"));
    let new = NewCustomer { fields, contacts, ..NewCustomer::default() };
    Ok(Some(who.app.customers.add_in(tx, &permit, new).await?))
}
