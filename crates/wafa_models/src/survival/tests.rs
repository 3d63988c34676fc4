#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use super::*;

fn stays(rows: &[(f64, bool)]) -> Vec<Stay> {
    rows.iter().map(|(duration, left)| Stay { duration: *duration, left: *left, weight: 1.0 }).collect()
}

#[track_caller]
fn near(got: f64, want: f64, tolerance: f64) {
    assert!((got - want).abs() <= tolerance, "{got} {want}");
}

/// Remission of 21 leukaemia patients under 6-MP and 21 without (Freireich et al. 1963), the textbook case.
const TREATED: [(f64, bool); 21] = [
    (6.0, true),
    (6.0, true),
    (6.0, true),
    (6.0, false),
    (7.0, true),
    (9.0, false),
    (10.0, true),
    (10.0, false),
    (11.0, false),
    (13.0, true),
    (16.0, true),
    (17.0, false),
    (19.0, false),
    (20.0, false),
    (22.0, true),
    (23.0, true),
    (25.0, false),
    (32.0, false),
    (32.0, false),
    (34.0, false),
    (35.0, false),
];
const UNTREATED: [f64; 21] =
    [1.0, 1.0, 2.0, 2.0, 3.0, 4.0, 4.0, 5.0, 5.0, 8.0, 8.0, 8.0, 8.0, 11.0, 11.0, 12.0, 12.0, 15.0, 17.0, 22.0, 23.0];

#[test]
fn curve_of_the_textbook() {
    let curve = KaplanMeier::fit(&stays(&TREATED)).unwrap();
    for (time, survival) in [(5.9, 1.0), (6.0, 0.857), (7.0, 0.807), (10.0, 0.753), (13.0, 0.690), (23.0, 0.448)] {
        near(curve.survival(time), survival, 5e-4);
    }
    assert_eq!(curve.median(), Some(23.0));
    let first = curve.points[0];
    assert_eq!((first.at_risk, first.left), (21.0, 3.0));
    // R's survfit(conf.type = "log-log") gives 0.620 to 0.952 after week 6.
    near(first.lower, 0.620, 1e-3);
    near(first.upper, 0.952, 1e-3);
    assert!(curve.points.windows(2).all(|pair| pair[1].survival < pair[0].survival));
}

#[test]
fn log_rank_of_the_textbook() {
    let untreated: Vec<(f64, bool)> = UNTREATED.iter().map(|week| (*week, true)).collect();
    let test = log_rank(&stays(&TREATED), &stays(&untreated)).unwrap();
    near(test.chi_square, 16.79, 0.01);
    near(test.p_value, 4.17e-5, 2e-6);
    near(test.observed, 9.0, 0.0);
    near(test.expected, 19.25, 0.01);
    let same = log_rank(&stays(&TREATED), &stays(&TREATED)).unwrap();
    near(same.p_value, 1.0, 1e-12);
}

#[test]
fn weights_are_so_many_customers() {
    let doubled: Vec<Stay> = stays(&TREATED).into_iter().map(|stay| Stay { weight: 2.0, ..stay }).collect();
    let twice: Vec<Stay> = stays(&TREATED).into_iter().flat_map(|stay| [stay, stay]).collect();
    let (doubled, twice) = (KaplanMeier::fit(&doubled).unwrap(), KaplanMeier::fit(&twice).unwrap());
    for (one, other) in doubled.points.iter().zip(&twice.points) {
        near(one.survival, other.survival, 1e-12);
        near(one.lower, other.lower, 1e-12);
    }
}

#[test]
fn edges_are_answered() {
    assert_eq!(KaplanMeier::fit(&[]).unwrap_err(), FitError::NoRows);
    let odd = [Stay { duration: f64::NAN, left: true, weight: 1.0 }];
    assert_eq!(KaplanMeier::fit(&odd).unwrap_err(), FitError::ImpossibleRow { row: 0 });
    let everybody = KaplanMeier::fit(&stays(&[(0.0, true), (1.0, true)])).unwrap();
    assert_eq!(everybody.survival(5.0), 0.0);
    for point in &everybody.points {
        assert!(point.lower <= point.survival && point.survival <= point.upper, "{point:?}");
    }
    let nobody = KaplanMeier::fit(&stays(&[(4.0, false)])).unwrap();
    assert!(nobody.points.is_empty() && nobody.survival(9.0) == 1.0 && nobody.median().is_none());
    let test = log_rank(&stays(&[(4.0, false)]), &stays(&[(4.0, false)])).unwrap();
    assert_eq!((test.chi_square, test.p_value), (0.0, 1.0));
}
