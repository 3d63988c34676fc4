//! Migrations run, resume, refuse, and make the same tables on both engines.
use std::collections::BTreeSet;

use super::{count, reopen};
use crate::migrate::{ALL, Applied, pending};
use crate::testkit::{TestDb, engines};
use crate::{Db, DbError, DbUrl, Engine, Options, values};

#[test]
fn every_file_is_embedded() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../migrations");
    let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap());
    let mut files: Vec<String> = files.filter(|name| name.ends_with(".sql")).collect();
    files.sort();
    let embedded: Vec<String> = ALL.iter().map(|migration| format!("{}.sql", migration.name)).collect();
    assert_eq!(files, embedded);
    for (place, migration) in ALL.iter().enumerate() {
        assert_eq!(migration.version, place as i64 + 1);
        assert!(migration.name.starts_with(&format!("{:04}_", migration.version)));
    }
}

#[test]
fn what_is_pending_depends_on_what_was_applied() {
    let all: Vec<Applied> = ALL.iter().map(|one| Applied { version: one.version, checksum: one.checksum() }).collect();
    assert_eq!(pending(&[]).unwrap().len(), ALL.len());
    assert_eq!(pending(&all[..2]).unwrap()[0].version, 3);
    assert!(pending(&all).unwrap().is_empty());
    let mut changed = all.clone();
    changed[1].checksum = "other".to_owned();
    assert!(matches!(pending(&changed), Err(DbError::ChangedMigration { version: 2 })));
    let mut newer = all.clone();
    newer.push(Applied { version: 99, checksum: String::new() });
    assert!(matches!(pending(&newer), Err(DbError::NewerSchema { found: 99, .. })));
}

/// Takes what the newest migrations added back, as if a start had been cut short before them.
async fn forget_newest(test: &TestDb) {
    let mut tx = test.db.begin().await.unwrap();
    for migration in ALL.iter().rev().filter(|migration| migration.version >= 6) {
        for statement in migration.statements().iter().rev() {
            let words: Vec<&str> = statement.split_whitespace().collect();
            let back = match words[..] {
                ["create", "table", table, ..] => format!("drop table {table}"),
                ["create", "unique", "index", name, ..] => format!("drop index if exists {name}"),
                ["alter", "table", table, "add", "column", column, ..] => {
                    format!("alter table {table} drop column {column}")
                }
                _ => continue,
            };
            tx.execute_text(back, values![]).await.unwrap();
        }
    }
    tx.execute("delete from schema_migration where version >= 6", values![]).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn migrations_run_once_and_are_resumed() {
    for test in engines().await {
        let applied = "select count(*) from schema_migration";
        assert_eq!(count(&test.db, applied).await, ALL.len() as i64);
        forget_newest(&test).await;
        let again = reopen(&test).await;
        assert_eq!(count(&again, applied).await, ALL.len() as i64);
        assert_eq!(count(&again, "select count(*) from web_session").await, 0);
        let third = reopen(&test).await;
        assert_eq!(count(&third, applied).await, ALL.len() as i64);
    }
}

#[tokio::test]
async fn many_may_start_at_once() {
    for test in engines().await {
        forget_newest(&test).await;
        let opened = futures::future::join_all((0..4).map(|_| reopen(&test))).await;
        for db in opened {
            assert_eq!(count(&db, "select count(*) from schema_migration").await, ALL.len() as i64);
        }
    }
}

#[tokio::test]
async fn a_newer_or_changed_database_is_refused() {
    for test in engines().await {
        let mut tx = test.db.begin().await.unwrap();
        let newer = "insert into schema_migration (version, name, checksum, applied_at) values (999, 'later', 'x', 0)";
        tx.execute(newer, values![]).await.unwrap();
        tx.commit().await.unwrap();
        let refused = Db::open(&test.url, Options::default()).await.unwrap_err();
        assert!(matches!(refused, DbError::NewerSchema { found: 999, .. }), "{refused:?}");
        let mut tx = test.db.begin().await.unwrap();
        tx.execute("delete from schema_migration where version = 999", values![]).await.unwrap();
        tx.execute("update schema_migration set checksum = 'x' where version = 1", values![]).await.unwrap();
        tx.commit().await.unwrap();
        let refused = Db::open(&test.url, Options::default()).await.unwrap_err();
        assert!(matches!(refused, DbError::ChangedMigration { version: 1 }), "{refused:?}");
    }
}

#[tokio::test]
async fn what_is_not_a_database_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("letter.db");
    std::fs::write(&path, "Dear customer, ".repeat(500)).unwrap();
    let refused = Db::open(&DbUrl::Sqlite(path), Options::default()).await.unwrap_err();
    assert!(matches!(refused, DbError::NotADatabase(_)), "{refused:?}");
    assert_eq!(refused.code(), "db.not_a_database");
}

#[test]
fn addresses_are_read() {
    let cases = [
        ("sqlite:wafa.db", Some(DbUrl::Sqlite("wafa.db".into()))),
        ("sqlite:///var/lib/wafa.db", Some(DbUrl::Sqlite("/var/lib/wafa.db".into()))),
        ("sqlite::memory:", Some(DbUrl::SqliteMemory)),
        ("postgres://me:secret@host/db", Some(DbUrl::Postgres("postgres://me:secret@host/db".into()))),
        ("sqlite:", None),
        ("mysql://x", None),
        ("", None),
    ];
    for (text, url) in cases {
        assert_eq!(text.parse().ok(), url, "{text}");
    }
    let shown = format!("{:?}", "postgres://me:secret@host/db?password=secret".parse::<DbUrl>().unwrap());
    assert!(!shown.contains("secret"), "{shown}");
}

/// `table.column type null?` and `table unique (columns)` of a database, in neutral words.
async fn shape(test: &TestDb) -> BTreeSet<String> {
    let mut lines = BTreeSet::new();
    let (columns, unique) = match test.engine() {
        Engine::Sqlite => (
            "select m.name, c.name, lower(c.type), c.\"notnull\" = 1 or c.pk > 0, c.pk = 1 and lower(c.type) <> 'text' \
             and (select max(k.pk) from pragma_table_info(m.name) k) = 1 from sqlite_schema m, pragma_table_info(m.name) c where m.type = 'table'",
            "select m.name, i.name, x.name from sqlite_schema m, pragma_index_list(m.name) i, pragma_index_info(i.name) x \
             where m.type = 'table' and i.\"unique\" = 1 order by m.name, i.name, x.seqno",
        ),
        Engine::Postgres => (
            "select table_name, column_name, data_type, is_nullable = 'NO', data_type <> 'text' and exists (select 1 from pg_index x \
             join pg_attribute a on a.attrelid = x.indrelid and a.attnum = x.indkey[0] where x.indisprimary and x.indnatts = 1 \
             and x.indrelid = quote_ident(table_name)::regclass and a.attname = column_name) \
             from information_schema.columns where table_schema = current_schema()",
            "select t.relname, i.relname, a.attname from pg_index x join pg_class t on t.oid = x.indrelid \
             join pg_class i on i.oid = x.indexrelid join pg_namespace n on n.oid = t.relnamespace \
             join lateral unnest(x.indkey) with ordinality k (attnum, place) on true \
             join pg_attribute a on a.attrelid = t.oid and a.attnum = k.attnum \
             where x.indisunique and n.nspname = current_schema() order by 1, 2, k.place",
        ),
    };
    let mut indexes = std::collections::BTreeMap::<(String, String), Vec<String>>::new();
    for row in test.db.read(unique, values![]).await.unwrap() {
        let index = (row.get(0).unwrap(), row.get(1).unwrap());
        indexes.entry(index).or_default().push(row.get(2).unwrap());
    }
    for row in test.db.read(columns, values![]).await.unwrap() {
        let (table, column, kind) =
            (row.get::<String>(0).unwrap(), row.get::<String>(1).unwrap(), row.get::<String>(2).unwrap());
        let allowed = ["bigint", "integer", "text", "boolean", "double precision"];
        assert!(allowed.contains(&kind.as_str()), "{table}.{column} is {kind}");
        if row.get::<bool>(4).unwrap() {
            // SQLite's own row number holds any BIGINT; the unique index is the table itself.
            lines.insert(format!("{table}.{column} key"));
            lines.insert(format!("{table} unique ({column})"));
        } else {
            lines.insert(format!("{table}.{column} {kind} not null: {}", row.get::<bool>(3).unwrap()));
        }
    }
    lines.extend(indexes.iter().map(|((table, _), columns)| format!("{table} unique ({})", columns.join(", "))));
    lines
}

#[tokio::test]
async fn both_engines_have_the_same_tables() {
    let mut shapes = Vec::new();
    for test in engines().await {
        let shape = shape(&test).await;
        assert!(shape.contains("customer.birth_on integer not null: false"), "{shape:#?}");
        assert!(shape.contains("outbox unique (event_id, subscriber)"), "{shape:#?}");
        assert!(shape.contains("customer_contact unique (key)"), "{shape:#?}");
        assert!(shape.len() > 200);
        shapes.push(shape);
    }
    for other in &shapes[1..] {
        let differences: Vec<_> = shapes[0].symmetric_difference(other).collect();
        assert!(differences.is_empty(), "{differences:#?}");
    }
}

#[tokio::test]
async fn a_sound_database_has_no_problems() {
    for test in engines().await {
        assert_eq!(test.db.integrity().await.unwrap(), Vec::<String>::new());
        let counts = test.db.row_counts().await.unwrap();
        let rows = |table: &str| counts.iter().find(|count| count.table == table).map(|count| count.rows);
        assert_eq!((rows("fact_version"), rows("customer"), rows("nobody")), (Some(1), Some(0), None));
    }
}
