//! Predictions as lists: who is slipping away with how much money, who is worth most; with reasons, and with an honest
//! word when there is too little data and the order rests on recency, frequency and money alone.

mod file;
mod page;
mod row;

use wafa_analytics::Prediction;
use wafa_kernel::policy::action::{ExportCustomers, ReadInsights};
use wafa_kernel::{Cursor, Page, Permit};

use crate::chart::How;
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

/// Which of the two lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum List {
    /// Late customers, by the money that may be lost with them.
    Slipping,
    /// All customers, by value.
    Worth,
}

impl List {
    const ALL: [Self; 2] = [Self::Slipping, Self::Worth];

    const fn as_str(self) -> &'static str {
        match self {
            Self::Slipping => "slipping",
            Self::Worth => "worth",
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
        after: Option<&Cursor>,
        limit: u32,
    ) -> Result<Page<Prediction>, Fault> {
        Ok(match self {
            Self::Slipping => desk.app.predictor.slipping_away(permit, after, limit).await?,
            Self::Worth => desk.app.predictor.worth_most(permit, after, limit).await?,
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
