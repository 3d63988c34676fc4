//! Fitting anew: a wish of a person becomes a job, and the page follows it until it is done or given up.

use axum::response::{IntoResponse, Response};
use serde::Serialize;
use wafa_analytics::predict::{FIT_JOB, FitCause, FitWork};
use wafa_db::JobState;
use wafa_kernel::policy::action::{FitModels, ReadInsights};
use wafa_kernel::{JobId, Policy};
use wafa_sales::OrderQuery;

use crate::ask::Path;
use crate::fault::Fault;
use crate::models_watch::request;
use crate::view::Tone;
use crate::who::{Desk, Who};

/// How far a fit has come, for the fragment.
#[derive(Debug, Serialize)]
pub struct Progress {
    /// Where to ask again; none when there is nothing to wait for.
    url: Option<String>,
    label: String,
    value: u64,
    max: u64,
    /// The last attempt failed and will be repeated.
    repeated: bool,
    /// Given up.
    dead: bool,
    /// What went wrong last.
    failed: Option<String>,
}

/// Asks for a fit; while one is under way, follows that one. Without an order there is nothing to fit to, and nothing
/// is asked for.
pub async fn start(who: Who<FitModels>) -> Result<Response, Fault> {
    // Asked of the orders themselves: bringing the lake up to date may take longer than a page may.
    let one = OrderQuery { limit: 1, ..OrderQuery::default() };
    let orders = !who.app.sales.list(&Policy::system("fit"), &one).await?.items.is_empty();
    if !orders {
        return Ok(who.redirect("/models").toast(Tone::Warn, who.say("models-fit-nothing", &[])).into_response());
    }
    let job = match who.app.db.unfinished_job(FIT_JOB).await? {
        Some(job) => Some(job),
        None => enqueue(&who).await?,
    };
    let to = job.map_or_else(|| "/models".to_owned(), |job| format!("/models?job={job}"));
    Ok(who.redirect(to).toast(Tone::Info, who.say("models-fit-started", &[])).into_response())
}

async fn enqueue(desk: &Desk) -> Result<Option<JobId>, Fault> {
    let mut tx = desk.app.db.begin().await?;
    let request = request(&desk.business, tx.now(), Some(FitCause::Person));
    let job = FitWork::job(&request, tx.now()).map_err(Fault::internal)?;
    let job = tx.enqueue(job).await?;
    tx.commit().await?;
    Ok(job)
}

/// The fragment that asks again each second.
pub async fn progress(who: Who<ReadInsights>, Path(job): Path<JobId>) -> Result<Response, Fault> {
    match state(&who, job).await? {
        Some(progress) => who.fragment("models/_progress.html", &serde_json::json!({ "progress": progress })),
        None => Ok(who.redirect("/models").toast(Tone::Good, who.say("models-fit-done", &[])).into_response()),
    }
}

/// How far a job has come; none when it is done.
pub async fn state(who: &Who<ReadInsights>, job: JobId) -> Result<Option<Progress>, Fault> {
    let failure = match who.app.db.job_state(job).await? {
        JobState::Done => return Ok(None),
        JobState::Dead { error } => {
            let label = who.say("models-fit-failed", &[]);
            let failed = Some(error);
            return Ok(Some(Progress { url: None, label, value: 0, max: 0, repeated: false, dead: true, failed }));
        }
        JobState::Running => None,
        JobState::Waiting { error } => Some(error),
    };
    let writing = who.app.predictor.writing(&who.permit).await?;
    let (key, value, max) = match (&failure, writing) {
        (Some(_), _) => ("models-fit-waiting", 0, 3),
        (None, None) => ("models-fit-fitting", 1, 3),
        (None, Some(writing)) => ("models-fit-writing", writing.written.min(writing.customers), writing.customers),
    };
    Ok(Some(Progress {
        url: Some(format!("/models/fit/{job}/progress")),
        label: who.say(key, &[]),
        value,
        max,
        repeated: failure.as_ref().is_some_and(Option::is_some),
        dead: false,
        failed: failure.flatten(),
    }))
}
