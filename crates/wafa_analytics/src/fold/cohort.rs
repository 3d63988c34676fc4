//! Cohorts: customers by the period (week, period or quarter) of their first order, and what they did in each since.
//!
//! A return counts in the period of the return; one dated before the customer's first period counts in that one, so
//! that the cells of a cohort add up to its revenue. Returns of customers without any order belong to no cohort.

use serde::Serialize;
use wafa_kernel::{Day, Periods};

use super::calendar_table::CalendarTable;
use super::{Fold, to_minor};
use crate::history::CustomerHistory;

/// Customers whose first order fell in one period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Cohort {
    /// The period in its calendar: `1405-01`, `1405-Q1`, `1405-01-08` for a week.
    pub cohort: String,
    /// Its first day.
    #[serde(with = "crate::iso_day")]
    pub start: Day,
    /// How many customers.
    pub size: u64,
    /// Every period from the first (offset 0) to the one of the as-of day, empty ones included.
    pub cells: Vec<CohortCell>,
}

/// What a cohort did in one period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct CohortCell {
    /// Periods since that of the first order.
    pub offset: usize,
    /// Customers of the cohort with an order in the period.
    pub customers: u64,
    /// Their orders.
    pub orders: u64,
    /// Their orders less returns, minor units.
    pub revenue_minor: i64,
}

/// What is counted of a cohort in one month.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct CohortCounts {
    /// Customers of the cohort with an order in the month.
    pub customers: u64,
    /// Their orders.
    pub orders: u64,
    /// Their orders less returns, minor units.
    pub revenue: i128,
}

/// Folds histories into the cohort table.
#[derive(Debug, Clone)]
pub struct CohortFold {
    table: CalendarTable,
    periods: Periods,
    /// `triangle[cohort][offset]`; a cohort's cells are made with its first customer.
    triangle: Vec<Vec<CohortCounts>>,
}

impl CohortFold {
    /// Starts with nobody. Periods that begin after the as-of day are left out.
    #[must_use]
    pub fn new(periods: &Periods, as_of: Day) -> Self {
        let begun = (0..periods.len()).filter_map(|at| periods.start(at)).take_while(|start| *start <= as_of).count();
        let triangle = vec![Vec::new(); begun];
        Self { table: CalendarTable::new(periods), periods: periods.clone(), triangle }
    }

    /// The cohorts that have customers, oldest first.
    #[must_use]
    pub fn finish(self) -> Vec<Cohort> {
        cohorts_of(&self.periods, &self.triangle)
    }
}

/// The cohorts of which this was counted, by month of the first order and months since.
#[must_use]
pub fn cohorts_of(months: &Periods, triangle: &[Vec<CohortCounts>]) -> Vec<Cohort> {
    let named = triangle.iter().enumerate().filter_map(|(at, cells)| {
        let size = cells.first().map(|cell| cell.customers).filter(|size| *size > 0)?;
        Some((months.key(at)?.to_owned(), months.start(at)?, size, cells))
    });
    let cell = |(offset, cell): (usize, &CohortCounts)| CohortCell {
        offset,
        customers: cell.customers,
        orders: cell.orders,
        revenue_minor: to_minor(cell.revenue),
    };
    named
        .map(|(cohort, start, size, cells)| Cohort {
            cohort,
            start,
            size,
            cells: cells.iter().enumerate().map(cell).collect(),
        })
        .collect()
}

impl Fold for CohortFold {
    fn customer(&mut self, customer: &CustomerHistory<'_>) {
        let Some((first, _)) = customer.span() else { return };
        let Some(cohort) = self.table.index_of(first) else { return };
        let periods = self.triangle.len();
        let Some(cells) = self.triangle.get_mut(cohort) else { return };
        if cells.is_empty() {
            cells.resize(periods - cohort, CohortCounts::default());
        }
        let mut previous = None;
        for purchase in customer.purchases {
            let period = self.table.index_of(purchase.on);
            let Some(cell) = period.and_then(|period| cells.get_mut(period.saturating_sub(cohort))) else { continue };
            cell.customers += u64::from(previous != period);
            cell.orders += 1;
            cell.revenue += i128::from(purchase.amount_minor);
            previous = period;
        }
        for refund in customer.refunds {
            let period = self.table.index_of(refund.on.max(first));
            if let Some(cell) = period.and_then(|period| cells.get_mut(period.saturating_sub(cohort))) {
                cell.revenue -= i128::from(refund.amount_minor);
            }
        }
    }

    fn merge(&mut self, other: Self) {
        for (mine, theirs) in self.triangle.iter_mut().zip(other.triangle) {
            if mine.is_empty() {
                *mine = theirs;
                continue;
            }
            for (cell, more) in mine.iter_mut().zip(theirs) {
                cell.customers += more.customers;
                cell.orders += more.orders;
                cell.revenue += more.revenue;
            }
        }
    }
}
