//! Bulk inserts by binary `COPY`.

use std::pin::pin;

use deadpool_postgres::Object;
use tokio_postgres::binary_copy::BinaryCopyInWriter;
use tokio_postgres::types::Type;

use super::bound;
use crate::error::DbError;
use crate::value::Value;

pub(super) async fn copy_in(
    client: &Object,
    table: &str,
    columns: &[&str],
    rows: &[Vec<Value>],
) -> Result<u64, DbError> {
    let list = columns.join(", ");
    let shape = client.prepare_cached(&format!("select {list} from {table} where false")).await?;
    let types: Vec<Type> = shape.columns().iter().map(|column| column.type_().clone()).collect();
    for row in rows {
        if row.len() != types.len() {
            return Err(DbError::Values { expected: types.len(), given: row.len() });
        }
        if row.iter().any(|value| matches!(value, Value::Text(text) if text.as_bytes().contains(&0))) {
            return Err(DbError::ZeroByte);
        }
    }
    let sink = client.copy_in(&format!("copy {table} ({list}) from stdin binary")).await?;
    let mut writer = pin!(BinaryCopyInWriter::new(sink, &types));
    for row in rows {
        writer.as_mut().write(&bound(row)).await?;
    }
    Ok(writer.finish().await?)
}
