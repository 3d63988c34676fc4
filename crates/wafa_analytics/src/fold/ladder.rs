//! How many customers stand on each rung of the loyalty ladder on the as-of day.
//!
//! A day that is over is told as the register wrote it down, under the rules of its time; today, and a part of the orders,
//! is judged from the facts by the rules of the question.

use serde::Serialize;
use wafa_kernel::{Day, LadderRules, Rung};

use super::Fold;
use crate::history::CustomerHistory;

/// Customers per rung.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct LadderCounts {
    /// In the register, without a fact.
    pub suspect: u64,
    /// Showed interest.
    pub prospect: u64,
    /// Ordered once.
    pub customer: u64,
    /// Ordered again.
    pub repeat: u64,
    /// Orders whenever the need arises.
    pub loyal: u64,
    /// Loyal and recommending.
    pub advocate: u64,
}

impl LadderCounts {
    /// Customers on a rung.
    #[must_use]
    pub const fn of(&self, rung: Rung) -> u64 {
        match rung {
            Rung::Suspect => self.suspect,
            Rung::Prospect => self.prospect,
            Rung::Customer => self.customer,
            Rung::Repeat => self.repeat,
            Rung::Loyal => self.loyal,
            Rung::Advocate => self.advocate,
        }
    }
    /// Everybody in the register.
    #[must_use]
    pub fn total(&self) -> u64 {
        Rung::ALL.into_iter().map(|rung| self.of(rung)).sum()
    }
    fn slot(&mut self, rung: Rung) -> &mut u64 {
        match rung {
            Rung::Suspect => &mut self.suspect,
            Rung::Prospect => &mut self.prospect,
            Rung::Customer => &mut self.customer,
            Rung::Repeat => &mut self.repeat,
            Rung::Loyal => &mut self.loyal,
            Rung::Advocate => &mut self.advocate,
        }
    }
}

/// Folds histories into counts per rung.
#[derive(Debug, Clone)]
pub struct LadderFold {
    rules: LadderRules,
    as_of: Day,
    counts: LadderCounts,
    days: Vec<Day>,
}

impl LadderFold {
    /// Starts with nobody.
    #[must_use]
    pub fn new(rules: LadderRules, as_of: Day) -> Self {
        Self { rules, as_of, counts: LadderCounts::default(), days: Vec::new() }
    }
    /// The counts.
    #[must_use]
    pub fn finish(self) -> LadderCounts {
        self.counts
    }
}

impl Fold for LadderFold {
    fn customer(&mut self, customer: &CustomerHistory<'_>) {
        self.days.clear();
        self.days.extend(customer.purchases.iter().map(|purchase| purchase.on));
        let judged = || wafa_kernel::ladder::stand(&self.days, customer.signals, &self.rules, self.as_of);
        let rung = customer.stood.unwrap_or_else(judged);
        *self.counts.slot(rung) += 1;
    }

    fn merge(&mut self, other: Self) {
        for rung in Rung::ALL {
            *self.counts.slot(rung) += other.counts.of(rung);
        }
    }
}
