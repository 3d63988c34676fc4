//! Judging customers anew from their facts.

use std::collections::HashMap;

use wafa_db::Tx;
use wafa_db::history::PurchaseHistory;
use wafa_kernel::{Actor, CustomerId, Day, Event, Recorded};

use crate::error::Error;
use crate::ladder::path::path;
use crate::ladder::rules::{RuleVersion, versions_in};
use crate::ladder::store::{Facts, Judged, Kept, add_signals, load_kept, save};
use crate::{Customers, place};

/// Customers judged at once: one chunk of every `in (…)`.
const CHUNK: usize = 500;

/// Whether moves on the ladder are told to others.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Announce<'a> {
    /// History that arrives in bulk, rules that changed: nobody is woken.
    Quiet,
    /// What somebody did.
    By(&'a Actor),
    /// What follows from an event.
    Because(&'a Actor, &'a Recorded),
}

impl Customers {
    /// Judges customers anew from their orders, signals and the rules as of `today`: rung, history, next slide.
    /// With `announce` every move is recorded as `RungChanged` by that actor; without it (bulk history) nobody is
    /// woken. Returns how many changed their rung. Only callers that write facts need it.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn refresh_standings(
        &self,
        tx: &mut Tx,
        customers: &[CustomerId],
        today: Day,
        announce: Option<&Actor>,
    ) -> Result<usize, Error> {
        refresh(tx, self.purchases.as_ref(), customers, today, announce.map_or(Announce::Quiet, Announce::By)).await
    }
}

/// See [`Customers::refresh_standings`].
pub(crate) async fn refresh(
    tx: &mut Tx,
    purchases: &dyn PurchaseHistory,
    customers: &[CustomerId],
    today: Day,
    announce: Announce<'_>,
) -> Result<usize, Error> {
    let place = place::place(tx).await?;
    let versions = versions_in(tx).await?;
    let mut customers = customers.to_vec();
    customers.sort_unstable();
    customers.dedup();
    let mut moved = 0;
    for chunk in customers.chunks(CHUNK) {
        let kept = load_kept(tx, chunk).await?;
        let judged = judge(tx, purchases, chunk, &kept, &versions, today).await?;
        save(tx, &judged, |day| place.zone.start_of(day)).await?;
        for (customer, kept, now) in &judged {
            let (from, to) = (kept.standing.rung, now.standing.rung);
            if from == to || !now.standing.live {
                continue;
            }
            moved += 1;
            let on = now.standing.rung_on.unwrap_or(today);
            let event = Event::RungChanged { customer: *customer, from, to, on };
            match announce {
                Announce::Quiet => {}
                Announce::By(actor) => {
                    tx.record(actor, event).await?;
                }
                Announce::Because(actor, cause) => {
                    tx.record_caused(actor, event, cause).await?;
                }
            }
        }
    }
    Ok(moved)
}

/// Where customers stand by their facts.
pub(crate) async fn judge<'k>(
    tx: &mut Tx,
    purchases: &dyn PurchaseHistory,
    customers: &[CustomerId],
    kept: &'k HashMap<CustomerId, Kept>,
    versions: &[RuleVersion],
    today: Day,
) -> Result<Vec<(CustomerId, &'k Kept, Judged)>, Error> {
    let mut facts: HashMap<CustomerId, Facts> = HashMap::with_capacity(customers.len());
    for entry in purchases.of(tx, customers).await? {
        let facts = facts.entry(entry.customer).or_default();
        facts.amounts.push((entry.on, entry.minor));
        if entry.is_order {
            facts.orders.push(entry.on);
        }
    }
    add_signals(tx, customers, &mut facts).await?;
    let nothing = Facts::default();
    let mut judged = Vec::with_capacity(customers.len());
    for customer in customers {
        let Some(kept) = kept.get(customer) else { continue };
        let now = if kept.standing.live {
            let facts = facts.get(customer).unwrap_or(&nothing);
            let path = path(&facts.orders, &facts.signals, versions, kept.added_on, today);
            Judged::new(kept, facts, path, today)
        } else {
            Judged::gone(kept)
        };
        judged.push((*customer, kept, now));
    }
    Ok(judged)
}
