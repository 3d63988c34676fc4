//! Rows of a table, column by column: on their way from the database into a file, and from files into another.

use std::ops::Range;

use parquet::data_type::ByteArray;
use wafa_db::{DbError, Row, Value};
use wafa_kernel::{Day, Moment};

use super::table::{Column, FactRow, Shape, TableKind};

/// A day that is never later than the local one, wherever the business is.
const WESTERNMOST_MS: i64 = 12 * 3_600_000;

/// The values of one column.
#[derive(Debug, Clone)]
pub(super) enum Cells {
    Long(Vec<i64>),
    Int(Vec<i32>),
    Text(Vec<ByteArray>),
    Flag(Vec<bool>),
}

impl Cells {
    fn new(shape: Shape) -> Self {
        match shape {
            Shape::Long => Self::Long(Vec::new()),
            Shape::Int => Self::Int(Vec::new()),
            Shape::Text => Self::Text(Vec::new()),
            Shape::Flag => Self::Flag(Vec::new()),
        }
    }
    fn len(&self) -> usize {
        match self {
            Self::Long(cells) => cells.len(),
            Self::Int(cells) => cells.len(),
            Self::Text(cells) => cells.len(),
            Self::Flag(cells) => cells.len(),
        }
    }
    fn clear(&mut self) {
        match self {
            Self::Long(cells) => cells.clear(),
            Self::Int(cells) => cells.clear(),
            Self::Text(cells) => cells.clear(),
            Self::Flag(cells) => cells.clear(),
        }
    }
    fn append(&mut self, from: &Self, rows: Range<usize>) {
        match (self, from) {
            (Self::Long(to), Self::Long(from)) => to.extend_from_slice(from.get(rows).unwrap_or_default()),
            (Self::Int(to), Self::Int(from)) => to.extend_from_slice(from.get(rows).unwrap_or_default()),
            (Self::Text(to), Self::Text(from)) => to.extend_from_slice(from.get(rows).unwrap_or_default()),
            (Self::Flag(to), Self::Flag(from)) => to.extend_from_slice(from.get(rows).unwrap_or_default()),
            // Columns of one table have one shape.
            _ => {}
        }
    }
    fn reorder(&mut self, order: &[usize]) {
        match self {
            Self::Long(cells) => *cells = order.iter().filter_map(|at| cells.get(*at).copied()).collect(),
            Self::Int(cells) => *cells = order.iter().filter_map(|at| cells.get(*at).copied()).collect(),
            Self::Text(cells) => *cells = order.iter().filter_map(|at| cells.get(*at).cloned()).collect(),
            Self::Flag(cells) => *cells = order.iter().filter_map(|at| cells.get(*at).copied()).collect(),
        }
    }
    /// A value as a number, for sorting and merging.
    fn number(&self, at: usize) -> i64 {
        match self {
            Self::Long(cells) => cells.get(at).copied().unwrap_or_default(),
            Self::Int(cells) => cells.get(at).copied().map(i64::from).unwrap_or_default(),
            Self::Text(_) | Self::Flag(_) => 0,
        }
    }
    fn push(&mut self, column: Column, value: Value) -> Result<(), DbError> {
        let found = match &value {
            Value::Null => "null",
            Value::Int(_) => "integer",
            Value::Text(_) => "text",
            _ => "another type",
        };
        match (self, value) {
            (Self::Long(cells), Value::Int(whole)) => cells.push(whole),
            (Self::Int(cells), Value::Int(whole)) if column == Column::Since => {
                cells.push(Moment::from_ms(whole).plus_ms(-WESTERNMOST_MS).utc_day().number());
            }
            (Self::Int(cells), Value::Int(whole)) if column == Column::UtcDay => {
                cells.push(Moment::from_ms(whole).utc_day().number());
            }
            (Self::Int(cells), Value::Int(whole)) => cells.push(i32::try_from(whole).unwrap_or_default()),
            (Self::Text(cells), Value::Text(text)) => cells.push(ByteArray::from(text.into_bytes())),
            (Self::Flag(cells), Value::Bool(flag)) => cells.push(flag),
            (Self::Flag(cells), Value::Int(whole)) => cells.push(whole != 0),
            // An order, product or source that is not named.
            (Self::Long(cells), Value::Null) => cells.push(0),
            (Self::Text(cells), Value::Null) => cells.push(ByteArray::from("")),
            _ => return Err(DbError::Shape { column: column as usize, expected: "a fact", found }),
        }
        Ok(())
    }
}

/// Rows of one table.
#[derive(Debug, Clone)]
pub(super) struct Batch {
    pub table: TableKind,
    pub columns: Vec<Cells>,
}

impl Batch {
    pub fn new(table: TableKind) -> Self {
        Self { table, columns: table.columns().iter().map(|column| Cells::new(column.shape())).collect() }
    }
    pub fn of_rows(table: TableKind, rows: &[FactRow]) -> Self {
        let cells = |column: &Column| match column.shape() {
            Shape::Long => Cells::Long(rows.iter().map(|row| row.long(*column)).collect()),
            Shape::Int => Cells::Int(rows.iter().map(|row| row.int(*column)).collect()),
            Shape::Text => Cells::Text(rows.iter().map(|row| row.text(*column)).collect()),
            Shape::Flag => Cells::Flag(rows.iter().map(|row| row.counts).collect()),
        };
        Self { table, columns: table.columns().iter().map(cells).collect() }
    }
    pub fn column(&self, column: Column) -> Option<&Cells> {
        self.columns.get(self.table.position(column)?)
    }
    pub fn len(&self) -> usize {
        self.columns.first().map_or(0, Cells::len)
    }
    pub fn clear(&mut self) {
        self.columns.iter_mut().for_each(Cells::clear);
    }
    /// Adds a row of the database, its columns in the order of the table's.
    pub fn push(&mut self, row: Row) -> Result<(), DbError> {
        for ((cells, column), value) in self.columns.iter_mut().zip(self.table.columns()).zip(row.into_values()) {
            cells.push(*column, value)?;
        }
        Ok(())
    }
    pub fn append(&mut self, from: &Self, rows: Range<usize>) {
        for (to, from) in self.columns.iter_mut().zip(&from.columns) {
            to.append(from, rows.clone());
        }
    }
    /// By what runs are merged: the customer, or the day of nobody's rows.
    pub fn subject(&self, at: usize) -> i64 {
        self.columns.get(self.table.subject()).map_or(0, |cells| cells.number(at))
    }
    /// The first row from `at` on that belongs to another subject.
    pub fn end_of_subject(&self, at: usize) -> usize {
        let subject = self.subject(at);
        (at..self.len()).find(|row| self.subject(*row) != subject).unwrap_or(self.len())
    }
    /// Puts rows in order of customer, day, time and id.
    pub fn sort(&mut self) {
        let keys: Vec<[i64; 5]> = (0..self.len()).map(|at| self.key(at)).collect();
        if keys.is_sorted() {
            return;
        }
        let mut order: Vec<usize> = (0..keys.len()).collect();
        order.sort_by_key(|at| keys.get(*at).copied());
        self.columns.iter_mut().for_each(|cells| cells.reorder(&order));
    }
    fn key(&self, at: usize) -> [i64; 5] {
        // Texts are 0 here: customer, day, time, order and line, or customer, day, time and id.
        std::array::from_fn(|column| self.columns.get(column).map_or(0, |cells| cells.number(at)))
    }
    /// Days on which money moved: orders that count and returns.
    pub fn money_days(&self) -> impl Iterator<Item = Day> + '_ {
        let counts = self.table.position(Column::Counts).and_then(|at| self.columns.get(at));
        let days = match (self.table, self.columns.get(1)) {
            (TableKind::Orders | TableKind::Returns, Some(Cells::Int(days))) => days.as_slice(),
            _ => &[],
        };
        days.iter().enumerate().filter_map(move |(at, on)| match counts {
            Some(Cells::Flag(flags)) if flags.get(at) == Some(&false) => None,
            _ => Some(Day::from_number(*on)),
        })
    }
}
