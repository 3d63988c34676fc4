//! Who is slipping away, as the latest fit sees it.

use wafa_customers::ListQuery;
use wafa_kernel::policy::action::{ReadCustomers, ReadInsights, UseAccount};
use wafa_kernel::{CustomerId, Rung};

use crate::fault::Fault;
use crate::who::Who;

/// Customers asked for at once.
const PAGE: u32 = 500;
/// Pages counted; what is beyond is "more than".
const PAGES: usize = 4;

/// What there is to lose.
#[derive(Debug, Default)]
pub(super) struct Slipping {
    /// Customers at risk, as far as they were counted.
    pub(super) count: u64,
    /// There are more than were counted.
    pub(super) more: bool,
    /// What may be lost with those counted, minor units.
    pub(super) at_risk_minor: i64,
    /// Loyal customers and advocates among those with most to lose.
    pub(super) loyal: u64,
    /// Name of the loyal one with most to lose.
    pub(super) first_loyal: String,
}

/// Counts them, most to lose first.
pub(super) async fn find(who: &Who<UseAccount>) -> Result<Slipping, Fault> {
    let permit = who.permit_for::<ReadInsights>()?;
    let mut found = Slipping::default();
    let mut foremost: Vec<CustomerId> = Vec::new();
    let mut after = None;
    for _ in 0..PAGES {
        let page = who.app.predictor.slipping_away(&permit, after.as_ref(), PAGE).await?;
        found.count += page.items.len() as u64;
        found.at_risk_minor += page.items.iter().map(|one| one.at_risk_minor).sum::<i64>();
        if foremost.is_empty() {
            foremost = page.items.iter().map(|one| one.customer).collect();
        }
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    found.more = after.is_some();
    if foremost.is_empty() {
        return Ok(found);
    }
    let query = ListQuery {
        ids: foremost.clone(),
        rungs: vec![Rung::Loyal, Rung::Advocate],
        limit: PAGE,
        ..ListQuery::default()
    };
    let loyal = who.app.customers.list(&who.permit_for::<ReadCustomers>()?, &query).await?.items;
    found.loyal = loyal.len() as u64;
    let first = foremost.iter().find_map(|id| loyal.iter().find(|row| row.id == *id));
    found.first_loyal = first.map(|row| row.name.clone()).unwrap_or_default();
    Ok(found)
}
