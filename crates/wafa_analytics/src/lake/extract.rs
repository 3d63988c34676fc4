//! Bringing the lake up to date from one consistent snapshot of the database: everything, or only what belongs to
//! those whose facts changed.
//!
//! Pages by key, so that neither the database nor this process holds more than a page; reading and writing overlap.

use std::path::Path;

use tokio::sync::mpsc;
use wafa_db::facts::{self, Changes};
use wafa_db::{Db, DbError, Row, Snapshot, Value, values};
use wafa_kernel::{CustomerId, Day};

use super::batch::Batch;
use super::bucket::Fetched;
use super::manifest::{Manifest, Stamp};
use super::seal::{self, restamp};
use super::source::SOURCES;
use super::table::{FactRow, TableKind, Word};
use super::writer::LakeWriter;
use crate::error::Error;

const PAGE: i64 = 20_000;
/// Subjects asked for in one statement.
const LIST: usize = 1_000;
/// A run of more changed customers than this, and than a fifth of all, is not worth it: everything is read.
const MOST_CHANGED: u64 = 50_000;

const STAMP: &str = "select (select version from fact_version where id = 1), (select max(id) from customer)";

fn stamp(rows: &[Row], database: i64) -> Result<Stamp, DbError> {
    let Some(row) = rows.first() else { return Ok(Stamp::default()) };
    let whole = |at: usize| row.get::<Option<i64>>(at).map(Option::unwrap_or_default);
    Ok(Stamp { fact_version: whole(0)?, newest_customer: whole(1)?, database })
}

/// The state of the facts in the database now.
pub(super) async fn current_stamp(db: &Db) -> Result<Stamp, Error> {
    Ok(stamp(&db.read(STAMP, values![]).await?, facts::database(db).await?)?)
}

/// The state of the facts in a snapshot.
pub(super) async fn stamp_of(db: &Db, snapshot: &Snapshot) -> Result<Stamp, Error> {
    Ok(stamp(&snapshot.read(STAMP, values![]).await?, facts::database(db).await?)?)
}

/// A snapshot of the database, and what is new in it since a lake.
pub(super) struct Changed {
    snapshot: Snapshot,
    stamp: Stamp,
    /// None where what changed is not known or is most of it.
    changes: Option<Changes>,
}

impl Changed {
    /// Whether everything has to be read.
    pub fn is_everything(&self) -> bool {
        self.changes.is_none()
    }
}

/// What has changed since a lake.
pub(super) async fn look(db: &Db, manifest: &Manifest) -> Result<Changed, Error> {
    let snapshot = db.snapshot().await?;
    let stamp = stamp_of(db, &snapshot).await?;
    let changes = facts::changes_since(&snapshot, manifest.stamp.fact_version).await?;
    let count = (changes.customers.len() + changes.days.len()) as u64;
    // A customer that came without a change of the facts was written by somebody who does not say what changed.
    let untold = stamp.fact_version <= manifest.stamp.fact_version && stamp != manifest.stamp;
    let foreign = stamp.database != manifest.stamp.database;
    let most = changes.everything || untold || foreign || count > MOST_CHANGED.max(manifest.rows().customers / 5);
    Ok(Changed { snapshot, stamp, changes: (!most).then_some(changes) })
}

/// Brings a lake up to date: the one of the folder, or one whose files were `fetched` and which then takes its place.
/// Builds it anew where everything has to be read.
pub(super) async fn bring_up(
    changed: Changed,
    db: &Db,
    folder: &Path,
    manifest: &Manifest,
    fetched: Option<Vec<Fetched>>,
) -> Result<Stamp, Error> {
    let Changed { snapshot, stamp, changes } = changed;
    let Some(changes) = changes else { return build_from(snapshot, stamp, db, folder).await };
    let (place, now) = (folder.to_owned(), db.now());
    let base = fetched.map(|fetched| (manifest.clone(), fetched));
    if changes.customers.is_empty() && changes.days.is_empty() {
        let writing = tokio::task::spawn_blocking(move || match base {
            Some((manifest, fetched)) => seal::install(&place, Manifest { stamp, ..manifest }, fetched),
            None => restamp(&place, stamp, now),
        });
        writing.await.map_err(|_| Error::Interrupted)??;
        return Ok(stamp);
    }
    let writing = Writing::begin(folder, db);
    let sent = send_changes(&snapshot, &changes, &writing.pages).await;
    let writer = writing.end(sent).await?;
    let adding = tokio::task::spawn_blocking(move || {
        let sealed = writer.seal(false)?;
        match base {
            Some((manifest, fetched)) => sealed.add_to(manifest, fetched, stamp),
            None => sealed.add(stamp),
        }
    });
    let after = adding.await.map_err(|_| Error::Interrupted)??;
    tracing::debug!(customers = changes.customers.len(), runs = after.runs.len(), "a run was added to the lake");
    Ok(after.stamp)
}

/// Builds a new lake and puts it in the place of the old one.
pub(super) async fn build(db: &Db, folder: &Path) -> Result<Stamp, Error> {
    let snapshot = db.snapshot().await?;
    let stamp = stamp_of(db, &snapshot).await?;
    build_from(snapshot, stamp, db, folder).await
}

async fn build_from(snapshot: Snapshot, stamp: Stamp, db: &Db, folder: &Path) -> Result<Stamp, Error> {
    let writing = Writing::begin(folder, db);
    let sent = send_all(&snapshot, &writing.pages).await;
    let writer = writing.end(sent).await?;
    let publishing = tokio::task::spawn_blocking(move || writer.publish(stamp));
    let manifest = publishing.await.map_err(|_| Error::Interrupted)??;
    tracing::info!(orders = manifest.rows().orders, build_ms = manifest.build_ms, "the lake was built");
    Ok(stamp)
}

type Pages = mpsc::Sender<Batch>;

/// A thread that writes what is sent to it.
struct Writing {
    pages: Pages,
    thread: tokio::task::JoinHandle<Result<LakeWriter, Error>>,
}

impl Writing {
    fn begin(folder: &Path, db: &Db) -> Self {
        let (pages, mut arriving) = mpsc::channel::<Batch>(2);
        let (folder, now) = (folder.to_owned(), db.now());
        let thread = tokio::task::spawn_blocking(move || {
            let mut writer = LakeWriter::begin(&folder, now)?;
            while let Some(rows) = arriving.blocking_recv() {
                writer.push(&rows)?;
            }
            Ok(writer)
        });
        Self { pages, thread }
    }

    async fn end(self, sent: Result<(), Error>) -> Result<LakeWriter, Error> {
        drop(self.pages);
        // When writing failed, sending failed because of it.
        let writer = self.thread.await.map_err(|_| Error::Interrupted)??;
        sent?;
        Ok(writer)
    }
}

async fn send(pages: &Pages, batch: Batch) -> Result<(), Error> {
    pages.send(batch).await.map_err(|_| Error::Interrupted)
}

fn batch_of(table: TableKind, rows: Vec<Row>) -> Result<Batch, DbError> {
    let mut batch = Batch::new(table);
    for row in rows {
        batch.push(row)?;
    }
    Ok(batch)
}

async fn send_all(snapshot: &Snapshot, pages: &Pages) -> Result<(), Error> {
    for source in &SOURCES {
        let mut from = source.first();
        loop {
            from.push(Value::Int(PAGE));
            let rows = snapshot.read(source.all, from).await?;
            let full = rows.len() as i64 == PAGE;
            let Some(last) = rows.last() else { break };
            from = source.key(last)?;
            send(pages, batch_of(source.table, rows)?).await?;
            if !full {
                break;
            }
        }
    }
    Ok(())
}

/// Sends the whole history of everybody whose facts changed, and who they are.
async fn send_changes(snapshot: &Snapshot, changes: &Changes, pages: &Pages) -> Result<(), Error> {
    let customers: Vec<Value> = changes.customers.iter().copied().map(Value::from).collect();
    let days: Vec<Value> = changes.days.iter().copied().map(Value::from).collect();
    for source in &SOURCES {
        let subjects = if source.table.is_nobodys() { &days } else { &customers };
        for list in subjects.chunks(LIST) {
            let rows = snapshot.read_text(source.of(list.len()), list.to_vec()).await?;
            if !rows.is_empty() {
                send(pages, batch_of(source.table, rows)?).await?;
            }
        }
    }
    send(pages, owned(changes)).await
}

fn owned(changes: &Changes) -> Batch {
    let row = |customer: CustomerId, on: Day| FactRow {
        customer: customer.raw(),
        on: on.number(),
        at: 0,
        id: 0,
        amount_minor: 0,
        quantity: 0,
        word: Word::None,
        counts: true,
    };
    let nobody = changes.days.iter().map(|on| row(CustomerId::from_raw(0), *on));
    let customers = changes.customers.iter().map(|customer| row(*customer, Day::from_number(0)));
    Batch::of_rows(TableKind::Owned, &nobody.chain(customers).collect::<Vec<_>>())
}
