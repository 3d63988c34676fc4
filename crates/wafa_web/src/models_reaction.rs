//! Models are fitted anew after every import, in the background.

use std::sync::Arc;

use wafa_analytics::Predictor;
use wafa_analytics::predict::{Economics, FitRequest, FitWork};
use wafa_db::{BoxError, BoxFuture, React, Subscription, Tx};
use wafa_kernel::{Business, Event, Recorded};

use crate::app::App;

const NAME: &str = "models";

/// Wants to hear of imports.
#[must_use]
pub fn subscription() -> Subscription {
    Subscription { name: NAME, wants: |kind| matches!(kind, "import_finished" | "import_undone") }
}

/// The work behind the job.
#[must_use]
pub fn fit_work(predictor: &Predictor) -> FitWork {
    FitWork::new(predictor.clone())
}

/// Asks for a fit when an import ended or was taken back.
#[derive(Debug, Clone, Copy)]
pub struct FitAfterImport;

impl React for FitAfterImport {
    fn name(&self) -> &'static str {
        NAME
    }
    fn handle<'a>(&'a self, event: &'a Recorded, tx: &'a mut Tx) -> BoxFuture<'a, Result<(), BoxError>> {
        Box::pin(async move {
            if !matches!(event.event, Event::ImportFinished { .. } | Event::ImportUndone { .. }) {
                return Ok(());
            }
            let stored: Option<(Business, i64)> = tx.setting("business").await?;
            let business = Arc::new(stored.map(|(business, _)| business).unwrap_or_default());
            let economics =
                Economics { margin_permille: business.margin_permille, discount_permille: business.discount_permille };
            let as_of = App::zone(&business).day_of(tx.now());
            let mut job = FitWork::job(&FitRequest { as_of, currency: business.currency, economics }, tx.now())?;
            job.dedupe_key = Some(format!("fit:{}", event.id));
            tx.enqueue(job).await?;
            Ok(())
        })
    }
}
