//! Which items go with which: rows of the similarity matrix, the strongest entries only.
#![allow(clippy::indexing_slicing)] // items and baskets are positions counted here

use super::{Method, Offer};
use std::cmp::Ordering;

/// Entries kept for each item.
const NEIGHBOURS: usize = 200;

/// Baskets with more items say nothing of any two of them and cost the square of their size.
const LARGEST: usize = 1_000;

const K1: f64 = 1.2;
const B: f64 = 0.75;

/// How many baskets hold each item.
pub(super) fn buyers(baskets: &[Vec<u32>]) -> Vec<u32> {
    let most = baskets.iter().flatten().max().map_or(0, |item| *item as usize + 1);
    let mut buyers = vec![0_u32; most];
    for item in baskets.iter().flatten() {
        buyers[*item as usize] += 1;
    }
    buyers
}

/// The strongest entries of each item's row.
#[derive(Debug, Clone)]
pub(super) struct Similarities {
    rows: Vec<Vec<(u32, f64)>>,
}

impl Similarities {
    pub fn of(baskets: &[Vec<u32>], buyers: &[u32], method: Method) -> Self {
        if method == Method::Popularity {
            return Self { rows: Vec::new() };
        }
        let mut holding: Vec<Vec<u32>> = vec![Vec::new(); buyers.len()];
        for (basket, number) in baskets.iter().zip(0_u32..).filter(|(basket, _)| basket.len() <= LARGEST) {
            for item in basket {
                holding[*item as usize].push(number);
            }
        }
        let (item_weights, basket_weights) = (item_weights(buyers, method), basket_weights(baskets, buyers, method));
        let mut sums = vec![0.0; buyers.len()];
        let rows = holding
            .iter()
            .enumerate()
            .map(|(item, own)| {
                let mut touched = Vec::new();
                for number in own {
                    let squared = basket_weights[*number as usize];
                    for other in &baskets[*number as usize] {
                        if sums[*other as usize] == 0.0 {
                            touched.push(*other);
                        }
                        sums[*other as usize] += squared * item_weights[*other as usize];
                    }
                }
                let mut row: Vec<(u32, f64)> = touched
                    .into_iter()
                    .map(|other| (other, std::mem::take(&mut sums[other as usize]) * item_weights[item]))
                    .filter(|(other, score)| *other as usize != item && *score > 0.0)
                    .collect();
                strongest(&mut row, NEIGHBOURS, |p, q| q.1.total_cmp(&p.1).then(p.0.cmp(&q.0)));
                row.shrink_to_fit();
                row
            })
            .collect();
        Self { rows }
    }

    /// The best offers for a customer with these items (sorted), with the item each is owed to.
    pub fn best(&self, own: &[u32], most: usize) -> Vec<Offer> {
        let row = |item: &u32| self.rows.get(*item as usize).into_iter().flatten();
        let mut parts: Vec<(u32, u32, f64)> =
            own.iter().flat_map(|item| row(item).map(|(other, score)| (*other, *item, *score))).collect();
        parts.sort_unstable_by_key(|(other, item, _)| (*other, *item));
        let of_others = parts.chunk_by(|p, q| p.0 == q.0).filter(|parts| own.binary_search(&parts[0].0).is_err());
        let mut offers: Vec<Offer> = of_others
            .map(|parts| {
                let (mut score, mut reason, mut largest) = (0.0, parts[0].1, 0.0);
                for (_, item, part) in parts {
                    score += part;
                    if *part > largest {
                        (reason, largest) = (*item, *part);
                    }
                }
                Offer { item: parts[0].0, score, because_of: Some(reason) }
            })
            .collect();
        strongest(&mut offers, most, |p, q| q.score.total_cmp(&p.score).then(p.item.cmp(&q.item)));
        offers
    }
}

/// Keeps the first `most` of an order, sorted.
fn strongest<T>(all: &mut Vec<T>, most: usize, order: impl Fn(&T, &T) -> Ordering) {
    if most < all.len() {
        all.select_nth_unstable_by(most, &order);
        all.truncate(most);
    }
    all.sort_unstable_by(order);
}

/// Weight of an entry that its item is responsible for.
fn item_weights(buyers: &[u32], method: Method) -> Vec<f64> {
    let bought = buyers.iter().filter(|count| **count > 0).count();
    let mean = buyers.iter().map(|count| f64::from(*count)).sum::<f64>() / bought.max(1) as f64;
    let weight = |count: &u32| match method {
        Method::Cosine => 1.0 / f64::from((*count).max(1)).sqrt(),
        _ => (K1 + 1.0) / (K1 * (1.0 - B + B * f64::from(*count) / mean.max(1e-9)) + 1.0),
    };
    buyers.iter().map(weight).collect()
}

/// Squared weight of an entry that its basket is responsible for.
fn basket_weights(baskets: &[Vec<u32>], buyers: &[u32], method: Method) -> Vec<f64> {
    let items = buyers.iter().filter(|count| **count > 0).count() as f64;
    let weight = |basket: &Vec<u32>| match method {
        Method::Cosine => 1.0,
        _ => (items.max(1.0).ln() - (basket.len() as f64).ln_1p()).max(0.0).powi(2),
    };
    baskets.iter().map(weight).collect()
}
