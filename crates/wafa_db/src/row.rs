//! Rows as they come back.

use wafa_kernel::{Currency, Day, Id, Moment, Rung};

use crate::error::DbError;
use crate::value::Value;

/// One row of an answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Row(Box<[Value]>);

impl Row {
    pub(crate) fn new(values: Vec<Value>) -> Self {
        Self(values.into_boxed_slice())
    }
    /// The value of a column, counted from 0.
    ///
    /// # Errors
    /// [`DbError::Shape`] when there is no such column or it holds something else.
    pub fn get<T: FromValue>(&self, index: usize) -> Result<T, DbError> {
        let value = self.0.get(index).ok_or(DbError::Shape { column: index, expected: T::NOUN, found: "no column" })?;
        T::from_value(value).ok_or(DbError::Shape { column: index, expected: T::NOUN, found: value.noun() })
    }
    /// How many columns it has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }
    /// Whether it has no columns.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
    /// The values in order.
    #[must_use]
    pub fn values(&self) -> &[Value] {
        &self.0
    }
    /// The values, moved out.
    #[must_use]
    pub fn into_values(self) -> Vec<Value> {
        self.0.into_vec()
    }
}

/// What can be read from a column.
pub trait FromValue: Sized {
    /// What a column must hold, for messages.
    const NOUN: &'static str;
    /// `None` when the value is something else.
    fn from_value(value: &Value) -> Option<Self>;
}

impl FromValue for i64 {
    const NOUN: &'static str = "integer";
    fn from_value(value: &Value) -> Option<Self> {
        match value {
            Value::Int(whole) => Some(*whole),
            _ => None,
        }
    }
}

macro_rules! whole {
    ($($whole:ty),*) => {$(
        impl FromValue for $whole {
            const NOUN: &'static str = "integer in range";
            fn from_value(value: &Value) -> Option<Self> {
                Self::try_from(i64::from_value(value)?).ok()
            }
        }
    )*};
}
whole!(i32, i16, u8, u16, u32, u64, usize);

impl FromValue for f64 {
    const NOUN: &'static str = "number";
    fn from_value(value: &Value) -> Option<Self> {
        match value {
            Value::Real(real) => Some(*real),
            Value::Int(whole) => Some(*whole as Self),
            _ => None,
        }
    }
}
impl FromValue for bool {
    const NOUN: &'static str = "boolean";
    fn from_value(value: &Value) -> Option<Self> {
        match value {
            Value::Bool(truth) => Some(*truth),
            Value::Int(0) => Some(false),
            Value::Int(1) => Some(true),
            _ => None,
        }
    }
}
impl FromValue for String {
    const NOUN: &'static str = "text";
    fn from_value(value: &Value) -> Option<Self> {
        match value {
            Value::Text(text) => Some(text.clone()),
            _ => None,
        }
    }
}
impl FromValue for Vec<u8> {
    const NOUN: &'static str = "bytes";
    fn from_value(value: &Value) -> Option<Self> {
        match value {
            Value::Blob(bytes) => Some(bytes.clone()),
            _ => None,
        }
    }
}
impl FromValue for Value {
    const NOUN: &'static str = "anything";
    fn from_value(value: &Value) -> Option<Self> {
        Some(value.clone())
    }
}
impl<T: FromValue> FromValue for Option<T> {
    const NOUN: &'static str = T::NOUN;
    fn from_value(value: &Value) -> Option<Self> {
        match value {
            Value::Null => Some(None),
            value => T::from_value(value).map(Some),
        }
    }
}
impl<T> FromValue for Id<T> {
    const NOUN: &'static str = "id";
    fn from_value(value: &Value) -> Option<Self> {
        i64::from_value(value).map(Self::from_raw)
    }
}
impl FromValue for Moment {
    const NOUN: &'static str = "moment";
    fn from_value(value: &Value) -> Option<Self> {
        i64::from_value(value).map(Self::from_ms)
    }
}
impl FromValue for Day {
    const NOUN: &'static str = "day number";
    fn from_value(value: &Value) -> Option<Self> {
        i32::from_value(value).map(Self::from_number)
    }
}
impl FromValue for Currency {
    const NOUN: &'static str = "currency code";
    fn from_value(value: &Value) -> Option<Self> {
        match value {
            Value::Text(text) => text.parse().ok(),
            _ => None,
        }
    }
}
impl FromValue for Rung {
    const NOUN: &'static str = "rung number";
    fn from_value(value: &Value) -> Option<Self> {
        Self::from_number(i64::from_value(value)?)
    }
}
