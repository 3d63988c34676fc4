//! Connections whose settings are read back before they are used.

use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags};

use crate::error::DbError;

const BUSY_WAIT: Duration = Duration::from_secs(10);
const CACHED_STATEMENTS: usize = 256;

/// Settings of every connection, as SQLite says them when it is asked.
const WANTED: [(&str, &str, &str); 5] = [
    ("journal_mode", "wal", "wal"),
    ("synchronous", "full", "2"),
    ("foreign_keys", "on", "1"),
    ("temp_store", "memory", "2"),
    ("wal_autocheckpoint", "4000", "4000"),
];

/// Makes the file, readable by its owner only, when it is not there.
pub(super) fn create_private(path: &Path) -> Result<(), DbError> {
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder)?;
    }
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)?;
    Ok(())
}

/// The connection that writes.
pub(super) fn open_writer(path: &Path) -> Result<Connection, DbError> {
    let connection = open(path)?;
    set(&connection, "cache_size", "-65536")?;
    set(&connection, "journal_size_limit", "67108864")?;
    // A log that a killed process left behind would slow every read down until the next writes.
    if let Err(error) = connection.query_row("pragma wal_checkpoint(passive)", [], |_| Ok(())) {
        tracing::warn!(%error, "the write-ahead log could not be folded into the database yet");
    }
    Ok(connection)
}

/// A connection that cannot write.
pub(super) fn open_reader(path: &Path) -> Result<Connection, DbError> {
    let connection = open(path)?;
    set(&connection, "cache_size", "-16384")?;
    set(&connection, "query_only", "on")?;
    expect(&connection, "query_only", "1")?;
    Ok(connection)
}

/// A consistent copy of a database in use, complete or not there at all.
pub(super) fn copy(from: &Path, to: &Path) -> Result<(), DbError> {
    if to.exists() {
        return Err(std::io::Error::from(std::io::ErrorKind::AlreadyExists).into());
    }
    // Its own name for every attempt: several may start at once.
    static COPIES: AtomicU64 = AtomicU64::new(0);
    let mut name = to.as_os_str().to_owned();
    name.push(format!(".{}-{}.part", std::process::id(), COPIES.fetch_add(1, Ordering::Relaxed)));
    let part = Path::new(&name);
    if part.exists() {
        std::fs::remove_file(part)?;
    }
    let copied = copy_pages(from, part);
    if copied.is_err() {
        std::fs::remove_file(part).ok();
        return copied;
    }
    std::fs::File::open(part)?.sync_all()?;
    std::fs::rename(part, to)?;
    if let Some(folder) = to.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        std::fs::File::open(folder)?.sync_all()?;
    }
    Ok(())
}

/// All pages in one step: one read transaction, which writers neither wait for nor disturb.
fn copy_pages(from: &Path, part: &Path) -> Result<(), DbError> {
    let source = open_reader(from)?;
    create_private(part)?;
    let mut target = Connection::open(part)?;
    {
        let backup = Backup::new(&source, &mut target)?;
        match backup.step(-1)? {
            StepResult::Done => {}
            _ => return Err(DbError::Busy),
        }
    }
    // The copy is one file: no write-ahead log beside it.
    set(&target, "journal_mode", "delete")?;
    let found: String = target.query_row("pragma quick_check(1)", [], |row| row.get(0))?;
    target.close().map_err(|(_, error)| DbError::from(error))?;
    if found == "ok" { Ok(()) } else { Err(DbError::Pragma { name: "quick_check", found }) }
}

fn open(path: &Path) -> Result<Connection, DbError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(BUSY_WAIT)?;
    connection.set_prepared_statement_cache_capacity(CACHED_STATEMENTS);
    for (name, value, _) in WANTED {
        set(&connection, name, value)?;
    }
    set(&connection, "mmap_size", "0")?;
    set(&connection, "trusted_schema", "off")?;
    for (name, _, found) in WANTED {
        expect(&connection, name, found)?;
    }
    Ok(connection)
}

fn set(connection: &Connection, name: &'static str, value: &str) -> Result<(), DbError> {
    let mut statement = connection.prepare(&format!("pragma {name} = {value}"))?;
    let mut rows = statement.query([])?;
    while rows.next()?.is_some() {}
    Ok(())
}

fn expect(connection: &Connection, name: &'static str, wanted: &str) -> Result<(), DbError> {
    let found: rusqlite::types::Value = connection.query_row(&format!("pragma {name}"), [], |row| row.get(0))?;
    let found = match found {
        rusqlite::types::Value::Integer(number) => number.to_string(),
        rusqlite::types::Value::Text(text) => text,
        other => format!("{other:?}"),
    };
    if found == wanted { Ok(()) } else { Err(DbError::Pragma { name, found }) }
}
