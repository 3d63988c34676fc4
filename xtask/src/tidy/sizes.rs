//! Functions of at most 70 lines, files of at most 500. Exceptions are listed with a reason and stay under 3 %.

use std::path::Path;

use syn::spanned::Spanned;
use syn::visit::Visit;

use super::{Findings, files, shown};

const FUNCTION_LINES_MAX: usize = 70;
const FILE_LINES_MAX: usize = 500;

struct Functions {
    found: Vec<(String, usize)>,
}

impl<'ast> Visit<'ast> for Functions {
    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        self.found
            .push((item.sig.ident.to_string(), lines(item.sig.span().start().line, item.block.span().end().line)));
        syn::visit::visit_item_fn(self, item);
    }
    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        self.found
            .push((item.sig.ident.to_string(), lines(item.sig.span().start().line, item.block.span().end().line)));
        syn::visit::visit_impl_item_fn(self, item);
    }
}

const fn lines(first: usize, last: usize) -> usize {
    last + 1 - first
}

/// Measures every Rust file, style sheet, script and template.
pub fn check(root: &Path) -> anyhow::Result<Findings> {
    let exceptions = exceptions(root)?;
    let mut findings = Findings::new();
    let mut used = 0;
    let mut functions_seen = 0;
    let mut report = |place: String, text: String| {
        if exceptions.contains(&place) {
            used += 1;
        } else {
            findings.push(text);
        }
    };
    for path in files(root, &["rs", "css", "mjs", "js", "html"]) {
        let place = shown(root, &path);
        let text = std::fs::read_to_string(&path)?;
        let count = text.lines().count();
        if count > FILE_LINES_MAX {
            report(place.clone(), format!("{place}: {count} lines, at most {FILE_LINES_MAX}"));
        }
        if path.extension().and_then(|e| e.to_str()) != Some("rs") {
            continue;
        }
        let file = syn::parse_file(&text).map_err(|error| anyhow::anyhow!("{place}: {error}"))?;
        let mut functions = Functions { found: Vec::new() };
        functions.visit_file(&file);
        functions_seen += functions.found.len();
        for (name, length) in functions.found {
            if length > FUNCTION_LINES_MAX {
                let full = format!("{place}::{name}");
                report(full.clone(), format!("{full}: {length} lines, at most {FUNCTION_LINES_MAX}"));
            }
        }
    }
    if used * 100 > functions_seen * 3 {
        findings.push(format!("{used} exceptions for {functions_seen} functions: more than 3 %"));
    }
    Ok(findings)
}

/// Places allowed to be longer, each with a reason after `#`.
fn exceptions(root: &Path) -> anyhow::Result<Vec<String>> {
    let path = root.join("xtask/sizes.txt");
    let text = if path.is_file() { std::fs::read_to_string(&path)? } else { String::new() };
    let mut places = Vec::new();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        match line.split_once('#') {
            Some((place, reason)) if !reason.trim().is_empty() => places.push(place.trim().to_owned()),
            _ => anyhow::bail!("xtask/sizes.txt: a place without a reason: {line}"),
        }
    }
    Ok(places)
}
