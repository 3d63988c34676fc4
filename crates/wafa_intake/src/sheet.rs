//! A table as an analyst has it, read row by row without importing anything: any separator, encoding, calendar and
//! digit the importer knows.

use std::path::{Path, PathBuf};

use wafa_kernel::Day;
use wafa_text::Zone;

use crate::Error;
use crate::row::calendar::{DateReader, detect};
use crate::source::{Record, Shape, detect::look, each_row};
use crate::table::aliases;
use crate::table::columns::value;
use crate::table::guess::{self, Guess};
use crate::table::mapping::Preset;
use crate::table::meaning::Meaning;
use crate::table::plan::first_rows;

/// A file that was found to be a table.
#[derive(Debug)]
pub struct Sheet {
    path: PathBuf,
    shape: Shape,
    guesses: Vec<Guess>,
    top: Vec<Record>,
}

impl Sheet {
    /// Looks at a file.
    ///
    /// # Errors
    /// What makes the file no table.
    pub fn open(path: &Path) -> Result<Self, Error> {
        let shape = Shape::find(path, &look(path, None)?)?;
        let top = first_rows(path, &shape)?;
        let guesses = guess::columns(&shape.header, Preset::Generic, &top);
        Ok(Self { path: path.to_owned(), shape, guesses, top })
    }

    /// Names of the columns.
    #[must_use]
    pub fn header(&self) -> &[String] {
        &self.shape.header
    }

    /// The column of a name as a person writes it: exactly so, or but for case, spaces and marks.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<usize> {
        let exact = self.header().iter().position(|own| own == name);
        exact.or_else(|| self.header().iter().position(|own| aliases::key(own) == aliases::key(name)))
    }

    /// The column that seems to mean this.
    #[must_use]
    pub fn meaning(&self, meaning: Meaning) -> Option<usize> {
        self.guesses.iter().position(|(guessed, _)| *guessed == meaning)
    }

    /// How the dates of a column are read, told from its first rows; `None` when none of them is a date.
    #[must_use]
    pub fn dates(&self, column: usize, today: Day) -> Option<Dates> {
        let texts = || self.top.iter().map(|row| value(row.cell(column))).filter(|text| !text.is_empty());
        let style = detect(texts(), today, None, None);
        let utc = Zone::utc();
        let (calendar, order) = (style.map(|style| style.calendar), style.map(|style| style.order));
        let mut reader = DateReader::new(calendar, order, utc.clone(), utc, true).believing(today);
        texts().any(|text| reader.read(text, "").is_some()).then_some(Dates { reader })
    }

    /// Hands every row below the header to `take`; rows without any text are passed over.
    ///
    /// # Errors
    /// The file cannot be read to its end.
    pub fn each(&self, take: &mut dyn FnMut(&SheetRow<'_>)) -> Result<(), Error> {
        each_row(&self.path, &self.shape, &mut |record| {
            if !record.is_blank() {
                take(&SheetRow { record });
            }
            Ok(true)
        })
    }
}

/// Reads the dates of one column.
#[derive(Debug)]
pub struct Dates {
    reader: DateReader,
}

impl Dates {
    /// The day a text means.
    pub fn day(&mut self, text: &str) -> Option<Day> {
        self.reader.read(text, "").map(|(_, day)| day)
    }
}

/// One row of a table.
#[derive(Debug, Clone, Copy)]
pub struct SheetRow<'r> {
    record: &'r Record,
}

impl SheetRow<'_> {
    /// The line it begins on, or its row in the sheet; from 1.
    #[must_use]
    pub fn line(&self) -> u64 {
        self.record.line
    }

    /// Whether it cannot be used as it stands: far too long, a quotation mark never closed, a formula.
    #[must_use]
    pub fn is_flawed(&self) -> bool {
        self.record.flaw.is_some()
    }

    /// The text of a cell without what is around it; empty beyond the row.
    #[must_use]
    pub fn text(&self, column: usize) -> &str {
        value(self.record.cell(column))
    }

    /// The number in a cell, in any digits and with any marks; `None` when it is none.
    #[must_use]
    pub fn number(&self, column: usize) -> Option<f64> {
        number(self.text(column))
    }
}

fn number(text: &str) -> Option<f64> {
    let plain = text.parse::<f64>().ok();
    let read = plain.or_else(|| wafa_text::fold::decimal(text).and_then(|plain| plain.parse().ok()));
    read.filter(|number| number.is_finite())
}

#[cfg(test)]
mod tests;
