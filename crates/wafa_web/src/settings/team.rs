//! The team: who is in it and as what, invitations, shutting out and letting in.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use wafa_kernel::policy::action::ManageTeam;
use wafa_kernel::{Role, UserId};

use super::{Choice, one, refusal};
use crate::access::invites::Invite;
use crate::access::users::Member;
use crate::access::{invites, users};
use crate::ask::{FormPairs, Path};
use crate::fault::Fault;
use crate::view::Tone;
use crate::who::{Desk, Who};

#[derive(Default, Serialize)]
struct Draft {
    name: String,
    email: String,
    role: String,
}

/// A link that is shown once, and for whom.
#[derive(Serialize)]
struct Fresh {
    link: String,
    email: String,
    reset: bool,
}

#[derive(Serialize)]
struct Context {
    members: Vec<Member>,
    invites: Vec<Invite>,
    roles: Vec<RoleChoice>,
    role_names: Vec<Choice>,
    draft: Draft,
    error: String,
    fresh: Option<Fresh>,
    me: Option<UserId>,
}

#[derive(Serialize)]
struct RoleChoice {
    value: &'static str,
    label: String,
    detail: String,
}

async fn context(who: &Who<ManageTeam>, draft: Draft, error: String, fresh: Option<Fresh>) -> Result<Context, Fault> {
    Ok(Context {
        members: users::list(&who.app.db).await?,
        invites: invites::open(&who.app.db, &who.permit).await?,
        roles: roles(who),
        role_names: Role::ALL.iter().map(|role| Choice::of(role.as_str(), role_name(who, *role))).collect(),
        draft,
        error,
        fresh,
        me: who.user.as_ref().map(|user| user.id),
    })
}

fn role_name(desk: &Desk, role: Role) -> String {
    desk.say(&format!("role-{}", role.as_str()), &[])
}

fn roles(desk: &Desk) -> Vec<RoleChoice> {
    let detail = |role: &Role| desk.say(&format!("settings-role-{}", role.as_str().replace('_', "-")), &[]);
    Role::ALL
        .iter()
        .map(|role| RoleChoice { value: role.as_str(), label: role_name(desk, *role), detail: detail(role) })
        .collect()
}

fn begin() -> Draft {
    Draft { role: Role::ReadOnly.as_str().to_owned(), ..Draft::default() }
}

/// The page.
pub(super) async fn show(who: Who<ManageTeam>) -> Result<Response, Fault> {
    let context = context(&who, begin(), String::new(), None).await?;
    who.page("team", "settings/team.html", &context)
}

/// Invites somebody and shows the link, once.
pub(super) async fn invite(who: Who<ManageTeam>, FormPairs(pairs): FormPairs) -> Result<Response, Fault> {
    let of = |name: &str| one(&pairs, name).to_owned();
    let draft = Draft { name: of("name"), email: of("email"), role: of("role") };
    let role: Role = draft.role.parse().map_err(|_| Fault::malformed())?;
    match invites::invite(&who.app, &who.permit, &draft.email, &draft.name, role).await {
        Ok(link) => {
            let fresh = Fresh { link, email: draft.email, reset: false };
            let context = context(&who, begin(), String::new(), Some(fresh)).await?;
            who.page("team", "settings/team.html", &context)
        }
        Err(error) => {
            let error = refusal(&who, error)?;
            let context = context(&who, draft, error, None).await?;
            who.page_with(StatusCode::UNPROCESSABLE_ENTITY, "team", "settings/team.html", &context)
        }
    }
}

/// Takes an invitation back.
pub(super) async fn withdraw(who: Who<ManageTeam>, FormPairs(pairs): FormPairs) -> Result<Response, Fault> {
    answer(&who, invites::withdraw(&who.app.db, &who.permit, one(&pairs, "invite")).await, "settings-invite-withdrawn")
}

/// Gives somebody another role.
pub(super) async fn change_role(
    who: Who<ManageTeam>,
    Path(id): Path<UserId>,
    FormPairs(pairs): FormPairs,
) -> Result<Response, Fault> {
    let role: Role = one(&pairs, "role").parse().map_err(|_| Fault::malformed())?;
    answer(&who, users::change_role(&who.app.db, &who.permit, id, role).await, "settings-role-changed")
}

/// Shuts somebody out, or lets them in again.
pub(super) async fn set_active(
    who: Who<ManageTeam>,
    Path(id): Path<UserId>,
    FormPairs(pairs): FormPairs,
) -> Result<Response, Fault> {
    let active = one(&pairs, "active") == "true";
    let said = if active { "settings-let-in" } else { "settings-shut-out" };
    answer(&who, users::set_active(&who.app.db, &who.permit, id, active).await, said)
}

/// A link by which somebody sets a new password, shown once.
pub(super) async fn help(who: Who<ManageTeam>, Path(id): Path<UserId>) -> Result<Response, Fault> {
    let email = users::get(&who.app.db, id).await?.email;
    let link = invites::help(&who.app, &who.permit, id).await?;
    let context = context(&who, begin(), String::new(), Some(Fresh { link, email, reset: true })).await?;
    who.page("team", "settings/team.html", &context)
}

/// Back to the page with what became of it.
fn answer(who: &Who<ManageTeam>, done: crate::access::Result<()>, said: &str) -> Result<Response, Fault> {
    let back = who.redirect("/settings/team");
    Ok(match done {
        Ok(()) => back.toast(Tone::Good, who.say(said, &[])),
        Err(error) => back.toast(Tone::Bad, refusal(who, error)?),
    }
    .into_response())
}
