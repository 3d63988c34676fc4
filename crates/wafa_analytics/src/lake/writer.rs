//! Writing a sorted run, and making it part of the lake.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant, SystemTime};

use parquet::basic::{Compression, Encoding};
use parquet::data_type::{BoolType, ByteArrayType, Int32Type, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use parquet::schema::types::ColumnPath;
use wafa_kernel::Moment;

use super::batch::{Batch, Cells};
use super::bucket::Fetched;
use super::choices::Gathering;
use super::folder_error;
use super::manifest::{Manifest, RowCounts, Run, SCHEMA_VERSION, Span, Stamp, sync_folder};
use super::table::{FactRow, TableKind};
use crate::error::Error;

/// Rows after which a row group ends, with its last customer.
const GROUP_ROWS: usize = 64 * 1024;
/// Rows after which it ends even within a customer, so that memory stays bounded.
const GROUP_LIMIT: usize = 1024 * 1024;
/// Runs begun by this process, so that no two share the names of their files.
static RUNS: AtomicU64 = AtomicU64::new(0);
/// Drafts older than this belong to a build that died.
const ABANDONED: Duration = Duration::from_secs(3600);

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

/// A run whose files are in their places, but not yet part of the lake.
pub(super) struct Sealed {
    folder: PathBuf,
    now: Moment,
    build_ms: u64,
    run: Run,
    /// Held until the manifest is written, so that nobody sweeps the files away meanwhile.
    lock: File,
}

impl LakeWriter {
    /// Begins a run in a folder, as of `now`.
    ///
    /// # Errors
    /// [`Error::Folder`], [`Error::Damaged`].
    pub fn begin(folder: &Path, now: Moment) -> Result<Self, Error> {
        let number = RUNS.fetch_add(1, Ordering::Relaxed);
        let generation = format!("{}-{}-{number}", now.ms(), std::process::id());
        let tables = TableKind::FILES.into_iter().map(|table| TableWriter::create(folder, table, &generation));
        let tables = tables.collect::<Result<Vec<_>, Error>>()?;
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
            let file = writer.finish()?;
            rows.add(table, file.rows);
            if file.rows > 0 || (whole && table != TableKind::Owned) {
                finished.push(file);
            }
        }
        sync_all(&finished)?;
        let lock = lock(&self.folder)?;
        let mut bytes = 0;
        for Finished { draft, target, .. } in &finished {
            std::fs::rename(&draft.0, target).map_err(|source| folder_error(target, source))?;
            bytes += std::fs::metadata(target).map_err(|source| folder_error(target, source))?.len();
        }
        sync_folder(&self.folder).map_err(|source| folder_error(&self.folder, source))?;
        let build_ms = u64::try_from(self.begun.elapsed().as_millis()).unwrap_or(u64::MAX);
        let run = Run { generation: self.generation, rows, bytes, span: self.span, choices: self.choices.finish() };
        Ok(Sealed { folder: self.folder, now: self.now, build_ms, run, lock })
    }
}

impl Sealed {
    /// This run is the whole lake.
    fn replace_all(self, stamp: Stamp) -> Result<Manifest, Error> {
        let before = Manifest::read(&self.folder)?;
        let (build_ms, run) = (self.build_ms, self.run.clone());
        let after = Manifest { schema_version: SCHEMA_VERSION, stamp, built_at: self.now, build_ms, runs: vec![run] };
        self.put(before, after)
    }

    /// This run holds what changed since the lake was at a version before `stamp`. When somebody else has brought the
    /// lake further meanwhile, it is not needed.
    pub(super) fn add(self, stamp: Stamp) -> Result<Manifest, Error> {
        let before = Manifest::read(&self.folder)?.ok_or(Error::NotBuilt)?;
        if before.stamp.fact_version >= stamp.fact_version {
            self.throw_away();
            return Ok(before);
        }
        let mut after = Manifest { stamp, built_at: self.now, ..before.clone() };
        if self.run.rows.owned > 0 {
            after.runs.push(self.run.clone());
        }
        self.put(Some(before), after)
    }

    /// This run holds what changed since a lake that was fetched, which takes the place of the folder's unless somebody
    /// else has brought that further.
    pub(super) fn add_to(self, base: Manifest, fetched: Vec<Fetched>, stamp: Stamp) -> Result<Manifest, Error> {
        let before = Manifest::read(&self.folder)?;
        if let Some(further) = before.as_ref().filter(|before| before.is_beyond(stamp)) {
            let further = further.clone();
            self.throw_away();
            return Ok(further);
        }
        put_in_place(&self.folder, fetched)?;
        let mut after = Manifest { stamp, built_at: self.now, ..base };
        after.runs.push(self.run.clone());
        self.put(before, after)
    }

    /// This run holds what these runs held. When one of them is no longer there, it is not needed.
    pub(super) fn stand_for(self, merged: &[String]) -> Result<Manifest, Error> {
        let before = Manifest::read(&self.folder)?.ok_or(Error::NotBuilt)?;
        let is_merged = |run: &Run| merged.contains(&run.generation);
        let first = before.runs.iter().position(is_merged);
        let there = before.runs.iter().filter(|run| is_merged(run)).count() == merged.len();
        let Some(first) = first.filter(|_| there) else {
            self.throw_away();
            return Ok(before);
        };
        let mut after = before.clone();
        after.runs.retain(|run| !is_merged(run));
        after.runs.insert(first, self.run.clone());
        self.put(Some(before), after)
    }

    fn put(self, before: Option<Manifest>, after: Manifest) -> Result<Manifest, Error> {
        after.publish(&self.folder)?;
        sweep(&self.folder, &[Some(&after), before.as_ref()]);
        drop(self.lock);
        Ok(after)
    }

    fn throw_away(self) {
        for table in TableKind::FILES {
            // A table without rows has no file.
            std::fs::remove_file(self.folder.join(self.run.file(table))).ok();
        }
    }
}

/// Notes that the lake, as it is, is of another state of the facts: what changed is not in it.
pub(super) fn restamp(folder: &Path, stamp: Stamp, now: Moment) -> Result<(), Error> {
    let _lock = lock(folder)?;
    let before = Manifest::read(folder)?.ok_or(Error::NotBuilt)?;
    if before.stamp.fact_version >= stamp.fact_version {
        return Ok(());
    }
    Manifest { stamp, built_at: now, ..before }.publish(folder)
}

/// Puts fetched files in their places and their manifest in the place of the folder's, unless that is further.
pub(super) fn install(folder: &Path, after: Manifest, fetched: Vec<Fetched>) -> Result<(), Error> {
    let _lock = lock(folder)?;
    let before = Manifest::read(folder)?;
    if before.as_ref().is_some_and(|before| before.is_beyond(after.stamp)) {
        return Ok(());
    }
    put_in_place(folder, fetched)?;
    after.publish(folder)?;
    sweep(folder, &[Some(&after), before.as_ref()]);
    Ok(())
}

fn put_in_place(folder: &Path, fetched: Vec<Fetched>) -> Result<(), Error> {
    for one in &fetched {
        std::fs::rename(&one.draft, &one.target).map_err(|source| folder_error(&one.target, source))?;
    }
    sync_folder(folder).map_err(|source| folder_error(folder, source))
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
fn sweep(folder: &Path, kept: &[Option<&Manifest>]) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    let generations: Vec<&str> =
        kept.iter().flatten().flat_map(|manifest| &manifest.runs).map(|run| run.generation.as_str()).collect();
    for entry in entries.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let changed = entry.metadata().and_then(|meta| meta.modified()).unwrap_or_else(|_| SystemTime::now());
        let abandoned = name.ends_with(".tmp") && changed.elapsed().is_ok_and(|age| age > ABANDONED);
        let ours = TableKind::FILES.iter().find_map(|table| name.strip_prefix(table.stem())?.strip_prefix('-'));
        let generation = ours.and_then(|rest| rest.strip_suffix(".parquet"));
        let goes = abandoned || generation.is_some_and(|generation| !generations.contains(&generation));
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

struct Finished {
    draft: Draft,
    target: PathBuf,
    file: File,
    rows: u64,
}

/// Makes files durable, all at once: the system then waits for the disk once, not once per file.
fn sync_all(files: &[Finished]) -> Result<(), Error> {
    let synced: Vec<std::io::Result<()>> = std::thread::scope(|scope| {
        let started: Vec<_> = files.iter().map(|one| scope.spawn(|| one.file.sync_all())).collect();
        let interrupted = || Err(std::io::Error::from(std::io::ErrorKind::Interrupted));
        started.into_iter().map(|thread| thread.join().unwrap_or_else(|_| interrupted())).collect()
    });
    for (one, synced) in files.iter().zip(synced) {
        synced.map_err(|source| folder_error(&one.draft.0, source))?;
    }
    Ok(())
}

struct TableWriter {
    draft: Draft,
    target: PathBuf,
    writer: SerializedFileWriter<File>,
    waiting: Batch,
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
        Ok(Self { draft, target, writer, waiting: Batch::new(table), rows: 0 })
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
        write_group(&mut self.writer, &self.waiting).map_err(|source| damaged(&self.draft.0, source))?;
        self.waiting.clear();
        Ok(())
    }

    /// Ends the file, which is not durable yet.
    fn finish(mut self) -> Result<Finished, Error> {
        self.flush()?;
        let file = self.writer.into_inner().map_err(|source| damaged(&self.draft.0, source))?;
        Ok(Finished { draft: self.draft, target: self.target, file, rows: self.rows })
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
