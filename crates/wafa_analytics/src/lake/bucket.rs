//! The lake in an S3-compatible bucket, shared by several machines.
//!
//! The bucket holds files of runs, which never change, and one `manifest.json`, which is replaced last and only if it is
//! still the one that was read (`If-Match`, `If-None-Match`): of two writers one loses, reads again and adds its run to
//! the other's. A death at any moment leaves the old manifest or the new one; objects nobody names are removed later.
//! The local folder is a working copy: what it misses is fetched, and its length and check sum are compared with the
//! manifest's. Figures are made from the local folder, brought up to date from the database, so that a bucket that is
//! away or damaged makes nothing wrong or stale; it is told in the status and tried again later.
//!
//! Every request has a time limit and few retries. Keys are in no error, log or `Debug`.

mod client;
mod status;
mod sync;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::fmt;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::manifest::Manifest;

pub(super) use client::Bucket;
pub use status::{BucketStatus, Trouble};
pub(super) use status::{damaged, describe};
pub(super) use sync::Shared;

/// Where lakes are shared, and who asks.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct BucketConfig {
    /// `s3://BUCKET/PREFIX`.
    pub url: String,
    /// Address of the server; that of AWS when empty. `https`, or `http` on this machine.
    pub endpoint: String,
    /// Region; `us-east-1` when empty.
    pub region: String,
    /// Id of the key.
    pub access_key: String,
    /// The secret of the key.
    pub secret_key: String,
    /// Token of a key that is lent for a while; empty for others.
    pub session_token: String,
    /// How long to wait.
    pub patience: Patience,
}

/// How long a bucket is waited for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    /// For a connection, in milliseconds.
    pub connect_ms: u64,
    /// For one request, at most 8 MB each way, in milliseconds.
    pub request_ms: u64,
    /// Requests tried again after a fault of the server or the network.
    pub retries: usize,
}

impl Default for Patience {
    fn default() -> Self {
        Self { connect_ms: 3_000, request_ms: 30_000, retries: 2 }
    }
}

impl fmt::Debug for BucketConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BucketConfig").field("url", &self.url).field("endpoint", &self.endpoint).finish_non_exhaustive()
    }
}

/// Length and check sum of an object.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Mark {
    pub bytes: u64,
    /// SHA-256, in hexadecimal digits.
    pub sha256: String,
}

/// `manifest.json` of a bucket: that of a folder, and the marks of all its files.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Remote {
    #[serde(flatten)]
    pub manifest: Manifest,
    pub files: BTreeMap<String, Mark>,
}

/// A file that was fetched and compared, not yet in its place; removed when it never gets there.
#[derive(Debug)]
pub(super) struct Fetched {
    pub draft: PathBuf,
    pub target: PathBuf,
}

impl Drop for Fetched {
    fn drop(&mut self) {
        // In its place already, or of no use.
        std::fs::remove_file(&self.draft).ok();
    }
}
