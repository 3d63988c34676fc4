//! One row of a file.

/// Why a row cannot be used as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Flaw {
    /// Longer than a row can be.
    TooLong,
    /// With more cells than a row can have.
    TooWide,
    /// A quotation mark that is not closed within many lines, up to this one.
    QuoteOpen {
        /// The last line it swallowed.
        to_line: u64,
    },
    /// A cell that is a formula: what it shows is not in the file for certain.
    Formula {
        /// Which cell, from 0.
        cell: usize,
    },
}

/// One row: its cells in one text, and where each ends. Reused from row to row.
#[derive(Debug, Clone, Default)]
pub(crate) struct Record {
    /// The line it begins on, or its row in the sheet; from 1.
    pub line: u64,
    /// What is wrong with it as a whole.
    pub flaw: Option<Flaw>,
    text: String,
    ends: Vec<usize>,
}

impl Record {
    pub(crate) fn clear(&mut self, line: u64) {
        self.line = line;
        self.flaw = None;
        self.text.clear();
        self.ends.clear();
    }
    pub(crate) fn push(&mut self, cell: &str) {
        self.text.push_str(cell);
        self.ends.push(self.text.len());
    }
    /// Takes over a whole row at once.
    pub(crate) fn fill(&mut self, text: String, ends: &[usize]) {
        self.text = text;
        self.ends.clear();
        self.ends.extend_from_slice(ends);
    }
    /// The text buffer, taken out to be refilled.
    pub(crate) fn take_text(&mut self) -> String {
        std::mem::take(&mut self.text)
    }
    /// How many cells it has.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }
    /// A cell, from 0; cells beyond the row are empty.
    pub(crate) fn cell(&self, index: usize) -> &str {
        let start = index.checked_sub(1).map_or(Some(&0), |before| self.ends.get(before));
        match (start, self.ends.get(index)) {
            (Some(start), Some(end)) => self.text.get(*start..*end).unwrap_or_default(),
            _ => "",
        }
    }
    /// All cells in order.
    pub(crate) fn cells(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|index| self.cell(index))
    }
    /// Whether a zero byte stands in it, which no text has.
    pub(crate) fn has_nul(&self) -> bool {
        self.text.as_bytes().contains(&0)
    }
    /// No cell has any text.
    pub(crate) fn is_blank(&self) -> bool {
        self.flaw.is_none() && self.cells().all(|cell| clean(cell).is_empty())
    }
}

/// A cell without what is around its text: space, bidi marks, and the apostrophe spreadsheets put before numbers.
pub(crate) fn clean(cell: &str) -> &str {
    let trimmed = cell.trim_matches(is_padding);
    trimmed.strip_prefix('\'').map_or(trimmed, |rest| rest.trim_matches(is_padding))
}

fn is_padding(letter: char) -> bool {
    letter.is_whitespace()
        || matches!(letter, '\u{0}' | '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
