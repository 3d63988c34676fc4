//! Gathers purchase days and their values for the models, in the same pass as the RFM scores.

use std::collections::HashMap;

use wafa_kernel::{Currency, CustomerId};
use wafa_models::Histories;

use crate::fold::Fold;
use crate::fold::ranking::RankingFold;
use crate::history::CustomerHistory;

/// What a customer gave back.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Returned {
    /// How many times.
    pub times: u32,
    /// How much of what she bought, major units.
    pub amount: f64,
    /// Purchase days of which nothing was kept.
    pub days: u32,
}

/// Histories of all customers with an order, in order of their ids.
#[derive(Debug, Clone)]
pub(super) struct HistoryFold {
    minor_per_major: f64,
    pub customers: Vec<CustomerId>,
    pub histories: Histories,
    /// By position, of those who gave something back.
    pub returned: HashMap<usize, Returned>,
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
            returned: HashMap::new(),
            ranking: RankingFold::default(),
            days: Vec::new(),
        }
    }

    /// Days with a purchase and their values in major units. A return lowers the value of the latest purchase day
    /// before it, and when that is used up or none is known of none: values of days cannot be negative.
    #[allow(clippy::cast_precision_loss)]
    fn gather(&mut self, customer: &CustomerHistory<'_>) -> Returned {
        let mut returned = Returned::default();
        self.days.clear();
        for purchase in customer.purchases {
            let (on, value) = (purchase.on.number(), purchase.amount_minor as f64 / self.minor_per_major);
            match self.days.last_mut() {
                Some(last) if last.0 == on => last.1 += value,
                _ => self.days.push((on, value)),
            }
        }
        for refund in customer.refunds {
            // What came back of purchases older than all that are known belongs to none of these.
            let known = self.days.partition_point(|day| day.0 <= refund.on.number()).checked_sub(1);
            if let Some(day) = known.and_then(|at| self.days.get_mut(at)) {
                let given_back = (refund.amount_minor as f64 / self.minor_per_major).min(day.1);
                returned.times += 1;
                returned.amount += given_back;
                returned.days += u32::from(day.1 > 0.0 && given_back >= day.1);
                day.1 -= given_back;
            }
        }
        returned
    }
}

impl Fold for HistoryFold {
    fn customer(&mut self, customer: &CustomerHistory<'_>) {
        self.ranking.customer(customer);
        if customer.purchases.is_empty() {
            return;
        }
        let returned = self.gather(customer);
        if returned.times > 0 {
            self.returned.insert(self.customers.len(), returned);
        }
        self.customers.push(customer.customer);
        self.histories.push(&self.days);
    }

    fn merge(&mut self, other: Self) {
        self.ranking.merge(other.ranking);
        let before = self.customers.len();
        self.returned.extend(other.returned.into_iter().map(|(at, returned)| (before + at, returned)));
        self.customers.extend(other.customers);
        for history in other.histories.iter() {
            let days: Vec<(i32, f64)> = history.days().iter().copied().zip(history.values().iter().copied()).collect();
            self.histories.push(&days);
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing)]
    use super::*;
    use crate::history::{Purchase, Refund};
    use wafa_kernel::Day;

    #[test]
    fn what_came_back_lowers_the_purchase_before_it_and_no_other() {
        let day = |number: i32| Day::from_number(number);
        let purchases =
            [(10, 500), (10, 100), (20, 300)].map(|(on, amount_minor)| Purchase { on: day(on), amount_minor });
        let refunds = [(5, 400), (15, 200), (25, 900)].map(|(on, amount_minor)| Refund { on: day(on), amount_minor });
        let mut fold = HistoryFold::new(Currency::IRR);
        let history = CustomerHistory {
            customer: wafa_kernel::CustomerId::from_raw(1),
            purchases: &purchases,
            refunds: &refunds,
            signals: &[],
            stood: None,
        };
        let returned = fold.gather(&history);
        let per_major = Currency::IRR.minor_per_major() as f64;
        let days: Vec<(i32, f64)> = fold.days.iter().map(|(on, value)| (*on, value * per_major)).collect();
        assert_eq!(days, [(10, 400.0), (20, 0.0)]);
        assert_eq!((returned.times, returned.days, returned.amount * per_major), (2, 1, 500.0));
    }
}
