//! The figures of the day: this month beside the same days of the last one, yesterday, the past week.

use std::sync::Arc;

use serde::Serialize;
use wafa_analytics::fold::period::PeriodFigures;
use wafa_analytics::predict::{Basis, FitReport};
use wafa_analytics::{Figures, Question};
use wafa_kernel::policy::action::{ReadCustomers, ReadInsights, UseAccount};
use wafa_kernel::{Day, Money, PeriodKind, Periods, Rung};
use wafa_text::calendar;

use super::slipping::Slipping;
use crate::chart::How;
use crate::fault::Fault;
use crate::insights::how;
use crate::who::{Desk, Who};

/// Days looked at one by one, up to yesterday.
const DAYS: i32 = 7;

/// What was asked for.
pub(super) struct Seen {
    /// Up to today, by month.
    pub(super) now: Arc<Figures>,
    /// Up to the same day of the month before, by month.
    pub(super) before: Option<Arc<Figures>>,
    /// Up to yesterday, by day.
    days: Arc<Figures>,
    /// The latest fit of the models.
    pub(super) fit: Option<FitReport>,
}

impl Seen {
    /// Orders of yesterday, and how many of those who ordered had ordered before; `None` on a day without orders.
    pub(super) fn yesterday(&self) -> Option<(u64, u64)> {
        self.days.periods.last().filter(|day| day.orders > 0).map(|day| (day.orders, day.returning))
    }
    /// Customers whose first order was within the past seven days.
    pub(super) fn new_this_week(&self) -> u64 {
        self.days.periods.iter().map(|day| day.new).sum()
    }
    /// The running month.
    pub(super) fn month(&self) -> Option<&PeriodFigures> {
        self.now.periods.last()
    }
}

/// Asks for all of it. Months are asked for as the overview asks, so that both find the same answer ready.
pub(super) async fn ask(who: &Who<UseAccount>) -> Result<Seen, Fault> {
    let permit = who.permit_for::<ReadInsights>()?;
    let now = months(who, who.today).await?;
    let before = match now.periods.last() {
        Some(month) if now.orders > 0 => same_days_before(who, month.start).await?,
        _ => None,
    };
    let starts: Vec<Day> = (0..=DAYS).map(|back| who.today.plus_days(back - DAYS)).collect();
    let keys = starts.iter().take(starts.len().saturating_sub(1)).map(Day::to_string).collect();
    let days = Periods::new(starts, keys).unwrap_or_default();
    let yesterday = who.today.plus_days(-1);
    let this_month = calendar::periods(who.business.calendar, PeriodKind::Month, yesterday, yesterday);
    let (rules, _) = who.app.customers.rules(&who.permit_for::<ReadCustomers>()?).await?;
    let question = Question::new(yesterday, days, this_month, &who.business, rules);
    Ok(Seen {
        days: who.app.insights.figures(&permit, question).await?,
        fit: who.app.predictor.latest_fit(&permit).await?,
        now,
        before,
    })
}

async fn months(who: &Who<UseAccount>, as_of: Day) -> Result<Arc<Figures>, Fault> {
    let permit = who.permit_for::<ReadInsights>()?;
    let (first, _) = who.app.insights.span(&permit).await?.unwrap_or((as_of, as_of));
    let first = first.min(as_of);
    let periods = calendar::periods(who.business.calendar, PeriodKind::Month, first, as_of);
    let (rules, _) = who.app.customers.rules(&who.permit_for::<ReadCustomers>()?).await?;
    let question = Question::new(as_of, periods.clone(), periods, &who.business, rules);
    Ok(who.app.insights.figures(&permit, question).await?)
}

/// As many days of the month before as have passed of this one.
async fn same_days_before(who: &Who<UseAccount>, start: Day) -> Result<Option<Arc<Figures>>, Fault> {
    let table = calendar::periods(who.business.calendar, PeriodKind::Month, start.plus_days(-40), start);
    let found = table
        .index_of(start)
        .and_then(|index| index.checked_sub(1))
        .and_then(|index| Some((table.start(index)?, table.end(index)?)));
    let Some((first, last)) = found else { return Ok(None) };
    let figures = months(who, first.plus_days(who.today - start).min(last)).await?;
    Ok((figures.orders > 0).then_some(figures))
}

/// One figure of the strip.
#[derive(Serialize)]
pub(super) struct Kpi {
    label: String,
    value: String,
    unit: String,
    trend: Option<Trend>,
    note: String,
    how: Option<How>,
    href: String,
}

#[derive(Serialize)]
struct Trend {
    text: String,
    direction: &'static str,
    good: Option<bool>,
}

/// The strip: who comes back, who is lost, what is to come, what came in.
pub(super) async fn kpis(who: &Who<UseAccount>, seen: &Seen, slipping: &Slipping) -> Result<Vec<Kpi>, Fault> {
    let Some(month) = seen.month() else { return Ok(Vec::new()) };
    let before = seen.before.as_ref().and_then(|figures| figures.periods.last());
    let share = |name: &str, of: fn(&PeriodFigures) -> Option<f64>, more_is_better: bool, href: &str| Kpi {
        label: who.say(&format!("today-kpi-{name}"), &[]),
        value: of(month).map_or_else(|| "—".to_owned(), |share| who.reader.percent(share, 1)),
        unit: String::new(),
        trend: before.and_then(|before| points(who, of(month)?, of(before)?, before.start, more_is_better)),
        note: String::new(),
        how: Some(how::of(who, name)),
        href: href.to_owned(),
    };
    let (value, unit) = who.reader.amount_parts(money(who, month.revenue_minor));
    Ok(vec![
        share("repeat", |period| period.repeat_rate, true, "/insights?metric=repeat"),
        share("churn", |period| period.churn, false, "/insights/retention"),
        to_come(who, seen.fit.as_ref(), slipping),
        Kpi {
            label: who.say("today-kpi-revenue", &[("month", who.reader.month_name(month.start).into())]),
            value,
            unit,
            trend: before.and_then(|before| growth(who, month.revenue_minor, before.revenue_minor, before.start)),
            note: String::new(),
            how: Some(how::of(who, "revenue")),
            href: "/insights".to_owned(),
        },
    ])
}

/// What all customers are worth in the coming twelve months, and how much of it may be lost.
fn to_come(desk: &Desk, fit: Option<&FitReport>, slipping: &Slipping) -> Kpi {
    let fit = fit.filter(|fit| fit.basis == Basis::Model);
    let (value, unit) = fit.map_or_else(
        || ("—".to_owned(), String::new()),
        |fit| desk.reader.amount_parts(Money::new(fit.value_minor, fit.currency)),
    );
    let note = match fit {
        None => desk.say("today-kpi-value-none", &[]),
        Some(_) if slipping.at_risk_minor > 0 => desk.say(
            "today-kpi-at-risk",
            &[("amount", desk.reader.money_short(money(desk, slipping.at_risk_minor)).into())],
        ),
        Some(_) => String::new(),
    };
    Kpi {
        label: desk.say("today-kpi-value", &[]),
        value,
        unit,
        trend: None,
        note,
        how: Some(How {
            formula: desk.say("today-value-formula", &[]),
            window: desk.say("today-value-window", &[]),
            exclusions: desk.say("today-value-exclusions", &[]),
        }),
        href: if fit.is_some() { "/predictions" } else { "/models" }.to_owned(),
    }
}

fn money(desk: &Desk, minor: i64) -> Money {
    Money::new(minor, desk.reader.currency)
}

fn points(desk: &Desk, now: f64, before: f64, since: Day, more_is_better: bool) -> Option<Trend> {
    let change = now - before;
    let text = desk.reader.decimal((change * 100.0).abs(), 1);
    Some(trend(desk, "today-trend-points", text, change, since, more_is_better))
}

fn growth(desk: &Desk, now: i64, before: i64, since: Day) -> Option<Trend> {
    if before <= 0 {
        return None;
    }
    let change = (now - before) as f64 / before as f64;
    Some(trend(desk, "today-trend-share", desk.reader.percent(change.abs(), 0), change, since, true))
}

fn trend(desk: &Desk, key: &str, change_text: String, change: f64, since: Day, more_is_better: bool) -> Trend {
    let flat = change.abs() < 0.0005;
    Trend {
        text: desk.say(key, &[("change", change_text.into()), ("month", desk.reader.month_name(since).into())]),
        direction: if flat {
            "flat"
        } else if change > 0.0 {
            "up"
        } else {
            "down"
        },
        good: (!flat).then_some((change > 0.0) == more_is_better),
    }
}

/// One rung with how many stand on it.
#[derive(Serialize)]
pub(super) struct LadderBar {
    rung: &'static str,
    count: u64,
    share: f64,
    href: String,
}

/// The ladder as it stands.
pub(super) fn ladder(figures: &Figures) -> Vec<LadderBar> {
    let most = Rung::ALL.iter().map(|rung| figures.ladder.of(*rung)).max().unwrap_or(0).max(1);
    Rung::ALL
        .iter()
        .map(|rung| {
            let count = figures.ladder.of(*rung);
            LadderBar {
                rung: rung.as_str(),
                count,
                share: count as f64 / most as f64,
                href: format!("/customers?rung={}", rung.as_str()),
            }
        })
        .collect()
}
