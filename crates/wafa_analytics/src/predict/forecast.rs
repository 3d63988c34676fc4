//! Predictions of all customers for files and the command line, row by row, under the shop's own ids.

use serde::Serialize;
use wafa_db::{Db, values};
use wafa_kernel::Day;
use wafa_models::WeightedReason;

use super::computed::Computed;
use super::report::FitReport;
use crate::error::Error;

const PAGE: i64 = 20_000;
const EXTERNAL_IDS: &str = "select customer_id, id, shown, key from customer_contact \
    where kind = 'external' and (customer_id, id) > ($1, $2) order by customer_id, id limit $3";

/// One customer's row. The order of the fields is the order of the columns.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ForecastRow {
    /// The shop's own id of the customer; ours when it gave none.
    pub customer_id: String,
    /// Days with a purchase after the first such day.
    pub x: u32,
    /// Weeks from the first to the last of them.
    pub t_x: f64,
    /// Weeks from the first to the as-of day.
    pub t: f64,
    /// Expected purchases within the horizon.
    pub expected_purchases: f64,
    /// Probability of at least one purchase within the horizon.
    pub p_active: f64,
    /// Probability of not having left for good.
    pub p_alive: f64,
    /// Expected value of the purchases within the horizon, minor units, before margin and discount.
    pub expected_value_minor: i64,
    /// The day by which half of such customers who come back have done so.
    #[serde(with = "crate::iso_day::option")]
    pub next_purchase_on: Option<Day>,
    /// Why, strongest first.
    pub reasons: Vec<WeightedReason>,
    /// Which model says so.
    pub model: String,
}

/// Predictions of all customers.
#[derive(Debug)]
pub struct Forecast {
    computed: Computed,
    /// Our id and the shop's, sorted by ours.
    names: Vec<(i64, String)>,
}

impl Forecast {
    pub(super) fn new(computed: Computed, names: Vec<(i64, String)>) -> Self {
        Self { computed, names }
    }

    /// The fit behind them: which model, why, how well it did on the hold-out, whether there was enough data.
    #[must_use]
    pub fn report(&self) -> &FitReport {
        &self.computed.report
    }

    /// The rows, in order of our ids, made one at a time.
    pub fn rows(&self) -> impl Iterator<Item = ForecastRow> + '_ {
        self.computed.rows(0..self.computed.len()).map(|row| {
            let named = self.names.binary_search_by_key(&row.customer.raw(), |(customer, _)| *customer);
            let own = named.ok().and_then(|at| self.names.get(at)).map(|(_, name)| name.clone());
            ForecastRow {
                customer_id: own.unwrap_or_else(|| row.customer.to_string()),
                x: row.x,
                t_x: row.t_x,
                t: row.t,
                expected_purchases: row.expected_purchases,
                p_active: row.p_active,
                p_alive: row.p_alive,
                expected_value_minor: row.expected_value_minor,
                next_purchase_on: row.next_on,
                reasons: row.reasons,
                model: self.computed.report.model.clone(),
            }
        })
    }
}

/// The first id other systems gave to each customer, sorted by customer.
pub(super) async fn external_ids(db: &Db) -> Result<Vec<(i64, String)>, Error> {
    let snapshot = db.snapshot().await?;
    let mut names: Vec<(i64, String)> = Vec::new();
    let (mut customer, mut contact) = (i64::MIN, i64::MIN);
    loop {
        let rows = snapshot.read(EXTERNAL_IDS, values![customer, contact, PAGE]).await?;
        for row in &rows {
            (customer, contact) = (row.get(0)?, row.get(1)?);
            if names.last().is_none_or(|(last, _)| *last != customer) {
                let shown: String = row.get(2)?;
                names.push((customer, if shown.is_empty() { row.get(3)? } else { shown }));
            }
        }
        if (rows.len() as i64) < PAGE {
            return Ok(names);
        }
    }
}
