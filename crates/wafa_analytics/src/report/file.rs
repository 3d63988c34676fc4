//! The answer of a report as a Parquet file, for DuckDB, polars and pandas: one column per break-down and measure, its
//! name the one of the JSON, no value where there is none.

use std::sync::Arc;

use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DataType, DoubleType, Int32Type, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::parser::parse_message_type;

use super::answer::{Figure, Key, ReportAnswer, Unit};
use crate::error::Error;

/// Writes the rows; `others` says which of them stand for values not shown by themselves.
///
/// # Errors
/// [`Error::File`].
pub fn parquet(answer: &ReportAnswer) -> Result<Vec<u8>, Error> {
    written(answer).map_err(Error::File)
}

fn is_time(answer: &ReportAnswer, at: usize) -> bool {
    answer.rows.iter().any(|row| matches!(row.keys.get(at), Some(Key::Period { .. })))
}

fn schema(answer: &ReportAnswer) -> String {
    let mut columns = String::new();
    for (at, by) in answer.by.iter().enumerate() {
        columns.push_str(&format!("OPTIONAL BYTE_ARRAY {} (UTF8); ", by.as_str()));
        if is_time(answer, at) {
            columns.push_str(&format!("OPTIONAL INT32 {}_start (DATE); ", by.as_str()));
        }
    }
    columns.push_str("REQUIRED BOOLEAN others; ");
    for measure in &answer.measures {
        let kind = if is_whole(measure.unit()) { "INT64" } else { "DOUBLE" };
        columns.push_str(&format!("OPTIONAL {kind} {}; ", measure.as_str()));
    }
    format!("message report {{ {columns} }}")
}

const fn is_whole(unit: Unit) -> bool {
    matches!(unit, Unit::Count | Unit::Minor)
}

fn written(answer: &ReportAnswer) -> Result<Vec<u8>, ParquetError> {
    let properties = Arc::new(WriterProperties::builder().set_created_by("wafa".to_owned()).build());
    let mut bytes = Vec::new();
    let mut writer = SerializedFileWriter::new(&mut bytes, Arc::new(parse_message_type(&schema(answer))?), properties)?;
    let mut group = writer.next_row_group()?;
    for at in 0..answer.by.len() {
        let keys = || answer.rows.iter().map(move |row| row.keys.get(at));
        let texts = keys().map(|key| match key {
            Some(Key::Period { key, .. } | Key::Value(key)) => Some(ByteArray::from(key.as_str())),
            _ => None,
        });
        column::<ByteArrayType, _>(&mut group, texts.collect())?;
        if is_time(answer, at) {
            let starts = keys().map(|key| match key {
                Some(Key::Period { start, .. }) => Some(start.number()),
                _ => None,
            });
            column::<Int32Type, _>(&mut group, starts.collect())?;
        }
    }
    let others: Vec<bool> = answer.rows.iter().map(|row| row.keys.contains(&Key::Others)).collect();
    if let Some(mut target) = group.next_column()? {
        target.typed::<BoolType>().write_batch(&others, None, None)?;
        target.close()?;
    }
    for (at, measure) in answer.measures.iter().enumerate() {
        let figures = answer.rows.iter().map(|row| row.figures.get(at).copied().flatten());
        if is_whole(measure.unit()) {
            let whole = figures.map(|figure| match figure {
                Some(Figure::Whole(whole)) => Some(whole),
                _ => None,
            });
            column::<Int64Type, _>(&mut group, whole.collect())?;
        } else {
            column::<DoubleType, _>(&mut group, figures.map(|figure| figure.map(Figure::number)).collect())?;
        }
    }
    group.close()?;
    writer.close()?;
    Ok(bytes)
}

/// One optional column.
fn column<D: DataType<T = T>, T: Clone>(
    group: &mut SerializedRowGroupWriter<'_, &mut Vec<u8>>,
    cells: Vec<Option<T>>,
) -> Result<(), ParquetError> {
    let Some(mut target) = group.next_column()? else { return Ok(()) };
    let levels: Vec<i16> = cells.iter().map(|cell| i16::from(cell.is_some())).collect();
    let values: Vec<T> = cells.into_iter().flatten().collect();
    target.typed::<D>().write_batch(&values, Some(&levels), None)?;
    target.close()
}
