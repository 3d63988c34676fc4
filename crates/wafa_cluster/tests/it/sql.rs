//! What people may ask, what they get, and what stops a query.

use std::time::Duration;

use wafa_analytics::desk::{Desk, SqlCell, SqlLimits, SqlRefusal};
use wafa_analytics::lake::TableKind;
use wafa_analytics::{Error, SqlAnswer};

use super::figures::here;
use super::shop::Shop;

/// Compares two hundred customers with one another five times over, and finds nobody.
const ENDLESS: &str = "select count(*) from customers a, customers b, customers c, customers d, customers e \
    where a.customer_id + b.customer_id + c.customer_id + d.customer_id + e.customer_id > 1000000";

async fn asked(shop: &Shop, sql: &str, limits: SqlLimits) -> Result<SqlAnswer, SqlRefusal> {
    match here().query(&shop.lake, sql, limits).await {
        Ok(answer) => Ok(answer),
        Err(Error::Sql(refusal)) => Err(refusal),
        Err(other) => panic!("{sql}: {other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn queries_read_the_views_as_they_are_documented() {
    let shop = Shop::with_runs(3).await;
    let engine = here();
    for view in engine.views() {
        let sql = format!("select * from {}", view.name);
        let answer = asked(&shop, &sql, SqlLimits { rows: 3, ..SqlLimits::default() }).await.unwrap();
        assert_eq!(answer.columns, view.columns, "{}", view.name);
        assert!(!answer.rows.is_empty() && answer.rows.len() <= 3, "{}", view.name);
    }
    let documented = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/lake.md")).unwrap();
    for view in engine.views().iter().filter(|view| !view.name.contains("without")) {
        let names: Vec<&str> = view.columns.iter().map(|column| column.name.as_str()).collect();
        assert!(documented.contains(&format!("| `{}` | `{}`", view.name, names.join(", "))), "{}", view.name);
    }
    let sql = "with spent as (select customer_id, sum(amount_minor) as spent from orders where counts group by 1) \
        select count(*), max(spent), min(o.on_day), null, 1.5, 'سلام', true from spent join orders o using (customer_id);";
    let answer = asked(&shop, sql, SqlLimits::default()).await.unwrap();
    let row = &answer.rows[0];
    assert!(matches!(row[0], SqlCell::Whole(count) if count > 100), "{row:?}");
    assert!(matches!((&row[1], &row[2], &row[3]), (SqlCell::Whole(_), SqlCell::Day(_), SqlCell::Null)), "{row:?}");
    assert_eq!(row[4..], [SqlCell::Real(1.5), SqlCell::Text("سلام".into()), SqlCell::Flag(true)]);
}

#[tokio::test(flavor = "multi_thread")]
async fn only_one_query_that_reads_is_run() {
    let shop = Shop::with_runs(1).await;
    let file = shop.folder.path().join("out.csv");
    let file = file.display();
    let before = std::fs::read_dir(shop.lake.folder()).unwrap().count();
    let writes = [
        "create table t as select 1".to_owned(),
        format!("create external table t stored as csv location '{file}'"),
        "create view v as select 1".into(),
        "drop view orders".into(),
        "insert into orders values (1)".into(),
        "delete from orders".into(),
        "update orders set counts = false".into(),
        format!("copy orders to '{file}'"),
        format!("copy (select 1) to '{file}' stored as csv"),
        "set datafusion.execution.batch_size = 1".into(),
        "show tables".into(),
        "show all".into(),
        "describe orders".into(),
        "explain select 1".into(),
        "explain analyze select * from orders".into(),
        "begin".into(),
        "prepare p as select 1".into(),
        "select 1; drop view orders".into(),
        "select 1; select 2".into(),
        "select 1 into t".into(),
        "with d as (delete from orders returning *) select * from d".into(),
        "truncate table orders".into(),
        "".into(),
        "-- nothing".into(),
    ];
    for sql in writes {
        let refusal = asked(&shop, &sql, SqlLimits::default()).await.unwrap_err();
        assert!(matches!(refusal, SqlRefusal::OnlyReading | SqlRefusal::NotUnderstood(_)), "{sql}: {refusal:?}");
    }
    for sql in ["drop view orders", "insert into orders values (1)", "set a = 1", "show tables", "explain select 1"] {
        assert_eq!(asked(&shop, sql, SqlLimits::default()).await.unwrap_err(), SqlRefusal::OnlyReading, "{sql}");
    }
    assert_eq!(std::fs::read_dir(shop.lake.folder()).unwrap().count(), before, "nothing was written");
    assert!(!shop.folder.path().join("out.csv").exists());
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_but_the_views_is_read() {
    let shop = Shop::with_runs(1).await;
    let secret = shop.folder.path().join("secret.csv");
    std::fs::write(&secret, "a,b\n1,2\n").unwrap();
    let name = shop.lake.status().unwrap().unwrap().runs[0].file(TableKind::Orders);
    let parquet = shop.lake.folder().join(&name);
    let (secret, parquet) = (secret.display(), parquet.display());
    let elsewhere = [
        format!("select * from '{secret}'"),
        format!("select * from '{parquet}'"),
        format!("select * from 'file://{secret}'"),
        format!("select * from 'lake://lakes/shop/{name}'"),
        format!("select * from read_csv('{secret}')"),
        format!("select * from read_parquet('{parquet}')"),
        format!("select * from parquet_metadata('{parquet}')"),
        "select * from orders_0".into(),
        "select * from owned_1".into(),
        "select * from information_schema.tables".into(),
        "select * from range(1, 10)".into(),
        "select * from generate_series(1, 100000000000)".into(),
        "select * from nothing".into(),
        "select nothing from orders".into(),
        "selec 1".into(),
    ];
    for sql in elsewhere {
        let refusal = asked(&shop, &sql, SqlLimits::default()).await.unwrap_err();
        assert!(matches!(&refusal, SqlRefusal::NotUnderstood(words) if !words.is_empty()), "{sql}: {refusal:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_would_fill_the_memory_is_not_begun() {
    let shop = Shop::with_runs(0).await;
    let closed = [
        "select repeat('x', 2000000000)",
        "select lpad('x', 2000000000, 'y')",
        "select max(c) from (select rpad(source, 2000000000) as c from orders)",
        "select 1 where exists (select repeat('x', 2000000000) from orders)",
        "with recursive t as (select 'x' as s union all select s || s from t) select max(s) from t",
    ];
    for sql in closed {
        let refusal = asked(&shop, sql, SqlLimits::default()).await.unwrap_err();
        assert!(matches!(refusal, SqlRefusal::NotAllowed(_)), "{sql}: {refusal:?}");
    }
    let long = format!("select '{}'", "x".repeat(30_000));
    assert_eq!(asked(&shop, &long, SqlLimits::default()).await.unwrap_err(), SqlRefusal::TooLong);
    let deep = format!("select {}1{}", "(".repeat(5_000), ")".repeat(5_000));
    assert!(asked(&shop, &deep, SqlLimits::default()).await.is_err());
    let failing =
        asked(&shop, "select cast(source as int) from orders where source = 'web'", SqlLimits::default()).await;
    assert!(matches!(failing, Err(SqlRefusal::Failed(words)) if words.contains("web")));
}

#[tokio::test(flavor = "multi_thread")]
async fn rows_time_and_memory_of_a_query_are_limited() {
    let shop = Shop::with_runs(1).await;
    let whole =
        asked(&shop, "select * from orders", SqlLimits { rows: 1_000_000, ..SqlLimits::default() }).await.unwrap();
    assert!(!whole.cut_off && whole.rows.len() > 500);
    let cut = asked(&shop, "select * from orders", SqlLimits { rows: 10, ..SqlLimits::default() }).await.unwrap();
    assert!(cut.cut_off && cut.rows.len() == 10);
    let exact = SqlLimits { rows: whole.rows.len(), ..SqlLimits::default() };
    assert!(!asked(&shop, "select * from orders", exact).await.unwrap().cut_off);
    let hasty = SqlLimits { time: Duration::from_secs(1), ..SqlLimits::default() };
    assert_eq!(asked(&shop, ENDLESS, hasty).await.unwrap_err(), SqlRefusal::TookTooLong(1));
    let small = SqlLimits { memory: 1 << 20, time: Duration::from_secs(300), ..SqlLimits::default() };
    let large = "select a.order_id, b.order_id, count(*) from orders a, orders b group by 1, 2 order by 3";
    assert_eq!(asked(&shop, large, small).await.unwrap_err(), SqlRefusal::TooLarge);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_query_nobody_waits_for_stops_working() {
    let shop = Shop::with_runs(0).await;
    let engine = here();
    let limits = SqlLimits { time: Duration::from_secs(3_600), ..SqlLimits::default() };
    let mut asking = engine.query(&shop.lake, ENDLESS, limits);
    tokio::select! {
        answer = &mut asking => panic!("{answer:?}"),
        () = async { while engine.at_work() < 3 { tokio::task::yield_now().await } } => {}
    }
    drop(asking);
    // Would never end if the work went on.
    while engine.at_work() > 0 {
        tokio::task::yield_now().await;
    }
}
