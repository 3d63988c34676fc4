//! Charts: ECharts options made here, in the reader's language, with the same figures as a table beside them.
//!
//! The browser (`web/js/chart.js`) only dresses what it gets: direction, fonts, colours of the design tokens, digits
//! on the axes. What a tooltip says arrives written. Invariant: a chart without its table cannot be made.

mod cohort;
mod option;
mod points;
#[cfg(test)]
mod tests;

use serde::Serialize;
use wafa_kernel::Money;
use wafa_text::reader::Reader;

pub use cohort::{CohortCell, CohortMap, CohortRow};
pub use points::Points;

/// A colour of the design tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// The one accent.
    Accent,
    /// Good.
    Good,
    /// To be looked at.
    Warn,
    /// Bad.
    Bad,
    /// Neutral information.
    Info,
    /// Quiet grey, for what is compared with.
    Ink,
    /// A rung of the ladder, 1–6.
    Rung(u8),
}

impl Tone {
    /// As chart.js reads it: `@token`.
    pub(crate) fn token(self) -> String {
        match self {
            Self::Accent => "@accent".to_owned(),
            Self::Good => "@good".to_owned(),
            Self::Warn => "@warn".to_owned(),
            Self::Bad => "@bad".to_owned(),
            Self::Info => "@info".to_owned(),
            Self::Ink => "@ink-3".to_owned(),
            Self::Rung(rung) => format!("@rung-{}", rung.clamp(1, 6)),
        }
    }
}

/// How the numbers of a chart are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Whole numbers, grouped.
    Number,
    /// Numbers with so many places.
    Decimal(u8),
    /// Shares of 0 to 1, as per cents with so many places.
    Percent(u8),
    /// Minor units of the reader's currency.
    Money,
}

impl Format {
    fn write(self, reader: &Reader, value: f64) -> String {
        match self {
            Self::Number => reader.number(value.round() as i64),
            Self::Decimal(places) => reader.decimal(value, places),
            Self::Percent(places) => reader.percent(value, places),
            Self::Money => reader.money(Money::new(value.round() as i64, reader.currency)),
        }
    }
}

/// One line, or one colour of bars.
#[derive(Debug, Clone)]
pub struct Series {
    pub(crate) name: String,
    pub(crate) values: Vec<Option<f64>>,
    pub(crate) tone: Option<Tone>,
    pub(crate) dashed: bool,
}

impl Series {
    /// Values in the order of the chart's labels; `None` where there is none.
    #[must_use]
    pub fn new(name: impl Into<String>, values: Vec<Option<f64>>) -> Self {
        Self { name: name.into(), values, tone: None, dashed: false }
    }
    /// Its colour; without, series take the accent and then the other tones in turn.
    #[must_use]
    pub const fn tone(mut self, tone: Tone) -> Self {
        self.tone = Some(tone);
        self
    }
    /// Drawn dashed and quiet: what the figure is compared with.
    #[must_use]
    pub const fn dashed(mut self) -> Self {
        self.dashed = true;
        self
    }
}

/// How a figure was computed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct How {
    /// The formula in words.
    pub formula: String,
    /// The window of time.
    pub window: String,
    /// What is left out.
    pub exclusions: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Lines,
    Areas,
    Bars,
    Stacked,
}

/// A chart over labels (months, rungs, order numbers).
#[derive(Debug, Clone)]
pub struct Chart {
    pub(crate) kind: Kind,
    pub(crate) labels: Vec<String>,
    pub(crate) series: Vec<Series>,
    pub(crate) format: Format,
    pub(crate) last_incomplete: bool,
    pub(crate) steps: bool,
    pub(crate) links: Vec<String>,
}

impl Chart {
    fn new(kind: Kind, labels: Vec<String>) -> Self {
        Self {
            kind,
            labels,
            series: Vec::new(),
            format: Format::Number,
            last_incomplete: false,
            steps: false,
            links: Vec::new(),
        }
    }
    /// Lines over time.
    #[must_use]
    pub fn lines(labels: Vec<String>) -> Self {
        Self::new(Kind::Lines, labels)
    }
    /// Lines with the area below filled softly.
    #[must_use]
    pub fn areas(labels: Vec<String>) -> Self {
        Self::new(Kind::Areas, labels)
    }
    /// Bars side by side.
    #[must_use]
    pub fn bars(labels: Vec<String>) -> Self {
        Self::new(Kind::Bars, labels)
    }
    /// Bars on top of each other; negative values stand below zero.
    #[must_use]
    pub fn stacked(labels: Vec<String>) -> Self {
        Self::new(Kind::Stacked, labels)
    }
    /// Dots over two measures, with the diagonal of perfect agreement when both mean the same.
    #[must_use]
    pub fn points(x_label: impl Into<String>, y_label: impl Into<String>) -> Points {
        Points::new(x_label.into(), y_label.into())
    }
    /// Adds a series.
    #[must_use]
    pub fn series(mut self, series: Series) -> Self {
        self.series.push(series);
        self
    }
    /// How its numbers are written.
    #[must_use]
    pub const fn format(mut self, format: Format) -> Self {
        self.format = format;
        self
    }
    /// The last label is a period that is not over: drawn dotted or pale.
    #[must_use]
    pub const fn last_incomplete(mut self) -> Self {
        self.last_incomplete = true;
        self
    }
    /// Lines go in steps: a value holds until the next one, as a share of those who are left does.
    #[must_use]
    pub const fn steps(mut self) -> Self {
        self.steps = true;
        self
    }
    /// Where a click on each label leads.
    #[must_use]
    pub fn links(mut self, links: Vec<String>) -> Self {
        self.links = links;
        self
    }
    /// The card it stands in. `id` is unique on the page.
    #[must_use]
    pub fn card(self, id: impl Into<String>, title: impl Into<String>) -> Card {
        Card::new(Drawing::Chart(self), id.into(), title.into())
    }
}

#[derive(Debug, Clone)]
pub(crate) enum Drawing {
    Chart(Chart),
    Points(Points),
}

/// A chart with its title, explanation and files, before it is written for a reader.
#[derive(Debug, Clone)]
pub struct Card {
    drawing: Drawing,
    id: String,
    title: String,
    about: String,
    axis: String,
    how: Option<How>,
    csv: String,
    xlsx: String,
}

impl Card {
    pub(crate) fn new(drawing: Drawing, id: String, title: String) -> Self {
        Self {
            drawing,
            id,
            title,
            about: String::new(),
            axis: String::new(),
            how: None,
            csv: String::new(),
            xlsx: String::new(),
        }
    }
    /// A sentence that says what is to be seen.
    #[must_use]
    pub fn about(mut self, text: impl Into<String>) -> Self {
        self.about = text.into();
        self
    }
    /// What the labels are ("month"): head of the first column of the table.
    #[must_use]
    pub fn axis(mut self, text: impl Into<String>) -> Self {
        self.axis = text.into();
        self
    }
    /// How the figure was computed.
    #[must_use]
    pub fn how(mut self, how: How) -> Self {
        self.how = Some(how);
        self
    }
    /// Addresses of the same figures as files.
    #[must_use]
    pub fn download(mut self, csv: impl Into<String>, xlsx: impl Into<String>) -> Self {
        self.csv = csv.into();
        self.xlsx = xlsx.into();
        self
    }
    /// Written for a reader: what `ui.chart_card` shows.
    #[must_use]
    pub fn finish(self, reader: &Reader) -> ChartView {
        let (data, head, rows) = match &self.drawing {
            Drawing::Chart(chart) => option::chart(chart, &self.axis, reader),
            Drawing::Points(points) => points.drawn(reader),
        };
        let Self { id, title, about, how, csv, xlsx, .. } = self;
        ChartView { id, title, about, data, head, rows, how, csv, xlsx }
    }
}

/// A chart as the template shows it.
#[derive(Debug, Clone, Serialize)]
pub struct ChartView {
    /// Unique on the page.
    pub id: String,
    /// Its title.
    pub title: String,
    /// A sentence about it; may be empty.
    pub about: String,
    /// What chart.js draws, as JSON.
    pub data: String,
    /// Heads of the table.
    pub head: Vec<String>,
    /// Rows of the table, written for the reader; none when there is nothing to draw.
    pub rows: Vec<Vec<String>>,
    /// How it was computed.
    pub how: Option<How>,
    /// Address of the figures as CSV; may be empty.
    pub csv: String,
    /// Address of the figures as XLSX; may be empty.
    pub xlsx: String,
}
