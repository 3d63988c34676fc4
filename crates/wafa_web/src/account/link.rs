//! One-time links: join the team, choose a new password, sign in. Looking at a link does not use it up, so that
//! previews of mail programs do no harm; the button does.

use axum::http::StatusCode;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use wafa_db::Tx;
use wafa_kernel::Actor;

use super::{sign_in, welcome};
use crate::access::links::{self, Link, Purpose};
use crate::access::users::{self, NewUser, User};
use crate::access::{Error, password, sessions};
use crate::ask::{Form, Path};
use crate::fault::{Fault, render};
use crate::who::Visitor;

#[derive(Debug, Serialize)]
struct LinkPage {
    token: String,
    purpose: Purpose,
    email: String,
    name: String,
    role: &'static str,
    error: String,
    min_letters: usize,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Opening {
    name: String,
    password: String,
}

fn page_of(token: String, link: &Link, name: String, error: String) -> LinkPage {
    LinkPage {
        token,
        purpose: link.purpose,
        email: link.email.clone(),
        name,
        role: link.role.as_str(),
        error,
        min_letters: password::MIN_LETTERS,
    }
}

async fn find(visitor: &Visitor, token: &str) -> Result<Link, Fault> {
    sign_in::brake(visitor, "link")?;
    let link = links::find(&visitor.app.db, token).await?;
    if link.purpose == Purpose::FirstRun { Err(Error::LinkExpired.into()) } else { Ok(link) }
}

pub(super) async fn show(visitor: Visitor, Path(token): Path<String>) -> Result<Response, Fault> {
    let link = find(&visitor, &token).await?;
    let name = link.name.clone();
    visitor.page("", "access/link.html", &page_of(token, &link, name, String::new()))
}

pub(super) async fn open(
    visitor: Visitor,
    Path(token): Path<String>,
    Form(form): Form<Opening>,
) -> Result<Response, Fault> {
    let link = find(&visitor, &token).await?;
    match enter(&visitor, &token, &link, &form).await {
        Err(fault) if fault.status() == StatusCode::UNPROCESSABLE_ENTITY => {
            let error = render::sentence(&visitor.reader, &fault);
            visitor.page_with(
                StatusCode::UNPROCESSABLE_ENTITY,
                "",
                "access/link.html",
                &page_of(token, &link, form.name, error),
            )
        }
        other => other,
    }
}

async fn enter(visitor: &Visitor, token: &str, link: &Link, form: &Opening) -> Result<Response, Fault> {
    let hash = if link.purpose == Purpose::SignIn {
        String::new()
    } else {
        password::judge(&form.password, &link.email)?;
        password::hash(form.password.clone()).await?
    };
    let mut tx = visitor.app.db.begin().await?;
    links::use_up(&mut tx, token).await?;
    let user = person(visitor, &mut tx, link, form, hash).await?;
    // A link that came through the owner or the console counts for every factor.
    let session = sessions::start(&mut tx, &user, &visitor.agent, true).await?;
    tx.commit().await?;
    Ok(welcome(visitor, &user, &session, "/"))
}

async fn person(visitor: &Visitor, tx: &mut Tx, link: &Link, form: &Opening, hash: String) -> Result<User, Error> {
    let id = match (link.purpose, link.user) {
        (Purpose::Invite, _) => {
            let language = visitor.reader.language;
            let new = NewUser {
                email: link.email.clone(),
                name: form.name.clone(),
                role: link.role,
                language,
                password_hash: hash,
            };
            users::add(tx, &new, &Actor::System("invitation")).await?
        }
        (Purpose::Reset, Some(id)) => {
            let actor = Actor::System("link");
            users::set_password(tx, id, &hash, &actor).await?;
            users::set_second_factor(tx, id, "", 0, &actor).await?;
            id
        }
        (Purpose::SignIn, Some(id)) => id,
        _ => return Err(Error::LinkExpired),
    };
    let user = users::load(tx, id).await?;
    if user.active { Ok(user) } else { Err(Error::LinkExpired) }
}
