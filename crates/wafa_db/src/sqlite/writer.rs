//! The one thread that writes, with group commit.
//!
//! Each transaction is a savepoint of an outer `BEGIN IMMEDIATE`. When one is released and the next is already
//! waiting, that one joins the same outer transaction (up to 64, up to 2 ms after the first release), so that one
//! sync of the disk serves many callers. Nobody is told "committed" before the outer commit has succeeded; when it
//! fails, or an error has rolled the outer transaction back, everybody in the group is told so.

use std::borrow::Cow;
use std::path::PathBuf;
use std::sync::atomic::Ordering;
use std::sync::{Arc, mpsc};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use rusqlite::Connection;
use tokio::sync::oneshot;

use super::ballast::Ballast;
use super::folder::Folder;
use super::{State, connection, statement};
use crate::error::DbError;
use crate::row::Row;
use crate::value::Value;

const GROUP_MOST: usize = 64;
const GROUP_WAIT: Duration = Duration::from_millis(2);
const PROBE_EVERY: Duration = Duration::from_secs(3);

type Ack = oneshot::Sender<Result<(), DbError>>;

/// A transaction waiting for its turn.
pub(super) struct Begin {
    pub commands: mpsc::Receiver<Command>,
    pub ready: Ack,
}

/// What a transaction asks of the writer. Dropping the sender rolls back.
pub(super) enum Command {
    Read { sql: Cow<'static, str>, values: Vec<Value>, reply: oneshot::Sender<Result<Vec<Row>, DbError>> },
    Execute { sql: Cow<'static, str>, values: Vec<Value>, reply: oneshot::Sender<Result<u64, DbError>> },
    Many { sql: Cow<'static, str>, rows: Vec<Vec<Value>>, reply: oneshot::Sender<Result<u64, DbError>> },
    Commit(Ack),
}

/// How a transaction of a group ended.
enum Ended {
    Released(Ack),
    RolledBack,
    /// The outer transaction is gone, and with it everything in the group.
    Lost(DbError),
}

pub(super) struct Writer {
    connection: Connection,
    path: PathBuf,
    ballast: Ballast,
    state: Arc<State>,
    idle: Duration,
    probed_at: Option<Instant>,
    reopen: bool,
}

/// Starts the thread; it ends when all senders of `begins` are gone.
pub(super) fn spawn(
    mut writer: Writer,
    begins: mpsc::Receiver<Begin>,
    folder: Option<Arc<Folder>>,
) -> Result<JoinHandle<()>, DbError> {
    let thread = std::thread::Builder::new().name("wafa-write".to_owned());
    Ok(thread.spawn(move || {
        while let Ok(first) = begins.recv() {
            writer.group(first, &begins);
        }
        drop(writer);
        drop(folder);
    })?)
}

impl Writer {
    pub(super) fn new(
        connection: Connection,
        path: PathBuf,
        ballast: Ballast,
        state: Arc<State>,
        idle: Duration,
    ) -> Self {
        Self { connection, path, ballast, state, idle, probed_at: None, reopen: false }
    }

    fn group(&mut self, first: Begin, begins: &mpsc::Receiver<Begin>) {
        if let Err(error) = self.open_outer() {
            first.ready.send(Err(error)).ok();
            return;
        }
        let mut waiting: Vec<Ack> = Vec::new();
        let mut released_at = None;
        let mut served = 0;
        let mut next = Some(first);
        while let Some(begin) = next.take() {
            match self.serve(begin) {
                Ended::Released(ack) => waiting.push(ack),
                Ended::RolledBack => {}
                Ended::Lost(error) => {
                    tell(waiting, &Err(error));
                    return;
                }
            }
            served += 1;
            let since = *released_at.get_or_insert_with(Instant::now);
            if served < GROUP_MOST && since.elapsed() <= GROUP_WAIT {
                next = begins.try_recv().ok();
            }
        }
        let outcome = if waiting.is_empty() { self.run("rollback") } else { self.run("commit") };
        if let Err(error) = &outcome {
            self.note(error);
            self.abandon();
        }
        tell(waiting, &outcome);
    }

    /// One transaction, from its savepoint to its end.
    fn serve(&mut self, begin: Begin) -> Ended {
        if let Err(error) = self.run("savepoint tx") {
            self.note(&error);
            begin.ready.send(Err(error.clone())).ok();
            return if self.connection.is_autocommit() { Ended::Lost(error) } else { Ended::RolledBack };
        }
        if begin.ready.send(Ok(())).is_err() {
            return self.roll_back();
        }
        let mut failed = false;
        loop {
            let command = match begin.commands.recv_timeout(self.idle) {
                Ok(command) => command,
                Err(mpsc::RecvTimeoutError::Disconnected) => return self.roll_back(),
                Err(mpsc::RecvTimeoutError::Timeout) => {
                    tracing::error!(idle = ?self.idle, "a transaction lay idle and was rolled back");
                    return self.roll_back();
                }
            };
            if failed {
                refuse(command);
                continue;
            }
            let outcome = match command {
                Command::Commit(ack) => return self.release(ack),
                Command::Read { sql, values, reply } => answer(reply, statement::read(&self.connection, &sql, &values)),
                Command::Execute { sql, values, reply } => {
                    answer(reply, statement::execute(&self.connection, &sql, &values))
                }
                Command::Many { sql, rows, reply } => {
                    answer(reply, statement::execute_many(&self.connection, &sql, &rows))
                }
            };
            if let Err(error) = outcome {
                failed = true;
                self.note(&error);
                if self.connection.is_autocommit() {
                    return Ended::Lost(error);
                }
            }
        }
    }

    fn release(&mut self, ack: Ack) -> Ended {
        match self.run("release tx") {
            Ok(()) => Ended::Released(ack),
            Err(error) => {
                self.note(&error);
                ack.send(Err(error)).ok();
                self.roll_back()
            }
        }
    }

    fn roll_back(&mut self) -> Ended {
        match self.run("rollback to tx").and_then(|()| self.run("release tx")) {
            Ok(()) => Ended::RolledBack,
            Err(error) => {
                self.abandon();
                Ended::Lost(error)
            }
        }
    }

    fn open_outer(&mut self) -> Result<(), DbError> {
        if self.state.read_only.load(Ordering::SeqCst) {
            self.heal()?;
        }
        if self.reopen {
            self.connection = connection::open_writer(&self.path)?;
            self.reopen = false;
        }
        self.run("begin immediate").inspect_err(|error| self.note(error))
    }

    /// Leaves the read-only state when the disk has room again, the ballast included, and takes a write.
    fn heal(&mut self) -> Result<(), DbError> {
        if self.probed_at.is_some_and(|at| at.elapsed() < PROBE_EVERY) {
            return Err(DbError::ReadOnly);
        }
        self.probed_at = Some(Instant::now());
        if let Err(error) = self.try_again() {
            tracing::warn!(%error, "the disk still takes no writes: the database stays read-only");
            self.abandon();
            return Err(DbError::ReadOnly);
        }
        tracing::warn!("the disk takes writes again, and so does the database");
        self.state.read_only.store(false, Ordering::SeqCst);
        Ok(())
    }

    fn try_again(&mut self) -> Result<(), DbError> {
        if !self.ballast.fits() {
            return Err(DbError::Full);
        }
        if self.reopen {
            self.connection = connection::open_writer(&self.path)?;
            self.reopen = false;
        }
        self.probe()?;
        self.ballast.restore()
    }

    /// Takes and gives back some pages, then writes one for good.
    fn probe(&self) -> Result<(), DbError> {
        self.run("begin immediate")?;
        self.run("create table write_probe (room blob)")?;
        self.run("insert into write_probe (room) values (zeroblob(262144))")?;
        self.run("rollback")?;
        self.run("begin immediate")?;
        self.run("update fact_version set version = version")?;
        self.run("commit")
    }

    /// Draws the consequences of an error: a full disk ends writing, a failed write ends the connection.
    fn note(&mut self, error: &DbError) {
        if matches!(error, DbError::Full | DbError::WriteFailed(_)) {
            tracing::error!(%error, "the disk refused a write: the database is read-only until it takes one");
            self.ballast.release();
            self.probed_at = Some(Instant::now());
            self.state.read_only.store(true, Ordering::SeqCst);
        }
        if error.is_io() {
            tracing::error!(%error, "a write failed: the connection is opened anew");
            self.reopen = true;
        }
    }

    fn abandon(&mut self) {
        if !self.connection.is_autocommit()
            && let Err(error) = self.run("rollback")
        {
            tracing::error!(%error, "a failed transaction could not be rolled back: the connection is opened anew");
            self.reopen = true;
        }
    }

    fn run(&self, sql: &str) -> Result<(), DbError> {
        statement::execute(&self.connection, sql, &[]).map(|_| ())
    }
}

fn answer<T>(reply: oneshot::Sender<Result<T, DbError>>, outcome: Result<T, DbError>) -> Result<(), DbError> {
    let short = outcome.as_ref().map(|_| ()).map_err(DbError::clone);
    reply.send(outcome).ok();
    short
}

fn refuse(command: Command) {
    match command {
        Command::Read { reply, .. } => drop(reply.send(Err(DbError::Aborted))),
        Command::Execute { reply, .. } | Command::Many { reply, .. } => drop(reply.send(Err(DbError::Aborted))),
        Command::Commit(ack) => drop(ack.send(Err(DbError::Aborted))),
    }
}

fn tell(waiting: Vec<Ack>, outcome: &Result<(), DbError>) {
    for ack in waiting {
        ack.send(outcome.clone()).ok();
    }
}
