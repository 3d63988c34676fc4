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
    /// The bucket of the lake cannot be asked, or refuses.
    #[error("the bucket of the lake at {url} cannot be used")]
    Bucket {
        /// Which.
        url: String,
        /// Why.
        #[source]
        source: object_store::Error,
    },
    /// What is said of the bucket is not enough or not safe.
    #[error("{what}")]
    BucketConfig {
        /// What is wanted.
        what: &'static str,
    },
    /// An object of the bucket is missing or not what was written; `wafa lake rebuild` writes all anew.
    #[error("an object of the lake is damaged: {object}")]
    BucketDamaged {
        /// Which.
        object: String,
    },
    /// A later version of Wafa writes to the bucket.
    #[error("the bucket holds the lake of a later version of Wafa")]
    BucketNewer,
    /// The lake took too long to fetch.
    #[error("the bucket of the lake is too slow")]
    BucketSlow,
    /// Others wrote to the bucket all the time.
    #[error("the bucket of the lake was changed by others each time")]
    BucketBusy,
    /// The lake has not been built yet.
    #[error("the lake has not been built yet")]
    NotBuilt,
    /// What was stored about a fit cannot be read back.
    #[error("a stored fit cannot be read")]
    StoredFit(#[source] serde_json::Error),
    /// A cursor of a list is not one this crate made.
    #[error("not a cursor of this list")]
    Cursor,
    /// Something of a report cannot be answered.
    #[error("the report cannot be answered: {}", .0.iter().map(|wrong| wrong.code).collect::<Vec<_>>().join(", "))]
    ReportInvalid(Vec<crate::report::Wrong>),
    /// A report has more rows than anybody reads.
    #[error("the report has too many rows")]
    ReportTooLarge,
    /// There is no such report, or it is not for whoever asks.
    #[error("no such report")]
    ReportNotFound,
    /// The report is somebody else's.
    #[error("the report belongs to somebody else")]
    ReportNotYours,
    /// The report was changed meanwhile.
    #[error("the report was changed meanwhile")]
    ReportChanged,
    /// Something about a saved report is not as it must be.
    #[error("{field} of the report is wrong")]
    ReportField {
        /// Which part.
        field: &'static str,
        /// Key of the text for people.
        code: &'static str,
    },
    /// What was stored of a report cannot be read.
    #[error("a stored report cannot be read")]
    StoredReport(#[source] serde_json::Error),
    /// A file could not be put together.
    #[error("the file could not be put together")]
    File(#[source] parquet::errors::ParquetError),
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
    /// Whether a file of the folder is no longer there.
    pub(crate) fn is_gone(&self) -> bool {
        matches!(self, Self::Folder { source, .. } if source.kind() == std::io::ErrorKind::NotFound)
    }
    /// What kind of refusal it is.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        match self {
            Self::Folder { .. }
            | Self::Bucket { .. }
            | Self::BucketNewer
            | Self::BucketSlow
            | Self::BucketBusy
            | Self::Workers(_)
            | Self::NoDesk
            | Self::NotBuilt => ErrorKind::Unavailable,
            Self::Damaged { .. }
            | Self::BucketDamaged { .. }
            | Self::StoredFit(_)
            | Self::Interrupted
            | Self::File(_)
            | Self::StoredReport(_) => ErrorKind::Internal,
            Self::Cursor
            | Self::BucketConfig { .. }
            | Self::ReportInvalid(_)
            | Self::ReportTooLarge
            | Self::ReportField { .. } => ErrorKind::Invalid,
            Self::ReportNotFound => ErrorKind::NotFound,
            Self::ReportNotYours => ErrorKind::Forbidden,
            Self::ReportChanged => ErrorKind::Conflict,
            Self::Sql(refusal) => refusal.kind(),
            Self::Db(source) => source.kind(),
        }
    }
    /// Key of the text for people, and code of the JSON API.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Folder { .. } => "analytics.lake_folder",
            Self::Damaged { .. } => "analytics.lake_damaged",
            Self::Bucket { .. } => "analytics.bucket",
            Self::BucketConfig { .. } => "analytics.bucket_config",
            Self::BucketDamaged { .. } => "analytics.bucket_damaged",
            Self::BucketNewer => "analytics.bucket_newer",
            Self::BucketSlow => "analytics.bucket_slow",
            Self::BucketBusy => "analytics.bucket_busy",
            Self::NotBuilt => "analytics.lake_not_built",
            Self::StoredFit(_) => "analytics.stored_fit",
            Self::Cursor => "analytics.cursor",
            Self::Sql(refusal) => refusal.code(),
            Self::Workers(_) => "analytics.workers",
            Self::NoDesk => "analytics.no_desk",
            Self::Interrupted => "analytics.interrupted",
            Self::ReportInvalid(wrongs) => wrongs.first().map_or("analytics.report_invalid", |wrong| wrong.code),
            Self::ReportTooLarge => "analytics.report_too_large",
            Self::ReportNotFound => "analytics.report_not_found",
            Self::ReportNotYours => "analytics.report_not_yours",
            Self::ReportChanged => "analytics.report_changed",
            Self::ReportField { code, .. } => code,
            Self::StoredReport(_) => "analytics.stored_report",
            Self::File(_) => "analytics.report_file",
            Self::Db(source) => source.code(),
        }
    }
}
