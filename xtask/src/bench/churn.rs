//! Who leaves: Wafa's two models beside scikit-learn's and LightGBM's on the same five parts.

use serde_json::Value;

use super::Bench;
use super::measure::{Task, at, seconds};
use super::page::{Section, Table};
use super::venv::{Venv, debian};
use crate::machine;

/// The customers of IBM's made-up telephone company; half of them where the other half cannot be had.
///
/// # Errors
/// When Wafa's side cannot be run.
pub fn section(bench: &Bench) -> anyhow::Result<Section> {
    let mut section = Section::new("Who leaves: churn of a telephone company's customers");
    let python = section.or_missing("the peers", Venv::Tables.python());
    let whole = bench.file("telco.csv");
    let fetched = python.as_ref().map(|python| {
        let package = debian("r-cran-modeldata")?;
        Task::script(python, "datasets.py").word("telco").word(package).word(&whole).run()
    });
    let has_all = fetched.is_some_and(|found| section.or_missing("all 7,043 customers", found).is_some());
    let file = if has_all { whole } else { machine::root().join("fixtures/telco_churn_half.csv") };
    let wafa = Task::new(&bench.models()?).word("churn").word(&file).run()?;
    let rows = wafa.number("rows").unwrap_or(f64::NAN);
    section.text.push(format!(
        "{rows} customers, of whom {} left; five parts, each foretold by models that have not seen it, dealt by Wafa \
         and the same for everybody. AUC is the mean over the parts, CPU is that of all five fits and predictions. All \
         columns as they come, words one column each; nothing was made for this table.",
        wafa.number("left").unwrap_or(f64::NAN)
    ));
    let mut table = Table::new(&["by", "AUC", "Brier", "CPU"]);
    let mut add = |by: &str, model: &Value| {
        let told = |key: &str| at(model, key).map_or_else(|| "–".to_owned(), |value| format!("{value:.4}"));
        table.row([by.to_owned(), told("auc"), told("brier"), seconds(at(model, "cpu_s").unwrap_or(f64::NAN))]);
    };
    for (name, model) in wafa.answer.get("models").and_then(Value::as_object).into_iter().flatten() {
        add(&format!("Wafa, {name}"), model);
    }
    if let Some(python) = python {
        let parts = bench.file("parts.json");
        std::fs::write(&parts, wafa.answer.get("folds").map(Value::to_string).unwrap_or_default())?;
        let found = Task::script(&python, "churn.py").word(&file).word(&parts).run();
        if let Some(cost) = section.or_missing("the peers", found) {
            for (name, model) in cost.answer.get("models").and_then(Value::as_object).into_iter().flatten() {
                add(name, model);
            }
        }
    }
    section.table(table);
    let best = ["logistic", "boosted"].map(|name| at(&wafa.answer, &format!("models/{name}/auc")).unwrap_or(f64::NAN));
    let [logistic, boosted] = best;
    section.at_least("churn: AUC at least .845 on all customers", Some(boosted.max(logistic)), 0.845, |_| {
        let note = if has_all { "" } else { ", on half of the customers" };
        format!("logistic {logistic:.4}, boosted {boosted:.4}{note}")
    });
    Ok(section)
}
