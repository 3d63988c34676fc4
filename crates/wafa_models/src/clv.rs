//! Customer lifetime value: what the coming months' purchases are worth today.
//!
//! Assumptions
//! 1. What a customer spends on a purchase does not depend on how often she buys or how long she stays, so that the
//!    expected value of a purchase multiplies their expected number.
//! 2. The margin is the same share of every purchase, whoever makes it and whenever.
//! 3. Money is discounted at one rate; the purchases of a month are paid at its end.
//! 4. Nothing is done about the customer, for her or against her: it is what comes by itself.
//!
//! > CLV = margin · E\[value of a purchase\] · Σ_{i=1}^{months} (E(iM) − E((i−1)M)) / (1 + d)^i
//!
//! with E(t) the expected purchases in (T, T+t], M the mean month of 365.25/12 days and d the monthly
//! discount rate; each month's purchases are paid at its end, as in lifetimes and in
//! P. S. Fader, B. G. S. Hardie, K. L. Lee, "RFM and CLV: Using Iso-Value Curves for Customer Base
//! Analysis", Journal of Marketing Research 42(4), 2005.

use crate::special::quadrature;
use crate::{Summary, Transactions, Unit};
use serde::{Deserialize, Serialize};

#[cfg(test)]
mod tests;

/// Days in the mean month.
pub const MONTH_DAYS: f64 = 365.25 / 12.0;

/// Longest horizon, in months: a hundred years.
const LONGEST_MONTHS: u32 = 1_200;

/// How to value the coming purchases.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct ClvOptions {
    /// Months to look ahead; at most 1,200 are counted.
    pub months: u32,
    /// Share of a purchase's value that remains as margin: 0.4 for 40 %.
    pub margin: f64,
    /// Discount per month: 0.01 for 1 %.
    pub monthly_discount_rate: f64,
}

impl Default for ClvOptions {
    /// Twelve months, the whole value as margin, no discount.
    fn default() -> Self {
        Self { months: 12, margin: 1.0, monthly_discount_rate: 0.0 }
    }
}

impl ClvOptions {
    /// Sets the monthly rate that compounds to a yearly one: 0.20 a year is 0.0153 a month.
    #[must_use]
    pub fn with_annual_discount_rate(mut self, annual: f64) -> Self {
        self.monthly_discount_rate = (annual.max(-0.99).ln_1p() / 12.0).exp_m1();
        self
    }
}

/// Expected purchases of the coming months, each month's share discounted to today.
pub fn discounted_purchases(model: &impl Transactions, customer: &Summary, unit: Unit, options: &ClvOptions) -> f64 {
    let month = unit.from_days(MONTH_DAYS);
    let rate = options.monthly_discount_rate;
    let discount = 1.0 / (1.0 + if rate.is_nan() { 0.0 } else { rate.clamp(-0.99, 1e6) });
    let months = options.months.min(LONGEST_MONTHS);
    let alive = model.p_alive(customer);
    if discount == 1.0 || alive <= 0.0 {
        return model.expected_purchases(customer, month * f64::from(months));
    }
    let (mut before, mut factor, mut sum) = (0.0, 1.0, 0.0);
    for i in 1..=months {
        let so_far = model.expected_purchases_if_alive(customer, month * f64::from(i));
        factor *= discount;
        sum += (so_far - before).max(0.0) * factor;
        before = so_far;
    }
    let sum = alive * sum;
    if sum.is_finite() { sum } else { f64::MAX }
}

/// Lifetime value over the chosen months, in the currency unit of `value_per_purchase`.
pub fn lifetime_value(
    model: &impl Transactions,
    customer: &Summary,
    unit: Unit,
    value_per_purchase: f64,
    options: &ClvOptions,
) -> f64 {
    let margin = if options.margin.is_finite() { options.margin } else { 1.0 };
    let value = discounted_purchases(model, customer, unit, options) * value_per_purchase * margin;
    if value.is_finite() { value } else { 0.0 }
}

/// So many discounted payments in money; never infinite. A value that is no finite number counts as 0, a margin as 1.
pub(crate) fn money(payments: f64, value: f64, margin: f64) -> f64 {
    let margin = if margin.is_finite() { margin } else { 1.0 };
    if !value.is_finite() || value == 0.0 || margin == 0.0 {
        return 0.0;
    }
    (payments * margin * value).clamp(-f64::MAX, f64::MAX)
}

/// ∫₀^∞ e^(−v) f(v) dv of a smooth function that never falls faster than e^v grows, decade by decade so that what
/// happens early is seen as well as what happens late.
pub(crate) fn laplace(f: impl Fn(f64) -> f64) -> f64 {
    const EDGES: [f64; 13] = [0.0, 1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 0.1, 0.5, 1.5, 4.0, 10.0, 20.0, 40.0];
    let panels = EDGES.iter().zip(EDGES.iter().skip(1));
    let sum: f64 = panels.map(|(from, to)| quadrature::integrate(*from, *to, 1, |v| (-v).exp() * f(v))).sum();
    if sum.is_finite() { sum.max(0.0) } else { f64::MAX }
}
