//! Reports as files: CSV and XLSX in the reader's words, Parquet and the API's CSV with the names of the JSON.

use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use wafa_analytics::report::{self, Breakdown, Key, ReportAnswer, Unit};
use wafa_text::reader::Reader;

use super::words::Writing;
use crate::fault::Fault;
use crate::sheet::{Cell, Sheet};

/// Whether a break-down has the first day of its periods in a column of its own.
fn has_start(by: Breakdown) -> bool {
    (by.length().is_some() && by != Breakdown::Day) || by == Breakdown::Cohort
}

/// As a file of the kind the path ends with: `csv`, `xlsx` or `parquet`.
pub(super) fn file(writing: &Writing<'_>, answer: &ReportAnswer, ending: &str) -> Result<Response, Fault> {
    if ending == "parquet" {
        return parquet(answer);
    }
    let mut head = Vec::new();
    for by in &answer.by {
        head.push(writing.by(*by));
        if has_start(*by) {
            head.push(writing.first_day());
        }
    }
    head.extend(answer.measures.iter().map(|measure| writing.head(*measure)));
    let mut rows: Vec<Vec<Cell>> = answer.rows.iter().map(|row| row_cells(writing, answer, row)).collect();
    if answer.by.is_empty() {
        let total = answer.measures.iter().zip(&answer.total);
        rows.push(total.map(|(measure, figure)| writing.cell(*measure, *figure)).collect());
    }
    Sheet { name: "report", head, rows }.answer(ending, writing.reader())
}

fn row_cells(writing: &Writing<'_>, answer: &ReportAnswer, row: &report::ReportRow) -> Vec<Cell> {
    let mut cells = Vec::new();
    for (by, key) in answer.by.iter().zip(&row.keys) {
        let start = match key {
            Key::Period { start, .. } => Some(*start),
            _ => None,
        };
        match start {
            Some(start) if *by == Breakdown::Day => cells.push(Cell::Day(start)),
            // The marks that keep a Latin name in order on a page are letters nobody sees in a file.
            _ => cells.push(Cell::Text(writing.key(*by, key).replace(['\u{2068}', '\u{2069}'], ""))),
        }
        if has_start(*by) {
            cells.push(start.into());
        }
    }
    let figures = answer.measures.iter().zip(&row.figures);
    cells.extend(figures.map(|(measure, figure)| writing.cell(*measure, *figure)));
    cells
}

fn parquet(answer: &ReportAnswer) -> Result<Response, Fault> {
    let mut response = report::parquet(answer)?.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/vnd.apache.parquet"));
    let name = HeaderValue::from_static("attachment; filename=\"report.parquet\"");
    headers.insert(header::CONTENT_DISPOSITION, name);
    Ok(response)
}

/// A file for programs and the command line: `csv`, `xlsx` or `parquet`, with the names of the JSON.
///
/// # Errors
/// Not found for another kind; internal when the file cannot be built.
pub fn bytes(answer: &ReportAnswer, kind: &str, reader: &Reader) -> Result<Vec<u8>, Fault> {
    match kind {
        "csv" => plain(answer).csv(),
        "xlsx" => plain(answer).xlsx(reader).map_err(Fault::internal),
        "parquet" => Ok(report::parquet(answer)?),
        _ => Err(Fault::not_found()),
    }
}

/// The rows for programs: names of the JSON, amounts in minor units, days as ISO dates.
#[must_use]
pub fn plain(answer: &ReportAnswer) -> Sheet {
    let head = answer.by.iter().map(|by| by.as_str().to_owned());
    let head = head.chain(answer.measures.iter().map(|measure| measure.as_str().to_owned())).collect();
    let key = |key: &Key| match key {
        Key::Period { key, .. } | Key::Value(key) => Cell::Text(key.clone()),
        Key::Unknown => Cell::Empty,
        Key::Others => Cell::Text("(others)".to_owned()),
    };
    let figure = |figure: &Option<report::Figure>| match figure {
        Some(report::Figure::Whole(whole)) => Cell::Int(*whole),
        Some(report::Figure::Real(real)) => Cell::Real(*real),
        None => Cell::Empty,
    };
    let mut rows: Vec<Vec<Cell>> = answer
        .rows
        .iter()
        .map(|row| row.keys.iter().map(key).chain(row.figures.iter().map(figure)).collect())
        .collect();
    if answer.by.is_empty() {
        rows.push(answer.total.iter().map(figure).collect());
    }
    Sheet { name: "report", head, rows }
}

/// An answer as JSON of the API and the command line.
#[must_use]
pub fn json(answer: &ReportAnswer) -> serde_json::Value {
    use serde_json::{Map, Value, json};
    let figures = |figures: &[Option<report::Figure>]| -> Value {
        let named = answer.measures.iter().zip(figures);
        named.map(|(measure, figure)| (measure.as_str().to_owned(), json!(figure))).collect::<Map<_, _>>().into()
    };
    let row = |row: &report::ReportRow| {
        let mut by = Map::new();
        let mut starts = Map::new();
        let mut others = Vec::new();
        for (name, key) in answer.by.iter().zip(&row.keys) {
            let value = match key {
                Key::Period { key, start } => {
                    starts.insert(name.as_str().to_owned(), json!(start.to_string()));
                    json!(key)
                }
                Key::Value(word) => json!(word),
                Key::Unknown => Value::Null,
                Key::Others => {
                    others.push(name.as_str());
                    Value::Null
                }
            };
            by.insert(name.as_str().to_owned(), value);
        }
        json!({ "by": by, "starts": starts, "others": others, "figures": figures(&row.figures) })
    };
    let unit = |unit: Unit| serde_json::to_value(unit).unwrap_or_default();
    json!({
        "from": answer.from.to_string(),
        "to": answer.to.to_string(),
        "currency": answer.currency,
        "by": answer.by,
        "measures": answer.measures.iter().map(|one| json!({ "name": one, "unit": unit(one.unit()) })).collect::<Vec<_>>(),
        "rows": answer.rows.iter().map(row).collect::<Vec<_>>(),
        "total": figures(&answer.total),
        "left_out": answer.left_out,
        "notes": answer.notes,
    })
}
