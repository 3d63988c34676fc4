//! Room kept back for the day the disk is full: even deleting needs room to write.

use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};

use crate::error::DbError;

const CHUNK: usize = 1 << 20;

/// The file `<database>.ballast`.
pub(super) struct Ballast {
    path: PathBuf,
    bytes: u64,
    /// Its room was given to the disk.
    released: bool,
}

impl Ballast {
    /// Puts the file there unless it is; a full disk is no reason not to start.
    pub(super) fn new(database: &Path, bytes: u64) -> Self {
        let mut name = database.as_os_str().to_owned();
        name.push(".ballast");
        let mut ballast = Self { path: PathBuf::from(name), bytes, released: false };
        let there = std::fs::metadata(&ballast.path).is_ok_and(|file| file.len() == bytes);
        if !there
            && bytes > 0
            && let Err(error) = ballast.create()
        {
            tracing::warn!(%error, "no room for the ballast file");
        }
        ballast
    }
    /// Gives the room back to the disk.
    pub(super) fn release(&mut self) {
        if self.bytes == 0 || self.released {
            return;
        }
        self.released = true;
        match std::fs::remove_file(&self.path) {
            Ok(()) => tracing::warn!(bytes = self.bytes, "the ballast file was released"),
            Err(error) => tracing::error!(%error, "the ballast file could not be released"),
        }
    }
    /// Whether writing may begin again: room for the released ballast and as much beside it, so that the room just
    /// given back does not count as room.
    pub(super) fn fits(&self) -> bool {
        let needed = if self.released { self.bytes.saturating_mul(2) } else { 0 };
        free_bytes(&self.path).is_none_or(|free| free >= needed)
    }
    /// Puts a released file back.
    pub(super) fn restore(&mut self) -> Result<(), DbError> {
        if self.released {
            self.create()?;
            self.released = false;
        }
        Ok(())
    }
    fn create(&mut self) -> Result<(), DbError> {
        let written = write(&self.path, self.bytes);
        if written.is_err() {
            std::fs::remove_file(&self.path).ok();
            self.released = true;
        }
        written
    }
}

/// Room left for us where the file lies; `None` where the system does not say.
fn free_bytes(file: &Path) -> Option<u64> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    #[cfg(unix)]
    return rustix::fs::statvfs(folder).ok().map(|of| of.f_bavail.saturating_mul(of.f_frsize));
    #[cfg(not(unix))]
    return {
        let _ = folder;
        None
    };
}

fn write(path: &Path, bytes: u64) -> Result<(), DbError> {
    let mut file = File::create(path)?;
    // Not zeros: a file system that compresses or leaves holes would keep no room.
    let chunk: Vec<u8> = (0..CHUNK).map(|place| (place.wrapping_mul(2_654_435_761) >> 11) as u8).collect();
    let mut left = bytes;
    while left > 0 {
        let size = usize::try_from(left).unwrap_or(CHUNK).min(CHUNK);
        file.write_all(chunk.get(..size).unwrap_or(&chunk))?;
        left -= size as u64;
    }
    file.sync_all()?;
    Ok(())
}
