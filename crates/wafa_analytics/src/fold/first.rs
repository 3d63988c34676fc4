//! The day of each customer's first order.

use wafa_kernel::{CustomerId, Day};

use crate::fold::Fold;
use crate::history::CustomerHistory;

/// Remembers first days, in order of the customers' ids.
#[derive(Debug, Clone, Default)]
pub struct FirstOrderFold {
    days: Vec<(CustomerId, Day)>,
}

impl FirstOrderFold {
    /// Customers whose first day is the same in both. Where these are days of some of the orders and `all` those of all
    /// orders, that is who came with one of them; of orders of one and the same first day each counts as the first.
    pub fn as_early_as<'a>(&'a self, all: &'a Self) -> impl Iterator<Item = CustomerId> + 'a {
        let same = |(customer, day): &&(CustomerId, Day)| {
            all.days
                .binary_search_by_key(customer, |(other, _)| *other)
                .is_ok_and(|at| all.days.get(at).is_some_and(|(_, first)| first == day))
        };
        self.days.iter().filter(same).map(|(customer, _)| *customer)
    }
}

impl Fold for FirstOrderFold {
    fn customer(&mut self, customer: &CustomerHistory<'_>) {
        self.days.extend(customer.span().map(|(first, _)| (customer.customer, first)));
    }
    fn merge(&mut self, other: Self) {
        self.days.extend(other.days);
    }
}
