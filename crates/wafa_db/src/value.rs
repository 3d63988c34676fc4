//! Values on their way into a statement, and as they come out of a row.

use wafa_kernel::{Currency, Day, Id, Moment, Rung};

/// One value of a statement or a row.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// NULL.
    Null,
    /// BIGINT and INTEGER.
    Int(i64),
    /// DOUBLE PRECISION.
    Real(f64),
    /// TEXT.
    Text(String),
    /// Bytes.
    Blob(Vec<u8>),
    /// BOOLEAN (0 and 1 on SQLite).
    Bool(bool),
}

impl Value {
    /// What it is, for messages.
    pub(crate) const fn noun(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Int(_) => "integer",
            Self::Real(_) => "real",
            Self::Text(_) => "text",
            Self::Blob(_) => "bytes",
            Self::Bool(_) => "boolean",
        }
    }
}

macro_rules! from_whole {
    ($($whole:ty),*) => {$(
        impl From<$whole> for Value {
            fn from(whole: $whole) -> Self {
                Self::Int(i64::from(whole))
            }
        }
    )*};
}
from_whole!(i64, i32, i16, u32, u16, u8);

/// Counts; a count beyond `i64::MAX` is held at it.
impl From<usize> for Value {
    fn from(count: usize) -> Self {
        Self::Int(i64::try_from(count).unwrap_or(i64::MAX))
    }
}
/// Counts; a count beyond `i64::MAX` is held at it.
impl From<u64> for Value {
    fn from(count: u64) -> Self {
        Self::Int(i64::try_from(count).unwrap_or(i64::MAX))
    }
}
impl From<f64> for Value {
    fn from(real: f64) -> Self {
        Self::Real(real)
    }
}
impl From<bool> for Value {
    fn from(truth: bool) -> Self {
        Self::Bool(truth)
    }
}
impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}
impl From<&String> for Value {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}
impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}
impl From<Vec<u8>> for Value {
    fn from(bytes: Vec<u8>) -> Self {
        Self::Blob(bytes)
    }
}
impl<T: Into<Self>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}
impl<T> From<Id<T>> for Value {
    fn from(id: Id<T>) -> Self {
        Self::Int(id.raw())
    }
}
impl From<Moment> for Value {
    fn from(moment: Moment) -> Self {
        Self::Int(moment.ms())
    }
}
impl From<Day> for Value {
    fn from(day: Day) -> Self {
        Self::Int(i64::from(day.number()))
    }
}
impl From<Currency> for Value {
    fn from(currency: Currency) -> Self {
        Self::Text(currency.code().to_owned())
    }
}
impl From<Rung> for Value {
    fn from(rung: Rung) -> Self {
        Self::Int(i64::from(rung.number()))
    }
}

/// Values for a statement, each turned into a [`Value`]: `values![id, "name", None::<i64>]`.
#[macro_export]
macro_rules! values {
    () => { ::std::vec::Vec::<$crate::Value>::new() };
    ($($value:expr),+ $(,)?) => { ::std::vec![$($crate::Value::from($value)),+] };
}
