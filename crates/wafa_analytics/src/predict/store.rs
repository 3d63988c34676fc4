//! Fits and predictions in the database.

use std::sync::Arc;

use wafa_db::{Db, DbError, Row as DbRow, Tx, Value, values};
use wafa_kernel::{Cursor, CustomerId, Day, JobId, Page};

use super::check::Check;
use super::computed::Computed;
use super::judge::Row;
use super::report::{Basis, FitReport};
use super::{AtRisk, CHUNK, Prediction, Writing};
use crate::error::Error;
use crate::fold::ranking::Segment;

const SAVE_FIT: &str = "insert into analytics_fit \
    (id, fitted_at, as_of, fact_version, model, basis, parameters, report, published, job_id) \
    values ($1, $2, $3, $4, $5, $6, $7, $8, false, $9)";
const COUNT: &str = "select count(*) from analytics_prediction where fit_id = $1";
const PUBLISH: &str = "update analytics_fit set published = true where id = $1";
const OF_JOB: &str = "select id, report from analytics_fit where published = true and job_id = $1";
const WITHDRAW: &str = "delete from analytics_fit where id = $1 and published = false";
const OLDER: &str = "select distinct fit_id from analytics_prediction where fit_id < $1";
const CLEAR: &str = "delete from analytics_prediction where fit_id = $1 and customer_id in \
    (select customer_id from analytics_prediction where fit_id = $1 order by customer_id limit $2)";
const FORGET_UNPUBLISHED: &str = "delete from analytics_fit where published = false and id < $1";
const UNPUBLISHED: &str = "select f.id, f.report from analytics_fit f where f.published = false \
    and f.id > (select coalesce(max(id), 0) from analytics_fit where published = true) order by f.id desc limit 1";
const LATEST: &str = "select id, report from analytics_fit where published = true order by id desc limit 1";
const PAST: &str = "select id, report from analytics_fit where published = true order by id desc limit $1";
const KEEP_CHECK: &str = "insert into analytics_check (fit_id, until_on, checked_at, report) values ($1, $2, $3, $4) \
    on conflict (fit_id, until_on) do update set checked_at = excluded.checked_at, report = excluded.report";
const LAST_CHECK: &str = "select report from analytics_check where fit_id = $1 order by until_on desc limit 1";
const FITS: &str = "select report from analytics_fit where published = true order by id desc limit $1";

const COLUMNS: &[&str] = &[
    "fit_id",
    "customer_id",
    "x",
    "t_x",
    "t",
    "expected_purchases",
    "p_active",
    "p_alive",
    "value_minor",
    "at_risk_minor",
    "next_on",
    "rfm",
    "reasons",
];

macro_rules! select_predictions {
    ($rest:literal) => {
        concat!(
            "select p.customer_id, f.as_of, f.basis, f.model, p.x, p.t_x, p.t, p.expected_purchases, p.p_active, \
            p.p_alive, p.value_minor, p.at_risk_minor, p.next_on, p.rfm, p.reasons \
            from analytics_prediction p join analytics_fit f on f.id = p.fit_id \
            where p.fit_id = (select max(id) from analytics_fit where published = true) and ",
            $rest
        )
    };
}
const OF_CUSTOMER: &str = select_predictions!("p.customer_id = $1");
const BY_VALUE: &str = select_predictions!(
    "(p.value_minor, p.customer_id) < ($1, $2) and p.p_active >= $4 and p.p_active < $5 \
    order by p.value_minor desc, p.customer_id desc limit $3"
);
const BY_RISK: &str = select_predictions!(
    "(p.at_risk_minor, p.customer_id) < ($1, $2) and p.at_risk_minor > 0 and p.p_active >= $4 and p.p_active < $5 \
    order by p.at_risk_minor desc, p.customer_id desc limit $3"
);
const BY_CHANCE: &str = select_predictions!(
    "(p.p_active, p.customer_id) < ($1, $2) and p.p_active >= $4 and p.p_active < $5 \
    order by p.p_active desc, p.customer_id desc limit $3"
);

const AT_RISK: &str = "select customer_id, at_risk_minor from analytics_prediction \
    where fit_id = (select max(id) from analytics_fit where published = true) and at_risk_minor > 0 \
    order by at_risk_minor desc, customer_id desc";

/// What a list is ordered by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ranking {
    Value,
    AtRisk,
    Chance,
}

/// A range of the probability of buying within 12 months.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Chance {
    /// At least this.
    pub from: f64,
    /// Less than this.
    pub below: f64,
}

impl Chance {
    /// Any.
    pub const ANY: Self = Self { from: 0.0, below: 2.0 };
}

/// A fit with the last look at it.
#[derive(Debug, Clone, PartialEq)]
pub struct PastFit {
    /// The fit.
    pub report: FitReport,
    /// How it stood against what came after it, when it was looked at last.
    pub check: Option<Check>,
}

fn report(row: &DbRow, column: usize) -> Result<FitReport, Error> {
    let text: String = row.get(column)?;
    serde_json::from_str(&text).map_err(Error::StoredFit)
}

/// The fit that counts, with its number.
pub(super) async fn latest(db: &Db) -> Result<Option<(i64, FitReport)>, Error> {
    let rows = db.read(LATEST, Vec::new()).await?;
    rows.first().map(|row| Ok((row.get(0)?, report(row, 1)?))).transpose()
}

pub(super) async fn history(db: &Db, limit: u32) -> Result<Vec<PastFit>, Error> {
    let mut past = Vec::new();
    for row in &db.read(PAST, values![limit]).await? {
        past.push(PastFit { report: report(row, 1)?, check: last_check(db, row.get(0)?).await? });
    }
    Ok(past)
}

/// The last look at a fit.
async fn last_check(db: &Db, fit: i64) -> Result<Option<Check>, Error> {
    let rows = db.read(LAST_CHECK, values![fit]).await?;
    let Some(row) = rows.first() else { return Ok(None) };
    let text: String = row.get(0)?;
    serde_json::from_str(&text).map(Some).map_err(Error::StoredFit)
}

/// The last look at the fit that counts, or at a shop without one.
pub(super) async fn latest_check(db: &Db) -> Result<Option<Check>, Error> {
    let rows = db.read("select max(id) from analytics_fit where published = true", Vec::new()).await?;
    let fit: Option<i64> = rows.first().map_or(Ok(None), |row| row.get(0))?;
    last_check(db, fit.unwrap_or(0)).await
}

pub(super) async fn keep_check(tx: &mut Tx, check: &Check) -> Result<(), Error> {
    let text = serde_json::to_string(check).map_err(Error::StoredFit)?;
    tx.execute(KEEP_CHECK, values![check.fit, check.until, check.checked_at, text]).await?;
    Ok(())
}

/// The fit made for a job, if it counts by now; what it replaces is removed by then.
pub(super) async fn of_job(db: &Db, job: JobId) -> Result<Option<FitReport>, Error> {
    let rows = db.read(OF_JOB, values![job]).await?;
    let Some(row) = rows.first() else { return Ok(None) };
    clear_older(db, row.get(0)?).await?;
    report(row, 1).map(Some)
}

/// Writes a fit and its predictions in bounded transactions, publishes it, then removes older predictions. When another
/// worker was first with the same job, its fit counts; a fit that is not published leaves nothing.
pub(super) async fn save(db: &Db, computed: &Arc<Computed>, job: Option<JobId>) -> Result<FitReport, Error> {
    let fit = db.new_id::<Computed>().raw();
    let report = &computed.report;
    let mut tx = db.begin().await?;
    let saved = values![
        fit,
        report.fitted_at,
        report.as_of,
        report.fact_version,
        report.model.as_str(),
        report.basis.as_str(),
        serde_json::to_string(&report.parameters).map_err(Error::StoredFit)?,
        serde_json::to_string(report).map_err(Error::StoredFit)?,
        job,
    ];
    tx.execute(SAVE_FIT, saved).await?;
    tx.commit().await?;
    let mut written = 0usize;
    for start in (0..computed.len()).step_by(CHUNK) {
        let rows = chunk(computed, fit, start).await?;
        written += rows.len();
        let mut tx = db.begin().await?;
        tx.insert_many("analytics_prediction", COLUMNS, rows).await?;
        tx.commit().await?;
    }
    if let Err(error) = publish(db, fit, written).await {
        clear(db, fit).await?;
        let mut tx = db.begin().await?;
        tx.execute(WITHDRAW, values![fit]).await?;
        tx.commit().await?;
        let first = match job {
            Some(job) => of_job(db, job).await?,
            None => None,
        };
        return first.ok_or(error);
    }
    clear_older(db, fit).await?;
    Ok(report.clone())
}

/// Rows are worked out off the async threads: explaining asks the model several times per customer.
async fn chunk(computed: &Arc<Computed>, fit: i64, start: usize) -> Result<Vec<Vec<Value>>, Error> {
    let computed = Arc::clone(computed);
    let working = tokio::task::spawn_blocking(move || {
        let rows = computed.rows(start..start + CHUNK);
        rows.map(|row| stored(fit, &row)).collect::<Result<Vec<_>, _>>()
    });
    working.await.map_err(|_| Error::Interrupted)?.map_err(Error::StoredFit)
}

fn stored(fit: i64, row: &Row) -> Result<Vec<Value>, serde_json::Error> {
    let rfm = i32::from(row.score.r) * 100 + i32::from(row.score.f) * 10 + i32::from(row.score.m);
    Ok(values![
        fit,
        row.customer,
        row.x,
        row.t_x,
        row.t,
        row.expected_purchases,
        row.p_active,
        row.p_alive,
        row.value_minor,
        row.at_risk_minor,
        row.next_on,
        rfm,
        serde_json::to_string(&row.reasons)?,
    ])
}

/// The moment from which the fit counts. A fit whose rows were removed meanwhile (by a later one that finished first)
/// is not published.
async fn publish(db: &Db, fit: i64, written: usize) -> Result<(), Error> {
    let mut tx = db.begin().await?;
    let rows = tx.read(COUNT, values![fit]).await?;
    let there: i64 = rows.first().map_or(Ok(0), |row| row.get(0))?;
    if usize::try_from(there) != Ok(written) {
        return Err(Error::Interrupted);
    }
    if tx.execute(PUBLISH, values![fit]).await? == 0 {
        return Err(Error::Interrupted);
    }
    tx.commit().await?;
    Ok(())
}

/// Removes the predictions of a fit in bounded transactions.
async fn clear(db: &Db, fit: i64) -> Result<(), Error> {
    loop {
        let mut tx = db.begin().await?;
        let removed = tx.execute(CLEAR, values![fit, CHUNK]).await?;
        tx.commit().await?;
        if removed == 0 {
            return Ok(());
        }
    }
}

async fn clear_older(db: &Db, fit: i64) -> Result<(), Error> {
    for row in db.read(OLDER, values![fit]).await? {
        clear(db, row.get(0)?).await?;
    }
    let mut tx = db.begin().await?;
    tx.execute(FORGET_UNPUBLISHED, values![fit]).await?;
    tx.commit().await?;
    Ok(())
}

pub(super) async fn fits(db: &Db, limit: u32) -> Result<Vec<FitReport>, Error> {
    let rows = db.read(FITS, values![limit]).await?;
    rows.iter().map(|row| report(row, 0)).collect()
}

pub(super) async fn writing(db: &Db) -> Result<Option<Writing>, Error> {
    let rows = db.read(UNPUBLISHED, Vec::new()).await?;
    let Some(row) = rows.first() else { return Ok(None) };
    let fit: i64 = row.get(0)?;
    let text: String = row.get(1)?;
    let report: FitReport = serde_json::from_str(&text).map_err(Error::StoredFit)?;
    let counted = db.read(COUNT, values![fit]).await?;
    let written: u64 = counted.first().map_or(Ok(0), |row| row.get(0))?;
    Ok(Some(Writing { written, customers: report.customers }))
}

pub(super) async fn prediction_of(db: &Db, customer: CustomerId) -> Result<Option<Prediction>, Error> {
    let rows = db.read(OF_CUSTOMER, values![customer]).await?;
    rows.first().map(prediction).transpose()
}

/// Predictions of these customers, in no order; who has none is left out.
pub(super) async fn predictions_of(db: &Db, customers: &[CustomerId]) -> Result<Vec<Prediction>, Error> {
    const HEAD: &str = select_predictions!("p.customer_id in (");
    let mut found = Vec::with_capacity(customers.len());
    for chunk in customers.chunks(500) {
        let places: Vec<String> = (1..=chunk.len()).map(|place| format!("${place}")).collect();
        let ids = chunk.iter().map(|customer| Value::from(*customer)).collect();
        let rows = db.read_text(format!("{HEAD}{})", places.join(", ")), ids).await?;
        for row in &rows {
            found.push(prediction(row)?);
        }
    }
    Ok(found)
}

/// Everybody at risk, most to lose first.
pub(super) async fn at_risk(db: &Db) -> Result<AtRisk, Error> {
    let rows = db.read(AT_RISK, Vec::new()).await?;
    let mut found = AtRisk { customers: Vec::with_capacity(rows.len()), at_risk_minor: 0 };
    for row in &rows {
        found.customers.push(row.get(0)?);
        found.at_risk_minor = found.at_risk_minor.saturating_add(row.get(1)?);
    }
    Ok(found)
}

pub(super) async fn list(
    db: &Db,
    ranking: Ranking,
    chance: Chance,
    after: Option<&Cursor>,
    limit: u32,
) -> Result<Page<Prediction>, Error> {
    let (amount, customer) = after.map_or(Ok((i64::MAX, i64::MAX)), parse_cursor)?;
    let (sql, place) = match ranking {
        Ranking::Value => (BY_VALUE, Value::from(amount)),
        Ranking::AtRisk => (BY_RISK, Value::from(amount)),
        Ranking::Chance => (BY_CHANCE, Value::from(after.map_or(2.0, |_| f64::from_bits(amount.cast_unsigned())))),
    };
    let wanted = limit as usize;
    let mut asked = vec![place];
    asked.extend(values![customer, u64::from(limit) + 1, chance.from, chance.below]);
    let rows = db.read(sql, asked).await?;
    let items = rows.iter().take(wanted).map(prediction).collect::<Result<Vec<_>, _>>()?;
    let more = rows.len() > wanted;
    let next = items.last().filter(|_| more).map(|last| {
        let amount = match ranking {
            Ranking::Value => last.value_minor,
            Ranking::AtRisk => last.at_risk_minor,
            // The very number, not what a text would round it to.
            Ranking::Chance => last.p_active.to_bits().cast_signed(),
        };
        Cursor(format!("{amount}.{}", last.customer.raw()))
    });
    Ok(Page { items, next })
}

fn parse_cursor(cursor: &Cursor) -> Result<(i64, i64), Error> {
    let (amount, customer) = cursor.0.split_once('.').ok_or(Error::Cursor)?;
    Ok((amount.parse().map_err(|_| Error::Cursor)?, customer.parse().map_err(|_| Error::Cursor)?))
}

fn prediction(row: &DbRow) -> Result<Prediction, Error> {
    let basis: String = row.get(2)?;
    let rfm: i32 = row.get(13)?;
    let digit = |place: i32| u8::try_from(rfm / place % 10).unwrap_or(1).clamp(1, 5);
    let (r, f, m) = (digit(100), digit(10), digit(1));
    let reasons: String = row.get(14)?;
    let get = |index: usize| -> Result<f64, DbError> { row.get(index) };
    Ok(Prediction {
        customer: row.get(0)?,
        as_of: row.get::<Day>(1)?,
        basis: Basis::from_stored(&basis),
        model: row.get(3)?,
        x: row.get(4)?,
        t_x: get(5)?,
        t: get(6)?,
        expected_purchases: get(7)?,
        p_active: get(8)?,
        p_alive: get(9)?,
        value_minor: row.get(10)?,
        at_risk_minor: row.get(11)?,
        next_on: row.get(12)?,
        r,
        f,
        m,
        segment: Segment::of(r, f),
        reasons: serde_json::from_str(&reasons).map_err(Error::StoredFit)?,
    })
}
