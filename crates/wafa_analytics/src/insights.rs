//! The figures as a service: up to date, remembered, permitted, off the async threads.

use std::sync::Arc;

use wafa_db::Db;
use wafa_kernel::policy::action::ReadInsights;
use wafa_kernel::{Day, Permit};

use crate::cache::Cache;
use crate::error::Error;
use crate::figures::{Figures, figures};
use crate::lake::{Lake, Manifest};
use crate::question::Question;

/// A build that took longer than this is not repeated within a page view …
const SLOW_BUILD_MS: u64 = 2_000;
/// … unless the lake is older than this many times what its build took.
const BUILDS_APART: u64 = 20;

/// Answers questions about the shop. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Insights {
    db: Db,
    lake: Lake,
    cache: Arc<Cache>,
}

impl Insights {
    /// Answers from this lake, which is kept up to date with this database.
    #[must_use]
    pub fn new(db: Db, lake: Lake) -> Self {
        Self { db, lake, cache: Arc::default() }
    }

    /// The lake below.
    #[must_use]
    pub fn lake(&self) -> &Lake {
        &self.lake
    }

    /// The figures, of the facts as they are now.
    ///
    /// A large lake is not rebuilt at every view while orders come in: its figures may then be behind by up to twenty
    /// times as long as a build takes. [`Insights::freshen`] first asks for now.
    ///
    /// # Errors
    /// [`Error`] of the database and the lake.
    pub async fn figures(&self, _permit: &Permit<ReadInsights>, question: Question) -> Result<Arc<Figures>, Error> {
        self.keep_up().await?;
        self.answer(question).await
    }

    /// First and last day to ask periods for, so that they add up to the whole as of a day: from the first fact to the
    /// as-of day, and no further than today or the last fact, whichever is later. An as-of day in a far future makes
    /// no list of empty periods.
    ///
    /// # Errors
    /// As [`Self::figures`].
    pub async fn reach(&self, _permit: &Permit<ReadInsights>, as_of: Day, today: Day) -> Result<(Day, Day), Error> {
        self.keep_up().await?;
        Ok(reach(self.lake.span()?, as_of, today))
    }

    /// What the lake holds.
    ///
    /// # Errors
    /// [`Error::Folder`].
    pub fn status(&self, _permit: &Permit<ReadInsights>) -> Result<Option<Manifest>, Error> {
        self.lake.status()
    }

    /// Brings the lake up to date now, however long it takes: after an import, and on the command line.
    ///
    /// # Errors
    /// As [`Self::figures`].
    pub async fn freshen(&self) -> Result<(), Error> {
        self.lake.refresh(&self.db).await.map(|_| ())
    }

    async fn keep_up(&self) -> Result<(), Error> {
        if let Some(manifest) = self.lake.status()? {
            let age = u64::try_from(self.db.now().ms() - manifest.built_at.ms()).unwrap_or(0);
            if manifest.build_ms > SLOW_BUILD_MS && age < manifest.build_ms * BUILDS_APART {
                return Ok(());
            }
        }
        self.freshen().await
    }

    async fn answer(&self, question: Question) -> Result<Arc<Figures>, Error> {
        let stamp = self.lake.reader()?.stamp();
        if let Some(known) = self.cache.get(stamp, &question) {
            return Ok(known);
        }
        let answer = match self.compute(&question).await {
            // A file damaged or gone: the lake can be built anew at any time.
            Err(error @ (Error::Damaged { .. } | Error::Folder { .. })) => {
                tracing::warn!(%error, "the lake is built anew");
                self.lake.rebuild(&self.db).await?;
                self.compute(&question).await?
            }
            answer => answer?,
        };
        let answer = Arc::new(answer);
        self.cache.put(stamp, question, Arc::clone(&answer));
        Ok(answer)
    }

    async fn compute(&self, question: &Question) -> Result<Figures, Error> {
        let (lake, asked) = (self.lake.clone(), question.clone());
        let computing = tokio::task::spawn_blocking(move || figures(&lake, &asked));
        computing.await.map_err(|_| Error::Interrupted)?
    }
}

/// [`Insights::reach`] for a lake of this span.
#[must_use]
pub fn reach(span: Option<(Day, Day)>, as_of: Day, today: Day) -> (Day, Day) {
    let (first, last) = span.unwrap_or((as_of.min(today), today));
    let from = first.min(as_of);
    (from, as_of.min(today.max(last)).max(from))
}

#[cfg(test)]
mod tests;
