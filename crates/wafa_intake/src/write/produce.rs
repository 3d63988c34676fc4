//! Reading a file on a thread of its own, a chunk ahead of the writer.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use tokio::sync::mpsc;

use crate::Error;
use crate::row::interpret::{Interpreter, RowFacts};
use crate::row::problem::{Problem, Reason};
use crate::source::{Record, each_row};
use crate::table::plan::Plan;

/// Rows of one chunk, about. Orders fall all over the indexes, so that a chunk rewrites much of them; fewer, larger
/// chunks write less. Larger ones would hold up other writers for too long.
pub(crate) const CHUNK: usize = 20_000;
/// A chunk grows by as many rows so that an order is not cut in two.
const SPARE: usize = 1_000;
/// Chunks read ahead.
const AHEAD: usize = 1;

/// Code of the reason of rows a person left out.
pub(crate) const LEFT_OUT: &str = "left_out";

/// Rows that follow each other.
#[derive(Debug, Default)]
pub(crate) struct Chunk {
    /// The last row before it.
    pub after: u64,
    /// Its last row.
    pub to: u64,
    /// What its rows say.
    pub rows: Vec<RowFacts>,
}

/// Begins to read a file after row `skip`. The chunks come out of the channel; it closes at the end of the file.
pub(crate) fn produce(
    path: PathBuf,
    plan: Arc<Plan>,
    scratch: PathBuf,
    skip: u64,
    size: usize,
) -> mpsc::Receiver<Result<Chunk, Error>> {
    let (send, receive) = mpsc::channel(AHEAD);
    std::thread::spawn(move || {
        let read = read(&path, &plan, &scratch, skip, size, &send);
        if let Err(error) = read {
            // Nobody listens any more: the import was dropped.
            let _ = send.blocking_send(Err(error));
        }
    });
    receive
}

fn read(
    path: &Path,
    plan: &Plan,
    scratch: &Path,
    skip: u64,
    size: usize,
    send: &mpsc::Sender<Result<Chunk, Error>>,
) -> Result<(), Error> {
    let mut interpreter = Interpreter::new(plan, scratch)?;
    let mut chunk = Chunk { after: skip, to: skip, rows: Vec::with_capacity(size) };
    let mut row = 0;
    each_row(path, &plan.shape, &mut |record| {
        row += 1;
        let facts = facts_of(&mut interpreter, plan, row, record)?;
        if row <= skip {
            return Ok(true);
        }
        let full = chunk.rows.len() >= size && (chunk.rows.len() >= size + SPARE || !continues(&chunk, &facts));
        if full {
            let next = Chunk { after: chunk.to, to: chunk.to, rows: Vec::with_capacity(size) };
            if send.blocking_send(Ok(std::mem::replace(&mut chunk, next))).is_err() {
                return Ok(false);
            }
        }
        chunk.to = row;
        chunk.rows.push(facts);
        Ok(true)
    })?;
    if !chunk.rows.is_empty() {
        // Nobody listens any more: the import was dropped.
        let _ = send.blocking_send(Ok(chunk));
    }
    Ok(())
}

/// What a row says once what a person put right in it counts.
fn facts_of(interpreter: &mut Interpreter<'_>, plan: &Plan, row: u64, record: &Record) -> Result<RowFacts, Error> {
    let corrections = &plan.options.corrections;
    if corrections.leaves_out(row) {
        let (line, reason) = (record.line, Reason::of(LEFT_OUT));
        return Ok(RowFacts::Problem(Problem { row, line, column: String::new(), value: String::new(), reason }));
    }
    interpreter.read(row, &corrections.applied(row, record, plan.shape.header.len()))
}

/// The row is another line of the order the chunk ends with.
fn continues(chunk: &Chunk, next: &RowFacts) -> bool {
    match (chunk.rows.last(), next) {
        (Some(RowFacts::Order(last)), RowFacts::Order(next)) => !next.number.is_empty() && last.number == next.number,
        _ => false,
    }
}
