//! Write transactions: begin, load, decide, save, record, commit. What is dropped is rolled back.

mod record;

use std::borrow::Cow;

use wafa_kernel::{Id, JobId, Moment};

use crate::db::Db;
use crate::error::DbError;
use crate::postgres::PgTx;
use crate::row::Row;
use crate::sqlite::SqliteTx;
use crate::value::Value;
use crate::values;

/// A write transaction. After a failed statement it can only be dropped, on both engines: where a clash is expected,
/// say `on conflict do nothing`.
#[must_use = "a transaction that is dropped is rolled back"]
pub struct Tx {
    // Before `db`: the last handle of a database waits for its writer, which waits for this.
    on: On,
    db: Db,
    /// Whether somebody should look for work after the commit.
    wakes: bool,
}

enum On {
    Sqlite(SqliteTx),
    Postgres(PgTx),
}

/// Work to be done later, at least once.
#[derive(Debug, Clone)]
pub struct NewJob {
    /// Which [`Work`](crate::Work) does it.
    pub kind: &'static str,
    /// What it needs to know, JSON.
    pub body: String,
    /// Not before this moment.
    pub run_at: Moment,
    /// Higher goes first among jobs that are due.
    pub priority: i32,
    /// Two jobs with the same key are one, also after it was done.
    pub dedupe_key: Option<String>,
}

const ENQUEUE: &str = "insert into job (id, kind, body, priority, run_at, lease_until, attempts, dedupe_key, last_error, dead, done_at) \
    values ($1, $2, $3, $4, $5, 0, 0, $6, null, false, null) on conflict (dedupe_key) do nothing";

impl Tx {
    pub(crate) const fn on_sqlite(db: Db, tx: SqliteTx) -> Self {
        Self { db, on: On::Sqlite(tx), wakes: false }
    }
    pub(crate) const fn on_postgres(db: Db, tx: PgTx) -> Self {
        Self { db, on: On::Postgres(tx), wakes: false }
    }
    /// The database it writes to.
    #[must_use]
    pub const fn db(&self) -> &Db {
        &self.db
    }
    /// The present moment, by the clock of the database.
    #[must_use]
    pub fn now(&self) -> Moment {
        self.db.now()
    }
    /// A new identifier, later than all before it.
    #[must_use]
    pub fn new_id<T>(&self) -> Id<T> {
        self.db.new_id()
    }
    /// Rows of one statement, with what this transaction has written. Also for `returning`.
    ///
    /// # Errors
    /// [`DbError`]; the transaction can then only be dropped.
    pub async fn read(&mut self, sql: &'static str, values: Vec<Value>) -> Result<Vec<Row>, DbError> {
        self.read_any(Cow::Borrowed(sql), values).await
    }
    /// As [`Tx::read`], for statements put together at run time from fixed pieces.
    ///
    /// # Errors
    /// As [`Tx::read`].
    pub async fn read_text(&mut self, sql: String, values: Vec<Value>) -> Result<Vec<Row>, DbError> {
        self.read_any(Cow::Owned(sql), values).await
    }
    async fn read_any(&mut self, sql: Cow<'static, str>, values: Vec<Value>) -> Result<Vec<Row>, DbError> {
        match &mut self.on {
            On::Sqlite(tx) => tx.read(sql, values).await,
            On::Postgres(tx) => tx.read(sql, values).await,
        }
    }
    /// Runs one statement; says how many rows it changed.
    ///
    /// # Errors
    /// [`DbError`]; the transaction can then only be dropped.
    pub async fn execute(&mut self, sql: &'static str, values: Vec<Value>) -> Result<u64, DbError> {
        self.execute_any(Cow::Borrowed(sql), values).await
    }
    /// As [`Tx::execute`], for statements put together at run time from fixed pieces.
    ///
    /// # Errors
    /// As [`Tx::execute`].
    pub async fn execute_text(&mut self, sql: String, values: Vec<Value>) -> Result<u64, DbError> {
        self.execute_any(Cow::Owned(sql), values).await
    }
    async fn execute_any(&mut self, sql: Cow<'static, str>, values: Vec<Value>) -> Result<u64, DbError> {
        match &mut self.on {
            On::Sqlite(tx) => tx.execute(sql, values).await,
            On::Postgres(tx) => tx.execute(sql, values).await,
        }
    }
    /// Runs one statement for each row of values; says how many rows were changed in all.
    ///
    /// # Errors
    /// [`DbError`]; the transaction can then only be dropped.
    pub async fn execute_many(&mut self, sql: &'static str, rows: Vec<Vec<Value>>) -> Result<u64, DbError> {
        if rows.is_empty() {
            return Ok(0);
        }
        match &mut self.on {
            On::Sqlite(tx) => tx.execute_many(Cow::Borrowed(sql), rows).await,
            On::Postgres(tx) => tx.execute_many(Cow::Borrowed(sql), rows).await,
        }
    }
    /// Inserts many rows the fastest way the engine has. A clash fails the transaction.
    ///
    /// # Errors
    /// [`DbError`]; the transaction can then only be dropped.
    pub async fn insert_many(
        &mut self,
        table: &'static str,
        columns: &'static [&'static str],
        rows: Vec<Vec<Value>>,
    ) -> Result<u64, DbError> {
        self.insert_plain(table, columns, rows).await
    }
    /// As [`Tx::insert_many`], for names read from the database itself.
    pub(crate) async fn insert_rows(
        &mut self,
        table: &str,
        columns: &[String],
        rows: Vec<Vec<Value>>,
    ) -> Result<u64, DbError> {
        let columns: Vec<&str> = columns.iter().map(String::as_str).collect();
        self.insert_plain(table, &columns, rows).await
    }
    async fn insert_plain(&mut self, table: &str, columns: &[&str], rows: Vec<Vec<Value>>) -> Result<u64, DbError> {
        if rows.is_empty() {
            return Ok(0);
        }
        match &mut self.on {
            On::Sqlite(tx) => {
                let places: Vec<String> = (1..=columns.len()).map(|number| format!("${number}")).collect();
                let sql = format!("insert into {table} ({}) values ({})", columns.join(", "), places.join(", "));
                tx.execute_many(Cow::Owned(sql), rows).await
            }
            On::Postgres(tx) => tx.copy_in(table, columns, rows).await,
        }
    }
    /// Waits until no other transaction holds `key` and holds it until the end: for a decision on one customer or
    /// one code that must not be taken twice at once. SQLite has one writer anyway.
    ///
    /// # Errors
    /// [`DbError`].
    pub async fn lock(&mut self, key: i64) -> Result<(), DbError> {
        match &self.on {
            On::Sqlite(_) => Ok(()),
            On::Postgres(_) => self.read("select 1 from pg_advisory_xact_lock($1)", values![key]).await.map(|_| ()),
        }
    }
    /// As [`Tx::lock`] for things named by a text, such as a phone. Who needs several takes them in one call: they
    /// are taken in one order everywhere, so that nobody waits in a circle.
    ///
    /// # Errors
    /// [`DbError`].
    pub async fn lock_names(&mut self, names: &[String]) -> Result<(), DbError> {
        let mut keys: Vec<i64> = names.iter().map(|name| lock_key(name)).collect();
        keys.sort_unstable();
        keys.dedup();
        for key in keys {
            self.lock(key).await?;
        }
        Ok(())
    }
    /// Puts work into the queue; `None` when a job with this key is there already.
    ///
    /// # Errors
    /// [`DbError`].
    pub async fn enqueue(&mut self, job: NewJob) -> Result<Option<JobId>, DbError> {
        let id: JobId = self.new_id();
        let NewJob { kind, body, run_at, priority, dedupe_key } = job;
        let added = self.execute(ENQUEUE, values![id, kind, body, priority, run_at, dedupe_key]).await?;
        self.wakes |= added > 0;
        Ok((added > 0).then_some(id))
    }
    /// Bodies of the jobs of a kind that nobody has begun yet: whoever begins one later sees what is written by now.
    ///
    /// # Errors
    /// [`DbError`].
    pub async fn waiting_jobs(&mut self, kind: &str) -> Result<Vec<String>, DbError> {
        const WAITING: &str =
            "select body from job where kind = $1 and done_at is null and dead = false and attempts = 0 order by id";
        let rows = self.read(WAITING, values![kind]).await?;
        rows.iter().map(|row| row.get(0)).collect()
    }
    pub(crate) const fn wake_after(&mut self) {
        self.wakes = true;
    }
    /// Makes it durable; returns when it is.
    ///
    /// # Errors
    /// [`DbError`]: nothing of the transaction was kept. Only [`DbError::Disconnected`] leaves that open.
    pub async fn commit(self) -> Result<(), DbError> {
        let Self { db, on, wakes } = self;
        match on {
            On::Sqlite(tx) => tx.commit().await?,
            On::Postgres(tx) => tx.commit().await?,
        }
        if wakes {
            db.wake();
        }
        Ok(())
    }
}

/// FNV-1a: the same for every process and version. Two names with one number only wait for each other needlessly.
fn lock_key(name: &str) -> i64 {
    let hash = name
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3));
    hash.cast_signed()
}
