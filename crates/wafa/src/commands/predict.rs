//! `wafa predict`: what to expect of every customer.

use std::io::Write as _;

use serde::Serialize;
use wafa_analytics::predict::{Economics, FitReport, FitRequest, ForecastRow};
use wafa_kernel::policy::Policy;

use super::csv::quoted;
use super::say_json;
use crate::cli;
use crate::config::Config;
use crate::shop;

#[derive(Serialize)]
struct Answer<'a> {
    fit: &'a FitReport,
    customers: Vec<ForecastRow>,
}

/// Prints one row per customer, as CSV unless JSON is asked for.
pub async fn run(config: Config, options: &cli::Predict) -> anyhow::Result<()> {
    let app = shop::open_existing(&config.over(&options.store)).await?;
    let business = app.business().await.map_err(|fault| anyhow::anyhow!("{}", fault.code()))?;
    let as_of = match options.as_of {
        Some(day) => day,
        None => app.today(&business),
    };
    let economics =
        Economics { margin_permille: business.margin_permille, discount_permille: business.discount_permille };
    let request = FitRequest { as_of, currency: business.currency, economics, cause: None };
    let forecast = app.predictor.predict_all(&Policy::system("cli"), request, options.horizon_days).await?;
    if options.json {
        return say_json(&Answer { fit: forecast.report(), customers: forecast.rows().collect() });
    }
    print(forecast.rows())
}

fn print(rows: impl Iterator<Item = ForecastRow>) -> anyhow::Result<()> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    writeln!(
        out,
        "customer_id,x,t_x,t,expected_purchases,p_active,p_alive,expected_value_minor,next_purchase_on,reasons,model"
    )?;
    for row in rows {
        let next = row.next_purchase_on.map(|day| day.to_string()).unwrap_or_default();
        writeln!(
            out,
            "{},{},{},{},{},{},{},{},{next},{},{}",
            quoted(&row.customer_id),
            row.x,
            row.t_x,
            row.t,
            row.expected_purchases,
            row.p_active,
            row.p_alive,
            row.expected_value_minor,
            quoted(&serde_json::to_string(&row.reasons)?),
            row.model
        )?;
    }
    out.flush()?;
    Ok(())
}
