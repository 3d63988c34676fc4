//! The loyalty ladder: six rungs derived from facts, never set by hand.
//!
//! One pure function, [`climb`], turns a customer's order days and signals into the history of rungs up to a day.
//! The register keeps that history, the figures fold over it, `verify` recomputes it: all three call this function.
//!
//! **Invariant:** the rung on a day depends only on facts up to that day and the rules, never on when it was computed.

use serde::{Deserialize, Serialize};

use crate::time::Day;

/// A rung of the ladder, lowest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rung {
    /// In the target market, without a sign of interest.
    Suspect,
    /// Showed interest, has not ordered.
    Prospect,
    /// Ordered once.
    Customer,
    /// Ordered more than once.
    Repeat,
    /// Orders whenever the need arises: no gap longer than the rules allow.
    Loyal,
    /// Loyal, and recommends the business to others.
    Advocate,
}

impl Rung {
    /// Lowest to highest.
    pub const ALL: [Self; 6] =
        [Self::Suspect, Self::Prospect, Self::Customer, Self::Repeat, Self::Loyal, Self::Advocate];
    /// The name used in storage, URLs, JSON and texts.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Suspect => "suspect",
            Self::Prospect => "prospect",
            Self::Customer => "customer",
            Self::Repeat => "repeat",
            Self::Loyal => "loyal",
            Self::Advocate => "advocate",
        }
    }
    /// 1 (suspect) to 6 (advocate), as stored.
    #[must_use]
    pub const fn number(self) -> u8 {
        self as u8 + 1
    }
    /// The rung stored under a number.
    #[must_use]
    pub fn from_number(number: i64) -> Option<Self> {
        let index = usize::try_from(number.checked_sub(1)?).ok()?;
        Self::ALL.get(index).copied()
    }
    /// The rung above, if there is one.
    #[must_use]
    pub fn above(self) -> Option<Self> {
        Self::from_number(i64::from(self.number()) + 1)
    }
}

impl std::str::FromStr for Rung {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        Self::ALL.into_iter().find(|rung| rung.as_str() == text).ok_or_else(|| format!("{text}: not a rung"))
    }
}

/// What a signal says about a customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SignalKind {
    /// Any sign of interest: a visit, a form, a reply, a chat.
    Interest,
    /// Someone this customer referred placed an order.
    Referral,
    /// A review of this customer was published.
    Review,
    /// This customer gave a promoter score (9 or 10 of 10).
    Promoter,
}

impl SignalKind {
    /// All kinds.
    pub const ALL: [Self; 4] = [Self::Interest, Self::Referral, Self::Review, Self::Promoter];
    /// The name used in storage and JSON.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Interest => "interest",
            Self::Referral => "referral",
            Self::Review => "review",
            Self::Promoter => "promoter",
        }
    }
    /// True when the signal recommends the business to others.
    #[must_use]
    pub const fn recommends(self) -> bool {
        !matches!(self, Self::Interest)
    }
}

impl std::str::FromStr for SignalKind {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text).ok_or_else(|| format!("{text}: not a signal"))
    }
}

/// A recorded signal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signal {
    /// The day it happened.
    pub on: Day,
    /// What it says.
    pub kind: SignalKind,
}

/// The rules of the ladder; editable, versioned by whoever stores them.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct LadderRules {
    /// Orders from which a customer is a repeat customer.
    pub repeat_orders: u32,
    /// Orders from which a customer can be loyal.
    pub loyal_orders: u32,
    /// k: a gap longer than k × the customer's own usual interval breaks loyalty.
    pub loyal_gap_factor: f64,
    /// How many of the latest gaps are judged; 0 = all of them.
    pub loyal_recent_gaps: u32,
    /// Recommending signals that make a loyal customer an advocate.
    pub advocate_signals: u32,
}

impl Default for LadderRules {
    fn default() -> Self {
        Self { repeat_orders: 2, loyal_orders: 3, loyal_gap_factor: 2.0, loyal_recent_gaps: 0, advocate_signals: 1 }
    }
}

/// The rung a customer stands on from a day on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct RungMove {
    /// First day on the rung.
    pub on: Day,
    /// The rung.
    pub rung: Rung,
}

/// Where a customer stands, and when that changes by itself.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Climb {
    /// Every change up to the day asked for, oldest first. Empty for a customer without facts: a suspect.
    pub moves: Vec<RungMove>,
    /// The day on which the customer slides down if nothing happens until then.
    pub slides_on: Option<Day>,
    /// Median of the gaps between days with an order, in days.
    pub usual_gap_days: Option<f64>,
}

impl Climb {
    /// The rung at the end of the history.
    #[must_use]
    pub fn rung(&self) -> Rung {
        self.moves.last().map_or(Rung::Suspect, |last| last.rung)
    }
}

/// Median; the mean of the two middle values when their number is even. `None` for nothing.
#[must_use]
pub fn median_days(gaps: &[i32]) -> Option<f64> {
    let mut sorted = gaps.to_vec();
    sorted.sort_unstable();
    let half = sorted.len() / 2;
    let high = f64::from(*sorted.get(half)?);
    if sorted.len() % 2 == 1 {
        return Some(high);
    }
    let low = f64::from(*sorted.get(half.checked_sub(1)?)?);
    Some(f64::midpoint(low, high))
}

/// Climbs the ladder: from facts to the history of rungs up to and including `until`.
///
/// `order_days` has one entry per order, in order of time; several orders on one day are several entries, but gaps
/// are measured between days. `signals` are in order of time. Facts after `until` are ignored.
///
/// Loyal means: at least `loyal_orders` orders and no gap longer than `loyal_gap_factor` × the median of the
/// customer's own gaps, the gap that is running included; so a customer who stops coming slides back on the first
/// day on which the running gap is too long.
#[must_use]
pub fn climb(order_days: &[Day], signals: &[Signal], rules: &LadderRules, until: Day) -> Climb {
    let mut state = State::default();
    let mut orders = order_days.iter().copied().take_while(|day| *day <= until).peekable();
    let mut signals = signals.iter().copied().take_while(|signal| signal.on <= until).peekable();
    loop {
        let next_order = orders.peek().copied();
        let next_signal = signals.peek().map(|signal| signal.on);
        let Some(day) = [next_order, next_signal].into_iter().flatten().min() else { break };
        state.slide_before(day);
        while orders.next_if_eq(&day).is_some() {
            state.order(day);
        }
        while let Some(signal) = signals.next_if(|signal| signal.on == day) {
            state.signal(signal);
        }
        state.settle(day, rules);
    }
    state.slide_before(until.plus_days(1));
    Climb { usual_gap_days: median_days(&state.gaps), slides_on: state.slides_on, moves: state.moves }
}

/// The rung a customer stands on at the end of `until`: the end of [`climb`], without the history, for counting
/// millions. Facts as for [`climb`].
#[must_use]
pub fn stand(order_days: &[Day], signals: &[Signal], rules: &LadderRules, until: Day) -> Rung {
    let order_days = order_days.get(..order_days.partition_point(|day| *day <= until)).unwrap_or_default();
    let signals = signals.get(..signals.partition_point(|signal| signal.on <= until)).unwrap_or_default();
    let last_order = order_days.last().copied();
    let last_signal = signals.last().map(|signal| signal.on);
    let Some(last) = last_order.max(last_signal) else { return Rung::Suspect };
    let mut state = State::default();
    for signal in signals {
        state.signal(*signal);
    }
    for day in order_days {
        state.order(*day);
    }
    state.settle(last, rules);
    state.slide_before(until.plus_days(1));
    Climb { moves: state.moves, ..Climb::default() }.rung()
}

#[derive(Default)]
struct State {
    orders: u32,
    last_on: Option<Day>,
    gaps: Vec<i32>,
    interested: bool,
    recommended: u32,
    moves: Vec<RungMove>,
    slides_on: Option<Day>,
}

impl State {
    fn order(&mut self, day: Day) {
        self.orders += 1;
        if let Some(last) = self.last_on.filter(|last| *last < day) {
            self.gaps.push(day - last);
        }
        self.last_on = Some(day);
    }

    fn signal(&mut self, signal: Signal) {
        if signal.kind.recommends() {
            self.recommended += 1;
        }
        self.interested = true;
    }

    fn reach(&mut self, on: Day, rung: Rung) {
        if self.moves.last().map_or(Rung::Suspect, |last| last.rung) == rung {
            return;
        }
        if self.moves.last().is_some_and(|last| last.on == on) {
            self.moves.pop();
            return self.reach(on, rung);
        }
        self.moves.push(RungMove { on, rung });
    }

    /// Slides down if the running gap became too long before `day`.
    fn slide_before(&mut self, day: Day) {
        if let Some(due) = self.slides_on.filter(|due| *due < day) {
            self.reach(due, Rung::Repeat);
            self.slides_on = None;
        }
    }

    /// Judges the facts known on `day`, on which something happened.
    fn settle(&mut self, day: Day, rules: &LadderRules) {
        let allowed = self.allowed_gap(rules);
        let keeps_pace = allowed.is_some_and(|allowed| {
            let running = self.last_on.map_or(0, |last| day - last);
            let recent = if rules.loyal_recent_gaps == 0 { self.gaps.len() } else { rules.loyal_recent_gaps as usize };
            running <= allowed && self.gaps.iter().rev().take(recent).all(|gap| *gap <= allowed)
        });
        let loyal = self.orders >= rules.loyal_orders && keeps_pace;
        let rung = if loyal && self.recommended >= rules.advocate_signals {
            Rung::Advocate
        } else if loyal {
            Rung::Loyal
        } else if self.orders >= rules.repeat_orders {
            Rung::Repeat
        } else if self.orders > 0 {
            Rung::Customer
        } else if self.interested {
            Rung::Prospect
        } else {
            Rung::Suspect
        };
        self.reach(day, rung);
        self.slides_on = match (loyal, self.last_on, allowed) {
            (true, Some(last), Some(allowed)) => Some(last.plus_days(allowed.saturating_add(1))),
            _ => None,
        };
    }

    /// The longest gap, in whole days, that keeps a customer loyal.
    #[allow(clippy::cast_possible_truncation)]
    fn allowed_gap(&self, rules: &LadderRules) -> Option<i32> {
        let usual = median_days(&self.gaps)?;
        Some((usual * rules.loyal_gap_factor).floor().clamp(0.0, 1e6) as i32)
    }
}

#[cfg(test)]
mod tests;
