//! Where the database is.

use std::path::PathBuf;
use std::str::FromStr;

/// Address of a database: `sqlite:PATH`, `sqlite::memory:` or `postgres://…`.
#[derive(Clone, PartialEq, Eq)]
pub enum DbUrl {
    /// A file; made when it is not there.
    Sqlite(PathBuf),
    /// A database that is gone with its last handle. It lives in a private temporary folder (in memory where the
    /// system offers that), so that every rule of a real file holds for it too.
    SqliteMemory,
    /// A PostgreSQL connection string.
    Postgres(String),
}

/// The text is not an address of a database.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a database address: sqlite:PATH or postgres://USER:PASSWORD@HOST/DATABASE is expected")]
pub struct NotADbUrl;

impl DbUrl {
    /// A name for folders of the database's own: that of the file without its ending, or of the database on its server.
    /// Letters, digits, `-` and `_`; `wafa` when nothing else is left.
    #[must_use]
    pub fn name(&self) -> String {
        let name = match self {
            Self::Sqlite(path) => path.file_stem().map(|stem| stem.to_string_lossy().into_owned()),
            Self::SqliteMemory => None,
            Self::Postgres(text) => {
                text.split('?').next().and_then(|address| address.split('/').nth(3)).map(str::to_owned)
            }
        };
        let fit = |letter: &char| letter.is_alphanumeric() || matches!(letter, '-' | '_');
        let name: String = name.unwrap_or_default().chars().filter(fit).take(80).collect();
        if name.is_empty() { "wafa".to_owned() } else { name }
    }
}

impl FromStr for DbUrl {
    type Err = NotADbUrl;
    fn from_str(text: &str) -> Result<Self, NotADbUrl> {
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            return Ok(Self::Postgres(text.to_owned()));
        }
        let path = text.strip_prefix("sqlite:").ok_or(NotADbUrl)?;
        let path = path.strip_prefix("//").unwrap_or(path);
        match path {
            "" => Err(NotADbUrl),
            ":memory:" => Ok(Self::SqliteMemory),
            path => Ok(Self::Sqlite(PathBuf::from(path))),
        }
    }
}

/// Without the password, so that it can be logged.
impl std::fmt::Debug for DbUrl {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Sqlite(path) => write!(f, "sqlite:{}", path.display()),
            Self::SqliteMemory => f.write_str("sqlite::memory:"),
            Self::Postgres(text) => {
                let place = text.rsplit_once('@').map_or("…", |(_, place)| place);
                write!(f, "postgres://…@{}", place.split('?').next().unwrap_or_default())
            }
        }
    }
}
