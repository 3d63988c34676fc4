//! Runs: what changes is read anew, nothing else is, and no order, deletion or death of the process shows.

use wafa_db::facts::{self, Whose};
use wafa_db::testkit::{self, TestDb};
use wafa_db::values;
use wafa_kernel::{CustomerId, Day};

use super::*;
use crate::figures::Figures;

const ADD_ORDER: &str = "insert into sales_order (id, key, number, customer_id, placed_at, placed_on, status, \
    currency, amount_minor, quantity, discount_code, source, campaign, city, counts, custom, recorded_at) \
    values ($1, $2, '', $3, $4, $5, '', 'IRR', $6, 1, '', $7, '', '', true, '', 0)";
const ADD_LINE: &str = "insert into sales_line (id, order_id, position, product_id, name, quantity, amount_minor) \
    values ($1, $2, 1, null, 'tea', 1, $3)";
const ADD_RETURN: &str = "insert into sales_return (id, key, order_id, customer_id, returned_at, returned_on, \
    currency, amount_minor, reason, recorded_at) values ($1, $2, null, $3, $4, $5, 'IRR', $6, '', 0)";

/// Numbers that look random and are the same every time.
struct Dice(u64);

impl Dice {
    fn up_to(&mut self, most: u64) -> i64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        i64::try_from((self.0 >> 33) % most.max(1)).unwrap()
    }
}

fn whose(customer: i64, on: i32) -> Whose {
    Whose::of((customer != 0).then_some(CustomerId::from_raw(customer)), Day::from_number(on))
}

/// One thing that happens in a shop of customers 1 to 40; customer 0 is nobody.
async fn happens(test: &TestDb, dice: &mut Dice, number: i64) {
    let mut tx = test.db.begin().await.unwrap();
    let customer = dice.up_to(41);
    let on = day("2026-01-01").number() + i32::try_from(dice.up_to(90)).unwrap();
    let at = Day::from_number(on).utc_midnight().ms() + dice.up_to(86_400_000);
    let named = (customer != 0).then_some(customer);
    let changed = match dice.up_to(10) {
        0..=4 => {
            let (id, source) = (1_000 + number, ["shop", "web"][dice.up_to(2) as usize]);
            let amount = 100 + dice.up_to(900);
            let order = values![id, format!("n{id}"), named, at, on, amount, source];
            tx.execute(ADD_ORDER, order).await.unwrap();
            tx.execute(ADD_LINE, values![id, id, amount]).await.unwrap();
            vec![whose(customer, on)]
        }
        5 => {
            let id = 1_000 + number;
            tx.execute(ADD_RETURN, values![id, format!("n{id}"), named, at, on, 1 + dice.up_to(90)]).await.unwrap();
            vec![whose(customer, on)]
        }
        6 => {
            let rows = tx.read("select placed_on from sales_order where customer_id = $1", values![customer]).await;
            tx.execute("update sales_order set counts = false where customer_id = $1", values![customer])
                .await
                .unwrap();
            rows.unwrap().first().map(|_| whose(customer, on)).into_iter().collect()
        }
        7 => {
            let of = "select id, placed_on from sales_order where customer_id = $1 order by id limit 1";
            let rows = tx.read(of, values![customer]).await.unwrap();
            if let Some(row) = rows.first() {
                let id: i64 = row.get(0).unwrap();
                tx.execute("delete from sales_line where order_id = $1", values![id]).await.unwrap();
                tx.execute("delete from sales_order where id = $1", values![id]).await.unwrap();
            }
            vec![whose(customer, on)]
        }
        8 => {
            let other = 1 + dice.up_to(40);
            let move_all = "update sales_order set customer_id = $1 where customer_id = $2";
            tx.execute(move_all, values![other, customer]).await.unwrap();
            [customer, other].into_iter().filter(|id| *id != 0).map(|id| whose(id, on)).collect()
        }
        _ => {
            let rows = tx.read("select id, placed_on from sales_order where customer_id is null", values![]).await;
            let first = rows.unwrap().first().map(|row| (row.get::<i64>(0).unwrap(), row.get::<i32>(1).unwrap()));
            if let Some((id, placed_on)) = first {
                tx.execute("update sales_order set customer_id = 7 where id = $1", values![id]).await.unwrap();
                vec![whose(0, placed_on), whose(7, placed_on)]
            } else {
                Vec::new()
            }
        }
    };
    facts::changed(&mut tx, changed).await.unwrap();
    tx.commit().await.unwrap();
}

fn asked() -> crate::Question {
    question("2026-03-15", months((2026, 1), 3))
}

/// What a lake built from nothing says.
async fn from_nothing(test: &TestDb) -> Figures {
    let folder = tempfile::tempdir().unwrap();
    let lake = Lake::open(folder.path()).unwrap();
    lake.refresh(&test.db).await.unwrap();
    figures(&lake, &asked()).unwrap()
}

async fn shop_with_customers(test: &TestDb) {
    let mut shop = Shop::default();
    for id in 1..=40 {
        shop.customer(id, "2026-01-01");
        for order in 0..id % 7 {
            shop.order(id, "2026-01-05", 100 * (order + 1));
        }
    }
    shop.order(0, "2026-02-01", 500);
    shop.save(&test.db).await;
}

#[tokio::test]
async fn runs_say_what_a_lake_built_from_nothing_says() {
    for test in testkit::engines().await {
        let mut dice = Dice(7);
        shop_with_customers(&test).await;
        let folder = tempfile::tempdir().unwrap();
        let lake = Lake::open(folder.path()).unwrap();
        lake.refresh(&test.db).await.unwrap();
        let first = lake.status().unwrap().unwrap().runs[0].clone();
        let (mut most_runs, mut compacted) = (0, 0);
        for step in 0..60 {
            for more in 0..=dice.up_to(3) {
                happens(&test, &mut dice, step * 10 + more).await;
            }
            lake.refresh(&test.db).await.unwrap();
            assert_eq!(lake.mismatches(&test.db).await.unwrap(), [], "step {step}");
            assert_eq!(figures(&lake, &asked()).unwrap(), from_nothing(&test).await, "step {step}");
            let runs = lake.status().unwrap().unwrap().runs;
            most_runs = most_runs.max(runs.len());
            if step < 1 {
                assert_eq!((&runs[0], runs.len()), (&first, 2), "the first run was not written again");
            }
            if step % 5 == 4 {
                let before = figures(&lake, &asked()).unwrap();
                compacted += usize::from(lake.compact_when_due(Moment::from_ms(step)).await.unwrap());
                assert_eq!(lake.mismatches(&test.db).await.unwrap(), [], "step {step}, put together");
                assert_eq!(figures(&lake, &asked()).unwrap(), before);
            }
        }
        assert!(most_runs > 2 && compacted > 2, "{most_runs} runs, {compacted} times put together");
        let last = figures(&lake, &asked()).unwrap();
        assert_eq!(lake.compact(Moment::from_ms(1)).await.unwrap().runs.len(), 1);
        assert_eq!(figures(&lake, &asked()).unwrap(), last);
        assert_eq!(lake.mismatches(&test.db).await.unwrap(), []);
    }
}

/// Files on disk that no manifest names, and no other.
fn orphans(lake: &Lake) -> usize {
    let manifest = lake.status().unwrap().unwrap();
    let named = |name: &str| manifest.runs.iter().any(|run| name.contains(&run.generation));
    let files = std::fs::read_dir(lake.folder()).unwrap().map(|file| file.unwrap().file_name());
    files.filter(|name| name.to_str().is_some_and(|name| name.ends_with(".parquet") && !named(name))).count()
}

#[tokio::test]
async fn a_death_between_files_and_manifest_changes_nothing() {
    for test in testkit::engines().await {
        let mut dice = Dice(3);
        shop_with_customers(&test).await;
        let folder = tempfile::tempdir().unwrap();
        let lake = Lake::open(folder.path()).unwrap();
        lake.refresh(&test.db).await.unwrap();
        let known = figures(&lake, &asked()).unwrap();
        // Dead while rows are written, with drafts; dead when files are in their places, before the manifest is.
        for sealed in [false, true] {
            let mut writer = LakeWriter::begin(folder.path(), Moment::from_ms(9)).unwrap();
            let row = |customer| FactRow { customer, ..small_shop().orders[0] };
            writer.write(TableKind::Orders, &[row(1)]).unwrap();
            writer.write(TableKind::Owned, &[row(1)]).unwrap();
            if sealed {
                drop(writer.seal(false).unwrap());
                assert_eq!(orphans(&lake), 2);
            } else {
                std::mem::forget(writer);
            }
            assert_eq!(figures(&lake, &asked()).unwrap(), known);
            assert_eq!(lake.mismatches(&test.db).await.unwrap(), []);
        }
        // The next changes go on as if nothing had been, and sweep.
        for number in 0..4 {
            happens(&test, &mut dice, number).await;
            lake.refresh(&test.db).await.unwrap();
        }
        assert_eq!(orphans(&lake), 0);
        assert_eq!(lake.mismatches(&test.db).await.unwrap(), []);
        assert_eq!(figures(&lake, &asked()).unwrap(), from_nothing(&test).await);
    }
}

#[tokio::test]
async fn a_run_added_while_runs_are_put_together_stays() {
    let test = testkit::sqlite(Vec::new()).await;
    let mut dice = Dice(11);
    shop_with_customers(&test).await;
    let folder = tempfile::tempdir().unwrap();
    let lake = Lake::open(folder.path()).unwrap();
    for number in 0..3 {
        lake.refresh(&test.db).await.unwrap();
        happens(&test, &mut dice, number).await;
    }
    // Read as it was, put in place after another run came.
    let before = lake.status().unwrap().unwrap();
    lake.refresh(&test.db).await.unwrap();
    let all = 0..before.runs.len();
    let after = compact::compact(folder.path(), &before, all.clone(), Moment::from_ms(4)).unwrap();
    assert_eq!(after.runs.len(), 2);
    assert_eq!(lake.mismatches(&test.db).await.unwrap(), []);
    assert_eq!(figures(&lake, &asked()).unwrap(), from_nothing(&test).await);
    // What was put together already is not put in place again, though its files are still there for readers.
    let files = std::fs::read_dir(folder.path()).unwrap().count();
    assert_eq!(compact::compact(folder.path(), &before, all, Moment::from_ms(5)).unwrap(), after);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), files);
    assert_eq!(figures(&lake, &asked()).unwrap(), from_nothing(&test).await);
}

#[tokio::test]
async fn settings_and_rules_cost_no_run() {
    let test = testkit::sqlite(Vec::new()).await;
    shop_with_customers(&test).await;
    let folder = tempfile::tempdir().unwrap();
    let lake = Lake::open(folder.path()).unwrap();
    lake.refresh(&test.db).await.unwrap();
    let before = lake.status().unwrap().unwrap();
    let mut tx = test.db.begin().await.unwrap();
    facts::changed(&mut tx, []).await.unwrap();
    tx.commit().await.unwrap();
    let status = lake.describe(&test.db).await.unwrap();
    assert_eq!((status.built, status.changed, status.runs.len()), (true, Some(0), 1));
    assert_ne!(status.stamp, Some(status.current));
    lake.refresh(&test.db).await.unwrap();
    let after = lake.status().unwrap().unwrap();
    assert_eq!((after.runs, after.stamp.fact_version), (before.runs, before.stamp.fact_version + 1));
    assert_eq!(lake.mismatches(&test.db).await.unwrap(), []);
}

#[tokio::test]
async fn databases_that_share_a_folder_never_mix() {
    for (one, other) in testkit::engines().await.into_iter().zip(testkit::engines().await) {
        shop_with_customers(&one).await;
        let mut shop = Shop::default();
        shop.customer(1, "2026-01-01");
        shop.order(1, "2026-01-05", 700);
        shop.save(&other.db).await;
        let mut tx = other.db.begin().await.unwrap();
        if other.engine() == wafa_db::Engine::Postgres {
            // Both lie in one database of the server, made at the same moment of the clock.
            tx.execute("update schema_migration set applied_at = applied_at + 1", values![]).await.unwrap();
        }
        for _ in 0..5 {
            facts::changed(&mut tx, [whose(1, 0)]).await.unwrap();
        }
        tx.commit().await.unwrap();
        let folder = tempfile::tempdir().unwrap();
        let lake = Lake::open(folder.path()).unwrap();
        lake.refresh(&one.db).await.unwrap();
        lake.refresh(&other.db).await.unwrap();
        assert_eq!(figures(&lake, &asked()).unwrap(), from_nothing(&other).await);
        lake.refresh(&one.db).await.unwrap();
        assert_eq!(figures(&lake, &asked()).unwrap(), from_nothing(&one).await);
    }
}
