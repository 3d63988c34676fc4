//! `wafa verify`: does the database hold together, and do projections agree with the facts?

use std::process::ExitCode;

use serde::Serialize;

use super::{say, say_json};
use crate::cli;
use crate::config::Config;
use crate::shop;

#[derive(Serialize)]
struct Report {
    ok: bool,
    deep: bool,
    problems: Vec<String>,
    rows: i64,
}

/// Prints what is wrong; exit code 1 when anything is.
pub async fn run(config: Config, options: &cli::Verify) -> anyhow::Result<ExitCode> {
    let app = shop::open_existing(&config.over(&options.store)).await?;
    let mut problems = app.db.integrity().await?;
    if options.deep {
        app.db.release_abandoned().await?;
        app.worker().settle().await?;
        app.lake.refresh(&app.db).await?;
        match app.lake.damaged_objects().await {
            Ok(objects) => {
                problems.extend(objects.iter().map(|object| format!("lake: damaged in the bucket: {object}")))
            }
            Err(error) => problems.push(format!("lake: {error}")),
        }
        for mismatch in app.lake.mismatches(&app.db).await? {
            problems.push(format!(
                "lake: {} of {} are {}, in the database {}",
                mismatch.what, mismatch.table, mismatch.in_lake, mismatch.in_database
            ));
        }
        for mismatch in app.customers.verify_ladder().await? {
            problems.push(format!("ladder: customer {}: {}", mismatch.customer, mismatch.what));
        }
    }
    let rows = app.db.row_counts().await?.iter().map(|table| table.rows).sum();
    let report = Report { ok: problems.is_empty(), deep: options.deep, problems, rows };
    if options.json {
        say_json(&report)?;
    } else {
        for problem in &report.problems {
            say(problem)?;
        }
        say(&format!("{}: {} rows checked", if report.ok { "ok" } else { "NOT OK" }, report.rows))?;
    }
    Ok(if report.ok { ExitCode::SUCCESS } else { ExitCode::from(1) })
}
