//! `wafa report`: saved reports and reports of one's own, for scripts.

use std::io::Write as _;
use std::path::Path;

use anyhow::Context;
use serde_json::json;
use wafa_analytics::report::{ReportAnswer, ReportId, ReportSpec};
use wafa_kernel::policy::Policy;
use wafa_kernel::policy::action::ReadInsights;
use wafa_text::reader::Reader;
use wafa_web::Fault;
use wafa_web::reports::{self, Place};

use super::{say, say_json};
use crate::cli::report::{Report, Run};
use crate::config::Config;
use crate::shop;

/// Does what is asked.
pub async fn run(config: Config, command: &Report) -> anyhow::Result<()> {
    match command {
        Report::List { store, json } => list(config.over(store), *json).await,
        Report::Run(options) => answer(config.over(&options.store), options).await,
    }
}

/// What a fault says on the command line: its code and the fields that are wrong.
fn told(fault: &Fault) -> anyhow::Error {
    let fields: Vec<String> = fault.fields().iter().map(|field| format!("{}: {}", field.field, field.code)).collect();
    if fields.is_empty() { anyhow::anyhow!("{}", fault.code()) } else { anyhow::anyhow!("{}", fields.join("; ")) }
}

async fn list(config: Config, as_json: bool) -> anyhow::Result<()> {
    let app = shop::open_existing(&config).await?;
    let reports = app.reporter.reports.list_all(&Policy::system("cli")).await?;
    if as_json {
        let one = |saved: &wafa_analytics::report::SavedReport| {
            let report = &saved.report;
            json!({ "id": saved.id, "name": report.name, "shared": report.shared, "schedule": report.schedule, "spec": report.spec })
        };
        return say_json(&reports.iter().map(one).collect::<Vec<_>>());
    }
    for saved in reports {
        say(&format!("{}  {}", saved.id, saved.report.name))?;
    }
    Ok(())
}

async fn answer(config: Config, options: &Run) -> anyhow::Result<()> {
    let app = shop::open_existing(&config).await?;
    let permit = Policy::system::<ReadInsights>("cli");
    let business = app.business().await.map_err(|fault| told(&fault))?;
    let spec = match (&options.id, &options.spec) {
        (Some(id), _) => {
            let id: ReportId = id.parse().map_err(|_| anyhow::anyhow!("{id}: not the id of a report"))?;
            app.reporter.reports.get(&permit, id).await?.report.spec
        }
        (None, Some(file)) => read(file, business.calendar.as_str())?,
        (None, None) => anyhow::bail!("a report or --spec is needed"),
    };
    let place = Place { business: &business, today: app.today(&business) };
    let answer = app.reporter.answer(&permit, place, &spec).await.map_err(|fault| told(&fault))?;
    write(options, &answer, &Reader::of(&business, business.language))
}

fn read(file: &Path, calendar: &str) -> anyhow::Result<ReportSpec> {
    let named = || format!("{}", file.display());
    let text = std::fs::read_to_string(file).with_context(named)?;
    let mut spec: serde_json::Value = serde_json::from_str(&text).with_context(named)?;
    if let Some(fields) = spec.as_object_mut() {
        fields.entry("calendar").or_insert_with(|| calendar.into());
    }
    serde_json::from_value(spec).with_context(named)
}

fn write(options: &Run, answer: &ReportAnswer, reader: &Reader) -> anyhow::Result<()> {
    for (kind, file) in [("xlsx", &options.xlsx), ("parquet", &options.parquet)] {
        if let Some(file) = file {
            let bytes = reports::bytes(answer, kind, reader).map_err(|fault| told(&fault))?;
            std::fs::write(file, bytes).with_context(|| format!("cannot write {}", file.display()))?;
        }
    }
    if options.json {
        return say_json(&reports::json(answer));
    }
    if options.csv || (options.xlsx.is_none() && options.parquet.is_none()) {
        let bytes = reports::bytes(answer, "csv", reader).map_err(|fault| told(&fault))?;
        // Programs that read a pipe do not expect the mark spreadsheets need.
        let text = String::from_utf8_lossy(&bytes);
        let mut out = std::io::stdout().lock();
        out.write_all(text.trim_start_matches('\u{feff}').as_bytes())?;
        out.flush()?;
    }
    Ok(())
}
