//! One run of an import, as people see it.

use serde::Serialize;
use wafa_kernel::{BatchId, CalendarKind, Currency, Moment};

use crate::table::options::{DayOrder, Unit};
use crate::write::store::Batch;

/// How far an import has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum BatchState {
    /// Rows are being written.
    Running,
    /// All rows are written; the customers are being placed on the ladder.
    Settling,
    /// Finished.
    Done,
    /// Being taken back.
    Undoing,
    /// Taken back.
    Undone,
    /// The file could not be read to its end; what was written stays and can be taken back.
    Failed,
}

impl BatchState {
    /// All of them.
    pub const ALL: [Self; 6] = [Self::Running, Self::Settling, Self::Done, Self::Undoing, Self::Undone, Self::Failed];
    /// The name used in storage, URLs and texts.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Settling => "settling",
            Self::Done => "done",
            Self::Undoing => "undoing",
            Self::Undone => "undone",
            Self::Failed => "failed",
        }
    }
    /// Nothing more happens by itself.
    #[must_use]
    pub const fn is_final(self) -> bool {
        matches!(self, Self::Done | Self::Undone | Self::Failed)
    }
    pub(crate) fn stored(text: &str) -> Self {
        Self::ALL.into_iter().find(|state| state.as_str() == text).unwrap_or(Self::Failed)
    }
}

/// A word of the file nobody knows, and on how many rows it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OddWord {
    /// As it is written.
    pub word: String,
    /// On how many rows.
    pub rows: u64,
}

/// How far an import, or taking it back, has come.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Progress {
    /// Which import.
    pub batch: BatchId,
    /// Its state.
    pub state: BatchState,
    /// Rows accounted for.
    pub rows_done: u64,
    /// Rows in the file; an estimate until all are read.
    pub rows_total: u64,
    /// Customers placed on the ladder, or orders taken back.
    pub settled: u64,
    /// About how many there are.
    pub to_settle: u64,
    /// How much of the work is done, 0–1.
    pub share: f64,
}

/// What an import did.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[allow(missing_docs)]
pub struct BatchReport {
    pub batch: BatchId,
    pub file_name: String,
    pub preset: String,
    pub state: BatchState,
    pub rows_read: u64,
    pub rows_imported: u64,
    /// Rows that changed an order that was there: it has come further, or more of it was given back.
    pub rows_updated: u64,
    pub rows_duplicate: u64,
    pub rows_problem: u64,
    pub orders_added: u64,
    pub returns_added: u64,
    pub customers_added: u64,
    pub customers_changed: u64,
    /// Orders that name nobody.
    pub without_customer: u64,
    pub created_at: Moment,
    pub finished_at: Option<Moment>,
    pub created_by: String,
    /// Why it failed: the code of the error.
    pub note: String,
    pub calendar: Option<CalendarKind>,
    pub date_order: Option<DayOrder>,
    pub currency: Option<Currency>,
    pub unit: Option<Unit>,
    /// Words for the status nobody knows; such orders count as placed. The most frequent first, in the report of one
    /// import only.
    pub odd_statuses: Vec<OddWord>,
}

impl BatchReport {
    pub(crate) fn of(batch: &Batch) -> Self {
        let plan = batch.plan().ok();
        let tally = batch.tally;
        Self {
            batch: batch.id,
            file_name: batch.file_name.clone(),
            preset: batch.preset.clone(),
            state: batch.state,
            rows_read: tally.read,
            rows_imported: tally.imported,
            rows_updated: tally.updated,
            rows_duplicate: tally.duplicates,
            rows_problem: tally.problems,
            orders_added: tally.orders,
            returns_added: tally.returns,
            customers_added: tally.customers_added,
            customers_changed: tally.customers_changed,
            without_customer: tally.without_customer,
            created_at: batch.created_at,
            finished_at: batch.finished_at,
            created_by: batch.created_by.clone(),
            note: batch.note.clone(),
            calendar: plan.as_ref().and_then(|plan| plan.calendar),
            date_order: plan.as_ref().and_then(|plan| plan.date_order),
            currency: plan.as_ref().map(|plan| plan.currency),
            unit: plan.as_ref().map(|plan| plan.unit),
            odd_statuses: Vec::new(),
        }
    }

    /// Every row read is imported, an update, a duplicate or a problem.
    #[must_use]
    pub const fn reconciles(&self) -> bool {
        self.rows_read == self.rows_imported + self.rows_updated + self.rows_duplicate + self.rows_problem
    }
}

impl Progress {
    #[allow(clippy::cast_precision_loss)]
    pub(crate) fn of(batch: &Batch) -> Self {
        let part = |done: u64, all: u64| if all == 0 { 1.0 } else { (done as f64 / all as f64).min(1.0) };
        let to_settle = match batch.state {
            BatchState::Undoing => batch.tally.orders + batch.tally.returns + 2 * batch.tally.customers_added,
            _ => batch.tally.customers_added + batch.tally.customers_changed,
        };
        let share = match batch.state {
            BatchState::Running => 0.85 * part(batch.rows_done, batch.rows_total),
            BatchState::Settling => 0.15f64.mul_add(part(batch.settled, to_settle), 0.85).min(0.99),
            BatchState::Undoing => part(batch.settled, to_settle).min(0.99),
            BatchState::Done | BatchState::Undone | BatchState::Failed => 1.0,
        };
        Self {
            batch: batch.id,
            state: batch.state,
            rows_done: batch.rows_done,
            rows_total: batch.rows_total.max(batch.rows_done),
            settled: batch.settled,
            to_settle: to_settle.max(batch.settled),
            share,
        }
    }
}
