//! The app: capabilities put together, the router, and the server that runs them.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::Router;
use axum::middleware::from_fn_with_state;
use tower_http::compression::CompressionLayer;
use wafa_analytics::{BucketConfig, Desk, Insights, Lake, Predictor, SqlLimits};
use wafa_customers::Customers;
use wafa_db::{Db, DbError, Subscription, Tx, Worker};
use wafa_intake::Intake;
use wafa_kernel::policy::action::ManageBusiness;
use wafa_kernel::{Business, Day, Event, Moment, Permit};
use wafa_sales::Sales;
use wafa_text::Zone;

use crate::access::limit::Limits;
use crate::access::vault::{KeyError, Vault};
use crate::api::idempotency::InFlight;
use crate::fault::Fault;
use crate::live::Live;
use crate::today::{Slipping, Twins};
use crate::view::{View, ViewError};
use crate::{guard, models_reaction, models_watch, route};

/// Setting under which the business is stored.
pub(crate) const BUSINESS: &str = "business";

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
    /// Whether the server also does the background work; otherwise another process has to.
    pub background: bool,
    /// Where imports and the lake lie.
    pub data: PathBuf,
    /// The key that protects the secrets of one-time codes; made when it is not there.
    pub key_file: PathBuf,
    /// The bucket in which several machines share the lake; it is in the data folder only without one.
    pub lake_bucket: Option<BucketConfig>,
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
            background: true,
            data: data.to_owned(),
            key_file: data.join("wafa.key"),
            lake_bucket: None,
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
    /// Reports people put together.
    pub reporter: crate::reports::Reporter,
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
    pub(crate) slipping: Slipping,
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
        let mut lake = Lake::open(config.data.join("lake").join(db.name()))?;
        if let Some(bucket) = &config.lake_bucket {
            lake = lake.sharing(bucket, db.name())?;
        }
        let insights = Insights::new(db.clone(), lake.clone()).with_desk(config.desk.clone());
        Ok(Arc::new(Self {
            reporter: crate::reports::Reporter::new(&db, &insights, &customers),
            predictor: Predictor::new(db.clone(), lake.clone()).teaching(&insights),
            insights,
            view: View::new()?,
            live: Live::new(),
            vault: Vault::open(&config.key_file)?,
            limits: Limits::default(),
            in_flight: InFlight::default(),
            queries: crate::sql::Running::default(),
            trials: crate::import::Trials::default(),
            twins: Twins::default(),
            slipping: Slipping::default(),
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
        works.push(Arc::new(models_watch::Check(self.predictor.clone(), self.db.clone())));
        works.push(Arc::new(crate::reports::SendReport(self.reporter.clone())));
        Arc::new(Worker {
            db: self.db.clone(),
            reactions: vec![
                self.customers.reaction(),
                Arc::new(wafa_sales::MergeReaction::new()),
                Arc::new(models_reaction::FitAfterImport),
            ],
            works,
            alarms: vec![self.customers.alarm(), Arc::new(models_watch::Watch), Arc::new(crate::reports::ReportAlarm)],
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
