//! The fold behind a report: one tally per group, and one over all of them in which every customer counts once.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::Arc;

use wafa_kernel::Day;

use super::answer::Figure;
use super::axis::{Axis, Fact, OTHERS, UNKNOWN};
use super::spec::Measure;
use crate::fold::{mean_minor, ratio, to_minor};
use crate::lake::detail::{DetailedFold, DetailedHistory};

/// Groups held at most: more are no report.
pub(super) const GROUPS_MOST: usize = 250_000;

/// A group: the value of the first and of the second break-down; 0 where there is none.
pub(super) type Group = (u32, u32);

/// What is counted in one group.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Tally {
    customers: u64,
    new: u64,
    repeaters: u64,
    orders: u64,
    gross: i128,
    units: i64,
    first: i128,
    returns: u64,
    returned: i128,
    gaps: u64,
    gap_days: u64,
    /// The customer, the repeating customer and the order counted last.
    seen: [u64; 3],
}

/// One purchase on its way into its groups.
#[derive(Debug, Clone, Copy)]
struct Step {
    /// Numbers of this customer and of this order within the fold.
    customer: u64,
    order: u64,
    /// 1 for a first order.
    number: u32,
    gap_days: Option<u64>,
    amount_minor: i64,
    quantity: i64,
}

impl Tally {
    fn buy(&mut self, step: &Step) {
        let [customer, repeater, order] = &mut self.seen;
        if *customer != step.customer {
            *customer = step.customer;
            self.customers += 1;
        }
        if step.number >= 2 && *repeater != step.customer {
            *repeater = step.customer;
            self.repeaters += 1;
        }
        if *order != step.order {
            *order = step.order;
            self.orders += 1;
            self.new += u64::from(step.number == 1);
            if let Some(days) = step.gap_days {
                self.gaps += 1;
                self.gap_days += days;
            }
        }
        let amount = i128::from(step.amount_minor);
        self.gross += amount;
        self.units = self.units.saturating_add(step.quantity);
        if step.number == 1 {
            self.first += amount;
        }
    }
    fn give_back(&mut self, amount_minor: i64) {
        self.returns += 1;
        self.returned += i128::from(amount_minor);
    }
    fn add(&mut self, other: &Self) {
        self.customers += other.customers;
        self.new += other.new;
        self.repeaters += other.repeaters;
        self.orders += other.orders;
        self.gross += other.gross;
        self.units = self.units.saturating_add(other.units);
        self.first += other.first;
        self.returns += other.returns;
        self.returned += other.returned;
        self.gaps += other.gaps;
        self.gap_days += other.gap_days;
    }
    /// A measure of this group; `None` when it does not exist. `lines`: returns are not known.
    #[allow(clippy::cast_precision_loss)]
    pub fn figure(&self, measure: Measure, lines: bool) -> Option<Figure> {
        let net = self.gross - self.returned;
        let count = |count: u64| Some(Figure::Whole(i64::try_from(count).unwrap_or(i64::MAX)));
        let money = |sum: i128| Some(Figure::Whole(to_minor(sum)));
        match measure {
            Measure::Returns | Measure::Returned | Measure::ReturnShare if lines => None,
            Measure::Customers => count(self.customers),
            Measure::New => count(self.new),
            Measure::Returning => count(self.customers.saturating_sub(self.new)),
            Measure::RepeatShare => ratio(self.repeaters, self.customers).map(Figure::Real),
            Measure::Orders => count(self.orders),
            Measure::Gross => money(self.gross),
            Measure::Returns => count(self.returns),
            Measure::Returned => money(self.returned),
            Measure::ReturnShare => (self.gross > 0).then(|| Figure::Real(self.returned as f64 / self.gross as f64)),
            Measure::Net => money(net),
            Measure::Units => Some(Figure::Whole(self.units)),
            Measure::Average => mean_minor(net, self.orders).map(Figure::Whole),
            Measure::Frequency => ratio(self.orders, self.customers).map(Figure::Real),
            Measure::Gap => ratio(self.gap_days, self.gaps).map(Figure::Real),
            Measure::First => money(self.first),
        }
    }
}

/// Multiplies and shifts: groups are small numbers, and nobody chooses them to collide.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Mixing(u64);

impl Hasher for Mixing {
    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 29)
    }
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(u64::from(*byte));
        }
    }
    fn write_u32(&mut self, number: u32) {
        self.write_u64(u64::from(number));
    }
    fn write_u64(&mut self, number: u64) {
        self.0 = (self.0.rotate_left(23) ^ number).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }
}

type Groups = HashMap<Group, usize, BuildHasherDefault<Mixing>>;

/// Groups and their tallies.
#[derive(Debug, Clone, Default)]
struct Told {
    groups: Groups,
    tallies: Vec<(Group, Tally)>,
    full: bool,
}

impl Told {
    fn slot(&mut self, group: Group) -> Option<&mut Tally> {
        let next = self.tallies.len();
        let at = match self.groups.get(&group) {
            Some(at) => *at,
            None if next >= GROUPS_MOST => {
                self.full = true;
                return None;
            }
            None => {
                self.groups.insert(group, next);
                self.tallies.push((group, Tally::default()));
                next
            }
        };
        self.tallies.get_mut(at).map(|(_, tally)| tally)
    }
}

/// Values shown by themselves; everything else is "others".
pub(super) type Kept = Option<Arc<HashSet<u32>>>;

/// Folds histories into tallies.
#[derive(Debug, Clone)]
pub(super) struct ReportFold {
    from: Day,
    axes: Arc<Vec<(Axis, Kept)>>,
    /// Returns have to find their order.
    asks_order: bool,
    told: Told,
    whole: Tally,
    customers: u64,
    orders: u64,
    values: [Vec<u32>; 2],
    numbers: Vec<u32>,
}

impl ReportFold {
    pub fn new(from: Day, axes: Arc<Vec<(Axis, Kept)>>) -> Self {
        Self {
            from,
            asks_order: axes.iter().any(|(axis, _)| axis.asks_order()),
            axes,
            told: Told::default(),
            whole: Tally::default(),
            customers: 0,
            orders: 0,
            values: [Vec::new(), Vec::new()],
            numbers: Vec::new(),
        }
    }
    pub fn whole(&self) -> &Tally {
        &self.whole
    }
    pub fn tallies(&self) -> &[(Group, Tally)] {
        &self.told.tallies
    }
    pub fn tally(&self, group: Group) -> Option<&Tally> {
        self.told.tallies.get(*self.told.groups.get(&group)?).map(|(_, tally)| tally)
    }
    /// Too many groups: the rest was not told apart.
    pub fn full(&self) -> bool {
        self.told.full
    }
    /// Does something to every group a fact belongs to.
    fn each(&mut self, fact: &Fact, mut act: impl FnMut(&mut Tally)) {
        act(&mut self.whole);
        let [first, second] = &mut self.values;
        let mut axes = self.axes.iter();
        let Some((axis, kept)) = axes.next() else { return };
        axis.values(fact, first);
        narrow(first, kept);
        match axes.next() {
            Some((axis, kept)) => {
                axis.values(fact, second);
                narrow(second, kept);
            }
            None => {
                second.clear();
                second.push(UNKNOWN);
            }
        }
        for one in first.iter() {
            for other in second.iter() {
                if let Some(tally) = self.told.slot((*one, *other)) {
                    act(tally);
                }
            }
        }
    }
    fn buy(&mut self, customer: &DetailedHistory<'_>) {
        let first_on = customer.bought.first().map(|bought| bought.on);
        let (mut number, mut before, mut latest) = (0u32, None, (0, None));
        for bought in customer.bought {
            // Lines of one order are one purchase.
            if number == 0 || bought.order == 0 || bought.order != latest.0 {
                number = number.saturating_add(1);
                before = latest.1;
                latest = (bought.order, Some(bought.on));
                self.orders += 1;
            }
            self.numbers.push(number);
            if bought.on < self.from {
                continue;
            }
            let words = bought.words;
            let fact = Fact { on: bought.on, number, words, first_on, customer: customer.customer };
            let step = Step {
                customer: self.customers,
                order: self.orders,
                number,
                gap_days: before.map(|before: Day| u64::try_from(bought.on - before).unwrap_or(0)),
                amount_minor: bought.amount_minor,
                quantity: bought.quantity,
            };
            self.each(&fact, |tally| tally.buy(&step));
        }
    }
    fn give_back(&mut self, customer: &DetailedHistory<'_>) {
        let first_on = customer.bought.first().map(|bought| bought.on);
        let (from, asks_order) = (self.from, self.asks_order);
        for back in customer.back.iter().filter(|back| back.on >= from) {
            let mut fact = Fact { on: back.on, number: 0, words: back.words, first_on, customer: customer.customer };
            if asks_order && back.order != 0 {
                let found = customer.bought.iter().zip(&self.numbers).find(|(bought, _)| bought.order == back.order);
                if let Some((bought, number)) = found {
                    fact.number = *number;
                    // The return itself says the channel of its order, and nothing else.
                    let words = fact.words.into_iter().zip(bought.words);
                    let words: Vec<u32> = words.map(|(own, of)| if own == UNKNOWN { of } else { own }).collect();
                    fact.words = words.try_into().unwrap_or(fact.words);
                }
            }
            self.each(&fact, |tally| tally.give_back(back.amount_minor));
        }
    }
}

/// Values that are not shown by themselves become one.
fn narrow(values: &mut Vec<u32>, kept: &Kept) {
    let Some(kept) = kept else { return };
    for value in values.iter_mut().filter(|value| !kept.contains(value)) {
        *value = OTHERS;
    }
    if values.len() > 1 {
        values.sort_unstable();
        values.dedup();
    }
}

impl DetailedFold for ReportFold {
    fn customer(&mut self, customer: &DetailedHistory<'_>) {
        self.customers += 1;
        self.numbers.clear();
        self.buy(customer);
        self.give_back(customer);
    }
    fn merge(&mut self, other: Self) {
        self.whole.add(&other.whole);
        self.told.full |= other.told.full;
        for (group, theirs) in other.told.tallies {
            if let Some(mine) = self.told.slot(group) {
                mine.add(&theirs);
            }
        }
    }
}

/// Several folds riding one pass.
#[derive(Debug, Clone)]
pub(super) struct Folds(pub Vec<ReportFold>);

impl DetailedFold for Folds {
    fn customer(&mut self, customer: &DetailedHistory<'_>) {
        for fold in &mut self.0 {
            fold.customer(customer);
        }
    }
    fn merge(&mut self, other: Self) {
        for (mine, theirs) in self.0.iter_mut().zip(other.0) {
            mine.merge(theirs);
        }
    }
}
