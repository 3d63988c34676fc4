//! Tables that leave Wafa as files: CSV for Excel and XLSX, in the reader's direction, never with a formula inside.

use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet, XlsxError};
use wafa_kernel::Day;
use wafa_text::reader::Reader;

use crate::fault::Fault;

/// A cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// A text.
    Text(String),
    /// A whole number.
    Int(i64),
    /// A number with decimals.
    Real(f64),
    /// A day, ISO 8601.
    Day(Day),
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}
impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}
impl From<i64> for Cell {
    fn from(number: i64) -> Self {
        Self::Int(number)
    }
}
impl From<u64> for Cell {
    fn from(number: u64) -> Self {
        Self::Int(i64::try_from(number).unwrap_or(i64::MAX))
    }
}
impl From<f64> for Cell {
    fn from(number: f64) -> Self {
        Self::Real(number)
    }
}
impl From<Day> for Cell {
    fn from(day: Day) -> Self {
        Self::Day(day)
    }
}
impl<T: Into<Self>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Empty, Into::into)
    }
}

/// A table with heads.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// Name of the file, without its ending, ASCII.
    pub name: &'static str,
    /// Heads of the columns.
    pub head: Vec<String>,
    /// The rows.
    pub rows: Vec<Vec<Cell>>,
}

/// A text that a spreadsheet would run as a formula gets an apostrophe before it.
#[must_use]
pub fn harmless(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}

impl Sheet {
    /// As a file of the kind that the path ends with: `csv` or `xlsx`.
    ///
    /// # Errors
    /// Not found for another ending; internal when the file cannot be built.
    pub fn answer(&self, ending: &str, reader: &Reader) -> Result<Response, Fault> {
        match ending {
            "csv" => Ok(self.file("csv", "text/csv; charset=utf-8", self.csv()?)),
            "xlsx" => {
                let bytes = self.xlsx(reader).map_err(Fault::internal)?;
                Ok(self.file("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", bytes))
            }
            _ => Err(Fault::not_found()),
        }
    }

    fn file(&self, ending: &str, kind: &'static str, bytes: Vec<u8>) -> Response {
        let mut response = bytes.into_response();
        response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
        if let Ok(value) = HeaderValue::from_str(&format!("attachment; filename=\"{}.{ending}\"", self.name)) {
            response.headers_mut().insert(header::CONTENT_DISPOSITION, value);
        }
        response
    }

    /// UTF-8 with a byte order mark, so that Excel reads Persian and Arabic.
    pub fn csv(&self) -> Result<Vec<u8>, Fault> {
        let mut writer =
            csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(vec![0xEF, 0xBB, 0xBF]);
        let broken = |error: csv::Error| Fault::internal(error);
        writer.write_record(&self.head).map_err(broken)?;
        for row in &self.rows {
            let texts = row.iter().map(|cell| match cell {
                Cell::Empty => String::new(),
                Cell::Text(text) => harmless(text),
                Cell::Int(number) => number.to_string(),
                Cell::Real(number) => number.to_string(),
                Cell::Day(day) => day.to_string(),
            });
            writer.write_record(texts).map_err(broken)?;
        }
        writer.into_inner().map_err(|error| Fault::internal(error.into_error()))
    }

    pub fn xlsx(&self, reader: &Reader) -> Result<Vec<u8>, XlsxError> {
        let mut book = Workbook::new();
        let (bold, date) = (Format::new().set_bold(), Format::new().set_num_format("yyyy-mm-dd"));
        let sheet: &mut Worksheet = book.add_worksheet();
        sheet.set_right_to_left(reader.language.dir() == "rtl");
        sheet.set_freeze_panes(1, 0)?;
        for (column, head) in (0u16..).zip(&self.head) {
            sheet.write_string_with_format(0, column, head, &bold)?;
            sheet.set_column_width(column, 16)?;
        }
        for (line, row) in (1u32..).zip(&self.rows) {
            for (column, cell) in (0u16..).zip(row) {
                match cell {
                    Cell::Empty => {}
                    Cell::Text(text) => drop(sheet.write_string(line, column, text)?),
                    Cell::Int(number) => drop(sheet.write_number(line, column, *number as f64)?),
                    Cell::Real(number) => drop(sheet.write_number(line, column, *number)?),
                    Cell::Day(day) => match written(*day) {
                        Some(real) => drop(sheet.write_datetime_with_format(line, column, &real, &date)?),
                        None => drop(sheet.write_string(line, column, day.to_string())?),
                    },
                }
            }
        }
        book.save_to_buffer()
    }
}

/// A day as spreadsheets count them: from 1900 on.
fn written(day: Day) -> Option<ExcelDateTime> {
    let (year, month, of_month) = day.ymd();
    ExcelDateTime::from_ymd(u16::try_from(year).ok()?, u8::try_from(month).ok()?, u8::try_from(of_month).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn formulas_are_neutralised() {
        for text in ["=1+1", "+1", "-1", "@sum", "\tx"] {
            assert_eq!(harmless(text), format!("'{text}"));
        }
        assert_eq!(harmless("سارا"), "سارا");
    }
}
