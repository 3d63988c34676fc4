//! DuckDB and polars on the same lake: the same counts, and the cost of the same figures side by side.
#![allow(clippy::indexing_slicing, reason = "a JSON value is indexed without panics: what is not there is null")]

use std::fmt::Write as _;
use std::process::Command;

use serde_json::Value;

use crate::{machine, peers};

/// Orders of the lake.
const ROWS: &str = "10000000";

/// Measures both sides in one run; the section of `docs/benchmarks.md`.
///
/// # Errors
/// When a side cannot be run, or the counts differ.
pub fn section() -> anyhow::Result<String> {
    let python = peers::python(&["duckdb==2.0.0", "polars==2.1.0"])?;
    let folder = std::env::temp_dir().join(format!("wafa-bench-lake-{}", std::process::id()));
    let ours = |words: &[&str]| {
        let mut command = Command::new(env!("CARGO"));
        command.args(["run", "--quiet", "--release", "--package", "wafa_analytics", "--example", "fold_bench", "--"]);
        machine::read(command.args(words).arg(&folder).current_dir(machine::root()))
    };
    // Once to write the lake, once to measure: writing takes memory, too.
    ours(&[ROWS])?;
    let wafa: Value = serde_json::from_str(&ours(&[ROWS])?)?;
    let script = machine::root().join("xtask/peers/lake.py");
    let theirs: Value = serde_json::from_str(&machine::read(Command::new(python).arg(script).arg(&folder))?)?;
    std::fs::remove_dir_all(&folder)?;
    for figure in ["customers", "rfm_cells", "cohorts"] {
        let (one, other) = (told(&wafa, figure), told(&theirs, figure));
        anyhow::ensure!(one == other, "{figure}: {one} and {other}");
    }
    let number = |of: &Value, key: &str| of.get(key).and_then(Value::as_f64).unwrap_or(f64::NAN);
    let (cpu, peer) = (number(&wafa, "cpu_s"), number(&theirs, "duckdb_cpu_s"));
    let mut page = String::from("\n## RFM and cohorts beside DuckDB, the same sorted file\n\n");
    let _ = writeln!(
        page,
        "| {} orders of {} customers | CPU | memory |\n|---|---|---|",
        told(&wafa, "rows"),
        told(&wafa, "customers")
    );
    let _ = writeln!(page, "| Wafa, RFM and cohorts in one pass | {cpu:.2} s | {} MB |", told(&wafa, "rss_mb"));
    let _ = writeln!(
        page,
        "| DuckDB {}: {:.2} s and {:.2} s | {peer:.2} s | {} MB |",
        told(&theirs, "duckdb"),
        number(&theirs, "duckdb_rfm_cpu_s"),
        number(&theirs, "duckdb_cohorts_cpu_s"),
        told(&theirs, "duckdb_rss_mb")
    );
    let _ = writeln!(
        page,
        "\nRatio {:.2}. All of the overview: {:.2} s wall, {:.2} s CPU. Counts of every table agree in DuckDB and polars {}.",
        cpu / peer,
        number(&wafa, "overview_wall_s"),
        number(&wafa, "overview_cpu_s"),
        told(&theirs, "polars")
    );
    Ok(page)
}

/// A figure as a text.
fn told(of: &Value, key: &str) -> String {
    match of.get(key) {
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
        None => "?".to_owned(),
    }
}
