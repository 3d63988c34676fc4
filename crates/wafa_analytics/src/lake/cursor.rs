//! Reading one table of the lake in order of customers, only the columns and row groups a pass needs.

use std::fs::File;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use parquet::column::reader::ColumnReader;
use parquet::data_type::ByteArray;
use parquet::errors::ParquetError;
use parquet::file::metadata::RowGroupMetaData;
use parquet::file::reader::{FileReader, RowGroupReader};
use parquet::file::serialized_reader::SerializedFileReader;
use parquet::file::statistics::Statistics;
use wafa_kernel::{Currency, Rung, SignalKind};

use super::detail::Details;
use super::folder_error;
use super::table::{Column, TableKind};
use crate::error::Error;

/// What a row is to a pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// A fact of the figures.
    Figure,
    /// An order whose status does not count.
    NotCounting,
    /// An amount in another currency.
    OtherCurrency,
    /// Of another source or product than asked for.
    Filtered,
    /// What a signal says.
    Signal(SignalKind),
    /// The rung reached.
    Rung(Rung),
}

/// One row, as far as a pass needs it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Seen {
    pub on: i32,
    pub amount_minor: i64,
    /// The order a line belongs to; 0 for other rows, unless details were asked for.
    pub order: i64,
    /// Pieces; 0 unless details were asked for.
    pub quantity: i64,
    /// Numbers of the words asked for.
    pub words: [u32; 2],
    pub mark: Mark,
}

/// What of a file is wanted.
#[derive(Debug, Clone)]
pub(super) struct Wanted<'a> {
    pub currency: Currency,
    pub source: Option<&'a str>,
    pub product: Option<&'a str>,
    /// Customers; for facts that name nobody, days.
    pub subjects: Range<i64>,
    /// Only these customers, sorted: row groups without one of them are not read.
    pub only: Option<&'a [i64]>,
    /// No row of a later day: row groups without an earlier one are not read.
    pub until: i32,
    /// Subjects a later run owns, sorted.
    pub mask: Arc<[i64]>,
}

/// The rows of one file within a range of subjects, a row group at a time.
pub(super) struct Cursor<'a> {
    table: TableKind,
    file: String,
    reader: SerializedFileReader<File>,
    wanted: Wanted<'a>,
    masked: usize,
    groups: std::vec::IntoIter<usize>,
    ids: Vec<i64>,
    days: Vec<i32>,
    amounts: Vec<i64>,
    /// Empty for tables other than lines, unless details were asked for.
    orders: Vec<i64>,
    details: Option<Details>,
    quantities: Vec<i64>,
    words: [Vec<u32>; 2],
    /// Empty when every row of the group is a figure.
    marks: Vec<Mark>,
    at: usize,
}

impl<'a> Cursor<'a> {
    pub fn open(path: &Path, table: TableKind, wanted: Wanted<'a>) -> Result<Self, Error> {
        let (file, reader) = open(path)?;
        let groups: Vec<usize> = reader
            .metadata()
            .row_groups()
            .iter()
            .enumerate()
            .filter(|(_, group)| is_wanted(group, table, &wanted))
            .map(|(at, _)| at)
            .collect();
        Ok(Self {
            table,
            file,
            reader,
            wanted,
            masked: 0,
            groups: groups.into_iter(),
            ids: Vec::new(),
            days: Vec::new(),
            amounts: Vec::new(),
            orders: Vec::new(),
            details: None,
            quantities: Vec::new(),
            words: [Vec::new(), Vec::new()],
            marks: Vec::new(),
            at: 0,
        })
    }

    /// Reads these details, too.
    pub fn detailed(mut self, details: &Details) -> Self {
        self.details = Some(details.clone());
        self
    }

    /// The subject of the next row; `None` at the end of the range.
    pub fn peek(&mut self) -> Result<Option<i64>, Error> {
        loop {
            match self.ids.get(self.at).copied() {
                Some(id) if id >= self.wanted.subjects.end => return Ok(None),
                Some(id) if self.is_masked(id) => self.at += self.run_of(id),
                Some(id) => return Ok(Some(id)),
                None => {
                    let Some(group) = self.groups.next() else { return Ok(None) };
                    self.load(group).map_err(|source| Error::Damaged { file: self.file.clone(), source })?;
                }
            }
        }
    }

    /// Hands every next row of this subject to `see`.
    pub fn take(&mut self, subject: i64, mut see: impl FnMut(Seen)) -> Result<(), Error> {
        while self.peek()? == Some(subject) {
            let until = self.at + self.run_of(subject);
            for at in self.at..until {
                see(Seen {
                    on: self.days.get(at).copied().unwrap_or_default(),
                    amount_minor: self.amounts.get(at).copied().unwrap_or_default(),
                    order: self.orders.get(at).copied().unwrap_or_default(),
                    quantity: self.quantities.get(at).copied().unwrap_or_default(),
                    words: std::array::from_fn(|word| self.word(word, at)),
                    mark: self.marks.get(at).copied().unwrap_or(Mark::Figure),
                });
            }
            self.at = until;
        }
        Ok(())
    }

    fn word(&self, word: usize, at: usize) -> u32 {
        self.words.get(word).and_then(|numbers| numbers.get(at)).copied().unwrap_or_default()
    }

    /// Rows of this group that follow and are of the same subject.
    fn run_of(&self, subject: i64) -> usize {
        self.ids.get(self.at..).unwrap_or_default().iter().take_while(|id| **id == subject).count()
    }

    fn is_masked(&mut self, id: i64) -> bool {
        while self.wanted.mask.get(self.masked).is_some_and(|owned| *owned < id) {
            self.masked += 1;
        }
        self.wanted.mask.get(self.masked) == Some(&id)
    }

    fn load(&mut self, group: usize) -> Result<(), ParquetError> {
        let reader = self.reader.get_row_group(group)?;
        let rows = usize::try_from(reader.metadata().num_rows()).unwrap_or(0);
        let table = self.table;
        let day = [Column::Day, Column::Since, Column::UtcDay].into_iter().find_map(|column| table.position(column));
        read_i32(reader.as_ref(), day, rows, &mut self.days)?;
        if table.is_nobodys() {
            self.ids.clear();
            self.ids.extend(self.days.iter().copied().map(i64::from));
        } else {
            read_i64(reader.as_ref(), table.position(Column::Customer), rows, &mut self.ids)?;
        }
        read_i64(reader.as_ref(), table.position(Column::Amount), rows, &mut self.amounts)?;
        let lines = matches!(table, TableKind::Lines | TableKind::LinesWithoutCustomer);
        let ordered = lines || self.details.is_some();
        read_i64(reader.as_ref(), table.position(Column::Order).filter(|_| ordered), rows, &mut self.orders)?;
        if let Some(details) = &self.details {
            read_i64(reader.as_ref(), table.position(Column::Quantity), rows, &mut self.quantities)?;
            for (at, numbers) in self.words.iter_mut().enumerate() {
                if let Some(column) = details.position(at, table) {
                    details.numbers(at, &read_words(reader.as_ref(), column, rows)?, numbers);
                }
            }
        }
        read_marks(reader.as_ref(), table, &self.wanted, rows, &mut self.marks)?;
        self.at = self.ids.partition_point(|id| *id < self.wanted.subjects.start);
        Ok(())
    }
}

pub(super) fn open(path: &Path) -> Result<(String, SerializedFileReader<File>), Error> {
    let file = path.display().to_string();
    let opened = File::open(path).map_err(|source| folder_error(path, source))?;
    let reader = SerializedFileReader::new(opened).map_err(|source| Error::Damaged { file: file.clone(), source })?;
    Ok((file, reader))
}

/// First subject of each row group of a file, for cutting the customers into ranges.
pub(super) fn group_starts(path: &Path, table: TableKind) -> Result<Vec<i64>, Error> {
    let (_, reader) = open(path)?;
    let groups = reader.metadata().row_groups();
    Ok(groups.iter().filter_map(|group| range_of(group, table.subject())).map(|(min, _)| min).collect())
}

fn range_of(group: &RowGroupMetaData, column: usize) -> Option<(i64, i64)> {
    match group.columns().get(column)?.statistics()? {
        Statistics::Int64(ids) => Some((*ids.min_opt()?, *ids.max_opt()?)),
        Statistics::Int32(days) => Some((i64::from(*days.min_opt()?), i64::from(*days.max_opt()?))),
        _ => None,
    }
}

/// What the statistics of a row group leave to be read.
pub(super) fn is_wanted(group: &RowGroupMetaData, table: TableKind, wanted: &Wanted<'_>) -> bool {
    let has_subjects = range_of(group, table.subject()).is_none_or(|(min, max)| {
        let some_of = |only: &[i64]| only.get(only.partition_point(|id| *id < min)).is_some_and(|id| *id <= max);
        min < wanted.subjects.end && max >= wanted.subjects.start && wanted.only.is_none_or(some_of)
    });
    // The second column is a day in every table.
    has_subjects && range_of(group, 1).is_none_or(|(min, _)| min <= i64::from(wanted.until))
}
pub(super) fn read_i64(
    group: &dyn RowGroupReader,
    column: Option<usize>,
    rows: usize,
    into: &mut Vec<i64>,
) -> Result<(), ParquetError> {
    into.clear();
    let Some(column) = column else { return Ok(()) };
    if let ColumnReader::Int64ColumnReader(mut reader) = group.get_column_reader(column)? {
        into.reserve(rows);
        while into.len() < rows && reader.read_records(rows, None, None, into)?.0 > 0 {}
    }
    complete(into.len(), rows)
}

fn read_i32(
    group: &dyn RowGroupReader,
    column: Option<usize>,
    rows: usize,
    into: &mut Vec<i32>,
) -> Result<(), ParquetError> {
    into.clear();
    let Some(column) = column else { return Ok(()) };
    if let ColumnReader::Int32ColumnReader(mut reader) = group.get_column_reader(column)? {
        into.reserve(rows);
        while into.len() < rows && reader.read_records(rows, None, None, into)?.0 > 0 {}
    }
    complete(into.len(), rows)
}

pub(super) fn read_words(
    group: &dyn RowGroupReader,
    column: usize,
    rows: usize,
) -> Result<Vec<ByteArray>, ParquetError> {
    let mut words = Vec::new();
    if let ColumnReader::ByteArrayColumnReader(mut reader) = group.get_column_reader(column)? {
        words.reserve(rows);
        while words.len() < rows && reader.read_records(rows, None, None, &mut words)?.0 > 0 {}
    }
    complete(words.len(), rows)?;
    Ok(words)
}

pub(super) fn read_flags(group: &dyn RowGroupReader, column: usize, rows: usize) -> Result<Vec<bool>, ParquetError> {
    let mut flags = Vec::new();
    if let ColumnReader::BoolColumnReader(mut reader) = group.get_column_reader(column)? {
        flags.reserve(rows);
        while flags.len() < rows && reader.read_records(rows, None, None, &mut flags)?.0 > 0 {}
    }
    complete(flags.len(), rows)?;
    Ok(flags)
}

fn complete(read: usize, rows: usize) -> Result<(), ParquetError> {
    if read == rows { Ok(()) } else { Err(ParquetError::EOF(format!("{read} of {rows} rows"))) }
}

/// Marks rows that are no figures. Where the statistics of the row group say that all of them are, which is the
/// rule, the columns are not even read.
fn read_marks(
    group: &dyn RowGroupReader,
    table: TableKind,
    wanted: &Wanted<'_>,
    rows: usize,
    into: &mut Vec<Mark>,
) -> Result<(), ParquetError> {
    into.clear();
    if let Some(column) = table.position(Column::Signal) {
        let words = read_words(group, column, rows)?;
        into.extend(words.iter().map(|word| {
            // A kind this version does not know says at least that there was interest.
            let kind = word.as_utf8().ok().and_then(|text| text.parse().ok());
            Mark::Signal(kind.unwrap_or(SignalKind::Interest))
        }));
        return Ok(());
    }
    if let Some(column) = table.position(Column::Rung) {
        let mut rungs = Vec::new();
        read_i32(group, Some(column), rows, &mut rungs)?;
        into.extend(rungs.into_iter().map(|number| {
            // A rung this version does not know is one of somebody known.
            Mark::Rung(Rung::from_number(number.into()).unwrap_or(Rung::Suspect))
        }));
        return Ok(());
    }
    let words = [
        (Column::Currency, Some(wanted.currency.code()), Mark::OtherCurrency),
        (Column::Source, wanted.source, Mark::Filtered),
        (Column::Product, wanted.product, Mark::Filtered),
    ];
    for (column, word, otherwise) in words {
        let (Some(column), Some(word)) = (table.position(column), word) else { continue };
        if !all_are(group, column, word) {
            let read = read_words(group, column, rows)?;
            mark_where(into, otherwise, read.iter().map(|cell| cell.data() != word.as_bytes()));
        }
    }
    if let Some(column) = table.position(Column::Counts).filter(|column| !all_count(group, *column)) {
        let flags = read_flags(group, column, rows)?;
        mark_where(into, Mark::NotCounting, flags.into_iter().map(|counts| !counts));
    }
    Ok(())
}

/// Marks rows; one that was filtered out stays so.
fn mark_where(marks: &mut Vec<Mark>, mark: Mark, rows: impl ExactSizeIterator<Item = bool>) {
    marks.resize(rows.len(), Mark::Figure);
    for (to, _) in marks.iter_mut().zip(rows).filter(|(to, is)| *is && **to != Mark::Filtered) {
        *to = mark;
    }
}

fn all_are(group: &dyn RowGroupReader, column: usize, wanted: &str) -> bool {
    match group.metadata().columns().get(column).and_then(|chunk| chunk.statistics()) {
        Some(Statistics::ByteArray(words)) => {
            let same = |word: Option<&ByteArray>| word.is_some_and(|word| word.data() == wanted.as_bytes());
            same(words.min_opt()) && same(words.max_opt())
        }
        _ => false,
    }
}
fn all_count(group: &dyn RowGroupReader, column: usize) -> bool {
    match group.metadata().columns().get(column).and_then(|chunk| chunk.statistics()) {
        Some(Statistics::Boolean(flags)) => flags.min_opt() == Some(&true),
        _ => false,
    }
}
