//! The shape of a table: how its cells are told apart and which row names the columns.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::decode::Decoding;
use super::detect::{Look, TextEncoding};
use super::record::{Flaw, Record, clean};
use super::{COLUMNS_MOST, Format, delimited, each_record, workbook};
use crate::Error;
use crate::table::aliases;

/// How a file is read, and what its columns are called. Kept with a batch, so that it is read alike when resumed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Shape {
    pub format: Format,
    pub encoding: TextEncoding,
    pub separator: char,
    pub sheet: String,
    /// Which row, of those that are not blank, names the columns; from 0.
    pub header_at: usize,
    /// The names, made different where they repeat.
    pub header: Vec<String>,
}

const SAMPLE_BYTES: u64 = 256 * 1024;
const SEPARATORS: [char; 4] = [',', ';', '\t', '|'];
/// Rows at the top among which the header is looked for.
const TOP: usize = 12;

impl Shape {
    /// Finds the shape of a file that was looked at.
    pub(crate) fn find(path: &Path, look: &Look) -> Result<Self, Error> {
        let mut shape = Self {
            format: look.format,
            encoding: look.encoding,
            separator: ',',
            sheet: String::new(),
            header_at: 0,
            header: Vec::new(),
        };
        match look.format {
            Format::Csv => shape.separator = separator(path, look.encoding)?,
            Format::Xlsx => shape.sheet = workbook::first_sheet(path)?,
        }
        let mut top: Vec<Record> = Vec::new();
        each_record(path, &shape, &mut |record| {
            top.push(record.clone());
            Ok(top.len() < TOP)
        })?;
        shape.choose_header(&top)?;
        Ok(shape)
    }

    fn choose_header(&mut self, top: &[Record]) -> Result<(), Error> {
        let first = top.first().ok_or(Error::EmptyFile)?;
        match first.flaw {
            Some(Flaw::TooLong | Flaw::QuoteOpen { .. }) => return Err(Error::LineTooLong { line: first.line }),
            Some(Flaw::TooWide) => return Err(Error::TooManyColumns { limit: COLUMNS_MOST }),
            Some(Flaw::Formula { .. }) | None => {}
        }
        let known = |record: &Record| record.cells().filter(|cell| aliases::knows(clean(cell))).count();
        let best = top.iter().enumerate().find(|(_, record)| known(record) >= 2).map_or(0, |(at, _)| at);
        let header = top.get(best).ok_or(Error::EmptyFile)?;
        if header.len() < 2 && known(header) == 0 {
            return Err(Error::NotATable { what: "text" });
        }
        if known(header) == 0 && header.cells().any(looks_like_a_value) {
            return Err(Error::NoHeader);
        }
        self.header_at = best;
        self.header = names(header);
        Ok(())
    }

    /// Names the header, so that a mapping saved for it is found again: same columns, whatever the order.
    pub(crate) fn header_hash(header: &[String]) -> String {
        let mut keys: Vec<String> = header.iter().map(|name| aliases::key(name)).collect();
        keys.sort();
        let digest = Sha256::digest(keys.join("\n").as_bytes());
        digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect()
    }
}

/// The names of the columns: cleaned, never empty, never twice the same.
fn names(header: &Record) -> Vec<String> {
    let mut names: Vec<String> = Vec::with_capacity(header.len());
    for (at, cell) in header.cells().enumerate() {
        let bare = clean(cell);
        let wanted = if bare.is_empty() {
            format!("#{}", at + 1)
        } else {
            bare.chars().filter(|c| *c != '\0').take(120).collect()
        };
        let mut name = wanted.clone();
        let mut nth = 2;
        while names.contains(&name) {
            name = format!("{wanted} ({nth})");
            nth += 1;
        }
        names.push(name);
    }
    while names.last().is_some_and(|last| last.starts_with('#')) {
        names.pop();
    }
    names
}

/// A number, a date, an address: what a header does not hold.
fn looks_like_a_value(cell: &str) -> bool {
    let cell = clean(cell);
    let digits = wafa_text::fold::digits(cell);
    let figures = digits.bytes().filter(u8::is_ascii_digit).count();
    cell.contains('@') || (figures > 0 && wafa_text::fold::decimal(cell).is_some()) || figures >= 6
}

/// The separator that cuts the first rows most evenly into the most columns.
fn separator(path: &Path, encoding: TextEncoding) -> Result<char, Error> {
    let file = File::open(path)?;
    let mut sample = Vec::new();
    Decoding::new(file, encoding.encoding()).take(SAMPLE_BYTES).read_to_end(&mut sample)?;
    let text = String::from_utf8_lossy(&sample);
    if let Some(told) = text.strip_prefix("sep=").and_then(|rest| rest.chars().next()) {
        return Ok(told);
    }
    let mut best = (0.0, ',');
    for candidate in SEPARATORS {
        let evenness = evenness(&text, candidate)?;
        if evenness > best.0 {
            best = (evenness, candidate);
        }
    }
    Ok(best.1)
}

fn evenness(text: &str, separator: char) -> Result<f64, Error> {
    let mut widths: Vec<usize> = Vec::new();
    delimited::each_in(text.as_bytes(), separator, &mut |record| {
        widths.push(if record.flaw.is_some() { COLUMNS_MOST } else { record.len() });
        Ok(widths.len() < 60)
    })?;
    // The last row of the sample may be cut off.
    if widths.len() > 2 {
        widths.pop();
    }
    let mut usual: Vec<(usize, usize)> = Vec::new();
    for width in &widths {
        match usual.iter_mut().find(|(known, _)| known == width) {
            Some((_, count)) => *count += 1,
            None => usual.push((*width, 1)),
        }
    }
    let Some((width, count)) = usual.into_iter().max_by_key(|(width, count)| (*count, *width)) else { return Ok(0.0) };
    if width < 2 {
        return Ok(0.0);
    }
    Ok(count as f64 / widths.len() as f64 * (1.0 + (width as f64).ln()))
}
