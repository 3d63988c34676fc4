//! Holidays of the business: the usual ones of its country, and its own.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use wafa_kernel::business::Holiday;
use wafa_kernel::policy::action::ManageBusiness;
use wafa_kernel::{Business, CalendarKind, Day};
use wafa_text::calendar;

use super::draft::number;
use super::one;
use crate::ask::{FormPairs, Pairs};
use crate::fault::Fault;
use crate::today::next_on;
use crate::view::Tone;
use crate::who::{Desk, Who};

/// Holidays a business can have.
const MOST: usize = 200;

/// One holiday of the list.
#[derive(Serialize)]
struct Row {
    name: String,
    calendar: &'static str,
    month: u8,
    day: u8,
    next_on: Option<Day>,
    edit: String,
}

/// The form.
#[derive(Debug, Default, Serialize)]
struct Draft {
    name: String,
    calendar: String,
    month: String,
    day: String,
    /// The holiday it replaces, as [`written`] writes it; empty for a new one.
    was: String,
}

#[derive(Serialize)]
struct Context {
    rows: Vec<Row>,
    draft: Draft,
    error: String,
    country: String,
    standard: usize,
}

/// A holiday as forms and addresses name it.
fn written(holiday: &Holiday) -> String {
    format!("{}-{}-{}-{}", holiday.calendar.as_str(), holiday.month, holiday.day, holiday.name)
}

fn context(desk: &Desk, draft: Draft, error: String) -> Context {
    let mut rows: Vec<Row> = desk
        .business
        .holidays
        .iter()
        .map(|holiday| Row {
            name: holiday.name.clone(),
            calendar: holiday.calendar.as_str(),
            month: holiday.month,
            day: holiday.day,
            next_on: next_on(holiday, desk.today),
            edit: written(holiday),
        })
        .collect();
    rows.sort_by_key(|row| row.next_on.map_or(i32::MAX, Day::number));
    let standard = missing(&desk.business).len();
    let country = country_name(desk, &desk.business.country);
    Context { rows, draft, error, country, standard }
}

/// The name of a country; its code when it has none.
fn country_name(desk: &Desk, code: &str) -> String {
    let key = format!("settings-country-{}", code.to_ascii_lowercase());
    if wafa_text::Words::global().has(desk.reader.language, &key) { desk.say(&key, &[]) } else { code.to_owned() }
}

/// The usual holidays of the country the business does not have yet.
fn missing(business: &Business) -> Vec<Holiday> {
    let has = |new: &Holiday| {
        business
            .holidays
            .iter()
            .any(|known| (known.calendar, known.month, known.day) == (new.calendar, new.month, new.day))
    };
    calendar::holidays(&business.country).into_iter().filter(|new| !has(new)).collect()
}

/// The page; `?edit=` fills the form with a holiday.
pub(super) async fn show(who: Who<ManageBusiness>, Pairs(pairs): Pairs) -> Result<Response, Fault> {
    let wanted = one(&pairs, "edit");
    let found = who.business.holidays.iter().find(|holiday| written(holiday) == wanted);
    let draft = found.map_or_else(
        || Draft { calendar: who.business.calendar.as_str().to_owned(), ..Draft::default() },
        |holiday| Draft {
            name: holiday.name.clone(),
            calendar: holiday.calendar.as_str().to_owned(),
            month: who.reader.number(i64::from(holiday.month)),
            day: who.reader.number(i64::from(holiday.day)),
            was: wanted.to_owned(),
        },
    );
    who.page("settings", "settings/holidays.html", &context(&who, draft, String::new()))
}

/// What the form says, or the key of what is wrong with it.
fn read(draft: &Draft) -> Result<Holiday, &'static str> {
    if draft.name.is_empty() {
        return Err("settings-holiday-name-missing");
    }
    let part = |text: &str| number(text, 0).and_then(|part| u8::try_from(part).ok()).unwrap_or(0);
    let calendar: CalendarKind = draft.calendar.parse().map_err(|_| "settings-choose-one")?;
    let (month, day) = (part(&draft.month), part(&draft.day));
    // The day has to be in some year of its calendar: 30 Esfand and 29 February are, 31 Mehr is not.
    let (year, ..) = calendar::civil(Day::from_number(20_000), calendar);
    if (year..year + 9).any(|year| calendar::day(calendar, year, month, day).is_some()) {
        Ok(Holiday { calendar, month, day, name: draft.name.clone() })
    } else {
        Err("settings-holiday-no-such-day")
    }
}

/// Adds the holiday of the form, or puts it in the place of the one that was edited.
pub(super) async fn save(who: Who<ManageBusiness>, FormPairs(pairs): FormPairs) -> Result<Response, Fault> {
    let draft = Draft {
        name: one(&pairs, "name").chars().take(80).collect(),
        calendar: one(&pairs, "calendar").to_owned(),
        month: one(&pairs, "month").to_owned(),
        day: one(&pairs, "day").to_owned(),
        was: one(&pairs, "was").to_owned(),
    };
    let holiday = match read(&draft) {
        Ok(holiday) if who.business.holidays.len() < MOST || !draft.was.is_empty() => holiday,
        Ok(_) => return again(&who, draft, "settings-holidays-full"),
        Err(key) => return again(&who, draft, key),
    };
    let mut business = Business::clone(&who.business);
    match business.holidays.iter_mut().find(|known| written(known) == draft.was) {
        Some(known) => *known = holiday,
        None => business.holidays.push(holiday),
    }
    store(&who, &business, "settings-saved").await
}

fn again(who: &Who<ManageBusiness>, draft: Draft, key: &str) -> Result<Response, Fault> {
    let context = context(who, draft, who.say(key, &[]));
    who.page_with(StatusCode::UNPROCESSABLE_ENTITY, "settings", "settings/holidays.html", &context)
}

async fn store(who: &Who<ManageBusiness>, business: &Business, said: &str) -> Result<Response, Fault> {
    who.app.save_business(&who.permit, business).await?;
    Ok(who.redirect("/settings/holidays").toast(Tone::Good, who.say(said, &[])).into_response())
}

/// Takes one away.
pub(super) async fn remove(who: Who<ManageBusiness>, FormPairs(pairs): FormPairs) -> Result<Response, Fault> {
    let which = one(&pairs, "which");
    let mut business = Business::clone(&who.business);
    business.holidays.retain(|holiday| written(holiday) != which);
    store(&who, &business, "settings-holiday-removed").await
}

/// Adds the usual holidays of the country.
pub(super) async fn add_standard(who: Who<ManageBusiness>) -> Result<Response, Fault> {
    let mut business = Business::clone(&who.business);
    business.holidays.extend(missing(&who.business));
    store(&who, &business, "settings-holidays-added").await
}
