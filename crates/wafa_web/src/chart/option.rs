//! ECharts options of line and bar charts (echarts.apache.org/en/option.html), and the table beside them.

use serde_json::{Value, json};
use wafa_kernel::DisplayUnit;
use wafa_text::reader::Reader;

use super::{Chart, Format, Kind, Series, Tone};

/// Colours of series that name none, in turn.
const TURNS: [Tone; 5] = [Tone::Accent, Tone::Info, Tone::Warn, Tone::Good, Tone::Bad];

/// (JSON for chart.js, heads of the table, rows of the table).
pub(super) type Drawn = (String, Vec<String>, Vec<Vec<String>>);

pub(super) fn chart(chart: &Chart, axis: &str, reader: &Reader) -> Drawn {
    let series: Vec<Value> = chart.series.iter().enumerate().flat_map(|(at, one)| drawn(chart, at, one)).collect();
    let names: Vec<&str> = chart.series.iter().map(|one| one.name.as_str()).collect();
    let option = json!({
        "grid": { "top": if chart.series.len() > 1 { 34 } else { 14 }, "bottom": 6, "left": 6, "right": 10, "containLabel": true },
        "xAxis": { "type": "category", "data": chart.labels, "boundaryGap": matches!(chart.kind, Kind::Bars | Kind::Stacked) },
        "yAxis": { "type": "value" },
        "series": series,
        "legend": if names.len() > 1 { json!({ "data": names }) } else { Value::Null },
    });
    let texts: Vec<Vec<Option<String>>> = chart
        .series
        .iter()
        .flat_map(|one| {
            let written: Vec<Option<String>> = written(chart, one, reader);
            // a line whose last point is incomplete is drawn as two series; both say the same
            if splits(chart, one) { vec![whole_part(&written), last_part(&written)] } else { vec![written] }
        })
        .collect();
    let data = json!({
        "option": option,
        "format": axis_format(chart.format, reader),
        "trigger": "axis",
        "texts": texts,
        "links": if chart.links.is_empty() { Value::Null } else { json!(chart.links) },
    });
    let head = std::iter::once(axis.to_owned()).chain(chart.series.iter().map(|one| one.name.clone())).collect();
    let rows = if chart.series.iter().all(|one| one.values.iter().all(Option::is_none)) {
        Vec::new()
    } else {
        rows(chart, reader)
    };
    (data.to_string(), head, rows)
}

fn rows(chart: &Chart, reader: &Reader) -> Vec<Vec<String>> {
    let columns: Vec<Vec<Option<String>>> = chart.series.iter().map(|one| written(chart, one, reader)).collect();
    chart
        .labels
        .iter()
        .enumerate()
        .map(|(at, label)| {
            let cells =
                columns.iter().map(|column| column.get(at).cloned().flatten().unwrap_or_else(|| "–".to_owned()));
            std::iter::once(label.clone()).chain(cells).collect()
        })
        .collect()
}

fn written(chart: &Chart, series: &Series, reader: &Reader) -> Vec<Option<String>> {
    series
        .values
        .iter()
        .map(|value| value.filter(|value| value.is_finite()).map(|value| chart.format.write(reader, value)))
        .collect()
}

/// Does this series end in a dotted piece?
fn splits(chart: &Chart, series: &Series) -> bool {
    chart.last_incomplete
        && !series.dashed
        && series.values.len() > 1
        && matches!(chart.kind, Kind::Lines | Kind::Areas)
}

/// All but the last point.
fn whole_part<T: Clone>(values: &[Option<T>]) -> Vec<Option<T>> {
    let last = values.len().saturating_sub(1);
    values.iter().enumerate().map(|(at, value)| value.clone().filter(|_| at < last)).collect()
}

/// Only the last point.
fn last_part<T: Clone>(values: &[Option<T>]) -> Vec<Option<T>> {
    let last = values.len().saturating_sub(1);
    values.iter().enumerate().map(|(at, value)| value.clone().filter(|_| at == last)).collect()
}

/// The last two points, so that the dotted piece meets the line.
fn tail(values: &[Option<f64>]) -> Vec<Option<f64>> {
    let from = values.len().saturating_sub(2);
    values.iter().enumerate().map(|(at, value)| value.filter(|_| at >= from)).collect()
}

fn drawn(chart: &Chart, at: usize, series: &Series) -> Vec<Value> {
    let tone = series.tone.unwrap_or_else(|| TURNS.get(at % TURNS.len()).copied().unwrap_or(Tone::Accent));
    let colour = if series.dashed && series.tone.is_none() { Tone::Ink.token() } else { tone.token() };
    match chart.kind {
        Kind::Bars | Kind::Stacked => vec![bars(chart, series, &colour)],
        Kind::Lines | Kind::Areas if splits(chart, series) => {
            let whole = line(chart, series, &colour, &whole_part(&series.values), "solid");
            vec![whole, line(chart, series, &colour, &tail(&series.values), "dotted")]
        }
        Kind::Lines | Kind::Areas => {
            vec![line(chart, series, &colour, &series.values, if series.dashed { "dashed" } else { "solid" })]
        }
    }
}

fn line(chart: &Chart, series: &Series, colour: &str, values: &[Option<f64>], stroke: &str) -> Value {
    let filled = chart.kind == Kind::Areas && !series.dashed;
    json!({
        "type": "line",
        "name": series.name,
        "data": values,
        "color": colour,
        "symbol": "circle",
        "symbolSize": 6,
        "showSymbol": stroke == "dotted" || (chart.labels.len() <= 12 && !series.dashed && !chart.steps),
        "step": if chart.steps { json!("end") } else { json!(false) },
        "lineStyle": { "width": if series.dashed { 1.5 } else { 2.5 }, "type": stroke },
        "areaStyle": if filled { json!({ "color": format!("{colour}/14") }) } else { Value::Null },
    })
}

fn bars(chart: &Chart, series: &Series, colour: &str) -> Value {
    let last = series.values.len().saturating_sub(1);
    let data: Vec<Value> = series
        .values
        .iter()
        .enumerate()
        .map(|(at, value)| match value {
            Some(value) if chart.last_incomplete && at == last => {
                json!({ "value": value, "itemStyle": { "color": format!("{colour}/35"), "borderColor": colour, "borderType": "dashed", "borderWidth": 1 } })
            }
            _ => json!(value),
        })
        .collect();
    let radius = if chart.kind == Kind::Stacked { json!(0) } else { json!([4, 4, 0, 0]) };
    json!({
        "type": "bar",
        "name": series.name,
        "data": data,
        "color": if series.dashed { format!("{colour}/40") } else { colour.to_owned() },
        "itemStyle": { "borderRadius": radius },
        "barMaxWidth": 36,
        "stack": if chart.kind == Kind::Stacked { json!("all") } else { Value::Null },
    })
}

/// How chart.js writes the numbers of the value axis.
pub(super) fn axis_format(format: Format, reader: &Reader) -> Value {
    match format {
        Format::Number => json!({ "kind": "number" }),
        Format::Decimal(places) => json!({ "kind": "decimal", "places": places }),
        Format::Percent(places) => json!({ "kind": "percent", "places": places }),
        Format::Money => {
            let toman = reader.unit == DisplayUnit::Toman && reader.currency == wafa_kernel::Currency::IRR;
            let divisor = if toman { 10 } else { reader.currency.minor_per_major() };
            json!({ "kind": "money", "divisor": divisor })
        }
    }
}
