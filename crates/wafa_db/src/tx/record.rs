//! Recording events: the log row and the outbox rows, in the transaction of the change.

use wafa_kernel::{Actor, Event, EventId, Moment, Recorded};

use super::Tx;
use crate::error::DbError;
use crate::facts::{self, Whose};
use crate::values;

/// Longest chain of events that cause one another.
const DEPTH_MOST: i32 = 8;
/// Version of the stored form of events.
const VERSION: i32 = 1;

const INSERT_EVENT: &str = "insert into timeline_event (id, customer_id, kind, version, occurred_at, recorded_at, actor, cause_id, depth, dedupe_key, body) \
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, null, $10)";
const INSERT_OUTBOX: &str = "insert into outbox (event_id, subscriber, customer_id, run_at, lease_until, attempts, last_error, dead) \
    values ($1, $2, $3, $4, 0, 0, null, false)";

impl Tx {
    /// Records that something happened now.
    ///
    /// # Errors
    /// [`DbError`].
    pub async fn record(&mut self, actor: &Actor, event: Event) -> Result<EventId, DbError> {
        let now = self.now();
        self.write_event(actor, event, now, None, 0).await
    }
    /// Records that something happened at an earlier moment.
    ///
    /// # Errors
    /// [`DbError`].
    pub async fn record_at(&mut self, actor: &Actor, event: Event, occurred_at: Moment) -> Result<EventId, DbError> {
        self.write_event(actor, event, occurred_at, None, 0).await
    }
    /// Records what followed from another event.
    ///
    /// # Errors
    /// [`DbError::TooDeep`] when the chain of causes grows beyond eight: reactions that answer one another for ever.
    pub async fn record_caused(&mut self, actor: &Actor, event: Event, cause: &Recorded) -> Result<EventId, DbError> {
        let depth = cause.depth.saturating_add(1);
        if depth > DEPTH_MOST {
            return Err(DbError::TooDeep { depth });
        }
        let now = self.now();
        self.write_event(actor, event, now, Some(cause.id), depth).await
    }

    async fn write_event(
        &mut self,
        actor: &Actor,
        event: Event,
        occurred_at: Moment,
        cause: Option<EventId>,
        depth: i32,
    ) -> Result<EventId, DbError> {
        let (id, now, kind, customer): (EventId, _, _, _) = (self.new_id(), self.now(), event.kind(), event.customer());
        let body = serde_json::to_string(&event)?;
        let row = values![id, customer, kind, VERSION, occurred_at, now, actor.to_string(), cause, depth, body];
        self.execute(INSERT_EVENT, row).await?;
        let listeners = self.db().subscribers().iter().filter(|subscriber| (subscriber.wants)(kind));
        let rows: Vec<_> = listeners.map(|listener| values![id, listener.name, customer, now]).collect();
        if !rows.is_empty() {
            self.execute_many(INSERT_OUTBOX, rows).await?;
        }
        if let Some(customer) = customer {
            // What happened to a customer is a fact of hers.
            facts::changed(self, [Whose::Customer(customer)]).await?;
        }
        self.wake_after();
        Ok(id)
    }
}
