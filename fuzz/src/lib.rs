//! Inputs of the fuzz targets, and the laws they are held to, which are those of the tests of `wafa_models`.

#[path = "../../crates/wafa_models/tests/models/laws.rs"]
pub mod laws;

use libfuzzer_sys::arbitrary::Unstructured;
use wafa_models::{Histories, Summary};

/// Reads an input out of bytes; zeros once they are used up.
pub struct Bytes<'a>(Unstructured<'a>);

impl<'a> Bytes<'a> {
    /// Out of these.
    pub fn new(data: &'a [u8]) -> Self {
        Self(Unstructured::new(data))
    }

    /// A whole number from 0 to `most`.
    pub fn whole(&mut self, most: u32) -> u32 {
        self.0.int_in_range(0..=most).unwrap_or(0)
    }

    /// Yes or no.
    pub fn bit(&mut self) -> bool {
        self.0.arbitrary().unwrap_or(false)
    }

    /// All bits of a number.
    pub fn word(&mut self) -> u64 {
        self.0.arbitrary().unwrap_or(0)
    }

    /// From 0 to 1, both included.
    pub fn share(&mut self) -> f64 {
        f64::from(self.0.arbitrary::<u32>().unwrap_or(0)) / f64::from(u32::MAX)
    }

    /// From `low` to `high`.
    pub fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.share()
    }

    /// Any number at all, usual ones more often.
    pub fn weird(&mut self) -> f64 {
        match self.whole(4) {
            0 => 0.0,
            1 => 1.0,
            2 => self.share(),
            3 => self.between(0.0, 1e6),
            _ => f64::from_bits(self.word()),
        }
    }

    /// How many customers a row stands for: a possible number as a rule.
    pub fn weight(&mut self) -> f64 {
        if self.whole(7) == 7 { self.weird() } else { 1.0 + f64::from(self.whole(50)) }
    }

    /// At most so many of something, fewer where the bytes end.
    pub fn list<T>(&mut self, most: u32, mut make: impl FnMut(&mut Self) -> T) -> Vec<T> {
        let mut made = Vec::new();
        for _ in 0..self.whole(most) {
            if self.0.is_empty() {
                break;
            }
            made.push(make(self));
        }
        made
    }

    /// A possible customer with at most so many repeat purchases.
    pub fn customer(&mut self, most: u32) -> Summary {
        let x = match self.whole(2) {
            0 => 0,
            1 => self.whole(20.min(most)),
            _ => self.whole(most),
        };
        let t = match self.whole(2) {
            0 => 0.0,
            1 => f64::from(self.whole(400)),
            _ => self.between(0.0, 20_000.0),
        };
        let share = if self.bit() { self.share() } else { 1.0 };
        Summary::new(x, if x == 0 { 0.0 } else { share * t }, t)
    }

    /// Purchases of some customers from day 0 to `last`.
    pub fn histories(&mut self, last: u32) -> Histories {
        let mut histories = Histories::new();
        for purchases in self.list(20, |bytes| bytes.list(9, |bytes| (bytes.whole(last) as i32, bytes.weird()))) {
            histories.push(&purchases);
        }
        histories
    }
}
