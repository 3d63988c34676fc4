//! Fits every model to the CDNOW sample (39 weeks) and prints parameters, likelihood and a few answers.
//!
//! `cargo run -p wafa_models --example models`
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

#[path = "../tests/models/cdnow.rs"]
mod cdnow;

use std::io::Write;
use wafa_models::{FirstPurchase, FitOptions, GammaGamma, Summary, TransactionKind, Transactions, Unit};

fn main() -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    let histories = cdnow::histories();
    let rows = histories.summaries(cdnow::CALIBRATION_END, Unit::Week);
    writeln!(out, "{} customers, {} purchases\n", rows.len(), rows.iter().map(|r| r.x + 1).sum::<u32>())?;
    for kind in [
        TransactionKind::BgNbd,
        TransactionKind::MbgNbd,
        TransactionKind::ParetoNbd,
        TransactionKind::Nbd,
        TransactionKind::PooledRate,
    ] {
        let model = kind.fit(&rows, &FitOptions::default()).unwrap();
        let report = model.report();
        writeln!(out, "{}", kind.name())?;
        for (i, parameter) in model.parameters().iter().enumerate() {
            let error = report.standard_errors.as_ref().map_or(f64::NAN, |errors| errors[i]);
            writeln!(out, "  {:6} {:>12.7}  ± {error:.7}", parameter.name, parameter.value)?;
        }
        writeln!(
            out,
            "  ln L {:.6}, {} distinct rows, {} iterations, {} evaluations {:?}",
            report.log_likelihood, report.unique_rows, report.iterations, report.evaluations, report.notes
        )?;
        let customer = Summary::new(2, 30.43, 38.86);
        writeln!(
            out,
            "  customer 1 in the next 39 weeks: {:.4} purchases, P(active) {:.4}, P(alive) {:.4}, median wait {:.1} weeks\n",
            model.expected_purchases(&customer, 39.0),
            model.p_active(&customer, 39.0),
            model.p_alive(&customer),
            model.waiting_time(&customer, 0.5).unwrap_or(f64::INFINITY),
        )?;
    }
    let values = histories.value_summaries(cdnow::CALIBRATION_END, FirstPurchase::Excluded);
    let spend = GammaGamma::fit(&values, &FitOptions::default()).unwrap();
    writeln!(out, "gamma-gamma ({} repeat customers)", spend.report.customers)?;
    for parameter in spend.parameters() {
        writeln!(out, "  {:6} {:>12.7}", parameter.name, parameter.value)?;
    }
    writeln!(
        out,
        "  ln L {:.6}, correlation of count and value {:.3}",
        spend.report.log_likelihood,
        spend.correlation.unwrap_or(f64::NAN)
    )
}
