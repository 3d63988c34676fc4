//! What a report asks for, as it is stored and sent.

use serde::{Deserialize, Serialize};
use wafa_kernel::{CalendarKind, Day, PeriodKind};

/// Rows of the first break-down at most.
pub const ROWS_MOST: u32 = 1_000;
/// Longest time, in days: a hundred years.
const LONGEST_DAYS: i32 = 36_525;
/// Most units of time to go back.
const BACK_MOST: u32 = 1_000;
/// Longest text of a filter, in letters.
const FILTER_MOST: usize = 200;

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$item:meta])* $variant:ident = $word:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name { $($(#[$item])* #[serde(rename = $word)] $variant),* }
        impl $name {
            /// All of them, in the order they are offered.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];
            /// The name used in JSON, addresses and keys of texts.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),* }
            }
            /// The one of this name.
            #[must_use]
            pub fn named(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.as_str() == name)
            }
        }
    };
}

words! {
    /// What is counted or summed up.
    Measure {
        /// Customers with an order.
        Customers = "customers",
        /// Customers whose first order it was.
        New = "new",
        /// Customers who had ordered before.
        Returning = "returning",
        /// Share of customers whose latest order was not their first.
        RepeatShare = "repeat_share",
        /// Orders.
        Orders = "orders",
        /// Orders before returns, minor units.
        Gross = "gross_minor",
        /// Number of returns.
        Returns = "returns",
        /// Money given back, minor units.
        Returned = "returned_minor",
        /// Money given back ÷ gross revenue.
        ReturnShare = "return_share",
        /// Orders less returns, minor units: the revenue of the overview.
        Net = "net_minor",
        /// Pieces.
        Units = "units",
        /// Net revenue ÷ orders, minor units.
        Average = "aov_minor",
        /// Orders ÷ customers.
        Frequency = "purchase_frequency",
        /// Mean number of days since the order before.
        Gap = "days_between",
        /// What first orders ever brought, minor units.
        First = "first_order_minor",
    }
}

words! {
    /// What rows are told apart by.
    Breakdown {
        /// Days.
        Day = "day",
        /// Weeks.
        Week = "week",
        /// Months of the report's calendar.
        Month = "month",
        /// Quarters of it.
        Quarter = "quarter",
        /// Years of it.
        Year = "year",
        /// Days of the week.
        Weekday = "weekday",
        /// The way the order came.
        Channel = "channel",
        /// The campaign the order names.
        Campaign = "campaign",
        /// Products in the order.
        Product = "product",
        /// Where the customer was won.
        Source = "source",
        /// The customer's city.
        City = "city",
        /// The customer's tags.
        Tag = "tag",
        /// The customer's rung on the last day.
        Rung = "rung",
        /// The customer's RFM segment on the last day.
        Segment = "segment",
        /// First order, second order …
        OrderNumber = "order_number",
        /// The month of the customer's first order.
        Cohort = "cohort",
    }
}

words! {
    /// A length of time.
    Length {
        /// Days.
        Day = "day",
        /// Weeks, from the day on which the business's begin.
        Week = "week",
        /// Months of the report's calendar.
        Month = "month",
        /// Quarters of it.
        Quarter = "quarter",
        /// Years of it.
        Year = "year",
    }
}

words! {
    /// How the first measure is drawn.
    ChartKind {
        /// Lines.
        Line = "line",
        /// Bars side by side.
        Bar = "bar",
        /// Bars on top of each other.
        Stacked = "stacked",
        /// No picture.
        Table = "table",
    }
}

words! {
    /// How often a report is sent.
    Every {
        /// Every day.
        Day = "day",
        /// Every week, on its first day.
        Week = "week",
        /// On the first day of every month of the report's calendar.
        Month = "month",
    }
}

impl Length {
    /// How many days it has, about.
    const fn about_days(self) -> u32 {
        match self {
            Self::Day => 1,
            Self::Week => 7,
            Self::Month => 30,
            Self::Quarter => 91,
            Self::Year => 365,
        }
    }
    /// As periods of a calendar; days and weeks are none.
    #[must_use]
    pub const fn period(self) -> Option<PeriodKind> {
        match self {
            Self::Day | Self::Week => None,
            Self::Month => Some(PeriodKind::Month),
            Self::Quarter => Some(PeriodKind::Quarter),
            Self::Year => Some(PeriodKind::Year),
        }
    }
}

impl Breakdown {
    /// The length of its periods; `None` for what is not time.
    #[must_use]
    pub const fn length(self) -> Option<Length> {
        match self {
            Self::Day => Some(Length::Day),
            Self::Week => Some(Length::Week),
            Self::Month => Some(Length::Month),
            Self::Quarter => Some(Length::Quarter),
            Self::Year => Some(Length::Year),
            _ => None,
        }
    }
    /// Whether its values are open: any number of words, of which the first by the order asked for are shown.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Channel | Self::Campaign | Self::Product | Self::Source | Self::City | Self::Tag)
    }
}

/// The time a report looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Time {
    /// From the first fact to today.
    All,
    /// From a day to a day, both included.
    Days {
        /// First day.
        #[serde(with = "crate::iso_day")]
        from: Day,
        /// Last day.
        #[serde(with = "crate::iso_day")]
        to: Day,
    },
    /// The last months, weeks …
    Last {
        /// How many.
        count: u32,
        /// Of what.
        length: Length,
        /// Without the one that is not over.
        #[serde(default)]
        complete: bool,
    },
}

/// Which customers and orders count. All that is said must hold.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Filters {
    /// Customers on this rung today.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rung: Option<String>,
    /// Customers from this city.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub city: Option<String>,
    /// Customers won there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Customers with this tag.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tag: Option<String>,
    /// Customers in this RFM segment on the last day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub segment: Option<String>,
    /// Customers of this saved view.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub view: Option<String>,
    /// Orders that came this way.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub channel: Option<String>,
    /// Orders with this product, by its code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub product: Option<String>,
}

impl Filters {
    /// Name and value of each that is set.
    pub fn set(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let all = [
            ("rung", &self.rung),
            ("city", &self.city),
            ("source", &self.source),
            ("tag", &self.tag),
            ("segment", &self.segment),
            ("view", &self.view),
            ("channel", &self.channel),
            ("product", &self.product),
        ];
        all.into_iter().filter_map(|(name, value)| Some((name, value.as_deref()?)))
    }
}

/// The order of the rows. Without one, time, weekdays, rungs and numbers keep their own order, and everything else
/// comes with most of the first measure first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Order {
    /// By which measure.
    pub by: Measure,
    /// Least first.
    #[serde(default)]
    pub ascending: bool,
}

/// A report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReportSpec {
    /// What is counted, in the order of the columns.
    pub measures: Vec<Measure>,
    /// What rows are told apart by: none, one or two.
    #[serde(default)]
    pub by: Vec<Breakdown>,
    /// Who and what counts.
    #[serde(default)]
    pub filters: Filters,
    /// Which time.
    pub time: Time,
    /// The calendar of weeks, months, quarters and years.
    pub calendar: CalendarKind,
    /// The order of the rows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order: Option<Order>,
    /// Rows of an open first break-down at most; the rest is put together as "others".
    #[serde(default = "limit")]
    pub limit: u32,
    /// How it is drawn.
    #[serde(default = "chart")]
    pub chart: ChartKind,
}

const fn limit() -> u32 {
    20
}
const fn chart() -> ChartKind {
    ChartKind::Table
}

/// Something of a report that cannot be answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// Which part of the spec.
    pub field: &'static str,
    /// Key of the text for people, and code of the JSON API.
    pub code: &'static str,
}

impl ReportSpec {
    /// What cannot be answered, all of it; nothing when the spec is sound.
    #[must_use]
    pub fn wrongs(&self) -> Vec<Wrong> {
        let mut wrongs = Vec::new();
        let mut wrong = |is: bool, field, code| {
            if is {
                wrongs.push(Wrong { field, code });
            }
        };
        let repeats = |at: usize, one: Measure| self.measures.iter().take(at).any(|other| *other == one);
        wrong(self.measures.is_empty(), "measures", "analytics.report_no_measure");
        let twice = self.measures.iter().enumerate().any(|(at, one)| repeats(at, *one));
        wrong(twice, "measures", "analytics.report_measure_twice");
        wrong(self.by.len() > 2, "by", "analytics.report_breakdowns");
        wrong(matches!(self.by.as_slice(), [one, other] if one == other), "by", "analytics.report_breakdown_twice");
        let lines = self.by.contains(&Breakdown::Product) || self.filters.product.is_some();
        let clash = lines && self.by.contains(&Breakdown::Campaign);
        wrong(clash, "by", "analytics.report_product_and_campaign");
        let (range, reach) = match self.time {
            Time::All => (true, true),
            Time::Days { from, to } => (from <= to, to.number().saturating_sub(from.number()) < LONGEST_DAYS),
            Time::Last { count, length, .. } => (
                count > 0,
                count <= BACK_MOST && count.saturating_mul(length.about_days()) <= LONGEST_DAYS.unsigned_abs(),
            ),
        };
        wrong(!range, "time", "analytics.report_time");
        wrong(range && !reach, "time", "analytics.report_time_long");
        wrong(self.limit == 0 || self.limit > ROWS_MOST, "limit", "analytics.report_limit");
        let ordered = self.order.is_none_or(|order| self.measures.contains(&order.by));
        wrong(!ordered, "order", "analytics.report_order");
        let unfit = |text: &str| text.is_empty() || text.chars().count() > FILTER_MOST || text.contains('\0');
        wrong(self.filters.set().any(|(_, text)| unfit(text)), "filters", "analytics.report_filter");
        wrongs
    }
    /// The measure rows are ranked by.
    #[must_use]
    pub fn ranked_by(&self) -> Option<Order> {
        self.order.or_else(|| self.measures.first().map(|by| Order { by: *by, ascending: false }))
    }
}

/// When a report is sent by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Schedule {
    /// How often.
    pub every: Every,
    /// The hour of the day, 0–23, where the business is.
    pub hour: u8,
}
