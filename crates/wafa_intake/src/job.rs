//! Imports in the background: the worker carries on whatever was begun, also after a restart.

use serde::Deserialize;
use wafa_db::{BoxError, BoxFuture, Job, Work};
use wafa_kernel::BatchId;

use crate::start::job;
use crate::write::store;
use crate::{BatchState, Error, Intake};

/// Kind of the job that runs an import.
pub const RUN: &str = "intake.run";
/// Kind of the job that takes an import back.
pub const UNDO: &str = "intake.undo";

/// Carries a batch on.
pub struct IntakeJob {
    intake: Intake,
    kind: &'static str,
}

impl IntakeJob {
    /// Does jobs of one kind: [`RUN`] or [`UNDO`].
    #[must_use]
    pub const fn new(intake: Intake, kind: &'static str) -> Self {
        Self { intake, kind }
    }
}

#[derive(Deserialize)]
struct Body {
    batch: BatchId,
}

impl Work for IntakeJob {
    fn kind(&self) -> &'static str {
        self.kind
    }

    fn run<'a>(&'a self, job: &'a Job) -> BoxFuture<'a, Result<(), BoxError>> {
        Box::pin(async move {
            let body: Body = serde_json::from_str(&job.body)?;
            match self.intake.run(body.batch, &mut |_| {}).await {
                // Somebody else carries it on, or the file is at fault and the batch says so: trying again mends nothing.
                Ok(_) | Err(Error::TakenOver | Error::NotFound) => Ok(()),
                Err(error) => {
                    let state = store::load(&self.intake.db, body.batch).await.map(|batch| batch.state);
                    if matches!(state, Ok(BatchState::Failed)) { Ok(()) } else { Err(error.into()) }
                }
            }
        })
    }
}

impl Intake {
    /// Enqueues whatever was cut off; call it when the server starts. Says how many batches that are.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn resume_unfinished(&self) -> Result<usize, Error> {
        let unfinished = store::unfinished(&self.db).await?;
        let mut tx = self.db.begin().await?;
        for batch in &unfinished {
            let kind = if batch.state == BatchState::Undoing { UNDO } else { RUN };
            tx.enqueue(job(kind, batch.id, tx.now())).await?;
        }
        tx.commit().await?;
        Ok(unfinished.len())
    }
}
