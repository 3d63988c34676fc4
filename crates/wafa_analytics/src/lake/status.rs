//! What there is to know of the lake, for whoever looks after it.

use serde::Serialize;
use wafa_db::{Db, facts};
use wafa_kernel::Moment;

use super::bucket::{self, BucketStatus};
use super::manifest::{RowCounts, Span, Stamp};
use super::{Lake, extract};
use crate::error::Error;

/// One run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RunStatus {
    /// Last part of the names of its files.
    pub generation: String,
    /// Rows per table.
    pub rows: RowCounts,
    /// Bytes of its files.
    pub bytes: u64,
}

/// The lake as it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LakeStatus {
    /// Where it is.
    pub folder: String,
    /// Whether it has been built.
    pub built: bool,
    /// State of the facts it holds.
    pub stamp: Option<Stamp>,
    /// State of the facts now.
    pub current: Stamp,
    /// When it was last brought up to date.
    pub built_at: Option<Moment>,
    /// How long the latest build of everything took, in milliseconds.
    pub build_ms: Option<u64>,
    /// Customers and days whose facts have changed since; none when everything has to be read anew.
    pub changed: Option<u64>,
    /// First and last day with an order or a return.
    pub span: Option<Span>,
    /// Bytes of all files.
    pub bytes: u64,
    /// Runs, oldest first.
    pub runs: Vec<RunStatus>,
    /// The bucket it is shared in.
    pub bucket: Option<BucketStatus>,
}

pub(super) async fn describe(lake: &Lake, db: &Db) -> Result<LakeStatus, Error> {
    let manifest = lake.status()?;
    let current = extract::current_stamp(db).await?;
    let changed = match &manifest {
        Some(manifest) => {
            let changes = facts::changes_since(&db.snapshot().await?, manifest.stamp.fact_version).await?;
            (!changes.everything).then_some((changes.customers.len() + changes.days.len()) as u64)
        }
        None => None,
    };
    let runs: Vec<RunStatus> = manifest
        .iter()
        .flat_map(|manifest| &manifest.runs)
        .map(|run| RunStatus { generation: run.generation.clone(), rows: run.rows, bytes: run.bytes })
        .collect();
    Ok(LakeStatus {
        folder: lake.folder().display().to_string(),
        built: manifest.is_some(),
        stamp: manifest.as_ref().map(|manifest| manifest.stamp),
        current,
        built_at: manifest.as_ref().map(|manifest| manifest.built_at),
        build_ms: manifest.as_ref().map(|manifest| manifest.build_ms),
        changed,
        span: manifest.as_ref().and_then(super::Manifest::span),
        bytes: runs.iter().map(|run| run.bytes).sum(),
        runs,
        bucket: bucket::describe(lake).await?,
    })
}
