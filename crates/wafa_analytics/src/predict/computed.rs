//! One fit, worked out: the models, every customer's figures, the report.

use std::ops::Range;

use wafa_kernel::{CustomerId, Day, Moment};
use wafa_models::{
    ClvOptions, FirstPurchase, FitOptions, GammaGamma, Histories, Peers, Readiness, ReadinessRules, SelectOptions,
    Split, WeightedReason, reasons, select_with,
};

use super::history_fold::HistoryFold;
use super::report::{Basis, FitReport};
use super::{Economics, FitRequest};
use crate::error::Error;
use crate::fold::ranking::{RfmScore, Segment};
use crate::lake::{Lake, Selection};

/// Silent for longer than this many times the usual interval is late.
const LATE: f64 = 1.5;
/// With a smaller chance than this of buying again within the horizon, a customer has gone and is not slipping away.
const GONE: f64 = 0.25;
/// A next purchase further away than this is not named.
const FURTHEST_DAYS: f64 = 3_650.0;

/// One customer's figures, before they are stored or printed.
#[derive(Debug, Clone)]
pub(super) struct Row {
    pub customer: CustomerId,
    pub x: u32,
    pub t_x: f64,
    pub t: f64,
    pub expected_purchases: f64,
    pub p_active: f64,
    pub p_alive: f64,
    /// Expected value of the purchases within the horizon, before margin and discount.
    pub expected_value_minor: i64,
    pub value_minor: i64,
    pub at_risk_minor: i64,
    pub next_on: Option<Day>,
    pub score: RfmScore,
    pub reasons: Vec<WeightedReason>,
}

/// A fit with everything needed to make its rows.
#[derive(Debug)]
pub(super) struct Computed {
    pub report: FitReport,
    predictor: wafa_models::Predictor,
    peers: Peers,
    customers: Vec<CustomerId>,
    histories: Histories,
    scores: Vec<RfmScore>,
    predictions: Vec<Option<wafa_models::Prediction>>,
    minor_per_major: f64,
}

impl Computed {
    /// Reads the lake, chooses and fits the models, and predicts. Takes a thread for the while.
    #[allow(clippy::cast_precision_loss)]
    pub fn of(lake: &Lake, request: FitRequest, horizon_days: u32, now: Moment) -> Result<Self, Error> {
        let opened = lake.reader()?;
        let selection = Selection { as_of: request.as_of, currency: request.currency, only: None, orders: None };
        // In one thread: histories are gathered in one array, and this is background work.
        let (gathered, _) = opened.fold_on(1, &selection, || HistoryFold::new(request.currency))?;
        let HistoryFold { customers, histories, ranking, .. } = gathered;
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
        let minor_per_major = request.currency.minor_per_major() as f64;
        let known = || predictions.iter().flatten();
        report.expected_purchases = known().map(|one| one.expected_purchases).sum();
        report.value_minor = minor(known().map(|one| one.lifetime_value).sum::<f64>() * minor_per_major);
        let scores = ranking.scores();
        Ok(Self { report, predictor, peers, customers, histories, scores, predictions, minor_per_major })
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
        let as_of = self.report.as_of;
        let horizon_days = f64::from(self.report.horizon_days);
        let reasons = reasons::explain(&self.predictor, &history, &self.peers, as_of.number(), horizon_days);
        let by_model = self.report.basis == Basis::Model;
        let (value_minor, at_risk_minor) = if by_model {
            let value = said.lifetime_value * self.minor_per_major;
            let usual = reasons::usual_interval(&history).unwrap_or(self.peers.usual_days);
            let late = usual > 0.0 && f64::from(as_of - score.last_on) > LATE * usual;
            let slipping = late && said.p_active >= GONE;
            (minor(value), if slipping { minor(value * (1.0 - said.p_active)).max(0) } else { 0 })
        } else {
            (score.net_minor, if fading(Segment::of(score.r, score.f)) { score.net_minor.max(0) } else { 0 })
        };
        Some(Row {
            customer,
            x: said.summary.x,
            t_x: said.summary.t_x,
            t: said.summary.t,
            expected_purchases: said.expected_purchases,
            p_active: said.p_active,
            p_alive: said.p_alive,
            expected_value_minor: minor(said.expected_value * self.minor_per_major),
            value_minor,
            at_risk_minor,
            next_on: said.next_purchase_days.and_then(|days| next_day(as_of, days)),
            score,
            reasons,
        })
    }
}

/// Segments of customers who were worth something and stay away.
const fn fading(segment: Segment) -> bool {
    matches!(segment, Segment::CannotLose | Segment::AtRisk | Segment::NeedAttention | Segment::AboutToSleep)
}

fn clv(economics: Economics) -> ClvOptions {
    let margin = f64::from(economics.margin_permille) / 1_000.0;
    let options = ClvOptions { months: 12, margin, monthly_discount_rate: 0.0 };
    options.with_annual_discount_rate(f64::from(economics.discount_permille) / 1_000.0)
}

/// To whole minor units; a float beyond their range stays at its end, and NaN, which does not occur, is 0.
#[allow(clippy::cast_possible_truncation)]
fn minor(value: f64) -> i64 {
    value.round() as i64
}

#[allow(clippy::cast_possible_truncation)]
fn next_day(as_of: Day, days: f64) -> Option<Day> {
    (0.0..=FURTHEST_DAYS).contains(&days).then(|| as_of.plus_days((days.ceil() as i32).max(1)))
}
