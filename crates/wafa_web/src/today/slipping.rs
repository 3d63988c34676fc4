//! Who is slipping away, as the latest fit sees it.

use std::collections::HashSet;

use wafa_customers::ListQuery;
use wafa_kernel::policy::action::{ReadCustomers, ReadInsights, UseAccount};
use wafa_kernel::{CustomerId, Rung};

use crate::fault::Fault;
use crate::who::Who;

/// Customers whose rung is asked for at once.
const AT_ONCE: usize = 2_000;

/// What there is to lose.
#[derive(Debug, Default)]
pub(super) struct Slipping {
    /// Customers at risk.
    pub(super) customers: u64,
    /// What may be lost with them, minor units.
    pub(super) at_risk_minor: i64,
    /// Loyal customers and advocates among them.
    pub(super) loyal: u64,
    /// Name of the loyal one with most to lose.
    pub(super) first_loyal: String,
}

/// Counts them, all of them.
pub(super) async fn find(who: &Who<UseAccount>) -> Result<Slipping, Fault> {
    let at_risk = who.app.predictor.at_risk(&who.permit_for::<ReadInsights>()?).await?;
    if at_risk.customers.is_empty() {
        return Ok(Slipping::default());
    }
    let read = who.permit_for::<ReadCustomers>()?;
    // Those at risk are few beside all who are loyal.
    let mut all_loyal: HashSet<CustomerId> = HashSet::new();
    for some in at_risk.customers.chunks(AT_ONCE) {
        let rungs = vec![Rung::Loyal, Rung::Advocate];
        let query = ListQuery { rungs, ids: some.to_vec(), ..ListQuery::default() };
        all_loyal.extend(who.app.customers.ids(&read, &query, some.len() as u32).await?);
    }
    let loyal: Vec<CustomerId> = at_risk.customers.iter().copied().filter(|one| all_loyal.contains(one)).collect();
    let first = match loyal.first() {
        Some(first) => {
            let query = ListQuery { ids: vec![*first], limit: 1, ..ListQuery::default() };
            who.app.customers.list(&read, &query).await?.items.into_iter().next()
        }
        None => None,
    };
    Ok(Slipping {
        customers: at_risk.customers.len() as u64,
        at_risk_minor: at_risk.at_risk_minor,
        loyal: loyal.len() as u64,
        first_loyal: first.map(|row| row.name).unwrap_or_default(),
    })
}
