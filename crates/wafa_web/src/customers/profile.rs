//! The page of one customer. Asks each capability and puts the answers side by side.

use axum::response::{IntoResponse, Response};
use serde::Serialize;
use wafa_customers::{MergeRow, Profile, RungStep};
use wafa_kernel::policy::action::{MergeCustomers, ReadCustomers, ReadOrders, WriteCustomers};
use wafa_kernel::{Cursor, CustomerId, SignalKind};

use super::facts::{Fact, facts};
use super::head::{Head, Sums};
use super::menus::Choice;
use super::offers::{OfferCard, offers_of};
use super::orders::{Orders, orders_of};
use super::outlook::{OutlookCard, outlook_of};
use super::timeline::{KINDS, Sources, Timeline, Window};
use crate::ask::{Pairs, Path, encode_component};
use crate::fault::Fault;
use crate::who::Who;

#[derive(Debug, Serialize)]
struct CustomerPage {
    id: CustomerId,
    url: String,
    /// Tab, kind and number of items, for the parts asked for again.
    state: String,
    tab: &'static str,
    name: String,
    head: Head,
    sums: Sums,
    outlook: Option<OutlookCard>,
    offer: Option<OfferCard>,
    facts: Vec<Fact>,
    kinds: Vec<Choice>,
    timeline: Option<Timeline>,
    orders: Option<Orders>,
    steps: Vec<RungStep>,
    merges: Vec<MergeRow>,
    tags: Vec<String>,
    all_tags: Vec<String>,
    signals: Vec<Choice>,
    today: String,
    imported: bool,
    can_write: bool,
    can_merge: bool,
}

pub(super) async fn show(
    who: Who<ReadCustomers>,
    Path(id): Path<CustomerId>,
    Pairs(pairs): Pairs,
) -> Result<Response, Fault> {
    let profile = who.app.customers.get(&who.permit, id).await?;
    if let Some(keeper) = profile.merged_into {
        return Ok(who.redirect(super::page_of(keeper)).into_response());
    }
    let context = page(&who, profile, &pairs).await?;
    who.page("customers", "customers/customer.html", &context)
}

/// The parts that change while somebody looks.
pub(super) async fn parts(
    who: Who<ReadCustomers>,
    Path(id): Path<CustomerId>,
    Pairs(pairs): Pairs,
) -> Result<Response, Fault> {
    let profile = who.app.customers.get(&who.permit, id).await?;
    if let Some(keeper) = profile.merged_into {
        return Ok(who.redirect(super::page_of(keeper)).into_response());
    }
    let context = page(&who, profile, &pairs).await?;
    who.fragment("customers/_parts.html", &context)
}

/// The line of time with more items.
pub(super) async fn more_timeline(
    who: Who<ReadCustomers>,
    Path(id): Path<CustomerId>,
    Pairs(pairs): Pairs,
) -> Result<Response, Fault> {
    let profile = who.app.customers.get(&who.permit, id).await?;
    let context = page(&who, profile, &pairs).await?;
    who.fragment("customers/_timeline.html", &context)
}

async fn page(who: &Who<ReadCustomers>, profile: Profile, pairs: &[(String, String)]) -> Result<CustomerPage, Fault> {
    let customers = &who.app.customers;
    let orders_permit = who.permit_for::<ReadOrders>()?;
    let team = super::team(who).await?;
    let steps = customers.rung_history(&who.permit, profile.id).await?;
    let tab = ["orders", "ladder"].into_iter().find(|tab| *tab == super::value(pairs, "tab")).unwrap_or("timeline");
    let sources = Sources {
        desk: who,
        customers: &who.permit,
        orders: &orders_permit,
        profile: &profile,
        team: &team,
        steps: &steps,
    };
    let timeline = if tab == "timeline" { Some(sources.timeline(&Window::read(pairs)).await?) } else { None };
    let before = super::value(pairs, "before");
    let before = (!before.is_empty()).then(|| Cursor(before.to_owned()));
    let orders = if tab == "orders" { Some(orders_of(who, &orders_permit, profile.id, before).await?) } else { None };
    let head = Head::of(who, &profile);
    let can_write = who.may::<WriteCustomers>();
    Ok(CustomerPage {
        id: profile.id,
        url: super::page_of(profile.id),
        state: state(pairs),
        tab,
        name: head.name().to_owned(),
        head,
        sums: Sums::of(&profile.standing, who.today),
        outlook: outlook_of(who, profile.id).await?,
        offer: offers_of(who, profile.id).await?,
        facts: facts(who, &profile, &team),
        kinds: KINDS
            .into_iter()
            .map(|kind| Choice::new(kind, who.say(&format!("customers-kind-{kind}"), &[])))
            .collect(),
        timeline,
        orders,
        steps: steps.into_iter().rev().collect(),
        merges: profile.merges.clone(),
        tags: profile.tags.clone(),
        all_tags: if can_write { customers.tags(&who.permit).await? } else { Vec::new() },
        signals: signals(who),
        today: who.reader.date_short(who.today),
        imported: profile.batch.is_some(),
        can_write,
        can_merge: who.may::<MergeCustomers>(),
    })
}

fn signals(who: &Who<ReadCustomers>) -> Vec<Choice> {
    let choice =
        |kind: SignalKind| Choice::new(kind.as_str(), who.say(&format!("customers-signal-{}", kind.as_str()), &[]));
    SignalKind::ALL.into_iter().map(choice).collect()
}

/// The parameters of the page that its parts need too.
fn state(pairs: &[(String, String)]) -> String {
    let kept = pairs.iter().filter(|(name, _)| ["tab", "kind", "show", "before"].contains(&name.as_str()));
    let kept: Vec<String> =
        kept.map(|(name, value)| format!("{}={}", encode_component(name), encode_component(value))).collect();
    kept.join("&")
}
