//! What a process of ours does while it runs: the web app, the background work, or both.
//!
//! Several processes may share one PostgreSQL database. Reactions, jobs and alarms are claimed by leases, so any number
//! of them may work; a web process without background work leaves everything to them.

use std::future::Future;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinSet;

use crate::access::vault;
use crate::app::{App, StartError, router};
use crate::live::Live;
use crate::{access, api, models_watch};

/// How often ended sessions and old answers are swept out.
const SWEEP_EVERY: Duration = Duration::from_secs(3_600);
/// How often a database that takes no writes is asked whether it does again.
const HEAL_EVERY: Duration = Duration::from_secs(1);

/// Serves until `shutdown` ends: the web app and live updates, and unless configured otherwise the background work.
///
/// # Errors
/// When the listener fails.
pub async fn serve(
    app: Arc<App>,
    listener: TcpListener,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> Result<(), StartError> {
    let (stop, stopped) = watch::channel(false);
    let mut tasks = JoinSet::new();
    if app.config.background {
        begin_work(&app, &mut tasks, &stopped).await;
    }
    tasks.spawn(Live::follow(Arc::clone(&app), stopped.clone()));
    tasks.spawn(heal(Arc::clone(&app), stopped.clone()));
    let service = router(Arc::clone(&app)).into_make_service_with_connect_info::<SocketAddr>();
    let ended = axum::serve(listener, service)
        .with_graceful_shutdown(async move {
            shutdown.await;
            let _ = stop.send(true);
        })
        .await;
    app.live.close();
    while tasks.join_next().await.is_some() {}
    Ok(ended?)
}

/// Does the background work until `shutdown` ends, without a web app: reactions, jobs, alarms, housekeeping.
pub async fn work(app: Arc<App>, shutdown: impl Future<Output = ()>) {
    let (stop, stopped) = watch::channel(false);
    let mut tasks = JoinSet::new();
    begin_work(&app, &mut tasks, &stopped).await;
    tasks.spawn(heal(Arc::clone(&app), stopped));
    shutdown.await;
    let _ = stop.send(true);
    while tasks.join_next().await.is_some() {}
}

async fn begin_work(app: &Arc<App>, tasks: &mut JoinSet<()>, stopped: &watch::Receiver<bool>) {
    tasks.spawn(app.worker().run(stopped.clone()));
    tasks.spawn(sweep(Arc::clone(app), stopped.clone()));
    if let Err(error) = vault::seal_all(&app.db, &app.vault).await {
        tracing::error!(error = %error, "secrets of an earlier version could not be sealed");
    }
    if let Err(error) = models_watch::begin(&app.db).await {
        tracing::error!(error = %error, "the models are not looked after until the next start");
    }
    if let Err(error) = app.intake.resume_unfinished().await {
        tracing::error!(error = %error, "unfinished imports could not be taken up");
    }
}

/// While the disk takes no writes, asks now and then whether it does: nobody has to try in vain for it.
async fn heal(app: Arc<App>, mut stopped: watch::Receiver<bool>) {
    loop {
        if app.db.read_only() {
            // Beginning is what probes the disk; nothing is written.
            drop(app.db.begin().await);
        }
        tokio::select! {
            () = tokio::time::sleep(HEAL_EVERY) => {}
            _ = stopped.changed() => return,
        }
    }
}

async fn sweep(app: Arc<App>, mut stopped: watch::Receiver<bool>) {
    loop {
        if !app.db.read_only() {
            let sessions = access::sessions::sweep(&app.db).await;
            let answers = api::idempotency::sweep(&app.db).await;
            if let (Err(error), _) | (_, Err(error)) = (sessions, answers) {
                tracing::warn!(error = %error, "sweeping failed");
            }
        }
        tokio::select! {
            () = tokio::time::sleep(SWEEP_EVERY) => {}
            _ = stopped.changed() => return,
        }
    }
}
