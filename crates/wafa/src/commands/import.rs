//! `wafa import`: files from the command line, with the same importer the web app uses.

use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context, bail};
use serde::Serialize;
use wafa_intake::{
    BatchReport, BatchState, Corrections, DayOrder, DryRun, ImportOptions, Mapping, OddWord, Preset, Unit,
};
use wafa_kernel::policy::Policy;
use wafa_kernel::{BatchId, DigitStyle, Language};
use wafa_text::Reader;
use wafa_web::App;

use super::{say, say_json};
use crate::cli::{CalendarChoice, DateOrderName, ImportOrders, PresetName, UnitName};
use crate::config::Config;
use crate::shop;

/// What became of a file: read = imported + updated + duplicates + problems.
#[derive(Serialize)]
struct Outcome {
    batch: Option<BatchId>,
    state: &'static str,
    dry_run: bool,
    read: u64,
    imported: u64,
    updated: u64,
    duplicates: u64,
    problems: u64,
    orders: u64,
    returns: u64,
    customers_added: u64,
    customers_changed: u64,
    without_customer: u64,
    calendar: Option<&'static str>,
    /// Words for the status nobody knows, and on how many rows they stand.
    unknown_statuses: Vec<OddWord>,
    problems_file: Option<String>,
}

/// Imports a file; exit code 0 also when rows had problems, 2 when the file could not be used.
pub async fn orders(config: Config, options: &ImportOrders) -> anyhow::Result<ExitCode> {
    if !options.file.is_file() {
        bail!("{}: there is no such file", options.file.display());
    }
    let app = shop::open(&config.over(&options.store)).await?;
    let reader = reader(&app, options.language).await?;
    let outcome = match import(&app, options, &reader).await {
        Ok(outcome) => outcome,
        Err(error) => {
            let said = error.downcast_ref::<wafa_intake::Error>().map(|refused| in_words(refused, &reader));
            bail!("{}: {}", options.file.display(), said.unwrap_or_else(|| format!("{error:#}")));
        }
    };
    print(&outcome, options.json, &reader)?;
    Ok(ExitCode::SUCCESS)
}

async fn import(app: &Arc<App>, options: &ImportOrders, reader: &Reader) -> anyhow::Result<Outcome> {
    let permit = Policy::system("cli");
    let preset = preset(options.preset);
    let mapping = match &options.mapping {
        Some(file) => {
            let bytes = std::fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
            Mapping::from_json(&String::from_utf8_lossy(&bytes))?
        }
        None => app.intake.inspect(&permit, &options.file, preset).await?.mapping(),
    };
    let import = said(options, preset);
    if options.dry_run {
        return Ok(Outcome::dry(&app.intake.dry_run(&permit, &options.file, &mapping, &import).await?));
    }
    let started = app.intake.start(&permit, &options.file, &mapping, &import).await?;
    let report = app.intake.run(started.batch, &mut |_| {}).await?;
    if report.state == BatchState::Failed {
        bail!("the import stopped: {}", report.note);
    }
    app.worker().settle().await?;
    let problems_file = match problems(app, &report, reader, &options.file).await {
        Ok(written) => written,
        Err(error) => {
            tracing::error!("the import is done, but its problems file could not be written: {error:#}");
            None
        }
    };
    Ok(Outcome::of(&report, problems_file))
}

fn preset(name: PresetName) -> Preset {
    match name {
        PresetName::Generic => Preset::Generic,
        PresetName::Shopify => Preset::Shopify,
        PresetName::Woocommerce => Preset::Woocommerce,
        PresetName::Salla => Preset::Salla,
    }
}

/// What the command line says about the file.
fn said(options: &ImportOrders, preset: Preset) -> ImportOptions {
    ImportOptions {
        file_name: options.file.file_name().and_then(|name| name.to_str()).unwrap_or("orders").to_owned(),
        preset,
        currency: options.currency,
        unit: options.unit.map(|unit| if unit == UnitName::Toman { Unit::Toman } else { Unit::Rial }),
        calendar: match options.calendar {
            CalendarChoice::Auto => None,
            CalendarChoice::Only(kind) => Some(kind),
        },
        date_order: options.date_order.map(|order| match order {
            DateOrderName::Year => DayOrder::YearFirst,
            DateOrderName::Day => DayOrder::DayFirst,
            DateOrderName::Month => DayOrder::MonthFirst,
        }),
        zone: options.tz.clone(),
        custom_fields: options.custom,
        corrections: Corrections::default(),
    }
}

/// Writes the rows that could not be read beside the imported file.
async fn problems(
    app: &Arc<App>,
    report: &BatchReport,
    reader: &Reader,
    file: &Path,
) -> anyhow::Result<Option<String>> {
    if report.rows_problem == 0 {
        return Ok(None);
    }
    let target = file.with_extension("problems.csv");
    let mut out = std::fs::File::create(&target).with_context(|| format!("cannot write {}", target.display()))?;
    app.intake.write_problems(&Policy::system("cli"), report.batch, reader, &mut out).await?;
    Ok(Some(target.display().to_string()))
}

/// Takes an import back.
pub async fn undo(config: Config, batch: &str, json: bool) -> anyhow::Result<()> {
    let app = shop::open_existing(&config).await?;
    let batch: BatchId = batch.parse().with_context(|| format!("{batch}: not a batch"))?;
    app.intake.undo(&Policy::system("cli"), batch).await?;
    let report = app.intake.run(batch, &mut |_| {}).await?;
    app.worker().settle().await?;
    let reader = reader(&app, Language::En).await?;
    print(&Outcome::of(&report, None), json, &reader)
}

async fn reader(app: &Arc<App>, language: Language) -> anyhow::Result<Reader> {
    let business = app.business().await.map_err(|fault| anyhow::anyhow!("{}", fault.code()))?;
    let mut reader = Reader::of(&business, language);
    reader.digits = DigitStyle::Latin;
    Ok(reader)
}

/// The sentence of a refusal in the chosen language.
fn in_words(error: &wafa_intake::Error, reader: &Reader) -> String {
    let args: Vec<(&str, wafa_text::Arg)> =
        error.args().into_iter().map(|(name, value)| (name, value.into())).collect();
    wafa_text::Words::global().say_plain(reader, error.code(), &args)
}

impl Outcome {
    fn of(report: &BatchReport, problems_file: Option<String>) -> Self {
        Self {
            batch: Some(report.batch),
            state: report.state.as_str(),
            dry_run: false,
            read: report.rows_read,
            imported: report.rows_imported,
            updated: report.rows_updated,
            duplicates: report.rows_duplicate,
            problems: report.rows_problem,
            orders: report.orders_added,
            returns: report.returns_added,
            customers_added: report.customers_added,
            customers_changed: report.customers_changed,
            without_customer: report.without_customer,
            calendar: report.calendar.map(wafa_kernel::CalendarKind::as_str),
            unknown_statuses: report.odd_statuses.clone(),
            problems_file,
        }
    }

    fn dry(dry: &DryRun) -> Self {
        Self {
            batch: None,
            state: "dry_run",
            dry_run: true,
            read: dry.rows,
            imported: dry.imported,
            updated: dry.updated,
            duplicates: dry.duplicates,
            problems: dry.problems,
            orders: dry.orders,
            returns: dry.returns,
            customers_added: dry.create,
            customers_changed: dry.update,
            without_customer: dry.without_customer,
            calendar: dry.calendar.map(wafa_kernel::CalendarKind::as_str),
            unknown_statuses: dry.odd_statuses.clone(),
            problems_file: None,
        }
    }
}

fn print(outcome: &Outcome, json: bool, reader: &Reader) -> anyhow::Result<()> {
    if json {
        return say_json(outcome);
    }
    say(&format!(
        "read {} = imported {} + updated {} + duplicates {} + problems {}",
        outcome.read, outcome.imported, outcome.updated, outcome.duplicates, outcome.problems
    ))?;
    say(&format!(
        "orders {}, returns {}, customers added {}, changed {}, rows without a customer {}",
        outcome.orders, outcome.returns, outcome.customers_added, outcome.customers_changed, outcome.without_customer
    ))?;
    if !outcome.unknown_statuses.is_empty() {
        let words: Vec<String> =
            outcome.unknown_statuses.iter().map(|odd| format!("{} ({})", odd.word, odd.rows)).collect();
        let words = words.join(", ").into();
        say(&wafa_text::Words::global().say_plain(reader, "import-odd-statuses", &[("words", words)]))?;
    }
    if let Some(file) = &outcome.problems_file {
        say(&format!("rows with problems: {file}"))?;
    }
    match outcome.batch {
        Some(batch) => say(&format!("batch {batch} ({})", outcome.state)),
        None => say("nothing was changed (dry run)"),
    }
}
