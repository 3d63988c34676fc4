//! What an import costs, from the file to the fitted models.

use std::fmt::Write as _;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::Context as _;
use serde_json::Value;

use super::Bench;
use super::measure::{Cost, Task, at, seconds};
use super::page::{Section, Table};
use crate::program::Server;

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
    let pages = pages(&program, &shop);
    if let Some(pages) = section.or_missing("pages of the imported shop", pages) {
        section.text.push(
            "Second table: pages of the shop that was imported, by the release server on SQLite, one client, milliseconds by the client's clock; each page was asked for 20 times, one after another."
                .to_owned(),
        );
        section.table(pages);
    }
    Ok(section)
}

/// Serves the imported shop and asks it for pages.
fn pages(program: &Path, shop: &Path) -> anyhow::Result<Table> {
    let url = format!("sqlite:{}", shop.display());
    let server = Server::start(program, &["serve", "--db", &url, "--listen", "127.0.0.1:0"])?;
    let link = server.link.clone().context("the server printed no first link")?;
    let task = Task::script(Path::new("python3"), "pages.py").words(&[&server.address, &link]);
    let answer = task.run()?.answer;
    let mut table = Table::new(&["page", "first", "median", "p95"]);
    for (name, page) in answer.get("pages").and_then(Value::as_object).into_iter().flatten() {
        let error = page.get("error").and_then(Value::as_str).unwrap_or("–");
        let told = |key: &str| at(page, key).map_or_else(|| error.to_owned(), |ms| format!("{ms:.0}"));
        table.row([name.clone(), told("first"), told("median"), told("p95")]);
    }
    Ok(table)
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

/// Always the same orders, of the 1,000 days until today, so that pages have something to show.
fn write(file: &Path, rows: u64) -> anyhow::Result<()> {
    let today = SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs() / 86_400;
    const CITIES: [&str; 5] = ["Tehran", "Shiraz", "Tabriz", "Riyadh", "Dubai"];
    let mut text = String::from("order_id,customer_id,name,phone,date,amount,product,city\n");
    let customers = customers(rows);
    for row in 0..rows {
        let customer = row.wrapping_mul(7_919) % customers;
        let day = row.wrapping_mul(2_654_435_761) % 1_000;
        let (year, month, of_month) = gregorian(today - day);
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

/// Year, month and day of a number of days after 1970-01-01, by years that begin in March.
fn gregorian(days: u64) -> (u64, u64, u64) {
    let (era, of_era) = ((days + 719_468) / 146_097, (days + 719_468) % 146_097);
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let (shift, next) = if month < 10 { (month + 3, 0) } else { (month - 9, 1) };
    (era * 400 + year + next, shift, of_year - (153 * month + 2) / 5 + 1)
}

#[cfg(test)]
mod tests {
    use super::gregorian;

    #[test]
    fn days_become_dates() {
        assert_eq!(gregorian(0), (1970, 1, 1));
        assert_eq!(gregorian(11_016), (2000, 2, 29));
        assert_eq!(gregorian(20_779), (2026, 11, 22));
    }
}
