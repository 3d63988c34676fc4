//! Making two records one, taking that back, and saying that they are two people. Always by hand.

use axum::response::{IntoResponse, Response};
use serde::Serialize;
use wafa_customers::{ListQuery, MergeId};
use wafa_kernel::CustomerId;
use wafa_kernel::policy::action::{MergeCustomers, ReadCustomers};

use super::duplicates::Side;
use crate::ask::{FormPairs, Pairs, Path, encode_component};
use crate::fault::Fault;
use crate::view::Tone;
use crate::who::Who;

/// Records offered for a merge.
const OFFERED: u32 = 8;

#[derive(Debug, Serialize)]
struct MergePage {
    url: String,
    q: String,
    keeper: Side,
    found: Vec<Side>,
}

/// Looks for the record that is the same person.
pub(super) async fn choose(
    who: Who<MergeCustomers>,
    Path(id): Path<CustomerId>,
    Pairs(pairs): Pairs,
) -> Result<Response, Fault> {
    let permit = who.permit_for::<ReadCustomers>()?;
    let customers = &who.app.customers;
    let profile = customers.get(&permit, id).await?;
    let q = super::value(&pairs, "q").to_owned();
    let mut found = Vec::new();
    if !q.is_empty() {
        let query = ListQuery { search: Some(q.clone()), limit: OFFERED + 1, ..ListQuery::default() };
        for row in customers.list(&permit, &query).await?.items.into_iter().filter(|row| row.id != id) {
            found.push(Side::of(&who, &customers.get(&permit, row.id).await?));
        }
    }
    let page = MergePage { url: super::page_of(id), q, keeper: Side::of(&who, &profile), found };
    who.page("customers", "customers/merge.html", &page)
}

pub(super) async fn merge(who: Who<MergeCustomers>, FormPairs(pairs): FormPairs) -> Result<Response, Fault> {
    let (keep, merged) = (id(&pairs, "keep")?, id(&pairs, "merged")?);
    let merge = who.app.customers.merge(&who.permit, keep, merged).await?;
    let back = if super::value(&pairs, "back").is_empty() { super::page_of(keep) } else { super::back_or_list(&pairs) };
    let undo = format!("/customers/merges/{merge}/undo?back={}", encode_component(&back));
    Ok(who.redirect(back).toast(Tone::Good, who.say("customers-merged-done", &[])).undo(undo).into_response())
}

pub(super) async fn keep_apart(who: Who<MergeCustomers>, FormPairs(pairs): FormPairs) -> Result<Response, Fault> {
    let (a, b) = (id(&pairs, "a")?, id(&pairs, "b")?);
    who.app.customers.keep_apart(&who.permit, a, b).await?;
    let text = who.say("customers-kept-apart", &[]);
    let undo = format!("/customers/apart/undo?a={a}&b={b}");
    Ok(who.redirect("/customers/duplicates").toast(Tone::Good, text).undo(undo).into_response())
}

/// The pair may be one person after all.
pub(super) async fn not_apart(who: Who<MergeCustomers>, Pairs(query): Pairs) -> Result<Response, Fault> {
    who.app.customers.not_apart(&who.permit, id(&query, "a")?, id(&query, "b")?).await?;
    let text = who.say("customers-not-kept-apart", &[]);
    Ok(who.redirect("/customers/duplicates").toast(Tone::Good, text).into_response())
}

pub(super) async fn undo(
    who: Who<MergeCustomers>,
    Path(merge): Path<MergeId>,
    Pairs(query): Pairs,
) -> Result<Response, Fault> {
    who.app.customers.unmerge(&who.permit, merge).await?;
    let text = who.say("customers-unmerged-done", &[]);
    Ok(who.redirect(super::back_or_list(&query)).toast(Tone::Good, text).into_response())
}

fn id(pairs: &[(String, String)], name: &str) -> Result<CustomerId, Fault> {
    super::value(pairs, name).parse().map_err(|_| Fault::malformed())
}
