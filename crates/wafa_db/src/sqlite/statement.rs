//! Binding by name, running and reading. `$1` is a named parameter to SQLite, numbered by first appearance.

use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{CachedStatement, Connection, Statement, ToSql};

use crate::error::DbError;
use crate::row::Row;
use crate::value::Value;

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Null => ValueRef::Null,
            Self::Int(whole) => ValueRef::Integer(*whole),
            Self::Real(real) => ValueRef::Real(*real),
            Self::Text(text) => ValueRef::Text(text.as_bytes()),
            Self::Blob(bytes) => ValueRef::Blob(bytes),
            Self::Bool(truth) => ValueRef::Integer(i64::from(*truth)),
        }))
    }
}

/// Which value each parameter of a statement takes.
struct Places {
    of_parameter: Vec<usize>,
    wanted: usize,
}

impl Places {
    fn of(statement: &Statement<'_>) -> Result<Self, DbError> {
        let mut of_parameter = Vec::with_capacity(statement.parameter_count());
        for index in 1..=statement.parameter_count() {
            let number = statement
                .parameter_name(index)
                .and_then(|name| name.get(1..))
                .and_then(|name| name.parse::<usize>().ok());
            let number = number.filter(|number| *number > 0).ok_or(DbError::Values { expected: index, given: 0 })?;
            of_parameter.push(number - 1);
        }
        let wanted = of_parameter.iter().max().map_or(0, |most| most + 1);
        Ok(Self { of_parameter, wanted })
    }
    fn bind(&self, statement: &mut Statement<'_>, values: &[Value]) -> Result<(), DbError> {
        if values.len() != self.wanted {
            return Err(DbError::Values { expected: self.wanted, given: values.len() });
        }
        for (place, number) in self.of_parameter.iter().enumerate() {
            let value = values.get(*number).unwrap_or(&Value::Null);
            if let Value::Text(text) = value
                && text.as_bytes().contains(&0)
            {
                return Err(DbError::ZeroByte);
            }
            statement.raw_bind_parameter(place + 1, value)?;
        }
        Ok(())
    }
}

fn prepare<'c>(connection: &'c Connection, sql: &str) -> Result<CachedStatement<'c>, DbError> {
    const TOKEN: &str = "{{skip_locked}}";
    Ok(if sql.contains(TOKEN) {
        connection.prepare_cached(&sql.replace(TOKEN, ""))?
    } else {
        connection.prepare_cached(sql)?
    })
}

pub(super) fn read(connection: &Connection, sql: &str, values: &[Value]) -> Result<Vec<Row>, DbError> {
    let mut statement = prepare(connection, sql)?;
    Places::of(&statement)?.bind(&mut statement, values)?;
    let width = statement.column_count();
    let mut found = Vec::new();
    let mut rows = statement.raw_query();
    while let Some(row) = rows.next()? {
        let mut values = Vec::with_capacity(width);
        for index in 0..width {
            values.push(match row.get_ref(index)? {
                ValueRef::Null => Value::Null,
                ValueRef::Integer(whole) => Value::Int(whole),
                ValueRef::Real(real) => Value::Real(real),
                ValueRef::Text(text) => match std::str::from_utf8(text) {
                    Ok(text) => Value::Text(text.to_owned()),
                    Err(_) => return Err(DbError::Shape { column: index, expected: "text", found: "broken text" }),
                },
                ValueRef::Blob(bytes) => Value::Blob(bytes.to_vec()),
            });
        }
        found.push(Row::new(values));
    }
    Ok(found)
}

pub(super) fn execute(connection: &Connection, sql: &str, values: &[Value]) -> Result<u64, DbError> {
    let mut statement = prepare(connection, sql)?;
    Places::of(&statement)?.bind(&mut statement, values)?;
    run(&mut statement)
}

pub(super) fn execute_many(connection: &Connection, sql: &str, rows: &[Vec<Value>]) -> Result<u64, DbError> {
    let mut statement = prepare(connection, sql)?;
    let places = Places::of(&statement)?;
    let mut changed = 0;
    for values in rows {
        places.bind(&mut statement, values)?;
        changed += run(&mut statement)?;
    }
    Ok(changed)
}

/// Rows changed; a statement that returns rows is run to its end.
fn run(statement: &mut Statement<'_>) -> Result<u64, DbError> {
    if statement.column_count() == 0 {
        return Ok(statement.raw_execute()? as u64);
    }
    let mut rows = statement.raw_query();
    let mut seen = 0;
    while rows.next()?.is_some() {
        seen += 1;
    }
    Ok(seen)
}
