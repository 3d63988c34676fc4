//! How long customers stay.
//!
//! - A customer comes with her first order and **leaves** on the first day on which she has been silent for the
//!   inactivity window; coming back later does not undo it, because the question is how long the first stay lasted.
//! - Who has not left by the as-of day is **censored** there: she stayed at least so long. The window runs out the same
//!   for everybody, so that being censored says nothing about when somebody would leave.
//! - Nobody can leave before the window has run out: curves stay at 1 until then.
//!
//! Estimates and test are those of [`wafa_models::survival`].

use std::collections::BTreeMap;

use wafa_kernel::{Day, Periods};
use wafa_models::survival::{KaplanMeier, Stay};

use crate::error::Error;
use crate::fold::Fold;
use crate::history::CustomerHistory;
use crate::lake::Lake;
use crate::question::Question;

#[cfg(test)]
mod tests;

/// Stays in days: (days, left) → customers.
type Stays = BTreeMap<(i32, bool), u64>;

/// How long the customers stayed who came in one period.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// The period: `1405-q1`.
    pub key: String,
    /// Its first day.
    pub start: Day,
    stays: Stays,
}

impl Group {
    /// Their stays, in days.
    #[must_use]
    pub fn stays(&self) -> Vec<Stay> {
        listed(&self.stays)
    }
    /// How many they are.
    #[must_use]
    pub fn customers(&self) -> u64 {
        self.stays.values().sum()
    }
}

/// How long customers stayed.
#[derive(Debug, Clone, PartialEq)]
pub struct Survival {
    /// The last day whose facts count.
    pub as_of: Day,
    /// By period of the first order, oldest first; periods without anybody are left out.
    pub groups: Vec<Group>,
    all: Stays,
}

/// Customers whose first stay was alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StayCount {
    /// The period they came in; `None` outside of those asked for.
    pub period: Option<usize>,
    /// Days they stayed, or were watched.
    pub days: i32,
    /// Whether they left.
    pub left: bool,
    /// How many.
    pub customers: u64,
}

impl Survival {
    /// Of stays that somebody else counted.
    #[must_use]
    pub fn of_counts(as_of: Day, periods: &Periods, counts: &[StayCount]) -> Self {
        let (mut groups, mut all) = (BTreeMap::<usize, Stays>::new(), Stays::new());
        for count in counts {
            *all.entry((count.days, count.left)).or_default() += count.customers;
            if let Some(at) = count.period {
                *groups.entry(at).or_default().entry((count.days, count.left)).or_default() += count.customers;
            }
        }
        Self { as_of, groups: named(periods, groups), all }
    }
    /// Everybody's stays, in days.
    #[must_use]
    pub fn stays(&self) -> Vec<Stay> {
        listed(&self.all)
    }
    /// How many customers.
    #[must_use]
    pub fn customers(&self) -> u64 {
        self.all.values().sum()
    }
    /// How many of them left.
    #[must_use]
    pub fn left(&self) -> u64 {
        self.all.iter().filter(|((_, left), _)| *left).map(|(_, customers)| customers).sum()
    }
    /// Only the customers of one group.
    #[must_use]
    pub fn only(&self, group: &Group) -> Self {
        Self { as_of: self.as_of, groups: Vec::new(), all: group.stays.clone() }
    }
    /// The curve of everybody; `None` of nobody.
    #[must_use]
    pub fn curve(&self) -> Option<KaplanMeier> {
        KaplanMeier::fit(&self.stays()).ok()
    }
    /// The longest time anybody was watched, in days.
    #[must_use]
    pub fn longest(&self) -> i32 {
        self.all.keys().next_back().map_or(0, |(days, _)| *days)
    }
}

#[allow(clippy::cast_precision_loss)]
fn listed(stays: &Stays) -> Vec<Stay> {
    let stay = |(&(days, left), &customers): (&(i32, bool), &u64)| Stay {
        duration: f64::from(days),
        left,
        weight: customers as f64,
    };
    stays.iter().map(stay).collect()
}

/// Days of the first stay, and whether it ended by the as-of day.
fn stay(customer: &CustomerHistory<'_>, window: i32, as_of: Day) -> Option<(Day, i32, bool)> {
    let (first, _) = customer.span()?;
    let next = customer.purchases.iter().skip(1).map(|one| Some(one.on)).chain([None]);
    for (purchase, next) in customer.purchases.iter().zip(next) {
        let silent = purchase.on.plus_days(window);
        if silent > as_of {
            break;
        }
        if next.is_none_or(|next| next > silent) {
            return Some((first, silent - first, true));
        }
    }
    Some((first, as_of - first, false))
}

/// Counts stays.
pub(crate) struct SurvivalFold<'a> {
    periods: &'a Periods,
    as_of: Day,
    window: i32,
    groups: BTreeMap<usize, Stays>,
    all: Stays,
}

impl<'a> SurvivalFold<'a> {
    pub fn new(question: &'a Question) -> Self {
        let window = i32::try_from(question.inactivity_days).unwrap_or(i32::MAX);
        let (periods, as_of) = (&question.periods, question.as_of);
        Self { periods, as_of, window, groups: BTreeMap::new(), all: Stays::new() }
    }
    pub fn finish(self) -> Survival {
        Survival { as_of: self.as_of, groups: named(self.periods, self.groups), all: self.all }
    }
}

impl Fold for SurvivalFold<'_> {
    fn customer(&mut self, customer: &CustomerHistory<'_>) {
        let Some((first, days, left)) = stay(customer, self.window, self.as_of) else { return };
        *self.all.entry((days, left)).or_default() += 1;
        if let Some(at) = self.periods.index_of(first) {
            *self.groups.entry(at).or_default().entry((days, left)).or_default() += 1;
        }
    }

    fn merge(&mut self, other: Self) {
        for (at, stays) in other.groups {
            let mine = self.groups.entry(at).or_default();
            for (stay, customers) in stays {
                *mine.entry(stay).or_default() += customers;
            }
        }
        for (stay, customers) in other.all {
            *self.all.entry(stay).or_default() += customers;
        }
    }
}

/// Answers from the lake, in one parallel pass; takes a thread for the while. Customers are grouped by the periods of
/// the question.
///
/// # Errors
/// As [`crate::figures()`].
pub fn survival(lake: &Lake, question: &Question) -> Result<Survival, Error> {
    let (fold, _) = lake.reader()?.fold(&question.selection(), || SurvivalFold::new(question))?;
    Ok(fold.finish())
}

fn named(periods: &Periods, groups: BTreeMap<usize, Stays>) -> Vec<Group> {
    let named = groups
        .into_iter()
        .filter_map(|(at, stays)| Some(Group { key: periods.key(at)?.to_owned(), start: periods.start(at)?, stays }));
    named.collect()
}
