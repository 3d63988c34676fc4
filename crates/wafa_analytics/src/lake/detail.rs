//! A pass that sees more of each order: pieces, the order itself and what it says in words. Reports need it; figures do
//! not pay for it.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

use parquet::data_type::ByteArray;
use wafa_kernel::{CustomerId, Day};

use super::cursor::{Mark, Seen};
use super::pass::{OpenedLake, Selection};
use super::table::{Column, TableKind};
use crate::error::Error;
use crate::figures::Excluded;

/// Different words of a column at most.
pub(crate) const WORDS_MOST: usize = 200_000;

/// What an order, a line or a return says in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum WordOf {
    /// The way the order came.
    Channel,
    /// The campaign it names.
    Campaign,
    /// The product of the line.
    Product,
}

impl WordOf {
    const fn column(self) -> Column {
        match self {
            Self::Channel => Column::Source,
            Self::Campaign => Column::Campaign,
            Self::Product => Column::Product,
        }
    }
}

/// Numbers of words, shared by all files and threads of a pass. 0 is the empty word.
#[derive(Debug)]
pub(crate) struct Dictionary {
    pub of: WordOf,
    known: Mutex<Known>,
}

#[derive(Debug, Default)]
struct Known {
    numbers: HashMap<Vec<u8>, u32>,
    words: Vec<String>,
    full: bool,
}

impl Dictionary {
    pub fn new(of: WordOf) -> Arc<Self> {
        Arc::new(Self { of, known: Mutex::default() })
    }
    /// The words by number, from 1 on; `None` when there were too many to tell apart.
    pub fn words(&self) -> Option<Vec<String>> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        (!known.full).then(|| known.words.clone())
    }
    /// Numbers of the words of a row group. Neighbours are mostly alike.
    fn numbers(&self, words: &[ByteArray], into: &mut Vec<u32>) {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let (mut last, mut number) = (&b""[..], 0);
        into.clear();
        into.extend(words.iter().map(|word| {
            if word.data() != last {
                last = word.data();
                number = known.number(last);
            }
            number
        }));
    }
}

impl Known {
    fn number(&mut self, word: &[u8]) -> u32 {
        if word.is_empty() {
            return 0;
        }
        if let Some(number) = self.numbers.get(word) {
            return *number;
        }
        if self.words.len() >= WORDS_MOST {
            self.full = true;
            return 0;
        }
        self.words.push(String::from_utf8_lossy(word).into_owned());
        let number = u32::try_from(self.words.len()).unwrap_or_default();
        self.numbers.insert(word.to_vec(), number);
        number
    }
}

/// What a cursor reads besides what every pass needs.
#[derive(Debug, Clone, Default)]
pub(crate) struct Details {
    /// Up to two words of a row.
    pub words: [Option<Arc<Dictionary>>; 2],
}

impl Details {
    /// Position of a word's column in a table.
    pub(super) fn position(&self, at: usize, table: TableKind) -> Option<usize> {
        table.position(self.words.get(at)?.as_ref()?.of.column())
    }
    pub(super) fn numbers(&self, at: usize, words: &[ByteArray], into: &mut Vec<u32>) {
        if let Some(dictionary) = self.words.get(at).and_then(Option::as_ref) {
            dictionary.numbers(words, into);
        }
    }
}

/// An order that counts, or a line of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Bought {
    pub on: Day,
    pub amount_minor: i64,
    pub quantity: i64,
    pub order: i64,
    pub words: [u32; 2],
}

/// Money given back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Back {
    pub on: Day,
    pub amount_minor: i64,
    /// 0 when the return names none.
    pub order: i64,
    pub words: [u32; 2],
}

/// Everything known of one customer up to and including the as-of day, each list in order of time.
#[derive(Debug, Clone, Copy)]
pub(crate) struct DetailedHistory<'a> {
    pub customer: CustomerId,
    pub bought: &'a [Bought],
    pub back: &'a [Back],
}

/// Something computed from the detailed histories of customers, one at a time.
pub(crate) trait DetailedFold: Send {
    /// Takes in one customer. Customers come in order of their ids, each once.
    fn customer(&mut self, customer: &DetailedHistory<'_>);
    /// Takes in what was found in another range of customers.
    fn merge(&mut self, other: Self);
}

/// What a detailed pass sees.
#[derive(Debug, Clone, Copy)]
pub(crate) struct DetailedPass<'a> {
    pub selection: &'a Selection<'a>,
    pub details: &'a Details,
    /// Lines stand in the place of orders and returns are left out, as with a filter of products.
    pub lines: bool,
    /// What is left out is counted from this day on.
    pub from: Day,
}

impl OpenedLake {
    /// Folds every customer with a fact once, as [`OpenedLake::fold`] does.
    pub(crate) fn fold_detailed<F: DetailedFold>(
        &self,
        threads: usize,
        pass: &DetailedPass<'_>,
        make: impl Fn() -> F + Sync,
    ) -> Result<(F, Excluded), Error> {
        let run = |range: Range<i64>| {
            let mut fold = make();
            let excluded = self.detail_range(pass, range, &mut fold)?;
            Ok((fold, excluded))
        };
        self.on_threads(threads, run, F::merge)
    }

    fn detail_range<F: DetailedFold>(
        &self,
        pass: &DetailedPass<'_>,
        range: Range<i64>,
        fold: &mut F,
    ) -> Result<Excluded, Error> {
        let wanted = pass.selection.wanted(range);
        let lines = pass.lines || pass.selection.product().is_some();
        let bought = if lines { TableKind::Lines } else { TableKind::Orders };
        let mut orders = self.open(bought, &wanted)?.detailed(pass.details);
        let mut returns = self.open(TableKind::Returns, &wanted)?.detailed(pass.details);
        let mut one = Collected::new(pass, lines);
        loop {
            let Some(id) = [orders.peek()?, returns.peek()?].into_iter().flatten().min() else { break };
            one.begin(id);
            orders.take(id, |row| one.order(row))?;
            returns.take(id, |row| one.back(row))?;
            if let Some(history) = one.history() {
                fold.customer(&history);
            }
        }
        Ok(one.excluded)
    }

    /// Orders that count and name nobody, placed from a day to a day.
    pub(crate) fn orders_of_nobody(&self, selection: &Selection<'_>, from: Day) -> Result<u64, Error> {
        let days = i64::from(from.number())..i64::from(selection.as_of.number()) + 1;
        let wanted = selection.wanted(days);
        let mut rows = self.open(TableKind::OrdersWithoutCustomer, &wanted)?;
        let mut orders = 0;
        while let Some(day) = rows.peek()? {
            rows.take(day, |row| orders += u64::from(row.mark == Mark::Figure))?;
        }
        Ok(orders)
    }
}

/// The facts of the customer being read, in buffers used again for the next.
struct Collected<'a> {
    pass: &'a DetailedPass<'a>,
    lines: bool,
    customer: CustomerId,
    wanted: bool,
    bought: Vec<Bought>,
    back: Vec<Back>,
    excluded: Excluded,
}

impl<'a> Collected<'a> {
    fn new(pass: &'a DetailedPass<'a>, lines: bool) -> Self {
        Self {
            pass,
            lines,
            customer: CustomerId::from_raw(0),
            wanted: false,
            bought: Vec::new(),
            back: Vec::new(),
            excluded: Excluded::default(),
        }
    }
    fn begin(&mut self, id: i64) {
        self.customer = CustomerId::from_raw(id);
        self.wanted = self.pass.selection.only.is_none_or(|only| only.contains(self.customer));
        self.bought.clear();
        self.back.clear();
    }
    fn counts(&mut self, row: Seen) -> bool {
        if !self.wanted || row.on > self.pass.selection.as_of.number() {
            return false;
        }
        let late = u64::from(row.on >= self.pass.from.number());
        match row.mark {
            Mark::NotCounting => self.excluded.not_counting += late,
            Mark::OtherCurrency => self.excluded.other_currency += late,
            Mark::Filtered => {}
            Mark::Figure | Mark::Signal(_) | Mark::Rung(_) => return true,
        }
        false
    }
    fn order(&mut self, row: Seen) {
        if self.counts(row) {
            self.bought.push(Bought {
                on: Day::from_number(row.on),
                amount_minor: row.amount_minor,
                quantity: row.quantity,
                order: row.order,
                words: row.words,
            });
        }
    }
    fn back(&mut self, row: Seen) {
        if !self.lines && self.counts(row) {
            let on = Day::from_number(row.on);
            self.back.push(Back { on, amount_minor: row.amount_minor, order: row.order, words: row.words });
        }
    }
    fn history(&self) -> Option<DetailedHistory<'_>> {
        let has_money = !(self.bought.is_empty() && self.back.is_empty());
        (self.wanted && has_money).then(|| DetailedHistory {
            customer: self.customer,
            bought: &self.bought,
            back: &self.back,
        })
    }
}
