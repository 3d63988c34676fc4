//! The third page: what the import would do, before anything is written.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use wafa_intake::{DryRun, Mapping, OddWord};
use wafa_kernel::policy::action::Import;

use super::upload::Upload;
use crate::ask::Path;
use crate::fault::Fault;
use crate::sheet::{Cell, Sheet};
use crate::who::{Desk, Who};

/// Files up to this size are tried out before the page is shown; larger ones while it is looked at.
const AT_ONCE_BYTES: u64 = 2 << 20;

/// A row that would not be imported.
#[derive(Serialize)]
pub(super) struct ProblemRow {
    line: u64,
    column: String,
    value: String,
    reason: String,
}

impl ProblemRow {
    /// As the reader reads it.
    pub(super) fn of(desk: &Desk, problem: &wafa_intake::Problem) -> Self {
        let (line, column, value) = (problem.line, problem.column.clone(), problem.value.clone());
        Self { line, column, value, reason: problem.reason.say(&desk.reader) }
    }
}

/// What the import would do.
#[derive(Serialize)]
struct Outcome {
    rows: u64,
    imported: u64,
    updated: u64,
    duplicates: u64,
    problems: u64,
    create: u64,
    update: u64,
    orders: u64,
    returns: u64,
    without_customer: u64,
    /// Words for the status nobody knows, in one sentence; empty when there are none.
    odd_statuses: String,
    first: Vec<ProblemRow>,
}

#[derive(Serialize)]
struct Context {
    upload: String,
    file_name: String,
    outcome: Option<Outcome>,
    refused: String,
}

fn outcome(desk: &Desk, dry: &DryRun) -> Outcome {
    Outcome {
        rows: dry.rows,
        imported: dry.imported,
        updated: dry.updated,
        duplicates: dry.duplicates,
        problems: dry.problems,
        create: dry.create,
        update: dry.update,
        orders: dry.orders,
        returns: dry.returns,
        without_customer: dry.without_customer,
        odd_statuses: odd_statuses(desk, &dry.odd_statuses),
        first: dry.first_problems.iter().map(|problem| ProblemRow::of(desk, problem)).collect(),
    }
}

/// The words nobody knows as a sentence; empty when there are none.
pub(super) fn odd_statuses(desk: &Desk, odd: &[OddWord]) -> String {
    if odd.is_empty() {
        return String::new();
    }
    let said = |odd: &OddWord| {
        let rows = i64::try_from(odd.rows).unwrap_or(i64::MAX);
        let args = [("word", odd.word.clone().into()), ("rows", rows.into())];
        desk.say("import-odd-status", &args)
    };
    let between = desk.say("import-odd-between", &[]);
    let words: Vec<String> = odd.iter().map(said).collect();
    let words = words.join(&format!("{} ", between.trim()));
    desk.say("import-odd-statuses", &[("words", words.into())])
}

fn context(upload: &Upload, outcome: Option<Outcome>, refused: String) -> Context {
    Context { upload: upload.id.clone(), file_name: upload.file_name.clone(), outcome, refused }
}

async fn dry_run(who: &Who<Import>, upload: &Upload, mapping: &Mapping) -> Result<DryRun, wafa_intake::Error> {
    who.app.intake.dry_run(&who.permit, &upload.path(&who.app), mapping, &upload.options).await
}

/// The page.
pub(super) async fn show(who: Who<Import>, Path(id): Path<String>) -> Result<Response, Fault> {
    let upload = Upload::find(&who.app, &id).await?;
    let Some(mapping) = upload.mapping.clone() else {
        return Ok(who.redirect(format!("/import/{id}/map")).into_response());
    };
    if upload.bytes > AT_ONCE_BYTES {
        return who.page("import", "import/check.html", &context(&upload, None, String::new()));
    }
    match dry_run(&who, &upload, &mapping).await {
        Ok(dry) => who.page("import", "import/check.html", &context(&upload, Some(outcome(&who, &dry)), String::new())),
        Err(error) => {
            let said = super::sentence(&who, error)?;
            super::map::refused(&who, &upload, said).await
        }
    }
}

/// The part of the page that takes time with a large file.
pub(super) async fn figures(who: Who<Import>, Path(id): Path<String>) -> Result<Response, Fault> {
    let upload = Upload::find(&who.app, &id).await?;
    let mapping = upload.mapping.clone().unwrap_or_default();
    let context = match dry_run(&who, &upload, &mapping).await {
        Ok(dry) => context(&upload, Some(outcome(&who, &dry)), String::new()),
        Err(error) => context(&upload, None, super::sentence(&who, error)?),
    };
    who.fragment("import/_outcome.html", &context)
}

/// The rows that would not be imported, as a file; the first hundred.
pub(super) async fn problems(who: Who<Import>, Path((id, ending)): Path<(String, String)>) -> Result<Response, Fault> {
    let upload = Upload::find(&who.app, &id).await?;
    let mapping = upload.mapping.clone().ok_or_else(Fault::not_found)?;
    let dry = dry_run(&who, &upload, &mapping).await?;
    let head =
        ["line", "column", "value", "reason"].map(|name| who.say(&format!("import-problem-{name}"), &[])).to_vec();
    let rows = dry
        .first_problems
        .iter()
        .map(|problem| -> Vec<Cell> {
            vec![
                problem.line.into(),
                problem.column.clone().into(),
                problem.value.clone().into(),
                problem.reason.say_plain(&who.reader).into(),
            ]
        })
        .collect();
    Sheet { name: "problems", head, rows }.answer(&ending, &who.reader)
}

/// Starts the import; the copy that waited here goes.
pub(super) async fn start(who: Who<Import>, Path(id): Path<String>) -> Result<Response, Fault> {
    let upload = Upload::find(&who.app, &id).await?;
    let mapping = upload.mapping.clone().ok_or_else(|| Fault::of(StatusCode::CONFLICT, "import.not_mapped"))?;
    let path = upload.path(&who.app);
    let started = match who.app.intake.start(&who.permit, &path, &mapping, &upload.options).await {
        Ok(started) => started,
        Err(error) => {
            let said = super::sentence(&who, error)?;
            return super::map::refused(&who, &upload, said).await;
        }
    };
    upload.remove(&who.app).await;
    Ok(who.redirect(format!("/import/batches/{}", started.batch)).into_response())
}
