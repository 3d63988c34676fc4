//! The handle everybody holds.

use std::borrow::Cow;
use std::hash::{BuildHasher, DefaultHasher, Hash as _, Hasher as _, RandomState};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use tokio::sync::watch;
use wafa_kernel::{Clock, Id, Moment, SystemClock};

use crate::error::DbError;
use crate::postgres::{PgSnapshot, Postgres};
use crate::row::Row;
use crate::sqlite::{Folder, Opening, Sqlite, SqliteSnapshot};
use crate::tx::Tx;
use crate::url::DbUrl;
use crate::value::Value;

/// Which engine is below.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// SQLite, embedded.
    Sqlite,
    /// PostgreSQL, a server.
    Postgres,
}

/// Somebody who wants to hear of events. Who is listed here gets an outbox row with each event it wants.
#[derive(Clone, Copy)]
pub struct Subscription {
    /// Name, stored in the outbox: never changed.
    pub name: &'static str,
    /// Whether it wants events of a kind.
    pub wants: fn(&'static str) -> bool,
}

/// How to open a database.
#[derive(Clone)]
pub struct Options {
    /// Who tells the time.
    pub clock: Arc<dyn Clock>,
    /// Who wants to hear of events.
    pub subscribers: Vec<Subscription>,
    /// Readers that work at the same time (SQLite: threads; PostgreSQL: connections are four times as many).
    pub readers: usize,
    /// A write transaction idle for longer is rolled back, so that nobody blocks the writer for ever.
    pub idle_ms: u64,
    /// Room kept back for a full disk (SQLite), in bytes.
    pub ballast_bytes: u64,
    /// Make tables of this version and no newer ones, for filling them with rows of that version.
    pub up_to: Option<i64>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            clock: Arc::new(SystemClock),
            subscribers: Vec::new(),
            readers: 4,
            idle_ms: 30_000,
            ballast_bytes: 16 << 20,
            up_to: None,
        }
    }
}

/// An open database. Clones are cheap and share it.
#[derive(Clone)]
pub struct Db(Arc<Inner>);

struct Inner {
    backend: Backend,
    clock: Arc<dyn Clock>,
    subscribers: Vec<Subscription>,
    idle: Duration,
    ids: Ids,
    commits: watch::Sender<u64>,
    place: u64,
    name: String,
}

enum Backend {
    Sqlite(Sqlite),
    Postgres(Postgres),
}

/// The file, however it was spelled; of PostgreSQL the name of the database, since one server has many addresses.
fn place_of(url: &DbUrl, backend: &Backend) -> u64 {
    let mut hasher = DefaultHasher::new();
    match (backend, url) {
        (Backend::Sqlite(sqlite), _) => {
            let path = sqlite.path();
            std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned()).hash(&mut hasher);
        }
        (Backend::Postgres(_), DbUrl::Postgres(text)) => {
            let name = text.split('?').next().and_then(|address| address.rsplit('/').next());
            name.hash(&mut hasher);
        }
        (Backend::Postgres(_), _) => {}
    }
    hasher.finish()
}

impl Db {
    /// Opens a database, checks the settings safety depends on, and brings its tables up to date.
    ///
    /// # Errors
    /// When it cannot be reached, is not ours, is of a newer version, or does not take the settings.
    pub async fn open(url: &DbUrl, options: Options) -> Result<Self, DbError> {
        Self::open_in(url, None, options).await
    }
    /// Opens a database whose threads hold on to a temporary folder.
    pub(crate) async fn open_in(url: &DbUrl, folder: Option<Arc<Folder>>, options: Options) -> Result<Self, DbError> {
        let Options { clock, subscribers, readers, idle_ms, ballast_bytes, up_to } = options;
        let idle = Duration::from_millis(idle_ms);
        let now_ms = clock.now().ms();
        let sqlite = |path, folder, ballast_bytes| async move {
            let opening = Opening { path, folder, readers, idle, ballast_bytes, now_ms, up_to };
            let opened = tokio::task::spawn_blocking(move || Sqlite::open(opening));
            opened.await.map_err(|_| DbError::Ended)?.map(Backend::Sqlite)
        };
        let backend = match url {
            DbUrl::Sqlite(path) => sqlite(path.clone(), folder, ballast_bytes).await?,
            DbUrl::SqliteMemory => {
                let folder = Arc::new(Folder::create()?);
                sqlite(folder.path().join("wafa.db"), Some(folder), 0).await?
            }
            DbUrl::Postgres(text) => Backend::Postgres(Postgres::open(text, readers.max(1) * 4, now_ms, up_to).await?),
        };
        let (place, name) = (place_of(url, &backend), url.name());
        let inner =
            Inner { backend, clock, subscribers, idle, ids: Ids::new(), commits: watch::Sender::new(0), place, name };
        Ok(Self(Arc::new(inner)))
    }
    /// A name for folders of its own: that of the file without its ending, or of the database on its server.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.0.name
    }
    /// Where the database is, as a number: tells a copy from what it is a copy of.
    pub(crate) fn place(&self) -> u64 {
        self.0.place
    }
    /// Which engine is below.
    #[must_use]
    pub fn engine(&self) -> Engine {
        match &self.0.backend {
            Backend::Sqlite(_) => Engine::Sqlite,
            Backend::Postgres(_) => Engine::Postgres,
        }
    }
    /// Who tells the time.
    #[must_use]
    pub fn clock(&self) -> &Arc<dyn Clock> {
        &self.0.clock
    }
    /// The present moment, by the clock the database was opened with.
    #[must_use]
    pub fn now(&self) -> Moment {
        self.0.clock.now()
    }
    /// A new identifier, later than all before it.
    #[must_use]
    pub fn new_id<T>(&self) -> Id<T> {
        self.0.ids.next(self.now())
    }
    /// Rows of one statement, read by whichever reader is free.
    ///
    /// # Errors
    /// [`DbError`].
    pub async fn read(&self, sql: &'static str, values: Vec<Value>) -> Result<Vec<Row>, DbError> {
        self.read_any(Cow::Borrowed(sql), values).await
    }
    /// As [`Db::read`], for lists whose filter is put together at run time from fixed pieces.
    ///
    /// # Errors
    /// [`DbError`].
    pub async fn read_text(&self, sql: String, values: Vec<Value>) -> Result<Vec<Row>, DbError> {
        self.read_any(Cow::Owned(sql), values).await
    }
    async fn read_any(&self, sql: Cow<'static, str>, values: Vec<Value>) -> Result<Vec<Row>, DbError> {
        match &self.0.backend {
            Backend::Sqlite(sqlite) => sqlite.read(sql, values).await,
            Backend::Postgres(postgres) => postgres.read(sql, values).await,
        }
    }
    /// The database as it is now, for many reads that must agree with one another.
    ///
    /// # Errors
    /// [`DbError`].
    pub async fn snapshot(&self) -> Result<Snapshot, DbError> {
        let of = match &self.0.backend {
            Backend::Sqlite(sqlite) => SnapshotOf::Sqlite(sqlite.snapshot().await?),
            Backend::Postgres(postgres) => SnapshotOf::Postgres(postgres.snapshot().await?),
        };
        Ok(Snapshot { of, _db: self.clone() })
    }
    /// A write transaction. On SQLite one runs at a time: load what you can before, and never wait for another
    /// transaction inside one.
    ///
    /// # Errors
    /// [`DbError::ReadOnly`] while the disk is full; [`DbError::Busy`].
    pub async fn begin(&self) -> Result<Tx, DbError> {
        match &self.0.backend {
            Backend::Sqlite(sqlite) => Ok(Tx::on_sqlite(self.clone(), sqlite.begin().await?)),
            Backend::Postgres(postgres) => Ok(Tx::on_postgres(self.clone(), postgres.begin(self.0.idle).await?)),
        }
    }
    /// Ticks after each commit that recorded events, jobs or timers. Subscribe before you look for work.
    #[must_use]
    pub fn commits(&self) -> watch::Receiver<u64> {
        self.0.commits.subscribe()
    }
    /// Tells the planner how much there is by now, for whoever writes a great many rows: PostgreSQL keeps the plans it
    /// made for tables that were nearly empty until then. Nothing to do on SQLite.
    ///
    /// # Errors
    /// [`DbError`].
    pub async fn refresh_statistics(&self) -> Result<(), DbError> {
        match &self.0.backend {
            Backend::Sqlite(_) => Ok(()),
            Backend::Postgres(postgres) => postgres.analyze().await,
        }
    }
    /// A consistent copy of the database while it is in use: complete, checked, or not there at all.
    ///
    /// # Errors
    /// [`DbError::Unsupported`] on PostgreSQL, which has its own tools for this; [`DbError::Full`], [`DbError::Io`].
    pub async fn backup(&self, to: &Path) -> Result<(), DbError> {
        match &self.0.backend {
            Backend::Sqlite(sqlite) => sqlite.backup(to).await,
            Backend::Postgres(_) => Err(DbError::Unsupported("use pg_dump or the backup of your server")),
        }
    }
    /// Whether writes are refused at present because the disk was full.
    #[must_use]
    pub fn read_only(&self) -> bool {
        match &self.0.backend {
            Backend::Sqlite(sqlite) => sqlite.read_only(),
            Backend::Postgres(_) => false,
        }
    }
    /// The file, on SQLite.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        match &self.0.backend {
            Backend::Sqlite(sqlite) => Some(sqlite.path()),
            Backend::Postgres(_) => None,
        }
    }
    pub(crate) fn subscribers(&self) -> &[Subscription] {
        &self.0.subscribers
    }
    pub(crate) fn wake(&self) {
        self.0.commits.send_modify(|count| *count = count.wrapping_add(1));
    }
}

impl std::fmt::Debug for Db {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Db({:?})", self.engine())
    }
}

/// The database at one moment.
pub struct Snapshot {
    // Before `_db`: the last handle of a database waits for its readers, and one of them is held by this.
    of: SnapshotOf,
    _db: Db,
}

enum SnapshotOf {
    Sqlite(SqliteSnapshot),
    Postgres(PgSnapshot),
}

impl Snapshot {
    /// Rows of one statement.
    ///
    /// # Errors
    /// [`DbError`]; [`DbError::Ended`] when nothing was read for ten minutes.
    pub async fn read(&self, sql: &'static str, values: Vec<Value>) -> Result<Vec<Row>, DbError> {
        self.read_any(Cow::Borrowed(sql), values).await
    }
    /// As [`Snapshot::read`], for statements put together at run time from fixed pieces.
    ///
    /// # Errors
    /// As [`Snapshot::read`].
    pub async fn read_text(&self, sql: String, values: Vec<Value>) -> Result<Vec<Row>, DbError> {
        self.read_any(Cow::Owned(sql), values).await
    }
    async fn read_any(&self, sql: Cow<'static, str>, values: Vec<Value>) -> Result<Vec<Row>, DbError> {
        match &self.of {
            SnapshotOf::Sqlite(snapshot) => snapshot.read(sql, values).await,
            SnapshotOf::Postgres(snapshot) => snapshot.read(sql, values).await,
        }
    }
}

/// Makes ids: milliseconds << 22, then ten random bits of this process, then a sequence. The random bits keep two
/// processes on one database apart.
struct Ids {
    last: AtomicI64,
    process: i64,
}

impl Ids {
    fn new() -> Self {
        let random = RandomState::new().hash_one(std::process::id());
        Self { last: AtomicI64::new(0), process: i64::try_from(random & 1_023).unwrap_or_default() << 12 }
    }
    fn next<T>(&self, now: Moment) -> Id<T> {
        let floor = (now.ms() << 22) | self.process;
        let grow = |last: i64| Some(floor.max(last.wrapping_add(1)));
        let last = self.last.fetch_update(Ordering::Relaxed, Ordering::Relaxed, grow).unwrap_or_default();
        Id::from_raw(floor.max(last.wrapping_add(1)))
    }
}
