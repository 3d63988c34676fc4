//! The next best offer to a customer with its reason; what is only popular is called popular.

use serde::Serialize;
use wafa_analytics::offers::Suggestion;
use wafa_kernel::CustomerId;
use wafa_kernel::policy::action::ReadInsights;
use wafa_models::offers::Method;

use crate::fault::Fault;
use crate::who::Desk;

/// Products shown.
const SHOWN: usize = 3;

/// One product.
#[derive(Debug, Serialize)]
struct Offer {
    name: String,
    /// Because of what; empty for what is only popular.
    reason: String,
}

/// The card of the customer page.
#[derive(Debug, Serialize)]
pub(super) struct OfferCard {
    title: String,
    offers: Vec<Offer>,
    /// How well this does on customers it has not seen.
    proof: String,
}

/// What to offer a customer; none for who may not see it, and where no products are known.
///
/// # Errors
/// The lake's.
pub(super) async fn offers_of(desk: &Desk, customer: CustomerId) -> Result<Option<OfferCard>, Fault> {
    let Ok(permit) = desk.permit_for::<ReadInsights>() else { return Ok(None) };
    let told = desk.app.insights.next_offers(&permit, customer, SHOWN).await?;
    if told.learning {
        let (title, proof) = (desk.say("offers-title", &[]), desk.say("offers-learning", &[]));
        return Ok(Some(OfferCard { title, offers: Vec::new(), proof }));
    }
    if told.suggestions.is_empty() {
        return Ok(None);
    }
    let reason = |one: &Suggestion| one.because_of.clone().map(|of| desk.say("offers-because", &[("name", of.into())]));
    let offer = |one: &Suggestion| Offer { name: one.name.clone(), reason: reason(one).unwrap_or_default() };
    let share = |rate: Option<f64>| desk.reader.percent(rate.unwrap_or(0.0), 0);
    let (title, proof) = if told.recommended {
        let found = share(told.best_rate());
        let popular = share(told.rate(Method::Popularity));
        ("offers-title", desk.say("offers-proof", &[("found", found.into()), ("popular", popular.into())]))
    } else {
        ("offers-popular-title", desk.say("offers-popular-about", &[]))
    };
    Ok(Some(OfferCard { title: desk.say(title, &[]), offers: told.suggestions.iter().map(offer).collect(), proof }))
}
