//! Periods of reporting as plain numbers: where each week, month, quarter or year of a calendar begins.
//!
//! The figures need months of three calendars but must not know calendars: `wafa_text` makes this table,
//! the folds look days up in it.

use serde::{Deserialize, Serialize};

use crate::time::Day;

/// How long a period of reporting is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PeriodKind {
    /// Seven days; they begin on the day the business says, or that is usual with the calendar.
    Week,
    /// Calendar months.
    Month,
    /// Three calendar months, counted from the calendar's new year.
    Quarter,
    /// Calendar years.
    Year,
}

impl PeriodKind {
    /// The name used in URLs and on the command line.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Week => "week",
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Year => "year",
        }
    }
}

impl std::str::FromStr for PeriodKind {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "week" => Ok(Self::Week),
            "month" => Ok(Self::Month),
            "quarter" => Ok(Self::Quarter),
            "year" => Ok(Self::Year),
            other => Err(format!("{other}: week, month, quarter or year is expected")),
        }
    }
}

/// Consecutive periods, each from its start to the day before the next one's.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Periods {
    /// First day of each period, growing; the last entry is the day after the last period.
    starts: Vec<Day>,
    /// Key of each period in its own calendar: `1405-01`, `1405-Q1`, `1405`; of a week its first day, `1405-01-08`.
    keys: Vec<String>,
}

impl Periods {
    /// Builds the table. `starts` has one entry more than `keys` and grows; otherwise `None`.
    #[must_use]
    pub fn new(starts: Vec<Day>, keys: Vec<String>) -> Option<Self> {
        let grows = starts.iter().zip(starts.iter().skip(1)).all(|(a, b)| a < b);
        (starts.len() == keys.len() + 1 && grows).then_some(Self { starts, keys })
    }
    /// The latest so many of them: what lies before belongs to none.
    #[must_use]
    pub fn latest(self, most: usize) -> Self {
        let before = self.keys.len().saturating_sub(most);
        Self {
            starts: self.starts.into_iter().skip(before).collect(),
            keys: self.keys.into_iter().skip(before).collect(),
        }
    }
    /// How many periods there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.keys.len()
    }
    /// True when there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }
    /// Which period a day falls in; `None` outside the table.
    #[must_use]
    pub fn index_of(&self, day: Day) -> Option<usize> {
        let at = self.starts.partition_point(|start| *start <= day);
        at.checked_sub(1).filter(|index| *index < self.keys.len())
    }
    /// First day of a period.
    #[must_use]
    pub fn start(&self, index: usize) -> Option<Day> {
        self.keys.get(index).and(self.starts.get(index)).copied()
    }
    /// Last day of a period.
    #[must_use]
    pub fn end(&self, index: usize) -> Option<Day> {
        self.keys.get(index).and(self.starts.get(index + 1)).map(|next| next.plus_days(-1))
    }
    /// Key of a period in its calendar.
    #[must_use]
    pub fn key(&self, index: usize) -> Option<&str> {
        self.keys.get(index).map(String::as_str)
    }
}
