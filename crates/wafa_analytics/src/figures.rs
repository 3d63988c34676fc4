//! All figures of one question, computed in one pass.
//!
//! Figures are of identified customers, of orders that count, in the business's currency. What is left out is said:
//! orders without a customer in [`WithoutCustomer`], the rest in [`Excluded`]. A figure that does not exist (a mean of
//! nothing) is `None`, never 0.

use std::collections::BTreeMap;

use serde::Serialize;
use wafa_kernel::{Currency, Day};

use crate::error::Error;
use crate::fold::cohort::{Cohort, CohortFold};
use crate::fold::ladder::{LadderCounts, LadderFold};
use crate::fold::order_number::{OrderNumber, OrderNumberFold};
use crate::fold::period::{PeriodFigures, PeriodFold};
use crate::fold::ranking::{self, RankingFold, RfmCell, SegmentFigures, Totals};
use crate::fold::{Fold, mean_minor, ratio, to_minor};
use crate::history::CustomerHistory;
use crate::lake::{Lake, OpenedLake};
use crate::predict::summaries::{SummaryDays, SummaryFold};
use crate::question::Question;
use crate::survival::{Survival, SurvivalFold};

/// Orders that name no customer: in no figure of customers, reported so that nothing is lost silently.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct WithoutCustomer {
    /// Orders that count, in the business's currency.
    pub orders: u64,
    /// Returns.
    pub returns: u64,
    /// Orders less returns, minor units.
    pub revenue_minor: i64,
}

/// Orders of identified customers that are in no figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Excluded {
    /// Cancelled and other orders whose status does not count.
    pub not_counting: u64,
    /// Orders and returns in another currency than the business's.
    pub other_currency: u64,
}

/// Every figure of a question. Serialised, these are the keys of `wafa insights --json`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Figures {
    /// The last day whose facts count.
    #[serde(with = "crate::iso_day")]
    pub as_of: Day,
    /// Currency of all amounts.
    pub currency: Currency,
    /// Customers with at least one order.
    pub customers: u64,
    /// Their orders.
    pub orders: u64,
    /// Orders less all returns of identified customers, also of those without an order in the data, minor units: what
    /// the periods from the first fact on add up to.
    pub revenue_minor: i64,
    /// Revenue ÷ orders, minor units.
    pub aov_minor: Option<i64>,
    /// Orders ÷ customers.
    pub purchase_frequency: Option<f64>,
    /// Customers with two or more orders ÷ customers.
    pub repeat_rate: Option<f64>,
    /// Share of revenue of the best 8 % of customers.
    pub top8_revenue_share: Option<f64>,
    /// Share of revenue of the best 20 % of customers.
    pub top20_revenue_share: Option<f64>,
    /// Customers per rung.
    pub ladder: LadderCounts,
    /// Figures per period.
    pub periods: Vec<PeriodFigures>,
    /// Customers by period of the first order, and what they did since. Their sizes add up to `customers`, but for those
    /// who came before the first period of the table.
    pub cohorts: Vec<Cohort>,
    /// Customers per combination of RFM scores.
    pub rfm: Vec<RfmCell>,
    /// Customers per named segment.
    pub segments: Vec<SegmentFigures>,
    /// First orders, second orders …
    pub order_number: Vec<OrderNumber>,
    /// Orders that name no customer.
    pub without_customer: WithoutCustomer,
    /// Orders in no figure.
    pub excluded: Excluded,
}

/// Every fold of the figures, riding one pass.
#[derive(Debug, Clone)]
pub struct AllFolds {
    as_of: Day,
    currency: Currency,
    ranking: RankingFold,
    periods: PeriodFold,
    cohorts: CohortFold,
    ladder: LadderFold,
    order_number: OrderNumberFold,
}

impl AllFolds {
    /// Starts with nobody.
    #[must_use]
    pub fn new(question: &Question) -> Self {
        Self {
            as_of: question.as_of,
            currency: question.currency,
            ranking: RankingFold::default(),
            periods: PeriodFold::new(&question.periods, question.as_of, question.inactivity_days),
            cohorts: CohortFold::new(&question.cohort_periods, question.as_of),
            ladder: LadderFold::new(question.rules, question.as_of),
            order_number: OrderNumberFold::default(),
        }
    }

    /// The figures.
    #[must_use]
    pub fn finish(self, without_customer: WithoutCustomer, excluded: Excluded) -> Figures {
        let scores = self.ranking.scores();
        let parts = FigureParts {
            totals: self.ranking.totals(),
            top8_revenue_share: self.ranking.top_share(TOP8),
            top20_revenue_share: self.ranking.top_share(TOP20),
            ladder: self.ladder.finish(),
            periods: self.periods.finish(),
            cohorts: self.cohorts.finish(),
            rfm: ranking::cells(&scores),
            segments: ranking::segments(&scores),
            order_number: self.order_number.finish(),
            without_customer,
            excluded,
        };
        parts.finish(self.as_of, self.currency)
    }
}

/// The smaller part of the customers whose share of the revenue is a figure.
pub const TOP8: f64 = 0.08;
/// The larger one.
pub const TOP20: f64 = 0.20;

/// What the figures are made of, whoever counted it.
#[derive(Debug, Clone, PartialEq)]
pub struct FigureParts {
    /// Totals over all identified customers.
    pub totals: Totals,
    /// As [`Figures::top8_revenue_share`].
    pub top8_revenue_share: Option<f64>,
    /// As [`Figures::top20_revenue_share`].
    pub top20_revenue_share: Option<f64>,
    /// Customers per rung.
    pub ladder: LadderCounts,
    /// Figures per period.
    pub periods: Vec<PeriodFigures>,
    /// Cohorts.
    pub cohorts: Vec<Cohort>,
    /// Customers per combination of RFM scores.
    pub rfm: Vec<RfmCell>,
    /// Customers per named segment.
    pub segments: Vec<SegmentFigures>,
    /// First orders, second orders …
    pub order_number: Vec<OrderNumber>,
    /// Orders that name no customer.
    pub without_customer: WithoutCustomer,
    /// Orders in no figure.
    pub excluded: Excluded,
}

impl FigureParts {
    /// The figures.
    #[must_use]
    pub fn finish(self, as_of: Day, currency: Currency) -> Figures {
        let totals = self.totals;
        Figures {
            as_of,
            currency,
            customers: totals.customers,
            orders: totals.orders,
            revenue_minor: to_minor(totals.revenue),
            aov_minor: mean_minor(totals.revenue, totals.orders),
            purchase_frequency: ratio(totals.orders, totals.customers),
            repeat_rate: ratio(totals.repeaters, totals.customers),
            top8_revenue_share: self.top8_revenue_share,
            top20_revenue_share: self.top20_revenue_share,
            ladder: self.ladder,
            periods: self.periods,
            cohorts: self.cohorts,
            rfm: self.rfm,
            segments: self.segments,
            order_number: self.order_number,
            without_customer: self.without_customer,
            excluded: self.excluded,
        }
    }
}

impl Fold for AllFolds {
    fn customer(&mut self, customer: &CustomerHistory<'_>) {
        self.ranking.customer(customer);
        self.periods.customer(customer);
        self.cohorts.customer(customer);
        self.ladder.customer(customer);
        self.order_number.customer(customer);
    }

    fn merge(&mut self, other: Self) {
        self.ranking.merge(other.ranking);
        self.periods.merge(other.periods);
        self.cohorts.merge(other.cohorts);
        self.ladder.merge(other.ladder);
        self.order_number.merge(other.order_number);
    }
}

/// All that is counted of a question.
#[derive(Debug, Clone, PartialEq)]
pub struct Everything {
    /// The figures.
    pub figures: Figures,
    /// How long customers stay.
    pub survival: Survival,
    /// What models see of the customers.
    pub summaries: BTreeMap<SummaryDays, u64>,
}

/// The figures, the survival and the summaries of the models, in one parallel pass; as [`figures`].
///
/// # Errors
/// As [`figures`].
pub fn everything(lake: &Lake, question: &Question) -> Result<Everything, Error> {
    let opened = lake.reader()?;
    let make = || (AllFolds::new(question), (SurvivalFold::new(question), SummaryFold::new(question)));
    let ((folds, (survival, summaries)), excluded) = opened.fold(&question.selection(), make)?;
    let figures = folds.finish(without_customer(&opened, question)?, excluded);
    Ok(Everything { figures, survival: survival.finish(), summaries: summaries.finish() })
}

/// Answers a question from the lake, in one parallel pass. Takes a thread for the while: call it where blocking is
/// allowed, or ask [`crate::Insights`].
///
/// # Errors
/// [`Error::NotBuilt`] before the first build of the lake; [`Error::Damaged`] and [`Error::Folder`].
pub fn figures(lake: &Lake, question: &Question) -> Result<Figures, Error> {
    let opened = lake.reader()?;
    let (folds, excluded) = opened.fold(&question.selection(), || AllFolds::new(question))?;
    Ok(folds.finish(without_customer(&opened, question)?, excluded))
}

/// Nobody's orders belong to no part of the register.
fn without_customer(opened: &OpenedLake, question: &Question) -> Result<WithoutCustomer, Error> {
    let of_all = question.only.is_none() && question.orders.is_none();
    if of_all { opened.without_customer(&question.selection()) } else { Ok(WithoutCustomer::default()) }
}

#[cfg(test)]
mod tests;
