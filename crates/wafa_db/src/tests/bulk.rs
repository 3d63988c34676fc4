//! Many rows at once.
use super::{PRODUCTS, add_product, count};
use crate::testkit::engines;
use crate::{DbError, Value, values};

const COLUMNS: &[&str] = &["id", "code", "name", "search_key", "batch_id"];

fn products(range: std::ops::Range<i64>) -> Vec<Vec<Value>> {
    range.map(|n| values![n, format!("کد{n}"), "قهوه «عربیکا»", "قهوه", (n % 2 == 0).then_some(n)]).collect()
}

#[tokio::test]
async fn many_rows_arrive_whole() {
    for test in engines().await {
        let mut tx = test.db.begin().await.unwrap();
        assert_eq!(tx.insert_many("sales_product", COLUMNS, products(0..5_000)).await.unwrap(), 5_000);
        assert_eq!(tx.insert_many("sales_product", COLUMNS, Vec::new()).await.unwrap(), 0);
        tx.commit().await.unwrap();
        assert_eq!(count(&test.db, PRODUCTS).await, 5_000);
        assert_eq!(count(&test.db, "select count(*) from sales_product where batch_id is null").await, 2_500);
        let row = &test
            .db
            .read("select id, name, batch_id from sales_product where code = $1", values!["کد77"])
            .await
            .unwrap()[0];
        assert_eq!((row.get::<i64>(0).unwrap(), row.get::<String>(1).unwrap()), (77, "قهوه «عربیکا»".to_owned()));
        assert_eq!(row.get::<Option<i64>>(2).unwrap(), None);

        let mut tx = test.db.begin().await.unwrap();
        let renamed: Vec<_> = (0..1_000).map(|n| values![n, format!("name {n}")]).collect();
        let rename = "update sales_product set name = $2 where id = $1";
        assert_eq!(tx.execute_many(rename, renamed).await.unwrap(), 1_000);
        tx.commit().await.unwrap();
        assert_eq!(count(&test.db, "select count(*) from sales_product where name = 'name 999'").await, 1);
    }
}

#[tokio::test]
async fn one_bad_row_keeps_all_out() {
    for test in engines().await {
        let mut bad = products(0..100);
        bad.push(values![100, "کد5", "again", "", None::<i64>]);
        let mut tx = test.db.begin().await.unwrap();
        add_product(&mut tx, "before").await.unwrap();
        let error = tx.insert_many("sales_product", COLUMNS, bad).await.unwrap_err();
        assert!(error.is_unique(), "{:?} {error:?}", test.engine());
        drop(tx);
        let mut tx = test.db.begin().await.unwrap();
        let short = tx.insert_many("sales_product", COLUMNS, vec![values![1, "A"]]).await.unwrap_err();
        assert!(matches!(short, DbError::Values { expected: 5, given: 2 }), "{short:?}");
        drop(tx);
        assert_eq!(count(&test.db, PRODUCTS).await, 0);
    }
}
