//! Rows of the ladder: facts in, standings and history out.

use std::collections::HashMap;

use wafa_db::facts::{self, Whose};
use wafa_db::{DbError, Tx, Value};
use wafa_kernel::{CustomerId, Day, Moment, Rung, Signal};

use crate::ask::{Ask, ids};
use crate::error::Error;
use crate::ladder::path::{Path, Step};
use crate::register::Standing;
use crate::register::store::{NEVER, load_signals, standing};

/// Kind of the timers that let customers slide back.
pub(crate) const TIMER: &str = "ladder.slide";

const STANDING: &str = "select customer_id, rung, rung_on, slides_on, usual_gap_days, orders, first_on, last_on, \
    net_minor, live, added_on, since_on from customer_standing where customer_id";
const RUNGS: &str = "select customer_id, on_day, rung, from_rung, stayed_days, rules_version from customer_rung \
    where customer_id";
const SAVE: &str = "update customer_standing set rung = $2, rung_on = $3, slides_on = $4, usual_gap_days = $5, \
    orders = $6, first_on = $7, last_on = $8, net_minor = $9, recency_on = $10, since_on = $11 where customer_id = $1";
const CUT: &str = "delete from customer_rung where customer_id = $1 and on_day >= $2";
const RUNG_COLUMNS: &[&str] = &["customer_id", "on_day", "rung", "from_rung", "stayed_days", "rules_version"];

/// What the ladder keeps about one customer.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Kept {
    pub standing: Standing,
    pub added_on: Day,
    pub since_on: Day,
    pub steps: Vec<Step>,
}

/// What is to be kept about one customer.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Judged {
    pub standing: Standing,
    pub since_on: Day,
    pub steps: Vec<Step>,
    /// The next day on which something changes by itself.
    pub wakes_on: Option<Day>,
}

impl Judged {
    /// From facts in order of day; those after `today` do not count yet.
    pub(crate) fn new(kept: &Kept, facts: &Facts, path: Path, today: Day) -> Self {
        let known = facts.orders.partition_point(|day| *day <= today);
        let orders = facts.orders.get(..known).unwrap_or_default();
        let net_minor = facts.amounts.iter().filter(|(on, _)| *on <= today).map(|(_, minor)| minor).sum();
        let future = facts.days().filter(|day| *day > today).min();
        let standing = Standing {
            rung: path.rung(),
            rung_on: path.steps.last().map(|step| step.on),
            slides_on: path.slides_on,
            usual_gap_days: path.usual_gap_days,
            orders: i64::try_from(orders.len()).unwrap_or(i64::MAX),
            first_on: orders.first().copied(),
            last_on: orders.last().copied(),
            net_minor,
            live: kept.standing.live,
        };
        let since_on = path.steps.first().map_or(kept.added_on, |step| step.on);
        let wakes_on = path.slides_on.into_iter().chain(future).min();
        Self { standing, since_on, steps: path.steps, wakes_on }
    }

    /// A record that went into another one: no facts, no history, no timer.
    pub(crate) fn gone(kept: &Kept) -> Self {
        let standing = Standing {
            rung: Rung::Suspect,
            rung_on: None,
            slides_on: None,
            usual_gap_days: None,
            orders: 0,
            first_on: None,
            last_on: None,
            net_minor: 0,
            live: false,
        };
        Self { standing, since_on: kept.added_on, steps: Vec::new(), wakes_on: None }
    }
}

/// Orders, returns and signals of one customer.
#[derive(Debug, Clone, Default)]
pub(crate) struct Facts {
    /// One entry per order, in order of day.
    pub orders: Vec<Day>,
    /// Orders and returns with their amounts.
    pub amounts: Vec<(Day, i64)>,
    /// In order of day.
    pub signals: Vec<Signal>,
}

impl Facts {
    fn days(&self) -> impl Iterator<Item = Day> {
        self.amounts.iter().map(|(on, _)| *on).chain(self.signals.iter().map(|signal| signal.on))
    }
}

/// Standing and history as stored.
pub(crate) async fn load_kept(tx: &mut Tx, customers: &[CustomerId]) -> Result<HashMap<CustomerId, Kept>, Error> {
    let mut kept = HashMap::new();
    for row in Ask::Tx(tx).rows_in(STANDING, ids(customers), "").await? {
        let one =
            Kept { standing: standing(&row, 1)?, added_on: row.get(10)?, since_on: row.get(11)?, steps: Vec::new() };
        kept.insert(row.get::<CustomerId>(0)?, one);
    }
    for row in Ask::Tx(tx).rows_in(RUNGS, ids(customers), "order by customer_id, on_day").await? {
        let step = Step {
            on: row.get(1)?,
            rung: row.get(2)?,
            from: Rung::from_number(row.get(3)?),
            stayed_days: row.get(4)?,
            version: row.get(5)?,
        };
        if let Some(one) = kept.get_mut(&row.get::<CustomerId>(0)?) {
            one.steps.push(step);
        }
    }
    Ok(kept)
}

/// Signals of customers, in order of day.
pub(crate) async fn add_signals(
    tx: &mut Tx,
    customers: &[CustomerId],
    facts: &mut HashMap<CustomerId, Facts>,
) -> Result<(), Error> {
    for (customer, signal) in load_signals(&mut Ask::Tx(tx), customers).await? {
        facts.entry(customer).or_default().signals.push(Signal { on: signal.on, kind: signal.kind });
    }
    Ok(())
}

/// Writes what changed: standings, the tail of the history that differs, timers.
pub(crate) async fn save(
    tx: &mut Tx,
    judged: &[(CustomerId, &Kept, Judged)],
    due: impl Fn(Day) -> Moment,
) -> Result<(), DbError> {
    let (mut standings, mut cuts, mut steps, mut timers) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut moved = Vec::new();
    for (customer, kept, now) in judged {
        if kept.standing != now.standing || kept.since_on != now.since_on {
            standings.push(standing_row(*customer, now));
        }
        if kept.steps != now.steps {
            moved.push(Whose::Customer(*customer));
        }
        let same = kept.steps.iter().zip(&now.steps).take_while(|(old, new)| old == new).count();
        let fresh = now.steps.get(same..).unwrap_or_default();
        if let Some(stale) = kept.steps.get(same) {
            let first = fresh.first().map_or(stale.on, |step| step.on.min(stale.on));
            cuts.push(vec![Value::from(*customer), first.into()]);
        }
        steps.extend(fresh.iter().map(|step| step_row(*customer, step)));
        if now.wakes_on.is_some() || kept.standing.slides_on.is_some() {
            timers.push((customer.raw(), now.wakes_on.map(&due)));
        }
    }
    tx.execute_many(SAVE, standings).await?;
    tx.execute_many(CUT, cuts).await?;
    tx.insert_many("customer_rung", RUNG_COLUMNS, steps).await?;
    if !moved.is_empty() {
        // The history of the ladder is in the lake.
        facts::changed(tx, moved).await?;
    }
    if !timers.is_empty() {
        tx.set_timers_many(TIMER, timers).await?;
    }
    Ok(())
}

fn standing_row(customer: CustomerId, judged: &Judged) -> Vec<Value> {
    let Standing { rung, rung_on, slides_on, usual_gap_days, orders, first_on, last_on, net_minor, .. } =
        judged.standing;
    let recency = last_on.map_or(NEVER, Day::number);
    vec![
        customer.into(),
        i32::from(rung.number()).into(),
        Value::from(rung_on),
        Value::from(slides_on),
        Value::from(usual_gap_days),
        orders.into(),
        Value::from(first_on),
        Value::from(last_on),
        net_minor.into(),
        recency.into(),
        judged.since_on.into(),
    ]
}

fn step_row(customer: CustomerId, step: &Step) -> Vec<Value> {
    let from = step.from.map_or(0, |rung| i32::from(rung.number()));
    vec![
        customer.into(),
        step.on.into(),
        i32::from(step.rung.number()).into(),
        from.into(),
        step.stayed_days.into(),
        step.version.into(),
    ]
}
