//! Passwords: Argon2id with 19 MiB, 2 passes, 1 lane (OWASP Password Storage Cheat Sheet), at most two at a time.

use std::sync::{Arc, LazyLock};

use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};
use tokio::sync::Semaphore;

use super::{Error, Result};

/// Shortest password, in letters.
pub const MIN_LETTERS: usize = 10;
/// Longest password, in bytes; longer ones only cost time.
pub const MAX_BYTES: usize = 256;

/// Hashing needs 19 MiB and a core: more than two at once would only starve everything else.
static LANES: LazyLock<Arc<Semaphore>> = LazyLock::new(|| Arc::new(Semaphore::new(2)));

/// What everybody tries first, beside sequences and repetitions. Compared in lower case.
const COMMON: &[&str] = &[
    "password",
    "passw0rd",
    "letmein",
    "welcome",
    "administrator",
    "iloveyou",
    "qwertyuiop",
    "1q2w3e4r5t",
    "1qaz2wsx3edc",
    "123456789",
    "9876543210",
    "0123456789",
    "qwerty12345",
    "abc1234567",
    "football",
    "baseball",
    "princess",
    "dragon",
    "sunshine",
    "superman",
    "trustno1",
    "monkey",
    "master",
    "changeme",
    "iran1234",
    "tehran",
    "salam",
    "allah",
    "mohammad",
];

fn hasher() -> Result<Argon2<'static>> {
    let params = Params::new(19 * 1024, 2, 1, None).map_err(|error| Error::Hash(error.into()))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

/// Refuses passwords that are short, absurdly long, or easy to guess.
///
/// # Errors
/// Which of the three it is.
pub fn judge(password: &str, email: &str) -> Result<()> {
    if password.chars().count() < MIN_LETTERS {
        return Err(Error::PasswordShort);
    }
    if password.len() > MAX_BYTES {
        return Err(Error::PasswordLong);
    }
    let lower = password.to_lowercase();
    let trimmed = lower.trim_matches(|letter: char| letter.is_ascii_digit() || letter.is_ascii_punctuation());
    let common = COMMON.iter().any(|word| lower == *word || trimmed == *word || lower == word.repeat(2));
    let mailbox = email.split('@').next().unwrap_or_default().to_lowercase();
    let own = mailbox.len() >= 4 && lower.contains(&mailbox);
    let mut letters: Vec<char> = lower.chars().collect();
    letters.sort_unstable();
    letters.dedup();
    let steps = lower.chars().zip(lower.chars().skip(1)).filter(|(a, b)| u32::from(*b) == u32::from(*a) + 1).count();
    if common || own || letters.len() < 5 || steps + 2 >= lower.chars().count() {
        return Err(Error::PasswordCommon);
    }
    Ok(())
}

/// The hash to store. Runs on a background thread.
///
/// # Errors
/// When hashing fails.
pub async fn hash(password: String) -> Result<String> {
    let _lane = LANES.acquire().await;
    let made = tokio::task::spawn_blocking(move || {
        hasher().and_then(|hasher| {
            hasher.hash_password(password.as_bytes()).map(|hash| hash.to_string()).map_err(Error::Hash)
        })
    });
    made.await.map_err(Error::Thread)?
}

/// Whether the password is the one that was hashed. With nothing to compare to (nobody has that e-mail, or no
/// password is set) the same work is done and the answer is no.
///
/// # Errors
/// When the thread fails.
pub async fn verify(password: String, stored: Option<String>) -> Result<bool> {
    static NOBODY: LazyLock<Option<String>> = LazyLock::new(|| {
        let hash = hasher().ok()?.hash_password(super::token::fresh().as_bytes()).ok()?;
        Some(hash.to_string())
    });
    let _lane = LANES.acquire().await;
    let checked = tokio::task::spawn_blocking(move || {
        let known = stored.is_some();
        let stored = stored.or_else(|| NOBODY.clone()).unwrap_or_default();
        let Ok(parsed) = PasswordHash::new(&stored) else { return false };
        let matches =
            password.len() <= MAX_BYTES && Argon2::default().verify_password(password.as_bytes(), &parsed).is_ok();
        matches && known
    });
    checked.await.map_err(Error::Thread)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn easy_passwords_are_refused_and_sentences_are_not() {
        for bad in ["short", "password123", "abcdefghijkl", "aaaaaaaaaaaa", "1111122222", "sara.karimi99"] {
            assert!(judge(bad, "sara.karimi@example.com").is_err(), "{bad}");
        }
        for good in ["correct horse battery", "چای شیرین بعد از باران", "vK8#qpL2w-x"] {
            judge(good, "sara@example.com").unwrap();
        }
    }

    #[tokio::test]
    async fn a_hash_knows_its_password_and_nobody_has_one() {
        let hash = hash("correct horse battery".into()).await.unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        assert!(verify("correct horse battery".into(), Some(hash.clone())).await.unwrap());
        assert!(!verify("correct horse batterz".into(), Some(hash)).await.unwrap());
        assert!(!verify("anything".into(), None).await.unwrap());
    }
}
