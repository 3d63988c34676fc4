//! The page, its answers and its files.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use wafa_analytics::desk::{SqlCell, SqlKind};
use wafa_analytics::{Error, SqlAnswer, SqlLimits, SqlRefusal};
use wafa_kernel::Actor;
use wafa_kernel::policy::action::QueryFacts;

use super::examples;
use crate::ask::{Form, Path, Query};
use crate::fault::Fault;
use crate::sheet::{Cell, Sheet};
use crate::who::{Desk, Who};

/// Rows of a file at most.
const MOST_ROWS: usize = 100_000;

/// What the address says.
#[derive(Debug, Deserialize)]
pub(super) struct Opened {
    #[serde(default)]
    example: String,
}

/// What the form says.
#[derive(Debug, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    sql: String,
    #[serde(default)]
    run: String,
}

#[derive(Serialize)]
struct Column {
    name: String,
    kind: String,
    about: String,
}

#[derive(Serialize)]
struct View {
    name: &'static str,
    about: String,
    columns: Vec<Column>,
}

#[derive(Serialize)]
struct Example {
    label: String,
    href: String,
}

#[derive(Serialize)]
struct Head {
    name: String,
    num: bool,
}

#[derive(Serialize)]
struct Table {
    head: Vec<Head>,
    rows: Vec<Vec<String>>,
    count: usize,
    cut_off: bool,
    workers: usize,
}

#[derive(Serialize)]
struct Refused {
    title: String,
    words: String,
}

#[derive(Serialize)]
struct Context {
    there: bool,
    sql: String,
    run: String,
    views: Vec<View>,
    examples: Vec<Example>,
    seconds: u64,
    most: usize,
    file_rows: usize,
    table: Option<Table>,
    refused: Option<Refused>,
}

/// The page; `?example=` fills the editor.
pub(super) async fn show(who: Who<QueryFacts>, Query(opened): Query<Opened>) -> Result<Response, Fault> {
    let sql = examples::query(&opened.example).unwrap_or_default().to_owned();
    let run = who.app.db.new_id::<Asked>().to_string();
    who.page("sql", "insights/sql.html", &context(&who, sql, run))
}

fn context(desk: &Desk, sql: String, run: String) -> Context {
    let engine = desk.app.insights.desk();
    let views = engine.map(|engine| engine.views()).unwrap_or_default().into_iter().map(|view| View {
        about: desk.say(&format!("sql-view-{}", view.name.replace('_', "-")), &[]),
        name: view.name,
        columns: view
            .columns
            .into_iter()
            .map(|column| Column {
                kind: desk.say(&format!("sql-kind-{}", column.kind.as_str()), &[]),
                about: desk.say(&format!("sql-column-{}", column.name.replace('_', "-")), &[]),
                name: column.name,
            })
            .collect(),
    });
    let example = |(name, _): &(&str, &str)| Example {
        label: desk.say(&format!("sql-example-{name}"), &[]),
        href: format!("/insights/sql?example={name}"),
    };
    Context {
        there: engine.is_some(),
        views: views.collect(),
        examples: examples::ALL.iter().map(example).collect(),
        seconds: desk.app.config.sql.time.as_secs(),
        most: desk.app.config.sql.rows,
        file_rows: MOST_ROWS,
        sql,
        run,
        table: None,
        refused: None,
    }
}

/// Runs the query of the form.
pub(super) async fn run(who: Who<QueryFacts>, Form(asked): Form<Asked>) -> Result<Response, Fault> {
    let mut context = context(&who, asked.sql.clone(), asked.run.clone());
    let status = match answer(&who, &asked, who.app.config.sql).await {
        Ok(answer) => {
            context.table = Some(table(answer));
            StatusCode::OK
        }
        Err(Error::Sql(refusal)) => {
            context.refused = Some(refused(&who, &refusal));
            StatusCode::UNPROCESSABLE_ENTITY
        }
        Err(other) => return Err(other.into()),
    };
    who.page_with(status, "sql", "insights/sql.html", &context)
}

/// Asks, and stops when whoever asked says so or is gone.
async fn answer(who: &Who<QueryFacts>, asked: &Asked, limits: SqlLimits) -> Result<SqlAnswer, Error> {
    let Some(query) = who.app.queries.begin(name(who, &asked.run)) else { return Err(SqlRefusal::TooMany.into()) };
    tokio::select! {
        answer = who.app.insights.sql(&who.permit, &asked.sql, limits) => answer,
        () = query.stopped() => Err(SqlRefusal::Stopped.into()),
    }
}

/// Nobody stops the query of somebody else.
fn name(who: &Who<QueryFacts>, run: &str) -> String {
    let actor: &Actor = who.permit.actor();
    format!("{actor} {run}")
}

/// Stops the query of the form, which then answers that it was.
pub(super) async fn stop(who: Who<QueryFacts>, Form(asked): Form<Asked>) -> Result<Response, Fault> {
    who.app.queries.stop(&name(&who, &asked.run));
    // The answer itself says it; the page stays as it is.
    Ok(if who.htmx { StatusCode::NO_CONTENT.into_response() } else { who.redirect("/insights/sql").into() })
}

fn table(answer: SqlAnswer) -> Table {
    let head = answer.columns.iter().map(|one| Head { name: one.name.clone(), num: one.kind == SqlKind::Number });
    let written = |row: &Vec<SqlCell>| row.iter().map(SqlCell::to_string).collect();
    Table {
        head: head.collect(),
        rows: answer.rows.iter().map(written).collect(),
        count: answer.rows.len(),
        cut_off: answer.cut_off,
        workers: answer.workers,
    }
}

fn refused(desk: &Desk, refusal: &SqlRefusal) -> Refused {
    Refused { title: desk.say(&refusal.code().replace(['.', '_'], "-"), &[]), words: refusal.words().to_owned() }
}

/// The answer as a file.
pub(super) async fn file(
    who: Who<QueryFacts>,
    Path(ending): Path<String>,
    Form(asked): Form<Asked>,
) -> Result<Response, Fault> {
    if !["csv", "xlsx"].contains(&ending.as_str()) {
        return Err(Fault::not_found());
    }
    let limits = SqlLimits { rows: MOST_ROWS, ..who.app.config.sql };
    let answer = answer(&who, &asked, limits).await?;
    let rows = answer.rows.into_iter().map(|row| row.into_iter().map(cell).collect()).collect();
    let head = answer.columns.into_iter().map(|column| column.name).collect();
    Sheet { name: "query", head, rows }.answer(&ending, &who.reader)
}

fn cell(cell: SqlCell) -> Cell {
    match cell {
        SqlCell::Null => Cell::Empty,
        SqlCell::Whole(number) => Cell::Int(number),
        SqlCell::Real(number) => Cell::Real(number),
        SqlCell::Day(day) => Cell::Day(day),
        other => Cell::Text(other.to_string()),
    }
}
