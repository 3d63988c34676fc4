//! Customers in the API.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use axum::response::{IntoResponse, Json, Response};
use serde::Deserialize;
use serde_json::{Value, json};
use wafa_customers::{ContactKind, Fields, ListQuery, ListRow, NewContact, NewCustomer, Profile, Sort, SortKey};
use wafa_kernel::policy::action::{ReadCustomers, WriteCustomers};
use wafa_kernel::{Cursor, CustomerId, Day, Permit, Policy};

use super::idempotency::Once;
use super::input::{Asked, Body};
use super::schema::put;
use super::{patch, time};
use crate::ask::Path;
use crate::fault::Fault;
use crate::route::{GET, Gate, PATCH, POST, Site};
use crate::who::Who;

pub(super) fn routes(site: Site) -> Site {
    site.api(GET, "/api/v1/customers", Gate::of::<ReadCustomers>(), list)
        .api(POST, "/api/v1/customers", Gate::of::<WriteCustomers>(), create)
        .api(GET, "/api/v1/customers/{id}", Gate::of::<ReadCustomers>(), get)
        .api(PATCH, "/api/v1/customers/{id}", Gate::of::<WriteCustomers>(), change)
}

/// Whoever writes a customer is answered with the customer.
pub(super) fn echo() -> Permit<ReadCustomers> {
    Policy::system("api answer")
}

/// A cursor nobody made is a page nobody has: 404.
#[track_caller]
pub(super) fn lost_page(error: Fault) -> Fault {
    if matches!(error.code(), "customers.query_invalid" | "sales.bad_cursor") {
        Fault::of(StatusCode::NOT_FOUND, "api.cursor_unknown")
    } else {
        error
    }
}

async fn list(who: Who<ReadCustomers>, asked: Asked) -> Result<Response, Fault> {
    let mut query =
        ListQuery { limit: asked.limit(), sort: Sort { key: SortKey::Newest, desc: true }, ..ListQuery::default() };
    query.search = asked.text("q").map(str::to_owned);
    query.rungs = asked.get("rung").into_iter().collect();
    query.tag = asked.text("tag").map(str::to_owned);
    query.city = asked.text("city").map(str::to_owned);
    query.after = asked.text("after").map(|text| Cursor(text.to_owned()));
    for (name, kind) in
        [("external_id", ContactKind::External), ("phone", ContactKind::Phone), ("email", ContactKind::Email)]
    {
        let Some(text) = asked.text(name) else { continue };
        let found = match who.app.customers.find_by_contact(&who.permit, kind, text).await {
            Ok(found) => found,
            Err(error) if error.kind() == wafa_kernel::ErrorKind::Invalid => Vec::new(),
            Err(error) => return Err(error.into()),
        };
        let narrowed: Vec<CustomerId> =
            found.into_iter().filter(|id| query.ids.is_empty() || query.ids.contains(id)).collect();
        if narrowed.is_empty() {
            return Ok(Json(json!({ "items": [], "next": null })).into_response());
        }
        query.ids = narrowed;
    }
    let page = who.app.customers.list(&who.permit, &query).await.map_err(|error| lost_page(error.into()))?;
    let items: Vec<Value> = page.items.iter().map(row_json).collect();
    Ok(Json(json!({ "items": items, "next": page.next })).into_response())
}

fn day_text(day: Option<Day>) -> Option<String> {
    day.map(|day| day.to_string())
}

fn row_json(row: &ListRow) -> Value {
    json!({
        "id": row.id, "name": row.name, "company": row.company, "city": row.city, "tags": row.tags,
        "phone": row.phone, "email": row.email, "external_id": row.code,
        "rung": row.rung, "orders": row.orders, "net_minor": row.net_minor,
        "first_order_on": day_text(row.first_on), "last_order_on": day_text(row.last_on),
    })
}

pub(super) fn profile_json(profile: &Profile) -> Value {
    let fields = &profile.fields;
    let contacts = |kind: ContactKind| -> Vec<&str> {
        profile.contacts.iter().filter(|contact| contact.kind == kind).map(|contact| contact.key.as_str()).collect()
    };
    let standing = &profile.standing;
    let mut json = json!({
        "id": profile.id, "name": fields.name, "company": fields.company, "city": fields.city, "tags": profile.tags,
        "honorific": fields.honorific, "given_name": fields.given_name, "family_name": fields.family_name,
        "greeting": fields.greeting, "gender": fields.gender, "industry": fields.industry, "birth_on": day_text(fields.birth_on),
        "preferred_channel": fields.preferred_channel, "language": fields.language, "interests": fields.interests,
        "notes": fields.notes, "source": fields.source, "campaign": fields.campaign, "custom": fields.custom,
        "merged_into": profile.merged_into,
        "created_at": time::write(profile.created_at), "changed_at": time::write(profile.changed_at),
    });
    put(&mut json, "phones", json!(contacts(ContactKind::Phone)));
    put(&mut json, "emails", json!(contacts(ContactKind::Email)));
    put(&mut json, "external_ids", json!(contacts(ContactKind::External)));
    put(&mut json, "rung", json!(standing.rung));
    put(&mut json, "rung_on", json!(day_text(standing.rung_on)));
    put(&mut json, "orders", json!(standing.orders));
    put(&mut json, "net_minor", json!(standing.net_minor));
    put(&mut json, "first_order_on", json!(day_text(standing.first_on)));
    put(&mut json, "last_order_on", json!(day_text(standing.last_on)));
    json
}

async fn get(who: Who<ReadCustomers>, Path(id): Path<CustomerId>, _: Asked) -> Result<Response, Fault> {
    let profile = who.app.customers.get(&who.permit, id).await?;
    Ok(Json(profile_json(&profile)).into_response())
}

/// What a new customer brings; every field but the name may be left out.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct Incoming {
    name: String,
    honorific: String,
    given_name: String,
    family_name: String,
    greeting: String,
    gender: String,
    company: String,
    industry: String,
    city: String,
    birth_on: Option<String>,
    preferred_channel: String,
    language: String,
    interests: String,
    notes: String,
    source: String,
    campaign: String,
    custom: BTreeMap<String, String>,
    external_id: Option<String>,
    phones: Vec<String>,
    emails: Vec<String>,
    tags: Vec<String>,
}

impl Incoming {
    fn customer(self) -> NewCustomer {
        let contact = |kind: ContactKind| move |text: String| NewContact { kind, role: String::new(), text };
        let contacts = self.external_id.into_iter().map(contact(ContactKind::External));
        let contacts = contacts.chain(self.phones.into_iter().map(contact(ContactKind::Phone)));
        let contacts = contacts.chain(self.emails.into_iter().map(contact(ContactKind::Email))).collect();
        let fields = Fields {
            name: self.name,
            honorific: self.honorific,
            given_name: self.given_name,
            family_name: self.family_name,
            greeting: self.greeting,
            gender: self.gender,
            company: self.company,
            industry: self.industry,
            city: self.city,
            birth_on: self.birth_on.and_then(|text| text.parse().ok()),
            preferred_channel: self.preferred_channel,
            language: self.language,
            interests: self.interests,
            notes: self.notes,
            source: self.source,
            campaign: self.campaign,
            custom: self.custom,
            ..Fields::default()
        };
        NewCustomer { fields, contacts, tags: self.tags, ..NewCustomer::default() }
    }
}

async fn create(who: Who<WriteCustomers>, _: Asked, once: Once, body: Body) -> Result<Response, Fault> {
    let incoming: Incoming = body.read()?;
    let mut deed = once.begin(&who.app.db).await?;
    let id = who.app.customers.add_in(&mut deed.tx, &who.permit, incoming.customer()).await?;
    let profile = who.app.customers.get_in(&mut deed.tx, &echo(), id).await?;
    deed.answer(StatusCode::CREATED, &format!("/api/v1/customers/{id}"), &profile_json(&profile)).await
}

async fn change(
    who: Who<WriteCustomers>,
    Path(id): Path<CustomerId>,
    _: Asked,
    once: Once,
    body: Body,
) -> Result<Response, Fault> {
    let changes = patch::changes(&body.0)?;
    let mut deed = once.begin(&who.app.db).await?;
    who.app.customers.change_in(&mut deed.tx, &who.permit, id, changes).await?;
    let profile = who.app.customers.get_in(&mut deed.tx, &echo(), id).await?;
    deed.answer(StatusCode::OK, "", &profile_json(&profile)).await
}
