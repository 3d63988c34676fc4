//! The models behind predictions: which one is used and why, how well it foretold what then happened, how much data
//! there is, and a button that fits it anew in the background.

mod fit;
mod health;
mod offers;
mod page;
mod params;
pub(crate) mod readiness;
mod words;

use wafa_kernel::policy::action::{FitModels, ReadInsights};

use crate::route::{GET, Gate, POST, Site};

/// The routes of models.
#[must_use]
pub fn routes(site: Site) -> Site {
    site.page(GET, "/models", Gate::of::<ReadInsights>(), page::page)
        .download(GET, "/models/holdout/{ending}", Gate::of::<ReadInsights>(), page::holdout_file)
        .download(GET, "/models/calibration/{ending}", Gate::of::<ReadInsights>(), page::calibration_file)
        .page(POST, "/models/fit", Gate::of::<FitModels>(), fit::start)
        .fragment(GET, "/models/fit/{job}/progress", Gate::of::<ReadInsights>(), fit::progress)
}
