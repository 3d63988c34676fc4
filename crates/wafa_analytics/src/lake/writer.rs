//! Writing a new set of files, and putting it in the place of the old one.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant, SystemTime};

use parquet::basic::{Compression, Encoding};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, Int32Type, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use parquet::schema::types::ColumnPath;
use wafa_kernel::{Day, Moment};

use super::folder_error;
use super::manifest::{Manifest, RowCounts, SCHEMA_VERSION, Span, Stamp};
use super::table::{Column, FactRow, TableKind};
use crate::error::Error;

/// Rows after which a row group ends, with its last customer.
const GROUP_ROWS: usize = 64 * 1024;
/// Rows after which it ends even within a customer, so that memory stays bounded.
const GROUP_LIMIT: usize = 1024 * 1024;
/// Builds begun by this process, so that no two share the names of their files.
static BUILDS: AtomicU64 = AtomicU64::new(0);
/// Drafts older than this belong to a build that died.
const ABANDONED: Duration = Duration::from_secs(3600);

/// Writes all tables of a new lake, then publishes it. Dropped before that, it leaves the old lake in place.
pub struct LakeWriter {
    folder: PathBuf,
    generation: String,
    begun: Instant,
    now: Moment,
    tables: Vec<TableWriter>,
    span: Option<Span>,
    /// Held while the build lasts, so that two processes do not remove each other's files.
    _lock: File,
}

impl LakeWriter {
    /// Begins a new set of files in a folder, as of `now`. Waits while another process builds in the same folder.
    ///
    /// # Errors
    /// [`Error::Folder`], [`Error::Damaged`].
    pub fn begin(folder: &Path, now: Moment) -> Result<Self, Error> {
        let lock = lock(folder)?;
        let number = BUILDS.fetch_add(1, Ordering::Relaxed);
        let generation = format!("{}-{}-{number}", now.ms(), std::process::id());
        let tables = TableKind::ALL.into_iter().map(|table| TableWriter::create(folder, table, &generation));
        let tables = tables.collect::<Result<Vec<_>, Error>>()?;
        Ok(Self { folder: folder.to_owned(), generation, begun: Instant::now(), now, tables, span: None, _lock: lock })
    }

    /// Adds rows to a table, in order of customer and day.
    ///
    /// # Errors
    /// [`Error::Folder`], [`Error::Damaged`].
    pub fn write(&mut self, table: TableKind, rows: &[FactRow]) -> Result<(), Error> {
        if matches!(table, TableKind::Orders | TableKind::Returns) {
            let days = rows.iter().filter(|row| row.counts).map(|row| Day::from_number(row.on));
            self.span = days.fold(self.span, |span, on| Some(Span::widen(span, on)));
        }
        match self.tables.iter_mut().find(|writer| writer.table == table) {
            Some(writer) => writer.push(rows),
            None => Ok(()),
        }
    }

    /// Ends all files and makes them the lake.
    ///
    /// # Errors
    /// [`Error::Folder`], [`Error::Damaged`]: the old lake stays.
    pub fn publish(self, stamp: Stamp) -> Result<Manifest, Error> {
        let before = Manifest::read(&self.folder)?;
        let mut rows = RowCounts::default();
        for writer in self.tables {
            let table = writer.table;
            rows.add(table, writer.finish()?);
        }
        let manifest = Manifest {
            schema_version: SCHEMA_VERSION,
            stamp,
            built_at: self.now,
            build_ms: u64::try_from(self.begun.elapsed().as_millis()).unwrap_or(u64::MAX),
            generation: self.generation,
            rows,
            span: self.span,
        };
        manifest.publish(&self.folder)?;
        remove_old(&self.folder, &[Some(&manifest), before.as_ref()]);
        Ok(manifest)
    }
}

fn lock(folder: &Path) -> Result<File, Error> {
    let path = folder.join("lock");
    let open = || -> std::io::Result<File> {
        let file = File::options().create(true).truncate(false).write(true).open(&path)?;
        match file.lock() {
            // A file system without locks is used by one process, we trust.
            Err(error) if error.kind() == std::io::ErrorKind::Unsupported => Ok(file),
            locked => locked.map(|()| file),
        }
    };
    open().map_err(|source| folder_error(&path, source))
}

/// Removes files of no kept manifest. What cannot be removed now is removed after the next build.
fn remove_old(folder: &Path, kept: &[Option<&Manifest>]) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let changed = entry.metadata().and_then(|meta| meta.modified()).unwrap_or_else(|_| SystemTime::now());
        let abandoned = name.ends_with(".tmp") && changed.elapsed().is_ok_and(|age| age > ABANDONED);
        let is_kept = kept.iter().flatten().any(|manifest| name.contains(&manifest.generation));
        let outdated = name.ends_with(".parquet") && TableKind::ALL.iter().any(|table| name.starts_with(table.stem()));
        let goes = abandoned || (outdated && !is_kept);
        if let Some(Err(error)) = goes.then(|| std::fs::remove_file(entry.path())) {
            tracing::warn!(%error, file = name, "an old file of the lake could not be removed");
        }
    }
}

/// A file not yet in its place: removed when it never gets there.
struct Draft(PathBuf);

impl Drop for Draft {
    fn drop(&mut self) {
        // Renamed or never made: nothing to remove.
        std::fs::remove_file(&self.0).ok();
    }
}

struct TableWriter {
    table: TableKind,
    draft: Draft,
    target: PathBuf,
    writer: SerializedFileWriter<File>,
    waiting: Vec<FactRow>,
    rows: u64,
}

impl TableWriter {
    fn create(folder: &Path, table: TableKind, generation: &str) -> Result<Self, Error> {
        let target = folder.join(format!("{}-{generation}.parquet", table.stem()));
        let draft = Draft(folder.join(format!("{}-{generation}.parquet.tmp", table.stem())));
        let file = File::create(&draft.0).map_err(|source| folder_error(&draft.0, source))?;
        let open = || {
            let schema = Arc::new(parse_message_type(&table.schema())?);
            SerializedFileWriter::new(file, schema, Arc::new(properties()))
        };
        let writer = open().map_err(|source| damaged(&draft.0, source))?;
        Ok(Self { table, draft, target, writer, waiting: Vec::new(), rows: 0 })
    }

    fn push(&mut self, rows: &[FactRow]) -> Result<(), Error> {
        for row in rows {
            let full = self.waiting.len() >= GROUP_ROWS;
            let customer_ends = self.waiting.last().is_some_and(|last| last.customer != row.customer);
            let aligned = customer_ends || row.customer == 0;
            if (full && aligned) || self.waiting.len() >= GROUP_LIMIT {
                self.flush()?;
            }
            self.waiting.push(*row);
        }
        Ok(())
    }

    fn flush(&mut self) -> Result<(), Error> {
        if self.waiting.is_empty() {
            return Ok(());
        }
        // Rows come by customer, day and id; within a day they are put in order of time. Nearly sorted, so quick.
        self.waiting.sort_by_key(FactRow::key);
        self.rows += self.waiting.len() as u64;
        write_group(&mut self.writer, self.table, &self.waiting).map_err(|source| damaged(&self.draft.0, source))?;
        self.waiting.clear();
        Ok(())
    }

    /// Puts the file in its place; says how many rows it has.
    fn finish(mut self) -> Result<u64, Error> {
        self.flush()?;
        let file = self.writer.into_inner().map_err(|source| damaged(&self.draft.0, source))?;
        file.sync_all().map_err(|source| folder_error(&self.draft.0, source))?;
        std::fs::rename(&self.draft.0, &self.target).map_err(|source| folder_error(&self.target, source))?;
        Ok(self.rows)
    }
}

fn damaged(path: &Path, source: ParquetError) -> Error {
    Error::Damaged { file: path.display().to_string(), source }
}

/// Ids and moments grow, so they are stored as differences; the rest by dictionary, which for runs of one customer
/// or one currency is nearly nothing.
fn properties() -> WriterProperties {
    let growing = |builder: parquet::file::properties::WriterPropertiesBuilder, name: &str| {
        let path = ColumnPath::from(name);
        builder
            .set_column_dictionary_enabled(path.clone(), false)
            .set_column_encoding(path, Encoding::DELTA_BINARY_PACKED)
    };
    let builder = WriterProperties::builder()
        .set_created_by("wafa".to_owned())
        .set_compression(Compression::SNAPPY)
        .set_statistics_enabled(EnabledStatistics::Chunk)
        .set_max_row_group_row_count(Some(GROUP_LIMIT + 1));
    ["at_ms", "order_id", "return_id"].into_iter().fold(builder, growing).build()
}

fn write_group(
    writer: &mut SerializedFileWriter<File>,
    table: TableKind,
    rows: &[FactRow],
) -> Result<(), ParquetError> {
    let mut group = writer.next_row_group()?;
    for column in table.columns() {
        let Some(mut target) = group.next_column()? else { break };
        match column {
            Column::Customer | Column::At | Column::Order | Column::Return | Column::Amount | Column::Quantity => {
                let values: Vec<i64> = rows.iter().map(|row| long(row, *column)).collect();
                target.typed::<Int64Type>().write_batch(&values, None, None)?;
            }
            Column::Day | Column::Since => {
                let values: Vec<i32> = rows.iter().map(|row| row.on).collect();
                target.typed::<Int32Type>().write_batch(&values, None, None)?;
            }
            Column::Currency | Column::Signal => {
                let values: Vec<ByteArray> = rows.iter().map(|row| row.word.bytes()).collect();
                target.typed::<ByteArrayType>().write_batch(&values, None, None)?;
            }
            Column::Counts => {
                let values: Vec<bool> = rows.iter().map(|row| row.counts).collect();
                target.typed::<BoolType>().write_batch(&values, None, None)?;
            }
        }
        target.close()?;
    }
    group.close()?;
    Ok(())
}

fn long(row: &FactRow, column: Column) -> i64 {
    match column {
        Column::Customer => row.customer,
        Column::At => row.at,
        Column::Amount => row.amount_minor,
        Column::Quantity => row.quantity,
        _ => row.id,
    }
}
