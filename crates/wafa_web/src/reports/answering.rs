//! From a spec to its answer: calendars and register are asked here, for pages, the API, the command line and schedules.

use std::sync::Arc;

use wafa_analytics::fold::ranking::Segment;
use wafa_analytics::report::{Breakdown, Labels, ReportAnswer, ReportQuestion, ReportSpec, Reports};
use wafa_analytics::{CustomerSet, Insights, OrderFilter};
use wafa_customers::{Customers, ListQuery, Trait, ViewId};
use wafa_db::Db;
use wafa_kernel::policy::action::{ReadCustomers, ReadInsights};
use wafa_kernel::{Actor, Business, CalendarKind, Day, PeriodKind, Periods, Permit, Policy, Rung};
use wafa_text::calendar;

use super::time;
use crate::fault::Fault;

/// Most customers a filter may select; more than any shop of one machine has.
const FILTERED_MAX: u32 = 5_000_000;

/// Answers reports. Cheap to clone.
#[derive(Clone)]
pub struct Reporter {
    /// The database.
    pub db: Db,
    /// Saved reports.
    pub reports: Reports,
    insights: Insights,
    customers: Customers,
}

/// For whom a report is answered: their business and their day.
#[derive(Debug, Clone, Copy)]
pub struct Place<'a> {
    /// The business.
    pub business: &'a Business,
    /// Today, where it is.
    pub today: Day,
}

impl Reporter {
    /// Answers with these capabilities.
    #[must_use]
    pub fn new(db: &Db, insights: &Insights, customers: &Customers) -> Self {
        Self {
            db: db.clone(),
            reports: Reports::new(db.clone()),
            insights: insights.clone(),
            customers: customers.clone(),
        }
    }

    /// Answers a spec with the rights of whoever asks.
    ///
    /// # Errors
    /// A fault with the fields that are wrong; those of the lake and the database.
    pub async fn answer(
        &self,
        permit: &Permit<ReadInsights>,
        place: Place<'_>,
        spec: &ReportSpec,
    ) -> Result<Arc<ReportAnswer>, Fault> {
        let wrongs = spec.wrongs();
        if !wrongs.is_empty() {
            return Err(wafa_analytics::Error::ReportInvalid(wrongs).into());
        }
        let question = self.question(permit, place, spec).await?;
        Ok(self.insights.report(permit, question).await?)
    }

    async fn question(
        &self,
        permit: &Permit<ReadInsights>,
        place: Place<'_>,
        spec: &ReportSpec,
    ) -> Result<ReportQuestion, Fault> {
        let register = register(permit.actor());
        let span = self.insights.span(permit).await?;
        let (from, to) = time::reach(spec, place.business, place.today, span);
        let (mut periods, mut labels) = (Vec::new(), Vec::new());
        for by in &spec.by {
            periods.push(match by.length() {
                Some(length) => time::periods(length, spec.calendar, place.business, from, to),
                None if *by == Breakdown::Cohort => cohorts(spec.calendar, span, to),
                None => Periods::default(),
            });
            labels.push(match customers_trait(*by) {
                Some(of) => Arc::new(Labels::new(self.customers.traits(&register, of).await?)),
                None => Arc::default(),
            });
        }
        let (rules, _) = self.customers.rules(&register).await?;
        let orders = OrderFilter { source: spec.filters.channel.clone(), product: spec.filters.product.clone() };
        Ok(ReportQuestion {
            spec: spec.clone(),
            from,
            to,
            periods,
            labels,
            rules,
            currency: place.business.currency,
            only: self.only(permit, &register, place, spec, to).await?.map(Arc::new),
            orders: (orders != OrderFilter::default()).then(|| Arc::new(orders)),
        })
    }

    /// The customers who count; `None` for everybody.
    async fn only(
        &self,
        permit: &Permit<ReadInsights>,
        register: &Permit<ReadCustomers>,
        place: Place<'_>,
        spec: &ReportSpec,
        to: Day,
    ) -> Result<Option<CustomerSet>, Fault> {
        let filters = &spec.filters;
        let wrong = |code| Fault::invalid(code).field("filters", code);
        let mut sets: Vec<CustomerSet> = Vec::new();
        let mut query =
            ListQuery { city: filters.city.clone(), source: filters.source.clone(), ..ListQuery::default() };
        query.tag.clone_from(&filters.tag);
        if let Some(rung) = &filters.rung {
            query.rungs = vec![rung.parse::<Rung>().map_err(|_| wrong("reports.rung_unknown"))?];
        }
        if query != ListQuery::default() {
            let ids = self.customers.ids(register, &query, FILTERED_MAX).await?;
            sets.push(CustomerSet::from_ids(ids));
        }
        if let Some(view) = &filters.view {
            let id: ViewId = view.parse().map_err(|_| wrong("reports.view_gone"))?;
            let views = self.customers.views(register).await?;
            let view = views.into_iter().find(|view| view.id == id).ok_or_else(|| wrong("reports.view_gone"))?;
            let query = ListQuery::from_query(view.query)?;
            sets.push(CustomerSet::from_ids(self.customers.ids(register, &query, FILTERED_MAX).await?));
        }
        if let Some(segment) = &filters.segment {
            let segment = Segment::named(segment).ok_or_else(|| wrong("reports.segment_unknown"))?;
            sets.push(self.insights.segment(permit, segment, to, place.business.currency).await?);
        }
        Ok(sets.into_iter().reduce(|one, other| one.and(&other)))
    }
}

/// Whoever may see figures may have them told apart by what is known of customers; views are those of the person.
fn register(actor: &Actor) -> Permit<ReadCustomers> {
    Policy::check::<ReadCustomers>(actor).unwrap_or_else(|_| Policy::system("reports"))
}

const fn customers_trait(by: Breakdown) -> Option<Trait> {
    match by {
        Breakdown::City => Some(Trait::City),
        Breakdown::Source => Some(Trait::Source),
        Breakdown::Tag => Some(Trait::Tag),
        _ => None,
    }
}

/// Months from the first fact on, so that everybody belongs to one.
fn cohorts(kind: CalendarKind, span: Option<(Day, Day)>, to: Day) -> Periods {
    let first = span.map_or(to, |(first, _)| first.min(to));
    calendar::periods(kind, PeriodKind::Month, first, to)
}
