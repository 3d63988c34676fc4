//! What kind of refusal an error is, so that every edge (page, API, command line) can answer alike.

use serde::{Deserialize, Serialize};

/// The kind of an error, as an edge needs to know it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ErrorKind {
    /// The input is wrong; the person can correct it. HTTP 422.
    Invalid,
    /// There is no such thing. HTTP 404.
    NotFound,
    /// It clashes with what is there. HTTP 409.
    Conflict,
    /// The actor may not do this. HTTP 403.
    Forbidden,
    /// Not now: disk full, read-only, busy. HTTP 503.
    Unavailable,
    /// A fault of ours. HTTP 500.
    Internal,
}
