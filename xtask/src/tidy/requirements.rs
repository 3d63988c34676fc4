//! `docs/requirements.csv` tells the truth: every requirement has a row, every "works" has a test that exists.

use std::collections::{BTreeMap, HashSet};
use std::path::Path;

use super::{Findings, test_names};

const COUNT: usize = 427;

/// Reads the table and looks for the evidence it names.
pub fn check(root: &Path) -> anyhow::Result<Findings> {
    let mut findings = Findings::new();
    let tests = test_names(root)?;
    let routes = routes(root)?;
    let mut rows: BTreeMap<String, usize> = BTreeMap::new();
    let mut reader = csv::Reader::from_path(root.join("docs/requirements.csv"))?;
    for record in reader.records() {
        let record = record?;
        let field = |index: usize| record.get(index).unwrap_or_default();
        let (id, status, evidence) = (field(0), field(1), field(2));
        *rows.entry(id.to_owned()).or_default() += 1;
        if !matches!(status, "works" | "partial" | "none") {
            findings.push(format!("{id}: {status} is not works, partial or none"));
        }
        if status != "none" && evidence.trim().is_empty() {
            findings.push(format!("{id}: {status} without evidence"));
        }
        let mut tested = false;
        for piece in evidence.split(';').map(str::trim).filter(|piece| !piece.is_empty()) {
            if let Some(name) = piece.strip_prefix("test:") {
                tested |= tests.contains(name);
                if !tests.contains(name) {
                    findings.push(format!("{id}: there is no test {name}"));
                }
            } else if let Some(route) = piece.strip_prefix("route:") {
                if !routes.contains(route) {
                    findings.push(format!("{id}: there is no route {route}"));
                }
            } else {
                findings.push(format!("{id}: evidence is test:NAME or route:METHOD PATH, not {piece}"));
            }
        }
        if status == "works" && !tested {
            findings.push(format!("{id}: works, but no test shows it"));
        }
    }
    for number in 1..=COUNT {
        let id = format!("S-{number:03}");
        match rows.remove(&id) {
            Some(1) => {}
            Some(times) => findings.push(format!("{id}: {times} rows")),
            None => findings.push(format!("{id}: no row")),
        }
    }
    findings.extend(rows.keys().map(|id| format!("{id}: not in the catalogue")));
    Ok(findings)
}

/// `METHOD PATH` of every row of the access matrix.
fn routes(root: &Path) -> anyhow::Result<HashSet<String>> {
    let mut routes = HashSet::new();
    for record in csv::Reader::from_path(root.join("docs/access-matrix.csv"))?.records() {
        let record = record?;
        routes.insert(format!("{} {}", record.get(0).unwrap_or_default(), record.get(1).unwrap_or_default()));
    }
    Ok(routes)
}
