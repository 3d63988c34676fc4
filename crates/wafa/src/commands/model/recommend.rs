//! `wafa model recommend`.

use std::collections::HashMap;
use std::io::Write as _;
use std::path::Path;

use wafa_intake::{Meaning, Sheet};
use wafa_models::offers::{self, Method, Offers};

use super::reading::{self, Named, Tally};
use crate::cli::model::{MethodName, Recommend};
use crate::commands::csv;

const KNOWN: &[&str] = &["basket", "item", "customer"];
const ITEM_WORDS: &[&str] = &["item", "product", "sku", "article", "item_id", "product_id", "itemDescription"];
const ITEMS: &[Meaning] = &[Meaning::ProductId, Meaning::ProductName];
const BASKET_WORDS: &[&str] = &["basket", "basket_id", "transaction", "transaction_id", "invoice", "receipt"];
const CUSTOMER_WORDS: &[&str] = &["customer", "customer_id", "user", "user_id", "member_number"];

/// Names with their numbers.
#[derive(Default)]
struct Items {
    numbers: HashMap<String, u32>,
    names: Vec<String>,
}

impl Items {
    fn number(&mut self, name: &str) -> u32 {
        if let Some(number) = self.numbers.get(name) {
            return *number;
        }
        let number = u32::try_from(self.names.len()).unwrap_or(u32::MAX);
        self.numbers.insert(name.to_owned(), number);
        self.names.push(name.to_owned());
        number
    }

    fn name(&self, number: u32) -> &str {
        self.names.get(number as usize).map_or("", String::as_str)
    }
}

/// Prints the best offers of every customer, with the item each is owed to.
pub fn run(options: &Recommend) -> anyhow::Result<()> {
    let mut items = Items::default();
    let (_, baskets) = groups(&options.baskets, &options.columns, Group::Basket, &mut items)?;
    let (customers, owned) = groups(&options.customers, &options.columns, Group::Customer, &mut items)?;
    let method = match options.method {
        Some(MethodName::Bm25) => Method::Bm25,
        Some(MethodName::Cosine) => Method::Cosine,
        Some(MethodName::Popularity) => Method::Popularity,
        None => tried(&baskets)?,
    };
    let learned = Offers::fit(&baskets, method);
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    writeln!(out, "customer_id,rank,item,score,method,reason,because_of")?;
    for (customer, own) in customers.iter().zip(&owned) {
        for (offer, rank) in learned.offers(own, options.top).iter().zip(1..) {
            let (method, reason, because) = match offer.because_of {
                Some(item) => (method, format!("bought together with {}", items.name(item)), items.name(item)),
                None => (Method::Popularity, "bought by most".to_owned(), ""),
            };
            writeln!(
                out,
                "{},{rank},{},{},{},{},{}",
                csv::quoted(customer),
                csv::quoted(items.name(offer.item)),
                offer.score,
                method.name(),
                csv::quoted(&reason),
                csv::quoted(because)
            )?;
        }
    }
    out.flush()?;
    Ok(())
}

/// The method that finds hidden items best; says on standard error how each did.
fn tried(baskets: &[Vec<u32>]) -> anyhow::Result<Method> {
    let rates = offers::evaluate(baskets);
    let best = offers::best(&rates);
    let mut err = std::io::stderr();
    for rate in &rates {
        writeln!(
            err,
            "wafa: hit@10 {:10} {:.3} ({} baskets with one item hidden)",
            rate.method.name(),
            rate.hit_at_10,
            rate.baskets
        )?;
    }
    if rates.is_empty() {
        writeln!(err, "wafa: too few baskets of two items to compare methods; what most buy is offered")?;
    } else if best == Method::Popularity {
        writeln!(err, "wafa: nothing beats what most buy; that is offered, and it is no recommendation")?;
    }
    Ok(best)
}

#[derive(Clone, Copy, PartialEq)]
enum Group {
    Basket,
    Customer,
}

/// The items of each basket or customer, in order of first appearance.
fn groups(
    path: &Path,
    columns: &[(String, String)],
    group: Group,
    items: &mut Items,
) -> anyhow::Result<(Vec<String>, Vec<Vec<u32>>)> {
    let sheet = reading::open(path)?;
    let elsewhere: &[&str] = match group {
        Group::Basket => &["customer"],
        Group::Customer => &["basket"],
    };
    let named = Named::of(&sheet, columns, KNOWN, elsewhere)?;
    let item = named.need("item", ITEM_WORDS, ITEMS)?;
    let keys = keys(&sheet, &named, group)?;
    let (mut tally, mut numbers) = (Tally::default(), HashMap::new());
    let (mut names, mut groups): (Vec<String>, Vec<Vec<u32>>) = (Vec::new(), Vec::new());
    sheet.each(&mut |row| {
        tally.read += 1;
        let key: Vec<&str> = keys.iter().map(|at| row.text(*at)).collect();
        if row.is_flawed() || row.text(item).is_empty() || key.iter().any(|part| part.is_empty()) {
            return tally.leave_out(row.line(), "no basket, customer or item");
        }
        let key = key.join("\u{1f}");
        let at = *numbers.entry(key.clone()).or_insert_with(|| {
            names.push(key);
            groups.push(Vec::new());
            groups.len() - 1
        });
        if let Some(own) = groups.get_mut(at) {
            own.push(items.number(row.text(item)));
        }
    })?;
    tally.report(path)?;
    Ok((names, groups))
}

/// What makes rows one basket (its number, or customer and day), or one customer.
fn keys(sheet: &Sheet, named: &Named<'_>, group: Group) -> anyhow::Result<Vec<usize>> {
    let customer = named.find("customer", CUSTOMER_WORDS, &[Meaning::CustomerId, Meaning::Email, Meaning::Phone]);
    match group {
        Group::Customer => match customer {
            Some(customer) => Ok(vec![customer]),
            None => Ok(vec![named.need("customer", &[], &[])?]),
        },
        Group::Basket => match named.find("basket", BASKET_WORDS, &[Meaning::OrderId]) {
            Some(basket) => Ok(vec![basket]),
            None => match customer {
                Some(customer) => Ok(std::iter::once(customer).chain(sheet.meaning(Meaning::Date)).collect()),
                None => Ok(vec![named.need("basket", &[], &[])?]),
            },
        },
    }
}
