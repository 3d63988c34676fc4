//! Reading the facts by SQL: an editor, what can be read beside it, the answer as a table and as a file, and a button
//! that stops a query. Only in programs built with the engine; others say how to get it.

mod examples;
mod page;
mod running;

use wafa_kernel::policy::action::QueryFacts;

use crate::route::{GET, Gate, POST, Site};

pub(crate) use running::Running;

/// The routes of reading by SQL.
#[must_use]
pub fn routes(site: Site) -> Site {
    site.page(GET, "/insights/sql", Gate::of::<QueryFacts>(), page::show)
        .page(POST, "/insights/sql", Gate::of::<QueryFacts>(), page::run)
        .page(POST, "/insights/sql/stop", Gate::of::<QueryFacts>(), page::stop)
        .download(POST, "/insights/sql/{ending}", Gate::of::<QueryFacts>(), page::file)
}
