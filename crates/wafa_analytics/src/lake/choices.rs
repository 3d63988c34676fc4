//! What orders can be filtered by: the ways they came and the products in them, gathered while they are written.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use parquet::data_type::ByteArray;
use serde::{Deserialize, Serialize};

use super::batch::{Batch, Cells};
use super::table::{Column, TableKind};

/// Ways kept.
const MOST_SOURCES: usize = 100;
/// Products kept, those with most revenue.
const MOST_PRODUCTS: usize = 200;
/// Products looked at; a shop with more offers the first of them.
const MOST_SEEN: usize = 200_000;

/// A product orders can be filtered by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProductChoice {
    /// Its code.
    pub code: String,
    /// What lines call it.
    pub name: String,
    /// What its lines cost in all, minor units of whatever currency.
    pub amount_minor: i64,
}

/// What orders can be filtered by.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Choices {
    /// The ways orders came, as they name them, in order.
    pub sources: Vec<String>,
    /// Products, most revenue first.
    pub products: Vec<ProductChoice>,
}

impl Choices {
    /// The choices of several runs together. What was superseded may count twice, which only changes the order.
    pub(super) fn of_all<'a>(all: impl Iterator<Item = &'a Self>) -> Self {
        let (mut sources, mut products) = (BTreeSet::new(), BTreeMap::<&str, ProductChoice>::new());
        for choices in all {
            sources.extend(choices.sources.iter().cloned());
            for one in &choices.products {
                let known =
                    products.entry(&one.code).or_insert_with(|| ProductChoice { amount_minor: 0, ..one.clone() });
                known.amount_minor = known.amount_minor.saturating_add(one.amount_minor);
            }
        }
        let mut products: Vec<ProductChoice> = products.into_values().collect();
        products.sort_by_key(|one| std::cmp::Reverse(one.amount_minor));
        products.truncate(MOST_PRODUCTS);
        Self { sources: sources.into_iter().take(MOST_SOURCES).collect(), products }
    }
}

/// Gathers choices from rows on their way into files.
#[derive(Debug, Default)]
pub(super) struct Gathering {
    sources: BTreeSet<Vec<u8>>,
    last: Vec<u8>,
    products: HashMap<Vec<u8>, (ByteArray, i64)>,
}

impl Gathering {
    pub fn see(&mut self, rows: &Batch) {
        match rows.table {
            TableKind::Orders => self.see_sources(rows),
            TableKind::Lines => self.see_products(rows),
            _ => {}
        }
    }

    fn see_sources(&mut self, rows: &Batch) {
        let Some(Cells::Text(sources)) = rows.column(Column::Source) else { return };
        for source in sources.iter().map(ByteArray::data) {
            // Neighbours are mostly alike; the comparison saves the look-up.
            if !source.is_empty() && source != self.last.as_slice() {
                self.last = source.to_vec();
                if self.sources.len() < MOST_SOURCES {
                    self.sources.insert(source.to_vec());
                }
            }
        }
    }

    fn see_products(&mut self, rows: &Batch) {
        let columns = (rows.column(Column::Product), rows.column(Column::ProductName), rows.column(Column::Amount));
        let (Some(Cells::Text(codes)), Some(Cells::Text(names)), Some(Cells::Long(amounts))) = columns else { return };
        for ((code, name), amount) in codes.iter().zip(names).zip(amounts) {
            if let Some((_, sum)) = self.products.get_mut(code.data()) {
                *sum = sum.saturating_add(*amount);
            } else if !code.is_empty() && self.products.len() < MOST_SEEN {
                self.products.insert(code.data().to_vec(), (name.clone(), *amount));
            }
        }
    }

    pub fn finish(self) -> Choices {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let mut products: Vec<ProductChoice> = self
            .products
            .into_iter()
            .map(|(code, (name, amount_minor))| ProductChoice {
                code: text(&code),
                name: text(name.data()),
                amount_minor,
            })
            .collect();
        products.sort_by(|a, b| (b.amount_minor, &a.code).cmp(&(a.amount_minor, &b.code)));
        products.truncate(MOST_PRODUCTS);
        Choices { sources: self.sources.iter().map(|source| text(source)).collect(), products }
    }
}
