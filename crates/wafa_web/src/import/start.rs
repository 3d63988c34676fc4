//! The first page: choose a source, give a file; and what was imported before.

use axum::extract::Multipart;
use axum::extract::multipart::MultipartRejection;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use wafa_intake::{BatchReport, Preset};
use wafa_kernel::Moment;
use wafa_kernel::policy::action::Import;

use super::upload::{Refusal, Upload};
use crate::fault::Fault;
use crate::who::{Desk, Who};

/// Imports listed.
const LISTED: u32 = 50;

/// One import of the list.
#[derive(Serialize)]
struct BatchRow {
    href: String,
    file_name: String,
    state: String,
    tone: &'static str,
    made_at: Moment,
    read: u64,
    imported: u64,
    problems: u64,
}

/// A maker of files to choose.
#[derive(Serialize)]
pub(super) struct Source {
    value: &'static str,
    label: String,
    detail: String,
}

/// Every maker of files that is known.
pub(super) fn sources(desk: &Desk) -> Vec<Source> {
    let source = |preset: Preset| {
        let key = format!("import-source-{}", preset.as_str().replace('_', "-"));
        Source { value: preset.as_str(), label: desk.say(&key, &[]), detail: desk.say(&format!("{key}-detail"), &[]) }
    };
    Preset::ALL.into_iter().map(source).collect()
}

#[derive(Serialize)]
struct Context {
    sources: Vec<Source>,
    preset: &'static str,
    error: String,
    batches: Vec<BatchRow>,
}

/// How good a state is, as a colour.
pub(super) fn tone(batch: &BatchReport) -> &'static str {
    match batch.state.as_str() {
        "done" if batch.rows_problem > 0 => "warn",
        "done" => "good",
        "failed" => "bad",
        "undone" => "",
        _ => "info",
    }
}

async fn context(who: &Who<Import>, preset: Preset, error: String) -> Result<Context, Fault> {
    let batches = who.app.intake.batches(&who.permit, LISTED).await?;
    let batches = batches
        .iter()
        .map(|batch| BatchRow {
            href: format!("/import/batches/{}", batch.batch),
            file_name: batch.file_name.clone(),
            state: who.say(&super::key("state", batch.state.as_str()), &[]),
            tone: tone(batch),
            made_at: batch.created_at,
            read: batch.rows_read,
            imported: batch.rows_imported,
            problems: batch.rows_problem,
        })
        .collect();
    Ok(Context { sources: sources(who), preset: preset.as_str(), error, batches })
}

/// The page.
pub(super) async fn show(who: Who<Import>) -> Result<Response, Fault> {
    let context = context(&who, Preset::Generic, String::new()).await?;
    who.page("import", "import/start.html", &context)
}

/// Takes the file in, looks at it, and goes on to its columns; a file that is no table stays on this page.
pub(super) async fn receive(who: Who<Import>, form: Result<Multipart, MultipartRejection>) -> Result<Response, Fault> {
    let mut form = form.map_err(|rejection| Fault::malformed().source(rejection))?;
    let upload = match Upload::receive(&who.app, &mut form, &who.say("import-pasted-name", &[])).await {
        Ok(upload) => upload,
        Err(Refusal::Said(code)) => return again(&who, Preset::Generic, who.say(code, &[])).await,
        Err(Refusal::Fault(fault)) => return Err(fault),
    };
    match who.app.intake.inspect(&who.permit, &upload.path(&who.app), upload.preset).await {
        Ok(_) => Ok(who.redirect(format!("/import/{}/map", upload.id)).into_response()),
        Err(error) => {
            upload.remove(&who.app).await;
            let said = super::sentence(&who, error)?;
            again(&who, upload.preset, said).await
        }
    }
}

async fn again(who: &Who<Import>, preset: Preset, error: String) -> Result<Response, Fault> {
    let context = context(who, preset, error).await?;
    who.page_with(StatusCode::UNPROCESSABLE_ENTITY, "import", "import/start.html", &context)
}
