//! One act for many customers: those picked, or all that match.

use axum::response::{IntoResponse, Response};
use wafa_kernel::CustomerId;
use wafa_kernel::policy::action::{ReadCustomers, WriteCustomers};

use super::asked::{Asked, address, ids};
use crate::ask::FormPairs;
use crate::fault::Fault;
use crate::view::Tone;
use crate::who::Who;

/// Customers changed in one transaction.
const CHUNK: usize = 2_000;
/// Customers changed by one act, at most.
const MOST: u32 = 200_000;

pub(super) async fn act(who: Who<WriteCustomers>, FormPairs(pairs): FormPairs) -> Result<Response, Fault> {
    let back = super::back_or_list(&pairs);
    match super::value(&pairs, "act") {
        "export_csv" => Ok(who.redirect(file(&pairs, who.today, "/customers/export.csv")?).into_response()),
        "export_xlsx" => Ok(who.redirect(file(&pairs, who.today, "/customers/export.xlsx")?).into_response()),
        act @ ("tag" | "untag") => {
            let chosen = chosen(&who, &pairs).await?;
            if chosen.is_empty() {
                return Ok(who.redirect(back).toast(Tone::Warn, who.say("customers-none-chosen", &[])).into_response());
            }
            let changed = tag(&who, &chosen, super::value(&pairs, "new_tag"), act == "tag").await?;
            let args = [("n", changed.into()), ("tag", super::value(&pairs, "new_tag").into())];
            let text = who.say(if act == "tag" { "customers-tagged" } else { "customers-untagged" }, &args);
            Ok(who.redirect(back).toast(Tone::Good, text).into_response())
        }
        _ => Err(Fault::malformed()),
    }
}

/// The address of the export of what is chosen.
fn file(pairs: &[(String, String)], today: wafa_kernel::Day, path: &str) -> Result<String, Fault> {
    let asked = Asked::read(pairs, today)?;
    let picked = pairs.iter().filter(|(name, _)| name == "id").cloned();
    let wanted = if asked.all { asked.pairs() } else { picked.collect() };
    Ok(address(path, &wanted))
}

async fn chosen(who: &Who<WriteCustomers>, pairs: &[(String, String)]) -> Result<Vec<CustomerId>, Fault> {
    let asked = Asked::read(pairs, who.today)?;
    if !asked.all {
        return Ok(ids(pairs));
    }
    let permit = who.permit_for::<ReadCustomers>()?;
    Ok(who.app.customers.ids(&permit, &asked.query, MOST).await?)
}

async fn tag(who: &Who<WriteCustomers>, chosen: &[CustomerId], tag: &str, add: bool) -> Result<u64, Fault> {
    let mut changed = 0;
    for chunk in chosen.chunks(CHUNK) {
        changed += if add {
            who.app.customers.tag_many(&who.permit, chunk, tag).await?
        } else {
            who.app.customers.untag_many(&who.permit, chunk, tag).await?
        };
    }
    Ok(changed)
}
