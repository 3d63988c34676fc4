//! `wafa worker --cluster`: a process that runs parts of other servers' queries.

use crate::cli;
use crate::config::Config;

/// Works until the process is told to stop.
#[cfg(feature = "cluster")]
pub async fn run(config: Config, options: &cli::Worker) -> anyhow::Result<()> {
    use super::{say, serve};
    let config = config.over(&options.store);
    let listener = serve::listen(&options.listen).await?;
    let worker = wafa_cluster::WorkerConfig {
        lakes: config.data.join("lake"),
        secret: config.analytics.secret(),
        memory: options.memory_mb << 20,
    };
    worker.check(listener.local_addr()?)?;
    say(&format!("Wafa's worker is ready: http://{}", listener.local_addr()?))?;
    Ok(wafa_cluster::serve_worker(listener, &worker, serve::stopped()).await?)
}

/// Says what is missing.
#[cfg(not(feature = "cluster"))]
#[allow(clippy::unused_async)]
pub async fn run(_config: Config, _options: &cli::Worker) -> anyhow::Result<()> {
    anyhow::bail!(
        "this program was built without the engine for SQL: build it with \
         `cargo build --release --package wafa --features cluster`"
    )
}
