//! The lake: a folder of Parquet files with all facts, sorted by customer and time.
//!
//! **Schema, version 1** (every column required; days are `DATE`, moments `TIMESTAMP_MILLIS` in UTC):
//! - `orders`: `customer_id, on_day, at_ms, order_id, amount_minor, quantity, currency, counts`; all orders of
//!   identified customers, those that do not count included (`counts` = false). Merged customers are already one.
//! - `orders_without_customer`: the same columns, `customer_id` = 0.
//! - `returns`, `returns_without_customer`: `customer_id, on_day, at_ms, return_id, amount_minor, currency`.
//! - `customers`: `customer_id, created_on` (never later than the local day); records merged into others left out.
//! - `signals`: `customer_id, on_day, kind`.
//!
//! Rows are sorted by `(customer_id, on_day, at_ms, id)`; a row group ends with a customer. No names, phones or
//! other personal data are in it. DuckDB, polars, pandas and Spark open the files as they are.
//!
//! **Invariants:** `manifest.json` names one complete set of files, of one [`Stamp`]; it is replaced by a rename after
//! its files are on disk, so that a crash leaves the old lake or the new one. Files of the set before it stay until
//! the next build, for passes that are still reading them. Builds in one folder happen one after the other, whoever
//! makes them. Everything can be deleted and rebuilt.

mod cursor;
mod extract;
mod manifest;
mod pass;
mod table;
mod verify;
mod writer;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use wafa_db::Db;
use wafa_kernel::Day;

use crate::error::Error;

pub use manifest::{Manifest, RowCounts, Span, Stamp};
pub use pass::{OpenedLake, Selection};
pub use table::{FactRow, TableKind, Word};
pub use verify::Mismatch;
pub use writer::LakeWriter;

/// A handle on the folder. Cheap to clone; clones share one lock against building twice at once.
#[derive(Debug, Clone)]
pub struct Lake {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    folder: PathBuf,
    building: tokio::sync::Mutex<()>,
}

impl Lake {
    /// A lake in this folder, which is made if it is not there.
    ///
    /// # Errors
    /// [`Error::Folder`].
    pub fn open(folder: impl Into<PathBuf>) -> Result<Self, Error> {
        let folder = folder.into();
        std::fs::create_dir_all(&folder).map_err(|source| folder_error(&folder, source))?;
        Ok(Self { inner: Arc::new(Inner { folder, building: tokio::sync::Mutex::new(()) }) })
    }

    /// The folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.inner.folder
    }

    /// What the lake holds; `None` before the first build and when the files are of another version of Wafa.
    ///
    /// # Errors
    /// [`Error::Folder`].
    pub fn status(&self) -> Result<Option<Manifest>, Error> {
        Manifest::read(self.folder())
    }

    /// First and last day with an order that counts or a return, of identified customers; `None` without one. The
    /// periods of this span add up to the whole.
    ///
    /// # Errors
    /// [`Error::Folder`].
    pub fn span(&self) -> Result<Option<(Day, Day)>, Error> {
        Ok(self.status()?.and_then(|manifest| manifest.span).map(|span| (span.first_on, span.last_on)))
    }

    /// Opens the files for folding.
    ///
    /// # Errors
    /// [`Error::NotBuilt`] before the first build.
    pub fn reader(&self) -> Result<OpenedLake, Error> {
        let manifest = self.status()?.ok_or(Error::NotBuilt)?;
        Ok(OpenedLake::new(self.folder().to_owned(), manifest))
    }

    /// Brings the lake up to date: builds it anew when the facts have changed since it was built.
    ///
    /// # Errors
    /// Of the database and of the folder. The lake stays as it was then.
    pub async fn refresh(&self, db: &Db) -> Result<Stamp, Error> {
        let _alone = self.inner.building.lock().await;
        let current = extract::current_stamp(db).await?;
        match self.status()? {
            Some(manifest) if manifest.stamp == current => Ok(current),
            _ => extract::build(db, self.folder()).await,
        }
    }

    /// Builds the lake anew.
    ///
    /// # Errors
    /// As [`Self::refresh`].
    pub async fn rebuild(&self, db: &Db) -> Result<Stamp, Error> {
        let _alone = self.inner.building.lock().await;
        extract::build(db, self.folder()).await
    }

    /// Tables whose number of rows differs from the database's: none after [`Self::refresh`], unless a file was
    /// damaged or an owner changed facts without saying so.
    ///
    /// # Errors
    /// As [`Self::refresh`]; [`Error::Damaged`].
    pub async fn mismatches(&self, db: &Db) -> Result<Vec<Mismatch>, Error> {
        verify::mismatches(self, db).await
    }
}

pub(crate) fn folder_error(path: &Path, source: std::io::Error) -> Error {
    Error::Folder { path: path.display().to_string(), source }
}

#[cfg(test)]
mod tests;
