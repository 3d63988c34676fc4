//! `wafa insights`: the figures of retention as of a day.

use anyhow::Context;
use wafa_analytics::{Figures, Question};
use wafa_kernel::policy::Policy;
use wafa_kernel::{Business, Day, PeriodKind};
use wafa_text::calendar;
use wafa_web::App;

use super::{say, say_json};
use crate::cli;
use crate::config::Config;
use crate::shop;

/// Prints the figures.
pub async fn run(config: Config, options: &cli::Insights) -> anyhow::Result<()> {
    let app = shop::open_existing(&config.over(&options.store)).await?;
    let mut business = app.business().await.map_err(|fault| anyhow::anyhow!("{}", fault.code()))?.as_ref().clone();
    if let Some(kind) = options.calendar.filter(|kind| *kind != business.calendar) {
        (business.calendar, business.week_starts) = (kind, calendar::week_starts(kind));
    }
    if let Some(days) = options.inactivity_days {
        business.inactivity_days = days;
    }
    let as_of = match options.as_of {
        Some(day) => day,
        None => app.today(&business),
    };
    let figures = figures(&app, &business, as_of, options.period, options.cohorts).await?;
    if options.json {
        return say_json(&figures);
    }
    table(&figures)
}

/// Asks for everything up to a day.
pub async fn figures(
    app: &App,
    business: &Business,
    as_of: Day,
    period: PeriodKind,
    cohorts: PeriodKind,
) -> anyhow::Result<Figures> {
    let permit = Policy::system("cli");
    let (from, to) = app.insights.reach(&permit, as_of, app.today(business)).await?;
    let periods = calendar::periods_of(business, business.calendar, period, from, to);
    let groups = calendar::periods_of(business, business.calendar, cohorts, from, to);
    let (rules, _) = app.customers.rules(&Policy::system("cli")).await?;
    let question = Question::new(as_of, periods, groups, business, rules);
    let figures = app.insights.figures(&permit, question).await.context("the figures cannot be computed")?;
    Ok(figures.as_ref().clone())
}

fn table(figures: &Figures) -> anyhow::Result<()> {
    let share = |value: Option<f64>| value.map_or_else(|| "-".to_owned(), |value| format!("{:.1} %", value * 100.0));
    say(&format!(
        "as of {}: {} customers, {} orders, revenue {} {} (minor units), repeat rate {}",
        figures.as_of,
        figures.customers,
        figures.orders,
        figures.revenue_minor,
        figures.currency,
        share(figures.repeat_rate)
    ))?;
    say("period start  customers    new  returning  orders  revenue_minor  repeat  churn")?;
    for period in &figures.periods {
        say(&format!(
            "{}  {:>9}  {:>5}  {:>9}  {:>6}  {:>13}  {:>6}  {:>6}",
            period.start,
            period.customers,
            period.new,
            period.returning,
            period.orders,
            period.revenue_minor,
            share(period.repeat_rate),
            share(period.churn)
        ))?;
    }
    Ok(())
}
