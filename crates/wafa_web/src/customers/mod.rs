//! The pages of customers: the list, one customer, adding and changing, duplicates, export.
//!
//! Composes what each capability knows of a customer: the register, her orders, what to expect of her, the log.
//! Owns no table and records no event; every change goes through a service with a permit.
//!
//! **Invariants**
//! - The state of the list is its address: a filter, an order, a saved view is a link.
//! - A form that is refused keeps what was typed.
//! - What a spreadsheet could run as a formula leaves here as text.

mod acts;
mod asked;
mod bulk;
mod contacts;
mod draft;
mod duplicates;
mod edit;
mod export;
mod facts;
mod head;
mod list;
mod menus;
mod merge;
mod offers;
mod orders;
pub(crate) mod outlook;
mod profile;
pub(crate) mod reasons;
mod sheet;
mod timeline;
mod views;

use std::collections::HashMap;

use wafa_kernel::policy::action::{ExportCustomers, MergeCustomers, ReadCustomers, WriteCustomers};
use wafa_kernel::{CustomerId, UserId};

use crate::access::users;
use crate::fault::Fault;
use crate::route::{GET, Gate, POST, Site};
use crate::who::Desk;

/// Declares the pages.
pub fn routes(site: Site) -> Site {
    changing(many(site))
        .page(GET, "/customers/{id}", Gate::of::<ReadCustomers>(), profile::show)
        .fragment(GET, "/customers/{id}/parts", Gate::of::<ReadCustomers>(), profile::parts)
        .fragment(GET, "/customers/{id}/timeline", Gate::of::<ReadCustomers>(), profile::more_timeline)
}

/// Routes of many customers at once.
fn many(site: Site) -> Site {
    site.page(GET, "/customers", Gate::of::<ReadCustomers>(), list::show)
        .page(POST, "/customers/bulk", Gate::of::<WriteCustomers>(), bulk::act)
        .page(POST, "/customers/acts/{act}/undo", Gate::of::<WriteCustomers>(), bulk::undo)
        .page(POST, "/customers/views", Gate::of::<ReadCustomers>(), views::save)
        .page(POST, "/customers/views/{id}/update", Gate::of::<ReadCustomers>(), views::update)
        .page(POST, "/customers/views/{id}/rename", Gate::of::<ReadCustomers>(), views::rename)
        .page(POST, "/customers/views/{id}/delete", Gate::of::<ReadCustomers>(), views::delete)
        .download(GET, "/customers/export.csv", Gate::of::<ExportCustomers>(), export::csv)
        .download(GET, "/customers/export.xlsx", Gate::of::<ExportCustomers>(), sheet::xlsx)
        .page(GET, "/customers/duplicates", Gate::of::<MergeCustomers>(), duplicates::show)
        .page(POST, "/customers/merge", Gate::of::<MergeCustomers>(), merge::merge)
        .page(POST, "/customers/apart", Gate::of::<MergeCustomers>(), merge::keep_apart)
        .page(POST, "/customers/apart/undo", Gate::of::<MergeCustomers>(), merge::not_apart)
        .page(POST, "/customers/merges/{merge}/undo", Gate::of::<MergeCustomers>(), merge::undo)
}

/// Routes that change one customer.
fn changing(site: Site) -> Site {
    site.page(GET, "/customers/new", Gate::of::<WriteCustomers>(), edit::new)
        .page(POST, "/customers/new", Gate::of::<WriteCustomers>(), edit::add)
        .page(GET, "/customers/{id}/edit", Gate::of::<WriteCustomers>(), edit::edit)
        .page(POST, "/customers/{id}/edit", Gate::of::<WriteCustomers>(), edit::save)
        .page(POST, "/customers/{id}/note", Gate::of::<WriteCustomers>(), acts::note)
        .page(POST, "/customers/{id}/signal", Gate::of::<WriteCustomers>(), acts::signal)
        .page(POST, "/customers/{id}/tag", Gate::of::<WriteCustomers>(), acts::tag)
        .page(POST, "/customers/{id}/untag", Gate::of::<WriteCustomers>(), acts::untag)
        .page(GET, "/customers/{id}/merge", Gate::of::<MergeCustomers>(), merge::choose)
}

/// Names of the members of the team.
async fn team(desk: &Desk) -> Result<HashMap<UserId, String>, Fault> {
    Ok(users::list(&desk.app.db).await?.into_iter().map(|member| (member.id, member.name)).collect())
}

/// What to call a customer: the name, or what else is known.
fn title(desk: &Desk, name: &str, phone: Option<&str>, code: Option<&str>) -> String {
    if !name.trim().is_empty() {
        return name.to_owned();
    }
    match (phone, code) {
        (Some(phone), _) => wafa_text::phone::display(phone),
        (None, Some(code)) => desk.say("customers-with-code", &[("code", code.into())]),
        (None, None) => desk.say("customers-nameless", &[]),
    }
}

/// The address of the page of a customer.
fn page_of(customer: CustomerId) -> String {
    format!("/customers/{customer}")
}

/// Where a form wants to go afterwards: a path of this site, or the list.
fn back_or_list(pairs: &[(String, String)]) -> String {
    let wanted = pairs.iter().find(|(name, _)| name == "back").map(|(_, to)| to.as_str());
    wanted.filter(|to| crate::ask::is_local_path(to)).unwrap_or("/customers").to_owned()
}

/// The first value of a form under a name, trimmed.
fn value<'a>(pairs: &'a [(String, String)], name: &str) -> &'a str {
    pairs.iter().find(|(key, _)| key == name).map_or("", |(_, text)| text.trim())
}
