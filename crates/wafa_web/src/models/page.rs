//! The page of the models and its files.

use axum::response::Response;
use serde::Serialize;
use wafa_analytics::predict::{Basis, FIT_JOB, FitReport, PastFit};
use wafa_kernel::policy::action::ReadInsights;
use wafa_kernel::{Day, Moment};
use wafa_models::Score;
use wafa_models::choose::FEWEST_HOLDOUT_PURCHASES;

use super::fit::{self, Progress};
use super::health::{self, Health};
use super::offers::{Offers, offers};
use super::params::{self, Parameter};
use super::readiness::{Meter, meter};
use super::words;
use crate::ask::{Pairs, Path};
use crate::chart::{Chart, ChartView, Format, How};
use crate::fault::Fault;
use crate::sheet::{Cell, Sheet};
use crate::who::{Desk, Who};

/// Fits shown in the history.
const HISTORY: u32 = 20;

/// A row of the hold-out table.
#[derive(Serialize)]
struct Candidate {
    name: String,
    baseline: bool,
    chosen: bool,
    mae: Option<f64>,
    rmse: Option<f64>,
    bias: Option<f64>,
    auc: Option<f64>,
    failed: String,
}

#[derive(Serialize)]
struct Past {
    fitted_at: Moment,
    as_of: Day,
    model: String,
    modelled: bool,
    cause: Option<String>,
    customers: u64,
    parameters: String,
    /// Error of the chosen model on the hold-out.
    mae: Option<f64>,
    /// More or fewer purchases than it expected, as long as it counted.
    since: Option<String>,
}

/// The fit that counts, written for the reader.
#[derive(Serialize)]
struct Fit {
    model: String,
    about: String,
    modelled: bool,
    fitted_at: Moment,
    as_of: Day,
    customers: u64,
    choice: Vec<String>,
    notes: Vec<String>,
    plain: Vec<String>,
    parameters: Vec<Parameter>,
    log_likelihood: String,
    value_parameters: Vec<Parameter>,
    value_log_likelihood: Option<String>,
    value_notes: Vec<String>,
    correlation: Option<String>,
    correlation_fine: bool,
    candidates: Vec<Candidate>,
    calibration_end: Option<Day>,
    holdout_end: Option<Day>,
    scored: u64,
    /// Purchases of the days held out, when they are so few that nothing was decided by them.
    few: Option<u64>,
    picture: Option<ChartView>,
    health: Health,
    offers: Option<Offers>,
    margin: f64,
    discount: f64,
}

#[derive(Serialize)]
struct Context {
    /// There are orders to fit to.
    fittable: bool,
    /// A fit was made and found no customer: all orders are in another currency.
    foreign: bool,
    currency: String,
    fit: Option<Fit>,
    meter: Option<Meter>,
    history: Vec<Past>,
    progress: Option<Progress>,
    holdout_how: How,
}

/// The page.
pub async fn page(who: Who<ReadInsights>, Pairs(pairs): Pairs) -> Result<Response, Fault> {
    let fits = who.app.predictor.history(&who.permit, HISTORY).await?;
    let latest = fits.first().filter(|past| past.report.customers > 0);
    let context = Context {
        fittable: who.app.insights.status(&who.permit)?.is_some_and(|lake| lake.span().is_some()),
        foreign: fits.first().is_some_and(|past| past.report.customers == 0),
        currency: who.business.currency.to_string(),
        meter: latest.map(|past| meter(&who, &past.report.readiness)),
        fit: latest.map(|past| written(&who, past)),
        history: fits.iter().map(|one| past(&who, one)).collect(),
        progress: under_way(&who, &pairs).await?,
        holdout_how: how(&who, "holdout"),
    };
    who.page("models", "models/page.html", &context)
}

/// The fit to follow: the one the address names, else any that is not finished, else the last if it was given up.
async fn under_way(who: &Who<ReadInsights>, pairs: &[(String, String)]) -> Result<Option<Progress>, Fault> {
    let named = pairs.iter().find(|(key, _)| key == "job").and_then(|(_, value)| value.parse().ok());
    let job = match named {
        Some(job) => Some(job),
        None => who.app.db.unfinished_job(FIT_JOB).await?,
    };
    // One that was given up is shown until another one is asked for.
    let job = match job {
        Some(job) => Some(job),
        None => who.app.db.given_up_last(FIT_JOB).await?,
    };
    match job {
        Some(job) => fit::state(who, job).await,
        None => Ok(None),
    }
}

fn how(desk: &Desk, name: &str) -> How {
    let say = |part: &str| desk.say(&format!("how-models-{name}-{part}"), &[]);
    How { formula: say("formula"), window: say("window"), exclusions: say("exclusions") }
}

fn written(desk: &Desk, past: &PastFit) -> Fit {
    let report = &past.report;
    let value = report.value.as_ref();
    let correlation = value.and_then(|value| value.correlation);
    Fit {
        model: words::candidate(desk, &report.model),
        about: desk.say(&format!("models-about-{}", report.model), &[]),
        modelled: report.basis == Basis::Model,
        fitted_at: report.fitted_at,
        as_of: report.as_of,
        customers: report.customers,
        choice: words::choice(desk, report),
        notes: words::notes(desk, &report.notes),
        plain: params::plain_words(desk, report),
        parameters: params::table(desk, &report.parameters),
        log_likelihood: desk.reader.decimal(report.log_likelihood, 2),
        value_parameters: value.map(|value| params::table(desk, &value.parameters)).unwrap_or_default(),
        value_log_likelihood: value.map(|value| desk.reader.decimal(value.log_likelihood, 2)),
        value_notes: value.map(|value| words::notes(desk, &value.notes)).unwrap_or_default(),
        correlation: correlation.map(|correlation| desk.reader.decimal(correlation, 2)),
        correlation_fine: correlation.is_none_or(|correlation| correlation.abs() < 0.3),
        candidates: report.table.iter().map(|score| candidate(desk, report, score)).collect(),
        calibration_end: report.calibration_end,
        holdout_end: report.holdout_end,
        scored: report.chosen_score().map_or(0, |score| score.customers as u64),
        few: report
            .chosen_score()
            .map(bought)
            .filter(|bought| *bought < FEWEST_HOLDOUT_PURCHASES)
            .map(|bought| bought as u64),
        picture: report.chosen_score().map(|score| picture(desk, score)),
        health: health::health(desk, report, past.check.as_ref()),
        offers: report.offers.as_ref().map(|told| offers(desk, told)),
        margin: f64::from(report.economics.margin_permille) / 1_000.0,
        discount: f64::from(report.economics.discount_permille) / 1_000.0,
    }
}

/// Purchases of the days that were held out.
fn bought(score: &Score) -> f64 {
    score.bins.iter().map(|bin| bin.customers as f64 * bin.actual).sum::<f64>().round()
}

fn candidate(desk: &Desk, report: &FitReport, score: &Score) -> Candidate {
    let known = score.error.is_none();
    Candidate {
        name: words::candidate(desk, score.candidate.name()),
        baseline: !matches!(score.candidate, wafa_models::Candidate::Model(_)),
        chosen: score.candidate.name() == report.model,
        mae: known.then_some(score.mae),
        rmse: known.then_some(score.rmse),
        bias: score.bias.filter(|_| known),
        auc: score.auc_active.filter(|_| known),
        failed: score.error.map(|error| words::fit_error(desk, error)).unwrap_or_default(),
    }
}

/// Tenths of the customers by rising prediction: what was predicted against what came.
fn picture(desk: &Desk, score: &Score) -> ChartView {
    let dots = score.bins.iter().map(|bin| (bin.predicted, bin.actual)).collect();
    Chart::points(desk.say("models-calibration-x", &[]), desk.say("models-calibration-y", &[]))
        .dots(dots)
        .format(Format::Decimal(2))
        .diagonal()
        .card("calibration", desk.say("models-calibration-title", &[]))
        .about(desk.say("models-calibration-about", &[]))
        .how(how(desk, "calibration"))
        .download("/models/calibration/csv", "/models/calibration/xlsx")
        .finish(&desk.reader)
}

fn past(desk: &Desk, past: &PastFit) -> Past {
    let report = &past.report;
    Past {
        fitted_at: report.fitted_at,
        as_of: report.as_of,
        model: words::candidate(desk, &report.model),
        modelled: report.basis == Basis::Model,
        cause: report.cause.map(|cause| health::cause(desk, cause)),
        customers: report.customers,
        parameters: params::short(desk, &report.parameters),
        mae: report.chosen_score().filter(|score| score.error.is_none()).map(|score| score.mae),
        since: past.check.as_ref().and_then(|check| health::since(desk, check)),
    }
}

async fn latest(who: &Who<ReadInsights>) -> Result<FitReport, Fault> {
    who.app.predictor.latest_fit(&who.permit).await?.ok_or_else(Fault::not_found)
}

/// The hold-out table as a file.
pub async fn holdout_file(who: Who<ReadInsights>, Path(ending): Path<String>) -> Result<Response, Fault> {
    let report = latest(&who).await?;
    let row = |score: &Score| -> Vec<Cell> {
        let known = score.error.is_none();
        vec![
            score.candidate.name().into(),
            (score.customers as u64).into(),
            known.then_some(score.mae).into(),
            known.then_some(score.rmse).into(),
            score.bias.into(),
            score.auc_active.into(),
            score.log_likelihood.into(),
        ]
    };
    let head =
        ["candidate", "customers", "mae", "rmse", "bias", "auc_active", "log_likelihood"].map(str::to_owned).to_vec();
    Sheet { name: "hold-out", head, rows: report.table.iter().map(row).collect() }.answer(&ending, &who.reader)
}

/// The calibration picture as a file.
pub async fn calibration_file(who: Who<ReadInsights>, Path(ending): Path<String>) -> Result<Response, Fault> {
    let report = latest(&who).await?;
    let bins = report.chosen_score().map(|score| score.bins.as_slice()).unwrap_or_default();
    let rows = bins
        .iter()
        .map(|bin| {
            vec![
                (bin.customers as u64).into(),
                bin.predicted.into(),
                bin.actual.into(),
                bin.p_active.into(),
                bin.active.into(),
            ]
        })
        .collect();
    let head = ["customers", "predicted", "actual", "p_active", "active"].map(str::to_owned).to_vec();
    Sheet { name: "calibration", head, rows }.answer(&ending, &who.reader)
}
