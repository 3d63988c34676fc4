#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use wafa_db::testkit::{self, TestDb};
use wafa_db::{facts, values};
use wafa_kernel::CustomerId;

use super::*;
use crate::error::Error;
use crate::figures::{Figures, figures};
use crate::lake::{Lake, Share};
use crate::shop::{Shop, day, months, question};

mod server;
use server::{Server, names};

/// One machine: a folder of its own, the same database and bucket.
struct Machine {
    folder: tempfile::TempDir,
    lake: Lake,
}

impl Machine {
    fn of(config: &BucketConfig) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let lake = Lake::open(folder.path()).unwrap().sharing(config, "db").unwrap();
        Self { folder, lake }
    }
    fn figures(&self) -> Figures {
        figures(&self.lake, &question("2026-12-31", months((2026, 1), 12))).unwrap()
    }
    async fn sync(&self, test: &TestDb) -> Result<(), Error> {
        self.lake.share(&test.db, Share::Step).await
    }
    async fn keep_up(&self, test: &TestDb) {
        self.lake.refresh(&test.db).await.unwrap();
        self.sync(test).await.unwrap();
    }
}

async fn shop() -> TestDb {
    let test = testkit::sqlite(Vec::new()).await;
    let mut shop = Shop::default();
    for customer in 1..=60 {
        shop.order(customer, "2026-01-10", 100 * customer);
        shop.order(customer, "2026-02-10", 50);
    }
    shop.order(0, "2026-02-12", 900);
    shop.save(&test.db).await;
    test
}

/// One more order of a customer.
async fn order(test: &TestDb, id: i64, customer: i64) {
    let mut tx = test.db.begin().await.unwrap();
    let on = day("2026-03-01");
    let row = values![id, format!("k{id}"), customer, on.utc_midnight().ms(), on.number()];
    tx.execute(ORDER, row).await.unwrap();
    facts::changed(&mut tx, [facts::Whose::Customer(CustomerId::from_raw(customer))]).await.unwrap();
    tx.commit().await.unwrap();
}

const ORDER: &str = "insert into sales_order (id, key, number, customer_id, placed_at, placed_on, status, currency, \
    amount_minor, quantity, discount_code, source, campaign, city, counts, custom, recorded_at) \
    values ($1, $2, '', $3, $4, $5, '', 'IRR', 7, 1, '', '', '', '', true, '', 0)";

/// What a machine that has nothing gets from the bucket alone, without reading a table of the database.
async fn from_bucket(server: &Server, test: &TestDb) -> Machine {
    let machine = Machine::of(&server.config());
    let before = server.seen();
    machine.lake.refresh(&test.db).await.unwrap();
    assert!(server.seen() > before + 1, "it was fetched");
    machine
}

fn runs(lake: &Lake) -> Vec<String> {
    lake.status().unwrap().unwrap().runs.iter().map(|run| run.generation.clone()).collect()
}

#[tokio::test]
async fn a_lake_goes_to_the_bucket_and_comes_back_whole() {
    for test in testkit::engines().await {
        Shop::cdnow().save(&test.db).await;
        let server = Server::start().await;
        let one = Machine::of(&server.config());
        one.keep_up(&test).await;
        order(&test, 1_000_001, 1).await;
        one.keep_up(&test).await;
        assert_eq!(runs(&one.lake).len(), 2);
        let two = from_bucket(&server, &test).await;
        assert_eq!(runs(&two.lake), runs(&one.lake), "the runs of the bucket, none built anew");
        assert_eq!(two.figures(), one.figures());
        assert_eq!(two.lake.mismatches(&test.db).await.unwrap(), []);
        two.lake.compact(test.db.now()).await.unwrap();
        two.sync(&test).await.unwrap();
        one.lake.refresh(&test.db).await.unwrap();
        assert_eq!(runs(&one.lake).len(), 2, "a lake that is up to date needs no bucket");
        one.sync(&test).await.unwrap();
        assert_eq!(runs(&one.lake), runs(&two.lake), "put together once, for all");
        assert_eq!(two.figures(), one.figures());
        let status = one.lake.describe(&test.db).await.unwrap().bucket.unwrap();
        assert!(status.in_step && status.trouble.is_none() && status.objects > 8, "{status:?}");
        assert_eq!(one.lake.damaged_objects().await.unwrap(), Vec::<String>::new());
    }
}

#[tokio::test]
async fn two_writers_at_once_lose_nothing_and_agree() {
    let test = shop().await;
    let server = Server::start().await;
    let machines: Vec<Machine> = (0..3).map(|_| Machine::of(&server.config())).collect();
    machines[0].keep_up(&test).await;
    let round = |from: i64| {
        let (test, machines) = (&test, &machines);
        async move {
            let each = machines.iter().zip(from..).map(|(machine, at)| async move {
                order(test, 5_000 + at, 1 + at % 60).await;
                machine.keep_up(test).await;
            });
            futures::future::join_all(each).await;
        }
    };
    for at in 0..6 {
        round(at * 3).await;
    }
    for machine in &machines {
        machine.keep_up(&test).await;
    }
    let fresh = from_bucket(&server, &test).await;
    assert_eq!(fresh.figures().orders, 120 + 18);
    for machine in machines.iter().chain([&fresh]) {
        machine.sync(&test).await.unwrap();
        assert_eq!(machine.lake.mismatches(&test.db).await.unwrap(), []);
        assert_eq!(machine.figures(), fresh.figures());
    }
    assert_eq!(fresh.lake.damaged_objects().await.unwrap(), Vec::<String>::new());
}

/// The writer dies before each of its requests in turn: whoever reads then finds the lake as it was or as it is now, and
/// the next writer goes on.
#[tokio::test]
async fn a_writer_that_dies_at_any_step_leaves_a_lake_that_can_be_read() {
    let test = shop().await;
    let server = Server::start().await;
    let first = Machine::of(&server.config());
    first.keep_up(&test).await;
    let mut deaths = 0;
    for step in 0.. {
        order(&test, 9_000 + step, 1 + step % 60).await;
        let writer = Machine::of(&server.config());
        writer.lake.refresh(&test.db).await.unwrap();
        server.answer_only(step);
        let died = tokio::select! {
            synced = writer.sync(&test) => { synced.unwrap(); false }
            () = server.fallen_silent() => true,
        };
        server.answer_only(-1);
        let reader = from_bucket(&server, &test).await;
        assert_eq!(reader.figures().orders, 120 + step as u64 + 1, "step {step}");
        assert_eq!(reader.lake.mismatches(&test.db).await.unwrap(), [], "step {step}");
        assert_eq!(reader.lake.damaged_objects().await.unwrap(), Vec::<String>::new(), "step {step}");
        reader.sync(&test).await.unwrap();
        if !died {
            break;
        }
        deaths += 1;
    }
    assert!(deaths >= 5, "reading, listing, files, manifest, sweeping: {deaths}");
}

/// A reader dies before each of its requests in turn: its folder is as it was.
#[tokio::test]
async fn a_reader_that_dies_at_any_step_begins_again() {
    let test = shop().await;
    let server = Server::start().await;
    Machine::of(&server.config()).keep_up(&test).await;
    let machine = Machine::of(&server.config());
    for step in 0.. {
        server.answer_only(step);
        let read = tokio::select! {
            read = machine.lake.refresh(&test.db) => { read.unwrap(); true }
            () = server.fallen_silent() => false,
        };
        server.answer_only(-1);
        if read {
            break;
        }
        assert!(machine.lake.status().unwrap().is_none());
        assert_eq!(names(machine.folder.path()), Vec::<String>::new(), "no draft stays");
    }
    assert_eq!(machine.lake.mismatches(&test.db).await.unwrap(), []);
}

#[tokio::test]
async fn a_damaged_object_is_found_named_and_replaced() {
    let test = shop().await;
    let server = Server::start().await;
    let one = Machine::of(&server.config());
    one.keep_up(&test).await;
    let name = one.lake.status().unwrap().unwrap().file(crate::lake::TableKind::Orders);
    let object = server.object(&name);
    let whole = std::fs::read(&object).unwrap();
    let mut turned = whole.clone();
    turned[whole.len() / 2] ^= 1;
    for damage in [Some(turned), Some(whole[..whole.len() / 2].to_vec()), Some([&whole[..], b"more"].concat()), None] {
        match &damage {
            Some(bytes) => std::fs::write(&object, bytes).unwrap(),
            None => std::fs::remove_file(&object).unwrap(),
        }
        let named = one.lake.damaged_objects().await.unwrap();
        assert_eq!(named, [format!("s3://shop/lakes/db/{name}")]);
        let reader = Machine::of(&server.config());
        reader.lake.refresh(&test.db).await.unwrap();
        assert_eq!(reader.figures(), one.figures(), "built from the database instead");
        if damage.is_none_or(|bytes| bytes.len() != whole.len()) {
            let status = one.lake.describe(&test.db).await.unwrap().bucket.unwrap();
            assert_eq!(status.trouble, Some(Trouble::Damaged(named)));
        }
        one.lake.share(&test.db, Share::Anew).await.unwrap();
        assert_eq!(one.lake.damaged_objects().await.unwrap(), Vec::<String>::new());
        // Whoever goes on from what was there heals it, too.
        std::fs::write(&object, b"short").unwrap();
        reader.lake.share(&test.db, Share::Step).await.unwrap();
        assert_eq!(reader.lake.damaged_objects().await.unwrap(), Vec::<String>::new());
        one.lake.share(&test.db, Share::Anew).await.unwrap();
    }
}

#[tokio::test]
async fn a_bucket_in_trouble_is_told_and_figures_are_right() {
    let test = shop().await;
    let server = Server::start().await;
    let patient = Patience { connect_ms: 500, request_ms: 300, retries: 1 };
    let good = BucketConfig { patience: patient, ..server.config() };
    let away = BucketConfig { url: "s3://nowhere/lakes".into(), ..good.clone() };
    let wrong = BucketConfig { secret_key: "guessed".into(), ..good.clone() };
    let told = async |config: &BucketConfig| {
        let machine = Machine::of(config);
        machine.lake.refresh(&test.db).await.unwrap();
        assert_eq!(machine.figures().orders, 120, "from the database");
        let error = machine.sync(&test).await.unwrap_err();
        let shown = format!("{error:?} {error}");
        assert!(!shown.contains("guessed") && !shown.contains("secret\""), "{shown}");
        assert!(!machine.lake.sharing_is_due(&test.db).unwrap(), "it is left alone for a while");
        let status = machine.lake.describe(&test.db).await.unwrap().bucket.unwrap();
        assert!(!status.in_step);
        assert_eq!(machine.lake.mismatches(&test.db).await.unwrap(), []);
        (Trouble::of(&error), status.trouble)
    };
    assert_eq!(told(&wrong).await, (Some(Trouble::Refused), Some(Trouble::Refused)));
    assert_eq!(told(&away).await.0, Some(Trouble::NoBucket));
    server.ill(true);
    assert_eq!(told(&good).await, (Some(Trouble::Unreachable), Some(Trouble::Unreachable)));
    server.ill(false);
    server.answer_only(0);
    assert_eq!(told(&good).await, (Some(Trouble::Unreachable), Some(Trouble::Unreachable)), "a server that is slow");
    server.answer_only(-1);
    server.stop();
    assert_eq!(told(&good).await, (Some(Trouble::Unreachable), Some(Trouble::Unreachable)), "nobody there");
    assert_eq!(format!("{wrong:?}").find("guessed"), None);
}

#[tokio::test]
async fn what_lies_there_is_not_believed() {
    let test = shop().await;
    let server = Server::start().await;
    let one = Machine::of(&server.config());
    one.keep_up(&test).await;
    let manifest = server.object("manifest.json");
    let text = std::fs::read_to_string(&manifest).unwrap();
    let generation = runs(&one.lake)[0].clone();
    let version = crate::lake::manifest::SCHEMA_VERSION;
    let newer =
        text.replace(&format!("\"schema_version\": {version}"), &format!("\"schema_version\": {}", version + 1));
    let elsewhere = text.replace(&generation, "../../../../tmp/x");
    assert!(newer != text && elsewhere != text);
    for (wrong, is_newer) in [("not json", false), (elsewhere.as_str(), false), (newer.as_str(), true)] {
        std::fs::write(&manifest, wrong).unwrap();
        let two = Machine::of(&server.config());
        two.lake.refresh(&test.db).await.unwrap();
        assert_eq!(two.figures(), one.figures());
        let synced = two.sync(&test).await;
        if is_newer {
            assert!(matches!(synced, Err(Error::BucketNewer)), "a later version of Wafa is not overwritten");
            assert_eq!(std::fs::read_to_string(&manifest).unwrap(), newer);
        } else {
            synced.unwrap();
            assert!(two.lake.describe(&test.db).await.unwrap().bucket.unwrap().in_step);
        }
    }
}

#[tokio::test]
async fn old_objects_go_and_young_ones_stay() {
    let test = shop().await;
    let server = Server::start().await;
    let one = Machine::of(&server.config());
    one.keep_up(&test).await;
    let old = server.object("orders-1-1-1.parquet");
    let young = server.object("orders-2-2-2.parquet");
    std::fs::write(&old, b"nobody's").unwrap();
    std::fs::write(&young, b"about to be named").unwrap();
    let long_ago = std::time::SystemTime::now() - std::time::Duration::from_secs(7_200);
    std::fs::File::options().write(true).open(&old).unwrap().set_modified(long_ago).unwrap();
    order(&test, 7_000, 1).await;
    one.keep_up(&test).await;
    assert!(!old.exists() && young.exists(), "{:?}", server.objects());
}

#[tokio::test]
async fn a_large_file_goes_and_comes_in_parts() {
    let server = Server::start().await;
    let bucket = Bucket::open(&server.config(), "db").unwrap();
    let (from, to) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let part = 8 << 20;
    for length in [0, 1, part - 1, part, part + 1, 2 * part, 2 * part + 777] {
        let bytes: Vec<u8> = (0..length).map(|at: usize| (at * 31 % 251) as u8).collect();
        std::fs::write(from.path().join("large.parquet"), &bytes).unwrap();
        let mark = bucket.upload(from.path(), "large.parquet").await.unwrap();
        assert_eq!(mark.bytes, length as u64);
        let fetched = bucket.fetch(to.path(), "large.parquet", &mark).await.unwrap();
        assert!(std::fs::read(&fetched.draft).unwrap() == bytes, "{length}");
        let short = Mark { bytes: mark.bytes + 1, ..mark.clone() };
        assert!(matches!(bucket.check("large.parquet", &short).await, Err(Error::BucketDamaged { .. })), "{length}");
        drop(fetched);
        assert_eq!(names(to.path()), Vec::<String>::new());
    }
}

#[test]
fn an_address_without_tls_or_a_bucket_is_refused() {
    let config = |url: &str, endpoint: &str| BucketConfig {
        url: url.into(),
        endpoint: endpoint.into(),
        access_key: "key".into(),
        secret_key: "secret".into(),
        ..BucketConfig::default()
    };
    for (url, endpoint) in [
        ("s3://shop/lakes", ""),
        ("s3://shop", "https://minio.example.com"),
        ("s3://shop/a/b", "http://127.0.0.1:9000"),
        ("s3://shop/a/b", "http://[::1]:9000"),
        ("s3://shop/a/b", "http://localhost"),
    ] {
        assert!(Bucket::open(&config(url, endpoint), "db").is_ok(), "{url} {endpoint}");
    }
    for (url, endpoint) in [
        ("s3://", ""),
        ("https://shop", ""),
        ("s3://shop", "http://minio.example.com"),
        ("s3://shop", "http://127.0.0.1.example.com"),
        ("s3://shop", "ftp://127.0.0.1"),
    ] {
        assert!(
            matches!(Bucket::open(&config(url, endpoint), "db"), Err(Error::BucketConfig { .. })),
            "{url} {endpoint}"
        );
    }
    let keyless = BucketConfig { secret_key: String::new(), ..config("s3://shop", "") };
    assert!(matches!(Bucket::open(&keyless, "db"), Err(Error::BucketConfig { .. })));
    assert_eq!(Bucket::open(&config("s3://shop/a/", ""), "db").unwrap().url(), "s3://shop/a/db");
}
