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
    separator: u8,
    piece: Vec<u8>,
    from: usize,
    to: usize,
    at_end: bool,
    /// The last byte that was not an end of line.
    last: u8,
    lines: u64,
    cells: Vec<u8>,
    ends: Vec<usize>,
    /// The bytes of the row being read, to begin again after its first line when a quotation mark stays open.
    taken: Vec<u8>,
    /// Cells of the first row, which names the columns, and of the last good one.
    widths: [usize; 2],
}

/// How the parser came out of a row.
struct Came {
    written: usize,
    ended: usize,
    flaw: Option<Flaw>,
}

impl<R: Read> Rows<R> {
    fn new(text: R, separator: char) -> Self {
        let separator = u8::try_from(separator).unwrap_or(b',');
        Self {
            text,
            parser: ReaderBuilder::new().delimiter(separator).build(),
            separator,
            piece: vec![0; PIECE],
            from: 0,
            to: 0,
            at_end: false,
            last: 0,
            lines: 0,
            cells: vec![0; ROW_BYTES_MOST],
            ends: vec![0; COLUMNS_MOST],
            taken: Vec::new(),
            widths: [0; 2],
        }
    }

    fn fill(&mut self) -> Result<(), Error> {
        if self.from == self.to && !self.at_end {
            self.from = 0;
            self.piece.resize(PIECE, 0);
            self.to = self.text.read(&mut self.piece)?;
            self.at_end = self.to == 0;
        }
        Ok(())
    }

    /// The file ended inside a quoted cell that had swallowed ends of lines: the quotation mark was never closed.
    fn left_open(&self, came: &Came) -> bool {
        let start = came.ended.checked_sub(2).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        let cell = self.cells.get(start..came.written).unwrap_or_default();
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
        let Some(came) = self.parse(line)? else { return Ok(false) };
        let lines = self.lines.saturating_sub(line - 1);
        let [header, usual] = self.widths;
        // A quotation mark may be closed by the next stray one: then the row has not the cells it should have.
        let odd = lines > 1
            && header > 0
            && came.flaw.is_none()
            && (![header, usual].contains(&came.ended) || !well_quoted(&self.taken, self.separator));
        if lines > ROW_LINES_MOST || odd || self.left_open(&came) {
            let to_line = if header > 0 { self.begin_again(line) } else { self.lines };
            record.flaw = Some(Flaw::QuoteOpen { to_line });
        } else if came.flaw.is_some() {
            record.flaw = came.flaw;
        } else {
            self.widths = [if header > 0 { header } else { came.ended }, came.ended];
            let mut text = record.take_text();
            text.push_str(&String::from_utf8_lossy(self.cells.get(..came.written).unwrap_or_default()));
            record.fill(text, self.ends.get(..came.ended).unwrap_or_default());
        }
        Ok(true)
    }

    /// Lets the parser read one row; `None` at the end. It stops early when a row runs over too many lines.
    fn parse(&mut self, line: u64) -> Result<Option<Came>, Error> {
        let mut came = Came { written: 0, ended: 0, flaw: None };
        self.taken.clear();
        loop {
            self.fill()?;
            let waiting = self.piece.get(self.from..self.to).unwrap_or_default();
            let cells = self.cells.get_mut(came.written..).unwrap_or_default();
            let ends = self.ends.get_mut(came.ended..).unwrap_or_default();
            let (result, read, wrote, ends_wrote) = self.parser.read_record(waiting, cells, ends);
            let taken = waiting.get(..read).unwrap_or_default();
            // Rows in one piece are in the piece still; longer ones are kept while they can be begun again.
            if self.taken.len() <= 2 * ROW_BYTES_MOST {
                self.taken.extend_from_slice(taken);
            }
            self.lines += newlines(taken);
            self.last = taken.iter().rev().find(|byte| !matches!(byte, b'\n' | b'\r')).copied().unwrap_or(self.last);
            self.from += read;
            came.written += wrote;
            came.ended += ends_wrote;
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull => {
                    came.flaw = came.flaw.or(Some(Flaw::TooLong));
                    (came.written, came.ended) = (0, 0);
                }
                ReadRecordResult::OutputEndsFull => {
                    came.flaw = came.flaw.or(Some(Flaw::TooWide));
                    (came.written, came.ended) = (0, 0);
                }
                ReadRecordResult::Record => break,
                ReadRecordResult::End => return Ok(None),
            }
            if self.lines.saturating_sub(line - 1) > ROW_LINES_MOST && self.widths != [0; 2] {
                break;
            }
        }
        Ok(Some(came))
    }

    /// Goes back to the first line after `line` that is a row by itself, and says which that is.
    fn begin_again(&mut self, line: u64) -> u64 {
        let mut back = std::mem::take(&mut self.taken);
        let waiting = self.piece.get(self.from..self.to).unwrap_or_default();
        if back.len() > 2 * ROW_BYTES_MOST {
            self.parser.reset();
            return self.lines;
        }
        back.extend_from_slice(waiting);
        let mut at = line_end(&back, 0);
        let mut next = line + 1;
        while at < back.len() {
            let end = line_end(&back, at);
            let whole = end < back.len() || self.at_end;
            if !whole || self.is_row(back.get(at..end).unwrap_or_default()) {
                break;
            }
            (at, next) = (end, next + 1);
        }
        self.parser.reset();
        self.lines = next - 1;
        self.from = at;
        self.to = back.len();
        self.piece = back;
        next
    }

    /// Whether a line is a row of the right number of cells.
    fn is_row(&self, line: &[u8]) -> bool {
        let mut parser = ReaderBuilder::new().delimiter(self.separator).build();
        let mut cells = vec![0; line.len() + 8];
        let mut ends = vec![0; COLUMNS_MOST];
        let (result, _, written, ended) = parser.read_record(line, &mut cells, &mut ends);
        // A line without an end is ended here.
        let (ended, closed) = match result {
            ReadRecordResult::Record => (ended, true),
            ReadRecordResult::InputEmpty => {
                let rest = cells.get_mut(written..).unwrap_or_default();
                let (last, _, _, more) = parser.read_record(&[], rest, ends.get_mut(ended..).unwrap_or_default());
                (ended + more, last == ReadRecordResult::Record && line.iter().filter(|b| **b == b'"').count() % 2 == 0)
            }
            _ => return false,
        };
        closed && self.widths.contains(&ended)
    }
}

/// Whether every quotation mark that closes a cell is followed by the end of the cell.
fn well_quoted(row: &[u8], separator: u8) -> bool {
    let (mut quoted, mut begins) = (false, true);
    let mut bytes = row.iter().copied().peekable();
    while let Some(byte) = bytes.next() {
        if quoted && byte == b'"' {
            if bytes.next_if_eq(&b'"').is_none() {
                quoted = false;
                if bytes.peek().is_some_and(|next| *next != separator && !matches!(next, b'\n' | b'\r')) {
                    return false;
                }
            }
        } else if !quoted {
            quoted = begins && byte == b'"';
            begins = byte == separator;
        }
    }
    true
}

/// Where the line that begins at a place ends, its end included.
fn line_end(bytes: &[u8], from: usize) -> usize {
    let rest = bytes.get(from..).unwrap_or_default();
    rest.iter().position(|byte| *byte == b'\n').map_or(bytes.len(), |at| from + at + 1)
}

fn newlines(bytes: &[u8]) -> u64 {
    bytes.iter().filter(|byte| **byte == b'\n').count() as u64
}
