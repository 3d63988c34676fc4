//! The runs of the lake read as one: what a later run owns hides what older runs say of the same customer or day.

use std::path::Path;
use std::sync::Arc;

use parquet::column::reader::ColumnReader;
use parquet::errors::ParquetError;
use parquet::file::reader::FileReader;

use super::cursor::{self, Cursor, Seen, Wanted};
use super::detail::Details;
use super::manifest::Manifest;
use super::table::TableKind;
use crate::error::Error;

/// Subjects later runs own, per run: customers, and days of facts that name nobody.
#[derive(Debug, Clone)]
pub(super) struct Mask {
    customers: Arc<[i64]>,
    days: Arc<[i64]>,
}

impl Mask {
    pub fn of(&self, table: TableKind) -> Arc<[i64]> {
        Arc::clone(if table.is_nobodys() { &self.days } else { &self.customers })
    }
}

/// What later runs own, for each run of a manifest.
pub(super) fn masks(folder: &Path, manifest: &Manifest) -> Result<Vec<Mask>, Error> {
    let (mut customers, mut days) = (Vec::new(), Vec::new());
    let mut masks = Vec::with_capacity(manifest.runs.len());
    for run in manifest.runs.iter().rev() {
        masks.push(Mask { customers: sorted(&customers), days: sorted(&days) });
        for (customer, on) in owned(folder, run)? {
            if customer == 0 { days.push(i64::from(on)) } else { customers.push(customer) }
        }
    }
    masks.reverse();
    Ok(masks)
}

fn sorted(subjects: &[i64]) -> Arc<[i64]> {
    let mut sorted = subjects.to_vec();
    sorted.sort_unstable();
    sorted.dedup();
    sorted.into()
}

/// Customers and days a run owns, in order; none for the first run, which owns the rest.
pub(super) fn owned(folder: &Path, run: &super::Run) -> Result<Vec<(i64, i32)>, Error> {
    if run.rows.owned == 0 {
        return Ok(Vec::new());
    }
    let (file, reader) = cursor::open(&folder.join(run.file(TableKind::Owned)))?;
    let read = || -> Result<Vec<(i64, i32)>, ParquetError> {
        let mut owned = Vec::new();
        for group in 0..reader.num_row_groups() {
            let group = reader.get_row_group(group)?;
            let rows = usize::try_from(group.metadata().num_rows()).unwrap_or(0);
            let (mut customers, mut days) = (Vec::with_capacity(rows), Vec::with_capacity(rows));
            if let ColumnReader::Int64ColumnReader(mut column) = group.get_column_reader(0)? {
                while customers.len() < rows && column.read_records(rows, None, None, &mut customers)?.0 > 0 {}
            }
            if let ColumnReader::Int32ColumnReader(mut column) = group.get_column_reader(1)? {
                while days.len() < rows && column.read_records(rows, None, None, &mut days)?.0 > 0 {}
            }
            owned.extend(customers.into_iter().zip(days));
        }
        Ok(owned)
    };
    read().map_err(|source| Error::Damaged { file, source })
}

/// One table of all runs, in order of subjects.
pub(super) struct Merged<'a> {
    runs: Vec<Cursor<'a>>,
}

impl<'a> Merged<'a> {
    /// Opens the files that have rows; `wanted` without its mask.
    pub fn open(
        folder: &Path,
        manifest: &Manifest,
        masks: &[Mask],
        table: TableKind,
        wanted: &Wanted<'a>,
    ) -> Result<Self, Error> {
        let with_rows = manifest.runs.iter().zip(masks).filter(|(run, _)| run.rows.of(table) > 0);
        let runs = with_rows.map(|(run, mask)| {
            Cursor::open(&folder.join(run.file(table)), table, Wanted { mask: mask.of(table), ..wanted.clone() })
        });
        Ok(Self { runs: runs.collect::<Result<_, _>>()? })
    }

    /// Reads these details, too.
    pub fn detailed(self, details: &Details) -> Self {
        Self { runs: self.runs.into_iter().map(|run| run.detailed(details)).collect() }
    }

    /// The subject of the next row.
    pub fn peek(&mut self) -> Result<Option<i64>, Error> {
        let mut next: Option<i64> = None;
        for run in &mut self.runs {
            if let Some(subject) = run.peek()? {
                next = Some(next.map_or(subject, |other| other.min(subject)));
            }
        }
        Ok(next)
    }

    /// Hands every row of this subject to `see`: they are all in one run.
    pub fn take(&mut self, subject: i64, mut see: impl FnMut(Seen)) -> Result<(), Error> {
        for run in &mut self.runs {
            run.take(subject, &mut see)?;
        }
        Ok(())
    }
}
