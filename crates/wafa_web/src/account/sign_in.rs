//! E-mail and password, then the second factor.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};

use super::{give_session, landing, welcome};
use crate::access::limit::Rate;
use crate::access::{Error, password, second_factor, sessions, users};
use crate::ask::{Form, Query, encode_component};
use crate::fault::{Fault, render};
use crate::who::Visitor;

/// Tries from one address, whoever is meant.
const BY_ADDRESS: Rate = Rate { per_minute: 10.0, burst: 40.0 };
/// Tries for one account from one address.
const BY_BOTH: Rate = Rate { per_minute: 2.0, burst: 8.0 };
/// Tries for one account from anywhere.
const BY_ACCOUNT: Rate = Rate { per_minute: 10.0, burst: 60.0 };

#[derive(Debug, Default, Deserialize)]
pub(super) struct Next {
    #[serde(default)]
    next: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct Entry {
    email: String,
    password: String,
    #[serde(default)]
    next: String,
}

#[derive(Debug, Default, Serialize)]
struct SignInPage {
    email: String,
    next: String,
    error: String,
    nobody: bool,
}

pub(super) async fn show(visitor: Visitor, Query(next): Query<Next>) -> Result<Response, Fault> {
    if let Some(user) = &visitor.user {
        let to = if user.verified { landing(&next.next) } else { "/sign-in/code" };
        return Ok(visitor.redirect(to).into_response());
    }
    let nobody = users::list(&visitor.app.db).await?.is_empty();
    visitor.page("", "access/sign_in.html", &SignInPage { next: next.next, nobody, ..SignInPage::default() })
}

/// Takes a token from each bucket that this try falls into.
pub(super) fn brake(visitor: &Visitor, account: &str) -> Result<(), Fault> {
    let (limits, now, ip) = (&visitor.app.limits, visitor.app.now(), visitor.ip);
    limits.take(&format!("sign-in {ip}"), BY_ADDRESS, now).map_err(Fault::too_many)?;
    limits.take(&format!("sign-in {ip} {account}"), BY_BOTH, now).map_err(Fault::too_many)?;
    limits.take(&format!("sign-in {account}"), BY_ACCOUNT, now).map_err(Fault::too_many)
}

pub(super) async fn enter(visitor: Visitor, Form(entry): Form<Entry>) -> Result<Response, Fault> {
    let email = entry.email.trim().to_lowercase();
    brake(&visitor, &email)?;
    let user = users::by_email(&visitor.app.db, &email).await?.filter(|user| user.active);
    let stored = user.as_ref().map(|user| user.password_hash.clone()).filter(|hash| !hash.is_empty());
    let right = password::verify(entry.password, stored).await?;
    let Some(user) = user.filter(|_| right) else {
        let fault = Fault::from(Error::WrongPassword);
        let page = SignInPage {
            email: entry.email,
            next: entry.next,
            error: render::sentence(&visitor.reader, &fault),
            nobody: false,
        };
        tracing::info!(target: "wafa::audit", ip = %visitor.ip, request_id = visitor.request_id, "sign-in refused");
        return visitor.page_with(StatusCode::UNPROCESSABLE_ENTITY, "", "access/sign_in.html", &page);
    };
    visitor.app.limits.clear(&format!("sign-in {} {email}", visitor.ip));
    let verified = user.totp_secret.is_empty();
    let mut tx = visitor.app.db.begin().await.map_err(Fault::from)?;
    if let Some(old) = &visitor.user {
        sessions::end_in(&mut tx, old).await?;
    }
    let token = sessions::start(&mut tx, &user, &visitor.agent, verified).await?;
    tx.commit().await?;
    if verified {
        return Ok(welcome(&visitor, &user, &token, landing(&entry.next)));
    }
    let mut response =
        visitor.redirect(format!("/sign-in/code?next={}", encode_component(&entry.next))).into_response();
    give_session(&visitor.app, &mut response, &token);
    Ok(response)
}

#[derive(Debug, Serialize)]
struct CodePage {
    next: String,
    error: String,
}

pub(super) async fn ask_code(visitor: Visitor, Query(next): Query<Next>) -> Result<Response, Fault> {
    match &visitor.user {
        Some(user) if !user.verified => {
            visitor.page("", "access/code.html", &CodePage { next: next.next, error: String::new() })
        }
        _ => Ok(visitor.redirect("/sign-in").into_response()),
    }
}

#[derive(Debug, Deserialize)]
pub(super) struct CodeEntry {
    code: String,
    #[serde(default)]
    next: String,
}

pub(super) async fn check_code(visitor: Visitor, Form(entry): Form<CodeEntry>) -> Result<Response, Fault> {
    let Some(session) = visitor.user.as_ref().filter(|user| !user.verified) else {
        return Ok(visitor.redirect("/sign-in").into_response());
    };
    brake(&visitor, &format!("code {}", session.id))?;
    let user = users::get(&visitor.app.db, session.id).await?;
    let secret = visitor.app.vault.reveal(user.id, &user.totp_secret)?;
    let step = second_factor::check(&secret, &user.email, &entry.code, user.totp_last, visitor.app.now());
    let Ok(step) = step else {
        if sessions::count_wrong_code(&visitor.app.db, session).await? {
            return Ok(visitor.redirect("/sign-in").into_response());
        }
        let error = render::sentence(&visitor.reader, &Fault::from(Error::WrongCode));
        return visitor.page_with(
            StatusCode::UNPROCESSABLE_ENTITY,
            "",
            "access/code.html",
            &CodePage { next: entry.next, error },
        );
    };
    let mut tx = visitor.app.db.begin().await?;
    users::use_step(&mut tx, user.id, step).await?;
    sessions::end_in(&mut tx, session).await?;
    let token = sessions::start(&mut tx, &user, &visitor.agent, true).await?;
    tx.commit().await?;
    Ok(welcome(&visitor, &user, &token, landing(&entry.next)))
}
