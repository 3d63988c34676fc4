//! The list: one's own reports, those of the team, and some that are ready to be opened.

use std::collections::HashMap;

use axum::response::Response;
use serde::Serialize;
use wafa_analytics::report::SavedReport;
use wafa_kernel::policy::action::{ReadInsights, WriteReports};
use wafa_kernel::{Moment, UserId};

use super::asked;
use super::words::time_label;
use crate::access::users;
use crate::fault::Fault;
use crate::who::Who;

#[derive(Serialize)]
struct Row {
    href: String,
    name: String,
    /// What it asks, in a line.
    about: String,
    owner: String,
    schedule: String,
    due_at: Option<Moment>,
    changed_at: Moment,
}

#[derive(Serialize)]
struct Ready {
    icon: &'static str,
    title: String,
    text: String,
    href: String,
}

#[derive(Serialize)]
struct Context {
    mine: Vec<Row>,
    shared: Vec<Row>,
    ready: Vec<Ready>,
    may_save: bool,
}

/// The page.
pub(super) async fn page(who: Who<ReadInsights>) -> Result<Response, Fault> {
    let reports = who.app.reporter.reports.list(&who.permit).await?;
    let members = users::list(&who.app.db).await?;
    let names: HashMap<UserId, String> = members.into_iter().map(|member| (member.id, member.name)).collect();
    let me = who.user.as_ref().map(|user| user.id);
    let (mine, shared): (Vec<_>, Vec<_>) = reports.into_iter().partition(|report| report.owner == me);
    let rows = |reports: Vec<SavedReport>| reports.into_iter().map(|report| row(&who, report, &names)).collect();
    let ready = asked::ready(who.business.calendar).into_iter().map(|(key, icon, spec)| Ready {
        icon,
        title: who.say(&format!("reports-ready-{key}"), &[]),
        text: who.say(&format!("reports-ready-{key}-text"), &[]),
        href: asked::address("/reports/new", &spec),
    });
    let context =
        Context { mine: rows(mine), shared: rows(shared), ready: ready.collect(), may_save: who.may::<WriteReports>() };
    who.page("reports", "reports/list.html", &context)
}

fn row(who: &Who<ReadInsights>, saved: SavedReport, names: &HashMap<UserId, String>) -> Row {
    let spec = &saved.report.spec;
    let measures = spec.measures.iter().map(|one| who.say(&format!("reports-measure-{}", one.as_str()), &[]));
    let by = spec.by.iter().map(|by| who.say(&format!("reports-by-{}", by.as_str()), &[]));
    let comma = who.say("reports-comma", &[]);
    let parts =
        [measures.collect::<Vec<_>>().join(&comma), by.collect::<Vec<_>>().join(&comma), time_label(who, spec.time)];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    let owner = saved.owner.and_then(|id| names.get(&id)).cloned();
    Row {
        href: format!("/reports/{}", saved.id),
        about: parts.join(" · "),
        owner: owner.unwrap_or_else(|| who.say("reports-owner-team", &[])),
        schedule: saved
            .report
            .schedule
            .map(|schedule| who.say(&format!("reports-every-{}", schedule.every.as_str()), &[]))
            .unwrap_or_default(),
        due_at: saved.due_at,
        changed_at: saved.changed_at,
        name: saved.report.name,
    }
}
