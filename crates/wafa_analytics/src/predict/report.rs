//! What there is to know of a fit: what was chosen, why, how well it foretold the hold-out.

use serde::{Deserialize, Serialize};
use wafa_kernel::{Currency, Day, Moment};
use wafa_models::{ChoiceReason, GammaGamma, Note, Peers, Readiness, Score, Transactions, Unit};

use super::{Economics, FitCause, FitRequest};
use crate::offers::OffersReport;

/// What predictions rest on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// The fitted model.
    Model,
    /// Recency, frequency and money only: there is too little data for a model.
    Rfm,
}

impl Basis {
    /// The name used in storage and JSON.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Model => "model",
            Self::Rfm => "rfm",
        }
    }
    pub(super) fn from_stored(text: &str) -> Self {
        if text == Self::Model.as_str() { Self::Model } else { Self::Rfm }
    }
}

/// A parameter of a fitted model.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ModelParameter {
    /// Its letter in the literature.
    pub name: String,
    /// Its value, per week and in major units of money.
    pub value: f64,
    /// Its standard error; none at a boundary.
    pub standard_error: Option<f64>,
}

pub(super) fn named(
    parameters: Vec<wafa_models::Parameter>,
    standard_errors: Option<&Vec<f64>>,
) -> Vec<ModelParameter> {
    let error = |at: usize| standard_errors.and_then(|errors| errors.get(at)).copied();
    let named = parameters.into_iter().enumerate();
    named
        .map(|(at, parameter)| ModelParameter {
            name: parameter.name.to_owned(),
            value: parameter.value,
            standard_error: error(at),
        })
        .collect()
}

/// The model of the value of a purchase.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ValueReport {
    /// p, q, gamma of the Gamma-Gamma model.
    pub parameters: Vec<ModelParameter>,
    /// Log-likelihood at the optimum.
    pub log_likelihood: f64,
    /// Customers it was fitted to.
    pub customers: f64,
    /// Correlation of frequency and value, which the model assumes to be none.
    pub correlation: Option<f64>,
    /// Circumstances worth knowing.
    pub notes: Vec<Note>,
}

impl ValueReport {
    pub(super) fn of(model: &GammaGamma) -> Self {
        Self {
            parameters: named(model.parameters(), model.report.standard_errors.as_ref()),
            log_likelihood: model.report.log_likelihood,
            customers: model.report.customers,
            correlation: model.correlation,
            notes: model.report.notes.clone(),
        }
    }
}

/// One fit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FitReport {
    /// When it was made.
    pub fitted_at: Moment,
    /// The last day whose facts it knows.
    #[serde(with = "crate::iso_day")]
    pub as_of: Day,
    /// State of the facts it was made of.
    pub fact_version: i64,
    /// Currency of values.
    pub currency: Currency,
    /// How money to come was valued.
    pub economics: Economics,
    /// Days ahead of the predictions.
    pub horizon_days: u32,
    /// Whether there was enough data, and by how much.
    pub readiness: Readiness,
    /// What predictions rest on, therefore.
    pub basis: Basis,
    /// The chosen model: `mbg-nbd` …
    pub model: String,
    /// Its unit of time.
    pub unit: Unit,
    /// Its parameters in the order of the literature.
    pub parameters: Vec<ModelParameter>,
    /// Log-likelihood at the optimum.
    pub log_likelihood: f64,
    /// Customers with an order.
    pub customers: u64,
    /// Distinct histories among them.
    pub unique_rows: usize,
    /// Circumstances of the fit worth knowing.
    pub notes: Vec<Note>,
    /// Why this model.
    pub choice: Vec<ChoiceReason>,
    /// Last day of the calibration period; `None` when nothing could be held out.
    #[serde(with = "crate::iso_day::option")]
    pub calibration_end: Option<Day>,
    /// Last day of the hold-out period.
    #[serde(with = "crate::iso_day::option")]
    pub holdout_end: Option<Day>,
    /// Every candidate and baseline on the hold-out, with its calibration picture.
    pub table: Vec<Score>,
    /// The model of values; `None` when nobody paid anything.
    pub value: Option<ValueReport>,
    /// What is usual in this shop: in plain words, "half of your repeat customers buy at least every … days".
    pub peers: Peers,
    /// Sum over customers of expected purchases.
    pub expected_purchases: f64,
    /// Sum over customers of values, minor units.
    pub value_minor: i64,
    /// Why it was made; `None` of fits of earlier versions and of the command line.
    #[serde(default)]
    pub cause: Option<FitCause>,
    /// Days with a purchase, of everybody.
    #[serde(default)]
    pub purchases: u64,
    /// Share of them that were not wholly given back.
    #[serde(default = "all")]
    pub kept_share: f64,
    /// The models themselves, to judge customers by between two fits; `None` of fits of earlier versions.
    #[serde(default)]
    pub fitted: Option<wafa_models::Predictor>,
    /// What is bought together, and how well that foretells; `None` where products are not known.
    #[serde(default)]
    pub offers: Option<OffersReport>,
}

const fn all() -> f64 {
    1.0
}

impl FitReport {
    /// The hold-out score of the chosen model.
    #[must_use]
    pub fn chosen_score(&self) -> Option<&Score> {
        self.table.iter().find(|score| score.candidate.name() == self.model)
    }

    pub(super) fn describe(
        request: &FitRequest,
        selection: &wafa_models::Selection,
        readiness: Readiness,
        value: Option<&GammaGamma>,
        peers: Peers,
    ) -> Self {
        let report = selection.model.report();
        Self {
            fitted_at: Moment::default(),
            as_of: request.as_of,
            fact_version: 0,
            currency: request.currency,
            economics: request.economics,
            horizon_days: 0,
            readiness,
            basis: if readiness.ready { Basis::Model } else { Basis::Rfm },
            model: selection.model.kind().name().to_owned(),
            unit: selection.unit,
            parameters: named(selection.model.parameters(), report.standard_errors.as_ref()),
            log_likelihood: report.log_likelihood,
            customers: readiness.customers as u64,
            unique_rows: report.unique_rows,
            notes: report.notes.clone(),
            choice: selection.reasons.clone(),
            calibration_end: selection.split.map(|split| Day::from_number(split.calibration_end)),
            holdout_end: selection.split.map(|split| Day::from_number(split.holdout_end)),
            table: selection.table.clone(),
            value: value.map(ValueReport::of),
            peers,
            expected_purchases: 0.0,
            value_minor: 0,
            cause: request.cause,
            purchases: 0,
            kept_share: 1.0,
            fitted: None,
            offers: None,
        }
    }
}
