//! Maximum likelihood: minimises a smooth function of a few log-parameters.
//!
//! Owns BFGS with a weak-Wolfe line search (the work-horse), Nelder–Mead (the fallback when a gradient
//! misleads) and standard errors from the curvature at the optimum. Objectives are the MEAN negative
//! log-likelihood, so that one stopping rule, "the mean no longer moves by 1e-13 of itself", serves ten
//! customers and ten million; stopping on the gradient alone thrashes near machine precision. Parameters
//! are logarithms, kept within ±[`LOG_LIMIT`], so that an optimum at a boundary (a parameter going to zero
//! or infinity) ends in a finite, named place instead of in an error.
#![allow(clippy::indexing_slicing, clippy::needless_range_loop)] // fixed-size arrays indexed by constants of their own length

mod bfgs;
mod curvature;
mod simplex;

#[cfg(test)]
mod tests;

pub(crate) use curvature::standard_errors;

/// Log-parameters never leave `[-LOG_LIMIT, LOG_LIMIT]`: e^±18 is 1.5e-8 to 6.6e7.
pub(crate) const LOG_LIMIT: f64 = 18.0;

/// When to stop.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stop {
    pub max_iterations: u32,
    pub relative_f: f64,
}

/// Where the minimisation ended.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Minimum<const N: usize> {
    pub at: [f64; N],
    pub value: f64,
    pub iterations: u32,
    pub evaluations: u32,
    pub converged: bool,
}

/// A function with its gradient; a refused point returns `+inf`.
pub(crate) trait Objective<const N: usize> {
    fn evaluate(&self, at: &[f64; N]) -> (f64, [f64; N]);
}

/// Keeps a point inside the box and silences gradient components that push out of it.
pub(crate) fn boxed<const N: usize>(objective: &impl Objective<N>, at: &[f64; N], limit: f64) -> (f64, [f64; N]) {
    let mut inside = *at;
    for value in &mut inside {
        *value = if value.is_nan() { 0.0 } else { value.clamp(-limit, limit) };
    }
    let (value, mut gradient) = objective.evaluate(&inside);
    for i in 0..N {
        let pushes_out = (at[i] >= limit && gradient[i] < 0.0) || (at[i] <= -limit && gradient[i] > 0.0);
        if pushes_out || !gradient[i].is_finite() {
            gradient[i] = 0.0;
        }
    }
    (if value.is_nan() { f64::INFINITY } else { value }, gradient)
}

/// Best of several starts: BFGS from each, Nelder–Mead and once more BFGS where a start did not converge.
pub(crate) fn minimise<const N: usize>(
    objective: &impl Objective<N>,
    starts: &[[f64; N]],
    limit: f64,
    stop: Stop,
) -> Minimum<N> {
    let mut best: Option<Minimum<N>> = None;
    let (mut iterations, mut evaluations) = (0, 0);
    for start in starts {
        let mut end = bfgs::descend(objective, start, limit, stop);
        iterations += end.iterations;
        evaluations += end.evaluations;
        if !end.converged {
            let walked = simplex::walk(objective, &end.at, limit, stop);
            let polished = bfgs::descend(objective, &walked.at, limit, stop);
            iterations += walked.iterations + polished.iterations;
            evaluations += walked.evaluations + polished.evaluations;
            end = if polished.value <= walked.value { polished } else { walked };
            end.converged |= walked.converged && (end.value - walked.value).abs() <= 1e-9 * end.value.abs();
        }
        if best.is_none_or(|b| end.value < b.value) {
            best = Some(end);
        }
    }
    let mut end =
        best.unwrap_or(Minimum { at: [0.0; N], value: f64::INFINITY, iterations, evaluations, converged: false });
    for value in &mut end.at {
        *value = if value.is_nan() { 0.0 } else { value.clamp(-limit, limit) };
    }
    end.iterations = iterations;
    end.evaluations = evaluations;
    end
}
