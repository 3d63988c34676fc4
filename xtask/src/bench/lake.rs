//! RFM and cohorts beside DuckDB, polars and pandas on the same sorted file, and how cost grows with the lake.

use std::path::Path;

use anyhow::{Context as _, ensure};
use serde_json::Value;

use super::Bench;
use super::measure::{Cost, Task, at, seconds, times_less};
use super::page::{Section, Table};
use super::venv::Venv;

/// What must come out the same on both sides.
const COMPARED: [&str; 3] = ["customers", "rfm_cells", "cohorts"];

/// The pass over 10,000,000 orders beside the others.
///
/// # Errors
/// When the lake cannot be made.
pub fn section(bench: &Bench) -> anyhow::Result<Section> {
    let mut section = Section::new("RFM and cohorts beside DuckDB, polars and pandas");
    let program = bench.program()?;
    let rows = bench.size(10_000_000);
    let folder = bench.file(&format!("lake-{rows}"));
    let wafa = pass(&program, &folder, rows, bench.times())?;
    let of = |key: &str| wafa.number(key).unwrap_or(f64::NAN);
    section.text.push(format!(
        "{} orders of {} customers over 36 months in one Parquet file, sorted by customer and time. Both figures – \
         scores of recency, frequency and money in fifths, and the monthly cohort table of customers, orders and \
         money – from the file; Wafa makes them in one pass. Numbers of customers, RFM cells and cohorts agree in all \
         engines. Best of {} processes, of pandas one. Wafa's memory is that of the passing process \
         until the two figures were there, that of the others the process's most.",
        of("rows"),
        of("customers"),
        bench.times()
    ));
    let mut table = Table::new(&["by", "RFM, CPU", "cohorts, CPU", "both, CPU", "both, wall", "memory", "Wafa takes"]);
    let memory = format!("{:.0} MB", of("rss_mb"));
    let empty = String::new;
    table.row(["Wafa".to_owned(), empty(), empty(), seconds(of("cpu_s")), seconds(of("wall_s")), memory, empty()]);
    let file = wafa.answer.get("file").and_then(Value::as_str).context("no file was named")?.to_owned();
    for engine in ["duckdb", "polars", "pandas"] {
        let found = beside(bench, engine, &file, &wafa);
        let Some(cost) = section.or_missing(engine, found) else { continue };
        let ratio = cost.number("cpu_s").unwrap_or(f64::NAN);
        let told = |key: &str| seconds(cost.number(key).unwrap_or(f64::NAN));
        let version = cost.answer.get("version").and_then(Value::as_str).unwrap_or("?");
        let name = format!("{engine} {version}");
        let memory = format!("{:.0} MB", cost.rss_mb);
        let [rfm, cohorts, both, wall] = ["rfm_cpu_s", "cohorts_cpu_s", "cpu_s", "wall_s"].map(told);
        let less = format!("{} less", times_less(of("cpu_s"), ratio));
        table.row([name, rfm, cohorts, both, wall, memory, less]);
        if engine == "duckdb" {
            let share = Some(of("cpu_s") / ratio);
            section.at_most(
                "RFM and cohorts of 10 M orders: at most .25 of DuckDB's processor time",
                share,
                0.25,
                |share| format!("{} against {}: {share:.2}", seconds(of("cpu_s")), seconds(ratio)),
            );
        }
    }
    section.table(table);
    limits(&mut section, &wafa);
    let counted = counts(&folder);
    if let Some(told) = section.or_missing("rows of every table in DuckDB and polars", counted) {
        section.text.push(told);
    }
    let updated = update(bench, &mut section);
    section.or_missing("the update after 1,000 orders", updated);
    Ok(section)
}

fn pass(program: &Path, folder: &Path, rows: u64, times: u32) -> anyhow::Result<Cost> {
    let task = Task::new(program).words(&["bench", "lake", "--rows", &rows.to_string(), "--keep"]).word(folder);
    task.word("--json").best_of(times)
}

fn beside(bench: &Bench, engine: &str, file: &str, wafa: &Cost) -> anyhow::Result<Cost> {
    let python = Venv::Tables.python()?;
    let cost = Task::script(&python, "lake.py").words(&[engine, file]);
    let cost = cost.best_of(if engine == "pandas" { 1 } else { bench.times() })?;
    for key in COMPARED {
        let (own, other) = (wafa.number(key), cost.number(key));
        ensure!(own == other, "{key} differ: {own:?} and {other:?}");
    }
    Ok(cost)
}

fn limits(section: &mut Section, wafa: &Cost) {
    let ms = |wall: f64| format!("{:.0} ms", wall * 1e3);
    let mb = |mb: f64| format!("{mb:.0} MB");
    section.at_most("memory of RFM and cohorts of 10 M orders: at most 64 MB", wafa.number("rss_mb"), 64.0, mb);
    let cold = wafa.number("overview_wall_s");
    section.at_most("all of the overview at 10 M orders, asked for the first time: at most 500 ms", cold, 0.5, ms);
    let warm = wafa.number("overview_warm_wall_s");
    section.at_most("the same asked again: at most 50 ms", warm, 0.05, |wall| format!("{:.3} ms", wall * 1e3));
    section.text.push(format!(
        "All figures of the overview: {} wall, {} CPU, {:.0} MB the first time, with the files in the system's memory, \
         where writing them left them; the same question again, while no fact has changed, is answered from memory in \
         {:.3} ms (a page also asks the database whether facts have changed: the pages of an imported shop below say \
         what that comes to). The overview, the survival of all customers and the summaries the models are fitted to, \
         in one pass: {} wall, {} CPU.",
        seconds(cold.unwrap_or(f64::NAN)),
        seconds(wafa.number("overview_cpu_s").unwrap_or(f64::NAN)),
        wafa.number("overview_rss_mb").unwrap_or(f64::NAN),
        warm.unwrap_or(f64::NAN) * 1e3,
        seconds(wafa.number("everything_wall_s").unwrap_or(f64::NAN)),
        seconds(wafa.number("everything_cpu_s").unwrap_or(f64::NAN)),
    ));
}

fn counts(folder: &Path) -> anyhow::Result<String> {
    let python = Venv::Tables.python()?;
    let cost = Task::script(&python, "lake.py").word("counts").word(folder).run()?;
    let tables = cost.answer.get("counts").and_then(Value::as_object).map_or(0, serde_json::Map::len);
    ensure!(tables > 0 && cost.answer.get("same") == Some(&Value::Bool(true)), "counts differ: {}", cost.answer);
    Ok(format!("The rows of all {tables} tables of the lake are as many in DuckDB and polars as its manifest says."))
}

/// Brings a lake over a database of 1,000,000 orders up to date after 1,000 more.
fn update(bench: &Bench, section: &mut Section) -> anyhow::Result<()> {
    let program = bench.example("wafa_analytics", "extract_bench")?;
    let said = Task::new(&program).word(bench.size(1_000_000).to_string()).run()?.said;
    let updates = said.lines().filter(|line| line.contains("update after 1,000 new orders:"));
    let ms = |line: &str| line.split(": ").nth(1)?.split_whitespace().next()?.parse::<f64>().ok();
    let slowest = updates.filter_map(ms).reduce(f64::max);
    section.at_most("lake of 1 M orders brought up to date after 1,000 more: at most 200 ms", slowest, 200.0, |ms| {
        format!("{ms:.0} ms, the slowest of three")
    });
    let told: Vec<&str> = said.lines().map(str::trim).filter(|line| !line.starts_with("filled")).collect();
    section.text.push(format!("A lake over a database of 1,000,000 orders in SQLite – {}.", told.join("; ")));
    Ok(())
}

/// How cost grows from 100,000 orders up.
///
/// # Errors
/// When the program cannot be built.
pub fn growth(bench: &Bench) -> anyhow::Result<Section> {
    let mut section = Section::new("How the cost of a pass grows");
    let program = bench.program()?;
    let mut sizes = vec![100_000, 1_000_000, 10_000_000];
    if bench.options.quick {
        sizes.truncate(2);
    }
    if bench.options.huge {
        sizes.push(100_000_000);
    }
    let mut table =
        Table::new(&["orders", "customers", "RFM and cohorts, CPU", "wall", "memory", "overview, wall", "CPU"]);
    for rows in sizes {
        let folder = bench.file(&format!("lake-{rows}"));
        let found = pass(&program, &folder, rows, bench.times());
        if let Some(cost) = section.or_missing(&format!("{rows} orders"), found) {
            let of = |key: &str| at(&cost.answer, key).unwrap_or(f64::NAN);
            let [cpu, wall, again, both] =
                ["cpu_s", "wall_s", "overview_wall_s", "overview_cpu_s"].map(of).map(seconds);
            let memory = format!("{:.0} MB", of("rss_mb"));
            table.row([of("rows").to_string(), of("customers").to_string(), cpu, wall, memory, again, both]);
        }
        if rows > 10_000_000 && folder.is_dir() {
            std::fs::remove_dir_all(&folder)?;
        }
    }
    section.text.push(format!("`wafa bench lake --rows N`, best of {} processes.", bench.times()));
    section.table(table);
    Ok(section)
}
