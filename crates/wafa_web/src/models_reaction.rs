//! Models are fitted anew after every import and when money is valued otherwise than before, in the background.

use wafa_analytics::Predictor;
use wafa_analytics::predict::{FIT_JOB, FitCause, FitRequest, FitWork};
use wafa_db::{BoxError, BoxFuture, DbError, React, Subscription, Tx};
use wafa_kernel::{Business, Event, Recorded};

use crate::app::BUSINESS;
use crate::models_watch::{business, economics, request};

const NAME: &str = "models";

/// Wants to hear of imports and of the settings of the business.
#[must_use]
pub fn subscription() -> Subscription {
    Subscription { name: NAME, wants: |kind| matches!(kind, "import_finished" | "import_undone" | "business_changed") }
}

/// The work behind the job.
#[must_use]
pub fn fit_work(predictor: &Predictor) -> FitWork {
    FitWork::new(predictor.clone())
}

/// Asks for a fit when an import ended or was taken back, and when margin, discount rate or currency were changed: the
/// values of all customers depend on them.
#[derive(Debug, Clone, Copy)]
pub struct FitAfterImport;

impl React for FitAfterImport {
    fn name(&self) -> &'static str {
        NAME
    }
    fn handle<'a>(&'a self, event: &'a Recorded, tx: &'a mut Tx) -> BoxFuture<'a, Result<(), BoxError>> {
        Box::pin(async move {
            let cause = match event.event {
                Event::ImportFinished { .. } | Event::ImportUndone { .. } => FitCause::Import,
                Event::BusinessChanged { version } if revalued(tx, version).await? => FitCause::Settings,
                _ => return Ok(()),
            };
            let business = business(tx).await?;
            let asked = request(&business, tx.now(), Some(cause));
            tx.lock_names(&[FIT_JOB.to_owned()]).await?;
            for body in tx.waiting_jobs(FIT_JOB).await? {
                // A fit that waits already will see these facts, too: a first import also sets the currency.
                let waits: FitRequest = serde_json::from_str(&body)?;
                if (FitRequest { cause: asked.cause, ..waits }) == asked {
                    return Ok(());
                }
            }
            let mut job = FitWork::job(&asked, tx.now())?;
            job.dedupe_key = Some(format!("fit:{}", event.id));
            tx.enqueue(job).await?;
            Ok(())
        })
    }
}

/// Whether a version of the settings values money otherwise than the one before it.
async fn revalued(tx: &mut Tx, version: i64) -> Result<bool, DbError> {
    let before: Business = tx.setting_version(BUSINESS, version - 1).await?.unwrap_or_default();
    let after: Business = tx.setting_version(BUSINESS, version).await?.unwrap_or_default();
    Ok(economics(&before) != economics(&after) || before.currency != after.currency)
}
