#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use super::*;
use crate::FitError;

#[test]
fn equal_customers_become_one_weighted_row() {
    let rows = [Summary::new(2, 3.0, 9.0), Summary::new(0, 0.0, 3.0), Summary::new(2, 3.0, 9.0)];
    let sample = Sample::new(&rows).unwrap();
    assert_eq!(sample.rows.len(), 2);
    assert_eq!((sample.customers, sample.scale, sample.purchases), (3.0, 7.0, 4.0));
    assert_eq!(sample.rows[1].weight, 2.0);
    assert!((sample.rows[1].t - 9.0 / 7.0).abs() < 1e-15);
}

#[test]
fn refusals_say_what_is_wrong() {
    assert_eq!(Sample::new(&[]).unwrap_err(), FitError::NoRows);
    assert_eq!(Sample::new(&[Summary::new(0, 0.0, 0.0)]).unwrap_err(), FitError::NoTimeObserved);
    let bad = [Summary::new(0, 0.0, 1.0), Summary::new(1, 5.0, 4.0)];
    assert_eq!(Sample::new(&bad).unwrap_err(), FitError::ImpossibleRow { row: 1 });
    assert_eq!(FitError::NoRows.code(), "models.no_rows");
}
