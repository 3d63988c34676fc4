//! What a page of figures looks at: period, calendar, comparison and filters, read from the address.

use std::sync::Arc;

use serde::Serialize;
use wafa_analytics::fold::ranking::Segment;
use wafa_analytics::lake::Choices;
use wafa_analytics::{CustomerSet, Figures, OrderFilter, Question};
use wafa_customers::ListQuery;
use wafa_kernel::policy::action::{ReadCustomers, ReadInsights};
use wafa_kernel::{CalendarKind, Day, PeriodKind, Periods, Rung};
use wafa_text::calendar;

use crate::fault::Fault;
use crate::who::Who;

/// Most customers a filter may select; more than any shop of one machine has.
pub(super) const FILTERED_MAX: u32 = 5_000_000;

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
    /// Length of the periods customers are grouped by.
    pub groups: PeriodKind,
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
    by_register: bool,
    /// Only this segment, as of the last day.
    segment: Option<Segment>,
    /// Which orders count.
    orders: OrderFilter,
    /// True when any filter is set.
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
    segment: &'static str,
    channel: String,
    product: String,
    cities: Vec<String>,
    sources: Vec<String>,
    tags: Vec<String>,
    segments: Vec<&'static str>,
    channels: Vec<String>,
    products: Vec<Product>,
    chips: Vec<Chip>,
    filtered: bool,
}

impl FilterRow {
    /// Choices of a filter of texts.
    pub fn values(&self, name: &str) -> &[String] {
        match name {
            "city" => &self.cities,
            "source" => &self.sources,
            "tag" => &self.tags,
            "channel" => &self.channels,
            _ => &[],
        }
    }
}

/// A product of the filter.
#[derive(Debug, Serialize)]
struct Product {
    code: String,
    name: String,
}

/// A filter that is set, and the address of the page without it.
#[derive(Debug, Serialize)]
struct Chip {
    label: String,
    value: String,
    href: String,
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
        let some = |name: &str| Some(of(name).to_owned()).filter(|value| !value.is_empty());
        let orders = OrderFilter { source: some("channel"), product: some("product") };
        let segment = Segment::named(of("segment"));
        let filters: Vec<(String, String)> =
            pairs.into_iter().filter(|(key, value)| kept.contains(&key.as_str()) && !value.is_empty()).collect();
        let by_register = !filters.is_empty();
        let filter = ListQuery::from_query(filters)?;
        let filtered = by_register || segment.is_some() || orders != OrderFilter::default();
        Ok(Self {
            period,
            groups: PeriodKind::Month,
            calendar,
            as_of,
            compare,
            metric,
            measure,
            filter,
            by_register,
            segment,
            orders,
            filtered,
        })
    }

    /// Asks for the figures up to a day.
    pub async fn ask(&self, who: &Who<ReadInsights>, as_of: Day) -> Result<Arc<Figures>, Fault> {
        let question = self.question(who, as_of).await?;
        Ok(who.app.insights.figures(&who.permit, question).await?)
    }

    /// What this page asks about, up to a day.
    pub async fn question(&self, who: &Who<ReadInsights>, as_of: Day) -> Result<Question, Fault> {
        let (from, to) = who.app.insights.reach(&who.permit, as_of, who.today).await?;
        let periods = calendar::periods_of(&who.business, self.calendar, self.period, from, to);
        let groups = calendar::periods_of(&who.business, self.calendar, self.groups, from, to);
        let read = who.permit_for::<ReadCustomers>()?;
        let (rules, _) = who.app.customers.rules(&read).await?;
        let mut question = Question::new(as_of, periods, groups, &who.business, rules);
        question.only = self.customers(who).await?.map(Arc::new);
        if self.orders != OrderFilter::default() {
            question.orders = Some(Arc::new(self.orders.clone()));
        }
        Ok(question)
    }

    /// The same without the filter of this name, for who is chosen by that very trait.
    pub fn without(&self, name: &str) -> Self {
        let mut lens = self.clone();
        match name {
            "city" => lens.filter.city = None,
            "source" => lens.filter.source = None,
            "tag" => lens.filter.tag = None,
            "channel" => lens.orders.source = None,
            _ => {}
        }
        let filter = &lens.filter;
        lens.by_register =
            !filter.rungs.is_empty() || [&filter.city, &filter.source, &filter.tag].iter().any(|value| value.is_some());
        lens
    }

    /// The customers who count; `None` for everybody. The same ones for both sides of a comparison.
    async fn customers(&self, who: &Who<ReadInsights>) -> Result<Option<CustomerSet>, Fault> {
        let mut only = None;
        if self.by_register {
            let read = who.permit_for::<ReadCustomers>()?;
            let ids = who.app.customers.ids(&read, &self.filter, FILTERED_MAX).await?;
            only = Some(CustomerSet::from_ids(ids));
        }
        if let Some(segment) = self.segment {
            let currency = who.business.currency;
            let members = who.app.insights.segment(&who.permit, segment, self.as_of, currency).await?;
            only = Some(only.map_or_else(|| members.clone(), |only| only.and(&members)));
        }
        Ok(only)
    }

    /// What leaves somebody or something out, in the reader's words.
    fn chips(&self, who: &Who<ReadInsights>, choices: &Choices) -> Vec<Chip> {
        let chip = |name: &'static str, value: String| Chip {
            label: who.say(&format!("filter-{name}"), &[]),
            value,
            href: without(&who.path, name),
        };
        let mut chips = Vec::new();
        let rung = self.filter.rungs.first().map(|rung| who.say(&format!("rung-{}", rung.as_str()), &[]));
        let segment = self.segment.map(|segment| who.say(&format!("segment-{}", segment.as_str()), &[]));
        let named = |code: &String| {
            let known = choices.products.iter().find(|product| product.code == *code);
            known.map_or_else(|| code.clone(), |product| product.name.clone())
        };
        chips.extend(rung.map(|value| chip("rung", value)));
        chips.extend(segment.map(|value| chip("segment", value)));
        chips.extend(self.filter.city.clone().map(|value| chip("city", value)));
        chips.extend(self.filter.source.clone().map(|value| chip("source", value)));
        chips.extend(self.filter.tag.clone().map(|value| chip("tag", value)));
        chips.extend(self.orders.source.clone().map(|value| chip("channel", value)));
        chips.extend(self.orders.product.as_ref().map(|code| chip("product", named(code))));
        chips
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
            (Compare::LastYear, PeriodKind::Week) => 52,
            (Compare::LastYear, PeriodKind::Month) => 12,
            (Compare::LastYear, PeriodKind::Quarter) => 4,
        };
        let table =
            calendar::periods_of(&who.business, self.calendar, self.period, latest_start.plus_days(-400), latest_start);
        let Some((start, end)) = period_before(&table, latest_start, back) else { return Ok(None) };
        let as_of = start.plus_days(self.as_of - latest_start).min(end);
        let figures = self.ask(who, as_of).await?;
        Ok((figures.orders > 0).then_some(figures))
    }

    /// The filter row of the page.
    pub async fn row(&self, who: &Who<ReadInsights>) -> Result<FilterRow, Fault> {
        let read = who.permit_for::<ReadCustomers>()?;
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        let choices = who.app.insights.choices(&who.permit).await?;
        Ok(FilterRow {
            chips: self.chips(who, &choices),
            segment: self.segment.map(Segment::as_str).unwrap_or_default(),
            channel: text(&self.orders.source),
            product: text(&self.orders.product),
            segments: Segment::ALL.map(Segment::as_str).to_vec(),
            channels: choices.sources,
            products: choices.products.into_iter().map(|one| Product { code: one.code, name: one.name }).collect(),
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

/// An address without one of its parameters.
fn without(path: &str, name: &str) -> String {
    let (page, query) = path.split_once('?').unwrap_or((path, ""));
    let kept: Vec<&str> = query.split('&').filter(|pair| pair.split('=').next() != Some(name)).collect();
    if kept.concat().is_empty() { page.to_owned() } else { format!("{page}?{}", kept.join("&")) }
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
    fn a_filter_is_taken_out_of_the_address() {
        assert_eq!(without("/insights?city=x&period=year", "city"), "/insights?period=year");
        assert_eq!(without("/insights?city=x", "city"), "/insights");
        assert_eq!(without("/insights", "city"), "/insights");
    }

    #[test]
    fn last_years_month_is_found_in_its_own_calendar() {
        let start: Day = "2026-10-23".parse().unwrap();
        let table = calendar::periods(CalendarKind::Jalali, PeriodKind::Month, start.plus_days(-400), start);
        assert_eq!(table.key(table.index_of(start).unwrap()), Some("1405-08"));
        let (first, last) = period_before(&table, start, 12).unwrap();
        assert_eq!((first.to_string(), last.to_string()), ("2025-10-23".to_owned(), "2025-11-21".to_owned()));
    }
}
