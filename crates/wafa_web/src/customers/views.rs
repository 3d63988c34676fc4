//! Saving, changing and deleting views of the list: filters, order and columns under a name.

use axum::response::{IntoResponse, Response};
use wafa_customers::{NewView, ViewChange, ViewId};
use wafa_kernel::policy::action::ReadCustomers;

use super::asked::{Asked, address};
use crate::ask::{FormPairs, Path};
use crate::fault::Fault;
use crate::view::Tone;
use crate::who::Who;

/// The list as a view shows it.
fn opened(asked: &Asked, id: ViewId) -> String {
    let mut pairs: Vec<_> = asked.state().into_iter().filter(|(name, _)| name != "view").collect();
    pairs.push(("view".to_owned(), id.to_string()));
    address("/customers", &pairs)
}

pub(super) async fn save(who: Who<ReadCustomers>, FormPairs(pairs): FormPairs) -> Result<Response, Fault> {
    let asked = Asked::read(&pairs, who.today)?;
    let name = super::value(&pairs, "view_name");
    let shared = super::value(&pairs, "view_shared") == "true";
    let new = NewView { name: name.to_owned(), query: asked.pairs(), columns: asked.columns.clone(), shared };
    let id = who.app.customers.save_view(&who.permit, new).await?;
    let text = who.say("customers-view-saved", &[("name", name.into())]);
    Ok(who.redirect(opened(&asked, id)).toast(Tone::Good, text).into_response())
}

/// What the list shows now becomes what the view shows.
pub(super) async fn update(
    who: Who<ReadCustomers>,
    Path(id): Path<ViewId>,
    FormPairs(pairs): FormPairs,
) -> Result<Response, Fault> {
    let asked = Asked::read(&pairs, who.today)?;
    let change = ViewChange { shows: Some((asked.pairs(), asked.columns.clone())), ..ViewChange::default() };
    who.app.customers.change_view(&who.permit, id, change).await?;
    let text = who.say("customers-view-updated", &[]);
    Ok(who.redirect(opened(&asked, id)).toast(Tone::Good, text).into_response())
}

/// Another name, or other people.
pub(super) async fn rename(
    who: Who<ReadCustomers>,
    Path(id): Path<ViewId>,
    FormPairs(pairs): FormPairs,
) -> Result<Response, Fault> {
    let asked = Asked::read(&pairs, who.today)?;
    let change = ViewChange {
        name: Some(super::value(&pairs, "view_name").to_owned()),
        shared: Some(super::value(&pairs, "view_shared") == "true"),
        shows: None,
    };
    who.app.customers.change_view(&who.permit, id, change).await?;
    let text = who.say("customers-view-updated", &[]);
    Ok(who.redirect(opened(&asked, id)).toast(Tone::Good, text).into_response())
}

pub(super) async fn delete(who: Who<ReadCustomers>, Path(id): Path<ViewId>) -> Result<Response, Fault> {
    who.app.customers.delete_view(&who.permit, id).await?;
    let text = who.say("customers-view-deleted", &[]);
    Ok(who.redirect("/customers").toast(Tone::Good, text).into_response())
}
