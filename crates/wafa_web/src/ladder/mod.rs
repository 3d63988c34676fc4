//! The loyalty ladder as a page: who stands where, who moved, how long it took, what to do on each rung; and its rules.
//! The state of the page is in its address.

mod flow;
mod period;
mod picture;
mod rules;

use wafa_kernel::policy::action::{ManageLadder, ReadCustomers};

use crate::chart::How;
use crate::route::{GET, Gate, POST, Site};
use crate::who::Desk;

/// The routes of the ladder.
#[must_use]
pub fn routes(site: Site) -> Site {
    site.page(GET, "/ladder", Gate::of::<ReadCustomers>(), flow::page)
        .download(GET, "/ladder/rungs/{ending}", Gate::of::<ReadCustomers>(), flow::rungs_file)
        .download(GET, "/ladder/moves/{ending}", Gate::of::<ReadCustomers>(), flow::moves_file)
        .page(GET, "/ladder/rules", Gate::of::<ManageLadder>(), rules::page)
        .page(POST, "/ladder/rules", Gate::of::<ManageLadder>(), rules::save)
}

/// The explanation of a figure of the ladder.
fn how(desk: &Desk, name: &str) -> How {
    How {
        formula: desk.say(&format!("how-ladder-{name}"), &[]),
        window: desk.say("how-ladder-window", &[]),
        exclusions: desk.say("how-ladder-exclusions", &[]),
    }
}
