#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use wafa_db::{facts, testkit, values};
use wafa_kernel::{Currency, Moment, SignalKind};

use super::*;
use crate::figures::{AllFolds, figures};
use crate::shop::{Shop, day, months, question};

fn small_shop() -> Shop {
    let mut shop = Shop::default();
    shop.order(1, "2026-01-10", 1_000);
    shop.order(2, "2026-01-20", 2_000);
    shop.order(1, "2026-02-10", 500);
    shop.order(2, "2026-02-11", 700).counts = false;
    shop.order(0, "2026-02-12", 900);
    shop.refund(1, "2026-02-20", 100);
    shop.refund(0, "2026-02-21", 50);
    shop.customer(3, "2026-01-05");
    shop.signal(4, "2026-01-06", SignalKind::Interest);
    shop
}

mod parts;
mod past;
mod runs;

#[tokio::test]
async fn the_lake_holds_what_the_database_holds() {
    for test in testkit::engines().await {
        let shop = small_shop();
        shop.save(&test.db).await;
        let folder = tempfile::tempdir().unwrap();
        let lake = Lake::open(folder.path()).unwrap();
        assert!(lake.status().unwrap().is_none());
        assert!(matches!(figures(&lake, &question("2026-03-31", months((2026, 1), 3))), Err(Error::NotBuilt)));
        lake.refresh(&test.db).await.unwrap();
        let manifest = lake.status().unwrap().unwrap();
        let expected = RowCounts {
            orders: 4,
            orders_without_customer: 1,
            returns: 1,
            returns_without_customer: 1,
            customers: 4,
            signals: 1,
            ..RowCounts::default()
        };
        assert_eq!(manifest.rows(), expected, "{:?}", test.engine());
        assert_eq!(lake.span().unwrap(), Some((day("2026-01-10"), day("2026-02-20"))), "with the return");
        assert_eq!(lake.mismatches(&test.db).await.unwrap(), []);
        let from_database = figures(&lake, &question("2026-03-31", months((2026, 1), 3))).unwrap();
        let (_other, in_memory) = shop.lake();
        let direct = figures(&in_memory, &question("2026-03-31", months((2026, 1), 3))).unwrap();
        assert_eq!(from_database, direct);
        assert_eq!((direct.revenue_minor, direct.ladder.suspect, direct.ladder.prospect), (3_400, 1, 1));
    }
}

#[tokio::test]
async fn refreshing_builds_only_when_facts_changed() {
    for test in testkit::engines().await {
        small_shop().save(&test.db).await;
        let folder = tempfile::tempdir().unwrap();
        let lake = Lake::open(folder.path()).unwrap();
        lake.refresh(&test.db).await.unwrap();
        let first = lake.status().unwrap().unwrap();
        lake.refresh(&test.db).await.unwrap();
        assert_eq!(lake.status().unwrap().unwrap(), first);
        let mut tx = test.db.begin().await.unwrap();
        tx.execute("delete from sales_order where id = $1", values![1]).await.unwrap();
        facts::bump(&mut tx).await.unwrap();
        tx.commit().await.unwrap();
        let behind = lake.mismatches(&test.db).await.unwrap();
        assert_eq!(
            behind.iter().map(|one| (one.table, one.what)).collect::<Vec<_>>(),
            [("stamp", "version"), ("orders", "rows")]
        );
        lake.refresh(&test.db).await.unwrap();
        assert_eq!(lake.status().unwrap().unwrap().rows().orders, 3);
        assert_eq!(lake.mismatches(&test.db).await.unwrap(), []);
    }
}

#[tokio::test]
async fn merged_records_are_one_customer() {
    let test = testkit::sqlite(Vec::new()).await;
    small_shop().save(&test.db).await;
    let mut tx = test.db.begin().await.unwrap();
    tx.execute("update customer set merged_into = 1 where id = $1", values![2]).await.unwrap();
    tx.execute("update sales_order set customer_id = 1 where customer_id = $1", values![2]).await.unwrap();
    facts::bump(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let lake = Lake::open(folder.path()).unwrap();
    lake.refresh(&test.db).await.unwrap();
    let merged = figures(&lake, &question("2026-03-31", months((2026, 1), 3))).unwrap();
    assert_eq!((merged.customers, merged.orders, merged.ladder.total()), (1, 3, 3));
}

#[test]
fn a_build_that_died_leaves_the_lake_as_it_was() {
    let (folder, lake) = small_shop().lake();
    let before = lake.status().unwrap().unwrap();
    let asked = question("2026-03-31", months((2026, 1), 3));
    let known = figures(&lake, &asked).unwrap();
    // Killed while writing: drafts and a half-written manifest lie around.
    std::fs::write(folder.path().join("orders-9-9-9.parquet.tmp"), b"PAR1 half").unwrap();
    std::fs::write(folder.path().join("manifest.json.tmp"), b"{").unwrap();
    // Killed after the files, before the manifest: whole files nobody names.
    std::fs::copy(folder.path().join(before.file(TableKind::Orders)), folder.path().join("orders-8-8-8.parquet"))
        .unwrap();
    assert_eq!(figures(&lake, &asked).unwrap(), known);
    // Dropped half-way: its drafts go with it.
    let writer = LakeWriter::begin(folder.path(), Moment::from_ms(5)).unwrap();
    drop(writer);
    assert_eq!(lake.status().unwrap().unwrap(), before);
    let mut writer = LakeWriter::begin(folder.path(), Moment::from_ms(6)).unwrap();
    let mut rows = small_shop().orders;
    rows.truncate(1);
    writer.write(TableKind::Orders, &rows).unwrap();
    writer.publish(Stamp { fact_version: 2, ..Stamp::default() }).unwrap();
    assert_eq!(figures(&lake, &asked).unwrap().orders, 1);
    assert!(!folder.path().join("orders-8-8-8.parquet").exists());
    // The set before stays for whoever is reading it, and goes with the next build.
    assert!(folder.path().join(before.file(TableKind::Orders)).exists());
    let writer = LakeWriter::begin(folder.path(), Moment::from_ms(7)).unwrap();
    writer.publish(Stamp { fact_version: 3, ..Stamp::default() }).unwrap();
    assert!(!folder.path().join(before.file(TableKind::Orders)).exists());
}

#[test]
fn damaged_and_foreign_files_are_named_not_believed() {
    let (folder, lake) = small_shop().lake();
    let manifest = lake.status().unwrap().unwrap();
    std::fs::write(folder.path().join(manifest.file(TableKind::Orders)), b"not parquet at all").unwrap();
    let asked = question("2026-03-31", months((2026, 1), 3));
    assert!(matches!(figures(&lake, &asked), Err(Error::Damaged { .. })));
    let other = serde_json::to_string(&manifest).unwrap().replace("\"schema_version\":3", "\"schema_version\":4");
    std::fs::write(folder.path().join("manifest.json"), other).unwrap();
    assert!(lake.status().unwrap().is_none());
}

/// Enough rows for several row groups, several currencies and statuses, one customer longer than a group.
#[test]
fn folding_on_many_threads_is_folding_on_one() {
    let folder = tempfile::tempdir().unwrap();
    let lake = Lake::open(folder.path()).unwrap();
    let mut writer = LakeWriter::begin(folder.path(), Moment::from_ms(0)).unwrap();
    let start = day("2025-01-01").number();
    let mut number = 0i64;
    for customer in 1..=4_000i64 {
        let orders = if customer == 2_000 { 150_000 } else { 1 + customer * 7_919 % 100 };
        let row = |at: i64| FactRow {
            customer,
            on: start + i32::try_from(at * 400 / orders).unwrap(),
            at: at * 1_000,
            id: number + at,
            amount_minor: 100 + at * 31 % 977,
            quantity: 1,
            word: Word::Currency(if at % 97 == 5 { Currency::USD } else { Currency::IRR }),
            counts: customer < 3_000 || at % 50 != 3,
        };
        let rows: Vec<FactRow> = (0..orders).map(row).collect();
        writer.write(TableKind::Orders, &rows).unwrap();
        writer.write(TableKind::Customers, &[FactRow { on: start, word: Word::None, ..row(0) }]).unwrap();
        number += orders;
    }
    let manifest = writer.publish(Stamp { fact_version: 1, ..Stamp::default() }).unwrap();
    assert_eq!(manifest.rows().orders, number as u64);
    let opened = lake.reader().unwrap();
    let asked = question("2026-02-04", months((2025, 1), 14));
    let selection = Selection { as_of: asked.as_of, currency: asked.currency, only: None, orders: None };
    let run = |threads| {
        let (folds, excluded) = opened.fold_on(threads, &selection, || AllFolds::new(&asked)).unwrap();
        folds.finish(crate::figures::WithoutCustomer::default(), excluded)
    };
    let one = run(1);
    assert_eq!(one.orders + one.excluded.not_counting + one.excluded.other_currency, number as u64);
    assert!(one.excluded.not_counting > 100 && one.excluded.other_currency > 1_000);
    for threads in [2, 3, 7] {
        assert_eq!(run(threads), one, "{threads} threads");
    }
}
