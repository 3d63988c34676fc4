//! `wafa lake`: the sorted copy of the facts, for whoever looks after the server.

use wafa_analytics::lake::LakeStatus;

use super::{say, say_json};
use crate::cli::{Lake, LakeOptions};
use crate::config::Config;
use crate::shop;

/// Does what is asked and says how the lake is then.
pub async fn run(config: Config, command: &Lake) -> anyhow::Result<()> {
    let (Lake::Status(options) | Lake::Rebuild(options) | Lake::Compact(options)) = command;
    let LakeOptions { store, json } = options;
    let app = shop::open_existing(&config.over(store)).await?;
    match command {
        Lake::Status(_) => {}
        Lake::Rebuild(_) => drop(app.lake.rebuild(&app.db).await?),
        Lake::Compact(_) => {
            app.lake.refresh(&app.db).await?;
            app.lake.compact(app.now()).await?;
        }
    }
    let status = app.lake.describe(&app.db).await?;
    if *json { say_json(&status) } else { print(&status) }
}

fn print(status: &LakeStatus) -> anyhow::Result<()> {
    say(&format!("{}: {} runs, {:.1} MB", status.folder, status.runs.len(), status.bytes as f64 / 1e6))?;
    for (at, run) in status.runs.iter().enumerate() {
        let rows = run.rows;
        say(&format!(
            "  run {}: {} orders, {} lines, {} returns, {} customers, {} signals, {} owned, {:.1} MB",
            at + 1,
            rows.orders + rows.orders_without_customer,
            rows.lines + rows.lines_without_customer,
            rows.returns + rows.returns_without_customer,
            rows.customers,
            rows.signals,
            rows.owned,
            run.bytes as f64 / 1e6
        ))?;
    }
    if let Some(span) = status.span {
        say(&format!("  orders and returns from {} to {}", span.first_on, span.last_on))?;
    }
    match (status.built, status.changed) {
        (false, _) => say("not built yet; the first question builds it"),
        (true, None) => say("behind; everything will be read anew"),
        (true, Some(0)) => say("up to date"),
        (true, Some(changed)) => say(&format!("behind; {changed} customers or days will be read anew")),
    }
}
