//! One act for many customers: those picked, or all that match.

use axum::response::{IntoResponse, Response};
use wafa_customers::ActId;
use wafa_kernel::CustomerId;
use wafa_kernel::policy::action::{ReadCustomers, WriteCustomers};

use super::asked::{Asked, address, ids};
use crate::ask::{FormPairs, Pairs, Path, encode_component};
use crate::fault::Fault;
use crate::view::Tone;
use crate::who::Who;

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
            let wanted = super::value(&pairs, "new_tag");
            let done = who.app.customers.tag_act(&who.permit, &chosen, wanted, act == "tag").await?;
            let args = [("n", done.changed.into()), ("tag", done.tag.into())];
            let text = who.say(if act == "tag" { "customers-tagged" } else { "customers-untagged" }, &args);
            let undo = format!("/customers/acts/{}/undo?back={}", done.id, encode_component(&back));
            let to = who.redirect(back).toast(Tone::Good, text);
            Ok(if done.changed > 0 { to.undo(undo) } else { to }.into_response())
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

/// Takes a tag given to or taken from many back.
pub(super) async fn undo(
    who: Who<WriteCustomers>,
    Path(act): Path<ActId>,
    Pairs(query): Pairs,
) -> Result<Response, Fault> {
    let n = who.app.customers.undo_act(&who.permit, act).await?;
    let text = who.say("customers-act-undone", &[("n", n.into())]);
    Ok(who.redirect(super::back_or_list(&query)).toast(Tone::Good, text).into_response())
}
