//! The fit as background work.

use wafa_db::{BoxError, BoxFuture, Job, NewJob, Work};
use wafa_kernel::Moment;

use super::{FitRequest, Predictor};

/// The kind of job that fits the models anew.
pub const FIT_JOB: &str = "analytics.fit";

/// Does [`FIT_JOB`].
#[derive(Debug, Clone)]
pub struct FitWork {
    predictor: Predictor,
}

impl FitWork {
    /// Fits with this predictor.
    #[must_use]
    pub fn new(predictor: Predictor) -> Self {
        Self { predictor }
    }

    /// The job for a fit, to be enqueued in the transaction that makes it necessary (an import that ended, a wish of
    /// a person). However often it runs, one fit of it counts.
    ///
    /// # Errors
    /// Never for a valid request; that of the JSON writer.
    pub fn job(request: &FitRequest, run_at: Moment) -> Result<NewJob, serde_json::Error> {
        let body = serde_json::to_string(request)?;
        Ok(NewJob { kind: FIT_JOB, body, run_at, priority: 0, dedupe_key: None })
    }
}

impl Work for FitWork {
    fn kind(&self) -> &'static str {
        FIT_JOB
    }

    fn run<'a>(&'a self, job: &'a Job) -> BoxFuture<'a, Result<(), BoxError>> {
        Box::pin(async move {
            let request: FitRequest = serde_json::from_str(&job.body)?;
            self.predictor.fit_once(request, Some(job.id)).await?;
            Ok(())
        })
    }
}
