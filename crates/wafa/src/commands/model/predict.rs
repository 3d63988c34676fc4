//! `wafa model predict`.

use std::io::Write as _;

use anyhow::bail;
use wafa_kernel::Day;
use wafa_models::{FirstPurchase, FitOptions, GammaGamma, Predictor};

use super::{fit, transactions};
use crate::cli::model::Predict;
use crate::commands::csv;

/// A next purchase further away than this is not named.
const FURTHEST_DAYS: f64 = 36_500.0;

/// Prints one row per customer who had bought by the as-of day, in the order of the file.
pub fn run(options: &Predict) -> anyhow::Result<()> {
    fit::predicts(options.model)?;
    let purchases = transactions::read(&options.input.transactions, &options.input.columns)?;
    let as_of = options.as_of.map_or_else(|| purchases.last_day(), Day::number);
    let unit = transactions::unit(options.input.unit);
    let (model, _) = fit::chosen(&purchases, options.model, None, as_of, unit)?;
    let name = model.kind().name();
    let mut predictor = Predictor::new(model, unit);
    if purchases.with_amounts {
        let values = purchases.histories.value_summaries(as_of, FirstPurchase::Counts);
        if let Ok(value) = GammaGamma::fit(&values, &FitOptions { standard_errors: false, ..FitOptions::default() }) {
            predictor = predictor.with_value(value, FirstPurchase::Counts);
        }
    }
    let predictions = predictor.predict_all(&purchases.histories, as_of, f64::from(options.horizon_days));
    if predictions.iter().all(Option::is_none) {
        bail!("nobody had bought by {}", Day::from_number(as_of));
    }
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    writeln!(
        out,
        "customer_id,x,t_x,t,expected_purchases,p_active,p_alive,value_per_purchase,expected_value,next_purchase_on,model"
    )?;
    for (customer, said) in purchases.customers.iter().zip(&predictions) {
        let Some(said) = said else { continue };
        let next = said.next_purchase_days.filter(|days| *days <= FURTHEST_DAYS);
        #[allow(clippy::cast_possible_truncation)] // at most a hundred years
        let next = next.map(|days| Day::from_number(as_of.saturating_add(days.round() as i32)).to_string());
        writeln!(
            out,
            "{},{},{},{},{},{},{},{},{},{},{name}",
            csv::quoted(customer),
            said.summary.x,
            said.summary.t_x,
            said.summary.t,
            said.expected_purchases,
            said.p_active,
            said.p_alive,
            said.value_per_purchase,
            said.expected_value,
            next.unwrap_or_default()
        )?;
    }
    out.flush()?;
    Ok(())
}
