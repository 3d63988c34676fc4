//! The purchases of customers, for the ladder.

use wafa_db::history::{HistoryEntry, PurchaseHistory};
use wafa_db::{BoxFuture, DbError, Tx, Value, values};
use wafa_kernel::{Business, Currency, CustomerId};

use crate::Sales;
use crate::bulk::read_in;

/// Under which the settings of the business are kept.
const BUSINESS: &str = "business";

impl PurchaseHistory for Sales {
    fn of<'a>(
        &'a self,
        tx: &'a mut Tx,
        customers: &'a [CustomerId],
    ) -> BoxFuture<'a, Result<Vec<HistoryEntry>, DbError>> {
        Box::pin(async move {
            let currency = business_currency(tx).await?;
            let ids: Vec<Value> = values_of(customers);
            let mut entries = Vec::new();
            let orders =
                "select customer_id, placed_on, amount_minor, counts, currency from sales_order where customer_id in";
            for row in read_in(tx, orders, &ids).await? {
                if row.get::<bool>(3)? && row.get::<Currency>(4)? == currency {
                    let entry =
                        HistoryEntry { customer: row.get(0)?, on: row.get(1)?, minor: row.get(2)?, is_order: true };
                    entries.push(entry);
                }
            }
            let returns =
                "select customer_id, returned_on, amount_minor, currency from sales_return where customer_id in";
            for row in read_in(tx, returns, &ids).await? {
                if row.get::<Currency>(3)? == currency {
                    let minor: i64 = row.get(2)?;
                    let entry = HistoryEntry { customer: row.get(0)?, on: row.get(1)?, minor: -minor, is_order: false };
                    entries.push(entry);
                }
            }
            entries.sort_by_key(|entry| (entry.customer, entry.on, !entry.is_order));
            Ok(entries)
        })
    }
}

fn values_of(customers: &[CustomerId]) -> Vec<Value> {
    customers.iter().flat_map(|customer| values![*customer]).collect()
}

async fn business_currency(tx: &mut Tx) -> Result<Currency, DbError> {
    let stored = tx.setting::<Business>(BUSINESS).await?;
    Ok(stored.map_or_else(|| Business::default().currency, |(business, _)| business.currency))
}
