//! Runs put together: small ones into one, and, when enough has changed, all into a new first run. From the files
//! alone, a row group at a time, while the lake is read and runs are added to it.

use std::fs::File;
use std::ops::Range;
use std::path::Path;

use parquet::column::reader::ColumnReader;
use parquet::errors::ParquetError;
use parquet::file::reader::{FileReader, RowGroupReader};
use parquet::file::serialized_reader::SerializedFileReader;
use wafa_kernel::Moment;

use super::batch::{Batch, Cells};
use super::cursor;
use super::manifest::{Manifest, Run};
use super::runs::{self, Mask};
use super::table::{FactRow, TableKind, Word};
use super::writer::LakeWriter;
use crate::error::Error;

/// Later runs at most, before they are put together.
const MOST_RUNS: usize = 6;
/// When later runs have more than a quarter of the rows of the first, all are put together.
const HEAVY: u64 = 4;
/// Rows handed on at once.
const PAGE: usize = 16 * 1024;

/// Which runs to put together now, if any.
pub(super) fn due(manifest: &Manifest) -> Option<Range<usize>> {
    let (first, later) = manifest.runs.split_first()?;
    let weight: u64 = later.iter().map(Run::weight).sum();
    if weight * HEAVY > first.weight() && !later.is_empty() {
        Some(0..manifest.runs.len())
    } else if later.len() > MOST_RUNS {
        Some(1..manifest.runs.len())
    } else {
        None
    }
}

/// Puts runs together and puts the result in their place; the manifest then.
pub(super) fn compact(folder: &Path, manifest: &Manifest, which: Range<usize>, now: Moment) -> Result<Manifest, Error> {
    let masks = runs::masks(folder, manifest)?;
    let chosen: Vec<(&Run, &Mask)> = manifest.runs.iter().zip(&masks).skip(which.start).take(which.len()).collect();
    let whole = which.start == 0;
    let mut writer = LakeWriter::begin(folder, now)?;
    for table in TableKind::ALL {
        merge(folder, table, &chosen, &mut writer)?;
    }
    if !whole {
        let mut owned = Vec::new();
        for (run, _) in &chosen {
            owned.extend(runs::owned(folder, run)?);
        }
        owned.sort_unstable();
        owned.dedup();
        writer.write(TableKind::Owned, &owned.into_iter().map(owned_row).collect::<Vec<_>>())?;
    }
    let generations: Vec<String> = chosen.iter().map(|(run, _)| run.generation.clone()).collect();
    writer.seal(whole)?.stand_for(&generations)
}

const fn owned_row((customer, on): (i64, i32)) -> FactRow {
    FactRow { customer, on, at: 0, id: 0, amount_minor: 0, quantity: 0, word: Word::None, counts: true }
}

fn merge(folder: &Path, table: TableKind, chosen: &[(&Run, &Mask)], writer: &mut LakeWriter) -> Result<(), Error> {
    let mut readers = Vec::new();
    for (run, mask) in chosen.iter().filter(|(run, _)| run.rows.of(table) > 0) {
        readers.push(Rows::open(&folder.join(run.file(table)), table, mask.of(table))?);
    }
    let mut page = Batch::new(table);
    loop {
        // Who comes next, and until when she may be followed without looking at the other runs.
        let (mut next, mut least, mut others) = (None, i64::MAX, i64::MAX);
        for (at, rows) in readers.iter_mut().enumerate() {
            let Some(subject) = rows.peek()? else { continue };
            if next.is_none() || subject < least {
                others = least;
                (next, least) = (Some(at), subject);
            } else {
                others = others.min(subject);
            }
        }
        let Some(rows) = next.and_then(|at| readers.get_mut(at)) else { break };
        rows.take_below(others, &mut page);
        if page.len() >= PAGE {
            writer.push(&page)?;
            page.clear();
        }
    }
    writer.push(&page)
}

/// All columns of one file, a row group at a time.
struct Rows {
    table: TableKind,
    file: String,
    reader: SerializedFileReader<File>,
    mask: std::sync::Arc<[i64]>,
    group: usize,
    batch: Batch,
    at: usize,
}

impl Rows {
    fn open(path: &Path, table: TableKind, mask: std::sync::Arc<[i64]>) -> Result<Self, Error> {
        let (file, reader) = cursor::open(path)?;
        Ok(Self { table, file, reader, mask, group: 0, batch: Batch::new(table), at: 0 })
    }

    /// The subject of the next row nobody later owns.
    fn peek(&mut self) -> Result<Option<i64>, Error> {
        loop {
            if self.at >= self.batch.len() {
                if self.group >= self.reader.num_row_groups() {
                    return Ok(None);
                }
                self.load().map_err(|source| Error::Damaged { file: self.file.clone(), source })?;
                continue;
            }
            let subject = self.batch.subject(self.at);
            if self.mask.binary_search(&subject).is_err() {
                return Ok(Some(subject));
            }
            self.at = self.batch.end_of_subject(self.at);
        }
    }

    /// Hands on rows of this group whose subjects come before another, the next subject in any case.
    fn take_below(&mut self, other: i64, into: &mut Batch) {
        let from = self.at;
        let mut until = self.batch.end_of_subject(from);
        while until < self.batch.len() && until - from < PAGE {
            let subject = self.batch.subject(until);
            if subject >= other || self.mask.binary_search(&subject).is_ok() {
                break;
            }
            until = self.batch.end_of_subject(until);
        }
        into.append(&self.batch, from..until);
        self.at = until;
    }

    fn load(&mut self) -> Result<(), ParquetError> {
        let group = self.reader.get_row_group(self.group)?;
        let rows = usize::try_from(group.metadata().num_rows()).unwrap_or(0);
        self.batch = Batch::new(self.table);
        for (column, cells) in self.batch.columns.iter_mut().enumerate() {
            read_column(group.as_ref(), column, rows, cells)?;
        }
        self.at = 0;
        self.group += 1;
        Ok(())
    }
}

fn read_column(group: &dyn RowGroupReader, column: usize, rows: usize, cells: &mut Cells) -> Result<(), ParquetError> {
    let read = match (group.get_column_reader(column)?, cells) {
        (ColumnReader::Int64ColumnReader(mut reader), Cells::Long(into)) => {
            while into.len() < rows && reader.read_records(rows, None, None, into)?.0 > 0 {}
            into.len()
        }
        (ColumnReader::Int32ColumnReader(mut reader), Cells::Int(into)) => {
            while into.len() < rows && reader.read_records(rows, None, None, into)?.0 > 0 {}
            into.len()
        }
        (ColumnReader::ByteArrayColumnReader(mut reader), Cells::Text(into)) => {
            while into.len() < rows && reader.read_records(rows, None, None, into)?.0 > 0 {}
            into.len()
        }
        (ColumnReader::BoolColumnReader(mut reader), Cells::Flag(into)) => {
            while into.len() < rows && reader.read_records(rows, None, None, into)?.0 > 0 {}
            into.len()
        }
        _ => return Err(ParquetError::General(format!("column {column} is of another type"))),
    };
    if read == rows { Ok(()) } else { Err(ParquetError::EOF(format!("{read} of {rows} rows"))) }
}
