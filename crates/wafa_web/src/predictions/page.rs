//! The page of the two lists.

use axum::response::Response;
use serde::Serialize;
use wafa_analytics::predict::{Basis, Chance, FitReport};
use wafa_kernel::policy::action::ReadInsights;
use wafa_kernel::{Cursor, Day};

use super::row::{Row, rows};
use super::{BANDS, List, band, how};
use crate::ask::Pairs;
use crate::chart::How;
use crate::fault::Fault;
use crate::models::readiness::{Meter, meter};
use crate::who::Who;

/// Customers on a page of the list.
const SHOWN: u32 = 25;

#[derive(Serialize)]
struct Tab {
    label: String,
    href: String,
    current: bool,
}

/// What the lists rest on.
#[derive(Serialize)]
struct Fit {
    as_of: Day,
    modelled: bool,
    stale_days: i32,
    total_minor: i64,
    expected_purchases: f64,
    customers: u64,
    meter: Option<Meter>,
}

/// A choice of the filter.
#[derive(Serialize)]
struct Choice {
    value: &'static str,
    label: String,
}

#[derive(Serialize)]
struct Context {
    list: &'static str,
    /// The band of chances shown; blank for all.
    chance: &'static str,
    chances: Vec<Choice>,
    tabs: Vec<Tab>,
    fit: Option<Fit>,
    rows: Vec<Row>,
    first_page: bool,
    next: Option<String>,
    value_how: How,
    risk_how: How,
    chance_how: How,
}

/// The page.
pub async fn page(who: Who<ReadInsights>, Pairs(pairs): Pairs) -> Result<Response, Fault> {
    let list = List::read(&pairs);
    let after =
        pairs.iter().find(|(key, value)| key == "after" && !value.is_empty()).map(|(_, value)| Cursor(value.clone()));
    let report = who.app.predictor.latest_fit(&who.permit).await?.filter(|report| report.customers > 0);
    let modelled = report.as_ref().is_none_or(|report| report.basis == Basis::Model);
    // Without a model there is no chance to order by or to narrow to.
    let list = if modelled || list != List::Likely { list } else { List::Worth };
    let (named, chance) = if modelled { band(&pairs) } else { ("", Chance::ANY) };
    let page = list.ask(&who, &who.permit, chance, after.as_ref(), SHOWN).await?;
    let context = Context {
        list: list.as_str(),
        chance: named,
        chances: chances(&who),
        tabs: tabs(&who, list, named, modelled),
        rows: rows(&who, &page.items).await?,
        first_page: after.is_none(),
        next: page.next.map(|cursor| cursor.0),
        fit: report.map(|report| fit(&who, &report)),
        value_how: how(&who, "value", modelled),
        risk_how: how(&who, "risk", modelled),
        chance_how: how(&who, "chance", modelled),
    };
    who.page("predictions", "predictions/list.html", &context)
}

fn tabs(who: &Who<ReadInsights>, list: List, chance: &str, modelled: bool) -> Vec<Tab> {
    let narrowed = if chance.is_empty() { String::new() } else { format!("&chance={chance}") };
    let tab = |one: List| Tab {
        label: who.say(&format!("predictions-tab-{}", one.as_str()), &[]),
        href: format!("/predictions?list={}{narrowed}", one.as_str()),
        current: one == list,
    };
    List::ALL.into_iter().filter(|one| modelled || *one != List::Likely).map(tab).collect()
}

fn chances(who: &Who<ReadInsights>) -> Vec<Choice> {
    let any = Choice { value: "", label: who.say("predictions-chance-any", &[]) };
    let band = |(value, _)| Choice { value, label: who.say(&format!("predictions-chance-{value}"), &[]) };
    std::iter::once(any).chain(BANDS.map(band)).collect()
}

fn fit(who: &Who<ReadInsights>, report: &FitReport) -> Fit {
    let modelled = report.basis == Basis::Model;
    Fit {
        as_of: report.as_of,
        modelled,
        stale_days: who.today - report.as_of,
        total_minor: report.value_minor,
        expected_purchases: report.expected_purchases,
        customers: report.customers,
        meter: (!modelled).then(|| meter(who, &report.readiness)),
    }
}
