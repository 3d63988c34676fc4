//! Trying files out in the background: a large file takes longer than a page may.
//!
//! One trial for each waiting file, for its columns, answers and corrections as they are now. Its figures stay in
//! memory; its problems, however many, lie beside the file, one JSON object a line, in order of the file.

use std::collections::HashMap;
use std::fs::File;
use std::io::{BufRead as _, BufReader, BufWriter, Write as _};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};
use tokio::sync::watch;
use tokio::task::AbortHandle;
use wafa_intake::{DryRun, Error, Problem, Reason};
use wafa_kernel::Permit;
use wafa_kernel::policy::action::Import;

use super::upload::Upload;
use crate::app::App;

/// Files up to this size are tried out anew whenever their page is opened after a while.
const SMALL_BYTES: u64 = 2 << 20;
/// How long the figures of a small file are taken as they are.
const SMALL_FRESH: Duration = Duration::from_secs(20);
/// How long those of a large one are.
const LARGE_FRESH: Duration = Duration::from_secs(1_800);

/// How far a trial is.
#[derive(Debug, Clone)]
pub(super) enum State {
    /// So many rows of about so many are read.
    Running { rows: u64, total: u64 },
    /// What the import would do.
    Done(Arc<DryRun>),
    /// The file or its columns cannot be used: the code of the sentence and what it wants to know.
    Refused { code: &'static str, args: Vec<(&'static str, String)> },
    /// It broke off through no fault of the file.
    Broken,
}

impl State {
    pub(super) const fn is_final(&self) -> bool {
        !matches!(self, Self::Running { .. })
    }
}

/// The trials of this server.
#[derive(Debug, Default)]
pub(crate) struct Trials {
    open: Mutex<HashMap<String, Trial>>,
}

#[derive(Debug)]
struct Trial {
    /// Columns, answers and corrections it was made with.
    asked: String,
    begun: Instant,
    fresh_for: Duration,
    state: watch::Receiver<State>,
    task: AbortHandle,
}

impl Trial {
    fn still_says(&self, asked: &str) -> bool {
        self.asked == asked && (!self.state.borrow().is_final() || self.begun.elapsed() < self.fresh_for)
    }
}

impl Trials {
    /// The trial of a file as it stands now; one is begun unless there is a fresh one.
    pub(super) fn of(&self, app: &Arc<App>, permit: &Permit<Import>, upload: &Upload) -> watch::Receiver<State> {
        let asked = serde_json::to_string(&(&upload.mapping, &upload.options)).unwrap_or_default();
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(trial) = open.get(&upload.id).filter(|trial| trial.still_says(&asked)) {
            return trial.state.clone();
        }
        if let Some(before) = open.remove(&upload.id) {
            before.task.abort();
        }
        open.retain(|_, trial| !trial.state.borrow().is_final() || trial.begun.elapsed() < LARGE_FRESH);
        let (tell, state) = watch::channel(State::Running { rows: 0, total: 1 });
        let run = run(Arc::clone(app), permit.clone(), upload.clone(), tell);
        let task = tokio::spawn(run).abort_handle();
        let fresh_for = if upload.bytes > SMALL_BYTES { LARGE_FRESH } else { SMALL_FRESH };
        let trial = Trial { asked, begun: Instant::now(), fresh_for, state: state.clone(), task };
        open.insert(upload.id.clone(), trial);
        state
    }

    /// The file goes: so does its trial.
    pub(super) fn forget(&self, upload: &str) {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(trial) = open.remove(upload) {
            trial.task.abort();
        }
    }
}

async fn run(app: Arc<App>, permit: Permit<Import>, upload: Upload, tell: watch::Sender<State>) {
    let state = match try_out(&app, &permit, &upload, &tell).await {
        Ok(dry) => State::Done(Arc::new(dry)),
        Err(error) if error.kind() == wafa_kernel::ErrorKind::Invalid => {
            State::Refused { code: error.code(), args: error.args() }
        }
        Err(error) => {
            tracing::warn!(error = %error, "a file could not be tried out");
            State::Broken
        }
    };
    tell.send_replace(state);
}

async fn try_out(
    app: &App,
    permit: &Permit<Import>,
    upload: &Upload,
    tell: &watch::Sender<State>,
) -> Result<DryRun, Error> {
    let mapping = upload.mapping.clone().unwrap_or_default();
    let mut file = BufWriter::new(File::create(upload.problems_path(app))?);
    let dry = app
        .intake
        .dry_run_watched(permit, &upload.path(app), &mapping, &upload.options, &mut |dry, total, problems| {
            let mut problems: Vec<&Problem> = problems.iter().collect();
            problems.sort_unstable_by_key(|problem| problem.row);
            for problem in problems {
                serde_json::to_writer(&mut file, problem).map_err(std::io::Error::from)?;
                file.write_all(b"\n")?;
            }
            tell.send_replace(State::Running { rows: dry.rows, total: total.max(dry.rows).max(1) });
            Ok(())
        })
        .await?;
    file.flush()?;
    Ok(dry)
}

/// A problem as it lies in the file.
#[derive(Deserialize, Serialize)]
struct Line {
    row: u64,
    line: u64,
    column: String,
    value: String,
    reason: Reason,
}

impl From<Line> for Problem {
    fn from(line: Line) -> Self {
        Self { row: line.row, line: line.line, column: line.column, value: line.value, reason: line.reason }
    }
}

/// Hands the problems of a trial to `take`, in order, until it says stop.
pub(super) fn each_problem(path: &Path, take: &mut dyn FnMut(Problem) -> bool) -> std::io::Result<()> {
    for line in BufReader::new(File::open(path)?).lines() {
        let line: Line = serde_json::from_str(&line?)?;
        if !take(line.into()) {
            break;
        }
    }
    Ok(())
}
