//! What to expect of each customer: fits of the models of `wafa_models` to the lake, stored, listed, explained.
//!
//! - Purchases of one customer on one day count once, as in the literature; a day's value is its orders less the
//!   returns that follow it, never below zero.
//! - The model is chosen on a hold-out of the shop's own history ([`wafa_models::select_with`]); the table of all
//!   candidates, the reasons and the calibration picture are in the [`FitReport`].
//! - **Value** is the 12-month lifetime value: expected purchases of the coming months, discounted, × expected value
//!   of a purchase × margin.
//! - **At risk** ranks who is slipping away: value × (1 − probability to buy within 12 months), for customers who are
//!   late: silent for longer than 1.5 × their own usual interval (one-time buyers: the shop's usual interval). Who
//!   comes as usual is not at risk, and who has been gone for long has no value left to lose.
//! - **Too little data** ([`wafa_models::Readiness`]): the basis is then [`Basis::Rfm`], value is what the customer has
//!   brought so far and at risk the same for the segments that are fading. Pages say so; figures of the fallback model
//!   are kept, but not to be shown as predictions.
//!
//! **Invariant:** readers see the predictions of one complete fit: rows are written under a new fit in bounded
//! transactions, then the fit is published in one, then rows of older fits go.

mod check;
mod computed;
mod expected;
mod forecast;
mod history_fold;
mod job;
mod judge;
mod report;
mod store;
pub(crate) mod summaries;

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use wafa_db::{Db, Tx};
use wafa_kernel::policy::action::{FitModels, ReadInsights};
use wafa_kernel::{Currency, Cursor, CustomerId, Day, JobId, Page, Permit};
use wafa_models::WeightedReason;

use crate::error::Error;
use crate::fold::ranking::Segment;
use crate::lake::Lake;
use crate::offers;
use computed::Computed;
use judge::Row;

pub use check::{Check, GROWN_PERCENT, OLD_DAYS, REST_HOURS, Verdict};
pub use expected::{Expectations, Expected};
pub use forecast::{Forecast, ForecastRow};
pub use job::{FIT_JOB, FitWork};
pub use report::{Basis, FitReport, ModelParameter, ValueReport};
pub use store::{Chance, PastFit};
pub use summaries::{SummaryDays, summaries};

/// Days ahead of stored predictions: twelve months.
pub const HORIZON_DAYS: u32 = 365;
/// Rows written or removed in one transaction.
const CHUNK: usize = 5_000;

/// How money to come is valued.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Economics {
    /// Gross margin, per mille of revenue.
    pub margin_permille: u32,
    /// Yearly discount rate, per mille.
    pub discount_permille: u32,
}

/// Why a fit is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FitCause {
    /// Somebody pressed the button.
    Person,
    /// A file was imported, or an import taken back.
    Import,
    /// Money is valued otherwise than before.
    Settings,
    /// The first one.
    First,
    /// There are more purchases than at the fit before, or fewer.
    Grown,
    /// More or fewer purchases came than the fit before expected.
    Drifted,
    /// Customers are others than at the fit before.
    Shifted,
    /// The fit before was old.
    Old,
}

impl FitCause {
    /// The name used in storage, JSON and texts.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Import => "import",
            Self::Settings => "settings",
            Self::First => "first",
            Self::Grown => "grown",
            Self::Drifted => "drifted",
            Self::Shifted => "shifted",
            Self::Old => "old",
        }
    }
}

/// What to fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct FitRequest {
    /// The last day whose facts count.
    #[serde(with = "crate::iso_day")]
    pub as_of: Day,
    /// The business's currency.
    pub currency: Currency,
    /// How money to come is valued.
    pub economics: Economics,
    /// Why; `None` when nothing is stored.
    #[serde(default)]
    pub cause: Option<FitCause>,
}

/// What is expected of one customer, as of the latest fit.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Prediction {
    /// Who.
    pub customer: CustomerId,
    /// The last day whose facts the prediction knows.
    #[serde(with = "crate::iso_day")]
    pub as_of: Day,
    /// Whether the model speaks, or only RFM because there is too little data.
    pub basis: Basis,
    /// Which model: `mbg-nbd` …
    pub model: String,
    /// Days with a purchase after the first such day.
    pub x: u32,
    /// Weeks from the first to the last of them.
    pub t_x: f64,
    /// Weeks from the first to the as-of day.
    pub t: f64,
    /// Expected purchases within 12 months.
    pub expected_purchases: f64,
    /// Probability of at least one purchase within 12 months.
    pub p_active: f64,
    /// Probability of not having left for good.
    pub p_alive: f64,
    /// 12-month lifetime value (with [`Basis::Rfm`]: what she has brought so far), minor units.
    pub value_minor: i64,
    /// What may be lost with her, minor units; 0 for who comes as usual.
    pub at_risk_minor: i64,
    /// The day by which half of such customers who come back have done so.
    #[serde(with = "crate::iso_day::option")]
    pub next_on: Option<Day>,
    /// Recency score, 1–5.
    pub r: u8,
    /// Frequency score, 1–5.
    pub f: u8,
    /// Money score, 1–5.
    pub m: u8,
    /// The segment of these scores.
    pub segment: Segment,
    /// Why, strongest first; amounts in them are in major units.
    pub reasons: Vec<WeightedReason>,
}

impl Prediction {
    /// The same customer by her history up to a later day.
    fn with(self, row: Row, as_of: Day) -> Self {
        Self {
            as_of,
            x: row.x,
            t_x: row.t_x,
            t: row.t,
            expected_purchases: row.expected_purchases,
            p_active: row.p_active,
            p_alive: row.p_alive,
            value_minor: row.value_minor,
            at_risk_minor: row.at_risk_minor,
            next_on: row.next_on,
            reasons: row.reasons,
            ..self
        }
    }
}

/// A fit whose predictions are being written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Writing {
    /// Customers written so far.
    pub written: u64,
    /// Customers to write.
    pub customers: u64,
}

/// Everybody who is slipping away, as of the latest fit.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AtRisk {
    /// Who, most to lose first.
    pub customers: Vec<CustomerId>,
    /// What may be lost with them in all, minor units.
    pub at_risk_minor: i64,
}

/// Fits and answers. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Predictor {
    db: Db,
    lake: Lake,
    expected: Arc<expected::Remembered>,
    offers: Arc<offers::Remembered>,
}

impl Predictor {
    /// Fits to this lake, which is brought up to date with the database before each fit.
    #[must_use]
    pub fn new(db: Db, lake: Lake) -> Self {
        Self { db, lake, expected: Arc::default(), offers: Arc::default() }
    }

    /// What is bought together is learnt with every fit, for these answers to use.
    #[must_use]
    pub fn teaching(mut self, insights: &crate::Insights) -> Self {
        self.offers = insights.offers();
        self
    }

    /// Fits the models anew and replaces all predictions. Takes seconds to minutes: in a page, enqueue [`FIT_JOB`].
    ///
    /// # Errors
    /// Of the database and the lake. Until the fit is complete, the one before it counts.
    pub async fn fit(&self, _permit: &Permit<FitModels>, request: FitRequest) -> Result<FitReport, Error> {
        self.fit_once(request, None).await
    }

    /// As [`Self::fit`]; for a job whose fit counts already, that fit.
    async fn fit_once(&self, request: FitRequest, job: Option<JobId>) -> Result<FitReport, Error> {
        if let Some(job) = job
            && let Some(done) = store::of_job(&self.db, job).await?
        {
            return Ok(done);
        }
        let mut computed = self.compute(request, HORIZON_DAYS).await?;
        let offers = Arc::clone(&self.offers);
        computed.report.offers = self.lake.ask(&self.db, move |lake| offers.learn(&lake.reader()?)).await?;
        store::save(&self.db, &Arc::new(computed), job).await
    }

    /// Looks whether the fit that counts still holds, as of the day of the request; stores nothing.
    ///
    /// # Errors
    /// Of the database and the lake.
    pub async fn check(&self, _permit: &Permit<FitModels>, request: FitRequest) -> Result<Check, Error> {
        self.lake.refresh(&self.db).await?;
        let latest = store::latest(&self.db).await?;
        let now = self.db.now();
        let look = move |lake: &Lake| {
            let opened = lake.reader()?;
            let gathered = computed::gather(&opened, &request, None)?;
            let fit = latest.as_ref().map(|(id, report)| (*id, report));
            let version = opened.stamp().fact_version;
            Ok(Check::of(fit, &gathered.histories, request.as_of, version, now))
        };
        self.lake.ask(&self.db, look).await
    }

    /// Stores what a look said, in the transaction of what follows from it.
    ///
    /// # Errors
    /// Of the database.
    pub async fn keep_check(tx: &mut Tx, check: &Check) -> Result<(), Error> {
        store::keep_check(tx, check).await
    }

    /// What the last look at the fit that counts said; `None` before the first.
    ///
    /// # Errors
    /// As [`Self::latest_fit`].
    pub async fn latest_check(&self, _permit: &Permit<ReadInsights>) -> Result<Option<Check>, Error> {
        store::latest_check(&self.db).await
    }

    /// The latest fits with the last look at each, newest first.
    ///
    /// # Errors
    /// As [`Self::latest_fit`].
    pub async fn history(&self, _permit: &Permit<ReadInsights>, limit: u32) -> Result<Vec<PastFit>, Error> {
        store::history(&self.db, limit).await
    }

    /// The report of the fit that counts; `None` before the first.
    ///
    /// # Errors
    /// Of the database; [`Error::StoredFit`].
    pub async fn latest_fit(&self, permit: &Permit<ReadInsights>) -> Result<Option<FitReport>, Error> {
        Ok(self.fits(permit, 1).await?.into_iter().next())
    }

    /// Reports of the latest fits, newest first.
    ///
    /// # Errors
    /// As [`Self::latest_fit`].
    pub async fn fits(&self, _permit: &Permit<ReadInsights>, limit: u32) -> Result<Vec<FitReport>, Error> {
        store::fits(&self.db, limit).await
    }

    /// How far the fit under way has come with writing its predictions; `None` while none does.
    ///
    /// # Errors
    /// As [`Self::latest_fit`].
    pub async fn writing(&self, _permit: &Permit<ReadInsights>) -> Result<Option<Writing>, Error> {
        store::writing(&self.db).await
    }

    /// What is expected of one customer; `None` for who had not ordered by the latest fit.
    ///
    /// # Errors
    /// As [`Self::latest_fit`].
    pub async fn prediction_of(
        &self,
        _permit: &Permit<ReadInsights>,
        customer: CustomerId,
    ) -> Result<Option<Prediction>, Error> {
        store::prediction_of(&self.db, customer).await
    }

    /// As [`Self::prediction_of`], by the customer's history up to a day after the fit: what she bought since counts.
    /// Scores and segment compare her with the others and stay those of the fit.
    ///
    /// # Errors
    /// Of the database and the lake.
    pub async fn prediction_now(
        &self,
        permit: &Permit<ReadInsights>,
        customer: CustomerId,
        today: Day,
    ) -> Result<Option<Prediction>, Error> {
        let Some(stored) = self.prediction_of(permit, customer).await? else { return Ok(None) };
        if stored.basis != Basis::Model || today <= stored.as_of {
            return Ok(Some(stored));
        }
        let Some(report) = self.latest_fit(permit).await? else { return Ok(Some(stored)) };
        self.lake.refresh(&self.db).await?;
        let row = self.lake.ask(&self.db, move |lake| report.look_at(lake, customer, today)).await?;
        Ok(Some(row.map_or_else(|| stored.clone(), |row| stored.clone().with(row, today))))
    }

    /// What is expected of these customers, in no order; who had not ordered by the latest fit is left out.
    ///
    /// # Errors
    /// As [`Self::latest_fit`].
    pub async fn predictions_of(
        &self,
        _permit: &Permit<ReadInsights>,
        customers: &[CustomerId],
    ) -> Result<Vec<Prediction>, Error> {
        store::predictions_of(&self.db, customers).await
    }

    /// Customers by what may be lost with them, most first; only those at risk.
    ///
    /// # Errors
    /// As [`Self::latest_fit`]; [`Error::Cursor`].
    pub async fn slipping_away(
        &self,
        _permit: &Permit<ReadInsights>,
        chance: Chance,
        after: Option<&Cursor>,
        limit: u32,
    ) -> Result<Page<Prediction>, Error> {
        store::list(&self.db, store::Ranking::AtRisk, chance, after, limit).await
    }

    /// What the latest fit expects of everybody; `None` before the first.
    ///
    /// # Errors
    /// As [`Self::latest_fit`].
    pub async fn expectations(&self, _permit: &Permit<ReadInsights>) -> Result<Option<Arc<Expectations>>, Error> {
        self.expected.latest(&self.db).await
    }

    /// All customers at risk and the sum of what may be lost: counted, not estimated.
    ///
    /// # Errors
    /// As [`Self::latest_fit`].
    pub async fn at_risk(&self, _permit: &Permit<ReadInsights>) -> Result<AtRisk, Error> {
        store::at_risk(&self.db).await
    }

    /// Customers by value, most first.
    ///
    /// # Errors
    /// As [`Self::latest_fit`]; [`Error::Cursor`].
    pub async fn worth_most(
        &self,
        _permit: &Permit<ReadInsights>,
        chance: Chance,
        after: Option<&Cursor>,
        limit: u32,
    ) -> Result<Page<Prediction>, Error> {
        store::list(&self.db, store::Ranking::Value, chance, after, limit).await
    }

    /// Customers by the chance of buying within 12 months, most first.
    ///
    /// # Errors
    /// As [`Self::latest_fit`]; [`Error::Cursor`].
    pub async fn likeliest(
        &self,
        _permit: &Permit<ReadInsights>,
        chance: Chance,
        after: Option<&Cursor>,
        limit: u32,
    ) -> Result<Page<Prediction>, Error> {
        store::list(&self.db, store::Ranking::Chance, chance, after, limit).await
    }

    /// Predicts every customer over a horizon of one's choice, storing nothing: the command line and exports.
    ///
    /// # Errors
    /// Of the database and the lake.
    pub async fn predict_all(
        &self,
        _permit: &Permit<ReadInsights>,
        request: FitRequest,
        horizon_days: u32,
    ) -> Result<Forecast, Error> {
        let computed = self.compute(request, horizon_days).await?;
        let names = forecast::external_ids(&self.db).await?;
        Ok(Forecast::new(computed, names))
    }

    async fn compute(&self, request: FitRequest, horizon_days: u32) -> Result<Computed, Error> {
        self.lake.refresh(&self.db).await?;
        let now = self.db.now();
        self.lake.ask(&self.db, move |lake| Computed::of(lake, request, horizon_days, now)).await
    }
}

#[cfg(test)]
mod tests;
