//! Configuration: the commented default file, an optional file over it, command-line options over both.

use std::path::{Path, PathBuf};

use anyhow::Context;
use serde::Deserialize;
use wafa_analytics::BucketConfig;

use crate::cli::Store;

const DEFAULTS: &str = include_str!("../../../wafa.default.toml");

/// What can be configured; the meaning of each is in `wafa.default.toml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// The database.
    pub db: String,
    /// Folder for files and the lake.
    pub data: PathBuf,
    /// Address to serve on.
    pub listen: String,
    /// How people reach the server.
    pub base_url: String,
    /// Cookies over TLS only.
    pub secure_cookies: bool,
    /// Requests per minute an API key may make.
    pub api_rate: u32,
    /// Whether `wafa serve` does the background work too.
    pub background: bool,
    /// The key that protects secrets; empty = `wafa.key` in `data`.
    pub key_file: PathBuf,
    /// The lake and the engine for SQL.
    #[serde(default)]
    pub analytics: Analytics,
}

/// The lake and the engine for SQL; the meaning of each is in `wafa.default.toml`.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Analytics {
    /// `s3://BUCKET/PREFIX`; empty = the data folder only.
    pub lake: String,
    /// Server of the bucket.
    pub endpoint: String,
    /// Region of the bucket.
    pub region: String,
    /// Id of the key.
    pub access_key: String,
    /// The secret of the key.
    pub secret_key: String,
    /// Addresses of workers.
    pub workers: Vec<String>,
    /// The secret they and this server know.
    pub secret: String,
    /// Seconds the workers have for the figures of a question.
    pub figures_seconds: u64,
    /// Megabytes of a lake from which its figures are asked of the workers.
    pub figures_from_mb: u64,
    /// Seconds a query of a person may take.
    pub query_seconds: u64,
    /// Rows a query of a person shows.
    pub query_rows: usize,
    /// Megabytes a query may use on each machine.
    pub query_memory_mb: usize,
}

impl Default for Analytics {
    fn default() -> Self {
        Self {
            lake: String::new(),
            endpoint: String::new(),
            region: String::new(),
            access_key: String::new(),
            secret_key: String::new(),
            workers: Vec::new(),
            secret: String::new(),
            figures_seconds: 6,
            figures_from_mb: 256,
            query_seconds: 10,
            query_rows: 1_000,
            query_memory_mb: 256,
        }
    }
}

/// Without secrets, so that it can be logged.
impl std::fmt::Debug for Analytics {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { lake, endpoint, workers, .. } = self;
        f.debug_struct("Analytics")
            .field("lake", lake)
            .field("endpoint", endpoint)
            .field("workers", workers)
            .finish_non_exhaustive()
    }
}

impl Analytics {
    /// The bucket of the lake, if there is one; what the file does not say is taken from the environment.
    pub fn bucket(&self) -> anyhow::Result<Option<BucketConfig>> {
        let or = |said: &str, variable: &str| match said {
            "" => std::env::var(variable).unwrap_or_default(),
            said => said.to_owned(),
        };
        let url = or(&self.lake, "WAFA_LAKE");
        if url.is_empty() {
            return Ok(None);
        }
        anyhow::ensure!(url.starts_with("s3://"), "analytics.lake is s3://BUCKET/PREFIX, or empty for the data folder");
        Ok(Some(BucketConfig {
            url,
            endpoint: or(&self.endpoint, "AWS_ENDPOINT_URL"),
            region: or(&self.region, "AWS_REGION"),
            access_key: or(&self.access_key, "AWS_ACCESS_KEY_ID"),
            secret_key: or(&self.secret_key, "AWS_SECRET_ACCESS_KEY"),
            session_token: or("", "AWS_SESSION_TOKEN"),
            ..BucketConfig::default()
        }))
    }
    #[cfg(feature = "cluster")]
    /// The secret: as `WAFA_CLUSTER_SECRET` says, or the configuration; `None` without one.
    pub fn secret(&self) -> Option<String> {
        let named = std::env::var("WAFA_CLUSTER_SECRET").ok().filter(|secret| !secret.is_empty());
        named.or_else(|| Some(self.secret.clone()).filter(|secret| !secret.is_empty()))
    }
}

impl Config {
    /// Reads the defaults and the file over them; `wafa.toml` is optional, a named file is not.
    pub fn read(named: Option<&Path>) -> anyhow::Result<Self> {
        let mut table: toml::Table = DEFAULTS.parse().context("wafa.default.toml")?;
        let file = named.map_or_else(|| PathBuf::from("wafa.toml"), Path::to_path_buf);
        if named.is_some() || file.is_file() {
            let text = std::fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
            let over: toml::Table = text.parse().with_context(|| format!("{} is not TOML", file.display()))?;
            table.extend(over);
        }
        table.try_into().with_context(|| format!("{} has a key or value that is not known", file.display()))
    }

    /// Where the key lies: as `WAFA_KEY_FILE` says, or the configuration, or in the data folder.
    pub fn key_file(&self) -> PathBuf {
        match std::env::var_os("WAFA_KEY_FILE").filter(|file| !file.is_empty()) {
            Some(file) => PathBuf::from(file),
            None if self.key_file.as_os_str().is_empty() => self.data.join("wafa.key"),
            None => self.key_file.clone(),
        }
    }

    /// Puts command-line options over the file. A database given without a folder keeps its files beside itself.
    pub fn over(mut self, store: &Store) -> Self {
        if let Some(db) = &store.db {
            self.db.clone_from(db);
            if let Some(parent) = db.strip_prefix("sqlite:").map(Path::new).and_then(Path::parent) {
                self.data = parent.join("wafa-files");
            }
        }
        if let Some(data) = &store.data {
            self.data.clone_from(data);
        }
        self
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn defaults_are_complete_and_options_win() {
        let table: toml::Table = DEFAULTS.parse().unwrap();
        let config: Config = table.try_into().unwrap();
        assert_eq!(config.listen, "127.0.0.1:8400");
        assert_eq!(config.analytics, Analytics::default(), "the file says what holds without it");
        assert!(config.analytics.bucket().unwrap().is_none());
        let store = Store { db: Some("sqlite:/srv/shop/wafa.sqlite".into()), data: None };
        let over = config.over(&store);
        assert_eq!(
            (over.db.as_str(), over.data.as_path()),
            ("sqlite:/srv/shop/wafa.sqlite", Path::new("/srv/shop/wafa-files"))
        );
    }

    #[test]
    fn a_bucket_is_configured_and_its_keys_are_not_shown() {
        let text =
            "lake = 's3://shop/lakes'\nendpoint = 'https://s3.example.com'\naccess_key = 'id'\nsecret_key = 'hidden'";
        let analytics: Analytics = toml::from_str(text).unwrap();
        let bucket = analytics.bucket().unwrap().unwrap();
        assert_eq!((bucket.url.as_str(), bucket.secret_key.as_str()), ("s3://shop/lakes", "hidden"));
        assert!(!format!("{analytics:?} {bucket:?}").contains("hidden"));
        let elsewhere: Analytics = toml::from_str("lake = '/srv/lake'").unwrap();
        assert!(elsewhere.bucket().is_err());
        assert!(toml::from_str::<Analytics>("lakes = 's3://shop'").is_err());
    }
}
