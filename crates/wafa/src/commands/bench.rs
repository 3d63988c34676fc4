//! `wafa bench`: what this program costs on this machine.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Context;
use wafa_analytics::bench;

use super::{say, say_json};
use crate::cli::BenchLake;

/// Makes a lake in a process of its own and passes over it in this one.
pub fn lake(options: &BenchLake) -> anyhow::Result<()> {
    let passing = std::env::temp_dir().join(format!("wafa-bench-lake-{}", std::process::id()));
    let folder: PathBuf = options.keep.clone().unwrap_or_else(|| passing.clone());
    if options.only_make {
        return Ok(bench::make(&folder, options.rows)?);
    }
    let measured = measure(&folder, options.rows);
    if options.keep.is_none() && passing.is_dir() {
        std::fs::remove_dir_all(&passing).with_context(|| format!("cannot remove {}", passing.display()))?;
    }
    let measured = measured?;
    if options.json {
        return say_json(&measured);
    }
    say(&format!(
        "{} orders of {} customers in {}\nRFM and cohorts: cpu {:.2} s, wall {:.3} s, memory {} MB\n\
         all of the overview: cpu {:.2} s, wall {:.3} s, memory {} MB",
        measured.rows,
        measured.customers,
        measured.file,
        measured.cpu_s,
        measured.wall_s,
        measured.rss_mb,
        measured.overview_cpu_s,
        measured.overview_wall_s,
        measured.overview_rss_mb
    ))
}

fn measure(folder: &Path, rows: u64) -> anyhow::Result<bench::LakeBench> {
    let program = std::env::current_exe().context("where this program is")?;
    let made = Command::new(program)
        .args(["bench", "lake", "--only-make", "--rows", &rows.to_string(), "--keep"])
        .arg(folder)
        .status()
        .context("the lake cannot be made")?;
    anyhow::ensure!(made.success(), "the lake was not made in {}", folder.display());
    Ok(bench::measure(folder)?)
}
