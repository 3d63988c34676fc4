//! Carrying an import on to its end, from wherever it is.

use std::sync::Arc;

use wafa_kernel::{Actor, BatchId, CustomerId, Day, Event};

use crate::batch::{BatchReport, BatchState, Progress};
use crate::write::chunk::ChunkWriter;
use crate::write::produce::{Chunk, produce};
use crate::write::store::{self, Batch};
use crate::{Error, Intake, ODD_STATUS};

/// Customers placed on the ladder in one transaction; as with rows, fewer and larger steps write less.
const SETTLE: u32 = 5_000;

/// Is told how far an import has come, after every transaction.
pub(crate) type Watch<'w> = &'w mut (dyn FnMut(&Progress) + Send);

impl Intake {
    /// Carries an import, or taking one back, on to its end and reports. Safe to call for the same batch twice at once:
    /// one of the two stops with [`Error::TakenOver`].
    ///
    /// # Errors
    /// What made the file unreadable, [`Error::TakenOver`], or those of the database.
    pub async fn run(&self, batch: BatchId, watch: &mut (dyn FnMut(&Progress) + Send)) -> Result<BatchReport, Error> {
        loop {
            let current = store::load(&self.db, batch).await?;
            watch(&Progress::of(&current));
            match current.state {
                BatchState::Running => self.write_rows(current, watch).await?,
                BatchState::Settling => self.settle(current, watch).await?,
                BatchState::Undoing => self.take_back(current, watch).await?,
                BatchState::Done | BatchState::Undone | BatchState::Failed => return self.report(&current).await,
            }
        }
    }

    async fn write_rows(&self, current: Batch, watch: Watch<'_>) -> Result<(), Error> {
        let id = current.id;
        match self.write_chunks(current, watch).await {
            Ok(()) => Ok(()),
            Err(error) if is_of_the_file(&error) => {
                let mut tx = self.db.begin().await?;
                store::turn(&mut tx, id, BatchState::Running, BatchState::Failed, error.code()).await?;
                tx.commit().await?;
                Err(error)
            }
            Err(error) => Err(error),
        }
    }

    async fn write_chunks(&self, mut current: Batch, watch: Watch<'_>) -> Result<(), Error> {
        let plan = Arc::new(current.plan()?);
        let path = self.copy_of(current.id);
        if !path.exists() {
            return Err(Error::FileMissing);
        }
        let today = self.customers.today().await?;
        let mut writer =
            ChunkWriter::new(self.db.clone(), self.customers.clone(), Arc::clone(&plan), current.id, today);
        let scratch = self.work_dir.clone();
        let mut chunks = produce(path, plan, scratch, current.rows_done, self.chunk);
        let mut written = 0u64;
        while let Some(chunk) = chunks.recv().await {
            self.write_chunk(&mut writer, &mut current, chunk?).await?;
            written += 1;
            // After the first chunk, and whenever there is four times as much.
            if written.is_power_of_two() && written.trailing_zeros().is_multiple_of(2) {
                self.db.refresh_statistics().await?;
            }
            watch(&Progress::of(&current));
        }
        let mut tx = self.db.begin().await?;
        store::turn(&mut tx, current.id, BatchState::Running, BatchState::Settling, "").await?;
        tx.commit().await?;
        Ok(())
    }

    async fn write_chunk(&self, writer: &mut ChunkWriter, current: &mut Batch, chunk: Chunk) -> Result<(), Error> {
        let (after, to) = (chunk.after, chunk.to);
        let mut tx = self.db.begin().await?;
        let written = writer.write(&mut tx, chunk).await?;
        store::insert_problems(&mut tx, current.id, &written.problems).await?;
        store::remark(&mut tx, current.id, ODD_STATUS, &written.odd_statuses).await?;
        store::advance(&mut tx, current.id, after, to, &written.tally).await?;
        tx.commit().await?;
        current.rows_done = to;
        Ok(())
    }

    /// Places the customers the batch touched on the ladder, then finishes it.
    async fn settle(&self, mut current: Batch, watch: Watch<'_>) -> Result<(), Error> {
        let today = self.customers.today().await?;
        while self.settle_some(&mut current, today, watch).await? {}
        let tx = self.db.begin().await?;
        self.finish(tx, &current).await
    }

    /// Places the next customers of the batch on the ladder; false when there are none.
    pub(crate) async fn settle_some(&self, current: &mut Batch, today: Day, watch: Watch<'_>) -> Result<bool, Error> {
        let mut tx = self.db.begin().await?;
        let after = current.settled_to;
        let touched = store::touched(&mut tx, current.id, after, SETTLE).await?;
        let Some(last) = touched.last().copied() else { return Ok(false) };
        self.customers.refresh_standings(&mut tx, &touched, today, None).await?;
        store::settle_to(&mut tx, current.id, current.state, after, last, touched.len()).await?;
        tx.commit().await?;
        current.settled_to = last;
        current.settled += touched.len() as u64;
        watch(&Progress::of(current));
        Ok(true)
    }

    async fn finish(&self, mut tx: wafa_db::Tx, current: &Batch) -> Result<(), Error> {
        store::turn(&mut tx, current.id, BatchState::Settling, BatchState::Done, "").await?;
        wafa_db::facts::changed(&mut tx, []).await?;
        let finished = Event::ImportFinished {
            batch: current.id,
            orders: current.tally.orders,
            customers: current.tally.customers_added,
        };
        tx.record(&Actor::System("intake"), finished).await?;
        tx.commit().await?;
        if current.tally.problems == 0 {
            self.drop_copy(current.id);
        }
        Ok(())
    }

    /// The copy is needed to resume and to write out rows with problems, and for nothing else.
    pub(crate) fn drop_copy(&self, batch: BatchId) {
        let copy = self.copy_of(batch);
        if let Err(error) = std::fs::remove_file(&copy)
            && error.kind() != std::io::ErrorKind::NotFound
        {
            tracing::warn!(%error, path = %copy.display(), "the copy of an imported file stays");
        }
    }
}

/// Faults of the file, which trying again does not mend.
fn is_of_the_file(error: &Error) -> bool {
    !matches!(
        error,
        Error::Db(_) | Error::Customers(_) | Error::Sales(_) | Error::TakenOver | Error::NotFound | Error::Io(_)
    )
}

/// Before every customer.
pub(crate) const NOBODY: CustomerId = CustomerId::from_raw(0);
