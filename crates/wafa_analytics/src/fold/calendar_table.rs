//! Which period a day falls in, by looking it up: folds ask it for every order.

use wafa_kernel::{Day, Periods};

/// The longest table held as an array, in days (some 270 years); longer ones are searched.
const LONGEST: i32 = 100_000;
const OUTSIDE: u32 = u32::MAX;

/// Periods prepared for many look-ups.
#[derive(Debug, Clone)]
pub(crate) struct CalendarTable {
    first: i32,
    index: Vec<u32>,
    periods: Periods,
}

impl CalendarTable {
    pub(crate) fn new(periods: &Periods) -> Self {
        let first = periods.start(0).map_or(0, Day::number);
        let last = periods.len().checked_sub(1).and_then(|last| periods.end(last)).map_or(first, Day::number);
        let days = last.saturating_sub(first);
        let mut index = Vec::new();
        if (0..LONGEST).contains(&days) && !periods.is_empty() {
            index = (first..=last)
                .map(|day| {
                    periods.index_of(Day::from_number(day)).and_then(|at| u32::try_from(at).ok()).unwrap_or(OUTSIDE)
                })
                .collect();
        }
        Self { first, index, periods: periods.clone() }
    }

    pub(crate) fn index_of(&self, day: Day) -> Option<usize> {
        if self.index.is_empty() {
            return self.periods.index_of(day);
        }
        let offset = usize::try_from(day.number().checked_sub(self.first)?).ok()?;
        self.index.get(offset).filter(|at| **at != OUTSIDE).map(|at| *at as usize)
    }
}
