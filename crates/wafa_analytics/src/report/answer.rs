//! What a report answers: rows with their keys, figures with their units, and what was left out.

use serde::{Deserialize, Serialize};
use wafa_kernel::{Currency, Day};

use super::spec::{Breakdown, Measure};

/// What a figure is measured in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Whole numbers of customers, orders, returns or pieces.
    Count,
    /// Minor units of the currency.
    Minor,
    /// A share, 0 to 1.
    Share,
    /// So many per one.
    Ratio,
    /// Days.
    Days,
}

impl Measure {
    /// What it is measured in.
    #[must_use]
    pub const fn unit(self) -> Unit {
        match self {
            Self::Customers | Self::New | Self::Returning | Self::Orders | Self::Returns | Self::Units => Unit::Count,
            Self::Gross | Self::Returned | Self::Net | Self::Average | Self::First => Unit::Minor,
            Self::RepeatShare | Self::ReturnShare => Unit::Share,
            Self::Frequency => Unit::Ratio,
            Self::Gap => Unit::Days,
        }
    }
    /// Whether the parts of a break-down add up to the whole.
    #[must_use]
    pub const fn adds_up(self) -> bool {
        matches!(
            self,
            Self::New
                | Self::Orders
                | Self::Gross
                | Self::Returns
                | Self::Returned
                | Self::Net
                | Self::Units
                | Self::First
        )
    }
}

/// One figure, in the unit of its measure.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Figure {
    /// Counts and minor units.
    Whole(i64),
    /// Shares, ratios and days.
    Real(f64),
}

impl Figure {
    /// As a number, for charts and for comparing.
    #[must_use]
    #[allow(clippy::cast_precision_loss)]
    pub const fn number(self) -> f64 {
        match self {
            Self::Whole(whole) => whole as f64,
            Self::Real(real) => real,
        }
    }
}

/// A value of a break-down.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Key {
    /// A period.
    Period {
        /// Its key in the calendar of the report: `1405-01`.
        key: String,
        /// Its first day.
        #[serde(with = "crate::iso_day")]
        start: Day,
    },
    /// A word: a channel, a city, a rung, the number of an order.
    Value(String),
    /// Nothing is known: no channel, no city.
    Unknown,
    /// Everything that is not shown by itself.
    Others,
}

/// One row.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReportRow {
    /// Values of the break-downs, in their order.
    pub keys: Vec<Key>,
    /// Figures, in the order of the measures; `None` where there is none.
    pub figures: Vec<Option<Figure>>,
}

/// Orders of the time that are in no figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct LeftOut {
    /// They name no customer.
    pub without_customer: u64,
    /// Their status does not count.
    pub not_counting: u64,
    /// They are in another currency.
    pub other_currency: u64,
}

/// Something to know about the rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Note {
    /// So many values of a break-down are put together as "others".
    Others {
        /// Of which.
        by: Breakdown,
        /// How many.
        values: u64,
    },
    /// A customer or an order may stand in several rows of this break-down, so that rows do not add up.
    SeveralRows {
        /// Of which.
        by: Breakdown,
    },
    /// Lines stand in the place of orders; returns do not say which product came back.
    ByLines,
}

/// The answer to a report. Serialised, this is what is kept of a delivery.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReportAnswer {
    /// First day of the time.
    #[serde(with = "crate::iso_day")]
    pub from: Day,
    /// Last day of it.
    #[serde(with = "crate::iso_day")]
    pub to: Day,
    /// Currency of all amounts.
    pub currency: Currency,
    /// What rows are told apart by.
    pub by: Vec<Breakdown>,
    /// What the columns are.
    pub measures: Vec<Measure>,
    /// The rows, in order.
    pub rows: Vec<ReportRow>,
    /// Everything together, each customer counted once.
    pub total: Vec<Option<Figure>>,
    /// What is in no figure.
    pub left_out: LeftOut,
    /// What to know about the rows.
    pub notes: Vec<Note>,
}
