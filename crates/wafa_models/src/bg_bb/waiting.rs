//! When a customer who is alive buys first.

use super::LONGEST;

/// What is known of a living customer: chance to buy ~ Beta(`buys`, `not`), to leave ~ Beta(`leaves`, `stays`).
pub(super) struct FirstPurchase {
    pub buys: f64,
    pub not: f64,
    pub leaves: f64,
    pub stays: f64,
}

impl FirstPurchase {
    /// Probability that the first coming purchase is made at the j-th coming opportunity, for j = 1, 2, …
    pub fn terms(&self) -> impl Iterator<Item = f64> {
        let Self { buys, not, leaves, stays } = *self;
        let first = buys / (buys + not) * (stays / (leaves + stays));
        std::iter::successors(Some((first, 0.0)), move |(term, j)| {
            let stay = (stays + j + 1.0) / (leaves + stays + j + 1.0);
            Some((term * ((not + j) / (buys + not + j + 1.0)) * stay, j + 1.0))
        })
        .map(|(term, _)| term)
    }

    /// Probability of ever buying again; `None` where it is none. Right to about 1e-10, or as far as a million terms go.
    ///
    /// The terms fall like a power of j only. What follows the j-th is therefore estimated, with an error that falls
    /// faster, and the sum ends when the estimates of the total at j and 2j agree.
    pub fn total(&self) -> Option<f64> {
        let (mut sum, mut total, mut look) = (0.0, 0.0_f64, 64);
        for (j, term) in (1..=LONGEST).zip(self.terms()) {
            sum += term;
            if j == look || j == LONGEST {
                let before = std::mem::replace(&mut total, sum + term * self.following(f64::from(j)));
                if (total - before).abs() <= 1e-10 * total || !total.is_finite() {
                    break;
                }
                look *= 2;
            }
        }
        let total = if total.is_finite() { total } else { sum };
        (total > 0.0 && total.is_finite()).then(|| total.min(1.0))
    }

    /// Sum of the terms after the j-th, over it: exact where nobody leaves, else right in the limit of many.
    fn following(&self, j: f64) -> f64 {
        1.0 / (self.buys / (self.not + j - 1.0) + self.leaves / (self.stays + j))
    }
}
