//! `wafa lake`: the sorted copy of the facts, for whoever looks after the server.

use anyhow::Context;
use wafa_analytics::Share;
use wafa_analytics::lake::{BucketStatus, LakeStatus, Trouble};

use super::{say, say_json};
use crate::cli::{Lake, LakeOptions};
use crate::config::Config;
use crate::shop;

/// Does what is asked and says how the lake is then.
pub async fn run(config: Config, command: &Lake) -> anyhow::Result<()> {
    let (Lake::Status(options) | Lake::Rebuild(options) | Lake::Compact(options)) = command;
    let LakeOptions { store, json } = options;
    let app = shop::open_existing(&config.over(store)).await?;
    let shared = match command {
        Lake::Status(_) => Ok(()),
        Lake::Rebuild(_) => {
            app.lake.rebuild(&app.db).await?;
            app.lake.share(&app.db, Share::Anew).await
        }
        Lake::Compact(_) => {
            app.lake.refresh(&app.db).await?;
            // First what others wrote, so that it is put together once for all.
            match app.lake.share(&app.db, Share::Step).await {
                Ok(()) => {
                    app.lake.compact(app.now()).await?;
                    app.lake.share(&app.db, Share::Step).await
                }
                failed => app.lake.compact(app.now()).await.map(|_| ()).and(failed),
            }
        }
    };
    let status = app.lake.describe(&app.db).await?;
    if *json {
        say_json(&status)?
    } else {
        print(&status)?
    }
    shared.context("the lake of this machine is good, but its bucket is not in step")
}

fn print_bucket(bucket: &BucketStatus) -> anyhow::Result<()> {
    let state = match (&bucket.trouble, bucket.in_step) {
        (None, true) => "in step".to_owned(),
        (None, false) => "not in step yet; the next question or `wafa lake compact` sends what it lacks".to_owned(),
        (Some(Trouble::Unreachable), _) => {
            "cannot be reached; figures are made from the data folder meanwhile".to_owned()
        }
        (Some(Trouble::Refused), _) => "refuses the key".to_owned(),
        (Some(Trouble::NoBucket), _) => "there is no such bucket".to_owned(),
        (Some(Trouble::Newer), _) => "a later version of Wafa writes there; this one leaves it alone".to_owned(),
        (Some(Trouble::NotALake), _) => "what lies there is no lake; the next change replaces it".to_owned(),
        (Some(Trouble::Damaged(objects)), _) => {
            format!("damaged; `wafa lake rebuild` writes it anew: {}", objects.join(", "))
        }
    };
    say(&format!("  bucket {}: {} objects, {:.1} MB; {state}", bucket.url, bucket.objects, bucket.bytes as f64 / 1e6))
}

fn print(status: &LakeStatus) -> anyhow::Result<()> {
    say(&format!("{}: {} runs, {:.1} MB", status.folder, status.runs.len(), status.bytes as f64 / 1e6))?;
    for (at, run) in status.runs.iter().enumerate() {
        let rows = run.rows;
        say(&format!(
            "  run {}: {} orders, {} lines, {} returns, {} customers, {} signals, {} steps on the ladder, {} events, {} owned, {:.1} MB",
            at + 1,
            rows.orders + rows.orders_without_customer,
            rows.lines + rows.lines_without_customer,
            rows.returns + rows.returns_without_customer,
            rows.customers,
            rows.signals,
            rows.rungs,
            rows.events,
            rows.owned,
            run.bytes as f64 / 1e6
        ))?;
    }
    if let Some(span) = status.span {
        say(&format!("  orders and returns from {} to {}", span.first_on, span.last_on))?;
    }
    if let Some(bucket) = &status.bucket {
        print_bucket(bucket)?;
    }
    match (status.built, status.changed) {
        (false, _) => say("not built yet; the first question builds it"),
        (true, None) => say("behind; everything will be read anew"),
        (true, Some(0)) => say("up to date"),
        (true, Some(changed)) => say(&format!("behind; {changed} customers or days will be read anew")),
    }
}
