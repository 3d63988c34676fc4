//! A customer as the customer page shows it.

use serde::Serialize;
use wafa_kernel::{BatchId, CustomerId, Day, Id, LadderRules, Moment, Rung, Signal, SignalKind};

use crate::duplicates::MergeRow;
use crate::register::{Contact, Fields, NewContact};

/// What a [`SignalId`] names.
#[derive(Debug)]
pub enum OfSignal {}
/// One sign of interest or recommendation.
pub type SignalId = Id<OfSignal>;

/// A customer to be added.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewCustomer {
    /// What is known.
    pub fields: Fields,
    /// Phones, addresses, ids; none is required.
    pub contacts: Vec<NewContact>,
    /// Tags.
    pub tags: Vec<String>,
    /// Other dates worth knowing, by kind: `wedding`, `membership`.
    pub dates: Vec<(String, Day)>,
}

/// A recorded sign of interest or recommendation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SignalRow {
    /// Which.
    pub id: SignalId,
    /// What it says.
    pub kind: SignalKind,
    /// When.
    pub on: Day,
    /// Where it came from.
    pub source: String,
}

/// Where a customer stands today.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Standing {
    /// The rung.
    pub rung: Rung,
    /// Since when.
    pub rung_on: Option<Day>,
    /// When it slides back if nothing happens.
    pub slides_on: Option<Day>,
    /// The customer's own usual interval between orders, days (median).
    pub usual_gap_days: Option<f64>,
    /// Orders that count.
    pub orders: i64,
    /// Day of the first order.
    pub first_on: Option<Day>,
    /// Day of the last order.
    pub last_on: Option<Day>,
    /// Orders less returns, minor units of the business currency.
    pub net_minor: i64,
    /// False for a record that went into another one.
    pub live: bool,
}

/// What takes the customer to the next rung.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum NextRung {
    /// A sign of interest.
    Interest,
    /// So many more orders.
    Order {
        /// Orders missing.
        orders_missing: u32,
        /// The rung they lead to.
        rung: Rung,
    },
    /// Enough orders, but a gap was too long: keep coming.
    KeepPace {
        /// The last day for the next order that keeps the pace, when the usual interval is known.
        by: Option<Day>,
    },
    /// So many more recommendations: a referral, a published review, a promoter score.
    Recommend {
        /// Signals missing.
        signals_missing: u32,
    },
    /// There is no rung above.
    Top,
}

impl NextRung {
    /// The next step from where a customer stands.
    #[must_use]
    pub fn of(standing: &Standing, signals: &[Signal], rules: &LadderRules) -> Self {
        let orders = u32::try_from(standing.orders).unwrap_or(0);
        let order = |needed: u32, rung| Self::Order { orders_missing: needed.saturating_sub(orders).max(1), rung };
        match standing.rung {
            Rung::Suspect => Self::Interest,
            Rung::Prospect => order(1, Rung::Customer),
            Rung::Customer => order(rules.repeat_orders, Rung::Repeat),
            Rung::Repeat if orders < rules.loyal_orders => order(rules.loyal_orders, Rung::Loyal),
            Rung::Repeat => Self::KeepPace { by: pace_until(standing, rules) },
            Rung::Loyal => {
                let recommended = signals.iter().filter(|signal| signal.kind.recommends()).count();
                let recommended = u32::try_from(recommended).unwrap_or(u32::MAX);
                Self::Recommend { signals_missing: rules.advocate_signals.saturating_sub(recommended).max(1) }
            }
            Rung::Advocate => Self::Top,
        }
    }
}

/// The last day on which an order still keeps the pace: last order + k × usual interval.
#[allow(clippy::cast_possible_truncation)]
fn pace_until(standing: &Standing, rules: &LadderRules) -> Option<Day> {
    let allowed = (standing.usual_gap_days? * rules.loyal_gap_factor).floor().clamp(0.0, 1e6) as i32;
    Some(standing.last_on?.plus_days(allowed))
}

/// Everything the register knows about one customer.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Profile {
    /// Who.
    pub id: CustomerId,
    /// What is known.
    pub fields: Fields,
    /// Phones, addresses, ids.
    pub contacts: Vec<Contact>,
    /// Tags, sorted.
    pub tags: Vec<String>,
    /// Other dates worth knowing.
    pub dates: Vec<(String, Day)>,
    /// Signs of interest and recommendations, latest first.
    pub signals: Vec<SignalRow>,
    /// Where the customer stands.
    pub standing: Standing,
    /// What takes the customer up.
    pub next: NextRung,
    /// The record this one went into; show that one instead.
    pub merged_into: Option<CustomerId>,
    /// Records that went into this one, latest first.
    pub merges: Vec<MergeRow>,
    /// The import that added the record.
    pub batch: Option<BatchId>,
    /// When it was added.
    pub created_at: Moment,
    /// When it was last changed.
    pub changed_at: Moment,
}
