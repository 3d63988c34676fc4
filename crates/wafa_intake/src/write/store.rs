//! Batches, their problems and the fields they changed, in their tables.

use std::collections::BTreeMap;

use wafa_customers::FieldChange;
use wafa_db::{Db, DbError, Row, Tx, values};
use wafa_kernel::{Actor, BatchId, CustomerId, Moment};

use super::chunk::Tally;
use crate::Error;
use crate::batch::{BatchState, OddWord};
use crate::row::problem::{Problem, Reason};
use crate::table::plan::Plan;

/// A batch as it is stored.
#[derive(Debug, Clone)]
pub(crate) struct Batch {
    pub id: BatchId,
    pub file_name: String,
    pub preset: String,
    pub plan: String,
    pub state: BatchState,
    pub tally: Tally,
    pub rows_done: u64,
    pub rows_total: u64,
    pub settled_to: CustomerId,
    pub settled: u64,
    pub created_at: Moment,
    pub finished_at: Option<Moment>,
    pub created_by: String,
    pub note: String,
}

impl Batch {
    /// How its file is read.
    pub(crate) fn plan(&self) -> Result<Plan, Error> {
        serde_json::from_str(&self.plan).map_err(|error| Error::MappingInvalid { detail: error.to_string() })
    }
}

macro_rules! columns {
    () => {
        "id, file_name, preset, mapping, state, rows_read, rows_imported, rows_duplicate, rows_problem, rows_done, \
         rows_total, orders_added, returns_added, customers_added, customers_changed, without_customer, settled_to, \
         settled, created_at, finished_at, created_by, note, coalesce((select seen from intake_remark where batch_id = intake_batch.id \
         and code = 'rows_updated' and value = ''), 0)"
    };
}

const ONE: &str = concat!("select ", columns!(), " from intake_batch where id = $1");
const LATEST: &str = concat!("select ", columns!(), " from intake_batch order by id desc limit $1");
const UNFINISHED: &str =
    concat!("select ", columns!(), " from intake_batch where state in ('running', 'settling', 'undoing') order by id");
const SAME: &str = concat!(
    "select ",
    columns!(),
    " from intake_batch where file_hash = $1 and state = 'running' and mapping = $2 order by id limit 1"
);

fn batch(row: &Row) -> Result<Batch, DbError> {
    let state: String = row.get(4)?;
    Ok(Batch {
        id: row.get(0)?,
        file_name: row.get(1)?,
        preset: row.get(2)?,
        plan: row.get(3)?,
        state: BatchState::stored(&state),
        tally: Tally {
            read: row.get(5)?,
            imported: row.get(6)?,
            duplicates: row.get(7)?,
            problems: row.get(8)?,
            orders: row.get(11)?,
            returns: row.get(12)?,
            customers_added: row.get(13)?,
            customers_changed: row.get(14)?,
            without_customer: row.get(15)?,
            updated: row.get(22)?,
        },
        rows_done: row.get(9)?,
        rows_total: row.get(10)?,
        settled_to: row.get(16)?,
        settled: row.get(17)?,
        created_at: row.get(18)?,
        finished_at: row.get(19)?,
        created_by: row.get(20)?,
        note: row.get(21)?,
    })
}

pub(crate) async fn load(db: &Db, id: BatchId) -> Result<Batch, Error> {
    let rows = db.read(ONE, values![id]).await?;
    Ok(batch(rows.first().ok_or(Error::NotFound)?)?)
}

pub(crate) async fn latest(db: &Db, limit: u32) -> Result<Vec<Batch>, Error> {
    let rows = db.read(LATEST, values![limit]).await?;
    Ok(rows.iter().map(batch).collect::<Result<_, _>>()?)
}

pub(crate) async fn unfinished(db: &Db) -> Result<Vec<Batch>, Error> {
    let rows = db.read(UNFINISHED, values![]).await?;
    Ok(rows.iter().map(batch).collect::<Result<_, _>>()?)
}

/// A batch that was cut off while it read the same file in the same way.
pub(crate) async fn cut_off(tx: &mut Tx, file_hash: &str, plan: &str) -> Result<Option<Batch>, DbError> {
    let rows = tx.read(SAME, values![file_hash, plan]).await?;
    rows.first().map(batch).transpose()
}

/// A batch that begins.
pub(crate) struct NewBatch<'n> {
    pub id: BatchId,
    pub file_hash: &'n str,
    pub plan: &'n Plan,
    pub plan_text: String,
    pub rows_total: u64,
    pub actor: &'n Actor,
}

pub(crate) async fn insert(tx: &mut Tx, new: NewBatch<'_>) -> Result<(), DbError> {
    const INSERT: &str = "insert into intake_batch (id, file_name, file_hash, preset, mapping, state, rows_read, \
         rows_imported, rows_duplicate, rows_problem, rows_done, rows_total, orders_added, returns_added, \
         customers_added, customers_changed, without_customer, settled_to, settled, created_at, finished_at, \
         created_by, note) values ($1, $2, $3, $4, $5, 'running', 0, 0, 0, 0, 0, $6, 0, 0, 0, 0, 0, 0, 0, $7, null, \
         $8, '')";
    let now = tx.now();
    let row = values![
        new.id,
        &new.plan.options.file_name,
        new.file_hash,
        new.plan.preset.as_str(),
        new.plan_text,
        new.rows_total,
        now,
        new.actor.to_string(),
    ];
    tx.execute(INSERT, row).await.map(|_| ())
}

/// Adds what a chunk did to its batch. Somebody else who carried the batch on meanwhile is noticed here.
pub(crate) async fn advance(tx: &mut Tx, id: BatchId, from: u64, to: u64, tally: &Tally) -> Result<(), Error> {
    const ADVANCE: &str = "update intake_batch set rows_done = $3, rows_read = rows_read + $4, \
         rows_imported = rows_imported + $5, rows_duplicate = rows_duplicate + $6, rows_problem = rows_problem + $7, \
         orders_added = orders_added + $8, returns_added = returns_added + $9, \
         customers_added = customers_added + $10, customers_changed = customers_changed + $11, \
         without_customer = without_customer + $12 where id = $1 and rows_done = $2 and state = 'running'";
    let values = values![
        id,
        from,
        to,
        tally.read,
        tally.imported,
        tally.duplicates,
        tally.problems,
        tally.orders,
        tally.returns,
        tally.customers_added,
        tally.customers_changed,
        tally.without_customer,
    ];
    if tally.updated > 0 {
        remark(tx, id, "rows_updated", &BTreeMap::from([("".into(), tally.updated)])).await?;
    }
    if tx.execute(ADVANCE, values).await? == 1 { Ok(()) } else { Err(Error::TakenOver) }
}

/// Moves a batch from one state to the next, if it is in the first.
pub(crate) async fn turn(tx: &mut Tx, id: BatchId, from: BatchState, to: BatchState, note: &str) -> Result<(), Error> {
    const TURN: &str = "update intake_batch set state = $3, note = $4, finished_at = $5, settled_to = 0, settled = 0, \
         rows_total = rows_read where id = $1 and state = $2";
    let finished = to.is_final().then(|| tx.now());
    let values = values![id, from.as_str(), to.as_str(), note, finished];
    if tx.execute(TURN, values).await? == 1 { Ok(()) } else { Err(Error::TakenOver) }
}

/// How far customers have been gone through, in a state that goes through them.
pub(crate) async fn settle_to(
    tx: &mut Tx,
    id: BatchId,
    state: BatchState,
    from: CustomerId,
    to: CustomerId,
    more: usize,
) -> Result<(), Error> {
    const SETTLE: &str = "update intake_batch set settled_to = $4, settled = settled + $5 \
         where id = $1 and state = $2 and settled_to = $3";
    let values = values![id, state.as_str(), from, to, more];
    if tx.execute(SETTLE, values).await? == 1 { Ok(()) } else { Err(Error::TakenOver) }
}

pub(crate) async fn insert_problems(tx: &mut Tx, id: BatchId, problems: &[Problem]) -> Result<(), Error> {
    const COLUMNS: &[&str] = &["batch_id", "row_no", "line_no", "column_name", "value", "reason"];
    let mut rows = Vec::with_capacity(problems.len());
    for problem in problems {
        let reason = serde_json::to_string(&problem.reason).unwrap_or_default();
        rows.push(values![id, problem.row, problem.line, &problem.column, &problem.value, reason]);
    }
    if !rows.is_empty() {
        tx.insert_many("intake_problem", COLUMNS, rows).await?;
    }
    Ok(())
}

pub(crate) async fn problems(db: &Db, id: BatchId, after_row: u64, limit: u32) -> Result<Vec<Problem>, Error> {
    const PAGE: &str = "select row_no, line_no, column_name, value, reason from intake_problem \
         where batch_id = $1 and row_no > $2 order by row_no limit $3";
    let rows = db.read(PAGE, values![id, after_row, limit]).await?;
    let mut problems = Vec::with_capacity(rows.len());
    for row in &rows {
        let reason: String = row.get(4)?;
        problems.push(Problem {
            row: row.get(0)?,
            line: row.get(1)?,
            column: row.get(2)?,
            value: row.get(3)?,
            reason: serde_json::from_str(&reason).unwrap_or_else(|_| Reason::of("unknown")),
        });
    }
    Ok(problems)
}

/// Counts words nobody knows.
pub(crate) async fn remark(
    tx: &mut Tx,
    id: BatchId,
    code: &'static str,
    words: &BTreeMap<Box<str>, u64>,
) -> Result<(), DbError> {
    const REMARK: &str = "insert into intake_remark (batch_id, code, value, seen) values ($1, $2, $3, $4) \
         on conflict (batch_id, code, value) do update set seen = intake_remark.seen + excluded.seen";
    let rows: Vec<_> = words.iter().map(|(word, seen)| values![id, code, &**word, *seen]).collect();
    if !rows.is_empty() {
        tx.execute_many(REMARK, rows).await?;
    }
    Ok(())
}

/// Words nobody knows, the most frequent first.
pub(crate) async fn remarks(db: &Db, id: BatchId, code: &str) -> Result<Vec<OddWord>, DbError> {
    const PAGE: &str = "select value, seen from intake_remark where batch_id = $1 and code = $2 \
         order by seen desc, value limit 20";
    let rows = db.read(PAGE, values![id, code]).await?;
    rows.iter().map(|row| Ok(OddWord { word: row.get(0)?, rows: row.get(1)? })).collect()
}

/// For each of the customers, another import that has to do with them, if there is one.
pub(crate) async fn heirs(
    tx: &mut Tx,
    id: BatchId,
    customers: &[CustomerId],
) -> Result<Vec<(CustomerId, BatchId)>, DbError> {
    const HEIR: &str = "select min(batch_id) from intake_touched where customer_id = $1 and batch_id <> $2";
    let mut heirs = Vec::new();
    for customer in customers {
        let rows = tx.read(HEIR, values![*customer, id]).await?;
        if let Some(heir) = rows.first().map(|row| row.get::<Option<BatchId>>(0)).transpose()?.flatten() {
            heirs.push((*customer, heir));
        }
    }
    Ok(heirs)
}

/// Keeps what fields of customers were before the batch; what it changed twice is kept as it was at first.
pub(crate) async fn remember_changes<'c>(
    tx: &mut Tx,
    id: BatchId,
    changes: impl Iterator<Item = &'c FieldChange>,
) -> Result<(), DbError> {
    const REMEMBER: &str = "insert into intake_change (batch_id, customer_id, field, old_value, new_value) \
         values ($1, $2, $3, $4, $5) on conflict (batch_id, customer_id, field) \
         do update set new_value = excluded.new_value";
    let rows: Vec<_> =
        changes.map(|change| values![id, change.customer, &change.field, &change.old, &change.new]).collect();
    if !rows.is_empty() {
        tx.execute_many(REMEMBER, rows).await?;
    }
    Ok(())
}

/// Takes up to `limit` remembered changes out.
pub(crate) async fn take_changes(tx: &mut Tx, id: BatchId, limit: usize) -> Result<Vec<FieldChange>, DbError> {
    const PAGE: &str = "select customer_id, field, old_value, new_value from intake_change where batch_id = $1 \
         order by customer_id, field limit $2";
    const DROP: &str = "delete from intake_change where batch_id = $1 and customer_id = $2 and field = $3";
    let mut changes = Vec::new();
    let mut dropped = Vec::new();
    for row in tx.read(PAGE, values![id, limit]).await? {
        let change = FieldChange { customer: row.get(0)?, field: row.get(1)?, old: row.get(2)?, new: row.get(3)? };
        dropped.push(values![id, change.customer, &change.field]);
        changes.push(change);
    }
    if !dropped.is_empty() {
        tx.execute_many(DROP, dropped).await?;
    }
    Ok(changes)
}

/// Customers an import brought or brought something of: selects `customer_id`, and ends where the id of the import
/// belongs.
pub const CUSTOMERS_OF_BATCH: &str = "select customer_id from intake_touched where batch_id = ";

/// Remembers customers the batch has to do with.
pub(crate) async fn touch(
    tx: &mut Tx,
    id: BatchId,
    customers: impl Iterator<Item = CustomerId>,
) -> Result<(), DbError> {
    const TOUCH: &str = "insert into intake_touched (batch_id, customer_id) values ($1, $2) on conflict do nothing";
    let rows: Vec<_> = customers.map(|customer| values![id, customer]).collect();
    if !rows.is_empty() {
        tx.execute_many(TOUCH, rows).await?;
    }
    Ok(())
}

/// Customers the batch has to do with, in order of id, after `after`.
pub(crate) async fn touched(
    tx: &mut Tx,
    id: BatchId,
    after: CustomerId,
    limit: u32,
) -> Result<Vec<CustomerId>, DbError> {
    const PAGE: &str = "select customer_id from intake_touched where batch_id = $1 and customer_id > $2 \
         order by customer_id limit $3";
    tx.read(PAGE, values![id, after, limit]).await?.iter().map(|row| row.get(0)).collect()
}

/// Forgets whom the batch had to do with.
pub(crate) async fn untouch(tx: &mut Tx, id: BatchId) -> Result<(), DbError> {
    tx.execute("delete from intake_touched where batch_id = $1", values![id]).await.map(|_| ())
}
