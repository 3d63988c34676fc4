//! Single rows of a file, for a person who puts them right.

use std::path::Path;

use wafa_kernel::Permit;
use wafa_kernel::policy::action::Import;

use crate::source::detect::look;
use crate::source::{Corrections, Flaw, Shape, each_row};
use crate::{Error, Intake, blocking};

/// One row as it is read now, corrections included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowShown {
    /// Which row of the data, from 1.
    pub row: u64,
    /// Its cells.
    pub cells: Vec<String>,
    /// Its cells can be told apart, so that they can be written anew.
    pub mendable: bool,
}

/// Rows of a file and what its columns are called.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RowsShown {
    /// The names of the columns.
    pub header: Vec<String>,
    /// The rows, in order of the file.
    pub rows: Vec<RowShown>,
}

impl Intake {
    /// The rows with these numbers, as they are read with the corrections. Reads no further than the last of them.
    ///
    /// # Errors
    /// What makes the file no table, or [`Error::Io`].
    pub async fn rows_shown(
        &self,
        _permit: &Permit<Import>,
        file: &Path,
        corrections: &Corrections,
        mut wanted: Vec<u64>,
    ) -> Result<RowsShown, Error> {
        wanted.sort_unstable();
        wanted.dedup();
        let (path, corrections) = (file.to_owned(), corrections.clone());
        blocking(move || {
            let shape = Shape::find(&path, &look(&path, None)?)?;
            let mut shown = RowsShown { header: shape.header.clone(), rows: Vec::with_capacity(wanted.len()) };
            let mut wanted = wanted.into_iter().peekable();
            if wanted.peek().is_none() {
                return Ok(shown);
            }
            let mut row = 0;
            each_row(&path, &shape, &mut |record| {
                row += 1;
                if wanted.next_if_eq(&row).is_some() {
                    let record = corrections.applied(row, record, shape.header.len());
                    shown.rows.push(RowShown {
                        row,
                        cells: record.cells().map(str::to_owned).collect(),
                        mendable: matches!(record.flaw, None | Some(Flaw::Formula { .. })),
                    });
                }
                Ok(wanted.peek().is_some())
            })?;
            Ok(shown)
        })
        .await
    }
}
