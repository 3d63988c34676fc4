//! Settings of the owner: the business and its calendar, holidays, the team, keys of the API.
//!
//! Owns no table: the business is a versioned setting saved through the app, doors are the matter of [`crate::access`].
//!
//! **Invariants**
//! - A form that is refused keeps every word that was typed and says beside each field what is wrong.
//! - A secret (an invitation, a key) is shown once, on the answer to the form that made it, and nowhere else.

mod business;
mod draft;
mod holidays;
mod keys;
mod names;
mod team;

use wafa_kernel::policy::action::{ManageBusiness, ManageKeys, ManageTeam};

use crate::fault::Fault;
use crate::fault::render::sentence;
use crate::route::{GET, Gate, POST, Site};
use crate::who::Desk;

/// The pages of the settings.
#[must_use]
pub fn routes(site: Site) -> Site {
    site.page(GET, "/settings", Gate::of::<ManageBusiness>(), business::show)
        .page(POST, "/settings", Gate::of::<ManageBusiness>(), business::save)
        .page(GET, "/settings/holidays", Gate::of::<ManageBusiness>(), holidays::show)
        .page(POST, "/settings/holidays", Gate::of::<ManageBusiness>(), holidays::save)
        .page(POST, "/settings/holidays/remove", Gate::of::<ManageBusiness>(), holidays::remove)
        .page(POST, "/settings/holidays/standard", Gate::of::<ManageBusiness>(), holidays::add_standard)
        .page(GET, "/settings/team", Gate::of::<ManageTeam>(), team::show)
        .page(POST, "/settings/team", Gate::of::<ManageTeam>(), team::invite)
        .page(POST, "/settings/team/withdraw", Gate::of::<ManageTeam>(), team::withdraw)
        .page(POST, "/settings/team/{id}/role", Gate::of::<ManageTeam>(), team::change_role)
        .page(POST, "/settings/team/{id}/active", Gate::of::<ManageTeam>(), team::set_active)
        .page(POST, "/settings/team/{id}/help", Gate::of::<ManageTeam>(), team::help)
        .page(GET, "/settings/keys", Gate::of::<ManageKeys>(), keys::show)
        .page(POST, "/settings/keys", Gate::of::<ManageKeys>(), keys::make)
        .page(POST, "/settings/keys/{id}/revoke", Gate::of::<ManageKeys>(), keys::revoke)
}

/// A choice of a select.
#[derive(Debug, Clone, serde::Serialize)]
struct Choice {
    value: String,
    label: String,
}

impl Choice {
    fn of(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into() }
    }
}

/// The first value of a form under a name, trimmed.
fn one<'a>(pairs: &'a [(String, String)], name: &str) -> &'a str {
    pairs.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.trim())
}

/// A refusal the person can act on, as a sentence for the page; another error as a fault.
fn refusal(desk: &Desk, error: crate::access::Error) -> Result<String, Fault> {
    let fault = Fault::from(error);
    if fault.status().is_client_error() { Ok(sentence(&desk.reader, &fault)) } else { Err(fault) }
}
