//! Who may import whom: the arrows of ARCHITECTURE.md, and the fences around heavy dependencies.

use std::path::Path;

use super::{Findings, files, shown};

/// Crates of ours each crate may depend on, outside tests.
const ARROWS: &[(&str, &[&str])] = &[
    ("wafa_kernel", &[]),
    ("wafa_text", &["wafa_kernel"]),
    ("wafa_models", &[]),
    ("wafa_db", &["wafa_kernel"]),
    ("wafa_customers", &["wafa_kernel", "wafa_text", "wafa_db"]),
    ("wafa_sales", &["wafa_kernel", "wafa_text", "wafa_db"]),
    ("wafa_intake", &["wafa_kernel", "wafa_text", "wafa_db", "wafa_customers", "wafa_sales"]),
    ("wafa_analytics", &["wafa_kernel", "wafa_db", "wafa_models"]),
    ("wafa_cluster", &["wafa_kernel", "wafa_analytics"]),
    (
        "wafa_web",
        &[
            "wafa_kernel",
            "wafa_text",
            "wafa_db",
            "wafa_models",
            "wafa_customers",
            "wafa_sales",
            "wafa_intake",
            "wafa_analytics",
        ],
    ),
];

/// Dependencies only one crate may name.
const FENCES: &[(&str, &str)] = &[
    ("rusqlite", "wafa_db"),
    ("tokio-postgres", "wafa_db"),
    ("tokio-postgres-rustls", "wafa_db"),
    ("rustls", "wafa_db"),
    ("deadpool-postgres", "wafa_db"),
    ("icu_calendar", "wafa_text"),
    ("icu_decimal", "wafa_text"),
    ("icu_locale_core", "wafa_text"),
    ("fluent-bundle", "wafa_text"),
    ("phonenumber", "wafa_text"),
    ("jiff", "wafa_text"),
    ("parquet", "wafa_analytics"),
    ("object_store", "wafa_analytics"),
    ("datafusion", "wafa_cluster"),
    ("datafusion-distributed", "wafa_cluster"),
    ("tonic", "wafa_cluster"),
    ("axum", "wafa_web"),
    ("minijinja", "wafa_web"),
    ("calamine", "wafa_intake"),
    ("forust-ml", "wafa_models"),
];

/// Reads every manifest and compares.
pub fn check(root: &Path) -> anyhow::Result<Findings> {
    let mut findings = Findings::new();
    for manifest in files(&root.join("crates"), &["toml"]) {
        if manifest.file_name().and_then(|n| n.to_str()) != Some("Cargo.toml") {
            continue;
        }
        let folder =
            manifest.parent().and_then(Path::file_name).and_then(|n| n.to_str()).unwrap_or_default().to_owned();
        let text = std::fs::read_to_string(&manifest)?;
        let place = shown(root, &manifest);
        if !text.contains(&format!("name = \"{folder}\"")) {
            findings.push(format!("{place}: the crate is not called like its folder"));
        }
        let mut dev = false;
        for line in text.lines() {
            if line.starts_with('[') {
                dev = line.starts_with("[dev-dependencies");
            }
            let name = line.split(['.', ' ', '=']).next().unwrap_or_default();
            if let Some((_, owner)) = FENCES.iter().find(|(fenced, owner)| *fenced == name && *owner != folder) {
                findings.push(format!("{place}: only {owner} may name {name}"));
            }
            let allowed = ARROWS.iter().find(|(of, _)| *of == folder).map(|(_, allowed)| *allowed);
            if !dev && name.starts_with("wafa_") && allowed.is_some_and(|allowed| !allowed.contains(&name)) {
                findings.push(format!("{place}: {folder} may not import {name}"));
            }
        }
        if folder != "wafa" && !ARROWS.iter().any(|(of, _)| *of == folder) {
            findings.push(format!("{place}: {folder} has no row in the table of imports"));
        }
    }
    Ok(findings)
}
