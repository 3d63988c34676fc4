//! The app: capabilities put together, the router, and the server that runs them.

use std::future::Future;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::Router;
use axum::middleware::from_fn_with_state;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tower_http::compression::CompressionLayer;
use wafa_analytics::{Desk, Insights, Lake, Predictor, SqlLimits};
use wafa_customers::Customers;
use wafa_db::{Db, DbError, Subscription, Tx, Worker};
use wafa_intake::Intake;
use wafa_kernel::policy::action::ManageBusiness;
use wafa_kernel::{Business, Day, Event, Moment, Permit};
use wafa_sales::Sales;
use wafa_text::Zone;

use crate::access::limit::Limits;
use crate::access::vault::{self, KeyError, Vault};
use crate::api::idempotency::InFlight;
use crate::fault::Fault;
use crate::live::Live;
use crate::today::Twins;
use crate::view::{View, ViewError};
use crate::{access, api, guard, models_reaction, route};

/// Setting under which the business is stored.
pub(crate) const BUSINESS: &str = "business";
/// How often ended sessions and old answers are swept out, in milliseconds.
const SWEEP_MS: u64 = 3_600_000;
/// How often a database that takes no writes is asked whether it does again, in milliseconds.
const HEAL_MS: u64 = 1_000;

/// How the web app is reached.
#[derive(Debug, Clone)]
pub struct WebConfig {
    /// Address people type, without a slash at the end: `https://wafa.example.com`.
    pub base_url: String,
    /// Cookies travel over TLS only. True unless the address is `http://`.
    pub secure_cookies: bool,
    /// Where the server listens.
    pub bind: SocketAddr,
    /// The address of the caller is in `X-Forwarded-For`, written by a proxy of ours.
    pub behind_proxy: bool,
    /// Requests per minute and API key.
    pub api_per_minute: u32,
    /// Where imports and the lake lie.
    pub data: PathBuf,
    /// The key that protects the secrets of one-time codes; made when it is not there.
    pub key_file: PathBuf,
    /// The engine for SQL, when the program was built with one.
    pub desk: Option<Arc<dyn Desk>>,
    /// What a query of a person may use.
    pub sql: SqlLimits,
}

impl WebConfig {
    /// Served on `bind`, data under `data`; reached at `http://<bind>`.
    #[must_use]
    pub fn local(bind: SocketAddr, data: &Path) -> Self {
        Self {
            base_url: format!("http://{bind}"),
            secure_cookies: false,
            bind,
            behind_proxy: false,
            api_per_minute: 6_000,
            data: data.to_owned(),
            key_file: data.join("wafa.key"),
            desk: None,
            sql: SqlLimits::default(),
        }
    }
    /// Reached at another address, such as `https://wafa.example.com`.
    #[must_use]
    pub fn at(mut self, base_url: &str) -> Self {
        base_url.trim_end_matches('/').clone_into(&mut self.base_url);
        self.secure_cookies = self.base_url.starts_with("https://");
        self
    }
    /// A path of this site as a whole address.
    #[must_use]
    pub fn address(&self, path: &str) -> String {
        format!("{}{path}", self.base_url)
    }
}

/// Why the app cannot start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// A template is broken.
    #[error("templates")]
    View(#[from] ViewError),
    /// The lake cannot be opened.
    #[error("lake")]
    Lake(#[from] wafa_analytics::Error),
    /// The key file cannot be used.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// The server ended.
    #[error("server")]
    Server(#[from] std::io::Error),
}

/// Everything a handler may need.
pub struct App {
    /// The database; its clock is the app's clock.
    pub db: Db,
    /// The register.
    pub customers: Customers,
    /// Orders and returns.
    pub sales: Sales,
    /// Imports.
    pub intake: Intake,
    /// Sorted facts.
    pub lake: Lake,
    /// Figures over the lake.
    pub insights: Insights,
    /// Models.
    pub predictor: Predictor,
    /// Templates.
    pub view: View,
    /// How the app is reached.
    pub config: WebConfig,
    /// What changes while somebody looks.
    pub live: Live,
    /// Protects secrets that must be read back.
    pub vault: Vault,
    pub(crate) limits: Limits,
    pub(crate) in_flight: InFlight,
    pub(crate) queries: crate::sql::Running,
    pub(crate) trials: crate::import::Trials,
    pub(crate) twins: Twins,
}

impl App {
    /// Puts the capabilities together over a database opened with [`App::subscriptions`].
    ///
    /// # Errors
    /// [`StartError`].
    pub fn new(db: Db, config: WebConfig) -> Result<Arc<Self>, StartError> {
        let sales = Sales::new(db.clone());
        let customers =
            Customers::new(db.clone(), Arc::new(sales.clone())).knowing_batches(wafa_intake::CUSTOMERS_OF_BATCH);
        let intake = Intake::new(db.clone(), customers.clone(), sales.clone(), config.data.join("imports"));
        let lake = Lake::open(config.data.join("lake").join(db.name()))?;
        Ok(Arc::new(Self {
            insights: Insights::new(db.clone(), lake.clone()).with_desk(config.desk.clone()),
            predictor: Predictor::new(db.clone(), lake.clone()),
            view: View::new()?,
            live: Live::new(),
            vault: Vault::open(&config.key_file)?,
            limits: Limits::default(),
            in_flight: InFlight::default(),
            queries: crate::sql::Running::default(),
            trials: crate::import::Trials::default(),
            twins: Twins::default(),
            db,
            customers,
            sales,
            intake,
            lake,
            config,
        }))
    }
    /// Who wants to hear of events; for `Options.subscribers` when the database is opened.
    #[must_use]
    pub fn subscriptions() -> Vec<Subscription> {
        let sales = Subscription { name: "sales", wants: wafa_sales::wants };
        vec![Customers::subscription(), sales, models_reaction::subscription()]
    }
    /// The background worker of all capabilities.
    #[must_use]
    pub fn worker(&self) -> Arc<Worker> {
        let mut works = self.intake.works();
        works.push(self.customers.work());
        works.push(Arc::new(models_reaction::fit_work(&self.predictor)));
        Arc::new(Worker {
            db: self.db.clone(),
            reactions: vec![
                self.customers.reaction(),
                Arc::new(wafa_sales::MergeReaction::new()),
                Arc::new(models_reaction::FitAfterImport),
            ],
            works,
            alarms: vec![self.customers.alarm()],
        })
    }
    /// The present moment.
    #[must_use]
    pub fn now(&self) -> Moment {
        self.db.now()
    }
    /// Settings of the business; the defaults until they are saved.
    ///
    /// # Errors
    /// The database's.
    pub async fn business(&self) -> Result<Arc<Business>, Fault> {
        let stored: Option<(Business, i64)> = self.db.setting(BUSINESS).await?;
        Ok(Arc::new(stored.map(|(business, _)| business).unwrap_or_default()))
    }
    /// Saves the settings of the business and records `BusinessChanged`.
    ///
    /// # Errors
    /// The database's.
    pub async fn save_business(&self, permit: &Permit<ManageBusiness>, business: &Business) -> Result<i64, Fault> {
        let mut tx = self.db.begin().await?;
        let version = Self::save_business_in(&mut tx, permit, business).await?;
        tx.commit().await?;
        Ok(version)
    }
    pub(crate) async fn save_business_in(
        tx: &mut Tx,
        permit: &Permit<ManageBusiness>,
        business: &Business,
    ) -> Result<i64, DbError> {
        let version = tx.save_setting(BUSINESS, business, permit.actor()).await?;
        wafa_db::facts::changed(tx, []).await?;
        tx.record(permit.actor(), Event::BusinessChanged { version }).await?;
        Ok(version)
    }
    /// The zone of a business; UTC when its name is unknown.
    #[must_use]
    pub fn zone(business: &Business) -> Zone {
        Zone::load(&business.zone).unwrap_or_else(|_| Zone::utc())
    }
    /// Today, where the business is.
    #[must_use]
    pub fn today(&self, business: &Business) -> Day {
        Self::zone(business).day_of(self.now())
    }
}

/// Everything the app answers to, ready to serve.
pub fn router(app: Arc<App>) -> Router {
    route::site()
        .into_router()
        .merge(crate::assets::router())
        .fallback(guard::lost)
        .method_not_allowed_fallback(guard::wrong_method)
        .layer(CompressionLayer::new())
        .layer(from_fn_with_state(Arc::clone(&app), guard::edge))
        .with_state(app)
}

/// Serves until `shutdown` ends: the web app, the background worker, live updates, housekeeping.
///
/// # Errors
/// When the listener fails.
pub async fn serve(
    app: Arc<App>,
    listener: TcpListener,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> Result<(), StartError> {
    let (stop, stopped) = watch::channel(false);
    let mut tasks = tokio::task::JoinSet::new();
    tasks.spawn(app.worker().run(stopped.clone()));
    tasks.spawn(Live::follow(Arc::clone(&app), stopped.clone()));
    tasks.spawn(sweep(Arc::clone(&app), stopped.clone()));
    tasks.spawn(heal(Arc::clone(&app), stopped.clone()));
    if let Err(error) = vault::seal_all(&app.db, &app.vault).await {
        tracing::error!(error = %error, "secrets of an earlier version could not be sealed");
    }
    if let Err(error) = app.intake.resume_unfinished().await {
        tracing::error!(error = %error, "unfinished imports could not be taken up");
    }
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

/// While the disk takes no writes, asks now and then whether it does: nobody has to try in vain for it.
async fn heal(app: Arc<App>, mut stopped: watch::Receiver<bool>) {
    loop {
        if app.db.read_only() {
            // Beginning is what probes the disk; nothing is written.
            drop(app.db.begin().await);
        }
        let rest = tokio::time::sleep(std::time::Duration::from_millis(HEAL_MS));
        tokio::select! {
            () = rest => {}
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
        let rest = tokio::time::sleep(std::time::Duration::from_millis(SWEEP_MS));
        tokio::select! {
            () = rest => {}
            _ = stopped.changed() => return,
        }
    }
}
