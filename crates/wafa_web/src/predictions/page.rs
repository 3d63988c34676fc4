//! The page of the two lists.

use axum::response::Response;
use serde::Serialize;
use wafa_analytics::predict::{Basis, FitReport};
use wafa_kernel::policy::action::ReadInsights;
use wafa_kernel::{Cursor, Day};

use super::row::{Row, rows};
use super::{List, how};
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

#[derive(Serialize)]
struct Context {
    list: &'static str,
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
    let page = list.ask(&who, &who.permit, after.as_ref(), SHOWN).await?;
    let modelled = report.as_ref().is_none_or(|report| report.basis == Basis::Model);
    let context = Context {
        list: list.as_str(),
        tabs: tabs(&who, list),
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

fn tabs(who: &Who<ReadInsights>, list: List) -> Vec<Tab> {
    let tab = |one: List| Tab {
        label: who.say(&format!("predictions-tab-{}", one.as_str()), &[]),
        href: format!("/predictions?list={}", one.as_str()),
        current: one == list,
    };
    List::ALL.map(tab).into()
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
