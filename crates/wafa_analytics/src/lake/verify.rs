//! Whether the lake holds what the database holds.

use serde::Serialize;
use wafa_db::{Db, values};
use wafa_kernel::Currency;

use super::cursor::{Mark, Wanted};
use super::table::TableKind;
use super::{Lake, OpenedLake, extract};
use crate::error::Error;

/// Sums are taken of remainders by this prime, so that they fit whatever was written.
const PRIME: i64 = 1_000_003;

/// A table of the lake that differs from the database.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Mismatch {
    /// Which: the stem of the file's name, or `stamp` when the lake is of another state of the facts.
    pub table: &'static str,
    /// What differs: `version`, `rows`, or the check sum of `customers`, `days` or `amounts`.
    pub what: &'static str,
    /// In the database.
    pub in_database: i64,
    /// In the lake.
    pub in_lake: i64,
}

/// Rows, and check sums of customers, days and amounts.
type Print = [i64; 4];
const PARTS: [&str; 4] = ["rows", "customers", "days", "amounts"];

macro_rules! print_of {
    ($customer:literal, $day:literal, $amount:literal, $from:literal) => {
        concat!(
            "select count(*), cast(coalesce(sum(",
            $customer,
            " % 1000003), 0) as bigint), cast(coalesce(sum(",
            $day,
            "), 0) as bigint), cast(coalesce(sum(",
            $amount,
            " % 1000003), 0) as bigint) from ",
            $from
        )
    };
}

const fn print_sql(table: TableKind) -> &'static str {
    match table {
        TableKind::Orders => {
            print_of!("customer_id", "placed_on", "amount_minor", "sales_order where customer_id is not null")
        }
        TableKind::OrdersWithoutCustomer => {
            print_of!("placed_on", "placed_on", "amount_minor", "sales_order where customer_id is null")
        }
        TableKind::Lines => print_of!(
            "o.customer_id",
            "o.placed_on",
            "l.amount_minor",
            "sales_line l join sales_order o on o.id = l.order_id where o.customer_id is not null"
        ),
        TableKind::LinesWithoutCustomer => print_of!(
            "o.placed_on",
            "o.placed_on",
            "l.amount_minor",
            "sales_line l join sales_order o on o.id = l.order_id where o.customer_id is null"
        ),
        TableKind::Returns => {
            print_of!("customer_id", "returned_on", "amount_minor", "sales_return where customer_id is not null")
        }
        TableKind::ReturnsWithoutCustomer => {
            print_of!("returned_on", "returned_on", "amount_minor", "sales_return where customer_id is null")
        }
        TableKind::Customers | TableKind::Owned => print_of!("id", "0", "0", "customer where merged_into is null"),
        TableKind::Signals => print_of!("customer_id", "on_day", "0", "customer_signal"),
        TableKind::Rungs => print_of!("customer_id", "on_day", "rung", "customer_rung"),
        TableKind::Events => {
            print_of!("customer_id", "(occurred_at / 86400000)", "0", "timeline_event where customer_id is not null")
        }
    }
}

/// What the runs of the lake say together.
fn print_of_lake(lake: &OpenedLake, table: TableKind) -> Result<Print, Error> {
    let wanted = Wanted {
        currency: Currency::IRR,
        source: None,
        product: None,
        subjects: i64::MIN..i64::MAX,
        only: None,
        until: i32::MAX,
        mask: Vec::new().into(),
    };
    let mut rows = lake.open(table, &wanted)?;
    let [mut count, mut customers, mut days, mut amounts] = [0i64; 4];
    let days_count = table != TableKind::Customers;
    while let Some(subject) = rows.peek()? {
        rows.take(subject, |row| {
            count += 1;
            customers += subject % PRIME;
            days += if days_count { i64::from(row.on) } else { 0 };
            amounts +=
                if let Mark::Rung(rung) = row.mark { i64::from(rung.number()) } else { row.amount_minor % PRIME };
        })?;
    }
    Ok([count, customers, days, amounts])
}

pub(super) async fn mismatches(lake: &Lake, db: &Db) -> Result<Vec<Mismatch>, Error> {
    let opened = lake.reader()?;
    let snapshot = db.snapshot().await?;
    let current = extract::stamp_of(db, &snapshot).await?;
    let mut found = Vec::new();
    if current != opened.stamp() {
        let (in_database, in_lake) = (current.fact_version, opened.stamp().fact_version);
        found.push(Mismatch { table: "stamp", what: "version", in_database, in_lake });
    }
    for table in TableKind::ALL {
        let rows = snapshot.read(print_sql(table), values![]).await?;
        let mut in_database = Print::default();
        if let Some(row) = rows.first() {
            for (at, part) in in_database.iter_mut().enumerate() {
                *part = row.get(at)?;
            }
        }
        let read = opened.clone();
        let counted = tokio::task::spawn_blocking(move || print_of_lake(&read, table));
        let in_lake = counted.await.map_err(|_| Error::Interrupted)??;
        let parts = PARTS.into_iter().zip(in_database).zip(in_lake);
        let different =
            parts.map(|((what, in_database), in_lake)| Mismatch { table: table.stem(), what, in_database, in_lake });
        found.extend(different.filter(|one| one.in_database != one.in_lake).take(1));
    }
    Ok(found)
}
