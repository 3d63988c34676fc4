//! How each figure is computed, in the reader's words.

use crate::chart::How;
use crate::who::Desk;

/// The explanation of a figure: texts `how-<name>-formula`, `…-window`, `…-exclusions`.
pub fn of(desk: &Desk, name: &str) -> How {
    let days = i64::from(desk.business.inactivity_days);
    let say = |part: &str| desk.say(&format!("how-{name}-{part}"), &[("days", days.into())]);
    How { formula: say("formula"), window: say("window"), exclusions: desk.say("how-all-exclusions", &[]) }
}
