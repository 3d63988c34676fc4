//! How long it takes to build the lake from a SQLite database, and how much memory.
//!
//! `cargo run -p wafa_analytics --example extract_bench -- 1000000` fills a throwaway database with so many orders,
//! builds the lake twice and fits the models once. Nothing here decides a test.
#![allow(clippy::print_stdout)]

use std::error::Error;
use std::time::Instant;

use wafa_analytics::predict::{Economics, FitRequest};
use wafa_analytics::{Lake, Predictor, bench};
use wafa_db::facts::{self, Whose};
use wafa_db::{Db, DbUrl, Options, values};
use wafa_kernel::{Currency, CustomerId, Day, Policy};

const COLUMNS: &[&str] = &[
    "id",
    "key",
    "number",
    "customer_id",
    "placed_at",
    "placed_on",
    "status",
    "currency",
    "amount_minor",
    "quantity",
    "discount_code",
    "source",
    "campaign",
    "city",
    "counts",
    "custom",
    "recorded_at",
];

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let rows: i64 = std::env::args().nth(1).map_or(Ok(1_000_000), |text| text.parse())?;
    let folder = std::env::temp_dir().join(format!("wafa-extract-bench-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let db = Db::open(&DbUrl::Sqlite(folder.join("wafa.db")), Options::default()).await?;
    fill(&db, rows).await?;
    println!("filled, own memory {} MB", own_mb());
    let lake = Lake::open(folder.join("lake"))?;
    for build in ["first build", "second build"] {
        let begun = Instant::now();
        lake.rebuild(&db).await?;
        println!("{build}: {rows} orders in {:.2} s, own memory {} MB", begun.elapsed().as_secs_f64(), own_mb());
    }
    for update in ["first update", "second update", "third update"] {
        add(&db, rows, 1_000).await?;
        let (begun, cpu) = (Instant::now(), bench::cpu_s());
        lake.refresh(&db).await?;
        println!(
            "{update} after 1,000 new orders: {:.0} ms, cpu {:.0} ms",
            begun.elapsed().as_secs_f64() * 1_000.0,
            (bench::cpu_s() - cpu) * 1_000.0
        );
    }
    let begun = Instant::now();
    lake.compact(db.now()).await?;
    println!("runs put together: {:.2} s", begun.elapsed().as_secs_f64());
    let begun = Instant::now();
    let request = FitRequest {
        as_of: Day::from_ymd(2025, 12, 31).ok_or("no day")?,
        currency: Currency::IRR,
        economics: Economics { margin_permille: 300, discount_permille: 150 },
        cause: None,
    };
    let report = Predictor::new(db, lake).fit(&Policy::system("bench"), request).await?;
    println!(
        "fit of {} customers ({}) in {:.2} s, own memory {} MB",
        report.customers,
        report.model,
        begun.elapsed().as_secs_f64(),
        own_mb()
    );
    std::fs::remove_dir_all(&folder)?;
    Ok(())
}

/// Orders in order of time, their customers scattered: the hard case for reading by customer.
async fn fill(db: &Db, rows: i64) -> Result<(), Box<dyn Error>> {
    let start = i64::from(Day::from_ymd(2023, 1, 1).ok_or("no day")?.number());
    let mut state = 88_172_645_463_325_252u64;
    let mut random = move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        i64::try_from(state >> 33).unwrap_or(0)
    };
    for begin in (0..rows).step_by(50_000) {
        let mut batch = Vec::new();
        for number in begin..(begin + 50_000).min(rows) {
            // Squared, so that some customers order much and many little.
            let share = random() % 100_000;
            let (customer, on) = (1 + share * share / 100_000, start + number * 1_095 / rows);
            batch.push(values![
                number,
                format!("k{number}"),
                "",
                customer,
                on * 86_400_000,
                on,
                "",
                "IRR",
                1_000 + random() % 9_000_000,
                1i64,
                "",
                "",
                "",
                "",
                true,
                "",
                0i64
            ]);
        }
        let mut tx = db.begin().await?;
        tx.insert_many("sales_order", COLUMNS, batch).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// New orders of customers all over the register, as they come in one by one.
async fn add(db: &Db, rows: i64, orders: i64) -> Result<(), Box<dyn Error>> {
    let on = Day::from_ymd(2025, 12, 31).ok_or("no day")?.number();
    let start: i64 = db.read("select max(id) from sales_order", values![]).await?.first().ok_or("no row")?.get(0)?;
    let mut batch = Vec::new();
    let mut whose = Vec::new();
    for number in 1..=orders {
        let id = start + number;
        let customer = 1 + (id * 7_919) % 100_000;
        let at = i64::from(on) * 86_400_000 + number;
        let row = values![
            id,
            format!("k{rows}-{id}"),
            "",
            customer,
            at,
            on,
            "",
            "IRR",
            5_000i64,
            1i64,
            "",
            "",
            "",
            "",
            true,
            "",
            0i64
        ];
        batch.push(row);
        whose.push(Whose::Customer(CustomerId::from_raw(customer)));
    }
    let mut tx = db.begin().await?;
    tx.insert_many("sales_order", COLUMNS, batch).await?;
    facts::changed(&mut tx, whose).await?;
    tx.commit().await?;
    Ok(())
}

/// Memory of this process now, without the pages of the database file that the system maps into it.
fn own_mb() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("RssAnon")).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|kb| kb.parse::<u64>().ok()).unwrap_or(0) / 1_024
}
