//! The pages of the doors: sign-in, first run, links, one's own account.

use std::fmt::Write as _;

use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use wafa_kernel::Language;
use wafa_kernel::policy::action::UseAccount;

use crate::access::sessions::LIFE_MS;
use crate::access::users::{self, User};
use crate::app::App;
use crate::ask::{Form, is_local_path};
use crate::fault::Fault;
use crate::guard::session_cookie;
use crate::route::{GET, Gate, POST, Site};
use crate::who::{Visitor, Who};

mod first_run;
mod link;
mod own;
mod second_factor;
mod sign_in;

pub(crate) fn routes(site: Site) -> Site {
    site.public(GET, "/sign-in", sign_in::show)
        .public(POST, "/sign-in", sign_in::enter)
        .public(GET, "/sign-in/code", sign_in::ask_code)
        .public(POST, "/sign-in/code", sign_in::check_code)
        .public(GET, "/first-run/{token}", first_run::show)
        .public(POST, "/first-run/{token}", first_run::begin)
        .public(GET, "/link/{token}", link::show)
        .public(POST, "/link/{token}", link::open)
        .public(POST, "/account/language", choose_language)
        .page(POST, "/sign-out", Gate::of::<UseAccount>(), sign_out)
        .page(GET, "/account", Gate::of::<UseAccount>(), own::show)
        .page(POST, "/account", Gate::of::<UseAccount>(), own::save)
        .page(POST, "/account/password", Gate::of::<UseAccount>(), own::change_password)
        .page(POST, "/account/sessions/end", Gate::of::<UseAccount>(), own::end_others)
        .page(GET, "/account/second-factor", Gate::of::<UseAccount>(), second_factor::show)
        .page(POST, "/account/second-factor", Gate::of::<UseAccount>(), second_factor::switch_on)
        .page(POST, "/account/second-factor/off", Gate::of::<UseAccount>(), second_factor::switch_off)
}

/// Where to go after signing in: a path of this site, or the first page.
fn landing(next: &str) -> &str {
    if is_local_path(next) && !next.starts_with("/sign-in") { next } else { "/" }
}

fn set_cookie(response: &mut Response, text: &str) {
    if let Ok(value) = HeaderValue::from_str(text) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
}

/// Hands the browser the token of a session.
fn give_session(app: &App, response: &mut Response, token: &str) {
    let mut text = format!(
        "{}={token}; Path=/; HttpOnly; SameSite=Lax; Max-Age={}",
        session_cookie(app.config.secure_cookies),
        LIFE_MS / 1000
    );
    if app.config.secure_cookies {
        let _ = write!(text, "; Secure");
    }
    set_cookie(response, &text);
}

/// The look of a person, for pages before they sign in again, and for the script that switches the theme.
fn give_look(response: &mut Response, language: Language, theme: &str) {
    set_cookie(response, &format!("lang={}; Path=/; SameSite=Lax; Max-Age=31536000", language.tag()));
    set_cookie(response, &format!("theme={theme}; Path=/; SameSite=Lax; Max-Age=31536000"));
}

/// To a page, signed in.
fn welcome(visitor: &Visitor, user: &User, token: &str, to: &str) -> Response {
    let mut response = visitor.redirect(to).into_response();
    give_session(&visitor.app, &mut response, token);
    give_look(&mut response, user.language, &user.theme);
    response
}

#[derive(Deserialize)]
struct Choice {
    language: String,
    #[serde(default)]
    back: String,
}

/// The switch in the corner of every page: for the person when somebody is signed in, for the browser otherwise.
async fn choose_language(visitor: Visitor, Form(choice): Form<Choice>) -> Result<Response, Fault> {
    let language: Language = choice.language.parse().map_err(|_| Fault::malformed())?;
    if let Some(user) = &visitor.user {
        users::set_language(&visitor.app.db, user.id, language).await?;
    }
    let back = if is_local_path(&choice.back) { choice.back.as_str() } else { "/" };
    let mut response = visitor.redirect(back).into_response();
    set_cookie(&mut response, &format!("lang={}; Path=/; SameSite=Lax; Max-Age=31536000", language.tag()));
    Ok(response)
}

async fn sign_out(who: Who<UseAccount>) -> Result<Response, Fault> {
    if let Some(session) = &who.user {
        crate::access::sessions::end(&who.app.db, session).await?;
    }
    let mut response = who.redirect("/sign-in").into_response();
    let secure = if who.app.config.secure_cookies { "; Secure" } else { "" };
    set_cookie(
        &mut response,
        &format!(
            "{}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0{secure}",
            session_cookie(who.app.config.secure_cookies)
        ),
    );
    Ok(response)
}
