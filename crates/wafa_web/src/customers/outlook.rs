//! What to expect of a customer, in words: the band she is in, her figures to come, and why.
//!
//! With too little data for a model the predictions rest on recency, frequency and money alone; then no probability
//! is shown, and the page says why.

use serde::Serialize;
use wafa_analytics::predict::{Basis, HORIZON_DAYS, Prediction};
use wafa_kernel::policy::action::ReadInsights;
use wafa_kernel::{CustomerId, Day};

use super::reasons::{Why, whys};
use crate::fault::Fault;
use crate::who::Desk;

/// From this probability on a purchase is likely.
pub(crate) const LIKELY: f64 = 0.6;
/// Below this one it is unlikely.
pub(crate) const UNLIKELY: f64 = 0.3;

/// A customer's band, for a chip.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Outlook {
    /// Probability of buying within the horizon; none without a model.
    pub share: Option<f64>,
    /// Key of the word for the band.
    pub word: &'static str,
    /// Its tone.
    pub tone: &'static str,
}

impl Outlook {
    /// The band of a prediction.
    pub fn of(prediction: &Prediction) -> Self {
        match prediction.basis {
            Basis::Model => {
                let share = prediction.p_active;
                let (word, tone) = if share >= LIKELY {
                    ("customers-band-likely", "good")
                } else if share >= UNLIKELY {
                    ("customers-band-possible", "warn")
                } else {
                    ("customers-band-unlikely", "bad")
                };
                Self { share: Some(share), word, tone }
            }
            Basis::Rfm if prediction.at_risk_minor > 0 => {
                Self { share: None, word: "customers-band-fading", tone: "warn" }
            }
            Basis::Rfm => Self { share: None, word: "customers-band-steady", tone: "good" },
        }
    }
}

/// The outlook as the customer page shows it.
#[derive(Debug, Serialize)]
pub(super) struct OutlookCard {
    band: Outlook,
    /// A model speaks, not only RFM.
    modelled: bool,
    /// Name of the model.
    model: String,
    as_of: Day,
    horizon_days: u32,
    value_minor: i64,
    next_on: Option<Day>,
    /// The day of the next purchase has passed.
    overdue: bool,
    expected_purchases: f64,
    segment: &'static str,
    r: u8,
    f: u8,
    m: u8,
    whys: Vec<Why>,
}

/// With a smaller chance of buying again no day is foretold: it would be the day of the few who do come back.
const HARDLY: f64 = 0.25;

/// What is expected of a customer; none for who may not see it, and before the first prediction.
///
/// # Errors
/// The database's.
pub(super) async fn outlook_of(desk: &Desk, customer: CustomerId) -> Result<Option<OutlookCard>, Fault> {
    let Ok(permit) = desk.permit_for::<ReadInsights>() else { return Ok(None) };
    let Some(prediction) = desk.app.predictor.prediction_now(&permit, customer, desk.today).await? else {
        return Ok(None);
    };
    let next_on = prediction.next_on.filter(|_| prediction.p_active >= HARDLY);
    Ok(Some(OutlookCard {
        band: Outlook::of(&prediction),
        modelled: prediction.basis == Basis::Model,
        as_of: prediction.as_of,
        horizon_days: HORIZON_DAYS,
        value_minor: prediction.value_minor,
        next_on,
        overdue: next_on.is_some_and(|day| day < desk.today),
        expected_purchases: prediction.expected_purchases,
        segment: prediction.segment.as_str(),
        r: prediction.r,
        f: prediction.f,
        m: prediction.m,
        whys: whys(desk, &prediction.reasons),
        model: prediction.model,
    }))
}
