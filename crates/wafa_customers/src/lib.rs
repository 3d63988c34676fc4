//! The customer register, identity and merge, tags, saved views and the loyalty ladder.
//!
//! Owns every `customer…` table, the setting `ladder.rules`, the timers `ladder.slide` and the job
//! `ladder.recompute`. Events in: orders and returns of others (as [`Customers::subscription`] says). Events out:
//! `CustomerAdded`, `CustomerChanged`, `CustomersMerged`, `CustomersUnmerged`, `NoteAdded`, `SignalRecorded`,
//! `RungChanged`, `LadderRulesChanged`.
//!
//! **Invariants:** an id of another system names one customer; two records are never merged without a person saying
//! so; a merge taken back leaves both records as they were; rung and history follow from facts and rules alone.
//!
//! Why one crate: the list, the ladder and the identity of customers change together, and all three read the same
//! row, `customer_standing`.

mod acts;
mod ask;
mod bulk;
mod duplicates;
mod error;
mod ladder;
mod list;
mod place;
mod register;
mod search;
#[cfg(test)]
mod shop;
mod signals;
mod tags;
mod traits;
mod views;

use std::sync::Arc;

use wafa_db::history::PurchaseHistory;
use wafa_db::{Alarm, Db, React, Subscription, Work};
use wafa_kernel::Day;

pub use acts::{ActId, OfAct, TagAct};
pub use bulk::{Collision, Collisions, DeletedBatch, FieldChange, Incoming, Resolved};
pub use duplicates::{DuplicatePair, MergeId, MergeRow, TwinReason};
pub use error::Error;
pub use ladder::{LadderFlow, Mismatch, RuleVersion, RungFlow, RungReport, RungStep};
pub use list::{Count, ExportRow, ListQuery, ListRow, Sort, SortKey};
pub use place::today;
pub use register::{
    Contact, ContactId, ContactKind, Field, Fields, NewContact, NewCustomer, NextRung, OfContact, Profile, SignalId,
    SignalRow, Standing,
};
pub use traits::Trait;
pub use views::{NewView, View, ViewChange, ViewId};

/// The customers of the business. Cheap to clone.
#[derive(Clone)]
pub struct Customers {
    pub(crate) db: Db,
    pub(crate) purchases: Arc<dyn PurchaseHistory>,
    pub(crate) of_batch: &'static str,
    pub(crate) everybody: Arc<list::Everybody>,
}

/// Whom an import added; the register knows no more of imports.
const ADDED_BY_BATCH: &str = "select id as customer_id from customer where batch_id = ";

impl Customers {
    /// Customers kept in `db`, whose purchases `purchases` tells.
    #[must_use]
    pub fn new(db: Db, purchases: Arc<dyn PurchaseHistory>) -> Self {
        Self { db, purchases, of_batch: ADDED_BY_BATCH, everybody: Arc::default() }
    }

    /// With the importer's own word on whose customers an import has to do with: a statement that selects
    /// `customer_id` and ends where the id of the import belongs.
    #[must_use]
    pub const fn knowing_batches(mut self, of_batch: &'static str) -> Self {
        self.of_batch = of_batch;
        self
    }

    /// What the ladder wants to hear of; give it to the database when it is opened.
    #[must_use]
    pub const fn subscription() -> Subscription {
        Subscription { name: "ladder", wants: ladder::wants }
    }

    /// The ladder's answer to orders and returns, for the worker.
    #[must_use]
    pub fn reaction(&self) -> Arc<dyn React> {
        Arc::new(ladder::LadderReaction(self.clone()))
    }

    /// Lets customers slide back on the day, for the worker.
    #[must_use]
    pub fn alarm(&self) -> Arc<dyn Alarm> {
        Arc::new(ladder::LadderAlarm(self.clone()))
    }

    /// Judges everybody anew after the rules changed, for the worker.
    #[must_use]
    pub fn work(&self) -> Arc<dyn Work> {
        Arc::new(ladder::LadderWork(self.clone()))
    }

    /// Today, in the time zone of the business.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn today(&self) -> Result<Day, Error> {
        Ok(place::place_of(&self.db).await?.day_of(self.db.now()))
    }
}
