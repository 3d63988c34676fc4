//! The lists as files.

use axum::response::Response;
use wafa_analytics::Prediction;
use wafa_analytics::predict::Basis;
use wafa_customers::ListRow;
use wafa_kernel::policy::action::{ExportCustomers, ReadInsights};
use wafa_models::WeightedReason;

use super::row::{interval_days, people};
use super::{List, band};
use crate::ask::{Pairs, Path};
use crate::customers::reasons::sentence_of;
use crate::fault::Fault;
use crate::sheet::{Cell, Sheet};
use crate::who::{Desk, Who};

/// Customers asked for at once.
const BATCH: u32 = 500;
/// Customers of a file: the list is in order, and nobody writes to more than these.
const MOST: usize = 100_000;

const HEAD: [&str; 16] = [
    "customer_id",
    "name",
    "phone",
    "email",
    "code",
    "rung",
    "orders",
    "last_order_on",
    "usual_interval_days",
    "p_active",
    "expected_purchases",
    "value_minor",
    "at_risk_minor",
    "next_purchase_on",
    "basis",
    "reasons",
];

/// One of the lists, from its top; amounts in minor units.
pub async fn file(
    who: Who<ExportCustomers>,
    Path(ending): Path<String>,
    Pairs(pairs): Pairs,
) -> Result<Response, Fault> {
    let list = List::read(&pairs);
    let (_, chance) = band(&pairs);
    let permit = who.permit_for::<ReadInsights>()?;
    let mut rows = Vec::new();
    let mut after = None;
    loop {
        let page = list.ask(&who, &permit, chance, after.as_ref(), BATCH).await?;
        let people = people(&who, &page.items).await?;
        let known = page.items.iter().filter_map(|prediction| Some((prediction, people.get(&prediction.customer)?)));
        rows.extend(known.map(|(prediction, person)| cells(&who, prediction, person)));
        after = page.next;
        if after.is_none() || rows.len() >= MOST {
            break;
        }
    }
    let name = match list {
        List::Slipping => "slipping-away",
        List::Worth => "worth-most",
        List::Likely => "likeliest",
    };
    Sheet { name, head: HEAD.map(str::to_owned).to_vec(), rows }.answer(&ending, &who.reader)
}

fn cells(desk: &Desk, prediction: &Prediction, person: &ListRow) -> Vec<Cell> {
    let modelled = prediction.basis == Basis::Model;
    let said = |weighted: &WeightedReason| sentence_of(desk, weighted);
    let reasons: Vec<String> = prediction.reasons.iter().filter(|_| modelled).map(said).collect();
    vec![
        prediction.customer.to_string().into(),
        person.name.clone().into(),
        person.phone.clone().into(),
        person.email.clone().into(),
        person.code.clone().into(),
        person.rung.as_str().into(),
        person.orders.into(),
        person.last_on.into(),
        interval_days(prediction).into(),
        modelled.then_some(prediction.p_active).into(),
        modelled.then_some(prediction.expected_purchases).into(),
        prediction.value_minor.into(),
        prediction.at_risk_minor.into(),
        prediction.next_on.filter(|_| modelled).into(),
        prediction.basis.as_str().into(),
        reasons.join(" · ").into(),
    ]
}
