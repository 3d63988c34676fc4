//! Fits a model to the CDNOW sample and prints parameters, likelihood and a few answers.
//!
//! `cargo run -p wafa_models --example models -- MODEL`, where MODEL is bg-nbd, mbg-nbd, mbg-cnbd, pareto-nbd, nbd,
//! pooled-rate, gamma-gamma, covariates, bg-bb, sbg, kaplan-meier, churn, uplift or offers; all of them without.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

#[path = "../tests/models/cdnow.rs"]
#[allow(dead_code)]
mod cdnow;

use std::io::Write as _;
use wafa_models::churn::{Logistic, LogisticOptions, cross_validate};
use wafa_models::covariates::{CovariateModel, WithCovariates};
use wafa_models::features::Features;
use wafa_models::offers::{Method, Offers};
use wafa_models::uplift::{UpliftOptions, measure};
use wafa_models::{
    BgBb, Contract, FirstPurchase, FitOptions, FitReport, GammaGamma, Histories, History, KaplanMeier, Opportunities,
    Parameter, Sbg, SelectOptions, Stay, Summary, TransactionKind, Transactions, Unit, log_rank, steps_to_a_purchase,
};

macro_rules! say {
    ($($part:tt)*) => {{
        let mut out = std::io::stdout().lock();
        writeln!(out, $($part)*).unwrap();
    }};
}

fn parameters(name: &str, parameters: &[Parameter], report: &FitReport) {
    say!("{name}");
    for (i, parameter) in parameters.iter().enumerate() {
        let error = report.standard_errors.as_ref().and_then(|errors| errors.get(i)).unwrap_or(&f64::NAN);
        say!("  {:6} {:>12.7}  ± {error:.7}", parameter.name, parameter.value);
    }
    say!(
        "  ln L {:.6}, {} distinct rows, {} iterations {:?}",
        report.log_likelihood,
        report.unique_rows,
        report.iterations,
        report.notes
    );
}

fn purchases(histories: &Histories, kind: TransactionKind) {
    let rows = histories.summaries(cdnow::CALIBRATION_END, Unit::Week);
    let model = kind.fit(&rows, &FitOptions::default()).unwrap();
    parameters(kind.name(), &model.parameters(), model.report());
    let customer = Summary::new(2, 30.43, 38.86);
    say!(
        "  customer 1 in the next 39 weeks: {:.4} purchases, P(active) {:.4}, P(alive) {:.4}, half come back within \
         {:.1} weeks; discounted at 15 % a year she buys {:.3} times more; a new customer {:.3} times in a year\n",
        model.expected_purchases(&customer, 39.0),
        model.p_active(&customer, 39.0),
        model.p_alive(&customer),
        model.waiting_time(&customer, 0.5).unwrap_or(f64::INFINITY),
        model.discounted_residual(&customer, 1.15_f64.ln() / 52.0),
        model.expected_purchases_new(52.0),
    );
}

fn spending(histories: &Histories) {
    let values = histories.value_summaries(cdnow::CALIBRATION_END, FirstPurchase::Excluded);
    let spend = GammaGamma::fit(&values, &FitOptions::default()).unwrap();
    parameters("gamma-gamma", &spend.parameters(), &spend.report);
    say!(
        "  after 2 purchases of 22.35 on average the next is worth {:.2}, a new customer's {:.2}; correlation of \
         count and value {:.3}\n",
        spend.expected_value(2, 22.35),
        spend.expected_value(0, 0.0),
        spend.correlation.unwrap_or(f64::NAN)
    );
}

/// Does who spends much the first time come back more often? In units of 10 dollars, less the mean.
fn covariates(histories: &Histories) {
    let rows = histories.summaries(cdnow::CALIBRATION_END, Unit::Week);
    let mut first = Features::new(1);
    for history in histories.iter() {
        first.push(&[(history.values()[0] - 33.0) / 10.0]);
    }
    for model in [CovariateModel::MbgNbd, CovariateModel::ParetoNbd] {
        let fitted = WithCovariates::fit(model, &rows, &first, &FitOptions::default()).unwrap();
        parameters(&format!("{model:?} with the first amount"), &fitted.base.parameters(), &fitted.report);
        let errors = fitted.report.standard_errors.clone().unwrap_or_else(|| vec![f64::NAN; 6]);
        say!("  γ₁ {:.4} ± {:.4}, γ₂ {:.4} ± {:.4}", fitted.purchase[0], errors[4], fitted.dropout[0], errors[5]);
        let (small, large) = (fitted.model_for(&[-1.0]), fitted.model_for(&[3.0]));
        let (small, large) = (small.expected_purchases_new(52.0), large.expected_purchases_new(52.0));
        say!("  in a year: {small:.3} purchases after a first one of 23 dollars, {large:.3} after one of 63\n");
    }
}

/// Thirteen-week periods after the first purchase, and in which of them a customer bought.
fn periods(history: &History<'_>) -> (Vec<usize>, usize) {
    let first = history.days()[0];
    let period = |day: i32| (day - first).max(0) as usize / 91;
    let mut used: Vec<usize> = history.days().iter().map(|day| period(*day)).filter(|at| *at > 0).collect();
    used.dedup();
    (used, period(cdnow::HOLDOUT_END))
}

fn opportunities(histories: &Histories) {
    let rows: Vec<Opportunities> = histories
        .iter()
        .map(|history| {
            let (used, seen) = periods(&history);
            let used: Vec<usize> = used.into_iter().filter(|at| *at < seen).collect();
            Opportunities::new(used.len() as u32, used.last().copied().unwrap_or(0) as u32, seen as u32 - 1)
        })
        .collect();
    let model = BgBb::fit(&rows, &FitOptions::default()).unwrap();
    parameters("bg-bb: quarters with a purchase", &model.parameters(), &model.report);
    let customer = Opportunities::new(2, 3, 4);
    say!(
        "  who bought in two of four quarters, the last time in the third: alive with {:.3}, {:.3} of the next four\n",
        model.p_alive(&customer),
        model.expected_purchases(&customer, 4)
    );
}

/// A customer is taken to cancel at the end of the quarter of her last purchase, unless that was lately.
fn contracts(histories: &Histories) {
    let rows: Vec<Contract> = histories
        .iter()
        .map(|history| {
            let (used, seen) = periods(&history);
            let last = used.last().copied().unwrap_or(0) + 1;
            let cancelled = last + 1 < seen;
            Contract { periods: if cancelled { last } else { seen } as u32, cancelled, weight: 1.0 }
        })
        .collect();
    let model = Sbg::fit(&rows, &FitOptions::default()).unwrap();
    parameters("sbg: quarters until the last purchase", &model.parameters(), &model.report);
    say!(
        "  {:.1} % are there after a year; who is stays {:.2} quarters more at 3 % discount each\n",
        100.0 * model.survival(4),
        model.residual_lifetime(4, 0.03)
    );
}

/// Weeks until the second purchase, of small and large first amounts.
fn survival(histories: &Histories) {
    let stay = |history: &History<'_>| {
        let first = history.days()[0];
        let second = history.days().get(1);
        let weeks = f64::from(second.copied().unwrap_or(cdnow::HOLDOUT_END) - first) / 7.0;
        Stay { duration: weeks, left: second.is_some(), weight: 1.0 }
    };
    let (small, large): (Vec<History<'_>>, Vec<History<'_>>) = histories.iter().partition(|one| one.values()[0] < 30.0);
    let [small, large] = [small, large].map(|group| group.iter().map(stay).collect::<Vec<Stay>>());
    for (name, group) in [("less than 30 dollars", &small), ("30 dollars or more", &large)] {
        let curve = KaplanMeier::fit(group).unwrap();
        let at = curve.points.iter().rfind(|point| point.time <= 26.0).unwrap();
        say!(
            "kaplan-meier, first purchase of {name}: {:.1} % have not come back after 26 weeks ({:.1} to {:.1})",
            100.0 * at.survival,
            100.0 * at.lower,
            100.0 * at.upper
        );
    }
    let test = log_rank(&small, &large).unwrap();
    say!("  log-rank χ² {:.2}, p {:.2e}\n", test.chi_square, test.p_value);
}

/// What is known at the end of the calibration.
fn known(histories: &Histories) -> Features {
    let mut features = Features::new(4);
    for history in histories.iter() {
        let own = history.summary(cdnow::CALIBRATION_END, Unit::Week).unwrap();
        features.push(&[f64::from(own.x).ln_1p(), own.t - own.t_x, own.t, history.values()[0].ln_1p()]);
    }
    features
}

fn came_back(histories: &Histories) -> Vec<bool> {
    let later = |history: History<'_>| history.count_between(cdnow::CALIBRATION_END, cdnow::HOLDOUT_END) > 0;
    histories.iter().map(later).collect()
}

fn churn(histories: &Histories) {
    let (features, back) = (known(histories), came_back(histories));
    let fit =
        |known: &Features, outcomes: &[bool]| Logistic::fit(known, outcomes, &LogisticOptions::default()).unwrap();
    let model = fit(&features, &back);
    say!("logistic regression of coming back, intercept {:.3}", model.intercept);
    for (name, one) in ["ln(1+x)", "silence", "age", "ln(1+first)"].iter().zip(&model.coefficients) {
        say!("  {name:12} {:8.4} ± {:.4}", one.value, one.standard_error);
    }
    let score = cross_validate(&features, &back, 5, |known, outcomes| {
        let model = fit(known, outcomes);
        Box::new(move |row| model.predict(row))
    });
    say!("  five-fold AUC {:.4}, Brier {:.4}\n", score.auc.unwrap(), score.brier);
}

/// Nobody was treated: every second customer is said to have been. There must be nothing to find.
fn uplift(histories: &Histories) {
    let treated: Vec<bool> = (0..histories.len()).map(|at| at % 2 == 0).collect();
    let outcomes: Vec<f64> = came_back(histories).iter().map(|back| f64::from(u8::from(*back))).collect();
    let report = measure(&known(histories), &treated, &outcomes, &UpliftOptions::default()).unwrap();
    say!(
        "uplift of nothing at all: effect {:.4} {:?}, qini {:.4} {:?}, heterogeneous: {}\n",
        report.average_effect,
        report.average_effect_interval,
        report.qini,
        report.qini_interval,
        report.heterogeneous
    );
}

/// The file says no more of what was bought than for how much: price classes of ten dollars stand in for products.
fn offers(histories: &Histories) {
    let class = |value: &f64| (value / 10.0).clamp(0.0, 19.0) as u32;
    let baskets: Vec<Vec<u32>> = histories.iter().map(|history| history.values().iter().map(class).collect()).collect();
    for rate in wafa_models::offers::evaluate(&baskets) {
        say!("offers, {:10} finds {:.1} % of the hidden classes", rate.method.name(), 100.0 * rate.hit_at_10);
    }
    for offer in Offers::fit(&baskets, Method::Bm25).offers(&[2, 5], 3) {
        say!("  who bought classes 2 and 5: {offer:?}");
    }
}

fn main() {
    let wanted = std::env::args().nth(1);
    let histories = cdnow::histories();
    let k = steps_to_a_purchase(&histories, cdnow::CALIBRATION_END, &SelectOptions::default()).max(2);
    let kinds = [
        TransactionKind::BgNbd,
        TransactionKind::MbgNbd,
        TransactionKind::MbgCnbd { k },
        TransactionKind::ParetoNbd,
        TransactionKind::Nbd,
        TransactionKind::PooledRate,
    ];
    let is_wanted = |name: &str| wanted.as_deref().is_none_or(|wanted| wanted == name);
    for kind in kinds.into_iter().filter(|kind| is_wanted(kind.name())) {
        purchases(&histories, kind);
    }
    let others: [(&str, fn(&Histories)); 8] = [
        ("gamma-gamma", spending),
        ("covariates", covariates),
        ("bg-bb", opportunities),
        ("sbg", contracts),
        ("kaplan-meier", survival),
        ("churn", churn),
        ("uplift", uplift),
        ("offers", offers),
    ];
    for (_, show) in others.into_iter().filter(|(name, _)| is_wanted(name)) {
        show(&histories);
    }
}
