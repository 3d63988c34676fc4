//! Chooses a model for the CDNOW sample by a time-split hold-out and prints the table behind the choice.
//!
//! `cargo run -p wafa_models --example holdout`
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

#[path = "../tests/models/cdnow.rs"]
mod cdnow;

use std::io::Write;
use wafa_models::select;

fn main() -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    let selection = select(&cdnow::histories(), cdnow::CALIBRATION_END, cdnow::HOLDOUT_END);
    writeln!(out, "{:12} {:>8} {:>8} {:>8} {:>8}", "candidate", "MAE", "RMSE", "bias %", "AUC")?;
    for score in &selection.table {
        writeln!(
            out,
            "{:12} {:8.4} {:8.4} {:8.1} {:8.4}",
            score.candidate.name(),
            score.mae,
            score.rmse,
            100.0 * score.bias.unwrap_or(f64::NAN),
            score.auc_active.unwrap_or(f64::NAN)
        )?;
    }
    writeln!(out, "\nchosen: {}", selection.model.kind().name())?;
    for reason in &selection.reasons {
        writeln!(out, "  {reason:?}")?;
    }
    writeln!(out, "\n{:>9} {:>9} {:>9} {:>9} {:>9}", "customers", "expected", "actual", "P(buy)", "bought")?;
    for bin in selection.chosen_score().map_or(&[][..], |score| &score.bins) {
        writeln!(
            out,
            "{:9} {:9.3} {:9.3} {:9.3} {:9.3}",
            bin.customers, bin.predicted, bin.actual, bin.p_active, bin.active
        )?;
    }
    Ok(())
}
