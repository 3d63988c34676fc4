//! Keys of the JSON API: `wafa_` and 256 random bits, shown once, stored as a hash, with scopes.

use std::collections::BTreeSet;

use serde::Serialize;
use wafa_db::{Db, Row, values};
use wafa_kernel::policy::action::{self, ManageKeys};
use wafa_kernel::{Actor, ApiKeyId, Moment, Permit};

use super::{Error, Result, audit, seen, token};

/// How every key begins, so that scanners for leaked secrets find it.
pub const PREFIX: &str = "wafa_";
const USED_EVERY_MS: i64 = 3_600_000;

const ADD: &str = "insert into web_api_key (id, name, secret_hash, shown, scopes, created_at, created_by, used_at, revoked_at) \
    values ($1, $2, $3, $4, $5, $6, $7, null, null)";
const FIND: &str = "select id, scopes, used_at from web_api_key where secret_hash = $1 and revoked_at is null";
const USED: &str = "update web_api_key set used_at = $2 where id = $1";
const LIST: &str =
    "select id, name, shown, scopes, created_at, created_by, used_at, revoked_at from web_api_key order by id desc";
const REVOKE: &str = "update web_api_key set revoked_at = $2 where id = $1 and revoked_at is null";

/// A key as pages show it.
#[derive(Debug, Clone, Serialize)]
pub struct KeyRow {
    /// Which.
    pub id: ApiKeyId,
    /// What the owner calls it.
    pub name: String,
    /// Its beginning, to tell keys apart.
    pub shown: String,
    /// What it may.
    pub scopes: Vec<String>,
    /// Since when.
    pub created_at: Moment,
    /// By whom.
    pub created_by: String,
    /// Last used, to the hour.
    pub used_at: Option<Moment>,
    /// Since when it is void.
    pub revoked_at: Option<Moment>,
}

/// A key that was just made.
#[derive(Debug, Clone)]
pub struct NewKey {
    /// Which.
    pub id: ApiKeyId,
    /// The secret. Shown once, stored nowhere.
    pub secret: String,
}

/// Every scope there is, from the policy.
#[must_use]
pub fn scopes() -> Vec<&'static str> {
    let known: BTreeSet<&'static str> =
        action::ALL.iter().map(|(_, _, scope)| *scope).filter(|scope| !scope.is_empty()).collect();
    known.into_iter().collect()
}

/// Makes a key.
///
/// # Errors
/// [`Error::NameMissing`], [`Error::ScopeUnknown`].
pub async fn make(db: &Db, permit: &Permit<ManageKeys>, name: &str, wanted: &[String]) -> Result<NewKey> {
    let name: String = name.trim().chars().take(80).collect();
    if name.is_empty() {
        return Err(Error::NameMissing);
    }
    let known = scopes();
    let wanted: BTreeSet<&str> = wanted.iter().map(String::as_str).collect();
    if wanted.is_empty() || wanted.iter().any(|scope| !known.contains(scope)) {
        return Err(Error::ScopeUnknown);
    }
    let granted = wanted.into_iter().collect::<Vec<_>>().join(" ");
    let secret = format!("{PREFIX}{}", token::fresh());
    let shown: String = secret.chars().take(PREFIX.len() + 5).collect();
    let mut tx = db.begin().await?;
    let (id, now): (ApiKeyId, Moment) = (tx.new_id(), tx.now());
    let row =
        values![id, name.as_str(), token::hash(&secret), shown, granted.as_str(), now, permit.actor().to_string()];
    tx.execute(ADD, row).await?;
    audit::note(&mut tx, permit.actor(), "key.made", &name, &granted).await?;
    tx.commit().await?;
    Ok(NewKey { id, secret })
}

/// The actor behind a key; `None` when it is unknown or void.
///
/// # Errors
/// The database's.
pub async fn find(db: &Db, secret: &str) -> Result<Option<Actor>> {
    if !secret.starts_with(PREFIX) || secret.len() != PREFIX.len() + 43 {
        return Ok(None);
    }
    let rows = db.read(FIND, values![token::hash(secret)]).await?;
    let Some(row) = rows.first() else { return Ok(None) };
    let (id, granted, used_at): (ApiKeyId, String, Option<Moment>) = (row.get(0)?, row.get(1)?, row.get(2)?);
    let now = db.now();
    if !db.read_only() && used_at.is_none_or(|used| now.ms() - used.ms() > USED_EVERY_MS) {
        seen(db, USED, values![id, now]).await;
    }
    Ok(Some(Actor::Key { id, scopes: granted.split(' ').map(str::to_owned).collect() }))
}

fn key_row(row: &Row) -> Result<KeyRow> {
    let granted: String = row.get(3)?;
    Ok(KeyRow {
        id: row.get(0)?,
        name: row.get(1)?,
        shown: row.get(2)?,
        scopes: granted.split(' ').map(str::to_owned).collect(),
        created_at: row.get(4)?,
        created_by: row.get(5)?,
        used_at: row.get(6)?,
        revoked_at: row.get(7)?,
    })
}

/// All keys, newest first, void ones included.
///
/// # Errors
/// The database's.
pub async fn list(db: &Db, _: &Permit<ManageKeys>) -> Result<Vec<KeyRow>> {
    db.read(LIST, Vec::new()).await?.iter().map(key_row).collect()
}

/// Makes a key void, at once.
///
/// # Errors
/// [`Error::KeyNotFound`].
pub async fn revoke(db: &Db, permit: &Permit<ManageKeys>, id: ApiKeyId) -> Result<()> {
    let mut tx = db.begin().await?;
    let now = tx.now();
    if tx.execute(REVOKE, values![id, now]).await? == 0 {
        return Err(Error::KeyNotFound);
    }
    audit::note(&mut tx, permit.actor(), "key.revoked", &id.to_string(), "").await?;
    tx.commit().await?;
    Ok(())
}
