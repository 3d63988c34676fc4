//! Who is slipping away, as the latest fit sees it.
//!
//! Of a large shop it takes long to count the loyal ones among them, so the count is remembered: for the same fit and the
//! same facts it is the same. When facts change all the time, a count that took long is good for so many times as long.

use std::collections::HashSet;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use wafa_analytics::Stamp;
use wafa_analytics::predict::FitReport;
use wafa_customers::ListQuery;
use wafa_kernel::policy::action::{ReadCustomers, ReadInsights, UseAccount};
use wafa_kernel::{CustomerId, Moment, Rung};

use crate::fault::Fault;
use crate::who::Who;

/// Customers whose rung is asked for at once.
const AT_ONCE: usize = 2_000;
/// A count that took less is made anew whenever a fact changed.
const QUICK: Duration = Duration::from_millis(50);
/// A count that took longer is good for so many times as long.
const GOOD_FOR: u32 = 20;

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

/// The latest count.
#[derive(Debug, Default)]
pub(crate) struct Remembered(Mutex<Option<Counted>>);

#[derive(Debug, Clone, Copy)]
struct Counted {
    customers: u64,
    at_risk_minor: i64,
    loyal: u64,
    first_loyal: Option<CustomerId>,
    /// Of which fit, and of which facts.
    fitted_at: Moment,
    stamp: Option<Stamp>,
    at: Instant,
    took: Duration,
}

impl Counted {
    fn holds(&self, fitted_at: Moment, stamp: Option<Stamp>) -> bool {
        let long_ago = self.took <= QUICK || self.at.elapsed() > self.took * GOOD_FOR;
        self.fitted_at == fitted_at && (self.stamp == stamp || !long_ago)
    }
}

/// Counts them, all of them.
pub(super) async fn find(who: &Who<UseAccount>, fit: Option<&FitReport>) -> Result<Slipping, Fault> {
    let Some(fit) = fit else { return Ok(Slipping::default()) };
    let stamp = who.app.insights.status(&who.permit_for::<ReadInsights>()?)?.map(|manifest| manifest.stamp);
    let known = *who.app.slipping.0.lock().unwrap_or_else(PoisonError::into_inner);
    let counted = match known.filter(|known| known.holds(fit.fitted_at, stamp)) {
        Some(known) => known,
        None => {
            let counted = count(who, fit.fitted_at, stamp).await?;
            *who.app.slipping.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(counted);
            counted
        }
    };
    let first = match counted.first_loyal {
        Some(first) => {
            let read = who.permit_for::<ReadCustomers>()?;
            let query = ListQuery { ids: vec![first], limit: 1, ..ListQuery::default() };
            who.app.customers.list(&read, &query).await?.items.into_iter().next()
        }
        None => None,
    };
    Ok(Slipping {
        customers: counted.customers,
        at_risk_minor: counted.at_risk_minor,
        loyal: counted.loyal,
        first_loyal: first.map(|row| row.name).unwrap_or_default(),
    })
}

async fn count(who: &Who<UseAccount>, fitted_at: Moment, stamp: Option<Stamp>) -> Result<Counted, Fault> {
    let begun = Instant::now();
    let at_risk = who.app.predictor.at_risk(&who.permit_for::<ReadInsights>()?).await?;
    let read = who.permit_for::<ReadCustomers>()?;
    // Those at risk are few beside all who are loyal.
    let mut all_loyal: HashSet<CustomerId> = HashSet::new();
    for some in at_risk.customers.chunks(AT_ONCE) {
        let rungs = vec![Rung::Loyal, Rung::Advocate];
        let query = ListQuery { rungs, ids: some.to_vec(), ..ListQuery::default() };
        all_loyal.extend(who.app.customers.ids(&read, &query, some.len() as u32).await?);
    }
    let mut loyal = at_risk.customers.iter().copied().filter(|one| all_loyal.contains(one));
    let first_loyal = loyal.next();
    Ok(Counted {
        customers: at_risk.customers.len() as u64,
        at_risk_minor: at_risk.at_risk_minor,
        loyal: u64::from(first_loyal.is_some()) + loyal.count() as u64,
        first_loyal,
        fitted_at,
        stamp,
        at: begun,
        took: begun.elapsed(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quick_count_is_of_these_very_facts_and_a_slow_one_rests() {
        let stamp = |fact_version| Some(Stamp { fact_version, ..Stamp::default() });
        let counted = |took_ms: u64| Counted {
            customers: 1,
            at_risk_minor: 1,
            loyal: 0,
            first_loyal: None,
            fitted_at: Moment::from_ms(5),
            stamp: stamp(1),
            at: Instant::now(),
            took: Duration::from_millis(took_ms),
        };
        let (quick, slow) = (counted(1), counted(60_000));
        assert!(quick.holds(Moment::from_ms(5), stamp(1)) && slow.holds(Moment::from_ms(5), stamp(1)));
        assert!(!quick.holds(Moment::from_ms(5), stamp(2)), "a fact changed");
        assert!(slow.holds(Moment::from_ms(5), stamp(2)), "for twenty minutes");
        assert!(!slow.holds(Moment::from_ms(6), stamp(1)), "another fit");
    }
}
