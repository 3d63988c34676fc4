//! What models see of the customers: three numbers each, counted.

use std::collections::BTreeMap;

use wafa_kernel::Day;

use crate::error::Error;
use crate::fold::Fold;
use crate::history::CustomerHistory;
use crate::lake::Lake;
use crate::question::Question;

/// What a model sees of a customer, in days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct SummaryDays {
    /// Days with an order after the first one.
    pub repeats: u32,
    /// From the first day with an order to the last.
    pub recency_days: i32,
    /// From the first day with an order to the as-of day.
    pub age_days: i32,
}

/// Counts customers a model sees alike.
pub(crate) struct SummaryFold {
    as_of: Day,
    counts: BTreeMap<SummaryDays, u64>,
}

impl SummaryFold {
    pub fn new(question: &Question) -> Self {
        Self { as_of: question.as_of, counts: BTreeMap::new() }
    }
    pub fn finish(self) -> BTreeMap<SummaryDays, u64> {
        self.counts
    }
}

impl Fold for SummaryFold {
    fn customer(&mut self, customer: &CustomerHistory<'_>) {
        let Some((first, last)) = customer.span() else { return };
        let days = customer.purchases.iter().zip(customer.purchases.iter().skip(1));
        let repeats = days.filter(|(one, next)| one.on != next.on).count();
        let seen = SummaryDays {
            repeats: u32::try_from(repeats).unwrap_or(u32::MAX),
            recency_days: last - first,
            age_days: self.as_of - first,
        };
        *self.counts.entry(seen).or_default() += 1;
    }
    fn merge(&mut self, other: Self) {
        for (seen, customers) in other.counts {
            *self.counts.entry(seen).or_default() += customers;
        }
    }
}

/// How many customers a model sees alike, in one pass; takes a thread for the while.
///
/// # Errors
/// As [`crate::figures()`].
pub fn summaries(lake: &Lake, question: &Question) -> Result<BTreeMap<SummaryDays, u64>, Error> {
    let (fold, _) = lake.reader()?.fold(&question.selection(), || SummaryFold::new(question))?;
    Ok(fold.finish())
}
