//! Settings: JSON under a key, each change a new version, history kept.

use serde::Serialize;
use serde::de::DeserializeOwned;
use wafa_kernel::{Actor, Moment};

use crate::db::Db;
use crate::error::DbError;
use crate::row::Row;
use crate::tx::Tx;
use crate::values;

const LOAD: &str = "select body, version from setting where key = $1";
const SAVE: &str = "insert into setting (key, version, body, changed_at, changed_by) values ($1, 1, $2, $3, $4) \
    on conflict (key) do update set version = setting.version + 1, body = excluded.body, \
    changed_at = excluded.changed_at, changed_by = excluded.changed_by returning version";
const KEEP: &str =
    "insert into setting_version (key, version, body, changed_at, changed_by) values ($1, $2, $3, $4, $5)";
const VERSION: &str = "select body, version from setting_version where key = $1 and version = $2";
const HISTORY: &str =
    "select version, body, changed_at, changed_by from setting_version where key = $1 order by version desc";

/// A setting as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettingVersion {
    /// 1 for the first.
    pub version: i64,
    /// JSON.
    pub body: String,
    /// Since when.
    pub changed_at: Moment,
    /// By whom: `user:…`, `key:…`, `system:…`.
    pub changed_by: String,
}

impl Db {
    /// A setting and its version; `None` when it was never saved.
    ///
    /// # Errors
    /// [`DbError::Json`] when what is stored is not a `T`.
    pub async fn setting<T: DeserializeOwned>(&self, key: &str) -> Result<Option<(T, i64)>, DbError> {
        decode(&self.read(LOAD, values![key]).await?)
    }
    /// All versions of a setting, latest first.
    ///
    /// # Errors
    /// [`DbError`].
    pub async fn setting_history(&self, key: &str) -> Result<Vec<SettingVersion>, DbError> {
        let version = |row: &Row| {
            Ok(SettingVersion {
                version: row.get(0)?,
                body: row.get(1)?,
                changed_at: row.get(2)?,
                changed_by: row.get(3)?,
            })
        };
        self.read(HISTORY, values![key]).await?.iter().map(version).collect()
    }
}

impl Tx {
    /// A setting and its version; `None` when it was never saved.
    ///
    /// # Errors
    /// [`DbError::Json`] when what is stored is not a `T`.
    pub async fn setting<T: DeserializeOwned>(&mut self, key: &str) -> Result<Option<(T, i64)>, DbError> {
        decode(&self.read(LOAD, values![key]).await?)
    }
    /// A setting as it was in one version; `None` when there was no such version.
    ///
    /// # Errors
    /// [`DbError::Json`] when what is stored is not a `T`.
    pub async fn setting_version<T: DeserializeOwned>(
        &mut self,
        key: &str,
        version: i64,
    ) -> Result<Option<T>, DbError> {
        Ok(decode(&self.read(VERSION, values![key, version]).await?)?.map(|(value, _)| value))
    }
    /// Saves a setting; says which version it is now.
    ///
    /// # Errors
    /// [`DbError`].
    pub async fn save_setting<T: Serialize + Sync>(
        &mut self,
        key: &str,
        value: &T,
        actor: &Actor,
    ) -> Result<i64, DbError> {
        let body = serde_json::to_string(value)?;
        let (now, who) = (self.now(), actor.to_string());
        let saved = self.read(SAVE, values![key, &body, now, &who]).await?;
        let version: i64 = saved.first().ok_or(DbError::Ended)?.get(0)?;
        self.execute(KEEP, values![key, version, body, now, who]).await?;
        Ok(version)
    }
}

fn decode<T: DeserializeOwned>(rows: &[Row]) -> Result<Option<(T, i64)>, DbError> {
    let Some(row) = rows.first() else { return Ok(None) };
    Ok(Some((serde_json::from_str(&row.get::<String>(0)?)?, row.get(1)?)))
}
