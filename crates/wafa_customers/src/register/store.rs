//! Rows of the register.

use std::collections::HashMap;

use wafa_db::facts::{self, Whose};
use wafa_db::{DbError, Row, Tx, Value};
use wafa_kernel::{BatchId, CustomerId, Day, Moment, Rung, SignalKind};

use crate::ask::{Ask, execute_in, ids};
use crate::error::Error;
use crate::register::{Contact, ContactId, ContactKind, Fields, SignalRow, Standing};
use crate::search;

/// `recency_on` of a customer without an order: before every day there is.
pub(crate) const NEVER: i32 = -10_000_000;

const CUSTOMER: &str = "select id, name, honorific, given_name, family_name, greeting, gender, company, industry, city, \
    birth_on, preferred_channel, language, interests, notes, owner_id, source, campaign, custom, batch_id, merged_into, \
    created_at, changed_at from customer where id";
const CUSTOMER_COLUMNS: &[&str] = &[
    "id",
    "name",
    "honorific",
    "given_name",
    "family_name",
    "greeting",
    "gender",
    "company",
    "industry",
    "city",
    "birth_on",
    "preferred_channel",
    "language",
    "interests",
    "notes",
    "owner_id",
    "source",
    "campaign",
    "custom",
    "batch_id",
    "merged_into",
    "created_at",
    "changed_at",
];
const SAVE: &str = "update customer set name = $2, honorific = $3, given_name = $4, family_name = $5, greeting = $6, \
    gender = $7, company = $8, industry = $9, city = $10, birth_on = $11, preferred_channel = $12, language = $13, \
    interests = $14, notes = $15, owner_id = $16, source = $17, campaign = $18, custom = $19, changed_at = $20 \
    where id = $1";
const CONTACT: &str = "select id, customer_id, kind, role, shown, key from customer_contact where customer_id";
const CONTACT_COLUMNS: &[&str] = &["id", "customer_id", "kind", "role", "shown", "key", "batch_id"];
const TOKEN_COLUMNS: &[&str] = &["token", "customer_id"];
const STANDING: &str = "select customer_id, rung, rung_on, slides_on, usual_gap_days, orders, first_on, last_on, \
    net_minor, live from customer_standing where customer_id";
const STANDING_COLUMNS: &[&str] = &[
    "customer_id",
    "live",
    "rung",
    "rung_on",
    "slides_on",
    "usual_gap_days",
    "orders",
    "first_on",
    "last_on",
    "net_minor",
    "recency_on",
    "since_on",
    "added_on",
    "name_order",
    "name_print",
    "city_key",
    "source_key",
    "owner_id",
];
const SAVE_REGISTERED: &str = "update customer_standing set live = $2, name_order = $3, name_print = $4, city_key = $5, \
    source_key = $6, owner_id = $7 where customer_id = $1";
const RUNG_COLUMNS: &[&str] = &["customer_id", "on_day", "rung", "from_rung", "stayed_days", "rules_version"];

/// A row of `customer`.
#[derive(Debug, Clone)]
pub(crate) struct Head {
    pub fields: Fields,
    pub batch: Option<BatchId>,
    pub merged_into: Option<CustomerId>,
    pub created_at: Moment,
    pub changed_at: Moment,
}

/// A contact on its way in.
#[derive(Debug, Clone)]
pub(crate) struct ContactRow {
    pub customer: CustomerId,
    pub kind: ContactKind,
    pub role: String,
    pub shown: String,
    pub key: String,
    pub batch: Option<BatchId>,
}

/// A customer on its way in.
#[derive(Debug, Clone)]
pub(crate) struct NewRow {
    pub id: CustomerId,
    pub fields: Fields,
    pub batch: Option<BatchId>,
}

fn head_values(fields: &Fields) -> Result<Vec<Value>, Error> {
    let custom = serde_json::to_string(&fields.custom)?;
    let text = |text: &String| Value::from(text.as_str());
    Ok(vec![
        text(&fields.name),
        text(&fields.honorific),
        text(&fields.given_name),
        text(&fields.family_name),
        text(&fields.greeting),
        text(&fields.gender),
        text(&fields.company),
        text(&fields.industry),
        text(&fields.city),
        Value::from(fields.birth_on),
        text(&fields.preferred_channel),
        text(&fields.language),
        text(&fields.interests),
        text(&fields.notes),
        Value::from(fields.owner),
        text(&fields.source),
        text(&fields.campaign),
        Value::from(custom),
    ])
}

fn head(row: &Row) -> Result<(CustomerId, Head), Error> {
    let custom: String = row.get(18)?;
    let fields = Fields {
        name: row.get(1)?,
        honorific: row.get(2)?,
        given_name: row.get(3)?,
        family_name: row.get(4)?,
        greeting: row.get(5)?,
        gender: row.get(6)?,
        company: row.get(7)?,
        industry: row.get(8)?,
        city: row.get(9)?,
        birth_on: row.get(10)?,
        preferred_channel: row.get(11)?,
        language: row.get(12)?,
        interests: row.get(13)?,
        notes: row.get(14)?,
        owner: row.get(15)?,
        source: row.get(16)?,
        campaign: row.get(17)?,
        custom: if custom == "{}" { Default::default() } else { serde_json::from_str(&custom)? },
    };
    let (batch, merged_into) = (row.get(19)?, row.get(20)?);
    Ok((row.get(0)?, Head { fields, batch, merged_into, created_at: row.get(21)?, changed_at: row.get(22)? }))
}

/// The rows of these customers.
pub(crate) async fn load_heads(
    ask: &mut Ask<'_>,
    customers: &[CustomerId],
) -> Result<HashMap<CustomerId, Head>, Error> {
    let rows = ask.rows_in(CUSTOMER, ids(customers), "").await?;
    rows.iter().map(head).collect()
}

/// One customer.
pub(crate) async fn load_head(ask: &mut Ask<'_>, customer: CustomerId) -> Result<Head, Error> {
    load_heads(ask, &[customer]).await?.remove(&customer).ok_or(Error::NotFound)
}

/// One customer that can be changed: not merged into another.
pub(crate) async fn load_live(ask: &mut Ask<'_>, customer: CustomerId) -> Result<Head, Error> {
    let head = load_head(ask, customer).await?;
    match head.merged_into {
        Some(into) => Err(Error::Merged { into }),
        None => Ok(head),
    }
}

/// The contacts of these customers, oldest first.
pub(crate) async fn load_contacts(
    ask: &mut Ask<'_>,
    customers: &[CustomerId],
) -> Result<HashMap<CustomerId, Vec<Contact>>, Error> {
    let mut found: HashMap<CustomerId, Vec<Contact>> = HashMap::new();
    for row in ask.rows_in(CONTACT, ids(customers), "order by id").await? {
        let kind: String = row.get(2)?;
        let contact =
            Contact { id: row.get(0)?, kind: kind.parse()?, role: row.get(3)?, shown: row.get(4)?, key: row.get(5)? };
        found.entry(row.get(1)?).or_default().push(contact);
    }
    Ok(found)
}

/// The tags of these customers, sorted.
pub(crate) async fn load_tags(
    ask: &mut Ask<'_>,
    customers: &[CustomerId],
) -> Result<HashMap<CustomerId, Vec<String>>, DbError> {
    const SQL: &str = "select customer_id, tag from customer_tag where customer_id";
    let mut found: HashMap<CustomerId, Vec<String>> = HashMap::new();
    for row in ask.rows_in(SQL, ids(customers), "").await? {
        found.entry(row.get(0)?).or_default().push(row.get(1)?);
    }
    found.values_mut().for_each(|tags| tags.sort());
    Ok(found)
}

/// The signals of these customers, in order of customer and day.
pub(crate) async fn load_signals(
    ask: &mut Ask<'_>,
    customers: &[CustomerId],
) -> Result<Vec<(CustomerId, SignalRow)>, Error> {
    const SQL: &str = "select customer_id, id, kind, on_day, source from customer_signal where customer_id";
    let mut found = Vec::new();
    for row in ask.rows_in(SQL, ids(customers), "order by customer_id, on_day, id").await? {
        let kind: String = row.get(2)?;
        let kind: SignalKind = kind.parse().map_err(|_| Error::InvalidField { field: "signal".to_owned() })?;
        found.push((row.get(0)?, SignalRow { id: row.get(1)?, kind, on: row.get(3)?, source: row.get(4)? }));
    }
    Ok(found)
}

/// Where these customers stand.
pub(crate) async fn load_standings(
    ask: &mut Ask<'_>,
    customers: &[CustomerId],
) -> Result<HashMap<CustomerId, Standing>, DbError> {
    let rows = ask.rows_in(STANDING, ids(customers), "").await?;
    rows.iter().map(|row| Ok((row.get(0)?, standing(row, 1)?))).collect()
}

/// A standing whose columns begin at `first`.
pub(crate) fn standing(row: &Row, first: usize) -> Result<Standing, DbError> {
    Ok(Standing {
        rung: row.get::<Rung>(first)?,
        rung_on: row.get(first + 1)?,
        slides_on: row.get(first + 2)?,
        usual_gap_days: row.get(first + 3)?,
        orders: row.get(first + 4)?,
        first_on: row.get(first + 5)?,
        last_on: row.get(first + 6)?,
        net_minor: row.get(first + 7)?,
        live: row.get(first + 8)?,
    })
}

/// Writes new customers with their contacts and tokens, standing on the lowest rung from `today` on.
pub(crate) async fn insert(
    tx: &mut Tx,
    customers: &[NewRow],
    contacts: Vec<ContactRow>,
    today: Day,
    rules_version: i64,
) -> Result<(), Error> {
    let now = tx.now();
    let mut rows = Vec::with_capacity(customers.len());
    let mut standings = Vec::with_capacity(customers.len());
    let mut rungs = Vec::with_capacity(customers.len());
    for NewRow { id, fields, batch } in customers {
        let mut row = vec![Value::from(*id)];
        row.extend(head_values(fields)?);
        row.extend([Value::from(*batch), Value::Null, Value::from(now), Value::from(now)]);
        rows.push(row);
        let suspect = i32::from(Rung::Suspect.number());
        let mut standing = vec![Value::from(*id), true.into(), suspect.into(), today.into()];
        standing.extend([Value::Null, Value::Null, Value::Int(0), Value::Null, Value::Null, Value::Int(0)]);
        standing.extend([NEVER.into(), today.into(), today.into()]);
        standing.extend(registered(fields));
        standings.push(standing);
        rungs.push(vec![Value::from(*id), today.into(), suspect.into(), 0.into(), 0.into(), rules_version.into()]);
    }
    let mut tokens = token_rows(customers, &contacts);
    tokens.sort_unstable();
    let tokens = tokens.into_iter().map(|(token, customer)| vec![Value::Int(token), Value::from(customer)]).collect();
    tx.insert_many("customer", CUSTOMER_COLUMNS, rows).await?;
    insert_contacts(tx, contacts).await?;
    tx.insert_many("customer_token", TOKEN_COLUMNS, tokens).await?;
    tx.insert_many("customer_standing", STANDING_COLUMNS, standings).await?;
    tx.insert_many("customer_rung", RUNG_COLUMNS, rungs).await?;
    if !customers.is_empty() {
        facts::changed(tx, customers.iter().map(|one| Whose::Customer(one.id))).await?;
    }
    Ok(())
}

/// Writes contacts; returns their ids in order.
pub(crate) async fn insert_contacts(tx: &mut Tx, contacts: Vec<ContactRow>) -> Result<Vec<ContactId>, DbError> {
    let mut made = Vec::with_capacity(contacts.len());
    let mut rows = Vec::with_capacity(contacts.len());
    for contact in contacts {
        let id: ContactId = tx.new_id();
        made.push(id);
        rows.push(vec![
            Value::from(id),
            contact.customer.into(),
            contact.kind.as_str().into(),
            contact.role.into(),
            contact.shown.into(),
            contact.key.into(),
            Value::from(contact.batch),
        ]);
    }
    tx.insert_many("customer_contact", CONTACT_COLUMNS, rows).await?;
    Ok(made)
}

fn token_rows(customers: &[NewRow], contacts: &[ContactRow]) -> Vec<(i64, CustomerId)> {
    let mut by_customer: HashMap<CustomerId, Vec<&ContactRow>> = HashMap::new();
    for contact in contacts {
        by_customer.entry(contact.customer).or_default().push(contact);
    }
    let mut tokens = Vec::new();
    for row in customers {
        let own = by_customer.get(&row.id).map(Vec::as_slice).unwrap_or_default();
        let keys = own.iter().map(|contact| (contact.kind, contact.key.as_str()));
        tokens.extend(tokens_of(&row.fields, keys).into_iter().map(|token| (token, row.id)));
    }
    tokens
}

fn tokens_of<'a>(fields: &Fields, contacts: impl Iterator<Item = (ContactKind, &'a str)> + Clone) -> Vec<i64> {
    let names =
        [fields.name.as_str(), fields.given_name.as_str(), fields.family_name.as_str(), fields.company.as_str()];
    let phones = contacts.clone().filter(|(kind, _)| *kind == ContactKind::Phone).map(|(_, key)| key);
    let codes = contacts.filter(|(kind, _)| *kind != ContactKind::Phone).map(|(_, key)| key);
    search::tokens_of(names.into_iter().filter(|name| !name.is_empty()), phones, codes)
}

/// What the standing keeps of the fields: name order, name print, city, source, owner.
fn registered(fields: &Fields) -> [Value; 5] {
    let name = fields.shown_name();
    [
        search::name_order(&name, &fields.given_name, &fields.family_name).into(),
        search::name_print(&name).into(),
        wafa_text::search::key(&fields.city).into(),
        wafa_text::search::key(&fields.source).into(),
        Value::from(fields.owner),
    ]
}

/// Saves all fields of a customer.
pub(crate) async fn save(tx: &mut Tx, customer: CustomerId, fields: &Fields) -> Result<(), Error> {
    save_many(tx, &[(customer, fields)]).await
}

/// Saves all fields of customers.
pub(crate) async fn save_many(tx: &mut Tx, customers: &[(CustomerId, &Fields)]) -> Result<(), Error> {
    let now = tx.now();
    let mut rows = Vec::with_capacity(customers.len());
    for (customer, fields) in customers {
        let mut row = vec![Value::from(*customer)];
        row.extend(head_values(fields)?);
        row.push(now.into());
        rows.push(row);
    }
    tx.execute_many(SAVE, rows).await?;
    Ok(())
}

/// Makes tokens and the registered half of the standing anew from fields and contacts.
pub(crate) async fn reindex(tx: &mut Tx, customers: &[CustomerId]) -> Result<(), Error> {
    let heads = load_heads(&mut Ask::Tx(tx), customers).await?;
    let contacts = load_contacts(&mut Ask::Tx(tx), customers).await?;
    let mut tokens = Vec::new();
    let mut standings = Vec::new();
    for (customer, head) in &heads {
        let live = head.merged_into.is_none();
        if live {
            let own = contacts.get(customer).map(Vec::as_slice).unwrap_or_default();
            let keys = own.iter().map(|contact| (contact.kind, contact.key.as_str()));
            tokens.extend(tokens_of(&head.fields, keys).into_iter().map(|token| (token, *customer)));
        }
        let mut row = vec![Value::from(*customer), live.into()];
        let [order, print, city, source, owner] = registered(&head.fields);
        // A record that went into another one is no duplicate of anybody.
        row.extend([order, if live { print } else { Value::Int(0) }, city, source, owner]);
        standings.push(row);
    }
    tokens.sort_unstable();
    let tokens = tokens.into_iter().map(|(token, customer)| vec![Value::Int(token), Value::from(customer)]).collect();
    execute_in(tx, "delete from customer_token where customer_id", customers).await?;
    tx.insert_many("customer_token", TOKEN_COLUMNS, tokens).await?;
    tx.execute_many(SAVE_REGISTERED, standings).await?;
    Ok(())
}
