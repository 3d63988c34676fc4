//! The ladder as a report: who stood where, who moved, how long they stayed, whom the business lost.
//!
//! Heads on a past day are the heads of today less the moves since: the index of moves by day answers both, and no
//! report walks through all customers.

use serde::Serialize;
use wafa_db::{DbError, Row, Snapshot};
use wafa_kernel::policy::action::ReadCustomers;
use wafa_kernel::{CustomerId, Day, Permit, Rung};

use crate::Customers;
use crate::error::Error;

const NOW: &str = "select rung, count(*) from customer_standing where live = true group by rung";
const SINCE: &str = "select from_rung, rung, count(*) from customer_rung where on_day > $1 group by from_rung, rung";
const MOVES: &str = "select from_rung, rung, stayed_days, count(*) from customer_rung \
    where on_day >= $1 and on_day <= $2 group by from_rung, rung, stayed_days";
const HISTORY: &str = "select on_day, rung, from_rung, stayed_days, rules_version from customer_rung \
    where customer_id = $1 order by on_day";
const AT: &str = "select rung from customer_rung where customer_id = $1 and on_day <= $2 order by on_day desc limit 1";

/// One step in a customer's history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RungStep {
    /// First day on the rung.
    pub on: Day,
    /// The rung.
    pub rung: Rung,
    /// The rung left; none when the customer became known.
    pub from: Option<Rung>,
    /// Days the rung left had been held.
    pub stayed_days: i64,
    /// Version of the rules that decided.
    pub rules_version: i64,
}

/// Customers who went from one rung to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RungFlow {
    /// The rung left.
    pub from: Rung,
    /// The rung reached.
    pub to: Rung,
    /// How many moves.
    pub customers: u64,
}

/// One rung over a period.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RungReport {
    /// Which.
    pub rung: Rung,
    /// Who stood there: at the start, new in the register, or arrived from another rung.
    pub stood: u64,
    /// Moves to a higher rung.
    pub climbed: u64,
    /// Moves to a lower rung: the losses.
    pub slid: u64,
    /// climbed ÷ stood; none when nobody stood there.
    pub conversion: Option<f64>,
    /// Median days on the rung of those who left it in the period.
    pub median_days: Option<f64>,
}

/// The ladder over a period.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LadderFlow {
    /// First day.
    pub from: Day,
    /// Last day.
    pub to: Day,
    /// Heads on the evening before, lowest rung first.
    pub start: [u64; 6],
    /// Heads on the last evening.
    pub end: [u64; 6],
    /// Customers who became known in the period, by their first rung.
    pub entered: [u64; 6],
    /// Moves between rungs.
    pub moves: Vec<RungFlow>,
    /// Rung by rung, lowest first.
    pub rungs: Vec<RungReport>,
}

impl Customers {
    /// Heads per rung on the evening of a day, lowest rung first.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn ladder_counts(&self, _permit: &Permit<ReadCustomers>, as_of: Day) -> Result<[u64; 6], Error> {
        let snapshot = self.db.snapshot().await?;
        Ok(heads(&snapshot, as_of).await?)
    }

    /// The ladder from one day to another, both included.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn ladder_flow(&self, _permit: &Permit<ReadCustomers>, from: Day, to: Day) -> Result<LadderFlow, Error> {
        let snapshot = self.db.snapshot().await?;
        let end = heads(&snapshot, to).await?;
        let rows = snapshot.read(MOVES, wafa_db::values![from, to]).await?;
        let moves: Vec<Moves> = rows.iter().map(Moves::read).collect::<Result<_, _>>()?;
        Ok(report(from, to, end, &moves))
    }

    /// A customer's history on the ladder, oldest first.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn rung_history(
        &self,
        _permit: &Permit<ReadCustomers>,
        customer: CustomerId,
    ) -> Result<Vec<RungStep>, Error> {
        let step = |row: &Row| {
            Ok(RungStep {
                on: row.get(0)?,
                rung: row.get(1)?,
                from: Rung::from_number(row.get(2)?),
                stayed_days: row.get(3)?,
                rules_version: row.get(4)?,
            })
        };
        self.db.read(HISTORY, wafa_db::values![customer]).await?.iter().map(step).collect()
    }

    /// The rung of a customer on a day; none before the customer became known.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn rung_at(
        &self,
        _permit: &Permit<ReadCustomers>,
        customer: CustomerId,
        day: Day,
    ) -> Result<Option<Rung>, Error> {
        let rows = self.db.read(AT, wafa_db::values![customer, day]).await?;
        Ok(rows.first().map(|row| row.get(0)).transpose()?)
    }
}

/// Moves of one kind.
struct Moves {
    from: Option<Rung>,
    to: Rung,
    stayed_days: i32,
    customers: u64,
}

impl Moves {
    fn read(row: &Row) -> Result<Self, DbError> {
        let from = Rung::from_number(row.get(0)?);
        Ok(Self { from, to: row.get(1)?, stayed_days: row.get(2)?, customers: row.get(3)? })
    }
}

async fn heads(snapshot: &Snapshot, as_of: Day) -> Result<[u64; 6], DbError> {
    let mut heads = [0i64; 6];
    for row in snapshot.read(NOW, Vec::new()).await? {
        add(&mut heads, row.get(0)?, row.get(1)?);
    }
    for row in snapshot.read(SINCE, wafa_db::values![as_of]).await? {
        let customers: i64 = row.get(2)?;
        add(&mut heads, row.get(1)?, -customers);
        add(&mut heads, row.get(0)?, customers);
    }
    Ok(heads.map(|heads| u64::try_from(heads).unwrap_or(0)))
}

/// Adds to a rung by number; rung 0 is outside of the ladder.
fn add(heads: &mut [i64; 6], rung: i64, customers: i64) {
    let place = usize::try_from(rung - 1).ok();
    if let Some(place) = place.and_then(|place| heads.get_mut(place)) {
        *place += customers;
    }
}

fn of(heads: &[u64; 6], rung: Rung) -> u64 {
    heads.get(usize::from(rung.number()) - 1).copied().unwrap_or(0)
}

fn report(from: Day, to: Day, end: [u64; 6], moves: &[Moves]) -> LadderFlow {
    let mut entered = [0i64; 6];
    let mut start = end.map(|heads| i64::try_from(heads).unwrap_or(i64::MAX));
    let mut flows: Vec<RungFlow> = Vec::new();
    for one in moves {
        let customers = i64::try_from(one.customers).unwrap_or(0);
        add(&mut start, i64::from(one.to.number()), -customers);
        add(&mut start, one.from.map_or(0, |rung| i64::from(rung.number())), customers);
        let Some(left) = one.from else {
            add(&mut entered, i64::from(one.to.number()), customers);
            continue;
        };
        match flows.iter_mut().find(|flow| flow.from == left && flow.to == one.to) {
            Some(flow) => flow.customers += one.customers,
            None => flows.push(RungFlow { from: left, to: one.to, customers: one.customers }),
        }
    }
    flows.sort_by_key(|flow| (flow.from, flow.to));
    let [start, entered] = [start, entered].map(|all| all.map(|heads| u64::try_from(heads).unwrap_or(0)));
    let rungs = Rung::ALL.map(|rung| rung_report(rung, of(&start, rung) + of(&entered, rung), &flows, moves)).to_vec();
    LadderFlow { from, to, start, end, entered, moves: flows, rungs }
}

#[allow(clippy::cast_precision_loss)]
fn rung_report(rung: Rung, known: u64, flows: &[RungFlow], moves: &[Moves]) -> RungReport {
    let count = |wanted: &dyn Fn(&RungFlow) -> bool| -> u64 {
        flows.iter().filter(|flow| wanted(flow)).map(|flow| flow.customers).sum()
    };
    let stood = known + count(&|flow| flow.to == rung);
    let climbed = count(&|flow| flow.from == rung && flow.to > rung);
    let slid = count(&|flow| flow.from == rung && flow.to < rung);
    let conversion = (stood > 0).then(|| climbed as f64 / stood as f64);
    let mut stays: Vec<(i32, u64)> =
        moves.iter().filter(|one| one.from == Some(rung)).map(|one| (one.stayed_days, one.customers)).collect();
    stays.sort_unstable();
    RungReport { rung, stood, climbed, slid, conversion, median_days: weighted_median(&stays) }
}

/// Median of values with how often each occurs, sorted; the mean of the two middle ones when their number is even.
fn weighted_median(sorted: &[(i32, u64)]) -> Option<f64> {
    let total: u64 = sorted.iter().map(|(_, times)| times).sum();
    let value_at = |place: u64| {
        let mut seen = 0;
        sorted.iter().find(|(_, times)| {
            seen += times;
            seen > place
        })
    };
    let high = f64::from(value_at(total / 2)?.0);
    if total % 2 == 1 {
        return Some(high);
    }
    Some(f64::midpoint(f64::from(value_at((total / 2).checked_sub(1)?)?.0), high))
}
