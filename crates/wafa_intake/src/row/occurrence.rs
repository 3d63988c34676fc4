//! How often the same content came before in a file, exactly, in memory that does not grow with the file.
//!
//! Rows without an order id are told apart by being the first, second, … of their content. Counting them needs a
//! count per content. Counts live in a map of bounded size; when it is full it is written to a temporary file, sorted,
//! and a new map begins. A content is then looked up in each such file with one read: the first hash of every block is
//! kept in memory (1/256 of the file). Resuming an import counts the rows already done again, without writing them.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// Bytes of one entry: hash and count.
const ENTRY: usize = 12;
/// Entries of one block, read at once.
const BLOCK: usize = 256;
/// Entries of the map, unless a test wants fewer: about 36 MB.
const MOST: usize = 1_800_000;

/// Counts how often each content was seen.
#[derive(Debug)]
pub(crate) struct Occurrences {
    most: usize,
    folder: PathBuf,
    recent: HashMap<u64, u32>,
    runs: Vec<Run>,
}

#[derive(Debug)]
struct Run {
    path: PathBuf,
    file: File,
    firsts: Vec<u64>,
    entries: usize,
}

impl Drop for Run {
    fn drop(&mut self) {
        // A file left behind in the temporary folder does no harm.
        let _ = std::fs::remove_file(&self.path);
    }
}

impl Occurrences {
    /// Counts nothing yet; puts files into `folder` when there is much to count.
    pub(crate) fn new(folder: &Path) -> Self {
        Self::with_room(folder, MOST)
    }

    pub(crate) fn with_room(folder: &Path, most: usize) -> Self {
        Self { most, folder: folder.to_owned(), recent: HashMap::new(), runs: Vec::new() }
    }

    /// Counts one more of this content and says which one it is, from 1.
    pub(crate) fn next(&mut self, content: u128) -> io::Result<u32> {
        #[allow(clippy::cast_possible_truncation)]
        let hash = content as u64;
        let before = match self.recent.get(&hash) {
            Some(count) => *count,
            None => self.in_runs(hash)?,
        };
        let nth = before.saturating_add(1);
        self.recent.insert(hash, nth);
        if self.recent.len() >= self.most {
            self.spill()?;
        }
        Ok(nth)
    }

    /// The latest run that knows the content has its count.
    fn in_runs(&mut self, hash: u64) -> io::Result<u32> {
        for run in self.runs.iter_mut().rev() {
            if let Some(count) = run.find(hash)? {
                return Ok(count);
            }
        }
        Ok(0)
    }

    fn spill(&mut self) -> io::Result<()> {
        let mut entries: Vec<(u64, u32)> = self.recent.drain().collect();
        entries.sort_unstable();
        std::fs::create_dir_all(&self.folder)?;
        let name = format!("counts-{}-{:p}-{}.tmp", std::process::id(), self, self.runs.len());
        let path = self.folder.join(name);
        let file = File::options().read(true).write(true).create(true).truncate(true).open(&path)?;
        let mut run = Run { path, file, firsts: Vec::new(), entries: entries.len() };
        let mut out = BufWriter::new(&mut run.file);
        for (at, (hash, count)) in entries.iter().enumerate() {
            if at % BLOCK == 0 {
                run.firsts.push(*hash);
            }
            out.write_all(&hash.to_le_bytes())?;
            out.write_all(&count.to_le_bytes())?;
        }
        out.flush()?;
        drop(out);
        self.runs.push(run);
        Ok(())
    }
}

impl Run {
    fn find(&mut self, hash: u64) -> io::Result<Option<u32>> {
        let Some(block) = self.firsts.partition_point(|first| *first <= hash).checked_sub(1) else { return Ok(None) };
        let from = block * BLOCK;
        let count = BLOCK.min(self.entries - from);
        let mut bytes = vec![0; count * ENTRY];
        self.file.seek(SeekFrom::Start((from * ENTRY) as u64))?;
        self.file.read_exact(&mut bytes)?;
        for entry in bytes.chunks_exact(ENTRY) {
            let (known, count) = entry.split_at(8);
            if known == hash.to_le_bytes() {
                return Ok(count.try_into().ok().map(u32::from_le_bytes));
            }
        }
        Ok(None)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn counts_are_exact_across_files() {
        let folder = tempfile::tempdir().unwrap();
        let mut counts = Occurrences::with_room(folder.path(), 7);
        let mut plain: HashMap<u128, u32> = HashMap::new();
        for step in 0..3_000_u128 {
            let content = (step * step * 31 + step) % 97;
            let expected = plain.entry(content).or_default();
            *expected += 1;
            assert_eq!(counts.next(content).unwrap(), *expected, "content {content} at step {step}");
        }
        assert!(counts.runs.len() > 10);
        drop(counts);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}
