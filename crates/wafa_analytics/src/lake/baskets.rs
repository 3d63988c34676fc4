//! What each customer has bought, by product: the lines of orders that count.

use std::collections::HashMap;
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

    /// What customers have bought; of one customer only what lies beside her is read.
    ///
    /// # Errors
    /// As [`Self::fold`].
    pub fn baskets(&self, only: Option<CustomerId>) -> Result<Baskets, Error> {
        let subjects = only.map_or(i64::MIN..i64::MAX, |one| one.raw()..one.raw().saturating_add(1));
        let mut baskets = Baskets::default();
        for (path, mask) in self.files(TableKind::Lines) {
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
                if !cursor::is_wanted(reader.metadata().row_group(group), TableKind::Lines, &wanted) {
                    continue;
                }
                let read = reader.get_row_group(group).and_then(|group| take(group.as_ref(), &wanted, &mut baskets));
                read.map_err(|source| Error::Damaged { file: file.clone(), source })?;
            }
        }
        Ok(baskets)
    }
}

/// The lines of one row group.
fn take(group: &dyn RowGroupReader, wanted: &Wanted<'_>, baskets: &mut Baskets) -> Result<(), ParquetError> {
    let rows = usize::try_from(group.metadata().num_rows()).unwrap_or(0);
    let position = |column| TableKind::Lines.position(column).unwrap_or_default();
    let mut ids = Vec::new();
    cursor::read_i64(group, Some(position(Column::Customer)), rows, &mut ids)?;
    let codes = cursor::read_words(group, position(Column::Product), rows)?;
    let names = cursor::read_words(group, position(Column::ProductName), rows)?;
    let counts = cursor::read_flags(group, position(Column::Counts), rows)?;
    let within = |id: &i64, subjects: &Range<i64>| subjects.contains(id) && wanted.mask.binary_search(id).is_err();
    for (((id, code), name), counts) in ids.iter().zip(&codes).zip(&names).zip(counts) {
        if counts && !code.is_empty() && within(id, &wanted.subjects) {
            let item = baskets.number(code, name);
            baskets.add(*id, item);
        }
    }
    Ok(())
}
