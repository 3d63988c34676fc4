//! Queries under way: how many there may be, and how one is stopped by whoever asked it.

use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::Notify;

/// Queries at once: each may use much memory.
const MOST_AT_ONCE: usize = 4;

/// The queries under way.
#[derive(Debug, Clone, Default)]
pub(crate) struct Running {
    queries: Arc<Mutex<Vec<(String, Arc<Notify>)>>>,
}

/// One query under way; it is no longer when this is dropped.
#[derive(Debug)]
pub(super) struct Query {
    running: Running,
    stop: Arc<Notify>,
}

impl Running {
    /// Begins a query under a name that only whoever asks knows; `None` when there are too many.
    pub(super) fn begin(&self, name: String) -> Option<Query> {
        let mut queries = self.queries.lock().unwrap_or_else(PoisonError::into_inner);
        let stop = Arc::new(Notify::new());
        (queries.len() < MOST_AT_ONCE).then(|| {
            queries.push((name, Arc::clone(&stop)));
            Query { running: self.clone(), stop }
        })
    }

    /// Stops the queries of this name; says whether there was one.
    pub(super) fn stop(&self, name: &str) -> bool {
        let queries = self.queries.lock().unwrap_or_else(PoisonError::into_inner);
        let named = queries.iter().filter(|(known, _)| known == name);
        // Kept for whoever does not wait yet.
        named.map(|(_, stop)| stop.notify_one()).count() > 0
    }
}

impl Query {
    /// Comes when somebody stops it.
    pub(super) async fn stopped(&self) {
        self.stop.notified().await;
    }
}

impl Drop for Query {
    fn drop(&mut self) {
        let mut queries = self.running.queries.lock().unwrap_or_else(PoisonError::into_inner);
        queries.retain(|(_, stop)| !Arc::ptr_eq(stop, &self.stop));
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[tokio::test]
    async fn a_query_is_stopped_by_its_name_and_by_no_other() {
        let running = Running::default();
        let (mine, theirs) = (running.begin("a".into()).unwrap(), running.begin("b".into()).unwrap());
        assert!(!running.stop("c"));
        assert!(running.stop("a"));
        tokio::select! {
            biased;
            () = theirs.stopped() => unreachable!("the other one goes on"),
            () = mine.stopped() => {}
        }
        drop(mine);
        assert!(!running.stop("a"), "it is over");
    }

    #[test]
    fn there_are_never_too_many_at_once() {
        let running = Running::default();
        let held: Vec<_> = (0..MOST_AT_ONCE).map(|at| running.begin(at.to_string()).unwrap()).collect();
        assert!(running.begin("more".into()).is_none());
        drop(held);
        assert!(running.begin("more".into()).is_some());
    }
}
