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

    /// Probability of ever buying again; `None` where it is none.
    pub fn total(&self) -> Option<f64> {
        let (mut sum, mut rest) = (0.0, 0.0);
        for (j, term) in (0..LONGEST).map(f64::from).zip(self.terms()) {
            sum += term;
            // What follows a term: exact where nobody leaves or nobody differs in buying, else right in the limit.
            rest = term / (self.buys / (self.not + j) + self.leaves / (self.stays + j + 1.0));
            if rest <= 1e-13 * sum {
                break;
            }
        }
        let total = sum + if rest.is_finite() { rest } else { 0.0 };
        (total > 0.0 && total.is_finite()).then(|| total.min(1.0))
    }
}
