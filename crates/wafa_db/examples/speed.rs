//! How fast the database is here: `cargo run --release -p wafa_db --example speed`, with `WAFA_TEST_PG` for PostgreSQL.
#![allow(clippy::unwrap_used)]

use std::io::Write;
use std::time::Instant;

use wafa_db::{Db, DbUrl, Options, testkit, values};

const COLUMNS: &[&str] = &["id", "code", "name", "search_key", "batch_id"];
const BULK: i64 = 200_000;

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() {
    // Beside the program, not in memory: a sync must reach a disk.
    let folder = tempfile::tempdir_in(std::env::current_exe().unwrap().parent().unwrap()).unwrap();
    let file = DbUrl::Sqlite(folder.path().join("wafa.db"));
    let mut databases = vec![Db::open(&file, Options::default()).await.unwrap()];
    let tests = testkit::engines().await;
    databases.extend(tests.iter().skip(1).map(|test| test.db.clone()));
    let mut out = std::io::stdout().lock();
    for db in databases {
        let bulk = bulk(&db).await;
        let single = singles(&db, 1, 500).await;
        let grouped = singles(&db, 32, 100).await;
        let started = Instant::now();
        let read = db.read("select id, code, name, search_key, batch_id from sales_product", values![]).await.unwrap();
        let reading = read.len() as f64 / started.elapsed().as_secs_f64();
        writeln!(
            out,
            "{:?}: bulk insert {bulk:.0} rows/s; one writer {single:.0} tx/s; 32 writers {grouped:.0} tx/s; reading {reading:.0} rows/s",
            db.engine()
        )
        .unwrap();
    }
}

/// Rows a second of one bulk insert.
async fn bulk(db: &Db) -> f64 {
    let rows =
        (0..BULK).map(|n| values![n, format!("کد{n}"), "قهوه «عربیکا»", "قهوه", (n % 2 == 0).then_some(n)]).collect();
    let started = Instant::now();
    let mut tx = db.begin().await.unwrap();
    tx.insert_many("sales_product", COLUMNS, rows).await.unwrap();
    tx.commit().await.unwrap();
    BULK as f64 / started.elapsed().as_secs_f64()
}

/// Durable transactions of one row a second, from so many writers at once.
async fn singles(db: &Db, writers: u32, each: u32) -> f64 {
    let started = Instant::now();
    let writing = (0..writers).map(|_| {
        let db = db.clone();
        tokio::spawn(async move {
            for _ in 0..each {
                let id = db.new_id::<()>();
                let mut tx = db.begin().await.unwrap();
                let sql = "insert into sales_product (id, code, name, search_key) values ($1, $2, 'a', 'a')";
                tx.execute(sql, values![id, id.to_string()]).await.unwrap();
                tx.commit().await.unwrap();
            }
        })
    });
    for writer in futures::future::join_all(writing).await {
        writer.unwrap();
    }
    f64::from(writers * each) / started.elapsed().as_secs_f64()
}
