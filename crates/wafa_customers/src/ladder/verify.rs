//! Does what is stored agree with the facts?

use serde::Serialize;
use wafa_db::Value;
use wafa_kernel::CustomerId;

use crate::error::Error;
use crate::ladder::refresh::{Announce, judge, refresh};
use crate::ladder::rules::versions_in;
use crate::ladder::store::{Judged, Kept, load_kept};
use crate::{Customers, place};

/// Customers looked at in one transaction.
const CHUNK: i64 = 500;

const NEXT: &str = "select customer_id from customer_standing where customer_id > $1 order by customer_id limit $2";
const UNLISTED: &str = "select c.id from customer c where not exists \
    (select 1 from customer_standing s where s.customer_id = c.id) order by c.id limit 100";

/// Something stored that the facts do not bear out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Mismatch {
    /// About whom.
    pub customer: CustomerId,
    /// What, in English, for the command line.
    pub what: String,
}

impl Customers {
    /// Recomputes the ladder of every customer from the facts and tells what differs from what is stored. Changes
    /// nothing.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn verify_ladder(&self) -> Result<Vec<Mismatch>, Error> {
        let mut found = Vec::new();
        for row in self.db.read(UNLISTED, Vec::new()).await? {
            found.push(Mismatch { customer: row.get(0)?, what: "has no standing".to_owned() });
        }
        let mut after = 0;
        loop {
            let mut tx = self.db.begin().await?;
            let today = place::today(&mut tx).await?;
            let versions = versions_in(&mut tx).await?;
            let rows = tx.read(NEXT, vec![Value::Int(after), Value::Int(CHUNK)]).await?;
            let customers: Vec<CustomerId> = rows.iter().map(|row| row.get(0)).collect::<Result<_, _>>()?;
            let Some(last) = customers.last() else { return Ok(found) };
            after = last.raw();
            let kept = load_kept(&mut tx, &customers).await?;
            let judged = judge(&mut tx, self.purchases.as_ref(), &customers, &kept, &versions, today).await?;
            drop(tx);
            found.extend(judged.iter().flat_map(|(customer, kept, now)| compare(*customer, kept, now)));
        }
    }

    /// Judges every customer anew, in chunks of one transaction each. Returns how many there are.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn recompute_all(&self) -> Result<u64, Error> {
        let mut after = 0;
        let mut count = 0;
        while let Some((last, judged)) = self.recompute_after(after, CHUNK).await? {
            after = last;
            count += judged;
        }
        Ok(count)
    }

    /// Judges the next customers after an id; `None` when there are no more.
    pub(crate) async fn recompute_after(&self, after: i64, limit: i64) -> Result<Option<(i64, u64)>, Error> {
        let mut tx = self.db.begin().await?;
        let today = place::today(&mut tx).await?;
        let rows = tx.read(NEXT, vec![Value::Int(after), Value::Int(limit)]).await?;
        let customers: Vec<CustomerId> = rows.iter().map(|row| row.get(0)).collect::<Result<_, _>>()?;
        let Some(last) = customers.last().copied() else { return Ok(None) };
        refresh(&mut tx, self.purchases.as_ref(), &customers, today, Announce::Quiet).await?;
        tx.commit().await?;
        Ok(Some((last.raw(), u64::try_from(customers.len()).unwrap_or(0))))
    }
}

fn compare(customer: CustomerId, kept: &Kept, now: &Judged) -> Vec<Mismatch> {
    let mut what = Vec::new();
    if kept.standing != now.standing {
        what.push(format!("stands {:?}, by the facts {:?}", kept.standing, now.standing));
    }
    if kept.since_on != now.since_on {
        what.push(format!("known since {}, by the facts {}", kept.since_on, now.since_on));
    }
    if kept.steps != now.steps {
        what.push(format!("history {:?}, by the facts {:?}", kept.steps, now.steps));
    }
    what.into_iter().map(|what| Mismatch { customer, what }).collect()
}
