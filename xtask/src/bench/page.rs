//! What `docs/benchmarks.md` is made of: a section for each part, kept as JSON until the part is measured again.

use std::fmt::Write as _;

use serde::{Deserialize, Serialize};

/// One part, measured.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Section {
    /// Heading.
    pub title: String,
    /// How it was measured.
    pub text: Vec<String>,
    /// Figures side by side.
    pub tables: Vec<Table>,
    /// Output of a program, as it stands.
    pub listing: Option<String>,
    /// What was aimed at.
    pub targets: Vec<Target>,
    /// What could not be measured, and why.
    pub missing: Vec<String>,
    /// Versions of the others.
    pub versions: Vec<String>,
    /// When, on what revision, and how busy the machine was.
    pub measured: String,
    /// How long the whole part took, in seconds.
    pub took_s: f64,
}

/// A table.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Table {
    /// Names of the columns.
    pub head: Vec<String>,
    /// Cells.
    pub rows: Vec<Vec<String>>,
}

/// Something aimed at, with what was reached.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Target {
    /// What, and how much of it.
    pub wanted: String,
    /// What was measured.
    pub got: String,
    /// Whether that is enough; `None` where it was not measured.
    pub held: Option<bool>,
}

impl Table {
    /// An empty table.
    pub fn new(head: &[&str]) -> Self {
        Self { head: head.iter().map(|name| (*name).to_owned()).collect(), rows: Vec::new() }
    }

    /// Adds a row.
    pub fn row<const N: usize>(&mut self, cells: [String; N]) {
        self.rows.push(cells.to_vec());
    }

    fn write(&self, page: &mut String) {
        let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
        page.push_str(&line(&self.head));
        page.push_str(&line(&vec!["---".to_owned(); self.head.len()]));
        for row in &self.rows {
            page.push_str(&line(row));
        }
        page.push('\n');
    }
}

impl Section {
    /// A section without figures.
    pub fn new(title: &str) -> Self {
        Self { title: title.to_owned(), ..Self::default() }
    }

    /// Adds a table if it has rows.
    pub fn table(&mut self, table: Table) {
        if !table.rows.is_empty() {
            self.tables.push(table);
        }
    }

    /// The value, or a word of what is missing.
    pub fn or_missing<T>(&mut self, what: &str, found: anyhow::Result<T>) -> Option<T> {
        match found {
            Ok(value) => Some(value),
            Err(error) => {
                let told = format!("{error:#}");
                let last = told.lines().rfind(|line| !line.trim().is_empty()).unwrap_or_default().trim().to_owned();
                println!("  {what}: not measured: {last}");
                self.missing.push(format!("{what}: {last}"));
                None
            }
        }
    }

    /// A figure that must not be above a limit; `told` is how it is written.
    pub fn at_most(&mut self, wanted: &str, got: Option<f64>, limit: f64, told: impl Fn(f64) -> String) {
        self.target(wanted, got, |got| got <= limit, told);
    }

    /// A figure that must reach a limit.
    pub fn at_least(&mut self, wanted: &str, got: Option<f64>, limit: f64, told: impl Fn(f64) -> String) {
        self.target(wanted, got, |got| got >= limit, told);
    }

    fn target(&mut self, wanted: &str, got: Option<f64>, holds: impl Fn(f64) -> bool, told: impl Fn(f64) -> String) {
        let got = got.filter(|value| value.is_finite());
        let words = got.map_or_else(|| "not measured".to_owned(), told);
        self.targets.push(Target { wanted: wanted.to_owned(), got: words, held: got.map(holds) });
    }

    /// As it stands in the document.
    pub fn write(&self, page: &mut String) {
        let _ = writeln!(page, "## {}\n", self.title);
        for text in &self.text {
            let _ = writeln!(page, "{text}\n");
        }
        for table in &self.tables {
            table.write(page);
        }
        if let Some(listing) = &self.listing {
            let _ = writeln!(page, "```\n{}\n```\n", listing.trim());
        }
        for missing in &self.missing {
            let _ = writeln!(page, "Not measured – {missing}.\n");
        }
        if !self.versions.is_empty() {
            let _ = writeln!(page, "Versions: {}.\n", self.versions.join(", "));
        }
        let _ = writeln!(page, "Measured {}; the part took {:.0} s.\n", self.measured, self.took_s);
    }
}

/// The table of everything aimed at, from all sections.
pub fn targets(sections: &[Section], page: &mut String) {
    let mut table = Table::new(&["target", "measured", ""]);
    for target in sections.iter().flat_map(|section| &section.targets) {
        let verdict = match target.held {
            Some(true) => "held",
            Some(false) => "**missed**",
            None => "not measured",
        };
        table.row([target.wanted.clone(), target.got.clone(), verdict.to_owned()]);
    }
    table.write(page);
}
