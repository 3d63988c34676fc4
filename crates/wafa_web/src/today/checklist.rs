//! The set-up list: eight steps, two of them done on arrival, each ticked by what is so.

use axum::response::{IntoResponse, Response};
use serde::Serialize;
use wafa_kernel::policy::action::{ManageKeys, ManageTeam, ReadCustomers, UseAccount};

use super::figures::Seen;
use super::twins;
use crate::access::{dismissed, invites, keys, users};
use crate::ask::Path;
use crate::fault::Fault;
use crate::who::{Desk, Who};

/// Name under which the closed list is remembered.
const CLOSED: &str = "today-checklist";
/// Name under which a look at the cohort chart is remembered.
const COHORTS_SEEN: &str = "step-cohorts";

/// One step.
#[derive(Serialize)]
struct Step {
    title: String,
    detail: String,
    href: String,
    action: String,
    done: bool,
}

/// The list.
#[derive(Serialize)]
pub(super) struct Checklist {
    steps: Vec<Step>,
    done: usize,
    total: usize,
}

/// The list for the owner; `None` for others, when it was closed and when all is done.
pub(super) async fn of(who: &Who<UseAccount>, seen: Option<&Seen>) -> Result<Option<Checklist>, Fault> {
    let (Some(user), Some(seen)) = (&who.user, seen) else { return Ok(None) };
    if !who.may::<ManageTeam>() {
        return Ok(None);
    }
    let closed = dismissed::of(&who.app.db, user.id).await?;
    if closed.contains(CLOSED) {
        return Ok(None);
    }
    let read = who.permit_for::<ReadCustomers>()?;
    let team = who.permit_for::<ManageTeam>()?;
    let ordered = seen.now.orders > 0;
    let reviewed = ordered && twins::pairs(&who.app).await == Some(0);
    let (_, rules_version) = who.app.customers.rules(&read).await?;
    let colleagues = users::list(&who.app.db).await?.len() > 1 || !invites::open(&who.app.db, &team).await?.is_empty();
    let keyed = !keys::list(&who.app.db, &who.permit_for::<ManageKeys>()?).await?.is_empty();
    let steps = vec![
        step(who, "account", "", true),
        step(who, "language", "", true),
        step(who, "import", "/import", ordered),
        step(who, "duplicates", if ordered { "/customers/duplicates" } else { "" }, reviewed),
        step(
            who,
            "cohorts",
            if ordered { "/today/step/cohorts" } else { "" },
            ordered && closed.contains(COHORTS_SEEN),
        ),
        step(who, "ladder", "/ladder", rules_version > 0),
        step(who, "team", "/settings/team", colleagues),
        step(who, "keys", "/settings/keys", keyed),
    ];
    let done = steps.iter().filter(|step| step.done).count();
    let total = steps.len();
    Ok((done < total).then_some(Checklist { steps, done, total }))
}

fn step(desk: &Desk, name: &str, href: &str, done: bool) -> Step {
    let say = |part: &str| desk.say(&format!("today-step-{name}{part}"), &[]);
    let open = !done && !href.is_empty();
    Step {
        title: say(""),
        detail: if done { String::new() } else { say("-detail") },
        href: if open { href.to_owned() } else { String::new() },
        action: if open { say("-action") } else { String::new() },
        done,
    }
}

/// Closes the list for good.
pub(super) async fn close(who: Who<UseAccount>) -> Result<Response, Fault> {
    let user = who.user.as_ref().ok_or_else(Fault::sign_in_needed)?;
    dismissed::dismiss(&who.app.db, user.id, CLOSED).await?;
    Ok(who.redirect("/").into_response())
}

/// On to a page whose visit is a step of the list.
pub(super) async fn visit(who: Who<UseAccount>, Path(step): Path<String>) -> Result<Response, Fault> {
    if step != "cohorts" {
        return Err(Fault::not_found());
    }
    let user = who.user.as_ref().ok_or_else(Fault::sign_in_needed)?;
    dismissed::dismiss(&who.app.db, user.id, COHORTS_SEEN).await?;
    Ok(who.redirect("/insights/retention").into_response())
}
