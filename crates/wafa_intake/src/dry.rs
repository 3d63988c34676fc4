//! Trying an import out: everything is decided as it would be, and nothing is kept.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use serde::Serialize;
use wafa_kernel::policy::action::Import;
use wafa_kernel::{BatchId, CalendarKind, Permit};

use crate::batch::OddWord;
use crate::row::problem::Problem;
use crate::start::prepare;
use crate::table::mapping::Mapping;
use crate::table::options::{DayOrder, ImportOptions};
use crate::write::chunk::{ChunkWriter, Tally};
use crate::write::produce::produce;
use crate::{Error, Intake, blocking};

/// Problems shown, at most; all are counted.
const PROBLEMS_SHOWN: usize = 100;

/// Is told how far a trial has come: what was found, about how many rows there are, the latest problems.
pub type WatchTrial<'w> = &'w mut (dyn FnMut(&DryRun, u64, &[Problem]) -> Result<(), Error> + Send);

/// What an import would do.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct DryRun {
    /// Rows read.
    pub rows: u64,
    /// Rows that would be imported.
    pub imported: u64,
    /// Rows that would change an order that is there.
    pub updated: u64,
    /// Rows that are there already.
    pub duplicates: u64,
    /// Rows that cannot be read.
    pub problems: u64,
    /// Customers that would be added.
    pub create: u64,
    /// Customers that would be changed.
    pub update: u64,
    /// Orders that would be added.
    pub orders: u64,
    /// Returns that would be added.
    pub returns: u64,
    /// Orders that name nobody.
    pub without_customer: u64,
    /// The first problems.
    pub first_problems: Vec<Problem>,
    /// The calendar dates are read in.
    pub calendar: Option<CalendarKind>,
    /// The order of their parts.
    pub date_order: Option<DayOrder>,
    /// Words for the status nobody knows; such orders would count as placed. The most frequent first.
    pub odd_statuses: Vec<OddWord>,
}

impl Intake {
    /// Reads the whole file and says what an import would do. Writes nothing: every transaction is dropped.
    ///
    /// The counts are those of the import, but for customers added and changed where rows more than a chunk apart
    /// have nothing in common with each other and both with one known customer (a phone here, an address there).
    ///
    /// # Errors
    /// What makes the file no table, what the mapping lacks, or those of the database.
    pub async fn dry_run(
        &self,
        permit: &Permit<Import>,
        file: &Path,
        mapping: &Mapping,
        options: &ImportOptions,
    ) -> Result<DryRun, Error> {
        self.dry_run_watched(permit, file, mapping, options, &mut |_, _, _| Ok(())).await
    }

    /// The same, told as it goes: after every chunk what was found so far, about how many rows there are, and the
    /// problems of the chunk. A refusal of `watch` ends it.
    ///
    /// # Errors
    /// As [`Self::dry_run`], and whatever `watch` refuses with.
    pub async fn dry_run_watched(
        &self,
        _permit: &Permit<Import>,
        file: &Path,
        mapping: &Mapping,
        options: &ImportOptions,
        watch: WatchTrial<'_>,
    ) -> Result<DryRun, Error> {
        let options = options.plain()?;
        let business = self.business().await?;
        let today = self.customers.today().await?;
        let (path, mapping, options) = (file.to_owned(), mapping.clone(), options);
        let prepared = blocking(move || prepare(&path, None, &mapping, &options, &business, today)).await?;
        let plan = Arc::new(prepared.plan);
        let batch: BatchId = self.db.new_id();
        let mut dry = DryRun { calendar: plan.calendar, date_order: plan.date_order, ..DryRun::default() };
        let mut odd: BTreeMap<Box<str>, u64> = BTreeMap::new();
        let writer = ChunkWriter::new(self.db.clone(), self.customers.clone(), Arc::clone(&plan), batch, today);
        let mut writer = writer.on_trial();
        let mut chunks = produce(file.to_owned(), Arc::clone(&plan), self.work_dir.clone(), 0, self.chunk);
        while let Some(chunk) = chunks.recv().await {
            let mut tx = self.db.begin().await?;
            let written = writer.write(&mut tx, chunk?).await?;
            drop(tx);
            for (word, rows) in written.odd_statuses {
                *odd.entry(word).or_default() += rows;
            }
            dry.add(&written.tally, &written.problems);
            watch(&dry, prepared.rows_estimate, &written.problems)?;
        }
        dry.odd_statuses = odd.into_iter().map(|(word, rows)| OddWord { word: word.into(), rows }).collect();
        dry.odd_statuses.sort_by(|a, b| b.rows.cmp(&a.rows).then_with(|| a.word.cmp(&b.word)));
        dry.odd_statuses.truncate(20);
        Ok(dry)
    }
}

impl DryRun {
    fn add(&mut self, tally: &Tally, problems: &[Problem]) {
        self.rows += tally.read;
        self.imported += tally.imported;
        self.updated += tally.updated;
        self.duplicates += tally.duplicates;
        self.problems += tally.problems;
        self.create += tally.customers_added;
        self.update += tally.customers_changed;
        self.orders += tally.orders;
        self.returns += tally.returns;
        self.without_customer += tally.without_customer;
        let room = PROBLEMS_SHOWN.saturating_sub(self.first_problems.len());
        self.first_problems.extend(problems.iter().take(room).cloned());
    }
}
