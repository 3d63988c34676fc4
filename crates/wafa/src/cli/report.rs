//! `wafa report`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::Store;

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Report {
    /// List all saved reports.
    List {
        #[command(flatten)]
        store: Store,
        /// As JSON.
        #[arg(long)]
        json: bool,
    },
    /// Answer a report as of now.
    Run(Run),
}

/// Options of `run`.
#[derive(Debug, Args)]
pub struct Run {
    #[command(flatten)]
    pub store: Store,
    /// A saved report, by its id.
    #[arg(required_unless_present = "spec")]
    pub id: Option<String>,
    /// What is asked, as a JSON file: {"measures": ["orders", "net_minor"], "by": ["month"], "time": {"kind": "all"}}.
    #[arg(long, conflicts_with = "id")]
    pub spec: Option<PathBuf>,
    /// As JSON.
    #[arg(long)]
    pub json: bool,
    /// As CSV.
    #[arg(long, conflicts_with = "json")]
    pub csv: bool,
    /// Write a spreadsheet.
    #[arg(long)]
    pub xlsx: Option<PathBuf>,
    /// Write a Parquet file.
    #[arg(long)]
    pub parquet: Option<PathBuf>,
}
