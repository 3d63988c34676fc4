//! PostgreSQL: a pool of connections, statements prepared once per connection.

mod cell;
mod copy;
mod tls;

use std::borrow::Cow;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use deadpool_postgres::{Manager, ManagerConfig, Object, Pool, RecyclingMethod, Runtime};
use futures::future::try_join_all;
use tokio_postgres::Statement;
use tokio_postgres::types::ToSql;

use crate::error::DbError;
use crate::migrate;
use crate::row::Row;
use crate::value::Value;

const WAIT: Duration = Duration::from_secs(10);
/// Statements sent before the first answer is awaited.
const PIPELINE: usize = 256;

/// Handle of a PostgreSQL database.
pub(crate) struct Postgres {
    pool: Pool,
}

impl Postgres {
    /// Connects and migrates.
    pub(crate) async fn open(text: &str, connections: usize, now_ms: i64, up_to: Option<i64>) -> Result<Self, DbError> {
        let tls::Address { mut config, tls } = tls::Address::read(text)?;
        if config.get_connect_timeout().is_none() {
            config.connect_timeout(WAIT);
        }
        config.application_name("wafa");
        let manager = Manager::from_config(config, tls, ManagerConfig { recycling_method: RecyclingMethod::Fast });
        let pool = Pool::builder(manager)
            .max_size(connections.max(2))
            .wait_timeout(Some(WAIT))
            .create_timeout(Some(WAIT))
            .runtime(Runtime::Tokio1)
            .build()
            .map_err(|_| DbError::Unsupported("a pool without a runtime"))?;
        let mut client = pool.get().await?;
        let found: String = client.query_one("show fsync", &[]).await?.try_get(0)?;
        if found != "on" {
            tracing::warn!("the PostgreSQL server runs with fsync = off: a power cut can lose everything");
        }
        migrate::postgres::migrate(&mut client, now_ms, up_to).await?;
        Ok(Self { pool })
    }
    pub(crate) async fn read(&self, sql: Cow<'static, str>, values: Vec<Value>) -> Result<Vec<Row>, DbError> {
        let client = self.pool.get().await?;
        query(&client, &sql, &values).await
    }
    pub(crate) async fn snapshot(&self) -> Result<PgSnapshot, DbError> {
        let client = self.pool.get().await?;
        let held = Held { client: Some(client) };
        // The moment of a snapshot is that of its first statement.
        held.get()?.batch_execute("begin isolation level repeatable read read only; select 1").await?;
        Ok(PgSnapshot { held })
    }
    pub(crate) async fn analyze(&self) -> Result<(), DbError> {
        // Only our own tables: others of the same database may be somebody else's, and need not be locked.
        const OURS: &str = "select coalesce(string_agg(quote_ident(relname), ', '), '') from pg_class \
            where relnamespace = (select oid from pg_namespace where nspname = current_schema()) and relkind = 'r'";
        let client = self.pool.get().await?;
        let tables: String = client.query_one(OURS, &[]).await?.try_get(0)?;
        if tables.is_empty() {
            return Ok(());
        }
        // What is at work elsewhere is skipped with a warning of the server's.
        Ok(client.batch_execute(&format!("analyze (skip_locked) {tables}")).await?)
    }
    pub(crate) async fn begin(&self, idle: Duration) -> Result<PgTx, DbError> {
        let held = Held { client: Some(self.pool.get().await?) };
        let idle_ms = idle.as_millis();
        held.get()?.batch_execute(&format!("begin; set local idle_in_transaction_session_timeout = {idle_ms}")).await?;
        Ok(PgTx { held, failed: AtomicBool::new(false) })
    }
}

/// A connection inside a transaction; rolled back when dropped before its end.
struct Held {
    client: Option<Object>,
}

impl Held {
    fn get(&self) -> Result<&Object, DbError> {
        self.client.as_ref().ok_or(DbError::Ended)
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        let Some(client) = self.client.take() else { return };
        let Ok(runtime) = tokio::runtime::Handle::try_current() else {
            // Nobody can await the rollback: the connection is closed, which rolls back too.
            drop(Object::take(client));
            return;
        };
        runtime.spawn(async move {
            if client.batch_execute("rollback").await.is_err() {
                drop(Object::take(client));
            }
        });
    }
}

/// A repeatable-read transaction that only reads.
pub(crate) struct PgSnapshot {
    held: Held,
}

impl PgSnapshot {
    pub(crate) async fn read(&self, sql: Cow<'static, str>, values: Vec<Value>) -> Result<Vec<Row>, DbError> {
        query(self.held.get()?, &sql, &values).await
    }
}

/// A read-committed write transaction.
pub(crate) struct PgTx {
    held: Held,
    failed: AtomicBool,
}

impl PgTx {
    fn client(&self) -> Result<&Object, DbError> {
        if self.failed.load(Ordering::Relaxed) { Err(DbError::Aborted) } else { self.held.get() }
    }
    fn note<T>(&self, outcome: Result<T, DbError>) -> Result<T, DbError> {
        if outcome.is_err() {
            self.failed.store(true, Ordering::Relaxed);
        }
        outcome
    }
    pub(crate) async fn read(&self, sql: Cow<'static, str>, values: Vec<Value>) -> Result<Vec<Row>, DbError> {
        let outcome = query(self.client()?, &sql, &values).await;
        self.note(outcome)
    }
    pub(crate) async fn execute(&self, sql: Cow<'static, str>, values: Vec<Value>) -> Result<u64, DbError> {
        let outcome = execute(self.client()?, &sql, &values).await;
        self.note(outcome)
    }
    pub(crate) async fn execute_many(&self, sql: Cow<'static, str>, rows: Vec<Vec<Value>>) -> Result<u64, DbError> {
        let outcome = execute_many(self.client()?, &sql, &rows).await;
        self.note(outcome)
    }
    pub(crate) async fn copy_in(&self, table: &str, columns: &[&str], rows: Vec<Vec<Value>>) -> Result<u64, DbError> {
        let outcome = copy::copy_in(self.client()?, table, columns, &rows).await;
        self.note(outcome)
    }
    pub(crate) async fn commit(mut self) -> Result<(), DbError> {
        self.client()?.batch_execute("commit").await?;
        // Only now is the connection back where it came from, without a rollback.
        self.held.client.take();
        Ok(())
    }
}

async fn prepare(client: &Object, sql: &str) -> Result<Statement, DbError> {
    const TOKEN: &str = "{{skip_locked}}";
    if sql.contains(TOKEN) {
        return Ok(client.prepare_cached(&sql.replace(TOKEN, "for update skip locked")).await?);
    }
    Ok(client.prepare_cached(sql).await?)
}

fn check(statement: &Statement, values: &[Value]) -> Result<(), DbError> {
    if statement.params().len() != values.len() {
        return Err(DbError::Values { expected: statement.params().len(), given: values.len() });
    }
    let zero = |value: &Value| matches!(value, Value::Text(text) if text.as_bytes().contains(&0));
    if values.iter().any(zero) { Err(DbError::ZeroByte) } else { Ok(()) }
}

fn bound(values: &[Value]) -> Vec<&(dyn ToSql + Sync)> {
    values.iter().map(|value| value as &(dyn ToSql + Sync)).collect()
}

async fn query(client: &Object, sql: &str, values: &[Value]) -> Result<Vec<Row>, DbError> {
    let statement = prepare(client, sql).await?;
    check(&statement, values)?;
    client.query(&statement, &bound(values)).await?.iter().map(cell::row).collect()
}

async fn execute(client: &Object, sql: &str, values: &[Value]) -> Result<u64, DbError> {
    let statement = prepare(client, sql).await?;
    check(&statement, values)?;
    Ok(client.execute(&statement, &bound(values)).await?)
}

async fn execute_many(client: &Object, sql: &str, rows: &[Vec<Value>]) -> Result<u64, DbError> {
    let statement = &prepare(client, sql).await?;
    let mut changed = 0;
    for chunk in rows.chunks(PIPELINE) {
        let one = |values: &'_ Vec<Value>| {
            let checked = check(statement, values);
            let values = values.clone();
            async move {
                checked?;
                client.execute(statement, &bound(&values)).await.map_err(DbError::from)
            }
        };
        changed += try_join_all(chunk.iter().map(one)).await?.iter().sum::<u64>();
    }
    Ok(changed)
}
