//! Writing the files of a sorted run.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use parquet::basic::{Compression, Encoding};
use parquet::data_type::{BoolType, ByteArrayType, Int32Type, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use parquet::schema::types::ColumnPath;
use wafa_kernel::Moment;

use super::batch::{Batch, Cells};
use super::choices::Gathering;
use super::folder_error;
use super::manifest::{Manifest, RowCounts, Run, Span, Stamp};
use super::seal::Sealed;
use super::table::{FactRow, TableKind};
use crate::error::Error;

/// Rows after which a row group ends, with its last customer.
const GROUP_ROWS: usize = 64 * 1024;
/// Rows after which it ends even within a customer, so that memory stays bounded.
const GROUP_LIMIT: usize = 1024 * 1024;
/// Runs begun by this process, so that no two share the names of their files.
static RUNS: AtomicU64 = AtomicU64::new(0);

/// Writes all tables of a run, then makes it part of the lake. Dropped before that, it leaves the lake as it was.
pub struct LakeWriter {
    folder: PathBuf,
    generation: String,
    begun: Instant,
    now: Moment,
    tables: Vec<TableWriter>,
    span: Option<Span>,
    choices: Gathering,
}

impl LakeWriter {
    /// Begins a run in a folder, as of `now`.
    ///
    /// # Errors
    /// [`Error::Folder`] when there is no such folder.
    pub fn begin(folder: &Path, now: Moment) -> Result<Self, Error> {
        std::fs::metadata(folder).map_err(|source| folder_error(folder, source))?;
        let number = RUNS.fetch_add(1, Ordering::Relaxed);
        let generation = format!("{}-{}-{number}", now.ms(), std::process::id());
        let tables = TableKind::FILES.into_iter().map(|table| TableWriter::new(folder, table, &generation)).collect();
        Ok(Self {
            folder: folder.to_owned(),
            generation,
            begun: Instant::now(),
            now,
            tables,
            span: None,
            choices: Gathering::default(),
        })
    }

    /// Adds rows to a table, in order of customer and day.
    ///
    /// # Errors
    /// [`Error::Folder`], [`Error::Damaged`].
    pub fn write(&mut self, table: TableKind, rows: &[FactRow]) -> Result<(), Error> {
        self.push(&Batch::of_rows(table, rows))
    }

    pub(super) fn push(&mut self, rows: &Batch) -> Result<(), Error> {
        self.span = rows.money_days().fold(self.span, |span, on| Some(Span::widen(span, on)));
        self.choices.see(rows);
        match self.tables.iter_mut().find(|writer| writer.waiting.table == rows.table) {
            Some(writer) => writer.push(rows),
            None => Ok(()),
        }
    }

    /// Ends all files and makes them the whole lake.
    ///
    /// # Errors
    /// [`Error::Folder`], [`Error::Damaged`]: the old lake stays.
    pub fn publish(self, stamp: Stamp) -> Result<Manifest, Error> {
        self.seal(true)?.replace_all(stamp)
    }

    /// Ends all files and puts them in their places. A run that is not `whole` keeps no files of empty tables.
    pub(super) fn seal(self, whole: bool) -> Result<Sealed, Error> {
        let mut finished = Vec::with_capacity(self.tables.len());
        let mut rows = RowCounts::default();
        for writer in self.tables {
            let table = writer.waiting.table;
            if let Some(file) = writer.finish(whole && table != TableKind::Owned)? {
                rows.add(table, file.rows);
                finished.push(file);
            }
        }
        let build_ms = u64::try_from(self.begun.elapsed().as_millis()).unwrap_or(u64::MAX);
        let run = Run { generation: self.generation, rows, bytes: 0, span: self.span, choices: self.choices.finish() };
        Sealed::new(self.folder, self.now, build_ms, run, finished)
    }
}

/// A file not yet in its place: removed when it never gets there.
pub(super) struct Draft(pub PathBuf);

impl Drop for Draft {
    fn drop(&mut self) {
        // Renamed or never made: nothing to remove.
        std::fs::remove_file(&self.0).ok();
    }
}

/// A file that is written, but neither durable nor in its place.
pub(super) struct Finished {
    pub draft: Draft,
    pub target: PathBuf,
    pub file: File,
    rows: u64,
}

/// One table on its way into a file, which is made with its first rows.
struct TableWriter {
    draft: Draft,
    target: PathBuf,
    writer: Option<SerializedFileWriter<File>>,
    waiting: Batch,
    rows: u64,
}

impl TableWriter {
    fn new(folder: &Path, table: TableKind, generation: &str) -> Self {
        let target = folder.join(format!("{}-{generation}.parquet", table.stem()));
        let draft = Draft(folder.join(format!("{}-{generation}.parquet.tmp", table.stem())));
        Self { draft, target, writer: None, waiting: Batch::new(table), rows: 0 }
    }

    fn open(&mut self) -> Result<&mut SerializedFileWriter<File>, Error> {
        let writer = match self.writer.take() {
            Some(writer) => writer,
            None => {
                let file = File::create(&self.draft.0).map_err(|source| folder_error(&self.draft.0, source))?;
                let schema = parse_message_type(&self.waiting.table.schema());
                schema
                    .and_then(|schema| SerializedFileWriter::new(file, Arc::new(schema), Arc::new(properties())))
                    .map_err(|source| damaged(&self.draft.0, source))?
            }
        };
        Ok(self.writer.insert(writer))
    }

    /// Takes rows in, ending a row group with a customer where there is room.
    fn push(&mut self, rows: &Batch) -> Result<(), Error> {
        let nobodys = rows.table.is_nobodys();
        let mut from = 0;
        while from < rows.len() {
            let room = GROUP_ROWS.saturating_sub(self.waiting.len());
            let mut until = (from + room).min(rows.len());
            let last = if until > from {
                Some(rows.subject(until - 1))
            } else {
                self.waiting.len().checked_sub(1).map(|last| self.waiting.subject(last))
            };
            if !nobodys && until < rows.len() && last == Some(rows.subject(until)) {
                until = rows.end_of_subject(until).min(until + GROUP_LIMIT);
            }
            self.waiting.append(rows, from..until);
            from = until;
            if self.waiting.len() >= GROUP_ROWS && (from < rows.len() || self.waiting.len() >= GROUP_LIMIT) {
                self.flush()?;
            }
        }
        Ok(())
    }

    fn flush(&mut self) -> Result<(), Error> {
        if self.waiting.len() == 0 {
            return Ok(());
        }
        // Rows come by customer, day and id; within a day they are put in order of time. Nearly sorted, so quick.
        self.waiting.sort();
        self.rows += self.waiting.len() as u64;
        self.open()?;
        if let Some(writer) = &mut self.writer {
            write_group(writer, &self.waiting).map_err(|source| damaged(&self.draft.0, source))?;
        }
        self.waiting.clear();
        Ok(())
    }

    /// Ends the file, which is not durable yet. None without rows, unless the file is wanted all the same.
    fn finish(mut self, always: bool) -> Result<Option<Finished>, Error> {
        self.flush()?;
        if always {
            self.open()?;
        }
        let Some(writer) = self.writer else { return Ok(None) };
        let file = writer.into_inner().map_err(|source| damaged(&self.draft.0, source))?;
        Ok(Some(Finished { draft: self.draft, target: self.target, file, rows: self.rows }))
    }
}

fn damaged(path: &Path, source: ParquetError) -> Error {
    Error::Damaged { file: path.display().to_string(), source }
}

/// Ids and moments grow, so they are stored as differences; amounts as they are, which is read fastest; the rest by
/// dictionary, which for runs of one customer or one currency is nearly nothing.
fn properties() -> WriterProperties {
    let growing = |builder: parquet::file::properties::WriterPropertiesBuilder, name: &str| {
        let path = ColumnPath::from(name);
        builder
            .set_column_dictionary_enabled(path.clone(), false)
            .set_column_encoding(path, Encoding::DELTA_BINARY_PACKED)
    };
    let builder = WriterProperties::builder()
        .set_created_by("wafa".to_owned())
        .set_column_dictionary_enabled(ColumnPath::from("amount_minor"), false)
        .set_compression(Compression::SNAPPY)
        .set_statistics_enabled(EnabledStatistics::Chunk)
        .set_max_row_group_row_count(Some(GROUP_LIMIT + GROUP_ROWS));
    ["at_ms", "order_id", "return_id", "line_id", "event_id"].into_iter().fold(builder, growing).build()
}

fn write_group(writer: &mut SerializedFileWriter<File>, rows: &Batch) -> Result<(), ParquetError> {
    let mut group = writer.next_row_group()?;
    for cells in &rows.columns {
        let Some(mut target) = group.next_column()? else { break };
        match cells {
            Cells::Long(values) => target.typed::<Int64Type>().write_batch(values, None, None)?,
            Cells::Int(values) => target.typed::<Int32Type>().write_batch(values, None, None)?,
            Cells::Text(values) => target.typed::<ByteArrayType>().write_batch(values, None, None)?,
            Cells::Flag(values) => target.typed::<BoolType>().write_batch(values, None, None)?,
        };
        target.close()?;
    }
    group.close()?;
    Ok(())
}
