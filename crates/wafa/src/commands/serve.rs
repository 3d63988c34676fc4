//! `wafa serve`: the web app, the API and the background work of one business.

use std::sync::Arc;

use anyhow::Context;
use tokio::net::TcpListener;
use wafa_web::{App, access};

use super::say;
use crate::cli;
use crate::config::Config;
use crate::shop;

/// Serves until the process is told to stop.
pub async fn run(config: Config, options: &cli::Serve) -> anyhow::Result<()> {
    let mut config = config.over(&options.store);
    if let Some(listen) = &options.listen {
        config.listen.clone_from(listen);
    }
    if let Some(base_url) = &options.base_url {
        config.base_url.clone_from(base_url);
    }
    if let Some(rate) = options.api_rate {
        config.api_rate = rate;
    }
    let listener = listen(&config.listen).await?;
    let app = shop::open_at(&config, listener.local_addr()?).await?;
    if let Some(link) = access::first_run_link(&app).await? {
        say(&format!("Create the owner's account: {link}"))?;
    }
    until_stopped(app, listener).await
}

/// Binds the address.
pub async fn listen(address: &str) -> anyhow::Result<TcpListener> {
    TcpListener::bind(address).await.with_context(|| format!("cannot listen on {address}"))
}

/// Says where the app is and serves it until Ctrl-C or SIGTERM.
pub async fn until_stopped(app: Arc<App>, listener: TcpListener) -> anyhow::Result<()> {
    say(&format!("Wafa is ready: {}", app.config.base_url))?;
    wafa_web::serve(app, listener, stopped()).await?;
    Ok(())
}

pub async fn stopped() {
    let interrupt = tokio::signal::ctrl_c();
    let terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate());
    match terminate {
        Ok(mut terminate) => {
            tokio::select! {
                _ = interrupt => {}
                _ = terminate.recv() => {}
            }
        }
        Err(_) => {
            let _ = interrupt.await;
        }
    }
}
