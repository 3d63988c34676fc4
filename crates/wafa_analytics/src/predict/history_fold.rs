//! Gathers purchase days and their values for the models, in the same pass as the RFM scores.

use wafa_kernel::{Currency, CustomerId};
use wafa_models::Histories;

use crate::fold::Fold;
use crate::fold::ranking::RankingFold;
use crate::history::CustomerHistory;

/// Histories of all customers with an order, in order of their ids.
#[derive(Debug, Clone)]
pub(super) struct HistoryFold {
    minor_per_major: f64,
    pub customers: Vec<CustomerId>,
    pub histories: Histories,
    pub ranking: RankingFold,
    days: Vec<(i32, f64)>,
}

impl HistoryFold {
    #[allow(clippy::cast_precision_loss)]
    pub fn new(currency: Currency) -> Self {
        Self {
            minor_per_major: currency.minor_per_major() as f64,
            customers: Vec::new(),
            histories: Histories::new(),
            ranking: RankingFold::default(),
            days: Vec::new(),
        }
    }

    /// Days with a purchase and their values in major units. A return lowers the value of the latest purchase day
    /// before it, and when that is used up of none: values of days cannot be negative.
    #[allow(clippy::cast_precision_loss)]
    fn gather(&mut self, customer: &CustomerHistory<'_>) {
        self.days.clear();
        for purchase in customer.purchases {
            let (on, value) = (purchase.on.number(), purchase.amount_minor as f64 / self.minor_per_major);
            match self.days.last_mut() {
                Some(last) if last.0 == on => last.1 += value,
                _ => self.days.push((on, value)),
            }
        }
        for refund in customer.refunds {
            let before = self.days.partition_point(|day| day.0 <= refund.on.number()).saturating_sub(1);
            if let Some(day) = self.days.get_mut(before) {
                day.1 = (day.1 - refund.amount_minor as f64 / self.minor_per_major).max(0.0);
            }
        }
    }
}

impl Fold for HistoryFold {
    fn customer(&mut self, customer: &CustomerHistory<'_>) {
        self.ranking.customer(customer);
        if customer.purchases.is_empty() {
            return;
        }
        self.gather(customer);
        self.customers.push(customer.customer);
        self.histories.push(&self.days);
    }

    fn merge(&mut self, other: Self) {
        self.ranking.merge(other.ranking);
        self.customers.extend(other.customers);
        for history in other.histories.iter() {
            let days: Vec<(i32, f64)> = history.days().iter().copied().zip(history.values().iter().copied()).collect();
            self.histories.push(&days);
        }
    }
}
