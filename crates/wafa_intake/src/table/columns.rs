//! Which columns carry which meaning, ready to be looked up for every row.

use serde::{Deserialize, Serialize};

use super::mapping::Mapping;
use super::meaning::Meaning;
use crate::Error;
use crate::source::Record;
use crate::source::record::clean;

/// Columns by meaning. Several columns of one meaning are asked in order: the first that is not blank speaks.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Columns {
    of: Vec<(Meaning, Vec<usize>)>,
    /// Columns kept as fields of the shop's own: where, and under which name.
    pub custom: Vec<(usize, String)>,
    width: usize,
}

impl Columns {
    /// Finds the columns a mapping speaks of.
    pub(crate) fn of(header: &[String], mapping: &Mapping, keep_unknown: bool) -> Result<Self, Error> {
        if let Some(column) = mapping.columns.keys().find(|column| !header.contains(column)) {
            return Err(Error::ColumnUnknown { column: column.clone() });
        }
        let mut columns = Self { width: header.len(), ..Self::default() };
        let beside = crate::problems_file::beside(header);
        for (at, name) in header.iter().enumerate().skip(beside) {
            match mapping.columns.get(name).map(|rule| rule.meaning) {
                Some(Meaning::Ignore) => {}
                Some(Meaning::Custom) => columns.custom.push((at, name.clone())),
                None if keep_unknown && !name.starts_with('#') => columns.custom.push((at, name.clone())),
                None => {}
                Some(meaning) => match columns.of.iter_mut().find(|(known, _)| *known == meaning) {
                    Some((_, places)) => places.push(at),
                    None => columns.of.push((meaning, vec![at])),
                },
            }
        }
        Ok(columns)
    }

    /// Whether any column carries the meaning.
    pub(crate) fn has(&self, meaning: Meaning) -> bool {
        self.of.iter().any(|(known, _)| *known == meaning)
    }

    /// The columns of a meaning.
    pub(crate) fn places(&self, meaning: Meaning) -> &[usize] {
        self.of.iter().find(|(known, _)| *known == meaning).map_or(&[], |(_, places)| places)
    }

    /// What a row says about a meaning, cleaned; with the column it stands in. `None` when it says nothing.
    pub(crate) fn find<'r>(&self, meaning: Meaning, record: &'r Record) -> Option<(usize, &'r str)> {
        self.places(meaning).iter().map(|at| (*at, value(record.cell(*at)))).find(|(_, text)| !text.is_empty())
    }

    /// The text alone; empty when the row says nothing.
    pub(crate) fn text<'r>(&self, meaning: Meaning, record: &'r Record) -> &'r str {
        self.find(meaning, record).map_or("", |(_, text)| text)
    }

    /// Every column that is read, whatever its meaning.
    pub(crate) fn read(&self) -> impl Iterator<Item = usize> {
        self.of.iter().flat_map(|(_, places)| places.iter().copied()).chain(self.custom.iter().map(|(at, _)| *at))
    }

    /// How many columns the header names.
    pub(crate) const fn width(&self) -> usize {
        self.width
    }
}

/// A cell as it is meant: cleaned, and `="0912"`, which spreadsheets need to keep zeros, unwrapped.
pub(crate) fn value(cell: &str) -> &str {
    let bare = clean(cell);
    bare.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"')).map_or(bare, clean)
}
