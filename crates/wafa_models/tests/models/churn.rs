//! Foretelling churn on real customers of a telephone company, five-fold cross-validated.

use crate::telco::customers as telco;
use wafa_models::churn::{Logistic, LogisticOptions, cross_validate};

#[test]
fn logistic_regression_foretells_who_leaves() {
    let (features, left) = telco();
    assert_eq!(features.len(), 3_522);
    let score = cross_validate(&features, &left, 5, |known, outcomes| {
        let model = Logistic::fit(known, outcomes, &LogisticOptions::default()).unwrap();
        Box::new(move |row| model.predict(row))
    });
    assert!(score.auc.unwrap() > 0.835, "{score:?}");
    assert!(score.brier < 0.14 && score.brier < score.base_rate * (1.0 - score.base_rate), "{score:?}");
}

#[cfg(feature = "boosting")]
#[test]
fn boosted_trees_foretell_as_well_or_better() {
    use wafa_models::churn::{Boosted, BoostedOptions};
    let (features, left) = telco();
    let score = cross_validate(&features, &left, 5, |known, outcomes| {
        let model = Boosted::fit(known, outcomes, &BoostedOptions::default()).unwrap();
        Box::new(move |row| model.predict(row))
    });
    assert!(score.auc.unwrap() > 0.84, "{score:?}");
    let model = Boosted::fit(&features, &left, &BoostedOptions::default()).unwrap();
    let again: Boosted = serde_json::from_str(&serde_json::to_string(&model).unwrap()).unwrap();
    for row in features.iter().take(50) {
        assert_eq!(again.predict(row), model.predict(row));
    }
}

#[cfg(feature = "boosting")]
#[test]
fn trees_refuse_what_has_nothing_to_tell_apart() {
    use wafa_models::FitError;
    use wafa_models::churn::{Boosted, BoostedOptions};
    use wafa_models::features::Features;
    let options = BoostedOptions::default();
    let mut features = Features::new(1);
    assert_eq!(Boosted::fit(&features, &[], &options).err(), Some(FitError::NoRows));
    features.push(&[1.0]);
    features.push(&[2.0]);
    assert_eq!(Boosted::fit(&features, &[true, true], &options).err(), Some(FitError::OneOutcome));
    let model = Boosted::fit(&features, &[true, false], &options).unwrap();
    assert!(model.predict(&[f64::NAN]).is_finite() && model.predict(&[]).is_finite());
}
