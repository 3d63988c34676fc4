//! Predictions as lists: who is slipping away with how much money, who is worth most; with reasons, and with an honest
//! word when there is too little data and the order rests on recency, frequency and money alone.

mod file;
mod page;
mod row;

use wafa_analytics::Prediction;
use wafa_analytics::predict::Chance;
use wafa_kernel::policy::action::{ExportCustomers, ReadInsights};
use wafa_kernel::{Cursor, Page, Permit};

use crate::chart::How;
use crate::customers::outlook::{LIKELY, UNLIKELY};
use crate::fault::Fault;
use crate::route::{GET, Gate, Site};
use crate::who::Desk;

/// The routes of predictions.
#[must_use]
pub fn routes(site: Site) -> Site {
    site.page(GET, "/predictions", Gate::of::<ReadInsights>(), page::page).download(
        GET,
        "/predictions/export/{ending}",
        Gate::of::<ExportCustomers>(),
        file::file,
    )
}

/// Which of the lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum List {
    /// Late customers, by the money that may be lost with them.
    Slipping,
    /// All customers, by value.
    Worth,
    /// All customers, by the chance of buying again.
    Likely,
}

/// The bands of the chance of buying again, as on the page of a customer.
const BANDS: [(&str, Chance); 3] = [
    ("likely", Chance { from: LIKELY, below: 2.0 }),
    ("possible", Chance { from: UNLIKELY, below: LIKELY }),
    ("unlikely", Chance { from: 0.0, below: UNLIKELY }),
];

/// The band the address names; blank for everybody.
fn band(pairs: &[(String, String)]) -> (&'static str, Chance) {
    let named = pairs.iter().find(|(key, _)| key == "chance").map(|(_, value)| value.as_str());
    BANDS.into_iter().find(|(name, _)| Some(*name) == named).unwrap_or(("", Chance::ANY))
}

impl List {
    const ALL: [Self; 3] = [Self::Slipping, Self::Worth, Self::Likely];

    const fn as_str(self) -> &'static str {
        match self {
            Self::Slipping => "slipping",
            Self::Worth => "worth",
            Self::Likely => "likely",
        }
    }

    /// As the address says; the first without a word.
    fn read(pairs: &[(String, String)]) -> Self {
        let named = pairs.iter().find(|(key, _)| key == "list").map(|(_, value)| value.as_str());
        Self::ALL.into_iter().find(|list| Some(list.as_str()) == named).unwrap_or(Self::Slipping)
    }

    async fn ask(
        self,
        desk: &Desk,
        permit: &Permit<ReadInsights>,
        chance: Chance,
        after: Option<&Cursor>,
        limit: u32,
    ) -> Result<Page<Prediction>, Fault> {
        Ok(match self {
            Self::Slipping => desk.app.predictor.slipping_away(permit, chance, after, limit).await?,
            Self::Worth => desk.app.predictor.worth_most(permit, chance, after, limit).await?,
            Self::Likely => desk.app.predictor.likeliest(permit, chance, after, limit).await?,
        })
    }
}

/// The explanation of a column, with a model behind it or without.
fn how(desk: &Desk, name: &str, modelled: bool) -> How {
    let basis = if modelled { "model" } else { "rfm" };
    How {
        formula: desk.say(&format!("how-predictions-{name}-{basis}"), &[]),
        window: desk.say(&format!("how-predictions-window-{basis}"), &[]),
        exclusions: desk.say("how-predictions-exclusions", &[]),
    }
}
