//! The readiness meter: four facts, each against what it takes.

use serde::Serialize;
use wafa_models::Readiness;
use wafa_text::words::Arg;

use crate::who::Desk;

/// One fact, in the shape of a step of `ui.checklist`.
#[derive(Debug, Serialize)]
pub struct Fact {
    title: String,
    detail: String,
    href: &'static str,
    action: &'static str,
    done: bool,
}

/// All four, for `ui.checklist`.
#[derive(Debug, Serialize)]
pub struct Meter {
    facts: Vec<Fact>,
    done: usize,
    total: usize,
    ready: bool,
}

/// The meter of a fit.
pub fn meter(desk: &Desk, readiness: &Readiness) -> Meter {
    let rules = readiness.rules;
    let whole = |count: usize| Arg::Number(i64::try_from(count).unwrap_or(i64::MAX));
    let fact = |name: &str, done: bool, have: Arg, need: Arg| Fact {
        title: desk.say(&format!("readiness-{name}"), &[("have", have)]),
        detail: desk.say(&format!("readiness-{name}-need"), &[("need", need)]),
        href: "",
        action: "",
        done,
    };
    let last_order = match readiness.last_order_days {
        Some(days) => fact("last-order", days <= rules.last_order_days, days.into(), rules.last_order_days.into()),
        None => Fact {
            title: desk.say("readiness-no-order", &[]),
            detail: desk.say("readiness-last-order-need", &[("need", rules.last_order_days.into())]),
            href: "",
            action: "",
            done: false,
        },
    };
    let enough = readiness.customers >= rules.customers;
    let returning = readiness.customers_with_three >= rules.customers_with_three;
    let facts = vec![
        fact("customers", enough, whole(readiness.customers), whole(rules.customers)),
        fact(
            "history",
            readiness.history_days >= rules.history_days,
            readiness.history_days.into(),
            rules.history_days.into(),
        ),
        last_order,
        fact("three", returning, whole(readiness.customers_with_three), whole(rules.customers_with_three)),
    ];
    let done = facts.iter().filter(|fact| fact.done).count();
    Meter { done, total: facts.len(), facts, ready: readiness.ready }
}
