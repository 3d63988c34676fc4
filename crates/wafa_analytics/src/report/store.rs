//! Saved reports: whose, for whom, when they are sent by themselves, and what was sent.
//!
//! A report is its owner's; shared, everybody who may see figures sees it, and only its owner and the owner of the
//! business change it. One made with an API key belongs to the team. Of two people who change a report at once the
//! second is told so.
//!
//! The moment at which a report is due is stored in a timer. [`Reports::claim`] runs in the transaction that takes the
//! timer and adds a delivery, one per report and due moment; [`Reports::deliver`] writes what was computed into it,
//! once. So however many workers ring and however often a job comes again, a report is sent once per moment.

use wafa_db::{Db, Row, Tx, Value, values};
use wafa_kernel::policy::Action;
use wafa_kernel::policy::action::{ReadInsights, WriteReports};
use wafa_kernel::{Actor, Id, Moment, Permit, Role, UserId};

use super::answer::ReportAnswer;
use super::spec::{ReportSpec, Schedule};
use crate::error::Error;

/// Kind of the timer of reports.
pub const TIMER: &str = "report";
/// Reports a shop can have.
const REPORTS_MOST: i64 = 500;
/// Deliveries kept of a report.
const DELIVERIES_KEPT: i64 = 30;
/// How long a deleted report can be taken back.
const KEEP_DELETED_MS: i64 = 30 * 86_400_000;
/// Recipients of a report.
const RECIPIENTS_MOST: usize = 20;
const NAME_MOST: usize = 80;

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "select id, owner_id, name, spec, shared, schedule, recipients, due_at, version, changed_at, deleted_at \
            from analytics_report where ",
            $rest
        )
    };
}
const LIST: &str = select!("deleted_at is null and (shared = true or owner_id = $1) order by name, id");
const ALL: &str = select!("deleted_at is null order by name, id");
const ONE: &str = select!("id = $1");
const COUNT: &str = "select count(*) from analytics_report where deleted_at is null";
const INSERT: &str = "insert into analytics_report (id, owner_id, name, spec, shared, schedule, recipients, due_at, \
    version, created_at, changed_at, changed_by, deleted_at) values ($1, $2, $3, $4, $5, $6, $7, $8, 1, $9, $9, $10, null)";
const CHANGE: &str = "update analytics_report set name = $3, spec = $4, shared = $5, schedule = $6, recipients = $7, \
    due_at = $8, changed_at = $9, changed_by = $10, version = version + 1 where id = $1 and version = $2 and deleted_at is null";
const DELETE: &str = "update analytics_report set deleted_at = $2, due_at = null, version = version + 1 \
    where id = $1 and deleted_at is null";
const RESTORE: &str = "update analytics_report set deleted_at = null, due_at = $2, version = version + 1 \
    where id = $1 and deleted_at is not null";
const OLD: &str = "select id from analytics_report where deleted_at < $1 order by id limit 100";
const FORGET: &str = "delete from analytics_report where id = $1";
const FORGET_DELIVERIES: &str = "delete from analytics_delivery where report_id = $1";
const SET_DUE: &str = "update analytics_report set due_at = $2 where id = $1";
const ADD_DELIVERY: &str = "insert into analytics_delivery (id, report_id, due_at, name, recipients, asked_by, \
    done_at, problem, answer) values ($1, $2, $3, $4, $5, $6, null, '', '') on conflict (report_id, due_at) do nothing";
const DELIVER: &str =
    "update analytics_delivery set done_at = $2, problem = $3, answer = $4 where id = $1 and done_at is null";
const DELIVERIES: &str = "select id, report_id, due_at, name, recipients, asked_by, done_at, problem, '' \
    from analytics_delivery where report_id = $1 order by id desc limit $2";
const DELIVERY: &str = "select id, report_id, due_at, name, recipients, asked_by, done_at, problem, answer \
    from analytics_delivery where id = $1";
const PRUNE: &str = "delete from analytics_delivery where report_id = $1 and done_at is not null and id not in \
    (select id from analytics_delivery where report_id = $1 order by id desc limit $2)";

/// What a [`ReportId`] names.
#[derive(Debug)]
pub enum OfReport {}
/// One saved report.
pub type ReportId = Id<OfReport>;
/// What a [`DeliveryId`] names.
#[derive(Debug)]
pub enum OfDelivery {}
/// One delivery of a report.
pub type DeliveryId = Id<OfDelivery>;

/// A report to be saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewReport {
    /// Its name.
    pub name: String,
    /// What it asks.
    pub spec: ReportSpec,
    /// For everybody who may see figures.
    pub shared: bool,
    /// When it is sent by itself.
    pub schedule: Option<Schedule>,
    /// E-mail addresses it is sent to.
    pub recipients: Vec<String>,
}

/// A saved report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedReport {
    /// Which.
    pub id: ReportId,
    /// Whose; none = the team's.
    pub owner: Option<UserId>,
    /// What was saved.
    pub report: NewReport,
    /// When it is sent next.
    pub due_at: Option<Moment>,
    /// Grows with every change.
    pub version: i64,
    /// When it was changed last.
    pub changed_at: Moment,
}

/// A delivery that waits for its figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// Which.
    pub id: DeliveryId,
    /// The report as it was when it became due.
    pub report: SavedReport,
}

/// What was sent, or could not be.
#[derive(Debug, Clone, PartialEq)]
pub struct Delivery {
    /// Which.
    pub id: DeliveryId,
    /// Of which report.
    pub report: ReportId,
    /// The moment it was due.
    pub due_at: Moment,
    /// Name of the report then.
    pub name: String,
    /// To whom.
    pub recipients: Vec<String>,
    /// Whose report it was: figures are computed with their rights.
    pub asked_by: Option<UserId>,
    /// When it was done; none while it waits.
    pub done_at: Option<Moment>,
    /// Key of the text that says why it was not sent; empty when it was.
    pub problem: String,
    /// The figures; not read for lists.
    pub answer: Option<ReportAnswer>,
}

/// Who may see and change a report.
struct Access {
    user: Option<UserId>,
    owns_business: bool,
    is_system: bool,
}

impl Access {
    fn of<A: Action>(permit: &Permit<A>) -> Self {
        match permit.actor() {
            Actor::User { id, role } => Self { user: Some(*id), owns_business: *role == Role::Owner, is_system: false },
            Actor::Key { .. } => Self { user: None, owns_business: false, is_system: false },
            Actor::System(_) => Self { user: None, owns_business: true, is_system: true },
        }
    }
    fn sees(&self, report: &SavedReport) -> bool {
        self.is_system || report.report.shared || (report.owner.is_some() && report.owner == self.user)
    }
    fn changes(&self, report: &SavedReport) -> bool {
        self.sees(report) && (self.owns_business || report.owner == self.user)
    }
}

/// Saved reports. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Reports {
    db: Db,
}

impl Reports {
    /// The reports of this database.
    #[must_use]
    pub fn new(db: Db) -> Self {
        Self { db }
    }
    /// One's own reports and those that are shared, by name.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn list(&self, permit: &Permit<ReadInsights>) -> Result<Vec<SavedReport>, Error> {
        let user = Access::of(permit).user.map_or(0, Id::raw);
        let rows = self.db.read(LIST, values![user]).await?;
        rows.iter().map(|row| saved(row).map(|(report, _)| report)).collect()
    }
    /// Every report, whoever made it; for whoever can start the program, others see what [`Self::list`] shows.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn list_all(&self, permit: &Permit<ReadInsights>) -> Result<Vec<SavedReport>, Error> {
        if !Access::of(permit).is_system {
            return self.list(permit).await;
        }
        let rows = self.db.read(ALL, values![]).await?;
        rows.iter().map(|row| saved(row).map(|(report, _)| report)).collect()
    }
    /// One report.
    ///
    /// # Errors
    /// [`Error::ReportNotFound`] also for one that is somebody else's and not shared.
    pub async fn get(&self, permit: &Permit<ReadInsights>, id: ReportId) -> Result<SavedReport, Error> {
        let rows = self.db.read(ONE, values![id]).await?;
        let (report, deleted) = saved(rows.first().ok_or(Error::ReportNotFound)?)?;
        let visible = !deleted && Access::of(permit).sees(&report);
        visible.then_some(report).ok_or(Error::ReportNotFound)
    }
    /// A report as a transaction sees it, deleted or not; for whoever was permitted to write it there.
    ///
    /// # Errors
    /// [`Error::ReportNotFound`].
    pub async fn read_in(tx: &mut Tx, id: ReportId) -> Result<SavedReport, Error> {
        let rows = tx.read(ONE, values![id]).await?;
        saved(rows.first().ok_or(Error::ReportNotFound)?).map(|(report, _)| report)
    }
    /// Whether whoever asks may change a report.
    #[must_use]
    pub fn may_change(permit: &Permit<WriteReports>, report: &SavedReport) -> bool {
        Access::of(permit).changes(report)
    }
    /// Saves a new report in a transaction; `due_at` is when its schedule is due first.
    ///
    /// # Errors
    /// [`Error::ReportInvalid`], [`Error::ReportField`].
    pub async fn create(
        tx: &mut Tx,
        permit: &Permit<WriteReports>,
        new: &NewReport,
        due_at: Option<Moment>,
    ) -> Result<ReportId, Error> {
        check(new)?;
        let access = Access::of(permit);
        let count: i64 = tx.read(COUNT, values![]).await?.first().map_or(Ok(0), |row| row.get(0))?;
        if count >= REPORTS_MOST {
            return Err(Error::ReportField { field: "name", code: "analytics.reports_full" });
        }
        let id: ReportId = tx.new_id();
        // What nobody owns is the team's.
        let shared = new.shared || access.user.is_none();
        let row = [values![id, access.user], bound(tx, permit, new, shared, due_at)?].concat();
        tx.execute(INSERT, row).await?;
        set_timer(tx, id, due_at).await?;
        Ok(id)
    }
    /// Changes a report in a transaction. `version` is the one that was seen.
    ///
    /// # Errors
    /// [`Error::ReportNotFound`], [`Error::ReportNotYours`], [`Error::ReportChanged`]; as [`Self::create`].
    pub async fn change(
        tx: &mut Tx,
        permit: &Permit<WriteReports>,
        id: ReportId,
        version: i64,
        new: &NewReport,
        due_at: Option<Moment>,
    ) -> Result<(), Error> {
        check(new)?;
        let old = may_change(tx, permit, id).await?;
        let shared = new.shared || old.owner.is_none();
        let row = [values![id, version], bound(tx, permit, new, shared, due_at)?].concat();
        if tx.execute(CHANGE, row).await? == 0 {
            return Err(Error::ReportChanged);
        }
        set_timer(tx, id, due_at).await
    }
    /// Deletes a report; [`Self::restore`] takes that back for thirty days.
    ///
    /// # Errors
    /// [`Error::ReportNotFound`], [`Error::ReportNotYours`].
    pub async fn delete(tx: &mut Tx, permit: &Permit<WriteReports>, id: ReportId) -> Result<(), Error> {
        may_change(tx, permit, id).await?;
        let now = tx.now();
        tx.execute(DELETE, values![id, now]).await?;
        set_timer(tx, id, None).await?;
        for row in tx.read(OLD, values![now.plus_ms(-KEEP_DELETED_MS)]).await? {
            let old: ReportId = row.get(0)?;
            tx.execute(FORGET_DELIVERIES, values![old]).await?;
            tx.execute(FORGET, values![old]).await?;
        }
        Ok(())
    }
    /// Takes a deletion back; a schedule goes on at `due`, which is asked with the report as it was.
    ///
    /// # Errors
    /// [`Error::ReportNotFound`] when it is not deleted or was forgotten, [`Error::ReportNotYours`].
    pub async fn restore(
        tx: &mut Tx,
        permit: &Permit<WriteReports>,
        id: ReportId,
        due: impl FnOnce(&NewReport) -> Option<Moment> + Send,
    ) -> Result<(), Error> {
        let rows = tx.read(ONE, values![id]).await?;
        let (report, deleted) = saved(rows.first().ok_or(Error::ReportNotFound)?)?;
        let access = Access::of(permit);
        if !deleted || !access.sees(&report) {
            return Err(Error::ReportNotFound);
        }
        if !access.changes(&report) {
            return Err(Error::ReportNotYours);
        }
        let due_at = due(&report.report);
        tx.execute(RESTORE, values![id, due_at]).await?;
        set_timer(tx, id, due_at).await
    }
    /// What was sent of a report, newest first, without figures.
    ///
    /// # Errors
    /// As [`Self::get`].
    pub async fn deliveries(&self, permit: &Permit<ReadInsights>, id: ReportId) -> Result<Vec<Delivery>, Error> {
        self.get(permit, id).await?;
        let rows = self.db.read(DELIVERIES, values![id, DELIVERIES_KEPT]).await?;
        rows.iter().map(delivery).collect()
    }
    /// One delivery with its figures.
    ///
    /// # Errors
    /// [`Error::ReportNotFound`], also when the report is not for whoever asks.
    pub async fn delivery(&self, permit: &Permit<ReadInsights>, id: DeliveryId) -> Result<Delivery, Error> {
        let rows = self.db.read(DELIVERY, values![id]).await?;
        let found = delivery(rows.first().ok_or(Error::ReportNotFound)?)?;
        self.get(permit, found.report).await?;
        Ok(found)
    }
    /// A report became due: adds its delivery, in the transaction that takes the timer. `None` when it is no longer to
    /// be sent, or was for this moment.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn claim(tx: &mut Tx, id: ReportId, due_at: Moment) -> Result<Option<Waiting>, Error> {
        let rows = tx.read(ONE, values![id]).await?;
        let Some((report, deleted)) = rows.first().map(saved).transpose()? else { return Ok(None) };
        if deleted || report.report.schedule.is_none() || report.due_at != Some(due_at) {
            return Ok(None);
        }
        let delivery: DeliveryId = tx.new_id();
        let recipients = json(&report.report.recipients)?;
        let row = values![delivery, id, due_at, report.report.name.as_str(), recipients, report.owner];
        let added = tx.execute(ADD_DELIVERY, row).await?;
        Ok((added > 0).then_some(Waiting { id: delivery, report }))
    }
    /// Sets the next moment a report is due.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn set_due(tx: &mut Tx, id: ReportId, due_at: Option<Moment>) -> Result<(), Error> {
        tx.execute(SET_DUE, values![id, due_at]).await?;
        set_timer(tx, id, due_at).await
    }
    /// A delivery that is to be made, with its report; `None` when it was made or its report is gone.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn waiting(&self, id: DeliveryId) -> Result<Option<Waiting>, Error> {
        let rows = self.db.read(DELIVERY, values![id]).await?;
        let Some(found) = rows.first().map(delivery).transpose()? else { return Ok(None) };
        if found.done_at.is_some() {
            return Ok(None);
        }
        let rows = self.db.read(ONE, values![found.report]).await?;
        let Some((report, _)) = rows.first().map(saved).transpose()? else { return Ok(None) };
        Ok(Some(Waiting { id, report }))
    }
    /// Writes down what was computed, or why nothing was; false when that was done before.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn deliver(
        tx: &mut Tx,
        id: DeliveryId,
        report: ReportId,
        outcome: Result<&ReportAnswer, &'static str>,
    ) -> Result<bool, Error> {
        let (problem, answer) = match outcome {
            Ok(answer) => ("", json(answer)?),
            Err(problem) => (problem, String::new()),
        };
        let now = tx.now();
        let done = tx.execute(DELIVER, values![id, now, problem, answer]).await? > 0;
        tx.execute(PRUNE, values![report, DELIVERIES_KEPT]).await?;
        Ok(done)
    }
}

/// What is written of a report, as [`INSERT`] and [`CHANGE`] expect it from their third value on.
fn bound(
    tx: &Tx,
    permit: &Permit<WriteReports>,
    new: &NewReport,
    shared: bool,
    due_at: Option<Moment>,
) -> Result<Vec<Value>, Error> {
    Ok(values![
        new.name.trim(),
        json(&new.spec)?,
        shared,
        json(&new.schedule)?,
        json(&new.recipients)?,
        due_at,
        tx.now(),
        permit.actor().to_string()
    ])
}

async fn set_timer(tx: &mut Tx, id: ReportId, due_at: Option<Moment>) -> Result<(), Error> {
    match due_at {
        Some(due_at) => tx.set_timer(TIMER, id.raw(), due_at).await?,
        None => tx.clear_timer(TIMER, id.raw()).await?,
    }
    Ok(())
}

async fn may_change(tx: &mut Tx, permit: &Permit<WriteReports>, id: ReportId) -> Result<SavedReport, Error> {
    let rows = tx.read(ONE, values![id]).await?;
    let (report, deleted) = saved(rows.first().ok_or(Error::ReportNotFound)?)?;
    let access = Access::of(permit);
    if deleted || !access.sees(&report) {
        return Err(Error::ReportNotFound);
    }
    if access.changes(&report) { Ok(report) } else { Err(Error::ReportNotYours) }
}

fn check(new: &NewReport) -> Result<(), Error> {
    let wrongs = new.spec.wrongs();
    if !wrongs.is_empty() {
        return Err(Error::ReportInvalid(wrongs));
    }
    let name = new.name.trim();
    let wrong = |field, code| Err(Error::ReportField { field, code });
    if name.is_empty() || name.chars().count() > NAME_MOST || name.chars().any(char::is_control) {
        return wrong("name", "analytics.report_name");
    }
    if new.schedule.is_some_and(|schedule| schedule.hour > 23) {
        return wrong("schedule", "analytics.report_schedule");
    }
    let unfit = |to: &String| !to.contains('@') || to.len() > 254 || to.chars().any(|c| c.is_whitespace() || c == '\0');
    if new.recipients.len() > RECIPIENTS_MOST || new.recipients.iter().any(unfit) {
        return wrong("recipients", "analytics.report_recipients");
    }
    Ok(())
}

fn json(value: &impl serde::Serialize) -> Result<String, Error> {
    serde_json::to_string(value).map_err(Error::StoredReport)
}

fn read<T: serde::de::DeserializeOwned>(row: &Row, at: usize) -> Result<T, Error> {
    serde_json::from_str(&row.get::<String>(at)?).map_err(Error::StoredReport)
}

/// A report, and whether it is deleted.
fn saved(row: &Row) -> Result<(SavedReport, bool), Error> {
    let report = NewReport {
        name: row.get(2)?,
        spec: read(row, 3)?,
        shared: row.get(4)?,
        schedule: read(row, 5)?,
        recipients: read(row, 6)?,
    };
    let deleted: Option<Moment> = row.get(10)?;
    let saved = SavedReport {
        id: row.get(0)?,
        owner: row.get(1)?,
        report,
        due_at: row.get(7)?,
        version: row.get(8)?,
        changed_at: row.get(9)?,
    };
    Ok((saved, deleted.is_some()))
}

fn delivery(row: &Row) -> Result<Delivery, Error> {
    let answer: String = row.get(8)?;
    let answer = if answer.is_empty() { None } else { Some(read(row, 8)?) };
    Ok(Delivery {
        id: row.get(0)?,
        report: row.get(1)?,
        due_at: row.get(2)?,
        name: row.get(3)?,
        recipients: read(row, 4)?,
        asked_by: row.get(5)?,
        done_at: row.get(6)?,
        problem: row.get(7)?,
        answer,
    })
}
