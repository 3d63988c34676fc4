//! Identifiers: 63-bit, time-ordered, typed by what they name.
//!
//! Layout: unix milliseconds << 22 | sequence. Shown as 13 characters of Crockford base32, strings in JSON
//! (JavaScript numbers end at 2^53).

use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;
use std::sync::atomic::{AtomicI64, Ordering};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::time::Moment;

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Identifier of a `T`. Order of ids is the order of creation, to the millisecond.
pub struct Id<T> {
    raw: i64,
    of: PhantomData<fn() -> T>,
}

impl<T> Id<T> {
    /// An id read back from storage.
    #[must_use]
    pub const fn from_raw(raw: i64) -> Self {
        Self { raw, of: PhantomData }
    }
    /// The number as stored (BIGINT).
    #[must_use]
    pub const fn raw(self) -> i64 {
        self.raw
    }
    /// When it was made.
    #[must_use]
    pub const fn made_at(self) -> Moment {
        Moment::from_ms(self.raw >> 22)
    }
}

impl<T> Clone for Id<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Id<T> {}
impl<T> PartialEq for Id<T> {
    fn eq(&self, other: &Self) -> bool {
        self.raw == other.raw
    }
}
impl<T> Eq for Id<T> {}
impl<T> PartialOrd for Id<T> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl<T> Ord for Id<T> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.raw.cmp(&other.raw)
    }
}
impl<T> std::hash::Hash for Id<T> {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.raw.hash(state);
    }
}
impl<T> fmt::Debug for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
impl<T> fmt::Display for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for place in (0..13).rev() {
            let digit = usize::try_from((self.raw >> (place * 5)) & 31).unwrap_or_default();
            let letter = ALPHABET.get(digit).copied().unwrap_or(b'0');
            write!(f, "{}", char::from(letter))?;
        }
        Ok(())
    }
}

/// The text is not an identifier.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not an identifier: 13 characters of base32 are expected")]
pub struct NotAnId;

impl<T> FromStr for Id<T> {
    type Err = NotAnId;
    fn from_str(text: &str) -> Result<Self, NotAnId> {
        if text.len() != 13 {
            return Err(NotAnId);
        }
        let mut raw: i128 = 0;
        for letter in text.bytes() {
            let upper = match letter.to_ascii_uppercase() {
                b'O' => b'0',
                b'I' | b'L' => b'1',
                other => other,
            };
            let digit = ALPHABET.iter().position(|known| *known == upper).ok_or(NotAnId)?;
            raw = raw * 32 + i128::try_from(digit).unwrap_or_default();
        }
        i64::try_from(raw).map(Self::from_raw).map_err(|_| NotAnId)
    }
}

impl<T> Serialize for Id<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
impl<'de, T> Deserialize<'de> for Id<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// Makes ids that never repeat in this process and grow with time.
#[derive(Debug, Default)]
pub struct IdSource {
    last: AtomicI64,
}

impl IdSource {
    /// A source that has made nothing yet.
    #[must_use]
    pub const fn new() -> Self {
        Self { last: AtomicI64::new(0) }
    }
    /// The next id, at or after `now`.
    pub fn next<T>(&self, now: Moment) -> Id<T> {
        let floor = now.ms() << 22;
        let mut seen = self.last.load(Ordering::Relaxed);
        loop {
            let next = floor.max(seen + 1);
            match self.last.compare_exchange_weak(seen, next, Ordering::Relaxed, Ordering::Relaxed) {
                Ok(_) => return Id::from_raw(next),
                Err(newer) => seen = newer,
            }
        }
    }
}

macro_rules! named {
    ($($(#[$doc:meta])* $alias:ident = $tag:ident;)*) => {$(
        #[doc = concat!("What a [`", stringify!($alias), "`] names.")]
        #[derive(Debug)]
        pub enum $tag {}
        $(#[$doc])*
        pub type $alias = Id<$tag>;
    )*};
}

named! {
    /// A person or firm the business knows.
    CustomerId = OfCustomer;
    /// One order.
    OrderId = OfOrder;
    /// One line of an order.
    LineId = OfLine;
    /// Goods or money given back.
    ReturnId = OfReturn;
    /// A product sold.
    ProductId = OfProduct;
    /// One run of an import.
    BatchId = OfBatch;
    /// A member of the team.
    UserId = OfUser;
    /// A key of the JSON API.
    ApiKeyId = OfApiKey;
    /// A recorded event.
    EventId = OfEvent;
    /// A piece of background work.
    JobId = OfJob;
}

#[cfg(test)]
mod tests;
