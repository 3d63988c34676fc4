//! One customer's figures from the models and her history: the same for the rows of a fit and for a look at one
//! customer between two fits.
//!
//! **Returns.** A purchase that was wholly given back brings nothing and says so nowhere in the model of values, which
//! knows kept purchases only. So a coming purchase is kept with the probability
//! (kept days + [`KEPT_WEIGHT`] × the shop's share of kept days) ÷ (days + [`KEPT_WEIGHT`]), and values count with it.

use wafa_kernel::{CustomerId, Day};
use wafa_models::{History, Peers, Prediction as Said, Predictor, Reason, WeightedReason, reasons};

use super::history_fold::Returned;
use crate::fold::ranking::{RfmScore, Segment};

/// Silent for longer than this many times the usual interval is late.
const LATE: f64 = 1.5;
/// With a smaller chance than this of buying again within the horizon, a customer has gone and is not slipping away.
const GONE: f64 = 0.25;
/// A next purchase further away than this is not named.
const FURTHEST_DAYS: f64 = 3_650.0;
/// Purchases the shop's share of kept ones counts for, beside a customer's own.
const KEPT_WEIGHT: f64 = 10.0;
/// From this share of her purchases on, returns are worth a word.
const OFTEN_RETURNED: f64 = 0.1;

/// One customer's figures, before they are stored or printed.
#[derive(Debug, Clone)]
pub(super) struct Row {
    pub customer: CustomerId,
    pub x: u32,
    pub t_x: f64,
    pub t: f64,
    pub expected_purchases: f64,
    pub p_active: f64,
    pub p_alive: f64,
    /// Expected value of the purchases within the horizon, before margin and discount.
    pub expected_value_minor: i64,
    pub value_minor: i64,
    pub at_risk_minor: i64,
    pub next_on: Option<Day>,
    pub score: RfmScore,
    pub reasons: Vec<WeightedReason>,
}

/// Everything needed to judge a customer.
#[derive(Debug)]
pub(super) struct Judge {
    pub predictor: Predictor,
    pub peers: Peers,
    pub as_of: Day,
    pub horizon_days: f64,
    /// A model speaks, not RFM.
    pub by_model: bool,
    pub minor_per_major: f64,
    /// Share of the shop's purchase days that were not wholly given back.
    pub kept_share: f64,
}

impl Judge {
    /// Probability that a coming purchase is kept.
    fn kept(&self, days: usize, returned: &Returned) -> f64 {
        let days = days as f64;
        let own = (days - f64::from(returned.days)).max(0.0);
        ((own + KEPT_WEIGHT * self.kept_share) / (days + KEPT_WEIGHT)).clamp(0.0, 1.0)
    }

    /// The lifetime value of a customer, in major units.
    pub fn lifetime_value(&self, said: &Said, history: &History<'_>, returned: &Returned) -> f64 {
        said.lifetime_value * self.kept(history.days().len(), returned)
    }

    /// The row of a customer of whom the models say this.
    pub fn row(
        &self,
        customer: CustomerId,
        history: &History<'_>,
        returned: &Returned,
        score: RfmScore,
        said: &Said,
    ) -> Row {
        let (value_minor, at_risk_minor) = if self.by_model {
            let value = self.lifetime_value(said, history, returned) * self.minor_per_major;
            let usual = reasons::usual_interval(history).unwrap_or(self.peers.usual_days);
            let late = usual > 0.0 && f64::from(self.as_of - score.last_on) > LATE * usual;
            let slipping = late && said.p_active >= GONE;
            (minor(value), if slipping { minor(value * (1.0 - said.p_active)).max(0) } else { 0 })
        } else {
            (score.net_minor, if fading(Segment::of(score.r, score.f)) { score.net_minor.max(0) } else { 0 })
        };
        let kept = self.kept(history.days().len(), returned);
        Row {
            customer,
            x: said.summary.x,
            t_x: said.summary.t_x,
            t: said.summary.t,
            expected_purchases: said.expected_purchases,
            p_active: said.p_active,
            p_alive: said.p_alive,
            expected_value_minor: minor(said.expected_value * kept * self.minor_per_major),
            value_minor,
            at_risk_minor,
            next_on: said.next_purchase_days.and_then(|days| next_day(self.as_of, days)),
            score,
            reasons: self.reasons(history, returned),
        }
    }

    fn reasons(&self, history: &History<'_>, returned: &Returned) -> Vec<WeightedReason> {
        let as_of = self.as_of.number();
        let mut told = reasons::explain(&self.predictor, history, &self.peers, as_of, self.horizon_days);
        if let Some(reason) = self.often_returns(history, returned) {
            told.push(reason);
            reasons::rank(&mut told);
        }
        told
    }

    /// Returns as a reason: a coming purchase as it is, and had nothing been given back.
    fn often_returns(&self, history: &History<'_>, returned: &Returned) -> Option<WeightedReason> {
        let bought = history.values().iter().sum::<f64>() + returned.amount;
        if returned.times == 0 || bought <= 0.0 || returned.amount < OFTEN_RETURNED * bought {
            return None;
        }
        let days = history.days().len();
        let as_it_is = self.predictor.value_per_purchase(history, self.as_of.number()) * self.kept(days, returned);
        let count = u32::try_from(days).unwrap_or(u32::MAX);
        let mean = bought / days.max(1) as f64;
        let without = self.predictor.value_of_mean(count, mean) * self.kept(days, &Returned::default());
        let reason = Reason::OftenReturns { times: returned.times, returned: returned.amount, bought };
        Some(WeightedReason::about_money(reason, as_it_is, without))
    }
}

/// Segments of customers who were worth something and stay away.
const fn fading(segment: Segment) -> bool {
    matches!(segment, Segment::CannotLose | Segment::AtRisk | Segment::NeedAttention | Segment::AboutToSleep)
}

/// To whole minor units; a float beyond their range stays at its end, and NaN, which does not occur, is 0.
#[allow(clippy::cast_possible_truncation)]
pub(super) fn minor(value: f64) -> i64 {
    value.round() as i64
}

#[allow(clippy::cast_possible_truncation)]
fn next_day(as_of: Day, days: f64) -> Option<Day> {
    (0.0..=FURTHEST_DAYS).contains(&days).then(|| as_of.plus_days((days.ceil() as i32).max(1)))
}
