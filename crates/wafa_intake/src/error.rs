//! Why a file or a batch was refused.

use wafa_db::DbError;
use wafa_kernel::ErrorKind;

/// A refusal of [`Intake`](crate::Intake).
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The file is something else than a table.
    #[error("the file is not a table: {what}")]
    NotATable {
        /// What it looks like: `pdf`, `image`, `html`, `binary`, `archive`, `text`.
        what: &'static str,
    },
    /// There is nothing in the file.
    #[error("the file is empty")]
    EmptyFile,
    /// The first row does not name the columns.
    #[error("the file has no row that names its columns")]
    NoHeader,
    /// A workbook that would unpack to far more than it is.
    #[error("the workbook would unpack to far more than it is")]
    ZipBomb,
    /// A workbook with more text than is read into memory.
    #[error("the workbook is too large: save it as CSV")]
    WorkbookTooLarge,
    /// A workbook of an old format, or one with a password.
    #[error("an old or password-protected workbook: save it as .xlsx without password, or as CSV")]
    OldExcel,
    /// A workbook that cannot be read.
    #[error("the workbook cannot be read")]
    BrokenWorkbook(#[source] Box<calamine::XlsxError>),
    /// The row that names the columns is too long.
    #[error("line {line} is too long")]
    LineTooLong {
        /// Which line.
        line: u64,
    },
    /// More columns than a table can have.
    #[error("more than {limit} columns")]
    TooManyColumns {
        /// How many it can have.
        limit: usize,
    },
    /// No column says something that is needed.
    #[error("no column says: {meaning}")]
    MissingMeaning {
        /// What is needed, as [`Meaning::as_str`](crate::Meaning::as_str).
        meaning: &'static str,
    },
    /// The mapping names a column the file does not have.
    #[error("there is no column {column}")]
    ColumnUnknown {
        /// Its name.
        column: String,
    },
    /// The mapping cannot be read.
    #[error("the mapping cannot be read: {detail}")]
    MappingInvalid {
        /// Where.
        detail: String,
    },
    /// The mapping file is no JSON.
    #[error("the mapping is not valid JSON: line {line}, column {column}")]
    MappingSyntax {
        /// Where it stops being JSON.
        line: usize,
        /// Where in the line.
        column: usize,
    },
    /// The mapping file is JSON of another shape.
    #[error("the mapping must look like {example}")]
    MappingShape {
        /// One that is right.
        example: &'static str,
    },
    /// The mapping gives a column a meaning there is not.
    #[error("{column}: there is no meaning {meaning}")]
    MappingMeaning {
        /// Which column.
        column: String,
        /// What was written.
        meaning: String,
    },
    /// The mapping gives a column a rule there is not.
    #[error("{column}: there is no rule {rule}")]
    MappingRule {
        /// Which column.
        column: String,
        /// What was written.
        rule: String,
    },
    /// Toman is a unit of Iranian money only.
    #[error("Toman goes with IRR only, not with {currency}")]
    UnitWithoutRial {
        /// The currency that was asked for.
        currency: String,
    },
    /// The letters name no currency.
    #[error("{currency} is not a currency")]
    CurrencyUnknown {
        /// What was asked for.
        currency: String,
    },
    /// The dates of the file can be read in several calendars or orders, and nobody said which.
    #[error("dates such as {sample} can be read in several ways: say the calendar and the order")]
    DatesAmbiguous {
        /// One of them.
        sample: String,
    },
    /// There is no such time zone.
    #[error(transparent)]
    ZoneUnknown(#[from] wafa_text::UnknownZone),
    /// There is no such batch.
    #[error("there is no such import")]
    NotFound,
    /// The batch cannot be taken back: it still runs, or was taken back.
    #[error("the import cannot be taken back in its present state")]
    NotUndoable,
    /// Somebody else carries the batch on.
    #[error("the import is being carried on elsewhere")]
    TakenOver,
    /// Wafa's copy of the file is gone.
    #[error("the copy of the file is gone")]
    FileMissing,
    /// The counts of a batch do not add up; nothing is lost silently.
    #[error("rows read and rows accounted for differ")]
    DoesNotReconcile,
    /// The file could not be read or copied.
    #[error("the file cannot be read")]
    Io(#[from] std::io::Error),
    /// The register refused.
    #[error(transparent)]
    Customers(#[from] wafa_customers::Error),
    /// The orders refused.
    #[error(transparent)]
    Sales(#[from] wafa_sales::Error),
    /// The database did not do it.
    #[error(transparent)]
    Db(#[from] DbError),
}

impl Error {
    /// What kind of refusal it is.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        match self {
            Self::NotFound => ErrorKind::NotFound,
            Self::NotUndoable | Self::TakenOver => ErrorKind::Conflict,
            Self::FileMissing | Self::Io(_) => ErrorKind::Unavailable,
            Self::DoesNotReconcile => ErrorKind::Internal,
            Self::Customers(source) => source.kind(),
            Self::Sales(source) => source.kind(),
            Self::Db(source) => source.kind(),
            _ => ErrorKind::Invalid,
        }
    }

    /// The stable code, also the key of its text.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotATable { .. } => "intake.not_a_table",
            Self::EmptyFile => "intake.empty_file",
            Self::NoHeader => "intake.no_header",
            Self::ZipBomb => "intake.zip_bomb",
            Self::WorkbookTooLarge => "intake.workbook_too_large",
            Self::OldExcel => "intake.old_excel",
            Self::BrokenWorkbook(_) => "intake.broken_workbook",
            Self::LineTooLong { .. } => "intake.line_too_long",
            Self::TooManyColumns { .. } => "intake.too_many_columns",
            Self::MissingMeaning { .. } => "intake.missing_meaning",
            Self::ColumnUnknown { .. } => "intake.column_unknown",
            Self::MappingInvalid { .. } => "intake.mapping_invalid",
            Self::MappingSyntax { .. } => "intake.mapping_syntax",
            Self::MappingShape { .. } => "intake.mapping_shape",
            Self::MappingMeaning { .. } => "intake.mapping_meaning",
            Self::MappingRule { .. } => "intake.mapping_rule",
            Self::UnitWithoutRial { .. } => "intake.unit_without_rial",
            Self::CurrencyUnknown { .. } => "intake.currency_unknown",
            Self::DatesAmbiguous { .. } => "intake.dates_ambiguous",
            Self::ZoneUnknown(source) => source.code(),
            Self::NotFound => "intake.not_found",
            Self::NotUndoable => "intake.not_undoable",
            Self::TakenOver => "intake.taken_over",
            Self::FileMissing => "intake.file_missing",
            Self::DoesNotReconcile => "intake.does_not_reconcile",
            Self::Io(_) => "intake.io",
            Self::Customers(source) => source.code(),
            Self::Sales(source) => source.code(),
            Self::Db(source) => source.code(),
        }
    }

    /// What its text wants to know.
    #[must_use]
    pub fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::NotATable { what } => vec![("what", (*what).to_owned())],
            Self::LineTooLong { line } => vec![("line", line.to_string())],
            Self::TooManyColumns { limit } => vec![("limit", limit.to_string())],
            Self::MissingMeaning { meaning } => vec![("meaning", (*meaning).to_owned())],
            Self::ColumnUnknown { column } => vec![("column", column.clone())],
            Self::MappingInvalid { detail } => vec![("detail", detail.clone())],
            Self::MappingSyntax { line, column } => vec![("line", line.to_string()), ("column", column.to_string())],
            Self::MappingShape { example } => vec![("example", (*example).to_owned())],
            Self::MappingMeaning { column, meaning } => {
                vec![("column", column.clone()), ("meaning", meaning.clone())]
            }
            Self::MappingRule { column, rule } => vec![("column", column.clone()), ("rule", rule.clone())],
            Self::UnitWithoutRial { currency } | Self::CurrencyUnknown { currency } => {
                vec![("currency", currency.clone())]
            }
            Self::DatesAmbiguous { sample } => vec![("sample", sample.clone())],
            Self::ZoneUnknown(source) => vec![("name", source.name.clone())],
            _ => Vec::new(),
        }
    }
}

impl From<calamine::XlsxError> for Error {
    fn from(source: calamine::XlsxError) -> Self {
        match source {
            calamine::XlsxError::Password => Self::OldExcel,
            other => Self::BrokenWorkbook(Box::new(other)),
        }
    }
}
