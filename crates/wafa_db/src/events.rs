//! Reading the event log.

use wafa_kernel::{CustomerId, EventId, Recorded};

use crate::db::Db;
use crate::error::DbError;
use crate::row::Row;
use crate::values;

const OF_CUSTOMER: &str = "select id, occurred_at, recorded_at, actor, cause_id, depth, body from timeline_event \
    where customer_id = $1 and id < $2 order by id desc limit $3";
const AFTER: &str = "select id, occurred_at, recorded_at, actor, cause_id, depth, body from timeline_event \
    where id > $1 order by id limit $2";
pub(crate) const ONE: &str =
    "select id, occurred_at, recorded_at, actor, cause_id, depth, body from timeline_event where id = $1";

impl Db {
    /// A customer's events, latest first; `before` continues a list.
    ///
    /// # Errors
    /// [`DbError`].
    pub async fn events_of(
        &self,
        customer: CustomerId,
        before: Option<EventId>,
        limit: u32,
    ) -> Result<Vec<Recorded>, DbError> {
        let before = before.unwrap_or(EventId::from_raw(i64::MAX));
        let rows = self.read(OF_CUSTOMER, values![customer, before, limit]).await?;
        rows.iter().map(recorded).collect()
    }
    /// Events after one, in the order of their ids. With several writers an event with a smaller id may still
    /// appear later: what must miss nothing is a subscriber, not a reader of this list.
    ///
    /// # Errors
    /// [`DbError`].
    pub async fn events_after(&self, id: Option<EventId>, limit: u32) -> Result<Vec<Recorded>, DbError> {
        let rows = self.read(AFTER, values![id.unwrap_or(EventId::from_raw(0)), limit]).await?;
        rows.iter().map(recorded).collect()
    }
}

pub(crate) fn recorded(row: &Row) -> Result<Recorded, DbError> {
    Ok(Recorded {
        id: row.get(0)?,
        occurred_at: row.get(1)?,
        recorded_at: row.get(2)?,
        actor: row.get(3)?,
        cause: row.get(4)?,
        depth: row.get(5)?,
        event: serde_json::from_str(&row.get::<String>(6)?)?,
    })
}
