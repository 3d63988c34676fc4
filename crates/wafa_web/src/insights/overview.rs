//! Overview: one page, the latest period against another, every figure with how it was computed.

use axum::response::Response;
use serde::Serialize;
use wafa_analytics::Figures;
use wafa_analytics::fold::period::PeriodFigures;
use wafa_kernel::Day;
use wafa_kernel::policy::action::ReadInsights;

use super::card::{self, Kpi, LadderBar, METRICS, Metric};
use super::how;
use super::lens::{FilterRow, Lens};
use crate::ask::{Pairs, Path};
use crate::chart::{Chart, ChartView, Format, How, Series, Tone};
use crate::fault::Fault;
use crate::sheet::{Cell, Sheet};
use crate::who::{Desk, Who};

/// How many of the latest periods the chart shows.
const PERIODS_SHOWN: usize = 24;

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
    let metric = Metric::named(&lens.metric);
    let label = |period: Option<&PeriodFigures>| {
        period.map(|period| who.reader.period_label(lens.period, period.start)).unwrap_or_default()
    };
    let context = Context {
        row: lens.row(&who).await?,
        metric: metric.name,
        empty: figures.orders == 0 && !lens.filtered,
        filtered_out: figures.orders == 0 && lens.filtered,
        period_label: label(latest.as_ref()),
        partial: latest.as_ref().is_some_and(|period| period.partial),
        compared_label: label(other),
        kpis: latest.as_ref().map(|latest| kpis(&who, latest, other)).unwrap_or_default(),
        chart: latest.as_ref().map(|_| chart(&who, &lens, &figures, metric)),
        orders_chart: (!figures.order_number.is_empty()).then(|| orders_chart(&who, &figures)),
        ladder: card::ladder(&figures),
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

fn kpis(desk: &Desk, latest: &PeriodFigures, other: Option<&PeriodFigures>) -> Vec<Kpi> {
    METRICS.iter().map(|metric| metric.card(desk, latest, other)).collect()
}

fn chart(desk: &Desk, lens: &Lens, figures: &Figures, metric: Metric) -> ChartView {
    let name = metric.name;
    let skip = figures.periods.len().saturating_sub(PERIODS_SHOWN);
    let shown: Vec<&PeriodFigures> = figures.periods.iter().skip(skip).collect();
    let labels = shown.iter().map(|period| desk.reader.period_label(lens.period, period.start)).collect();
    let title = desk.say(&format!("metric-{name}"), &[]);
    let values = shown.iter().map(|period| metric.value(period)).collect();
    let mut drawn = if metric.is_sum { Chart::bars(labels) } else { Chart::lines(labels) }
        .format(metric.format)
        .series(Series::new(title.clone(), values).tone(Tone::Accent));
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
