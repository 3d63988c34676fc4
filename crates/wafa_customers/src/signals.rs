//! Signs of interest and recommendations.

use wafa_db::facts::{self, Whose};
use wafa_kernel::policy::action::WriteCustomers;
use wafa_kernel::{CustomerId, Day, Event, Permit, SignalKind};

use crate::ask::Ask;
use crate::error::Error;
use crate::ladder::{Announce, refresh};
use crate::register::store;
use crate::{Customers, SignalId, place};

const INSERT: &str = "insert into customer_signal (id, customer_id, kind, on_day, source, batch_id) \
    values ($1, $2, $3, $4, $5, null)";

impl Customers {
    /// Records a sign of interest or a recommendation; the customer's rung follows in the same transaction.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Merged`].
    pub async fn record_signal(
        &self,
        permit: &Permit<WriteCustomers>,
        customer: CustomerId,
        kind: SignalKind,
        on: Day,
        source: &str,
    ) -> Result<SignalId, Error> {
        let mut tx = self.db.begin().await?;
        tx.lock(customer.raw()).await?;
        store::load_live(&mut Ask::Tx(&mut tx), customer).await?;
        let source = source.trim().to_owned();
        let id: SignalId = tx.new_id();
        tx.execute(INSERT, wafa_db::values![id, customer, kind.as_str(), on, &source]).await?;
        tx.record(permit.actor(), Event::SignalRecorded { customer, signal: kind, on, source }).await?;
        let today = place::today(&mut tx).await?;
        refresh(&mut tx, self.purchases.as_ref(), &[customer], today, Announce::By(permit.actor())).await?;
        facts::changed(&mut tx, [Whose::Customer(customer)]).await?;
        tx.commit().await?;
        Ok(id)
    }
}
