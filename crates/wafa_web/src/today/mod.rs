//! Today: the first page of the day. What happened, how the shop stands, what to do next.
//!
//! Composes what the capabilities know; owns no table but the list of hints a person closed. Whoever may not read
//! figures gets a page without them.
//!
//! **Invariant:** every sentence, task and tick is derived from what is stored; nothing is shown that is not so.

mod agenda;
mod checklist;
mod cohorts;
mod figures;
mod occasions;
mod slipping;
mod twins;

use axum::response::Response;
use serde::Serialize;
use wafa_customers::{ListQuery, ListRow};
use wafa_kernel::policy::action::{ReadCustomers, ReadInsights, UseAccount};
use wafa_text::names;

use crate::app::App;
use crate::chart::{CohortMap, How};
use crate::fault::Fault;
use crate::insights::card::{self, Kpi, LadderBar};
use crate::route::{GET, Gate, POST, Site};
use crate::who::{Desk, Who};
use agenda::Task;
use checklist::Checklist;

pub(crate) use occasions::next_on;
pub(crate) use slipping::Remembered as Slipping;
pub(crate) use twins::Twins;

/// The first page and its set-up list.
#[must_use]
pub fn routes(site: Site) -> Site {
    site.page(GET, "/", Gate::of::<UseAccount>(), page)
        .page(POST, "/today/checklist/close", Gate::of::<UseAccount>(), checklist::close)
        .page(GET, "/today/step/{step}", Gate::of::<UseAccount>(), checklist::visit)
}

/// What yesterday brought.
#[derive(Serialize)]
struct Yesterday {
    orders: u64,
    returning: u64,
}

/// The part of the page for who reads figures.
#[derive(Serialize)]
struct Board {
    yesterday: Option<Yesterday>,
    slipping: u64,
    kpis: Vec<Kpi>,
    ladder: Vec<LadderBar>,
    cohorts: Option<CohortMap>,
    cohort_how: How,
}

#[derive(Serialize)]
struct Context {
    greeting: String,
    empty: bool,
    board: Option<Board>,
    tasks: Vec<Task>,
    checklist: Option<Checklist>,
    latest: Vec<ListRow>,
}

/// The page.
async fn page(who: Who<UseAccount>) -> Result<Response, Fault> {
    let reads = who.may::<ReadInsights>();
    let seen = if reads { Some(figures::ask(&who).await?) } else { None };
    let empty = seen.as_ref().is_some_and(|seen| seen.now.orders == 0);
    let slipping = if reads && !empty {
        slipping::find(&who, seen.as_ref().and_then(|seen| seen.fit.as_ref())).await?
    } else {
        slipping::Slipping::default()
    };
    let tasks = agenda::gather(&who, seen.as_ref(), &slipping).await?;
    let checklist = checklist::of(&who, seen.as_ref()).await?;
    let board = match &seen {
        Some(seen) if !empty => Some(Board {
            yesterday: seen.yesterday().map(|(orders, returning)| Yesterday { orders, returning }),
            slipping: slipping.customers,
            kpis: figures::kpis(&who, seen, &slipping),
            ladder: card::ladder(&seen.now),
            cohorts: cohorts::map(&who, &seen.now),
            cohort_how: crate::insights::how::of(&who, "cohort"),
        }),
        _ => None,
    };
    let latest = if reads { Vec::new() } else { latest(&who).await? };
    who.page("today", "today/page.html", &Context { greeting: greeting(&who), empty, board, tasks, checklist, latest })
}

/// Who ordered last, for those who serve customers and read no figures.
async fn latest(who: &Who<UseAccount>) -> Result<Vec<ListRow>, Fault> {
    let read = who.permit_for::<ReadCustomers>()?;
    Ok(who.app.customers.list(&read, &ListQuery { limit: 8, ..ListQuery::default() }).await?.items)
}

/// The greeting of this hour where the business is, with the given name.
fn greeting(desk: &Desk) -> String {
    let (hour, _) = App::zone(&desk.business).clock(desk.app.now());
    let part = match hour {
        5..=10 => "morning",
        11..=15 => "noon",
        16..=20 => "evening",
        _ => "night",
    };
    let full = desk.user.as_ref().map(|user| user.name.clone()).unwrap_or_default();
    let given = names::split(&full).given;
    let name = if given.trim().is_empty() { full } else { given };
    if name.trim().is_empty() {
        desk.say(&format!("today-greeting-{part}"), &[])
    } else {
        desk.say(&format!("today-greeting-{part}-name"), &[("name", name.into())])
    }
}
