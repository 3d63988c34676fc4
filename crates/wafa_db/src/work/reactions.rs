//! Carrying events to one subscriber.

use futures::StreamExt;
use wafa_kernel::{EventId, Moment};

use super::{AT_ONCE, ATTEMPTS_MOST, BATCH, BoxError, LEASE_MS, React, account, guarded, next_attempt};
use crate::db::Db;
use crate::error::DbError;
use crate::{events, values};

const CLAIM: &str = "update outbox set lease_until = $2, attempts = attempts + 1 where subscriber = $3 and event_id in (\
    select o.event_id from outbox o where o.subscriber = $3 and o.dead = false and o.run_at <= $1 and o.lease_until < $1 \
    and not exists (select 1 from outbox e where e.subscriber = o.subscriber and e.customer_id = o.customer_id \
    and e.event_id < o.event_id and e.dead = false) \
    order by o.run_at, o.event_id limit $4 {{skip_locked}}) and lease_until < $1 returning event_id, attempts";
const TAKE: &str = "delete from outbox where event_id = $1 and subscriber = $2 and lease_until = $3";
const FAIL: &str = "update outbox set run_at = $4, lease_until = 0, last_error = $5, dead = $6 \
    where event_id = $1 and subscriber = $2 and lease_until = $3";

/// One row this worker holds.
#[derive(Clone, Copy)]
struct Claim {
    event: EventId,
    attempts: i64,
    lease: Moment,
}

/// Claims and handles one batch; whether there was anything.
pub(super) async fn batch(db: &Db, reaction: &dyn React) -> Result<bool, DbError> {
    let claims = claim(db, reaction.name()).await?;
    let found = !claims.is_empty();
    let mut handled =
        futures::stream::iter(claims).map(|claim| settle_one(db, reaction, claim)).buffer_unordered(AT_ONCE);
    let mut first_error = Ok(());
    while let Some(outcome) = handled.next().await {
        first_error = first_error.and(outcome);
    }
    first_error.map(|()| found)
}

async fn claim(db: &Db, subscriber: &'static str) -> Result<Vec<Claim>, DbError> {
    const ANY: &str =
        "select 1 from outbox where subscriber = $1 and dead = false and run_at <= $2 and lease_until < $2 limit 1";
    let now = db.now();
    // A look by a reader spares the writer a transaction.
    if db.read(ANY, values![subscriber, now]).await?.is_empty() {
        return Ok(Vec::new());
    }
    let lease = now.plus_ms(LEASE_MS);
    let mut tx = db.begin().await?;
    let rows = tx.read(CLAIM, values![now, lease, subscriber, BATCH]).await?;
    tx.commit().await?;
    let claim = |row: &crate::Row| Ok(Claim { event: row.get(0)?, attempts: row.get(1)?, lease });
    rows.iter().map(claim).collect()
}

/// Handles one row. A failure of the handler is written down; only a failure of the database is an error here.
async fn settle_one(db: &Db, reaction: &dyn React, claim: Claim) -> Result<(), DbError> {
    let Err(error) = handle(db, reaction, claim).await else { return Ok(()) };
    if let Some(db_error) = error.downcast_ref::<DbError>()
        && db_error.kind() == wafa_kernel::ErrorKind::Unavailable
    {
        return Err(db_error.clone());
    }
    let dead = claim.attempts >= ATTEMPTS_MOST;
    let text = account(error.as_ref());
    tracing::warn!(reaction = reaction.name(), event = %claim.event, attempts = claim.attempts, dead, error = text, "a reaction failed");
    let mut tx = db.begin().await?;
    let next = next_attempt(db.now(), claim.attempts);
    tx.execute(FAIL, values![claim.event, reaction.name(), claim.lease, next, text, dead]).await?;
    tx.commit().await
}

async fn handle(db: &Db, reaction: &dyn React, claim: Claim) -> Result<(), BoxError> {
    let mut tx = db.begin().await?;
    if tx.execute(TAKE, values![claim.event, reaction.name(), claim.lease]).await? == 0 {
        // The lease ran out and somebody else has it now.
        return Ok(());
    }
    let rows = tx.read(events::ONE, values![claim.event]).await?;
    if let Some(row) = rows.first() {
        let event = events::recorded(row)?;
        guarded(reaction.handle(&event, &mut tx)).await?;
    }
    tx.commit().await?;
    Ok(())
}
