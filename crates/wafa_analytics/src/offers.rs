//! Next best offer: what a customer may want next, and because of what.
//!
//! - What is bought together is learnt from the products each customer has bought ([`wafa_models::offers`]).
//! - A method is used only when it finds the hidden item of unseen customers more often than popularity does, on at
//!   least [`FEWEST`] of them. Otherwise there are no recommendations, only products that are popular.
//!
//! - A product whose order was wholly given back does not count as bought.
//!
//! **When.** Learning takes a pass over all lines, and on a large shop many seconds. It is part of every fit, and is done
//! behind the reader's back when a page asks and nothing is known yet (after a start of the program) or the lines have
//! grown by a twentieth since. No page waits for it. What the customer herself has bought is read each time.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use serde::{Deserialize, Serialize};
use wafa_kernel::CustomerId;
use wafa_models::offers::{HitRate, Method, Offers, best, evaluate};

use crate::error::Error;
use crate::lake::{Baskets, OpenedLake};

#[cfg(test)]
mod tests;

/// Hidden items to be looked for before a method is believed.
pub const FEWEST: usize = 50;
/// What was learnt is kept while the lines have grown by less than one in so many.
const GROWN: u64 = 20;

/// A product to offer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// Its code.
    pub code: String,
    /// What lines call it.
    pub name: String,
    /// What of hers it is bought together with most; `None` for what is simply popular.
    pub because_of: Option<String>,
}

/// What a customer may want next.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct NextOffers {
    /// The best first.
    pub suggestions: Vec<Suggestion>,
    /// These are recommendations: the method finds more than popularity does. Else they are popular products.
    pub recommended: bool,
    /// How often each method found the hidden item, the baseline last.
    pub rates: Vec<HitRate>,
    /// Nothing is known yet; it is being learnt now.
    pub learning: bool,
}

/// What was learnt, and how well it foretells.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OffersReport {
    /// Lines of orders it was learnt from.
    pub lines: u64,
    /// Customers with a product.
    pub customers: u64,
    /// Products.
    pub products: u64,
    /// The method in use.
    pub method: Method,
    /// How often each method found the hidden item, the baseline last.
    pub rates: Vec<HitRate>,
}

impl OffersReport {
    /// Offers are recommendations: the method finds more than popularity does.
    #[must_use]
    pub fn recommended(&self) -> bool {
        self.method != Method::Popularity
    }
}

impl NextOffers {
    /// Hit rate of a method.
    #[must_use]
    pub fn rate(&self, method: Method) -> Option<f64> {
        self.rates.iter().find(|rate| rate.method == method).map(|rate| rate.hit_at_10)
    }
    /// The hit rate of the best method.
    #[must_use]
    pub fn best_rate(&self) -> Option<f64> {
        self.rate(best(&self.rates))
    }
}

/// What is bought together, and how well that foretells.
#[derive(Debug)]
struct Learnt {
    items: Vec<(String, String)>,
    /// Items by their code.
    numbers: HashMap<String, u32>,
    offers: Offers,
    report: OffersReport,
}

impl Learnt {
    fn of(baskets: Baskets, lines: u64) -> Self {
        let bought: Vec<Vec<u32>> = baskets.bought.into_iter().map(|(_, items)| items).collect();
        let rates = evaluate(&bought);
        let tried = rates.first().map_or(0, |rate| rate.baskets);
        let method = if tried < FEWEST { Method::Popularity } else { best(&rates) };
        let (customers, products) = (bought.len() as u64, baskets.items.len() as u64);
        let numbers = baskets.items.iter().zip(0..).map(|((code, _), number)| (code.clone(), number)).collect();
        let report = OffersReport { lines, customers, products, method, rates };
        Self { items: baskets.items, numbers, offers: Offers::fit(&bought, method), report }
    }

    fn suggest(&self, own: &Baskets, most: usize) -> NextOffers {
        let items: Vec<u32> = own.items.iter().filter_map(|(code, _)| self.numbers.get(code).copied()).collect();
        let recommended = self.report.recommended();
        let name = |item: u32| self.items.get(item as usize).cloned();
        let offers = self.offers.offers(&items, most).into_iter();
        // What only fills up the list is popular, not recommended.
        let fitting = offers.filter(|offer| offer.because_of.is_some() == recommended);
        let suggestion = |offer: wafa_models::offers::Offer| {
            let (code, called) = name(offer.item)?;
            Some(Suggestion { code, name: called, because_of: offer.because_of.and_then(name).map(|(_, name)| name) })
        };
        NextOffers {
            suggestions: fitting.filter_map(suggestion).collect(),
            recommended,
            rates: self.report.rates.clone(),
            learning: false,
        }
    }
}

/// What was learnt last.
#[derive(Debug, Default)]
pub(crate) struct Remembered {
    learnt: Mutex<Option<Arc<Learnt>>>,
    /// Somebody is learning behind a page.
    busy: AtomicBool,
}

impl Remembered {
    fn known(&self) -> Option<Arc<Learnt>> {
        self.learnt.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Learns from all lines and remembers it; `None` where there are none. Takes a thread for the while.
    pub fn learn(&self, lake: &OpenedLake) -> Result<Option<OffersReport>, Error> {
        let lines = lake.lines();
        let learnt = if lines == 0 { None } else { Some(Arc::new(Learnt::of(lake.baskets(None)?, lines))) };
        let report = learnt.as_ref().map(|learnt| learnt.report.clone());
        *self.learnt.lock().unwrap_or_else(PoisonError::into_inner) = learnt;
        Ok(report)
    }

    /// The best `most` products for a customer, by what is known; `None` where nothing is. Takes a thread.
    pub fn offers(&self, lake: &OpenedLake, customer: CustomerId, most: usize) -> Result<Option<NextOffers>, Error> {
        let Some(learnt) = self.known() else { return Ok(None) };
        Ok(Some(learnt.suggest(&lake.baskets(Some(customer))?, most)))
    }

    /// Whether to learn now, behind the reader's back; whoever is told so says [`Self::rest`] when it is done.
    pub fn wants_to_learn(&self, lines: u64) -> bool {
        let fresh = match self.known() {
            Some(known) => lines.abs_diff(known.report.lines).saturating_mul(GROWN) <= known.report.lines,
            None => lines == 0,
        };
        !fresh && !self.busy.swap(true, Ordering::AcqRel)
    }

    /// Learning behind a page ended, well or not.
    pub fn rest(&self) {
        self.busy.store(false, Ordering::Release);
    }
}
