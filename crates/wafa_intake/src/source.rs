//! Reading a file as a table: rows of cells, whatever the format, in memory that does not grow with the file.
//!
//! Three steps: [`detect::look`] says what the file is (format, encoding) or refuses it, [`Shape::find`] finds the
//! separator or sheet and the row that names the columns, and [`each_row`] hands every row after it to the caller.
//! Rows are pushed, not pulled, because the workbook reader borrows the workbook.

pub(crate) mod corrections;
pub(crate) mod decode;
pub(crate) mod delimited;
pub(crate) mod detect;
pub(crate) mod record;
pub(crate) mod shape;
pub(crate) mod workbook;

use std::path::Path;

use serde::{Deserialize, Serialize};

pub use corrections::Corrections;
pub(crate) use record::{Flaw, Record};
pub(crate) use shape::Shape;

use crate::Error;

/// The formats that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// Text with separators.
    Csv,
    /// An Excel workbook.
    Xlsx,
}

/// Columns of a table, at most.
pub(crate) const COLUMNS_MOST: usize = 1_000;
/// Bytes of one row, at most.
pub(crate) const ROW_BYTES_MOST: usize = 1 << 20;
/// Lines one row may run over, at most; more means a quotation mark that is never closed.
pub(crate) const ROW_LINES_MOST: u64 = 200;

/// Whether to go on reading.
pub(crate) type GoOn = bool;

/// Hands every row of the file to `take` until it says stop: title rows, header and all.
pub(crate) fn each_record(
    path: &Path,
    shape: &Shape,
    take: &mut dyn FnMut(&Record) -> Result<GoOn, Error>,
) -> Result<(), Error> {
    match shape.format {
        Format::Csv => delimited::each(path, shape.encoding, shape.separator, take),
        Format::Xlsx => workbook::each(path, &shape.sheet, take),
    }
}

/// Hands every row below the header to `take` until it says stop. Rows without any text are passed over.
pub(crate) fn each_row(
    path: &Path,
    shape: &Shape,
    take: &mut dyn FnMut(&Record) -> Result<GoOn, Error>,
) -> Result<(), Error> {
    let mut to_skip = shape.header_at + 1;
    each_record(path, shape, &mut |record| {
        if to_skip > 0 {
            to_skip -= 1;
            return Ok(true);
        }
        take(record)
    })
}
