//! Every test runs on SQLite, and on PostgreSQL when `WAFA_TEST_PG` is set.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

mod archive;
mod bulk;
mod crash;
mod events;
mod full;
mod group;
mod lease;
mod schema;
mod statements;
mod tls;
mod work;

use std::sync::Arc;
use std::time::Duration;

use crate::testkit::TestDb;
use crate::{Db, DbError, Options, Tx, values};

/// How many rows a query that counts finds.
async fn count(db: &Db, sql: &'static str) -> i64 {
    db.read(sql, values![]).await.unwrap()[0].get(0).unwrap()
}

/// A second handle on the same database.
async fn reopen(test: &TestDb) -> Db {
    let options = Options { clock: Arc::new(test.clock.clone()), ballast_bytes: 0, ..Options::default() };
    Db::open(&test.url, options).await.unwrap()
}

async fn add_product(tx: &mut Tx, code: &str) -> Result<u64, DbError> {
    let id: wafa_kernel::ProductId = tx.new_id();
    tx.execute(
        "insert into sales_product (id, code, name, search_key, batch_id) values ($1, $2, $3, $4, $5)",
        values![id, code, "قهوه", "قهوه", None::<i64>],
    )
    .await
}

const PRODUCTS: &str = "select count(*) from sales_product";

/// Far more than anything here takes; a test that would wait for ever fails instead.
async fn soon<T>(work: impl Future<Output = T>) -> T {
    tokio::time::timeout(Duration::from_secs(60), work).await.expect("came to an end")
}
