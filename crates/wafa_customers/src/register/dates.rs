//! Other dates worth knowing: a wedding, the start of a membership.

use wafa_db::{DbError, Tx};
use wafa_kernel::policy::action::WriteCustomers;
use wafa_kernel::{CustomerId, Day, Permit};

use crate::Customers;
use crate::ask::Ask;
use crate::error::Error;
use crate::register::service::tell;
use crate::register::store;

const SAVE: &str = "insert into customer_date (customer_id, kind, on_day) values ($1, $2, $3) \
    on conflict (customer_id, kind) do update set on_day = excluded.on_day";
const CLEAR: &str = "delete from customer_date where customer_id = $1 and kind = $2";

impl Customers {
    /// Sets a date of a customer, or clears it.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Merged`], [`Error::InvalidField`] for a kind without a name.
    pub async fn set_date(
        &self,
        permit: &Permit<WriteCustomers>,
        customer: CustomerId,
        kind: &str,
        day: Option<Day>,
    ) -> Result<(), Error> {
        let mut tx = self.db.begin().await?;
        store::load_live(&mut Ask::Tx(&mut tx), customer).await?;
        save_date(&mut tx, customer, kind, day).await?;
        tell(&mut tx, permit.actor(), customer, vec![format!("date:{}", kind.trim())]).await?;
        tx.commit().await?;
        Ok(())
    }
}

/// Sets or clears a date.
pub(crate) async fn save_date(tx: &mut Tx, customer: CustomerId, kind: &str, day: Option<Day>) -> Result<(), Error> {
    let kind = kind.trim();
    if kind.is_empty() || kind.chars().count() > 60 {
        return Err(Error::InvalidField { field: "date".to_owned() });
    }
    match day {
        Some(day) => tx.execute(SAVE, wafa_db::values![customer, kind, day]).await?,
        None => tx.execute(CLEAR, wafa_db::values![customer, kind]).await?,
    };
    Ok(())
}

/// The dates of one customer, by kind.
pub(crate) async fn load_dates(ask: &mut Ask<'_>, customer: CustomerId) -> Result<Vec<(String, Day)>, DbError> {
    const SQL: &str = "select kind, on_day from customer_date where customer_id";
    let rows = ask.rows_in(SQL, vec![customer.into()], "order by kind").await?;
    rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect()
}
