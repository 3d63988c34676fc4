//! Overall figures and everything that needs customers compared with each other: shares of the best, RFM.
//!
//! - **Revenue**: all orders less all returns of identified customers, those of customers without any order in the data
//!   included: the money was given back, and the periods add up to the same sum.
//! - **Top share**: net revenue of the `round(share × customers)` customers with the highest net revenue ÷ net revenue
//!   of all identified customers.
//! - **RFM**: recency by last order day, frequency by number of orders, money by net revenue. A score is
//!   `1 + ⌊5 × (customers with a strictly lower value) ÷ customers⌋`: quintiles by rank in which equal values always
//!   get the same score, so that a score never depends on the order of customers. With many equal values (one-time
//!   buyers) quintiles are therefore of unequal size.

use serde::{Deserialize, Serialize};
use wafa_kernel::{CustomerId, Day};

use super::{Fold, to_minor};
use crate::history::CustomerHistory;

/// A part of the customers by recency and frequency: the customary map of ten segments.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Segment {
    /// Came recently and very often.
    Champions,
    /// Come often, not long ago.
    Loyal,
    /// Came recently, more than once.
    PotentialLoyalist,
    /// Came for the first time lately.
    NewCustomers,
    /// Came once, not long ago.
    Promising,
    /// In the middle of everything.
    NeedAttention,
    /// Were rare and are fading.
    AboutToSleep,
    /// Came often, long ago.
    AtRisk,
    /// Came most often of all, long ago.
    CannotLose,
    /// Rare and long ago.
    Hibernating,
}

impl Segment {
    /// All of them, best first.
    pub const ALL: [Self; 10] = [
        Self::Champions,
        Self::Loyal,
        Self::PotentialLoyalist,
        Self::NewCustomers,
        Self::Promising,
        Self::NeedAttention,
        Self::AboutToSleep,
        Self::AtRisk,
        Self::CannotLose,
        Self::Hibernating,
    ];
    /// The name used in JSON, URLs and keys of texts.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Champions => "champions",
            Self::Loyal => "loyal",
            Self::PotentialLoyalist => "potential_loyalist",
            Self::NewCustomers => "new_customers",
            Self::Promising => "promising",
            Self::NeedAttention => "need_attention",
            Self::AboutToSleep => "about_to_sleep",
            Self::AtRisk => "at_risk",
            Self::CannotLose => "cannot_lose",
            Self::Hibernating => "hibernating",
        }
    }
    /// The one of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|segment| segment.as_str() == name)
    }
    /// The segment of a recency and a frequency score (1–5 each).
    #[must_use]
    pub const fn of(recency: u8, frequency: u8) -> Self {
        match recency {
            5.. => match frequency {
                4.. => Self::Champions,
                2 | 3 => Self::PotentialLoyalist,
                _ => Self::NewCustomers,
            },
            4 => match frequency {
                4.. => Self::Loyal,
                2 | 3 => Self::PotentialLoyalist,
                _ => Self::Promising,
            },
            3 => match frequency {
                4.. => Self::Loyal,
                3 => Self::NeedAttention,
                _ => Self::AboutToSleep,
            },
            _ => match frequency {
                5.. => Self::CannotLose,
                3 | 4 => Self::AtRisk,
                _ => Self::Hibernating,
            },
        }
    }
}

/// One customer's scores.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RfmScore {
    /// Who.
    pub customer: CustomerId,
    /// Recency, 5 = came last.
    pub r: u8,
    /// Frequency, 5 = came most often.
    pub f: u8,
    /// Money, 5 = brought most.
    pub m: u8,
    /// Orders.
    pub orders: u32,
    /// Last order day.
    pub last_on: Day,
    /// Orders less returns, minor units.
    pub net_minor: i64,
}

/// Customers with one combination of scores.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct RfmCell {
    /// Recency, 1–5.
    pub r: u8,
    /// Frequency, 1–5.
    pub f: u8,
    /// Money, 1–5.
    pub m: u8,
    /// How many.
    pub customers: u64,
    /// What they brought, net, minor units.
    pub revenue_minor: i64,
}

/// A named segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct SegmentFigures {
    /// Which.
    pub segment: Segment,
    /// How many customers.
    pub customers: u64,
    /// Their orders.
    pub orders: u64,
    /// What they brought, net, minor units.
    pub revenue_minor: i64,
}

#[derive(Debug, Clone, Copy)]
struct Row {
    customer: CustomerId,
    last_on: Day,
    orders: u32,
    net_minor: i64,
}

/// Folds histories into one short row per customer: the only fold whose memory grows with the customers.
#[derive(Debug, Clone, Default)]
pub struct RankingFold {
    rows: Vec<Row>,
    orders: u64,
    repeaters: u64,
    revenue: i128,
}

/// Totals over all identified customers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Totals {
    /// Customers with an order.
    pub customers: u64,
    /// Their orders.
    pub orders: u64,
    /// Customers with two or more.
    pub repeaters: u64,
    /// Orders less all returns, minor units.
    pub revenue: i128,
}

/// How many customers the best `share` of them are.
#[must_use]
#[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss)]
pub fn best_of(share: f64, customers: u64) -> u64 {
    ((share * customers as f64).round() as u64).min(customers)
}

/// A part of the revenue as a share of it; `None` without revenue.
#[must_use]
#[allow(clippy::cast_precision_loss)]
pub fn share_of_revenue(part: i128, revenue: i128) -> Option<f64> {
    (revenue > 0).then(|| part as f64 / revenue as f64)
}

impl RankingFold {
    pub(crate) fn totals(&self) -> Totals {
        let customers = self.rows.len() as u64;
        Totals { customers, orders: self.orders, repeaters: self.repeaters, revenue: self.revenue }
    }

    /// Share of the net revenue brought by the best `share` of the customers; `None` without revenue.
    #[must_use]
    pub fn top_share(&self, share: f64) -> Option<f64> {
        let mut nets: Vec<i64> = self.rows.iter().map(|row| row.net_minor).collect();
        let best = usize::try_from(best_of(share, nets.len() as u64)).unwrap_or(nets.len());
        if let Some(border) = best.checked_sub(1) {
            nets.select_nth_unstable_by(border, |a, b| b.cmp(a));
        }
        share_of_revenue(nets.iter().take(best).map(|net| i128::from(*net)).sum(), self.revenue)
    }

    /// The scores of every customer with an order, in order of customers.
    #[must_use]
    pub fn scores(&self) -> Vec<RfmScore> {
        let recency = Quintiles::of(self.rows.iter().map(|row| i64::from(row.last_on.number())));
        let frequency = Quintiles::of(self.rows.iter().map(|row| i64::from(row.orders)));
        let money = Quintiles::of(self.rows.iter().map(|row| row.net_minor));
        self.rows
            .iter()
            .map(|row| RfmScore {
                customer: row.customer,
                r: recency.score(i64::from(row.last_on.number())),
                f: frequency.score(i64::from(row.orders)),
                m: money.score(row.net_minor),
                orders: row.orders,
                last_on: row.last_on,
                net_minor: row.net_minor,
            })
            .collect()
    }
}

/// The lowest value of each score above 1.
struct Quintiles {
    borders: Vec<i64>,
}

impl Quintiles {
    /// Score `s` begins with the lowest value that has at least (s−1)/5 of the customers strictly below it.
    fn of(values: impl Iterator<Item = i64>) -> Self {
        let mut sorted: Vec<i64> = values.collect();
        sorted.sort_unstable();
        let count = sorted.len();
        let borders = (1..5usize).map(|fifth| {
            let below = (fifth * count).div_ceil(5);
            let before = below.checked_sub(1).and_then(|last| sorted.get(last)).copied();
            let next = before.map_or(0, |value| sorted.partition_point(|other| *other <= value));
            let at = if before.is_some() && sorted.get(below) == before.as_ref() { next } else { below };
            sorted.get(at).copied().unwrap_or(i64::MAX)
        });
        Self { borders: borders.collect() }
    }

    fn score(&self, value: i64) -> u8 {
        1 + self.borders.iter().map(|border| u8::from(value >= *border)).sum::<u8>()
    }
}

/// Customers per combination of scores, best first; combinations without customers are left out.
#[must_use]
pub fn cells(scores: &[RfmScore]) -> Vec<RfmCell> {
    let mut cube = vec![(0u64, 0i128); 125];
    let place = |r: u8, f: u8, m: u8| usize::from(r - 1) * 25 + usize::from(f - 1) * 5 + usize::from(m - 1);
    for score in scores {
        if let Some(cell) = cube.get_mut(place(score.r, score.f, score.m)) {
            cell.0 += 1;
            cell.1 += i128::from(score.net_minor);
        }
    }
    let down = |of: u8| (1..=of).rev();
    let order = down(5).flat_map(|r| down(5).flat_map(move |f| down(5).map(move |m| (r, f, m))));
    let filled = order.filter_map(|(r, f, m)| {
        let (customers, revenue) = *cube.get(place(r, f, m))?;
        (customers > 0).then(|| RfmCell { r, f, m, customers, revenue_minor: to_minor(revenue) })
    });
    filled.collect()
}

/// The ten segments, best first, empty ones included.
#[must_use]
pub fn segments(scores: &[RfmScore]) -> Vec<SegmentFigures> {
    segments_of(
        scores.iter().map(|one| (Segment::of(one.r, one.f), 1, u64::from(one.orders), i128::from(one.net_minor))),
    )
}

/// The ten segments, of parts of them: customers, orders and net revenue.
#[must_use]
pub fn segments_of(parts: impl Iterator<Item = (Segment, u64, u64, i128)>) -> Vec<SegmentFigures> {
    let mut sums = [(0u64, 0u64, 0i128); 10];
    for (segment, customers, orders, revenue) in parts {
        if let Some(sum) = sums.get_mut(segment as usize) {
            sum.0 += customers;
            sum.1 += orders;
            sum.2 += revenue;
        }
    }
    let named = Segment::ALL.into_iter().zip(sums);
    named
        .map(|(segment, (customers, orders, revenue))| SegmentFigures {
            segment,
            customers,
            orders,
            revenue_minor: to_minor(revenue),
        })
        .collect()
}

impl Fold for RankingFold {
    fn customer(&mut self, customer: &CustomerHistory<'_>) {
        let net_minor = customer.net_minor();
        self.revenue += i128::from(net_minor);
        let Some((_, last_on)) = customer.span() else { return };
        let orders = u32::try_from(customer.purchases.len()).unwrap_or(u32::MAX);
        self.orders += u64::from(orders);
        self.repeaters += u64::from(orders >= 2);
        self.rows.push(Row { customer: customer.customer, last_on, orders, net_minor });
    }

    fn merge(&mut self, other: Self) {
        self.rows.extend(other.rows);
        self.orders += other.orders;
        self.repeaters += other.repeaters;
        self.revenue += other.revenue;
    }
}
