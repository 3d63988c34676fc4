//! Values on the wire: each is written as the type its parameter or column has.

use std::error::Error;

use bytes::BytesMut;
use tokio_postgres::types::{FromSql, IsNull, ToSql, Type, to_sql_checked};

use crate::error::DbError;
use crate::row::Row;
use crate::value::Value;

type Fault = Box<dyn Error + Sync + Send>;

/// A value that does not fit the type PostgreSQL expects.
#[derive(Debug, thiserror::Error)]
#[error("{given} given where PostgreSQL expects {expected}")]
struct Misfit {
    given: &'static str,
    expected: String,
}

impl ToSql for Value {
    fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> Result<IsNull, Fault> {
        let misfit = || Misfit { given: self.noun(), expected: ty.to_string() };
        match self {
            Self::Null => Ok(IsNull::Yes),
            Self::Int(whole) => match *ty {
                Type::INT8 => whole.to_sql(ty, out),
                Type::INT4 => i32::try_from(*whole)?.to_sql(ty, out),
                Type::INT2 => i16::try_from(*whole)?.to_sql(ty, out),
                Type::FLOAT8 => (*whole as f64).to_sql(ty, out),
                Type::NUMERIC => {
                    write_numeric(*whole, out);
                    Ok(IsNull::No)
                }
                Type::BOOL if matches!(whole, 0 | 1) => (*whole == 1).to_sql(ty, out),
                _ => Err(misfit().into()),
            },
            Self::Real(real) => match *ty {
                Type::FLOAT8 => real.to_sql(ty, out),
                _ => Err(misfit().into()),
            },
            Self::Text(text) => match *ty {
                Type::TEXT | Type::VARCHAR | Type::BPCHAR | Type::NAME | Type::UNKNOWN => {
                    text.as_str().to_sql(&Type::TEXT, out)
                }
                _ => Err(misfit().into()),
            },
            Self::Blob(bytes) => match *ty {
                Type::BYTEA => bytes.as_slice().to_sql(ty, out),
                _ => Err(misfit().into()),
            },
            Self::Bool(truth) => match *ty {
                Type::BOOL => truth.to_sql(ty, out),
                _ => Err(misfit().into()),
            },
        }
    }
    fn accepts(_: &Type) -> bool {
        true
    }
    to_sql_checked!();
}

/// A value as it was read.
struct Cell(Value);

impl<'a> FromSql<'a> for Cell {
    fn from_sql(ty: &Type, raw: &'a [u8]) -> Result<Self, Fault> {
        Ok(Self(match *ty {
            Type::INT8 => Value::Int(i64::from_sql(ty, raw)?),
            Type::INT4 => Value::Int(i64::from(i32::from_sql(ty, raw)?)),
            Type::INT2 => Value::Int(i64::from(i16::from_sql(ty, raw)?)),
            Type::OID => Value::Int(i64::from(u32::from_sql(ty, raw)?)),
            Type::FLOAT8 => Value::Real(f64::from_sql(ty, raw)?),
            Type::FLOAT4 => Value::Real(f64::from(f32::from_sql(ty, raw)?)),
            Type::BOOL => Value::Bool(bool::from_sql(ty, raw)?),
            Type::TEXT | Type::VARCHAR | Type::BPCHAR | Type::NAME | Type::UNKNOWN => {
                Value::Text(std::str::from_utf8(raw)?.to_owned())
            }
            Type::BYTEA => Value::Blob(raw.to_vec()),
            Type::NUMERIC => read_numeric(raw)?,
            _ => return Err(Misfit { given: "a column", expected: ty.to_string() }.into()),
        }))
    }
    fn from_sql_null(_: &Type) -> Result<Self, Fault> {
        Ok(Self(Value::Null))
    }
    fn accepts(_: &Type) -> bool {
        true
    }
}

pub(super) fn row(row: &tokio_postgres::Row) -> Result<Row, DbError> {
    let mut values = Vec::with_capacity(row.len());
    for index in 0..row.len() {
        values.push(row.try_get::<_, Cell>(index)?.0);
    }
    Ok(Row::new(values))
}

/// NUMERIC is what `sum(bigint)` and `avg` answer. Digits are base 10,000: count, weight of the first, sign, scale.
fn read_numeric(raw: &[u8]) -> Result<Value, Fault> {
    let word = |index: usize| {
        let bytes = raw.get(index * 2..index * 2 + 2).and_then(|bytes| bytes.try_into().ok());
        bytes.map(u16::from_be_bytes).ok_or("a NUMERIC is cut short")
    };
    let (count, weight, sign, scale) = (word(0)?, word(1)?.cast_signed(), word(2)?, word(3)?);
    if !matches!(sign, 0 | 0x4000) {
        return Ok(Value::Real(f64::NAN));
    }
    if scale == 0 {
        let mut whole: i128 = 0;
        for index in 0..=i32::from(weight) {
            let place = usize::try_from(index)?;
            let digit = if place < usize::from(count) { word(4 + place)? } else { 0 };
            whole = whole.checked_mul(10_000).ok_or("a NUMERIC is too large")? + i128::from(digit);
        }
        return Ok(Value::Int(i64::try_from(if sign == 0 { whole } else { -whole })?));
    }
    let mut real = 0.0;
    for place in 0..count {
        let power = i32::from(weight) - i32::from(place);
        real += f64::from(word(4 + usize::from(place))?) * 10_000f64.powi(power);
    }
    Ok(Value::Real(if sign == 0 { real } else { -real }))
}

fn write_numeric(whole: i64, out: &mut BytesMut) {
    let mut digits = Vec::new();
    let mut left = whole.unsigned_abs();
    while left > 0 {
        digits.push(u16::try_from(left % 10_000).unwrap_or_default());
        left /= 10_000;
    }
    let count = u16::try_from(digits.len()).unwrap_or_default();
    let sign: u16 = if whole < 0 { 0x4000 } else { 0 };
    for word in [count, count.saturating_sub(1), sign, 0] {
        out.extend_from_slice(&word.to_be_bytes());
    }
    for digit in digits.iter().rev() {
        out.extend_from_slice(&digit.to_be_bytes());
    }
}
