//! How well the models foretell purchases they have not seen, beside lifetimes on the same split.

use std::path::Path;

use anyhow::Context as _;
use serde_json::Value;

use super::Bench;
use super::measure::{Cost, Task, at};
use super::page::{Section, Table};
use super::venv::Venv;
use crate::machine;

const CALIBRATION_END: &str = "1997-09-30";
const HOLDOUT_END: &str = "1998-06-30";

/// CDNOW, all of it and the sample of one in ten that is published.
///
/// # Errors
/// When the program cannot be built.
pub fn section(bench: &Bench) -> anyhow::Result<Section> {
    let mut section = Section::new("Purchases foretold: CDNOW, 39 weeks known, 39 weeks ahead");
    section.text.push(
        "Per customer: mean absolute error, root of the mean square, bias of the sum, and how well the ranking tells \
         who buys again (AUC; both rank by the expected number of purchases). Wafa chooses its \
         model without looking at the 39 weeks that are foretold."
            .to_owned(),
    );
    let program = bench.program()?;
    let python = Venv::Lifetimes.python();
    let whole = bench.cdnow();
    let sample = machine::root().join("fixtures/cdnow_sample.csv");
    let mut table = Table::new(&["data", "model", "MAE", "RMSE", "bias", "AUC"]);
    if let Some(whole) = section.or_missing("CDNOW", whole) {
        let found = wafa(&program, &whole);
        if let Some(cost) = section.or_missing("CDNOW by Wafa", found) {
            let chosen = rows(&mut table, "all, 23,570 customers", &cost.answer);
            let mae = chosen.and_then(|name| at(&cost.answer, &format!("models/{name}/mae")));
            section.at_most("hold-out of CDNOW, chosen model: MAE at most .794", mae, 0.794, |mae| format!("{mae:.5}"));
        }
        if let Some(found) = section.or_missing("CDNOW by lifetimes", lifetimes(&python, &whole)) {
            theirs(&mut table, "all, 23,570 customers", &found.answer);
        }
    }
    if let Some(cost) = section.or_missing("the sample by Wafa", wafa(&program, &sample)) {
        rows(&mut table, "sample, 2,357 customers", &cost.answer);
    }
    if let Some(found) = section.or_missing("the sample by lifetimes", lifetimes(&python, &sample)) {
        theirs(&mut table, "sample, 2,357 customers", &found.answer);
    }
    section.table(table);
    Ok(section)
}

fn wafa(program: &Path, file: &Path) -> anyhow::Result<Cost> {
    let task = Task::new(program).words(&["model", "holdout", "--transactions"]).word(file);
    let columns = "customer=customer_id,date=date,amount=amount";
    let ends = ["--calibration-end", CALIBRATION_END, "--holdout-end", HOLDOUT_END, "--json"];
    task.words(&["--columns", columns]).words(&ends).run()
}

fn lifetimes(python: &anyhow::Result<std::path::PathBuf>, file: &Path) -> anyhow::Result<Cost> {
    let python = python.as_ref().ok().context("lifetimes cannot be installed")?;
    Task::script(python, "btyd.py").word("holdout").word(file).words(&[CALIBRATION_END, HOLDOUT_END]).run()
}

/// Adds a row for every model, the chosen one marked; gives back which that is.
fn rows(table: &mut Table, data: &str, answer: &Value) -> Option<String> {
    let chosen = answer.get("chosen").and_then(Value::as_str).map(str::to_owned);
    for (name, model) in answer.get("models").and_then(Value::as_object).into_iter().flatten() {
        let mark = if chosen.as_ref() == Some(name) { ", chosen" } else { "" };
        table.row(cells(data, &format!("Wafa {name}{mark}"), model));
    }
    chosen
}

fn theirs(table: &mut Table, data: &str, answer: &Value) {
    for (name, model) in answer.get("models").and_then(Value::as_object).into_iter().flatten() {
        table.row(cells(data, &format!("lifetimes {name}"), model));
    }
}

fn cells(data: &str, name: &str, model: &Value) -> [String; 6] {
    let told = |key: &str, factor: f64, places: usize, unit: &str| {
        at(model, key).map_or_else(|| "–".to_owned(), |value| format!("{:.places$}{unit}", value * factor))
    };
    let error = model.get("error").and_then(Value::as_str).map(|error| format!(" ({error})")).unwrap_or_default();
    [
        data.to_owned(),
        format!("{name}{error}"),
        told("mae", 1.0, 4, ""),
        told("rmse", 1.0, 4, ""),
        told("bias", 100.0, 1, " %"),
        told("auc_active", 1.0, 4, ""),
    ]
}
