#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use super::*;

struct Rosenbrock;

impl Objective<2> for Rosenbrock {
    fn evaluate(&self, at: &[f64; 2]) -> (f64, [f64; 2]) {
        let [x, y] = *at;
        let (valley, slope) = (y - x * x, 1.0 - x);
        let gradient = [-400.0 * x * valley - 2.0 * slope, 200.0 * valley];
        (1.0 + 100.0 * valley * valley + slope * slope, gradient)
    }
}

/// Falls for ever: its optimum is at the edge.
struct Slide;

impl Objective<1> for Slide {
    fn evaluate(&self, at: &[f64; 1]) -> (f64, [f64; 1]) {
        (at[0].exp(), [at[0].exp()])
    }
}

/// A gradient that lies: only the simplex can find the bottom.
struct Liar;

impl Objective<2> for Liar {
    fn evaluate(&self, at: &[f64; 2]) -> (f64, [f64; 2]) {
        let (x, y) = (at[0] - 1.0, at[1] + 2.0);
        (x * x + y * y + 1.0, [-2.0 * x, -2.0 * y])
    }
}

const STOP: Stop = Stop { max_iterations: 300, relative_f: 1e-14 };

#[test]
fn bends_through_the_valley() {
    let end = minimise(&Rosenbrock, &[[-1.2, 1.0]], LOG_LIMIT, STOP);
    assert!(end.converged && (end.at[0] - 1.0).abs() < 1e-6 && (end.at[1] - 1.0).abs() < 1e-6, "{end:?}");
    let walked = simplex::walk(&Rosenbrock, &[-1.2, 1.0], LOG_LIMIT, STOP);
    assert!((walked.at[0] - 1.0).abs() < 1e-4, "{walked:?}");
}

#[test]
fn an_optimum_at_the_edge_is_an_answer() {
    let end = minimise(&Slide, &[[0.0]], LOG_LIMIT, STOP);
    assert!(end.converged && end.value < 1e-7 && end.at[0] >= -LOG_LIMIT, "{end:?}");
}

#[test]
fn a_lying_gradient_is_survived() {
    let end = minimise(&Liar, &[[4.0, 4.0]], LOG_LIMIT, STOP);
    assert!((end.at[0] - 1.0).abs() < 1e-4 && (end.at[1] + 2.0).abs() < 1e-4, "{end:?}");
}
