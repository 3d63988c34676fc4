//! A first look at a file: what it is, what its columns seem to mean, what has to be asked.

use std::path::Path;

use serde::Serialize;
use wafa_kernel::{CalendarKind, Currency, Day};

use super::columns::{Columns, value};
use super::guess;
use super::mapping::{ColumnRule, Mapping, Overwrite, Preset};
use super::meaning::Meaning;
use super::options::{DayOrder, Unit};
use crate::Error;
use crate::row::calendar::{DateStyle, detect};
use crate::source::detect::{Look, look};
use crate::source::{Format, Record, Shape, each_row};

/// Rows a first look reads.
pub(crate) const ROWS_CHECKED: usize = 1_000;
/// Rows shown.
const ROWS_SHOWN: usize = 20;

/// The digits a file is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Digits {
    Latin,
    Persian,
    Arabic,
    Mixed,
}

/// What the rows of a file are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FileKind {
    /// Orders, or lines of orders.
    Orders,
    /// Customers.
    Customers,
}

/// What a column seems to mean.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ColumnGuess {
    /// Its name.
    pub header: String,
    /// The guess.
    pub meaning: Meaning,
    /// How sure it is, 0–1; 0 for a column nobody knows.
    pub confidence: f64,
    /// Up to three values.
    pub samples: Vec<String>,
}

/// What a first look at a file says.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Inspection {
    /// Its format.
    pub format: Format,
    /// The encoding of its text, as people call it.
    pub encoding: String,
    /// What separates its cells, for text.
    pub separator: Option<char>,
    /// The sheet that is read, for workbooks.
    pub sheet: Option<String>,
    /// Names of the columns, made different where they repeat.
    pub header: Vec<String>,
    /// A guess for each column.
    pub columns: Vec<ColumnGuess>,
    /// The first rows.
    pub rows: Vec<Vec<String>>,
    /// How many rows this look read.
    pub rows_checked: u64,
    /// About how many rows there are.
    pub rows_estimate: u64,
    /// The digits it is written in.
    pub digits: Digits,
    /// The calendar of its dates.
    pub calendar: Option<CalendarKind>,
    /// The order of the parts of its dates.
    pub date_order: Option<DayOrder>,
    /// Day and month could be the other way round: ask.
    pub dates_ambiguous: bool,
    /// The currency its rows name.
    pub currency: Option<Currency>,
    /// The unit its header or amounts name; where none is named and the currency is IRR: ask.
    pub unit: Option<Unit>,
    /// One amount as it is written, to show what the unit would make of it.
    pub amount_sample: Option<String>,
    /// Whose export it looks like.
    pub preset: Preset,
    /// Names the header, for saved mappings.
    pub header_hash: String,
    /// A mapping saved for this header, with its name.
    pub saved: Option<(String, Mapping)>,
    /// What its rows are.
    pub kind: FileKind,
}

impl Inspection {
    /// The mapping to begin with: the saved one, or else the guesses.
    #[must_use]
    pub fn mapping(&self) -> Mapping {
        match &self.saved {
            Some((_, mapping)) => mapping.clone(),
            None => guessed(&self.columns),
        }
    }
}

fn guessed(columns: &[ColumnGuess]) -> Mapping {
    let known = columns.iter().filter(|column| column.confidence > 0.0);
    let rule = |meaning| ColumnRule { meaning, overwrite: Overwrite::default() };
    Mapping { columns: known.map(|column| (column.header.clone(), rule(column.meaning))).collect() }
}

/// Looks at a file. `preset` is what the person chose; Shopify's exports are recognised by themselves.
pub(crate) fn inspect(path: &Path, preset: Preset, today: Day) -> Result<Inspection, Error> {
    let seen = look(path, None)?;
    let shape = Shape::find(path, &seen)?;
    let mut rows: Vec<Record> = Vec::new();
    each_row(path, &shape, &mut |record| {
        rows.push(record.clone());
        Ok(rows.len() < ROWS_CHECKED)
    })?;
    let preset = if preset == Preset::Generic { guess::preset(&shape.header) } else { preset };
    let guesses = guess::columns(&shape.header, preset, &rows);
    let columns: Vec<ColumnGuess> = shape
        .header
        .iter()
        .zip(&guesses)
        .enumerate()
        .map(|(at, (header, (meaning, confidence)))| ColumnGuess {
            header: header.clone(),
            meaning: *meaning,
            confidence: *confidence,
            samples: samples(&rows, at),
        })
        .collect();
    let found = Columns::of(&shape.header, &guessed(&columns), false)?;
    let style = dates_of(&found, &rows, today, None, None);
    Ok(Inspection {
        format: shape.format,
        encoding: shape.encoding.name().to_owned(),
        separator: (shape.format == Format::Csv).then_some(shape.separator),
        sheet: (shape.format == Format::Xlsx).then(|| shape.sheet.clone()),
        rows: rows.iter().take(ROWS_SHOWN).map(|row| row.cells().map(str::to_owned).collect()).collect(),
        rows_checked: rows.len() as u64,
        rows_estimate: estimate(&seen, &rows),
        digits: digits_of(&rows),
        calendar: style.map(|style| style.calendar),
        date_order: style.map(|style| style.order),
        dates_ambiguous: style.is_some_and(|style| style.ambiguous),
        currency: first_of(&found, Meaning::Currency, &rows)
            .and_then(|text| crate::row::currency::read(&text, Currency::IRR))
            .map(|(currency, _)| currency),
        unit: unit_of(&shape.header, &found, &rows),
        amount_sample: [Meaning::Amount, Meaning::OrderTotal, Meaning::UnitPrice]
            .into_iter()
            .find_map(|meaning| first_of(&found, meaning, &rows)),
        preset,
        header_hash: Shape::header_hash(&shape.header),
        saved: None,
        kind: kind_of(&found),
        header: shape.header,
        columns,
    })
}

/// Rows with dates or amounts are orders.
pub(crate) fn kind_of(columns: &Columns) -> FileKind {
    let orders = [Meaning::Date, Meaning::Amount, Meaning::OrderTotal, Meaning::UnitPrice, Meaning::OrderId];
    if orders.into_iter().any(|meaning| columns.has(meaning)) { FileKind::Orders } else { FileKind::Customers }
}

/// How the dates of the rows are written, among the ways somebody chose.
pub(crate) fn dates_of(
    columns: &Columns,
    rows: &[Record],
    today: Day,
    calendar: Option<CalendarKind>,
    order: Option<DayOrder>,
) -> Option<DateStyle> {
    let meaning = if columns.has(Meaning::Date) { Meaning::Date } else { Meaning::BirthDate };
    let texts = rows.iter().filter_map(|row| columns.find(meaning, row)).map(|(_, text)| text);
    detect(texts, today, calendar, order)
}

fn samples(rows: &[Record], at: usize) -> Vec<String> {
    let mut samples: Vec<String> = Vec::new();
    for row in rows {
        let text = value(row.cell(at));
        if !text.is_empty() && !samples.iter().any(|known| known == text) {
            samples.push(text.chars().take(80).collect());
        }
        if samples.len() == 3 {
            break;
        }
    }
    samples
}

fn first_of(columns: &Columns, meaning: Meaning, rows: &[Record]) -> Option<String> {
    rows.iter().find_map(|row| columns.find(meaning, row)).map(|(_, text)| text.to_owned())
}

fn unit_of(header: &[String], columns: &Columns, rows: &[Record]) -> Option<Unit> {
    let amounts = [Meaning::Amount, Meaning::OrderTotal, Meaning::UnitPrice, Meaning::Currency];
    let names = amounts.into_iter().flat_map(|meaning| columns.places(meaning)).filter_map(|at| header.get(*at));
    let values = amounts.into_iter().filter_map(|meaning| first_of(columns, meaning, rows));
    names.cloned().chain(values).find_map(|text| crate::row::amount::unit_named(&text))
}

fn digits_of(rows: &[Record]) -> Digits {
    let (mut latin, mut persian, mut arabic) = (false, false, false);
    for letter in rows.iter().flat_map(Record::cells).flat_map(str::chars) {
        latin |= letter.is_ascii_digit();
        persian |= matches!(letter, '۰'..='۹');
        arabic |= matches!(letter, '٠'..='٩');
    }
    match (latin, persian, arabic) {
        (_, false, false) => Digits::Latin,
        (false, true, false) => Digits::Persian,
        (false, false, true) => Digits::Arabic,
        _ => Digits::Mixed,
    }
}

/// About how many rows a file has, from the rows read so far and its size.
pub(crate) fn estimate(seen: &Look, rows: &[Record]) -> u64 {
    if rows.len() < ROWS_CHECKED {
        return rows.len() as u64;
    }
    let bytes: usize = rows.iter().flat_map(Record::cells).map(|cell| cell.len() + 1).sum();
    let bytes_each = match seen.format {
        Format::Csv => bytes as f64 / rows.len() as f64,
        // A workbook is packed; about a fifth of its text remains.
        Format::Xlsx => bytes as f64 / rows.len() as f64 * 0.6,
    };
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let rows = (seen.bytes as f64 / bytes_each.max(1.0)) as u64;
    rows.max(ROWS_CHECKED as u64)
}
