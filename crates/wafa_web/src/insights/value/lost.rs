//! What a lost customer costs: the shop's own figures to begin with, and whatever is typed over them.

use serde::Serialize;
use wafa_analytics::value::{Yearly, lost_customer_minor};
use wafa_kernel::{Currency, DisplayUnit};
use wafa_text::fold;

use super::super::how;
use crate::chart::How;
use crate::who::Desk;

/// Yearly spending is cut off here, major units.
const MOST_YEARLY: f64 = 1e12;
/// Nobody calculates with more years.
const MOST_YEARS: f64 = 100.0;
/// What comes beside the orders is at most this many times as much.
const MOST_EXTRA: f64 = 10.0;

/// A hidden field that keeps the rest of the address.
#[derive(Debug, Serialize)]
struct Kept {
    name: String,
    value: String,
}

/// The calculator with its answer.
#[derive(Debug, Serialize)]
pub struct Lost {
    yearly: String,
    years: String,
    extra: String,
    /// The unit of the amount typed.
    unit: String,
    cost_minor: i64,
    profit_minor: i64,
    margin: f64,
    /// Customers of the past year the yearly amount is a mean of.
    customers: u64,
    churn: Option<f64>,
    /// Something was typed over the shop's own figures.
    typed: bool,
    kept: Vec<Kept>,
    how: How,
}

/// Minor units of one unit of money as the reader writes it, and its name.
fn unit(desk: &Desk) -> (f64, String) {
    let currency = desk.reader.currency;
    match (currency == Currency::IRR, desk.reader.unit == DisplayUnit::Toman) {
        (true, true) => (10.0, desk.say("intake-unit-toman", &[])),
        (true, false) => (1.0, desk.say("intake-unit-rial", &[])),
        (false, _) => (currency.minor_per_major() as f64, currency.to_string()),
    }
}

impl Lost {
    /// The calculator as the address says it; what it does not say comes from the figures.
    pub fn read(desk: &Desk, pairs: &[(String, String)], yearly: &Yearly) -> Self {
        let typed = |name: &str, most: f64| -> Option<f64> {
            let text = pairs.iter().find(|(key, value)| key == name && !value.trim().is_empty())?.1.as_str();
            fold::decimal(text)?
                .parse::<f64>()
                .ok()
                .filter(|value| value.is_finite())
                .map(|value| value.clamp(0.0, most))
        };
        let (scale, unit) = unit(desk);
        let (own, years, extra) =
            (typed("yearly", MOST_YEARLY), typed("years", MOST_YEARS), typed("extra", MOST_EXTRA * 100.0));
        let typed = own.is_some() || years.is_some() || extra.is_some();
        let yearly_minor =
            own.map_or_else(|| yearly.per_customer_minor.unwrap_or(0).max(0), |own| (own * scale).round() as i64);
        let years = years.or(yearly.years).unwrap_or(1.0);
        let extra = extra.unwrap_or(0.0) / 100.0;
        // In whole units: an estimate has no decimals.
        let whole = |minor: f64| ((minor / scale).round() * scale) as i64;
        let cost_minor = whole(lost_customer_minor(yearly_minor, years, extra) as f64);
        let margin = f64::from(desk.business.margin_permille) / 1_000.0;
        let places = |value: f64| u8::from(value.fract().abs() > 1e-9);
        let fields = ["yearly", "years", "extra"];
        let kept = pairs.iter().filter(|(name, value)| !fields.contains(&name.as_str()) && !value.is_empty());
        let shown = yearly_minor as f64 / scale;
        Self {
            yearly: desk.reader.number(shown.round() as i64),
            years: desk.reader.decimal(years, places(years)),
            extra: desk.reader.decimal(extra * 100.0, places(extra * 100.0)),
            unit,
            cost_minor,
            profit_minor: whole(cost_minor as f64 * margin),
            margin,
            customers: yearly.customers,
            churn: yearly.churn,
            typed,
            kept: kept.map(|(name, value)| Kept { name: name.clone(), value: value.clone() }).collect(),
            how: how::of(desk, "value-lost"),
        }
    }
}
