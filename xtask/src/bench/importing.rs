//! What an import costs, from the file to the fitted models.

use std::fmt::Write as _;
use std::path::Path;

use serde_json::Value;

use super::Bench;
use super::measure::{Cost, Task, seconds};
use super::page::{Section, Table};

/// 1,000,000 numbered rows of 99,990 customers by `wafa import orders`, then the same file again.
///
/// # Errors
/// When the program cannot be built, or the file not written.
pub fn section(bench: &Bench) -> anyhow::Result<Section> {
    let rows = bench.size(1_000_000);
    let mut section = Section::new("Import into SQLite, full durability");
    let program = bench.program()?;
    section.text.push(format!(
        "`wafa import orders`, everything it does included – rows, standings, lake, fit of the models. {rows} rows of \
         {} customers with eight columns: order number, customer, name, phone, date, amount, product, city. No other \
         tool does the same, so none stands beside it. Measured once, each time a process of its own.",
        customers(rows)
    ));
    let file = bench.file("orders.csv");
    write(&file, rows)?;
    let mut table = Table::new(&["file", "rows", "CPU", "wall", "rows a second", "memory", "new rows"]);
    let shop = bench.file("shop.sqlite");
    for run in ["first time", "the same file again"] {
        if let Some(cost) = section.or_missing(run, import(&program, &file, &shop)) {
            table.row(row(run, rows, &cost));
        }
    }
    if let Some(cdnow) = section.or_missing("CDNOW", bench.cdnow()) {
        let found = import(&program, &cdnow, &bench.file("cdnow.sqlite"));
        if let Some(cost) = section.or_missing("CDNOW", found) {
            table.row(row("CDNOW, 23,570 customers", 69_659, &cost));
        }
    }
    section.table(table);
    Ok(section)
}

fn import(program: &Path, file: &Path, shop: &Path) -> anyhow::Result<Cost> {
    let url = format!("sqlite:{}", shop.display());
    Task::new(program)
        .words(&["import", "orders"])
        .word(file)
        .words(&["--db", &url, "--currency", "USD", "--json"])
        .run()
}

fn row(run: &str, rows: u64, cost: &Cost) -> [String; 7] {
    [
        run.to_owned(),
        rows.to_string(),
        seconds(cost.cpu_s),
        seconds(cost.wall_s),
        format!("{:.0}", rows as f64 / cost.wall_s),
        format!("{:.0} MB", cost.rss_mb),
        cost.answer.get("imported").map_or_else(|| "?".to_owned(), Value::to_string),
    ]
}

fn customers(rows: u64) -> u64 {
    (rows / 10).saturating_sub(10).max(1)
}

/// Always the same file.
fn write(file: &Path, rows: u64) -> anyhow::Result<()> {
    const CITIES: [&str; 5] = ["Tehran", "Shiraz", "Tabriz", "Riyadh", "Dubai"];
    let mut text = String::from("order_id,customer_id,name,phone,date,amount,product,city\n");
    let customers = customers(rows);
    for row in 0..rows {
        let customer = row.wrapping_mul(7_919) % customers;
        let day = row.wrapping_mul(2_654_435_761) % 1_000;
        let (year, month, of_month) = (2023 + day / 336, day % 336 / 28 + 1, day % 28 + 1);
        let city = CITIES.get((customer % 5) as usize).copied().unwrap_or_default();
        let _ = writeln!(
            text,
            "o{row},c{customer},Customer {customer},+98912{:07},{year}-{month:02}-{of_month:02},{}.{:02},product \
             {},{city}",
            customer,
            5 + row % 300,
            row % 100,
            row % 500
        );
    }
    Ok(std::fs::write(file, text)?)
}
