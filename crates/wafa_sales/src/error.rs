//! Why an order was refused.

use wafa_db::DbError;
use wafa_kernel::ErrorKind;

/// A refusal of [`Sales`](crate::Sales).
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no such order.
    #[error("there is no such order")]
    NotFound,
    /// A return must give something back.
    #[error("the amount of a return must be more than nothing")]
    AmountNotPositive,
    /// An order cannot be worth less than nothing.
    #[error("the amount of an order must not be negative")]
    AmountNegative,
    /// More lines than an order can have.
    #[error("an order has at most {limit} lines")]
    TooManyLines {
        /// How many it can have.
        limit: usize,
    },
    /// A return in another currency than its order.
    #[error("the return is in another currency than the order")]
    OtherCurrency,
    /// The place to go on from was not made by this list.
    #[error("not a place in this list")]
    BadCursor,
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
            Self::AmountNotPositive
            | Self::AmountNegative
            | Self::TooManyLines { .. }
            | Self::OtherCurrency
            | Self::BadCursor => ErrorKind::Invalid,
            Self::Db(source) => source.kind(),
        }
    }
    /// The stable code, also the key of its text.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotFound => "sales.not_found",
            Self::AmountNotPositive => "sales.amount_not_positive",
            Self::AmountNegative => "sales.amount_negative",
            Self::TooManyLines { .. } => "sales.too_many_lines",
            Self::OtherCurrency => "sales.other_currency",
            Self::BadCursor => "sales.bad_cursor",
            Self::Db(source) => source.code(),
        }
    }
}
