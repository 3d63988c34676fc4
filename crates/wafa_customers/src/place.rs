//! Where the business is: which day it is there, and which country phones without a country code belong to.

use wafa_db::{DbError, Tx};
use wafa_kernel::{Business, Day, Moment};
use wafa_text::Zone;

/// Time zone and country of the business.
#[derive(Debug, Clone)]
pub(crate) struct Place {
    pub zone: Zone,
    pub country: String,
}

impl Place {
    /// The day of a moment there.
    pub(crate) fn day_of(&self, moment: Moment) -> Day {
        self.zone.day_of(moment)
    }

    fn of(business: Option<(Business, i64)>) -> Self {
        let business = business.map(|(business, _)| business).unwrap_or_default();
        let zone = Zone::load(&business.zone).unwrap_or_else(|_| Zone::utc());
        Self { zone, country: business.country }
    }
}

/// The place of the business, as the transaction sees it.
pub(crate) async fn place(tx: &mut Tx) -> Result<Place, DbError> {
    tx.setting("business").await.map(Place::of)
}

/// The place of the business, as committed.
pub(crate) async fn place_of(db: &wafa_db::Db) -> Result<Place, DbError> {
    db.setting("business").await.map(Place::of)
}

/// Today, in the time zone of the business.
///
/// # Errors
/// Those of the database.
pub async fn today(tx: &mut Tx) -> Result<Day, DbError> {
    let now = tx.now();
    Ok(place(tx).await?.day_of(now))
}
