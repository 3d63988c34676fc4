//! `wafa model`: the library of models for files, without a database.
//!
//! Each command reads its file with the importer's reader ([`reading`]), hands pure data to `wafa_models` and prints
//! one answer. Rows that cannot be used are counted on standard error and left out.

mod answer;
mod experiment;
mod fit;
mod holdout;
mod predict;
mod reading;
mod recommend;
mod summary;
mod transactions;
mod uplift;

use std::process::ExitCode;

use crate::cli::model::Model;

/// Runs one of the commands.
pub fn run(command: &Model) -> anyhow::Result<ExitCode> {
    match command {
        Model::Fit(options) => fit::run(options)?,
        Model::Holdout(options) => holdout::run(options)?,
        Model::Predict(options) => predict::run(options)?,
        Model::Recommend(options) => recommend::run(options)?,
        Model::Uplift(options) => uplift::run(options)?,
    }
    Ok(ExitCode::SUCCESS)
}
