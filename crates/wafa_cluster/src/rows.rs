//! What comes back from the engine, as plain values.

use datafusion::arrow::array::{Array, ArrayRef, AsArray, RecordBatch};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::{DataType, Date32Type, Decimal128Type, Float64Type, Int64Type, TimeUnit};
use datafusion::arrow::datatypes::{Schema, TimestampMillisecondType};
use datafusion::error::{DataFusionError, Result};
use wafa_analytics::desk::{SqlCell, SqlColumn, SqlKind};
use wafa_kernel::{Day, Moment};

/// Rows of whole numbers, as the queries of the figures return them.
pub(crate) fn whole(batches: &[RecordBatch]) -> Result<Vec<Vec<Option<i128>>>> {
    let mut rows = Vec::new();
    for batch in batches {
        let wide = |column: &ArrayRef| cast(column, &DataType::Decimal128(38, 0));
        let columns = batch.columns().iter().map(wide).collect::<Result<Vec<_>, _>>()?;
        let typed: Vec<_> = columns.iter().map(|column| column.as_primitive::<Decimal128Type>()).collect();
        let cell = |at: usize| typed.iter().map(|column| column.is_valid(at).then(|| column.value(at))).collect();
        rows.extend((0..batch.num_rows()).map(cell));
    }
    Ok(rows)
}

/// One value of such a row; what is not there is 0.
pub(crate) trait Cells {
    /// A number of any size.
    fn wide(&self, at: usize) -> i128;
    /// A count.
    fn count(&self, at: usize) -> u64;
    /// A position in a list; `None` when it is not there.
    fn place(&self, at: usize) -> Option<usize>;
    /// A number of days.
    fn days(&self, at: usize) -> i32;
}

impl Cells for Vec<Option<i128>> {
    fn wide(&self, at: usize) -> i128 {
        self.get(at).copied().flatten().unwrap_or_default()
    }
    fn count(&self, at: usize) -> u64 {
        u64::try_from(self.wide(at)).unwrap_or_default()
    }
    fn place(&self, at: usize) -> Option<usize> {
        self.get(at).copied().flatten().and_then(|value| usize::try_from(value).ok())
    }
    fn days(&self, at: usize) -> i32 {
        i32::try_from(self.wide(at)).unwrap_or_default()
    }
}

/// The columns of an answer for people.
pub(crate) fn columns(schema: &Schema) -> Vec<SqlColumn> {
    let fields = schema.fields().iter();
    fields.map(|field| SqlColumn { name: field.name().clone(), kind: kind(field.data_type()) }).collect()
}

fn kind(of: &DataType) -> SqlKind {
    match of {
        DataType::Boolean => SqlKind::Flag,
        DataType::Date32 | DataType::Date64 => SqlKind::Day,
        DataType::Timestamp(..) => SqlKind::Moment,
        other if other.is_numeric() => SqlKind::Number,
        _ => SqlKind::Text,
    }
}

/// The rows of an answer for people.
pub(crate) fn cells(batch: &RecordBatch) -> Result<Vec<Vec<SqlCell>>> {
    let columns = batch.columns().iter().map(column).collect::<Result<Vec<_>>>()?;
    let row = |at: usize| columns.iter().map(|column| column.get(at).cloned().unwrap_or(SqlCell::Null)).collect();
    Ok((0..batch.num_rows()).map(row).collect())
}

fn column(array: &ArrayRef) -> Result<Vec<SqlCell>> {
    let to = |as_type: &DataType| cast(array, as_type).map_err(DataFusionError::from);
    let each = |len: usize, one: &dyn Fn(usize) -> SqlCell| -> Vec<SqlCell> {
        (0..len).map(|at| if array.is_null(at) { SqlCell::Null } else { one(at) }).collect()
    };
    let len = array.len();
    Ok(match array.data_type() {
        DataType::Null => vec![SqlCell::Null; len],
        DataType::Boolean => each(len, &|at| SqlCell::Flag(array.as_boolean().value(at))),
        DataType::Float16 | DataType::Float32 | DataType::Float64 => {
            let real = to(&DataType::Float64)?;
            each(len, &|at| SqlCell::Real(real.as_primitive::<Float64Type>().value(at)))
        }
        DataType::Date32 | DataType::Date64 => {
            let day = to(&DataType::Date32)?;
            each(len, &|at| SqlCell::Day(Day::from_number(day.as_primitive::<Date32Type>().value(at))))
        }
        DataType::Timestamp(_, zone) => {
            let moment = to(&DataType::Timestamp(TimeUnit::Millisecond, zone.clone()))?;
            let ms = moment.as_primitive::<TimestampMillisecondType>();
            each(len, &|at| SqlCell::Moment(Moment::from_ms(ms.value(at))))
        }
        number if number.is_integer() && *number != DataType::UInt64 => {
            let whole = to(&DataType::Int64)?;
            each(len, &|at| SqlCell::Whole(whole.as_primitive::<Int64Type>().value(at)))
        }
        other => {
            let text = to(&DataType::Utf8)?;
            let (text, is_number) = (text.as_string::<i32>(), other.is_numeric());
            each(len, &|at| cell_of(text.value(at), is_number))
        }
    })
}

/// A long number that fits is a whole one all the same; any other is written out.
fn cell_of(text: &str, is_number: bool) -> SqlCell {
    match text.parse() {
        Ok(whole) if is_number => SqlCell::Whole(whole),
        _ => SqlCell::Text(text.to_owned()),
    }
}
