//! One's own account: name, language, digits, theme, password, sessions.

use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use wafa_kernel::policy::action::UseAccount;
use wafa_kernel::{Actor, Language};

use super::{give_look, give_session};
use crate::access::limit::Rate;
use crate::access::sessions::{self, SessionRow, SignedIn};
use crate::access::{Error, password, users};
use crate::ask::Form;
use crate::fault::Fault;
use crate::view::Tone;
use crate::who::Who;

/// Tries at one's own password.
const TRIES: Rate = Rate { per_minute: 3.0, burst: 6.0 };

#[derive(Serialize)]
struct AccountPage<'a> {
    user: &'a SignedIn,
    digits: &'static str,
    has_password: bool,
    sessions: Vec<SessionRow>,
    min_letters: usize,
}

/// The session of the request. A gated page is only reached with one.
pub(super) fn session_of(who: &Who<UseAccount>) -> Result<&SignedIn, Fault> {
    who.user.as_ref().ok_or_else(Fault::sign_in_needed)
}

pub(super) async fn show(who: Who<UseAccount>) -> Result<Response, Fault> {
    let user = session_of(&who)?;
    let has_password = !users::get(&who.app.db, user.id).await?.password_hash.is_empty();
    let mut sessions = sessions::of_user(&who.app.db, user).await?;
    for session in &mut sessions {
        session.agent = device(&session.agent);
    }
    let page = AccountPage {
        user,
        digits: users::digits_name(user.digits),
        has_password,
        sessions,
        min_letters: password::MIN_LETTERS,
    };
    who.page("account", "access/account.html", &page)
}

/// Marks of browsers in what they call themselves; those that also bear another's mark come first.
const BROWSERS: [(&str, &str); 7] = [
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
];
const SYSTEMS: [(&str, &str); 7] = [
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("CrOS", "ChromeOS"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
];

/// What people call a device, "Chrome · Android"; what it calls itself where that is unknown.
fn device(agent: &str) -> String {
    let named =
        |marks: &[(&str, &'static str)]| marks.iter().find(|(mark, _)| agent.contains(mark)).map(|(_, name)| *name);
    match (named(&BROWSERS), named(&SYSTEMS)) {
        (Some(browser), Some(system)) => format!("{browser} · {system}"),
        (Some(name), None) | (None, Some(name)) => name.to_owned(),
        (None, None) => agent.to_owned(),
    }
}

#[derive(Debug, Deserialize)]
pub(super) struct Look {
    name: String,
    language: String,
    digits: String,
    theme: String,
}

pub(super) async fn save(who: Who<UseAccount>, Form(look): Form<Look>) -> Result<Response, Fault> {
    let user = session_of(&who)?;
    let language: Language = look.language.parse().map_err(|_| Fault::malformed())?;
    users::set_look(&who.app.db, user.id, &look.name, language, users::digits_of(&look.digits), &look.theme).await?;
    let mut reader = who.reader.clone();
    reader.language = language;
    let said = wafa_text::Words::global().say(&reader, "access-saved", &[]);
    let mut response = who.redirect("/account").toast(Tone::Good, said).into_response();
    give_look(&mut response, language, &look.theme);
    Ok(response)
}

#[derive(Debug, Deserialize)]
pub(super) struct PasswordChange {
    #[serde(default)]
    current: String,
    password: String,
}

/// Whether the password is this person's; braked, so that an open session is no place to guess.
pub(super) async fn prove(who: &Who<UseAccount>, current: &str) -> Result<(), Fault> {
    let session = session_of(who)?;
    who.app.limits.take(&format!("password {}", session.id), TRIES, who.app.now()).map_err(Fault::too_many)?;
    let stored = users::get(&who.app.db, session.id).await?.password_hash;
    if stored.is_empty() || password::verify(current.to_owned(), Some(stored)).await? {
        return Ok(());
    }
    Err(Fault::invalid("access.wrong_current_password"))
}

pub(super) async fn change_password(
    who: Who<UseAccount>,
    Form(change): Form<PasswordChange>,
) -> Result<Response, Fault> {
    prove(&who, &change.current).await?;
    let session = session_of(&who)?;
    password::judge(&change.password, &session.email).map_err(|error: Error| Fault::from(error))?;
    let hash = password::hash(change.password).await?;
    let actor = Actor::User { id: session.id, role: session.role };
    let mut tx = who.app.db.begin().await?;
    users::set_password(&mut tx, session.id, &hash, &actor).await?;
    let user = users::load(&mut tx, session.id).await?;
    let token = sessions::start(&mut tx, &user, &who.agent, true).await?;
    tx.commit().await?;
    let mut response =
        who.redirect("/account").toast(Tone::Good, who.say("access-password-changed", &[])).into_response();
    give_session(&who.app, &mut response, &token);
    Ok(response)
}

pub(super) async fn end_others(who: Who<UseAccount>) -> Result<Response, Fault> {
    let ended = sessions::end_others(&who.app.db, session_of(&who)?).await?;
    let count = i64::try_from(ended).unwrap_or(i64::MAX);
    Ok(who
        .redirect("/account")
        .toast(Tone::Good, who.say("access-sessions-ended", &[("n", count.into())]))
        .into_response())
}
