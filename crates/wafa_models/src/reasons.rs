//! Why a prediction is what it is: facts with numbers, ranked by how much they move it.
//!
//! Owns the drivers behind one customer's figure. A reason about behaviour carries its effect, measured with
//! the model itself: the probability of buying within the horizon as it is, minus what it would be had the
//! customer behaved as usual in that one respect (come back after her usual interval; bought as often as the
//! middle of her peers). A reason about money carries its worth in the same way: the expected value of a coming
//! purchase over what it would be without that fact, less one. So a reason is a driver, not decoration, and the list
//! is ordered by size of effect; among those about money, by size of worth.
//! Texts belong to the caller: this module returns no sentence.

use crate::{Histories, History, Predictor, Summary, Transactions};
use serde::{Deserialize, Serialize};

#[cfg(test)]
mod tests;

/// A gap this many times the usual interval is late.
const LATE: f64 = 1.5;
/// A change of value of a quarter is worth saying.
const VALUE_CHANGE: f64 = 0.25;
/// Purchases needed on each side before a change of value is believed.
const VALUE_PURCHASES: usize = 2;
/// A customer whose first purchase is at most this many days ago is new.
const NEW_DAYS: i64 = 30;

/// A fact about a customer that moves what to expect of her.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "reason")]
pub enum Reason {
    /// She has been silent for longer than her own rhythm.
    LateAgainstOwnRhythm {
        /// Days since her last purchase.
        gap_days: i64,
        /// Her usual interval: the median of her gaps.
        usual_days: f64,
        /// Gap over usual interval.
        times: f64,
    },
    /// Her current gap is within her own rhythm.
    WithinOwnRhythm {
        /// Days since her last purchase.
        gap_days: i64,
        /// Her usual interval.
        usual_days: f64,
    },
    /// She bought not longer ago than the shop's customers usually wait.
    RecentPurchase {
        /// Days since her last purchase.
        gap_days: i64,
        /// The usual interval of the shop's repeat customers.
        peers_usual_days: f64,
    },
    /// One purchase only, and some time ago.
    OneTimeBuyer {
        /// Days since that purchase.
        gap_days: i64,
        /// Share of the shop's customers who ever bought twice.
        peers_returned: f64,
    },
    /// A first purchase not long ago: she has had no time to return.
    NewCustomer {
        /// Days since the first purchase.
        age_days: i64,
    },
    /// She buys more often than most repeat customers.
    MoreOftenThanPeers {
        /// Her purchases a year.
        per_year: f64,
        /// The median repeat customer's purchases a year.
        peers_per_year: f64,
    },
    /// She buys less often than most repeat customers.
    LessOftenThanPeers {
        /// Her purchases a year.
        per_year: f64,
        /// The median repeat customer's purchases a year.
        peers_per_year: f64,
    },
    /// Her latest purchases are worth more than her earlier ones.
    ValueRising {
        /// Mean value of the later half of her purchases.
        recent: f64,
        /// Mean value of the earlier half.
        earlier: f64,
    },
    /// Her latest purchases are worth less than her earlier ones.
    ValueFalling {
        /// Mean value of the later half of her purchases.
        recent: f64,
        /// Mean value of the earlier half.
        earlier: f64,
    },
    /// She gives back a good part of what she buys.
    OftenReturns {
        /// How many times.
        times: u32,
        /// What was given back.
        returned: f64,
        /// What was bought, before returns.
        bought: f64,
    },
}

/// A reason with its effect on the probability of buying within the horizon.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct WeightedReason {
    /// The fact.
    #[serde(flatten)]
    pub reason: Reason,
    /// What it adds to P(active), −1 to 1; 0 for facts about value, which do not touch it.
    pub effect: f64,
    /// What it adds to the expected value of a coming purchase, as a share: −0.2 is a fifth less; 0 for facts about
    /// behaviour.
    #[serde(default)]
    pub worth: f64,
}

impl WeightedReason {
    fn about_behaviour(reason: Reason, effect: f64) -> Self {
        Self { reason, effect, worth: 0.0 }
    }

    /// A fact about money: the value of a coming purchase as it is, and as it would be without the fact.
    #[must_use]
    pub fn about_money(reason: Reason, as_it_is: f64, without: f64) -> Self {
        let worth = if without > 0.0 { as_it_is / without - 1.0 } else { 0.0 };
        Self { reason, effect: 0.0, worth: if worth.is_finite() { worth } else { 0.0 } }
    }
}

/// Strongest first: by effect on the probability, then by worth.
pub fn rank(reasons: &mut [WeightedReason]) {
    reasons.sort_by(|p, q| {
        let by_effect = q.effect.abs().total_cmp(&p.effect.abs());
        by_effect.then_with(|| q.worth.abs().total_cmp(&p.worth.abs()))
    });
}

/// What is usual in this shop, computed once for all customers.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct Peers {
    /// Share of customers with a second purchase.
    pub returned: f64,
    /// Median over repeat customers of their usual interval, in days; 0 without any.
    pub usual_days: f64,
    /// Median over repeat customers of purchases a year; 0 without any.
    pub per_year: f64,
}

impl Peers {
    /// Gathers what is usual as of the end of a day.
    #[must_use]
    pub fn of(histories: &Histories, as_of: i32) -> Self {
        let (mut customers, mut usual, mut rates) = (0_usize, Vec::new(), Vec::new());
        for history in histories.iter() {
            let history = history.until(as_of);
            let Some(last) = history.days().last() else { continue };
            customers += 1;
            if let Some(days) = usual_interval(&history) {
                usual.push(days);
                rates.extend(purchases_a_year(&history, *last));
            }
        }
        Self {
            returned: if customers > 0 { usual.len() as f64 / customers as f64 } else { 0.0 },
            usual_days: median(&mut usual).unwrap_or(0.0),
            per_year: median(&mut rates).unwrap_or(0.0),
        }
    }
}

/// Reasons behind a customer's prediction, strongest first; empty if she had not bought by that day.
#[must_use]
pub fn explain(
    predictor: &Predictor,
    history: &History<'_>,
    peers: &Peers,
    as_of: i32,
    horizon_days: f64,
) -> Vec<WeightedReason> {
    let history = history.until(as_of);
    let Some(summary) = history.summary(as_of, predictor.unit) else { return Vec::new() };
    let (Some(first), Some(last)) = (history.days().first(), history.days().last()) else {
        return Vec::new();
    };
    let gap_days = i64::from(as_of) - i64::from(*last);
    let age_days = i64::from(as_of) - i64::from(*first);
    let usual = usual_interval(&history);
    let horizon = predictor.unit.from_days(horizon_days);
    let effect_against =
        |other: Summary| predictor.model.p_active(&summary, horizon) - predictor.model.p_active(&other, horizon);
    let gap = Gap { gap_days, age_days, usual };
    let mut out = Vec::new();
    if let Some((reason, expected_gap)) = gap.reason(peers) {
        let t_x = (summary.t - predictor.unit.from_days(expected_gap)).max(0.0);
        let other = if summary.x == 0 {
            one_purchase_later(&summary, expected_gap, predictor)
        } else {
            Summary { t_x, ..summary }
        };
        out.push(WeightedReason::about_behaviour(reason, effect_against(other.clamped())));
    }
    if let Some((reason, usual_x)) = frequency_reason(&history, *last, peers, &summary, predictor) {
        let other = Summary { x: usual_x, ..summary };
        out.push(WeightedReason::about_behaviour(reason, effect_against(other.clamped())));
    }
    out.extend(value_trend(predictor, &history, as_of));
    rank(&mut out);
    out
}

/// For a customer without repeat purchases "as usual" means: came back once, an expected gap ago.
fn one_purchase_later(summary: &Summary, expected_gap: f64, predictor: &Predictor) -> Summary {
    let t_x = (summary.t - predictor.unit.from_days(expected_gap)).max(0.0);
    if t_x > 0.0 { Summary { x: 1, t_x, ..*summary } } else { *summary }
}

/// Silence and what it is to be compared with.
struct Gap {
    gap_days: i64,
    age_days: i64,
    usual: Option<f64>,
}

impl Gap {
    /// The reason about recency, with the gap that would have been usual.
    fn reason(&self, peers: &Peers) -> Option<(Reason, f64)> {
        let Self { gap_days, age_days, usual } = *self;
        let gap = gap_days as f64;
        match usual {
            Some(usual_days) if gap > LATE * usual_days => {
                let times = gap / usual_days;
                Some((Reason::LateAgainstOwnRhythm { gap_days, usual_days, times }, usual_days))
            }
            Some(_) if peers.usual_days > 0.0 && gap <= 0.5 * peers.usual_days => {
                let peers_usual_days = peers.usual_days;
                Some((Reason::RecentPurchase { gap_days, peers_usual_days }, peers_usual_days))
            }
            Some(usual_days) => Some((Reason::WithinOwnRhythm { gap_days, usual_days }, LATE * usual_days)),
            None if age_days <= NEW_DAYS => Some((Reason::NewCustomer { age_days }, gap)),
            None => {
                let peers_returned = peers.returned;
                Some((Reason::OneTimeBuyer { gap_days, peers_returned }, peers.usual_days))
            }
        }
    }
}

/// The reason about frequency, with the number of repeat purchases that would have been usual.
fn frequency_reason(
    history: &History<'_>,
    last: i32,
    peers: &Peers,
    summary: &Summary,
    predictor: &Predictor,
) -> Option<(Reason, u32)> {
    const NOTABLE: f64 = 1.5;
    let per_year = purchases_a_year(history, last)?;
    let peers_per_year = peers.per_year;
    if peers_per_year <= 0.0 {
        return None;
    }
    let years = summary.t_x * predictor.unit.days() / 365.25;
    let usual_x = (peers_per_year * years).round().clamp(1.0, 1e6) as u32;
    if per_year >= NOTABLE * peers_per_year {
        Some((Reason::MoreOftenThanPeers { per_year, peers_per_year }, usual_x))
    } else if per_year * NOTABLE <= peers_per_year {
        Some((Reason::LessOftenThanPeers { per_year, peers_per_year }, usual_x))
    } else {
        None
    }
}

/// The trend of a customer's values, with what a purchase would be expected to bring had it stayed as it was.
fn value_trend(predictor: &Predictor, history: &History<'_>, as_of: i32) -> Option<WeightedReason> {
    let reason = value_reason(history.values())?;
    let (Reason::ValueRising { earlier, .. } | Reason::ValueFalling { earlier, .. }) = reason else { return None };
    let count = history.value_summary(as_of, predictor.first_purchase).map_or(0, |own| own.x);
    let without = predictor.value_of_mean(count, earlier);
    Some(WeightedReason::about_money(reason, predictor.value_per_purchase(history, as_of), without))
}

/// Later half of the purchases against the earlier half.
fn value_reason(values: &[f64]) -> Option<Reason> {
    let middle = values.len() / 2;
    if middle < VALUE_PURCHASES {
        return None;
    }
    let mean = |part: &[f64]| part.iter().sum::<f64>() / part.len().max(1) as f64;
    let (before, after) = values.split_at(middle);
    let (earlier, recent) = (mean(before), mean(after));
    if earlier <= 0.0 || !(recent / earlier).is_finite() {
        return None;
    }
    if recent >= earlier * (1.0 + VALUE_CHANGE) {
        Some(Reason::ValueRising { recent, earlier })
    } else if recent <= earlier * (1.0 - VALUE_CHANGE) {
        Some(Reason::ValueFalling { recent, earlier })
    } else {
        None
    }
}

/// A customer's usual interval: the median of the gaps between her purchase days, in days.
#[must_use]
pub fn usual_interval(history: &History<'_>) -> Option<f64> {
    let days = history.days().iter();
    let mut gaps: Vec<f64> =
        days.clone().zip(days.skip(1)).map(|(from, to)| f64::from(*to) - f64::from(*from)).collect();
    median(&mut gaps)
}

/// Repeat purchases over the time from first to last purchase, a year.
fn purchases_a_year(history: &History<'_>, last: i32) -> Option<f64> {
    let first = history.days().first()?;
    let span = f64::from(last) - f64::from(*first);
    let repeats = history.days().len().saturating_sub(1) as f64;
    (span > 0.0 && repeats > 0.0).then(|| repeats / span * 365.25)
}

fn median(values: &mut [f64]) -> Option<f64> {
    if values.is_empty() {
        return None;
    }
    values.sort_by(f64::total_cmp);
    let (low, high) = (values.get((values.len() - 1) / 2)?, values.get(values.len() / 2)?);
    Some(0.5 * (low + high))
}
