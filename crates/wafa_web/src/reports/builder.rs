//! The builder: what is asked as a sentence, the answer below it, and the form that saves it.

use axum::http::StatusCode;
use axum::response::Response;
use serde::Serialize;
use wafa_analytics::fold::ranking::Segment;
use wafa_analytics::lake::Choices;
use wafa_analytics::report::{
    Breakdown, ChartKind, Delivery, Every, Length, Measure, Order, ReportId, ReportSpec, Reports, SavedReport, Time,
};
use wafa_kernel::policy::action::{ReadCustomers, ReadInsights, WriteReports};
use wafa_kernel::{CalendarKind, Moment, Rung};

use super::answering::Place;
use super::asked::{self, Pairs};
use super::show::{self, Shown};
use super::words::{Writing, time_label};
use crate::ask::{Pairs as Query, Path};
use crate::fault::Fault;
use crate::fault::render::sentence;
use crate::who::{Desk, Who};

/// Times offered.
const TIMES: [(bool, u32, Length); 12] = [
    (false, 30, Length::Day),
    (false, 90, Length::Day),
    (false, 12, Length::Week),
    (false, 1, Length::Month),
    (true, 1, Length::Month),
    (false, 6, Length::Month),
    (false, 12, Length::Month),
    (false, 24, Length::Month),
    (true, 1, Length::Week),
    (true, 1, Length::Quarter),
    (false, 1, Length::Year),
    (true, 1, Length::Year),
];

/// A choice of a select or a box.
#[derive(Debug, Clone, Serialize)]
struct Choice {
    value: String,
    label: String,
    picked: bool,
}

/// A head of the table that orders its rows.
#[derive(Debug, Serialize)]
struct Head {
    label: String,
    href: String,
    direction: &'static str,
    is_figure: bool,
}

/// A filter of the sentence; left out where there is nothing to choose.
#[derive(Debug, Serialize)]
struct Filter {
    name: &'static str,
    label: String,
    options: Vec<Choice>,
}

/// The form that saves.
#[derive(Debug, Default, Clone, Serialize)]
pub(super) struct Draft {
    pub name: String,
    pub shared: bool,
    pub every: String,
    pub hour: String,
    pub recipients: String,
    /// What is wrong with it, by field.
    pub errors: std::collections::BTreeMap<String, String>,
    /// What is wrong with it as a whole.
    pub error: String,
}

/// A saved report on its page.
#[derive(Debug, Serialize)]
struct Known {
    id: String,
    name: String,
    version: i64,
    may_change: bool,
    due_at: Option<Moment>,
    changed: bool,
    deliveries: Vec<Sent>,
}

#[derive(Debug, Serialize)]
struct Sent {
    id: String,
    due_at: Moment,
    done_at: Option<Moment>,
    recipients: String,
    problem: String,
}

#[derive(Serialize)]
struct Context {
    action: String,
    measures: Vec<Choice>,
    by: Vec<Choice>,
    by2: Vec<Choice>,
    times: Vec<Choice>,
    from: String,
    to: String,
    calendars: Vec<Choice>,
    charts: Vec<Choice>,
    filters: Vec<Filter>,
    order: String,
    limit: u32,
    spec: String,
    files: Vec<(&'static str, String)>,
    heads: Vec<Head>,
    wrongs: Vec<String>,
    shown: Option<Shown>,
    known: Option<Known>,
    draft: Draft,
    every: Vec<Choice>,
    may_save: bool,
    no_orders: bool,
    filtered: bool,
}

/// A new report, as the address asks it.
pub(super) async fn fresh(who: Who<ReadInsights>, Query(pairs): Query) -> Result<Response, Fault> {
    let spec = if asked::is_asked(&pairs) { asked::spec(&pairs, &who) } else { usual(&who) };
    let draft = Draft { hour: who.reader.number(8), ..Draft::default() };
    render(&who, None, spec, draft, StatusCode::OK).await
}

fn usual(desk: &Desk) -> ReportSpec {
    let [(_, _, first), ..] = asked::ready(desk.business.calendar);
    first
}

/// A saved report, or what the address makes of it.
pub(super) async fn saved(
    who: Who<ReadInsights>,
    Path(id): Path<ReportId>,
    Query(pairs): Query,
) -> Result<Response, Fault> {
    let saved = who.app.reporter.reports.get(&who.permit, id).await?;
    let spec = if asked::is_asked(&pairs) { asked::spec(&pairs, &who) } else { saved.report.spec.clone() };
    let draft = draft_of(&who, &saved);
    render(&who, Some(saved), spec, draft, StatusCode::OK).await
}

fn draft_of(desk: &Desk, saved: &SavedReport) -> Draft {
    let schedule = saved.report.schedule;
    Draft {
        name: saved.report.name.clone(),
        shared: saved.report.shared,
        every: schedule.map(|schedule| schedule.every.as_str().to_owned()).unwrap_or_default(),
        hour: desk.reader.number(schedule.map_or(8, |schedule| i64::from(schedule.hour))),
        recipients: saved.report.recipients.join("\n"),
        ..Draft::default()
    }
}

/// The form again, with what was wrong.
pub(super) async fn again(
    desk: &Who<WriteReports>,
    saved: Option<SavedReport>,
    pairs: &Pairs,
    fault: &Fault,
) -> Result<Response, Fault> {
    let spec = serde_json::from_str(asked::one(pairs, "spec")).unwrap_or_else(|_| usual(desk));
    let text = |name: &str| asked::one(pairs, name).to_owned();
    let errors = fault.fields().iter().map(|field| (field.field.clone(), desk.say(&key(field.code), &[]))).collect();
    let draft = Draft {
        name: text("name"),
        shared: text("shared") == "true",
        every: text("every"),
        hour: text("hour"),
        recipients: text("recipients"),
        error: sentence(&desk.reader, fault),
        errors,
    };
    render(desk, saved, spec, draft, fault.status()).await
}

/// The text of a code.
fn key(code: &str) -> String {
    code.replace(['.', '_'], "-")
}

async fn render(
    desk: &Desk,
    saved: Option<SavedReport>,
    spec: ReportSpec,
    draft: Draft,
    status: StatusCode,
) -> Result<Response, Fault> {
    let permit = desk.permit_for::<ReadInsights>()?;
    let choices = desk.app.insights.choices(&permit).await?;
    let place = Place { business: &desk.business, today: desk.today };
    let writing = Writing::new(desk, spec.calendar, &choices);
    let (shown, wrongs) = match desk.app.reporter.answer(&permit, place, &spec).await {
        Ok(answer) => (Some(show::shown(&writing, &spec, &answer, desk)), Vec::new()),
        Err(fault) if fault.status().is_client_error() => (None, wrongs(desk, &fault)),
        Err(fault) => return Err(fault),
    };
    let no_orders = desk.app.insights.span(&permit).await?.is_none();
    let known = match &saved {
        Some(saved) => Some(known(desk, saved, &spec).await?),
        None => None,
    };
    let path = known.as_ref().map_or_else(|| "/reports/new".to_owned(), |known| format!("/reports/{}", known.id));
    let file = |ending: &'static str| (ending, asked::address(&format!("/reports/file/{ending}"), &spec));
    let (from, to) = days(desk, &spec);
    let context = Context {
        measures: measures(desk, &spec),
        by: breakdowns(desk, spec.by.first().copied()),
        by2: breakdowns(desk, spec.by.get(1).copied()),
        times: times(desk, spec.time),
        from,
        to,
        calendars: words(desk, "calendar", CalendarKind::ALL.map(CalendarKind::as_str), spec.calendar.as_str()),
        charts: words(desk, "reports-chart", ChartKind::ALL.iter().map(|one| one.as_str()), spec.chart.as_str()),
        filters: filters(desk, &spec, &choices).await?,
        order: spec.order.map(order_name).unwrap_or_default(),
        limit: spec.limit,
        spec: serde_json::to_string(&spec).map_err(Fault::internal)?,
        files: ["csv", "xlsx", "parquet"].map(file).to_vec(),
        heads: heads(&writing, &spec, &path),
        every: every(desk, &draft.every),
        may_save: desk.may::<WriteReports>(),
        filtered: spec.filters.set().next().is_some(),
        action: path,
        wrongs,
        shown,
        known,
        draft,
        no_orders,
    };
    desk.page_with(status, "reports", "reports/builder.html", &context)
}

fn wrongs(desk: &Desk, fault: &Fault) -> Vec<String> {
    let mut codes: Vec<&'static str> = fault.fields().iter().map(|field| field.code).collect();
    codes.dedup();
    if codes.is_empty() {
        vec![sentence(&desk.reader, fault)]
    } else {
        codes.iter().map(|code| desk.say(&key(code), &[])).collect()
    }
}

async fn known(desk: &Desk, saved: &SavedReport, spec: &ReportSpec) -> Result<Known, Fault> {
    let permit = desk.permit_for::<ReadInsights>()?;
    let deliveries = desk.app.reporter.reports.deliveries(&permit, saved.id).await?;
    let sent = |delivery: Delivery| Sent {
        id: delivery.id.to_string(),
        due_at: delivery.due_at,
        done_at: delivery.done_at,
        recipients: delivery.recipients.join(" "),
        problem: if delivery.problem.is_empty() { String::new() } else { desk.say(&key(&delivery.problem), &[]) },
    };
    let may_change = desk.permit_for::<WriteReports>().is_ok_and(|permit| Reports::may_change(&permit, saved));
    Ok(Known {
        id: saved.id.to_string(),
        name: saved.report.name.clone(),
        version: saved.version,
        may_change,
        due_at: saved.due_at,
        changed: saved.report.spec != *spec,
        deliveries: deliveries.into_iter().map(sent).collect(),
    })
}

fn measures(desk: &Desk, spec: &ReportSpec) -> Vec<Choice> {
    let choice = |measure: &Measure| Choice {
        value: measure.as_str().to_owned(),
        label: desk.say(&format!("reports-measure-{}", measure.as_str()), &[]),
        picked: spec.measures.contains(measure),
    };
    // Those of the report come first, in its order.
    let rest = Measure::ALL.iter().filter(|measure| !spec.measures.contains(measure));
    spec.measures.iter().chain(rest).map(choice).collect()
}

fn breakdowns(desk: &Desk, picked: Option<Breakdown>) -> Vec<Choice> {
    let name = picked.map(Breakdown::as_str).unwrap_or_default();
    let nothing = Choice { value: String::new(), label: desk.say("reports-by-nothing", &[]), picked: name.is_empty() };
    let all = words(desk, "reports-by", Breakdown::ALL.iter().map(|by| by.as_str()), name);
    std::iter::once(nothing).chain(all).collect()
}

fn words(desk: &Desk, prefix: &str, all: impl IntoIterator<Item = &'static str>, picked: &str) -> Vec<Choice> {
    let choice = |word: &'static str| Choice {
        value: word.to_owned(),
        label: desk.say(&format!("{prefix}-{word}"), &[]),
        picked: word == picked,
    };
    all.into_iter().map(choice).collect()
}

fn times(desk: &Desk, picked: Time) -> Vec<Choice> {
    let mut all: Vec<Time> = TIMES.map(|(complete, count, length)| Time::Last { count, length, complete }).to_vec();
    all.push(Time::All);
    if !all.contains(&picked) && !matches!(picked, Time::Days { .. }) {
        all.insert(0, picked);
    }
    let choice =
        |time: Time| Choice { value: asked::time_name(time), label: time_label(desk, time), picked: time == picked };
    let days = Choice {
        value: "days".to_owned(),
        label: desk.say("reports-time-days", &[]),
        picked: matches!(picked, Time::Days { .. }),
    };
    all.into_iter().map(choice).chain([days]).collect()
}

/// The days as the form shows them: those of the report, or the last thirty.
fn days(desk: &Desk, spec: &ReportSpec) -> (String, String) {
    let (from, to) = match spec.time {
        Time::Days { from, to } => (from, to),
        _ => (desk.today.plus_days(-29), desk.today),
    };
    (desk.reader.date_short(from), desk.reader.date_short(to))
}

fn every(desk: &Desk, picked: &str) -> Vec<Choice> {
    let never = Choice { value: String::new(), label: desk.say("reports-every-never", &[]), picked: picked.is_empty() };
    let all = words(desk, "reports-every", Every::ALL.iter().map(|every| every.as_str()), picked);
    std::iter::once(never).chain(all).collect()
}

fn order_name(order: Order) -> String {
    format!("{}{}", if order.ascending { "" } else { "-" }, order.by.as_str())
}

/// Heads of the table: a measure orders the rows by itself, most first and then least first.
fn heads(writing: &Writing<'_>, spec: &ReportSpec, path: &str) -> Vec<Head> {
    let by =
        spec.by.iter().map(|by| Head { label: writing.by(*by), href: String::new(), direction: "", is_figure: false });
    let measure = |measure: &Measure| {
        let now = spec.order.filter(|order| order.by == *measure);
        let ascending = now.is_some_and(|order| !order.ascending);
        let next = ReportSpec { order: Some(Order { by: *measure, ascending }), ..spec.clone() };
        Head {
            label: writing.head(*measure),
            href: if spec.by.is_empty() { String::new() } else { asked::address(path, &next) },
            direction: now.map_or("", |order| if order.ascending { "ascending" } else { "descending" }),
            is_figure: true,
        }
    };
    by.chain(spec.measures.iter().map(measure)).collect()
}

/// What can be filtered by, with what there is to choose.
async fn filters(desk: &Desk, spec: &ReportSpec, choices: &Choices) -> Result<Vec<Filter>, Fault> {
    let read = desk.permit_for::<ReadCustomers>()?;
    let customers = &desk.app.customers;
    let same = |words: Vec<String>| words.into_iter().map(|word| (word.clone(), word)).collect::<Vec<_>>();
    let rungs = Rung::ALL.map(|rung| (rung.as_str().to_owned(), desk.say(&format!("rung-{}", rung.as_str()), &[])));
    let segments =
        Segment::ALL.map(|one| (one.as_str().to_owned(), desk.say(&format!("segment-{}", one.as_str()), &[])));
    let views = customers.views(&read).await?.into_iter().map(|view| (view.id.to_string(), view.name));
    let products = choices.products.iter().map(|product| (product.code.clone(), product.name.clone()));
    let found: [(&'static str, Vec<(String, String)>); 8] = [
        ("rung", rungs.to_vec()),
        ("city", same(customers.cities(&read).await?)),
        ("source", same(customers.sources(&read).await?)),
        ("tag", same(customers.tags(&read).await?)),
        ("segment", segments.to_vec()),
        ("view", views.collect()),
        ("channel", same(choices.sources.clone())),
        ("product", products.collect()),
    ];
    let mut filters = Vec::new();
    for (name, mut options) in found {
        let value = spec.filters.set().find(|(known, _)| *known == name).map(|(_, value)| value.to_owned());
        let value = value.unwrap_or_default();
        // What is asked for may be gone from the menu; it is still what is asked for.
        if !value.is_empty() && !options.iter().any(|(known, _)| *known == value) {
            options.push((value.clone(), value.clone()));
        }
        if options.is_empty() {
            continue;
        }
        let all = desk.say(&format!("reports-all-{name}"), &[]);
        options.insert(0, (String::new(), all));
        let choice = |(option, label): (String, String)| Choice { picked: option == value, value: option, label };
        let label = desk.say(&format!("reports-filter-{name}"), &[]);
        filters.push(Filter { name, label, options: options.into_iter().map(choice).collect() });
    }
    Ok(filters)
}
