//! One fit, worked out: the models, every customer's figures, the report.

use std::collections::HashMap;
use std::ops::Range;

use wafa_kernel::{CustomerId, Day, Moment};
use wafa_models::{
    ClvOptions, FirstPurchase, FitOptions, GammaGamma, Histories, Peers, Readiness, ReadinessRules, SelectOptions,
    Split, select_with,
};

use super::history_fold::{HistoryFold, Returned};
use super::judge::{Judge, Row, minor};
use super::report::{Basis, FitReport};
use super::{Economics, FitRequest};
use crate::error::Error;
use crate::fold::ranking::RfmScore;
use crate::lake::{Lake, OpenedLake, Selection};
use crate::question::CustomerSet;

/// A fit with everything needed to make its rows.
#[derive(Debug)]
pub(super) struct Computed {
    pub report: FitReport,
    judge: Judge,
    customers: Vec<CustomerId>,
    histories: Histories,
    /// Of those who gave something back.
    returned: HashMap<usize, Returned>,
    scores: Vec<RfmScore>,
    predictions: Vec<Option<wafa_models::Prediction>>,
}

/// Histories of everybody, or of some, as of a day.
pub(super) fn gather(
    opened: &OpenedLake,
    request: &FitRequest,
    only: Option<&CustomerSet>,
) -> Result<HistoryFold, Error> {
    let selection = Selection { as_of: request.as_of, currency: request.currency, only, orders: None };
    // In one thread: histories are gathered in one array, and this is background work.
    let (gathered, _) = opened.fold_on(1, &selection, || HistoryFold::new(request.currency))?;
    Ok(gathered)
}

impl Computed {
    /// Reads the lake, chooses and fits the models, and predicts. Takes a thread for the while.
    #[allow(clippy::cast_precision_loss)]
    pub fn of(lake: &Lake, request: FitRequest, horizon_days: u32, now: Moment) -> Result<Self, Error> {
        let opened = lake.reader()?;
        let HistoryFold { customers, histories, returned, ranking, .. } = gather(&opened, &request, None)?;
        let as_of = request.as_of.number();
        let first_day = histories.day_range().map_or(as_of, |(first, _)| first);
        let nothing_held_out = Split { calibration_end: as_of, holdout_end: as_of };
        let split = Split::recommended(first_day, as_of).unwrap_or(nothing_held_out);
        let chosen = select_with(&histories, split, &SelectOptions::default());
        let values = histories.value_summaries(as_of, FirstPurchase::Counts);
        // No purchase with a positive value: then there is no value to model, and everyone's is 0.
        let value = GammaGamma::fit(&values, &FitOptions::default()).ok();
        let peers = Peers::of(&histories, as_of);
        let readiness = Readiness::check(&histories, as_of, ReadinessRules::default());
        let mut report = FitReport::describe(&request, &chosen, readiness, value.as_ref(), peers);
        let mut predictor = wafa_models::Predictor::new(chosen.model, chosen.unit).with_clv(clv(request.economics));
        if let Some(value) = value {
            predictor = predictor.with_value(value, FirstPurchase::Counts);
        }
        let predictions = predictor.predict_all(&histories, as_of, f64::from(horizon_days));
        report.fitted_at = now;
        report.fact_version = opened.stamp().fact_version;
        report.horizon_days = horizon_days;
        report.purchases = histories.iter().map(|history| history.days().len() as u64).sum();
        let given_back: u64 = returned.values().map(|one| u64::from(one.days)).sum();
        report.kept_share = 1.0 - given_back as f64 / report.purchases.max(1) as f64;
        report.fitted = Some(predictor.clone());
        let judge = report.judge(predictor, request.as_of);
        let mut computed =
            Self { report, judge, customers, histories, returned, scores: ranking.scores(), predictions };
        computed.add_up();
        Ok(computed)
    }

    /// The sums of the report.
    fn add_up(&mut self) {
        let (mut purchases, mut value) = (0.0, 0.0);
        for (at, (history, said)) in self.histories.iter().zip(&self.predictions).enumerate() {
            let Some(said) = said else { continue };
            purchases += said.expected_purchases;
            value += self.judge.lifetime_value(said, &history, &self.returned_of(at));
        }
        self.report.expected_purchases = purchases;
        self.report.value_minor = minor(value * self.judge.minor_per_major);
    }

    fn returned_of(&self, at: usize) -> Returned {
        self.returned.get(&at).copied().unwrap_or_default()
    }

    /// How many customers it speaks of.
    pub fn len(&self) -> usize {
        self.customers.len()
    }

    /// The rows of a part of the customers, in order of their ids.
    pub fn rows(&self, range: Range<usize>) -> impl Iterator<Item = Row> + '_ {
        range.filter_map(|at| self.row(at))
    }

    fn row(&self, at: usize) -> Option<Row> {
        let customer = *self.customers.get(at)?;
        let history = self.histories.get(at)?;
        let score = *self.scores.get(at)?;
        let said = (*self.predictions.get(at)?)?;
        Some(self.judge.row(customer, &history, &self.returned_of(at), score, &said))
    }
}

impl FitReport {
    /// Whoever judges customers by this fit as of a day.
    #[allow(clippy::cast_precision_loss)]
    fn judge(&self, predictor: wafa_models::Predictor, as_of: Day) -> Judge {
        Judge {
            predictor,
            peers: self.peers,
            as_of,
            horizon_days: f64::from(self.horizon_days),
            by_model: self.basis == Basis::Model,
            minor_per_major: self.currency.minor_per_major() as f64,
            kept_share: self.kept_share,
        }
    }

    /// What this fit says of one customer as of a later day, by her history up to it; `None` without a stored model
    /// and of who has not ordered. Takes a thread for the while.
    pub(super) fn look_at(&self, lake: &Lake, customer: CustomerId, as_of: Day) -> Result<Option<Row>, Error> {
        let Some(predictor) = self.fitted.clone() else { return Ok(None) };
        let request = FitRequest { as_of, currency: self.currency, economics: self.economics, cause: None };
        let only = CustomerSet::from_ids([customer]);
        let HistoryFold { histories, returned, ranking, .. } = gather(&lake.reader()?, &request, Some(&only))?;
        let scores = ranking.scores();
        let (Some(history), Some(score)) = (histories.get(0), scores.first()) else { return Ok(None) };
        let horizon_days = f64::from(self.horizon_days);
        let Some(said) = predictor.predict(&history, as_of.number(), horizon_days) else { return Ok(None) };
        let returned = returned.get(&0).copied().unwrap_or_default();
        Ok(Some(self.judge(predictor, as_of).row(customer, &history, &returned, *score, &said)))
    }
}

fn clv(economics: Economics) -> ClvOptions {
    let margin = f64::from(economics.margin_permille) / 1_000.0;
    let options = ClvOptions { months: 12, margin, monthly_discount_rate: 0.0 };
    options.with_annual_discount_rate(f64::from(economics.discount_permille) / 1_000.0)
}
