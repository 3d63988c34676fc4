//! Jobs that take longer than their lease.

use std::sync::Arc;
use std::time::Duration;

use super::{PRODUCTS, add_product, count};
use crate::testkit;
use crate::work::{BoxError, BoxFuture, Job, Work, Worker};
use crate::{Db, NewJob};

/// Holds the only writer of SQLite while the time comes at which its lease is renewed.
struct Slow(Db);

impl Work for Slow {
    fn kind(&self) -> &'static str {
        "slow"
    }
    fn run<'a>(&'a self, _job: &'a Job) -> BoxFuture<'a, Result<(), BoxError>> {
        Box::pin(async move {
            let mut tx = self.0.begin().await?;
            tokio::time::sleep(Duration::from_secs(61)).await;
            add_product(&mut tx, "slow").await?;
            tx.commit().await?;
            Ok(())
        })
    }
}

/// The hours of this test pass by themselves, as soon as nobody has anything to do.
#[tokio::test(start_paused = true)]
async fn a_job_keeps_its_transaction_while_its_lease_is_renewed() {
    let test = testkit::sqlite(Vec::new()).await;
    let slow: Arc<dyn Work> = Arc::new(Slow(test.db.clone()));
    let worker = Worker { db: test.db.clone(), reactions: Vec::new(), works: vec![slow], alarms: Vec::new() };
    let mut tx = test.db.begin().await.unwrap();
    let job = NewJob { kind: "slow", body: String::new(), run_at: tx.now(), priority: 0, dedupe_key: None };
    tx.enqueue(job).await.unwrap().unwrap();
    tx.commit().await.unwrap();
    worker.settle().await.unwrap();
    assert_eq!(count(&test.db, PRODUCTS).await, 1);
    assert_eq!(count(&test.db, "select count(*) from job where done_at is not null and attempts = 1").await, 1);
}
