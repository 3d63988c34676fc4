//! Sessions: a random token in a cookie, its hash in the table. 14 days idle, 30 days at most.

use serde::Serialize;
use wafa_db::{Db, Row, Tx, values};
use wafa_kernel::{Actor, DigitStyle, Language, Moment, Role, UserId};

use super::users::{User, user_of};
use super::{Result, audit, token};

const DAY_MS: i64 = 86_400_000;
/// Unused for so long, a session ends.
pub const IDLE_MS: i64 = 14 * DAY_MS;
/// However used, a session ends.
pub const LIFE_MS: i64 = 30 * DAY_MS;
/// A session that waits for the second factor ends after.
pub const PENDING_MS: i64 = 10 * 60_000;
/// Wrong codes before a session that waits for one ends.
pub const CODE_TRIES: i64 = 5;
const SEEN_EVERY_MS: i64 = 5 * 60_000;

const START: &str = "insert into web_session (token_hash, user_id, csrf, agent, created_at, seen_at, expires_at, verified, attempts, pending_totp) \
    values ($1, $2, $3, $4, $5, $5, $6, $7, 0, '')";
const FIND: &str = "select u.id, u.email, u.name, u.role, u.language, u.digits, u.theme, u.password_hash, u.totp_secret, u.totp_last, u.active, u.created_at, \
    s.csrf, s.seen_at, s.expires_at, s.verified, s.attempts, s.pending_totp \
    from web_session s join web_user u on u.id = s.user_id where s.token_hash = $1";
const SEEN: &str = "update web_session set seen_at = $2 where token_hash = $1";
const END: &str = "delete from web_session where token_hash = $1";
const END_ALL: &str = "delete from web_session where user_id = $1";
const END_OTHERS: &str = "delete from web_session where user_id = $1 and token_hash <> $2";
const END_OLD: &str = "delete from web_session where expires_at <= $1 or seen_at <= $2";
const TRIED: &str = "update web_session set attempts = attempts + 1 where token_hash = $1";
const PENDING: &str = "update web_session set pending_totp = $2 where token_hash = $1";
const OF_USER: &str = "select token_hash, agent, created_at, seen_at from web_session where user_id = $1 and verified order by seen_at desc limit 50";

/// Somebody who is signed in, and how they read.
#[derive(Debug, Clone, Serialize)]
pub struct SignedIn {
    /// Who.
    pub id: UserId,
    /// Name.
    pub name: String,
    /// E-mail.
    pub email: String,
    /// Role.
    pub role: Role,
    /// Language.
    pub language: Language,
    /// Digits.
    pub digits: DigitStyle,
    /// `auto`, `light`, `dark`.
    pub theme: String,
    /// Has a second factor.
    pub second_factor: bool,
    /// Passed every factor; until then nothing but the second factor's page opens.
    pub verified: bool,
    /// Goes into every form.
    #[serde(skip)]
    pub csrf: String,
    #[serde(skip)]
    pub(crate) token_hash: String,
    #[serde(skip)]
    pub(crate) pending_totp: String,
    #[serde(skip)]
    pub(crate) attempts: i64,
}

impl SignedIn {
    /// As the policy sees them; nobody until every factor is passed.
    #[must_use]
    pub fn actor(&self) -> Option<Actor> {
        self.verified.then_some(Actor::User { id: self.id, role: self.role })
    }
}

/// One session, as the account page shows it.
#[derive(Debug, Clone, Serialize)]
pub struct SessionRow {
    /// What the browser calls itself.
    pub agent: String,
    /// Since when.
    pub created_at: Moment,
    /// Last used.
    pub seen_at: Moment,
    /// This one.
    pub current: bool,
}

/// Starts a session; returns the token for the cookie. It waits for the second factor when there is one.
///
/// # Errors
/// The database's.
pub async fn start(tx: &mut Tx, user: &User, agent: &str, verified: bool) -> Result<String> {
    let secret = token::fresh();
    let now = tx.now();
    let ends = now.plus_ms(if verified { LIFE_MS } else { PENDING_MS });
    let agent: String = agent.chars().filter(|letter| !letter.is_control()).take(160).collect();
    tx.execute(START, values![token::hash(&secret), user.id, token::fresh(), agent, now, ends, verified]).await?;
    if verified {
        let actor = Actor::User { id: user.id, role: user.role };
        audit::note(tx, &actor, "session.started", &user.email, "").await?;
    }
    Ok(secret)
}

/// Who holds this token; `None` when the session ended or the person was shut out.
///
/// # Errors
/// The database's.
pub async fn find(db: &Db, secret: &str) -> Result<Option<SignedIn>> {
    if secret.len() != 43 {
        return Ok(None);
    }
    let hash = token::hash(secret);
    let rows = db.read(FIND, values![hash.as_str()]).await?;
    let Some(row) = rows.first() else { return Ok(None) };
    let (found, seen_at, expires_at) = (signed_in(row, hash)?, row.get::<Moment>(13)?, row.get::<Moment>(14)?);
    let now = db.now();
    let active: bool = row.get(10)?;
    if !active || now >= expires_at || now >= seen_at.plus_ms(IDLE_MS) {
        return Ok(None);
    }
    if found.verified && now.ms() - seen_at.ms() > SEEN_EVERY_MS && !db.read_only() {
        super::seen(db, SEEN, values![found.token_hash.as_str(), now]).await;
    }
    Ok(Some(found))
}

fn signed_in(row: &Row, token_hash: String) -> Result<SignedIn> {
    let user = user_of(row)?;
    Ok(SignedIn {
        id: user.id,
        name: user.name,
        email: user.email,
        role: user.role,
        language: user.language,
        digits: user.digits,
        theme: user.theme,
        second_factor: !user.totp_secret.is_empty(),
        csrf: row.get(12)?,
        verified: row.get(15)?,
        attempts: row.get(16)?,
        pending_totp: row.get(17)?,
        token_hash,
    })
}

/// Ends one session.
///
/// # Errors
/// The database's.
pub async fn end(db: &Db, session: &SignedIn) -> Result<()> {
    let mut tx = db.begin().await?;
    tx.execute(END, values![session.token_hash.as_str()]).await?;
    tx.commit().await?;
    Ok(())
}

pub(super) async fn end_all(tx: &mut Tx, user: UserId) -> Result<()> {
    tx.execute(END_ALL, values![user]).await?;
    Ok(())
}

/// Ends every other session of that person.
///
/// # Errors
/// The database's.
pub async fn end_others(db: &Db, session: &SignedIn) -> Result<u64> {
    let mut tx = db.begin().await?;
    let ended = tx.execute(END_OTHERS, values![session.id, session.token_hash.as_str()]).await?;
    tx.commit().await?;
    Ok(ended)
}

/// Counts a wrong code; ends the session after [`CODE_TRIES`]. True when it ended.
///
/// # Errors
/// The database's.
pub async fn count_wrong_code(db: &Db, session: &SignedIn) -> Result<bool> {
    let ends = session.attempts + 1 >= CODE_TRIES;
    let mut tx = db.begin().await?;
    tx.execute(if ends { END } else { TRIED }, values![session.token_hash.as_str()]).await?;
    tx.commit().await?;
    Ok(ends)
}

/// Takes the session away inside a transaction that starts the next one.
///
/// # Errors
/// The database's.
pub async fn end_in(tx: &mut Tx, session: &SignedIn) -> Result<()> {
    tx.execute(END, values![session.token_hash.as_str()]).await?;
    Ok(())
}

/// Remembers the secret of a second factor that is being set up, given as the vault seals it.
///
/// # Errors
/// The database's.
pub async fn keep_pending(db: &Db, session: &SignedIn, secret: &str) -> Result<()> {
    let mut tx = db.begin().await?;
    tx.execute(PENDING, values![session.token_hash.as_str(), secret]).await?;
    tx.commit().await?;
    Ok(())
}

/// The sessions of a person, latest first.
///
/// # Errors
/// The database's.
pub async fn of_user(db: &Db, session: &SignedIn) -> Result<Vec<SessionRow>> {
    let rows = db.read(OF_USER, values![session.id]).await?;
    rows.iter()
        .map(|row| {
            let hash: String = row.get(0)?;
            Ok(SessionRow {
                agent: row.get(1)?,
                created_at: row.get(2)?,
                seen_at: row.get(3)?,
                current: hash == session.token_hash,
            })
        })
        .collect()
}

/// Sweeps out sessions that ended by time.
///
/// # Errors
/// The database's.
pub async fn sweep(db: &Db) -> Result<u64> {
    let mut tx = db.begin().await?;
    let now = tx.now();
    let ended = tx.execute(END_OLD, values![now, now.plus_ms(-IDLE_MS)]).await?;
    tx.commit().await?;
    Ok(ended)
}
