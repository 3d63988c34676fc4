//! Special functions, in log-space wherever a value can overflow.
//!
//! Owns the handful of functions the models need and nothing more: logarithm of the gamma and beta
//! functions, digamma, rising factorials, log-sum-exp, the logarithm of Gauss' hypergeometric function
//! and a Gauss–Legendre rule. They are written here, because a library that promises "no NaN for any
//! input" must own the last digit. Accuracy: about 1e-13, relative to max(1, |value|).
//!
//! Sources: Abramowitz & Stegun 6.1.41, 6.3.18, 15.1.1, 15.3.3; NIST DLMF §5.11, §15.2.

pub(crate) mod quadrature;

#[cfg(test)]
mod tests;

const HALF_LN_TWO_PI: f64 = 0.918_938_533_204_672_8;

/// Largest number of factors that are multiplied one by one before the gamma function takes over.
const DIRECT_FACTORS: u64 = 20_000;

/// Logarithm of the gamma function for `x > 0`; `+inf` at zero and below, where the models never are.
///
/// Stirling's series above 10, after shifting smaller arguments up (A&S 6.1.41).
#[must_use]
pub fn ln_gamma(x: f64) -> f64 {
    if x.is_nan() || x <= 0.0 {
        return f64::INFINITY;
    }
    if x < 1e-290 {
        return -x.ln();
    }
    let mut shifted = x;
    let mut product = 1.0;
    while shifted < 10.0 {
        product *= shifted;
        shifted += 1.0;
    }
    let inverse = 1.0 / shifted;
    let square = inverse * inverse;
    let series = inverse
        * (1.0 / 12.0
            + square
                * (-1.0 / 360.0
                    + square
                        * (1.0 / 1260.0
                            + square
                                * (-1.0 / 1680.0
                                    + square * (1.0 / 1188.0 + square * (-691.0 / 360_360.0 + square / 156.0))))));
    (shifted - 0.5) * shifted.ln() - shifted + HALF_LN_TWO_PI + series - product.ln()
}

/// Derivative of [`ln_gamma`] for `x > 0`; `-inf` at zero and below (A&S 6.3.18).
#[must_use]
pub fn digamma(x: f64) -> f64 {
    if x.is_nan() || x <= 0.0 {
        return f64::NEG_INFINITY;
    }
    let mut shifted = x;
    let mut sum = 0.0;
    while shifted < 10.0 {
        sum += 1.0 / shifted;
        shifted += 1.0;
    }
    let square = 1.0 / (shifted * shifted);
    let series = square
        * (1.0 / 12.0
            - square
                * (1.0 / 120.0
                    - square
                        * (1.0 / 252.0
                            - square
                                * (1.0 / 240.0
                                    - square * (1.0 / 132.0 - square * (691.0 / 32_760.0 - square / 12.0))))));
    shifted.ln() - 0.5 / shifted - series - sum
}

/// Logarithm of the beta function, `a > 0`, `b > 0`.
#[must_use]
pub fn ln_beta(a: f64, b: f64) -> f64 {
    let (small, large) = if a < b { (a, b) } else { (b, a) };
    if large > 30.0 {
        // ln Γ(large) − ln Γ(large + small) without cancelling two huge numbers.
        return ln_gamma(small) - ln_gamma_step(large, small);
    }
    ln_gamma(small) + ln_gamma(large) - ln_gamma(small + large)
}

/// `ln Γ(x + d) − ln Γ(x)` for `x > 30` and `d > 0`, as the difference of two Stirling series.
fn ln_gamma_step(x: f64, d: f64) -> f64 {
    let y = x + d;
    let tail = |z: f64| {
        let square = 1.0 / (z * z);
        (1.0 / 12.0 - square * (1.0 / 360.0 - square * (1.0 / 1260.0 - square / 1680.0))) / z
    };
    (x - 0.5) * (d / x).ln_1p() + d * y.ln() - d + (tail(y) - tail(x))
}

/// `Σ_{from ≤ j < to} ln(base + j)`, the logarithm of a piece of a rising factorial.
#[must_use]
pub fn ln_rising(base: f64, from: u64, to: u64) -> f64 {
    if to <= from {
        return 0.0;
    }
    if to - from > DIRECT_FACTORS {
        return ln_gamma(base + to as f64) - ln_gamma(base + from as f64);
    }
    (from..to).map(|j| (base + j as f64).ln()).sum()
}

/// `Σ_{from ≤ j < to} 1/(base + j)`, the derivative of [`ln_rising`].
#[must_use]
pub fn sum_inverse(base: f64, from: u64, to: u64) -> f64 {
    if to <= from {
        return 0.0;
    }
    if to - from > DIRECT_FACTORS {
        return digamma(base + to as f64) - digamma(base + from as f64);
    }
    (from..to).map(|j| 1.0 / (base + j as f64)).sum()
}

/// `Σ_{from ≤ j < to} ln((b + j)/(a + b + j))`: how fast survival of ever more drop-out chances falls.
#[must_use]
pub fn ln_survival(a: f64, b: f64, from: u64, to: u64) -> f64 {
    if to <= from {
        return 0.0;
    }
    if to - from > DIRECT_FACTORS {
        return (ln_rising(b, from, to) - ln_rising(a + b, from, to)).min(0.0);
    }
    -(from..to).map(|j| (a / (b + j as f64)).ln_1p()).sum::<f64>()
}

/// `ln(e^p + e^q)` without overflow.
#[must_use]
pub fn ln_add_exp(p: f64, q: f64) -> f64 {
    let (high, low) = if p > q { (p, q) } else { (q, p) };
    if low == f64::NEG_INFINITY {
        return high;
    }
    high + (low - high).exp().ln_1p()
}

/// `ln Σ e^v` over a slice without overflow; `-inf` for an empty one.
#[must_use]
pub fn ln_sum_exp(values: &[f64]) -> f64 {
    let high = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    if !high.is_finite() {
        return high;
    }
    high + values.iter().map(|v| (v - high).exp()).sum::<f64>().ln()
}

/// `ln(1 + e^w)`, exact at both ends.
#[must_use]
pub fn ln_1p_exp(w: f64) -> f64 {
    if w > 0.0 { w + (-w).exp().ln_1p() } else { w.exp().ln_1p() }
}

/// [`ln_1p_exp`] and [`logistic`] of the same argument for the price of one exponential.
#[must_use]
pub fn ln_1p_exp_and_logistic(w: f64) -> (f64, f64) {
    let e = (-w.abs()).exp();
    let (tail, share) = (e.ln_1p(), 1.0 / (1.0 + e));
    if w > 0.0 { (w + tail, share) } else { (tail, e * share) }
}

/// `1/(1 + e^{-w})`, exact at both ends, always in \[0, 1\].
#[must_use]
pub fn logistic(w: f64) -> f64 {
    if w >= 0.0 {
        1.0 / (1.0 + (-w).exp())
    } else {
        let e = w.exp();
        e / (1.0 + e)
    }
}

/// `(1 − e^{−k·l})/k` for `l ≥ 0` and any `k`, continuous through `k = 0` where it is `l`.
#[must_use]
pub fn decayed(k: f64, l: f64) -> f64 {
    let y = k * l;
    if y.abs() < 1e-12 { l } else { -(-y).exp_m1() / k }
}

/// Logarithm of Gauss' hypergeometric function ₂F₁(a, b; c; z) for positive `a`, `b`, `c` and `0 ≤ z < 1`.
///
/// All terms are positive, so nothing cancels; the partial sum is rescaled, so nothing overflows. Where it
/// converges faster, Euler's transformation (A&S 15.3.3) is applied first. Outside the domain: `+inf`.
#[must_use]
pub fn ln_hyp2f1(a: f64, b: f64, c: f64, z: f64) -> f64 {
    let inside = a > 0.0 && b > 0.0 && c > 0.0 && (0.0..1.0).contains(&z);
    if !inside {
        return f64::INFINITY;
    }
    if c > a && c > b && a + b > c {
        return (c - a - b) * (-z).ln_1p() + ln_positive_series(c - a, c - b, c, z);
    }
    ln_positive_series(a, b, c, z)
}

fn ln_positive_series(a: f64, b: f64, c: f64, z: f64) -> f64 {
    const RESCALE: f64 = 1e250;
    const MAX_TERMS: u32 = 20_000_000;
    let (mut term, mut sum, mut ln_scale) = (1.0_f64, 1.0_f64, 0.0);
    for k in 0..MAX_TERMS {
        let k = f64::from(k);
        let ratio = (a + k) * (b + k) / ((c + k) * (k + 1.0)) * z;
        term *= ratio;
        sum += term;
        if sum > RESCALE {
            ln_scale += sum.ln();
            term /= sum;
            sum = 1.0;
        }
        if ratio < 1.0 && term <= 1e-17 * sum * (1.0 - ratio) {
            break;
        }
    }
    ln_scale + sum.ln()
}

/// Two-sided 95 % point of the standard normal distribution.
pub const NORMAL_95: f64 = 1.959_963_984_540_054;

/// Probability that a standard normal variable exceeds `z`; relative accuracy 1e-13 in the upper tail.
///
/// Below |z| = 3 the series of A&S 26.2.11, above it the continued fraction 26.2.14.
#[must_use]
pub fn normal_tail(z: f64) -> f64 {
    if z.is_nan() {
        return 0.5;
    }
    let at = z.abs();
    let density = (-0.5 * at * at - HALF_LN_TWO_PI).exp();
    let upper = if at < 3.0 {
        let (mut term, mut sum, mut k) = (at, at, 1.0);
        while term > 1e-18 * sum {
            k += 2.0;
            term *= at * at / k;
            sum += term;
        }
        0.5 - density * sum
    } else {
        let fraction = (1..=120).rev().fold(at, |below, k| at + f64::from(k) / below);
        density / fraction
    };
    if z < 0.0 { 1.0 - upper } else { upper }
}
