//! How many customers there are: counted once for every state of the facts, and in a large register not with every look.

use std::sync::Mutex;
use std::time::{Duration, Instant};

use wafa_db::{Db, DbError};

const COUNT: &str = "select count(*) from customer_standing where live = true";

/// Counting that took longer is not repeated for [`GOOD_FOR`].
const LONG: Duration = Duration::from_millis(20);
/// How old the number of a large register may be.
const GOOD_FOR: Duration = Duration::from_secs(10);

/// The number of all customers, remembered.
#[derive(Debug, Default)]
pub(crate) struct Everybody {
    last: Mutex<Option<Counted>>,
}

#[derive(Debug, Clone, Copy)]
struct Counted {
    /// The version of the facts.
    version: i64,
    n: u64,
    at: Instant,
    took: Duration,
}

impl Everybody {
    /// How many there are.
    ///
    /// # Errors
    /// Those of the database.
    pub(super) async fn count(&self, db: &Db) -> Result<u64, DbError> {
        let version = wafa_db::facts::version(db).await?;
        let last = self.last.lock().map(|last| *last).unwrap_or_default();
        if let Some(last) = last
            && (last.version == version || (last.took > LONG && last.at.elapsed() < GOOD_FOR))
        {
            return Ok(last.n);
        }
        let at = Instant::now();
        let n = db.read(COUNT, Vec::new()).await?.first().map_or(Ok(0), |row| row.get(0))?;
        if let Ok(mut last) = self.last.lock() {
            *last = Some(Counted { version, n, at, took: at.elapsed() });
        }
        Ok(n)
    }
}
