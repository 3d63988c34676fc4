//! The figures of the day: this month beside the same days of the last one, yesterday, the past week.

use std::sync::Arc;

use wafa_analytics::fold::period::PeriodFigures;
use wafa_analytics::predict::{Basis, FitReport};
use wafa_analytics::{Figures, Question};
use wafa_kernel::policy::action::{ReadCustomers, ReadInsights, UseAccount};
use wafa_kernel::{Day, Money, PeriodKind, Periods};
use wafa_text::calendar;

use super::slipping::Slipping;
use crate::chart::How;
use crate::fault::Fault;
use crate::insights::card::{Kpi, Metric};
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
    let (from, to) = who.app.insights.reach(&permit, as_of, who.today).await?;
    let periods = calendar::periods(who.business.calendar, PeriodKind::Month, from, to);
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

/// The strip: who comes back, who is lost, what is to come, what came in.
pub(super) fn kpis(who: &Who<UseAccount>, seen: &Seen, slipping: &Slipping) -> Vec<Kpi> {
    let Some(month) = seen.month() else { return Vec::new() };
    let before = seen.before.as_ref().and_then(|figures| figures.periods.last());
    let card = |name: &str, href: &str| {
        Metric::named(name).card(who, month, before).against(who, before.map(|before| before.start)).href(href)
    };
    let revenue = who.say("today-kpi-revenue", &[("month", who.reader.month_name(month.start).into())]);
    vec![
        card("repeat", "/insights?metric=repeat").label(who.say("today-kpi-repeat", &[])),
        card("churn", "/insights/retention").label(who.say("today-kpi-churn", &[])),
        to_come(who, seen.fit.as_ref(), slipping),
        card("revenue", "/insights").label(revenue),
    ]
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
            &[("amount", desk.reader.money_short(Money::new(slipping.at_risk_minor, desk.reader.currency)).into())],
        ),
        Some(_) => String::new(),
    };
    Kpi {
        name: "value",
        label: desk.say("today-kpi-value", &[]),
        value,
        unit,
        trend: None,
        note,
        how: How {
            formula: desk.say("today-value-formula", &[]),
            window: desk.say("today-value-window", &[]),
            exclusions: desk.say("today-value-exclusions", &[]),
        },
        href: if fit.is_some() { "/predictions" } else { "/models" }.to_owned(),
    }
}
