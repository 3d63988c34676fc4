//! Trying an import out: everything is done as it would be, and nothing is kept.

use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;

use serde::Serialize;
use wafa_kernel::policy::action::Import;
use wafa_kernel::{BatchId, CalendarKind, Permit};

use crate::row::interpret::RowFacts;
use crate::row::occurrence::Occurrences;
use crate::row::problem::Problem;
use crate::start::prepare;
use crate::table::mapping::Mapping;
use crate::table::options::{DayOrder, ImportOptions};
use crate::write::chunk::{ChunkWriter, Tally};
use crate::write::produce::{Chunk, produce};
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
    /// Rows that are there already.
    pub duplicates: u64,
    /// Rows that cannot be read.
    pub problems: u64,
    /// Customers that would be added. Several rows that describe one person differently may count more than once.
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
}

impl Intake {
    /// Reads the whole file and says what an import would do. Writes nothing: every transaction is dropped.
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
        let business = self.business().await?;
        let today = self.customers.today().await?;
        let (path, mapping, options) = (file.to_owned(), mapping.clone(), options.clone());
        let prepared = blocking(move || prepare(&path, None, &mapping, &options, &business, today)).await?;
        let plan = Arc::new(prepared.plan);
        let batch: BatchId = self.db.new_id();
        let mut seen = Seen::new(&self.work_dir);
        let mut dry = DryRun { calendar: plan.calendar, date_order: plan.date_order, ..DryRun::default() };
        let mut writer = ChunkWriter::new(self.db.clone(), self.customers.clone(), Arc::clone(&plan), batch, today);
        let mut chunks = produce(file.to_owned(), Arc::clone(&plan), self.work_dir.clone(), 0, self.chunk);
        while let Some(chunk) = chunks.recv().await {
            let chunk = chunk?;
            let repeated_orders = seen.before(&chunk, &mut writer)?;
            let mut tx = self.db.begin().await?;
            let (tally, problems) = writer.write(&mut tx, chunk).await?;
            drop(tx);
            seen.after(&writer)?;
            dry.add(&tally, repeated_orders, &problems);
            watch(&dry, prepared.rows_estimate, &problems)?;
        }
        Ok(dry)
    }
}

impl DryRun {
    fn add(&mut self, tally: &Tally, repeated_orders: u64, problems: &[Problem]) {
        self.rows += tally.read;
        self.imported += tally.imported;
        self.duplicates += tally.duplicates;
        self.problems += tally.problems;
        self.create += tally.customers_added;
        self.update += tally.customers_changed;
        self.orders += tally.orders.saturating_sub(repeated_orders);
        self.returns += tally.returns;
        self.without_customer += tally.without_customer;
        let room = PROBLEMS_SHOWN.saturating_sub(self.first_problems.len());
        self.first_problems.extend(problems.iter().take(room).cloned());
    }
}

/// What earlier chunks would have written, remembered as hashes.
struct Seen {
    persons: Occurrences,
    orders: Occurrences,
}

impl Seen {
    fn new(scratch: &Path) -> Self {
        Self { persons: Occurrences::new(scratch), orders: Occurrences::new(scratch) }
    }

    /// Before a chunk: persons an earlier one would have added are taken as known; orders an earlier one would have
    /// begun are counted and handed back.
    fn before(&mut self, chunk: &Chunk, writer: &mut ChunkWriter) -> Result<u64, Error> {
        let mut repeated = 0;
        let mut numbers = HashSet::new();
        for facts in &chunk.rows {
            let person = match facts {
                RowFacts::Order(order) => {
                    if !order.number.is_empty() && numbers.insert(order.number.as_str()) {
                        repeated += u64::from(self.orders.next(hash(&order.number))? > 1);
                    }
                    order.person.as_ref()
                }
                RowFacts::Customer { person } => Some(person),
                RowFacts::Problem(_) => None,
            };
            if let Some(person) = person
                && self.persons.knows(hash(&person.identity))?
            {
                writer.assume_known(person);
            }
        }
        Ok(repeated)
    }

    /// After a chunk: whom it would have added is known from now on.
    fn after(&mut self, writer: &ChunkWriter) -> Result<(), Error> {
        for person in &writer.resolved {
            self.persons.next(hash(&person.identity))?;
        }
        Ok(())
    }
}

/// A hash of a text, for counting.
fn hash(text: &str) -> u128 {
    use std::hash::{DefaultHasher, Hash, Hasher};
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    u128::from(hasher.finish())
}
