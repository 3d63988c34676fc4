//! Reading one table of the lake in order of customers, only the columns and row groups a pass needs.

use std::fs::File;
use std::ops::Range;
use std::path::Path;

use parquet::column::reader::ColumnReader;
use parquet::data_type::ByteArray;
use parquet::errors::ParquetError;
use parquet::file::metadata::RowGroupMetaData;
use parquet::file::reader::{FileReader, RowGroupReader};
use parquet::file::serialized_reader::SerializedFileReader;
use parquet::file::statistics::Statistics;
use wafa_kernel::{Currency, SignalKind};

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
    /// What a signal says.
    Signal(SignalKind),
}

/// One row, as far as a pass needs it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Seen {
    pub on: i32,
    pub amount_minor: i64,
    pub mark: Mark,
}

/// The rows of one table within a range of customers, a row group at a time.
pub(super) struct Cursor {
    table: TableKind,
    file: String,
    reader: SerializedFileReader<File>,
    currency: Currency,
    customers: Range<i64>,
    groups: std::vec::IntoIter<usize>,
    ids: Vec<i64>,
    days: Vec<i32>,
    amounts: Vec<i64>,
    /// Empty when every row of the group is a figure.
    marks: Vec<Mark>,
    at: usize,
}

impl Cursor {
    pub fn open(path: &Path, table: TableKind, currency: Currency, customers: Range<i64>) -> Result<Self, Error> {
        let file = path.display().to_string();
        let opened = File::open(path).map_err(|source| folder_error(path, source))?;
        let reader =
            SerializedFileReader::new(opened).map_err(|source| Error::Damaged { file: file.clone(), source })?;
        let groups: Vec<usize> = reader
            .metadata()
            .row_groups()
            .iter()
            .enumerate()
            .filter(|(_, group)| overlaps(group, &customers))
            .map(|(at, _)| at)
            .collect();
        Ok(Self {
            table,
            file,
            reader,
            currency,
            customers,
            groups: groups.into_iter(),
            ids: Vec::new(),
            days: Vec::new(),
            amounts: Vec::new(),
            marks: Vec::new(),
            at: 0,
        })
    }

    /// The customer of the next row; `None` at the end of the range.
    pub fn peek(&mut self) -> Result<Option<i64>, Error> {
        loop {
            match self.ids.get(self.at) {
                Some(id) if *id >= self.customers.end => return Ok(None),
                Some(id) => return Ok(Some(*id)),
                None => {
                    let Some(group) = self.groups.next() else { return Ok(None) };
                    self.load(group).map_err(|source| Error::Damaged { file: self.file.clone(), source })?;
                }
            }
        }
    }

    /// Hands every next row of this customer to `see`.
    pub fn take(&mut self, customer: i64, mut see: impl FnMut(Seen)) -> Result<(), Error> {
        while self.peek()? == Some(customer) {
            let rest = self.ids.get(self.at..).unwrap_or_default();
            let run = rest.iter().take_while(|id| **id == customer).count();
            let until = self.at + run;
            for at in self.at..until {
                see(Seen {
                    on: self.days.get(at).copied().unwrap_or_default(),
                    amount_minor: self.amounts.get(at).copied().unwrap_or_default(),
                    mark: self.marks.get(at).copied().unwrap_or(Mark::Figure),
                });
            }
            self.at = until;
        }
        Ok(())
    }

    fn load(&mut self, group: usize) -> Result<(), ParquetError> {
        let reader = self.reader.get_row_group(group)?;
        let rows = usize::try_from(reader.metadata().num_rows()).unwrap_or(0);
        let table = self.table;
        read_i64(reader.as_ref(), table.position(Column::Customer), rows, &mut self.ids)?;
        let day = table.position(Column::Day).or_else(|| table.position(Column::Since));
        read_i32(reader.as_ref(), day, rows, &mut self.days)?;
        read_i64(reader.as_ref(), table.position(Column::Amount), rows, &mut self.amounts)?;
        read_marks(reader.as_ref(), table, self.currency, rows, &mut self.marks)?;
        self.at = self.ids.partition_point(|id| *id < self.customers.start);
        Ok(())
    }
}

/// First customer of each row group of a file, for cutting the customers into ranges.
pub(super) fn group_starts(path: &Path) -> Result<Vec<i64>, Error> {
    let opened = File::open(path).map_err(|source| folder_error(path, source))?;
    let reader = SerializedFileReader::new(opened)
        .map_err(|source| Error::Damaged { file: path.display().to_string(), source })?;
    Ok(reader.metadata().row_groups().iter().filter_map(id_range).map(|(min, _)| min).collect())
}

/// Rows of a file, as its footer says.
pub(super) fn rows_of(path: &Path) -> Result<u64, Error> {
    let opened = File::open(path).map_err(|source| folder_error(path, source))?;
    let reader = SerializedFileReader::new(opened)
        .map_err(|source| Error::Damaged { file: path.display().to_string(), source })?;
    Ok(u64::try_from(reader.metadata().file_metadata().num_rows()).unwrap_or(0))
}

fn id_range(group: &RowGroupMetaData) -> Option<(i64, i64)> {
    match group.columns().first()?.statistics()? {
        Statistics::Int64(ids) => Some((*ids.min_opt()?, *ids.max_opt()?)),
        _ => None,
    }
}

fn overlaps(group: &RowGroupMetaData, customers: &Range<i64>) -> bool {
    id_range(group).is_none_or(|(min, max)| min < customers.end && max >= customers.start)
}

fn read_i64(
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

fn read_words(group: &dyn RowGroupReader, column: usize, rows: usize) -> Result<Vec<ByteArray>, ParquetError> {
    let mut words = Vec::new();
    if let ColumnReader::ByteArrayColumnReader(mut reader) = group.get_column_reader(column)? {
        words.reserve(rows);
        while words.len() < rows && reader.read_records(rows, None, None, &mut words)?.0 > 0 {}
    }
    complete(words.len(), rows)?;
    Ok(words)
}

fn read_flags(group: &dyn RowGroupReader, column: usize, rows: usize) -> Result<Vec<bool>, ParquetError> {
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
    currency: Currency,
    rows: usize,
    into: &mut Vec<Mark>,
) -> Result<(), ParquetError> {
    into.clear();
    if let Some(column) = table.position(Column::Signal) {
        let words = read_words(group, column, rows)?;
        into.extend(words.iter().map(|word| {
            let kind = word.as_utf8().ok().and_then(|text| text.parse().ok());
            Mark::Signal(kind.unwrap_or(SignalKind::Interest))
        }));
        return Ok(());
    }
    if let Some(column) = table.position(Column::Currency).filter(|column| !all_in(group, *column, currency)) {
        let words = read_words(group, column, rows)?;
        let mark = |word: &ByteArray| {
            if word.data() == currency.code().as_bytes() { Mark::Figure } else { Mark::OtherCurrency }
        };
        into.extend(words.iter().map(mark));
    }
    if let Some(column) = table.position(Column::Counts).filter(|column| !all_count(group, *column)) {
        let flags = read_flags(group, column, rows)?;
        into.resize(rows, Mark::Figure);
        for (mark, _) in into.iter_mut().zip(flags).filter(|(_, counts)| !counts) {
            *mark = Mark::NotCounting;
        }
    }
    Ok(())
}

fn all_in(group: &dyn RowGroupReader, column: usize, currency: Currency) -> bool {
    match group.metadata().columns().get(column).and_then(|chunk| chunk.statistics()) {
        Some(Statistics::ByteArray(words)) => {
            let same = |word: Option<&ByteArray>| word.is_some_and(|word| word.data() == currency.code().as_bytes());
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
