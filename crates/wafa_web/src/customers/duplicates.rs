//! Records that may be one person, side by side.

use axum::response::Response;
use serde::Serialize;
use wafa_customers::{ContactKind, Profile, TwinReason};
use wafa_kernel::policy::action::{MergeCustomers, ReadCustomers};
use wafa_kernel::{CustomerId, Day, Permit};

use crate::fault::Fault;
use crate::who::{Desk, Who};

/// Pairs shown at once; the next ones come up as these are dealt with.
const PAIRS: u32 = 12;

#[derive(Debug, Serialize)]
struct DuplicatesPage {
    pairs: Vec<Pair>,
    /// There are at least as many as are shown.
    more: bool,
}

#[derive(Debug, Serialize)]
struct Pair {
    reason: &'static str,
    shared: String,
    phone: bool,
    sides: [Side; 2],
}

/// One record, as much of it as tells two people apart.
#[derive(Debug, Serialize)]
pub(super) struct Side {
    id: CustomerId,
    href: String,
    name: String,
    rung: &'static str,
    phones: Vec<String>,
    emails: Vec<String>,
    codes: Vec<String>,
    city: String,
    company: String,
    birth_on: Option<Day>,
    source: String,
    orders: i64,
    net_minor: i64,
    last_on: Option<Day>,
}

impl Side {
    pub fn of(desk: &Desk, profile: &Profile) -> Self {
        let of_kind = |kind| profile.contacts.iter().filter(move |contact| contact.kind == kind);
        let phones: Vec<String> = of_kind(ContactKind::Phone).map(|contact| contact.key.clone()).collect();
        let codes: Vec<String> = of_kind(ContactKind::External).map(|contact| contact.shown.clone()).collect();
        let fields = &profile.fields;
        Self {
            id: profile.id,
            href: super::page_of(profile.id),
            name: super::title(
                desk,
                &fields.shown_name(),
                phones.first().map(String::as_str),
                codes.first().map(String::as_str),
            ),
            rung: profile.standing.rung.as_str(),
            emails: of_kind(ContactKind::Email).map(|contact| contact.shown.clone()).collect(),
            phones,
            codes,
            city: fields.city.clone(),
            company: fields.company.clone(),
            birth_on: fields.birth_on,
            source: fields.source.clone(),
            orders: profile.standing.orders,
            net_minor: profile.standing.net_minor,
            last_on: profile.standing.last_on,
        }
    }
}

pub(super) async fn show(who: Who<MergeCustomers>) -> Result<Response, Fault> {
    let permit = who.permit_for::<ReadCustomers>()?;
    let found = who.app.customers.duplicates(&permit, PAIRS).await?;
    let more = found.len() >= PAIRS as usize;
    let mut pairs = Vec::with_capacity(found.len());
    for pair in found {
        let sides = [side(&who, &permit, pair.a).await?, side(&who, &permit, pair.b).await?];
        let reason = match pair.reason {
            TwinReason::SamePhone => "customers-twin-phone",
            TwinReason::SameEmail => "customers-twin-email",
            TwinReason::SimilarName => "customers-twin-name",
        };
        pairs.push(Pair { reason, phone: pair.reason == TwinReason::SamePhone, shared: pair.shared, sides });
    }
    who.page("duplicates", "customers/duplicates.html", &DuplicatesPage { pairs, more })
}

async fn side(desk: &Desk, permit: &Permit<ReadCustomers>, id: CustomerId) -> Result<Side, Fault> {
    Ok(Side::of(desk, &desk.app.customers.get(permit, id).await?))
}
