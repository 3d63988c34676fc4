//! How often: token buckets in memory, at most so many, so that strangers cannot fill the memory.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::sync::{Mutex, PoisonError};

use wafa_kernel::Moment;

/// Buckets kept; beyond this the fullest (least used) half is forgotten.
const MAX_BUCKETS: usize = 16_384;

/// A bucket of `burst` tokens that refills `per_minute`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rate {
    /// Tokens per minute.
    pub per_minute: f64,
    /// Tokens at most.
    pub burst: f64,
}

#[derive(Debug, Clone, Copy)]
struct Bucket {
    tokens: f64,
    at_ms: i64,
}

/// Buckets by a name such as `sign-in ip 192.0.2.1`.
#[derive(Debug, Default)]
pub struct Limits {
    buckets: Mutex<HashMap<u64, Bucket>>,
    hasher: RandomState,
}

impl Limits {
    /// Takes a token. `Err` says after how many seconds there will be one.
    ///
    /// # Errors
    /// Seconds to wait, at least 1.
    pub fn take(&self, name: &str, rate: Rate, now: Moment) -> Result<(), u64> {
        let key = self.hasher.hash_one(name);
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        if buckets.len() >= MAX_BUCKETS && !buckets.contains_key(&key) {
            forget_half(&mut buckets);
        }
        let bucket = buckets.entry(key).or_insert(Bucket { tokens: rate.burst, at_ms: now.ms() });
        let minutes = seconds_between(bucket.at_ms, now.ms()) / 60.0;
        bucket.tokens = (bucket.tokens + minutes * rate.per_minute).min(rate.burst);
        bucket.at_ms = now.ms();
        if bucket.tokens >= 1.0 {
            bucket.tokens -= 1.0;
            return Ok(());
        }
        Err(wait_s((1.0 - bucket.tokens) / rate.per_minute * 60.0))
    }
    /// Forgets a bucket, after a success.
    pub fn clear(&self, name: &str) {
        let key = self.hasher.hash_one(name);
        self.buckets.lock().unwrap_or_else(PoisonError::into_inner).remove(&key);
    }
}

fn forget_half(buckets: &mut HashMap<u64, Bucket>) {
    let mut ages: Vec<i64> = buckets.values().map(|bucket| bucket.at_ms).collect();
    ages.sort_unstable();
    let middle = ages.get(ages.len() / 2).copied().unwrap_or(i64::MAX);
    buckets.retain(|_, bucket| bucket.at_ms > middle);
}

#[allow(clippy::cast_precision_loss)]
fn seconds_between(from_ms: i64, to_ms: i64) -> f64 {
    to_ms.saturating_sub(from_ms).max(0) as f64 / 1000.0
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn wait_s(seconds: f64) -> u64 {
    seconds.ceil().clamp(1.0, 86_400.0) as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    const RATE: Rate = Rate { per_minute: 6.0, burst: 2.0 };

    #[test]
    fn a_burst_then_the_rate() {
        let limits = Limits::default();
        let now = Moment::from_ms(1_000_000);
        assert_eq!(limits.take("a", RATE, now), Ok(()));
        assert_eq!(limits.take("a", RATE, now), Ok(()));
        assert_eq!(limits.take("a", RATE, now), Err(10));
        assert_eq!(limits.take("b", RATE, now), Ok(()), "another name is not affected");
        assert_eq!(limits.take("a", RATE, now.plus_ms(10_000)), Ok(()));
        limits.clear("a");
        assert_eq!(limits.take("a", RATE, now.plus_ms(10_000)), Ok(()));
    }

    #[test]
    fn strangers_cannot_fill_the_memory() {
        let limits = Limits::default();
        for n in 0..40_000i64 {
            let _ = limits.take(&format!("ip {n}"), RATE, Moment::from_ms(n));
        }
        assert!(limits.buckets.lock().unwrap_or_else(PoisonError::into_inner).len() <= MAX_BUCKETS);
    }
}
