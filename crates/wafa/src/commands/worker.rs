//! `wafa worker`: the background work of a business, beside web processes that leave it alone; with `--cluster` a process
//! that runs parts of other servers' queries instead.

use super::{say, serve};
use crate::cli;
use crate::config::Config;
use crate::shop;

/// Works until the process is told to stop.
pub async fn run(config: Config, options: &cli::Worker) -> anyhow::Result<()> {
    if options.cluster {
        return of_cluster(config, options).await;
    }
    let app = shop::open_existing(&config.over(&options.store)).await?;
    say("Wafa's worker is ready.")?;
    wafa_web::work(app, serve::stopped()).await;
    Ok(())
}

#[cfg(feature = "cluster")]
async fn of_cluster(config: Config, options: &cli::Worker) -> anyhow::Result<()> {
    let config = config.over(&options.store);
    let listener = serve::listen(&options.listen).await?;
    let worker = wafa_cluster::WorkerConfig {
        lakes: match config.analytics.bucket()? {
            Some(bucket) => wafa_cluster::Lakes::Bucket(bucket),
            None => wafa_cluster::Lakes::Folder(config.data.join("lake")),
        },
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
async fn of_cluster(_config: Config, _options: &cli::Worker) -> anyhow::Result<()> {
    anyhow::bail!(
        "this program was built without the engine for SQL: build it with \
         `cargo build --release --package wafa --features cluster`"
    )
}
