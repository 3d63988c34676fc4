//! How fast and how small a pass over the lake is.
//!
//! `cargo run --release -p wafa_analytics --example fold_bench -- 10000000 /tmp/lake` writes a deterministic lake of
//! so many orders (once: a folder that holds it already is used again), computes every figure twice and prints wall
//! time, CPU time and memory. Nothing here decides a test.
#![allow(clippy::print_stdout)]

use std::error::Error;
use std::path::Path;
use std::time::Instant;

use wafa_analytics::lake::{FactRow, LakeWriter, Stamp, TableKind, Word};
use wafa_analytics::{Lake, Question, figures};
use wafa_kernel::{Currency, Day, LadderRules, Moment, Periods};

const DAYS: i64 = 3 * 365;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let rows: u64 = arguments.next().map_or(Ok(1_000_000), |text| text.parse())?;
    let folder = arguments.next().unwrap_or_else(|| std::env::temp_dir().join("wafa-fold-bench").display().to_string());
    let lake = Lake::open(&folder)?;
    if lake.status()?.is_none_or(|manifest| manifest.rows.orders < rows) {
        let begun = Instant::now();
        write(Path::new(&folder), rows)?;
        println!("written in {:.2} s", begun.elapsed().as_secs_f64());
    }
    let question = question().ok_or("the periods do not grow")?;
    for pass in ["first pass", "second pass"] {
        let (begun, cpu) = (Instant::now(), cpu_s());
        let answer = figures(&lake, &question)?;
        println!(
            "{pass}: {} orders of {} customers, wall {:.3} s, cpu {:.3} s, peak memory {} MB",
            answer.orders,
            answer.customers,
            begun.elapsed().as_secs_f64(),
            cpu_s() - cpu,
            peak_mb(),
        );
    }
    Ok(())
}

/// Some 21.6 orders per customer: most few, some hundreds, over three years.
fn write(folder: &Path, rows: u64) -> Result<(), Box<dyn Error>> {
    let mut writer = LakeWriter::begin(folder, Moment::from_ms(0))?;
    let start = i64::from(Day::from_ymd(2023, 1, 1).ok_or("no day")?.number());
    let (mut written, mut customer, mut state) = (0u64, 0i64, 88_172_645_463_325_252u64);
    let mut random = move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        i64::try_from(state >> 33).unwrap_or(0)
    };
    while written < rows {
        customer += 1;
        let luck = random() % 1_000;
        let orders = if luck < 600 {
            1 + luck % 5
        } else if luck < 950 {
            10 + luck % 40
        } else {
            50 + luck * 7 % 350
        };
        let first = random() % DAYS;
        let mut batch = Vec::new();
        for _ in 0..orders {
            let on = start + first + random() % (DAYS - first);
            written += 1;
            batch.push(FactRow {
                customer,
                on: i32::try_from(on)?,
                at: on * 86_400_000 + random() % 86_400_000,
                id: i64::try_from(written)?,
                amount_minor: 1_000 + random() % 9_000_000,
                quantity: 1 + random() % 5,
                word: Word::Currency(Currency::IRR),
                counts: true,
            });
        }
        batch.sort_by_key(|row| (row.on, row.id));
        writer.write(TableKind::Orders, &batch)?;
        let since = FactRow { customer, on: i32::try_from(start + first)?, ..*batch.first().ok_or("no order")? };
        writer.write(TableKind::Customers, &[FactRow { word: Word::None, ..since }])?;
    }
    writer.publish(Stamp { fact_version: 1, newest_customer: customer })?;
    Ok(())
}

fn question() -> Option<Question> {
    let mut starts = Vec::new();
    let mut keys = Vec::new();
    for month in 0..37 {
        starts.push(Day::from_ymd(2023 + month / 12, u32::try_from(month % 12 + 1).ok()?, 1)?);
        keys.push(format!("{:04}-{:02}", 2023 + month / 12, month % 12 + 1));
    }
    keys.pop();
    let periods = Periods::new(starts, keys)?;
    Some(Question {
        as_of: Day::from_ymd(2025, 12, 31)?,
        cohort_months: periods.clone(),
        periods,
        inactivity_days: 180,
        rules: LadderRules::default(),
        currency: Currency::IRR,
        only: None,
    })
}

/// User and system time of this process, from /proc (hundredths of a second); 0 where there is none.
fn cpu_s() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<f64> =
        stat.rsplit(')').next().unwrap_or_default().split_whitespace().map(|f| f.parse().unwrap_or(0.0)).collect();
    (fields.get(11).unwrap_or(&0.0) + fields.get(12).unwrap_or(&0.0)) / 100.0
}

/// Most memory this process ever held.
fn peak_mb() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM")).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|kb| kb.parse::<u64>().ok()).unwrap_or(0) / 1_024
}
