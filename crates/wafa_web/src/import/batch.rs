//! The last pages: how far an import has come, and what it did; taking it back.

use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use wafa_intake::{BatchReport, BatchState, Progress};
use wafa_kernel::policy::action::Import;
use wafa_kernel::{BatchId, ErrorKind, Moment};

use super::check::ProblemRow;
use crate::ask::{Pairs, Path};
use crate::fault::Fault;
use crate::view::Tone;
use crate::who::{Desk, Who};

/// Problems of one page of the list.
const PROBLEMS_SHOWN: u32 = 50;

/// The bar.
#[derive(Serialize)]
struct Bar {
    url: String,
    value: u64,
    max: u64,
    label: String,
    detail: String,
}

/// What an import did.
#[derive(Serialize)]
struct Done {
    state: &'static str,
    read: u64,
    imported: u64,
    updated: u64,
    duplicates: u64,
    problems: u64,
    orders: u64,
    returns: u64,
    customers: u64,
    changed: u64,
    without_customer: u64,
    odd_statuses: String,
    made_at: Moment,
    finished_at: Option<Moment>,
    why: String,
    undoable: bool,
}

#[derive(Serialize)]
struct Context {
    id: String,
    file_name: String,
    bar: Option<Bar>,
    done: Option<Done>,
    first: Vec<ProblemRow>,
    next: Option<String>,
}

/// The page, of a running import as of a finished one.
pub(super) async fn show(who: Who<Import>, Path(id): Path<BatchId>, Pairs(pairs): Pairs) -> Result<Response, Fault> {
    let report = who.app.intake.result(&who.permit, id).await?;
    let mut context = Context {
        id: id.to_string(),
        file_name: report.file_name.clone(),
        bar: None,
        done: None,
        first: Vec::new(),
        next: None,
    };
    if !report.state.is_final() {
        context.bar = Some(bar(&who, &who.app.intake.progress(&who.permit, id).await?));
        return who.page("import", "import/batch.html", &context);
    }
    let after = pairs.iter().find(|(name, _)| name == "after").and_then(|(_, row)| row.parse().ok()).unwrap_or(0);
    let problems = who.app.intake.problems(&who.permit, id, after, PROBLEMS_SHOWN + 1).await?;
    let shown: Vec<_> = problems.iter().take(PROBLEMS_SHOWN as usize).collect();
    if problems.len() > shown.len() {
        context.next = shown.last().map(|problem| format!("/import/batches/{id}?after={}#problems", problem.row));
    }
    context.first = shown.iter().map(|problem| ProblemRow::of(&who, problem)).collect();
    context.done = Some(done(&who, &report));
    who.page("import", "import/batch.html", &context)
}

fn bar(desk: &Desk, progress: &Progress) -> Bar {
    let (value, max) = match progress.state {
        BatchState::Running => (progress.rows_done, progress.rows_total),
        _ => (progress.settled, progress.to_settle),
    };
    Bar {
        url: format!("/import/batches/{}/progress", progress.batch),
        value,
        max: max.max(1),
        label: desk.say(&super::key("state", progress.state.as_str()), &[]),
        detail: desk.say("import-share", &[("share", desk.reader.percent(progress.share, 0).into())]),
    }
}

fn done(desk: &Desk, report: &BatchReport) -> Done {
    Done {
        state: report.state.as_str(),
        read: report.rows_read,
        imported: report.rows_imported,
        updated: report.rows_updated,
        duplicates: report.rows_duplicate,
        problems: report.rows_problem,
        orders: report.orders_added,
        returns: report.returns_added,
        customers: report.customers_added,
        changed: report.customers_changed,
        without_customer: report.without_customer,
        odd_statuses: super::check::odd_statuses(desk, &report.odd_statuses),
        made_at: report.created_at,
        finished_at: report.finished_at,
        why: if report.note.is_empty() { String::new() } else { why(desk, &report.note) },
        undoable: matches!(report.state, BatchState::Done | BatchState::Failed),
    }
}

/// The reason of a failure in words; codes without a sentence get a general one.
fn why(desk: &Desk, code: &str) -> String {
    let key = code.replace(['.', '_'], "-");
    let plain = matches!(
        key.as_str(),
        "intake-file-missing"
            | "intake-io"
            | "intake-does-not-reconcile"
            | "intake-broken-workbook"
            | "intake-zip-bomb"
    );
    if plain { desk.say(&key, &[]) } else { desk.say("import-stopped-why", &[]) }
}

/// The bar again; once there is nothing to wait for, the whole page.
pub(super) async fn progress(who: Who<Import>, Path(id): Path<BatchId>) -> Result<Response, Fault> {
    let progress = who.app.intake.progress(&who.permit, id).await?;
    if progress.state.is_final() {
        return Ok(who.redirect(format!("/import/batches/{id}")).into_response());
    }
    who.fragment("import/_bar.html", &serde_json::json!({ "bar": bar(&who, &progress) }))
}

/// All rows that were not imported, as they stood in the file, with line, column and reason.
pub(super) async fn problems(who: Who<Import>, Path(id): Path<BatchId>) -> Result<Response, Fault> {
    let mut bytes: Vec<u8> = Vec::new();
    who.app.intake.write_problems(&who.permit, id, &who.reader, &mut bytes).await?;
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8"));
    headers.insert(header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment; filename=\"problems.csv\""));
    Ok(response)
}

/// Takes the whole import back, in the background.
pub(super) async fn undo(who: Who<Import>, Path(id): Path<BatchId>) -> Result<Response, Fault> {
    let back = who.redirect(format!("/import/batches/{id}"));
    match who.app.intake.undo(&who.permit, id).await {
        Ok(()) => Ok(back.into_response()),
        Err(error) if error.kind() == ErrorKind::Conflict => {
            Ok(back.toast(Tone::Warn, who.say(error.code(), &[])).into_response())
        }
        Err(error) => Err(error.into()),
    }
}
