//! Switching one's own second factor on and off.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use wafa_kernel::Actor;
use wafa_kernel::policy::action::UseAccount;

use super::own::{prove, session_of};
use crate::access::{Error, second_factor, sessions, users};
use crate::ask::Form;
use crate::fault::{Fault, render};
use crate::view::Tone;
use crate::who::Who;

#[derive(Debug, Serialize)]
struct FactorPage {
    on: bool,
    secret: String,
    image: String,
    error: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct CodeEntry {
    code: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct Off {
    #[serde(default)]
    current: String,
}

async fn page(who: &Who<UseAccount>, secret: &str, error: String) -> Result<Response, Fault> {
    let session = session_of(who)?;
    let image = second_factor::qr_image(secret, &session.email)?;
    let status = if error.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    who.page_with(
        status,
        "account",
        "access/second_factor.html",
        &FactorPage { on: false, secret: secret.to_owned(), image, error },
    )
}

pub(super) async fn show(who: Who<UseAccount>) -> Result<Response, Fault> {
    let session = session_of(&who)?;
    if session.second_factor {
        let on = FactorPage { on: true, secret: String::new(), image: String::new(), error: String::new() };
        return who.page("account", "access/second_factor.html", &on);
    }
    let pending = who.app.vault.reveal(session.id, &session.pending_totp).unwrap_or_default();
    if !pending.is_empty() {
        return page(&who, &pending, String::new()).await;
    }
    let secret = second_factor::fresh_secret();
    sessions::keep_pending(&who.app.db, session, &who.app.vault.seal(session.id, &secret)?).await?;
    page(&who, &secret, String::new()).await
}

pub(super) async fn switch_on(who: Who<UseAccount>, Form(entry): Form<CodeEntry>) -> Result<Response, Fault> {
    let session = session_of(&who)?;
    if session.second_factor || session.pending_totp.is_empty() {
        return Ok(who.redirect("/account/second-factor").into_response());
    }
    let secret = who.app.vault.reveal(session.id, &session.pending_totp)?;
    let Ok(step) = second_factor::check(&secret, &session.email, &entry.code, 0, who.app.now()) else {
        let error = render::sentence(&who.reader, &Fault::from(Error::WrongCode));
        return page(&who, &secret, error).await;
    };
    let actor = Actor::User { id: session.id, role: session.role };
    let mut tx = who.app.db.begin().await?;
    users::set_second_factor(&mut tx, session.id, &session.pending_totp, step, &actor).await?;
    tx.commit().await?;
    sessions::keep_pending(&who.app.db, session, "").await?;
    sessions::end_others(&who.app.db, session).await?;
    Ok(who.redirect("/account").toast(Tone::Good, who.say("access-second-factor-on-done", &[])).into_response())
}

pub(super) async fn switch_off(who: Who<UseAccount>, Form(off): Form<Off>) -> Result<Response, Fault> {
    prove(&who, &off.current).await?;
    let session = session_of(&who)?;
    let actor = Actor::User { id: session.id, role: session.role };
    let mut tx = who.app.db.begin().await?;
    users::set_second_factor(&mut tx, session.id, "", 0, &actor).await?;
    tx.commit().await?;
    Ok(who.redirect("/account").toast(Tone::Warn, who.say("access-second-factor-off-done", &[])).into_response())
}
