//! A copy row by row goes from either engine into either engine and loses nothing.
use std::collections::BTreeMap;

use wafa_kernel::{Actor, CustomerId, Event};

use super::add_product;
use crate::testkit::{TestDb, engines};
use crate::{Db, DbError, DbUrl, Value, values};

/// Every row of every table; truth is a number on one engine and a word on the other.
async fn everything(db: &Db) -> BTreeMap<String, Vec<String>> {
    let mut all = BTreeMap::new();
    for count in db.row_counts().await.unwrap() {
        if count.table == "schema_migration" {
            continue;
        }
        let rows = db.read_text(format!("select * from {}", count.table), values![]).await.unwrap();
        let mut rows: Vec<String> = rows
            .into_iter()
            .map(|row| {
                let plain = |value: &Value| match value {
                    Value::Bool(truth) => Value::Int(i64::from(*truth)),
                    other => other.clone(),
                };
                format!("{:?}", row.values().iter().map(plain).collect::<Vec<_>>())
            })
            .collect();
        rows.sort();
        all.insert(count.table, rows);
    }
    all
}

async fn fill(test: &TestDb) {
    let mut tx = test.db.begin().await.unwrap();
    for number in 0..4_321 {
        add_product(&mut tx, &format!("p{number}\n\"'؛ ‌\\")).await.unwrap();
    }
    let customer: CustomerId = tx.new_id();
    tx.record(&Actor::System("test"), Event::CustomerAdded { customer }).await.unwrap();
    tx.save_setting("odd", &serde_json::json!({ "a": [1.5, null, "ی"] }), &Actor::System("test")).await.unwrap();
    crate::facts::bump(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
}

/// An address nobody has opened yet, beside a test database that keeps its place.
async fn empty_place(test: &TestDb, folder: &std::path::Path) -> DbUrl {
    match &test.url {
        DbUrl::Postgres(_) => test.url.clone(),
        _ => DbUrl::Sqlite(folder.join("restored.sqlite")),
    }
}

#[tokio::test]
async fn what_was_exported_fills_an_empty_database_of_either_engine() {
    for source in engines().await {
        fill(&source).await;
        let mut archive = Vec::new();
        let rows = source.db.export_rows(&mut archive).await.unwrap();
        assert!(rows > 4_321);
        for target in engines().await {
            let folder = tempfile::tempdir().unwrap();
            let url = empty_place(&target, folder.path()).await;
            assert_eq!(Db::import_rows(&url, &mut &archive[..]).await.unwrap(), rows);
            let restored = Db::open(&url, crate::Options { ballast_bytes: 0, ..Default::default() }).await.unwrap();
            assert_eq!(everything(&restored).await, everything(&source.db).await);
            let again = Db::import_rows(&url, &mut &archive[..]).await;
            assert!(matches!(again, Err(DbError::Unsupported(_))), "not over what is there: {again:?}");
        }
    }
}

#[tokio::test]
async fn an_archive_that_is_not_whole_leaves_nothing() {
    for source in engines().await {
        fill(&source).await;
        let mut archive = Vec::new();
        source.db.export_rows(&mut archive).await.unwrap();
        let text = String::from_utf8(archive).unwrap();
        let lines: Vec<&str> = text.lines().collect();
        let cut = lines[..lines.len() - 1].join("\n");
        let mut missing = lines.clone();
        missing.remove(lines.len() / 2);
        let foreign = text.replacen("\"table\":\"sales_product\"", "\"table\":\"sales_product; drop table job\"", 1);
        let newer = text.replacen("\"schema\":", "\"schema\":99", 1);
        for broken in [cut, missing.join("\n"), foreign, newer, "{}".to_owned(), String::new()] {
            let folder = tempfile::tempdir().unwrap();
            let url = DbUrl::Sqlite(folder.path().join("restored.sqlite"));
            assert!(Db::import_rows(&url, &mut broken.as_bytes()).await.is_err());
            if let Ok(db) = Db::open(&url, crate::Options { ballast_bytes: 0, ..Default::default() }).await {
                assert!(everything(&db).await["sales_product"].is_empty());
            }
        }
    }
}
