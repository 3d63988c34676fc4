//! Every "**Invariant:**" line of ARCHITECTURE.md names the test that holds it.

use std::path::Path;

use super::{Findings, test_names};

/// Looks for lines of the form `**Invariant:** … (test: name)`.
pub fn check(root: &Path) -> anyhow::Result<Findings> {
    let tests = test_names(root)?;
    let text = std::fs::read_to_string(root.join("ARCHITECTURE.md"))?;
    let mut findings = Findings::new();
    let mut seen = 0;
    for line in text.lines().filter(|line| line.contains("**Invariant:**")) {
        seen += 1;
        let named: Vec<&str> = line
            .split("(test: ")
            .skip(1)
            .filter_map(|rest| rest.split(')').next())
            .flat_map(|names| names.split(", "))
            .collect();
        if named.is_empty() {
            findings.push(format!("an invariant without a test: {line}"));
        }
        findings.extend(
            named.iter().filter(|name| !tests.contains(**name)).map(|name| format!("there is no test {name}: {line}")),
        );
    }
    if seen == 0 {
        findings.push("ARCHITECTURE.md states no invariant".to_owned());
    }
    Ok(findings)
}
