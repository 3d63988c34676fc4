//! Migrations: embedded, in order, each in its own transaction, so that a start that was cut short is resumed.
//!
//! A migration that was applied may never change; a database of a newer program is not opened by an older one.

pub(crate) mod postgres;
pub(crate) mod sqlite;

use crate::error::DbError;

/// One file of `migrations/`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Migration {
    pub version: i64,
    pub name: &'static str,
    pub sql: &'static str,
}

/// A migration the database remembers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Applied {
    pub version: i64,
    pub checksum: String,
}

macro_rules! embedded {
    ($($version:literal $name:literal),* $(,)?) => {
        &[$(Migration {
            version: $version,
            name: $name,
            sql: include_str!(concat!("../../../migrations/", $name, ".sql")),
        }),*]
    };
}

/// All migrations, in order.
pub(crate) const ALL: &[Migration] = embedded![
    1 "0001_kernel",
    2 "0002_customers",
    3 "0003_sales",
    4 "0004_intake",
    5 "0005_analytics",
    6 "0006_access",
    7 "0007_intake",
    8 "0008_desk",
    9 "0009_engine",
    10 "0010_reports",
    11 "0011_product",
    12 "0012_fit_job",
];

pub(crate) const LEDGER: &str = "create table if not exists schema_migration (\
    version bigint not null primary key, name text not null, checksum text not null, applied_at bigint not null)";
pub(crate) const LIST: &str = "select version, checksum from schema_migration order by version";
pub(crate) const NOTE: &str =
    "insert into schema_migration (version, name, checksum, applied_at) values ($1, $2, $3, $4)";

impl Migration {
    /// FNV-1a of the text, 64 bits: it guards against a slip, not against an attacker.
    pub(crate) fn checksum(&self) -> String {
        let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
        for byte in self.sql.bytes().filter(|byte| *byte != b'\r') {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
        format!("{hash:016x}")
    }
    /// Its statements. Comments stand on lines of their own.
    pub(crate) fn statements(&self) -> Vec<String> {
        let lines: Vec<&str> = self.sql.lines().filter(|line| !line.trim_start().starts_with("--")).collect();
        let text = lines.join("\n");
        text.split(';').map(str::trim).filter(|statement| !statement.is_empty()).map(str::to_owned).collect()
    }
}

/// What is still to be applied.
///
/// # Errors
/// [`DbError::NewerSchema`] and [`DbError::ChangedMigration`].
pub(crate) fn pending(applied: &[Applied]) -> Result<Vec<Migration>, DbError> {
    let known = ALL.iter().map(|migration| migration.version).max().unwrap_or_default();
    for one in applied {
        match ALL.iter().find(|migration| migration.version == one.version) {
            None if one.version > known => return Err(DbError::NewerSchema { found: one.version, known }),
            Some(migration) if migration.checksum() == one.checksum => {}
            _ => return Err(DbError::ChangedMigration { version: one.version }),
        }
    }
    Ok(ALL.iter().filter(|migration| applied.iter().all(|one| one.version != migration.version)).copied().collect())
}
