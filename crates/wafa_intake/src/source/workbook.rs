//! Excel workbooks, cell by cell. Only the texts all sheets share are held in memory, and they have a limit.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

use calamine::{DataRef, ExcelDateTime, Reader, Xlsx};
use zip::ZipArchive;

use super::record::{Flaw, Record};
use super::{COLUMNS_MOST, GoOn, ROW_BYTES_MOST};
use crate::Error;

/// Files in a workbook, at most.
const PARTS_MOST: usize = 10_000;
/// Bytes of a sheet unpacked, at most.
const SHEET_BYTES_MOST: u64 = 4 << 30;
/// Bytes of any other part unpacked, at most: these are held in memory.
const PART_BYTES_MOST: u64 = 96 << 20;
/// Times a large part may grow when it is unpacked.
const GROWTH_MOST: u64 = 200;
/// Parts that may grow more than that.
const SMALL: u64 = 16 << 20;

/// Refuses a workbook that would unpack to far more than it is. What the directory says is checked for all parts, and
/// for the parts held in memory what they really unpack to.
pub(crate) fn guard(path: &Path) -> Result<(), Error> {
    let broken = |_| Error::NotATable { what: "archive" };
    let mut archive = ZipArchive::new(BufReader::new(File::open(path)?)).map_err(broken)?;
    if archive.len() > PARTS_MOST {
        return Err(Error::ZipBomb);
    }
    if archive.index_for_name("xl/workbook.xml").is_none() {
        return Err(Error::NotATable { what: "archive" });
    }
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).map_err(broken)?;
        let (size, packed) = (part.size(), part.compressed_size().max(1));
        if (size > SMALL && size / packed > GROWTH_MOST) || size > SHEET_BYTES_MOST {
            return Err(Error::ZipBomb);
        }
        if part.name().starts_with("xl/worksheets/sheet") {
            continue;
        }
        if size > PART_BYTES_MOST {
            return Err(Error::WorkbookTooLarge);
        }
        let unpacked = std::io::copy(&mut part.by_ref().take(PART_BYTES_MOST + 1), &mut std::io::sink())
            .map_err(|_| Error::NotATable { what: "archive" })?;
        if unpacked > PART_BYTES_MOST {
            return Err(Error::ZipBomb);
        }
    }
    Ok(())
}

fn open(path: &Path) -> Result<Xlsx<BufReader<File>>, Error> {
    Ok(Xlsx::new(BufReader::new(File::open(path)?))?)
}

/// The first sheet that has at least one row with two cells; after [`guard`].
pub(crate) fn first_sheet(path: &Path) -> Result<String, Error> {
    guard(path)?;
    let mut names = open(path)?.sheet_names();
    names.truncate(20);
    for name in &names {
        let mut found = false;
        each(path, name, &mut |record| {
            found = found || record.len() >= 2;
            Ok(!found)
        })?;
        if found {
            return Ok(name.clone());
        }
    }
    names.into_iter().next().ok_or(Error::EmptyFile)
}

/// Hands every row of a sheet that is not blank to `take` until it says stop.
pub(crate) fn each(
    path: &Path,
    sheet: &str,
    take: &mut dyn FnMut(&Record) -> Result<GoOn, Error>,
) -> Result<(), Error> {
    let mut workbook = open(path)?;
    let mut cells = workbook.worksheet_cells_reader(sheet)?;
    let mut record = Record::default();
    let mut row = None;
    let mut bytes = 0;
    while let Some(cell) = cells.next_cell_with_formula_metadata()? {
        let (at, column) = cell.pos;
        if row != Some(at) {
            if row.is_some() && !record.is_blank() && !take(&record)? {
                return Ok(());
            }
            row = Some(at);
            bytes = 0;
            record.clear(u64::from(at) + 1);
        }
        let column = column as usize;
        if column >= COLUMNS_MOST {
            record.flaw = Some(Flaw::TooWide);
            continue;
        }
        while record.len() < column {
            record.push("");
        }
        let text = shown(&cell.value);
        bytes += text.len();
        if bytes > ROW_BYTES_MOST {
            record.flaw = Some(Flaw::TooLong);
            continue;
        }
        if cell.formula.is_some() && record.flaw.is_none() {
            record.flaw = Some(Flaw::Formula { cell: column });
        }
        record.push(&text);
    }
    if row.is_some() && !record.is_blank() {
        take(&record)?;
    }
    Ok(())
}

/// A cell as text; dates as ISO, whole numbers without a point.
fn shown(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Empty => String::new(),
        DataRef::Int(whole) => whole.to_string(),
        DataRef::Float(real) => number(*real),
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(truth) => truth.to_string(),
        DataRef::DateTime(date) => date_time(date),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::Error(error) => error.to_string(),
    }
}

#[allow(clippy::cast_possible_truncation)]
fn number(real: f64) -> String {
    if real.fract() == 0.0 && real.abs() < 1e15 { format!("{}", real as i64) } else { format!("{real}") }
}

fn date_time(date: &ExcelDateTime) -> String {
    if !date.is_datetime() {
        return number(date.as_f64());
    }
    let (year, month, day, hour, minute, second, _) = date.to_ymd_hms_milli();
    if (hour, minute, second) == (0, 0, 0) {
        format!("{year:04}-{month:02}-{day:02}")
    } else {
        format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}")
    }
}
