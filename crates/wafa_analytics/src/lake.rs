//! The lake: a folder of Parquet files with all facts, sorted by customer and time.
//!
//! **Schema, version 3** (every column required; days are `DATE`, moments `TIMESTAMP_MILLIS` in UTC; see `docs/lake.md`):
//! - `orders`: `customer_id, on_day, at_ms, order_id, amount_minor, quantity, currency, counts, source, campaign, city`;
//!   all orders of identified customers, those that do not count included (`counts` = false). Merged customers are one.
//! - `lines`: `customer_id, on_day, at_ms, order_id, line_id, product_code, product_name, quantity, amount_minor,
//!   currency, counts, source`; what was in the orders.
//! - `returns`: `customer_id, on_day, at_ms, return_id, order_id, amount_minor, currency, source`; order 0 when the
//!   return names none, and the source of that order.
//! - `orders_without_customer`, `lines_without_customer`, `returns_without_customer`: the same with `customer_id` = 0.
//! - `customers`: `customer_id, created_on` (never later than the local day); records merged into others left out.
//! - `signals`: `customer_id, on_day, kind`.
//! - `rungs`: `customer_id, on_day, rung, from_rung, rules_version`; the history of the ladder, from 0 where it begins.
//! - `events`: `customer_id, on_day, at_ms, event_id, kind`; the day is that of the moment in UTC.
//! - `owned`: `customer_id, on_day`; in later runs only, see below.
//!
//! Rows are sorted by `(customer_id, on_day, at_ms, id)`; a row group ends with a customer. No names, phones or
//! other personal data are in it. DuckDB, polars, pandas and Spark open the files as they are.
//!
//! **Runs.** The first run holds everything. When facts change, a small run is added with the *whole* history of every
//! customer they belong to, deleted ones included, whose ids are its `owned`; the newest run that owns a customer has
//! all that is known of her, and what older runs say of her no longer counts. Facts that name nobody belong to their
//! day (`owned`: customer 0 and the day). Runs are put together in the background.
//!
//! **Invariants:** `manifest.json` names one complete set of runs, of one [`Stamp`]; it is replaced by a rename after
//! its files are on disk, so that a crash leaves the old lake or the new one. Files of the set before it stay until
//! the next change, for passes that are still reading them. Everything can be deleted and rebuilt.

mod baskets;
mod batch;
mod bucket;
mod choices;
mod compact;
mod cursor;
pub(crate) mod detail;
mod extract;
mod manifest;
pub(crate) mod pass;
mod runs;
mod seal;
mod source;
mod status;
mod table;
mod verify;
mod writer;

use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use wafa_db::Db;
use wafa_kernel::{Day, Moment};

use crate::error::Error;

pub use baskets::Baskets;
pub use bucket::{BucketConfig, BucketStatus, Patience, Trouble};
pub use choices::{Choices, ProductChoice};
pub use manifest::{Manifest, RowCounts, Run, Span, Stamp};
pub use pass::{OpenedLake, Selection};
pub use status::{LakeStatus, RunStatus};
pub use table::{FactRow, TableKind, Word};
pub use verify::Mismatch;
pub use writer::LakeWriter;

/// How the bucket is brought in step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Share {
    /// What it lacks is sent; what somebody else wrote is taken over.
    Step,
    /// Everything is written anew from the folder, whatever lies there.
    Anew,
}

/// A handle on the folder. Cheap to clone; clones share one lock against building twice at once.
#[derive(Debug, Clone)]
pub struct Lake {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    folder: PathBuf,
    building: tokio::sync::Mutex<()>,
    compacting: tokio::sync::Mutex<()>,
    shared: Option<bucket::Shared>,
}

impl Lake {
    /// A lake in this folder, which is made if it is not there.
    ///
    /// # Errors
    /// [`Error::Folder`].
    pub fn open(folder: impl Into<PathBuf>) -> Result<Self, Error> {
        Self::with(folder.into(), None)
    }

    fn with(folder: PathBuf, shared: Option<bucket::Shared>) -> Result<Self, Error> {
        std::fs::create_dir_all(&folder).map_err(|source| folder_error(&folder, source))?;
        Ok(Self {
            inner: Arc::new(Inner {
                folder,
                building: tokio::sync::Mutex::default(),
                compacting: tokio::sync::Mutex::default(),
                shared,
            }),
        })
    }

    /// The same folder as the working copy of a lake called `name` in a bucket. Asks nothing yet.
    ///
    /// # Errors
    /// [`Error::BucketConfig`].
    pub fn sharing(self, config: &BucketConfig, name: &str) -> Result<Self, Error> {
        let bucket = bucket::Bucket::open(config, name)?;
        Self::with(self.folder().to_owned(), Some(bucket::Shared::new(bucket)))
    }

    /// Asks something of the lake that takes a thread for a while. Runs may be put together while they are read: then
    /// the new ones are asked. A lake with files that are damaged or gone is built anew, as it can be at any time.
    ///
    /// # Errors
    /// Those of the question; of the database, when the lake has to be built anew.
    pub(crate) async fn ask<T: Send + 'static>(
        &self,
        db: &Db,
        ask: impl Fn(&Self) -> Result<T, Error> + Send + Sync + 'static,
    ) -> Result<T, Error> {
        let (ask, before) = (Arc::new(ask), self.generation());
        let asking = || {
            let (lake, ask) = (self.clone(), Arc::clone(&ask));
            tokio::task::spawn_blocking(move || ask(&lake))
        };
        for attempt in 0..2 {
            match asking().await.map_err(|_| Error::Interrupted)? {
                Err(error @ (Error::Damaged { .. } | Error::Folder { .. })) => {
                    tracing::warn!(%error, attempt, "the lake could not be read");
                }
                answer => return answer,
            }
        }
        {
            let _alone = self.inner.building.lock().await;
            // Whoever asked beside us may have mended it.
            if self.generation() == before {
                tracing::warn!("the lake is built anew");
                extract::build(db, self.folder()).await?;
            }
        }
        asking().await.map_err(|_| Error::Interrupted)?
    }

    /// Which build of the lake lies there: that of its first run.
    fn generation(&self) -> Option<String> {
        self.status().ok()??.runs.first().map(|run| run.generation.clone())
    }

    /// Brings the bucket in step with the folder; nothing without a bucket.
    ///
    /// # Errors
    /// [`Error::Bucket`] and its kin; the folder and what lies in the bucket stay good.
    pub async fn share(&self, db: &Db, share: Share) -> Result<(), Error> {
        match self.shared() {
            Some(shared) => shared.sync(self, db, share).await,
            None => Ok(()),
        }
    }

    /// Whether there is a bucket that lacks something and was not in trouble within the last half minute.
    ///
    /// # Errors
    /// [`Error::Folder`].
    pub fn sharing_is_due(&self, db: &Db) -> Result<bool, Error> {
        let Some(shared) = self.shared() else { return Ok(false) };
        Ok(self.status()?.is_some_and(|local| shared.is_due(self.folder(), &local, db.now().ms())))
    }

    /// Objects of the bucket that are missing or not what was written; every one is read.
    ///
    /// # Errors
    /// [`Error::Bucket`].
    pub async fn damaged_objects(&self) -> Result<Vec<String>, Error> {
        bucket::damaged(self).await
    }

    fn shared(&self) -> Option<&bucket::Shared> {
        self.inner.shared.as_ref()
    }

    async fn alone(&self) -> tokio::sync::MutexGuard<'_, ()> {
        self.inner.building.lock().await
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
        Ok(self.status()?.and_then(|manifest| manifest.span()).map(|span| (span.first_on, span.last_on)))
    }

    /// Opens the files for folding.
    ///
    /// # Errors
    /// [`Error::NotBuilt`] before the first build.
    pub fn reader(&self) -> Result<OpenedLake, Error> {
        let manifest = self.status()?.ok_or(Error::NotBuilt)?;
        OpenedLake::new(self.folder().to_owned(), manifest)
    }

    /// Brings the lake up to date: reads anew what belongs to those whose facts have changed, or everything when it is
    /// not known whose.
    ///
    /// # Errors
    /// Of the database and of the folder. The lake stays as it was then.
    pub async fn refresh(&self, db: &Db) -> Result<Stamp, Error> {
        let _alone = self.inner.building.lock().await;
        let current = extract::current_stamp(db).await?;
        let status = self.status()?;
        if let Some(manifest) = &status {
            if manifest.stamp == current {
                return Ok(current);
            }
            let changed = extract::look(db, manifest).await?;
            if !changed.is_everything() || self.shared().is_none() {
                return extract::bring_up(changed, db, self.folder(), manifest, None).await;
            }
        }
        // Fetching is quicker than reading all of the database.
        if let Some(shared) = self.shared()
            && let Some(stamp) = shared.begin_with(self, db).await
        {
            return Ok(stamp);
        }
        extract::build(db, self.folder()).await
    }

    /// Whether it is time to put runs together.
    #[must_use]
    pub fn is_due(&self, manifest: &Manifest) -> bool {
        compact::due(manifest).is_some()
    }

    /// Puts runs together when it is time to; says whether it was. Takes seconds on a large lake, during which the lake
    /// is read and brought up to date as always.
    ///
    /// # Errors
    /// Of the folder; the lake stays as it was then.
    pub async fn compact_when_due(&self, now: Moment) -> Result<bool, Error> {
        let Ok(_alone) = self.inner.compacting.try_lock() else { return Ok(false) };
        let Some(manifest) = self.status()? else { return Ok(false) };
        let Some(which) = compact::due(&manifest) else { return Ok(false) };
        self.put_together(manifest, which, now).await.map(|_| true)
    }

    /// Puts all runs together into one; the lake then has one file per table.
    ///
    /// # Errors
    /// [`Error::NotBuilt`]; of the folder.
    pub async fn compact(&self, now: Moment) -> Result<Manifest, Error> {
        let _alone = self.inner.compacting.lock().await;
        let manifest = self.status()?.ok_or(Error::NotBuilt)?;
        if manifest.runs.len() == 1 {
            return Ok(manifest);
        }
        let all = 0..manifest.runs.len();
        self.put_together(manifest, all, now).await
    }

    async fn put_together(&self, manifest: Manifest, which: Range<usize>, now: Moment) -> Result<Manifest, Error> {
        let folder = self.folder().to_owned();
        let working = tokio::task::spawn_blocking(move || compact::compact(&folder, &manifest, which, now));
        working.await.map_err(|_| Error::Interrupted)?
    }

    /// What the lake holds, how large it is and how far behind the facts.
    ///
    /// # Errors
    /// Of the database and of the folder.
    pub async fn describe(&self, db: &Db) -> Result<LakeStatus, Error> {
        status::describe(self, db).await
    }

    /// Builds the lake anew.
    ///
    /// # Errors
    /// As [`Self::refresh`].
    pub async fn rebuild(&self, db: &Db) -> Result<Stamp, Error> {
        let _alone = self.inner.building.lock().await;
        extract::build(db, self.folder()).await
    }

    /// Tables whose rows differ from the database's: none after [`Self::refresh`], unless a file was
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
