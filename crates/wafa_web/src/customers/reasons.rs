//! The reasons of a prediction as sentences.

use serde::Serialize;
use wafa_kernel::Money;
use wafa_models::{Reason, WeightedReason};
use wafa_text::words::Arg;

use crate::who::Desk;

/// One reason, in words.
#[derive(Debug, Serialize)]
pub(crate) struct Why {
    text: String,
    /// `good` when it speaks for a purchase, `bad` against, blank when it does not touch it.
    tone: &'static str,
    /// What it adds to the probability, or to the value of a purchase, in the reader's digits; blank when next to
    /// nothing.
    effect: String,
}

/// The sentences of reasons, in their order.
pub(crate) fn whys(desk: &Desk, reasons: &[WeightedReason]) -> Vec<Why> {
    reasons.iter().map(|reason| why(desk, reason)).collect()
}

fn why(desk: &Desk, weighted: &WeightedReason) -> Why {
    let text = sentence_of(desk, weighted);
    let about_money = weighted.effect == 0.0 && weighted.worth != 0.0;
    let points = (if about_money { weighted.worth } else { weighted.effect } * 100.0).round();
    let tone = match points {
        up if up >= 1.0 => "good",
        down if down <= -1.0 => "bad",
        _ => "",
    };
    let effect = if tone.is_empty() {
        String::new()
    } else {
        let share = desk.reader.percent(points.abs() / 100.0, 0);
        let key = match (about_money, points > 0.0) {
            (false, true) => "customers-effect-up",
            (false, false) => "customers-effect-down",
            (true, true) => "customers-worth-up",
            (true, false) => "customers-worth-down",
        };
        desk.say(key, &[("share", share.into())])
    };
    Why { text, tone, effect }
}

/// A reason as a sentence.
pub(crate) fn sentence_of(desk: &Desk, weighted: &WeightedReason) -> String {
    let (key, args) = sentence(desk, &weighted.reason);
    // Whoever used to buy often and is silent now is the more likely gone: the frequency speaks against her.
    let silent = key == "customers-why-more-often" && weighted.effect < 0.0;
    desk.say(if silent { "customers-why-more-often-once" } else { key }, &args)
}

type Sentence = (&'static str, Vec<(&'static str, Arg)>);

fn sentence(desk: &Desk, reason: &Reason) -> Sentence {
    match *reason {
        Reason::LateAgainstOwnRhythm { gap_days, usual_days, .. } => {
            ("customers-why-late", vec![("days", gap_days.into()), ("usual", whole(usual_days))])
        }
        Reason::WithinOwnRhythm { gap_days, usual_days } => {
            ("customers-why-in-rhythm", vec![("days", gap_days.into()), ("usual", whole(usual_days))])
        }
        Reason::RecentPurchase { gap_days, peers_usual_days } => {
            ("customers-why-recent", vec![("days", gap_days.into()), ("usual", whole(peers_usual_days))])
        }
        Reason::OneTimeBuyer { gap_days, peers_returned } => {
            let share = desk.reader.percent(peers_returned, 0);
            ("customers-why-one-time", vec![("days", gap_days.into()), ("share", share.into())])
        }
        Reason::NewCustomer { age_days } => ("customers-why-new", vec![("days", age_days.into())]),
        Reason::MoreOftenThanPeers { per_year, peers_per_year } => {
            ("customers-why-more-often", vec![("mine", rate(desk, per_year)), ("usual", rate(desk, peers_per_year))])
        }
        Reason::LessOftenThanPeers { per_year, peers_per_year } => {
            ("customers-why-less-often", vec![("mine", rate(desk, per_year)), ("usual", rate(desk, peers_per_year))])
        }
        Reason::ValueRising { recent, earlier } => {
            ("customers-why-value-rising", vec![("recent", amount(desk, recent)), ("earlier", amount(desk, earlier))])
        }
        Reason::ValueFalling { recent, earlier } => {
            ("customers-why-value-falling", vec![("recent", amount(desk, recent)), ("earlier", amount(desk, earlier))])
        }
        Reason::OftenReturns { times, returned, bought } => (
            "customers-why-returns",
            vec![("times", times.into()), ("returned", amount(desk, returned)), ("bought", amount(desk, bought))],
        ),
    }
}

#[allow(clippy::cast_possible_truncation)]
fn whole(days: f64) -> Arg {
    Arg::Number(days.round() as i64)
}

/// A rate with one place, written for the reader.
fn rate(desk: &Desk, per_year: f64) -> Arg {
    desk.reader.decimal(per_year, 1).into()
}

/// An amount in major units, written for the reader.
#[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss)]
fn amount(desk: &Desk, major: f64) -> Arg {
    let currency = desk.reader.currency;
    let minor = (major * currency.minor_per_major() as f64).round() as i64;
    desk.reader.money_short(Money::new(minor, currency)).into()
}
