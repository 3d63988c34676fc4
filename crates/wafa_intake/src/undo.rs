//! Taking an import back: its orders, returns, products and customers go, fields it changed are as before, and what
//! later imports and people did stays.

use wafa_customers::FieldChange;
use wafa_db::Tx;
use wafa_kernel::policy::action::Import;
use wafa_kernel::{Actor, BatchId, CustomerId, Day, Event, Permit};

use crate::batch::{BatchState, Progress};
use crate::run::{NOBODY, Watch};
use crate::start::job;
use crate::write::store::{self, Batch};
use crate::{Error, Intake, UNDO};

/// Orders or customers taken back in one transaction.
const STEP: u32 = 5_000;

impl Intake {
    /// Begins to take an import back; [`Self::run`] or the worker does it.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::NotUndoable`] while it runs or when it was taken back, or those of the database.
    pub async fn undo(&self, _permit: &Permit<Import>, batch: BatchId) -> Result<(), Error> {
        let current = store::load(&self.db, batch).await?;
        if current.state == BatchState::Undoing {
            return Ok(());
        }
        if !matches!(current.state, BatchState::Done | BatchState::Failed) {
            return Err(Error::NotUndoable);
        }
        let mut tx = self.db.begin().await?;
        store::turn(&mut tx, batch, current.state, BatchState::Undoing, "").await?;
        tx.enqueue(job(UNDO, batch, tx.now())).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Takes a batch back in steps; each is one transaction and can be the last before a crash. Customers are gone
    /// through in order of id, so that those who are gone already are not asked for again.
    pub(crate) async fn take_back(&self, mut current: Batch, watch: Watch<'_>) -> Result<(), Error> {
        let today = self.customers.today().await?;
        loop {
            let mut tx = self.db.begin().await?;
            let deleted = wafa_sales::batch::delete_batch(&mut tx, current.id, STEP as usize).await?;
            if deleted.is_empty() {
                break;
            }
            self.step(tx, &mut current, deleted.orders + deleted.returns, NOBODY, watch).await?;
        }
        while self.settle_some(&mut current, today, watch).await? {}
        self.restore_fields(&mut current, today, watch).await?;
        self.drop_customers(&mut current, today, watch).await?;
        let mut tx = self.db.begin().await?;
        store::turn(&mut tx, current.id, BatchState::Undoing, BatchState::Undone, "").await?;
        store::untouch(&mut tx, current.id).await?;
        wafa_db::facts::changed(&mut tx, []).await?;
        tx.record(&Actor::System("intake"), Event::ImportUndone { batch: current.id }).await?;
        tx.commit().await?;
        self.drop_copy(current.id);
        Ok(())
    }

    async fn restore_fields(&self, current: &mut Batch, today: Day, watch: Watch<'_>) -> Result<(), Error> {
        loop {
            let mut tx = self.db.begin().await?;
            let changes = store::take_changes(&mut tx, current.id, STEP as usize).await?;
            // Once even without changes: contacts the batch added to others go as well.
            self.forget(&mut tx, current.id, &[], &changes, today).await?;
            let last = changes.is_empty();
            self.step(tx, current, 0, NOBODY, watch).await?;
            if last {
                return Ok(());
            }
        }
    }

    /// Customers the batch made go, unless somebody else gave them orders meanwhile.
    async fn drop_customers(&self, current: &mut Batch, today: Day, watch: Watch<'_>) -> Result<(), Error> {
        let mut after = NOBODY;
        loop {
            let mut tx = self.db.begin().await?;
            let made = self.customers.batch_customers(&mut tx, current.id, Some(after), STEP).await?;
            let Some(last) = made.last().copied() else { return Ok(()) };
            let safe = wafa_sales::batch::without_orders(&mut tx, &made).await?;
            self.forget(&mut tx, current.id, &safe, &[], today).await?;
            // Who stays because another import has to do with them goes with that one.
            let left = self.customers.batch_customers(&mut tx, current.id, Some(after), STEP).await?;
            let left: Vec<CustomerId> = left.into_iter().filter(|customer| *customer <= last).collect();
            let heirs = store::heirs(&mut tx, current.id, &left).await?;
            self.customers.hand_over(&mut tx, current.id, &heirs).await?;
            after = last;
            self.step(tx, current, made.len(), last, watch).await?;
        }
    }

    async fn forget(
        &self,
        tx: &mut Tx,
        batch: BatchId,
        safe: &[CustomerId],
        changes: &[FieldChange],
        today: Day,
    ) -> Result<(), Error> {
        let gone = self.customers.delete_batch(tx, batch, safe, changes).await?;
        self.customers.refresh_standings(tx, &gone.touched, today, None).await?;
        Ok(())
    }

    async fn step(
        &self,
        mut tx: Tx,
        current: &mut Batch,
        more: usize,
        to: CustomerId,
        watch: Watch<'_>,
    ) -> Result<(), Error> {
        store::settle_to(&mut tx, current.id, BatchState::Undoing, current.settled_to, to, more).await?;
        tx.commit().await?;
        current.settled_to = to;
        current.settled += more as u64;
        watch(&Progress::of(current));
        Ok(())
    }
}
