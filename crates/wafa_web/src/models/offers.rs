//! What is bought together, beside what is popular: which method finds more.

use serde::Serialize;
use wafa_analytics::offers::OffersReport;

use crate::who::Desk;

/// One method with its hits.
#[derive(Debug, Serialize)]
struct Method {
    name: String,
    hits: f64,
    baseline: bool,
    chosen: bool,
}

/// The card.
#[derive(Debug, Serialize)]
pub struct Offers {
    /// What follows for the pages of customers.
    verdict: String,
    recommended: bool,
    about: String,
    methods: Vec<Method>,
}

/// The card of a fit.
pub fn offers(desk: &Desk, report: &OffersReport) -> Offers {
    let count = |value: u64| i64::try_from(value).unwrap_or(i64::MAX);
    let tried = report.rates.first().map_or(0, |rate| rate.baskets as u64);
    let name = |method: wafa_models::offers::Method| desk.say(&format!("models-offers-{}", method.name()), &[]);
    let key = if report.recommended() { "models-offers-used" } else { "models-offers-popular" };
    let args = [
        ("products", count(report.products).into()),
        ("tried", count(tried).into()),
        ("n", count(report.customers).into()),
    ];
    Offers {
        verdict: desk.say(key, &[("method", name(report.method).into())]),
        recommended: report.recommended(),
        about: desk.say("models-offers-about", &args),
        methods: report
            .rates
            .iter()
            .map(|rate| Method {
                name: name(rate.method),
                hits: rate.hit_at_10,
                baseline: rate.method == wafa_models::offers::Method::Popularity,
                chosen: rate.method == report.method,
            })
            .collect(),
    }
}
