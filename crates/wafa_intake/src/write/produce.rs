//! Reading a file on a thread of its own, a chunk ahead of the writer.

use std::borrow::Cow;
use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tokio::sync::mpsc;

use crate::Error;
use crate::row::interpret::{Interpreter, RowFacts, order_number};
use crate::row::occurrence::Occurrences;
use crate::row::problem::{Problem, Reason};
use crate::source::{Record, each_row};
use crate::table::meaning::Meaning;
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
    /// Orders of the file whose rows do not all stand together: chunks may know only part of them. Hashes of keys.
    pub scattered: Arc<HashSet<u64>>,
}

/// A hash of the key of an order, the same throughout a run.
pub(crate) fn number_hash(key: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    key.hash(&mut hasher);
    hasher.finish()
}

/// Reads through a file once and finds the orders whose rows do not all stand together.
fn scattered(path: &Path, plan: &Plan, scratch: &Path) -> Result<HashSet<u64>, Error> {
    let mut found = HashSet::new();
    if plan.customers_only || !plan.columns.has(Meaning::OrderId) {
        return Ok(found);
    }
    let mut runs = Occurrences::new(scratch);
    let (mut row, mut last, mut length) = (0, None, 0_usize);
    each_row(path, &plan.shape, &mut |record| {
        row += 1;
        let number = corrected(plan, row, record).map(|record| order_number(plan, &record)).unwrap_or_default();
        let this = (!number.is_empty()).then(|| number_hash(&wafa_sales::order_key(&number)));
        if let Some(hash) = this {
            length = if last == this { length + 1 } else { 1 };
            if (length == 1 && runs.next(u128::from(hash))? > 1) || length > SPARE {
                found.insert(hash);
            }
        }
        last = this;
        Ok(true)
    })?;
    Ok(found)
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
    let scattered = Arc::new(scattered(path, plan, scratch)?);
    let mut interpreter = Interpreter::new(plan, scratch)?;
    let fresh =
        |after: u64| Chunk { after, to: after, rows: Vec::with_capacity(size), scattered: Arc::clone(&scattered) };
    let mut chunk = fresh(skip);
    let (mut row, mut last_number) = (0, String::new());
    each_row(path, &plan.shape, &mut |record| {
        row += 1;
        let corrected = corrected(plan, row, record);
        let facts = match &corrected {
            Some(corrected) => interpreter.read(row, corrected)?,
            None => left_out(row, record),
        };
        if row <= skip {
            return Ok(true);
        }
        // A chunk is not ended between the lines of one order.
        if chunk.rows.len() + 1 >= size {
            let number = corrected.map(|record| order_number(plan, &record)).unwrap_or_default();
            let continues = !number.is_empty() && number == last_number;
            if chunk.rows.len() >= size && (chunk.rows.len() >= size + SPARE || !continues) {
                let next = fresh(chunk.to);
                if send.blocking_send(Ok(std::mem::replace(&mut chunk, next))).is_err() {
                    return Ok(false);
                }
            }
            last_number = number;
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

/// A row as it is to be read: with what a person put right in it; none when it is left out.
fn corrected<'r>(plan: &Plan, row: u64, record: &'r Record) -> Option<Cow<'r, Record>> {
    let corrections = &plan.options.corrections;
    (!corrections.leaves_out(row)).then(|| corrections.applied(row, record, plan.shape.header.len()))
}

fn left_out(row: u64, record: &Record) -> RowFacts {
    let (line, reason) = (record.line, Reason::of(LEFT_OUT));
    RowFacts::Problem(Problem { row, line, column: String::new(), value: String::new(), reason })
}
