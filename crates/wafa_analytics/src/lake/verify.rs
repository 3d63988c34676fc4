//! Whether the lake holds what the database holds.

use serde::Serialize;
use wafa_db::{Db, values};

use super::table::TableKind;
use super::{Lake, cursor, extract};
use crate::error::Error;

/// A table of the lake that differs from the database.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Mismatch {
    /// Which: the stem of the file's name, or `stamp` when the lake is of another state of the facts.
    pub table: &'static str,
    /// Rows in the database (or its fact version).
    pub in_database: i64,
    /// Rows in the lake (or its fact version).
    pub in_lake: i64,
}

const fn count_sql(table: TableKind) -> &'static str {
    match table {
        TableKind::Orders => "select count(*) from sales_order where customer_id is not null",
        TableKind::OrdersWithoutCustomer => "select count(*) from sales_order where customer_id is null",
        TableKind::Returns => "select count(*) from sales_return where customer_id is not null",
        TableKind::ReturnsWithoutCustomer => "select count(*) from sales_return where customer_id is null",
        TableKind::Customers => "select count(*) from customer where merged_into is null",
        TableKind::Signals => "select count(*) from customer_signal",
    }
}

pub(super) async fn mismatches(lake: &Lake, db: &Db) -> Result<Vec<Mismatch>, Error> {
    let manifest = lake.status()?.ok_or(Error::NotBuilt)?;
    let snapshot = db.snapshot().await?;
    let current = extract::stamp_of(&snapshot).await?;
    let mut found = Vec::new();
    if current != manifest.stamp {
        found.push(Mismatch {
            table: "stamp",
            in_database: current.fact_version,
            in_lake: manifest.stamp.fact_version,
        });
    }
    for table in TableKind::ALL {
        let rows = snapshot.read(count_sql(table), values![]).await?;
        let in_database: i64 = rows.first().map_or(Ok(0), |row| row.get(0))?;
        let path = lake.folder().join(manifest.file(table));
        let counted = tokio::task::spawn_blocking(move || cursor::rows_of(&path));
        let in_lake = counted.await.map_err(|_| Error::Interrupted)??;
        let in_lake = i64::try_from(in_lake).unwrap_or(i64::MAX);
        if in_lake != in_database {
            found.push(Mismatch { table: table.stem(), in_database, in_lake });
        }
    }
    Ok(found)
}
