//! What a person put right in single rows before the import: cells written anew, rows left out.
//!
//! Part of how a file is read, and so kept with the batch: a batch that is resumed reads the same corrected rows, and
//! the same file with the same corrections imports as the same rows again.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Flaw, Record};

/// What becomes of one row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Correction {
    /// It is not imported; it counts among the problems.
    LeftOut,
    /// These cells, by column from 0, stand instead of those of the file.
    Cells(BTreeMap<usize, String>),
}

/// Corrections of a file, by row of the data from 1.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Corrections {
    rows: BTreeMap<u64, Correction>,
}

impl Corrections {
    /// Nothing was corrected.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
    /// How many rows have cells written anew.
    #[must_use]
    pub fn mended(&self) -> usize {
        self.rows.values().filter(|one| matches!(one, Correction::Cells(_))).count()
    }
    /// How many rows are left out.
    #[must_use]
    pub fn left_out(&self) -> usize {
        self.rows.values().filter(|one| **one == Correction::LeftOut).count()
    }
    /// Writes cells of a row anew, beside those written before. A row that was left out is back.
    pub fn mend(&mut self, row: u64, cells: impl IntoIterator<Item = (usize, String)>) {
        let mut all = match self.rows.remove(&row) {
            Some(Correction::Cells(before)) => before,
            Some(Correction::LeftOut) | None => BTreeMap::new(),
        };
        all.extend(cells);
        if !all.is_empty() {
            self.rows.insert(row, Correction::Cells(all));
        }
    }
    /// Leaves a row out.
    pub fn leave_out(&mut self, row: u64) {
        self.rows.insert(row, Correction::LeftOut);
    }
    /// Takes a row as the file has it.
    pub fn put_back(&mut self, row: u64) {
        self.rows.remove(&row);
    }

    /// Whether a row is left out.
    pub(crate) fn leaves_out(&self, row: u64) -> bool {
        self.rows.get(&row) == Some(&Correction::LeftOut)
    }

    /// The row as it is to be read, `width` columns wide when something in it was written anew. A row that could not be
    /// taken apart at all stays as it is.
    pub(crate) fn applied<'r>(&self, row: u64, record: &'r Record, width: usize) -> Cow<'r, Record> {
        let Some(Correction::Cells(cells)) = self.rows.get(&row) else { return Cow::Borrowed(record) };
        let flaw = match &record.flaw {
            None => None,
            Some(Flaw::Formula { cell }) if cells.contains_key(cell) => None,
            Some(Flaw::Formula { cell }) => Some(Flaw::Formula { cell: *cell }),
            Some(Flaw::TooLong | Flaw::TooWide | Flaw::QuoteOpen { .. }) => return Cow::Borrowed(record),
        };
        let mut mended = Record::default();
        mended.clear(record.line);
        for at in 0..width {
            mended.push(cells.get(&at).map_or_else(|| record.cell(at), String::as_str));
        }
        mended.flaw = flaw;
        Cow::Owned(mended)
    }
}
