//! What the files of the lake hold, and of which state of the facts.

use std::path::Path;

use serde::{Deserialize, Serialize};
use wafa_kernel::{Day, Moment};

use super::choices::Choices;
use super::folder_error;
use super::table::TableKind;
use crate::error::Error;

/// Version of the files' layout; files of another version are not read but rebuilt.
pub(crate) const SCHEMA_VERSION: u32 = 3;
pub(super) const FILE: &str = "manifest.json";

/// Which state of the facts the lake holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Stamp {
    /// Counts changes of orders, returns, signals and merges.
    pub fact_version: i64,
    /// Id of the newest customer, since a new record without facts is a new suspect; 0 without customers.
    pub newest_customer: i64,
    /// Which database the facts are of ([`wafa_db::facts::database`]). A folder that a lake of another
    /// database lies in is not added to but built anew.
    #[serde(default)]
    pub database: i64,
}

/// First and last day with money in or out: an order that counts, or a return.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// The first day.
    #[serde(with = "crate::iso_day")]
    pub first_on: Day,
    /// The last day.
    #[serde(with = "crate::iso_day")]
    pub last_on: Day,
}

impl Span {
    pub(crate) fn widen(span: Option<Self>, on: Day) -> Self {
        span.map_or(Self { first_on: on, last_on: on }, |span| Self {
            first_on: span.first_on.min(on),
            last_on: span.last_on.max(on),
        })
    }
}

/// Rows per table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct RowCounts {
    /// Orders of identified customers.
    pub orders: u64,
    /// Orders that name nobody.
    pub orders_without_customer: u64,
    /// Lines of orders of identified customers.
    pub lines: u64,
    /// Lines of orders that name nobody.
    pub lines_without_customer: u64,
    /// Returns of identified customers.
    pub returns: u64,
    /// Returns that name nobody.
    pub returns_without_customer: u64,
    /// Customers.
    pub customers: u64,
    /// Signals.
    pub signals: u64,
    /// Steps on the ladder.
    pub rungs: u64,
    /// Events of customers.
    pub events: u64,
    /// Customers, and days of nobody's facts, a later run holds in the place of older ones.
    pub owned: u64,
}

impl RowCounts {
    /// Rows of one table.
    #[must_use]
    pub const fn of(&self, table: TableKind) -> u64 {
        match table {
            TableKind::Orders => self.orders,
            TableKind::OrdersWithoutCustomer => self.orders_without_customer,
            TableKind::Lines => self.lines,
            TableKind::LinesWithoutCustomer => self.lines_without_customer,
            TableKind::Returns => self.returns,
            TableKind::ReturnsWithoutCustomer => self.returns_without_customer,
            TableKind::Customers => self.customers,
            TableKind::Signals => self.signals,
            TableKind::Rungs => self.rungs,
            TableKind::Events => self.events,
            TableKind::Owned => self.owned,
        }
    }
    pub(crate) fn add(&mut self, table: TableKind, rows: u64) {
        let slot = match table {
            TableKind::Orders => &mut self.orders,
            TableKind::OrdersWithoutCustomer => &mut self.orders_without_customer,
            TableKind::Lines => &mut self.lines,
            TableKind::LinesWithoutCustomer => &mut self.lines_without_customer,
            TableKind::Returns => &mut self.returns,
            TableKind::ReturnsWithoutCustomer => &mut self.returns_without_customer,
            TableKind::Customers => &mut self.customers,
            TableKind::Signals => &mut self.signals,
            TableKind::Rungs => &mut self.rungs,
            TableKind::Events => &mut self.events,
            TableKind::Owned => &mut self.owned,
        };
        *slot += rows;
    }
    /// Rows of all tables.
    #[must_use]
    pub fn total(&self) -> u64 {
        TableKind::ALL.into_iter().map(|table| self.of(table)).sum()
    }
}

/// A sorted run: files with the whole history of some customers, all in order of customers and time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    /// Last part of the files' names, unique to the build.
    pub generation: String,
    /// Rows per table, superseded ones included. A table without rows has no file, except in the first run.
    pub rows: RowCounts,
    /// Bytes of its files.
    pub bytes: u64,
    /// First and last day with an order or a return.
    pub span: Option<Span>,
    /// What its orders can be filtered by.
    pub choices: Choices,
}

impl Run {
    /// The name of a table's file.
    #[must_use]
    pub fn file(&self, table: TableKind) -> String {
        format!("{}-{}.parquet", table.stem(), self.generation)
    }
    /// Rows of all tables, those that say whose facts it holds included.
    pub(super) fn weight(&self) -> u64 {
        self.rows.total() + self.rows.owned
    }
}

/// `manifest.json`: the runs that are the lake, oldest first. The newest run that owns a customer has all that is
/// known of her; the first run owns everybody no later one does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Layout of the files.
    pub schema_version: u32,
    /// State of the facts.
    pub stamp: Stamp,
    /// When it was last brought up to date.
    pub built_at: Moment,
    /// How long the latest build of everything took, in milliseconds.
    pub build_ms: u64,
    /// The runs.
    pub runs: Vec<Run>,
}

impl Manifest {
    /// The name of a table's file in the first run.
    #[must_use]
    pub fn file(&self, table: TableKind) -> String {
        self.runs.first().map(|run| run.file(table)).unwrap_or_default()
    }
    /// Rows in the files, superseded ones included.
    #[must_use]
    pub fn rows(&self) -> RowCounts {
        let mut rows = RowCounts::default();
        for (run, table) in self.runs.iter().flat_map(|run| TableKind::FILES.map(|table| (run, table))) {
            rows.add(table, run.rows.of(table));
        }
        rows
    }
    /// Days before this one were over, wherever the business is, when the lake was brought up to date: their ladder is
    /// told as it was written down.
    #[must_use]
    pub fn written_down_before(&self) -> Day {
        self.built_at.utc_day().plus_days(-1)
    }
    /// What orders can be filtered by.
    #[must_use]
    pub fn choices(&self) -> Choices {
        Choices::of_all(self.runs.iter().map(|run| &run.choices))
    }
    /// First and last day with an order or a return; a little wider while superseded runs lie there.
    #[must_use]
    pub fn span(&self) -> Option<Span> {
        let days = self.runs.iter().filter_map(|run| run.span).flat_map(|span| [span.first_on, span.last_on]);
        days.fold(None, |span, on| Some(Span::widen(span, on)))
    }

    /// The names of all files: of the first run also those without rows.
    pub(super) fn files(&self) -> Vec<String> {
        let of = |(at, run): (usize, &Run)| -> Vec<String> {
            let there = |table: &TableKind| run.rows.of(*table) > 0 || (at == 0 && *table != TableKind::Owned);
            TableKind::FILES.into_iter().filter(there).map(|table| run.file(table)).collect()
        };
        self.runs.iter().enumerate().flat_map(of).collect()
    }
    /// Whether it is of a later state of the same database.
    pub(super) fn is_beyond(&self, stamp: Stamp) -> bool {
        self.stamp.database == stamp.database && self.stamp.fact_version > stamp.fact_version
    }

    pub(super) fn read(folder: &Path) -> Result<Option<Self>, Error> {
        let path = folder.join(FILE);
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(source) => return Err(folder_error(&path, source)),
        };
        // A manifest that cannot be read is one of another version: the lake is rebuilt.
        let read: Option<Self> = serde_json::from_str(&text).ok();
        Ok(read.filter(|manifest| manifest.schema_version == SCHEMA_VERSION && !manifest.runs.is_empty()))
    }
}
