//! What each customer has bought, by product: the lines of orders that count and were not wholly given back.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use parquet::data_type::ByteArray;
use parquet::errors::ParquetError;
use parquet::file::reader::{FileReader, RowGroupReader};
use wafa_kernel::{Currency, CustomerId};

use super::OpenedLake;
use super::cursor::{self, Wanted};
use super::table::{Column, TableKind};
use crate::error::Error;

/// What was bought, by whom.
#[derive(Debug, Clone, Default)]
pub struct Baskets {
    /// Code and name of each item, by its number. Lines without a product are left out.
    pub items: Vec<(String, String)>,
    /// Who bought which items, each item once.
    pub bought: Vec<(CustomerId, Vec<u32>)>,
    pub(crate) numbers: HashMap<Vec<u8>, u32>,
}

impl Baskets {
    fn number(&mut self, code: &ByteArray, name: &ByteArray) -> u32 {
        if let Some(number) = self.numbers.get(code.data()) {
            return *number;
        }
        let number = u32::try_from(self.items.len()).unwrap_or(u32::MAX);
        let text = |bytes: &ByteArray| String::from_utf8_lossy(bytes.data()).into_owned();
        self.items.push((text(code), text(name)));
        self.numbers.insert(code.data().to_vec(), number);
        number
    }

    /// With one more item, known by its code.
    #[cfg(test)]
    pub(crate) fn with_item(mut self, code: &str) -> Self {
        self.items.push((code.to_owned(), code.to_owned()));
        self
    }

    fn add(&mut self, customer: i64, item: u32) {
        let customer = CustomerId::from_raw(customer);
        match self.bought.last_mut() {
            Some((last, items)) if *last == customer => {
                if !items.contains(&item) {
                    items.push(item);
                }
            }
            _ => self.bought.push((customer, vec![item])),
        }
    }
}

impl OpenedLake {
    /// Rows of the lines of identified customers.
    #[must_use]
    pub fn lines(&self) -> u64 {
        self.manifest().rows().lines
    }

    /// What customers have bought and not given back; of one customer only what lies beside her is read.
    ///
    /// # Errors
    /// As [`Self::fold`].
    pub fn baskets(&self, only: Option<CustomerId>) -> Result<Baskets, Error> {
        let subjects = only.map_or(i64::MIN..i64::MAX, |one| one.raw()..one.raw().saturating_add(1));
        let given_back = self.given_back(&subjects)?;
        let mut baskets = Baskets::default();
        self.groups(TableKind::Lines, &subjects, |group, wanted| take(group, wanted, &given_back, &mut baskets))?;
        Ok(baskets)
    }

    /// Orders that were wholly given back: what was returned of them is at least what they cost.
    fn given_back(&self, subjects: &Range<i64>) -> Result<HashSet<i64>, Error> {
        let mut returned: HashMap<i64, i64> = HashMap::new();
        self.groups(TableKind::Returns, subjects, |group, wanted| {
            amounts(group, TableKind::Returns, wanted, |order, amount_minor| {
                let sum = returned.entry(order).or_default();
                *sum = sum.saturating_add(amount_minor);
            })
        })?;
        // A return that names no order.
        returned.remove(&0);
        let mut given_back = HashSet::new();
        if returned.is_empty() {
            return Ok(given_back);
        }
        self.groups(TableKind::Orders, subjects, |group, wanted| {
            amounts(group, TableKind::Orders, wanted, |order, amount_minor| {
                if amount_minor > 0 && returned.get(&order).is_some_and(|returned| *returned >= amount_minor) {
                    given_back.insert(order);
                }
            })
        })?;
        Ok(given_back)
    }

    /// Every row group of a table that may hold these subjects.
    fn groups(
        &self,
        table: TableKind,
        subjects: &Range<i64>,
        mut see: impl FnMut(&dyn RowGroupReader, &Wanted<'_>) -> Result<(), ParquetError>,
    ) -> Result<(), Error> {
        for (path, mask) in self.files(table) {
            let (file, reader) = cursor::open(&path)?;
            let wanted = Wanted {
                currency: Currency::IRR,
                source: None,
                product: None,
                subjects: subjects.clone(),
                only: None,
                until: i32::MAX,
                mask: mask.clone(),
            };
            for group in 0..reader.num_row_groups() {
                if !cursor::is_wanted(reader.metadata().row_group(group), table, &wanted) {
                    continue;
                }
                let read = reader.get_row_group(group).and_then(|group| see(group.as_ref(), &wanted));
                read.map_err(|source| Error::Damaged { file: file.clone(), source })?;
            }
        }
        Ok(())
    }
}

fn is_asked_for(id: i64, wanted: &Wanted<'_>) -> bool {
    wanted.subjects.contains(&id) && wanted.mask.binary_search(&id).is_err()
}

/// Order and amount of each row of one row group of orders or returns.
fn amounts(
    group: &dyn RowGroupReader,
    table: TableKind,
    wanted: &Wanted<'_>,
    mut see: impl FnMut(i64, i64),
) -> Result<(), ParquetError> {
    let rows = usize::try_from(group.metadata().num_rows()).unwrap_or(0);
    let (mut ids, mut orders, mut amounts) = (Vec::new(), Vec::new(), Vec::new());
    cursor::read_i64(group, table.position(Column::Customer), rows, &mut ids)?;
    cursor::read_i64(group, table.position(Column::Order), rows, &mut orders)?;
    cursor::read_i64(group, table.position(Column::Amount), rows, &mut amounts)?;
    for ((id, order), amount_minor) in ids.iter().zip(&orders).zip(&amounts) {
        if is_asked_for(*id, wanted) {
            see(*order, *amount_minor);
        }
    }
    Ok(())
}

/// The lines of one row group.
fn take(
    group: &dyn RowGroupReader,
    wanted: &Wanted<'_>,
    given_back: &HashSet<i64>,
    baskets: &mut Baskets,
) -> Result<(), ParquetError> {
    let rows = usize::try_from(group.metadata().num_rows()).unwrap_or(0);
    let position = |column| TableKind::Lines.position(column).unwrap_or_default();
    let (mut ids, mut orders) = (Vec::new(), Vec::new());
    cursor::read_i64(group, Some(position(Column::Customer)), rows, &mut ids)?;
    cursor::read_i64(group, Some(position(Column::Order)), rows, &mut orders)?;
    let codes = cursor::read_words(group, position(Column::Product), rows)?;
    let names = cursor::read_words(group, position(Column::ProductName), rows)?;
    let counts = cursor::read_flags(group, position(Column::Counts), rows)?;
    for ((((id, order), code), name), counts) in ids.iter().zip(&orders).zip(&codes).zip(&names).zip(counts) {
        let kept = given_back.is_empty() || !given_back.contains(order);
        if counts && kept && !code.is_empty() && is_asked_for(*id, wanted) {
            let item = baskets.number(code, name);
            baskets.add(*id, item);
        }
    }
    Ok(())
}
