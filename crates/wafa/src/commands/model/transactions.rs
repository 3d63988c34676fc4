//! A file of purchases as histories.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use wafa_intake::{Meaning, Sheet, SheetRow};
use wafa_kernel::Day;
use wafa_models::{Histories, Unit};

use super::reading::{self, Named, Tally};
use crate::cli::model::UnitName;

/// Customers with their purchases.
pub struct Purchases {
    /// In the order of [`Self::histories`].
    pub customers: Vec<String>,
    /// What they bought when.
    pub histories: Histories,
    /// Whether the file says for how much.
    pub with_amounts: bool,
}

impl Purchases {
    /// The last day of the file.
    pub fn last_day(&self) -> i32 {
        self.histories.day_range().map_or(0, |(_, last)| last)
    }
}

/// The unit of the models.
pub fn unit(name: UnitName) -> Unit {
    match name {
        UnitName::Week => Unit::Week,
        UnitName::Day => Unit::Day,
    }
}

const KNOWN: &[&str] = &["customer", "date", "amount", "order"];

/// Where the amount of a row is.
enum Amount {
    None,
    /// Of this row.
    Line(usize),
    /// Of the whole order, repeated in each of its rows.
    Order(usize, usize),
    /// A price and how many.
    Times(usize, usize),
}

/// Reads a file of purchases; a row with a negative amount is a return and no purchase.
pub fn read(path: &Path, columns: &[(String, String)]) -> anyhow::Result<Purchases> {
    let sheet = reading::open(path)?;
    let named = Named::of(&sheet, columns, KNOWN, &[])?;
    let people = [Meaning::CustomerId, Meaning::Email, Meaning::Phone, Meaning::Name];
    let customer = named.need("customer", &[], &people)?;
    let date = named.need("date", &[], &[Meaning::Date])?;
    let amount = amount_of(&named, &sheet);
    let Some(mut dates) = sheet.dates(date, reading::today()) else {
        anyhow::bail!("{}: no date in its column {}", path.display(), sheet.header().get(date).map_or("", |n| n))
    };
    let mut gathered = Gathered::default();
    let mut tally = Tally::default();
    sheet.each(&mut |row| {
        tally.read += 1;
        match purchase(row, customer, &amount, |row| dates.day(row.text(date))) {
            Ok((day, value)) => gathered.add(row, customer, day, value, &amount),
            Err(why) => tally.leave_out(row.line(), why),
        }
    })?;
    tally.report(path)?;
    Ok(gathered.finish(!matches!(amount, Amount::None)))
}

fn amount_of(named: &Named<'_>, sheet: &Sheet) -> Amount {
    if named.is_named("amount") {
        return named.find("amount", &[], &[]).map_or(Amount::None, Amount::Line);
    }
    if let Some(line) = named.find("amount", &[], &[Meaning::Amount]) {
        return Amount::Line(line);
    }
    let order = named.find("order", &[], &[Meaning::OrderId]);
    match (sheet.meaning(Meaning::OrderTotal), order) {
        (Some(total), Some(order)) => return Amount::Order(total, order),
        (Some(total), None) => return Amount::Line(total),
        (None, _) => {}
    }
    match (sheet.meaning(Meaning::UnitPrice), sheet.meaning(Meaning::Quantity)) {
        (Some(price), Some(quantity)) => Amount::Times(price, quantity),
        (Some(price), None) => Amount::Line(price),
        (None, _) => Amount::None,
    }
}

/// Day and value of a row, or why it is no purchase.
fn purchase(
    row: &SheetRow<'_>,
    customer: usize,
    amount: &Amount,
    mut day: impl FnMut(&SheetRow<'_>) -> Option<Day>,
) -> Result<(i32, f64), &'static str> {
    if row.is_flawed() {
        return Err("cannot be read");
    }
    if is_nobody(row.text(customer)) {
        return Err("no customer");
    }
    let day = day(row).ok_or("no date")?;
    let value = match amount {
        Amount::None => 0.0,
        Amount::Line(at) | Amount::Order(at, _) => row.number(*at).ok_or("no amount")?,
        Amount::Times(price, quantity) => {
            row.number(*price).ok_or("no price")? * row.number(*quantity).ok_or("no quantity")?
        }
    };
    if value < 0.0 {
        return Err("a return");
    }
    Ok((day.number(), value))
}

/// What programs write for "no customer".
fn is_nobody(text: &str) -> bool {
    text.is_empty() || ["nan", "na", "n/a", "null", "none", "<na>"].contains(&text.to_ascii_lowercase().as_str())
}

#[derive(Default)]
struct Gathered {
    numbers: HashMap<String, usize>,
    customers: Vec<String>,
    purchases: Vec<Vec<(i32, f64)>>,
    orders: HashSet<(usize, String)>,
}

impl Gathered {
    fn add(&mut self, row: &SheetRow<'_>, customer: usize, day: i32, value: f64, amount: &Amount) {
        let name = row.text(customer);
        let at = match self.numbers.get(name) {
            Some(at) => *at,
            None => {
                self.numbers.insert(name.to_owned(), self.customers.len());
                self.customers.push(name.to_owned());
                self.purchases.push(Vec::new());
                self.customers.len() - 1
            }
        };
        let again = matches!(amount, Amount::Order(_, order)
            if !row.text(*order).is_empty() && !self.orders.insert((at, row.text(*order).to_owned())));
        if let Some(own) = self.purchases.get_mut(at) {
            own.push((day, if again { 0.0 } else { value }));
        }
    }

    fn finish(self, with_amounts: bool) -> Purchases {
        let mut histories = Histories::new();
        for purchases in &self.purchases {
            histories.push(purchases);
        }
        Purchases { customers: self.customers, histories, with_amounts }
    }
}
