//! Room kept back for the day the disk is full: even deleting needs room to write.

use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::error::DbError;

const RETRY: Duration = Duration::from_secs(60);
const CHUNK: usize = 1 << 20;

/// The file `<database>.ballast`.
pub(super) struct Ballast {
    path: PathBuf,
    bytes: u64,
    missing_since: Option<Instant>,
}

impl Ballast {
    /// Puts the file there unless it is; a full disk is no reason not to start.
    pub(super) fn new(database: &Path, bytes: u64) -> Self {
        let mut name = database.as_os_str().to_owned();
        name.push(".ballast");
        let mut ballast = Self { path: PathBuf::from(name), bytes, missing_since: None };
        let there = std::fs::metadata(&ballast.path).is_ok_and(|file| file.len() == bytes);
        if !there && bytes > 0 {
            ballast.create();
        }
        ballast
    }
    /// Gives the room back to the disk.
    pub(super) fn release(&mut self) {
        if self.missing_since.is_none() && self.bytes > 0 {
            match std::fs::remove_file(&self.path) {
                Ok(()) => tracing::warn!(bytes = self.bytes, "disk full: the ballast file was released"),
                Err(error) => tracing::error!(%error, "disk full, and the ballast file could not be released"),
            }
        }
        self.missing_since = Some(Instant::now());
    }
    /// Puts the file back when the disk has room again; tried once a minute.
    pub(super) fn restore(&mut self) {
        if self.missing_since.is_some_and(|since| since.elapsed() >= RETRY) && self.bytes > 0 {
            self.create();
        }
    }
    /// Twice the room must be there: what was just released must not count as room.
    fn create(&mut self) {
        match write(&self.path, self.bytes) {
            Ok(()) => self.missing_since = None,
            Err(error) => {
                tracing::warn!(%error, "no room for the ballast file");
                std::fs::remove_file(&self.path).ok();
                self.missing_since = Some(Instant::now());
            }
        }
    }
}

fn write(path: &Path, bytes: u64) -> Result<(), DbError> {
    let mut file = File::create(path)?;
    // Not zeros: a file system that compresses or leaves holes would keep no room.
    let chunk: Vec<u8> = (0..CHUNK).map(|place| (place.wrapping_mul(2_654_435_761) >> 11) as u8).collect();
    let mut left = bytes.saturating_mul(2);
    while left > 0 {
        let size = usize::try_from(left).unwrap_or(CHUNK).min(CHUNK);
        file.write_all(chunk.get(..size).unwrap_or(&chunk))?;
        left -= size as u64;
    }
    file.sync_all()?;
    file.set_len(bytes)?;
    file.sync_all()?;
    Ok(())
}
