//! Customers as a file: the columns of both formats, and CSV.
//!
//! A file keeps numbers as plain ASCII digits and dates in the reader's calendar, so that spreadsheets calculate and
//! our own import reads it again. A text that a spreadsheet would run as a formula gets an apostrophe in front
//! (OWASP, CSV injection); the import takes it off phones and codes again.

use std::collections::HashMap;
use std::sync::Arc;

use axum::body::Body;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use futures::stream;
use wafa_customers::{ExportRow, ListQuery};
use wafa_kernel::policy::action::ExportCustomers;
use wafa_kernel::{CalendarKind, Currency, Cursor, Day, DisplayUnit, Permit, UserId};

use super::asked::{Asked, address};
use super::facts::field_label;
use crate::access::audit;
use crate::app::App;
use crate::ask::Pairs;
use crate::fault::Fault;
use crate::who::{Desk, Who};

/// Rows read at once.
pub(super) const CHUNK: u32 = 2_000;
/// Excel reads UTF-8 only behind this mark.
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// One cell.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Cell {
    Text(String),
    Number(i64),
    /// An amount in units people count in: minor units over this scale.
    Amount(i64, i64),
    Blank,
}

/// How rows become cells for one reader.
#[derive(Debug, Clone)]
pub(super) struct Columns {
    pub header: Vec<String>,
    team: HashMap<UserId, String>,
    rungs: HashMap<&'static str, String>,
    calendar: CalendarKind,
    scale: i64,
}

impl Columns {
    /// # Errors
    /// The database's.
    pub async fn load(desk: &Desk) -> Result<Self, Fault> {
        let rung = |rung: wafa_kernel::Rung| (rung.as_str(), desk.say(&format!("rung-{}", rung.as_str()), &[]));
        Ok(Self {
            header: header(desk),
            team: super::team(desk).await?,
            rungs: wafa_kernel::Rung::ALL.into_iter().map(rung).collect(),
            calendar: desk.reader.calendar,
            scale: scale(desk.reader.currency, desk.reader.unit),
        })
    }

    /// The cells of a customer, in the order of the header.
    pub fn cells(&self, row: &ExportRow) -> Vec<Cell> {
        let fields = &row.fields;
        let day = |day: Option<Day>| day.map_or(Cell::Blank, |day| Cell::Text(day_text(self.calendar, day)));
        let many = |texts: &[String]| text(&texts.join("; "));
        let custom: Vec<String> = fields.custom.iter().map(|(name, text)| format!("{name}: {text}")).collect();
        let standing = &row.standing;
        vec![
            many(&row.external_ids),
            text(&fields.shown_name()),
            text(&fields.honorific),
            text(&fields.given_name),
            text(&fields.family_name),
            many(&row.phones),
            many(&row.emails),
            text(&fields.company),
            text(&fields.industry),
            text(&fields.city),
            day(fields.birth_on),
            text(&fields.interests),
            text(&fields.notes),
            many(&row.tags),
            text(fields.owner.and_then(|owner| self.team.get(&owner)).map_or("", String::as_str)),
            text(&fields.source),
            text(&fields.campaign),
            text(self.rungs.get(standing.rung.as_str()).map_or("", String::as_str)),
            Cell::Number(standing.orders),
            day(standing.first_on),
            day(standing.last_on),
            Cell::Amount(standing.net_minor, self.scale),
            many(&custom),
        ]
    }
}

fn header(desk: &Desk) -> Vec<String> {
    let mut header: Vec<String> = Vec::new();
    let fields = [
        "external",
        "name",
        "honorific",
        "given_name",
        "family_name",
        "phone",
        "email",
        "company",
        "industry",
        "city",
        "birth_on",
        "interests",
        "notes",
        "tags",
        "owner",
        "source",
        "campaign",
    ];
    header.extend(fields.iter().map(|field| field_label(desk, field)));
    header.extend(
        ["rung", "orders", "first_order", "last_order"]
            .iter()
            .map(|column| desk.say(&format!("customers-column-{column}"), &[])),
    );
    let unit = desk.reader.amount_parts(wafa_kernel::Money::new(0, desk.reader.currency)).1;
    header.push(desk.say("customers-column-value-in", &[("unit", unit.into())]));
    header.push(desk.say("customers-column-custom", &[]));
    header.iter().map(|label| label.replace(['\u{2068}', '\u{2069}'], "")).collect()
}

fn text(text: &str) -> Cell {
    if text.trim().is_empty() { Cell::Blank } else { Cell::Text(text.to_owned()) }
}

/// Minor units in one of the units people count in.
fn scale(currency: Currency, unit: DisplayUnit) -> i64 {
    let toman = unit == DisplayUnit::Toman && currency == Currency::IRR;
    currency.minor_per_major() * if toman { 10 } else { 1 }
}

/// A date in a calendar, year first, ASCII digits.
pub(super) fn day_text(calendar: CalendarKind, day: Day) -> String {
    match calendar {
        CalendarKind::Gregorian => day.to_string(),
        other => {
            let (year, month, date) = wafa_text::calendar::civil(day, other);
            format!("{year:04}/{month:02}/{date:02}")
        }
    }
}

/// An amount without rounding, ASCII digits.
fn amount_text(minor: i64, scale: i64) -> String {
    let (whole, rest) = (minor / scale, (minor % scale).abs());
    let places = scale.ilog10() as usize;
    let sign = if minor < 0 && whole == 0 { "-" } else { "" };
    if rest == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{rest:0places$}") }
}

/// A text no spreadsheet runs: an apostrophe in front of what would begin a formula.
pub(super) fn neutral(text: &str) -> String {
    if runs(text) { format!("'{text}") } else { text.to_owned() }
}

/// Whether a spreadsheet would take the text for a formula.
pub(super) fn runs(text: &str) -> bool {
    text.trim_start_matches([' ', '\u{a0}', '\u{200e}', '\u{200f}', '\u{feff}'])
        .starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠', '|'])
}

/// Says in the log of doors that customers left the house.
///
/// # Errors
/// The database's.
pub(super) async fn audited(who: &Who<ExportCustomers>, format: &str, asked: &Asked) -> Result<(), Fault> {
    let mut tx = who.app.db.begin().await?;
    let chosen = if asked.query.ids.is_empty() {
        address("", &asked.pairs())
    } else {
        format!("{} picked", asked.query.ids.len())
    };
    audit::note(&mut tx, who.permit.actor(), "customers.exported", format, &chosen).await?;
    tx.commit().await?;
    Ok(())
}

/// A file for download, named after the day.
pub(super) fn attachment(today: Day, end: &str, kind: &'static str, body: Body) -> Response {
    let name = format!("attachment; filename=\"customers-{today}.{end}\"");
    ([(CONTENT_TYPE, kind.to_owned()), (CONTENT_DISPOSITION, name)], body).into_response()
}

pub(super) async fn csv(who: Who<ExportCustomers>, Pairs(pairs): Pairs) -> Result<Response, Fault> {
    let asked = Asked::read(&pairs, who.today)?;
    let columns = Columns::load(&who).await?;
    let query = ListQuery { after: None, ..asked.query.clone() };
    // The first rows are read before anything is sent, so that a refusal is a page and not a broken file.
    let first = who.app.customers.export_rows(&who.permit, &query, None, CHUNK).await?;
    audited(&who, "csv", &asked).await?;
    let mut head = BYTE_ORDER_MARK.to_vec();
    head.extend(line(columns.header.iter().map(|label| neutral(label))));
    head.extend(lines(&columns, &first.items));
    let rest = Rest { app: Arc::clone(&who.app), permit: who.permit.clone(), query, columns, next: first.next };
    let parts = stream::unfold((Some(head), Some(rest)), |(head, rest)| async move {
        match (head, rest) {
            (Some(head), rest) => Some((Ok(head), (None, rest))),
            (None, Some(rest)) => rest.more().await.map(|(part, rest)| (part, (None, rest))),
            (None, None) => None,
        }
    });
    Ok(attachment(who.today, "csv", "text/csv; charset=utf-8", Body::from_stream(parts)))
}

/// What is still to be written.
struct Rest {
    app: Arc<App>,
    permit: Permit<ExportCustomers>,
    query: ListQuery,
    columns: Columns,
    next: Option<Cursor>,
}

impl Rest {
    /// The next rows. An error breaks the download off, so that nobody takes half a file for a whole one.
    async fn more(mut self) -> Option<(Result<Vec<u8>, wafa_customers::Error>, Option<Self>)> {
        let after = self.next.take()?;
        match self.app.customers.export_rows(&self.permit, &self.query, Some(after), CHUNK).await {
            Ok(page) => {
                let part = lines(&self.columns, &page.items);
                self.next = page.next;
                Some((Ok(part), Some(self)))
            }
            Err(error) => Some((Err(error), None)),
        }
    }
}

fn lines(columns: &Columns, rows: &[ExportRow]) -> Vec<u8> {
    let cell = |cell: Cell| match cell {
        Cell::Text(text) => neutral(&text),
        Cell::Number(number) => number.to_string(),
        Cell::Amount(minor, scale) => amount_text(minor, scale),
        Cell::Blank => String::new(),
    };
    rows.iter().flat_map(|row| line(columns.cells(row).into_iter().map(cell))).collect()
}

/// One line as RFC 4180 wants it.
fn line(cells: impl Iterator<Item = String>) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    // Writing to memory does not fail, nor does a record on its own differ in length from another.
    let written: Result<(), csv::Error> = writer.write_record(cells.map(String::into_bytes));
    debug_assert!(written.is_ok(), "a line in memory");
    writer.into_inner().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_run_is_text() {
        for text in ["=1+1", "+98912", "-1", "@SUM(A1)", "\t=1", " =1", "＝1", "|calc"] {
            assert!(neutral(text).starts_with('\''), "{text}");
        }
        for text in ["سارا", "a=1", "0912", "'=1"] {
            assert_eq!(neutral(text), text);
        }
    }

    #[test]
    fn amounts_are_exact() {
        assert_eq!(amount_text(8_600_000, 10), "860000");
        assert_eq!(amount_text(8_600_005, 10), "860000.5");
        assert_eq!(amount_text(-5, 100), "-0.05");
        assert_eq!(amount_text(1_234, 1), "1234");
    }

    #[test]
    fn dates_are_in_the_calendar_of_the_reader() {
        let day = Day::from_ymd(2026, 3, 21).unwrap_or_default();
        assert_eq!(day_text(CalendarKind::Jalali, day), "1405/01/01");
        assert_eq!(day_text(CalendarKind::Gregorian, day), "2026-03-21");
    }

    #[test]
    fn a_line_quotes_what_it_must() {
        let cells = ["a,b", "c\"d", "e"].map(str::to_owned);
        assert_eq!(line(cells.into_iter()), b"\"a,b\",\"c\"\"d\",e\r\n");
    }
}
