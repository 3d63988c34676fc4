//! A copy of everything, row by row, that either engine can be filled from: the backup of a PostgreSQL database, and
//! the way from one engine to the other.
//!
//! Lines of JSON: a head with the version of the schema, then for each table a line with its columns followed by a
//! line for each row, then a foot with the number of rows. All of it is the database at one moment. Tables come in
//! the order in which migrations make them, so that nothing refers to what is not there yet.

use std::io::{BufRead, Write};

use serde::{Deserialize, Serialize};

use crate::db::{Db, Engine, Options, Snapshot};
use crate::error::DbError;
use crate::migrate::{ALL, Migration};
use crate::row::Row;
use crate::url::DbUrl;
use crate::value::Value;
use crate::values;

const FORM: &str = "wafa-rows-1";
const PART: usize = 2_000;

#[derive(Debug, Serialize, Deserialize)]
struct Head {
    form: String,
    schema: i64,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(untagged)]
enum Line {
    Table { table: String, columns: Vec<String> },
    Foot { rows: u64 },
    Row(Vec<serde_json::Value>),
}

impl Db {
    /// Writes every row of every table, as of one moment, while others read and write. Says how many.
    ///
    /// # Errors
    /// [`DbError::Io`], [`DbError::Full`] for the file; those of reading.
    pub async fn export_rows(&self, to: &mut (dyn Write + Send)) -> Result<u64, DbError> {
        let snapshot = self.snapshot().await?;
        let applied = snapshot.read("select coalesce(max(version), 0) from schema_migration", values![]).await?;
        let schema = applied.first().map_or(Ok(0), |row| row.get(0))?;
        put(to, &Head { form: FORM.to_owned(), schema })?;
        let mut rows = 0;
        for table in in_order(self.tables().await?) {
            let columns = self.columns(&table).await?;
            put(to, &Line::Table { table: table.clone(), columns: columns.clone() })?;
            rows += export_table(self.engine(), &snapshot, &table, &columns, to).await?;
        }
        put(to, &Line::Foot { rows })?;
        Ok(rows)
    }

    /// Fills a database that holds nothing yet from what [`Db::export_rows`] wrote, by whichever engine; an older
    /// schema is brought up to date afterwards. All of it, or nothing. Says how many rows.
    ///
    /// # Errors
    /// [`DbError::Unsupported`] when something is there already or the text is not an archive; [`DbError::NewerSchema`].
    pub async fn import_rows(url: &DbUrl, from: &mut (dyn BufRead + Send)) -> Result<u64, DbError> {
        let head: Head = take(from)?.ok_or(DbError::Unsupported("the archive is empty"))?;
        if head.form != FORM {
            return Err(DbError::Unsupported("this is not an archive of rows"));
        }
        let known = ALL.iter().map(|migration| migration.version).max().unwrap_or_default();
        if head.schema > known {
            return Err(DbError::NewerSchema { found: head.schema, known });
        }
        let db = Self::open(url, Options { up_to: Some(head.schema), ..Options::default() }).await?;
        let seeded = seeded();
        for count in db.row_counts().await? {
            if count.rows > 0 && count.table != "schema_migration" && !seeded.contains(&count.table) {
                return Err(DbError::Unsupported("there is something in this database already"));
            }
        }
        fill(&db, &seeded, from).await
    }

    async fn columns(&self, table: &str) -> Result<Vec<String>, DbError> {
        const SQLITE: &str = "select name from pragma_table_info($1) order by cid";
        const POSTGRES: &str = "select column_name from information_schema.columns \
            where table_schema = current_schema() and table_name = $1 order by ordinal_position";
        let sql = if self.engine() == Engine::Sqlite { SQLITE } else { POSTGRES };
        self.read(sql, values![table]).await?.iter().map(|row| row.get(0)).collect()
    }
}

async fn export_table(
    engine: Engine,
    snapshot: &Snapshot,
    table: &str,
    columns: &[String],
    to: &mut (dyn Write + Send),
) -> Result<u64, DbError> {
    let list = columns.join(", ");
    let cursor = format!("rows_of_{table}");
    if engine == Engine::Postgres {
        snapshot
            .read_text(format!("declare {cursor} no scroll cursor for select {list} from {table}"), values![])
            .await?;
    }
    let (mut written, mut last) = (0, i64::MIN);
    loop {
        let rows = match engine {
            Engine::Postgres => snapshot.read_text(format!("fetch {PART} from {cursor}"), values![]).await?,
            Engine::Sqlite => {
                let sql = format!("select {list}, rowid from {table} where rowid > $1 order by rowid limit {PART}");
                snapshot.read_text(sql, values![last]).await?
            }
        };
        for row in &rows {
            let cells = row.values().iter().take(columns.len()).map(to_json);
            put(to, &Line::Row(cells.collect::<Result<_, _>>()?))?;
        }
        written += rows.len() as u64;
        if rows.len() < PART {
            break;
        }
        if engine == Engine::Sqlite {
            last = rows.last().map_or(Ok(last), |row: &Row| row.get(columns.len()))?;
        }
    }
    if engine == Engine::Postgres {
        snapshot.read_text(format!("close {cursor}"), values![]).await?;
    }
    Ok(written)
}

async fn fill(db: &Db, seeded: &[String], from: &mut (dyn BufRead + Send)) -> Result<u64, DbError> {
    let there = db.tables().await?;
    let mut tx = db.begin().await?;
    for table in seeded.iter().filter(|table| there.contains(table)) {
        tx.execute_text(format!("delete from {table}"), values![]).await?;
    }
    let mut at: Option<(String, Vec<String>)> = None;
    let (mut part, mut written) = (Vec::with_capacity(PART), 0u64);
    loop {
        let line = take(from)?.ok_or(DbError::Unsupported("the archive was cut short"))?;
        let row = match line {
            Line::Row(cells) => cells,
            ended => {
                if let Some((table, columns)) = &at {
                    written += tx.insert_rows(table, columns, std::mem::take(&mut part)).await?;
                }
                match ended {
                    Line::Table { table, columns } => {
                        at = Some((known_table(&there, table)?, known_columns(columns)?));
                        continue;
                    }
                    Line::Foot { rows } if rows == written => break,
                    _ => return Err(DbError::Unsupported("the archive does not hold what it says")),
                }
            }
        };
        part.push(row.into_iter().map(from_json).collect::<Result<Vec<_>, _>>()?);
        if part.len() == PART
            && let Some((table, columns)) = &at
        {
            written += tx.insert_rows(table, columns, std::mem::take(&mut part)).await?;
        }
    }
    tx.commit().await?;
    Ok(written)
}

/// Names go into SQL: only such as are there.
fn known_table(there: &[String], table: String) -> Result<String, DbError> {
    if there.contains(&table) && table != "schema_migration" {
        Ok(table)
    } else {
        Err(DbError::Unsupported("the archive has a table this version does not know"))
    }
}

fn known_columns(columns: Vec<String>) -> Result<Vec<String>, DbError> {
    let plain =
        |name: &String| name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
    if columns.iter().all(plain) { Ok(columns) } else { Err(DbError::Unsupported("the archive has an odd column")) }
}

/// As migrations make them; what they never name comes last. Without the list of migrations: the target has its own.
fn in_order(tables: Vec<String>) -> Vec<String> {
    let mut made: Vec<String> = names_after("create table ").filter(|table| tables.contains(table)).collect();
    made.extend(tables.into_iter().filter(|table| !made.contains(table)).collect::<Vec<_>>());
    made.retain(|table| table != "schema_migration");
    made
}

/// Tables that are never empty: migrations put their first rows there.
fn seeded() -> Vec<String> {
    names_after("insert into ").collect()
}

fn names_after(word: &'static str) -> impl Iterator<Item = String> {
    ALL.iter().flat_map(Migration::statements).filter_map(move |statement| {
        let rest = statement.strip_prefix(word)?;
        rest.split(|letter: char| letter.is_whitespace() || letter == '(').next().map(str::to_owned)
    })
}

fn put(to: &mut (dyn Write + Send), line: &impl Serialize) -> Result<(), DbError> {
    let mut text = serde_json::to_vec(line)?;
    text.push(b'\n');
    Ok(to.write_all(&text)?)
}

fn take<T: for<'de> Deserialize<'de>>(from: &mut (dyn BufRead + Send)) -> Result<Option<T>, DbError> {
    let mut text = Vec::new();
    if from.read_until(b'\n', &mut text)? == 0 {
        return Ok(None);
    }
    Ok(Some(serde_json::from_slice(&text)?))
}

fn to_json(value: &Value) -> Result<serde_json::Value, DbError> {
    Ok(match value {
        Value::Null => serde_json::Value::Null,
        Value::Int(whole) => (*whole).into(),
        // Numbers that are none have no JSON; as words they come back as they were.
        Value::Real(real) if !real.is_finite() => serde_json::json!({ "real": real.to_string() }),
        Value::Real(real) => (*real).into(),
        Value::Text(text) => text.as_str().into(),
        Value::Bool(truth) => (*truth).into(),
        Value::Blob(_) => return Err(DbError::Unsupported("bytes in a column")),
    })
}

fn from_json(value: serde_json::Value) -> Result<Value, DbError> {
    const ODD: DbError = DbError::Unsupported("the archive has an odd value");
    Ok(match value {
        serde_json::Value::Null => Value::Null,
        serde_json::Value::Bool(truth) => Value::Bool(truth),
        serde_json::Value::String(text) => Value::Text(text),
        serde_json::Value::Number(number) => match number.as_i64() {
            Some(whole) => Value::Int(whole),
            None => Value::Real(number.as_f64().ok_or(ODD)?),
        },
        serde_json::Value::Object(odd) => {
            let real = odd.get("real").and_then(serde_json::Value::as_str).and_then(|text| text.parse().ok());
            Value::Real(real.ok_or(ODD)?)
        }
        serde_json::Value::Array(_) => return Err(ODD),
    })
}
