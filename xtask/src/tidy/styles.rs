//! Styles and templates: reading direction comes from the document, words from the locale files.

use std::path::Path;

use super::{Findings, files, shown};

/// Physical sides have no place in a style sheet that must read both ways.
const PHYSICAL: &[&str] = &[
    "margin-left",
    "margin-right",
    "padding-left",
    "padding-right",
    "border-left",
    "border-right",
    "text-align: left",
    "text-align: right",
    "text-align:left",
    "text-align:right",
    "float:",
    "border-top-left",
    "border-top-right",
    "border-bottom-left",
    "border-bottom-right",
];

/// Checks style sheets, templates and scripts.
pub fn check(root: &Path) -> anyhow::Result<Findings> {
    let mut findings = Findings::new();
    for path in files(&root.join("web/css"), &["css"]) {
        let place = shown(root, &path);
        let tokens = path.file_name().and_then(|n| n.to_str()) == Some("tokens.css");
        for (number, line) in std::fs::read_to_string(&path)?.lines().enumerate() {
            let at = format!("{place}:{}", number + 1);
            if line.contains("tidy: physical") {
                continue;
            }
            findings.extend(
                PHYSICAL
                    .iter()
                    .filter(|side| line.contains(*side))
                    .map(|side| format!("{at}: {side} is a physical side")),
            );
            let start = line.trim_start();
            if start.starts_with("left:") || start.starts_with("right:") {
                findings.push(format!("{at}: a physical side"));
            }
            if !tokens && has_hex_colour(line) {
                findings.push(format!("{at}: a colour outside the tokens"));
            }
        }
    }
    for path in files(&root.join("crates/wafa_web/templates"), &["html"]) {
        let place = shown(root, &path);
        for (number, line) in std::fs::read_to_string(&path)?.lines().enumerate() {
            let at = format!("{place}:{}", number + 1);
            if line.contains(" style=") || line.contains("<style") {
                findings.push(format!("{at}: an inline style"));
            }
            if line.contains(" onclick=")
                || line.contains("javascript:")
                || (line.contains("<script") && !line.contains("src=") && !line.contains("application/json"))
            {
                findings.push(format!("{at}: an inline script"));
            }
            if line.contains("http://") && !line.contains("www.w3.org") || line.contains("https://") {
                findings.push(format!("{at}: an address of somebody else"));
            }
            if line.chars().any(is_arabic_letter) {
                findings.push(format!("{at}: words outside the locale files"));
            }
        }
    }
    Ok(findings)
}

fn has_hex_colour(line: &str) -> bool {
    line.split('#').skip(1).any(|rest| {
        let digits = rest.chars().take_while(char::is_ascii_hexdigit).count();
        let ends = rest.chars().nth(digits).is_none_or(|c| !c.is_ascii_alphanumeric() && c != '-' && c != '_');
        matches!(digits, 3 | 6 | 8) && ends && !line.contains("url(")
    })
}

fn is_arabic_letter(letter: char) -> bool {
    ('\u{0620}'..='\u{064A}').contains(&letter) || ('\u{0671}'..='\u{06D3}').contains(&letter)
}
