//! Everything a page or an export wants to know of one customer, or of all of them.
//!
//! Owns the step from fitted models in their own units back to days and money. Customers with the same
//! `(x, t_x, T)` get the same answer of the purchase model, so [`Predictor::predict_all`] asks it once per
//! distinct row.

use crate::clv::{self, ClvOptions};
use crate::distinct::Distinct;
use crate::{FirstPurchase, GammaGamma, Histories, History, Summary, TransactionModel, Transactions, Unit};
use serde::{Deserialize, Serialize};

#[cfg(test)]
mod tests;

/// The fitted models of a shop, ready to answer. Storable.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Predictor {
    /// Model of the purchases.
    pub model: TransactionModel,
    /// Its time unit.
    pub unit: Unit,
    /// Model of the values; without it a customer's own mean, then 0, stands in.
    pub value: Option<GammaGamma>,
    /// Which purchases the value model was fitted to.
    pub first_purchase: FirstPurchase,
    /// Horizon, margin and discount of the lifetime value.
    pub clv: ClvOptions,
}

/// What to expect of one customer.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Prediction {
    /// Repeat purchase days, recency and age, in the model's time unit.
    pub summary: Summary,
    /// Expected purchases within the horizon.
    pub expected_purchases: f64,
    /// Probability of at least one purchase within the horizon.
    pub p_active: f64,
    /// Probability that the customer has not left for good.
    pub p_alive: f64,
    /// Days from the as-of day by which half of such customers who do come back have done so: a median on the condition
    /// that she comes back, see [`Transactions::waiting_time`]. `None` when the model expects no purchase.
    pub next_purchase_days: Option<f64>,
    /// Expected value of one coming purchase, in the currency unit of the histories.
    pub value_per_purchase: f64,
    /// Expected value of the purchases within the horizon.
    pub expected_value: f64,
    /// Lifetime value over the months of [`ClvOptions`].
    pub lifetime_value: f64,
}

/// What the purchase model says, before money.
#[derive(Clone, Copy)]
struct Expectation {
    purchases: f64,
    p_active: f64,
    p_alive: f64,
    next_days: Option<f64>,
    discounted: f64,
}

impl Predictor {
    /// A predictor without a value model, whole value as margin, twelve months, no discount.
    #[must_use]
    pub fn new(model: TransactionModel, unit: Unit) -> Self {
        Self { model, unit, value: None, first_purchase: FirstPurchase::default(), clv: ClvOptions::default() }
    }

    /// Adds the value model, fitted to values with this treatment of the first purchase.
    #[must_use]
    pub fn with_value(mut self, value: GammaGamma, first_purchase: FirstPurchase) -> Self {
        self.value = Some(value);
        self.first_purchase = first_purchase;
        self
    }

    /// Sets horizon, margin and discount of the lifetime value.
    #[must_use]
    pub fn with_clv(mut self, clv: ClvOptions) -> Self {
        self.clv = clv;
        self
    }

    /// Predicts one customer as of the end of a day; `None` if she had not bought by then.
    #[must_use]
    pub fn predict(&self, history: &History<'_>, as_of: i32, horizon_days: f64) -> Option<Prediction> {
        let summary = history.summary(as_of, self.unit)?;
        let expectation = self.expectation(&summary, horizon_days);
        Some(self.priced(history, as_of, summary, expectation))
    }

    /// Predicts every customer, in the order of the histories.
    #[must_use]
    pub fn predict_all(&self, histories: &Histories, as_of: i32, horizon_days: f64) -> Vec<Option<Prediction>> {
        let mut distinct = Distinct::new();
        let members: Vec<Option<usize>> =
            histories.iter().map(|history| Some(distinct.add(&history.summary(as_of, self.unit)?))).collect();
        let expectations: Vec<(Summary, Expectation)> = distinct
            .rows
            .iter()
            .map(|row| Summary { weight: 1.0, ..*row })
            .map(|row| (row, self.expectation(&row, horizon_days)))
            .collect();
        let priced = histories.iter().zip(members).map(|(history, member)| {
            let (summary, expectation) = expectations.get(member?)?;
            Some(self.priced(&history, as_of, *summary, *expectation))
        });
        priced.collect()
    }

    /// Expected value of one coming purchase of a customer.
    #[must_use]
    pub fn value_per_purchase(&self, history: &History<'_>, as_of: i32) -> f64 {
        let own = history.value_summary(as_of, self.first_purchase);
        own.map_or_else(|| self.value_of_mean(0, 0.0), |own| self.value_of_mean(own.x, own.mean))
    }

    /// Expected value of one coming purchase of a customer with so many purchases of this mean value.
    #[must_use]
    pub fn value_of_mean(&self, purchases: u32, mean: f64) -> f64 {
        match &self.value {
            Some(model) if purchases > 0 => model.expected_value(purchases, mean),
            Some(model) => model.expected_value(0, 0.0),
            None if purchases > 0 => mean,
            None => 0.0,
        }
    }

    fn expectation(&self, summary: &Summary, horizon_days: f64) -> Expectation {
        let horizon = self.unit.from_days(horizon_days);
        let next = self.model.waiting_time(summary, 0.5);
        Expectation {
            purchases: self.model.expected_purchases(summary, horizon),
            p_active: self.model.p_active(summary, horizon),
            p_alive: self.model.p_alive(summary),
            next_days: next.map(|t| t * self.unit.days()),
            discounted: clv::discounted_purchases(&self.model, summary, self.unit, &self.clv),
        }
    }

    fn priced(&self, history: &History<'_>, as_of: i32, summary: Summary, expectation: Expectation) -> Prediction {
        let value = self.value_per_purchase(history, as_of);
        let margin = if self.clv.margin.is_finite() { self.clv.margin } else { 1.0 };
        Prediction {
            summary,
            expected_purchases: expectation.purchases,
            p_active: expectation.p_active,
            p_alive: expectation.p_alive,
            next_purchase_days: expectation.next_days,
            value_per_purchase: value,
            expected_value: (expectation.purchases * value).min(f64::MAX),
            lifetime_value: (expectation.discounted * margin * value).clamp(-f64::MAX, f64::MAX),
        }
    }
}
