//! Figures of each period: who came, who was new, who was lost, what they brought.
//!
//! Definitions (`p` a period, `e` its last day or the as-of day if that is earlier, `W` the inactivity window):
//! - **customers**: those with an order in `p`; **new**: those whose first order ever is in `p`; **returning**: the rest.
//! - **revenue**: orders placed in `p` less returns of `p`, of identified customers; a return counts on its day also when
//!   the order it belongs to is older than the data. Periods from the first fact to the last add up to the whole.
//! - **purchase frequency**: orders ÷ customers of the same period.
//! - **repeat rate**: customers of `p` with two or more orders up to `e` ÷ customers of `p`.
//! - a customer is **active** on the evening of a day `d` when she ordered in `(d − W, d]`. The **starting set** is who
//!   is active on the evening before `p`; **lost** are those of them who are not active on the evening of `e`.
//!   **churn** = lost ÷ starting, **retention** = 1 − churn = (ending − newly active) ÷ starting. Net growth cannot
//!   hide losses, and churn is never negative.

use serde::Serialize;
use wafa_kernel::{Day, Periods};

use super::calendar_table::CalendarTable;
use super::{Fold, mean_minor, ratio, to_minor};
use crate::history::CustomerHistory;

/// Figures of one period.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PeriodFigures {
    /// Key in the calendar of the period: `1405-01`, `1405-Q1`, `1405`.
    pub key: String,
    /// First day.
    #[serde(with = "crate::iso_day")]
    pub start: Day,
    /// Last day of the calendar period, also when the as-of day comes before it.
    #[serde(with = "crate::iso_day")]
    pub end: Day,
    /// True when the as-of day comes before the end.
    pub partial: bool,
    /// Customers with an order in the period.
    pub customers: u64,
    /// Those of them whose first order it was.
    pub new: u64,
    /// Those of them who had ordered before.
    pub returning: u64,
    /// Orders.
    pub orders: u64,
    /// Orders less returns, minor units.
    pub revenue_minor: i64,
    /// Revenue ÷ orders, minor units.
    pub aov_minor: Option<i64>,
    /// Orders ÷ customers.
    pub purchase_frequency: Option<f64>,
    /// Share of the customers with two or more orders so far.
    pub repeat_rate: Option<f64>,
    /// Share of the starting set still active at the end.
    pub retention: Option<f64>,
    /// Share of the starting set lost.
    pub churn: Option<f64>,
    /// Customers active on the evening before the period.
    pub starting: u64,
    /// Those of them who are not active at its end.
    pub lost: u64,
    /// Customers active at its end.
    pub ending: u64,
}

/// What is counted of one period; all its figures are made of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PeriodCounts {
    /// Customers with an order in it.
    pub customers: u64,
    /// Those whose first order it was.
    pub new: u64,
    /// Those with two or more orders so far.
    pub repeaters: u64,
    /// Orders.
    pub orders: u64,
    /// Orders less returns, minor units.
    pub revenue: i128,
    /// Customers active on the evening before.
    pub starting: u64,
    /// Those of them who are not active at its end.
    pub lost: u64,
    /// Customers active at its end.
    pub ending: u64,
}

impl PeriodCounts {
    fn add(&mut self, other: &Self) {
        self.customers += other.customers;
        self.new += other.new;
        self.repeaters += other.repeaters;
        self.orders += other.orders;
        self.revenue += other.revenue;
        self.starting += other.starting;
        self.lost += other.lost;
        self.ending += other.ending;
    }
}

/// Folds histories into the figures of periods.
#[derive(Debug, Clone)]
pub struct PeriodFold {
    table: CalendarTable,
    periods: Periods,
    as_of: Day,
    window: i32,
    /// Evening before the first period, then the last evening of each period.
    evenings: Vec<Day>,
    tallies: Vec<PeriodCounts>,
}

impl PeriodFold {
    /// Starts with nobody. Periods that begin after the as-of day are left out.
    #[must_use]
    pub fn new(periods: &Periods, as_of: Day, inactivity_days: u32) -> Self {
        let begun = (0..periods.len()).filter_map(|at| periods.start(at).zip(periods.end(at)));
        let ends: Vec<Day> = begun.take_while(|(start, _)| *start <= as_of).map(|(_, end)| end.min(as_of)).collect();
        let mut evenings: Vec<Day> = periods.start(0).map(|start| start.plus_days(-1)).into_iter().collect();
        let tallies = vec![PeriodCounts::default(); ends.len()];
        evenings.extend(ends);
        Self {
            table: CalendarTable::new(periods),
            periods: periods.clone(),
            as_of,
            window: i32::try_from(inactivity_days).unwrap_or(i32::MAX),
            evenings,
            tallies,
        }
    }

    /// The figures.
    #[must_use]
    pub fn finish(self) -> Vec<PeriodFigures> {
        figures_of(&self.periods, self.as_of, &self.tallies)
    }

    fn orders(&mut self, customer: &CustomerHistory<'_>) {
        let mut seen = 0u64;
        let mut purchases = customer.purchases.iter().peekable();
        while let Some(purchase) = purchases.next() {
            seen += 1;
            let Some(at) = self.table.index_of(purchase.on) else { continue };
            let Some(tally) = self.tallies.get_mut(at) else { continue };
            let first_ever = seen == 1;
            let (mut count, mut sum) = (1u64, i128::from(purchase.amount_minor));
            while let Some(more) = purchases.next_if(|more| self.table.index_of(more.on) == Some(at)) {
                count += 1;
                seen += 1;
                sum += i128::from(more.amount_minor);
            }
            tally.customers += 1;
            tally.new += u64::from(first_ever);
            tally.repeaters += u64::from(seen >= 2);
            tally.orders += count;
            tally.revenue += sum;
        }
    }

    /// Walks the evenings from the first order on, as long as she is active on some of them.
    fn activity(&mut self, customer: &CustomerHistory<'_>) {
        let Some((first, last)) = customer.span() else { return };
        let gone = last.plus_days(self.window);
        let mut purchases = customer.purchases.iter().map(|purchase| purchase.on).peekable();
        let mut latest = first;
        let mut was_active = false;
        let begin = self.evenings.partition_point(|evening| *evening < first);
        for (at, evening) in self.evenings.iter().enumerate().skip(begin) {
            while let Some(on) = purchases.next_if(|on| on <= evening) {
                latest = on;
            }
            let is_active = *evening - latest < self.window;
            if let Some(tally) = at.checked_sub(1).and_then(|period| self.tallies.get_mut(period)) {
                tally.starting += u64::from(was_active);
                tally.lost += u64::from(was_active && !is_active);
                tally.ending += u64::from(is_active);
            }
            if !is_active && *evening >= gone {
                break;
            }
            was_active = is_active;
        }
    }
}

/// The figures of periods of which this was counted, the first period first.
#[must_use]
pub fn figures_of(periods: &Periods, as_of: Day, counts: &[PeriodCounts]) -> Vec<PeriodFigures> {
    let counted = counts.iter().enumerate();
    let named = counted
        .filter_map(|(at, count)| Some((periods.key(at)?.to_owned(), periods.start(at)?, periods.end(at)?, count)));
    named
        .map(|(key, start, end, count)| PeriodFigures {
            key,
            start,
            end,
            partial: as_of < end,
            customers: count.customers,
            new: count.new,
            returning: count.customers - count.new,
            orders: count.orders,
            revenue_minor: to_minor(count.revenue),
            aov_minor: mean_minor(count.revenue, count.orders),
            purchase_frequency: ratio(count.orders, count.customers),
            repeat_rate: ratio(count.repeaters, count.customers),
            retention: ratio(count.starting - count.lost, count.starting),
            churn: ratio(count.lost, count.starting),
            starting: count.starting,
            lost: count.lost,
            ending: count.ending,
        })
        .collect()
}

impl Fold for PeriodFold {
    fn customer(&mut self, customer: &CustomerHistory<'_>) {
        self.orders(customer);
        self.activity(customer);
        for refund in customer.refunds {
            if let Some(tally) = self.table.index_of(refund.on).and_then(|at| self.tallies.get_mut(at)) {
                tally.revenue -= i128::from(refund.amount_minor);
            }
        }
    }

    fn merge(&mut self, other: Self) {
        for (mine, theirs) in self.tallies.iter_mut().zip(&other.tallies) {
            mine.add(theirs);
        }
    }
}
