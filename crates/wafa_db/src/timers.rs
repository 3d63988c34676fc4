//! Timers: the next moment at which something must be looked at again. One per kind and subject.

use wafa_kernel::Moment;

use crate::error::DbError;
use crate::tx::Tx;
use crate::values;

const SET: &str = "insert into timer (kind, subject_id, due_at) values ($1, $2, $3) \
    on conflict (kind, subject_id) do update set due_at = excluded.due_at";
const BEGIN: &str = "insert into timer (kind, subject_id, due_at) values ($1, $2, $3) \
    on conflict (kind, subject_id) do nothing";
const CLEAR: &str = "delete from timer where kind = $1 and subject_id = $2";

impl Tx {
    /// Rings [`Alarm`](crate::Alarm) `kind` for `subject` at `due_at`, instead of the moment set before.
    ///
    /// # Errors
    /// [`DbError`].
    pub async fn set_timer(&mut self, kind: &'static str, subject: i64, due_at: Moment) -> Result<(), DbError> {
        self.wake_after();
        self.execute(SET, values![kind, subject, due_at]).await.map(|_| ())
    }
    /// As [`Self::set_timer`], unless one is set already: for alarms that set themselves anew.
    ///
    /// # Errors
    /// [`DbError`].
    pub async fn begin_timer(&mut self, kind: &'static str, subject: i64, due_at: Moment) -> Result<(), DbError> {
        self.wake_after();
        self.execute(BEGIN, values![kind, subject, due_at]).await.map(|_| ())
    }
    /// Takes a timer back; nothing happens when there is none.
    ///
    /// # Errors
    /// [`DbError`].
    pub async fn clear_timer(&mut self, kind: &'static str, subject: i64) -> Result<(), DbError> {
        self.execute(CLEAR, values![kind, subject]).await.map(|_| ())
    }
    /// Sets (`Some`) and clears (`None`) many timers of one kind.
    ///
    /// # Errors
    /// [`DbError`].
    pub async fn set_timers_many(
        &mut self,
        kind: &'static str,
        timers: Vec<(i64, Option<Moment>)>,
    ) -> Result<(), DbError> {
        let (mut set, mut clear) = (Vec::new(), Vec::new());
        for (subject, due_at) in timers {
            match due_at {
                Some(due_at) => set.push(values![kind, subject, due_at]),
                None => clear.push(values![kind, subject]),
            }
        }
        self.wake_after();
        self.execute_many(CLEAR, clear).await?;
        self.execute_many(SET, set).await.map(|_| ())
    }
}
