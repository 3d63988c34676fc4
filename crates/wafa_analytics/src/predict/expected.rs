//! What is expected of everybody at once, as short as it can be: for figures that add up over customers.

use std::sync::{Arc, Mutex, PoisonError};

use wafa_db::{Db, values};
use wafa_kernel::{CustomerId, Day};

use super::report::Basis;
use crate::error::Error;

const LATEST: &str = "select id, as_of, basis from analytics_fit where published = true order by id desc limit 1";
const ALL: &str = "select customer_id, value_minor, p_active from analytics_prediction where fit_id = $1 \
    order by customer_id";

/// What is expected of one customer within 12 months.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Expected {
    /// Who.
    pub customer: CustomerId,
    /// 12-month lifetime value, minor units.
    pub value_minor: i64,
    /// Probability of at least one purchase.
    pub p_active: f64,
}

/// What the latest fit expects of everybody.
#[derive(Debug, Clone, PartialEq)]
pub struct Expectations {
    /// The fit.
    pub(super) fit: i64,
    /// The last day whose facts it knows.
    pub as_of: Day,
    /// Whether a model speaks. Without one nothing is to be shown as a prediction.
    pub basis: Basis,
    /// By customer.
    rows: Vec<Expected>,
}

impl Expectations {
    /// Expectations of these customers.
    #[must_use]
    pub fn new(as_of: Day, basis: Basis, mut rows: Vec<Expected>) -> Self {
        rows.sort_by_key(|row| row.customer);
        Self { fit: 0, as_of, basis, rows }
    }

    /// What is expected of a customer; `None` for who had not ordered by the fit.
    #[must_use]
    pub fn of(&self, customer: CustomerId) -> Option<Expected> {
        let at = self.rows.binary_search_by_key(&customer, |row| row.customer).ok()?;
        self.rows.get(at).copied()
    }
}

/// The expectations read last: several people look at several pages, and a fit does not change.
#[derive(Debug, Default)]
pub(super) struct Remembered(Mutex<Option<Arc<Expectations>>>);

impl Remembered {
    /// The expectations of the latest fit; `None` before the first.
    pub async fn latest(&self, db: &Db) -> Result<Option<Arc<Expectations>>, Error> {
        let rows = db.read(LATEST, Vec::new()).await?;
        let Some(row) = rows.first() else { return Ok(None) };
        let fit: i64 = row.get(0)?;
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some(known) = known.filter(|known| known.fit == fit) {
            return Ok(Some(known));
        }
        let basis: String = row.get(2)?;
        let mut expected = Expectations::new(row.get(1)?, Basis::from_stored(&basis), Vec::new());
        expected.fit = fit;
        for row in &db.read(ALL, values![fit]).await? {
            expected.rows.push(Expected { customer: row.get(0)?, value_minor: row.get(1)?, p_active: row.get(2)? });
        }
        let expected = Arc::new(expected);
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&expected));
        Ok(Some(expected))
    }
}
