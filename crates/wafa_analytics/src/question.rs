//! What is asked of the figures.

use std::sync::Arc;

use crate::lake::Selection;
use wafa_kernel::{Business, Currency, CustomerId, Day, LadderRules, Periods};

/// Groups of the cohort table at most: ten years of weeks, or forty of months. The table grows with their square, so a
/// single order of long ago must not make it a large one; customers who came before belong to no group.
pub const MOST_COHORTS: usize = 525;

/// A set of customers, for figures of a part of the register.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CustomerSet {
    sorted: Vec<i64>,
}

impl CustomerSet {
    /// The set of these customers, in any order, repeats allowed.
    #[must_use]
    pub fn from_ids(ids: impl IntoIterator<Item = CustomerId>) -> Self {
        let mut sorted: Vec<i64> = ids.into_iter().map(CustomerId::raw).collect();
        sorted.sort_unstable();
        sorted.dedup();
        Self { sorted }
    }
    /// Whether a customer is one of them.
    #[must_use]
    pub fn contains(&self, customer: CustomerId) -> bool {
        self.sorted.binary_search(&customer.raw()).is_ok()
    }
    /// Their ids, sorted.
    #[must_use]
    pub fn ids(&self) -> &[i64] {
        &self.sorted
    }
    /// Those who are in the other set, too.
    #[must_use]
    pub fn and(&self, other: &Self) -> Self {
        let both = self.sorted.iter().copied().filter(|id| other.sorted.binary_search(id).is_ok());
        Self { sorted: both.collect() }
    }
    /// Those who are not in the other set.
    #[must_use]
    pub fn without(&self, other: &Self) -> Self {
        let rest = self.sorted.iter().copied().filter(|id| other.sorted.binary_search(id).is_err());
        Self { sorted: rest.collect() }
    }
    /// How many they are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.sorted.len()
    }
    /// True when nobody is in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.sorted.is_empty()
    }
}

/// A part of the orders. Customers are then those who have such an order, and their figures are of such orders.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct OrderFilter {
    /// Orders that came this way: the channel as the orders name it. Returns follow the order they belong to.
    pub source: Option<String>,
    /// Orders with this product, by its code; they are worth what its lines cost. Returns do not say which product came
    /// back and are left out.
    pub product: Option<String>,
}

/// What is asked. Comparing with another time is asking twice.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// The last day whose facts count.
    pub as_of: Day,
    /// Periods to report on. Those beginning after the as-of day are left out; the one it falls in is `partial`.
    pub periods: Periods,
    /// Periods of the cohort table: weeks, months or quarters. They should begin at or before the first order day of the
    /// lake ([`crate::Lake::span`]): customers who came earlier belong to no cohort.
    pub cohort_periods: Periods,
    /// A customer is active on the evening of a day when she ordered within this many days up to it.
    pub inactivity_days: u32,
    /// Rules of the ladder.
    pub rules: LadderRules,
    /// The business's currency: orders in others are counted, not added up.
    pub currency: Currency,
    /// Only these customers; all when `None`.
    pub only: Option<Arc<CustomerSet>>,
    /// Only these orders; all when `None`.
    pub orders: Option<Arc<OrderFilter>>,
}

impl Question {
    /// A question about all customers with the settings of the business. Of the periods of cohorts the latest
    /// [`MOST_COHORTS`] are kept.
    #[must_use]
    pub fn new(as_of: Day, periods: Periods, cohort_periods: Periods, business: &Business, rules: LadderRules) -> Self {
        Self {
            as_of,
            periods,
            cohort_periods: cohort_periods.latest(MOST_COHORTS),
            inactivity_days: business.inactivity_days,
            rules,
            currency: business.currency,
            only: None,
            orders: None,
        }
    }

    /// Which facts a pass for it sees.
    #[must_use]
    pub fn selection(&self) -> Selection<'_> {
        Selection {
            as_of: self.as_of,
            currency: self.currency,
            only: self.only.as_deref(),
            orders: self.orders.as_deref(),
        }
    }
}
