//! Next best offer: what a customer may want next, and because of what.
//!
//! - What is bought together is learnt from the products each customer has bought ([`wafa_models::offers`]).
//! - A method is used only when it finds the hidden item of unseen customers more often than popularity does, on at
//!   least [`FEWEST`] of them. Otherwise there are no recommendations, only products that are popular.
//!
//! Learning again takes a pass over all lines, so what was learnt is kept until the lines have grown by a twentieth;
//! what the customer herself has bought is read each time.

use std::sync::{Arc, Mutex, PoisonError};

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
    lines: u64,
    items: Vec<(String, String)>,
    offers: Offers,
    recommended: bool,
    rates: Vec<HitRate>,
}

impl Learnt {
    fn of(baskets: Baskets, lines: u64) -> Self {
        let bought: Vec<Vec<u32>> = baskets.bought.into_iter().map(|(_, items)| items).collect();
        let rates = evaluate(&bought);
        let tried = rates.first().map_or(0, |rate| rate.baskets);
        let method = if tried < FEWEST { Method::Popularity } else { best(&rates) };
        let recommended = method != Method::Popularity;
        Self { lines, items: baskets.items, offers: Offers::fit(&bought, method), recommended, rates }
    }

    fn suggest(&self, own: &Baskets, most: usize) -> NextOffers {
        let number = |code: &str| self.items.iter().position(|(known, _)| known == code);
        let items: Vec<u32> = own.items.iter().filter_map(|(code, _)| u32::try_from(number(code)?).ok()).collect();
        let name = |item: u32| self.items.get(item as usize).cloned();
        let offers = self.offers.offers(&items, most).into_iter();
        // What only fills up the list is popular, not recommended.
        let fitting = offers.filter(|offer| offer.because_of.is_some() == self.recommended);
        let suggestion = |offer: wafa_models::offers::Offer| {
            let (code, called) = name(offer.item)?;
            Some(Suggestion { code, name: called, because_of: offer.because_of.and_then(name).map(|(_, name)| name) })
        };
        NextOffers {
            suggestions: fitting.filter_map(suggestion).collect(),
            recommended: self.recommended,
            rates: self.rates.clone(),
        }
    }
}

/// What was learnt last.
#[derive(Debug, Default)]
pub(crate) struct Remembered(Mutex<Option<Arc<Learnt>>>);

impl Remembered {
    /// The best `most` products for a customer. Takes a thread for the while.
    pub fn offers(&self, lake: &OpenedLake, customer: CustomerId, most: usize) -> Result<NextOffers, Error> {
        let lines = lake.lines();
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let fresh = known.filter(|known| lines.abs_diff(known.lines).saturating_mul(GROWN) <= known.lines);
        let learnt = if let Some(learnt) = fresh {
            learnt
        } else {
            let learnt = Arc::new(Learnt::of(lake.baskets(None)?, lines));
            *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&learnt));
            learnt
        };
        Ok(learnt.suggest(&lake.baskets(Some(customer))?, most))
    }
}
