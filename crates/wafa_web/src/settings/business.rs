//! The business: its name, language, money, calendar, week, and what counts as lost.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use wafa_kernel::policy::action::ManageBusiness;

use super::Choice;
use super::draft::{Draft, Wrong};
use super::names;
use crate::ask::FormPairs;
use crate::fault::Fault;
use crate::view::Tone;
use crate::who::{Desk, Who};

#[derive(Serialize)]
struct Context {
    draft: Draft,
    errors: BTreeMap<&'static str, String>,
    countries: Vec<Choice>,
    currencies: Vec<Choice>,
    zones: Vec<Choice>,
    weekdays: Vec<Choice>,
    toman: bool,
}

fn context(desk: &Desk, draft: Draft, wrong: &Wrong) -> Context {
    Context {
        errors: wrong.iter().map(|(field, key)| (*field, desk.say(key, &[]))).collect(),
        countries: names::countries(desk, &draft.country),
        currencies: names::currencies(desk, &draft.currency),
        zones: names::zones(&draft.zone),
        weekdays: names::weekdays(desk),
        toman: draft.currency == "IRR",
        draft,
    }
}

/// The page.
pub(super) async fn show(who: Who<ManageBusiness>) -> Result<Response, Fault> {
    let draft = Draft::of(&who.business, &who.reader);
    who.page("settings", "settings/business.html", &context(&who, draft, &Wrong::new()))
}

/// Saves the form, or shows it again.
pub(super) async fn save(who: Who<ManageBusiness>, FormPairs(pairs): FormPairs) -> Result<Response, Fault> {
    let draft = Draft::read(&pairs);
    match draft.apply(&who.business) {
        Ok(business) => {
            who.app.save_business(&who.permit, &business).await?;
            Ok(who.redirect("/settings").toast(Tone::Good, who.say("settings-saved", &[])).into_response())
        }
        Err(wrong) => {
            let context = context(&who, draft, &wrong);
            who.page_with(StatusCode::UNPROCESSABLE_ENTITY, "settings", "settings/business.html", &context)
        }
    }
}
