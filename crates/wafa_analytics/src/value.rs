//! What customers are worth: by rung and segment, how unequally, what is at stake this quarter, what a lost one costs,
//! and what the bucket leaks.
//!
//! - **Revenue** is orders less returns so far; **value** is the 12-month lifetime value of the latest fit. Without a
//!   model behind the fit ([`Basis::Rfm`]) there are no values and nothing that rests on them.
//! - **At risk this quarter**: customers who are active on the as-of day and will not be on the quarter's last day unless
//!   they order before; of them Σ value and Σ value × (1 − probability to buy within 12 months).
//! - **A customer's year**: orders less returns of the 365 days up to the as-of day ÷ customers with an order in them.
//! - **Years**: 1 ÷ yearly churn, where the yearly churn is the share of the customers active a year ago who are not
//!   active now; at most [`MOST_YEARS`], and not told of fewer than [`FEWEST`] customers.
//! - **A lost customer costs** a year's revenue × years, plus what the business earns beside the orders (Sewell adds a
//!   third for maintenance): lifetime *revenue*, not profit. C. Sewell, P. Brown, "Customers for Life", 1990.

use serde::Serialize;
use wafa_kernel::{Currency, Day, LadderRules, Rung};

use crate::error::Error;
use crate::fold::bucket::{BucketFold, BucketPeriod, YEAR};
use crate::fold::order_number::{OrderNumber, OrderNumberFold};
use crate::fold::ranking::{RankingFold, RfmScore, Segment};
use crate::fold::{Fold, mean_minor, ratio, to_minor};
use crate::history::CustomerHistory;
use crate::lake::Lake;
use crate::predict::{Basis, Expectations, Expected};
use crate::question::Question;

mod spread;

#[cfg(test)]
mod tests;

pub use spread::{Spread, SpreadBin};

/// Nobody stays longer, as far as a calculation goes: Sewell's ten years.
pub const MOST_YEARS: f64 = 10.0;
/// Fewer customers than these say nothing about how long customers stay.
pub const FEWEST: u64 = 30;

/// A part of the customers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Share<K> {
    /// Which part.
    pub key: K,
    /// Customers with an order.
    pub customers: u64,
    /// What they brought so far, minor units.
    pub revenue_minor: i64,
    /// What they are expected to bring within 12 months, minor units; `None` without a model.
    pub value_minor: Option<i64>,
}

/// What may be lost by the end of the quarter.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct QuarterRisk {
    /// The last day of the quarter.
    #[serde(with = "crate::iso_day")]
    pub until: Day,
    /// Customers who will have fallen silent by then unless they order.
    pub customers: u64,
    /// Their value, minor units.
    pub value_minor: i64,
    /// Their value × (1 − probability to buy), minor units.
    pub at_risk_minor: i64,
}

/// What customers bring in a year, and for how many.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Yearly {
    /// Customers with an order in the year up to the as-of day.
    pub customers: u64,
    /// Orders less returns of the year, minor units.
    pub revenue_minor: i64,
    /// Per customer, minor units.
    pub per_customer_minor: Option<i64>,
    /// Customers who were active a year ago.
    pub active_then: u64,
    /// Share of them who are not active now; `None` with fewer than [`FEWEST`].
    pub churn: Option<f64>,
    /// Years a customer stays, therefore.
    pub years: Option<f64>,
}

/// All figures of the page of value.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ValueFigures {
    /// The last day whose facts count.
    #[serde(with = "crate::iso_day")]
    pub as_of: Day,
    /// Currency of all amounts.
    pub currency: Currency,
    /// Customers with an order.
    pub customers: u64,
    /// Rungs from the lowest with an order to the highest.
    pub rungs: Vec<Share<Rung>>,
    /// The ten segments, best first.
    pub segments: Vec<Share<Segment>>,
    /// How values are spread; `None` without a model.
    pub spread: Option<Spread>,
    /// What is at stake this quarter; `None` without a model.
    pub quarter: Option<QuarterRisk>,
    /// What customers bring in a year.
    pub yearly: Yearly,
    /// Money poured in and leaked, per period.
    pub bucket: Vec<BucketPeriod>,
    /// Mean amounts of first, second … orders.
    pub order_number: Vec<OrderNumber>,
}

/// What losing a customer costs, minor units: `yearly × years × (1 + extra)`, rounded.
#[must_use]
#[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation)]
pub fn lost_customer_minor(yearly_minor: i64, years: f64, extra: f64) -> i64 {
    (yearly_minor as f64 * years * (1.0 + extra)).round() as i64
}

/// The fold of all of it but what is expected.
#[derive(Debug, Clone)]
struct ValueFold {
    rules: LadderRules,
    as_of: Day,
    window: i32,
    ranking: RankingFold,
    rungs: Vec<Rung>,
    bucket: BucketFold,
    order_number: OrderNumberFold,
    days: Vec<Day>,
    recent: (u64, i128),
    active_then: u64,
    gone_since: u64,
}

impl ValueFold {
    fn new(question: &Question) -> Self {
        Self {
            rules: question.rules,
            as_of: question.as_of,
            window: i32::try_from(question.inactivity_days).unwrap_or(i32::MAX),
            ranking: RankingFold::default(),
            rungs: Vec::new(),
            bucket: BucketFold::new(&question.periods, question.as_of, question.inactivity_days),
            order_number: OrderNumberFold::default(),
            days: Vec::new(),
            recent: (0, 0),
            active_then: 0,
            gone_since: 0,
        }
    }

    fn year(&mut self, customer: &CustomerHistory<'_>, last: Day) {
        let since = self.as_of.plus_days(-YEAR);
        let before = customer.purchases.iter().rev().find(|one| one.on <= since);
        if before.is_some_and(|one| since - one.on < self.window) {
            self.active_then += 1;
            self.gone_since += u64::from(self.as_of - last >= self.window);
        }
        if last <= since {
            return;
        }
        let bought = customer.purchases.iter().filter(|one| one.on > since).map(|one| i128::from(one.amount_minor));
        let back = customer.refunds.iter().filter(|one| one.on > since).map(|one| i128::from(one.amount_minor));
        self.recent.0 += 1;
        self.recent.1 += bought.sum::<i128>() - back.sum::<i128>();
    }

    fn yearly(&self) -> Yearly {
        let (customers, revenue) = self.recent;
        let churn = ratio(self.gone_since, self.active_then).filter(|_| self.active_then >= FEWEST);
        Yearly {
            customers,
            revenue_minor: to_minor(revenue),
            per_customer_minor: mean_minor(revenue, customers),
            active_then: self.active_then,
            churn,
            years: churn.map(|churn| (1.0 / churn.max(1.0 / MOST_YEARS)).min(MOST_YEARS)),
        }
    }

    fn finish(self, quarter_end: Day, currency: Currency, expected: Option<&Expectations>) -> ValueFigures {
        let expected = expected.filter(|expected| expected.basis == Basis::Model);
        let yearly = self.yearly();
        let scores = self.ranking.scores();
        let values: Vec<Option<Expected>> =
            scores.iter().map(|score| expected.and_then(|all| all.of(score.customer))).collect();
        let mut rungs = Rung::ALL.into_iter().filter(|rung| *rung >= Rung::Customer).map(empty).collect::<Vec<_>>();
        let mut segments = Segment::ALL.map(empty).to_vec();
        for ((score, rung), value) in scores.iter().zip(&self.rungs).zip(&values) {
            add(&mut rungs, *rung, score, *value);
            add(&mut segments, Segment::of(score.r, score.f), score, *value);
        }
        let told = expected.is_some();
        ValueFigures {
            as_of: self.as_of,
            currency,
            customers: scores.len() as u64,
            rungs: finished(rungs, told),
            segments: finished(segments, told),
            spread: told.then(|| Spread::of(values.iter().flatten().map(|one| one.value_minor).collect())).flatten(),
            quarter: told.then(|| self.quarter(&scores, &values, quarter_end)),
            yearly,
            bucket: self.bucket.finish(),
            order_number: self.order_number.finish(),
        }
    }

    #[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation)]
    fn quarter(&self, scores: &[RfmScore], values: &[Option<Expected>], until: Day) -> QuarterRisk {
        let mut risk = QuarterRisk { until, customers: 0, value_minor: 0, at_risk_minor: 0 };
        for (score, value) in scores.iter().zip(values) {
            let active = self.as_of - score.last_on < self.window;
            let Some(value) = value.filter(|_| active && until - score.last_on >= self.window) else { continue };
            risk.customers += 1;
            risk.value_minor = risk.value_minor.saturating_add(value.value_minor);
            let lost = (value.value_minor as f64 * (1.0 - value.p_active)).round() as i64;
            risk.at_risk_minor = risk.at_risk_minor.saturating_add(lost.max(0));
        }
        risk
    }
}

/// Customers, revenue and value while they are added up.
type Sums<K> = (K, u64, i128, i128);

fn empty<K>(key: K) -> Sums<K> {
    (key, 0, 0, 0)
}

fn add<K: PartialEq>(parts: &mut [Sums<K>], key: K, score: &RfmScore, value: Option<Expected>) {
    if let Some(part) = parts.iter_mut().find(|part| part.0 == key) {
        part.1 += 1;
        part.2 += i128::from(score.net_minor);
        part.3 += value.map_or(0, |value| i128::from(value.value_minor));
    }
}

fn finished<K>(parts: Vec<Sums<K>>, told: bool) -> Vec<Share<K>> {
    let share = |(key, customers, revenue, value)| Share {
        key,
        customers,
        revenue_minor: to_minor(revenue),
        value_minor: told.then(|| to_minor(value)),
    };
    parts.into_iter().map(share).collect()
}

impl Fold for ValueFold {
    fn customer(&mut self, customer: &CustomerHistory<'_>) {
        let Some((_, last)) = customer.span() else { return };
        self.ranking.customer(customer);
        self.days.clear();
        self.days.extend(customer.purchases.iter().map(|purchase| purchase.on));
        let judged = || wafa_kernel::ladder::stand(&self.days, customer.signals, &self.rules, self.as_of);
        self.rungs.push(customer.stood.filter(|rung| *rung >= Rung::Customer).unwrap_or_else(judged));
        self.bucket.customer(customer);
        self.order_number.customer(customer);
        self.year(customer, last);
    }

    fn merge(&mut self, other: Self) {
        self.ranking.merge(other.ranking);
        self.rungs.extend(other.rungs);
        self.bucket.merge(other.bucket);
        self.order_number.merge(other.order_number);
        self.recent = (self.recent.0 + other.recent.0, self.recent.1 + other.recent.1);
        self.active_then += other.active_then;
        self.gone_since += other.gone_since;
    }
}

/// Answers from the lake, in one parallel pass; takes a thread for the while.
///
/// # Errors
/// As [`crate::figures()`].
pub fn figures(
    lake: &Lake,
    question: &Question,
    quarter_end: Day,
    expected: Option<&Expectations>,
) -> Result<ValueFigures, Error> {
    let (fold, _) = lake.reader()?.fold(&question.selection(), || ValueFold::new(question))?;
    Ok(fold.finish(quarter_end, question.currency, expected))
}
