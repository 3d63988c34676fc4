//! A customer's way on the ladder, through every version of the rules. Pure.

use wafa_kernel::ladder::climb;
use wafa_kernel::{Day, Rung, Signal};

use crate::ladder::rules::RuleVersion;

/// One change of rung.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Step {
    /// First day on the rung.
    pub on: Day,
    /// The rung.
    pub rung: Rung,
    /// The rung left; none for the step onto the ladder.
    pub from: Option<Rung>,
    /// Days the rung left had been held.
    pub stayed_days: i32,
    /// The rules that decided.
    pub version: i64,
}

/// The whole way up to a day.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Path {
    /// Never empty; the first is the day the customer became known.
    pub steps: Vec<Step>,
    /// When the customer slides back if nothing happens.
    pub slides_on: Option<Day>,
    /// Median days between orders.
    pub usual_gap_days: Option<f64>,
}

impl Path {
    /// The rung at the end.
    pub(crate) fn rung(&self) -> Rung {
        self.steps.last().map_or(Rung::Suspect, |step| step.rung)
    }
}

/// Walks the ladder from the day the customer became known to `today`.
///
/// `versions` are the rules, oldest first, the first of them valid since ever. The day a customer became known is the
/// day of its first fact or the day it was added, whichever came first.
pub(crate) fn path(orders: &[Day], signals: &[Signal], versions: &[RuleVersion], added_on: Day, today: Day) -> Path {
    let mut way = Way::default();
    let first_fact = orders.first().copied().into_iter().chain(signals.first().map(|signal| signal.on)).min();
    let first_version = versions.first().map_or(0, |version| version.version);
    if first_fact.is_none_or(|day| day > added_on) {
        way.reach(added_on, Rung::Suspect, first_version);
    }
    let mut last = wafa_kernel::ladder::Climb::default();
    for (place, version) in versions.iter().enumerate() {
        let next_from = versions.get(place + 1).and_then(|next| next.from);
        let until = next_from.map_or(today, |from| today.min(from.plus_days(-1)));
        let from = if place == 0 { None } else { version.from };
        if from.is_some_and(|from| from > until) {
            continue;
        }
        last = climb(orders, signals, &version.rules, until);
        let known = !way.steps.is_empty();
        let (before, after) = match from {
            Some(from) if known => last.moves.split_at(last.moves.partition_point(|step| step.on <= from)),
            _ => last.moves.split_at(0),
        };
        if let (Some(from), Some(standing)) = (from, before.last()) {
            way.reach(from, standing.rung, version.version);
        }
        for step in after {
            way.reach(step.on, step.rung, version.version);
        }
    }
    Path { steps: way.steps(), slides_on: last.slides_on, usual_gap_days: last.usual_gap_days }
}

#[derive(Default)]
struct Way {
    steps: Vec<(Day, Rung, i64)>,
}

impl Way {
    fn reach(&mut self, on: Day, rung: Rung, version: i64) {
        match self.steps.last() {
            Some((_, held, _)) if *held == rung => {}
            Some((since, _, _)) if *since == on => {
                self.steps.pop();
                self.reach(on, rung, version);
            }
            _ => self.steps.push((on, rung, version)),
        }
    }

    fn steps(self) -> Vec<Step> {
        let mut before: Option<(Day, Rung)> = None;
        let mut steps = Vec::with_capacity(self.steps.len());
        for (on, rung, version) in self.steps {
            let stayed_days = before.map_or(0, |(since, _)| on - since);
            steps.push(Step { on, rung, from: before.map(|(_, held)| held), stayed_days, version });
            before = Some((on, rung));
        }
        steps
    }
}
