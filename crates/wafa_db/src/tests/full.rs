//! A full disk, provoked by a limit on the number of pages: nothing false is acknowledged, and it heals.
use std::time::{Duration, Instant};

use futures::future::join_all;
use wafa_kernel::ErrorKind;

use super::{PRODUCTS, add_product, count, soon};
use crate::{Db, DbError, DbUrl, Options, values};

async fn limit_pages(db: &Db, pages: u32) {
    let mut tx = db.begin().await.unwrap();
    tx.read_text(format!("pragma max_page_count = {pages}"), values![]).await.unwrap();
    tx.commit().await.unwrap();
}

async fn add_bulky(db: &Db, number: usize) -> Result<(), DbError> {
    let mut tx = db.begin().await?;
    let id: wafa_kernel::ProductId = tx.new_id();
    tx.execute(
        "insert into sales_product (id, code, name, search_key) values ($1, $2, $3, '')",
        values![id, number.to_string(), "x".repeat(20_000)],
    )
    .await?;
    tx.commit().await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_disk_loses_nothing_and_heals() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("wafa.db");
    let ballast = folder.path().join("wafa.db.ballast");
    let db =
        Db::open(&DbUrl::Sqlite(path.clone()), Options { ballast_bytes: 1 << 20, ..Options::default() }).await.unwrap();
    let pages = count(&db, "select page_count from pragma_page_count").await;
    limit_pages(&db, u32::try_from(pages).unwrap() + 60).await;
    assert!(ballast.exists());

    for number in 50..53 {
        add_bulky(&db, number).await.unwrap();
    }
    // The engine rolls the whole outer transaction back, and everybody in the group must hear of it.
    let outcomes = soon(join_all((0..40).map(|number| add_bulky(&db, number)))).await;
    let acknowledged = 3 + outcomes.iter().filter(|outcome| outcome.is_ok()).count();
    assert!((3..43).contains(&acknowledged), "{acknowledged}");
    for error in outcomes.into_iter().filter_map(Result::err) {
        assert!(matches!(error, DbError::Full | DbError::ReadOnly), "{error:?}");
        assert_eq!(error.kind(), ErrorKind::Unavailable);
    }
    assert!(db.read_only());
    assert!(!ballast.exists(), "its room was given back");
    // Reading goes on, writing is refused, and the file is sound.
    assert_eq!(count(&db, PRODUCTS).await, acknowledged as i64);
    assert!(matches!(db.begin().await, Err(DbError::ReadOnly)));
    assert_eq!(db.integrity().await.unwrap(), Vec::<String>::new());

    // A limit belongs to a connection: it is lifted when the writer's connection is opened anew.
    drop(db);
    let db = Db::open(&DbUrl::Sqlite(path), Options { ballast_bytes: 1 << 20, ..Options::default() }).await.unwrap();
    assert!(!db.read_only());
    assert!(ballast.exists());
    assert_eq!(count(&db, PRODUCTS).await, acknowledged as i64);
    add_bulky(&db, 1_000).await.unwrap();
}

#[tokio::test]
async fn writing_resumes_when_a_probe_succeeds() {
    let test = crate::testkit::sqlite(Vec::new()).await;
    for number in 0..60 {
        add_bulky(&test.db, number).await.unwrap();
    }
    let pages = count(&test.db, "select page_count from pragma_page_count").await;
    limit_pages(&test.db, u32::try_from(pages).unwrap() + 2).await;
    assert!(matches!(add_bulky(&test.db, 100).await, Err(DbError::Full)));
    assert!(matches!(add_bulky(&test.db, 101).await, Err(DbError::ReadOnly)));
    // Room is made behind the writer's back, as when somebody tidies the disk.
    let other = rusqlite::Connection::open(test.db.path().unwrap()).unwrap();
    other.execute_batch("delete from sales_product where length(code) = 2; pragma wal_checkpoint(truncate)").unwrap();
    let started = Instant::now();
    soon(async {
        while let Err(error) = add_bulky(&test.db, 102).await {
            assert!(matches!(error, DbError::ReadOnly), "{error:?}");
            tokio::task::yield_now().await;
        }
    })
    .await;
    assert!(started.elapsed() > Duration::from_secs(1), "probes are rare");
    assert!(!test.db.read_only());
    let mut tx = test.db.begin().await.unwrap();
    add_product(&mut tx, "after").await.unwrap();
    tx.commit().await.unwrap();
}
