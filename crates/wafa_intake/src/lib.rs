//! Importers: a shop's real files, read, checked, written once and undoable.
//!
//! Owns the tables `intake_batch`, `intake_problem`, `intake_remark`, `intake_change` and `intake_mapping`, and copies of the files while
//! they are needed. Writes customers and orders through their owners. Records [`ImportFinished`] and [`ImportUndone`];
//! the orders themselves are history and make no events, but news about an order that was there before is one.
//!
//! The way of a file: [`source`] reads it as rows, [`table`] says what its columns mean, [`row`] turns a row into facts
//! or a problem, [`write`] puts chunks of facts into the database.
//!
//! **Invariants**
//! - Rows read = rows imported + updated + duplicates + problems, for every chunk and every batch.
//! - The same file again adds and changes nothing; equal rows of one file all count.
//! - A row that contradicts the order it names is a problem that says what stands against what; nothing is merged.
//! - An order only goes forward: a later state takes effect, an older file does not take it back.
//! - A chunk and the count of the rows it accounts for are written in one transaction: an import that was cut off goes
//!   on exactly where it was.
//! - Memory does not grow with the file.
//! - Who an order belongs to is never guessed: only ids, phones and e-mails identify.
//!
//! Why the importer may use customers and sales while they may not use each other: it is composition, and nothing
//! depends on it but the edges.
//!
//! [`ImportFinished`]: wafa_kernel::Event::ImportFinished
//! [`ImportUndone`]: wafa_kernel::Event::ImportUndone

mod batch;
mod dry;
mod error;
mod job;
mod problems_file;
mod row;
mod rows_shown;
mod run;
mod saved;
mod sheet;
mod source;
mod start;
mod table;
mod undo;
mod write;

pub use batch::{BatchReport, BatchState, OddWord, Progress};
pub use dry::{DryRun, WatchTrial};
pub use error::Error;
pub use job::{IntakeJob, RUN, UNDO};
pub use row::problem::{Problem, Reason};
pub use rows_shown::{RowShown, RowsShown};
pub use saved::SavedMapping;
pub use sheet::{Dates, Sheet, SheetRow};
pub use source::{Corrections, Format};
pub use start::Started;
pub use table::inspect::{ColumnGuess, Digits, FileKind, Inspection};
pub use table::mapping::{ColumnRule, Mapping, Overwrite, Preset};
pub use table::meaning::Meaning;
pub use table::options::{DayOrder, ImportOptions, Unit};
pub use write::store::CUSTOMERS_OF_BATCH;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use wafa_customers::Customers;
use wafa_db::{Db, Work};
use wafa_kernel::policy::action::Import;
use wafa_kernel::{BatchId, Business, Permit};
use wafa_sales::Sales;

/// Imports files. Cheap to clone.
#[derive(Clone)]
pub struct Intake {
    db: Db,
    customers: Customers,
    work_dir: PathBuf,
    chunk: usize,
}

impl Intake {
    /// Imports into this database; copies of files are kept in `work_dir` while they are needed.
    #[must_use]
    pub fn new(db: Db, customers: Customers, _sales: Sales, work_dir: PathBuf) -> Self {
        Self { db, customers, work_dir, chunk: write::produce::CHUNK }
    }

    /// Rows of one transaction, about; for tests of what happens between chunks.
    #[must_use]
    pub const fn with_chunk(mut self, rows: usize) -> Self {
        self.chunk = rows;
        self
    }

    /// The background work of imports, for the worker.
    #[must_use]
    pub fn works(&self) -> Vec<Arc<dyn Work>> {
        vec![Arc::new(IntakeJob::new(self.clone(), RUN)), Arc::new(IntakeJob::new(self.clone(), UNDO))]
    }

    /// A first look at a file: the first 1,000 rows, what they seem to mean, what has to be asked.
    ///
    /// # Errors
    /// What makes the file no table, or those of the database.
    pub async fn inspect(&self, _permit: &Permit<Import>, file: &Path, preset: Preset) -> Result<Inspection, Error> {
        let today = self.customers.today().await?;
        let path = file.to_owned();
        let mut inspection = blocking(move || table::inspect::inspect(&path, preset, today)).await?;
        inspection.saved = self.mapping_for(&inspection.header_hash, &inspection.header).await?;
        Ok(inspection)
    }

    /// How far an import has come.
    ///
    /// # Errors
    /// [`Error::NotFound`], or those of the database.
    pub async fn progress(&self, _permit: &Permit<Import>, batch: BatchId) -> Result<Progress, Error> {
        Ok(Progress::of(&write::store::load(&self.db, batch).await?))
    }

    /// What an import did.
    ///
    /// # Errors
    /// [`Error::NotFound`], or those of the database.
    pub async fn result(&self, _permit: &Permit<Import>, batch: BatchId) -> Result<BatchReport, Error> {
        self.report(&write::store::load(&self.db, batch).await?).await
    }

    /// The latest imports, newest first.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn batches(&self, _permit: &Permit<Import>, limit: u32) -> Result<Vec<BatchReport>, Error> {
        Ok(write::store::latest(&self.db, limit).await?.iter().map(BatchReport::of).collect())
    }

    /// Rows of an import that were not imported, in order of the file.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn problems(
        &self,
        _permit: &Permit<Import>,
        batch: BatchId,
        after_row: u64,
        limit: u32,
    ) -> Result<Vec<Problem>, Error> {
        write::store::problems(&self.db, batch, after_row, limit).await
    }

    async fn report(&self, batch: &write::store::Batch) -> Result<BatchReport, Error> {
        let odd_statuses = write::store::remarks(&self.db, batch.id, ODD_STATUS).await?;
        Ok(BatchReport { odd_statuses, ..BatchReport::of(batch) })
    }

    async fn business(&self) -> Result<Business, Error> {
        let stored = self.db.setting::<Business>(BUSINESS).await?;
        Ok(stored.map(|(business, _)| business).unwrap_or_default())
    }

    /// Where the copy of the file of a batch lies.
    fn copy_of(&self, batch: BatchId) -> PathBuf {
        self.work_dir.join(format!("{batch}.import"))
    }
}

/// Under which words for a status nobody knows are kept.
const ODD_STATUS: &str = "odd_status";

/// Under which the settings of the business are kept.
const BUSINESS: &str = "business";

/// Runs work that reads files where it does not hold up others.
async fn blocking<T: Send + 'static>(work: impl FnOnce() -> Result<T, Error> + Send + 'static) -> Result<T, Error> {
    tokio::task::spawn_blocking(work).await.map_err(|error| Error::Io(std::io::Error::other(error)))?
}

#[cfg(test)]
mod tests;
