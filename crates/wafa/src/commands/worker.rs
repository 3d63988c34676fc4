//! `wafa worker`: the background work of a business, beside web processes that leave it alone.

use super::{say, serve};
use crate::cli;
use crate::config::Config;
use crate::shop;

/// Works until the process is told to stop.
pub async fn run(config: Config, options: &cli::Worker) -> anyhow::Result<()> {
    let app = shop::open_existing(&config.over(&options.store)).await?;
    say("The worker is ready.")?;
    wafa_web::work(app, serve::stopped()).await;
    Ok(())
}
