//! What can go wrong with the database, in the same words for both engines.

use std::sync::Arc;

use rusqlite::ffi;
use tokio_postgres::error::SqlState;
use wafa_kernel::ErrorKind;

/// A cause from below, shared so that every transaction of a failed group can be told.
type Cause = Arc<dyn std::error::Error + Send + Sync + 'static>;

/// Why the database did not do it.
#[derive(Debug, Clone, thiserror::Error)]
pub enum DbError {
    /// A value that must be unique is there already. `columns` reads `table.a, table.b`.
    #[error("already there: {columns}")]
    Unique {
        /// The columns, each with its table.
        columns: String,
    },
    /// A row refers to one that is not there, or one that is referred to would go.
    #[error("refers to what is not there, or is referred to: {constraint}")]
    ForeignKey {
        /// The constraint, as far as the engine names it.
        constraint: String,
    },
    /// A value breaks a rule of its column (CHECK, NOT NULL).
    #[error("not allowed there: {constraint}")]
    Check {
        /// The constraint, as far as the engine names it.
        constraint: String,
    },
    /// The disk is full; nothing of the transaction was kept.
    #[error("the disk is full")]
    Full,
    /// The database takes no writes at present (the disk was full).
    #[error("the database is read-only at present")]
    ReadOnly,
    /// The disk refused a write or a sync for another reason than room: a quota, a limit, a fault of the device.
    /// Nothing was acknowledged.
    #[error("the disk refused a write")]
    WriteFailed(#[source] Cause),
    /// Somebody else holds what is needed; try again.
    #[error("the database is busy")]
    Busy,
    /// The connection is gone; try again.
    #[error("the connection to the database is gone")]
    Disconnected,
    /// The transaction lay idle for too long and was rolled back, or its database was closed.
    #[error("the transaction has ended: it was idle for too long or the database was closed")]
    Ended,
    /// An earlier statement of this transaction failed; it can only be dropped.
    #[error("an earlier statement of this transaction failed")]
    Aborted,
    /// The file is not a database of ours, or it is damaged.
    #[error("not a database, or a damaged one")]
    NotADatabase(#[source] Cause),
    /// The database was made by a newer version of the program.
    #[error("the database is of a newer version ({found}) than this program knows ({known})")]
    NewerSchema {
        /// The version of the database.
        found: i64,
        /// The newest version the program knows.
        known: i64,
    },
    /// A migration that was applied reads differently now.
    #[error("migration {version} was changed after it had been applied")]
    ChangedMigration {
        /// Which.
        version: i64,
    },
    /// A migration failed; the database is as it was before it.
    #[error("migration {name} failed")]
    Migration {
        /// Which.
        name: &'static str,
        /// Why.
        #[source]
        source: Box<DbError>,
    },
    /// The engine did not take a setting that safety depends on.
    #[error("the database did not accept {name}: {found}")]
    Pragma {
        /// The setting.
        name: &'static str,
        /// What the engine says it is.
        found: String,
    },
    /// A column does not hold what the program expects.
    #[error("column {column}: {expected} expected, {found} found")]
    Shape {
        /// Counted from 0.
        column: usize,
        /// What was asked for.
        expected: &'static str,
        /// What is there.
        found: &'static str,
    },
    /// A statement was given the wrong number of values.
    #[error("the statement takes {expected} values, {given} were given")]
    Values {
        /// Placeholders in the statement.
        expected: usize,
        /// Values given.
        given: usize,
    },
    /// A text holds a zero byte, which PostgreSQL cannot store; refused on both engines.
    #[error("a text holds a zero byte")]
    ZeroByte,
    /// A chain of events that cause one another grew too long.
    #[error("a chain of {depth} events that cause one another: a loop")]
    TooDeep {
        /// The length the chain would have.
        depth: i32,
    },
    /// The work did not come to an end.
    #[error("the work does not come to an end")]
    Endless,
    /// What is stored as JSON cannot be read or written.
    #[error("stored JSON cannot be read or written")]
    Json(#[source] Arc<serde_json::Error>),
    /// A file could not be read or written.
    #[error("a file could not be read or written")]
    Io(#[source] Arc<std::io::Error>),
    /// This engine does not do it.
    #[error("not with this database: {0}")]
    Unsupported(&'static str),
    /// Anything else the driver reports.
    #[error("the database refused")]
    Driver(#[source] Cause),
}

impl DbError {
    /// What kind of refusal it is.
    #[must_use]
    pub const fn kind(&self) -> ErrorKind {
        match self {
            Self::Unique { .. } | Self::ForeignKey { .. } => ErrorKind::Conflict,
            Self::Check { .. } | Self::ZeroByte => ErrorKind::Invalid,
            Self::Full | Self::ReadOnly | Self::WriteFailed(_) | Self::Busy | Self::Disconnected | Self::Ended => {
                ErrorKind::Unavailable
            }
            _ => ErrorKind::Internal,
        }
    }
    /// The stable name, which is also the key of its text.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Unique { .. } => "db.unique",
            Self::ForeignKey { .. } => "db.foreign_key",
            Self::Check { .. } => "db.check",
            Self::ZeroByte => "db.zero_byte",
            Self::Full => "db.full",
            Self::ReadOnly | Self::WriteFailed(_) => "db.read_only",
            Self::Busy => "db.busy",
            Self::Disconnected => "db.disconnected",
            Self::Ended => "db.ended",
            Self::NotADatabase(_) => "db.not_a_database",
            Self::NewerSchema { .. } => "db.newer_schema",
            _ => "db.internal",
        }
    }
    /// Whether a value that must be unique is there already.
    #[must_use]
    pub const fn is_unique(&self) -> bool {
        matches!(self, Self::Unique { .. })
    }
    /// Whether the connection itself can no longer be trusted (a failed write or sync).
    pub(crate) fn is_io(&self) -> bool {
        match self {
            Self::WriteFailed(_) => true,
            Self::Driver(cause) => cause
                .downcast_ref::<rusqlite::Error>()
                .is_some_and(|error| error.sqlite_error_code() == Some(ffi::ErrorCode::SystemIoFailure)),
            _ => false,
        }
    }
}

impl From<rusqlite::Error> for DbError {
    fn from(error: rusqlite::Error) -> Self {
        let Some(code) = error.sqlite_error().copied() else { return Self::Driver(Arc::new(error)) };
        let constraint = || {
            let text = error.to_string();
            text.split_once("constraint failed: ").map_or(text.clone(), |(_, columns)| columns.to_owned())
        };
        match code.extended_code {
            ffi::SQLITE_CONSTRAINT_UNIQUE | ffi::SQLITE_CONSTRAINT_PRIMARYKEY | ffi::SQLITE_CONSTRAINT_ROWID => {
                return Self::Unique { columns: constraint() };
            }
            ffi::SQLITE_CONSTRAINT_FOREIGNKEY => return Self::ForeignKey { constraint: constraint() },
            ffi::SQLITE_CONSTRAINT_CHECK | ffi::SQLITE_CONSTRAINT_NOTNULL => {
                return Self::Check { constraint: constraint() };
            }
            ffi::SQLITE_IOERR_SHMSIZE => return Self::Full,
            ffi::SQLITE_IOERR_WRITE
            | ffi::SQLITE_IOERR_FSYNC
            | ffi::SQLITE_IOERR_DIR_FSYNC
            | ffi::SQLITE_IOERR_TRUNCATE => return Self::WriteFailed(Arc::new(error)),
            _ => {}
        }
        match code.code {
            ffi::ErrorCode::DiskFull => Self::Full,
            ffi::ErrorCode::ReadOnly => Self::ReadOnly,
            ffi::ErrorCode::DatabaseBusy | ffi::ErrorCode::DatabaseLocked => Self::Busy,
            ffi::ErrorCode::NotADatabase | ffi::ErrorCode::DatabaseCorrupt => Self::NotADatabase(Arc::new(error)),
            _ => Self::Driver(Arc::new(error)),
        }
    }
}

impl From<tokio_postgres::Error> for DbError {
    fn from(error: tokio_postgres::Error) -> Self {
        if error.is_closed() {
            return Self::Disconnected;
        }
        let Some(db) = error.as_db_error() else { return Self::Driver(Arc::new(error)) };
        let constraint = || db.constraint().unwrap_or_else(|| db.message()).to_owned();
        let state = db.code();
        if *state == SqlState::UNIQUE_VIOLATION {
            return Self::Unique { columns: unique_columns(db) };
        }
        if *state == SqlState::FOREIGN_KEY_VIOLATION {
            return Self::ForeignKey { constraint: constraint() };
        }
        if *state == SqlState::CHECK_VIOLATION || *state == SqlState::NOT_NULL_VIOLATION {
            return Self::Check { constraint: constraint() };
        }
        match state.code() {
            "53100" | "53200" => Self::Full,
            "25006" => Self::ReadOnly,
            "25P02" => Self::Aborted,
            "25P03" => Self::Ended,
            "40001" | "40P01" | "55P03" | "53300" | "57P03" => Self::Busy,
            "57P01" | "57P02" => Self::Disconnected,
            _ => Self::Driver(Arc::new(error)),
        }
    }
}

/// `Key (a, b)=(1, 2) already exists.` of table `t` becomes `t.a, t.b`, as SQLite says it.
fn unique_columns(error: &tokio_postgres::error::DbError) -> String {
    let table = error.table().unwrap_or_default();
    let detail = error.detail().unwrap_or_default();
    let columns = detail.split_once('(').and_then(|(_, rest)| rest.split_once(")=("));
    match columns {
        Some((columns, _)) => columns
            .split(", ")
            .map(|column| format!("{table}.{}", column.trim_matches('"')))
            .collect::<Vec<_>>()
            .join(", "),
        None => error.constraint().unwrap_or(table).to_owned(),
    }
}

impl From<deadpool_postgres::PoolError> for DbError {
    fn from(error: deadpool_postgres::PoolError) -> Self {
        match error {
            deadpool_postgres::PoolError::Timeout(_) => Self::Busy,
            deadpool_postgres::PoolError::Closed => Self::Disconnected,
            deadpool_postgres::PoolError::Backend(error) => error.into(),
            other => Self::Driver(Arc::new(other)),
        }
    }
}

impl From<serde_json::Error> for DbError {
    fn from(error: serde_json::Error) -> Self {
        Self::Json(Arc::new(error))
    }
}

impl From<std::io::Error> for DbError {
    fn from(error: std::io::Error) -> Self {
        if error.kind() == std::io::ErrorKind::StorageFull { Self::Full } else { Self::Io(Arc::new(error)) }
    }
}
