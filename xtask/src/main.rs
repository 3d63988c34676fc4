//! Automation of the repository, in Rust, behind cargo aliases: `ci`, `tidy`, `shots`, `bench-peers`.

#![allow(clippy::print_stdout)] // its reports are its purpose

mod bench;
mod browser;
mod ci;
mod crash;
mod http;
mod machine;
mod peers;
mod postgres;
mod program;
mod several;
mod shots;
mod tidy;

use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Automation of the repository")]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Everything a change must pass.
    Ci {
        /// Only these steps, by name, separated by commas.
        #[arg(long, value_delimiter = ',')]
        only: Vec<String>,
    },
    /// Rules of the code base that the compiler does not know.
    Tidy,
    /// Kills the program again and again and checks that nothing acknowledged is lost or doubled.
    Crash {
        /// How many times.
        #[arg(long, default_value_t = 100)]
        kills: u32,
        /// Seed of the random moments.
        #[arg(long, default_value_t = 1)]
        seed: u64,
    },
    /// Kills web processes, workers and the database server of a business that runs on several.
    Several {
        /// How many times.
        #[arg(long, default_value_t = 20)]
        kills: u32,
        /// Seed of the random moments.
        #[arg(long, default_value_t = 1)]
        seed: u64,
    },
    /// Screenshots of every page in fa, ar and en, wide and phone, light and dark.
    Shots {
        /// Folder to write to.
        #[arg(long, default_value = "shots")]
        to: std::path::PathBuf,
        /// Only pages whose path contains this.
        #[arg(long)]
        only: Option<String>,
    },
    /// The figures of docs/benchmarks.md, side by side with a peer where there is one.
    BenchPeers {
        /// Only these parts, by name, separated by commas; the others stay as they were measured last.
        #[arg(long, value_delimiter = ',')]
        only: Vec<String>,
        /// Small data, once each, to see that all parts run; the document is left as it is.
        #[arg(long)]
        quick: bool,
        /// A folder with data sets that no package ships; the environment variable WAFA_BENCH_DATA unless given.
        #[arg(long)]
        data: Option<std::path::PathBuf>,
        /// The lake of 100,000,000 orders as well.
        #[arg(long)]
        huge: bool,
        /// Take the release programs that are there as they are, without building them anew.
        #[arg(long)]
        built: bool,
    },
}

fn main() -> anyhow::Result<()> {
    match Arguments::parse().task {
        Task::Ci { only } => ci::run(&only),
        Task::Tidy => tidy::run(),
        Task::Crash { kills, seed } => crash::run(kills, seed).map(|_| ()),
        Task::Several { kills, seed } => several::run(kills, seed),
        Task::Shots { to, only } => shots::run(&to, only.as_deref()),
        Task::BenchPeers { only, quick, data, huge, built } => {
            let data = data.or_else(|| std::env::var_os("WAFA_BENCH_DATA").map(Into::into));
            bench::run(bench::Options { only, quick, data, huge, built })
        }
    }
}
