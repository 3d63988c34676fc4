//! Is the database sound?

use crate::db::{Db, Engine};
use crate::error::DbError;
use crate::values;

const TABLES_SQLITE: &str =
    "select name from sqlite_schema where type = 'table' and name not like 'sqlite~_%' escape '~' order by name";
const TABLES_POSTGRES: &str = "select table_name from information_schema.tables \
    where table_schema = current_schema() and table_type = 'BASE TABLE' order by table_name";

/// How many rows a table has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableCount {
    /// The table.
    pub table: String,
    /// Its rows.
    pub rows: i64,
}

impl Db {
    /// What is wrong with the file, in the words of the engine; empty when nothing is. PostgreSQL checks its pages
    /// and references itself; there this only reads every table once.
    ///
    /// # Errors
    /// [`DbError`].
    pub async fn integrity(&self) -> Result<Vec<String>, DbError> {
        let mut problems = Vec::new();
        if self.engine() == Engine::Sqlite {
            for row in self.read("pragma integrity_check", values![]).await? {
                let text: String = row.get(0)?;
                if text != "ok" {
                    problems.push(text);
                }
            }
            for row in self.read("pragma foreign_key_check", values![]).await? {
                let (table, parent): (String, String) = (row.get(0)?, row.get(2)?);
                let place: Option<i64> = row.get(1)?;
                problems
                    .push(format!("{table}, row {}: refers to a missing row of {parent}", place.unwrap_or_default()));
            }
        }
        self.row_counts().await?;
        Ok(problems)
    }
    /// The rows of every table.
    ///
    /// # Errors
    /// [`DbError`].
    pub async fn row_counts(&self) -> Result<Vec<TableCount>, DbError> {
        let mut counts = Vec::new();
        for table in self.tables().await? {
            let found = self.read_text(format!("select count(*) from \"{table}\""), values![]).await?;
            let rows = found.first().map_or(Ok(0), |row| row.get(0))?;
            counts.push(TableCount { table, rows });
        }
        Ok(counts)
    }
    /// The names of all tables.
    pub(crate) async fn tables(&self) -> Result<Vec<String>, DbError> {
        let sql = match self.engine() {
            Engine::Sqlite => TABLES_SQLITE,
            Engine::Postgres => TABLES_POSTGRES,
        };
        self.read(sql, values![]).await?.iter().map(|row| row.get(0)).collect()
    }
}
