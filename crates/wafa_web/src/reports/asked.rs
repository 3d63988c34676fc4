//! The builder's state: what the address or a form says, as a spec and back.

use wafa_analytics::report::{
    Breakdown, ChartKind, Every, Filters, Length, Measure, NewReport, Order, ReportSpec, Schedule, Time,
};
use wafa_kernel::{CalendarKind, Day};

use crate::ask::encode_component;
use crate::fault::Fault;
use crate::who::Desk;

pub(super) type Pairs = [(String, String)];

/// The first value under a name, trimmed.
pub(super) fn one<'a>(pairs: &'a Pairs, name: &str) -> &'a str {
    pairs.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.trim())
}

/// Whether an address holds the builder's state.
pub(super) fn is_asked(pairs: &Pairs) -> bool {
    pairs.iter().any(|(key, _)| key == "time")
}

/// Reads the builder. What cannot be read is left out; what is left out is the usual.
pub(super) fn spec(pairs: &Pairs, desk: &Desk) -> ReportSpec {
    let mut measures: Vec<Measure> = Vec::new();
    let all = pairs.iter().filter(|(key, _)| key == "measure");
    for measure in all.filter_map(|(_, name)| Measure::named(name)) {
        if !measures.contains(&measure) {
            measures.push(measure);
        }
    }
    let by: Vec<Breakdown> = ["by", "by2"].iter().filter_map(|name| Breakdown::named(one(pairs, name))).collect();
    let some = |name: &str| Some(one(pairs, name).to_owned()).filter(|text| !text.is_empty());
    let order = one(pairs, "order");
    let order = match order.strip_prefix('-') {
        Some(name) => Measure::named(name).map(|by| Order { by, ascending: false }),
        None => Measure::named(order).map(|by| Order { by, ascending: true }),
    };
    ReportSpec {
        // A measure that is no longer shown orders nothing.
        order: order.filter(|order| measures.contains(&order.by)),
        measures,
        by,
        filters: Filters {
            rung: some("rung"),
            city: some("city"),
            source: some("source"),
            tag: some("tag"),
            segment: some("segment"),
            view: some("view"),
            channel: some("channel"),
            product: some("product"),
        },
        time: read_time(pairs, desk),
        calendar: one(pairs, "calendar").parse().unwrap_or(desk.business.calendar),
        limit: read_number(one(pairs, "limit")).unwrap_or(20),
        chart: ChartKind::named(one(pairs, "chart")).unwrap_or(ChartKind::Bar),
    }
}

fn read_number(text: &str) -> Option<u32> {
    wafa_text::fold::digits(text).parse().ok()
}

/// A day as people write it, or as addresses do.
fn read_day(text: &str, desk: &Desk) -> Option<Day> {
    text.parse().ok().or_else(|| crate::reports::read_date(text, desk))
}

fn read_time(pairs: &Pairs, desk: &Desk) -> Time {
    let text = one(pairs, "time");
    if text == "days" {
        let from = read_day(one(pairs, "from"), desk);
        let to = read_day(one(pairs, "to"), desk).or(Some(desk.today));
        let month = from.is_none().then(|| desk.today.plus_days(-29));
        if let (Some(from), Some(to)) = (from.or(month), to) {
            return Time::Days { from, to };
        }
    }
    let mut parts = text.split('-');
    match (parts.next(), parts.next().and_then(read_number), parts.next().and_then(Length::named)) {
        (Some("last"), Some(count), Some(length)) => Time::Last { count, length, complete: false },
        (Some("complete"), Some(count), Some(length)) => Time::Last { count, length, complete: true },
        _ if text == "all" => Time::All,
        _ => Time::Last { count: 12, length: Length::Month, complete: false },
    }
}

/// A time as the builder's choice names it.
pub(super) fn time_name(time: Time) -> String {
    match time {
        Time::All => "all".to_owned(),
        Time::Days { .. } => "days".to_owned(),
        Time::Last { count, length, complete } => {
            format!("{}-{count}-{}", if complete { "complete" } else { "last" }, length.as_str())
        }
    }
}

/// The state of the builder as pairs of an address.
pub(super) fn pairs(spec: &ReportSpec) -> Vec<(&'static str, String)> {
    let mut pairs: Vec<(&'static str, String)> =
        spec.measures.iter().map(|measure| ("measure", measure.as_str().to_owned())).collect();
    pairs.extend(["by", "by2"].into_iter().zip(&spec.by).map(|(name, by)| (name, by.as_str().to_owned())));
    pairs.push(("time", time_name(spec.time)));
    if let Time::Days { from, to } = spec.time {
        pairs.extend([("from", from.to_string()), ("to", to.to_string())]);
    }
    pairs.push(("calendar", spec.calendar.as_str().to_owned()));
    pairs.extend(spec.filters.set().map(|(name, value)| (name, value.to_owned())));
    if let Some(order) = spec.order {
        pairs.push(("order", format!("{}{}", if order.ascending { "" } else { "-" }, order.by.as_str())));
    }
    pairs.push(("limit", spec.limit.to_string()));
    pairs.push(("chart", spec.chart.as_str().to_owned()));
    pairs
}

/// An address with the state of the builder.
pub(super) fn address(path: &str, spec: &ReportSpec) -> String {
    let pairs = pairs(spec);
    let query: Vec<String> = pairs.iter().map(|(name, value)| format!("{name}={}", encode_component(value))).collect();
    format!("{path}?{}", query.join("&"))
}

/// A report as the form of its name, sharing and schedule says it; its spec comes along as JSON.
pub(super) fn new_report(pairs: &Pairs) -> Result<NewReport, Fault> {
    let spec: ReportSpec =
        serde_json::from_str(one(pairs, "spec")).map_err(|error| Fault::malformed().source(error))?;
    let hour = read_number(one(pairs, "hour")).and_then(|hour| u8::try_from(hour).ok()).unwrap_or(u8::MAX);
    let schedule = Every::named(one(pairs, "every")).map(|every| Schedule { every, hour });
    let mut recipients = Vec::new();
    let parts = one(pairs, "recipients").split(['\n', ',', '،', ';', '؛', ' ']);
    for part in parts.map(str::trim).filter(|part| !part.is_empty()) {
        let email = wafa_text::email::parse(part);
        let wrong = || Fault::invalid("analytics.report_recipients").field("recipients", "analytics.report_recipients");
        let email = email.ok_or_else(wrong)?;
        if !recipients.contains(&email) {
            recipients.push(email);
        }
    }
    Ok(NewReport {
        name: one(pairs, "name").to_owned(),
        spec,
        shared: one(pairs, "shared") == "true",
        schedule,
        recipients,
    })
}

/// Reports a shop owner would want, ready to be opened.
pub(super) fn ready(calendar: CalendarKind) -> [(&'static str, &'static str, ReportSpec); 5] {
    let last = |count, length| Time::Last { count, length, complete: false };
    let spec = |measures: &[Measure], by: Breakdown, time, chart| ReportSpec {
        measures: measures.to_vec(),
        by: vec![by],
        filters: Filters::default(),
        time,
        calendar,
        order: None,
        limit: 20,
        chart,
    };
    let year = last(12, Length::Month);
    let sales = [Measure::Net, Measure::Orders, Measure::Average];
    let people = [Measure::New, Measure::Returning, Measure::RepeatShare];
    let ways = [Measure::Net, Measure::Orders, Measure::Customers, Measure::ReturnShare];
    let goods = [Measure::Gross, Measure::Units, Measure::Orders, Measure::Customers];
    let won = [Measure::New, Measure::First, Measure::Net, Measure::Orders];
    [
        ("sales", "insights", spec(&sales, Breakdown::Month, year, ChartKind::Bar)),
        ("people", "customers", spec(&people, Breakdown::Month, year, ChartKind::Stacked)),
        ("channels", "globe", spec(&ways, Breakdown::Channel, last(90, Length::Day), ChartKind::Bar)),
        ("products", "cart", spec(&goods, Breakdown::Product, last(90, Length::Day), ChartKind::Bar)),
        ("campaigns", "bolt", spec(&won, Breakdown::Campaign, year, ChartKind::Bar)),
    ]
}
