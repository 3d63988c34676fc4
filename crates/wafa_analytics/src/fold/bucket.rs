//! The leaky bucket: money that came in with new customers, and money that left with those who fell silent.
//!
//! Definitions (`p` a period, `W` the inactivity window):
//! - **poured in**: orders less returns in `p` of customers whose first order ever is in `p`;
//! - a customer **leaks** on the day on which she has been silent for `W` days, at most once per silence; **leaked**: what
//!   she brought in the year that ended with her last order before it (orders less returns up to the day she leaked),
//!   never below zero. Who comes back may leak again.

use serde::Serialize;
use wafa_kernel::{Day, Periods};

use super::calendar_table::CalendarTable;
use super::{Fold, to_minor};
use crate::history::CustomerHistory;

/// Days of a year of purchases.
pub const YEAR: i32 = 365;

/// One period of the bucket.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BucketPeriod {
    /// The period: `1405-01`.
    pub key: String,
    /// Its first day.
    #[serde(with = "crate::iso_day")]
    pub start: Day,
    /// Its last day.
    #[serde(with = "crate::iso_day")]
    pub end: Day,
    /// It is not over on the as-of day.
    pub partial: bool,
    /// Customers with their first order in it.
    pub new: u64,
    /// What they brought in it, minor units.
    pub poured_minor: i64,
    /// Customers who fell silent in it.
    pub lost: u64,
    /// What they used to bring in a year, minor units.
    pub leaked_minor: i64,
}

#[derive(Debug, Clone, Copy, Default)]
struct Tally {
    new: u64,
    poured: i128,
    lost: u64,
    leaked: i128,
}

/// Folds histories into the leaky bucket.
#[derive(Debug, Clone)]
pub struct BucketFold {
    table: CalendarTable,
    periods: Periods,
    as_of: Day,
    window: i32,
    tallies: Vec<Tally>,
}

impl BucketFold {
    /// Starts with nobody. Periods that begin after the as-of day are left out.
    #[must_use]
    pub fn new(periods: &Periods, as_of: Day, inactivity_days: u32) -> Self {
        let begun = (0..periods.len()).filter_map(|at| periods.start(at)).take_while(|start| *start <= as_of).count();
        let window = i32::try_from(inactivity_days).unwrap_or(i32::MAX);
        let tallies = vec![Tally::default(); begun];
        Self { table: CalendarTable::new(periods), periods: periods.clone(), as_of, window, tallies }
    }

    /// The periods, oldest first.
    #[must_use]
    pub fn finish(self) -> Vec<BucketPeriod> {
        let Self { periods, tallies, as_of, .. } = self;
        let named = tallies.iter().enumerate().filter_map(|(at, tally)| {
            let end = periods.end(at)?;
            Some(BucketPeriod {
                key: periods.key(at)?.to_owned(),
                start: periods.start(at)?,
                end,
                partial: as_of < end,
                new: tally.new,
                poured_minor: to_minor(tally.poured),
                lost: tally.lost,
                leaked_minor: to_minor(tally.leaked),
            })
        });
        named.collect()
    }

    fn pour(&mut self, customer: &CustomerHistory<'_>, first: Day) {
        let Some(at) = self.table.index_of(first) else { return };
        let here = |on: Day| self.table.index_of(on) == Some(at);
        let bought = customer.purchases.iter().take_while(|one| here(one.on)).map(|one| i128::from(one.amount_minor));
        let back = customer.refunds.iter().filter(|one| here(one.on)).map(|one| i128::from(one.amount_minor));
        let poured = bought.sum::<i128>() - back.sum::<i128>();
        if let Some(tally) = self.tallies.get_mut(at) {
            tally.new += 1;
            tally.poured += poured;
        }
    }

    fn leak(&mut self, customer: &CustomerHistory<'_>) {
        let next = customer.purchases.iter().skip(1).map(|one| Some(one.on)).chain([None]);
        for (purchase, next) in customer.purchases.iter().zip(next) {
            let silent = purchase.on.plus_days(self.window);
            if silent > self.as_of || next.is_some_and(|next| next <= silent) {
                continue;
            }
            let Some(at) = self.table.index_of(silent) else { continue };
            let since = purchase.on.plus_days(-YEAR);
            let within = |on: Day, until: Day| on > since && on <= until;
            let bought = customer.purchases.iter().filter(|one| within(one.on, purchase.on));
            let back = customer.refunds.iter().filter(|one| within(one.on, silent));
            let brought = bought.map(|one| i128::from(one.amount_minor)).sum::<i128>()
                - back.map(|one| i128::from(one.amount_minor)).sum::<i128>();
            if let Some(tally) = self.tallies.get_mut(at) {
                tally.lost += 1;
                tally.leaked += brought.max(0);
            }
        }
    }
}

impl Fold for BucketFold {
    fn customer(&mut self, customer: &CustomerHistory<'_>) {
        let Some((first, _)) = customer.span() else { return };
        self.pour(customer, first);
        self.leak(customer);
    }

    fn merge(&mut self, other: Self) {
        for (mine, theirs) in self.tallies.iter_mut().zip(other.tallies) {
            mine.new += theirs.new;
            mine.poured += theirs.poured;
            mine.lost += theirs.lost;
            mine.leaked += theirs.leaked;
        }
    }
}
