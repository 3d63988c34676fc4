//! Group commit: neighbours in one outer transaction do not harm one another.
use futures::future::join_all;

use super::{PRODUCTS, add_product, count, reopen, soon};
use crate::testkit::engines;
use crate::{Db, DbError, DbUrl, Options, values};

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_failing_transaction_does_not_harm_its_neighbours() {
    for test in engines().await {
        let writers = (0..60).map(|number| {
            let db = test.db.clone();
            tokio::spawn(async move {
                let mut tx = db.begin().await?;
                add_product(&mut tx, &format!("P{number}")).await?;
                match number % 3 {
                    // A clash with itself: nothing of this one may stay.
                    0 => drop(add_product(&mut tx, &format!("P{number}")).await.unwrap_err()),
                    // Dropped without a word.
                    1 => return Ok(false),
                    _ => {}
                }
                tx.commit().await.map(|()| true)
            })
        });
        let outcomes: Vec<Result<bool, DbError>> =
            soon(join_all(writers)).await.into_iter().map(|joined| joined.unwrap()).collect();
        for (number, outcome) in outcomes.iter().enumerate() {
            match number % 3 {
                0 => assert!(matches!(outcome, Err(DbError::Aborted)), "{outcome:?}"),
                1 => assert!(matches!(outcome, Ok(false)), "{outcome:?}"),
                _ => assert!(matches!(outcome, Ok(true)), "{outcome:?}"),
            }
        }
        // An id and a code of each neighbour that was acknowledged, and of nobody else.
        assert_eq!(count(&test.db, PRODUCTS).await, 20, "{:?}", test.engine());
        let other = reopen(&test).await;
        assert_eq!(count(&other, PRODUCTS).await, 20, "{:?}", test.engine());
    }
}

#[tokio::test]
async fn a_dropped_transaction_leaves_nothing() {
    for test in engines().await {
        for _ in 0..3 {
            let mut tx = test.db.begin().await.unwrap();
            add_product(&mut tx, "A").await.unwrap();
            tx.set_timer("look", 1, test.db.now()).await.unwrap();
            drop(tx);
        }
        let mut tx = soon(test.db.begin()).await.unwrap();
        add_product(&mut tx, "A").await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(count(&test.db, PRODUCTS).await, 1);
        assert_eq!(count(&test.db, "select count(*) from timer").await, 0);
    }
}

#[tokio::test]
async fn a_caller_who_gives_up_waiting_blocks_nobody() {
    for test in engines().await {
        let mut first = test.db.begin().await.unwrap();
        add_product(&mut first, "A").await.unwrap();
        let waiting = tokio::spawn({
            let db = test.db.clone();
            async move { db.begin().await.map(drop) }
        });
        tokio::task::yield_now().await;
        waiting.abort();
        first.commit().await.unwrap();
        let mut next = soon(test.db.begin()).await.unwrap();
        add_product(&mut next, "B").await.unwrap();
        next.commit().await.unwrap();
        assert_eq!(count(&test.db, PRODUCTS).await, 2);
    }
}

#[tokio::test]
async fn an_idle_transaction_is_ended() {
    for test in engines().await {
        let options = Options { idle_ms: 50, ballast_bytes: 0, ..Options::default() };
        let db = Db::open(&test.url, options).await.unwrap();
        let mut idle = db.begin().await.unwrap();
        add_product(&mut idle, "A").await.unwrap();
        // On SQLite the next one gets its turn only when the idle one was ended; on PostgreSQL it waits for the row.
        let mut next = soon(db.begin()).await.unwrap();
        soon(add_product(&mut next, "A")).await.unwrap();
        next.commit().await.unwrap();
        let late = add_product(&mut idle, "B").await.unwrap_err();
        assert!(matches!(late, DbError::Ended | DbError::Disconnected), "{:?} {late:?}", test.engine());
        drop(idle);
        assert_eq!(count(&db, PRODUCTS).await, 1);
    }
}

#[tokio::test]
async fn what_was_acknowledged_is_there_after_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let url = DbUrl::Sqlite(folder.path().join("deep/er/wafa.db"));
    let options = || Options { ballast_bytes: 1 << 20, ..Options::default() };
    let db = Db::open(&url, options()).await.unwrap();
    let mut tx = db.begin().await.unwrap();
    add_product(&mut tx, "A").await.unwrap();
    tx.commit().await.unwrap();
    drop(db);
    assert_eq!(std::fs::metadata(folder.path().join("deep/er/wafa.db.ballast")).unwrap().len(), 1 << 20);
    let db = Db::open(&url, options()).await.unwrap();
    assert_eq!(count(&db, PRODUCTS).await, 1);
    #[cfg(unix)]
    {
        let mode = std::os::unix::fs::PermissionsExt::mode(
            &std::fs::metadata(folder.path().join("deep/er/wafa.db")).unwrap().permissions(),
        );
        assert_eq!(mode & 0o077, 0, "others cannot read customers' data");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_taken_under_load_is_whole() {
    let folder = tempfile::tempdir().unwrap();
    let test = crate::testkit::sqlite(Vec::new()).await;
    let writing = tokio::spawn({
        let db = test.db.clone();
        async move {
            // Always two at a time: a copy with an odd number is not of one moment.
            for pair in 0..200 {
                let mut tx = db.begin().await.unwrap();
                add_product(&mut tx, &format!("{pair}a")).await.unwrap();
                add_product(&mut tx, &format!("{pair}b")).await.unwrap();
                tx.commit().await.unwrap();
            }
        }
    });
    let mut copies = Vec::new();
    while !writing.is_finished() || copies.is_empty() {
        let to = folder.path().join(format!("copy{}.db", copies.len()));
        test.db.backup(&to).await.unwrap();
        copies.push(to);
    }
    writing.await.unwrap();
    for copy in &copies {
        let db =
            Db::open(&DbUrl::Sqlite(copy.clone()), Options { ballast_bytes: 0, ..Options::default() }).await.unwrap();
        assert_eq!(count(&db, PRODUCTS).await % 2, 0);
        assert_eq!(db.integrity().await.unwrap(), Vec::<String>::new());
    }
    let refused = test.db.backup(&copies[0]).await.unwrap_err();
    assert!(matches!(refused, DbError::Io(_)), "an earlier backup is never overwritten: {refused:?}");
}

#[tokio::test]
async fn a_lock_makes_decisions_take_turns() {
    for test in engines().await {
        let mut tx = test.db.begin().await.unwrap();
        tx.execute("insert into fact_version (id, version) values (2, 0)", values![]).await.unwrap();
        tx.commit().await.unwrap();
        let adders = (0..20).map(|_| {
            let db = test.db.clone();
            tokio::spawn(async move {
                let mut tx = db.begin().await.unwrap();
                tx.lock(77).await.unwrap();
                let seen: i64 = tx.read("select version from fact_version where id = 2", values![]).await.unwrap()[0]
                    .get(0)
                    .unwrap();
                tx.execute("update fact_version set version = $1 where id = 2", values![seen + 1]).await.unwrap();
                tx.commit().await.unwrap();
            })
        });
        for adder in soon(join_all(adders)).await {
            adder.unwrap();
        }
        assert_eq!(count(&test.db, "select version from fact_version where id = 2").await, 20);
    }
}
