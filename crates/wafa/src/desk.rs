//! Hands the engine for SQL to the web app, in programs built with it.

use std::sync::Arc;

use wafa_analytics::Desk;

use crate::config::Config;

/// Bytes of memory the figures of one question may use on this machine.
#[cfg(feature = "cluster")]
const FIGURES_MEMORY: usize = 1 << 30;

/// The engine; `None` in a program built without it.
#[cfg(feature = "cluster")]
pub fn open(config: &Config) -> anyhow::Result<Option<Arc<dyn Desk>>> {
    let analytics = &config.analytics;
    let engine = wafa_cluster::Cluster::start(&wafa_cluster::ClusterConfig {
        workers: analytics.workers.clone(),
        secret: analytics.secret(),
        figures_within: std::time::Duration::from_secs(analytics.figures_seconds),
        figures_from_bytes: analytics.figures_from_mb << 20,
        memory: FIGURES_MEMORY,
        share_from_bytes: wafa_cluster::SHARE_FROM_BYTES,
    })?;
    Ok(Some(Arc::new(engine)))
}

/// The engine; `None` in a program built without it.
#[cfg(not(feature = "cluster"))]
pub fn open(config: &Config) -> anyhow::Result<Option<Arc<dyn Desk>>> {
    anyhow::ensure!(
        config.analytics.workers.is_empty(),
        "analytics.workers is set, but this program was built without the engine that asks them: build it with \
         `cargo build --release --package wafa --features cluster`, or leave the workers out"
    );
    Ok(None)
}
