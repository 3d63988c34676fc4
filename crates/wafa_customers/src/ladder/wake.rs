//! What wakes the ladder: orders of others, timers, new rules.

use wafa_db::{Alarm, BoxError, BoxFuture, Job, React, Tx, Work};
use wafa_kernel::{Actor, CustomerId, Event, Moment, Recorded};

use crate::error::Error;
use crate::ladder::refresh::{Announce, refresh};
use crate::ladder::rules::recompute_job;
use crate::ladder::store::TIMER;
use crate::{Customers, place};

/// Name of the subscriber.
pub(crate) const NAME: &str = "ladder";
const ACTOR: Actor = Actor::System("ladder");
/// Customers judged by one job before it hands over to the next.
const PER_JOB: i64 = 2_000;

/// Which events concern the ladder.
pub(crate) fn wants(kind: &'static str) -> bool {
    matches!(kind, "order_placed" | "order_cancelled" | "order_returned" | "orders_reassigned")
}

/// Judges the customers of an event anew.
pub(crate) struct LadderReaction(pub Customers);

impl React for LadderReaction {
    fn name(&self) -> &'static str {
        NAME
    }
    fn handle<'a>(&'a self, event: &'a Recorded, tx: &'a mut Tx) -> BoxFuture<'a, Result<(), BoxError>> {
        Box::pin(async move {
            let customers: Vec<CustomerId> = match &event.event {
                Event::OrderPlaced { customer, .. }
                | Event::OrderCancelled { customer, .. }
                | Event::OrderReturned { customer, .. } => customer.iter().copied().collect(),
                Event::OrdersReassigned { customer, from } => vec![*customer, *from],
                _ => Vec::new(),
            };
            for customer in &customers {
                tx.lock(customer.raw()).await?;
            }
            let today = place::today(tx).await?;
            let announce = Announce::Because(&ACTOR, event);
            refresh(tx, self.0.purchases.as_ref(), &customers, today, announce).await.map_err(told)?;
            Ok(())
        })
    }
}

/// Lets a customer slide back on the day.
pub(crate) struct LadderAlarm(pub Customers);

impl Alarm for LadderAlarm {
    fn kind(&self) -> &'static str {
        TIMER
    }
    fn ring<'a>(&'a self, subject: i64, _due_at: Moment, tx: &'a mut Tx) -> BoxFuture<'a, Result<(), BoxError>> {
        Box::pin(async move {
            tx.lock(subject).await?;
            let today = place::today(tx).await?;
            let customer = [CustomerId::from_raw(subject)];
            refresh(tx, self.0.purchases.as_ref(), &customer, today, Announce::By(&ACTOR)).await.map_err(told)?;
            wafa_db::facts::changed(tx, []).await?;
            Ok(())
        })
    }
}

/// Judges everybody anew after the rules changed, some thousand at a time; what a crash leaves is taken up again.
pub(crate) struct LadderWork(pub Customers);

#[derive(serde::Deserialize)]
struct Body {
    version: i64,
    after: i64,
}

impl Work for LadderWork {
    fn kind(&self) -> &'static str {
        "ladder.recompute"
    }
    fn run<'a>(&'a self, job: &'a Job) -> BoxFuture<'a, Result<(), BoxError>> {
        Box::pin(async move {
            let body: Body = serde_json::from_str(&job.body)?;
            if let Some((last, _)) = self.0.recompute_after(body.after, PER_JOB).await.map_err(told)? {
                let mut tx = self.0.db.begin().await?;
                let run_at = tx.now();
                tx.enqueue(recompute_job(body.version, last, run_at)).await?;
                tx.commit().await?;
            }
            Ok(())
        })
    }
}

/// The worker tells a database that is busy from work that is wrong by the error of the database itself.
fn told(error: Error) -> BoxError {
    match error {
        Error::Db(error) => error.into(),
        other => other.into(),
    }
}
