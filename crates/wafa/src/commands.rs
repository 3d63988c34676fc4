//! One module per command.

pub mod backup;
pub mod bench;
pub mod csv;
pub mod demo;
pub mod import;
pub mod insights;
pub mod lake;
pub mod model;
pub mod predict;
pub mod report;
pub mod routes;
pub mod serve;
pub mod team;
pub mod verify;
pub mod worker;

use std::io::Write as _;

/// Prints a line for people or programs.
pub fn say(line: &str) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{line}")?;
    out.flush()?;
    Ok(())
}

/// Prints a value as indented JSON.
pub fn say_json(value: &impl serde::Serialize) -> anyhow::Result<()> {
    say(&serde_json::to_string_pretty(value)?)
}
