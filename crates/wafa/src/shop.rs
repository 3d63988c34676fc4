//! Opens a business: its database, and the capabilities on it as the web app puts them together.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use wafa_analytics::SqlLimits;
use wafa_db::{Db, DbUrl, Options};
use wafa_web::{App, WebConfig};

use crate::config::Config;
use crate::desk;

/// Opens the database named in the configuration, creating and migrating it if needed.
pub async fn open(config: &Config) -> anyhow::Result<Arc<App>> {
    open_at(config, SocketAddr::from(([127, 0, 0, 1], 0))).await
}

/// The same for a command that asks or takes away: it never creates an empty shop where a path was mistyped.
pub async fn open_existing(config: &Config) -> anyhow::Result<Arc<App>> {
    if let DbUrl::Sqlite(path) = config.db.parse()?
        && !path.is_file()
    {
        anyhow::bail!("{}: there is no such database", path.display());
    }
    open(config).await
}

/// The same, for a server on this address.
pub async fn open_at(config: &Config, bind: SocketAddr) -> anyhow::Result<Arc<App>> {
    let url: DbUrl = config.db.parse()?;
    if let DbUrl::Sqlite(path) = &url
        && let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty())
    {
        std::fs::create_dir_all(folder).with_context(|| format!("cannot create {}", folder.display()))?;
    }
    std::fs::create_dir_all(&config.data).with_context(|| format!("cannot create {}", config.data.display()))?;
    let db = Db::open(&url, Options { subscribers: App::subscriptions(), ..Options::default() })
        .await
        .with_context(|| format!("cannot open {}", shown(&config.db)))?;
    let mut web = WebConfig::local(bind, &config.data);
    if !config.base_url.is_empty() {
        web = web.at(&config.base_url);
    }
    web.secure_cookies |= config.secure_cookies;
    web.api_per_minute = config.api_rate;
    web.background = config.background;
    web.key_file = config.key_file();
    web.lake_bucket = config.analytics.bucket()?;
    web.desk = desk::open(config)?;
    web.sql = SqlLimits {
        rows: config.analytics.query_rows,
        time: Duration::from_secs(config.analytics.query_seconds),
        memory: config.analytics.query_memory_mb << 20,
    };
    Ok(App::new(db, web)?)
}

/// A database address without its password.
fn shown(url: &str) -> String {
    match (url.split_once("://"), url.rsplit_once('@')) {
        (Some((scheme, _)), Some((_, host))) => format!("{scheme}://…@{host}"),
        _ => url.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn a_password_is_not_shown() {
        assert_eq!(shown("postgres://wafa:secret@db/wafa"), "postgres://…@db/wafa");
        assert_eq!(shown("sqlite:a/b.sqlite"), "sqlite:a/b.sqlite");
    }
}
