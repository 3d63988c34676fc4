//! The doors: members of the team, passwords, second factor, sessions, one-time links, API keys, and the log of all that.
//!
//! Tables: `web_user`, `web_session`, `web_link`, `web_api_key`, `web_audit`, `web_dismissed`. Nobody else writes them.
//!
//! **Invariants**
//! - No secret is stored that opens a door: passwords as Argon2id, tokens of sessions, links and keys as SHA-256,
//!   secrets of one-time codes encrypted with a key outside of the database.
//! - A change of password or role ends every session of that person, in the same transaction.
//! - A one-time link opens once; a one-time code is never accepted twice.
//! - Somebody unknown and somebody with a wrong password get the same answer after the same work.
//! - There is always an active owner once there was one.

use wafa_db::DbError;
use wafa_kernel::ErrorKind;

pub mod audit;
pub mod dismissed;
pub mod keys;
pub mod limit;
pub mod links;
pub mod password;
pub mod second_factor;
pub mod sessions;
pub mod token;
pub mod users;
pub mod vault;

pub use links::{demo_link, first_run_link, invites, reset_link, sign_in_link};

/// Why a door stays shut.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// E-mail and password do not belong together, or nobody has that e-mail.
    #[error("e-mail and password do not match")]
    WrongPassword,
    /// The code of the second factor is wrong or was used before.
    #[error("the code is wrong or was used before")]
    WrongCode,
    /// The link is unknown, used or too old.
    #[error("the link is unknown, used or too old")]
    LinkExpired,
    /// The password is too short.
    #[error("the password is too short")]
    PasswordShort,
    /// The password is longer than anybody types.
    #[error("the password is too long")]
    PasswordLong,
    /// The password is one everybody tries first.
    #[error("the password is too easy to guess")]
    PasswordCommon,
    /// Not an e-mail address.
    #[error("not an e-mail address")]
    EmailUnreadable,
    /// Somebody has that e-mail already.
    #[error("the e-mail is taken")]
    EmailTaken,
    /// A name is needed.
    #[error("the name is missing")]
    NameMissing,
    /// There is no such member of the team.
    #[error("no such user")]
    UserNotFound,
    /// The last active owner cannot step down.
    #[error("the last owner has to stay")]
    LastOwner,
    /// There is an owner already.
    #[error("the first run is over")]
    FirstRunOver,
    /// There is no such key.
    #[error("no such key")]
    KeyNotFound,
    /// A key needs at least one scope, and only known ones.
    #[error("unknown or missing scope")]
    ScopeUnknown,
    /// The password could not be hashed.
    #[error("hashing failed")]
    Hash(#[source] argon2::password_hash::Error),
    /// The second factor could not be set up.
    #[error("second factor")]
    SecondFactor(#[source] totp_rs::TotpError),
    /// What protects the secret of the second factor does not open it: the key file is missing or another one.
    #[error("the key file does not open the secret of the second factor")]
    SecretLost,
    /// A background thread ended early.
    #[error("background thread")]
    Thread(#[source] tokio::task::JoinError),
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
}

impl Error {
    /// What kind of refusal it is.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        match self {
            Self::WrongPassword
            | Self::WrongCode
            | Self::PasswordShort
            | Self::PasswordLong
            | Self::PasswordCommon
            | Self::EmailUnreadable
            | Self::NameMissing
            | Self::ScopeUnknown => ErrorKind::Invalid,
            Self::EmailTaken | Self::LastOwner | Self::FirstRunOver => ErrorKind::Conflict,
            Self::LinkExpired | Self::UserNotFound | Self::KeyNotFound => ErrorKind::NotFound,
            Self::Hash(_) | Self::SecondFactor(_) | Self::SecretLost | Self::Thread(_) => ErrorKind::Internal,
            Self::Db(error) => error.kind(),
        }
    }
    /// The code: Fluent key, API code, anchor in the documentation.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::WrongPassword => "access.wrong_password",
            Self::WrongCode => "access.wrong_code",
            Self::LinkExpired => "access.link_expired",
            Self::PasswordShort => "access.password_short",
            Self::PasswordLong => "access.password_long",
            Self::PasswordCommon => "access.password_common",
            Self::EmailUnreadable => "access.email_unreadable",
            Self::EmailTaken => "access.email_taken",
            Self::NameMissing => "access.name_missing",
            Self::UserNotFound => "access.user_not_found",
            Self::LastOwner => "access.last_owner",
            Self::FirstRunOver => "access.first_run_over",
            Self::KeyNotFound => "access.key_not_found",
            Self::ScopeUnknown => "access.scope_unknown",
            Self::SecretLost => "access.secret_lost",
            Self::Hash(_) | Self::SecondFactor(_) | Self::Thread(_) => "web.internal",
            Self::Db(error) => error.code(),
        }
    }
}

/// Notes that a session or a key was used. Whoever only reads is not turned away because this cannot be written.
async fn seen(db: &wafa_db::Db, sql: &'static str, values: Vec<wafa_db::Value>) {
    let written = async {
        let mut tx = db.begin().await?;
        tx.execute(sql, values).await?;
        tx.commit().await
    };
    if let Err(error) = written.await {
        tracing::debug!(%error, "last use was not noted");
    }
}

/// Result of this module.
pub type Result<T> = std::result::Result<T, Error>;
