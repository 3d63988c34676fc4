//! Values in and out, error mapping, snapshots.
use wafa_kernel::{Currency, CustomerId, Day, ErrorKind, Moment, Rung};

use super::{PRODUCTS, add_product, count};
use crate::testkit::engines;
use crate::{DbError, Value, values};

const EVERY_TYPE: &str = "create table sample (id bigint primary key, small integer, real double precision, name text, \
    truth boolean, gone text, bytes {bytes})";

#[tokio::test]
async fn every_type_comes_back_as_it_went_in() {
    for test in engines().await {
        let mut tx = test.db.begin().await.unwrap();
        let bytes = if test.engine() == crate::Engine::Sqlite { "blob" } else { "bytea" };
        tx.execute_text(EVERY_TYPE.replace("{bytes}", bytes), values![]).await.unwrap();
        let row = values![i64::MIN, i32::MAX, -1.5e300, "نیم‌فاصله «گیومه»", true, None::<String>, vec![0u8, 255]];
        let insert =
            "insert into sample (id, small, real, name, truth, gone, bytes) values ($1, $2, $3, $4, $5, $6, $7)";
        assert_eq!(tx.execute(insert, row).await.unwrap(), 1);
        // Placeholders out of order, used twice, and whole numbers for a real column.
        let twice = "insert into sample (id, small, real, name, gone, truth) values ($3, $2, $5, $1, $1, $4)";
        tx.execute(twice, values!["second", 7, 1, false, 7]).await.unwrap();
        tx.commit().await.unwrap();
        let rows = test
            .db
            .read("select id, small, real, name, truth, gone, bytes from sample order by id", values![])
            .await
            .unwrap();
        let first = &rows[0];
        assert_eq!(first.get::<i64>(0).unwrap(), i64::MIN);
        assert_eq!(first.get::<i32>(1).unwrap(), i32::MAX);
        assert_eq!(first.get::<f64>(2).unwrap(), -1.5e300);
        assert_eq!(first.get::<String>(3).unwrap(), "نیم‌فاصله «گیومه»");
        assert!(first.get::<bool>(4).unwrap());
        assert_eq!(first.get::<Option<String>>(5).unwrap(), None);
        assert_eq!(first.get::<Vec<u8>>(6).unwrap(), [0, 255]);
        assert_eq!((rows[1].get::<i64>(0).unwrap(), rows[1].get::<String>(3).unwrap()), (1, "second".to_owned()));
        assert_eq!(rows[1].get::<String>(5).unwrap(), "second");
        assert_eq!((rows[1].get::<i32>(1).unwrap(), rows[1].get::<f64>(2).unwrap()), (7, 7.0));
        assert!(!rows[1].get::<bool>(4).unwrap());
        assert!(matches!(first.get::<i64>(3), Err(DbError::Shape { column: 3, .. })));
        assert!(matches!(first.get::<i64>(9), Err(DbError::Shape { column: 9, .. })));
        assert!(matches!(first.get::<String>(5), Err(DbError::Shape { column: 5, .. })));
    }
}

#[tokio::test]
async fn words_of_the_trade_are_values() {
    for test in engines().await {
        let sql =
            "select cast($1 as bigint), cast($2 as bigint), cast($3 as integer), cast($4 as text), cast($5 as integer)";
        let row =
            values![CustomerId::from_raw(5), Moment::from_ms(-7), Day::from_number(20_000), Currency::IRR, Rung::Loyal];
        let rows = test.db.read(sql, row).await.unwrap();
        assert_eq!(rows[0].get::<CustomerId>(0).unwrap(), CustomerId::from_raw(5));
        assert_eq!(rows[0].get::<Moment>(1).unwrap(), Moment::from_ms(-7));
        assert_eq!(rows[0].get::<Day>(2).unwrap(), Day::from_number(20_000));
        assert_eq!(rows[0].get::<Currency>(3).unwrap(), Currency::IRR);
        assert_eq!(rows[0].get::<Rung>(4).unwrap(), Rung::Loyal);
    }
}

#[tokio::test]
async fn sums_and_averages_read_alike() {
    for test in engines().await {
        let mut tx = test.db.begin().await.unwrap();
        tx.execute("create table amount (minor bigint not null)", values![]).await.unwrap();
        let amounts = [12_345_678_901_234_567, -98_765, 400_000_000, 0];
        tx.insert_many("amount", &["minor"], amounts.iter().map(|minor| values![*minor]).collect()).await.unwrap();
        tx.commit().await.unwrap();
        let sum = "select sum(minor), avg(minor), sum(minor) filter (where minor > 99000000000000000), count(*), min(minor) from amount";
        let row = &test.db.read(sum, values![]).await.unwrap()[0];
        assert_eq!(row.get::<i64>(0).unwrap(), amounts.iter().sum::<i64>());
        let average = amounts.iter().sum::<i64>() as f64 / 4.0;
        assert!((row.get::<f64>(1).unwrap() / average - 1.0).abs() < 1e-12);
        assert_eq!(row.get::<Option<i64>>(2).unwrap(), None);
        assert_eq!((row.get::<i64>(3).unwrap(), row.get::<i64>(4).unwrap()), (4, -98_765));
        for minor in [10_000, -98_765, 400_000_000, 9_999, i64::MAX, i64::MIN + 1] {
            let same = "select count(*) from amount having sum(minor) - sum(minor) + $1 = $1 and sum(minor) > $2";
            let found = test.db.read(same, values![minor, -5]).await.unwrap();
            assert_eq!(found.len(), 1, "{:?} {minor}", test.engine());
        }
    }
}

#[tokio::test]
async fn errors_have_one_vocabulary() {
    for test in engines().await {
        let engine = test.engine();
        let mut tx = test.db.begin().await.unwrap();
        add_product(&mut tx, "A").await.unwrap();
        tx.commit().await.unwrap();

        let mut tx = test.db.begin().await.unwrap();
        let error = add_product(&mut tx, "A").await.unwrap_err();
        assert!(error.is_unique(), "{engine:?} {error:?}");
        assert!(
            matches!(&error, DbError::Unique { columns } if columns == "sales_product.code"),
            "{engine:?} {error:?}"
        );
        assert_eq!((error.kind(), error.code()), (ErrorKind::Conflict, "db.unique"));
        // The transaction can only be dropped now.
        assert!(matches!(tx.read(PRODUCTS, values![]).await, Err(DbError::Aborted)));
        assert!(matches!(tx.commit().await, Err(DbError::Aborted)));

        let mut tx = test.db.begin().await.unwrap();
        let orphan = "insert into customer_tag (customer_id, tag) values ($1, $2)";
        let error = tx.execute(orphan, values![1, "vip"]).await.unwrap_err();
        assert!(matches!(error, DbError::ForeignKey { .. }), "{engine:?} {error:?}");
        drop(tx);

        let mut tx = test.db.begin().await.unwrap();
        let empty = "insert into sales_product (id, code, name, search_key) values ($1, $2, $3, $4)";
        let error = tx.execute(empty, values![1, "B", None::<&str>, ""]).await.unwrap_err();
        assert!(matches!(error, DbError::Check { .. }), "{engine:?} {error:?}");
        drop(tx);

        let error = test.db.read("select cast($1 as bigint) + cast($2 as bigint)", values![1]).await.unwrap_err();
        assert!(matches!(error, DbError::Values { expected: 2, given: 1 }), "{engine:?} {error:?}");
        let error = test.db.read("select cast($1 as text)", values!["a\0b"]).await.unwrap_err();
        assert!(matches!(error, DbError::ZeroByte), "{engine:?} {error:?}");
        assert!(test.db.read("select no_such_column from customer", values![]).await.is_err());
        assert_eq!(count(&test.db, PRODUCTS).await, 1);
    }
}

#[tokio::test]
async fn readers_cannot_write() {
    for test in engines().await {
        let wrote = test.db.snapshot().await.unwrap().read("delete from fact_version returning id", values![]).await;
        assert!(matches!(wrote, Err(DbError::ReadOnly)), "{:?} {wrote:?}", test.engine());
        assert_eq!(count(&test.db, "select count(*) from fact_version").await, 1);
    }
}

#[tokio::test]
async fn a_snapshot_does_not_move() {
    for test in engines().await {
        let before = test.db.snapshot().await.unwrap();
        let mut tx = test.db.begin().await.unwrap();
        add_product(&mut tx, "A").await.unwrap();
        assert_eq!(count(&test.db, PRODUCTS).await, 0, "nobody sees what is not committed");
        tx.commit().await.unwrap();
        assert_eq!(count(&test.db, PRODUCTS).await, 1);
        for _ in 0..2 {
            assert_eq!(before.read(PRODUCTS, values![]).await.unwrap()[0].get::<i64>(0).unwrap(), 0);
        }
        drop(before);
        let after = test.db.snapshot().await.unwrap();
        assert_eq!(after.read_text(PRODUCTS.to_owned(), values![]).await.unwrap()[0].values(), [Value::Int(1)]);
    }
}

#[tokio::test]
async fn ids_grow_and_never_repeat() {
    let test = crate::testkit::sqlite(Vec::new()).await;
    let threads: Vec<_> = (0..4)
        .map(|_| {
            let db = test.db.clone();
            std::thread::spawn(move || (0..20_000).map(|_| db.new_id::<()>().raw()).collect::<Vec<_>>())
        })
        .collect();
    let mut all = Vec::new();
    for thread in threads {
        let made = thread.join().unwrap();
        assert!(made.is_sorted());
        all.extend(made);
    }
    all.sort_unstable();
    all.dedup();
    assert_eq!(all.len(), 80_000);
}

#[tokio::test]
async fn statistics_are_taken_of_our_own_tables_and_of_no_others() {
    const KNOWN: &str = "select cast(reltuples as bigint) from pg_class where oid = 'sales_product'::regclass";
    for (ours, others) in engines().await.into_iter().zip(engines().await) {
        for test in [&ours, &others] {
            let mut tx = test.db.begin().await.unwrap();
            for code in 0..10 {
                add_product(&mut tx, &format!("P{code}")).await.unwrap();
            }
            tx.commit().await.unwrap();
        }
        ours.db.refresh_statistics().await.unwrap();
        assert_eq!(count(&ours.db, PRODUCTS).await, 10);
        if ours.engine() == crate::Engine::Postgres {
            assert_eq!(count(&ours.db, KNOWN).await, 10);
            assert_eq!(count(&others.db, KNOWN).await, -1, "never looked at");
        }
    }
}
