//! Expected number of purchases of a customer who may stop after any of them.
//!
//! Owns the one sum behind every expectation of the BG/NBD family. Given that a customer is alive, her
//! would-be purchases K in the coming time follow a negative binomial distribution, P(K = k) =
//! Γ(n+k)/(Γ(n) k!) · z^k (1−z)^n with z = u/(1+u), and she survives the j-th of them with probability
//! E[(1−p)^j] = (b)_j/(a+b)_j when p ~ Beta(a, b). So
//!
//! > E = Σ_k P(K = k) · S_k,  S_k = Σ_{j<k} (b)_j/(a+b)_j.
//!
//! It equals the closed form with Gauss' hypergeometric function of Fader, Hardie & Lee (2005), eq. 10,
//! but every term is positive: nothing cancels near a = 1, nothing overflows at x = 10,000. Where the sum
//! would need very many terms (drop-out that is nearly impossible over a very long time), the same
//! expectation is integrated over p instead.

use crate::special::{ln_beta, ln_gamma, quadrature};

#[cfg(test)]
mod tests;

const MAX_TERMS: f64 = 20_000.0;

/// Expected purchases of a living customer: rate ~ Gamma(`n`, ·), coming time over the rate's scale is
/// `u` = t/(α+T), chance of stopping after each purchase ~ Beta(`a`, `b`).
pub(crate) fn expected(n: f64, u: f64, a: f64, b: f64) -> f64 {
    if n <= 0.0 || u <= 0.0 {
        return 0.0;
    }
    let spread = (n * u * (1.0 + u)).sqrt();
    if n * u + 12.0 * spread + 40.0 * (1.0 + u) > MAX_TERMS {
        by_quadrature(n, u, a, b, 1.0)
    } else {
        by_series(n, u, a, b)
    }
}

fn by_series(n: f64, u: f64, a: f64, b: f64) -> f64 {
    let z = u / (1.0 + u);
    let ln_none = -n * u.ln_1p();
    let (mut k, mut mass, mut survived, mut term) = (0.0_f64, ln_none.exp(), 0.0_f64, 1.0_f64);
    if ln_none < -600.0 {
        // P(K = 0) underflows: begin where the distribution does not.
        let ln_mass = |k: f64| ln_gamma(n + k) - ln_gamma(n) - ln_gamma(k + 1.0) + k * z.ln() + ln_none;
        let begin = first_visible(ln_mass, n * u);
        while k < begin {
            survived += term;
            term *= (b + k) / (a + b + k);
            k += 1.0;
        }
        mass = ln_mass(k).exp();
    }
    let (mut sum, mut seen) = (0.0, 0.0);
    for _ in 0..(2.0 * MAX_TERMS) as u32 {
        let part = mass * survived;
        sum += part;
        seen += mass;
        if k > n * u && part <= 1e-16 * sum * (1.0 - z) {
            break;
        }
        mass *= (n + k) / (k + 1.0) * z;
        survived += term;
        term *= (b + k) / (a + b + k);
        k += 1.0;
    }
    if ln_none < -600.0 && seen > 0.0 {
        // The first mass came out of large logarithms; that all masses add up to 1 restores its last digits.
        sum /= seen;
    }
    sum.min(n * u)
}

/// Some whole number below the mean at which a distribution rising towards it is about e^−60.
fn first_visible(ln_mass: impl Fn(f64) -> f64, mean: f64) -> f64 {
    let (mut low, mut high) = (0.0, mean.floor());
    while high - low > 1.0 {
        let middle = (0.5 * (low + high)).floor();
        if ln_mass(middle) < -60.0 { low = middle } else { high = middle }
    }
    low
}

/// ∫ (1 − (1+πu)^{−n})/p · Beta(p; a, b) dp, over y = logit(p), with both far tails in closed form, where
/// π = 1 − (1−p)^(1/k) is the chance to stop at one of the `steps` = k steps to a purchase; π = p for k = 1.
pub(crate) fn by_quadrature(n: f64, u: f64, a: f64, b: f64, steps: f64) -> f64 {
    let counted = |p: f64| {
        let per_step = if steps == 1.0 { p } else { -((-p).ln_1p() / steps).exp_m1() };
        if per_step * u < 1e-300 { n * u / steps } else { -(-n * (per_step * u).ln_1p()).exp_m1() / p }
    };
    let variance = 1.0 / a + 1.0 / b;
    if variance < 1e-7 {
        return counted(a / (a + b));
    }
    let spread = variance.sqrt();
    let centre = (a / b).ln();
    let left_tail = -21.0 - (n * u).max(b).max(1.0).ln();
    let right_tail = 23.0 + a.max(1.0).ln();
    let left = (centre - 80.0 / a - 12.0 * spread).max(left_tail);
    let right = (centre + 80.0 / b + 12.0 * spread).min(right_tail);
    let ln_norm = ln_beta(a, b);
    let mut sum = 0.0;
    if right > left {
        let panels = ((right - left) / spread.min(1.0)).ceil().clamp(1.0, 50_000.0);
        sum += quadrature::integrate(left, right, panels as u32, |y| {
            let (ln_p, ln_q) = (-crate::special::ln_1p_exp(-y), -crate::special::ln_1p_exp(y));
            (a * ln_p + b * ln_q - ln_norm).exp() * counted(ln_p.exp())
        });
    }
    if left <= left_tail {
        sum += n * u / steps * (a * left_tail - a.ln() - ln_norm).exp();
    }
    if right >= right_tail {
        sum += counted(1.0) * (-b * right_tail - b.ln() - ln_norm).exp();
    }
    sum.clamp(0.0, n * u / steps)
}
