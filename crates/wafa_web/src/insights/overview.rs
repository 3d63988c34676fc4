//! Overview: one page, the latest period against another, every figure with how it was computed.

use axum::response::Response;
use serde::Serialize;
use wafa_analytics::Figures;
use wafa_analytics::fold::period::PeriodFigures;
use wafa_kernel::policy::action::ReadInsights;
use wafa_kernel::{Day, Money, Rung};

use super::how;
use super::lens::{FilterRow, Lens};
use crate::ask::{Pairs, Path};
use crate::chart::{Chart, ChartView, Format, How, Series, Tone};
use crate::fault::Fault;
use crate::sheet::{Cell, Sheet};
use crate::who::{Desk, Who};

/// The figures that can stand in the big chart, with how they are written and whether more is better.
const METRICS: &[(&str, Format, bool)] = &[
    ("revenue", Format::Money, true),
    ("orders", Format::Number, true),
    ("customers", Format::Number, true),
    ("new", Format::Number, true),
    ("aov", Format::Money, true),
    ("frequency", Format::Decimal(2), true),
    ("repeat", Format::Percent(1), true),
    ("churn", Format::Percent(1), false),
];
/// How many of the latest periods the chart shows.
const PERIODS_SHOWN: usize = 24;

#[derive(Serialize)]
struct Kpi {
    name: &'static str,
    label: String,
    value: String,
    unit: String,
    trend: Option<Trend>,
    how: How,
    current: bool,
}

#[derive(Serialize)]
struct Trend {
    text: String,
    direction: &'static str,
    good: Option<bool>,
}

#[derive(Serialize)]
struct LadderBar {
    rung: &'static str,
    count: u64,
    share: f64,
    href: String,
}

#[derive(Serialize)]
struct Context {
    row: FilterRow,
    metric: &'static str,
    empty: bool,
    filtered_out: bool,
    period_label: String,
    partial: bool,
    compared_label: String,
    kpis: Vec<Kpi>,
    chart: Option<ChartView>,
    orders_chart: Option<ChartView>,
    ladder: Vec<LadderBar>,
    top8: Option<f64>,
    top20: Option<f64>,
    top_how: How,
    overall_repeat: Option<f64>,
    without_customer: u64,
    excluded: u64,
    as_of: Day,
}

/// The page.
pub async fn page(who: Who<ReadInsights>, Pairs(pairs): Pairs) -> Result<Response, Fault> {
    let lens = Lens::read(pairs, &who)?;
    let figures = lens.ask(&who, lens.as_of).await?;
    let latest = figures.periods.last().cloned();
    let compared = match &latest {
        Some(latest) => lens.ask_compared(&who, latest.start).await?,
        None => None,
    };
    let other = compared.as_ref().and_then(|figures| figures.periods.last());
    let metric = METRICS.iter().find(|(name, ..)| *name == lens.metric).or(METRICS.first()).copied().unwrap_or((
        "revenue",
        Format::Money,
        true,
    ));
    let label = |period: Option<&PeriodFigures>| {
        period.map(|period| who.reader.period_label(lens.period, period.start)).unwrap_or_default()
    };
    let context = Context {
        row: lens.row(&who).await?,
        metric: metric.0,
        empty: figures.orders == 0 && !lens.filtered,
        filtered_out: figures.orders == 0 && lens.filtered,
        period_label: label(latest.as_ref()),
        partial: latest.as_ref().is_some_and(|period| period.partial),
        compared_label: label(other),
        kpis: latest.as_ref().map(|latest| kpis(&who, latest, other, metric.0)).unwrap_or_default(),
        chart: latest.as_ref().map(|_| chart(&who, &lens, &figures, metric)),
        orders_chart: (!figures.order_number.is_empty()).then(|| orders_chart(&who, &figures)),
        ladder: ladder(&figures),
        top8: figures.top8_revenue_share,
        top20: figures.top20_revenue_share,
        top_how: how::of(&who, "top"),
        overall_repeat: figures.repeat_rate,
        without_customer: figures.without_customer.orders,
        excluded: figures.excluded.not_counting + figures.excluded.other_currency,
        as_of: lens.as_of,
    };
    who.page("insights", "insights/overview.html", &context)
}

/// The value of a figure in a period.
fn value(period: &PeriodFigures, metric: &str) -> Option<f64> {
    match metric {
        "orders" => Some(period.orders as f64),
        "customers" => Some(period.customers as f64),
        "new" => Some(period.new as f64),
        "aov" => period.aov_minor.map(|minor| minor as f64),
        "frequency" => period.purchase_frequency,
        "repeat" => period.repeat_rate,
        "churn" => period.churn,
        _ => Some(period.revenue_minor as f64),
    }
}

fn kpis(desk: &Desk, latest: &PeriodFigures, other: Option<&PeriodFigures>, current: &str) -> Vec<Kpi> {
    METRICS
        .iter()
        .map(|(name, format, more_is_better)| {
            let now = value(latest, name);
            let (value_text, unit) = written(desk, *format, now);
            Kpi {
                name,
                label: desk.say(&format!("metric-{name}"), &[]),
                value: value_text,
                unit,
                trend: other.and_then(|other| trend(desk, *format, now?, value(other, name)?, *more_is_better)),
                how: how::of(desk, name),
                current: *name == current,
            }
        })
        .collect()
}

/// A figure and its unit, short.
fn written(desk: &Desk, format: Format, value: Option<f64>) -> (String, String) {
    let Some(value) = value else { return ("—".to_owned(), String::new()) };
    match format {
        Format::Money => desk.reader.amount_parts(Money::new(value.round() as i64, desk.reader.currency)),
        Format::Percent(places) => (desk.reader.percent(value, places), String::new()),
        Format::Decimal(places) => (desk.reader.decimal(value, places), String::new()),
        Format::Number => (desk.reader.number(value.round() as i64), String::new()),
    }
}

/// Change against the other period: shares in points, everything else in per cent.
fn trend(desk: &Desk, format: Format, now: f64, before: f64, more_is_better: bool) -> Option<Trend> {
    let points = matches!(format, Format::Percent(_));
    let change = if points {
        now - before
    } else if before == 0.0 {
        return None;
    } else {
        (now - before) / before
    };
    let text = if points {
        desk.say("trend-points", &[("points", desk.reader.decimal((change * 100.0).abs(), 1).into())])
    } else {
        desk.reader.percent(change.abs(), 1)
    };
    let flat = change.abs() < 0.0005;
    let direction = if flat {
        "flat"
    } else if change > 0.0 {
        "up"
    } else {
        "down"
    };
    Some(Trend { text, direction, good: (!flat).then_some((change > 0.0) == more_is_better) })
}

fn chart(desk: &Desk, lens: &Lens, figures: &Figures, metric: (&'static str, Format, bool)) -> ChartView {
    let (name, format, _) = metric;
    let skip = figures.periods.len().saturating_sub(PERIODS_SHOWN);
    let shown: Vec<&PeriodFigures> = figures.periods.iter().skip(skip).collect();
    let labels = shown.iter().map(|period| desk.reader.period_label(lens.period, period.start)).collect();
    let title = desk.say(&format!("metric-{name}"), &[]);
    let mut drawn = if matches!(name, "revenue" | "orders" | "customers" | "new") {
        Chart::bars(labels)
    } else {
        Chart::lines(labels)
    }
    .format(format)
    .series(Series::new(title.clone(), shown.iter().map(|period| value(period, name)).collect()).tone(Tone::Accent));
    if figures.periods.last().is_some_and(|period| period.partial) {
        drawn = drawn.last_incomplete();
    }
    drawn
        .card("metric", title)
        .axis(desk.say(&format!("period-{}", lens.period.as_str()), &[]))
        .how(how::of(desk, name))
        .download(file_link(desk, "periods", "csv"), file_link(desk, "periods", "xlsx"))
        .finish(&desk.reader)
}

fn orders_chart(desk: &Desk, figures: &Figures) -> ChartView {
    let shown: Vec<_> = figures.order_number.iter().take(10).collect();
    let labels = shown.iter().map(|row| desk.say("order-nth", &[("n", row.n.into())])).collect();
    Chart::bars(labels)
        .format(Format::Percent(0))
        .series(
            Series::new(desk.say("order-next-rate", &[]), shown.iter().map(|row| row.next_rate).collect())
                .tone(Tone::Rung(4)),
        )
        .card("order-number", desk.say("order-number-title", &[]))
        .about(desk.say("order-number-about", &[]))
        .axis(desk.say("order-number-axis", &[]))
        .how(how::of(desk, "next"))
        .download(file_link(desk, "order-numbers", "csv"), file_link(desk, "order-numbers", "xlsx"))
        .finish(&desk.reader)
}

/// The address of a file with the filters of this page.
pub(super) fn file_link(desk: &Desk, name: &str, ending: &str) -> String {
    let query = desk.path.split_once('?').map_or("", |(_, query)| query);
    if query.is_empty() { format!("/insights/{name}/{ending}") } else { format!("/insights/{name}/{ending}?{query}") }
}

fn ladder(figures: &Figures) -> Vec<LadderBar> {
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

/// All periods as a file; amounts in minor units.
pub async fn file(who: Who<ReadInsights>, Path(ending): Path<String>, Pairs(pairs): Pairs) -> Result<Response, Fault> {
    let lens = Lens::read(pairs, &who)?;
    let figures = lens.ask(&who, lens.as_of).await?;
    let heads = [
        "key",
        "start",
        "end",
        "customers",
        "new",
        "returning",
        "orders",
        "revenue_minor",
        "aov_minor",
        "purchase_frequency",
        "repeat_rate",
        "retention",
        "churn",
    ];
    let rows = figures
        .periods
        .iter()
        .map(|period| -> Vec<Cell> {
            vec![
                period.key.clone().into(),
                period.start.into(),
                period.end.into(),
                period.customers.into(),
                period.new.into(),
                period.returning.into(),
                period.orders.into(),
                period.revenue_minor.into(),
                period.aov_minor.into(),
                period.purchase_frequency.into(),
                period.repeat_rate.into(),
                period.retention.into(),
                period.churn.into(),
            ]
        })
        .collect();
    Sheet { name: "periods", head: heads.map(str::to_owned).to_vec(), rows }.answer(&ending, &who.reader)
}

/// Figures by order number as a file.
pub async fn order_numbers(
    who: Who<ReadInsights>,
    Path(ending): Path<String>,
    Pairs(pairs): Pairs,
) -> Result<Response, Fault> {
    let lens = Lens::read(pairs, &who)?;
    let figures = lens.ask(&who, lens.as_of).await?;
    let rows = figures
        .order_number
        .iter()
        .map(|row| vec![(row.n as u64).into(), row.customers.into(), row.aov_minor.into(), row.next_rate.into()])
        .collect();
    let head = ["n", "customers", "aov_minor", "next_rate"].map(str::to_owned).to_vec();
    Sheet { name: "order-numbers", head, rows }.answer(&ending, &who.reader)
}
