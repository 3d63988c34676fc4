//! Measures the register at size: `cargo run -p wafa_customers --example million_customers -- FOLDER [CUSTOMERS]`.
//!
//! Imports so many invented customers into a SQLite database in FOLDER (kept and used again the next time), then
//! times what pages ask for: the list in every order, with filters, by search, on its first and on a late page; counts;
//! duplicates; the ladder report. Prints the median and the 95th percentile in milliseconds.

use std::collections::HashMap;
use std::error::Error;
use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use wafa_customers::{Collisions, Customers, Fields, Incoming, ListQuery};
use wafa_db::history::{HistoryEntry, PurchaseHistory};
use wafa_db::{BoxFuture, Db, DbError, DbUrl, Options, Tx};
use wafa_kernel::policy::action::ReadCustomers;
use wafa_kernel::{BatchId, CustomerId, Day, Permit, Policy};

const GIVEN: [&str; 24] = [
    "سارا",
    "رضا",
    "مریم",
    "علی",
    "محمدرضا",
    "زهرا",
    "حسین",
    "نگار",
    "امیر",
    "فاطمه",
    "پریسا",
    "کیان",
    "أحمد",
    "نورا",
    "يوسف",
    "ليلى",
    "خالد",
    "هند",
    "Sara",
    "John",
    "Mina",
    "Omid",
    "Emma",
    "Adam",
];
const FAMILY: [&str; 24] = [
    "احمدی",
    "کریمی",
    "محمدی",
    "رضایی",
    "حسینی",
    "جعفری",
    "موسوی",
    "صادقی",
    "نوری",
    "کاظمی",
    "ژاله‌پور",
    "گلستانی",
    "الفارسي",
    "الهاشمي",
    "المصري",
    "القحطاني",
    "العتيبي",
    "الخطيب",
    "Smith",
    "Miller",
    "Karimi",
    "Brown",
    "Rossi",
    "Novak",
];
const CITIES: [&str; 8] = ["تهران", "شیراز", "تبریز", "قم", "الرياض", "دبي", "Berlin", ""];
/// Rows of one import transaction.
const CHUNK: usize = 10_000;

/// Invented purchases, always the same for the same customer.
struct Invented {
    today: Day,
}

impl PurchaseHistory for Invented {
    fn of<'a>(
        &'a self,
        _tx: &'a mut Tx,
        customers: &'a [CustomerId],
    ) -> BoxFuture<'a, Result<Vec<HistoryEntry>, DbError>> {
        Box::pin(async move {
            let mut found = Vec::new();
            for customer in customers {
                let mut dice = Dice(customer.raw().unsigned_abs());
                let orders = [0, 0, 1, 1, 1, 1, 2, 2, 3, 4, 6, 12].get(dice.roll(12)).copied().unwrap_or(0);
                let mut on = self.today.plus_days(-i32::try_from(dice.roll(900)).unwrap_or(0) - 1);
                for _ in 0..orders {
                    let minor = 100_000 + i64::try_from(dice.roll(9_000_000)).unwrap_or(0);
                    found.push(HistoryEntry { customer: *customer, on, minor, is_order: true });
                    on = on.plus_days(i32::try_from(dice.roll(60)).unwrap_or(0));
                }
            }
            Ok(found)
        })
    }
}

/// SplitMix64, so that every run invents the same customers.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        let sides = u64::try_from(sides).unwrap_or(1).max(1);
        usize::try_from((mixed ^ (mixed >> 31)) % sides).unwrap_or(0)
    }
    fn pick(&mut self, from: &[&str]) -> String {
        let place = self.roll(from.len());
        from.get(place).copied().unwrap_or_default().to_owned()
    }
}

fn invent(number: usize) -> Incoming {
    let mut dice = Dice(u64::try_from(number).unwrap_or(0));
    let name = format!("{} {}", dice.pick(&GIVEN), dice.pick(&FAMILY));
    let fields =
        Fields { name, city: dice.pick(&CITIES), source: dice.pick(&["shop", "instagram", ""]), ..Fields::default() };
    let phone = format!("+98912{:07}", dice.roll(9_999_999));
    let tags = if dice.roll(40) == 0 { vec!["ویژه".to_owned()] } else { Vec::new() };
    let external = Some(format!("C-{number}"));
    Incoming { external, phone: Some((phone.clone(), phone)), email: None, fields, tags }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = PathBuf::from(arguments.next().ok_or("a folder is expected")?);
    let size: usize = arguments.next().unwrap_or_else(|| "1000000".to_owned()).parse()?;
    std::fs::create_dir_all(&folder)?;
    let url = DbUrl::Sqlite(folder.join(format!("customers-{size}.db")));
    let db = Db::open(&url, Options { readers: 2, ..Options::default() }).await?;
    let today = db.now().utc_day();
    let customers = Customers::new(db.clone(), Arc::new(Invented { today }));
    let may: Permit<ReadCustomers> = Policy::system("measure");
    let there = customers.count(&may, &ListQuery::default()).await?.n;
    if there == 0 {
        fill(&db, &customers, size, today).await?;
    }
    measure(&customers, &may, size).await
}

async fn fill(db: &Db, customers: &Customers, size: usize, today: Day) -> Result<(), Box<dyn Error>> {
    let mut out = std::io::stdout().lock();
    let (mut resolving, mut judging) = (0.0, 0.0);
    for start in (0..size).step_by(CHUNK) {
        let rows: Vec<Incoming> = (start..size.min(start + CHUNK)).map(invent).collect();
        let mut tx = db.begin().await?;
        let batch: BatchId = tx.new_id();
        let begun = Instant::now();
        let resolved = customers.resolve_many(&mut tx, batch, rows, &Collisions::default(), today).await?;
        resolving += begun.elapsed().as_secs_f64();
        let begun = Instant::now();
        let ids: Vec<CustomerId> = resolved.into_iter().map(|one| one.customer).collect();
        customers.refresh_standings(&mut tx, &ids, today, None).await?;
        judging += begun.elapsed().as_secs_f64();
        tx.commit().await?;
    }
    writeln!(out, "{size} customers: found or added in {resolving:.1} s, judged in {judging:.1} s")?;
    Ok(())
}

async fn measure(customers: &Customers, may: &Permit<ReadCustomers>, size: usize) -> Result<(), Box<dyn Error>> {
    let questions = [
        "",
        "sort=-value",
        "sort=orders",
        "sort=name",
        "sort=-newest",
        "rung=loyal",
        "rung=suspect",
        "rung=suspect&sort=-value",
        "rung=loyal&sort=-orders",
        "rung=advocate",
        "city=تهران",
        "city=تهران&sort=name",
        "tag=ویژه",
        "tag=ویژه&sort=-value",
        "sleeping=180",
        "sleeping=180&sort=-value",
        "min_orders=6&sort=name",
        "source=instagram&city=قم&rung=repeat",
        "q=سارا احمدی",
        "q=سا",
        "q=م",
        "q=محمد رضا ک",
        "q=0912345",
        "q=۰۹۱۲",
        "q=4567",
        "q=C-4242",
        "q=سارا&city=شیراز",
        "rung=loyal&sleeping=400",
    ];
    let mut all = Vec::new();
    for question in questions {
        let pairs: HashMap<String, String> = question
            .split('&')
            .filter_map(|pair| pair.split_once('='))
            .map(|(k, v)| (k.to_owned(), v.to_owned()))
            .collect();
        let mut query = ListQuery::from_query(pairs)?;
        let mut times = Vec::new();
        let mut rows = 0;
        for _ in 0..20 {
            let begun = Instant::now();
            let page = customers.list(may, &query).await?;
            times.push(begun.elapsed().as_secs_f64() * 1_000.0);
            rows += page.items.len();
            query.after = page.next;
        }
        all.extend(times.iter().copied());
        tell(&format!("list {question} ({rows} rows)"), times)?;
        let begun = Instant::now();
        let count = customers.count(may, &query).await?;
        tell(&format!("count {question} = {}", count.n), vec![begun.elapsed().as_secs_f64() * 1_000.0])?;
    }
    tell("every page of the list", all)?;
    let begun = Instant::now();
    let pairs = customers.duplicates(may, 50).await?.len();
    tell(&format!("{pairs} duplicates of {size}"), vec![begun.elapsed().as_secs_f64() * 1_000.0])?;
    let today = customers.today().await?;
    for days in [30, 365] {
        let begun = Instant::now();
        let flow = customers.ladder_flow(may, today.plus_days(-days), today).await?;
        tell(&format!("ladder of {days} days {:?}", flow.end), vec![begun.elapsed().as_secs_f64() * 1_000.0])?;
    }
    let begun = Instant::now();
    let menus =
        customers.cities(may).await?.len() + customers.sources(may).await?.len() + customers.tags(may).await?.len();
    tell(&format!("{menus} words of menus"), vec![begun.elapsed().as_secs_f64() * 1_000.0])
}

fn tell(what: &str, mut times: Vec<f64>) -> Result<(), Box<dyn Error>> {
    times.sort_by(f64::total_cmp);
    let at = |share: usize| times.get((times.len() * share / 100).min(times.len() - 1)).copied().unwrap_or(0.0);
    writeln!(std::io::stdout().lock(), "{:>9.2} {:>9.2} ms  {what}", at(50), at(95))?;
    Ok(())
}
