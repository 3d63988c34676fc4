//! Rows of the lists: what the models say of a customer beside who she is.

use std::collections::HashMap;

use serde::Serialize;
use wafa_analytics::Prediction;
use wafa_analytics::predict::Basis;
use wafa_customers::{ListQuery, ListRow};
use wafa_kernel::policy::action::ReadCustomers;
use wafa_kernel::{CustomerId, Day};
use wafa_models::{Reason, WeightedReason};

use crate::customers::outlook::{LIKELY, UNLIKELY};
use crate::customers::reasons::{Why, whys};
use crate::fault::Fault;
use crate::who::Desk;

/// Reasons shown of each customer; the strongest ones.
const REASONS_SHOWN: usize = 2;

/// One customer of a list.
#[derive(Debug, Serialize)]
pub struct Row {
    pub name: String,
    pub href: String,
    pub detail: String,
    pub rung: &'static str,
    pub last_on: Option<Day>,
    pub interval_days: Option<i64>,
    pub p_active: Option<f64>,
    pub tone: &'static str,
    pub value_minor: i64,
    pub at_risk_minor: i64,
    pub next_on: Option<Day>,
    pub overdue: bool,
    pub segment: String,
    pub reasons: Vec<Why>,
    /// She has bought after the fit: what was said of her silence is no longer true.
    pub bought_since: bool,
}

/// Who the customers of predictions are.
pub async fn people(desk: &Desk, predictions: &[Prediction]) -> Result<HashMap<CustomerId, ListRow>, Fault> {
    if predictions.is_empty() {
        return Ok(HashMap::new());
    }
    let ids: Vec<CustomerId> = predictions.iter().map(|prediction| prediction.customer).collect();
    let limit = u32::try_from(ids.len()).unwrap_or(u32::MAX);
    let query = ListQuery { ids, limit, ..ListQuery::default() };
    let page = desk.app.customers.list(&desk.permit_for::<ReadCustomers>()?, &query).await?;
    Ok(page.items.into_iter().map(|row| (row.id, row)).collect())
}

/// A customer's own rhythm in days: the median gap between purchase days where a reason states it, else the mean.
pub fn interval_days(prediction: &Prediction) -> Option<i64> {
    let stated = prediction.reasons.iter().find_map(|weighted: &WeightedReason| match weighted.reason {
        Reason::LateAgainstOwnRhythm { usual_days, .. } | Reason::WithinOwnRhythm { usual_days, .. } => {
            Some(usual_days)
        }
        _ => None,
    });
    let mean = (prediction.x > 0).then(|| prediction.t_x * 7.0 / f64::from(prediction.x));
    stated.or(mean).map(|days| days.round() as i64)
}

/// The rows of a page, in its order. Records that went into another one since the fit are left out.
pub async fn rows(desk: &Desk, predictions: &[Prediction]) -> Result<Vec<Row>, Fault> {
    let people = people(desk, predictions).await?;
    let known = predictions.iter().filter_map(|prediction| Some((prediction, people.get(&prediction.customer)?)));
    Ok(known.map(|(prediction, person)| row(desk, prediction, person)).collect())
}

/// The rung, and the city where it is known.
fn detail(desk: &Desk, person: &ListRow) -> String {
    let rung = desk.say(&format!("rung-{}", person.rung.as_str()), &[]);
    if person.city.is_empty() { rung } else { format!("{rung} · {}", person.city) }
}

fn row(desk: &Desk, prediction: &Prediction, person: &ListRow) -> Row {
    let modelled = prediction.basis == Basis::Model;
    let bought_since = person.last_on.is_some_and(|last| last > prediction.as_of);
    let shown = prediction.reasons.get(..REASONS_SHOWN).unwrap_or(&prediction.reasons);
    Row {
        name: if person.name.is_empty() { desk.say("predictions-nameless", &[]) } else { person.name.clone() },
        href: format!("/customers/{}", prediction.customer),
        detail: detail(desk, person),
        rung: person.rung.as_str(),
        last_on: person.last_on,
        interval_days: interval_days(prediction),
        p_active: modelled.then_some(prediction.p_active),
        tone: match prediction.p_active {
            likely if likely >= LIKELY => "good",
            possible if possible >= UNLIKELY => "warn",
            _ => "bad",
        },
        value_minor: prediction.value_minor,
        at_risk_minor: prediction.at_risk_minor,
        next_on: prediction.next_on.filter(|_| modelled),
        overdue: !bought_since && prediction.next_on.is_some_and(|day| day < desk.today),
        segment: desk.say(&format!("segment-{}", prediction.segment.as_str()), &[]),
        reasons: if modelled && !bought_since { whys(desk, shown) } else { Vec::new() },
        bought_since,
    }
}
