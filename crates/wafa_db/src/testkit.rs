//! Databases for tests: SQLite always, PostgreSQL when `WAFA_TEST_PG` names a server. Not for production.
#![allow(clippy::expect_used)]

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use wafa_kernel::{Clock, Day, FakeClock};

use crate::db::{Db, Engine, Options, Subscription};
use crate::sqlite::Folder;
use crate::url::DbUrl;
use crate::values;
use crate::work::Worker;

static MADE: AtomicU64 = AtomicU64::new(0);

/// A fresh database with all tables, and the clock it goes by. Gone when dropped.
pub struct TestDb {
    /// The database.
    pub db: Db,
    /// Its clock: stands at 2026-03-21 00:00 UTC until it is moved.
    pub clock: FakeClock,
    /// Where it is, to open it a second time.
    pub url: DbUrl,
    _schema: Option<Schema>,
    _folder: Option<Arc<Folder>>,
}

impl TestDb {
    /// Which engine it is, for messages.
    #[must_use]
    pub fn engine(&self) -> Engine {
        self.db.engine()
    }
}

/// A database on every engine, without subscribers.
///
/// # Panics
/// When one cannot be opened: a test without its database has no meaning.
pub async fn engines() -> Vec<TestDb> {
    engines_with(Vec::new()).await
}

/// A database on every engine, with subscribers.
///
/// # Panics
/// When one cannot be opened: a test without its database has no meaning.
pub async fn engines_with(subscribers: Vec<Subscription>) -> Vec<TestDb> {
    let mut all = vec![sqlite(subscribers.clone()).await];
    if let Ok(server) = std::env::var("WAFA_TEST_PG") {
        let schema = Schema::create(server).await;
        all.push(open(schema.url(), None, Some(schema), subscribers).await);
    }
    all
}

/// A database on the engine that `WAFA_TEST_ENGINE` names, SQLite unless told: for tests that are run once for each.
///
/// # Panics
/// When it is `postgres` and `WAFA_TEST_PG` names no server, or the database cannot be opened.
pub async fn chosen(subscribers: Vec<Subscription>) -> TestDb {
    match std::env::var("WAFA_TEST_ENGINE").as_deref() {
        Ok("postgres") => {
            let server = std::env::var("WAFA_TEST_PG").expect("WAFA_TEST_PG names a server");
            let schema = Schema::create(server).await;
            open(schema.url(), None, Some(schema), subscribers).await
        }
        _ => sqlite(subscribers).await,
    }
}

impl TestDb {
    /// The same database opened a second time, as another process would: a pool and a writer of its own.
    ///
    /// # Panics
    /// When it cannot be opened.
    pub async fn again(&self, subscribers: Vec<Subscription>) -> Db {
        let clock: Arc<dyn Clock> = Arc::new(self.clock.clone());
        let options = Options { clock, subscribers, readers: 2, ballast_bytes: 0, ..Options::default() };
        Db::open(&self.url, options).await.expect("a test database opens a second time")
    }
}

/// A throwaway SQLite database.
///
/// # Panics
/// When it cannot be opened.
pub async fn sqlite(subscribers: Vec<Subscription>) -> TestDb {
    let folder = Arc::new(Folder::create().expect("a temporary folder"));
    open(DbUrl::Sqlite(folder.path().join("wafa.db")), Some(folder), None, subscribers).await
}

async fn open(
    url: DbUrl,
    folder: Option<Arc<Folder>>,
    schema: Option<Schema>,
    subscribers: Vec<Subscription>,
) -> TestDb {
    let start = Day::from_ymd(2026, 3, 21).expect("a day of the calendar").utc_midnight();
    let clock = FakeClock::at(start);
    let clock_of_db: Arc<dyn Clock> = Arc::new(clock.clone());
    let options = Options { clock: clock_of_db, subscribers, readers: 2, ballast_bytes: 0, ..Options::default() };
    let db = Db::open_in(&url, folder.clone(), options).await.expect("a test database opens");
    TestDb { db, clock, url, _schema: schema, _folder: folder }
}

/// Does what is due, and waits for what another worker of the same database has taken: nothing is under way after it.
///
/// # Panics
/// When the database fails, or somebody is still at work after two minutes.
pub async fn rest(worker: &Worker) {
    const UNDER_WAY: &str = "select (select count(*) from outbox where dead = false and run_at <= $1) \
        + (select count(*) from job where dead = false and done_at is null and run_at <= $1) \
        + (select count(*) from timer where due_at <= $1)";
    let coming_to_rest = async {
        loop {
            worker.settle().await.expect("the work is done");
            let rows = worker.db.read(UNDER_WAY, values![worker.db.now()]).await.expect("the database answers");
            let under_way: i64 = rows.first().map_or(Ok(0), |row| row.get(0)).expect("a count");
            if under_way == 0 {
                return;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(120), coming_to_rest).await.expect("the workers come to rest");
}

/// A schema of its own on the PostgreSQL server.
struct Schema {
    server: String,
    name: String,
}

impl Schema {
    async fn create(server: String) -> Self {
        let number = MADE.fetch_add(1, Ordering::Relaxed);
        let name = format!("wafa_test_{}_{number}", std::process::id());
        run(&server, &format!("drop schema if exists {name} cascade; create schema {name}")).await;
        Self { server, name }
    }
    fn url(&self) -> DbUrl {
        let joint = if self.server.contains('?') { '&' } else { '?' };
        DbUrl::Postgres(format!("{}{joint}options=-csearch_path%3D{}", self.server, self.name))
    }
}

/// On a thread of its own, because a test's runtime is not to be blocked and may be ending.
impl Drop for Schema {
    fn drop(&mut self) {
        let (server, name) = (self.server.clone(), self.name.clone());
        let dropping = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            runtime.expect("a runtime starts").block_on(async {
                // Whatever still holds a lock there belongs to the ended test.
                let end = "select pg_terminate_backend(pid) from pg_locks l join pg_class c on c.oid = l.relation \
                    join pg_namespace n on n.oid = c.relnamespace where l.pid <> pg_backend_pid() and n.nspname = ";
                run(&server, &format!("{end} '{name}'")).await;
                run(&server, &format!("drop schema if exists {name} cascade")).await;
            });
        });
        dropping.join().ok();
    }
}

async fn run(server: &str, sql: &str) {
    let (client, connection) =
        tokio_postgres::connect(server, tokio_postgres::NoTls).await.expect("the server of WAFA_TEST_PG answers");
    let driving = tokio::spawn(connection);
    client.batch_execute(sql).await.expect("the server of WAFA_TEST_PG obeys");
    drop(client);
    driving.await.ok();
}
