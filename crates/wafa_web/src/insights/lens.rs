//! What a page of figures looks at: period, calendar, comparison and filters, read from the address.

use std::sync::Arc;

use serde::Serialize;
use wafa_analytics::{CustomerSet, Figures, Question};
use wafa_customers::ListQuery;
use wafa_kernel::policy::action::{ReadCustomers, ReadInsights};
use wafa_kernel::{CalendarKind, Day, PeriodKind, Periods, Rung};
use wafa_text::calendar;

use crate::fault::Fault;
use crate::who::Who;

/// Most customers a filter may select; more than any shop of one machine has.
const FILTERED_MAX: u32 = 5_000_000;

/// What the latest period is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Compare {
    /// The period before.
    Previous,
    /// The same period of the year before, in the same calendar.
    LastYear,
    /// Nothing.
    Nothing,
}

/// The state of a page, as its address says it.
#[derive(Debug, Clone)]
pub struct Lens {
    /// Length of the periods.
    pub period: PeriodKind,
    /// Calendar of the periods.
    pub calendar: CalendarKind,
    /// Last day that counts.
    pub as_of: Day,
    /// What is compared with.
    pub compare: Compare,
    /// The figure the big chart shows.
    pub metric: String,
    /// What a cell of the cohort map shows.
    pub measure: String,
    /// Who counts.
    pub filter: ListQuery,
    /// True when `filter` leaves anybody out.
    pub filtered: bool,
}

/// Choices and values of the filter row.
#[derive(Debug, Serialize)]
pub struct FilterRow {
    period: &'static str,
    calendar: &'static str,
    compare: &'static str,
    rung: String,
    city: String,
    source: String,
    tag: String,
    cities: Vec<String>,
    sources: Vec<String>,
    tags: Vec<String>,
    filtered: bool,
}

impl Lens {
    /// Reads the address; what it does not say comes from the settings of the business.
    pub fn read(pairs: Vec<(String, String)>, who: &Who<ReadInsights>) -> Result<Self, Fault> {
        let of = |name: &str| pairs.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.as_str());
        let as_of = of("as_of").parse::<Day>().ok().map_or(who.today, |day| day.min(who.today));
        let compare = match of("compare") {
            "last_year" => Compare::LastYear,
            "nothing" => Compare::Nothing,
            _ => Compare::Previous,
        };
        let metric = of("metric").to_owned();
        let measure = of("measure").to_owned();
        let period = of("period").parse().unwrap_or(PeriodKind::Month);
        let calendar = of("calendar").parse().unwrap_or(who.business.calendar);
        let kept = ["rung", "city", "source", "tag"];
        let filters: Vec<(String, String)> =
            pairs.into_iter().filter(|(key, value)| kept.contains(&key.as_str()) && !value.is_empty()).collect();
        let filtered = !filters.is_empty();
        let filter = ListQuery::from_query(filters)?;
        Ok(Self { period, calendar, as_of, compare, metric, measure, filter, filtered })
    }

    /// Asks for the figures up to a day.
    pub async fn ask(&self, who: &Who<ReadInsights>, as_of: Day) -> Result<Arc<Figures>, Fault> {
        let (from, to) = who.app.insights.reach(&who.permit, as_of, who.today).await?;
        let periods = calendar::periods(self.calendar, self.period, from, to);
        let months = calendar::periods(self.calendar, PeriodKind::Month, from, to);
        let read = who.permit_for::<ReadCustomers>()?;
        let (rules, _) = who.app.customers.rules(&read).await?;
        let mut question = Question::new(as_of, periods, months, &who.business, rules);
        if self.filtered {
            let ids = who.app.customers.ids(&read, &self.filter, FILTERED_MAX).await?;
            question.only = Some(Arc::new(CustomerSet::from_ids(ids)));
        }
        Ok(who.app.insights.figures(&who.permit, question).await?)
    }

    /// The figures of what is compared with, up to the day that lies as far into its period as the as-of day lies
    /// into the latest one; `None` when nothing is compared or there was no such period.
    pub async fn ask_compared(
        &self,
        who: &Who<ReadInsights>,
        latest_start: Day,
    ) -> Result<Option<Arc<Figures>>, Fault> {
        let back = match (self.compare, self.period) {
            (Compare::Nothing, _) => return Ok(None),
            (Compare::Previous, _) | (Compare::LastYear, PeriodKind::Year) => 1,
            (Compare::LastYear, PeriodKind::Month) => 12,
            (Compare::LastYear, PeriodKind::Quarter) => 4,
        };
        let table = calendar::periods(self.calendar, self.period, latest_start.plus_days(-400), latest_start);
        let Some((start, end)) = period_before(&table, latest_start, back) else { return Ok(None) };
        let as_of = start.plus_days(self.as_of - latest_start).min(end);
        let figures = self.ask(who, as_of).await?;
        Ok((figures.orders > 0).then_some(figures))
    }

    /// The filter row of the page.
    pub async fn row(&self, who: &Who<ReadInsights>) -> Result<FilterRow, Fault> {
        let read = who.permit_for::<ReadCustomers>()?;
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        Ok(FilterRow {
            period: self.period.as_str(),
            calendar: self.calendar.as_str(),
            compare: match self.compare {
                Compare::Previous => "previous",
                Compare::LastYear => "last_year",
                Compare::Nothing => "nothing",
            },
            rung: self.filter.rungs.first().copied().map(Rung::as_str).unwrap_or_default().to_owned(),
            city: text(&self.filter.city),
            source: text(&self.filter.source),
            tag: text(&self.filter.tag),
            cities: who.app.customers.cities(&read).await?,
            sources: who.app.customers.sources(&read).await?,
            tags: who.app.customers.tags(&read).await?,
            filtered: self.filtered,
        })
    }
}

/// Start and end of the period `back` periods before the one that starts on `start`.
fn period_before(table: &Periods, start: Day, back: usize) -> Option<(Day, Day)> {
    let index = table.index_of(start)?.checked_sub(back)?;
    Some((table.start(index)?, table.end(index)?))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn last_years_month_is_found_in_its_own_calendar() {
        let start: Day = "2026-10-23".parse().unwrap();
        let table = calendar::periods(CalendarKind::Jalali, PeriodKind::Month, start.plus_days(-400), start);
        assert_eq!(table.key(table.index_of(start).unwrap()), Some("1405-08"));
        let (first, last) = period_before(&table, start, 12).unwrap();
        assert_eq!((first.to_string(), last.to_string()), ("2025-10-23".to_owned(), "2025-11-21".to_owned()));
    }
}
