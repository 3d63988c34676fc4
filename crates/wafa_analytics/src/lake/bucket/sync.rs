//! Keeping the folder and the bucket in step.
//!
//! The one rule: whoever finds the manifest as she last saw it, or a beginning of her own, puts hers in its place;
//! whoever finds another takes it over, adds what the database says has changed since, and tries again. Facts in the
//! bucket are therefore never lost, only read twice.

use std::path::Path;
use std::sync::atomic::{AtomicI64, Ordering};

use object_store::UpdateVersion;
use serde::{Deserialize, Serialize};
use wafa_db::Db;

use super::client::{Bucket, Found};
use super::{Fetched, Remote};
use crate::error::Error;
use crate::lake::extract;
use crate::lake::manifest::{Manifest, Run, Stamp};
use crate::lake::{Lake, Share};

/// How often a writer who lost tries again.
const ATTEMPTS: usize = 8;
/// How long the bucket is left alone after trouble, in milliseconds.
const REST_MS: i64 = 30_000;
/// A lake that takes longer to fetch is built from the database instead, in milliseconds.
const LONGEST_MS: u64 = 300_000;
/// What was last seen in the bucket, beside the manifest of the folder.
const SEEN: &str = "bucket.json";

/// The bucket of a lake.
#[derive(Debug)]
pub(in crate::lake) struct Shared {
    pub bucket: Bucket,
    syncing: tokio::sync::Mutex<()>,
    /// When it was last found in trouble; 0 when it was not.
    troubled_at: AtomicI64,
}

/// What the bucket held when the folder was last in step with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Seen {
    url: String,
    e_tag: Option<String>,
    version: Option<String>,
    stamp: Stamp,
    runs: Vec<String>,
}

impl Seen {
    fn read(folder: &Path, bucket: &Bucket) -> Option<Self> {
        let text = std::fs::read_to_string(folder.join(SEEN)).ok()?;
        serde_json::from_str(&text).ok().filter(|seen: &Self| seen.url == bucket.url())
    }
    /// Notes it; lost, it only costs reading again.
    fn note(folder: &Path, bucket: &Bucket, manifest: &Manifest, version: &UpdateVersion) {
        let seen = Self {
            url: bucket.url().to_owned(),
            e_tag: version.e_tag.clone(),
            version: version.version.clone(),
            stamp: manifest.stamp,
            runs: generations(manifest),
        };
        let draft = folder.join(format!("{SEEN}.tmp"));
        let written = serde_json::to_vec(&seen)
            .map_err(std::io::Error::from)
            .and_then(|text| std::fs::write(&draft, text))
            .and_then(|()| std::fs::rename(&draft, folder.join(SEEN)));
        if let Err(error) = written {
            tracing::warn!(%error, "what the bucket of the lake holds could not be noted");
        }
    }
    fn is_version(&self, version: &UpdateVersion) -> bool {
        self.e_tag.is_some() && (&self.e_tag, &self.version) == (&version.e_tag, &version.version)
    }
}

fn generations(manifest: &Manifest) -> Vec<String> {
    manifest.runs.iter().map(|run| run.generation.clone()).collect()
}

impl Remote {
    /// Whether it has runs, names that are names of files and a mark for every file.
    pub(super) fn is_whole(&self) -> bool {
        let plain = |run: &Run| run.generation.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '-');
        !self.manifest.runs.is_empty()
            && self.manifest.runs.iter().all(plain)
            && self.manifest.files().iter().all(|name| self.files.contains_key(name))
    }
    /// Whether it is the same lake.
    pub(super) fn is(&self, local: &Manifest) -> bool {
        self.manifest.stamp == local.stamp && generations(&self.manifest) == generations(local)
    }
    fn begins(&self, local: &Manifest) -> bool {
        generations(local).starts_with(&generations(&self.manifest))
    }
}

impl Shared {
    pub fn new(bucket: Bucket) -> Self {
        Self { bucket, syncing: tokio::sync::Mutex::default(), troubled_at: AtomicI64::new(0) }
    }

    /// Whether the bucket lacks something of the folder and was not in trouble just now.
    pub fn is_due(&self, folder: &Path, local: &Manifest, now_ms: i64) -> bool {
        let seen = Seen::read(folder, &self.bucket);
        let behind = seen.is_none_or(|seen| seen.stamp != local.stamp || seen.runs != generations(local));
        behind && self.is_rested(now_ms) && self.syncing.try_lock().is_ok()
    }

    fn is_rested(&self, now_ms: i64) -> bool {
        let troubled_at = self.troubled_at.load(Ordering::Relaxed);
        troubled_at == 0 || !(troubled_at..troubled_at + REST_MS).contains(&now_ms)
    }

    fn note(&self, failed: bool, now_ms: i64) {
        self.troubled_at.store(if failed { now_ms.max(1) } else { 0 }, Ordering::Relaxed);
    }

    /// Takes over what the bucket holds, where the folder holds nothing of use. `None` when there is nothing of use in
    /// the bucket, either, or it is in trouble, which is noted.
    pub async fn begin_with(&self, lake: &Lake, db: &Db) -> Option<Stamp> {
        let now_ms = db.now().ms();
        if !self.is_rested(now_ms) {
            return None;
        }
        let taken = async {
            match self.bucket.read().await? {
                Found::Lake(remote, version) => {
                    let Some(fetched) = self.fetch(lake, db, &remote).await? else { return Ok(None) };
                    let taken = self.go_on_from(lake, db, &remote, fetched).await?;
                    Ok(taken.inspect(|_| Seen::note(lake.folder(), &self.bucket, &remote.manifest, &version)))
                }
                _ => Ok(None),
            }
        };
        let patience = std::time::Duration::from_millis(LONGEST_MS);
        let taken: Result<_, Error> =
            tokio::time::timeout(patience, taken).await.unwrap_or_else(|_| Err(Error::BucketSlow));
        match taken {
            Ok(taken) => taken,
            Err(error) => {
                self.note(true, now_ms);
                tracing::warn!(error = &error as &dyn std::error::Error, "the lake is built without its bucket");
                None
            }
        }
    }

    /// Fetches what the folder lacks of the lake of the bucket; `None` when the database does not go on from there.
    async fn fetch(&self, lake: &Lake, db: &Db, remote: &Remote) -> Result<Option<Vec<Fetched>>, Error> {
        if extract::look(db, &remote.manifest).await?.is_everything() {
            return Ok(None);
        }
        let mut fetched = Vec::new();
        for name in remote.manifest.files() {
            let Some(mark) = remote.files.get(&name) else { continue };
            let there = std::fs::metadata(lake.folder().join(&name)).is_ok_and(|meta| meta.len() == mark.bytes);
            if !there {
                fetched.push(self.bucket.fetch(lake.folder(), &name, mark).await?);
            }
        }
        Ok(Some(fetched))
    }

    /// Makes the lake of the bucket the local one, with what changed since. The caller keeps others from building.
    async fn go_on_from(
        &self,
        lake: &Lake,
        db: &Db,
        remote: &Remote,
        fetched: Vec<Fetched>,
    ) -> Result<Option<Stamp>, Error> {
        let changed = extract::look(db, &remote.manifest).await?;
        if changed.is_everything() {
            return Ok(None);
        }
        extract::bring_up(changed, db, lake.folder(), &remote.manifest, Some(fetched)).await.map(Some)
    }

    /// Brings folder and bucket in step.
    pub async fn sync(&self, lake: &Lake, db: &Db, share: Share) -> Result<(), Error> {
        let _one = self.syncing.lock().await;
        let synced = self.try_to_sync(lake, db, share).await;
        self.note(synced.is_err(), db.now().ms());
        synced
    }

    async fn try_to_sync(&self, lake: &Lake, db: &Db, share: Share) -> Result<(), Error> {
        for _ in 0..ATTEMPTS {
            let Some(local) = lake.status()? else { return Ok(()) };
            let (before, over) = match self.bucket.read().await? {
                Found::Newer => return Err(Error::BucketNewer),
                Found::Nothing => (None, None),
                Found::Unusable(version) => (None, Some(version)),
                Found::Lake(remote, version) => {
                    if remote.is(&local) && share == Share::Step {
                        Seen::note(lake.folder(), &self.bucket, &local, &version);
                        return Ok(());
                    }
                    if self.is_ours(lake.folder(), &remote, &version, &local, share) {
                        (Some(*remote), Some(version))
                    } else if self.joined(lake, db, &remote).await? {
                        if lake.status()?.is_some_and(|local| remote.begins(&local)) {
                            Seen::note(lake.folder(), &self.bucket, &remote.manifest, &version);
                        }
                        continue;
                    } else {
                        (None, Some(version))
                    }
                }
            };
            if self.send(lake.folder(), &local, before.as_ref(), over, share).await? {
                return Ok(());
            }
        }
        Err(Error::BucketBusy)
    }

    /// Whether the lake of the bucket may be replaced: nobody else has changed it, or it is of no use.
    fn is_ours(&self, folder: &Path, remote: &Remote, version: &UpdateVersion, local: &Manifest, share: Share) -> bool {
        let theirs = remote.manifest.stamp;
        let known = Seen::read(folder, &self.bucket).is_some_and(|seen| seen.is_version(version));
        share == Share::Anew
            || theirs.database != local.stamp.database
            || (theirs.fact_version <= local.stamp.fact_version && (known || remote.begins(local)))
    }

    /// Takes over what somebody else wrote; false when that is of no use, because an object is damaged or the database
    /// does not go on from there. Nobody waits while files are fetched.
    async fn joined(&self, lake: &Lake, db: &Db, remote: &Remote) -> Result<bool, Error> {
        let fetched = match self.fetch(lake, db, remote).await {
            Ok(Some(fetched)) => fetched,
            Ok(None) => return Ok(false),
            Err(error @ Error::BucketDamaged { .. }) => {
                tracing::warn!(error = &error as &dyn std::error::Error, "the bucket of the lake is written anew");
                return Ok(false);
            }
            Err(error) => return Err(error),
        };
        let _alone = lake.alone().await;
        match self.go_on_from(lake, db, remote, fetched).await {
            // A file that was there has been swept meanwhile: once more.
            Err(error) if error.is_gone() => Ok(true),
            taken => Ok(taken?.is_some()),
        }
    }

    /// Sends what the bucket lacks, then the manifest; false when somebody else was quicker.
    async fn send(
        &self,
        folder: &Path,
        local: &Manifest,
        before: Option<&Remote>,
        over: Option<UpdateVersion>,
        share: Share,
    ) -> Result<bool, Error> {
        let objects = self.bucket.objects().await?;
        let mut remote = Remote { manifest: local.clone(), files: std::collections::BTreeMap::new() };
        for name in local.files() {
            let there = |bytes: u64| objects.get(&name).is_some_and(|meta| meta.size == bytes);
            let known = before.and_then(|before| before.files.get(&name));
            let known = known.filter(|mark| share == Share::Step && there(mark.bytes));
            let mark = match known {
                Some(mark) => mark.clone(),
                None => match self.bucket.upload(folder, &name).await {
                    Ok(mark) => mark,
                    // The folder has changed meanwhile: once more, with what it holds now.
                    Err(error) if error.is_gone() => return Ok(false),
                    Err(error) => return Err(error),
                },
            };
            remote.files.insert(name, mark);
        }
        let Some(version) = self.bucket.replace(&remote, over).await? else { return Ok(false) };
        Seen::note(folder, &self.bucket, local, &version);
        let kept: Vec<&Remote> = std::iter::once(&remote).chain(before).collect();
        if let Err(error) = self.bucket.sweep(&kept).await {
            tracing::warn!(error = &error as &dyn std::error::Error, "old objects of the lake could not be removed");
        }
        Ok(true)
    }
}
