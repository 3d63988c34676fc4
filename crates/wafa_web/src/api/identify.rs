//! Whose order it is: by our id, the shop's id, phone, e-mail, in this order; a new customer when nobody fits.
//! Never by name. One at a time, so that two orders of a new customer do not add two customers.

use serde::Deserialize;
use wafa_customers::{ContactKind, Fields, NewContact, NewCustomer};
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

/// The customer of an order, added when new. `None` when the order names nobody.
pub async fn customer_of(who: &Who<WriteOrders>, named: &Named, source: &str) -> Result<Option<CustomerId>, Fault> {
    if let Some(id) = named.id {
        let profile = who.app.customers.get(&echo(), id).await?;
        return Ok(Some(profile.merged_into.unwrap_or(profile.id)));
    }
    let contacts = named.contacts();
    if contacts.is_empty() {
        return Ok(None);
    }
    if let Some(found) = find(who, &contacts).await? {
        return Ok(Some(found));
    }
    let _alone = who.app.identify.lock().await;
    if let Some(found) = find(who, &contacts).await? {
        return Ok(Some(found));
    }
    let name = named.name.clone().unwrap_or_default();
    let fields = Fields { name, source: source.to_owned(), ..Fields::default() };
    let contacts = contacts.into_iter().map(|(kind, text)| NewContact { kind, role: String::new(), text }).collect();
    // Whoever may record orders may record whose they are.
    let permit = who.permit_for::<WriteCustomers>().unwrap_or_else(|_| Policy::system("api order"));
    let added = who.app.customers.add(&permit, NewCustomer { fields, contacts, ..NewCustomer::default() }).await?;
    Ok(Some(added))
}

async fn find(who: &Who<WriteOrders>, contacts: &[(ContactKind, String)]) -> Result<Option<CustomerId>, Fault> {
    let mut ambiguous = false;
    for (kind, text) in contacts {
        let found = who.app.customers.find_by_contact(&echo(), *kind, text).await?;
        match found.as_slice() {
            [] => {}
            [only] => return Ok(Some(*only)),
            _ => ambiguous = true,
        }
    }
    if ambiguous { Err(Fault::conflict("api.customer_ambiguous")) } else { Ok(None) }
}
