//! How many pairs of records may be one person. To know that there are none, every phone and address has to be
//! looked at: in a large register that takes seconds, and nobody waits for it.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use wafa_kernel::Policy;
use wafa_kernel::policy::action::ReadCustomers;

use crate::app::App;

/// Pairs looked for.
pub(super) const MOST: u32 = 50;
/// How long a page waits for the count.
const PATIENCE: Duration = Duration::from_millis(100);
/// A count that took longer than that is good for so long.
const GOOD_FOR: Duration = Duration::from_secs(600);
/// A count that took less is made anew for every page.
const QUICK: Duration = Duration::from_millis(20);
/// One between the two is good for so many times as long.
const TIMES: u32 = 50;

/// The latest count.
#[derive(Debug, Default)]
pub(crate) struct Twins(Mutex<Latest>);

#[derive(Debug, Default)]
struct Latest {
    pairs: Option<usize>,
    /// Until when it is good, if counting took more than a moment.
    good_until: Option<Instant>,
    counting: bool,
}

/// Pairs that may be one person, [`MOST`] at most; `None` until they were counted for the first time.
pub(super) async fn pairs(app: &Arc<App>) -> Option<usize> {
    if begin(&app.twins) {
        let counting = tokio::spawn(count(Arc::clone(app)));
        // Too slow for this page: the next one will know.
        let _ = tokio::time::timeout(PATIENCE, counting).await;
    }
    app.twins.0.lock().unwrap_or_else(PoisonError::into_inner).pairs
}

/// Whether somebody should count now.
fn begin(twins: &Twins) -> bool {
    let mut latest = twins.0.lock().unwrap_or_else(PoisonError::into_inner);
    let fresh = latest.good_until.is_some_and(|until| Instant::now() < until);
    let begins = !latest.counting && !fresh;
    latest.counting |= begins;
    begins
}

async fn count(app: Arc<App>) {
    let started = Instant::now();
    let found = app.customers.duplicates(&Policy::system::<ReadCustomers>("today"), MOST).await;
    let mut latest = app.twins.0.lock().unwrap_or_else(PoisonError::into_inner);
    latest.counting = false;
    let took = started.elapsed();
    let good_for = if took > PATIENCE { GOOD_FOR } else { took * TIMES };
    latest.good_until = (took > QUICK).then(|| Instant::now() + good_for);
    match found {
        Ok(found) => latest.pairs = Some(found.len()),
        Err(error) => tracing::warn!(%error, "records that may be one person were not counted"),
    }
}
