//! Small shops for tests: facts in memory, written as a lake or into a database.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use tempfile::TempDir;
use wafa_db::{Db, facts, values};
use wafa_kernel::{Currency, Day, LadderRules, Moment, Periods, SignalKind};

use crate::lake::{FactRow, Lake, LakeWriter, Stamp, TableKind, Word};
use crate::question::Question;

pub fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// Consecutive periods from their first days; the last start only ends the one before.
pub fn periods(starts: &[(&str, &str)], end: &str) -> Periods {
    let mut days: Vec<Day> = starts.iter().map(|(_, start)| day(start)).collect();
    days.push(day(end));
    Periods::new(days, starts.iter().map(|(key, _)| (*key).to_owned()).collect()).unwrap()
}

/// Gregorian months, made by hand: this crate knows no calendar.
pub fn months(from: (i32, u32), count: usize) -> Periods {
    let (mut year, mut month) = from;
    let (mut starts, mut keys) = (vec![Day::from_ymd(year, month, 1).unwrap()], Vec::new());
    for _ in 0..count {
        keys.push(format!("{year:04}-{month:02}"));
        (year, month) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
        starts.push(Day::from_ymd(year, month, 1).unwrap());
    }
    Periods::new(starts, keys).unwrap()
}

#[derive(Default)]
pub struct Shop {
    pub orders: Vec<FactRow>,
    pub returns: Vec<FactRow>,
    pub customers: Vec<FactRow>,
    pub signals: Vec<FactRow>,
    next_id: i64,
}

impl Shop {
    fn row(&mut self, customer: i64, on: Day, amount_minor: i64) -> FactRow {
        self.next_id += 1;
        FactRow {
            customer,
            on: on.number(),
            at: on.utc_midnight().ms() + self.next_id,
            id: self.next_id,
            amount_minor,
            quantity: 1,
            word: Word::Currency(Currency::IRR),
            counts: true,
        }
    }
    /// Customer 0 is nobody.
    pub fn order(&mut self, customer: i64, on: &str, amount_minor: i64) -> &mut FactRow {
        let row = self.row(customer, day(on), amount_minor);
        self.orders.push(row);
        self.orders.last_mut().unwrap()
    }
    pub fn refund(&mut self, customer: i64, on: &str, amount_minor: i64) -> &mut FactRow {
        let row = self.row(customer, day(on), amount_minor);
        self.returns.push(row);
        self.returns.last_mut().unwrap()
    }
    pub fn customer(&mut self, id: i64, since: &str) {
        let row = self.row(id, day(since), 0);
        self.customers.push(FactRow { word: Word::None, ..row });
    }
    pub fn signal(&mut self, customer: i64, on: &str, kind: SignalKind) {
        let row = self.row(customer, day(on), 0);
        self.signals.push(FactRow { word: Word::Signal(kind), ..row });
    }
    /// The sample of CDNOW: ids of the sample, cents as rials.
    pub fn cdnow() -> Self {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fixtures/cdnow_sample.csv");
        let text = std::fs::read_to_string(path).unwrap();
        let mut shop = Self::default();
        for line in text.lines().skip(1) {
            let cells: Vec<&str> = line.split(',').collect();
            let cents: f64 = cells[4].parse::<f64>().unwrap() * 100.0;
            #[allow(clippy::cast_possible_truncation)]
            shop.order(cells[1].parse().unwrap(), cells[2], cents.round() as i64);
        }
        shop
    }

    pub fn lake(&self) -> (TempDir, Lake) {
        let folder = tempfile::tempdir().unwrap();
        let lake = Lake::open(folder.path()).unwrap();
        let mut writer = LakeWriter::begin(folder.path(), Moment::from_ms(0)).unwrap();
        let mut write = |table, rows: &[FactRow], named: bool| {
            let mut rows: Vec<FactRow> = rows.iter().copied().filter(|row| (row.customer != 0) == named).collect();
            rows.sort_by_key(|row| (row.customer, row.on, row.id));
            writer.write(table, &rows).unwrap();
        };
        write(TableKind::Orders, &self.orders, true);
        write(TableKind::OrdersWithoutCustomer, &self.orders, false);
        write(TableKind::Returns, &self.returns, true);
        write(TableKind::ReturnsWithoutCustomer, &self.returns, false);
        write(TableKind::Customers, &self.customers, true);
        write(TableKind::Signals, &self.signals, true);
        writer.publish(Stamp { fact_version: 1, ..Stamp::default() }).unwrap();
        (folder, lake)
    }

    /// Writes everything into the tables of their owners; every customer that is named anywhere is registered.
    pub async fn save(&self, db: &Db) {
        let mut tx = db.begin().await.unwrap();
        let mut ids: Vec<i64> = [&self.orders, &self.returns, &self.customers, &self.signals]
            .into_iter()
            .flatten()
            .map(|row| row.customer)
            .filter(|id| *id != 0)
            .collect();
        ids.sort_unstable();
        ids.dedup();
        let since = |id: i64| {
            let known = self.customers.iter().find(|row| row.customer == id);
            known.map_or(0, |row| Day::from_number(row.on + 1).utc_midnight().ms())
        };
        for id in ids {
            tx.execute(SAVE_CUSTOMER, values![id, since(id)]).await.unwrap();
            tx.execute(SAVE_CONTACT, values![id, format!("shop-{id}")]).await.unwrap();
        }
        for row in &self.orders {
            let Word::Currency(currency) = row.word else { panic!("an order has a currency") };
            let customer = (row.customer != 0).then_some(row.customer);
            let order = values![
                row.id,
                format!("k{}", row.id),
                customer,
                row.at,
                row.on,
                currency,
                row.amount_minor,
                row.quantity,
                row.counts
            ];
            tx.execute(SAVE_ORDER, order).await.unwrap();
        }
        for row in &self.returns {
            let Word::Currency(currency) = row.word else { panic!("a return has a currency") };
            let customer = (row.customer != 0).then_some(row.customer);
            let back = values![row.id, format!("k{}", row.id), customer, row.at, row.on, currency, row.amount_minor];
            tx.execute(SAVE_RETURN, back).await.unwrap();
        }
        for row in &self.signals {
            let Word::Signal(kind) = row.word else { panic!("a signal has a kind") };
            tx.execute(SAVE_SIGNAL, values![row.id, row.customer, kind.as_str(), row.on]).await.unwrap();
        }
        facts::bump(&mut tx).await.unwrap();
        tx.commit().await.unwrap();
    }
}

const SAVE_CUSTOMER: &str = "insert into customer (id, name, honorific, given_name, family_name, greeting, gender, \
    company, industry, city, preferred_channel, language, interests, notes, source, campaign, custom, \
    created_at, changed_at) \
    values ($1, '', '', '', '', '', '', '', '', '', '', '', '', '', '', '', '', $2, $2)";
const SAVE_CONTACT: &str = "insert into customer_contact (id, customer_id, kind, role, shown, key) \
    values ($1, $1, 'external', '', $2, $2)";
const SAVE_ORDER: &str = "insert into sales_order (id, key, number, customer_id, placed_at, placed_on, status, \
    currency, amount_minor, quantity, discount_code, source, campaign, city, counts, custom, recorded_at) \
    values ($1, $2, '', $3, $4, $5, '', $6, $7, $8, '', '', '', '', $9, '', 0)";
const SAVE_RETURN: &str = "insert into sales_return (id, key, customer_id, returned_at, returned_on, currency, \
    amount_minor, reason, recorded_at) values ($1, $2, $3, $4, $5, $6, $7, '', 0)";
const SAVE_SIGNAL: &str =
    "insert into customer_signal (id, customer_id, kind, on_day, source) values ($1, $2, $3, $4, '')";

/// A question about everybody: these periods for both tables, 60 days of inactivity, rials.
pub fn question(as_of: &str, periods: Periods) -> Question {
    Question {
        as_of: day(as_of),
        cohort_periods: periods.clone(),
        periods,
        inactivity_days: 60,
        rules: LadderRules::default(),
        currency: Currency::IRR,
        only: None,
        orders: None,
    }
}
