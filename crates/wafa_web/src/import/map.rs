//! The second page: what each column means, and what has to be asked about money and dates.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use wafa_intake::{DayOrder, Digits, FileKind, Inspection, Meaning, Overwrite};
use wafa_kernel::CalendarKind;
use wafa_kernel::policy::action::Import;

use super::choices::{Choices, Wrong, unit_samples};
use super::start::{Source, sources};
use super::upload::Upload;
use crate::ask::{FormPairs, Path};
use crate::fault::Fault;
use crate::who::{Desk, Who};

/// A choice of a select.
#[derive(Serialize)]
struct Choice {
    value: &'static str,
    label: String,
}

/// One column of the file.
#[derive(Serialize)]
struct Column {
    at: usize,
    header: String,
    samples: Vec<String>,
    meaning: &'static str,
    rule: &'static str,
    confidence: f64,
    /// `sure`, `likely` or `unknown`.
    guess: &'static str,
}

/// What was found out about the file.
#[derive(Serialize)]
struct Found {
    file_name: String,
    format: &'static str,
    encoding: String,
    separator: String,
    sheet: Option<String>,
    rows: u64,
    more: bool,
    digits: &'static str,
    calendar: &'static str,
    date_order: String,
    saved: Option<String>,
}

/// What the person said, as the form shows it.
#[derive(Serialize)]
struct Said {
    currency: String,
    unit: String,
    calendar: String,
    date_order: String,
    custom_fields: bool,
    save_as: String,
}

#[derive(Serialize)]
struct Errors {
    top: String,
    currency: String,
    unit: String,
    date_order: String,
}

#[derive(Serialize)]
struct Context {
    upload: String,
    sources: Vec<Source>,
    preset: &'static str,
    found: Found,
    orders: bool,
    ambiguous: bool,
    columns: Vec<Column>,
    meanings: Vec<Choice>,
    rules: Vec<Choice>,
    orders_of_dates: Vec<Choice>,
    said: Said,
    asks_unit: bool,
    rial_means: String,
    toman_means: String,
    errors: Errors,
}

/// The page.
pub(super) async fn show(who: Who<Import>, Path(id): Path<String>) -> Result<Response, Fault> {
    let upload = Upload::find(&who.app, &id).await?;
    let inspection = inspect(&who, &upload).await?;
    let choices = Choices::begin(&who, &upload, &inspection);
    let context = context(&who, &upload, &inspection, &choices, &Wrong::new(), String::new());
    who.page("import", "import/map.html", &context)
}

/// Keeps what was said and goes on to the trial; a form with a gap is shown again.
pub(super) async fn save(
    who: Who<Import>,
    Path(id): Path<String>,
    FormPairs(pairs): FormPairs,
) -> Result<Response, Fault> {
    let mut upload = Upload::find(&who.app, &id).await?;
    let inspection = inspect(&who, &upload).await?;
    let choices = Choices::read(&pairs, &inspection);
    let wrong = choices.wrong(&inspection);
    if !wrong.is_empty() {
        let top = who.say("import-map-gap", &[]);
        let context = context(&who, &upload, &inspection, &choices, &wrong, top);
        return who.page_with(StatusCode::UNPROCESSABLE_ENTITY, "import", "import/map.html", &context);
    }
    let mapping = choices.mapping(&inspection.header);
    if !choices.save_as.is_empty() {
        who.app.intake.save_mapping(&who.permit, &choices.save_as, &inspection.header, &mapping).await?;
    }
    upload.options = choices.options(&upload);
    upload.mapping = Some(mapping);
    upload.save(&who.app).await?;
    Ok(who.redirect(format!("/import/{}/check", upload.id)).into_response())
}

/// Looks at the file anew as the export of another maker.
pub(super) async fn choose_preset(
    who: Who<Import>,
    Path(id): Path<String>,
    FormPairs(pairs): FormPairs,
) -> Result<Response, Fault> {
    let mut upload = Upload::find(&who.app, &id).await?;
    let wanted = pairs.iter().find(|(name, _)| name == "preset").map_or("", |(_, value)| value.as_str());
    upload.preset = wanted.parse().map_err(|_| Fault::malformed())?;
    upload.options.preset = upload.preset;
    upload.mapping = None;
    upload.save(&who.app).await?;
    Ok(who.redirect(format!("/import/{id}/map")).into_response())
}

/// The page again, because the trial found that a meaning is missing.
pub(super) async fn refused(who: &Who<Import>, upload: &Upload, sentence: String) -> Result<Response, Fault> {
    let inspection = inspect(who, upload).await?;
    let choices = Choices::begin(who, upload, &inspection);
    let context = context(who, upload, &inspection, &choices, &Wrong::new(), sentence);
    who.page_with(StatusCode::UNPROCESSABLE_ENTITY, "import", "import/map.html", &context)
}

async fn inspect(who: &Who<Import>, upload: &Upload) -> Result<Inspection, Fault> {
    Ok(who.app.intake.inspect(&who.permit, &upload.path(&who.app), upload.preset).await?)
}

fn context(
    desk: &Desk,
    upload: &Upload,
    inspection: &Inspection,
    choices: &Choices,
    wrong: &Wrong,
    top: String,
) -> Context {
    let error = |field: &str| {
        wrong.iter().find(|(name, _)| *name == field).map(|(_, key)| desk.say(key, &[])).unwrap_or_default()
    };
    let samples = unit_samples(desk, inspection.amount_sample.as_deref());
    let (rial_means, toman_means) = samples.unwrap_or_default();
    Context {
        upload: upload.id.clone(),
        sources: sources(desk),
        preset: upload.preset.as_str(),
        found: found(desk, upload, inspection),
        orders: inspection.kind == FileKind::Orders,
        ambiguous: inspection.dates_ambiguous,
        columns: columns(inspection, choices),
        meanings: named(desk, "meaning", Meaning::ALL.iter().map(|meaning| meaning.as_str())),
        rules: named(desk, "overwrite", Overwrite::ALL.iter().map(|rule| rule.as_str())),
        orders_of_dates: named(desk, "order", DayOrder::ALL.iter().map(|order| order.as_str())),
        said: Said {
            currency: choices.currency.clone(),
            unit: choices.unit.clone(),
            calendar: choices.calendar.clone(),
            date_order: choices.date_order.clone(),
            custom_fields: choices.custom_fields,
            save_as: choices.save_as.clone(),
        },
        asks_unit: choices.asks_unit(),
        rial_means,
        toman_means,
        errors: Errors { top, currency: error("currency"), unit: error("unit"), date_order: error("date_order") },
    }
}

fn named(desk: &Desk, group: &str, names: impl Iterator<Item = &'static str>) -> Vec<Choice> {
    names.map(|name| Choice { value: name, label: desk.say(&super::key(group, name), &[]) }).collect()
}

fn columns(inspection: &Inspection, choices: &Choices) -> Vec<Column> {
    inspection
        .columns
        .iter()
        .zip(&choices.columns)
        .enumerate()
        .map(|(at, (guess, (meaning, rule)))| Column {
            at,
            header: guess.header.clone(),
            samples: guess.samples.clone(),
            meaning: meaning.as_str(),
            rule: rule.as_str(),
            confidence: guess.confidence,
            guess: match guess.confidence {
                sure if sure >= 0.9 => "sure",
                some if some > 0.0 => "likely",
                _ => "unknown",
            },
        })
        .collect()
}

fn found(desk: &Desk, upload: &Upload, inspection: &Inspection) -> Found {
    Found {
        file_name: upload.file_name.clone(),
        format: match inspection.format {
            wafa_intake::Format::Csv => "CSV",
            wafa_intake::Format::Xlsx => "XLSX",
        },
        encoding: inspection.encoding.clone(),
        separator: match inspection.separator {
            Some('\t') => desk.say("import-separator-tab", &[]),
            Some(letter) => letter.to_string(),
            None => String::new(),
        },
        sheet: inspection.sheet.clone(),
        rows: inspection.rows_estimate,
        more: inspection.rows_estimate > inspection.rows_checked,
        digits: match inspection.digits {
            Digits::Latin => "latin",
            Digits::Persian => "persian",
            Digits::Arabic => "arabic",
            Digits::Mixed => "mixed",
        },
        calendar: inspection.calendar.map(CalendarKind::as_str).unwrap_or_default(),
        date_order: inspection
            .date_order
            .map(|order| desk.say(&super::key("order", order.as_str()), &[]))
            .unwrap_or_default(),
        saved: inspection.saved.as_ref().map(|(name, _)| name.clone()),
    }
}
