//! A fitted model survives being written down and read back, digit by digit.

use crate::cdnow::{self, CALIBRATION_END, HOLDOUT_END};
use wafa_models::{
    ClvOptions, FirstPurchase, FitOptions, GammaGamma, Predictor, Selection, TransactionKind, Unit, select,
};

#[test]
fn a_selection_is_the_same_after_json() {
    let selection = select(&cdnow::histories(), CALIBRATION_END, HOLDOUT_END);
    let text = serde_json::to_string(&selection).unwrap();
    assert!(!text.contains("null,null"), "a figure was not finite");
    let back: Selection = serde_json::from_str(&text).unwrap();
    assert_eq!(back, selection);
}

#[test]
fn a_predictor_answers_the_same_after_json() {
    let histories = cdnow::histories();
    let options = FitOptions::default();
    for kind in [
        TransactionKind::MbgNbd,
        TransactionKind::BgNbd,
        TransactionKind::ParetoNbd,
        TransactionKind::Nbd,
        TransactionKind::PooledRate,
    ] {
        let model = kind.fit(&histories.summaries(HOLDOUT_END, Unit::Week), &options).unwrap();
        let values = histories.value_summaries(HOLDOUT_END, FirstPurchase::Counts);
        let value = GammaGamma::fit(&values, &options).unwrap();
        let predictor = Predictor::new(model, Unit::Week)
            .with_value(value, FirstPurchase::Counts)
            .with_clv(ClvOptions { margin: 0.3, ..ClvOptions::default() }.with_annual_discount_rate(0.2));
        let back: Predictor = serde_json::from_str(&serde_json::to_string(&predictor).unwrap()).unwrap();
        assert_eq!(back, predictor);
        let history = histories.get(7).unwrap();
        assert_eq!(back.predict(&history, HOLDOUT_END, 90.0), predictor.predict(&history, HOLDOUT_END, 90.0));
    }
}
