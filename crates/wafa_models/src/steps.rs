//! Purchases that are each the last of k unseen steps: the arithmetic of regular buyers (CNBD-k).
//!
//! A customer alive at T has made j < k steps since her last purchase with probability proportional to
//! (n)_j/j! · w^j, where n = r+kx and w = (T−t_x)/(α+T); her step rate is then Gamma(n+j, α+T). The steps N of
//! the coming time are negative binomial, and ⌊(j+N)/k⌋ of them complete a purchase.
//!
//! > E = Σ_j P(j) Σ_N P(N | j) · S_⌊(j+N)/k⌋,  S_m = Σ_{i<m} (b)_i/(a+b)_i.
//!
//! This is exact where Reutterer et al. (2020) approximate. Where the sum would need very many terms, a
//! purchase is taken to be 1/k of a step, which is then off by less than one purchase in thousands.
#![allow(clippy::indexing_slicing)] // positions made here

use crate::counts;
use crate::special::ln_add_exp;

#[cfg(test)]
mod tests;

/// Most steps to a purchase.
pub(crate) const MOST_STEPS: u32 = 12;

const MAX_TERMS: f64 = 20_000.0;

/// What is known of the steps since the last purchase.
#[derive(Debug, Clone)]
pub(crate) struct Steps {
    steps: u32,
    n: f64,
    /// Logarithm of P, the sum of the unnormalised probabilities.
    pub ln_sum: f64,
    /// Probability of each j.
    shares: [f64; MOST_STEPS as usize],
}

impl Steps {
    pub fn since(steps: u32, n: f64, w: f64) -> Self {
        let steps = steps.clamp(1, MOST_STEPS);
        let mut terms = [f64::NEG_INFINITY; MOST_STEPS as usize];
        terms[0] = 0.0;
        let (mut ln_term, mut ln_sum) = (0.0, 0.0);
        for j in 1..steps {
            ln_term += ((n + f64::from(j) - 1.0) / f64::from(j)).ln() + w.max(0.0).ln();
            terms[j as usize] = ln_term;
            ln_sum = ln_add_exp(ln_sum, ln_term);
        }
        Self { steps, n, ln_sum, shares: terms.map(|term| (term - ln_sum).exp()) }
    }

    fn each(&self) -> impl Iterator<Item = (u32, f64)> + '_ {
        (0..self.steps).zip(self.shares).filter(|(_, share)| *share > 0.0)
    }

    /// Probability of at least one purchase if alive; `u` = t/(α+T).
    pub fn p_purchase(&self, u: f64) -> f64 {
        if u <= 0.0 {
            return 0.0;
        }
        let ln_z = -(1.0 / u).ln_1p();
        let waits: f64 = self
            .each()
            .map(|(j, share)| {
                let n = self.n + f64::from(j);
                let (mut ln_mass, mut below) = (-n * u.ln_1p(), 0.0);
                for made in 0..self.steps - j {
                    below += ln_mass.exp();
                    ln_mass += ((n + f64::from(made)) / f64::from(made + 1)).ln() + ln_z;
                }
                share * below.min(1.0)
            })
            .sum();
        (1.0 - waits).clamp(0.0, 1.0)
    }

    /// The u by which a share `q` of the living have bought.
    pub fn quantile(&self, q: f64) -> f64 {
        if q <= 0.0 {
            return 0.0;
        }
        let (mut low, mut high) = (-60.0_f64, 60.0_f64);
        for _ in 0..80 {
            let middle = 0.5 * (low + high);
            if self.p_purchase(middle.exp()) < q { low = middle } else { high = middle }
        }
        (0.5 * (low + high)).exp()
    }

    /// Expected purchases if alive.
    pub fn expected(&self, u: f64, a: f64, b: f64) -> f64 {
        if u <= 0.0 || self.n <= 0.0 {
            return 0.0;
        }
        self.each().map(|(j, share)| share * self.expected_after(j, u, a, b)).sum()
    }

    fn expected_after(&self, j: u32, u: f64, a: f64, b: f64) -> f64 {
        let n = self.n + f64::from(j);
        let mean = n * u;
        let most = (mean + f64::from(j)) / f64::from(self.steps);
        let spread = (mean * (1.0 + u)).sqrt();
        if mean + 12.0 * spread + 40.0 * (1.0 + u) > MAX_TERMS {
            return counts::by_quadrature(n, u, a, b, f64::from(self.steps)).min(most);
        }
        let ln_z = -(1.0 / u).ln_1p();
        let z = ln_z.exp();
        let ln_none = -n * u.ln_1p();
        let (mut made, mut bought, mut survived, mut chance) = (0_u32, 0.0_f64, 0.0_f64, 1.0_f64);
        let (mut mass, mut ln_mass) = (ln_none.exp(), ln_none);
        let (mut sum, mut seen) = (0.0, 0.0);
        while f64::from(made) <= 2.0 * MAX_TERMS {
            sum += mass * survived;
            seen += mass;
            if f64::from(made) > mean && mass * survived.max(1.0) <= 1e-16 * sum.max(1e-300) * (1.0 - z) {
                break;
            }
            let growth = (n + f64::from(made)) / f64::from(made + 1) * z;
            if ln_mass < -600.0 {
                // P(0) underflows: carry logarithms until the masses are visible.
                ln_mass += growth.ln();
                mass = ln_mass.exp();
            } else {
                mass *= growth;
            }
            made += 1;
            if (made + j).is_multiple_of(self.steps) {
                survived += chance;
                chance *= (b + bought) / (a + b + bought);
                bought += 1.0;
            }
        }
        let sum = if ln_none < -600.0 && seen > 0.0 { sum / seen } else { sum };
        sum.min(most)
    }
}
