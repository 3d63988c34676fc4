//! What there is to know of the bucket, for whoever looks after it.

use std::time::Duration;

use serde::Serialize;

use super::client::Found;
use crate::error::Error;
use crate::lake::Lake;

/// Longest time the status waits for the bucket, in milliseconds.
const LONGEST_MS: u64 = 20_000;

/// Why the bucket is not in step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Trouble {
    /// No answer, or a fault of the server.
    Unreachable,
    /// The keys are not allowed to.
    Refused,
    /// No such bucket.
    NoBucket,
    /// These objects are missing or are not what was written.
    Damaged(Vec<String>),
    /// A later version of Wafa writes there.
    Newer,
    /// What lies there is no lake.
    NotALake,
}

impl Trouble {
    /// What an error says of the bucket; `None` when it is about something else.
    #[must_use]
    pub fn of(error: &Error) -> Option<Self> {
        match error {
            Error::Bucket { source, .. } => Some(match source {
                object_store::Error::NotFound { .. } => Self::NoBucket,
                object_store::Error::Unauthenticated { .. } | object_store::Error::PermissionDenied { .. } => {
                    Self::Refused
                }
                // Not every request says so in its type.
                source if told(source, "NoSuchBucket") => Self::NoBucket,
                _ => Self::Unreachable,
            }),
            Error::BucketDamaged { object } => Some(Self::Damaged(vec![object.clone()])),
            Error::BucketSlow => Some(Self::Unreachable),
            Error::BucketNewer => Some(Self::Newer),
            _ => None,
        }
    }
}

/// Whether an error or one of its causes has a code of S3 in it.
fn told(error: &object_store::Error, code: &str) -> bool {
    let mut cause: Option<&dyn std::error::Error> = Some(error);
    while let Some(error) = cause {
        if error.to_string().contains(code) {
            return true;
        }
        cause = error.source();
    }
    false
}

/// The bucket as it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BucketStatus {
    /// Where it is.
    pub url: String,
    /// Whether it holds what the local copy holds.
    pub in_step: bool,
    /// Version of the facts in it.
    pub fact_version: Option<i64>,
    /// Objects, those nobody names included.
    pub objects: u64,
    /// Their bytes.
    pub bytes: u64,
    /// What is wrong.
    pub trouble: Option<Trouble>,
}

/// Asks the bucket: its manifest, and whether every object it names is there and as long as it should be.
pub(in crate::lake) async fn describe(lake: &Lake) -> Result<Option<BucketStatus>, Error> {
    let Some(shared) = lake.shared() else { return Ok(None) };
    let bucket = &shared.bucket;
    let mut status = BucketStatus {
        url: bucket.url().to_owned(),
        in_step: false,
        fact_version: None,
        objects: 0,
        bytes: 0,
        trouble: None,
    };
    let asked = async { Ok::<_, Error>((bucket.read().await?, bucket.objects().await?)) };
    let asked = tokio::time::timeout(Duration::from_millis(LONGEST_MS), asked).await;
    let (found, objects) = match asked.unwrap_or(Err(Error::BucketSlow)) {
        Ok(answers) => answers,
        Err(error) => {
            status.trouble = Trouble::of(&error);
            return if status.trouble.is_some() { Ok(Some(status)) } else { Err(error) };
        }
    };
    status.objects = objects.len() as u64;
    status.bytes = objects.values().map(|meta| meta.size).sum();
    match found {
        Found::Nothing => {}
        Found::Unusable(_) => status.trouble = Some(Trouble::NotALake),
        Found::Newer => status.trouble = Some(Trouble::Newer),
        Found::Lake(remote, _) => {
            let whole = |name: &str, bytes: u64| objects.get(name).is_some_and(|meta| meta.size == bytes);
            let damaged = remote.files.iter().filter(|(name, mark)| !whole(name, mark.bytes));
            let damaged: Vec<String> = damaged.map(|(name, _)| format!("{}/{name}", bucket.url())).collect();
            status.fact_version = Some(remote.manifest.stamp.fact_version);
            status.in_step = damaged.is_empty() && lake.status()?.is_some_and(|local| remote.is(&local));
            status.trouble = (!damaged.is_empty()).then_some(Trouble::Damaged(damaged));
        }
    }
    Ok(Some(status))
}

/// Reads every object the manifest names; the names of those that are missing or not what was written.
pub(in crate::lake) async fn damaged(lake: &Lake) -> Result<Vec<String>, Error> {
    let Some(shared) = lake.shared() else { return Ok(Vec::new()) };
    let Found::Lake(remote, _) = shared.bucket.read().await? else { return Ok(Vec::new()) };
    let mut damaged = Vec::new();
    for (name, mark) in &remote.files {
        match shared.bucket.check(name, mark).await {
            Ok(()) => {}
            Err(Error::BucketDamaged { object }) => damaged.push(object),
            Err(error) => return Err(error),
        }
    }
    Ok(damaged)
}
