//! `GET /ui`: every component in every state, with invented figures, for whoever builds or checks pages.

use axum::response::Response;
use wafa_kernel::policy::action::UseAccount;

use crate::fault::Fault;
use crate::route::{GET, Gate, Site};
use crate::view::samples;
use crate::who::Who;

pub(crate) fn routes(site: Site) -> Site {
    site.page(GET, "/ui", Gate::of::<UseAccount>(), show)
}

async fn show(who: Who<UseAccount>) -> Result<Response, Fault> {
    let samples = samples::components(&who.frame("ui"));
    who.page("ui", "ui.html", &samples)
}
