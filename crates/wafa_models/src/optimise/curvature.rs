//! Standard errors from the curvature of the log-likelihood at its top.
#![allow(clippy::indexing_slicing, clippy::needless_range_loop)] // fixed-size square matrices

use super::{Objective, boxed};

/// Standard errors of the parameters themselves (not of their logarithms), by the delta method.
///
/// The Hessian is a central difference of the analytic gradient of the mean negative log-likelihood over
/// log-parameters; `observations` turns the mean into the total. `None` where the top is not a proper
/// peak (a boundary optimum or a ridge), since no honest figure exists there.
pub(crate) fn standard_errors<const N: usize>(
    objective: &impl Objective<N>,
    at: &[f64; N],
    limit: f64,
    observations: f64,
) -> Option<[f64; N]> {
    const STEP: f64 = 1e-4;
    let mut hessian = [[0.0; N]; N];
    for i in 0..N {
        if at[i].abs() >= limit - 2.0 * STEP {
            return None;
        }
        let (mut up, mut down) = (*at, *at);
        up[i] += STEP;
        down[i] -= STEP;
        let (gradient_up, gradient_down) = (boxed(objective, &up, limit).1, boxed(objective, &down, limit).1);
        for j in 0..N {
            hessian[i][j] = (gradient_up[j] - gradient_down[j]) / (2.0 * STEP);
        }
    }
    for i in 0..N {
        for j in 0..i {
            let mean = 0.5 * (hessian[i][j] + hessian[j][i]);
            hessian[i][j] = mean;
            hessian[j][i] = mean;
        }
    }
    let inverse = inverse(hessian)?;
    let mut errors = [0.0; N];
    for i in 0..N {
        let variance = inverse[i][i] / observations;
        if !(variance > 0.0 && variance < 1e6) {
            return None;
        }
        errors[i] = at[i].exp() * variance.sqrt();
    }
    Some(errors)
}

/// Gauss–Jordan with partial pivoting; `None` for a singular matrix.
fn inverse<const N: usize>(mut m: [[f64; N]; N]) -> Option<[[f64; N]; N]> {
    let mut out = [[0.0; N]; N];
    for i in 0..N {
        out[i][i] = 1.0;
    }
    for column in 0..N {
        let pivot = (column..N).max_by(|&p, &q| m[p][column].abs().total_cmp(&m[q][column].abs()))?;
        let value = m[pivot][column];
        if !value.is_finite() || value.abs() < 1e-14 {
            return None;
        }
        m.swap(column, pivot);
        out.swap(column, pivot);
        for j in 0..N {
            m[column][j] /= value;
            out[column][j] /= value;
        }
        for row in (0..N).filter(|&row| row != column) {
            let factor = m[row][column];
            for j in 0..N {
                m[row][j] -= factor * m[column][j];
                out[row][j] -= factor * out[column][j];
            }
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    #[test]
    fn inverse_of_a_known_matrix() {
        let out = super::inverse([[2.0_f64, 1.0], [1.0, 1.0]]).unwrap_or_default();
        let expected = [[1.0, -1.0], [-1.0, 2.0]];
        for (row, want) in out.iter().zip(expected) {
            for (value, want) in row.iter().zip(want) {
                assert!((value - want).abs() < 1e-14, "{out:?}");
            }
        }
        assert!(super::inverse([[1.0_f64, 1.0], [1.0, 1.0]]).is_none());
    }
}
