//! Reader threads: each owns a connection that cannot write, and takes the next read from a shared queue.

use std::borrow::Cow;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::time::Duration;

use rusqlite::Connection;
use tokio::sync::oneshot;

use super::folder::Folder;
use super::{Threads, connection, statement};
use crate::error::DbError;
use crate::row::Row;
use crate::value::Value;

/// A snapshot nobody reads from keeps the write-ahead log growing; it ends after this time.
const SNAPSHOT_IDLE: Duration = Duration::from_secs(600);

pub(super) type Readers = mpsc::Sender<SnapshotRead>;

pub(super) struct SnapshotRead {
    pub sql: Cow<'static, str>,
    pub values: Vec<Value>,
    pub reply: oneshot::Sender<Result<Vec<Row>, DbError>>,
}

pub(super) enum ReadCommand {
    One { sql: Cow<'static, str>, values: Vec<Value>, reply: oneshot::Sender<Result<Vec<Row>, DbError>> },
    Snapshot { queue: mpsc::Receiver<SnapshotRead>, ready: oneshot::Sender<Result<(), DbError>> },
}

/// Starts `count` readers on one queue; they end when its sender is gone.
pub(super) fn spawn(
    path: &Path,
    count: usize,
    name: &'static str,
    folder: Option<&Arc<Folder>>,
    threads: &mut Threads,
) -> Result<mpsc::Sender<ReadCommand>, DbError> {
    let (sender, queue) = mpsc::channel();
    let queue = Arc::new(Mutex::new(queue));
    for number in 0..count {
        let connection = connection::open_reader(path)?;
        let queue = Arc::clone(&queue);
        let folder = folder.cloned();
        threads.interrupts.push(connection.get_interrupt_handle());
        let thread = std::thread::Builder::new().name(format!("wafa-{name}-{number}"));
        threads.handles.push(thread.spawn(move || {
            serve(&connection, &queue);
            drop(connection);
            drop(folder);
        })?);
    }
    Ok(sender)
}

fn serve(connection: &Connection, queue: &Mutex<mpsc::Receiver<ReadCommand>>) {
    loop {
        let next = queue.lock().unwrap_or_else(PoisonError::into_inner).recv();
        match next {
            Ok(ReadCommand::One { sql, values, reply }) => {
                if !reply.is_closed() {
                    reply.send(statement::read(connection, &sql, &values)).ok();
                }
            }
            Ok(ReadCommand::Snapshot { queue, ready }) => snapshot(connection, &queue, ready),
            Err(mpsc::RecvError) => return,
        }
    }
}

/// `begin` alone is deferred: reading the schema's version makes the moment of the snapshot the moment of the call.
fn snapshot(
    connection: &Connection,
    queue: &mpsc::Receiver<SnapshotRead>,
    ready: oneshot::Sender<Result<(), DbError>>,
) {
    let begun = statement::execute(connection, "begin", &[])
        .and_then(|_| statement::read(connection, "select count(*) from schema_migration", &[]).map(|_| ()));
    let usable = begun.is_ok();
    if ready.send(begun).is_ok() && usable {
        while let Ok(SnapshotRead { sql, values, reply }) = queue.recv_timeout(SNAPSHOT_IDLE) {
            if !reply.is_closed() {
                reply.send(statement::read(connection, &sql, &values)).ok();
            }
        }
    }
    if !connection.is_autocommit()
        && let Err(error) = statement::execute(connection, "rollback", &[])
    {
        tracing::error!(%error, "a snapshot could not be ended");
    }
}
