//! The rules of the ladder: read as sentences, changed in a form, kept in versions.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use wafa_customers::RuleVersion;
use wafa_kernel::policy::action::{ManageLadder, ReadCustomers};
use wafa_kernel::{Day, LadderRules};
use wafa_text::fold;
use wafa_text::words::Arg;

use crate::ask::Form;
use crate::fault::Fault;
use crate::view::Tone;
use crate::who::{Desk, Who};

/// The usual interval of the example, in days.
const EXAMPLE_DAYS: f64 = 30.0;

/// What it takes to stand on a rung.
#[derive(Debug, Serialize)]
pub struct Sentence {
    /// The rung; empty for the example.
    pub rung: &'static str,
    /// In words.
    pub text: String,
}

/// The form as it was typed.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Typed {
    #[serde(default)]
    repeat_orders: String,
    #[serde(default)]
    loyal_orders: String,
    #[serde(default)]
    gap_factor: String,
    #[serde(default)]
    recent_gaps: String,
    #[serde(default)]
    advocate_signals: String,
}

/// What is wrong with each field, as a sentence; empty where nothing is.
#[derive(Debug, Default, Serialize)]
struct Wrong {
    repeat_orders: String,
    loyal_orders: String,
    gap_factor: String,
    recent_gaps: String,
    advocate_signals: String,
}

impl Wrong {
    fn anything(&self) -> bool {
        [&self.repeat_orders, &self.loyal_orders, &self.gap_factor, &self.recent_gaps, &self.advocate_signals]
            .into_iter()
            .any(|text| !text.is_empty())
    }
}

#[derive(Serialize)]
struct Version {
    number: i64,
    from: Option<Day>,
    current: bool,
    sentences: Vec<Sentence>,
}

#[derive(Serialize)]
struct Context {
    typed: Typed,
    wrong: Wrong,
    refused: bool,
    sentences: Vec<Sentence>,
    versions: Vec<Version>,
}

/// The rules in sentences, from the lowest rung to the highest, with an example at the end.
pub fn sentences(desk: &Desk, rules: &LadderRules) -> Vec<Sentence> {
    let count = |number: u32| Arg::Number(i64::from(number));
    let factor = || Arg::Decimal(rules.loyal_gap_factor, places(rules.loyal_gap_factor));
    let say = |rung, key: &str, args: &[(&str, Arg)]| Sentence { rung, text: desk.say(key, args) };
    let loyal = [("orders", count(rules.loyal_orders)), ("factor", factor()), ("gaps", count(rules.loyal_recent_gaps))];
    let slides_after = (EXAMPLE_DAYS * rules.loyal_gap_factor).floor() as i64;
    vec![
        say("suspect", "rules-say-suspect", &[]),
        say("prospect", "rules-say-prospect", &[]),
        say("customer", "rules-say-customer", &[("orders", count(rules.repeat_orders.saturating_sub(1)))]),
        say("repeat", "rules-say-repeat", &[("orders", count(rules.repeat_orders))]),
        say("loyal", if rules.loyal_recent_gaps == 0 { "rules-say-loyal" } else { "rules-say-loyal-recent" }, &loyal),
        say("advocate", "rules-say-advocate", &[("signals", count(rules.advocate_signals))]),
        say("", "rules-say-example", &[("usual", (EXAMPLE_DAYS as i64).into()), ("days", slides_after.into())]),
    ]
}

/// Decimals a factor needs: 2, 2.5, 2.25.
fn places(factor: f64) -> u8 {
    (0..2).find(|places| (factor * 10f64.powi(i32::from(*places))).fract().abs() < 1e-9).unwrap_or(2)
}

impl Typed {
    fn of(desk: &Desk, rules: &LadderRules) -> Self {
        let number = |count: u32| desk.reader.number(i64::from(count));
        Self {
            repeat_orders: number(rules.repeat_orders),
            loyal_orders: number(rules.loyal_orders),
            gap_factor: desk.reader.decimal(rules.loyal_gap_factor, places(rules.loyal_gap_factor)),
            recent_gaps: number(rules.loyal_recent_gaps),
            advocate_signals: number(rules.advocate_signals),
        }
    }

    /// The rules, or what is wrong with them.
    fn read(&self, desk: &Desk) -> Result<LadderRules, Wrong> {
        let mut wrong = Wrong::default();
        let repeat_orders = count(desk, &self.repeat_orders, 2, 10_000, &mut wrong.repeat_orders);
        let loyal_orders = count(desk, &self.loyal_orders, 2, 10_000, &mut wrong.loyal_orders);
        if wrong.repeat_orders.is_empty() && wrong.loyal_orders.is_empty() && loyal_orders < repeat_orders {
            wrong.loyal_orders = desk.say("rules-error-order", &[("orders", i64::from(repeat_orders).into())]);
        }
        let loyal_recent_gaps = count(desk, &self.recent_gaps, 0, 1_000, &mut wrong.recent_gaps);
        let advocate_signals = count(desk, &self.advocate_signals, 1, 100, &mut wrong.advocate_signals);
        let factor = fold::decimal(&self.gap_factor).and_then(|text| text.parse::<f64>().ok());
        let loyal_gap_factor = factor.filter(|factor| (1.0..=100.0).contains(factor)).unwrap_or_else(|| {
            wrong.gap_factor = desk.say("rules-error-range", &[("least", 1.into()), ("most", 100.into())]);
            0.0
        });
        if wrong.anything() {
            return Err(wrong);
        }
        Ok(LadderRules { repeat_orders, loyal_orders, loyal_gap_factor, loyal_recent_gaps, advocate_signals })
    }
}

/// A whole number within limits; otherwise 0, and the sentence that says so.
fn count(desk: &Desk, typed: &str, least: u32, most: u32, wrong: &mut String) -> u32 {
    let read = fold::decimal(typed).and_then(|text| text.parse::<u32>().ok());
    read.filter(|number| (least..=most).contains(number)).unwrap_or_else(|| {
        *wrong = desk.say("rules-error-range", &[("least", i64::from(least).into()), ("most", i64::from(most).into())]);
        0
    })
}

/// The form with the rules in force.
pub async fn page(who: Who<ManageLadder>) -> Result<Response, Fault> {
    let (rules, _) = who.app.customers.rules(&who.permit_for::<ReadCustomers>()?).await?;
    show(&who, StatusCode::OK, Typed::of(&who, &rules), Wrong::default()).await
}

/// Puts the rules in force, or shows the form again with what was typed.
pub async fn save(who: Who<ManageLadder>, Form(typed): Form<Typed>) -> Result<Response, Fault> {
    match typed.read(&who) {
        Ok(rules) => {
            who.app.customers.save_rules(&who.permit, rules).await?;
            Ok(who.redirect("/ladder").toast(Tone::Good, who.say("rules-saved", &[])).into_response())
        }
        Err(wrong) => show(&who, StatusCode::UNPROCESSABLE_ENTITY, typed, wrong).await,
    }
}

async fn show(who: &Who<ManageLadder>, status: StatusCode, typed: Typed, wrong: Wrong) -> Result<Response, Fault> {
    let read = who.permit_for::<ReadCustomers>()?;
    let (rules, in_force) = who.app.customers.rules(&read).await?;
    let stored = who.app.customers.rule_versions(&read).await?;
    let version = |one: &RuleVersion| Version {
        number: one.version,
        from: one.from,
        current: one.version == in_force,
        sentences: sentences(who, &one.rules),
    };
    let versions = stored.iter().rev().map(version).collect();
    let context = Context { typed, refused: wrong.anything(), wrong, sentences: sentences(who, &rules), versions };
    who.page_with(status, "ladder", "ladder/rules.html", &context)
}

#[cfg(test)]
mod tests {
    use super::places;

    #[test]
    fn a_factor_is_written_as_short_as_it_is() {
        assert_eq!([2.0, 2.5, 2.25, 1.333].map(places), [0, 1, 2, 2]);
    }
}
