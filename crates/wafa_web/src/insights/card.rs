//! The cards of figures: which there are, how each is written, and what became of it since another time. The overview
//! and the first page show the same figures, so both take them from here.

use serde::Serialize;
use wafa_analytics::Figures;
use wafa_analytics::fold::period::PeriodFigures;
use wafa_kernel::{Day, Money, Rung};

use super::how;
use crate::chart::{Format, How};
use crate::who::Desk;

/// A change smaller than this is none.
const FLAT: f64 = 0.0005;

/// A figure of a period.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Metric {
    /// Its name in addresses and keys of texts.
    pub name: &'static str,
    /// How it is written.
    pub format: Format,
    /// Whether growing is good.
    more_is_better: bool,
    /// Sums are bars, rates are lines.
    pub is_sum: bool,
    of: fn(&PeriodFigures) -> Option<f64>,
}

/// All of them, in the order of the overview.
pub(crate) const METRICS: [Metric; 8] = [
    sum("revenue", Format::Money, |period| Some(period.revenue_minor as f64)),
    sum("orders", Format::Number, |period| Some(period.orders as f64)),
    sum("customers", Format::Number, |period| Some(period.customers as f64)),
    sum("new", Format::Number, |period| Some(period.new as f64)),
    rate("aov", Format::Money, true, |period| period.aov_minor.map(|minor| minor as f64)),
    rate("frequency", Format::Decimal(2), true, |period| period.purchase_frequency),
    rate("repeat", Format::Percent(1), true, |period| period.repeat_rate),
    rate("churn", Format::Percent(1), false, |period| period.churn),
];

const fn sum(name: &'static str, format: Format, of: fn(&PeriodFigures) -> Option<f64>) -> Metric {
    Metric { name, format, more_is_better: true, is_sum: true, of }
}

const fn rate(name: &'static str, format: Format, more: bool, of: fn(&PeriodFigures) -> Option<f64>) -> Metric {
    Metric { name, format, more_is_better: more, is_sum: false, of }
}

impl Metric {
    /// The one of this name; revenue when there is none.
    pub(crate) fn named(name: &str) -> Self {
        let [revenue, ..] = METRICS;
        METRICS.into_iter().find(|metric| metric.name == name).unwrap_or(revenue)
    }
    /// Its value in a period.
    pub(crate) fn value(&self, period: &PeriodFigures) -> Option<f64> {
        (self.of)(period)
    }
    /// The card of a period beside another.
    pub(crate) fn card(&self, desk: &Desk, latest: &PeriodFigures, other: Option<&PeriodFigures>) -> Kpi {
        let now = self.value(latest);
        let (value, unit) = self.written(desk, now);
        Kpi {
            name: self.name,
            label: desk.say(&format!("metric-{}", self.name), &[]),
            value,
            unit,
            trend: other.and_then(|other| self.trend(desk, now?, self.value(other)?)),
            note: String::new(),
            how: how::of(desk, self.name),
            href: String::new(),
        }
    }
    /// A value and its unit, short.
    fn written(&self, desk: &Desk, value: Option<f64>) -> (String, String) {
        let Some(value) = value else { return ("—".to_owned(), String::new()) };
        match self.format {
            Format::Money => desk.reader.amount_parts(Money::new(value.round() as i64, desk.reader.currency)),
            Format::Percent(places) => (desk.reader.percent(value, places), String::new()),
            Format::Decimal(places) => (desk.reader.decimal(value, places), String::new()),
            Format::Number => (desk.reader.number(value.round() as i64), String::new()),
        }
    }
    /// Change against the other period: shares in points, everything else in per cent of what was.
    fn trend(&self, desk: &Desk, now: f64, before: f64) -> Option<Trend> {
        let (change, text) = if matches!(self.format, Format::Percent(_)) {
            let points = desk.reader.decimal(((now - before) * 100.0).abs(), 1);
            (now - before, desk.say("trend-points", &[("points", points.into())]))
        } else if before > 0.0 {
            let change = (now - before) / before;
            (change, desk.reader.percent(change.abs(), 1))
        } else {
            return None;
        };
        let direction = match change {
            _ if change.abs() < FLAT => "flat",
            _ if change > 0.0 => "up",
            _ => "down",
        };
        let good = (direction != "flat").then_some((change > 0.0) == self.more_is_better);
        Some(Trend { text, direction, good })
    }
}

/// One card.
#[derive(Debug, Serialize)]
pub(crate) struct Kpi {
    pub name: &'static str,
    pub label: String,
    pub value: String,
    pub unit: String,
    pub trend: Option<Trend>,
    pub note: String,
    pub how: How,
    pub href: String,
}

impl Kpi {
    /// Leads somewhere.
    pub(crate) fn href(mut self, href: &str) -> Self {
        href.clone_into(&mut self.href);
        self
    }
    /// Under another name.
    pub(crate) fn label(mut self, label: String) -> Self {
        self.label = label;
        self
    }
    /// Says that the change is against the same days of the month of this day.
    pub(crate) fn against(mut self, desk: &Desk, since: Option<Day>) -> Self {
        if let (Some(trend), Some(since)) = (&mut self.trend, since) {
            let month = desk.reader.month_name(since);
            let change = std::mem::take(&mut trend.text);
            trend.text = desk.say("today-trend", &[("change", change.into()), ("month", month.into())]);
        }
        self
    }
}

/// What became of a figure.
#[derive(Debug, Serialize)]
pub(crate) struct Trend {
    text: String,
    direction: &'static str,
    good: Option<bool>,
}

/// One rung with how many stand on it.
#[derive(Debug, Serialize)]
pub(crate) struct LadderBar {
    rung: &'static str,
    count: u64,
    share: f64,
    href: String,
}

/// The ladder as it stands.
pub(crate) fn ladder(figures: &Figures) -> Vec<LadderBar> {
    let most = Rung::ALL.iter().map(|rung| figures.ladder.of(*rung)).max().unwrap_or(0).max(1);
    let bar = |rung: &Rung| LadderBar {
        rung: rung.as_str(),
        count: figures.ladder.of(*rung),
        share: figures.ladder.of(*rung) as f64 / most as f64,
        href: format!("/customers?rung={}", rung.as_str()),
    };
    Rung::ALL.iter().map(bar).collect()
}
