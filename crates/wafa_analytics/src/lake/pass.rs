//! One pass over the lake: the histories of customers, in parallel by ranges of customers.

use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;

use wafa_kernel::{Currency, CustomerId, Day, Rung, Signal};

use super::cursor::{self, Mark, Wanted};
use super::manifest::{Manifest, Stamp};
use super::runs::{self, Mask, Merged};
use super::table::TableKind;
use crate::error::Error;
use crate::figures::{Excluded, WithoutCustomer};
use crate::fold::{Fold, to_minor};
use crate::history::{CustomerHistory, Purchase, Refund};
use crate::question::{CustomerSet, OrderFilter};

/// Threads of a pass at most: a pass is short, and the machine has other work.
pub(crate) const THREADS: usize = 4;

/// Which facts a pass sees.
#[derive(Debug, Clone, Copy)]
pub struct Selection<'a> {
    /// Facts up to and including this day.
    pub as_of: Day,
    /// Amounts in this currency.
    pub currency: Currency,
    /// Only these customers.
    pub only: Option<&'a CustomerSet>,
    /// Only these orders.
    pub orders: Option<&'a OrderFilter>,
}

impl Selection<'_> {
    /// The product asked for: its lines then stand in the place of orders.
    pub(super) fn product(&self) -> Option<&str> {
        self.orders?.product.as_deref()
    }
    pub(super) fn wanted(&self, subjects: Range<i64>) -> Wanted<'_> {
        Wanted {
            currency: self.currency,
            source: self.orders.and_then(|orders| orders.source.as_deref()),
            product: self.product(),
            subjects,
            only: self.only.map(CustomerSet::ids),
            until: self.as_of.number(),
            mask: Vec::new().into(),
        }
    }
}

/// One complete set of files of the lake.
#[derive(Debug, Clone)]
pub struct OpenedLake {
    folder: PathBuf,
    manifest: Manifest,
    masks: Vec<Mask>,
}

impl OpenedLake {
    pub(super) fn new(folder: PathBuf, manifest: Manifest) -> Result<Self, Error> {
        let masks = runs::masks(&folder, &manifest)?;
        Ok(Self { folder, manifest, masks })
    }

    /// Which state of the facts it holds.
    #[must_use]
    pub fn stamp(&self) -> Stamp {
        self.manifest.stamp
    }

    pub(super) fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// The files of a table that have rows, each with the customers later runs own.
    pub(super) fn files(&self, table: TableKind) -> impl Iterator<Item = (PathBuf, Arc<[i64]>)> + '_ {
        let with_rows = self.manifest.runs.iter().zip(&self.masks).filter(move |(run, _)| run.rows.of(table) > 0);
        with_rows.map(move |(run, mask)| (self.folder.join(run.file(table)), mask.of(table)))
    }

    pub(super) fn open<'a>(&self, table: TableKind, wanted: &Wanted<'a>) -> Result<Merged<'a>, Error> {
        Merged::open(&self.folder, &self.manifest, &self.masks, table, wanted)
    }

    /// Folds every customer once, on as many threads as the machine and the size of the lake allow.
    ///
    /// # Errors
    /// [`Error::Folder`], [`Error::Damaged`].
    pub fn fold<F: Fold>(
        &self,
        selection: &Selection<'_>,
        make: impl Fn() -> F + Sync,
    ) -> Result<(F, Excluded), Error> {
        let threads = std::thread::available_parallelism().map_or(1, usize::from).min(THREADS);
        self.fold_on(threads, selection, make)
    }

    /// As [`Self::fold`], on a given number of threads.
    ///
    /// # Errors
    /// As [`Self::fold`].
    pub fn fold_on<F: Fold>(
        &self,
        threads: usize,
        selection: &Selection<'_>,
        make: impl Fn() -> F + Sync,
    ) -> Result<(F, Excluded), Error> {
        let run = |range: Range<i64>| {
            let mut fold = make();
            let excluded = self.fold_range(selection, range, &mut fold)?;
            Ok((fold, excluded))
        };
        self.on_threads(threads, run, F::merge)
    }

    /// Runs once for each range of customers, on so many threads, and puts what was found together in order.
    pub(super) fn on_threads<F: Send>(
        &self,
        threads: usize,
        run: impl Fn(Range<i64>) -> Result<(F, Excluded), Error> + Sync,
        merge: impl Fn(&mut F, F),
    ) -> Result<(F, Excluded), Error> {
        let ranges = self.ranges(threads)?;
        let parts: Vec<Result<(F, Excluded), Error>> = if let [single] = ranges.as_slice() {
            vec![run(single.clone())]
        } else {
            std::thread::scope(|scope| {
                let run = &run;
                let started: Vec<_> = ranges.into_iter().map(|range| scope.spawn(move || run(range))).collect();
                started.into_iter().map(|thread| thread.join().unwrap_or(Err(Error::Interrupted))).collect()
            })
        };
        let mut whole: Option<(F, Excluded)> = None;
        for part in parts {
            let (fold, excluded) = part?;
            whole = Some(match whole {
                None => (fold, excluded),
                Some((mut all, mut left_out)) => {
                    merge(&mut all, fold);
                    left_out.not_counting += excluded.not_counting;
                    left_out.other_currency += excluded.other_currency;
                    (all, left_out)
                }
            });
        }
        whole.ok_or(Error::Interrupted)
    }

    /// Cuts the customers so that each range has about as many orders.
    pub(super) fn ranges(&self, threads: usize) -> Result<Vec<Range<i64>>, Error> {
        let first = self.folder.join(self.manifest.file(TableKind::Orders));
        let starts = cursor::group_starts(&first, TableKind::Orders)?;
        let parts = threads.clamp(1, starts.len().max(1));
        let cuts = (1..parts).filter_map(|part| starts.get(part * starts.len() / parts).copied());
        let mut edges = vec![i64::MIN];
        edges.extend(cuts);
        edges.push(i64::MAX);
        edges.dedup();
        Ok(edges.iter().zip(edges.iter().skip(1)).map(|(from, to)| *from..*to).collect())
    }

    /// Whether the as-of day was over, wherever the business is, when the lake was last brought up to date; the ladder is
    /// then told as it was. Of a part of the orders there is no such history.
    fn is_over(&self, selection: &Selection<'_>) -> bool {
        selection.orders.is_none() && selection.as_of < self.manifest.written_down_before()
    }

    fn fold_range<F: Fold>(
        &self,
        selection: &Selection<'_>,
        range: Range<i64>,
        fold: &mut F,
    ) -> Result<Excluded, Error> {
        let wanted = selection.wanted(range);
        let open = |table| self.open(table, &wanted);
        let bought = if selection.product().is_some() { TableKind::Lines } else { TableKind::Orders };
        let mut orders = open(bought)?;
        let mut returns = open(TableKind::Returns)?;
        let mut customers = open(TableKind::Customers)?;
        let mut signals = open(TableKind::Signals)?;
        let mut rungs = if self.is_over(selection) { Some(open(TableKind::Rungs)?) } else { None };
        let mut one = Collected::new(selection);
        loop {
            let heads = [orders.peek()?, returns.peek()?, customers.peek()?, signals.peek()?];
            let Some(id) = heads.into_iter().flatten().min() else { break };
            one.begin(id);
            orders.take(id, |row| one.order(row))?;
            returns.take(id, |row| one.refund(row))?;
            customers.take(id, |row| one.registered(row))?;
            signals.take(id, |row| one.signal(row))?;
            if let Some(rungs) = &mut rungs {
                // Steps of whoever has nothing else are of a record that is no more.
                while rungs.peek()?.is_some_and(|other| other < id) {
                    let Some(other) = rungs.peek()? else { break };
                    rungs.take(other, |_| ())?;
                }
                rungs.take(id, |row| one.step(row))?;
            }
            if let Some(history) = one.history() {
                fold.customer(&history);
            }
        }
        Ok(one.excluded)
    }

    /// Orders and returns up to the as-of day that name nobody.
    ///
    /// # Errors
    /// As [`Self::fold`].
    pub fn without_customer(&self, selection: &Selection<'_>) -> Result<WithoutCustomer, Error> {
        let wanted = selection.wanted(i64::MIN..i64::MAX);
        let sum_up = |table: TableKind| -> Result<(u64, i128), Error> {
            let mut rows = self.open(table, &wanted)?;
            let (mut count, mut sum) = (0u64, 0i128);
            while let Some(day) = rows.peek()?.filter(|day| *day <= i64::from(wanted.until)) {
                rows.take(day, |row| {
                    if row.mark == Mark::Figure {
                        count += 1;
                        sum += i128::from(row.amount_minor);
                    }
                })?;
            }
            Ok((count, sum))
        };
        let (orders, bought) = sum_up(TableKind::OrdersWithoutCustomer)?;
        let (returns, given_back) = sum_up(TableKind::ReturnsWithoutCustomer)?;
        Ok(WithoutCustomer { orders, returns, revenue_minor: to_minor(bought - given_back) })
    }
}

/// The facts of the customer being read, in buffers used again for the next.
struct Collected<'a> {
    selection: &'a Selection<'a>,
    as_of: i32,
    customer: CustomerId,
    wanted: bool,
    known: bool,
    /// The order of the latest purchase, when purchases are lines.
    order: i64,
    purchases: Vec<Purchase>,
    refunds: Vec<Refund>,
    signals: Vec<Signal>,
    stood: Option<Rung>,
    excluded: Excluded,
}

impl<'a> Collected<'a> {
    fn new(selection: &'a Selection<'a>) -> Self {
        Self {
            selection,
            as_of: selection.as_of.number(),
            customer: CustomerId::from_raw(0),
            wanted: false,
            known: false,
            order: 0,
            purchases: Vec::new(),
            refunds: Vec::new(),
            signals: Vec::new(),
            stood: None,
            excluded: Excluded::default(),
        }
    }

    fn begin(&mut self, id: i64) {
        self.customer = CustomerId::from_raw(id);
        self.wanted = self.selection.only.is_none_or(|only| only.contains(self.customer));
        self.known = false;
        self.order = 0;
        self.purchases.clear();
        self.refunds.clear();
        self.signals.clear();
        self.stood = None;
    }

    fn counts(&mut self, row: cursor::Seen) -> bool {
        if !self.wanted || row.on > self.as_of {
            return false;
        }
        match row.mark {
            Mark::NotCounting => self.excluded.not_counting += 1,
            Mark::OtherCurrency => self.excluded.other_currency += 1,
            Mark::Filtered => {}
            Mark::Figure | Mark::Signal(_) | Mark::Rung(_) => return true,
        }
        false
    }

    fn order(&mut self, row: cursor::Seen) {
        if !self.counts(row) {
            return;
        }
        match self.purchases.last_mut() {
            // Lines of one order are one purchase.
            Some(last) if row.order != 0 && row.order == self.order => {
                last.amount_minor = last.amount_minor.saturating_add(row.amount_minor);
            }
            _ => self.purchases.push(Purchase { on: Day::from_number(row.on), amount_minor: row.amount_minor }),
        }
        self.order = row.order;
    }

    fn refund(&mut self, row: cursor::Seen) {
        // A return names an order, not what of it came back.
        if self.selection.product().is_none() && self.counts(row) {
            self.refunds.push(Refund { on: Day::from_number(row.on), amount_minor: row.amount_minor });
        }
    }

    fn registered(&mut self, row: cursor::Seen) {
        self.known = row.on <= self.as_of;
    }

    fn signal(&mut self, row: cursor::Seen) {
        if let (true, Mark::Signal(kind)) = (self.counts(row), row.mark) {
            self.signals.push(Signal { on: Day::from_number(row.on), kind });
        }
    }

    fn step(&mut self, row: cursor::Seen) {
        if let (true, Mark::Rung(rung)) = (self.counts(row), row.mark) {
            self.stood = Some(rung);
        }
    }

    /// The history, for a customer who was known by the as-of day; of a part of the orders only who has one of them.
    fn history(&self) -> Option<CustomerHistory<'_>> {
        let has_money = !(self.purchases.is_empty() && self.refunds.is_empty());
        let belongs = match self.selection.orders {
            Some(_) => has_money,
            None => has_money || self.known || !self.signals.is_empty(),
        };
        (self.wanted && belongs).then(|| CustomerHistory {
            customer: self.customer,
            purchases: &self.purchases,
            refunds: &self.refunds,
            signals: &self.signals,
            stood: self.stood,
        })
    }
}
