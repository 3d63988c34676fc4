//! The loyalty ladder in the register: where everybody stands, since when, and when that changes by itself.
//!
//! Owns `customer_rung` and the ladder's half of `customer_standing`, the setting `ladder.rules`, the timers
//! `ladder.slide` and the job `ladder.recompute`. Events in: `OrderPlaced`, `OrderCancelled`, `OrderReturned`,
//! `OrdersReassigned`. Events out: `RungChanged` (only for what happens live, never for history that arrives in bulk),
//! `LadderRulesChanged`.
//!
//! Rules have versions, each valid from a day on, so a report about last year uses last year's rules. Whoever stops
//! coming slides back by a timer set for the very day; nothing has to run at night.
//!
//! **Invariant:** rung and history of a customer are a function of orders, signals, versions of the rules and the day;
//! `verify_ladder` recomputes them. Whoever writes it says whose facts changed: the lake has the history, too.

pub(crate) mod path;
mod refresh;
mod report;
mod rules;
pub(crate) mod store;
mod verify;
mod wake;

pub use report::{LadderFlow, RungFlow, RungReport, RungStep};
pub use rules::RuleVersion;
pub use verify::Mismatch;

pub(crate) use refresh::{Announce, refresh};
pub(crate) use rules::{current_version, rules_of};
pub(crate) use wake::{LadderAlarm, LadderReaction, LadderWork, wants};

#[cfg(test)]
mod tests;
