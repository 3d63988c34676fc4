//! The crash loop of `cargo ci`, longer.

use super::Bench;
use super::page::{Section, Table};
use crate::crash;

/// A hundred kills.
///
/// # Errors
/// When anything acknowledged was lost or doubled.
pub fn section(bench: &Bench) -> anyhow::Result<Section> {
    let mut section = Section::new("Crash loop");
    section.text.push(
        "`cargo xtask crash`: the program (development profile) is killed at random moments, then everything it had \
         acknowledged is looked for, and `wafa verify --deep` run."
            .to_owned(),
    );
    let tally = crash::run(if bench.options.quick { 8 } else { 100 }, 1)?;
    let mut table =
        Table::new(&["kills", "imported rows", "acknowledged orders", "acknowledged customers", "lost", "doubled"]);
    let zero = || "0".to_owned();
    let counts = [u64::from(tally.kills), tally.imported, tally.acknowledged as u64, tally.people as u64];
    let [kills, imported, orders, people] = counts.map(|count| count.to_string());
    table.row([kills, imported, orders, people, zero(), zero()]);
    section.table(table);
    Ok(section)
}
