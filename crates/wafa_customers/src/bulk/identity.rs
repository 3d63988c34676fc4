//! Whom rows mean.

use std::collections::{HashMap, HashSet};

use wafa_db::{Tx, Value};
use wafa_kernel::CustomerId;

use crate::ask::{Ask, ids};
use crate::bulk::Incoming;
use crate::error::Error;

const EXTERNAL: &str = "select key, customer_id from customer_contact where kind = 'external' and key";
const PHONE: &str = "select key, customer_id from customer_contact where kind = 'phone' and key";
const EMAIL: &str = "select key, customer_id from customer_contact where kind = 'email' and key";
const NAMES: &str = "select id, name from customer where id";
const NAMED: &str = "select distinct customer_id from customer_contact where kind = 'external' and customer_id";

/// Who has which id, phone and address, as far as the rows ask.
#[derive(Debug, Default)]
pub(super) struct Holders {
    external: HashMap<String, CustomerId>,
    phone: HashMap<String, Vec<CustomerId>>,
    email: HashMap<String, Vec<CustomerId>>,
    /// Customers another system names.
    named: HashSet<CustomerId>,
    /// Names as they are compared, for telling apart those who share a phone or an address.
    names: HashMap<CustomerId, String>,
}

impl Holders {
    /// Loads the holders of everything the rows name.
    pub(super) async fn load(tx: &mut Tx, rows: &[Incoming]) -> Result<Self, Error> {
        let mut holders = Self::default();
        let keys = rows.iter().filter_map(|row| row.external.as_deref());
        for (key, customer) in held(tx, EXTERNAL, keys).await? {
            holders.external.insert(key, customer);
        }
        let keys = rows.iter().filter_map(|row| row.phone.as_ref().map(|(key, _)| key.as_str()));
        for (key, customer) in held(tx, PHONE, keys).await? {
            add(&mut holders.phone, key, customer);
        }
        let keys = rows.iter().filter_map(|row| row.email.as_ref().map(|(key, _)| key.as_str()));
        for (key, customer) in held(tx, EMAIL, keys).await? {
            add(&mut holders.email, key, customer);
        }
        let mut found: Vec<CustomerId> =
            holders.phone.values().chain(holders.email.values()).flatten().copied().collect();
        found.sort_unstable();
        found.dedup();
        for row in Ask::Tx(tx).rows_in(NAMED, ids(&found), "").await? {
            holders.named.insert(row.get(0)?);
        }
        for row in Ask::Tx(tx).rows_in(NAMES, ids(&found), "").await? {
            holders.names.insert(row.get(0)?, wafa_text::search::key(&row.get::<String>(1)?));
        }
        Ok(holders)
    }

    /// Whom a row means; none when it is somebody new.
    pub(super) fn find(&self, row: &Incoming) -> Option<CustomerId> {
        if let Some(customer) = row.external.as_ref().and_then(|key| self.external.get(key)) {
            return Some(*customer);
        }
        let of = |held: &HashMap<String, Vec<CustomerId>>, key: &Option<(String, String)>| -> Vec<CustomerId> {
            let all = key.as_ref().and_then(|(key, _)| held.get(key)).map(Vec::as_slice).unwrap_or_default();
            all.iter().copied().filter(|one| row.external.is_none() || !self.named.contains(one)).collect()
        };
        let (by_phone, by_email) = (of(&self.phone, &row.phone), of(&self.email, &row.email));
        if by_phone.is_empty() { self.one_of(&by_email, &[], row) } else { self.one_of(&by_phone, &by_email, row) }
    }

    /// Everybody a row could mean: whom it means; and where it has no id, all who hold its phone or address.
    pub(super) fn possible(&self, row: &Incoming) -> Vec<CustomerId> {
        let mut all: Vec<CustomerId> = self.find(row).into_iter().collect();
        if row.external.is_none() {
            let phone = row.phone.as_ref().and_then(|(key, _)| self.phone.get(key));
            let email = row.email.as_ref().and_then(|(key, _)| self.email.get(key));
            all.extend(phone.into_iter().chain(email).flatten());
        }
        all
    }

    /// The only one; or the only one who is among the others too; or the only one of the row's name.
    fn one_of(&self, holders: &[CustomerId], others: &[CustomerId], row: &Incoming) -> Option<CustomerId> {
        if let [one] = holders {
            return Some(*one);
        }
        let mut in_both = holders.iter().filter(|one| others.contains(one));
        if let (Some(one), None) = (in_both.next(), in_both.next()) {
            return Some(*one);
        }
        let name = wafa_text::search::key(&row.fields.shown_name());
        let mut of_name = holders.iter().filter(|one| self.names.get(one).is_some_and(|known| *known == name));
        match (of_name.next(), of_name.next()) {
            (Some(one), None) => Some(*one),
            _ => None,
        }
    }

    /// Notes that a customer has what the row names.
    pub(super) fn learn(&mut self, row: &Incoming, customer: CustomerId) {
        if let Some(key) = &row.external {
            self.external.insert(key.clone(), customer);
            self.named.insert(customer);
        }
        if let Some((key, _)) = &row.phone {
            add(&mut self.phone, key.clone(), customer);
        }
        if let Some((key, _)) = &row.email {
            add(&mut self.email, key.clone(), customer);
        }
        if row.phone.is_some() || row.email.is_some() {
            let name = || wafa_text::search::key(&row.fields.shown_name());
            self.names.entry(customer).or_insert_with(name);
        }
    }
}

fn add(held: &mut HashMap<String, Vec<CustomerId>>, key: String, customer: CustomerId) {
    let holders = held.entry(key).or_default();
    if !holders.contains(&customer) {
        holders.push(customer);
    }
}

async fn held<'r>(
    tx: &mut Tx,
    sql: &str,
    keys: impl Iterator<Item = &'r str>,
) -> Result<Vec<(String, CustomerId)>, Error> {
    let mut keys: Vec<&str> = keys.collect();
    keys.sort_unstable();
    keys.dedup();
    let rows = Ask::Tx(tx).rows_in(sql, keys.into_iter().map(Value::from).collect(), "").await?;
    Ok(rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect::<Result<_, wafa_db::DbError>>()?)
}
