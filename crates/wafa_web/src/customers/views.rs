//! Saving and deleting views of the list.

use axum::response::{IntoResponse, Response};
use wafa_customers::{NewView, ViewId};
use wafa_kernel::policy::action::ReadCustomers;

use super::asked::{Asked, address};
use crate::ask::{FormPairs, Path};
use crate::fault::Fault;
use crate::view::Tone;
use crate::who::Who;

pub(super) async fn save(who: Who<ReadCustomers>, FormPairs(pairs): FormPairs) -> Result<Response, Fault> {
    let asked = Asked::read(&pairs, who.today)?;
    let name = super::value(&pairs, "view_name");
    let shared = super::value(&pairs, "view_shared") == "true";
    let query = asked.pairs();
    let to = address("/customers", &query);
    let new = NewView { name: name.to_owned(), query, columns: Vec::new(), shared };
    who.app.customers.save_view(&who.permit, new).await?;
    let text = who.say("customers-view-saved", &[("name", name.into())]);
    Ok(who.redirect(to).toast(Tone::Good, text).into_response())
}

pub(super) async fn delete(who: Who<ReadCustomers>, Path(id): Path<ViewId>) -> Result<Response, Fault> {
    who.app.customers.delete_view(&who.permit, id).await?;
    let text = who.say("customers-view-deleted", &[]);
    Ok(who.redirect("/customers").toast(Tone::Good, text).into_response())
}
