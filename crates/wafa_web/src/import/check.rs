//! The third page: what the import would do, before anything is written; rows with problems are put right here.

use std::time::Duration;

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use wafa_intake::{DryRun, OddWord};
use wafa_kernel::policy::action::Import;
use wafa_text::words::Arg;

use super::fix::{self, Fixes};
use super::trial::{State, each_problem};
use super::upload::Upload;
use crate::ask::{FormPairs, Pairs, Path};
use crate::fault::Fault;
use crate::sheet::{Cell, Sheet};
use crate::who::{Desk, Who};

/// A trial that takes longer is shown with its progress.
const AT_ONCE: Duration = Duration::from_secs(2);

/// A row that was not imported.
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
    /// Problems nobody has decided about.
    open: u64,
    left_out: u64,
    mended: u64,
    create: u64,
    update: u64,
    orders: u64,
    returns: u64,
    without_customer: u64,
    /// Words for the status nobody knows, in one sentence; empty when there are none.
    odd_statuses: String,
}

/// How far the trial is.
#[derive(Serialize)]
struct Bar {
    url: String,
    value: u64,
    max: u64,
}

#[derive(Serialize)]
struct Context {
    upload: String,
    file_name: String,
    outcome: Option<Outcome>,
    fixes: Fixes,
    bar: Option<Bar>,
}

fn outcome(desk: &Desk, upload: &Upload, dry: &DryRun) -> Outcome {
    let count = |n: usize| u64::try_from(n).unwrap_or(u64::MAX);
    let left_out = count(upload.options.corrections.left_out()).min(dry.problems);
    Outcome {
        rows: dry.rows,
        imported: dry.imported,
        updated: dry.updated,
        duplicates: dry.duplicates,
        problems: dry.problems,
        open: dry.problems - left_out,
        left_out,
        mended: count(upload.options.corrections.mended()),
        create: dry.create,
        update: dry.update,
        orders: dry.orders,
        returns: dry.returns,
        without_customer: dry.without_customer,
        odd_statuses: odd_statuses(desk, &dry.odd_statuses),
    }
}

fn bar(upload: &Upload, rows: u64, total: u64) -> Bar {
    Bar { url: format!("/import/{}/check/figures", upload.id), value: rows, max: total.max(1) }
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

/// The page: the outcome when it is known soon, else how far the trial is.
pub(super) async fn show(who: Who<Import>, Path(id): Path<String>, Pairs(pairs): Pairs) -> Result<Response, Fault> {
    let upload = Upload::find(&who.app, &id).await?;
    if upload.mapping.is_none() {
        return Ok(who.redirect(format!("/import/{id}/map")).into_response());
    }
    let mut trial = who.app.trials.of(&who.app, &who.permit, &upload);
    // Whether it ended or the time did, what it says now counts.
    let _ = tokio::time::timeout(AT_ONCE, trial.wait_for(State::is_final)).await.map(drop);
    let state = trial.borrow().clone();
    let state = if !state.is_final() && trial.has_changed().is_err() { State::Broken } else { state };
    let mut context = Context {
        upload: upload.id.clone(),
        file_name: upload.file_name.clone(),
        outcome: None,
        fixes: Fixes::default(),
        bar: None,
    };
    match state {
        State::Running { rows, total } => context.bar = Some(bar(&upload, rows, total)),
        State::Done(dry) => {
            let after = pairs.iter().find(|(name, _)| name == "after").and_then(|(_, row)| row.parse().ok());
            context.fixes = fix::fixes(&who, &upload, after.unwrap_or(0)).await?;
            context.outcome = Some(outcome(&who, &upload, &dry));
        }
        State::Refused { code, args } => {
            let args: Vec<(&str, Arg)> = args.iter().map(|(name, value)| (*name, super::arg(value))).collect();
            return super::map::refused(&who, &upload, who.say(code, &args)).await;
        }
        State::Broken => {
            who.app.trials.forget(&upload.id);
            return Err(Fault::of(StatusCode::SERVICE_UNAVAILABLE, "import.check_broken"));
        }
    }
    who.page("import", "import/check.html", &context)
}

/// The bar again; once there is nothing to wait for, the whole page.
pub(super) async fn figures(who: Who<Import>, Path(id): Path<String>) -> Result<Response, Fault> {
    let upload = Upload::find(&who.app, &id).await?;
    let state = who.app.trials.of(&who.app, &who.permit, &upload).borrow().clone();
    match state {
        State::Running { rows, total } => {
            let context = serde_json::json!({ "bar": bar(&upload, rows, total) });
            who.fragment("import/_checking.html", &context)
        }
        _ => Ok(who.redirect(format!("/import/{id}/check")).into_response()),
    }
}

/// All rows that would not be imported, as a file.
pub(super) async fn problems(who: Who<Import>, Path((id, ending)): Path<(String, String)>) -> Result<Response, Fault> {
    let upload = Upload::find(&who.app, &id).await?;
    if upload.mapping.is_none() {
        return Err(Fault::not_found());
    }
    let mut trial = who.app.trials.of(&who.app, &who.permit, &upload);
    trial.wait_for(State::is_final).await.map_err(Fault::internal)?;
    let head =
        ["line", "column", "value", "reason"].map(|name| who.say(&format!("import-problem-{name}"), &[])).to_vec();
    let (path, reader) = (upload.problems_path(&who.app), who.reader.clone());
    let read = tokio::task::spawn_blocking(move || {
        let mut rows: Vec<Vec<Cell>> = Vec::new();
        each_problem(&path, &mut |problem| {
            let reason = problem.reason.say_plain(&reader);
            rows.push(vec![problem.line.into(), problem.column.into(), problem.value.into(), reason.into()]);
            true
        })
        .map(|()| rows)
    });
    let rows = read.await.map_err(Fault::internal)?.map_err(Fault::internal)?;
    Sheet { name: "problems", head, rows }.answer(&ending, &who.reader)
}

/// Starts the import with what was put right; the copy that waited here goes.
pub(super) async fn start(
    who: Who<Import>,
    Path(id): Path<String>,
    FormPairs(pairs): FormPairs,
) -> Result<Response, Fault> {
    let mut upload = Upload::find(&who.app, &id).await?;
    let mapping = upload.mapping.clone().ok_or_else(|| Fault::of(StatusCode::CONFLICT, "import.not_mapped"))?;
    fix::take(&who, &mut upload, &pairs).await?;
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
