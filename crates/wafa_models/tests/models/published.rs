//! Parameters and likelihoods printed in the literature and in the test suites of the established libraries.

use crate::cdnow::{self, CALIBRATION_END};
use crate::close;
use wafa_models::{
    BgNbd, FirstPurchase, FitOptions, GammaGamma, MbgNbd, Nbd, Note, ParetoNbd, Summary, Transactions, Unit,
};

fn calibration() -> Vec<Summary> {
    cdnow::histories().summaries(CALIBRATION_END, Unit::Week)
}

fn values(model: &impl Transactions) -> Vec<f64> {
    model.parameters().iter().map(|parameter| parameter.value).collect()
}

#[track_caller]
fn all_close(got: &[f64], want: &[f64], relative: f64, what: &str) {
    assert_eq!(got.len(), want.len(), "{what}");
    for (got, want) in got.iter().zip(want) {
        close(*got, *want, relative, what);
    }
}

#[test]
fn sample_has_the_published_size_and_ages() {
    let (ours, published) = (calibration(), cdnow::published_summary());
    assert_eq!((ours.len(), published.len()), (2_357, 2_357));
    for (ours, published) in ours.iter().zip(&published) {
        assert_eq!(ours.x, published.x);
        assert!((ours.t_x - published.t_x).abs() <= 0.0051, "{ours:?} {published:?}");
        assert!((ours.t - published.t).abs() <= 0.0051, "{ours:?} {published:?}");
    }
}

#[test]
fn bg_nbd_of_fader_hardie_lee_2005() {
    let model = BgNbd::fit(&calibration(), &FitOptions::default()).unwrap();
    // CLVTools, tests/testthat/test_correctness_bgnbd.R
    all_close(&values(&model), &[0.242_594_5, 4.413_601_9, 0.792_919_9, 2.425_888_1], 2e-5, "BG/NBD");
    assert!((model.report.log_likelihood + 9582.429).abs() < 0.001, "{}", model.report.log_likelihood);
    // Printed in the paper.
    all_close(&values(&model), &[0.243, 4.414, 0.793, 2.426], 2e-3, "BG/NBD as printed");
    // lifetimes, docs/Quickstart.md
    let errors = model.report.standard_errors.clone().unwrap();
    all_close(&errors, &[0.012_557, 0.378_221, 0.185_719, 0.705_345], 1e-3, "standard errors");
    assert!(model.report.converged && model.report.notes.is_empty(), "{:?}", model.report);
    assert_eq!(model.report.unique_rows, 1_016);
    assert!((model.report.customers - 2_357.0).abs() < 1e-9);
}

#[test]
fn bg_nbd_of_the_rounded_summary_as_in_the_lifetimes_quickstart() {
    let model = BgNbd::fit(&cdnow::published_summary(), &FitOptions::default()).unwrap();
    all_close(&values(&model), &[0.242_593, 4.413_532, 0.792_886, 2.425_752], 1e-5, "quickstart");
}

#[test]
fn pareto_nbd_of_fader_hardie_lee_2005() {
    let model = ParetoNbd::fit(&calibration(), &FitOptions::default()).unwrap();
    // The paper prints .553, 10.578, .606, 11.669; CLVTools' .55315, 10.57633, .60625, 11.67150 and lifetimes'
    // .5534, 10.5802, .6061, 11.6562 lie on the same flat top, a little below this one.
    for (got, want) in values(&model).iter().zip([0.553, 10.578, 0.606, 11.669]) {
        assert!((got - want).abs() <= 0.0005, "Pareto/NBD as printed: {got} {want}");
    }
    assert!((model.report.log_likelihood + 9594.976).abs() < 0.001, "{}", model.report.log_likelihood);
    for (r, alpha, s, beta) in [(0.553_15, 10.576_33, 0.606_25, 11.671_50), (0.553_4, 10.580_2, 0.606_1, 11.656_2)] {
        let theirs = ParetoNbd::new(r, alpha, s, beta).log_likelihood(&calibration()).unwrap();
        let ahead = model.report.log_likelihood - theirs;
        assert!((0.0..1e-4).contains(&ahead), "{ahead}");
    }
    let errors = model.report.standard_errors.clone().unwrap();
    all_close(&errors, &[0.047_626_4, 0.842_722_2, 0.187_259_4, 6.210_544_8], 2e-3, "standard errors");
}

#[test]
fn mbg_nbd_of_lifetimes() {
    let model = MbgNbd::fit(&cdnow::published_summary(), &FitOptions::default()).unwrap();
    all_close(&values(&model), &[0.525, 6.183, 0.891, 1.614], 6e-4, "MBG/NBD as printed");
    let golden = [0.524_838_067_659_196_2, 6.182_992_073_165_953, 0.891_356_226_493_966_2, 1.613_998_985_747_357_3];
    all_close(&values(&model), &golden, 2e-5, "MBG/NBD golden");
    assert!((model.report.log_likelihood + 9_582.132_684_899_905).abs() < 1e-6, "{}", model.report.log_likelihood);
}

#[test]
fn gamma_gamma_of_the_946_repeat_customers() {
    let values = cdnow::histories().value_summaries(CALIBRATION_END, FirstPurchase::Excluded);
    let model = GammaGamma::fit(&values, &FitOptions::default()).unwrap();
    assert!((model.report.customers - 946.0).abs() < 1e-9, "{}", model.report.customers);
    // lifetimes, tests/test_estimation.py: 6.25, 3.74, 15.44
    for (got, want) in model.parameters().iter().zip([6.25, 3.74, 15.44]) {
        close(got.value, want, 2e-3, got.name);
    }
    // CLVTools, test_correctness_gg.R
    assert!((model.report.log_likelihood + 4_055.917_7).abs() < 0.01, "{}", model.report.log_likelihood);
    let correlation = model.correlation.unwrap();
    assert!(correlation.abs() < 0.2, "{correlation}");
    let correlated = |note: &Note| matches!(note, Note::ValueDependsOnFrequency { .. });
    assert!(!model.report.notes.iter().any(correlated));
}

#[test]
fn likelihood_never_falls_below_the_simpler_model() {
    let rows = calibration();
    let options = FitOptions::default();
    let nbd = Nbd::fit(&rows, &options).unwrap().report.log_likelihood;
    for richer in [
        BgNbd::fit(&rows, &options).unwrap().report.log_likelihood,
        MbgNbd::fit(&rows, &options).unwrap().report.log_likelihood,
        ParetoNbd::fit(&rows, &options).unwrap().report.log_likelihood,
    ] {
        assert!(richer > nbd + 10.0, "{richer} {nbd}");
    }
}
