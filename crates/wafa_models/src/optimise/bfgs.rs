//! Broyden–Fletcher–Goldfarb–Shanno with the bisecting weak-Wolfe line search of Lewis & Overton (2013).
#![allow(clippy::indexing_slicing, clippy::needless_range_loop)] // fixed-size arrays indexed by constants of their own length

use super::{Minimum, Objective, Stop, boxed};

const GRADIENT_ENOUGH: f64 = 1e-10;

/// One point of the descent.
#[derive(Clone, Copy)]
struct Point<const N: usize> {
    at: [f64; N],
    value: f64,
    gradient: [f64; N],
}

/// Descends from `start` until the value stands still twice in a row.
pub(super) fn descend<const N: usize>(
    objective: &impl Objective<N>,
    start: &[f64; N],
    limit: f64,
    stop: Stop,
) -> Minimum<N> {
    let (value, gradient) = boxed(objective, start, limit);
    let mut here = Point { at: *start, value, gradient };
    let (mut evaluations, mut iterations, mut still) = (1, 0, 0);
    let mut inverse = scaled_identity::<N>(1.0 / norm(&gradient).max(1.0));
    let mut fresh = true;
    let mut converged = false;
    while iterations < stop.max_iterations && here.value.is_finite() {
        iterations += 1;
        if largest(&here.gradient) <= GRADIENT_ENOUGH * here.value.abs().max(1.0) {
            converged = true;
            break;
        }
        let direction = descent_direction(&mut inverse, &here.gradient, &mut fresh);
        let Some((next, used)) = line_search(objective, &here, &direction, limit) else {
            if fresh {
                converged = largest(&here.gradient) <= 1e-6 * here.value.abs().max(1.0);
                break;
            }
            inverse = scaled_identity::<N>(1.0 / norm(&here.gradient).max(1.0));
            fresh = true;
            continue;
        };
        evaluations += used;
        let gained = here.value - next.value;
        update(&mut inverse, &here, &next, fresh);
        fresh = false;
        here = next;
        still = if gained <= stop.relative_f * here.value.abs().max(1e-3) { still + 1 } else { 0 };
        if still >= 2 {
            converged = true;
            break;
        }
    }
    Minimum { at: here.at, value: here.value, iterations, evaluations, converged }
}

fn descent_direction<const N: usize>(inverse: &mut [[f64; N]; N], gradient: &[f64; N], fresh: &mut bool) -> [f64; N] {
    let mut direction = times(inverse, gradient).map(|d| -d);
    if dot(&direction, gradient) >= 0.0 || direction.iter().any(|d| !d.is_finite()) {
        *inverse = scaled_identity::<N>(1.0 / norm(gradient).max(1.0));
        *fresh = true;
        direction = times(inverse, gradient).map(|d| -d);
    }
    // A step of more than e^3 in a parameter at once only leads into flat country.
    let longest = largest(&direction);
    if longest > 3.0 {
        direction = direction.map(|d| d * 3.0 / longest);
    }
    direction
}

/// Finds a step that lowers the value enough and flattens the slope; `None` when the value cannot be lowered.
fn line_search<const N: usize>(
    objective: &impl Objective<N>,
    here: &Point<N>,
    direction: &[f64; N],
    limit: f64,
) -> Option<(Point<N>, u32)> {
    const LOWER_ENOUGH: f64 = 1e-4;
    const FLATTER: f64 = 0.9;
    let slope = dot(direction, &here.gradient);
    let (mut low, mut high, mut step) = (0.0, f64::INFINITY, 1.0);
    let mut best: Option<Point<N>> = None;
    let mut used = 0;
    while used < 25 {
        used += 1;
        let mut at = here.at;
        for i in 0..N {
            at[i] = (at[i] + step * direction[i]).clamp(-limit, limit);
        }
        let (value, gradient) = boxed(objective, &at, limit);
        let lowered = value <= here.value + LOWER_ENOUGH * step * slope;
        if value < here.value && best.as_ref().is_none_or(|b| value < b.value) {
            best = Some(Point { at, value, gradient });
        }
        if !lowered {
            high = step;
        } else if dot(direction, &gradient) < FLATTER * slope {
            low = step;
        } else {
            break;
        }
        if best.is_some() && used >= 12 {
            break;
        }
        step = if high.is_finite() { 0.5 * (low + high) } else { 2.0 * low };
    }
    best.map(|point| (point, used))
}

/// The BFGS update of the inverse Hessian, skipped where the curvature is not positive.
fn update<const N: usize>(inverse: &mut [[f64; N]; N], here: &Point<N>, next: &Point<N>, fresh: bool) {
    let (mut step, mut change) = ([0.0; N], [0.0; N]);
    for i in 0..N {
        step[i] = next.at[i] - here.at[i];
        change[i] = next.gradient[i] - here.gradient[i];
    }
    let curvature = dot(&step, &change);
    if curvature <= 1e-14 * norm(&step) * norm(&change) || !curvature.is_finite() {
        return;
    }
    if fresh {
        *inverse = scaled_identity::<N>(curvature / dot(&change, &change));
    }
    let turned = times(inverse, &change);
    let factor = (1.0 + dot(&change, &turned) / curvature) / curvature;
    for i in 0..N {
        for j in 0..N {
            inverse[i][j] += factor * step[i] * step[j] - (turned[i] * step[j] + step[i] * turned[j]) / curvature;
        }
    }
}

fn scaled_identity<const N: usize>(scale: f64) -> [[f64; N]; N] {
    let mut matrix = [[0.0; N]; N];
    for i in 0..N {
        matrix[i][i] = scale;
    }
    matrix
}

fn times<const N: usize>(matrix: &[[f64; N]; N], vector: &[f64; N]) -> [f64; N] {
    let mut out = [0.0; N];
    for i in 0..N {
        out[i] = dot(&matrix[i], vector);
    }
    out
}

fn dot<const N: usize>(p: &[f64; N], q: &[f64; N]) -> f64 {
    p.iter().zip(q).map(|(p, q)| p * q).sum()
}

fn norm<const N: usize>(v: &[f64; N]) -> f64 {
    dot(v, v).sqrt()
}

fn largest<const N: usize>(v: &[f64; N]) -> f64 {
    v.iter().fold(0.0, |m, x| x.abs().max(m))
}
