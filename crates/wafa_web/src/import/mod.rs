//! The import wizard: a file comes in, its columns get a meaning, it is tried out, it runs, it can be taken back.
//!
//! Owns the folder `uploads` of the data folder: files between their arrival and the start of their import, each under
//! a random name with a note beside it. Everything else is the business of `wafa_intake`.
//!
//! **Invariants**
//! - A file keeps its random name; what the person calls it is only ever shown.
//! - Nothing is written to the register before the person has seen what would be.
//! - A file that is refused leaves the person where they were, with one sentence that says why.

mod batch;
mod check;
mod choices;
mod fix;
mod map;
mod start;
mod trial;
mod upload;

pub(crate) use trial::Trials;

use wafa_kernel::policy::action::Import;
use wafa_text::words::Arg;

use crate::fault::Fault;
use crate::route::{GET, Gate, POST, Site};
use crate::who::Desk;

/// The wizard and the list of imports.
#[must_use]
pub fn routes(site: Site) -> Site {
    site.page(GET, "/import", Gate::of::<Import>(), start::show)
        .upload(POST, "/import", Gate::of::<Import>(), start::receive)
        .page(GET, "/import/{upload}/map", Gate::of::<Import>(), map::show)
        .page(POST, "/import/{upload}/map", Gate::of::<Import>(), map::save)
        .page(POST, "/import/{upload}/preset", Gate::of::<Import>(), map::choose_preset)
        .page(GET, "/import/{upload}/check", Gate::of::<Import>(), check::show)
        .fragment(GET, "/import/{upload}/check/figures", Gate::of::<Import>(), check::figures)
        .download(GET, "/import/{upload}/problems/{ending}", Gate::of::<Import>(), check::problems)
        .page(POST, "/import/{upload}/rows", Gate::of::<Import>(), fix::save)
        .page(POST, "/import/{upload}/start", Gate::of::<Import>(), check::start)
        .page(GET, "/import/batches/{id}", Gate::of::<Import>(), batch::show)
        .fragment(GET, "/import/batches/{id}/progress", Gate::of::<Import>(), batch::progress)
        .download(GET, "/import/batches/{id}/problems.csv", Gate::of::<Import>(), batch::problems)
        .page(POST, "/import/batches/{id}/undo", Gate::of::<Import>(), batch::undo)
}

/// The refusal of a file as a sentence; a fault when it is not about the file.
fn sentence(desk: &Desk, error: wafa_intake::Error) -> Result<String, Fault> {
    if error.kind() != wafa_kernel::ErrorKind::Invalid {
        return Err(error.into());
    }
    let owned = error.args();
    let args: Vec<(&str, Arg)> = owned.iter().map(|(name, value)| (*name, arg(value))).collect();
    Ok(desk.say(error.code(), &args))
}

/// Numbers get the reader's digits.
fn arg(value: &str) -> Arg {
    value.parse::<i64>().map_or_else(|_| Arg::from(value), Arg::Number)
}

/// The key of a text for a name as stored.
fn key(group: &str, name: &str) -> String {
    format!("intake-{group}-{}", name.replace('_', "-"))
}
