//! Keys of the JSON API: making one, seeing what they are used for, making one void.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use wafa_kernel::policy::action::ManageKeys;
use wafa_kernel::{ApiKeyId, Moment};

use super::{one, refusal};
use crate::access::keys;
use crate::ask::{FormPairs, Path};
use crate::fault::Fault;
use crate::view::Tone;
use crate::who::{Desk, Who};

#[derive(Serialize)]
struct Row {
    id: ApiKeyId,
    name: String,
    shown: String,
    scopes: Vec<String>,
    created_at: Moment,
    used_at: Option<Moment>,
    revoked: bool,
}

#[derive(Serialize)]
struct Scope {
    value: &'static str,
    label: String,
    picked: bool,
}

#[derive(Serialize)]
struct Context {
    keys: Vec<Row>,
    scopes: Vec<Scope>,
    name: String,
    error: String,
    secret: Option<String>,
    example: String,
}

fn scope_name(desk: &Desk, scope: &str) -> String {
    desk.say(&format!("settings-scope-{}", scope.replace(':', "-")), &[])
}

async fn context(
    who: &Who<ManageKeys>,
    name: String,
    picked: &[String],
    error: String,
    secret: Option<String>,
) -> Result<Context, Fault> {
    let keys = keys::list(&who.app.db, &who.permit).await?;
    Ok(Context {
        keys: keys
            .into_iter()
            .map(|key| Row {
                id: key.id,
                name: key.name,
                shown: key.shown,
                scopes: key.scopes.iter().map(|scope| scope_name(who, scope)).collect(),
                created_at: key.created_at,
                used_at: key.used_at,
                revoked: key.revoked_at.is_some(),
            })
            .collect(),
        scopes: keys::scopes()
            .into_iter()
            .map(|scope| Scope {
                value: scope,
                label: scope_name(who, scope),
                picked: picked.iter().any(|one| one == scope),
            })
            .collect(),
        name,
        error,
        secret,
        example: who.app.config.address("/api/v1/customers"),
    })
}

/// The page.
pub(super) async fn show(who: Who<ManageKeys>) -> Result<Response, Fault> {
    let context = context(&who, String::new(), &[], String::new(), None).await?;
    who.page("keys", "settings/keys.html", &context)
}

/// Makes a key and shows its secret, once.
pub(super) async fn make(who: Who<ManageKeys>, FormPairs(pairs): FormPairs) -> Result<Response, Fault> {
    let name = one(&pairs, "name").to_owned();
    let picked: Vec<String> = pairs.iter().filter(|(key, _)| key == "scope").map(|(_, scope)| scope.clone()).collect();
    match keys::make(&who.app.db, &who.permit, &name, &picked).await {
        Ok(key) => {
            let context = context(&who, String::new(), &[], String::new(), Some(key.secret)).await?;
            who.page("keys", "settings/keys.html", &context)
        }
        Err(error) => {
            let error = refusal(&who, error)?;
            let context = context(&who, name, &picked, error, None).await?;
            who.page_with(StatusCode::UNPROCESSABLE_ENTITY, "keys", "settings/keys.html", &context)
        }
    }
}

/// Makes a key void.
pub(super) async fn revoke(who: Who<ManageKeys>, Path(id): Path<ApiKeyId>) -> Result<Response, Fault> {
    let back = who.redirect("/settings/keys");
    Ok(match keys::revoke(&who.app.db, &who.permit, id).await {
        Ok(()) => back.toast(Tone::Good, who.say("settings-key-revoked", &[])),
        Err(error) => back.toast(Tone::Bad, refusal(&who, error)?),
    }
    .into_response())
}
