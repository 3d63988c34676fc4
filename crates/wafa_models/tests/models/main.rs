//! The crate as its callers see it: published figures, golden numbers, hold-out, hostile input, storage.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

mod cdnow;
mod churn;
mod fuzz;
mod golden;
mod holdout;
mod hostile;
mod laws;
mod published;
mod stored;
mod telco;

/// Asserts that two numbers agree to a relative tolerance.
#[track_caller]
pub fn close(got: f64, want: f64, relative: f64, what: &str) {
    let error = (got - want).abs() / want.abs().max(1e-300);
    assert!(error <= relative, "{what}: got {got:.15e}, want {want:.15e}, off by {error:.2e}");
}
