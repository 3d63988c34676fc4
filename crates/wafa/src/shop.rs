//! Wiring: one database, the capabilities on it, and the worker that lets them hear of each other.

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::Context;
use wafa_analytics::{FitWork, Insights, Lake, Predictor};
use wafa_customers::Customers;
use wafa_db::{Db, DbUrl, Options, Subscription, Worker};
use wafa_intake::Intake;
use wafa_kernel::{Business, Language};
use wafa_sales::{MergeReaction, Sales};
use wafa_text::Reader;

use crate::config::Config;

/// An opened business.
pub struct Shop {
    /// The database.
    pub db: Db,
    /// Register and ladder.
    pub customers: Customers,
    /// Orders.
    pub sales: Sales,
    /// Importers.
    pub intake: Intake,
    /// Sorted facts.
    pub lake: Lake,
    /// Figures.
    pub insights: Insights,
    /// Predictions.
    pub predictor: Predictor,
    /// Folder of files.
    pub data: PathBuf,
}

impl Shop {
    /// Opens the database named in the configuration, migrating it if needed.
    pub async fn open(config: &Config) -> anyhow::Result<Self> {
        let url: DbUrl = config.db.parse()?;
        if let DbUrl::Sqlite(path) = &url
            && let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty())
        {
            std::fs::create_dir_all(folder).with_context(|| format!("cannot create {}", folder.display()))?;
        }
        std::fs::create_dir_all(&config.data).with_context(|| format!("cannot create {}", config.data.display()))?;
        let subscribers =
            vec![Customers::subscription(), Subscription { name: "sales", wants: wafa_sales::wants }];
        let db = Db::open(&url, Options { subscribers, ..Options::default() }).await?;
        let sales = Sales::new(db.clone());
        let customers = Customers::new(db.clone(), Arc::new(sales.clone()));
        let intake = Intake::new(db.clone(), customers.clone(), sales.clone(), config.data.join("files"))?;
        let lake = Lake::open(config.data.join("lake"))?;
        Ok(Self {
            insights: Insights::new(db.clone(), lake.clone()),
            predictor: Predictor::new(db.clone(), lake.clone()),
            db,
            customers,
            sales,
            intake,
            lake,
            data: config.data.clone(),
        })
    }

    /// The worker that runs reactions, jobs and timers of this business.
    pub fn worker(&self) -> Arc<Worker> {
        Arc::new(Worker {
            db: self.db.clone(),
            reactions: vec![self.customers.reaction(), Arc::new(MergeReaction::new())],
            works: self.works(),
            alarms: vec![self.customers.alarm()],
        })
    }

    fn works(&self) -> Vec<Arc<dyn wafa_db::Work>> {
        let mut works: Vec<Arc<dyn wafa_db::Work>> =
            vec![self.customers.work(), Arc::new(FitWork::new(self.predictor.clone()))];
        works.extend(self.intake.works());
        works
    }

    /// The settings of the business; the defaults when nobody has saved any.
    pub async fn business(&self) -> anyhow::Result<Business> {
        let mut tx = self.db.begin().await?;
        let saved = tx.setting::<Business>("business").await?;
        Ok(saved.map(|(business, _)| business).unwrap_or_default())
    }

    /// How the command line writes: English, plain digits.
    pub fn console(business: &Business, language: Language) -> Reader {
        let mut reader = Reader::of(business, language);
        reader.digits = wafa_kernel::DigitStyle::Latin;
        reader
    }
}
