//! For whom an action makes a difference: made-up experiments whose truth is known, beside scikit-uplift.

use std::path::Path;

use serde_json::Value;

use super::Bench;
use super::measure::{Cost, Task, at, seconds};
use super::page::{Section, Table};
use super::venv::Venv;

/// An experiment where the effect differs between customers, and one where it does not.
///
/// # Errors
/// When Wafa's side cannot be built.
pub fn section(bench: &Bench) -> anyhow::Result<Section> {
    let mut section = Section::new("For whom an action makes a difference, beside scikit-uplift");
    let (program, models) = (bench.program()?, bench.models()?);
    let customers = bench.size(100_000).to_string();
    section.text.push(format!(
        "{customers} made-up customers, half of them treated by lot. In one experiment the treatment helps all alike, in \
         the other only those with many orders. Two logistic regressions on both sides, every customer ranked by \
         models that have not seen her. Wafa's process reads the file and draws 400 samples for the interval; \
         scikit-uplift gives none, and its cost is that of fitting and ranking alone."
    ));
    let mut table = Table::new(&["effect", "by", "qini", "interval", "says", "CPU"]);
    let mut verdicts = Vec::new();
    for effect in ["different", "same"] {
        let file = bench.file(&format!("experiment-{effect}.csv"));
        Task::new(&models).word("experiment").word(&file).words(&[&customers, effect]).run()?;
        if let Some(cost) = section.or_missing(&format!("effect {effect} by Wafa"), wafa(&program, &file)) {
            verdicts.push((cost.answer.get("heterogeneity") == Some(&Value::Bool(true))) == (effect == "different"));
            table.row(row(effect, &cost));
        }
        let theirs = Venv::Tables.python().and_then(|python| Task::script(&python, "uplift.py").word(&file).run());
        if let Some(cost) = section.or_missing(&format!("effect {effect} by scikit-uplift"), theirs) {
            let version = cost.answer.get("version").and_then(Value::as_str).unwrap_or("?");
            let name = format!("scikit-uplift {version}");
            let qini = at(&cost.answer, "qini").map_or_else(String::new, |qini| format!("{qini:.4}"));
            let cpu = seconds(at(&cost.answer, "cpu_s").unwrap_or(f64::NAN));
            table.row([effect.to_owned(), name, qini, "–".to_owned(), "–".to_owned(), cpu]);
        }
    }
    section.table(table);
    let right = (verdicts.len() == 2).then(|| verdicts.iter().filter(|right| **right).count() as f64);
    section.at_least(
        "uplift: a difference is seen where there is one, and none where there is none",
        right,
        2.0,
        |right| format!("{right:.0} of 2 experiments judged rightly"),
    );
    Ok(section)
}

fn wafa(program: &Path, file: &Path) -> anyhow::Result<Cost> {
    let task = Task::new(program).words(&["model", "uplift", "--file"]).word(file);
    task.words(&["--treatment", "treatment", "--outcome", "outcome", "--json"]).run()
}

fn row(effect: &str, cost: &Cost) -> [String; 6] {
    let of = |key: &str| at(&cost.answer, key).unwrap_or(f64::NAN);
    let verdict = cost.answer.get("verdict").and_then(Value::as_str).unwrap_or("?");
    [
        effect.to_owned(),
        "Wafa".to_owned(),
        format!("{:.4}", of("qini")),
        format!("{:.4} to {:.4}", of("qini_ci/0"), of("qini_ci/1")),
        verdict.to_owned(),
        seconds(cost.cpu_s),
    ]
}
