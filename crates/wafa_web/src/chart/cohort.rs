//! The cohort heat map: rows are groups of first buyers, columns the periods since.

use serde::Serialize;

/// One cell.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CohortCell {
    /// What it says, written for the reader.
    pub text: String,
    /// 0 to 1: how strong its colour is.
    pub share: f64,
    /// The period is not over: shown hatched, without colour.
    pub incomplete: bool,
}

/// One group.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CohortRow {
    /// Its period, written for the reader.
    pub label: String,
    /// Its customers, written for the reader.
    pub size: String,
    /// Where its customers are listed; may be empty.
    pub href: String,
    /// One for each column; `None` where the period has not begun.
    pub cells: Vec<Option<CohortCell>>,
}

/// The whole map, for `ui.cohorts`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CohortMap {
    /// What it shows, for people who hear it.
    pub caption: String,
    /// `customers`, `percent` or `money`.
    pub measure: String,
    /// Heads of the columns: periods since the first purchase.
    pub columns: Vec<String>,
    /// The groups, oldest first.
    pub rows: Vec<CohortRow>,
    /// The average of complete cells, pinned above; empty for none.
    pub average: Vec<Option<CohortCell>>,
}
