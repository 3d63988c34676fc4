//! Customers with the same `(x, t_x, T)`, found by hashing.
//!
//! Owns the one place where equal customers become one row: fits weigh it, predictions are made for it once.
#![allow(clippy::indexing_slicing)] // slots and rows are indexed by positions made here

use crate::Summary;

/// Distinct rows in the order of their first appearance, with their weights added up.
pub(crate) struct Distinct {
    pub rows: Vec<Summary>,
    /// One more than the position of a row; 0 is free. As many as a power of two.
    slots: Vec<u32>,
}

impl Distinct {
    pub fn new() -> Self {
        Self { rows: Vec::new(), slots: vec![0; 4_096] }
    }

    pub fn of(summaries: &[Summary]) -> Self {
        let mut distinct = Self::new();
        for summary in summaries {
            distinct.add(summary);
        }
        distinct
    }

    /// Adds a customer and says in which row she is.
    pub fn add(&mut self, summary: &Summary) -> usize {
        // Adding zero turns -0 into 0.
        let summary = Summary { t_x: summary.t_x + 0.0, t: summary.t + 0.0, ..*summary };
        let mut at = slot(&summary, self.slots.len());
        loop {
            let seen = self.slots[at] as usize;
            if seen == 0 {
                break;
            }
            let kept = &mut self.rows[seen - 1];
            if kept.x == summary.x && kept.t_x == summary.t_x && kept.t == summary.t {
                kept.weight += summary.weight;
                return seen - 1;
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
        self.rows.push(summary);
        self.slots[at] = self.rows.len() as u32;
        if self.rows.len() * 2 > self.slots.len() {
            self.grow();
        }
        self.rows.len() - 1
    }

    fn grow(&mut self) {
        let size = self.slots.len() * 4;
        let mut slots = vec![0_u32; size];
        for (row, number) in self.rows.iter().zip(1_u32..) {
            let mut at = slot(row, size);
            while slots[at] != 0 {
                at = (at + 1) & (size - 1);
            }
            slots[at] = number;
        }
        self.slots = slots;
    }
}

/// First slot to look at in a table whose size is a power of two.
fn slot(row: &Summary, size: usize) -> usize {
    const ODD: u64 = 0x9E37_79B9_7F4A_7C15;
    let mixed = (u64::from(row.x) ^ row.t_x.to_bits().rotate_left(17)).wrapping_mul(ODD) ^ row.t.to_bits();
    let mixed = mixed.wrapping_mul(ODD);
    ((mixed ^ (mixed >> 29)).wrapping_mul(ODD) >> 32) as usize & (size - 1)
}
