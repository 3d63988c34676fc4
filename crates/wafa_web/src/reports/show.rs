//! An answer as a page shows it: picture, table, notes.

use serde::Serialize;
use wafa_analytics::report::{Breakdown, ChartKind, Figure, Key, Measure, ReportAnswer, ReportSpec};

use super::words::{self, Writing};
use crate::chart::{Chart, ChartView, How, Series};

/// Rows of the table on the page; files have all.
const ROWS_SHOWN: usize = 200;
/// Labels of a picture at most: more are no picture.
const LABELS_MOST: usize = 120;
/// Measures drawn together.
const TOGETHER: usize = 4;

/// A figure of a report without break-down.
#[derive(Debug, Serialize)]
pub(super) struct Total {
    label: String,
    value: String,
    how: How,
}

/// A report ready for the template.
#[derive(Serialize)]
pub(super) struct Shown {
    pub time: String,
    chart: Option<ChartView>,
    heads: Vec<String>,
    /// How many of the heads are break-downs.
    keys: usize,
    rows: Vec<Vec<String>>,
    total: Vec<String>,
    totals: Vec<Total>,
    /// Rows that only the files have.
    hidden: usize,
    pub empty: bool,
    notes: Vec<String>,
    hows: Vec<(String, How)>,
}

/// Writes an answer for a page.
pub(super) fn shown(writing: &Writing<'_>, spec: &ReportSpec, answer: &ReportAnswer, desk: &crate::who::Desk) -> Shown {
    let heads = answer.by.iter().map(|by| writing.by(*by));
    let row = |row: &wafa_analytics::report::ReportRow| {
        let keys = answer.by.iter().zip(&row.keys).map(|(by, key)| writing.key(*by, key));
        let figures =
            answer.measures.iter().zip(&row.figures).map(|(measure, figure)| writing.figure(*measure, *figure));
        keys.chain(figures).collect::<Vec<String>>()
    };
    let total = || answer.measures.iter().zip(&answer.total).map(|(measure, figure)| writing.figure(*measure, *figure));
    let heads_of = answer.measures.iter().map(|measure| writing.head(*measure));
    let totals = heads_of.clone().zip(total()).zip(&answer.measures);
    Shown {
        time: writing.time(answer),
        chart: chart(writing, spec, answer, desk),
        heads: heads.chain(heads_of.clone()).collect(),
        keys: answer.by.len(),
        rows: answer.rows.iter().take(ROWS_SHOWN).map(row).collect(),
        total: total().collect(),
        totals: totals.map(|((label, value), measure)| Total { label, value, how: how(desk, *measure) }).collect(),
        hidden: answer.rows.len().saturating_sub(ROWS_SHOWN),
        empty: !answer.by.is_empty() && answer.rows.is_empty(),
        notes: writing.notes(answer),
        hows: answer.measures.iter().map(|measure| (writing.head(*measure), how(desk, *measure))).collect(),
    }
}

/// How a measure is computed.
fn how(desk: &crate::who::Desk, measure: Measure) -> How {
    How {
        formula: desk.say(&format!("reports-how-{}", measure.as_str()), &[]),
        window: desk.say("reports-how-window", &[]),
        exclusions: desk.say("how-all-exclusions", &[]),
    }
}

fn chart(
    writing: &Writing<'_>,
    spec: &ReportSpec,
    answer: &ReportAnswer,
    desk: &crate::who::Desk,
) -> Option<ChartView> {
    let (by, measure) = (*answer.by.first()?, *answer.measures.first()?);
    if spec.chart == ChartKind::Table {
        return None;
    }
    let firsts = distinct(answer, 0);
    let skip = if by.length().is_some() { firsts.len().saturating_sub(LABELS_MOST) } else { 0 };
    let labels: Vec<&Key> = firsts.into_iter().skip(skip).take(LABELS_MOST).collect();
    let series = if answer.by.len() > 1 {
        by_second(writing, answer, &labels)
    } else {
        by_measure(writing, answer, &labels, measure)
    };
    let names = labels.iter().map(|key| writing.key(by, key)).collect();
    let drawn = match spec.chart {
        ChartKind::Line => Chart::lines(names),
        ChartKind::Stacked => Chart::stacked(names),
        _ => Chart::bars(names),
    };
    let drawn = series.into_iter().fold(drawn.format(words::format(measure)), Chart::series);
    let title = desk.say(&format!("reports-measure-{}", measure.as_str()), &[]);
    Some(drawn.card("report-chart", title).axis(writing.by(by)).how(how(desk, measure)).finish(writing.reader()))
}

/// The values of a break-down in the order of the rows.
fn distinct(answer: &ReportAnswer, at: usize) -> Vec<&Key> {
    let mut seen = std::collections::HashSet::new();
    let keys = answer.rows.iter().filter_map(|row| row.keys.get(at));
    let mut keys: Vec<&Key> = keys.filter(|key| seen.insert(format!("{key:?}"))).collect();
    // Periods may come in any order below another break-down.
    if keys.iter().all(|key| matches!(key, Key::Period { .. })) && at > 0 {
        keys.sort();
    }
    keys
}

fn by_second(writing: &Writing<'_>, answer: &ReportAnswer, labels: &[&Key]) -> Vec<Series> {
    let second = answer.by.get(1).copied().unwrap_or(Breakdown::Month);
    let mut figures = std::collections::HashMap::new();
    for row in &answer.rows {
        if let ([one, other], Some(figure)) = (row.keys.as_slice(), row.figures.first()) {
            figures.insert(format!("{one:?}{other:?}"), figure.map(Figure::number));
        }
    }
    distinct(answer, 1)
        .into_iter()
        .take(13)
        .map(|other| {
            let values = labels.iter().map(|one| figures.get(&format!("{one:?}{other:?}")).copied().flatten());
            Series::new(writing.key(second, other), values.collect())
        })
        .collect()
}

/// Measures of the first one's unit, drawn together.
fn by_measure(writing: &Writing<'_>, answer: &ReportAnswer, labels: &[&Key], first: Measure) -> Vec<Series> {
    // An average beside sums is a line on the ground.
    let fits = |measure: &Measure| {
        measure.unit() == first.unit() && (*measure == Measure::Average) == (first == Measure::Average)
    };
    let together = answer.measures.iter().enumerate().filter(|(_, measure)| fits(measure));
    together
        .take(TOGETHER)
        .map(|(at, measure)| {
            let value = |key: &&Key| {
                let row = answer.rows.iter().find(|row| row.keys.first() == Some(*key))?;
                row.figures.get(at).copied().flatten().map(Figure::number)
            };
            Series::new(writing.head(*measure), labels.iter().map(value).collect())
        })
        .collect()
}
