//! A lake made for measuring, and what a pass over it costs: the same rows every time, so that others can be measured
//! on the same file. Nothing here decides a test.

use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use serde::Serialize;
use wafa_kernel::{Currency, Day, LadderRules, Moment, Periods};

use crate::cache::Cache;
use crate::error::Error;
use crate::figures::{everything, figures};
use crate::fold::cohort::CohortFold;
use crate::fold::ranking::{self, RankingFold};
use crate::lake::{FactRow, Lake, LakeWriter, Stamp, TableKind, Word};
use crate::question::Question;

const DAYS: i64 = 3 * 365;

/// What was measured.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LakeBench {
    /// Orders.
    pub rows: u64,
    /// Customers with an order.
    pub customers: u64,
    /// Processor time of RFM and the cohort table together, in seconds.
    pub cpu_s: f64,
    /// Time they took.
    pub wall_s: f64,
    /// Most memory of the process until then, in megabytes.
    pub rss_mb: u64,
    /// The file with the orders, for others to be measured on.
    pub file: String,
    /// Time all figures of the overview took, in seconds.
    pub overview_wall_s: f64,
    /// Processor time of them.
    pub overview_cpu_s: f64,
    /// Most memory of the process until then, in megabytes.
    pub overview_rss_mb: u64,
    /// Time the same question took when it was asked again and no fact had changed, in seconds.
    pub overview_warm_wall_s: f64,
    /// Time the overview, the survival of all customers and the summaries of the models took in one pass, in seconds.
    pub everything_wall_s: f64,
    /// Processor time of them.
    pub everything_cpu_s: f64,
    /// Customers whose stay was counted.
    pub stays: u64,
    /// RFM cells and cohorts that came out, so that results can be compared.
    pub rfm_cells: usize,
    /// Cohorts.
    pub cohorts: usize,
}

/// Writes a lake of at least so many orders, some 21.6 per customer: most few, some hundreds, over three years from
/// 2023-01-01. A lake that has them already is left as it is.
///
/// # Errors
/// Of the folder.
pub fn make(folder: &Path, rows: u64) -> Result<(), Error> {
    let lake = Lake::open(folder)?;
    if lake.status()?.is_some_and(|manifest| manifest.rows().orders >= rows) {
        return Ok(());
    }
    let mut writer = LakeWriter::begin(folder, Moment::from_ms(0))?;
    let mut dice = Dice(88_172_645_463_325_252);
    let (mut written, mut customer) = (0, 0);
    while written < rows {
        customer += 1;
        let orders = dice.history(customer, i64::try_from(written).unwrap_or(i64::MAX));
        written += orders.len() as u64;
        writer.write(TableKind::Orders, &orders)?;
        if let Some(first) = orders.first() {
            writer.write(TableKind::Customers, &[FactRow { word: Word::None, ..*first }])?;
        }
    }
    writer.publish(Stamp { fact_version: 1, newest_customer: customer, ..Stamp::default() })?;
    Ok(())
}

/// Marsaglia's xorshift.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> i64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        i64::try_from(self.0 >> 33).unwrap_or(0)
    }

    fn history(&mut self, customer: i64, number: i64) -> Vec<FactRow> {
        let luck = self.next() % 1_000;
        let orders = match luck {
            0..600 => 1 + luck % 5,
            600..950 => 10 + luck % 40,
            _ => 50 + luck * 7 % 350,
        };
        let start = i64::from(Day::from_ymd(2023, 1, 1).map_or(0, Day::number));
        let first = self.next() % DAYS;
        let order = |at: i64| {
            let on = start + first + self.next() % (DAYS - first);
            FactRow {
                customer,
                on: i32::try_from(on).unwrap_or_default(),
                at: on * 86_400_000 + self.next() % 86_400_000,
                id: number + at + 1,
                amount_minor: 1_000 + self.next() % 9_000_000,
                quantity: 1 + self.next() % 5,
                word: Word::Currency(Currency::IRR),
                counts: true,
            }
        };
        let mut history: Vec<FactRow> = (0..orders).map(order).collect();
        history.sort_by_key(|row| (row.on, row.id));
        history
    }
}

/// Measures the passes over a lake made by [`make`].
///
/// # Errors
/// Of the lake.
pub fn measure(folder: &Path) -> Result<LakeBench, Error> {
    let lake = Lake::open(folder)?;
    let question = question();
    let (begun, cpu) = (Instant::now(), cpu_s());
    let make = || (RankingFold::default(), CohortFold::new(&question.cohort_periods, question.as_of));
    let ((ranking, cohorts), _) = lake.reader()?.fold(&question.selection(), make)?;
    let scores = ranking.scores();
    let (customers, cells, cohorts) = (scores.len() as u64, ranking::cells(&scores), cohorts.finish());
    let (wall_s, took, rss_mb) = (begun.elapsed().as_secs_f64(), cpu_s() - cpu, peak_mb());
    let (begun, cpu) = (Instant::now(), cpu_s());
    let overview = figures(&lake, &question)?;
    let (overview_wall_s, overview_cpu_s) = (begun.elapsed().as_secs_f64(), cpu_s() - cpu);
    let overview_rss_mb = peak_mb();
    let (begun, cpu) = (Instant::now(), cpu_s());
    let whole = everything(&lake, &question)?;
    let (everything_wall_s, everything_cpu_s) = (begun.elapsed().as_secs_f64(), cpu_s() - cpu);
    let manifest = lake.status()?.ok_or(Error::NotBuilt)?;
    let cache = Cache::default();
    cache.put(manifest.stamp, question.clone(), Arc::new(overview));
    let begun = Instant::now();
    let stamp = lake.status()?.ok_or(Error::NotBuilt)?.stamp;
    let overview = cache.get(stamp, &question).ok_or(Error::NotBuilt)?;
    let overview_warm_wall_s = begun.elapsed().as_secs_f64();
    Ok(LakeBench {
        rows: overview.orders,
        customers,
        cpu_s: took,
        wall_s,
        rss_mb,
        file: folder.join(manifest.file(TableKind::Orders)).display().to_string(),
        overview_wall_s,
        overview_cpu_s,
        overview_rss_mb,
        overview_warm_wall_s,
        everything_wall_s,
        everything_cpu_s,
        stays: whole.survival.customers(),
        rfm_cells: cells.len(),
        cohorts: cohorts.len(),
    })
}

fn question() -> Question {
    let starts: Vec<Day> =
        (0..37).filter_map(|at| Day::from_ymd(2023 + at / 12, (at % 12).unsigned_abs() + 1, 1)).collect();
    let keys = (0..36).map(|at| format!("{:04}-{:02}", 2023 + at / 12, at % 12 + 1)).collect();
    let periods = Periods::new(starts, keys).unwrap_or_default();
    Question {
        as_of: periods.end(35).unwrap_or_default(),
        cohort_periods: periods.clone(),
        periods,
        inactivity_days: 180,
        rules: LadderRules::default(),
        currency: Currency::IRR,
        only: None,
        orders: None,
    }
}

/// User and system time of this process, from /proc (hundredths of a second); 0 where there is none.
#[must_use]
pub fn cpu_s() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<f64> =
        stat.rsplit(')').next().unwrap_or_default().split_whitespace().map(|f| f.parse().unwrap_or(0.0)).collect();
    (fields.get(11).unwrap_or(&0.0) + fields.get(12).unwrap_or(&0.0)) / 100.0
}

/// Most memory this process ever held, in megabytes; 0 where it is not told.
#[must_use]
pub fn peak_mb() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM")).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|kb| kb.parse::<u64>().ok()).unwrap_or(0) / 1_024
}
