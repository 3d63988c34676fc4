//! Reports people put together without SQL: the list, the builder with its live preview, files, schedules.
//!
//! The whole state of the builder is in its address; saving keeps it under a name. Figures need `insights.read`, saving,
//! sharing and schedules `reports.write`. Reports may ask what the register knows of customers (city, tag …), but never
//! show a customer.

mod answering;
mod asked;
mod builder;
mod files;
mod list;
mod saving;
mod sending;
mod sent;
mod show;
pub mod time;
mod words;

use wafa_kernel::Day;
use wafa_kernel::policy::action::{ReadInsights, WriteReports};
use wafa_text::dates::{self, CalendarHint, DateOrder};

pub use answering::{Place, Reporter};
pub use files::{bytes, json, plain};
pub use saving::due;
pub use sending::{ReportAlarm, SendReport};

use crate::route::{GET, Gate, POST, Site};
use crate::who::Desk;

/// The routes of reports.
#[must_use]
pub fn routes(site: Site) -> Site {
    site.page(GET, "/reports", Gate::of::<ReadInsights>(), list::page)
        .page(POST, "/reports", Gate::of::<WriteReports>(), saving::create)
        .page(GET, "/reports/new", Gate::of::<ReadInsights>(), builder::fresh)
        .page(GET, "/reports/{id}", Gate::of::<ReadInsights>(), builder::saved)
        .page(POST, "/reports/{id}", Gate::of::<WriteReports>(), saving::change)
        .page(POST, "/reports/{id}/delete", Gate::of::<WriteReports>(), saving::delete)
        .page(POST, "/reports/{id}/restore", Gate::of::<WriteReports>(), saving::restore)
        .download(GET, "/reports/file/{ending}", Gate::of::<ReadInsights>(), sent::file)
        .download(GET, "/reports/sent/{id}/{ending}", Gate::of::<ReadInsights>(), sent::delivery)
}

/// A date as people who read this calendar write it.
fn read_date(text: &str, desk: &Desk) -> Option<Day> {
    dates::read(text, CalendarHint::Only(desk.reader.calendar), DateOrder::Auto).map(|read| read.day)
}
