//! The first owner, and the first settings of the business.

use axum::http::StatusCode;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use wafa_kernel::policy::action::ManageBusiness;
use wafa_kernel::{Actor, Business, CalendarKind, Currency, DigitStyle, DisplayUnit, Language, Policy, Role, Weekday};

use super::{sign_in, welcome};
use crate::access::links::{self, Purpose};
use crate::access::users::{self, NewUser};
use crate::access::{Error, password, sessions};
use crate::app::App;
use crate::ask::{Form, Path};
use crate::fault::{Fault, render};
use crate::who::Visitor;

#[derive(Debug, Default, Serialize)]
struct FirstRunPage {
    token: String,
    business: String,
    name: String,
    email: String,
    language: String,
    error: String,
    min_letters: usize,
}

#[derive(Debug, Deserialize)]
pub(super) struct Beginning {
    business: String,
    name: String,
    email: String,
    password: String,
    language: String,
}

pub(super) async fn show(visitor: Visitor, Path(token): Path<String>) -> Result<Response, Fault> {
    open_link(&visitor, &token).await?;
    let language = visitor.reader.language.tag().to_owned();
    let page = FirstRunPage {
        token,
        language,
        business: visitor.business.name.clone(),
        min_letters: password::MIN_LETTERS,
        ..FirstRunPage::default()
    };
    visitor.page("", "access/first_run.html", &page)
}

async fn open_link(visitor: &Visitor, token: &str) -> Result<(), Fault> {
    sign_in::brake(visitor, "link")?;
    let link = links::find(&visitor.app.db, token).await?;
    if link.purpose == Purpose::FirstRun { Ok(()) } else { Err(Error::LinkExpired.into()) }
}

pub(super) async fn begin(
    visitor: Visitor,
    Path(token): Path<String>,
    Form(form): Form<Beginning>,
) -> Result<Response, Fault> {
    open_link(&visitor, &token).await?;
    match make_owner(&visitor, &token, &form).await {
        Ok(response) => Ok(response),
        Err(fault) if fault.status() == StatusCode::UNPROCESSABLE_ENTITY => {
            let page = FirstRunPage {
                token,
                business: form.business,
                name: form.name,
                email: form.email,
                language: form.language,
                error: render::sentence(&visitor.reader, &fault),
                min_letters: password::MIN_LETTERS,
            };
            visitor.page_with(StatusCode::UNPROCESSABLE_ENTITY, "", "access/first_run.html", &page)
        }
        Err(fault) => Err(fault),
    }
}

async fn make_owner(visitor: &Visitor, token: &str, form: &Beginning) -> Result<Response, Fault> {
    let language: Language = form.language.parse().map_err(|_| Fault::malformed())?;
    if form.business.trim().is_empty() || form.name.trim().is_empty() {
        return Err(Error::NameMissing.into());
    }
    password::judge(&form.password, &form.email)?;
    let password_hash = password::hash(form.password.clone()).await?;
    let actor = Actor::System("first run");
    let mut tx = visitor.app.db.begin().await?;
    links::use_up(&mut tx, token).await?;
    if users::anybody(&mut tx).await? {
        return Err(Error::FirstRunOver.into());
    }
    let new =
        NewUser { email: form.email.clone(), name: form.name.clone(), role: Role::Owner, language, password_hash };
    let id = users::add(&mut tx, &new, &actor).await?;
    let stored: Option<(Business, i64)> = tx.setting("business").await?;
    let mut business = stored.map_or_else(|| usual_business(language), |(business, _)| business);
    business.name = form.business.trim().chars().take(120).collect();
    business.language = language;
    App::save_business_in(&mut tx, &Policy::system::<ManageBusiness>("first run"), &business).await?;
    let user = users::load(&mut tx, id).await?;
    let session = sessions::start(&mut tx, &user, &visitor.agent, true).await?;
    tx.commit().await?;
    Ok(welcome(visitor, &user, &session, "/"))
}

/// What most businesses of a language use; all of it can be changed under Settings.
fn usual_business(language: Language) -> Business {
    let usual = Business::default();
    match language {
        Language::Fa => usual,
        Language::Ar => Business {
            language,
            currency: "SAR".parse().unwrap_or(Currency::USD),
            display_unit: DisplayUnit::Currency,
            calendar: CalendarKind::Gregorian,
            zone: "Asia/Riyadh".to_owned(),
            week_starts: Weekday::Sunday,
            weekend: vec![Weekday::Friday, Weekday::Saturday],
            country: "SA".to_owned(),
            ..usual
        },
        Language::En => Business {
            language,
            currency: Currency::USD,
            display_unit: DisplayUnit::Currency,
            calendar: CalendarKind::Gregorian,
            digits: DigitStyle::Latin,
            zone: "UTC".to_owned(),
            week_starts: Weekday::Monday,
            weekend: vec![Weekday::Saturday, Weekday::Sunday],
            country: "US".to_owned(),
            ..usual
        },
    }
}
