//! Reading inside or outside of a transaction, and lists of ids in chunks both engines take.

use wafa_db::{Db, DbError, Row, Tx, Value};
use wafa_kernel::CustomerId;

/// Most values in one `in (…)`.
const CHUNK: usize = 500;

/// Whom to ask: the database as committed, or a transaction that sees its own writes.
pub(crate) enum Ask<'a> {
    /// As committed.
    Db(&'a Db),
    /// Inside a transaction.
    Tx(&'a mut Tx),
}

impl Ask<'_> {
    /// One statement.
    pub(crate) async fn rows(&mut self, sql: String, values: Vec<Value>) -> Result<Vec<Row>, DbError> {
        match self {
            Self::Db(db) => db.read_text(sql, values).await,
            Self::Tx(tx) => tx.read_text(sql, values).await,
        }
    }

    /// `head in (…) tail` for every value, in chunks; rows of different chunks follow one another.
    pub(crate) async fn rows_in(&mut self, head: &str, values: Vec<Value>, tail: &str) -> Result<Vec<Row>, DbError> {
        let mut found = Vec::new();
        let mut left = values.into_iter().peekable();
        while left.peek().is_some() {
            let chunk: Vec<Value> = left.by_ref().take(CHUNK).collect();
            let sql = format!("{head} in ({}) {tail}", placeholders(1, chunk.len()));
            found.extend(self.rows(sql, chunk).await?);
        }
        Ok(found)
    }
}

/// Runs `head in (…)` for every customer, in chunks; returns rows changed.
pub(crate) async fn execute_in(tx: &mut Tx, head: &str, customers: &[CustomerId]) -> Result<u64, DbError> {
    let mut changed = 0;
    for chunk in customers.chunks(CHUNK) {
        let sql = format!("{head} in ({})", placeholders(1, chunk.len()));
        changed += tx.execute_text(sql, ids(chunk)).await?;
    }
    Ok(changed)
}

/// `$4, $5, $6` for `(4, 3)`.
pub(crate) fn placeholders(first: usize, count: usize) -> String {
    let mut text = String::with_capacity(count * 5);
    for place in first..first + count {
        if place > first {
            text.push_str(", ");
        }
        text.push('$');
        text.push_str(&place.to_string());
    }
    text
}

/// Ids as values.
pub(crate) fn ids(customers: &[CustomerId]) -> Vec<Value> {
    customers.iter().map(|customer| Value::from(*customer)).collect()
}
