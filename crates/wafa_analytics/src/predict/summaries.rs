//! What models see of the customers: three numbers each, counted.

use std::collections::BTreeMap;

use super::history_fold::HistoryFold;
use crate::error::Error;
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

/// How many customers a model sees alike, in one pass; takes a thread for the while.
///
/// # Errors
/// As [`crate::figures()`].
pub fn summaries(lake: &Lake, question: &Question) -> Result<BTreeMap<SummaryDays, u64>, Error> {
    let make = || HistoryFold::new(question.currency);
    let (gathered, _) = lake.reader()?.fold(&question.selection(), make)?;
    let as_of = question.as_of.number();
    let mut counts = BTreeMap::new();
    for history in gathered.histories.iter() {
        let (Some(first), Some(last)) = (history.days().first(), history.days().last()) else { continue };
        let repeats = u32::try_from(history.days().len().saturating_sub(1)).unwrap_or(u32::MAX);
        let seen = SummaryDays { repeats, recency_days: last - first, age_days: as_of - first };
        *counts.entry(seen).or_default() += 1;
    }
    Ok(counts)
}
