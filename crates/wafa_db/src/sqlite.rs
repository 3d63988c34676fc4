//! SQLite: one writer thread with group commit, a few reader threads, all on one file in WAL mode.

mod ballast;
mod connection;
mod folder;
mod reader;
mod statement;
mod writer;

use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, mpsc};
use std::thread::JoinHandle;
use std::time::Duration;

use rusqlite::InterruptHandle;
use tokio::sync::oneshot;

use crate::error::DbError;
use crate::migrate;
use crate::row::Row;
use crate::value::Value;

pub(crate) use folder::Folder;
use reader::{ReadCommand, Readers};
use writer::{Begin, Command};

/// What the threads and the handle share.
#[derive(Debug, Default)]
struct State {
    read_only: AtomicBool,
}

/// Handle of an open SQLite file. Its threads end when it is dropped.
pub(crate) struct Sqlite {
    path: PathBuf,
    writer: mpsc::Sender<Begin>,
    reads: mpsc::Sender<ReadCommand>,
    snapshots: mpsc::Sender<ReadCommand>,
    state: Arc<State>,
    /// Last, so that the queues are closed before the threads are waited for.
    _threads: Threads,
}

/// The threads of an open file. Dropping waits for them: then everything is written and the files are closed.
#[derive(Default)]
pub(crate) struct Threads {
    handles: Vec<JoinHandle<()>>,
    interrupts: Vec<InterruptHandle>,
}

impl Drop for Threads {
    fn drop(&mut self) {
        // Nobody waits for what is being read any more.
        for interrupt in &self.interrupts {
            interrupt.interrupt();
        }
        for handle in self.handles.drain(..) {
            if handle.join().is_err() {
                tracing::error!("a thread of the database panicked");
            }
        }
    }
}

/// How to open a file.
pub(crate) struct Opening {
    pub path: PathBuf,
    pub folder: Option<Arc<Folder>>,
    pub readers: usize,
    pub idle: Duration,
    pub ballast_bytes: u64,
    pub now_ms: i64,
    pub up_to: Option<i64>,
}

impl Sqlite {
    /// Opens, migrates and starts the threads. Blocks.
    pub(crate) fn open(opening: Opening) -> Result<Self, DbError> {
        let Opening { path, folder, readers, idle, ballast_bytes, now_ms, up_to } = opening;
        connection::create_private(&path)?;
        let mut connection = connection::open_writer(&path)?;
        let applied = migrate::sqlite::applied(&connection)?;
        let mut pending = migrate::pending(&applied)?;
        pending.retain(|one| up_to.is_none_or(|newest| one.version <= newest));
        if !applied.is_empty() && !pending.is_empty() {
            let newest = applied.iter().map(|one| one.version).max().unwrap_or_default();
            let kept = path.with_extension(format!("before-{:04}", newest + 1));
            match connection::copy(&path, &kept) {
                // Kept by an earlier start of this version.
                Err(_) if kept.exists() => {}
                outcome => outcome?,
            }
        }
        migrate::sqlite::apply(&mut connection, &pending, now_ms)?;
        let ballast = ballast::Ballast::new(&path, ballast_bytes);
        let state = Arc::new(State::default());
        let (writer, begins) = mpsc::channel();
        let mut threads = Threads::default();
        let write = writer::Writer::new(connection, path.clone(), ballast, Arc::clone(&state), idle);
        threads.handles.push(writer::spawn(write, begins, folder.clone())?);
        let reads = reader::spawn(&path, readers.max(1), "read", folder.as_ref(), &mut threads)?;
        let snapshots = reader::spawn(&path, readers.max(2), "snapshot", folder.as_ref(), &mut threads)?;
        Ok(Self { path, writer, reads, snapshots, state, _threads: threads })
    }

    pub(crate) async fn read(&self, sql: Cow<'static, str>, values: Vec<Value>) -> Result<Vec<Row>, DbError> {
        let (reply, answer) = oneshot::channel();
        self.reads.send(ReadCommand::One { sql, values, reply }).map_err(|_| DbError::Ended)?;
        answer.await.map_err(|_| DbError::Ended)?
    }

    pub(crate) async fn snapshot(&self) -> Result<SqliteSnapshot, DbError> {
        let (reads, queue) = mpsc::channel();
        let (ready, answer) = oneshot::channel();
        self.snapshots.send(ReadCommand::Snapshot { queue, ready }).map_err(|_| DbError::Ended)?;
        answer.await.map_err(|_| DbError::Ended)??;
        Ok(SqliteSnapshot { reads })
    }

    pub(crate) async fn begin(&self) -> Result<SqliteTx, DbError> {
        let (commands, queue) = mpsc::channel();
        let (ready, answer) = oneshot::channel();
        self.writer.send(Begin { commands: queue, ready }).map_err(|_| DbError::Ended)?;
        answer.await.map_err(|_| DbError::Ended)??;
        Ok(SqliteTx { commands })
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    pub(crate) fn read_only(&self) -> bool {
        self.state.read_only.load(Ordering::SeqCst)
    }

    pub(crate) async fn backup(&self, to: &Path) -> Result<(), DbError> {
        let (from, to) = (self.path.clone(), to.to_owned());
        tokio::task::spawn_blocking(move || connection::copy(&from, &to)).await.map_err(|_| DbError::Ended)?
    }
}

/// One reader held at one moment of the database.
pub(crate) struct SqliteSnapshot {
    reads: Readers,
}

impl SqliteSnapshot {
    pub(crate) async fn read(&self, sql: Cow<'static, str>, values: Vec<Value>) -> Result<Vec<Row>, DbError> {
        let (reply, answer) = oneshot::channel();
        self.reads.send(reader::SnapshotRead { sql, values, reply }).map_err(|_| DbError::Ended)?;
        answer.await.map_err(|_| DbError::Ended)?
    }
}

/// One savepoint of the writer's outer transaction; rolled back when dropped.
pub(crate) struct SqliteTx {
    commands: mpsc::Sender<Command>,
}

impl SqliteTx {
    async fn ask<T>(&self, command: impl FnOnce(oneshot::Sender<Result<T, DbError>>) -> Command) -> Result<T, DbError> {
        let (reply, answer) = oneshot::channel();
        self.commands.send(command(reply)).map_err(|_| DbError::Ended)?;
        answer.await.map_err(|_| DbError::Ended)?
    }
    pub(crate) async fn read(&self, sql: Cow<'static, str>, values: Vec<Value>) -> Result<Vec<Row>, DbError> {
        self.ask(|reply| Command::Read { sql, values, reply }).await
    }
    pub(crate) async fn execute(&self, sql: Cow<'static, str>, values: Vec<Value>) -> Result<u64, DbError> {
        self.ask(|reply| Command::Execute { sql, values, reply }).await
    }
    pub(crate) async fn execute_many(&self, sql: Cow<'static, str>, rows: Vec<Vec<Value>>) -> Result<u64, DbError> {
        self.ask(|reply| Command::Many { sql, rows, reply }).await
    }
    pub(crate) async fn commit(self) -> Result<(), DbError> {
        self.ask(Command::Commit).await
    }
}
