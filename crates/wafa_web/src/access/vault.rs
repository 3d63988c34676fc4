//! Secrets that must be read back, such as those of one-time codes, encrypted in the database with a key that is kept
//! outside of it: whoever holds a copy of the database alone cannot make codes.
//!
//! The key is a file of 256 random bits, readable by its owner only, made at the first start. Each secret is sealed
//! with XChaCha20-Poly1305 under a random nonce and bound to the member it belongs to, so that it cannot be moved to
//! another one's row. Stored as `v1.` and base64; what has no such mark was stored by an earlier version and is
//! sealed at the next start.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use rand::RngCore;
use wafa_db::{Db, values};
use wafa_kernel::UserId;

use super::{Error, Result, token};

const MARK: &str = "v1.";
const NONCE_BYTES: usize = 24;

const SECRETS: &str = "select id, totp_secret from web_user where totp_secret <> ''";
const SEAL: &str = "update web_user set totp_secret = $2 where id = $1 and totp_secret = $3";
/// Those of factors being set up: whoever is at it begins again.
const DROP_PENDING: &str =
    "update web_session set pending_totp = '' where pending_totp <> '' and substr(pending_totp, 1, 3) <> 'v1.'";

/// The key file cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("the key file {path}")]
pub struct KeyError {
    path: String,
    #[source]
    source: std::io::Error,
}

/// Seals and opens secrets with the key of this business.
pub struct Vault {
    cipher: XChaCha20Poly1305,
    path: PathBuf,
}

impl std::fmt::Debug for Vault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Vault({})", self.path.display())
    }
}

impl Vault {
    /// Reads the key, made when the file is not there.
    ///
    /// # Errors
    /// When the file can be neither read nor made, or holds no key.
    pub fn open(path: &Path) -> std::result::Result<Self, KeyError> {
        let failed = |source: std::io::Error| KeyError { path: path.display().to_string(), source };
        let text = match std::fs::read_to_string(path) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => make(path).map_err(failed)?,
            other => other.map_err(failed)?,
        };
        let key = URL_SAFE_NO_PAD.decode(text.trim()).unwrap_or_default();
        let cipher = XChaCha20Poly1305::new_from_slice(&key)
            .map_err(|_| failed(std::io::Error::new(std::io::ErrorKind::InvalidData, "holds no key")))?;
        Ok(Self { cipher, path: path.to_owned() })
    }
    /// Where the key is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }
    /// A secret of a member as it is stored; none stays none.
    ///
    /// # Errors
    /// [`Error::SecretLost`] when it cannot be encrypted.
    pub fn seal(&self, of: UserId, secret: &str) -> Result<String> {
        if secret.is_empty() {
            return Ok(String::new());
        }
        let mut nonce = [0u8; NONCE_BYTES];
        rand::rng().fill_bytes(&mut nonce);
        let about = about(of);
        let payload = Payload { msg: secret.as_bytes(), aad: about.as_bytes() };
        let sealed = self.cipher.encrypt(&XNonce::from(nonce), payload).map_err(|_| Error::SecretLost)?;
        Ok(format!("{MARK}{}", URL_SAFE_NO_PAD.encode([&nonce[..], &sealed].concat())))
    }
    /// The secret of a member, from what is stored.
    ///
    /// # Errors
    /// [`Error::SecretLost`] when it was sealed with another key or for another member, or was changed.
    pub fn reveal(&self, of: UserId, stored: &str) -> Result<String> {
        let Some(sealed) = stored.strip_prefix(MARK) else { return Ok(stored.to_owned()) };
        let bytes = URL_SAFE_NO_PAD.decode(sealed).map_err(|_| Error::SecretLost)?;
        let (nonce, sealed) = bytes.split_first_chunk::<NONCE_BYTES>().ok_or(Error::SecretLost)?;
        let about = about(of);
        let payload = Payload { msg: sealed, aad: about.as_bytes() };
        let secret = self.cipher.decrypt(&XNonce::from(*nonce), payload).map_err(|_| Error::SecretLost)?;
        String::from_utf8(secret).map_err(|_| Error::SecretLost)
    }
}

fn about(of: UserId) -> String {
    format!("second factor of {of}")
}

/// A new key, written down before it is used. Of two that start at once one makes it and both read it.
fn make(path: &Path) -> std::io::Result<String> {
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder)?;
    }
    let part = path.with_extension(format!("{}.part", token::fresh()));
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&part)?;
    writeln!(file, "{}", token::fresh())?;
    file.sync_all()?;
    // Unlike a rename, a link does not replace the key of whoever was first.
    let linked = std::fs::hard_link(&part, path);
    std::fs::remove_file(&part)?;
    match linked {
        Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => Err(error),
        _ => std::fs::read_to_string(path),
    }
}

/// Seals what an earlier version stored as it was; says how many. Also says in the log when the key is not the one
/// the stored secrets were sealed with.
///
/// # Errors
/// The database's.
pub async fn seal_all(db: &Db, vault: &Vault) -> Result<usize> {
    let mut tx = db.begin().await?;
    let (mut sealed, mut lost) = (0, 0);
    for row in tx.read(SECRETS, Vec::new()).await? {
        let (id, stored): (UserId, String) = (row.get(0)?, row.get(1)?);
        if stored.starts_with(MARK) {
            lost += usize::from(vault.reveal(id, &stored).is_err());
        } else {
            tx.execute(SEAL, values![id, vault.seal(id, &stored)?, stored]).await?;
            sealed += 1;
        }
    }
    tx.execute(DROP_PENDING, Vec::new()).await?;
    tx.commit().await?;
    if lost > 0 {
        tracing::error!(
            lost,
            key = %vault.path().display(),
            "the key file is not the one the secrets of one-time codes were sealed with: put the right one back, or \
             let the members in by link and set their second factor up anew"
        );
    }
    Ok(sealed)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing)]
    use super::*;

    #[test]
    fn a_secret_opens_with_its_key_for_its_member_unchanged_and_not_otherwise() {
        let folder = tempfile::tempdir().unwrap();
        let vault = Vault::open(&folder.path().join("keys/wafa.key")).unwrap();
        let (me, you) = (UserId::from_raw(1), UserId::from_raw(2));
        let sealed = vault.seal(me, "JBSWY3DPEHPK3PXP").unwrap();
        assert!(!sealed.contains("JBSWY3DP") && sealed.starts_with(MARK));
        assert_ne!(sealed, vault.seal(me, "JBSWY3DPEHPK3PXP").unwrap(), "never twice the same");
        assert_eq!(vault.reveal(me, &sealed).unwrap(), "JBSWY3DPEHPK3PXP");
        assert_eq!(vault.reveal(me, "JBSWY3DPEHPK3PXP").unwrap(), "JBSWY3DPEHPK3PXP", "as earlier versions stored it");
        assert_eq!(vault.seal(me, "").unwrap(), "");
        assert!(vault.reveal(you, &sealed).is_err());
        for place in MARK.len()..sealed.len() {
            let mut changed = sealed.clone().into_bytes();
            changed[place] = if changed[place] == b'A' { b'B' } else { b'A' };
            assert!(vault.reveal(me, &String::from_utf8(changed).unwrap()).is_err(), "letter {place}");
        }
        let other = Vault::open(&folder.path().join("other.key")).unwrap();
        assert!(other.reveal(me, &sealed).is_err());
        let again = Vault::open(vault.path()).unwrap();
        assert_eq!(again.reveal(me, &sealed).unwrap(), "JBSWY3DPEHPK3PXP");
    }

    #[test]
    fn the_key_file_is_private_whole_or_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("wafa.key");
        let makers: Vec<_> = (0..8)
            .map(|_| {
                let path = path.clone();
                std::thread::spawn(move || Vault::open(&path).unwrap().seal(UserId::from_raw(1), "x").unwrap())
            })
            .collect();
        let vault = Vault::open(&path).unwrap();
        for maker in makers {
            assert_eq!(vault.reveal(UserId::from_raw(1), &maker.join().unwrap()).unwrap(), "x", "all have one key");
        }
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left behind");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        }
        std::fs::write(&path, "too short").unwrap();
        assert!(Vault::open(&path).is_err());
    }
}
