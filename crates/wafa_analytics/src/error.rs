//! What can go wrong between the facts and a figure.

use wafa_kernel::ErrorKind;

/// A refusal or fault of the figures and predictions.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The folder of the lake cannot be read or written.
    #[error("the lake at {path} cannot be used")]
    Folder {
        /// Which file or folder.
        path: String,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// A file of the lake is damaged; rebuilding the lake repairs it.
    #[error("a file of the lake is damaged: {file}")]
    Damaged {
        /// Which file.
        file: String,
        /// Why.
        #[source]
        source: parquet::errors::ParquetError,
    },
    /// The lake has not been built yet.
    #[error("the lake has not been built yet")]
    NotBuilt,
    /// What was stored about a fit cannot be read back.
    #[error("a stored fit cannot be read")]
    StoredFit(#[source] serde_json::Error),
    /// A cursor of a list is not one this crate made.
    #[error("not a cursor of this list")]
    Cursor,
    /// The database refused.
    #[error(transparent)]
    Db(#[from] wafa_db::DbError),
    /// A query of a person has no answer.
    #[error(transparent)]
    Sql(#[from] crate::desk::SqlRefusal),
    /// The workers did not answer, or not in time; the pass does.
    #[error("the workers cannot answer: {0}")]
    Workers(String),
    /// The program was built without an engine for SQL.
    #[error("this program was built without the engine for SQL")]
    NoDesk,
    /// Background work ended before its result was there.
    #[error("the calculation was interrupted")]
    Interrupted,
}

impl Error {
    /// What kind of refusal it is.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        match self {
            Self::Folder { .. } | Self::NotBuilt | Self::Workers(_) | Self::NoDesk => ErrorKind::Unavailable,
            Self::Sql(refusal) => refusal.kind(),
            Self::Damaged { .. } | Self::StoredFit(_) | Self::Interrupted => ErrorKind::Internal,
            Self::Cursor => ErrorKind::Invalid,
            Self::Db(source) => source.kind(),
        }
    }
    /// Key of the text for people, and code of the JSON API.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Folder { .. } => "analytics.lake_folder",
            Self::Damaged { .. } => "analytics.lake_damaged",
            Self::NotBuilt => "analytics.lake_not_built",
            Self::StoredFit(_) => "analytics.stored_fit",
            Self::Cursor => "analytics.cursor",
            Self::Sql(refusal) => refusal.code(),
            Self::Workers(_) => "analytics.workers",
            Self::NoDesk => "analytics.no_desk",
            Self::Interrupted => "analytics.interrupted",
            Self::Db(source) => source.code(),
        }
    }
}
