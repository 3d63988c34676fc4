//! A table has one owner. SQL elsewhere may not name it, except where the architecture says so.

use std::path::Path;

use super::{Findings, files, shown};

/// Prefix of tables and the crate that owns them.
const OWNERS: &[(&str, &str)] = &[
    ("customer", "wafa_customers"),
    ("sales_", "wafa_sales"),
    ("intake_", "wafa_intake"),
    ("analytics_", "wafa_analytics"),
    ("web_", "wafa_web"),
    ("timeline_event", "wafa_db"),
    ("outbox", "wafa_db"),
    ("job", "wafa_db"),
    ("timer", "wafa_db"),
    ("setting", "wafa_db"),
    ("fact_version", "wafa_db"),
    ("schema_migration", "wafa_db"),
];

/// The lake is extracted from the fact tables: the one reader besides their owners.
const READERS: &[(&str, &str)] = &[("wafa_analytics", "sales_"), ("wafa_analytics", "customer")];

/// Looks at every word that follows `from`, `join`, `into`, `update` in string literals.
pub fn check(root: &Path) -> anyhow::Result<Findings> {
    let mut findings = Findings::new();
    for path in files(&root.join("crates"), &["rs"]) {
        let place = shown(root, &path);
        if place.contains("tests") || place.contains("/examples/") {
            continue;
        }
        let krate = place.split('/').nth(1).unwrap_or_default().to_owned();
        let text = std::fs::read_to_string(&path)?;
        for (number, line) in text.lines().enumerate() {
            if line.trim_start().starts_with("//") {
                continue;
            }
            let words: Vec<&str> = line.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).filter(|w| !w.is_empty()).collect();
            for pair in words.windows(2) {
                let [verb, table] = pair else { continue };
                if let Some(owner) = owner_of(verb, table) {
                    let reads = matches!(*verb, "from" | "join") && READERS.iter().any(|(reader, prefix)| *reader == krate && table.starts_with(prefix));
                    if owner != krate && !reads {
                        findings.push(format!("{place}:{}: {table} belongs to {owner}", number + 1));
                    }
                }
            }
        }
    }
    Ok(findings)
}

fn owner_of(verb: &str, table: &str) -> Option<&'static str> {
    if !matches!(verb, "from" | "join" | "into" | "update") {
        return None;
    }
    OWNERS
        .iter()
        .find(|(prefix, _)| {
            table == *prefix || (prefix.ends_with('_') && table.starts_with(prefix)) || table.strip_prefix(prefix).is_some_and(|rest| rest.starts_with('_'))
        })
        .map(|(_, owner)| *owner)
}
