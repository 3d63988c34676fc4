//! Two groups of customers and how long they stay: who is in them, their curves and the log-rank test.
//!
//! The test is for groups that have nobody in common, so whoever belongs to both is in neither; how many that are is
//! said. A customer belongs to the channel of her first order: what she became later does not decide.

use std::sync::Arc;

use serde::Serialize;
use wafa_analytics::{CustomerSet, OrderFilter, Survival};
use wafa_customers::{ListQuery, View};
use wafa_kernel::Day;
use wafa_kernel::policy::action::{ReadCustomers, ReadInsights};
use wafa_models::survival::log_rank;
use wafa_text::words::Arg;

use super::how;
use super::lens::{FILTERED_MAX, FilterRow, Lens};
use super::overview::file_link;
use super::survival::{FEWEST, at_months, labels, months};
use crate::chart::{Chart, ChartView, Format, How, Series, Tone};
use crate::fault::Fault;
use crate::who::{Desk, Who};

/// Below this probability a difference is not taken for chance.
const SIGNIFICANT: f64 = 0.05;
/// What tells two groups apart, besides saved views. Rungs and segments do not: they follow from how long somebody
/// stayed.
const TRAITS: [&str; 4] = ["city", "channel", "source", "tag"];
/// Filters of a saved view that do not follow from how long somebody stayed either.
const FREE: [&str; 6] = ["q", "city", "source", "tag", "owner", "batch"];

/// A choice of a group to compare: `city:Shiraz`, `view:17`.
#[derive(Serialize)]
struct Choice {
    value: String,
    label: String,
}

/// The two lists of choices.
#[derive(Serialize)]
pub(super) struct Groups {
    options: Vec<Choice>,
    /// The first group, as the address names it; empty when none is chosen.
    pub one: String,
    /// The second.
    pub other: String,
    #[serde(skip)]
    views: Vec<View>,
}

/// What the comparison of two groups says.
#[derive(Serialize)]
pub(super) struct Comparison {
    chart: Option<ChartView>,
    verdict: String,
    tone: &'static str,
    detail: String,
    shared: Option<String>,
    how: How,
}

/// How long each of two groups stays.
pub(super) struct Pair {
    /// The first.
    pub one: Survival,
    /// The second.
    pub other: Survival,
    /// Customers who belong to both and are in neither.
    pub shared: u64,
}

impl Groups {
    /// What can be compared, and what the address asks for.
    pub async fn of(who: &Who<ReadInsights>, row: &FilterRow, pairs: &[(String, String)]) -> Result<Self, Fault> {
        let read = who.permit_for::<ReadCustomers>()?;
        let is_free = |view: &View| !view.query.is_empty() && view.query.iter().all(|(key, _)| is_free(key));
        let views: Vec<View> = who.app.customers.views(&read).await?.into_iter().filter(is_free).collect();
        let mut options = vec![Choice { value: String::new(), label: who.say("survival-nobody", &[]) }];
        for name in TRAITS {
            let kind = who.say(&format!("filter-{name}"), &[]);
            let choice =
                |value: &String| Choice { value: format!("{name}:{value}"), label: format!("{kind}: {value}") };
            options.extend(row.values(name).iter().map(choice));
        }
        let kind = who.say("reports-filter-view", &[]);
        let choice =
            |view: &View| Choice { value: format!("view:{}", view.id), label: format!("{kind}: {}", view.name) };
        options.extend(views.iter().map(choice));
        let of = |key: &str| {
            let said = pairs.iter().find(|(name, _)| name == key).map(|(_, value)| value.clone()).unwrap_or_default();
            if options.iter().any(|choice| choice.value == said) { said } else { String::new() }
        };
        Ok(Self { one: of("one"), other: of("other"), options, views })
    }

    /// How long both stay; `None` unless two different ones are chosen.
    pub async fn survivals(&self, who: &Who<ReadInsights>, lens: &Lens) -> Result<Option<Pair>, Fault> {
        if self.one.is_empty() || self.other.is_empty() || self.one == self.other {
            return Ok(None);
        }
        let one = self.members(who, lens.as_of, &self.one).await?;
        let other = self.members(who, lens.as_of, &self.other).await?;
        // Both are asked alike: a filter of either's trait would cut the other's orders, too.
        let lens = [&self.one, &self.other]
            .iter()
            .fold(lens.clone(), |lens, group| lens.without(group.split_once(':').map_or("", |(name, _)| name)));
        let told = async |only: CustomerSet| {
            let mut question = lens.question(who, lens.as_of).await?;
            let asked = question.only.take();
            question.only = Some(Arc::new(asked.map_or_else(|| only.clone(), |asked| asked.and(&only))));
            Ok::<Survival, Fault>(who.app.insights.survival(&who.permit, question).await?)
        };
        let both = one.and(&other);
        let shared = if both.is_empty() { 0 } else { told(both).await?.customers() };
        Ok(Some(Pair { one: told(one.without(&other)).await?, other: told(other.without(&one)).await?, shared }))
    }

    /// Who is in a group. What else the page asks for narrows both; a filter of either's own trait gives way to it.
    async fn members(&self, who: &Who<ReadInsights>, as_of: Day, group: &str) -> Result<CustomerSet, Fault> {
        let (name, value) = group.split_once(':').unwrap_or((group, ""));
        if name == "channel" {
            let orders = OrderFilter { source: Some(value.to_owned()), product: None };
            let currency = who.business.currency;
            return Ok(who.app.insights.came_with(&who.permit, orders, as_of, currency).await?);
        }
        let view = self.views.iter().find(|view| name == "view" && view.id.to_string() == value);
        let query = match view {
            Some(view) => view.query.iter().filter(|(key, _)| is_filter(key)).cloned().collect(),
            None => vec![(name.to_owned(), value.to_owned())],
        };
        let read = who.permit_for::<ReadCustomers>()?;
        let ids = who.app.customers.ids(&read, &ListQuery::from_query(query)?, FILTERED_MAX).await?;
        Ok(CustomerSet::from_ids(ids))
    }

    /// What is said of the two that are chosen.
    pub async fn compared(&self, who: &Who<ReadInsights>, lens: &Lens) -> Result<Option<Comparison>, Fault> {
        let Some(pair) = self.survivals(who, lens).await? else { return Ok(None) };
        let name = |group: &str| {
            let (kind, value) = group.split_once(':').unwrap_or_default();
            let view = self.views.iter().find(|view| kind == "view" && view.id.to_string() == value);
            view.map_or_else(|| value.to_owned(), |view| view.name.clone())
        };
        Ok(Some(compared(who, (&name(&self.one), &pair.one), (&name(&self.other), &pair.other), pair.shared)))
    }
}

fn is_filter(key: &str) -> bool {
    !matches!(key, "sort" | "dir")
}

fn is_free(key: &str) -> bool {
    !is_filter(key) || FREE.contains(&key)
}

/// What is said of two groups.
fn compared(desk: &Desk, one: (&str, &Survival), other: (&str, &Survival), shared: u64) -> Comparison {
    let few = [one.1, other.1].iter().any(|told| told.customers() < FEWEST) || one.1.left() + other.1.left() == 0;
    let test = log_rank(&one.1.stays(), &other.1.stays()).ok().filter(|_| !few);
    let names = |longer: &str, shorter: &str| -> Vec<(&'static str, Arg)> {
        vec![("one", longer.to_owned().into()), ("other", shorter.to_owned().into())]
    };
    let (key, tone, said) = match test {
        None => ("survival-too-few", "info", vec![("n", i64::try_from(FEWEST).unwrap_or(0).into())]),
        Some(test) if test.p_value >= SIGNIFICANT => ("survival-no-difference", "info", names(one.0, other.0)),
        Some(test) if test.observed < test.expected => ("survival-longer", "good", names(one.0, other.0)),
        Some(_) => ("survival-longer", "good", names(other.0, one.0)),
    };
    let detail = test.map(|test| {
        let p = if test.p_value < 0.001 {
            desk.say("survival-p-small", &[("p", desk.reader.decimal(0.001, 3).into())])
        } else {
            desk.say("survival-p", &[("p", desk.reader.decimal(test.p_value, 3).into())])
        };
        let chi = desk.reader.decimal(test.chi_square, 2);
        desk.say("survival-test", &[("p", p.into()), ("chi", chi.into())])
    });
    Comparison {
        chart: pair(desk, one, other),
        verdict: desk.say(key, &said),
        tone,
        detail: detail.unwrap_or_default(),
        shared: (shared > 0).then(|| desk.say("survival-shared", &[("n", i64::try_from(shared).unwrap_or(0).into())])),
        how: how::of(desk, "survival-test"),
    }
}

fn pair(desk: &Desk, one: (&str, &Survival), other: (&str, &Survival)) -> Option<ChartView> {
    let months = months(one.1).max(months(other.1));
    let mut chart = Chart::lines(labels(desk, months)).steps().format(Format::Percent(1));
    for ((name, told), tone) in [one, other].into_iter().zip([Tone::Accent, Tone::Warn]) {
        let curve = told.curve()?;
        let name =
            desk.say("survival-of", &[("name", name.to_owned().into()), ("n", (told.customers() as i64).into())]);
        chart = chart.series(Series::new(name, at_months(&curve, months, f64::from(told.longest()))).tone(tone));
    }
    let view = chart
        .card("compared", desk.say("survival-compared-title", &[]))
        .axis(desk.say("survival-axis", &[]))
        .how(how::of(desk, "survival-test"))
        .download(file_link(desk, "survival", "csv"), file_link(desk, "survival", "xlsx"));
    Some(view.finish(&desk.reader))
}
