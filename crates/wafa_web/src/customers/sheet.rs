//! Customers as an Excel workbook: a sheet in the direction of the reader's language, numbers as numbers, phones as
//! text, and nothing a spreadsheet runs.

use axum::body::Body;
use axum::response::Response;
use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};
use wafa_customers::{ExportRow, ListQuery};
use wafa_kernel::policy::action::ExportCustomers;

use super::asked::Asked;
use super::export::{CHUNK, Cell, Columns, attachment, audited, runs};
use crate::ask::Pairs;
use crate::fault::Fault;
use crate::who::Who;

/// Rows of a workbook, at most: it is made in memory. CSV has no such limit.
const MOST_ROWS: usize = 100_000;
const KIND: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
/// Columns are at most this wide, in characters.
const WIDEST: usize = 40;

pub(super) async fn xlsx(who: Who<ExportCustomers>, Pairs(pairs): Pairs) -> Result<Response, Fault> {
    let asked = Asked::read(&pairs, who.today)?;
    let columns = Columns::load(&who).await?;
    let query = ListQuery { after: None, ..asked.query.clone() };
    let mut rows: Vec<ExportRow> = Vec::new();
    let mut after = None;
    loop {
        let page = who.app.customers.export_rows(&who.permit, &query, after, CHUNK).await?;
        rows.extend(page.items);
        after = page.next;
        if rows.len() > MOST_ROWS {
            return Err(Fault::invalid("customers.export_too_large").arg("n", MOST_ROWS));
        }
        if after.is_none() {
            break;
        }
    }
    audited(&who, "xlsx", &asked).await?;
    let (name, rtl) = (who.say("nav-customers", &[]), who.reader.language.dir() == "rtl");
    let made =
        tokio::task::spawn_blocking(move || workbook(&columns, &rows, &name, rtl)).await.map_err(Fault::internal)?;
    Ok(attachment(who.today, "xlsx", KIND, Body::from(made.map_err(Fault::internal)?)))
}

fn workbook(columns: &Columns, rows: &[ExportRow], name: &str, rtl: bool) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.set_name(name)?.set_right_to_left(rtl);
    sheet.set_freeze_panes(1, 0)?;
    let bold = Format::new().set_bold();
    let mut widths: Vec<usize> = Vec::new();
    for (column, label) in (0u16..).zip(&columns.header) {
        sheet.write_string_with_format(0, column, label, &bold)?;
        widths.push(label.chars().count());
    }
    let looks = Looks::new();
    for (row, customer) in (1u32..).zip(rows) {
        for ((column, cell), width) in (0u16..).zip(columns.cells(customer)).zip(&mut widths) {
            *width = (*width).max(looks.write(sheet, row, column, &cell)?);
        }
    }
    for (column, width) in (0u16..).zip(&widths) {
        sheet.set_column_width(column, f64::from(u8::try_from((*width).min(WIDEST)).unwrap_or(10)) + 2.0)?;
    }
    if let (Ok(last), Ok(width)) = (u32::try_from(rows.len()), u16::try_from(columns.header.len())) {
        sheet.autofilter(0, 0, last, width.saturating_sub(1))?;
    }
    workbook.save_to_buffer()
}

/// Formats of cells.
struct Looks {
    text: Format,
    /// Text that begins like a formula: marked as text for whoever edits the cell.
    quoted: Format,
    number: Format,
    amount: Format,
}

impl Looks {
    fn new() -> Self {
        Self {
            text: Format::new().set_num_format("@"),
            quoted: Format::new().set_num_format("@").set_quote_prefix(),
            number: Format::new().set_num_format("#,##0"),
            amount: Format::new().set_num_format("#,##0.##"),
        }
    }

    /// Writes a cell; returns its width in characters.
    #[allow(clippy::cast_precision_loss)]
    fn write(&self, sheet: &mut Worksheet, row: u32, column: u16, cell: &Cell) -> Result<usize, XlsxError> {
        Ok(match cell {
            Cell::Text(text) => {
                let text: String = text.chars().take(32_000).collect();
                sheet.write_string_with_format(
                    row,
                    column,
                    &text,
                    if runs(&text) { &self.quoted } else { &self.text },
                )?;
                text.chars().count()
            }
            Cell::Number(number) => {
                sheet.write_number_with_format(row, column, *number as f64, &self.number)?;
                8
            }
            Cell::Amount(minor, scale) => {
                let look = if minor % scale == 0 { &self.number } else { &self.amount };
                sheet.write_number_with_format(row, column, *minor as f64 / *scale as f64, look)?;
                14
            }
            Cell::Blank => 0,
        })
    }
}
