//! Retention and cohorts: who came when, and how many of them came again; the cohort map in count, per cent or money.

use axum::response::Response;
use serde::Serialize;
use wafa_analytics::Figures;
use wafa_analytics::fold::cohort::Cohort;
use wafa_kernel::policy::action::ReadInsights;
use wafa_kernel::{Money, PeriodKind};

use super::how;
use super::lens::{FilterRow, Lens};
use super::overview::file_link;
use crate::ask::{Pairs, Path};
use crate::chart::{Chart, ChartView, CohortCell, CohortMap, CohortRow, Format, How, Series, Tone};
use crate::fault::Fault;
use crate::sheet::{Cell, Sheet};
use crate::who::{Desk, Who};

/// Groups and periods shown; the file has all.
const SHOWN: usize = 18;

#[derive(Serialize)]
struct Context {
    row: FilterRow,
    measure: &'static str,
    empty: bool,
    map: CohortMap,
    groups: &'static str,
    earlier: u64,
    how: How,
    chart: Option<ChartView>,
    retention: Option<f64>,
    churn: Option<f64>,
    retention_how: How,
    csv: String,
    xlsx: String,
    window_days: u32,
}

/// The page.
pub async fn page(who: Who<ReadInsights>, Pairs(pairs): Pairs) -> Result<Response, Fault> {
    let lens = grouped(Lens::read(pairs, &who)?);
    let figures = lens.ask(&who, lens.as_of).await?;
    let measure = match lens.measure.as_str() {
        "customers" => "customers",
        "money" => "money",
        _ => "percent",
    };
    let complete = figures.periods.iter().rev().find(|period| !period.partial && period.retention.is_some());
    let context = Context {
        row: lens.row(&who).await?,
        measure,
        empty: figures.cohorts.is_empty(),
        map: map(&who, lens.groups, &figures, measure),
        groups: lens.groups.as_str(),
        earlier: figures.customers.saturating_sub(figures.cohorts.iter().map(|group| group.size).sum()),
        how: how::of(&who, "cohort"),
        chart: (!figures.periods.is_empty()).then(|| chart(&who, &lens, &figures)),
        retention: complete.and_then(|period| period.retention),
        churn: complete.and_then(|period| period.churn),
        retention_how: how::of(&who, "retention"),
        csv: file_link(&who, "cohorts", "csv"),
        xlsx: file_link(&who, "cohorts", "xlsx"),
        window_days: who.business.inactivity_days,
    };
    who.page("retention", "insights/retention.html", &context)
}

/// On these pages one length goes for the chart and for the groups.
fn grouped(mut lens: Lens) -> Lens {
    lens.groups = lens.period;
    lens
}

fn chart(desk: &Desk, lens: &Lens, figures: &Figures) -> ChartView {
    let shown: Vec<_> = figures.periods.iter().filter(|period| !period.partial).collect();
    let shown = shown.get(shown.len().saturating_sub(24)..).unwrap_or_default();
    let labels = shown.iter().map(|period| desk.reader.period_label(lens.period, period.start)).collect();
    Chart::lines(labels)
        .format(Format::Percent(1))
        .series(
            Series::new(desk.say("metric-retention", &[]), shown.iter().map(|period| period.retention).collect())
                .tone(Tone::Good),
        )
        .series(
            Series::new(desk.say("metric-repeat", &[]), shown.iter().map(|period| period.repeat_rate).collect())
                .tone(Tone::Rung(4)),
        )
        .card("retention", desk.say("retention-chart-title", &[]))
        .axis(desk.say(&format!("period-{}", lens.period.as_str()), &[]))
        .how(how::of(desk, "retention"))
        .download(file_link(desk, "periods", "csv"), file_link(desk, "periods", "xlsx"))
        .finish(&desk.reader)
}

/// The heat map of the latest groups.
fn map(desk: &Desk, period: PeriodKind, figures: &Figures, measure: &'static str) -> CohortMap {
    let skip = figures.cohorts.len().saturating_sub(SHOWN);
    let groups: Vec<&Cohort> = figures.cohorts.iter().skip(skip).collect();
    let columns = groups.iter().map(|group| group.cells.len()).max().unwrap_or(0).min(SHOWN);
    let most = groups
        .iter()
        .flat_map(|group| group.cells.iter().filter(|cell| cell.offset > 0).map(|cell| strength(group, cell, measure)))
        .fold(0.0, f64::max);
    let rows = groups
        .iter()
        .map(|group| CohortRow {
            label: desk.reader.period_label(period, group.start),
            size: desk.reader.number(i64::try_from(group.size).unwrap_or(i64::MAX)),
            href: String::new(),
            cells: (0..columns)
                .map(|offset| {
                    let cell = group.cells.get(offset)?;
                    let incomplete = offset + 1 == group.cells.len();
                    let share = if offset == 0 {
                        1.0
                    } else if most > 0.0 {
                        strength(group, cell, measure) / most * 0.8
                    } else {
                        0.0
                    };
                    Some(CohortCell { text: text(desk, group, cell, measure), share, incomplete })
                })
                .collect(),
        })
        .collect();
    CohortMap {
        caption: desk.say(&format!("cohort-caption-{}", period.as_str()), &[]),
        measure: measure.to_owned(),
        columns: (0..columns).map(|offset| desk.reader.number(i64::try_from(offset).unwrap_or_default())).collect(),
        rows,
        average: average(desk, &groups, columns, measure),
    }
}

type Of = wafa_analytics::fold::cohort::CohortCell;

fn strength(group: &Cohort, cell: &Of, measure: &str) -> f64 {
    match measure {
        "money" => (cell.revenue_minor.max(0)) as f64,
        "customers" => cell.customers as f64,
        _ => cell.customers as f64 / (group.size.max(1)) as f64,
    }
}

fn text(desk: &Desk, group: &Cohort, cell: &Of, measure: &str) -> String {
    match measure {
        "money" => desk.reader.amount_parts(Money::new(cell.revenue_minor, desk.reader.currency)).0,
        "customers" => desk.reader.number(i64::try_from(cell.customers).unwrap_or(i64::MAX)),
        _ => desk.reader.percent(cell.customers as f64 / (group.size.max(1)) as f64, 0),
    }
}

/// Mean over the groups whose period with this offset is over, weighted by their size.
fn average(desk: &Desk, groups: &[&Cohort], columns: usize, measure: &str) -> Vec<Option<CohortCell>> {
    if measure != "percent" {
        return Vec::new();
    }
    (0..columns)
        .map(|offset| {
            let over: Vec<_> = groups.iter().filter(|group| group.cells.len() > offset + 1).collect();
            let size: u64 = over.iter().map(|group| group.size).sum();
            let came: u64 = over.iter().filter_map(|group| group.cells.get(offset)).map(|cell| cell.customers).sum();
            (size > 0).then(|| CohortCell {
                text: desk.reader.percent(came as f64 / size as f64, 0),
                share: 0.0,
                incomplete: false,
            })
        })
        .collect()
}

/// All groups as a file, one row per group and period.
pub async fn file(who: Who<ReadInsights>, Path(ending): Path<String>, Pairs(pairs): Pairs) -> Result<Response, Fault> {
    let lens = grouped(Lens::read(pairs, &who)?);
    let figures = lens.ask(&who, lens.as_of).await?;
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    for group in &figures.cohorts {
        for cell in &group.cells {
            rows.push(vec![
                group.cohort.clone().into(),
                group.size.into(),
                i64::try_from(cell.offset).unwrap_or(i64::MAX).into(),
                cell.customers.into(),
                cell.orders.into(),
                cell.revenue_minor.into(),
            ]);
        }
    }
    let head = ["cohort", "size", "offset", "customers", "orders", "revenue_minor"].map(str::to_owned).to_vec();
    Sheet { name: "cohorts", head, rows }.answer(&ending, &who.reader)
}
