//! The door to an engine that speaks SQL over the lake, on this machine or on several.
//!
//! This crate knows what such an engine owes, not which one it is: the program hands one in when it was built with it
//! ([`crate::Insights::with_desk`]). Figures never depend on it: when it fails, the pass of this crate answers.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use wafa_kernel::{Day, ErrorKind, Moment};

use crate::error::Error;
use crate::figures::Figures;
use crate::lake::{Lake, Manifest};
use crate::question::Question;

/// An answer on its way. Dropping it stops the work, on every machine.
pub type Answering<'a, T> = Pin<Box<dyn Future<Output = Result<T, Error>> + Send + 'a>>;

/// An engine that speaks SQL over the lake.
pub trait Desk: Send + Sync + fmt::Debug {
    /// Whether there are other machines to compute figures on, and a lake is so large that it is worth asking them.
    fn computes(&self, manifest: &Manifest) -> bool;
    /// The same figures the pass gives, computed by the workers. Any error means: ask the pass.
    fn figures<'a>(&'a self, lake: &'a Lake, question: &'a Question) -> Answering<'a, Figures>;
    /// Reads by SQL: one query, nothing else, over [`Self::views`] only.
    ///
    /// The future fails with [`Error::Sql`] for whatever the person who asks can change.
    fn query<'a>(&'a self, lake: &'a Lake, sql: &'a str, limits: SqlLimits) -> Answering<'a, SqlAnswer>;
    /// What can be read.
    fn views(&self) -> Vec<SqlView>;
}

/// What a query may use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SqlLimits {
    /// Rows of the answer; what is beyond is cut off, and that is said.
    pub rows: usize,
    /// How long it may take.
    pub time: Duration,
    /// Bytes of memory, on each machine.
    pub memory: usize,
}

impl Default for SqlLimits {
    fn default() -> Self {
        Self { rows: 1_000, time: Duration::from_secs(10), memory: 256 << 20 }
    }
}

/// A table people can read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SqlView {
    /// Its name.
    pub name: &'static str,
    /// Its columns, in order.
    pub columns: Vec<SqlColumn>,
}

/// A column of a table or an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SqlColumn {
    /// Its name.
    pub name: String,
    /// What its values are.
    pub kind: SqlKind,
}

/// What values are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SqlKind {
    /// A number.
    Number,
    /// A day.
    Day,
    /// A moment.
    Moment,
    /// A text, or anything that is shown as one.
    Text,
    /// Yes or no.
    Flag,
}

impl SqlKind {
    /// The name used in keys of texts.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Day => "day",
            Self::Moment => "moment",
            Self::Text => "text",
            Self::Flag => "flag",
        }
    }
}

const DAY_MS: i64 = 86_400_000;

/// One value of an answer. Moments are shown in UTC.
#[derive(Debug, Clone, PartialEq)]
pub enum SqlCell {
    /// Nothing.
    Null,
    /// A whole number.
    Whole(i64),
    /// A number with a fraction.
    Real(f64),
    /// Yes or no.
    Flag(bool),
    /// A day.
    Day(Day),
    /// A moment.
    Moment(Moment),
    /// A text; also numbers that are too long for the others.
    Text(String),
}

impl fmt::Display for SqlCell {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => Ok(()),
            Self::Whole(value) => value.fmt(to),
            Self::Real(value) => value.fmt(to),
            Self::Flag(value) => value.fmt(to),
            Self::Day(value) => value.fmt(to),
            Self::Moment(value) => {
                let (days, ms) = (value.ms().div_euclid(DAY_MS), value.ms().rem_euclid(DAY_MS));
                let day = Day::from_number(i32::try_from(days).unwrap_or_default());
                write!(to, "{day} {:02}:{:02}:{:02}", ms / 3_600_000, ms / 60_000 % 60, ms / 1_000 % 60)
            }
            Self::Text(value) => value.fmt(to),
        }
    }
}

/// The answer of a query.
#[derive(Debug, Clone, PartialEq)]
pub struct SqlAnswer {
    /// Its columns.
    pub columns: Vec<SqlColumn>,
    /// Its rows.
    pub rows: Vec<Vec<SqlCell>>,
    /// There were more rows than asked for.
    pub cut_off: bool,
    /// Machines that took part besides this one.
    pub workers: usize,
}

/// Why a query has no answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SqlRefusal {
    /// It is not one query that reads.
    #[error("only one query that reads is allowed")]
    OnlyReading,
    /// It cannot be understood: a word, a table or a column.
    #[error("the query cannot be understood: {0}")]
    NotUnderstood(String),
    /// It wants something that is closed here: a function, a recursion.
    #[error("{0} is not allowed here")]
    NotAllowed(String),
    /// It is longer than [`MOST_SQL`].
    #[error("the query is too long")]
    TooLong,
    /// It took longer than allowed.
    #[error("the query took longer than {0} seconds")]
    TookTooLong(u64),
    /// It needed more memory than allowed.
    #[error("the query needs more memory than allowed")]
    TooLarge,
    /// Somebody stopped it.
    #[error("the query was stopped")]
    Stopped,
    /// Others are asking at the same time.
    #[error("too many queries are running")]
    TooMany,
    /// Machines were lost while it ran, again and again.
    #[error("machines were lost while the query ran: {0}")]
    MachinesLost(String),
    /// It failed while it ran: a division by zero, a text that is no number.
    #[error("the query failed: {0}")]
    Failed(String),
}

/// Characters of a query at most.
pub const MOST_SQL: usize = 20_000;

impl SqlRefusal {
    /// Key of the text for people.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::OnlyReading => "sql.only_reading",
            Self::NotUnderstood(_) => "sql.not_understood",
            Self::NotAllowed(_) => "sql.not_allowed",
            Self::TooLong => "sql.too_long",
            Self::TookTooLong(_) => "sql.took_too_long",
            Self::TooLarge => "sql.too_large",
            Self::Stopped => "sql.stopped",
            Self::TooMany => "sql.too_many",
            Self::MachinesLost(_) => "sql.machines_lost",
            Self::Failed(_) => "sql.failed",
        }
    }
    /// What kind of refusal it is.
    #[must_use]
    pub const fn kind(&self) -> ErrorKind {
        match self {
            Self::MachinesLost(_) | Self::TooMany => ErrorKind::Unavailable,
            _ => ErrorKind::Invalid,
        }
    }
    /// What the engine said, in its own words; empty when the code says it all.
    #[must_use]
    pub fn words(&self) -> &str {
        match self {
            Self::NotUnderstood(words) | Self::NotAllowed(words) | Self::MachinesLost(words) | Self::Failed(words) => {
                words
            }
            _ => "",
        }
    }
}
