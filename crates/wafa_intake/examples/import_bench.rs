//! Measures an import: makes a file of N order rows of N/10 customers, always the same, imports it into a new SQLite
//! database with full durability and says how fast it was and how much memory it took.
//!
//! `cargo run --release -p wafa_intake --example import_bench -- [ROWS] [--numbered] [--products] [--people] [--sorted]`
//! or `-- --file orders.csv` to measure a file of one's own.
#![allow(clippy::print_stdout, missing_docs)]

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use wafa_customers::Customers;
use wafa_db::{Db, DbUrl, Options};
use wafa_intake::{ImportOptions, Intake, Preset};
use wafa_kernel::policy::action::Import;
use wafa_kernel::{Currency, Day, Permit, Policy};
use wafa_sales::Sales;

type Fault = Box<dyn std::error::Error + Send + Sync>;

#[tokio::main]
async fn main() -> Result<(), Fault> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let rows: u64 = arguments.iter().find_map(|word| word.parse().ok()).unwrap_or(1_000_000);
    let has = |word: &str| arguments.iter().any(|given| given == word);
    let folder = tempfile::tempdir()?;
    let given = arguments.iter().position(|word| word == "--file").and_then(|at| arguments.get(at + 1));
    let path = given.map_or_else(|| folder.path().join("orders.csv"), PathBuf::from);
    if given.is_none() {
        let kind = Kind {
            numbered: has("--numbered"),
            products: has("--products"),
            people: has("--people"),
            sorted: has("--sorted"),
        };
        write_file(&path, rows, kind)?;
    }
    println!("file: {:.1} MB", std::fs::metadata(&path)?.len() as f64 / 1e6);

    let url = DbUrl::Sqlite(folder.path().join("wafa.db"));
    let db = Db::open(&url, Options::default()).await?;
    let sales = Sales::new(db.clone());
    let customers = Customers::new(db.clone(), Arc::new(sales.clone()));
    let intake = Intake::new(db, customers, sales, folder.path().join("imports"));
    let permit: Permit<Import> = Policy::system("bench");
    let options =
        ImportOptions { currency: Some(Currency::USD), zone: Some("UTC".to_owned()), ..ImportOptions::default() };
    for run in ["first", "again"] {
        let began = Instant::now();
        let inspection = intake.inspect(&permit, &path, Preset::Generic).await?;
        let started = intake.start(&permit, &path, &inspection.mapping(), &options).await?;
        let mut written = None;
        let report = intake
            .run(started.batch, &mut |progress| {
                if progress.state == wafa_intake::BatchState::Settling && written.is_none() {
                    written = Some(began.elapsed());
                }
            })
            .await?;
        let took = began.elapsed().as_secs_f64();
        println!(
            "{run}: {took:.1} s in all ({:.1} s until the rows were written), {:.0} rows/s; orders {}, customers {}, \
             duplicates {}, problems {}, reconciles {}, peak memory {} MB",
            written.unwrap_or_default().as_secs_f64(),
            report.rows_read as f64 / took,
            report.orders_added,
            report.customers_added,
            report.rows_duplicate,
            report.rows_problem,
            report.reconciles(),
            peak_mb().unwrap_or_default()
        );
    }
    Ok(())
}

/// Peak resident memory of this process.
fn peak_mb() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse::<u64>().ok().map(|kilobytes| kilobytes / 1024)
}

/// What the file holds beside customer, date, quantity and amount.
#[derive(Clone, Copy)]
struct Kind {
    numbered: bool,
    products: bool,
    people: bool,
    /// In order of time, as shops export; otherwise in no order at all.
    sorted: bool,
}

fn write_file(path: &Path, rows: u64, kind: Kind) -> Result<(), Fault> {
    let mut out = BufWriter::new(File::create(path)?);
    let start = Day::from_ymd(2022, 1, 1).ok_or("a day")?;
    write!(out, "customer_id,date,quantity,amount")?;
    let column = |wanted: bool, names: &'static str| if wanted { names } else { "" };
    write!(out, "{}", column(kind.numbered, ",order_id"))?;
    write!(out, "{}", column(kind.products, ",product_name"))?;
    writeln!(out, "{}", column(kind.people, ",name,phone,email,city"))?;
    let mut state: u64 = 0x9e37_79b9_7f4a_7c15;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    };
    for row in 0..rows {
        let customer = next() % (rows / 10).max(1);
        let day = if kind.sorted { row * 1_400 / rows } else { next() % 1_400 };
        let day = start.plus_days(i32::try_from(day)?);
        let cents = next() % 20_000 + 100;
        write!(out, "{customer},{day},{},{}.{:02}", next() % 4 + 1, cents / 100, cents % 100)?;
        if kind.numbered {
            write!(out, ",A-{row}")?;
        }
        if kind.products {
            write!(out, ",Product {}", next() % 500)?;
        }
        if kind.people {
            write!(out, ",نام {customer} خانوادگی,0912{customer:07},c{customer}@example.com,شیراز")?;
        }
        writeln!(out)?;
    }
    out.flush()?;
    Ok(())
}
