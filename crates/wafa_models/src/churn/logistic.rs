//! Logistic regression with a ridge.
//!
//! Assumptions
//! 1. The log-odds of leaving are β₀ + Σ βᵢ·xᵢ, with the same β for everyone.
//! 2. Customers leave independently of each other.
//!
//! Parameters: one coefficient per column, in log-odds per unit of the column. Columns are standardised before
//! fitting and the sum of squared coefficients times `ridge`/2 is subtracted from the log-likelihood, so that
//! columns that say the same, or separate the outcomes perfectly, have finite coefficients. The fit is Newton's
//! method (iteratively reweighted least squares) with halved steps; standard errors are the roots of the
//! diagonal of the inverse Hessian, ridge included.
//!
//! D. R. Cox, "The regression analysis of binary sequences", JRSS B 20, 1958; S. le Cessie, J. C. van
//! Houwelingen, "Ridge Estimators in Logistic Regression", Applied Statistics 41, 1992.
#![allow(clippy::indexing_slicing, clippy::needless_range_loop)] // square systems of one size

use crate::features::Features;
use crate::fit::FitError;
use crate::special::{ln_1p_exp, logistic};
use serde::{Deserialize, Serialize};

#[cfg(test)]
mod tests;

/// How to fit.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct LogisticOptions {
    /// Weight of the ridge, over standardised columns; kept above 1e-6.
    pub ridge: f64,
    /// Most steps of Newton's method.
    pub max_iterations: u32,
}

impl Default for LogisticOptions {
    fn default() -> Self {
        Self { ridge: 1.0, max_iterations: 60 }
    }
}

/// One column's part in the log-odds.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Coefficient {
    /// Log-odds per unit of the column.
    pub value: f64,
    /// Its standard error.
    pub standard_error: f64,
}

/// A fitted logistic regression; see the module for the assumptions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Logistic {
    /// Log-odds of a row of zeros.
    pub intercept: f64,
    /// One coefficient per column.
    pub coefficients: Vec<Coefficient>,
    /// Log-likelihood at the optimum, without the ridge.
    pub log_likelihood: f64,
    /// Rows it was fitted to.
    pub rows: usize,
    /// Steps of Newton's method.
    pub iterations: u32,
}

impl Logistic {
    /// Fits; rows beyond the shorter of the two inputs are left out.
    ///
    /// # Errors
    /// No rows.
    pub fn fit(features: &Features, outcomes: &[bool], options: &LogisticOptions) -> Result<Self, FitError> {
        let rows = features.len().min(outcomes.len());
        if rows == 0 {
            return Err(FitError::NoRows);
        }
        let scaled = Scaled::of(features, rows);
        let ridge = if options.ridge.is_finite() { options.ridge.max(1e-6) } else { 1.0 };
        let size = features.width() + 1;
        let mut at = vec![0.0; size];
        let positives = outcomes.iter().take(rows).filter(|outcome| **outcome).count() as f64;
        at[0] = ((positives + 0.5) / (rows as f64 - positives + 0.5)).ln();
        let mut value = penalised(&scaled, outcomes, &at, ridge);
        let mut iterations = 0;
        while iterations < options.max_iterations.max(1) {
            iterations += 1;
            let (gradient, hessian) = curvature(&scaled, outcomes, &at, ridge);
            let Some(step) = solve(hessian, &[gradient]).and_then(|steps| steps.into_iter().next()) else { break };
            let Some((next, reached)) = halved(&scaled, outcomes, &at, &step, value, ridge) else { break };
            let gained = reached - value;
            (at, value) = (next, reached);
            if gained <= 1e-11 * value.abs().max(1.0) {
                break;
            }
        }
        let errors = standard_errors(&scaled, outcomes, &at, ridge);
        Ok(scaled.unscaled(&at, &errors, value, ridge, iterations))
    }

    /// Probability of the outcome for a row.
    #[must_use]
    pub fn predict(&self, row: &[f64]) -> f64 {
        let sum: f64 = self.coefficients.iter().zip(row).map(|(coefficient, x)| coefficient.value * x).sum();
        let odds = self.intercept + sum;
        if odds.is_nan() { 0.5 } else { logistic(odds) }
    }
}

/// Columns with mean 0 and standard deviation 1; columns that do not vary are 0.
struct Scaled {
    rows: usize,
    size: usize,
    means: Vec<f64>,
    deviations: Vec<f64>,
    values: Vec<f64>,
}

impl Scaled {
    fn of(features: &Features, rows: usize) -> Self {
        let width = features.width();
        let (mut means, mut squares) = (vec![0.0; width], vec![0.0; width]);
        for row in features.iter().take(rows) {
            for (mean, value) in means.iter_mut().zip(row) {
                *mean += value / rows as f64;
            }
        }
        for row in features.iter().take(rows) {
            for ((square, value), mean) in squares.iter_mut().zip(row).zip(&means) {
                *square += (value - mean) * ((value - mean) / rows as f64);
            }
        }
        let deviations: Vec<f64> = squares
            .iter()
            .zip(&means)
            .map(|(square, mean)| square.sqrt().min(1e150) * f64::from(u8::from(square.sqrt() > 1e-12 * mean.abs())))
            .collect();
        let mut values = Vec::with_capacity(rows * (width + 1));
        for row in features.iter().take(rows) {
            values.push(1.0);
            for ((value, mean), deviation) in row.iter().zip(&means).zip(&deviations) {
                values.push(if *deviation > 0.0 { (value - mean) / deviation } else { 0.0 });
            }
        }
        Self { rows, size: width + 1, means, deviations, values }
    }

    fn each(&self) -> impl Iterator<Item = &[f64]> {
        self.values.chunks_exact(self.size)
    }

    fn unscaled(&self, at: &[f64], errors: &[f64], value: f64, ridge: f64, iterations: u32) -> Logistic {
        let mut intercept = at[0];
        let coefficients = (1..self.size)
            .map(|i| {
                let deviation = self.deviations[i - 1];
                if deviation <= 0.0 {
                    return Coefficient { value: 0.0, standard_error: 0.0 };
                }
                intercept -= at[i] * (self.means[i - 1] / deviation);
                Coefficient { value: at[i] / deviation, standard_error: errors[i] / deviation }
            })
            .collect();
        let log_likelihood = value + 0.5 * ridge * at.iter().skip(1).map(|b| b * b).sum::<f64>();
        Logistic { intercept, coefficients, log_likelihood, rows: self.rows, iterations }
    }
}

fn dot(p: &[f64], q: &[f64]) -> f64 {
    p.iter().zip(q).map(|(p, q)| p * q).sum()
}

fn penalised(scaled: &Scaled, outcomes: &[bool], at: &[f64], ridge: f64) -> f64 {
    let sum: f64 = scaled
        .each()
        .zip(outcomes)
        .map(|(row, outcome)| {
            let odds = dot(row, at);
            -ln_1p_exp(if *outcome { -odds } else { odds })
        })
        .sum();
    sum - 0.5 * ridge * at.iter().skip(1).map(|b| b * b).sum::<f64>()
}

/// Gradient and negative Hessian of the penalised log-likelihood.
fn curvature(scaled: &Scaled, outcomes: &[bool], at: &[f64], ridge: f64) -> (Vec<f64>, Vec<Vec<f64>>) {
    let size = scaled.size;
    let (mut gradient, mut hessian) = (vec![0.0; size], vec![vec![0.0; size]; size]);
    for (row, outcome) in scaled.each().zip(outcomes) {
        let p = logistic(dot(row, at));
        let (rest, weight) = (f64::from(u8::from(*outcome)) - p, p * (1.0 - p));
        for i in 0..size {
            gradient[i] += rest * row[i];
            let weighted = weight * row[i];
            if weighted != 0.0 {
                for j in 0..=i {
                    hessian[i][j] += weighted * row[j];
                }
            }
        }
    }
    for i in 0..size {
        for j in 0..i {
            hessian[j][i] = hessian[i][j];
        }
        if i > 0 {
            gradient[i] -= ridge * at[i];
            hessian[i][i] += ridge;
        }
        hessian[i][i] += 1e-9;
    }
    (gradient, hessian)
}

/// The longest of the step, its half, its quarter … that gains anything.
fn halved(
    scaled: &Scaled,
    outcomes: &[bool],
    at: &[f64],
    step: &[f64],
    value: f64,
    ridge: f64,
) -> Option<(Vec<f64>, f64)> {
    let mut factor = 1.0;
    for _ in 0..30 {
        let next: Vec<f64> = at.iter().zip(step).map(|(at, step)| at + factor * step).collect();
        let reached = penalised(scaled, outcomes, &next, ridge);
        if reached > value {
            return Some((next, reached));
        }
        factor *= 0.5;
    }
    None
}

fn standard_errors(scaled: &Scaled, outcomes: &[bool], at: &[f64], ridge: f64) -> Vec<f64> {
    let (_, hessian) = curvature(scaled, outcomes, at, ridge);
    let size = scaled.size;
    let units: Vec<Vec<f64>> = (0..size).map(|i| (0..size).map(|j| f64::from(u8::from(i == j))).collect()).collect();
    let columns = solve(hessian, &units).unwrap_or_default();
    (0..size).map(|i| columns.get(i).map_or(0.0, |column| column[i].max(0.0).sqrt())).collect()
}

/// Solves a symmetric positive definite system for several right-hand sides by Cholesky's decomposition.
fn solve(mut matrix: Vec<Vec<f64>>, sides: &[Vec<f64>]) -> Option<Vec<Vec<f64>>> {
    let size = matrix.len();
    for i in 0..size {
        for j in 0..=i {
            let sum = matrix[i][j] - (0..j).map(|k| matrix[i][k] * matrix[j][k]).sum::<f64>();
            if i == j {
                if !(sum > 0.0 && sum.is_finite()) {
                    return None;
                }
                matrix[i][i] = sum.sqrt();
            } else {
                matrix[i][j] = sum / matrix[j][j];
            }
        }
    }
    let back = |side: &Vec<f64>| {
        let mut out = side.clone();
        for i in 0..size {
            out[i] = (out[i] - (0..i).map(|k| matrix[i][k] * out[k]).sum::<f64>()) / matrix[i][i];
        }
        for i in (0..size).rev() {
            out[i] = (out[i] - (i + 1..size).map(|k| matrix[k][i] * out[k]).sum::<f64>()) / matrix[i][i];
        }
        out
    };
    Some(sides.iter().map(back).collect())
}
