//! What must hold for any input: no panic, no NaN, no infinity, probabilities in [0, 1], and the orders of answers.
//!
//! Each law is a function of its input that panics where it is broken. Property tests (`fuzz.rs`, `hostile.rs`) call
//! them with random inputs, the fuzz targets of `fuzz/` at the top of the repository with inputs led by coverage.

use wafa_models::baseline::Baseline;
use wafa_models::churn::{Logistic, LogisticOptions};
use wafa_models::covariates::{CovariateModel, WithCovariates};
use wafa_models::features::{Column, Encoding, Features};
use wafa_models::offers::{Method, Offers, evaluate};
use wafa_models::uplift::{UpliftOptions, measure};
use wafa_models::{
    BgBb, ClvOptions, Contract, FirstPurchase, FitError, FitOptions, GammaGamma, Histories, KaplanMeier, MbgCnbd,
    Opportunities, Peers, Predictor, Sbg, Split, Stay, Summary, TransactionKind, TransactionModel, Transactions, Unit,
    ValueSummary, holdout_value, log_rank, predict, reasons, select, steps_to_a_purchase,
};

/// Every model of the purchase process.
pub const KINDS: [TransactionKind; 7] = [
    TransactionKind::MbgNbd,
    TransactionKind::MbgCnbd { k: 2 },
    TransactionKind::MbgCnbd { k: 5 },
    TransactionKind::BgNbd,
    TransactionKind::ParetoNbd,
    TransactionKind::Nbd,
    TransactionKind::PooledRate,
];

#[track_caller]
fn all_finite(values: impl IntoIterator<Item = f64>) {
    for value in values {
        assert!(value.is_finite(), "{value}");
    }
}

#[track_caller]
fn probabilities(alive: f64, active: f64) {
    assert!((0.0..=1.0).contains(&alive) && (0.0..=alive).contains(&active), "{alive} {active}");
}

/// Every answer about a customer, with the laws they obey.
pub fn answers(model: &TransactionModel, customer: &Summary, t: f64) {
    let what = || format!("{:?} {:?} {customer:?} t={t}", model.kind(), model.parameters());
    let (alive, active) = (model.p_alive(customer), model.p_active(customer, t));
    assert!((0.0..=1.0).contains(&alive), "P(alive) {alive} {}", what());
    assert!((0.0..=alive).contains(&active), "P(active) {active} of {alive} {}", what());
    let expected = model.expected_purchases(customer, t);
    assert!(expected.is_finite() && expected >= 0.0, "E {expected} {}", what());
    assert!(expected >= active * (1.0 - 1e-6) - 1e-12, "E {expected} < P {active} {}", what());
    let later = model.expected_purchases(customer, 2.0 * t);
    assert!(later >= expected * (1.0 - 1e-6), "E falls with time: {expected} {later} {}", what());
    assert!(model.p_active(customer, 2.0 * t) >= active - 1e-9, "P falls with time {}", what());
    let fresh = model.expected_purchases_new(t);
    assert!(fresh.is_finite() && fresh >= 0.0, "new {fresh} {}", what());
    if let Some(days) = model.waiting_time(customer, 0.5) {
        assert!(days.is_finite() && days >= 0.0, "waiting {days} {}", what());
        let longer = model.waiting_time(customer, 0.8);
        assert!(longer.is_none_or(|longer| longer >= days), "{days} {longer:?} {}", what());
    }
    let clv = ClvOptions::default().with_annual_discount_rate(0.2);
    let discounted = model.discounted_purchases(customer, Unit::Day, &clv);
    let undiscounted = model.discounted_purchases(customer, Unit::Day, &ClvOptions::default());
    assert!(discounted.is_finite() && discounted >= 0.0, "{}", what());
    assert!(discounted <= undiscounted * (1.0 + 1e-6) + 1e-12, "{discounted} {undiscounted} {}", what());
}

/// A shop fitted by every model, and every customer answered.
pub fn shop(customers: &[Summary], horizon: f64) {
    for kind in KINDS {
        match kind.fit(customers, &FitOptions::default()) {
            Ok(model) => {
                assert!(model.report().log_likelihood.is_finite(), "{model:?}");
                for parameter in model.parameters() {
                    assert!(parameter.value.is_finite() && parameter.value >= 0.0, "{model:?}");
                }
                for customer in customers {
                    answers(&model, customer, horizon);
                }
            }
            Err(error) => {
                assert_eq!(error, FitError::NoTimeObserved);
                assert!(customers.iter().all(|customer| customer.t == 0.0));
            }
        }
    }
    for (baseline, customer) in Baseline::all(customers).iter().flat_map(|one| customers.iter().map(move |c| (one, c)))
    {
        probabilities(1.0, baseline.p_active(customer, horizon));
        all_finite([baseline.expected_purchases(customer, horizon)]);
    }
}

/// Customers who buy every k-th step.
pub fn regular_buyers(rows: &[Summary], k: u32, t: f64, rate: f64) {
    match MbgCnbd::fit(rows, k, &FitOptions::default()) {
        Ok(model) => {
            all_finite(model.parameters().iter().map(|parameter| parameter.value));
            all_finite([model.report.log_likelihood]);
            all_finite(model.report.standard_errors.clone().unwrap_or_default());
            for row in rows {
                probabilities(model.p_alive(row), model.p_active(row, t));
                all_finite([model.expected_purchases(row, t), model.discounted_residual(row, rate)]);
                all_finite(model.waiting_time(row, 0.5));
            }
        }
        Err(error) => assert_eq!(error, FitError::NoTimeObserved),
    }
}

/// Contracts: fit, survival, and values that fall with the discount and rise with the margin.
pub fn contracts(rows: &[Contract], renewals: u32, rate: f64) {
    let Ok(model) = Sbg::fit(rows, &FitOptions::default()) else { return };
    all_finite([model.report.log_likelihood, model.alpha, model.beta]);
    all_finite([model.residual_lifetime(renewals, rate), model.retention(renewals)]);
    assert!((0.0..=1.0).contains(&model.survival(renewals)) && (0.0..=1.0).contains(&model.p_cancels(renewals)));
    let values = |margin: f64, rate: f64| {
        [model.lifetime_value(30.0, margin, rate), model.residual_value(renewals, 30.0, margin, rate)]
    };
    for ((one, more), less) in values(0.3, rate).into_iter().zip(values(0.6, rate)).zip(values(0.3, rate * 1.5)) {
        all_finite([one, more, less]);
        assert!(0.0 <= one && one <= more && less <= one * (1.0 + 1e-9), "{one} {more} {less} {model:?}");
    }
    let within = model.renewals_within(renewals, 40);
    assert!((0.0..=40.0).contains(&within), "{within}");
    if let Some(tenure) = model.remaining_tenure(renewals) {
        assert!(tenure.is_finite() && tenure >= within * (1.0 - 1e-9), "{tenure} {within} {model:?}");
    }
}

/// Purchases at certain times only. Impossible rows are refused by the fit and answered by the model.
pub fn opportunities(rows: &[Opportunities], n: u32, rate: f64) {
    let Ok(model) = BgBb::fit(rows, &FitOptions::default()) else { return };
    all_finite([model.report.log_likelihood, model.expected_purchases_new(n)]);
    for row in rows {
        probabilities(model.p_alive(row), model.p_active(row, n));
        all_finite([model.expected_purchases(row, n), model.discounted_purchases(row, rate)]);
        let [one, more] = [0.3, 0.6].map(|margin| model.lifetime_value(row, 30.0, margin, rate));
        let less = model.lifetime_value(row, 30.0, 0.3, rate * 1.5);
        assert!(0.0 <= one && one <= more && less <= one * (1.0 + 1e-9), "{one} {more} {less} {model:?}");
        let [half, most] = [0.5, 0.9].map(|q| model.waiting_opportunities(row, q));
        assert!(half.is_none_or(|half| half > 0) && most.is_none_or(|most| half.is_some_and(|half| half <= most)));
    }
}

/// The same rows made possible: 0 ≤ x ≤ t_x ≤ n and a usable weight.
pub fn tidy(rows: &[Opportunities]) -> Vec<Opportunities> {
    let tidied = rows.iter().map(|row| {
        let t_x = row.t_x.min(row.n);
        let x = row.x.min(t_x);
        let weight = if row.weight.is_nan() { 1.0 } else { row.weight.abs().clamp(0.1, 1e9) };
        Opportunities { x, t_x: if x == 0 { 0 } else { t_x }, n: row.n, weight }
    });
    tidied.collect()
}

/// Survival curves, and the test between two parts of the rows.
pub fn stays(rows: &[Stay], cut: usize) {
    if let Ok(curve) = KaplanMeier::fit(rows) {
        for point in &curve.points {
            let lawful = 0.0 <= point.lower && point.lower <= point.survival && point.survival <= point.upper;
            assert!(lawful && point.upper <= 1.0, "{point:?}");
        }
        assert!(curve.points.windows(2).all(|pair| pair[1].survival <= pair[0].survival));
    }
    let (one, other) = rows.split_at(cut.min(rows.len()));
    if let Ok(test) = log_rank(one, other) {
        assert!(test.chi_square >= 0.0 && (0.0..=1.0).contains(&test.p_value), "{test:?}");
    }
}

/// A table of a column of numbers and one of words, with outcomes and treatments out of the bits of a seed.
pub fn tables(numbers: Vec<Option<f64>>, words: Vec<String>, seed: u64) {
    let columns = vec![("n".to_owned(), Column::Numbers(numbers)), ("w".to_owned(), Column::Words(words))];
    let features = Encoding::learn(&columns).encode(&columns);
    let bit = |at: usize, by: u32| (seed.rotate_left(at as u32 * by) & 1) == 1;
    let outcomes: Vec<bool> = (0..features.len()).map(|at| bit(at, 7)).collect();
    let treated: Vec<bool> = (0..features.len()).map(|at| bit(at, 13)).collect();
    let model = Logistic::fit(&features, &outcomes, &LogisticOptions::default()).unwrap();
    all_finite(model.coefficients.iter().flat_map(|one| [one.value, one.standard_error]));
    for row in features.iter() {
        assert!((0.0..=1.0).contains(&model.predict(row)));
    }
    let amounts: Vec<f64> = features.iter().map(|row| row.first().copied().unwrap_or(0.0)).collect();
    let options = UpliftOptions { bootstraps: 50, ..UpliftOptions::default() };
    if let Ok(report) = measure(&features, &treated, &amounts, &options) {
        let (low, high) = report.qini_interval;
        all_finite([report.average_effect, report.qini, low, high]);
        assert!(low <= high, "{report:?}");
    }
}

/// What to offer to somebody who has her `own` items.
pub fn baskets(baskets: &[Vec<u32>], own: &[u32]) {
    for method in Method::ALL {
        let offers = Offers::fit(baskets, method).offers(own, 7);
        assert!(offers.len() <= 7 && offers.iter().all(|offer| offer.score.is_finite() && !own.contains(&offer.item)));
    }
    assert!(evaluate(baskets).iter().all(|rate| (0.0..=1.0).contains(&rate.hit_at_10)));
}

/// Customers with two covariates each; `z` is one of somebody else.
pub fn customers_with_covariates(summaries: &[Summary], covariates: &Features, z: f64) {
    use CovariateModel::{BgNbd, MbgNbd, Nbd, ParetoNbd};
    for model in [BgNbd, MbgNbd, ParetoNbd, Nbd] {
        match WithCovariates::fit(model, summaries, covariates, &FitOptions::default()) {
            Ok(fitted) => {
                all_finite(fitted.purchase.iter().chain(&fitted.dropout).copied());
                let own = fitted.model_for(&[z, 1.0]);
                all_finite(summaries.iter().map(|row| own.expected_purchases(row, 10.0)));
            }
            Err(error) => assert_eq!(error, FitError::NoTimeObserved),
        }
    }
}

/// Histories up to day 300: the choice, its scores, predictions and their reasons.
pub fn histories(histories: &Histories, cut: i32) {
    let selection = select(histories, cut, 300);
    for score in &selection.table {
        assert!(score.mae.is_finite() && score.rmse.is_finite() && score.not_numbers == 0, "{score:?}");
    }
    let values = histories.value_summaries(300, FirstPurchase::Counts);
    let mut predictor = Predictor::new(selection.model, selection.unit);
    if let Ok(value) = GammaGamma::fit(&values, &FitOptions::default()) {
        predictor = predictor.with_value(value, FirstPurchase::Counts);
    }
    let peers = Peers::of(histories, 300);
    for (history, prediction) in histories.iter().zip(predictor.predict_all(histories, 300, 90.0)) {
        assert_eq!(prediction, predictor.predict(&history, 300, 90.0));
        let Some(prediction) = prediction else { continue };
        lawful(&prediction);
        for reason in reasons::explain(&predictor, &history, &peers, 300, 90.0) {
            assert!((-1.0..=1.0).contains(&reason.effect), "{reason:?}");
        }
    }
}

fn lawful(prediction: &predict::Prediction) {
    all_finite([
        prediction.expected_purchases,
        prediction.expected_value,
        prediction.lifetime_value,
        prediction.value_per_purchase,
        prediction.next_purchase_days.unwrap_or(0.0),
    ]);
    probabilities(prediction.p_alive, prediction.p_active);
}

/// What purchases are worth, for rows with positive values.
pub fn values(rows: &[ValueSummary]) {
    let model = GammaGamma::fit(rows, &FitOptions::default()).unwrap();
    assert!(model.report.log_likelihood.is_finite());
    for row in rows {
        let value = model.expected_value(row.x, row.mean);
        assert!(value.is_finite() && value > 0.0, "{value} {model:?}");
    }
}

/// Money foretold on a hold-out up to day 200, and the steps to a purchase.
pub fn money_and_steps(histories: &Histories, cut: i32) {
    let split = Split { calibration_end: cut, holdout_end: 200 };
    let value = holdout_value(histories, split, Unit::Day, TransactionKind::MbgNbd);
    assert!(value.top_decile_share.is_none_or(|share| !share.is_nan()), "{value:?}");
    assert!(value.order_value_mae.is_none_or(|mae| !mae.is_nan()), "{value:?}");
    assert!((1..=12).contains(&steps_to_a_purchase(histories, cut, &Default::default())));
}
