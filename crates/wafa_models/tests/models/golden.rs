//! Values computed once with fifty digits.

use crate::{cdnow, close};
use wafa_models::{BgNbd, GammaGamma, MbgNbd, Summary, Transactions, ValueSummary};

fn published() -> BgNbd {
    BgNbd::new(0.243, 4.414, 0.793, 2.426)
}

/// x, t_x, T, t, expectation, P(alive) at the printed parameters .243, 4.414, .793, 2.426.
const PREDICTIONS: [(u32, f64, f64, f64, f64, f64); 8] = [
    (2, 30.43, 38.86, 39.0, 1.226_028_174_767_14, 0.726_578_570_080_673),
    (0, 0.0, 38.86, 39.0, 0.195_098_052_011_263, 1.0),
    (7, 29.43, 38.86, 39.0, 3.337_053_274_851_42, 0.641_756_345_946_107),
    (26, 30.86, 31.0, 52.0, 25.758_195_936_483_5, 0.968_915_649_717_525),
    (1, 1.71, 38.86, 52.0, 0.259_823_464_868_622, 0.212_100_985_377_379),
    (300, 37.0, 38.0, 26.0, 34.345_425_039_554_2, 0.227_374_888_408_098),
    (1000, 100.0, 104.0, 26.0, 1.297_144_964_680_48e-11, 5.898_526_225_156_42e-14),
    (3000, 300.0, 301.0, 520.0, 556.065_285_976_166, 0.167_859_954_338_533),
];

#[test]
fn bg_nbd_predictions() {
    let model = published();
    for (x, t_x, t, coming, expected, alive) in PREDICTIONS {
        let customer = Summary::new(x, t_x, t);
        close(model.expected_purchases(&customer, coming), expected, 2e-11, "E[Y(t)]");
        close(model.p_alive(&customer), alive, 2e-11, "P(alive)");
    }
}

#[test]
fn bg_nbd_new_customer() {
    for (t, expected) in [
        (1.0, 0.053_267_891_171_658_3),
        (13.0, 0.534_439_541_094_031),
        (39.0, 1.196_723_193_320_82),
        (78.0, 1.860_519_057_942_77),
        (520.0, 4.974_617_861_849_66),
    ] {
        close(published().expected_purchases_new(t), expected, 1e-12, "E[X(t)]");
    }
}

/// At the printed parameters .525, 6.183, .891, 1.614; closed forms with forty digits.
#[test]
fn mbg_nbd_predictions() {
    let model = MbgNbd::new(0.525, 6.183, 0.891, 1.614);
    for (x, t_x, t, coming, expected, alive) in [
        (0, 0.0, 38.86, 39.0, 0.154_012_746_675_146_7, 0.389_735_080_918_762_9),
        (2, 30.43, 38.86, 39.0, 1.262_960_623_267_366, 0.706_202_265_118_487_3),
        (7, 29.43, 38.86, 52.0, 3.964_734_406_183_574, 0.622_723_814_169_111_9),
        (300, 37.0, 38.0, 26.0, 36.870_734_531_374_53, 0.258_185_641_481_247_1),
        (1, 1.71, 38.86, 52.0, 0.240_131_944_734_251_6, 0.170_836_484_310_408),
    ] {
        let customer = Summary::new(x, t_x, t);
        close(model.expected_purchases(&customer, coming), expected, 2e-11, "E[Y(t)]");
        close(model.p_alive(&customer), alive, 2e-11, "P(alive)");
    }
    for (t, expected) in
        [(1.0, 0.053_084_795_263_701_84), (39.0, 1.182_953_665_597_173), (520.0, 4.414_445_326_799_047)]
    {
        close(model.expected_purchases_new(t), expected, 1e-12, "E[X(t)]");
    }
}

#[test]
fn bg_nbd_likelihoods_of_the_published_summary() {
    let rows = cdnow::published_summary();
    let printed = published().log_likelihood(&rows).unwrap();
    assert!((printed + 9_582.426_831_182_365).abs() < 1e-3, "{printed}");
    let precise = BgNbd::new(0.242_594_5, 4.413_601_9, 0.792_919_9, 2.425_888_1);
    let precise = precise.log_likelihood(&rows).unwrap();
    assert!((precise + 9_582.425_560_603_062).abs() < 1e-6, "{precise}");
}

#[test]
fn gamma_gamma_conditional_means() {
    let model = GammaGamma::new(6.25, 3.74, 15.44, 0.0);
    for (x, mean, expected) in [
        (1, 20.0, 24.638_487_208_008_897),
        (2, 22.35, 24.663_713_910_761_153),
        (7, 73.74, 71.469_670_896_967_09),
        (0, 0.0, 35.218_978_102_189_78),
    ] {
        close(model.expected_value(x, mean), expected, 1e-13, "E[M]");
    }
}

#[test]
fn gamma_gamma_of_rounded_values() {
    let histories = cdnow::histories();
    let rows: Vec<ValueSummary> = histories
        .value_summaries(cdnow::CALIBRATION_END, wafa_models::FirstPurchase::Excluded)
        .into_iter()
        .map(|row| ValueSummary { mean: (row.mean * 100.0).round() / 100.0, ..row })
        .collect();
    let model = GammaGamma::fit(&rows, &wafa_models::FitOptions::default()).unwrap();
    let golden = [6.248_801_903_556_997, 3.744_588_653_476_268_5, 15.447_750_738_142_124];
    for (got, want) in model.parameters().iter().zip(golden) {
        close(got.value, want, 5e-4, got.name);
    }
    let likelihood = model.report.log_likelihood;
    assert!((likelihood + 4_055.923_243_502_86).abs() < 0.01, "{likelihood}");
}

#[test]
fn mbg_nbd_of_the_sample() {
    let model = MbgNbd::fit(&cdnow::published_summary(), &wafa_models::FitOptions::default()).unwrap();
    let golden = [0.524_838_067_659_196_2, 6.182_992_073_165_953, 0.891_356_226_493_966_2, 1.613_998_985_747_357_3];
    for (got, want) in model.parameters().iter().zip(golden) {
        close(got.value, want, 1e-4, got.name);
    }
    let likelihood = model.report.log_likelihood;
    assert!((likelihood + 9_582.132_684_899_905).abs() < 1e-3, "{likelihood}");
}

#[test]
fn gamma_gamma_likelihood_at_the_printed_parameters() {
    let rows: Vec<ValueSummary> = cdnow::histories()
        .value_summaries(cdnow::CALIBRATION_END, wafa_models::FirstPurchase::Excluded)
        .into_iter()
        .map(|row| ValueSummary { mean: (row.mean * 100.0).round() / 100.0, ..row })
        .collect();
    let likelihood = GammaGamma::new(6.25, 3.74, 15.44, 0.0).log_likelihood(&rows).unwrap();
    // The golden summary was rounded once more on its way.
    assert!((likelihood + 4_055.924_712_730_168).abs() < 0.01, "{likelihood}");
}
