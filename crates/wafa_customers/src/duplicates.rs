//! Records that may be one person: suggested, merged by a person, taken apart again.
//!
//! Owns `customer_merge` and `customer_distinct`. Events out: `CustomersMerged`, `CustomersUnmerged`; the owner of
//! orders answers them by moving orders and returns, and the ladder follows.
//!
//! A merged record stays as it was, but for what moved: contacts and signals go to the record that lives on, which
//! also gets the tags, dates and fields it lacks. What moved is remembered, so that a merge can be taken back; of
//! several merges into one record the last is taken back first.
//!
//! **Invariant:** nothing is ever merged without a person saying so.

mod find;
mod merge;
mod unmerge;

use serde::{Deserialize, Serialize};
use wafa_db::DbError;
use wafa_kernel::{CustomerId, Day, Id, Moment};

use crate::ask::Ask;

pub use find::{DuplicatePair, TwinReason};

/// What a [`MergeId`] names.
#[derive(Debug)]
pub enum OfMerge {}
/// One merge of two records.
pub type MergeId = Id<OfMerge>;

/// A merge that stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MergeRow {
    /// Which.
    pub id: MergeId,
    /// The record that went into this one.
    pub merged: CustomerId,
    /// Its name.
    pub merged_name: String,
    /// When.
    pub merged_at: Moment,
    /// Whether it is the last one, which can be taken back.
    pub undoable: bool,
}

/// What a merge moved or filled, to be put back.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
struct Moved {
    /// Contacts that went over.
    contacts: Vec<i64>,
    /// Contacts the other record had as well.
    twice: Vec<Twice>,
    /// Signals that went over.
    signals: Vec<i64>,
    /// Tags the record that lives on did not have.
    tags: Vec<String>,
    /// Dates it did not have.
    dates: Vec<(String, Day)>,
    /// Fields that were blank and what they were filled with.
    fields: Vec<(String, String)>,
}

/// A contact both records had.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Twice {
    id: i64,
    kind: String,
    role: String,
    shown: String,
    key: String,
    batch: Option<i64>,
}

/// The merges into a record that stand, latest first.
pub(crate) async fn merges_of(ask: &mut Ask<'_>, customer: CustomerId) -> Result<Vec<MergeRow>, DbError> {
    const SQL: &str = "select m.id, m.merged_id, c.name, m.merged_at from customer_merge m \
        join customer c on c.id = m.merged_id where m.undone_at is null and m.kept_id";
    let rows = ask.rows_in(SQL, vec![customer.into()], "order by m.id desc").await?;
    let mut merges = Vec::with_capacity(rows.len());
    for (place, row) in rows.iter().enumerate() {
        let (id, merged, merged_name) = (row.get(0)?, row.get(1)?, row.get(2)?);
        merges.push(MergeRow { id, merged, merged_name, merged_at: row.get(3)?, undoable: place == 0 });
    }
    Ok(merges)
}

#[cfg(test)]
mod tests;
