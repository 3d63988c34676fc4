//! Reading an analyst's file: its columns by name or meaning, and what becomes of rows that cannot be used.

use std::io::Write as _;
use std::path::Path;

use anyhow::{Context as _, bail};
use wafa_intake::{Meaning, Sheet};
use wafa_kernel::{Clock as _, Day, SystemClock};

/// Opens a file as a table.
pub fn open(path: &Path) -> anyhow::Result<Sheet> {
    Sheet::open(path).with_context(|| path.display().to_string())
}

/// Today, for telling plausible dates from others.
pub fn today() -> Day {
    let days = SystemClock.now().ms().div_euclid(86_400_000);
    Day::from_number(i32::try_from(days).unwrap_or(i32::MAX))
}

/// The columns a person named, checked against what can be named.
pub struct Named<'a> {
    sheet: &'a Sheet,
    given: Vec<(&'a str, usize)>,
}

impl<'a> Named<'a> {
    /// Finds the columns that were named; `known` is what can be. Names of `elsewhere` belong to another file.
    pub fn of(
        sheet: &'a Sheet,
        columns: &'a [(String, String)],
        known: &[&str],
        elsewhere: &[&str],
    ) -> anyhow::Result<Self> {
        let mut given = Vec::new();
        for (what, column) in columns {
            if elsewhere.contains(&what.as_str()) {
                continue;
            }
            if !known.contains(&what.as_str()) {
                bail!("--columns: {what} is not known; {} are", known.join(", "));
            }
            let Some(at) = sheet.column(column) else {
                bail!("there is no column {column}; there are {}", sheet.header().join(", "))
            };
            given.push((what.as_str(), at));
        }
        Ok(Self { sheet, given })
    }

    /// The column of a thing: named, called like one of the words, or of one of the meanings.
    pub fn find(&self, what: &str, words: &[&str], meanings: &[Meaning]) -> Option<usize> {
        let named = self.given.iter().find(|(own, _)| *own == what).map(|(_, at)| *at);
        named
            .or_else(|| words.iter().find_map(|word| self.sheet.column(word)))
            .or_else(|| meanings.iter().find_map(|meaning| self.sheet.meaning(*meaning)))
    }

    /// As [`Self::find`], or one clear sentence.
    pub fn need(&self, what: &str, words: &[&str], meanings: &[Meaning]) -> anyhow::Result<usize> {
        self.find(what, words, meanings).with_context(|| {
            let header = self.sheet.header().join(", ");
            format!("no column says: {what}; name it with --columns {what}=… (there are {header})")
        })
    }

    /// Whether the person named it.
    pub fn is_named(&self, what: &str) -> bool {
        self.given.iter().any(|(own, _)| *own == what)
    }
}

/// Rows left out, with the first few of them.
#[derive(Debug, Default)]
pub struct Tally {
    /// Rows read.
    pub read: u64,
    left_out: u64,
    first: Vec<String>,
}

impl Tally {
    /// Counts a row that cannot be used.
    pub fn leave_out(&mut self, line: u64, why: &str) {
        self.left_out += 1;
        if self.first.len() < 3 {
            self.first.push(format!("line {line}: {why}"));
        }
    }

    /// Says on standard error how many rows were left out, and refuses a file of which none is left.
    pub fn report(&self, path: &Path) -> anyhow::Result<()> {
        if self.read > 0 && self.left_out == self.read {
            bail!("{}: none of its {} rows can be used ({})", path.display(), self.read, self.first.join("; "));
        }
        if self.read == 0 {
            bail!("{}: there is no row below the names of the columns", path.display());
        }
        if self.left_out > 0 {
            let more = if self.left_out > self.first.len() as u64 { "; …" } else { "" };
            writeln!(
                std::io::stderr(),
                "wafa: {}: {} of {} rows left out ({}{more})",
                path.display(),
                self.left_out,
                self.read,
                self.first.join("; ")
            )?;
        }
        Ok(())
    }
}
