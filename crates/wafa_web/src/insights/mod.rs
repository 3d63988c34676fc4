//! Overview, retention, survival, RFM and value: figures of the lake as pages. Every state of a page is in its address.

pub(crate) mod card;
mod compare;
pub(crate) mod how;
mod lens;
mod overview;
mod retention;
mod rfm;
mod survival;
mod value;

use wafa_kernel::policy::action::ReadInsights;

use crate::route::{GET, Gate, Site};

/// The routes of the figures.
#[must_use]
pub fn routes(site: Site) -> Site {
    site.page(GET, "/insights", Gate::of::<ReadInsights>(), overview::page)
        .download(GET, "/insights/periods/{ending}", Gate::of::<ReadInsights>(), overview::file)
        .download(GET, "/insights/order-numbers/{ending}", Gate::of::<ReadInsights>(), overview::order_numbers)
        .page(GET, "/insights/retention", Gate::of::<ReadInsights>(), retention::page)
        .download(GET, "/insights/cohorts/{ending}", Gate::of::<ReadInsights>(), retention::file)
        .page(GET, "/insights/rfm", Gate::of::<ReadInsights>(), rfm::page)
        .download(GET, "/insights/rfm/{ending}", Gate::of::<ReadInsights>(), rfm::file)
        .page(GET, "/insights/value", Gate::of::<ReadInsights>(), value::page)
        .download(GET, "/insights/value/{table}/{ending}", Gate::of::<ReadInsights>(), value::file)
        .page(GET, "/insights/survival", Gate::of::<ReadInsights>(), survival::page)
        .download(GET, "/insights/survival/{ending}", Gate::of::<ReadInsights>(), survival::file)
}
