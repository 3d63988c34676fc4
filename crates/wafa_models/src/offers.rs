//! Next best offer: what customers who bought this also buy.
//!
//! Assumptions
//! 1. Things bought together by many are bought together by more.
//! 2. What a customer has bought so far says what she may want; when does not matter.
//!
//! Two similarities of items over the sparse table of who bought what, both weighed before they are multiplied:
//!
//! - cosine: each entry 1/√(buyers of the item);
//! - BM25: items are the documents, baskets their terms: each entry (K1+1)/(K1·(1 − B + B·buyers/mean buyers) + 1) ·
//!   (ln N − ln(1 + size)), with N items, K1 = 1.2 and B = 0.75: a large basket says less about each of its items,
//!   and what everybody buys counts for less, but far from as little as its share of the buyers would have it. (With
//!   the parts of items and baskets exchanged, as BM25 is often transcribed, rare items crowd out what is bought.)
//!
//! A candidate's score is the sum of its similarities to the customer's items; the item with the largest part is
//! the reason. Popularity is the baseline, and [`evaluate`] hides one item of every test basket and counts how
//! often each method finds it among its first ten: a method that does not beat popularity is not worth showing.
//!
//! S. Robertson, H. Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009; B. Sarwar et al.,
//! "Item-based collaborative filtering recommendation algorithms", WWW 2001.

use crate::draws::Draws;
use serde::{Deserialize, Serialize};

mod similar;

#[cfg(test)]
mod tests;

use similar::Similarities;

/// How items are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// BM25 weights.
    Bm25,
    /// Cosine of the buyers.
    Cosine,
    /// What most buy, whoever asks: the baseline.
    Popularity,
}

impl Method {
    /// All, the baseline last.
    pub const ALL: [Self; 3] = [Self::Bm25, Self::Cosine, Self::Popularity];

    /// Stable short name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Bm25 => "bm25",
            Self::Cosine => "cosine",
            Self::Popularity => "popularity",
        }
    }
}

/// One thing to offer.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Offer {
    /// The item.
    pub item: u32,
    /// How strongly; comparable within one customer and method only.
    pub score: f64,
    /// The item of the customer it is bought together with most; `None` for popularity.
    pub because_of: Option<u32>,
}

/// What is bought together.
#[derive(Debug, Clone)]
pub struct Offers {
    method: Method,
    similarities: Similarities,
    /// Items by falling number of buyers.
    popular: Vec<(u32, u32)>,
}

impl Offers {
    /// Learns from baskets: for each basket (or customer) the items in it, numbered from 0 without large gaps.
    #[must_use]
    pub fn fit(baskets: &[Vec<u32>], method: Method) -> Self {
        let baskets = distinct(baskets);
        let buyers = similar::buyers(&baskets);
        let mut popular: Vec<(u32, u32)> =
            buyers.iter().copied().zip(0_u32..).filter(|(count, _)| *count > 0).collect();
        popular.sort_by_key(|(count, item)| (std::cmp::Reverse(*count), *item));
        Self { method, similarities: Similarities::of(&baskets, &buyers, method), popular }
    }

    /// The best `most` offers for a customer with these items, none of which she has; popular ones where nothing
    /// is bought together with hers.
    #[must_use]
    pub fn offers(&self, items: &[u32], most: usize) -> Vec<Offer> {
        let mut own = items.to_vec();
        own.sort_unstable();
        own.dedup();
        let mut out = self.similarities.best(&own, most);
        for (buyers, item) in &self.popular {
            if out.len() >= most {
                break;
            }
            if own.binary_search(item).is_err() && !out.iter().any(|offer| offer.item == *item) {
                let score = if self.method == Method::Popularity { f64::from(*buyers) } else { 0.0 };
                out.push(Offer { item: *item, score, because_of: None });
            }
        }
        out
    }

    /// How items are compared.
    #[must_use]
    pub fn method(&self) -> Method {
        self.method
    }
}

/// How often the hidden item was among the first ten.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct HitRate {
    /// Which method.
    pub method: Method,
    /// Share of the baskets whose hidden item was found.
    pub hit_at_10: f64,
    /// Baskets tried.
    pub baskets: usize,
}

/// Baskets to learn from, and baskets of which one item is hidden.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hidden {
    /// To learn from.
    pub known: Vec<Vec<u32>>,
    /// What is left of each other basket, and the item to be found.
    pub tried: Vec<(Vec<u32>, u32)>,
}

/// Keeps four fifths of the baskets to learn from and hides one item of each other one that has at least two; always
/// the same ones, by lot.
#[must_use]
pub fn hide(baskets: &[Vec<u32>]) -> Hidden {
    let mut draws = Draws::new(11);
    let (mut known, mut tried) = (Vec::new(), Vec::new());
    for basket in distinct(baskets) {
        let test = draws.below(5) == 0;
        if test && basket.len() >= 2 {
            let at = draws.below(basket.len());
            let hidden = basket.get(at).copied().unwrap_or_default();
            tried.push((basket.into_iter().filter(|item| *item != hidden).collect::<Vec<u32>>(), hidden));
        } else {
            known.push(basket);
        }
    }
    Hidden { known, tried }
}

/// Learns from four fifths of the baskets and asks every method for ten offers for each other one, of which [`hide`]
/// has taken an item. The order of [`Method::ALL`]; empty when there is no basket to try.
#[must_use]
pub fn evaluate(baskets: &[Vec<u32>]) -> Vec<HitRate> {
    let Hidden { known, tried } = hide(baskets);
    if tried.is_empty() {
        return Vec::new();
    }
    let rate = |method: Method| {
        let offers = Offers::fit(&known, method);
        let found = |(items, hidden): &&(Vec<u32>, u32)| offers.offers(items, 10).iter().any(|o| o.item == *hidden);
        let hits = tried.iter().filter(found).count();
        HitRate { method, hit_at_10: hits as f64 / tried.len() as f64, baskets: tried.len() }
    };
    Method::ALL.into_iter().map(rate).collect()
}

impl HitRate {
    /// It finds more than the other, by more than chance explains: the difference exceeds the 95 % interval of two
    /// independent shares. The baskets being the same, the true interval is narrower, and the test on the safe side.
    #[must_use]
    pub fn beats(&self, other: &Self) -> bool {
        let variance = |rate: &Self| rate.hit_at_10 * (1.0 - rate.hit_at_10) / rate.baskets.max(1) as f64;
        self.hit_at_10 - other.hit_at_10 > 1.96 * (variance(self) + variance(other)).sqrt()
    }
}

/// The method with the most hits; popularity wherever no other beats it by more than chance explains.
#[must_use]
pub fn best(rates: &[HitRate]) -> Method {
    let Some(popularity) = rates.iter().find(|rate| rate.method == Method::Popularity) else {
        return Method::Popularity;
    };
    let better = rates.iter().filter(|rate| rate.beats(popularity));
    better.max_by(|p, q| p.hit_at_10.total_cmp(&q.hit_at_10)).map_or(Method::Popularity, |rate| rate.method)
}

fn distinct(baskets: &[Vec<u32>]) -> Vec<Vec<u32>> {
    let sorted = baskets.iter().map(|basket| {
        let mut basket = basket.clone();
        basket.sort_unstable();
        basket.dedup();
        basket
    });
    sorted.filter(|basket| !basket.is_empty()).collect()
}
