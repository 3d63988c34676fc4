//! Small acts on one customer: a note, a signal, a tag.

use axum::response::{IntoResponse, Response};
use wafa_kernel::policy::action::WriteCustomers;
use wafa_kernel::{CustomerId, SignalKind};

use crate::ask::{FormPairs, Path, encode_component};
use crate::fault::Fault;
use crate::view::Tone;
use crate::who::Who;

pub(super) async fn note(
    who: Who<WriteCustomers>,
    Path(id): Path<CustomerId>,
    FormPairs(pairs): FormPairs,
) -> Result<Response, Fault> {
    who.app.customers.add_note(&who.permit, id, super::value(&pairs, "text")).await?;
    Ok(who.redirect(super::page_of(id)).toast(Tone::Good, who.say("customers-note-added", &[])).into_response())
}

pub(super) async fn signal(
    who: Who<WriteCustomers>,
    Path(id): Path<CustomerId>,
    FormPairs(pairs): FormPairs,
) -> Result<Response, Fault> {
    let kind: SignalKind = super::value(&pairs, "kind").parse().map_err(|_| Fault::malformed())?;
    let on = super::value(&pairs, "on");
    let on = if on.is_empty() { Some(who.today) } else { super::draft::read_day(&who, on) };
    let on = on
        .filter(|day| *day <= who.today)
        .ok_or_else(|| Fault::invalid("customers.date_unreadable").field("on", "customers.date_unreadable"))?;
    who.app.customers.record_signal(&who.permit, id, kind, on, super::value(&pairs, "source")).await?;
    Ok(who.redirect(super::page_of(id)).toast(Tone::Good, who.say("customers-signal-recorded", &[])).into_response())
}

pub(super) async fn tag(
    who: Who<WriteCustomers>,
    Path(id): Path<CustomerId>,
    FormPairs(pairs): FormPairs,
) -> Result<Response, Fault> {
    let tag = super::value(&pairs, "tag");
    who.app.customers.tag_many(&who.permit, &[id], tag).await?;
    let undo = format!("/customers/{id}/untag?tag={}", encode_component(tag));
    let text = who.say("customers-tag-added", &[("tag", tag.into())]);
    Ok(who.redirect(super::page_of(id)).toast(Tone::Good, text).undo(undo).into_response())
}

pub(super) async fn untag(
    who: Who<WriteCustomers>,
    Path(id): Path<CustomerId>,
    crate::ask::Pairs(query): crate::ask::Pairs,
    FormPairs(pairs): FormPairs,
) -> Result<Response, Fault> {
    let tag = [super::value(&pairs, "tag"), super::value(&query, "tag")]
        .into_iter()
        .find(|tag| !tag.is_empty())
        .unwrap_or_default();
    who.app.customers.untag_many(&who.permit, &[id], tag).await?;
    let text = who.say("customers-tag-removed", &[("tag", tag.into())]);
    Ok(who.redirect(super::page_of(id)).toast(Tone::Good, text).into_response())
}
