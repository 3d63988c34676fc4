//! A tag given to or taken from many customers at once, so that it can be taken back.
//!
//! Each act remembers exactly whom it changed, for a day: taking it back touches nobody else.

use wafa_kernel::policy::action::WriteCustomers;
use wafa_kernel::{CustomerId, Id, Permit};

use crate::Customers;
use crate::ask::Ask;
use crate::error::Error;
use crate::register::store::load_tags;
use crate::tags::{add_tags, read_tag};

/// Customers changed in one transaction.
const CHUNK: usize = 2_000;
/// How long an act can be taken back, in milliseconds.
const KEPT_MS: i64 = 24 * 3_600_000;

const BEGIN: &str = "insert into customer_act (id, tag, added, made_at, made_by) values ($1, $2, $3, $4, $5)";
const ROW: &[&str] = &["act_id", "customer_id"];
const ONE: &str = "select tag, added from customer_act where id = $1";
const SOME: &str = "select customer_id from customer_act_row where act_id = $1 order by customer_id limit $2";
const DROP_ROW: &str = "delete from customer_act_row where act_id = $1 and customer_id = $2";
const UNTAG: &str = "delete from customer_tag where tag = $1 and customer_id = $2";
const OLD_ROWS: &str = "delete from customer_act_row where act_id in (select id from customer_act where made_at < $1)";
const OLD: &str = "delete from customer_act where made_at < $1";

/// What an [`ActId`] names.
#[derive(Debug)]
pub enum OfAct {}
/// One act on many customers.
pub type ActId = Id<OfAct>;

/// What an act did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TagAct {
    /// Names it, to take it back.
    pub id: ActId,
    /// How many customers it changed.
    pub changed: u64,
    /// The tag as it is kept.
    pub tag: String,
}

impl Customers {
    /// Gives customers a tag, or takes it from them, and remembers whom that changed.
    ///
    /// # Errors
    /// [`Error::TagInvalid`].
    pub async fn tag_act(
        &self,
        permit: &Permit<WriteCustomers>,
        customers: &[CustomerId],
        tag: &str,
        add: bool,
    ) -> Result<TagAct, Error> {
        let tag = read_tag(tag)?;
        let mut tx = self.db.begin().await?;
        let (id, now): (ActId, _) = (tx.new_id(), tx.now());
        let old = now.plus_ms(-KEPT_MS);
        tx.execute(OLD_ROWS, wafa_db::values![old]).await?;
        tx.execute(OLD, wafa_db::values![old]).await?;
        tx.execute(BEGIN, wafa_db::values![id, &tag, add, now, permit.actor().to_string()]).await?;
        tx.commit().await?;
        let mut changed = 0;
        for chunk in customers.chunks(CHUNK) {
            let mut tx = self.db.begin().await?;
            let hit = if add {
                add_tags(&mut tx, chunk, &tag).await?
            } else {
                let tagged = load_tags(&mut Ask::Tx(&mut tx), chunk).await?;
                let has = |customer: &&CustomerId| tagged.get(customer).is_some_and(|tags| tags.contains(&tag));
                let mut hit: Vec<CustomerId> = chunk.iter().filter(has).copied().collect();
                hit.sort_unstable();
                hit.dedup();
                tx.execute_many(UNTAG, hit.iter().map(|one| wafa_db::values![&tag, *one]).collect()).await?;
                hit
            };
            let rows = hit.iter().map(|customer| wafa_db::values![id, *customer]).collect();
            tx.insert_many("customer_act_row", ROW, rows).await?;
            tx.commit().await?;
            changed += u64::try_from(hit.len()).unwrap_or(0);
        }
        Ok(TagAct { id, changed, tag })
    }

    /// Takes an act back for everybody it changed; returns for how many. Twice is the same as once.
    ///
    /// # Errors
    /// [`Error::ActGone`] for one of more than a day ago.
    pub async fn undo_act(&self, _permit: &Permit<WriteCustomers>, act: ActId) -> Result<u64, Error> {
        let rows = self.db.read(ONE, wafa_db::values![act]).await?;
        let row = rows.first().ok_or(Error::ActGone)?;
        let (tag, added): (String, bool) = (row.get(0)?, row.get(1)?);
        let mut undone = 0;
        loop {
            let mut tx = self.db.begin().await?;
            let mut hit: Vec<CustomerId> = Vec::new();
            for row in tx.read(SOME, wafa_db::values![act, CHUNK]).await? {
                hit.push(row.get(0)?);
            }
            if hit.is_empty() {
                return Ok(undone);
            }
            if added {
                tx.execute_many(UNTAG, hit.iter().map(|one| wafa_db::values![&tag, *one]).collect()).await?;
            } else {
                add_tags(&mut tx, &hit, &tag).await?;
            }
            tx.execute_many(DROP_ROW, hit.iter().map(|one| wafa_db::values![act, *one]).collect()).await?;
            tx.commit().await?;
            undone += u64::try_from(hit.len()).unwrap_or(0);
        }
    }
}
