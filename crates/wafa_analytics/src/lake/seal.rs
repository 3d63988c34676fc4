//! Making a written run part of the lake: its files into their places, then one manifest that names them.

use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use wafa_kernel::Moment;

use super::bucket::Fetched;
use super::folder_error;
use super::manifest::{FILE as MANIFEST, Manifest, Run, SCHEMA_VERSION, Stamp};
use super::table::TableKind;
use super::writer::Finished;
use crate::error::Error;

/// Drafts older than this belong to a build that died.
const ABANDONED: Duration = Duration::from_secs(3600);

/// A run whose files are in their places, but not yet part of the lake.
pub(super) struct Sealed {
    folder: PathBuf,
    now: Moment,
    build_ms: u64,
    run: Run,
    /// Its files, which the manifest waits for.
    files: Vec<(PathBuf, File)>,
    /// Held until the manifest is written, so that nobody sweeps the files away meanwhile.
    lock: File,
}

impl Sealed {
    /// Puts files in their places, which nobody looks at before a manifest names them.
    pub fn new(
        folder: PathBuf,
        now: Moment,
        build_ms: u64,
        mut run: Run,
        finished: Vec<Finished>,
    ) -> Result<Self, Error> {
        let lock = lock(&folder)?;
        let mut files = Vec::with_capacity(finished.len());
        for Finished { draft, target, file, .. } in finished {
            std::fs::rename(&draft.0, &target).map_err(|source| folder_error(&target, source))?;
            run.bytes += file.metadata().map_err(|source| folder_error(&target, source))?.len();
            files.push((target, file));
        }
        Ok(Self { folder, now, build_ms, run, files, lock })
    }

    /// This run is the whole lake.
    pub fn replace_all(self, stamp: Stamp) -> Result<Manifest, Error> {
        let before = Manifest::read(&self.folder)?;
        let (build_ms, run) = (self.build_ms, self.run.clone());
        let after = Manifest { schema_version: SCHEMA_VERSION, stamp, built_at: self.now, build_ms, runs: vec![run] };
        self.put(before, after)
    }

    /// This run holds what changed since the lake was at a version before `stamp`. When somebody else has brought the
    /// lake further meanwhile, it is not needed.
    pub(super) fn add(self, stamp: Stamp) -> Result<Manifest, Error> {
        let before = Manifest::read(&self.folder)?.ok_or(Error::NotBuilt)?;
        if before.stamp.fact_version >= stamp.fact_version {
            self.throw_away();
            return Ok(before);
        }
        let mut after = Manifest { stamp, built_at: self.now, ..before.clone() };
        if self.run.rows.owned > 0 {
            after.runs.push(self.run.clone());
        }
        self.put(Some(before), after)
    }

    /// This run holds what changed since a lake that was fetched, which takes the place of the folder's unless somebody
    /// else has brought that further.
    pub(super) fn add_to(self, base: Manifest, fetched: Vec<Fetched>, stamp: Stamp) -> Result<Manifest, Error> {
        let before = Manifest::read(&self.folder)?;
        if let Some(further) = before.as_ref().filter(|before| before.is_beyond(stamp)) {
            let further = further.clone();
            self.throw_away();
            return Ok(further);
        }
        put_in_place(&self.folder, &base, &fetched)?;
        let mut after = Manifest { stamp, built_at: self.now, ..base };
        after.runs.push(self.run.clone());
        self.put(before, after)
    }

    /// This run holds what these runs held. When one of them is no longer there, it is not needed.
    pub(super) fn stand_for(self, merged: &[String]) -> Result<Manifest, Error> {
        let before = Manifest::read(&self.folder)?.ok_or(Error::NotBuilt)?;
        let is_merged = |run: &Run| merged.contains(&run.generation);
        let first = before.runs.iter().position(is_merged);
        let there = before.runs.iter().filter(|run| is_merged(run)).count() == merged.len();
        let Some(first) = first.filter(|_| there) else {
            self.throw_away();
            return Ok(before);
        };
        let mut after = before.clone();
        after.runs.retain(|run| !is_merged(run));
        after.runs.insert(first, self.run.clone());
        self.put(Some(before), after)
    }

    fn put(self, before: Option<Manifest>, after: Manifest) -> Result<Manifest, Error> {
        publish(&self.folder, &after, &self.files)?;
        sweep(&self.folder, &[Some(&after), before.as_ref()]);
        drop(self.lock);
        Ok(after)
    }

    fn throw_away(self) {
        for table in TableKind::FILES {
            // A table without rows has no file.
            std::fs::remove_file(self.folder.join(self.run.file(table))).ok();
        }
    }
}

/// Notes that the lake, as it is, is of another state of the facts: what changed is not in it.
pub(super) fn restamp(folder: &Path, stamp: Stamp, now: Moment) -> Result<(), Error> {
    let _lock = lock(folder)?;
    let before = Manifest::read(folder)?.ok_or(Error::NotBuilt)?;
    if before.stamp.fact_version >= stamp.fact_version {
        return Ok(());
    }
    publish(folder, &Manifest { stamp, built_at: now, ..before }, &[])
}

/// Puts fetched files in their places and their manifest in the place of the folder's, unless that is further.
pub(super) fn install(folder: &Path, after: Manifest, fetched: Vec<Fetched>) -> Result<(), Error> {
    let _lock = lock(folder)?;
    let before = Manifest::read(folder)?;
    if before.as_ref().is_some_and(|before| before.is_beyond(after.stamp)) {
        return Ok(());
    }
    put_in_place(folder, &after, &fetched)?;
    publish(folder, &after, &[])?;
    sweep(folder, &[Some(&after), before.as_ref()]);
    Ok(())
}

/// Puts fetched files, which are durable already, beside those of the base that are there.
fn put_in_place(folder: &Path, base: &Manifest, fetched: &[Fetched]) -> Result<(), Error> {
    for one in fetched {
        std::fs::rename(&one.draft, &one.target).map_err(|source| folder_error(&one.target, source))?;
    }
    for path in base.files().into_iter().map(|name| folder.join(name)) {
        std::fs::metadata(&path).map_err(|source| folder_error(&path, source))?;
    }
    Ok(())
}

/// Puts a manifest in the place of the one before, in one step, once it, the files it names and their names are durable:
/// all at once, so that the disk is waited for once and not for one thing after the other.
fn publish(folder: &Path, manifest: &Manifest, files: &[(PathBuf, File)]) -> Result<(), Error> {
    let (target, draft) = (folder.join(MANIFEST), folder.join(format!("{MANIFEST}.tmp")));
    let at = |source| folder_error(&target, source);
    let mut written = File::create(&draft).map_err(at)?;
    written.write_all(&serde_json::to_vec_pretty(manifest).map_err(|error| at(error.into()))?).map_err(at)?;
    let names = File::open(folder).map_err(|source| folder_error(folder, source))?;
    let mut all: Vec<(&Path, &File)> = files.iter().map(|(path, file)| (path.as_path(), file)).collect();
    all.push((&draft, &written));
    if cfg!(unix) {
        all.push((folder, &names));
    }
    sync_all(&all)?;
    // Lost by a crash, this leaves the manifest before, whose files are still there.
    std::fs::rename(&draft, &target).map_err(at)
}

fn sync_all(files: &[(&Path, &File)]) -> Result<(), Error> {
    let synced: Vec<std::io::Result<()>> = std::thread::scope(|scope| {
        let started: Vec<_> = files.iter().map(|(_, file)| scope.spawn(|| file.sync_all())).collect();
        let interrupted = || Err(std::io::Error::from(std::io::ErrorKind::Interrupted));
        started.into_iter().map(|thread| thread.join().unwrap_or_else(|_| interrupted())).collect()
    });
    for ((path, _), synced) in files.iter().zip(synced) {
        synced.map_err(|source| folder_error(path, source))?;
    }
    Ok(())
}

fn lock(folder: &Path) -> Result<File, Error> {
    let path = folder.join("lock");
    let open = || -> std::io::Result<File> {
        let file = File::options().create(true).truncate(false).write(true).open(&path)?;
        match file.lock() {
            // A file system without locks is used by one process, we trust.
            Err(error) if error.kind() == std::io::ErrorKind::Unsupported => Ok(file),
            locked => locked.map(|()| file),
        }
    };
    open().map_err(|source| folder_error(&path, source))
}

/// Removes files of no kept manifest. What cannot be removed now is removed after the next build.
fn sweep(folder: &Path, kept: &[Option<&Manifest>]) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    let generations: Vec<&str> =
        kept.iter().flatten().flat_map(|manifest| &manifest.runs).map(|run| run.generation.as_str()).collect();
    for entry in entries.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let changed = entry.metadata().and_then(|meta| meta.modified()).unwrap_or_else(|_| SystemTime::now());
        let abandoned = name.ends_with(".tmp") && changed.elapsed().is_ok_and(|age| age > ABANDONED);
        let ours = TableKind::FILES.iter().find_map(|table| name.strip_prefix(table.stem())?.strip_prefix('-'));
        let generation = ours.and_then(|rest| rest.strip_suffix(".parquet"));
        let goes = abandoned || generation.is_some_and(|generation| !generations.contains(&generation));
        if let Some(Err(error)) = goes.then(|| std::fs::remove_file(entry.path())) {
            tracing::warn!(%error, file = name, "an old file of the lake could not be removed");
        }
    }
}
