//! Whether the model still holds, in plain words: what came since the fit, whether the customers are the same, what
//! follows.

use serde::Serialize;
use wafa_analytics::predict::{Basis, Check, FitCause, FitReport, GROWN_PERCENT, OLD_DAYS, REST_HOURS, Verdict};
use wafa_kernel::Moment;
use wafa_models::drift::{Drift, FEWEST_EXPECTED, NOTABLE, SHIFTED, Shift};
use wafa_text::words::Arg;

use crate::chart::How;
use crate::who::Desk;

/// Below this index of stability nothing has happened.
const STEADY: f64 = 0.1;

/// The card.
#[derive(Debug, Serialize)]
pub struct Health {
    tone: &'static str,
    title: String,
    /// What came since the fit.
    text: String,
    /// Whether the customers are the same, and how many purchases there are.
    more: Vec<String>,
    /// What follows.
    next: String,
    checked_at: Option<Moment>,
    how: How,
}

fn count(value: u64) -> Arg {
    Arg::Number(i64::try_from(value).unwrap_or(i64::MAX))
}

fn share(desk: &Desk, value: f64) -> Arg {
    desk.reader.percent(value, 0).into()
}

/// Why a fit is or was made, in words.
pub fn cause(desk: &Desk, cause: FitCause) -> String {
    desk.say(&format!("models-cause-{}", cause.as_str()), &[])
}

/// How many more or fewer purchases came than expected: `−12%`.
pub fn since(desk: &Desk, check: &Check) -> Option<String> {
    Some(signed(desk, check.drift?.ratio() - 1.0))
}

/// A share with its sign, where the language puts it.
fn signed(desk: &Desk, value: f64) -> String {
    match value {
        none if none.abs() < 0.005 => desk.reader.percent(0.0, 0),
        less if less < 0.0 => desk.reader.percent(less, 0),
        more => desk.reader.percent(-more, 0).replace(['−', '-'], "+"),
    }
}

/// What is said of the fit that counts.
pub fn health(desk: &Desk, report: &FitReport, check: Option<&Check>) -> Health {
    let drift = check.and_then(|check| check.drift);
    let (tone, key) = match drift {
        Some(drift) if drift.has_drifted() => ("warn", "models-health-drifted"),
        Some(_) => ("good", "models-health-holds"),
        None => ("info", "models-health-unknown"),
    };
    Health {
        tone,
        title: desk.say(key, &[]),
        text: drift.map_or_else(|| unknown(desk, report, check), |drift| came(desk, report, &drift)),
        more: check.map(|check| more(desk, check)).unwrap_or_default(),
        next: check.map(|check| next(desk, check)).unwrap_or_default(),
        checked_at: check.map(|check| check.checked_at),
        how: how(desk),
    }
}

/// Purchases against expectation, with the interval.
fn came(desk: &Desk, report: &FitReport, drift: &Drift) -> String {
    let ratio = drift.ratio();
    let key = match (drift.is_significant(), drift.has_drifted(), ratio < 1.0) {
        (false, ..) => "models-drift-chance",
        (true, false, _) => "models-drift-small",
        (true, true, true) => "models-drift-fewer",
        (true, true, false) => "models-drift-more",
    };
    let whole = |value: f64| -> Arg { desk.reader.decimal(value, 0).into() };
    let args = [
        ("date", desk.reader.date(report.as_of).into()),
        ("share", share(desk, (ratio - 1.0).abs())),
        ("came", whole(drift.observed)),
        ("expected", whole(drift.expected)),
        ("low", signed(desk, drift.lower - 1.0).into()),
        ("high", signed(desk, drift.upper - 1.0).into()),
        ("least", share(desk, NOTABLE)),
    ];
    desk.say(key, &args)
}

/// Why nothing is said.
fn unknown(desk: &Desk, report: &FitReport, check: Option<&Check>) -> String {
    let key = match check {
        None => "models-drift-not-yet",
        Some(_) if report.basis == Basis::Rfm => "models-drift-no-model",
        Some(_) if report.fitted.is_none() => "models-drift-old-fit",
        Some(check) if check.until <= report.as_of => "models-drift-not-yet",
        Some(_) => "models-drift-few",
    };
    desk.say(key, &[("n", Arg::Number(FEWEST_EXPECTED as i64))])
}

fn more(desk: &Desk, check: &Check) -> Vec<String> {
    let shift = |key: &str, shift: &Shift| {
        let word = match shift.index {
            same if same < STEADY => "models-shift-same",
            other if other < SHIFTED => "models-shift-some",
            _ => "models-shift-other",
        };
        let args = [
            ("then", Arg::Number(shift.then.round() as i64)),
            ("now", Arg::Number(shift.now.round() as i64)),
            ("index", desk.reader.decimal(shift.index, 2).into()),
            ("word", desk.say(word, &[]).into()),
        ];
        desk.say(key, &args)
    };
    let mut said = Vec::new();
    said.extend(check.recency.as_ref().map(|one| shift("models-shift-recency", one)));
    said.extend(check.frequency.as_ref().map(|one| shift("models-shift-frequency", one)));
    if check.purchases_then > 0 {
        let grown = check.purchases_now as f64 / check.purchases_then as f64 - 1.0;
        let args = [
            ("now", count(check.purchases_now)),
            ("then", count(check.purchases_then)),
            ("share", signed(desk, grown).into()),
        ];
        said.push(desk.say("models-grown", &args));
    }
    said
}

fn next(desk: &Desk, check: &Check) -> String {
    match check.verdict {
        Verdict::Holds => desk.say("models-next-none", &[]),
        Verdict::Waits(why) => {
            desk.say("models-next-waits", &[("cause", cause(desk, why).into()), ("hours", REST_HOURS.into())])
        }
        Verdict::Due(why) => desk.say("models-next-due", &[("cause", cause(desk, why).into())]),
    }
}

/// The rules, with their thresholds.
fn how(desk: &Desk) -> How {
    let grown = GROWN_PERCENT as f64 / 100.0;
    let args = [
        ("notable", share(desk, NOTABLE)),
        ("grown", share(desk, grown)),
        ("index", desk.reader.decimal(SHIFTED, 2).into()),
        ("days", OLD_DAYS.into()),
        ("hours", REST_HOURS.into()),
    ];
    let say = |part: &str| desk.say(&format!("how-models-health-{part}"), &args);
    How { formula: say("formula"), window: say("window"), exclusions: say("exclusions") }
}
