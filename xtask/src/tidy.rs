//! Rules of the code base that the compiler does not know. Each rule reports every place that breaks it.

mod imports;
mod invariants;
mod requirements;
mod sizes;
mod styles;
mod tables;

use std::path::{Path, PathBuf};

use anyhow::bail;

use crate::machine;

/// What breaks a rule, and where.
pub type Findings = Vec<String>;

/// Runs every rule.
pub fn run() -> anyhow::Result<()> {
    let root = machine::root();
    let rules: [(&str, fn(&Path) -> anyhow::Result<Findings>); 6] = [
        ("who may import whom", imports::check),
        ("sizes of files and functions", sizes::check),
        ("tables are touched by their owners", tables::check),
        ("styles and templates", styles::check),
        ("requirements have evidence", requirements::check),
        ("invariants have tests", invariants::check),
    ];
    let mut broken = 0;
    for (name, rule) in rules {
        let findings = rule(&root)?;
        for finding in &findings {
            println!("{name}: {finding}");
        }
        broken += findings.len();
    }
    if broken > 0 { bail!("tidy found {broken} places") } else { Ok(()) }
}

/// All files below a folder with one of the endings, in a stable order.
fn files(folder: &Path, endings: &[&str]) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = walkdir::WalkDir::new(folder)
        .into_iter()
        .filter_entry(|entry| !matches!(entry.file_name().to_str(), Some("node_modules" | "target" | ".git")))
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_file())
        .map(walkdir::DirEntry::into_path)
        .filter(|path| path.extension().and_then(|e| e.to_str()).is_some_and(|e| endings.contains(&e)))
        .collect();
    found.sort();
    found
}

fn shown(root: &Path, path: &Path) -> String {
    path.strip_prefix(root).unwrap_or(path).display().to_string()
}

/// Names of all test functions of the repository, Rust and browser.
fn test_names(root: &Path) -> anyhow::Result<std::collections::HashSet<String>> {
    let mut names = std::collections::HashSet::new();
    for path in files(root, &["rs"]) {
        let text = std::fs::read_to_string(&path)?;
        let mut marked = false;
        for line in text.lines() {
            let line = line.trim();
            if line.starts_with("#[test]") || line.starts_with("#[tokio::test") {
                marked = true;
            }
            let function = line.trim_start_matches("async ").strip_prefix("fn ");
            let inside_proptest = text.contains("proptest!");
            if let Some(name) = function.filter(|_| marked || inside_proptest) {
                names.insert(name.split(['(', '<']).next().unwrap_or_default().to_owned());
                marked = false;
            }
        }
    }
    for path in files(&root.join("web/tests"), &["mjs"]) {
        for line in std::fs::read_to_string(&path)?.lines() {
            if let Some(rest) = line.trim().strip_prefix("test('").or_else(|| line.trim().strip_prefix("test(`")) {
                names.insert(rest.split(['\'', '`']).next().unwrap_or_default().to_owned());
            }
        }
    }
    Ok(names)
}
