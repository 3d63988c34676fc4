//! `wafa backup` and `wafa restore`: one file that is whole or refused.
//!
//! A backup is the database as SQLite writes it, or (of PostgreSQL, and with `--rows`) all rows in a form that either
//! engine can be filled from, followed by a trailer: a mark, the length and the SHA-256 of what
//! stands before it. A file without the trailer, cut short or changed anywhere, is refused.

use std::io::{Read, Seek, SeekFrom, Write};
use std::path::Path;

use anyhow::{Context, bail};
use sha2::{Digest, Sha256};
use wafa_db::{Db, DbUrl, Engine};

use super::say;
use crate::config::Config;
use crate::shop;

const MARK: &[u8; 16] = b"wafa-backup-v1\r\n";
const TRAILER: u64 = 16 + 8 + 32;

/// Writes a consistent copy, also while others write.
pub async fn write(config: Config, file: &Path, rows: bool) -> anyhow::Result<()> {
    if file.exists() {
        bail!("{} exists already", file.display());
    }
    let app = shop::open_existing(&config).await?;
    let unfinished = file.with_extension("unfinished");
    if rows || app.db.engine() == Engine::Postgres {
        let mut archive = std::io::BufWriter::new(create_private(&unfinished)?);
        app.db.export_rows(&mut archive).await.context("the database cannot be copied")?;
        archive.into_inner()?.sync_all()?;
    } else {
        app.db.backup(&unfinished).await.context("the database cannot be copied")?;
    }
    let length = seal(&unfinished)?;
    std::fs::rename(&unfinished, file)?;
    say(&format!("{}: {length} bytes", file.display()))?;
    say(&format!(
        "Keep {} too, apart from it: the secrets of one-time codes open with it alone.",
        app.vault.path().display()
    ))
}

/// Only its owner may read a backup: it holds everything.
fn create_private(file: &Path) -> std::io::Result<std::fs::File> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(file)
}

/// Puts a backup where no database is yet: a copy of a file beside no other, rows into an empty database of either
/// engine.
pub async fn restore(config: &Config, file: &Path) -> anyhow::Result<()> {
    let url: DbUrl = config.db.parse()?;
    if let DbUrl::Sqlite(target) = &url
        && target.exists()
    {
        bail!("{} exists already; restore into a new file", target.display());
    }
    let length = check(file)?;
    let mut source = std::fs::File::open(file)?;
    let mut first = [0u8; 1];
    source.read_exact(&mut first)?;
    source.rewind()?;
    let source = source.take(length);
    if first == *b"{" {
        Db::import_rows(&url, &mut std::io::BufReader::new(source)).await.context("the rows cannot be restored")?;
    } else {
        place_file(&url, source)?;
    }
    let app = shop::open(config).await?;
    let problems = app.db.integrity().await?;
    if let Some(first) = problems.first() {
        bail!("the restored database is damaged: {first}");
    }
    say(&format!("{url:?}: restored, {length} bytes"))
}

fn place_file(url: &DbUrl, mut source: impl Read) -> anyhow::Result<()> {
    let DbUrl::Sqlite(target) = url else {
        bail!("this backup is a copy of an embedded database: --db sqlite:PATH, or make one with --rows");
    };
    if let Some(folder) = target.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let unfinished = target.with_extension("unfinished");
    let mut copy = create_private(&unfinished)?;
    std::io::copy(&mut source, &mut copy)?;
    copy.sync_all()?;
    std::fs::rename(&unfinished, target)?;
    Ok(())
}

/// Appends the trailer; gives back the length of what it covers.
fn seal(file: &Path) -> anyhow::Result<u64> {
    let (length, hash) = digest(file, None)?;
    let mut open = std::fs::OpenOptions::new().append(true).open(file)?;
    open.write_all(MARK)?;
    open.write_all(&length.to_le_bytes())?;
    open.write_all(&hash)?;
    open.sync_all()?;
    Ok(length)
}

/// Checks the trailer; gives back the length of what it covers.
fn check(file: &Path) -> anyhow::Result<u64> {
    let refused = || format!("{} is not a whole backup of Wafa: it was cut short or changed", file.display());
    let mut open = std::fs::File::open(file).with_context(|| format!("cannot open {}", file.display()))?;
    let all = open.metadata()?.len();
    let Some(body) = all.checked_sub(TRAILER) else { bail!(refused()) };
    open.seek(SeekFrom::Start(body))?;
    let mut trailer = Vec::new();
    open.read_to_end(&mut trailer)?;
    let (length, hash) = digest(file, Some(body))?;
    let mut expected = MARK.to_vec();
    expected.extend(length.to_le_bytes());
    expected.extend(hash);
    if trailer != expected {
        bail!(refused());
    }
    Ok(length)
}

fn digest(file: &Path, length: Option<u64>) -> anyhow::Result<(u64, Vec<u8>)> {
    let open = std::fs::File::open(file)?;
    let length = match length {
        Some(length) => length,
        None => open.metadata()?.len(),
    };
    let mut source = open.take(length);
    let mut hasher = Sha256::new();
    let mut part = vec![0u8; 1 << 16];
    loop {
        let read = source.read(&mut part)?;
        let Some(bytes) = part.get(..read).filter(|bytes| !bytes.is_empty()) else { break };
        hasher.update(bytes);
    }
    Ok((length, hasher.finalize().to_vec()))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing)]
    use super::*;

    #[test]
    fn a_backup_that_was_cut_or_changed_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("shop.wafa");
        let content: Vec<u8> = (0..200_000u32).flat_map(u32::to_le_bytes).collect();
        std::fs::write(&file, &content).unwrap();
        assert!(check(&file).is_err(), "no trailer yet");
        assert_eq!(seal(&file).unwrap(), content.len() as u64);
        assert_eq!(check(&file).unwrap(), content.len() as u64);
        let whole = std::fs::read(&file).unwrap();
        for place in [0, 1_000, content.len() - 1, content.len(), content.len() + 17, whole.len() - 1] {
            let mut changed = whole.clone();
            changed[place] ^= 1;
            std::fs::write(&file, changed).unwrap();
            assert!(check(&file).is_err(), "byte {place} was changed");
        }
        for length in [0, 10, content.len(), whole.len() - 1] {
            std::fs::write(&file, &whole[..length]).unwrap();
            assert!(check(&file).is_err(), "cut to {length} bytes");
        }
    }
}
