//! The head of the customer page: who she is, where she stands, what takes her up, and her figures so far.

use serde::Serialize;
use wafa_customers::{ContactKind, NextRung, Profile, Standing};
use wafa_kernel::{Day, Rung};

use crate::who::Desk;

/// Silent for longer than this many of her own intervals, a customer is late.
const LATE: f64 = 1.5;

#[derive(Debug, Serialize)]
pub(super) struct Head {
    name: String,
    greeting: String,
    company: String,
    phone: Option<String>,
    city: String,
    since_on: Day,
    campaign: String,
    source: String,
    rung: &'static str,
    hint: String,
    /// Slides back on this day if nothing happens.
    slides_on: Option<Day>,
    late: bool,
    tags: Vec<String>,
}

impl Head {
    pub fn of(desk: &Desk, profile: &Profile) -> Self {
        let contact =
            |kind| profile.contacts.iter().find(|contact| contact.kind == kind).map(|contact| contact.key.clone());
        let (phone, code) = (contact(ContactKind::Phone), contact(ContactKind::External));
        let fields = &profile.fields;
        let name = super::title(desk, &fields.shown_name(), phone.as_deref(), code.as_deref());
        let added_on = crate::app::App::zone(&desk.business).day_of(profile.created_at);
        let standing = &profile.standing;
        Self {
            greeting: fields.greeting.clone(),
            company: if fields.company == name { String::new() } else { fields.company.clone() },
            name,
            phone,
            city: fields.city.clone(),
            since_on: standing.first_on.map_or(added_on, |first| first.min(added_on)),
            campaign: fields.campaign.clone(),
            source: fields.source.clone(),
            rung: standing.rung.as_str(),
            hint: hint(desk, profile.next),
            slides_on: standing.slides_on,
            late: days_late(standing, desk.today).is_some(),
            tags: profile.tags.clone(),
        }
    }
    /// The name, for the title of the page.
    pub fn name(&self) -> &str {
        &self.name
    }
}

/// What takes her to the next rung, in words.
fn hint(desk: &Desk, next: NextRung) -> String {
    let name = |rung: Rung| desk.say(&format!("rung-{}", rung.as_str()), &[]);
    match next {
        NextRung::Interest => desk.say("customers-next-interest", &[("rung", name(Rung::Prospect).into())]),
        NextRung::Order { orders_missing, rung } => {
            desk.say("customers-next-order", &[("n", orders_missing.into()), ("rung", name(rung).into())])
        }
        NextRung::KeepPace { by: Some(by) } if by >= desk.today => {
            let args = [("rung", name(Rung::Loyal).into()), ("date", desk.reader.date(by).into())];
            desk.say("customers-next-pace-by", &args)
        }
        NextRung::KeepPace { .. } => desk.say("customers-next-pace", &[("rung", name(Rung::Loyal).into())]),
        NextRung::Recommend { signals_missing } => desk
            .say("customers-next-recommend", &[("n", signals_missing.into()), ("rung", name(Rung::Advocate).into())]),
        NextRung::Top => desk.say("customers-next-top", &[]),
    }
}

/// Days past her own interval, when she has been silent for long enough to be called late.
pub(super) fn days_late(standing: &Standing, today: Day) -> Option<i64> {
    let usual = standing.usual_gap_days?;
    let silent = f64::from(today - standing.last_on?);
    #[allow(clippy::cast_possible_truncation)]
    (silent > usual * LATE).then(|| (silent - usual).round() as i64)
}

/// Her figures so far.
#[derive(Debug, Serialize)]
pub(super) struct Sums {
    orders: i64,
    /// Her own interval, days.
    usual_days: Option<i64>,
    net_minor: i64,
    average_minor: Option<i64>,
    last_on: Option<Day>,
    days_late: Option<i64>,
}

impl Sums {
    pub fn of(standing: &Standing, today: Day) -> Self {
        #[allow(clippy::cast_possible_truncation)]
        let usual_days = standing.usual_gap_days.map(|days| days.round() as i64);
        Self {
            orders: standing.orders,
            usual_days,
            net_minor: standing.net_minor,
            average_minor: (standing.orders > 0).then(|| divided(standing.net_minor, standing.orders)),
            last_on: standing.last_on,
            days_late: days_late(standing, today),
        }
    }
}

/// Rounded half away from zero.
fn divided(amount: i64, by: i64) -> i64 {
    let half = by / 2;
    if amount >= 0 { (amount + half) / by } else { (amount - half) / by }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn standing(usual: Option<f64>, last: i32) -> Standing {
        Standing {
            rung: Rung::Repeat,
            rung_on: None,
            slides_on: None,
            usual_gap_days: usual,
            orders: 4,
            first_on: None,
            last_on: Some(Day::from_number(last)),
            net_minor: 10,
            live: true,
        }
    }

    #[test]
    fn late_is_half_again_her_own_interval() {
        let today = Day::from_number(1_000);
        assert_eq!(days_late(&standing(Some(38.0), 919), today), Some(43));
        assert_eq!(
            days_late(&standing(Some(38.0), 943), today),
            None,
            "57 days are one and a half intervals, not more"
        );
        assert_eq!(days_late(&standing(None, 1), today), None, "no interval, no lateness");
    }

    #[test]
    fn the_average_is_rounded() {
        assert_eq!(Sums::of(&standing(None, 1), Day::from_number(9)).average_minor, Some(3));
        assert_eq!(divided(-10, 4), -3);
    }
}
