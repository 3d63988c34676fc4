//! Text with separators, read row by row into buffers of fixed size.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

use super::decode::Decoding;
use super::detect::TextEncoding;
use super::record::{Flaw, Record};
use super::{COLUMNS_MOST, GoOn, ROW_BYTES_MOST, ROW_LINES_MOST};
use crate::Error;

const PIECE: usize = 64 * 1024;

/// Hands every row that is not blank to `take` until it says stop.
pub(crate) fn each(
    path: &Path,
    encoding: TextEncoding,
    separator: char,
    take: &mut dyn FnMut(&Record) -> Result<GoOn, Error>,
) -> Result<(), Error> {
    let file = File::open(path)?;
    each_in(Decoding::new(file, encoding.encoding()), separator, take)
}

/// The same for text that is UTF-8 already.
pub(crate) fn each_in(
    text: impl Read,
    separator: char,
    take: &mut dyn FnMut(&Record) -> Result<GoOn, Error>,
) -> Result<(), Error> {
    let mut rows = Rows::new(text, separator);
    let mut record = Record::default();
    while rows.next(&mut record)? {
        if !record.is_blank() && !take(&record)? {
            break;
        }
    }
    Ok(())
}

struct Rows<R> {
    text: R,
    parser: Reader,
    piece: Vec<u8>,
    from: usize,
    to: usize,
    at_end: bool,
    /// The last byte that was not an end of line.
    last: u8,
    lines: u64,
    cells: Vec<u8>,
    ends: Vec<usize>,
}

impl<R: Read> Rows<R> {
    fn new(text: R, separator: char) -> Self {
        let separator = u8::try_from(separator).unwrap_or(b',');
        Self {
            text,
            parser: ReaderBuilder::new().delimiter(separator).build(),
            piece: vec![0; PIECE],
            from: 0,
            to: 0,
            at_end: false,
            last: 0,
            lines: 0,
            cells: vec![0; ROW_BYTES_MOST],
            ends: vec![0; COLUMNS_MOST],
        }
    }

    fn fill(&mut self) -> Result<(), Error> {
        if self.from == self.to && !self.at_end {
            self.from = 0;
            self.to = self.text.read(&mut self.piece)?;
            self.at_end = self.to == 0;
        }
        Ok(())
    }

    /// The file ended inside a quoted cell that had swallowed ends of lines: the quotation mark was never closed.
    fn left_open(&self, written: usize, ended: usize) -> bool {
        let start = ended.checked_sub(2).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        let cell = self.cells.get(start..written).unwrap_or_default();
        self.at_end && self.from == self.to && self.last != b'"' && cell.contains(&b'\n')
    }

    /// Passes over ends of lines before a row, so that the row's own line is known.
    fn pass_blank_lines(&mut self) -> Result<(), Error> {
        loop {
            self.fill()?;
            let waiting = self.piece.get(self.from..self.to).unwrap_or_default();
            let blank = waiting.iter().take_while(|byte| matches!(byte, b'\n' | b'\r')).count();
            self.lines += newlines(waiting.get(..blank).unwrap_or_default());
            self.from += blank;
            if self.from < self.to || self.at_end {
                return Ok(());
            }
        }
    }

    /// Reads the next row; false at the end.
    fn next(&mut self, record: &mut Record) -> Result<bool, Error> {
        self.pass_blank_lines()?;
        let line = self.lines + 1;
        record.clear(line);
        let (mut written, mut ended, mut flaw) = (0, 0, None);
        loop {
            self.fill()?;
            let waiting = self.piece.get(self.from..self.to).unwrap_or_default();
            let cells = self.cells.get_mut(written..).unwrap_or_default();
            let ends = self.ends.get_mut(ended..).unwrap_or_default();
            let (result, read, wrote, ends_wrote) = self.parser.read_record(waiting, cells, ends);
            let taken = waiting.get(..read).unwrap_or_default();
            self.lines += newlines(taken);
            self.last = taken.iter().rev().find(|byte| !matches!(byte, b'\n' | b'\r')).copied().unwrap_or(self.last);
            self.from += read;
            written += wrote;
            ended += ends_wrote;
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull => {
                    flaw = flaw.or(Some(Flaw::TooLong));
                    (written, ended) = (0, 0);
                }
                ReadRecordResult::OutputEndsFull => {
                    flaw = flaw.or(Some(Flaw::TooWide));
                    (written, ended) = (0, 0);
                }
                ReadRecordResult::Record => break,
                ReadRecordResult::End => return Ok(false),
            }
        }
        let ran_over = self.lines.saturating_sub(line - 1);
        if ran_over > ROW_LINES_MOST || self.left_open(written, ended) {
            record.flaw = Some(Flaw::QuoteOpen { to_line: self.lines });
        } else if flaw.is_some() {
            record.flaw = flaw;
        } else {
            let mut text = record.take_text();
            text.push_str(&String::from_utf8_lossy(self.cells.get(..written).unwrap_or_default()));
            record.fill(text, self.ends.get(..ended).unwrap_or_default());
        }
        Ok(true)
    }
}

fn newlines(bytes: &[u8]) -> u64 {
    bytes.iter().filter(|byte| **byte == b'\n').count() as u64
}
