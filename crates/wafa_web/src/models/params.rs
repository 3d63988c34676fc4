//! Parameters, in plain words and as in the literature.

use serde::Serialize;
use wafa_analytics::predict::{FitReport, ModelParameter};
use wafa_kernel::Money;
use wafa_models::Note;
use wafa_text::words::Arg;

use crate::who::Desk;

/// Weeks of a year.
const WEEKS: f64 = 365.25 / 7.0;

/// A parameter as the table shows it.
#[derive(Debug, Serialize)]
pub struct Parameter {
    symbol: String,
    meaning: String,
    value: String,
    standard_error: Option<String>,
}

/// Parameters with what they mean.
pub fn table(desk: &Desk, parameters: &[ModelParameter]) -> Vec<Parameter> {
    let parameter = |one: &ModelParameter| Parameter {
        symbol: symbol(&one.name).to_owned(),
        meaning: desk.say(&format!("models-parameter-{}", one.name), &[]),
        value: number(desk, one.value),
        standard_error: one.standard_error.map(|error| number(desk, error)),
    };
    parameters.iter().map(parameter).collect()
}

/// All of them in one line: `r 0.56 · α 11.67`.
pub fn short(desk: &Desk, parameters: &[ModelParameter]) -> String {
    let places = |value: f64| if value.abs() < 1_000.0 { 2 } else { 0 };
    let one = |one: &ModelParameter| {
        format!(
            "{} {}",
            symbol(&one.name),
            desk.reader.decimal(one.value, if one.name == "k" { 0 } else { places(one.value) })
        )
    };
    parameters.iter().map(one).collect::<Vec<_>>().join(" · ")
}

/// Four decimals as in the literature; large values, such as those at a boundary, without.
fn number(desk: &Desk, value: f64) -> String {
    desk.reader.decimal(value, if value.abs() < 1_000.0 { 4 } else { 0 })
}

fn symbol(name: &str) -> &str {
    match name {
        "alpha" => "α",
        "beta" => "β",
        "gamma" => "γ",
        "rate" => "λ",
        other => other,
    }
}

fn of(parameters: &[ModelParameter], name: &str) -> Option<f64> {
    parameters.iter().find(|parameter| parameter.name == name).map(|parameter| parameter.value)
}

/// What the fit says about the shop, in sentences.
pub fn plain_words(desk: &Desk, report: &FitReport) -> Vec<String> {
    let mut said = Vec::new();
    let peers = report.peers;
    if peers.usual_days > 0.0 {
        said.push(desk.say("models-plain-usual", &[("days", whole(peers.usual_days))]));
    }
    if report.customers > 0 {
        said.push(desk.say("models-plain-returned", &[("share", desk.reader.percent(peers.returned, 0).into())]));
    }
    if let Some(per_year) = purchases_a_year(&report.parameters) {
        said.push(desk.say("models-plain-rate", &[("rate", Arg::Decimal(per_year, 1))]));
    }
    let nobody_leaves = report.model == "nbd" || report.notes.contains(&Note::NobodyDropsOut);
    if nobody_leaves {
        said.push(desk.say("models-plain-nobody-leaves", &[]));
    } else if let Some(share) = leaves_within_a_year(&report.parameters) {
        said.push(desk.say("models-plain-leaves-year", &[("share", desk.reader.percent(share, 0).into())]));
    } else if let Some(share) = leaves_after_purchase(&report.parameters) {
        said.push(desk.say("models-plain-dropout", &[("share", desk.reader.percent(share, 1).into())]));
    }
    if let Some(minor) = mean_value_minor(report) {
        let amount = desk.reader.money_short(Money::new(minor, report.currency));
        said.push(desk.say("models-plain-value", &[("amount", amount.into())]));
    }
    said
}

/// Purchases a year of the average customer while active: r ÷ α a week, over the steps of a purchase where there are.
fn purchases_a_year(parameters: &[ModelParameter]) -> Option<f64> {
    let rate = match (of(parameters, "r"), of(parameters, "alpha"), of(parameters, "rate")) {
        (Some(r), Some(alpha), _) if alpha > 0.0 => r / alpha / of(parameters, "k").unwrap_or(1.0).max(1.0),
        (_, _, Some(rate)) => rate,
        _ => return None,
    };
    let per_year = rate * WEEKS;
    (per_year.is_finite() && per_year > 0.0).then_some(per_year)
}

/// Share of customers who leave for good after a purchase, in the models that say so: a ÷ (a + b).
fn leaves_after_purchase(parameters: &[ModelParameter]) -> Option<f64> {
    let (a, b) = (of(parameters, "a")?, of(parameters, "b")?);
    let share = a / (a + b);
    share.is_finite().then_some(share)
}

/// Share of new customers who leave for good within a year, in Pareto/NBD: 1 − (β ÷ (β + a year))^s.
fn leaves_within_a_year(parameters: &[ModelParameter]) -> Option<f64> {
    let (s, beta) = (of(parameters, "s")?, of(parameters, "beta")?);
    let share = 1.0 - (beta / (beta + WEEKS)).powf(s);
    share.is_finite().then_some(share)
}

/// Mean value of a purchase of the average customer: pγ ÷ (q − 1), where it exists.
fn mean_value_minor(report: &FitReport) -> Option<i64> {
    let parameters = &report.value.as_ref()?.parameters;
    let (p, q, gamma) = (of(parameters, "p")?, of(parameters, "q")?, of(parameters, "gamma")?);
    let mean = p * gamma / (q - 1.0) * report.currency.minor_per_major() as f64;
    (q > 1.05 && mean.is_finite()).then_some(mean.round() as i64)
}

fn whole(days: f64) -> Arg {
    Arg::Number(days.round() as i64)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn parameters(named: &[(&str, f64)]) -> Vec<ModelParameter> {
        let one = |(name, value): &(&str, f64)| ModelParameter {
            name: (*name).to_owned(),
            value: *value,
            standard_error: None,
        };
        named.iter().map(one).collect()
    }

    #[test]
    fn plain_words_follow_from_the_published_parameters() {
        // BG/NBD on CDNOW: r = .243, alpha = 4.414 weeks, a = .793, b = 2.426.
        let published = parameters(&[("r", 0.243), ("alpha", 4.414), ("a", 0.793), ("b", 2.426)]);
        assert!((purchases_a_year(&published).unwrap() - 2.873).abs() < 0.001);
        assert!((leaves_after_purchase(&published).unwrap() - 0.2464).abs() < 0.0001);
        assert!(leaves_after_purchase(&parameters(&[("r", 0.385), ("alpha", 12.1)])).is_none());
        // Pareto/NBD on CDNOW: s = .606, beta = 11.669 weeks: of new customers (11.669/63.85)^.606 are left after a year.
        let pareto = parameters(&[("r", 0.553), ("alpha", 10.578), ("s", 0.606), ("beta", 11.669)]);
        assert!((leaves_within_a_year(&pareto).unwrap() - 0.6429).abs() < 0.001);
        // MBG/CNBD-2: two unseen steps make a purchase.
        let steps = parameters(&[("r", 1.0), ("alpha", 10.0), ("a", 1.0), ("b", 3.0), ("k", 2.0)]);
        assert!((purchases_a_year(&steps).unwrap() - WEEKS / 20.0).abs() < 1e-9);
    }
}
