//! What is bought next: one item of a basket is hidden, and asked for.

use std::path::Path;

use serde_json::Value;

use super::Bench;
use super::measure::{Cost, Task, at, seconds};
use super::page::{Section, Table};
use super::venv::{Venv, debian};

/// Wafa's methods beside implicit's.
///
/// # Errors
/// When there are no baskets, or Wafa's side cannot be run.
pub fn section(bench: &Bench) -> anyhow::Result<Section> {
    let mut section = Section::new("What is bought next: one hidden item of each basket, found among ten offers");
    let python = Venv::Tables.python()?;
    section.text.push(
        "Four fifths of the baskets are learned from; of each other basket with at least two items one is hidden, the \
         same for both sides. BM25 with K1 = 1.2 and B = .75, 200 neighbours of each item on both sides. A shop uses \
         the method that finds most in such a trial of its own, and none that does not beat what most buy by more than \
         chance explains."
            .to_owned(),
    );
    let mut table = Table::new(&["data", "method", "Wafa hit@10", "implicit hit@10", "Wafa CPU", "implicit CPU"]);
    let supermarket = bench.file("supermarket.csv");
    let made = debian("weka").and_then(|folder| {
        let arff = folder.join("usr/share/doc/weka/examples/supermarket.arff");
        Task::script(&python, "datasets.py").word("supermarket").word(arff).word(&supermarket).run()
    });
    let retail = bench.file("retail.csv");
    let fetched = Task::script(&python, "datasets.py").word("retail").word(&retail).run();
    for (name, file, made) in [("supermarket", supermarket, made), ("Belgian retail", retail, fetched)] {
        if section.or_missing(&format!("baskets of {name}"), made).is_none() {
            continue;
        }
        let wafa = compare(bench, &mut section, &mut table, (name, &python, &file))?;
        let of = |name: &str| at(&wafa.answer, &format!("hit_at_10/{name}")).unwrap_or(f64::NAN);
        let (best, found) = if of("cosine") > of("bm25") { ("cosine", of("cosine")) } else { ("BM25", of("bm25")) };
        let (gain, title) = (found - of("popularity"), "the better method finds more than what most buy");
        section.at_least(&format!("offers, {name}: {title}"), Some(gain), f64::MIN_POSITIVE, |_| {
            format!("{best} {found:.3} against {:.3}", of("popularity"))
        });
    }
    let groceries =
        bench.options.data.as_ref().map(|folder| folder.join("groceries.csv")).filter(|file| file.is_file());
    let mut found = None;
    match groceries {
        Some(file) => {
            let baskets = bench.file("groceries.csv");
            Task::script(&python, "datasets.py").word("groceries").word(file).word(&baskets).run()?;
            found = at(
                &compare(bench, &mut section, &mut table, ("Groceries", &python, &baskets))?.answer,
                "hit_at_10/bm25",
            );
        }
        None => section.missing.push(
            "the Groceries baskets (9,835, of the R package arules), which none of the registries ships: put \
             groceries.csv, one basket a line, into a folder and name it with `--data`"
                .to_owned(),
        ),
    }
    section.at_least("offers, Groceries: BM25 hit@10 at least .406", found, 0.406, |hit| format!("{hit:.3}"));
    section.table(table);
    Ok(section)
}

fn compare(
    bench: &Bench,
    section: &mut Section,
    table: &mut Table,
    (data, python, file): (&str, &Path, &Path),
) -> anyhow::Result<Cost> {
    let wafa = Task::new(&bench.models()?).word("offers").word(file).run()?;
    let split = bench.file("split.json");
    std::fs::write(&split, wafa.answer.to_string())?;
    let theirs = Task::script(python, "offers.py").word(&split).run();
    let theirs = section.or_missing(&format!("{data} by implicit"), theirs).map_or(Value::Null, |cost| cost.answer);
    let told = |value: Option<f64>| value.map_or_else(|| "–".to_owned(), |value| format!("{value:.4}"));
    let baskets = format!("{data}: {} baskets, {} tried", count(&wafa, "baskets"), count(&wafa, "tried"));
    for method in ["bm25", "cosine", "popularity"] {
        let other = |key: &str| at(&theirs, &format!("models/{method}/{key}"));
        let cost = if method == "bm25" { wafa.number("cpu_s") } else { None };
        table.row([
            baskets.clone(),
            method.to_owned(),
            told(at(&wafa.answer, &format!("hit_at_10/{method}"))),
            told(other("hit_at_10")),
            cost.map_or_else(String::new, |cpu| format!("{}, all three", seconds(cpu))),
            other("cpu_s").filter(|cpu| *cpu > 0.0).map_or_else(String::new, seconds),
        ]);
    }
    if let Some(version) = theirs.get("version").and_then(Value::as_str) {
        section.versions = vec![format!("implicit {version}")];
    }
    Ok(wafa)
}

fn count(cost: &Cost, key: &str) -> f64 {
    cost.number(key).unwrap_or(f64::NAN)
}
