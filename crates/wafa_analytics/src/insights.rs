//! The figures as a service: up to date, remembered, permitted, off the async threads.

use std::sync::Arc;

use wafa_db::Db;
use wafa_kernel::policy::action::{QueryFacts, ReadInsights};
use wafa_kernel::{Currency, CustomerId, Day, Permit};

use crate::cache::Cache;
use crate::desk::{Desk, SqlAnswer, SqlLimits};
use crate::error::Error;
use crate::figures::{Figures, figures};
use crate::fold::first::FirstOrderFold;
use crate::fold::ranking::{RankingFold, Segment};
use crate::lake::{Choices, Lake, Manifest, Selection, Share};
use crate::offers::{self, NextOffers, OffersReport};
use crate::predict::Expectations;
use crate::question::{CustomerSet, OrderFilter, Question};
use crate::report::{self, ReportAnswer, ReportQuestion};
use crate::survival::{self, Survival};
use crate::value::{self, ValueFigures};

/// Answers questions about the shop. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Insights {
    db: Db,
    lake: Lake,
    cache: Arc<Cache>,
    desk: Option<Arc<dyn Desk>>,
    offers: Arc<offers::Remembered>,
    reports: Arc<report::Remembered>,
}

impl Insights {
    /// Answers from this lake, which is kept up to date with this database.
    #[must_use]
    pub fn new(db: Db, lake: Lake) -> Self {
        Self { db, lake, cache: Arc::default(), desk: None, offers: Arc::default(), reports: Arc::default() }
    }

    /// The same, with an engine for SQL. When it has workers, figures are asked of them first.
    #[must_use]
    pub fn with_desk(self, desk: Option<Arc<dyn Desk>>) -> Self {
        Self { desk, ..self }
    }

    /// The engine for SQL, when the program has one.
    #[must_use]
    pub fn desk(&self) -> Option<&Arc<dyn Desk>> {
        self.desk.as_ref()
    }

    /// Reads by SQL, from the facts as they are now.
    ///
    /// # Errors
    /// [`Error::NoDesk`]; [`Error::Sql`] for what the person can change; of the database and the lake.
    pub async fn sql(&self, _permit: &Permit<QueryFacts>, sql: &str, limits: SqlLimits) -> Result<SqlAnswer, Error> {
        let desk = self.desk.as_ref().ok_or(Error::NoDesk)?;
        self.keep_up().await?;
        desk.query(&self.lake, sql, limits).await
    }

    /// The lake below.
    #[must_use]
    pub fn lake(&self) -> &Lake {
        &self.lake
    }

    /// The figures, of the facts as they are now: what changed since the last question is read first.
    ///
    /// # Errors
    /// [`Error`] of the database and the lake.
    pub async fn figures(&self, _permit: &Permit<ReadInsights>, question: Question) -> Result<Arc<Figures>, Error> {
        self.keep_up().await?;
        self.answer(question).await
    }

    /// First and last day to ask periods for, so that they add up to the whole as of a day: from the first fact to the
    /// as-of day, and no further than today or the last fact, whichever is later. An as-of day in a far future makes
    /// no list of empty periods.
    ///
    /// # Errors
    /// As [`Self::figures`].
    pub async fn reach(&self, _permit: &Permit<ReadInsights>, as_of: Day, today: Day) -> Result<(Day, Day), Error> {
        self.keep_up().await?;
        Ok(reach(self.lake.span()?, as_of, today))
    }

    /// What orders can be filtered by.
    ///
    /// # Errors
    /// As [`Self::figures`].
    pub async fn choices(&self, _permit: &Permit<ReadInsights>) -> Result<Choices, Error> {
        self.keep_up().await?;
        Ok(self.lake.status()?.map(|manifest| manifest.choices()).unwrap_or_default())
    }

    /// Who is in a segment as of a day, among all customers.
    ///
    /// # Errors
    /// As [`Self::figures`].
    pub async fn segment(
        &self,
        _permit: &Permit<ReadInsights>,
        segment: Segment,
        as_of: Day,
        currency: Currency,
    ) -> Result<CustomerSet, Error> {
        self.keep_up().await?;
        let among = move |lake: &Lake| {
            let selection = Selection { as_of, currency, only: None, orders: None };
            let (ranking, _) = lake.reader()?.fold(&selection, RankingFold::default)?;
            let scores = ranking.scores().into_iter();
            Ok(CustomerSet::from_ids(
                scores.filter(|score| Segment::of(score.r, score.f) == segment).map(|score| score.customer),
            ))
        };
        self.lake.ask(&self.db, among).await
    }

    /// Customers who came with such an order: their first one, or one of the same day, as of a day.
    ///
    /// # Errors
    /// As [`Self::figures`].
    pub async fn came_with(
        &self,
        _permit: &Permit<ReadInsights>,
        orders: OrderFilter,
        as_of: Day,
        currency: Currency,
    ) -> Result<CustomerSet, Error> {
        self.keep_up().await?;
        let who = move |lake: &Lake| {
            let opened = lake.reader()?;
            let of = |orders| opened.fold(&Selection { as_of, currency, only: None, orders }, FirstOrderFold::default);
            let ((all, _), (some, _)) = (of(None)?, of(Some(&orders))?);
            Ok(CustomerSet::from_ids(some.as_early_as(&all)))
        };
        self.lake.ask(&self.db, who).await
    }

    /// What customers are worth, with what the latest fit expects of them.
    ///
    /// # Errors
    /// As [`Self::figures`].
    pub async fn value(
        &self,
        _permit: &Permit<ReadInsights>,
        question: Question,
        quarter_end: Day,
        expected: Option<Arc<Expectations>>,
    ) -> Result<ValueFigures, Error> {
        self.keep_up().await?;
        let worth = move |lake: &Lake| value::figures(lake, &question, quarter_end, expected.as_deref());
        self.lake.ask(&self.db, worth).await
    }

    /// Answers a report, of the facts as they are now.
    ///
    /// # Errors
    /// As [`Self::figures`]; [`Error::ReportInvalid`] and [`Error::ReportTooLarge`] for one that cannot be answered.
    pub async fn report(
        &self,
        _permit: &Permit<ReadInsights>,
        question: ReportQuestion,
    ) -> Result<Arc<ReportAnswer>, Error> {
        self.keep_up().await?;
        let stamp = self.lake.status()?.ok_or(Error::NotBuilt)?.stamp;
        if let Some(known) = self.reports.get(stamp, &question) {
            return Ok(known);
        }
        let asked = question.clone();
        let answer = Arc::new(self.lake.ask(&self.db, move |lake| report::report(lake, &asked)).await?);
        self.reports.put(stamp, question, Arc::clone(&answer));
        Ok(answer)
    }
    /// First and last day with a fact of money, whatever the as-of day; `None` in an empty shop.
    ///
    /// # Errors
    /// As [`Self::figures`].
    pub async fn span(&self, _permit: &Permit<ReadInsights>) -> Result<Option<(Day, Day)>, Error> {
        self.keep_up().await?;
        self.lake.span()
    }
    /// How long customers stay.
    ///
    /// # Errors
    /// As [`Self::figures`].
    pub async fn survival(&self, _permit: &Permit<ReadInsights>, question: Question) -> Result<Survival, Error> {
        self.keep_up().await?;
        self.lake.ask(&self.db, move |lake| survival::survival(lake, &question)).await
    }

    /// The best `most` products to offer to a customer, by what was learnt last. What is not known yet is learnt
    /// behind the reader's back, and the answer says so.
    ///
    /// # Errors
    /// As [`Self::figures`].
    pub async fn next_offers(
        &self,
        _permit: &Permit<ReadInsights>,
        customer: CustomerId,
        most: usize,
    ) -> Result<NextOffers, Error> {
        self.keep_up().await?;
        let lines = self.lake.reader()?.lines();
        if self.offers.wants_to_learn(lines) {
            self.learn_behind();
        }
        let remembered = Arc::clone(&self.offers);
        let told = self.lake.ask(&self.db, move |lake| remembered.offers(&lake.reader()?, customer, most)).await?;
        Ok(told.unwrap_or(NextOffers { learning: lines > 0, ..NextOffers::default() }))
    }

    /// Learns what is bought together now, however long it takes: part of a fit does the same.
    ///
    /// # Errors
    /// As [`Self::figures`].
    pub async fn learn_offers(&self) -> Result<Option<OffersReport>, Error> {
        self.freshen().await?;
        let remembered = Arc::clone(&self.offers);
        self.lake.ask(&self.db, move |lake| remembered.learn(&lake.reader()?)).await
    }

    /// The same behind the reader's back.
    fn learn_behind(&self) {
        let insights = self.clone();
        tokio::spawn(async move {
            if let Err(error) = insights.learn_offers().await {
                tracing::warn!(%error, "what is bought together could not be learnt");
            }
            insights.offers.rest();
        });
    }

    pub(crate) fn offers(&self) -> Arc<offers::Remembered> {
        Arc::clone(&self.offers)
    }

    /// What the lake holds.
    ///
    /// # Errors
    /// [`Error::Folder`].
    pub fn status(&self, _permit: &Permit<ReadInsights>) -> Result<Option<Manifest>, Error> {
        self.lake.status()
    }

    /// Brings the lake up to date now, however long it takes: after an import, and on the command line.
    ///
    /// # Errors
    /// As [`Self::figures`].
    pub async fn freshen(&self) -> Result<(), Error> {
        // A task of its own: a reader who leaves, or whose time is up, does not stop what the next one needs, too.
        let (lake, db) = (self.lake.clone(), self.db.clone());
        let refreshed = tokio::spawn(async move { lake.refresh(&db).await }).await;
        refreshed.map_err(|_| Error::Interrupted)?.map(|_| ())
    }

    /// Brings the lake up to date, and puts runs together behind the reader's back when there are many.
    async fn keep_up(&self) -> Result<(), Error> {
        self.freshen().await?;
        let (lake, now) = (self.lake.clone(), self.db.now());
        if lake.status()?.is_some_and(|manifest| lake.is_due(&manifest)) {
            tokio::spawn(async move {
                if let Err(error) = lake.compact_when_due(now).await {
                    tracing::warn!(%error, "runs of the lake could not be put together");
                }
            });
        }
        if self.lake.sharing_is_due(&self.db)? {
            let (lake, db) = (self.lake.clone(), self.db.clone());
            tokio::spawn(async move {
                if let Err(error) = lake.share(&db, Share::Step).await {
                    tracing::warn!(
                        error = &error as &dyn std::error::Error,
                        "the lake could not be sent to its bucket"
                    );
                }
            });
        }
        Ok(())
    }

    async fn answer(&self, question: Question) -> Result<Arc<Figures>, Error> {
        let stamp = self.lake.status()?.ok_or(Error::NotBuilt)?.stamp;
        if let Some(known) = self.cache.get(stamp, &question) {
            return Ok(known);
        }
        let answer = Arc::new(self.compute(&question).await?);
        self.cache.put(stamp, question, Arc::clone(&answer));
        Ok(answer)
    }

    async fn compute(&self, question: &Question) -> Result<Figures, Error> {
        let manifest = self.lake.status()?;
        let computes = |desk: &&Arc<dyn Desk>| manifest.as_ref().is_some_and(|manifest| desk.computes(manifest));
        if let Some(desk) = self.desk.as_ref().filter(computes) {
            match desk.figures(&self.lake, question).await {
                Ok(figures) => return Ok(figures),
                Err(error) => tracing::warn!(%error, "the workers did not answer; this machine computes the figures"),
            }
        }
        let asked = question.clone();
        self.lake.ask(&self.db, move |lake| figures(lake, &asked)).await
    }
}

/// [`Insights::reach`] for a lake of this span.
#[must_use]
pub fn reach(span: Option<(Day, Day)>, as_of: Day, today: Day) -> (Day, Day) {
    let (first, last) = span.unwrap_or((as_of.min(today), today));
    let from = first.min(as_of);
    (from, as_of.min(today.max(last)).max(from))
}

#[cfg(test)]
mod tests;
