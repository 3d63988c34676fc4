//! Members of the team.

use serde::Serialize;
use wafa_db::{Db, Row, Tx, Value, values};
use wafa_kernel::policy::action::ManageTeam;
use wafa_kernel::{Actor, DigitStyle, Language, Moment, Permit, Role, UserId};

use super::{Error, Result, audit, sessions};

const COLUMNS: &str = "select id, email, name, role, language, digits, theme, password_hash, totp_secret, totp_last, active, created_at from web_user";
const ADD: &str = "insert into web_user (id, email, name, role, language, digits, theme, password_hash, totp_secret, totp_last, active, created_at, changed_at) \
    values ($1, $2, $3, $4, $5, $6, 'auto', $7, '', 0, true, $8, $8)";
const OWNERS: &str = "select count(*) from web_user where role = 'owner' and active and id <> $1";
const ANYBODY: &str = "select id from web_user where active limit 1";
const SET_PASSWORD: &str = "update web_user set password_hash = $2, changed_at = $3 where id = $1";
const SET_ROLE: &str = "update web_user set role = $2, changed_at = $3 where id = $1";
const SET_ACTIVE: &str = "update web_user set active = $2, changed_at = $3 where id = $1";
const SET_LOOK: &str =
    "update web_user set name = $2, language = $3, digits = $4, theme = $5, changed_at = $6 where id = $1";
const SET_LANGUAGE: &str = "update web_user set language = $2 where id = $1";
const SET_TOTP: &str = "update web_user set totp_secret = $2, totp_last = $3, changed_at = $4 where id = $1";
const USE_STEP: &str = "update web_user set totp_last = $2 where id = $1 and totp_last < $2";

/// A member of the team. Never serialised: it holds the password's hash.
#[derive(Debug, Clone)]
pub struct User {
    /// Who.
    pub id: UserId,
    /// Where they are written to, and what they sign in with; lower case.
    pub email: String,
    /// What they are called.
    pub name: String,
    /// What they are.
    pub role: Role,
    /// What they read.
    pub language: Language,
    /// Which digits.
    pub digits: DigitStyle,
    /// `auto`, `light` or `dark`.
    pub theme: String,
    /// Argon2id; empty when none is set.
    pub(crate) password_hash: String,
    /// As the vault seals it; empty without a second factor.
    pub(crate) totp_secret: String,
    /// The last step used.
    pub(crate) totp_last: i64,
    /// May sign in.
    pub active: bool,
    /// Since when.
    pub created_at: Moment,
}

/// A member of the team as pages show it.
#[derive(Debug, Clone, Serialize)]
pub struct Member {
    /// Who.
    pub id: UserId,
    /// Their e-mail.
    pub email: String,
    /// Their name.
    pub name: String,
    /// Their role.
    pub role: Role,
    /// May sign in.
    pub active: bool,
    /// Has a second factor.
    pub second_factor: bool,
    /// Since when.
    pub created_at: Moment,
}

/// What a new member brings.
#[derive(Debug, Clone)]
pub struct NewUser {
    /// E-mail, any case.
    pub email: String,
    /// Name.
    pub name: String,
    /// Role.
    pub role: Role,
    /// Language.
    pub language: Language,
    /// Argon2id; empty for somebody who signs in by link only.
    pub password_hash: String,
}

/// The digits' name in storage.
#[must_use]
pub const fn digits_name(digits: DigitStyle) -> &'static str {
    match digits {
        DigitStyle::Native => "native",
        DigitStyle::Latin => "latin",
    }
}

/// The digits stored under a name.
#[must_use]
pub fn digits_of(name: &str) -> DigitStyle {
    if name == "latin" { DigitStyle::Latin } else { DigitStyle::Native }
}

pub(super) fn user_of(row: &Row) -> Result<User> {
    let (role, language, digits): (String, String, String) = (row.get(3)?, row.get(4)?, row.get(5)?);
    Ok(User {
        id: row.get(0)?,
        email: row.get(1)?,
        name: row.get(2)?,
        role: role.parse().unwrap_or(Role::ReadOnly),
        language: language.parse().unwrap_or(Language::En),
        digits: digits_of(&digits),
        theme: row.get(6)?,
        password_hash: row.get(7)?,
        totp_secret: row.get(8)?,
        totp_last: row.get(9)?,
        active: row.get(10)?,
        created_at: row.get(11)?,
    })
}

/// The user with an e-mail.
///
/// # Errors
/// The database's.
pub async fn by_email(db: &Db, email: &str) -> Result<Option<User>> {
    let email = wafa_text::email::parse(email).unwrap_or_default();
    let rows = db.read_text(format!("{COLUMNS} where email = $1"), values![email]).await?;
    rows.first().map(user_of).transpose()
}

/// A user.
///
/// # Errors
/// [`Error::UserNotFound`].
pub async fn get(db: &Db, id: UserId) -> Result<User> {
    let rows = db.read_text(format!("{COLUMNS} where id = $1"), values![id]).await?;
    rows.first().map(user_of).transpose()?.ok_or(Error::UserNotFound)
}

pub(crate) async fn load(tx: &mut Tx, id: UserId) -> Result<User> {
    let rows = tx.read_text(format!("{COLUMNS} where id = $1"), values![id]).await?;
    rows.first().map(user_of).transpose()?.ok_or(Error::UserNotFound)
}

/// Everybody, oldest first.
///
/// # Errors
/// The database's.
pub async fn list(db: &Db) -> Result<Vec<Member>> {
    let rows = db.read_text(format!("{COLUMNS} order by id"), Vec::new()).await?;
    rows.iter()
        .map(|row| {
            let User { id, email, name, role, active, totp_secret, created_at, .. } = user_of(row)?;
            Ok(Member { id, email, name, role, active, second_factor: !totp_secret.is_empty(), created_at })
        })
        .collect()
}

/// Is there anybody who can sign in?
///
/// # Errors
/// The database's.
pub async fn anybody(tx: &mut Tx) -> Result<bool> {
    Ok(!tx.read(ANYBODY, Vec::new()).await?.is_empty())
}

/// Adds a member.
///
/// # Errors
/// [`Error::EmailUnreadable`], [`Error::EmailTaken`], [`Error::NameMissing`].
pub async fn add(tx: &mut Tx, new: &NewUser, actor: &Actor) -> Result<UserId> {
    let email = wafa_text::email::parse(&new.email).ok_or(Error::EmailUnreadable)?;
    let name = new.name.trim();
    if name.is_empty() {
        return Err(Error::NameMissing);
    }
    let taken = tx.read_text(format!("{COLUMNS} where email = $1"), values![email.as_str()]).await?;
    if !taken.is_empty() {
        return Err(Error::EmailTaken);
    }
    let id: UserId = tx.new_id();
    let name: String = name.chars().take(120).collect();
    let row: Vec<Value> = values![
        id,
        email.as_str(),
        name,
        new.role.as_str(),
        new.language.tag(),
        "native",
        new.password_hash.as_str(),
        tx.now()
    ];
    tx.execute(ADD, row).await?;
    audit::note(tx, actor, "user.added", &email, new.role.as_str()).await?;
    Ok(id)
}

/// Sets the password and ends every session of that person.
///
/// # Errors
/// The database's.
pub async fn set_password(tx: &mut Tx, id: UserId, hash: &str, actor: &Actor) -> Result<()> {
    let now = tx.now();
    tx.execute(SET_PASSWORD, values![id, hash, now]).await?;
    sessions::end_all(tx, id).await?;
    audit::note(tx, actor, "user.password_changed", &id.to_string(), "").await
}

/// Sets or clears (empty) the secret of the second factor, given as the vault seals it. `step` is the step already used.
///
/// # Errors
/// The database's.
pub async fn set_second_factor(tx: &mut Tx, id: UserId, secret: &str, step: i64, actor: &Actor) -> Result<()> {
    let now = tx.now();
    tx.execute(SET_TOTP, values![id, secret, step, now]).await?;
    let what = if secret.is_empty() { "user.second_factor_removed" } else { "user.second_factor_set" };
    audit::note(tx, actor, what, &id.to_string(), "").await
}

/// Uses up a step of the second factor.
///
/// # Errors
/// [`Error::WrongCode`] when it was used before, even a moment ago by somebody else.
pub async fn use_step(tx: &mut Tx, id: UserId, step: i64) -> Result<()> {
    if tx.execute(USE_STEP, values![id, step]).await? == 1 { Ok(()) } else { Err(Error::WrongCode) }
}

/// Name, language, digits and theme of one's own account.
///
/// # Errors
/// [`Error::NameMissing`].
pub async fn set_look(
    db: &Db,
    id: UserId,
    name: &str,
    language: Language,
    digits: DigitStyle,
    theme: &str,
) -> Result<()> {
    let name: String = name.trim().chars().take(120).collect();
    if name.is_empty() {
        return Err(Error::NameMissing);
    }
    let theme = if matches!(theme, "light" | "dark") { theme } else { "auto" };
    let mut tx = db.begin().await?;
    let now = tx.now();
    tx.execute(SET_LOOK, values![id, name, language.tag(), digits_name(digits), theme, now]).await?;
    tx.commit().await?;
    Ok(())
}

/// The language of one's own pages.
///
/// # Errors
/// The database's.
pub async fn set_language(db: &Db, id: UserId, language: Language) -> Result<()> {
    let mut tx = db.begin().await?;
    tx.execute(SET_LANGUAGE, values![id, language.tag()]).await?;
    tx.commit().await?;
    Ok(())
}

/// Gives another role. Ends every session of that person.
///
/// # Errors
/// [`Error::LastOwner`] when nobody would own the business any more, [`Error::UserNotFound`].
pub async fn change_role(db: &Db, permit: &Permit<ManageTeam>, id: UserId, role: Role) -> Result<()> {
    let mut tx = db.begin().await?;
    let user = load(&mut tx, id).await?;
    if user.role == role {
        return Ok(());
    }
    if user.role == Role::Owner {
        keep_an_owner(&mut tx, id).await?;
    }
    let now = tx.now();
    tx.execute(SET_ROLE, values![id, role.as_str(), now]).await?;
    sessions::end_all(&mut tx, id).await?;
    audit::note(&mut tx, permit.actor(), "user.role_changed", &user.email, role.as_str()).await?;
    tx.commit().await?;
    Ok(())
}

/// Lets somebody in again, or shuts them out and ends their sessions.
///
/// # Errors
/// [`Error::LastOwner`], [`Error::UserNotFound`].
pub async fn set_active(db: &Db, permit: &Permit<ManageTeam>, id: UserId, active: bool) -> Result<()> {
    let mut tx = db.begin().await?;
    let user = load(&mut tx, id).await?;
    if user.role == Role::Owner && !active {
        keep_an_owner(&mut tx, id).await?;
    }
    let now = tx.now();
    tx.execute(SET_ACTIVE, values![id, active, now]).await?;
    sessions::end_all(&mut tx, id).await?;
    let what = if active { "user.let_in" } else { "user.shut_out" };
    audit::note(&mut tx, permit.actor(), what, &user.email, "").await?;
    tx.commit().await?;
    Ok(())
}

async fn keep_an_owner(tx: &mut Tx, leaving: UserId) -> Result<()> {
    let rows = tx.read(OWNERS, values![leaving]).await?;
    let others: i64 = rows.first().map(|row| row.get(0)).transpose()?.unwrap_or_default();
    if others == 0 { Err(Error::LastOwner) } else { Ok(()) }
}
