//! The only error of the web edge.
//!
//! A refusal of any crate becomes a [`Fault`] with `?`: its kind decides the status, its code the sentence a person
//! reads (Fluent), the code a program reads, and the anchor in the documentation. The guard around every route
//! renders it (page, toast or problem+json) and logs it once, with the request id and the place it came from.

use std::error::Error as StdError;
use std::panic::Location;
use std::sync::Arc;

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use wafa_kernel::ErrorKind;
use wafa_kernel::policy::Denied;
use wafa_text::words::Arg;

pub mod render;

/// A field of the input that is wrong.
#[derive(Debug, Clone)]
pub struct FieldFault {
    /// Name of the form field, or JSON pointer of the body.
    pub field: String,
    /// What is wrong: a code like those of faults.
    pub code: &'static str,
}

/// Why a request was refused or failed.
#[derive(Debug, Clone)]
pub struct Fault(Arc<Inner>);

#[derive(Debug, Clone)]
struct Inner {
    status: StatusCode,
    code: &'static str,
    args: Vec<(&'static str, Arg)>,
    fields: Vec<FieldFault>,
    retry_after_s: Option<u64>,
    source: Option<Arc<dyn StdError + Send + Sync>>,
    at: &'static Location<'static>,
}

impl Fault {
    /// A fault of a status and a code.
    #[must_use]
    #[track_caller]
    pub fn of(status: StatusCode, code: &'static str) -> Self {
        Self(Arc::new(Inner {
            status,
            code,
            args: Vec::new(),
            fields: Vec::new(),
            retry_after_s: None,
            source: None,
            at: Location::caller(),
        }))
    }
    /// There is no such page or thing.
    #[must_use]
    #[track_caller]
    pub fn not_found() -> Self {
        Self::of(StatusCode::NOT_FOUND, "web.not_found")
    }
    /// The input is wrong; the person can correct it.
    #[must_use]
    #[track_caller]
    pub fn invalid(code: &'static str) -> Self {
        Self::of(StatusCode::UNPROCESSABLE_ENTITY, code)
    }
    /// It clashes with what is there.
    #[must_use]
    #[track_caller]
    pub fn conflict(code: &'static str) -> Self {
        Self::of(StatusCode::CONFLICT, code)
    }
    /// The request itself cannot be understood.
    #[must_use]
    #[track_caller]
    pub fn malformed() -> Self {
        Self::of(StatusCode::BAD_REQUEST, "web.malformed")
    }
    /// Nobody is signed in, or the key is unknown.
    #[must_use]
    #[track_caller]
    pub fn sign_in_needed() -> Self {
        Self::of(StatusCode::UNAUTHORIZED, "web.sign_in_needed")
    }
    /// Too many requests; come back after so many seconds.
    #[must_use]
    #[track_caller]
    pub fn too_many(retry_after_s: u64) -> Self {
        Self::of(StatusCode::TOO_MANY_REQUESTS, "web.too_many")
            .retry_after(retry_after_s)
            .arg("seconds", i64::try_from(retry_after_s).unwrap_or(i64::MAX))
    }
    /// A fault of ours, with its cause.
    #[must_use]
    #[track_caller]
    pub fn internal(source: impl StdError + Send + Sync + 'static) -> Self {
        Self::of(StatusCode::INTERNAL_SERVER_ERROR, "web.internal").source(source)
    }
    /// From what a crate says about its error.
    #[must_use]
    #[track_caller]
    pub fn from_parts(kind: ErrorKind, code: &'static str, source: impl StdError + Send + Sync + 'static) -> Self {
        let fault = Self::of(status_of(kind), code).source(source);
        if kind == ErrorKind::Unavailable { fault.retry_after(5) } else { fault }
    }

    fn edit(mut self, change: impl FnOnce(&mut Inner)) -> Self {
        change(Arc::make_mut(&mut self.0));
        self
    }
    /// A value the sentence needs.
    #[must_use]
    pub fn arg(self, name: &'static str, value: impl Into<Arg>) -> Self {
        let value = value.into();
        self.edit(|inner| inner.args.push((name, value)))
    }
    /// A field that is wrong.
    #[must_use]
    pub fn field(self, field: impl Into<String>, code: &'static str) -> Self {
        let field = field.into();
        self.edit(|inner| inner.fields.push(FieldFault { field, code }))
    }
    /// When it makes sense to try again.
    #[must_use]
    pub fn retry_after(self, seconds: u64) -> Self {
        self.edit(|inner| inner.retry_after_s = Some(seconds))
    }
    /// What caused it; only logged.
    #[must_use]
    pub fn source(self, source: impl StdError + Send + Sync + 'static) -> Self {
        self.edit(|inner| inner.source = Some(Arc::new(source)))
    }

    /// The HTTP status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.0.status
    }
    /// The code, such as `customers.not_found`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.0.code
    }
    /// Wrong fields.
    #[must_use]
    pub fn fields(&self) -> &[FieldFault] {
        &self.0.fields
    }
    /// Seconds until it makes sense to try again.
    #[must_use]
    pub fn retry_after_s(&self) -> Option<u64> {
        self.0.retry_after_s
    }
    fn args(&self) -> &[(&'static str, Arg)] {
        &self.0.args
    }

    /// Writes it to the log, once.
    fn log(&self, route: &str, request_id: &str) {
        let cause = self.0.source.as_ref().map(|source| chain(source.as_ref())).unwrap_or_default();
        let (code, status, at) = (self.0.code, self.0.status.as_u16(), self.0.at);
        if self.0.status == StatusCode::INTERNAL_SERVER_ERROR {
            tracing::error!(code, status, %at, route, request_id, cause, "request failed");
        } else if self.0.status.is_server_error() {
            tracing::warn!(code, status, %at, route, request_id, cause, "request refused");
        } else {
            tracing::debug!(code, status, %at, route, request_id, cause, "request refused");
        }
    }
}

fn chain(error: &(dyn StdError + 'static)) -> String {
    let mut text = error.to_string();
    let mut next = error.source();
    while let Some(cause) = next {
        text.push_str(": ");
        text.push_str(&cause.to_string());
        next = cause.source();
    }
    text
}

const fn status_of(kind: ErrorKind) -> StatusCode {
    match kind {
        ErrorKind::Invalid => StatusCode::UNPROCESSABLE_ENTITY,
        ErrorKind::NotFound => StatusCode::NOT_FOUND,
        ErrorKind::Conflict => StatusCode::CONFLICT,
        ErrorKind::Forbidden => StatusCode::FORBIDDEN,
        ErrorKind::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        ErrorKind::Internal => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

/// Bare: the guard around the route turns it into what the caller can read.
impl IntoResponse for Fault {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

impl From<Denied> for Fault {
    #[track_caller]
    fn from(denied: Denied) -> Self {
        Self::of(StatusCode::FORBIDDEN, "web.forbidden").source(denied)
    }
}

macro_rules! from_errors {
    ($($error:ty),* $(,)?) => {$(
        impl From<$error> for Fault {
            #[track_caller]
            fn from(error: $error) -> Self {
                Self::from_parts(error.kind(), error.code(), error)
            }
        }
    )*};
}

from_errors! {
    wafa_db::DbError,
    wafa_customers::Error,
    wafa_sales::Error,
    crate::access::Error,
}

/// Refusals of reports say which part is wrong.
impl From<wafa_analytics::Error> for Fault {
    #[track_caller]
    fn from(error: wafa_analytics::Error) -> Self {
        let wrongs: Vec<(&'static str, &'static str)> = match &error {
            wafa_analytics::Error::ReportInvalid(wrongs) => wrongs.iter().map(|one| (one.field, one.code)).collect(),
            wafa_analytics::Error::ReportField { field, code } => vec![(*field, *code)],
            _ => Vec::new(),
        };
        let fault = Self::from_parts(error.kind(), error.code(), error);
        wrongs.into_iter().fold(fault, |fault, (field, code)| fault.field(field, code))
    }
}

/// Refusals of files carry what the sentence needs: a column, a line.
impl From<wafa_intake::Error> for Fault {
    #[track_caller]
    fn from(error: wafa_intake::Error) -> Self {
        let args = error.args();
        let fault = Self::from_parts(error.kind(), error.code(), error);
        args.into_iter().fold(fault, |fault, (name, value)| fault.arg(name, value))
    }
}

impl From<crate::view::ViewError> for Fault {
    #[track_caller]
    fn from(error: crate::view::ViewError) -> Self {
        Self::internal(error)
    }
}

#[cfg(test)]
mod tests;
