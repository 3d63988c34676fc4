//! What to do next: at most seven tasks, most pressing first, each from what is stored.

use serde::Serialize;
use wafa_analytics::predict::Basis;
use wafa_intake::{BatchReport, BatchState};
use wafa_kernel::Money;
use wafa_kernel::policy::action::{Import, MergeCustomers, UseAccount};
use wafa_text::words::Arg;

use super::figures::Seen;
use super::occasions;
use super::slipping::Slipping;
use super::twins;
use crate::fault::Fault;
use crate::who::{Desk, Who};

/// Tasks shown.
const MOST: usize = 7;
/// An import with problems is a task for so many days.
const PROBLEM_DAYS: i64 = 7;
/// How far ahead occasions are announced, in days.
const AHEAD_DAYS: i32 = 14;
/// Models older than this want a new fit, in days.
const STALE_DAYS: i32 = 14;
const DAY_MS: i64 = 86_400_000;

/// Something to do.
#[derive(Serialize)]
pub(super) struct Task {
    tone: &'static str,
    title: String,
    detail: String,
    href: String,
    action: String,
}

impl Task {
    /// Texts `today-task-<name>`, `…-detail`, `…-action`.
    fn of(
        desk: &Desk,
        tone: &'static str,
        name: &str,
        args: &[(&str, Arg)],
        detail: String,
        href: impl Into<String>,
    ) -> Self {
        Self {
            tone,
            title: desk.say(&format!("today-task-{name}"), args),
            detail,
            href: href.into(),
            action: desk.say(&format!("today-task-{name}-action"), &[]),
        }
    }
}

/// Everything there is to do for whoever asks.
pub(super) async fn gather(
    who: &Who<UseAccount>,
    seen: Option<&Seen>,
    slipping: &Slipping,
) -> Result<Vec<Task>, Fault> {
    let mut tasks = Vec::new();
    tasks.extend(import(who).await?);
    tasks.extend(late(who, slipping));
    tasks.extend(duplicates(who).await?);
    if let Some(seen) = seen.filter(|seen| seen.now.orders > 0) {
        tasks.extend(models(who, seen));
        tasks.extend(newcomers(who, seen));
    }
    tasks.extend(coming(who));
    tasks.truncate(MOST);
    Ok(tasks)
}

/// The latest import, when it wants attention.
async fn import(who: &Who<UseAccount>) -> Result<Option<Task>, Fault> {
    if !who.may::<Import>() {
        return Ok(None);
    }
    let batches = who.app.intake.batches(&who.permit_for::<Import>()?, 5).await?;
    Ok(batches.iter().find_map(|batch| import_task(who, batch)))
}

fn import_task(desk: &Desk, batch: &BatchReport) -> Option<Task> {
    let href = format!("/import/batches/{}", batch.batch);
    let file: (&str, Arg) = ("file", batch.file_name.clone().into());
    match batch.state {
        BatchState::Running | BatchState::Settling => {
            Some(Task::of(desk, "info", "import-runs", &[file], desk.say("today-task-import-runs-detail", &[]), href))
        }
        BatchState::Undoing => {
            Some(Task::of(desk, "info", "import-undoes", &[file], desk.say("today-task-import-runs-detail", &[]), href))
        }
        BatchState::Failed => Some(Task::of(
            desk,
            "bad",
            "import-failed",
            &[file],
            desk.say("today-task-import-failed-detail", &[]),
            href,
        )),
        BatchState::Done
            if batch.rows_problem > 0 && desk.app.now().ms() - batch.created_at.ms() < PROBLEM_DAYS * DAY_MS =>
        {
            let detail = desk.say("today-task-import-problems-detail", &[file]);
            Some(Task::of(desk, "warn", "import-problems", &[("n", batch.rows_problem.into())], detail, href))
        }
        _ => None,
    }
}

/// Customers who are late against their own rhythm.
fn late(desk: &Desk, slipping: &Slipping) -> Option<Task> {
    if slipping.customers == 0 {
        return None;
    }
    let amount = desk.reader.money_short(Money::new(slipping.at_risk_minor, desk.reader.currency));
    let detail = desk.say("today-task-late-detail", &[("amount", amount.into())]);
    let href = "/predictions?list=slipping";
    Some(match slipping.loyal {
        0 => Task::of(desk, "warn", "late-any", &[("n", slipping.customers.into())], detail, href),
        loyal if slipping.first_loyal.trim().is_empty() => {
            Task::of(desk, "bad", "late-loyal", &[("n", loyal.into())], detail, href)
        }
        1 => Task::of(desk, "bad", "late-one", &[("name", slipping.first_loyal.clone().into())], detail, href),
        loyal => Task::of(
            desk,
            "bad",
            "late-many",
            &[("name", slipping.first_loyal.clone().into()), ("n", (loyal - 1).into())],
            detail,
            href,
        ),
    })
}

/// Pairs that may be one person.
async fn duplicates(who: &Who<UseAccount>) -> Result<Option<Task>, Fault> {
    if !who.may::<MergeCustomers>() {
        return Ok(None);
    }
    let pairs = twins::pairs(&who.app).await.unwrap_or_default();
    let detail = who.say("today-task-duplicates-detail", &[]);
    let name = if pairs < twins::MOST as usize { "duplicates" } else { "duplicates-many" };
    Ok((pairs > 0).then(|| Task::of(who, "warn", name, &[("n", pairs.into())], detail, "/customers/duplicates")))
}

/// Models that are missing, old, or have too little to go by.
fn models(desk: &Desk, seen: &Seen) -> Option<Task> {
    match &seen.fit {
        None => {
            Some(Task::of(desk, "info", "models-none", &[], desk.say("today-task-models-none-detail", &[]), "/models"))
        }
        Some(fit) if fit.basis == Basis::Rfm => {
            Some(Task::of(desk, "info", "models-thin", &[], desk.say("today-task-models-thin-detail", &[]), "/models"))
        }
        Some(fit) if desk.today - fit.as_of > STALE_DAYS => {
            let detail = desk.say("today-task-models-old-detail", &[("date", desk.reader.date(fit.as_of).into())]);
            Some(Task::of(desk, "info", "models-old", &[], detail, "/models"))
        }
        Some(_) => None,
    }
}

/// Whose first order was within the week.
fn newcomers(desk: &Desk, seen: &Seen) -> Option<Task> {
    let new = seen.new_this_week();
    let href = format!("/customers?new_since={}", desk.today.plus_days(-7));
    (new > 0).then(|| Task::of(desk, "good", "new", &[("n", new.into())], desk.say("today-task-new-detail", &[]), href))
}

/// Holidays that are near.
fn coming(desk: &Desk) -> Vec<Task> {
    let near = occasions::near(&desk.business, desk.today, AHEAD_DAYS);
    near.into_iter()
        .take(2)
        .map(|(day, name)| {
            let days = i64::from(day - desk.today);
            let detail = desk.say("today-task-occasion-detail", &[("date", desk.reader.date(day).into())]);
            let key = if days == 0 { "occasion-today" } else { "occasion" };
            let args: &[(&str, Arg)] =
                if days == 0 { &[("name", name.into())] } else { &[("name", name.into()), ("days", days.into())] };
            Task::of(desk, "info", key, args, detail, "/customers?rung=loyal")
        })
        .collect()
}
