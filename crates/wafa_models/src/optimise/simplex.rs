//! Nelder–Mead (1965) with the usual coefficients; slow, but asks for nothing but values.
#![allow(clippy::indexing_slicing, clippy::needless_range_loop)] // vertices are N + 1 by construction

use super::{Minimum, Objective, Stop, boxed};

/// Walks a simplex downhill from `start` until all its corners are equally low.
pub(super) fn walk<const N: usize>(
    objective: &impl Objective<N>,
    start: &[f64; N],
    limit: f64,
    stop: Stop,
) -> Minimum<N> {
    let value_at = |at: &[f64; N]| boxed(objective, at, limit).0;
    let mut corners = vec![(*start, value_at(start))];
    for i in 0..N {
        let mut at = *start;
        at[i] += if at[i] > 0.0 { -0.5 } else { 0.5 };
        corners.push((at, value_at(&at)));
    }
    let (mut evaluations, mut iterations) = (N as u32 + 1, 0);
    let mut converged = false;
    while iterations < stop.max_iterations * 4 {
        iterations += 1;
        corners.sort_by(|p, q| p.1.total_cmp(&q.1));
        let (lowest, highest) = (corners[0].1, corners[N].1);
        if (highest - lowest).abs() <= stop.relative_f * lowest.abs().max(1e-3) {
            converged = true;
            break;
        }
        let mut middle = [0.0; N];
        for corner in corners.iter().take(N) {
            for i in 0..N {
                middle[i] += corner.0[i] / N as f64;
            }
        }
        let towards = |factor: f64| {
            let mut at = middle;
            for i in 0..N {
                at[i] += factor * (corners[N].0[i] - middle[i]);
            }
            (at, value_at(&at))
        };
        let mirrored = towards(-1.0);
        evaluations += 2;
        let replacement = if mirrored.1 < lowest {
            let far = towards(-2.0);
            Some(if far.1 < mirrored.1 { far } else { mirrored })
        } else if mirrored.1 < corners[N - 1].1 {
            Some(mirrored)
        } else {
            let near = towards(if mirrored.1 < highest { -0.5 } else { 0.5 });
            (near.1 < mirrored.1.min(highest)).then_some(near)
        };
        if let Some(corner) = replacement {
            corners[N] = corner;
            continue;
        }
        let best = corners[0].0;
        for corner in corners.iter_mut().skip(1) {
            for i in 0..N {
                corner.0[i] = best[i] + 0.5 * (corner.0[i] - best[i]);
            }
            corner.1 = value_at(&corner.0);
            evaluations += 1;
        }
    }
    corners.sort_by(|p, q| p.1.total_cmp(&q.1));
    Minimum { at: corners[0].0, value: corners[0].1, iterations, evaluations, converged }
}
