//! A table has one owner. SQL elsewhere may not name it, except where the architecture says so.

use std::path::Path;

use proc_macro2::{TokenStream, TokenTree};

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
    ("fact_change", "wafa_db"),
    ("schema_migration", "wafa_db"),
];

/// Readers besides the owners: the lake is extracted from the fact tables, a customer with a history is not removed
/// with the batch that added her, and the versions of the ladder's rules are versions of a setting.
const READERS: &[(&str, &str)] = &[
    ("wafa_analytics", "sales_"),
    ("wafa_analytics", "customer"),
    ("wafa_analytics", "fact_version"),
    ("wafa_analytics", "timeline_event"),
    ("wafa_customers", "timeline_event"),
    ("wafa_customers", "setting"),
];

/// Files that only tests compile.
const TEST_SUPPORT: &[&str] = &["crates/wafa_analytics/src/shop.rs"];

/// Looks at every word that follows `from`, `join`, `into`, `update` in string literals.
pub fn check(root: &Path) -> anyhow::Result<Findings> {
    let mut findings = Findings::new();
    for path in files(&root.join("crates"), &["rs"]) {
        let place = shown(root, &path);
        if place.contains("tests") || place.contains("/examples/") || TEST_SUPPORT.contains(&place.as_str()) {
            continue;
        }
        let krate = place.split('/').nth(1).unwrap_or_default().to_owned();
        let text = std::fs::read_to_string(&path)?;
        let tokens: TokenStream = text.parse().map_err(|error| anyhow::anyhow!("{place}: {error}"))?;
        let mut literals = Vec::new();
        collect(tokens, &mut literals);
        for (line, literal) in literals {
            let foreign = tables(&literal)
                .into_iter()
                .filter(|(verb, _, owner)| *owner != krate && !may_read(&krate, verb.1, verb.0));
            findings.extend(foreign.map(|(_, table, owner)| format!("{place}:{line}: {table} belongs to {owner}")));
        }
    }
    Ok(findings)
}

type Found = ((bool, &'static str), String, &'static str);

/// Tables named in a text: whether they are only read, by which prefix they are known, their name and their owner.
fn tables(text: &str) -> Vec<Found> {
    let words: Vec<&str> =
        text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).filter(|word| !word.is_empty()).collect();
    words
        .windows(2)
        .filter_map(|pair| {
            let [verb, table] = pair else { return None };
            let (prefix, owner) = owner_of(verb, table)?;
            Some(((matches!(*verb, "from" | "join"), prefix), (*table).to_owned(), owner))
        })
        .collect()
}

fn may_read(krate: &str, prefix: &str, only_read: bool) -> bool {
    only_read && READERS.contains(&(krate, prefix))
}

/// Every string literal that looks like SQL, with its line; macros included, attributes and so documentation not.
fn collect(tokens: TokenStream, into: &mut Vec<(usize, String)>) {
    let mut attribute = false;
    for token in tokens {
        let skip = attribute;
        attribute =
            matches!(&token, TokenTree::Punct(punct) if punct.as_char() == '#' || (skip && punct.as_char() == '!'));
        match token {
            TokenTree::Group(_) if skip => {}
            TokenTree::Group(group) => collect(group.stream(), into),
            TokenTree::Literal(literal) => {
                let text = literal.to_string();
                let sql = ["select ", "insert ", "update ", "delete ", " from ", " join "]
                    .iter()
                    .any(|word| text.contains(word));
                if sql && text.contains('"') {
                    into.push((literal.span().start().line, text));
                }
            }
            _ => {}
        }
    }
}

fn owner_of(verb: &str, table: &str) -> Option<(&'static str, &'static str)> {
    if !matches!(verb, "from" | "join" | "into" | "update") {
        return None;
    }
    let owns = |prefix: &str| {
        table == prefix
            || (prefix.ends_with('_') && table.starts_with(prefix))
            || table.strip_prefix(prefix).is_some_and(|rest| rest.starts_with('_'))
    };
    OWNERS.iter().find(|(prefix, _)| owns(prefix)).copied()
}
