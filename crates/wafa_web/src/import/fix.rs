//! Rows with problems, to be put right in their place or left out.

use std::collections::{BTreeMap, HashMap};

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use wafa_intake::{Problem, RowShown};
use wafa_kernel::policy::action::Import;

use super::trial::each_problem;
use super::upload::Upload;
use crate::ask::{FormPairs, Path};
use crate::fault::Fault;
use crate::who::Who;

/// Rows of one page.
const SHOWN: usize = 20;
/// Rows left out that are listed.
const LEFT_OUT_SHOWN: usize = 100;
/// Code of the reason of rows a person left out.
const LEFT_OUT: &str = "left_out";

/// One cell that can be written anew.
#[derive(Debug, Serialize)]
struct CellField {
    name: String,
    label: String,
    value: String,
}

/// A row with a problem.
#[derive(Debug, Serialize)]
struct FixRow {
    row: u64,
    line: u64,
    reason: String,
    /// What is at fault, when it cannot be written anew here.
    value: String,
    /// The cell at fault.
    cell: Option<CellField>,
    /// The other cells that are read.
    others: Vec<CellField>,
    /// What stands beside the columns and would be cut off.
    beyond: String,
}

/// A row that was left out.
#[derive(Debug, Serialize)]
struct LeftOut {
    row: u64,
    line: u64,
}

/// Everything that can be put right.
#[derive(Debug, Default, Serialize)]
pub(super) struct Fixes {
    rows: Vec<FixRow>,
    left_out: Vec<LeftOut>,
    after: u64,
    next: Option<String>,
    first: Option<String>,
}

/// The problems of a trial, from a row on.
pub(super) async fn fixes(who: &Who<Import>, upload: &Upload, after: u64) -> Result<Fixes, Fault> {
    let path = upload.problems_path(&who.app);
    let read = tokio::task::spawn_blocking(move || {
        let (mut open, mut left_out) = (Vec::new(), Vec::new());
        each_problem(&path, &mut |problem| {
            if problem.reason.code == LEFT_OUT {
                left_out.push(LeftOut { row: problem.row, line: problem.line });
            } else if problem.row > after && open.len() <= SHOWN {
                open.push(problem);
            }
            open.len() <= SHOWN || left_out.len() < LEFT_OUT_SHOWN
        })
        .map(|()| (open, left_out))
    });
    let (mut open, mut left_out) = read.await.map_err(Fault::internal)?.map_err(Fault::internal)?;
    let more = open.len() > SHOWN;
    open.truncate(SHOWN);
    left_out.truncate(LEFT_OUT_SHOWN);
    let last = open.last().map_or(after, |problem| problem.row);
    let page = |row: u64| format!("/import/{}/check?after={row}#problems", upload.id);
    Ok(Fixes {
        rows: rows(who, upload, open).await?,
        left_out,
        after,
        next: more.then(|| page(last)),
        first: (after > 0).then(|| page(0)),
    })
}

async fn rows(who: &Who<Import>, upload: &Upload, problems: Vec<Problem>) -> Result<Vec<FixRow>, Fault> {
    let wanted: Vec<u64> = problems.iter().map(|problem| problem.row).collect();
    let path = upload.path(&who.app);
    let shown = who.app.intake.rows_shown(&who.permit, &path, &upload.options.corrections, wanted).await?;
    let of_row: HashMap<u64, &RowShown> = shown.rows.iter().map(|row| (row.row, row)).collect();
    let used: Vec<(usize, &String)> = shown.header.iter().enumerate().filter(|(_, name)| upload.uses(name)).collect();
    Ok(problems
        .into_iter()
        .map(|problem| {
            let row = of_row.get(&problem.row).copied().filter(|row| row.mendable);
            let field = |at: usize, label: &str, row: &RowShown| CellField {
                name: format!("cell.{}.{at}", problem.row),
                label: label.to_owned(),
                value: row.cells.get(at).cloned().unwrap_or_default(),
            };
            let at_fault = shown.header.iter().position(|name| *name == problem.column && !name.is_empty());
            let others = used.iter().filter(|(at, _)| Some(*at) != at_fault);
            let beyond: Vec<&str> = row
                .into_iter()
                .flat_map(|row| row.cells.iter().skip(shown.header.len()))
                .map(String::as_str)
                .filter(|cell| !cell.trim().is_empty())
                .collect();
            FixRow {
                row: problem.row,
                line: problem.line,
                reason: problem.reason.say(&who.reader),
                cell: at_fault.zip(row).map(|(at, row)| field(at, &problem.column, row)),
                others: row.map(|row| others.map(|(at, name)| field(*at, name, row)).collect()).unwrap_or_default(),
                beyond: beyond.join(" · "),
                value: problem.value,
            }
        })
        .collect())
}

/// A cell as a field of one line sends it back.
fn in_one_line(cell: &str) -> String {
    cell.chars().filter(|letter| !matches!(letter, '\r' | '\n')).collect()
}

/// Cells of a form, by row and column.
fn sent(pairs: &[(String, String)]) -> BTreeMap<u64, BTreeMap<usize, String>> {
    let mut sent: BTreeMap<u64, BTreeMap<usize, String>> = BTreeMap::new();
    for (name, value) in pairs {
        let Some((row, at)) = name.strip_prefix("cell.").and_then(|place| place.split_once('.')) else { continue };
        if let (Ok(row), Ok(at)) = (row.parse(), at.parse()) {
            sent.entry(row).or_default().insert(at, value.clone());
        }
    }
    sent
}

/// Takes over what a form says about rows: cells that differ from what was shown, rows left out and put back.
pub(super) async fn take(who: &Who<Import>, upload: &mut Upload, pairs: &[(String, String)]) -> Result<(), Fault> {
    let sent = sent(pairs);
    let path = upload.path(&who.app);
    let corrections = &mut upload.options.corrections;
    let before = corrections.clone();
    if !sent.is_empty() {
        let wanted = sent.keys().copied().collect();
        let shown = who.app.intake.rows_shown(&who.permit, &path, corrections, wanted).await?;
        for row in shown.rows.iter().filter(|row| row.mendable) {
            let Some(cells) = sent.get(&row.row) else { continue };
            let was = |at: usize| in_one_line(row.cells.get(at).map_or("", String::as_str));
            let changed = cells.iter().filter(|(at, text)| **at < shown.header.len() && **text != was(**at));
            let changed: Vec<(usize, String)> = changed.map(|(at, text)| (*at, text.clone())).collect();
            if !changed.is_empty() {
                corrections.mend(row.row, changed);
            }
        }
    }
    for (name, value) in pairs {
        match (name.as_str(), value.parse::<u64>()) {
            ("leave_out", Ok(row)) => corrections.leave_out(row),
            ("put_back", Ok(row)) => corrections.put_back(row),
            ("discard", _) => *corrections = wafa_intake::Corrections::default(),
            _ => {}
        }
    }
    if upload.options.corrections != before {
        upload.save(&who.app).await?;
    }
    Ok(())
}

/// Keeps what was put right and checks again.
pub(super) async fn save(
    who: Who<Import>,
    Path(id): Path<String>,
    FormPairs(pairs): FormPairs,
) -> Result<Response, Fault> {
    let mut upload = Upload::find(&who.app, &id).await?;
    if upload.mapping.is_none() {
        return Err(Fault::of(StatusCode::CONFLICT, "import.not_mapped"));
    }
    take(&who, &mut upload, &pairs).await?;
    let after = pairs.iter().find(|(name, _)| name == "after").and_then(|(_, row)| row.parse::<u64>().ok());
    let after = after.filter(|row| *row > 0).map(|row| format!("?after={row}")).unwrap_or_default();
    Ok(who.redirect(format!("/import/{id}/check{after}#problems")).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_of_a_form_are_told_by_row_and_column() {
        let pairs = [("cell.7.2", "a"), ("cell.7.0", ""), ("cell.x.1", "b"), ("csrf", "c")]
            .map(|(name, value)| (name.to_owned(), value.to_owned()));
        let expected: BTreeMap<usize, String> = [(0, String::new()), (2, "a".to_owned())].into();
        assert_eq!(sent(&pairs), BTreeMap::from([(7, expected)]));
    }
}
